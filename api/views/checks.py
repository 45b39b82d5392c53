"""What the shapes find across documents, as a page shows it: pairs of claims that cannot both be so, and the rest by shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.views.facts import Fact, Facts
from api.views.names import Link
from graph.contradictions import together
from graph.validate import Finding, short

#: Places that are named of one shape.
_PLACES = 12


@dataclass(frozen=True)
class Group:
    """The findings of one shape: how many, and the first places."""

    severity: str
    message: str
    shape: str
    count: int
    places: tuple[Link, ...]


@dataclass(frozen=True)
class Pair:
    """Two tellings that contradict each other, each by the first claim that tells it so, and how many do."""

    message: str
    one: Fact
    other: Fact
    times: tuple[int, int]


def message(finding: Finding, language: str) -> str:
    """What a finding says, in a language where it is said so, else in any."""
    return finding.messages.get(language) or next(iter(finding.messages.values()), "")


def _is_pair(finding: Finding) -> bool:
    return "/id/claim/" in finding.focus and "/id/claim/" in finding.value


def pairs(facts: Facts, findings: Iterable[Finding], about: str = "") -> list[Pair]:
    """The contradictions, of all claims or of those that touch a thing."""
    both = [finding for finding in findings if _is_pair(finding)]
    if about:
        touching = facts.ledger.touching(about, (claim for f in both for claim in (f.focus, f.value)))
        both = [finding for finding in both if finding.focus in touching or finding.value in touching]
    return [
        Pair(
            told.messages.get(facts.names.language) or next(iter(told.messages.values()), ""),
            facts.one(told.one.claim),
            facts.one(told.other.claim),
            (len(told.one_claims), len(told.other_claims)),
        )
        for told in together(facts.store, both)
    ]


def grouped(facts: Facts, findings: Iterable[Finding]) -> list[Group]:
    """The other findings by shape, in their order: violations first."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if not _is_pair(finding):
            groups.setdefault((finding.severity, finding.shape), []).append(finding)
    found = []
    for (severity, shape), told in groups.items():
        places = [facts.names.link(f.focus) for f in told[:_PLACES] if f.focus.startswith("http")]
        found.append(Group(severity, message(told[0], facts.names.language), short(shape), len(told), tuple(places)))
    return found
