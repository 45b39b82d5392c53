"""Which bodies there were on a day, and what each belonged to.

From when to when a body was there is told by `graph.spans`. Where nothing tells a beginning or an end the body is taken to be
there, and marked so; what belongs to a body that was not there yet, and has no date of its own, is listed apart: nobody can say
where it stood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.spans import Span


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

    def __init__(self, spans: Mapping[str, Span], parts: Iterable[tuple[str, str]]) -> None:
        """From the spans of bodies by IRI, and from what belongs to what: (part, whole)."""
        self.spans = spans
        self.parents: dict[str, list[str]] = defaultdict(list)
        self.children: dict[str, list[str]] = defaultdict(list)
        for child, parent in parts:
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
