"""What a question is understood as, and what an answer is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from answers.language.moments import Moment

_TOKEN = re.compile(r"⟨\w+⟩")
Status = Literal["answered", "ambiguous", "unknown"]
#: How a reader sees the rows best.
Shape = Literal["sentence", "table", "timeline"]


@dataclass(frozen=True)
class Thing:
    """Something that a question names: its IRI and kind (the IRI's path segment), how it was called, its rivals.

    [start, end) is its place in the normalised question; `weight` tells how properly it was named (4 its own name or
    symbol, 3 another name, 2 a title, 1 a short form that others bear too); `guessed` that it was not named letter by
    letter; `told` that it comes from an earlier question.
    """

    iri: str
    kind: str
    called: str
    start: int
    end: int
    weight: float = 1.0
    rivals: tuple[str, ...] = ()
    guessed: bool = False
    told: bool = False


@dataclass(frozen=True)
class Nth:
    """A session or meeting asked for by its number that the graph does not hold: the body's IRI and the number."""

    body: str
    ordinal: str
    start: int
    end: int


@dataclass(frozen=True)
class Question:
    """A question with what was recognised in it.

    `normal` is the text in the form of comparison, `masked` the same with every thing as `⟨kind⟩`, dates as `⟨date⟩`,
    paragraphs as `⟨para⟩`; `residue` the words that nothing explains.
    """

    text: str
    language: str
    normal: str
    masked: str
    things: tuple[Thing, ...]
    types: tuple[Thing, ...] = ()
    moments: tuple[Moment, ...] = ()
    provisions: tuple[str, ...] = ()
    missing: tuple[Nth, ...] = ()
    strange: tuple[str, ...] = ()
    """Numbers of decisions or resolutions that the graph does not hold."""
    residue: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The question without its things, dates and paragraph numbers: what is left to say what is asked."""
        return _TOKEN.sub(" ", self.masked)

    def first(self, *kinds: str) -> Thing | None:
        """The first thing named of one of these kinds."""
        return next((t for t in self.things if t.kind in kinds), None)

    def all(self, *kinds: str) -> tuple[Thing, ...]:
        """Every thing named of one of these kinds, each once."""
        return tuple({t.iri: t for t in reversed(self.things) if t.kind in kinds}.values())[::-1]


@dataclass(frozen=True)
class Citation:
    """Where an answer rests: the document, its file, the paragraph's address and the words."""

    document: str
    label: str
    file: str
    paragraph: str
    quote: str
    digest: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"document": self.document, "label": self.label, "file": self.file, "paragraph": self.paragraph,
                "quote": self.quote, "digest": self.digest}  # fmt: skip


@dataclass(frozen=True)
class Decision:
    """The decision that an answer names."""

    iri: str
    symbol: str
    label: str
    date: str

    def to_json(self) -> dict[str, str]:
        return {"iri": self.iri, "symbol": self.symbol, "label": self.label, "date": self.date}


@dataclass(frozen=True)
class Near:
    """A passage near to the question that stands beside an answer which is not sure: as a row, and what it cites."""

    row: Mapping[str, str]
    citation: Citation


@dataclass(frozen=True)
class Answer:
    """An answer. `status` is answered, ambiguous or unknown; `rows` are the facts behind it, one a row.

    `kind` names the kind of question that was understood; `why` says in words how sure the answer is and why;
    `columns` are the columns of `rows` that a table shows, in order.
    """

    status: Status
    text: str
    sure: bool = False
    rows: tuple[Mapping[str, str], ...] = ()
    decision: Decision | None = None
    citations: tuple[Citation, ...] = ()
    sparql: str = ""
    suggestions: tuple[str, ...] = ()
    language: str = "en"
    question: str = ""
    kind: str = ""
    why: str = ""
    shape: Shape = "sentence"
    columns: tuple[str, ...] = ()
    understood: tuple[Mapping[str, str], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    near: tuple[Near, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The answer as the export contract has it, and behind that what a page makes use of. Passages that only come near
        stand at the end of rows, each marked `near`, and of citations."""
        return {
            "status": self.status,
            "sure": self.sure,
            "question": self.question,
            "language": self.language,
            "answer": self.text,
            "rows": [*(dict(row) for row in self.rows), *({**n.row, "near": "true"} for n in self.near)],
            "decision": self.decision.to_json() if self.decision else None,
            "citations": [c.to_json() for c in (*self.citations, *(n.citation for n in self.near))],
            "sparql": self.sparql,
            "suggestions": list(self.suggestions),
            "kind": self.kind,
            "why": self.why,
            "shape": self.shape,
            "columns": list(self.columns),
            "understood": [dict(thing) for thing in self.understood],
        }
