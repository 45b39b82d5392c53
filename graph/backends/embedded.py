"""The embedded engine as a back end: Oxigraph in this process, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graph.store import OxigraphStore, value
from graph.vocabulary import PREFIXES


class Embedded(OxigraphStore):
    """An Oxigraph store that can be written to."""

    @classmethod
    def at(cls, path: Path | None = None) -> Embedded:
        """A store in a folder, or in memory. Raises OSError where another process writes to it."""
        return cls(ox.Store(str(path)) if path else ox.Store())

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        self.remove(graph)
        self.add(graph, triples)

    def add(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        node = ox.NamedNode(graph)
        renamed: dict[ox.BlankNode, ox.BlankNode] = {}

        def quad(triple: ox.Triple) -> ox.Quad:
            subject, target = triple.subject, triple.object
            if isinstance(subject, ox.BlankNode):
                subject = renamed.setdefault(subject, ox.BlankNode())
            if isinstance(target, ox.BlankNode):
                target = renamed.setdefault(target, ox.BlankNode())
            return ox.Quad(subject, triple.predicate, target, node)

        self.ox.extend(map(quad, triples))

    def remove(self, graph: str) -> None:
        self.ox.remove_graph(ox.NamedNode(graph))

    def graphs(self) -> list[str]:
        return sorted(value(row["g"]) for row in self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"))

    def update(self, text: str) -> None:
        self.ox.update(text, prefixes=PREFIXES)

    def size(self) -> int:
        return len(self.ox)
