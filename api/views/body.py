"""What the page of a body shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from api.views.act import natural
from api.views.dates import first
from api.views.facts import Fact, Facts
from api.views.names import Link, Names
from api.views.things import pointed, related
from graph.store import value
from graph.vocabulary import MG

_LINEAGE = ("continues", "predecessor", "succeeds")
#: Relations whose dates make a life.
_LIFE = frozenset(
    ("establishes", "renames", "terminates", "extends", "succeeds", "adopts", "endorses", "holds", "changes", "produces")
)
_PEOPLE = ("chairs", "has_position", "member_of", "participates")


@dataclass(frozen=True)
class Step:
    """One body before or after another: `how` is continues or succeeds, `fact` the claim that tells it."""

    older: Link
    newer: Link
    how: str
    fact: Fact | None
    date: str


@dataclass(frozen=True)
class Moment:
    """A dated line of a timeline; `inferred` says that the day is that of the act, not of the claim."""

    date: str
    end: str
    fact: Fact
    inferred: bool
    times: int = 1


@dataclass(frozen=True)
class Group:
    """Facts under one act, with its day."""

    act: Link
    date: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Meeting:
    """A session or meeting with its days and place."""

    link: Link
    ordinal: str
    start: str
    end: str
    place: Link | None


def act_date(names: Names, iri: str) -> str:
    """The day of a decision or instrument (adopted) or meeting (begun); empty where it is not known."""
    return value(names.one(iri, MG + "adoptedOn")) or value(names.one(iri, MG + "start"))


def founding(facts: Facts, iri: str) -> tuple[list[Fact], Link | None]:
    """The claims that a body was established, read ones before curated ones, and the earlier body if they are of that.

    A body that only goes on with another under a new name was founded when that one was.
    """
    seen: list[str] = []
    body = iri
    while body and body not in seen:
        seen.append(body)
        found = [f for f in facts.about(body, "establishes") if f.object and f.object.iri == body]
        found = [f for f in found if f.status != "rejected"]
        if found:
            found.sort(key=lambda f: (f.curated, f.standing != "asserted", -float(f.confidence or 0), f.order))
            return found, (None if body == iri else facts.names.link(body))
        body = next((link.iri for link in pointed(facts.names, body, MG + "continues")), "")
    return [], None


def lineage(facts: Facts, iri: str) -> list[Step]:
    """What a body was before and what it became, oldest first, along every step that is told."""
    names = facts.names
    steps: dict[tuple[str, str], Step] = {}
    rest, seen = [iri], {iri}
    while rest:
        body = rest.pop()
        for name in _LINEAGE:
            for older in pointed(names, body, MG + name):
                _step(facts, steps, older.iri, body, name)
            for newer in related(names, body, MG + name):
                _step(facts, steps, body, newer.iri, name)
        for step in list(steps.values()):
            for link in (step.older, step.newer):
                if link.iri not in seen:
                    seen.add(link.iri)
                    rest.append(link.iri)
    return sorted(steps.values(), key=lambda s: (first(s.date) or "9999", s.older.label))


def _step(facts: Facts, steps: dict[tuple[str, str], Step], older: str, newer: str, name: str) -> None:
    if (older, newer) in steps:
        return
    told = [
        f
        for f in facts.about(older, "renames", "succeeds")
        if (f.relation == "renames" and f.becomes and f.becomes.iri == newer)
        or (f.relation == "succeeds" and f.subject.iri == newer and f.object and f.object.iri == older)
    ]
    fact = told[0] if told else None
    date = (fact.date or act_date(facts.names, fact.subject.iri)) if fact else ""
    how = "continues" if name == "continues" else "succeeds"
    steps[(older, newer)] = Step(facts.names.link(older), facts.names.link(newer), how, fact, date)


def timeline(names: Names, facts: Iterable[Fact], relations: frozenset[str] = _LIFE) -> list[Moment]:
    """The dated facts, oldest first; the same thing told in several places is one line."""
    found: dict[tuple[str, str, str, str], Moment] = {}
    for fact in facts:
        if fact.relation not in relations or fact.standing != "asserted":
            continue
        own = fact.date
        date = own or act_date(names, fact.object.iri if fact.relation == "holds" and fact.object else fact.subject.iri)
        if not first(date):
            continue
        key = (fact.relation, fact.subject.iri, fact.object.iri if fact.object else "", date)
        old = found.get(key)
        found[key] = Moment(date, fact.end, old.fact if old else fact, not own, old.times + 1 if old else 1)
    return sorted(found.values(), key=lambda m: (first(m.date), m.fact.order))


def by_act(names: Names, facts: Iterable[Fact]) -> list[Group]:
    """Facts grouped by the act that is their subject, the latest act first, acts without a day last."""
    groups: dict[Link, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.subject].append(fact)
    for told in groups.values():
        told.sort(key=lambda f: natural(f.provision))
    found = [Group(act, act_date(names, act.iri), tuple(told)) for act, told in groups.items()]
    return sorted(found, key=lambda g: (first(g.date) or "0", g.act.label), reverse=True)


def meetings(facts: Facts, iri: str, told: Iterable[Fact]) -> list[Meeting]:
    """The sessions and meetings that a body held, by register and claims, the latest first."""
    names = facts.names
    held = {link.iri for link in related(names, iri, MG + "heldBy")}
    dates: dict[str, Fact] = {}
    for fact in told:
        if fact.relation == "holds" and fact.subject.iri == iri and fact.object and fact.standing == "asserted":
            held.add(fact.object.iri)
            if fact.date and fact.object.iri not in dates:
                dates[fact.object.iri] = fact
    found = [meeting(names, m, dates.get(m)) for m in held]
    return sorted(found, key=lambda m: (first(m.start) or "0", m.ordinal.rjust(4), m.link), reverse=True)


def meeting(names: Names, iri: str, fact: Fact | None = None) -> Meeting:
    """A session or meeting: days and place of the register, else of a claim."""
    place = names.one(iri, MG + "place")
    return Meeting(
        names.link(iri),
        value(names.one(iri, MG + "ordinal")),
        value(names.one(iri, MG + "start")) or (fact.date if fact else ""),
        value(names.one(iri, MG + "end")) or (fact.end if fact else ""),
        names.link(place.value) if place else (fact.place if fact else None),
    )


def people(facts: Facts, iri: str, told: Iterable[Fact]) -> list[Fact]:
    """Who chaired, sat in or served a body, and who held its posts."""
    found = {f.iri: f for f in told if f.relation in _PEOPLE and f.object and f.object.iri == iri}
    for post in related(facts.names, iri, MG + "postIn"):
        for fact in facts.about(post.iri, "has_position"):
            if fact.object and fact.object.iri == post.iri:
                found[fact.iri] = fact
    return sorted(found.values(), key=lambda f: (_PEOPLE.index(f.relation), f.order))
