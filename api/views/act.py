"""What the page of a decision or instrument shows: provision by provision, and what came of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from api.views.facts import Fact
from api.views.names import Link, Names
from api.views.things import related
from graph.store import value
from graph.vocabulary import MG


@dataclass(frozen=True)
class Provision:
    """A provision by its number (empty: the act as a whole), its IRI where the graph has one, and what it does."""

    number: str
    iri: str
    facts: tuple[Fact, ...]


def provisions(names: Names, iri: str, facts: Iterable[Fact]) -> list[Provision]:
    """What an act did, in the order of its numbers, the whole first. Citations and texts handed in are no doing."""
    known = {}
    for link in related(names, iri, MG + "provisionOf"):
        known[value(names.one(link.iri, MG + "provisionNumber"))] = link.iri
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.subject.iri == iri and fact.relation not in ("cites", "submitted_to"):
            groups[fact.provision].append(fact)
    return [Provision(number, known.get(number, ""), tuple(groups[number])) for number in sorted(groups, key=natural)]


def natural(text: str) -> list[tuple[int, int, str]]:
    """A key that sorts `9` before `10` and `88(c)` after `88`.

    >>> sorted(["10", "9", "88(c)", "88", "section II"], key=natural)
    ['9', '10', '88', '88(c)', 'section II']
    """
    pieces = re.findall(r"\d+|[^\d]+", text)
    return [(0, int(p), "") if p.isdecimal() and p.isascii() else (1, 0, p) for p in pieces]


def carriers(names: Names, iri: str) -> list[Link]:
    """The documents in which an act is printed."""
    return related(names, iri, MG + "carries")


def touched(facts: Iterable[Fact], iri: str) -> list[Link]:
    """The bodies that an act touches: whom it founds, ends, changes or asks something of."""
    found = {f.object for f in facts if f.subject.iri == iri and f.object and f.object.kind in ("body", "post", "group")}
    return sorted(found)


def siblings(names: Names, session: str) -> list[Link]:
    """The decisions and instruments of a session."""
    quads = names.store.ox.quads_for_pattern(None, ox.NamedNode(MG + "session"), ox.NamedNode(session))
    return sorted(
        {names.link(q.subject.value) for q in quads if isinstance(q.subject, ox.NamedNode)}, key=lambda x: natural(x.label)
    )
