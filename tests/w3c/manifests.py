"""Reads the W3C's test manifests: what is to be asked, over which data, and what must come of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph.vocabulary import RDF

#: The suites are no part of the project; where they are is a setting.
SUITES = Path(os.environ.get("MANDATES_SHARED", Path(__file__).parents[2].parent / "shared")) / "w3c" / "sparql"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
#: Suites of queries, by the folder that holds their manifest.
EVALUATION = (
    *(f"sparql11/{name}" for name in (
        "aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping", "negation",
        "project-expression", "property-path", "subquery", "syntax-query",
    )),
    *(f"sparql12/{name}" for name in (
        "grouping", "codepoint-escapes", "syntax-triple-terms-negative", "syntax-triple-terms-positive", "eval-triple-terms",
        "expression", "lang-basedir", "rdf11", "syntax", "version",
    )),
)  # fmt: skip
RESULTS = ("sparql11/json-res", "sparql11/csv-tsv-res")
PROTOCOL = "sparql11/protocol"


class Graph:
    """A manifest as triples that can be walked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.base = path.as_uri()
        self.store = ox.Store()
        self.store.load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=self.base)

    def all(self, node: object, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        assert isinstance(node, ox.NamedNode | ox.BlankNode)
        found = (q.object for q in self.store.quads_for_pattern(node, ox.NamedNode(predicate), None))
        return [term for term in found if not isinstance(term, ox.Triple)]

    def one(self, node: object, predicate: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
        return next(iter(self.all(node, predicate)), None)

    def text(self, node: object, predicate: str) -> str:
        term = self.one(node, predicate)
        return term.value if term is not None else ""

    def members(self, node: object) -> Iterator[ox.NamedNode | ox.BlankNode | ox.Literal]:
        while isinstance(node, ox.BlankNode | ox.NamedNode) and node.value != RDF + "nil":
            first = self.one(node, RDF + "first")
            assert first is not None
            yield first
            node = self.one(node, RDF + "rest")

    def file(self, node: object, predicate: str) -> Path | None:
        term = self.one(node, predicate)
        return Path(term.value.removeprefix("file://")) if isinstance(term, ox.NamedNode) else None


@dataclass(frozen=True)
class Case:
    """One test: `kind` is the local name of its type, `graphs` are files by the name of the graph that they go into."""

    suite: str
    name: str
    kind: str
    title: str
    query: Path | None
    data: tuple[Path, ...]
    graphs: tuple[tuple[str, Path], ...]
    result: Path | None

    @property
    def id(self) -> str:
        return f"{self.suite}/{self.name}"


@cache
def manifest(suite: str) -> Graph:
    return Graph(SUITES / suite / "manifest.ttl")


def entries(suite: str) -> Iterator[tuple[Graph, ox.NamedNode, str]]:
    """The tests of a suite in their order, with the local names of their types."""
    graph = manifest(suite)
    [quad] = graph.store.quads_for_pattern(None, ox.NamedNode(MF + "entries"), None)
    for node in graph.members(quad.object):
        assert isinstance(node, ox.NamedNode)
        yield graph, node, graph.text(node, RDF + "type").rsplit("#", 1)[-1]


def cases(suite: str) -> Iterator[Case]:
    """The query tests of a suite; tests of updates are no part of a query endpoint."""
    for graph, node, kind in entries(suite):
        if "Update" in kind:
            continue
        action = graph.one(node, MF + "action")
        query = graph.file(action, QT + "query") or graph.file(node, MF + "action")
        named = []
        for held in graph.all(action, QT + "graphData"):
            path = graph.file(held, QT + "graph") or (Path(held.value.removeprefix("file://")))
            label = graph.text(held, RDFS_LABEL) if isinstance(held, ox.BlankNode) else ""
            named.append((label or path.as_uri(), path))
        data = tuple(Path(t.value.removeprefix("file://")) for t in graph.all(action, QT + "data"))
        name = node.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        yield Case(suite, name, kind, graph.text(node, MF + "name"), query, data, tuple(named), graph.file(node, MF + "result"))
