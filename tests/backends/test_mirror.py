"""A graph copied to another back end is the same graph there."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.backends.base import Backend
from graph.backends.mirror import mirror
from graph.store import OxigraphStore
from tests.backends.data import GRAPHS


@pytest.mark.slow
def test_a_mirror_is_the_same_and_nothing_else(empty: Backend) -> None:
    store = OxigraphStore.memory(
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(g)) for g, ts in GRAPHS.items() for t in ts
    )
    empty.add("http://e.org/old", [ox.Triple(ox.NamedNode("http://e.org/a"), ox.NamedNode("http://e.org/b"), ox.Literal("c"))])
    told: dict[str, int] = {}
    for _ in range(2):
        assert mirror(store, empty, lambda graph, triples: told.update({graph: triples})) == 2
        assert empty.graphs() == sorted(GRAPHS)
        assert empty.size() == len(store.ox)
    assert told == {graph: len(set(triples)) for graph, triples in GRAPHS.items()}
    count = "SELECT (COUNT(*) AS ?n) { ?a mg:continues+ ?b . ?b skos:prefLabel ?l FILTER (LANG(?l) = 'zh') }"
    assert str(empty.select(count)[0]["n"]) == str(store.select(count)[0]["n"])
