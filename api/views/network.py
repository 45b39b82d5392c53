"""The graph as things and links: around a thing, the citations, and acts against bodies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from api.views.body import act_date
from api.views.dates import first
from api.views.facts import Facts
from api.views.names import Link, kind_of
from graph.vocabulary import CONCEPT, MG, ORG

#: Links of the register that are drawn beside the claims.
_REGISTER = {
    "part_of": ORG + "subOrganizationOf",
    "continues": MG + "continues",
    "issued_by": MG + "issuer",
    "held_by": MG + "heldBy",
    "at_session": MG + "session",
    "post_in": MG + "postIn",
    "carries": MG + "carries",
}
#: What is left out of a first drawing, because there is so much of it.
QUIET = frozenset(("cites", "counts", "finances"))
MOST_LINKS, MOST_CITATIONS = 150, 300
#: Links of a drawing that a reader can follow.
READABLE = 60


@dataclass(frozen=True)
class Edge:
    """A link of a drawing. `relation` is the short name, `verb` its label, `times` how many claims say it."""

    source: Link
    target: Link
    relation: str
    verb: str
    date: str
    times: int


@dataclass(frozen=True)
class Network:
    """Things and the links between them; `cut` says that there are more."""

    edges: tuple[Edge, ...]
    cut: bool

    @property
    def nodes(self) -> list[Link]:
        return sorted({end for edge in self.edges for end in (edge.source, edge.target)})

    def relations(self) -> list[tuple[str, str, int]]:
        """The relations drawn: short name, label, number of links."""
        counted = Counter((edge.relation, edge.verb) for edge in self.edges)
        return [(name, verb, n) for (name, verb), n in sorted(counted.items(), key=lambda c: (-c[1], c[0]))]


def around(facts: Facts, center: str, steps: int, relations: frozenset[str], until: str) -> Network:
    """What is linked to a thing within some steps. `relations` empty means all but QUIET; `until` a day or empty.

    A link with a date after that day is left out; one without a date stays.
    """
    found: dict[tuple[str, str, str], Edge] = {}
    done: set[str] = set()
    ring = [center]
    for _ in range(steps):
        following: dict[str, None] = {}
        for thing in ring:
            if thing in done or len(found) > MOST_LINKS:
                continue
            done.add(thing)
            for edge in _links(facts, thing):
                wanted = edge.relation in relations if relations else edge.relation not in QUIET
                if not wanted or (until and edge.date and first(edge.date) > until):
                    continue
                key = (edge.source.iri, edge.relation, edge.target.iri)
                old = found.get(key)
                if old is None or old.times < edge.times or (not old.date and edge.date):
                    found[key] = edge
                following[edge.target.iri if edge.source.iri == thing else edge.source.iri] = None
        ring = list(following)
    edges = list(found.values())
    return Network(tuple(sorted(edges[:MOST_LINKS], key=lambda e: (e.source, e.relation, e.target))), len(edges) > MOST_LINKS)


def _links(facts: Facts, thing: str) -> Iterable[Edge]:
    names = facts.names
    told: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    verbs: dict[str, str] = {}
    for fact in facts.about(thing):
        if fact.object is None or fact.standing != "asserted" or fact.status == "rejected" or fact.subject == fact.object:
            continue
        told[(fact.subject.iri, fact.relation, fact.object.iri)].append(fact.date)
        verbs[fact.relation] = fact.verb.label
        if fact.becomes and fact.becomes.iri != fact.object.iri:
            told[(fact.object.iri, "becomes", fact.becomes.iri)].append(fact.date)
            verbs["becomes"] = "→"
    for (subject, relation, target), dates in told.items():
        date = min((d for d in dates if first(d)), default="")
        yield Edge(
            names.link(subject), names.link(target), relation, verbs[relation], date or act_date(names, subject), len(dates)
        )
    node = ox.NamedNode(thing)
    for relation, predicate in _REGISTER.items():
        verb = names.property(predicate)
        ways = [
            *facts.store.ox.quads_for_pattern(node, ox.NamedNode(predicate), None),
            *facts.store.ox.quads_for_pattern(None, ox.NamedNode(predicate), node),
        ]
        for quad in ways:
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                yield Edge(names.link(quad.subject.value), names.link(quad.object.value), relation, verb, "", 1)


def readable(facts: Facts, among: Sequence[int]) -> int:
    """How often something has to be cited so that what is drawn can still be read; the largest where nothing else does it."""
    counted = [n for _, _, n in facts.ledger.pairs(("cites",), limit=READABLE + 1)]
    return next((least for least in among if sum(n >= least for n in counted) <= READABLE), among[-1])


def citations(facts: Facts, least: int = 1) -> Network:
    """Who cites whom at least so many times, the most cited first."""
    names = facts.names
    verb = names.label(f"{CONCEPT}relation/cites")
    told = facts.ledger.pairs(("cites",), least=least, limit=MOST_CITATIONS + 1)
    names.prime(end for s, o, _ in told for end in (s, o))
    edges = [Edge(names.document(s), names.link(o), "cites", verb, "", n) for s, o, n in told[:MOST_CITATIONS]]
    return Network(tuple(edges), len(told) > MOST_CITATIONS)


@dataclass(frozen=True)
class Matrix:
    """Acts against bodies: how many facts link them. `cells` by (act IRI, body IRI)."""

    acts: tuple[Link, ...]
    bodies: tuple[Link, ...]
    cells: dict[tuple[str, str], int]


#: Kinds of things that act, and the relations by which they do something to a body, in the order in which they are offered.
_ACTORS = ("decision", "instrument", "session", "meeting", "body")
ACTING = ("mandates", "establishes", "renames", "terminates", "extends", "endorses", "changes")


def matrix(facts: Facts, relations: frozenset[str], rows: int = 25, columns: int = 14) -> Matrix:
    """The acts and the bodies, posts and groups with most facts between them."""
    cells = {
        (subject, target): n
        for subject, target, n in facts.ledger.pairs(sorted(relations) or ACTING)
        if kind_of(subject) in _ACTORS and kind_of(target) in ("body", "post", "group")
    }
    across: Counter[str] = Counter()
    for (_, target), n in cells.items():
        across[target] += n
    bodies = [iri for iri, _ in sorted(across.items(), key=lambda c: (-c[1], c[0]))[:columns]]
    shown = set(bodies)
    down: Counter[str] = Counter()
    for (subject, target), n in cells.items():
        if target in shown:
            down[subject] += n
    acts = [iri for iri, _ in sorted(down.items(), key=lambda c: (-c[1], c[0]))[:rows]]
    names = facts.names
    names.prime([*acts, *bodies])
    return Matrix(tuple(names.link(a) for a in acts), tuple(names.link(b) for b in bodies), cells)
