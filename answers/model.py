"""What a question is understood as, and what an answer is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Thing:
    """Something that a question names: its IRI and kind (the IRI's path segment), how it was called, its rivals."""

    iri: str
    kind: str
    called: str
    start: int
    end: int
    weight: float = 1.0
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question with what was recognised in it. `masked` has every thing as `⟨kind⟩`; `keywords` what is left."""

    text: str
    language: str
    masked: str
    things: tuple[Thing, ...]
    types: tuple[Thing, ...] = ()

    def first(self, *kinds: str) -> Thing | None:
        """The first thing named of one of these kinds."""
        return next((t for t in self.things if t.kind in kinds), None)


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
class Answer:
    """An answer. `status` is answered, ambiguous or unknown; `rows` are the facts behind it, one a row."""

    status: str
    text: str
    sure: bool = False
    rows: tuple[Mapping[str, str], ...] = ()
    decision: Decision | None = None
    citations: tuple[Citation, ...] = ()
    sparql: str = ""
    suggestions: tuple[str, ...] = ()
    language: str = "en"
    question: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The answer as the export contract has it."""
        return {
            "status": self.status,
            "sure": self.sure,
            "question": self.question,
            "language": self.language,
            "answer": self.text,
            "rows": [dict(row) for row in self.rows],
            "decision": self.decision.to_json() if self.decision else None,
            "citations": [c.to_json() for c in self.citations],
            "sparql": self.sparql,
            "suggestions": list(self.suggestions),
        }
