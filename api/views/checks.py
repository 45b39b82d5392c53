"""What the shapes find across documents, as a page shows it: pairs of claims that cannot both be so, and the rest by shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.views.facts import Fact, Facts
from api.views.names import Link
from graph.checking import Outcome
from graph.validate import SEVERITIES, short

#: Contradictions that a page lists.
MOST = 100


@dataclass(frozen=True)
class Group:
    """The findings of one rule: how many, and the first places."""

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


def message(outcome: Outcome, language: str) -> str:
    """What a rule says, in a language where it says so, else in any."""
    return outcome.messages.get(language) or next(iter(outcome.messages.values()), "")


def pairs(facts: Facts, outcomes: Iterable[Outcome], about: str = "", most: int = MOST) -> list[Pair]:
    """The contradictions, of all claims or of those that touch a thing; at most so many."""
    disputed = [(o, d.told) for o in outcomes for d in o.disputed if not about or about in d.things]
    found = sorted(disputed, key=lambda each: short(each[0].rule))[:most]
    told = iter(facts.each(side.claim for _, one in found for side in (one.one, one.other)))
    return [
        Pair(message(o, facts.names.language), next(told), next(told), (len(one.one_claims), len(one.other_claims)))
        for o, one in found
    ]


def grouped(facts: Facts, outcomes: Iterable[Outcome]) -> list[Group]:
    """The other findings by rule: violations first."""
    found = []
    for o in sorted(outcomes, key=lambda o: (SEVERITIES[o.severity], o.rule)):
        if o.count:
            places = tuple(facts.names.link(place) for place in o.places if place.startswith("http"))
            found.append(Group(o.severity, message(o, facts.names.language), short(o.rule), o.count, places))
    return found
