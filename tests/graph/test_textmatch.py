"""`text:matches` in queries: answered from the index, refused with a reason where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import textmatch
from graph.search import NoIndex, SearchIndex, build
from graph.store import OxigraphStore, value
from graph.textmatch import BadTextSearch, expand, uses_text
from graph.vocabulary import BASE, MG, SKOS

A = f"{BASE}id/doc/d/"


@pytest.fixture
def store(tmp_path: Path) -> OxigraphStore:
    """Three paragraphs and a body on disk, with an index beside them."""
    writer = OxigraphStore.open(tmp_path / "store", read_only=False)
    for name, text in (("p.1", "水务小组"), ("p.2", "小组 lake"), ("p.3", "nothing 汞")):
        node, graph = ox.NamedNode(A + name), ox.NamedNode("urn:g")
        writer.ox.add(ox.Quad(node, ox.NamedNode(MG + "text"), ox.Literal(text, language="zh"), graph))
        writer.ox.add(ox.Quad(node, ox.NamedNode(MG + "address"), ox.Literal(name), graph))
    body = ox.NamedNode(BASE + "id/body/lake")
    writer.ox.add(ox.Quad(body, ox.NamedNode(SKOS + "prefLabel"), ox.Literal("Lake Group", language="en"), ox.NamedNode("urn:g")))
    build(tmp_path / "search.sqlite", writer.ox)
    writer.ox.flush()
    del writer
    return OxigraphStore.open(tmp_path / "store")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ('SELECT ?x { ?x text:matches "小组" }', {"p.1", "p.2"}),
        ('SELECT ?x { ?x text:matches "小组"@zh . }', {"p.1", "p.2"}),
        ("SELECT ?x { ?x text:matches '''lake''' }", {"p.2", "lake"}),
        ('SELECT ?x { ?x text:matches "lake" ; mg:address ?a }', {"p.2"}),
        ('SELECT ?x { ?x mg:address ?a ; text:matches "lake" }', {"p.2"}),
        ('SELECT ?x { ?x mg:address ?a ; text:matches "小组" ; mg:text ?t . FILTER (STRLEN(?t) = 4) }', {"p.1"}),
        ('SELECT ?x { ?x mg:address ?a ; text:matches "小组" ; . }', {"p.1", "p.2"}),
        ('SELECT ?x { { ?x text:matches "水务" } UNION { ?x text:matches "汞" } }', {"p.1", "p.3"}),
        ('SELECT ?x { ?x mg:address ?a FILTER NOT EXISTS { ?x text:matches "小组" } }', {"p.3"}),
        ('SELECT ?x { ?x mg:address ?a OPTIONAL { ?x text:matches "小组" ; mg:text ?t } FILTER (!BOUND(?t)) }', {"p.3"}),
        ('PREFIX t: <https://w3id.org/mandate-graph/text#> SELECT ?x { ?x t:matches "汞" }', {"p.3"}),
        ('SELECT ?x { ?x <https://w3id.org/mandate-graph/text#matches> "汞" }', {"p.3"}),
        ('SELECT ?x { VALUES ?w { "汞" } ?x text:matches ?w }', {"p.3"}),
        ('SELECT ?x { ?x text:matches "小\\u7ec4" }', {"p.1", "p.2"}),
        ('SELECT ?x { (?x ?score) text:matches "lake" }', {"p.2", "lake"}),
        ('SELECT ?x { (?x) text:matches ("lake" 1) }', {"lake"}),
        ('SELECT ?x { ?x text:matches ("lake" 1) ; skos:prefLabel ?l }', {"lake"}),
        ('SELECT ?x { ?x text:matches "never" }', set()),
        ('SELECT ?x { (?x ?s) text:matches "never" }', set()),
        ('SELECT ?x { ?x ?p "text:matches" }', set()),
        ("SELECT ?x { VALUES ?x { text:matches } FILTER (false) } # text:matches", set()),
    ],
)
def test_patterns(query: str, names: set[str], store: OxigraphStore) -> None:
    if "VALUES ?x { text:matches }" in query:
        with pytest.raises(BadTextSearch):
            store.select(query)
    else:
        assert {value(row["x"]).rsplit("/", 1)[-1] for row in store.select(query)} == names


def test_scores_order_hits(store: OxigraphStore) -> None:
    rows = store.select('SELECT ?x ?s { (?x ?s) text:matches "lake" } ORDER BY DESC(?s)')
    assert [value(row["x"]) for row in rows] == [BASE + "id/body/lake", A + "p.2"]
    assert float(value(rows[0]["s"])) >= float(value(rows[1]["s"])) > 0
    assert str(rows[0]["s"]).endswith("#decimal>")


def test_words_from_a_binding(store: OxigraphStore) -> None:
    query = "SELECT ?x ?words { ?x text:matches ?words }"
    for words, names in (("汞", ["p.3"]), ('" } } #', []), ("水务 小组", ["p.1"])):
        if names:
            assert [value(row["x"]).rsplit("/", 1)[-1] for row in store.select(query, {"words": ox.Literal(words)})] == names
        else:
            with pytest.raises(BadTextSearch, match="there is no word to search for"):
                store.select(query, {"words": ox.Literal(words)})


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?x { ?x text:matches ?words }", r"\?words is not known when the search begins"),
        ('SELECT ?x { <a:b> text:matches "x" }', "its subject must be a variable"),
        ('SELECT ?x { [] text:matches "x" }', "its subject must be a variable"),
        ('SELECT ?x { [ mg:text ?x ; text:matches "x" ] }', "its subject must be a variable"),
        ('SELECT ?x { (?a ?b ?c) text:matches "x" }', "its subject must be a variable"),
        ("SELECT ?x { ?x text:matches 3 }", 'write "words"'),
        ("SELECT ?x { ?x text:matches }", 'write "words"'),
        ('SELECT ?x { ?x text:matches "a", "b" }', 'write "words"'),
        ('SELECT ?x { ?x text:matches ("a" many) }', 'write "words"'),
        ('SELECT ?x { ?x text:matches "" }', "there is no word to search for"),
        ("SELECT ?x { ?x text:matches* ?y }", 'write "words"'),
    ],
)
def test_what_it_does_not_know_is_told(query: str, told: str, store: OxigraphStore) -> None:
    with pytest.raises(BadTextSearch, match=told):
        store.select(query)


def test_too_many_hits_are_no_search(store: OxigraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textmatch, "MOST", 1)
    with pytest.raises(BadTextSearch, match="found in more than 1 things"):
        store.select('SELECT ?x { ?x text:matches "小组" }')
    assert len(store.select('SELECT ?x { ?x text:matches ("小组" 1) }')) == 1


def test_a_store_without_an_index_says_so() -> None:
    with pytest.raises(NoIndex, match="this back end has no search index; search with CONTAINS or REGEX"):
        OxigraphStore.memory().select('SELECT ?x { ?x text:matches "x" }')
    assert not OxigraphStore.memory().ask("ASK { ?x mg:matches 'x' }")


def test_other_queries_are_left_as_they_are(tmp_path: Path) -> None:
    build(tmp_path / "search.sqlite", ox.Store())
    index = SearchIndex(tmp_path / "search.sqlite")
    for query in ("SELECT * { ?s ?p 'matches' }", "PREFIX text: <urn:x:> SELECT * { ?x text:matches 'y' }", "nonsense matches"):
        assert not uses_text(query)
        assert expand(query, index) == query
