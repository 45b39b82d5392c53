"""Which bodies there were on a day, and what each belonged to.

A body begins where a claim says that it was established, or where another was renamed into it; it ends where a claim says
so, or where it was renamed into another. The day is the claim's own, else that of the decision or meeting. Where nothing
tells a beginning or an end the body is taken to be there, and marked so; what belongs to a body that was not there yet, and
has no date of its own, is listed apart: nobody can say where it stood. Bodies that sat together under a joint name did so as
long as all of them were there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from api.views.dates import first, last
from graph.store import OxigraphStore, value
from graph.vocabulary import MG, ORG

_CHANGES = """
SELECT ?relation ?body ?becomes ?date ?act ?adopted ?start WHERE {
  VALUES ?relation { rel:establishes rel:renames rel:terminates }
  ?claim mg:relation ?relation ; mg:object ?body ; mg:subject ?act ; mg:standing standing:asserted ; mg:status ?status .
  FILTER (?status != status:rejected)
  OPTIONAL { ?claim mg:date ?date } OPTIONAL { ?claim mg:becomes ?becomes }
  OPTIONAL { ?act mg:adoptedOn ?adopted } OPTIONAL { ?act mg:start ?start }
}
"""


@dataclass(frozen=True)
class Span:
    """From when to when a body was there, and the acts that say so. Empty dates are not known."""

    start: str = ""
    end: str = ""
    begun_by: str = ""
    ended_by: str = ""

    def holds(self, day: str) -> bool:
        """Whether a body was there on a day (`2012-01-01`): from its first possible day, until the day it ended."""
        return not (self.start and day < first(self.start)) and not (self.end and day >= last(self.end))


@dataclass(frozen=True)
class Node:
    """A body in the structure on a day, with what belonged to it."""

    iri: str
    span: Span
    children: tuple[Node, ...]

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Day:
    """The structure on a day: the trees under the asked roots, and what could not be placed."""

    roots: tuple[Node, ...]
    unplaced: tuple[str, ...]

    def bodies(self) -> set[str]:
        return {node.iri for root in self.roots for node in root.walk()}


class Structure:
    """The bodies of one generation with their spans and what they belong to."""

    def __init__(self, store: OxigraphStore) -> None:
        self.spans = _spans(store)
        self.spans |= _joint(store, self.spans)
        self.parents: dict[str, list[str]] = defaultdict(list)
        self.children: dict[str, list[str]] = defaultdict(list)
        for quad in store.ox.quads_for_pattern(None, ox.NamedNode(ORG + "subOrganizationOf"), None):
            child, parent = value(quad.subject), value(quad.object)
            if parent not in self.parents[child] and child != parent:
                self.parents[child].append(parent)
                self.children[parent].append(child)

    def span(self, body: str) -> Span:
        return self.spans.get(body, Span())

    def on(self, day: str, root: str = "") -> Day:
        """The structure on a day, of everything or under one body. `day` is complete: `2012-01-01`."""
        roots = [root] if root else sorted(b for b in self.children if not self.parents.get(b))
        seen: set[str] = set()
        trees = tuple(t for t in (self._tree(body, day, seen) for body in roots) if t is not None)
        unplaced: set[str] = set()
        for body in self._below(roots):
            span = self.span(body)
            if body not in seen and span.holds(day) and not span.start:
                unplaced.add(body)
        return Day(trees, tuple(sorted(unplaced)))

    def above(self, body: str, day: str) -> list[str]:
        """What a body belonged to on a day, nearest first; where it belonged to several, the first that was there."""
        found: list[str] = []
        while parent := next((p for p in self._nearest(body) if p not in found and self.span(p).holds(day)), ""):
            found.append(parent)
            body = parent
        return found

    def _nearest(self, body: str) -> list[str]:
        """The parents of a body without those that stand above another parent of it."""
        parents = self.parents.get(body, [])
        return [p for p in parents if not any(q != p and p in self._ancestors(q) for q in parents)]

    def _ancestors(self, body: str) -> set[str]:
        found: set[str] = set()
        rest = list(self.parents.get(body, []))
        while rest:
            parent = rest.pop()
            if parent not in found:
                found.add(parent)
                rest += self.parents.get(parent, [])
        return found

    def _below(self, roots: list[str]) -> set[str]:
        found: set[str] = set()
        rest = list(roots)
        while rest:
            body = rest.pop()
            if body not in found:
                found.add(body)
                rest += self.children.get(body, [])
        return found

    def _tree(self, body: str, day: str, seen: set[str]) -> Node | None:
        span = self.span(body)
        if body in seen or not span.holds(day):
            return None
        seen.add(body)
        # A body stands under its nearest parent that was there; the parent above that one does not list it again.
        below = [c for c in self.children.get(body, []) if self._parent_on(c, day) == body]
        found = (self._tree(child, day, seen) for child in sorted(below))
        return Node(body, span, tuple(node for node in found if node is not None))

    def _parent_on(self, body: str, day: str) -> str:
        there = [p for p in self._nearest(body) if self.span(p).holds(day)]
        return there[0] if there else ""


def _joint(store: OxigraphStore, spans: dict[str, Span]) -> dict[str, Span]:
    """The spans of joint sittings, where nothing tells their own: from the last beginning to the first end of those that sat."""
    sitting: dict[str, list[Span]] = defaultdict(list)
    for quad in store.ox.quads_for_pattern(None, ox.NamedNode(MG + "sitsAs"), None):
        sitting[value(quad.object)].append(spans.get(value(quad.subject), Span()))
    found = {}
    for body, parts in sitting.items():
        own = spans.get(body, Span())
        late = max((p for p in parts if first(p.start)), key=lambda p: first(p.start), default=Span())
        soon = min((p for p in parts if last(p.end)), key=lambda p: last(p.end), default=Span())
        found[body] = Span(
            own.start or late.start, own.end or soon.end, own.begun_by or late.begun_by, own.ended_by or soon.ended_by
        )
    return found


def _spans(store: OxigraphStore) -> dict[str, Span]:
    begun: dict[str, tuple[str, str]] = {}
    ended: dict[str, tuple[str, str]] = {}

    def note(into: dict[str, tuple[str, str]], body: str, date: str, act: str) -> None:
        # The most exact date that is told; of equals the earliest.
        old = into.get(body)
        if old is None or (-len(date), date) < (-len(old[0]), old[0]):
            into[body] = (date, act)

    for row in store.select(_CHANGES):
        relation = value(row["relation"]).rsplit("/", 1)[-1]
        body, act, becomes = value(row["body"]), value(row["act"]), value(row.get("becomes"))
        date = next((d for d in (value(row.get(n)) for n in ("date", "adopted", "start")) if first(d)), "")
        if relation == "establishes":
            note(begun, body, date, act)
        elif relation == "terminates":
            note(ended, body, date, act)
        elif becomes and becomes != body:
            note(ended, body, date, act)
            note(begun, becomes, date, act)
    found = {}
    for body in begun.keys() | ended.keys():
        (start, begun_by), (end, ended_by) = begun.get(body, ("", "")), ended.get(body, ("", ""))
        found[body] = Span(start, end, begun_by, ended_by)
    return found
