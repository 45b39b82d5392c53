"""The library: what its files say of themselves, and that each of them runs as it says."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from graph.store import OxigraphStore, value
from graph.vocabulary import BASE, RELATIONS, XSD
from queries.library import FOLDER, Parameter, library, parse

HEAD = "#+ title.en: What?\n#+ title.zh: 什么？\n"


def test_a_file_in_full() -> None:
    query = parse(
        "some",
        "#+ title.en:  Which one?  \n#+ title.zh: 哪个？\n#+ description.en: Long: with a colon\n#+ description.zh: 说明\n"
        "#+ keywords: one, two words,,三\n#+ parameter: body iri body:unep\n#+ parameter: name string two words\n"
        "#+ parameter: since date\n# a comment\nSELECT ?x WHERE {\n  ?x ?p ?body # +\n}\n\n",
    )
    assert query.name == "some"
    assert query.titles == {"en": "Which one?", "zh": "哪个？"}
    assert query.descriptions == {"en": "Long: with a colon", "zh": "说明"}
    assert query.keywords == ("one", "two words", "三")
    assert query.parameters == (
        Parameter("body", "iri", "body:unep"),
        Parameter("name", "string", "two words"),
        Parameter("since", "date", ""),
    )
    assert query.text == "# a comment\nSELECT ?x WHERE {\n  ?x ?p ?body # +\n}\n"


@pytest.mark.parametrize("head", ["", "#+ title.en: What?\n", "#+ title.zh: 什么？\n", "#+ title.en:\n#+ title.zh: x\n"])
def test_a_title_is_wanted_in_both_languages(head: str) -> None:
    with pytest.raises(ValueError, match=r"odd\.rq: both title\.en and title\.zh must stand in its head"):
        parse("odd", head + "ASK {}")


# ---- parameters ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("body:emg", BASE + "id/body/emg"),
        ("body/emg", BASE + "id/body/emg"),
        ("decision:unep-gc/27_2", BASE + "id/decision/unep-gc/27_2"),
        ("concept:body-type/office", BASE + "concept/body-type/office"),
        ("https://example.org/x", "https://example.org/x"),
        ("http://example.org/x", "http://example.org/x"),
        ("urn:isbn:1", "urn:isbn:1"),
        (BASE + "id/body/emg", BASE + "id/body/emg"),
    ],
)
def test_an_iri_in_full_or_in_short(text: str, iri: str) -> None:
    assert Parameter("body", "iri", "").term(text) == ox.NamedNode(iri)


@pytest.mark.parametrize("text", ["", "emg", "body:", ":emg", "body:a b", "body:<x>", "https://e/ x", 'body:a" . ?s ?p ?o'])
def test_what_is_no_iri_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no IRI; write a full IRI or a short one such as body:emg|Invalid IRI"):
        Parameter("body", "iri", "").term(text)


@pytest.mark.parametrize("text", ["2013", "2013-02", "2013-02-22"])
def test_dates_of_three_precisions(text: str) -> None:
    assert Parameter("since", "date", "").term(text) == ox.Literal(text)


@pytest.mark.parametrize("text", ["", "13", "2013-2", "2013-02-22T00:00", "22 February 2013", "2013-02-22\n"])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"since: .* is no date; write 2013, 2013-02 or 2013-02-22"):
        Parameter("since", "date", "").term(text)


def test_integers_and_strings() -> None:
    integer = ox.NamedNode(XSD + "integer")
    assert Parameter("n", "integer", "").term(" 007 ") == ox.Literal("7", datatype=integer)
    with pytest.raises(ValueError, match="seven"):
        Parameter("n", "integer", "").term("seven")
    assert Parameter("s", "string", "").term('a "b"\n} #') == ox.Literal('a "b"\n} #')


def test_filled_writes_values_that_cannot_break_out() -> None:
    query = parse("some", HEAD + "SELECT ?x ?s WHERE { VALUES ?x { 'a' 'b' } FILTER (?x = ?s || STRLEN(?s) > 9) }")
    wicked = ox.Literal('" } } DROP ALL # \\1 \\n \n')
    filled = query.filled({"s": wicked})
    rows = OxigraphStore.memory().select(filled)
    assert [row["s"] for row in rows] == [wicked, wicked]
    assert [row["x"] for row in OxigraphStore.memory().select(query.filled({"s": ox.Literal("b")}))] == [ox.Literal("b")]
    assert query.filled({}).split() == query.text.split()


# ---- the files -----------------------------------------------------------------------------------------------------
QUERIES = sorted(library())


def test_every_file_is_in_the_library() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.rq")) == QUERIES
    assert len(QUERIES) >= 10


@pytest.mark.parametrize("name", QUERIES)
def test_each_says_what_it_asks(name: str) -> None:
    query = library()[name]
    assert all(query.titles.values())
    assert all(query.descriptions.values())
    assert query.titles["zh"] != query.titles["en"]
    assert query.keywords
    assert query.parameters
    for parameter in query.parameters:
        assert parameter.kind in ("iri", "string", "date", "integer")
        assert f"?{parameter.name} " in query.text


@pytest.mark.parametrize("name", QUERIES)
def test_each_speaks_of_relations_that_exist(name: str) -> None:
    assert set(re.findall(r"rel:(\w+)", library()[name].text)) <= set(RELATIONS)


@pytest.mark.parametrize("name", QUERIES)
def test_each_example_is_something_that_the_graph_knows(name: str, store: OxigraphStore) -> None:
    for parameter in library()[name].parameters:
        assert parameter.kind != "iri" or store.ask("ASK { ?thing ?p ?o }", {"thing": parameter.term(parameter.example)})


@pytest.mark.parametrize("name", QUERIES)
def test_each_runs_alike_with_bound_and_with_written_parameters(name: str, store: OxigraphStore) -> None:
    query = library()[name]
    bindings = {p.name: p.term(p.example) for p in query.parameters}
    bound = store.select(query.text, bindings)
    written = store.select(query.filled(bindings))
    assert sorted(map(str, bound)) == sorted(map(str, written))
    names = {"claim", "act", "standing", "status", "quote", "paragraph", "file", "document"}
    if "?standing" not in query.text:
        return  # a pattern for researchers, not one that the answers are made from
    for row in bound:
        assert names <= set(row), "an answer needs all of these"
        # Sums, numbers and proposals may have no object.
        assert "thing" in row or value(row["relation"]).endswith(("/finances", "/counts", "/proposes"))


def test_some_examples_have_answers(store: OxigraphStore) -> None:
    """A library whose every example comes back empty would pass all of the above."""
    answered = [
        name
        for name in QUERIES
        if store.select(library()[name].text, {p.name: p.term(p.example) for p in library()[name].parameters})
    ]
    assert len(answered) >= len(QUERIES) // 2, sorted(set(QUERIES) - set(answered))
