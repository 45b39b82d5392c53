"""The store: one small interface over the engine."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store import OxigraphStore, names_dataset, value
from graph.vocabulary import MG, PREFIXES

A, B, C = (ox.NamedNode(f"http://example.org/{n}") for n in "abc")
G, H = (ox.NamedNode(f"http://example.org/graph/{n}") for n in "gh")


def small() -> OxigraphStore:
    return OxigraphStore.memory(
        [
            ox.Quad(A, ox.NamedNode(MG + "number"), ox.Literal("1"), G),
            ox.Quad(B, ox.NamedNode(MG + "number"), ox.Literal("2"), H),
            ox.Quad(C, ox.NamedNode(MG + "label"), ox.Literal('") } DROP ALL #'), H),
        ]
    )


def test_queries_see_the_union_of_all_graphs_and_know_our_prefixes() -> None:
    rows = small().select("SELECT ?s ?n { ?s mg:number ?n } ORDER BY ?n")
    assert [(value(r["s"]), value(r["n"])) for r in rows] == [(A.value, "1"), (B.value, "2")]
    assert small().ask("ASK { ?s mg:number '2' }") is True
    assert small().ask("ASK { ?s mg:number '3' }") is False
    assert small().construct("CONSTRUCT { ?s a mg:Decision } { ?s mg:number '1' }") == [
        ox.Triple(A, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(MG + "Decision"))
    ]


def test_from_names_the_graphs_that_are_asked() -> None:
    assert [value(r["s"]) for r in small().select(f"SELECT ?s FROM {G} {{ ?s mg:number ?n }}")] == [A.value]
    assert small().select(f"SELECT ?s FROM NAMED {G} {{ ?s mg:number ?n }}") == []
    assert [value(r["g"]) for r in small().select(f"SELECT ?g FROM NAMED {G} {{ GRAPH ?g {{ ?s ?p ?n }} }}")] == [G.value]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://x> {}",
        "select*from<http://x>{}",
        "SELECT * FROM NAMED <http://x> {}",
        "PREFIX g: <http://x/> SELECT * FROM g:derived {}",
        "PREFIX : <http://x/> DESCRIBE ?x FROM :g WHERE { ?x ?p ?o }",
        "ASK # which\nFROM\n<http://x> {}",
    ],
)
def test_a_dataset_is_noticed(query: str) -> None:
    assert names_dataset(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?from { ?from ?p <http://x> }",
        "SELECT * { ?s ?p 'FROM <http://x>' }",
        'SELECT * { ?s ?p """ FROM <http://x> """ }',
        "# FROM <http://x>\nSELECT * {}",
        "PREFIX from: <http://x/> SELECT * { from:a ?p ?o }",
        "PREFIX e: <http://x/> SELECT * { e:FROM <http://x> ?o }",
        "SELECT * { <http://x/FROM> ?p <http://y> }",
    ],
)
def test_a_dataset_is_not_imagined(query: str) -> None:
    assert not names_dataset(query)


def test_bindings_are_terms_and_never_text() -> None:
    rows = small().select("SELECT ?s ?label { ?s mg:label ?label }", {"label": ox.Literal('") } DROP ALL #')})
    assert [value(r["s"]) for r in rows] == [C.value]
    assert small().select("SELECT ?s ?label { ?s mg:label ?label }", {"label": ox.Literal("other")}) == []


def test_unbound_variables_are_left_out_of_a_row() -> None:
    [row] = small().select("SELECT ?s ?x { ?s mg:number '1' OPTIONAL { ?s mg:nothing ?x } }")
    assert row == {"s": A}


def test_a_bad_query_raises_syntax_error() -> None:
    with pytest.raises(SyntaxError, match="1:1"):
        small().select("SELEKT * {}")


def test_the_wrong_kind_of_query_is_told() -> None:
    with pytest.raises(AssertionError, match="a SELECT query was expected"):
        small().select("ASK {}")
    with pytest.raises(AssertionError, match="a CONSTRUCT or DESCRIBE query was expected"):
        small().construct("ASK {}")


def test_open_raises_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nothing"):
        OxigraphStore.open(tmp_path / "nothing")


def test_open_raises_where_another_writer_is(tmp_path: Path) -> None:
    writer = OxigraphStore.open(tmp_path / "store", read_only=False)
    with pytest.raises(OSError, match=r"[Ll]ock"):
        OxigraphStore.open(tmp_path / "store", read_only=False)
    del writer


def test_read_only_stores_cannot_be_written_to(tmp_path: Path) -> None:
    writer = OxigraphStore.open(tmp_path / "store", read_only=False)
    writer.ox.add(ox.Quad(A, B, C, G))
    writer.ox.flush()
    del writer
    reader = OxigraphStore.open(tmp_path / "store")
    assert reader.ask("ASK { ?s ?p ?o }")
    with pytest.raises(RuntimeError, match="read-write"):
        reader.ox.add(ox.Quad(B, B, C, G))


def test_value() -> None:
    assert value(A) == "http://example.org/a"
    assert value(ox.Literal("x", language="en")) == "x"
    assert value(None) == ""
    assert value(ox.Triple(A, B, C)) == ""
