"""The values that pass from step to step: documents, mentions, citations, claims. No step's code is in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.source import Source
from ingest.text import Span


# ---- structure ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Paragraph:
    """One addressed piece of a document.

    `address` is the path of printed labels (`main/94/b`, `annex/annex-1/3`, `main/fn1`, `front`), `label` the label as
    printed, `kind` one of heading, preambular, operative, narrative, footnote, table, front; `heading_path` the
    headings above it, outermost first; `attached` the address of the paragraph that a footnote's mark stands in.
    """

    address: str
    label: str
    kind: str
    heading_path: tuple[str, ...]
    span: Span
    under: str = ""
    """Address of the heading right above."""
    attached: str = ""
    cells: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        return self.span.text


@dataclass(frozen=True)
class Cell:
    """A number in a table, with its row's and column's heads and the row's place in the paragraph's text."""

    row: str
    column: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Masthead:
    """What the title block says of the document itself; None where it does not say it."""

    symbol: str | None = None
    job_number: str | None = None
    organ: str | None = None
    session: str | None = None
    meeting_line: str | None = None
    title: str | None = None
    author_line: str | None = None
    distributed: str | None = None
    original_language: str | None = None
    is_resolution: bool = False


@dataclass(frozen=True)
class Document:
    """A source with its structure."""

    source: Source
    iri: str
    version: str
    masthead: Masthead
    paragraphs: tuple[Paragraph, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    """Title by language; always one in the document's own."""


# ---- recognition --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Entity:
    """Something with an IRI: of the register, minted from a form (decisions, sessions) or provisional.

    `labels` are (text, language) pairs, the preferred one of each language first; language `""` for acronyms and
    symbols. `properties` are what the form itself tells (a decision's number and issuer), as predicate name and value.
    """

    iri: str
    kind: str
    labels: tuple[tuple[str, str], ...] = ()
    origin: str = "register"
    properties: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return self.labels[0][0] if self.labels else self.iri.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Mention:
    """A stretch [start, end) of a paragraph's text that names an entity; `provision` where part of an act is meant."""

    start: int
    end: int
    printed: str
    entity: Entity
    provision: str = ""
    by_form: bool = False

    @property
    def kind(self) -> str:
        return self.entity.kind


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph with its mentions, in order and not overlapping."""

    paragraph: Paragraph
    start: int
    end: int
    mentions: tuple[Mention, ...]

    @property
    def text(self) -> str:
        return self.paragraph.span.folded[self.start : self.end]


# ---- claims -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Evidence:
    """A quotation [start, end) of a paragraph's text, which is one contiguous stretch of the source."""

    paragraph: Paragraph
    start: int
    end: int


@dataclass(frozen=True)
class Claim:
    """A statement that a document makes.

    `relation` is one of `graph.vocabulary.RELATIONS`; `details` hold what else is told, by the names of the export
    contract (`provision`, `modality`, `action`, `date`, `start`, `end`, `place`, `measure`, `amount`, `unit`, `period`,
    `value`, `as_of`, `role`, `ordinal`); `rule` names the formula that read it; `confidence` is in 0..1.
    """

    relation: str
    subject: Entity
    object: Entity | None
    evidence: Evidence
    rule: str
    subject_printed: str = ""
    object_printed: str = ""
    standing: str = "asserted"
    confidence: float = 0.9
    details: Mapping[str, str] = field(default_factory=dict)
    also: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A document with everything that was understood of it."""

    document: Document
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    act: Entity | None = None
    """The decision whose own text the document is."""
