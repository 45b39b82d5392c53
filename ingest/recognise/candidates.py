"""Stretches of text that may be a mention, and the choice among those that overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.model import Entity


@dataclass(frozen=True)
class Candidate:
    """[start, end) of a folded text that names an entity. Of overlapping ones the longest stands, then the higher rank."""

    start: int
    end: int
    entity: Entity
    rank: int = 0
    provision: str = ""
    by_form: bool = False

    @property
    def kind(self) -> str:
        return self.entity.kind

    @property
    def length(self) -> int:
        return self.end - self.start


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates that do not overlap, in order: longest first, then rank, then the earlier one."""
    taken: list[Candidate] = []
    occupied: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.length, -c.rank, c.start)):
        span = range(candidate.start, candidate.end)
        if not occupied.intersection((span.start, span.stop - 1)) and not any(i in occupied for i in span):
            occupied.update(span)
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.start)


_QUOTES = {"《": "》", "“": "”"}


def with_quotes(text: str, candidate: Candidate) -> tuple[int, int]:
    """Title marks around a name belong to the mention."""
    start, end = candidate.start, candidate.end
    if closing := _QUOTES.get(text[start - 1 : start]):
        at = text.find(closing, start, end + 1)
        if at == end:
            return start - 1, end + 1
    return start, end
