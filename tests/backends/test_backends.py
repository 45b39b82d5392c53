"""One suite for every back end: rows, language tags, datatypes, errors, loading."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pyoxigraph as ox
import pytest

from graph.backends.base import Backend, BackendUnavailable
from graph.search import NoIndex
from graph.store import Term
from graph.vocabulary import MG, PREFIXES
from tests.backends.data import CASES, GRAPHS, Case

pytestmark = pytest.mark.slow
LAKE, SEA = ox.NamedNode("http://e.org/lake"), ox.NamedNode("http://e.org/sea")
G1, G2 = GRAPHS
NUMBER = re.compile(r'"([^"]*)"\^\^<http://www\.w3\.org/2001/XMLSchema#(integer|decimal|double)>')


def told(term: Term | None) -> str:
    """A term as the cases write it: numbers by value, tags in small letters, blank nodes without a name."""
    if term is None:
        return "-"
    if isinstance(term, ox.BlankNode):
        return "_:"
    if isinstance(term, ox.NamedNode) and re.fullmatch(r"http://e\.org/[a-z0-9]+", term.value):
        return ":" + term.value.removeprefix("http://e.org/")
    if isinstance(term, ox.Literal) and term.language:
        return f"{ox.Literal(term.value)}@{term.language.lower()}"
    return NUMBER.sub(lambda m: f'"{Decimal(m[1]).normalize():f}"^^<http://www.w3.org/2001/XMLSchema#{m[2]}>', str(term))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rows(case: Case, filled: Backend) -> None:
    plan = ox.Store().query(case.query, prefixes=PREFIXES)
    assert isinstance(plan, ox.QuerySolutions)
    shown = [variable.value for variable in plan.variables]
    rows = filled.select(case.query)
    got = Counter(" ".join(told(row.get(name)) for name in shown) for row in rows)
    # The union of graphs may give a triple once for each graph that says it, where nothing is counted.
    assert set(got) == set(case.rows), got


def test_there_are_enough() -> None:
    assert len(CASES) + 20 >= 60
    assert len({case.name for case in CASES}) == len(CASES)


# ---- the other kinds of queries ----------------------------------------------------------------------------------------
def test_ask(filled: Backend) -> None:
    assert filled.ask("PREFIX : <http://e.org/> ASK { :lake a mg:Body }") is True
    assert filled.ask("# ASK\nASK { ?s a mg:Never }") is False


def test_construct(filled: Backend) -> None:
    made = filled.construct("CONSTRUCT { ?o mg:before ?s } WHERE { ?s mg:continues ?o FILTER (?o = <http://e.org/lake>) }")
    assert made == [ox.Triple(LAKE, ox.NamedNode(MG + "before"), SEA)]
    labels = filled.construct("CONSTRUCT WHERE { <http://e.org/sea> skos:prefLabel ?l }")
    assert [t.object for t in labels] == [ox.Literal("海洋小组", language="zh")]
    nodes = filled.construct("CONSTRUCT { [] mg:subject ?s } WHERE { ?s mg:ordinal 7 }")
    assert [isinstance(t.subject, ox.BlankNode) for t in nodes] == [True]


def test_describe(filled: Backend) -> None:
    described = set(filled.construct("DESCRIBE <http://e.org/pond>"))
    assert ox.Triple(ox.NamedNode("http://e.org/pond"), ox.NamedNode(MG + "continues"), SEA) in described


# ---- parameters --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "term",
    [
        ox.Literal("湖泊小组", language="zh"),
        ox.Literal("LG"),
        ox.Literal('two\nlines\t"quoted" \\ back'),
        ox.Literal("x", datatype=ox.NamedNode("http://e.org/own")),
        ox.Literal("7", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("2001-02-03", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    ],
    ids=str,
)
def test_parameters_are_terms(term: ox.Literal, filled: Backend) -> None:
    for query in ("SELECT ?s ?o WHERE { ?s ?p ?o }", "SELECT ?s ?o { ?s ?p ?o }", "SELECT ?s ?o # {\nWHERE { ?s ?p ?o }"):
        assert {row["s"] for row in filled.select(query, {"o": term})} == {LAKE}
    assert filled.ask("ASK { ?s ?p ?o }", {"o": term, "s": LAKE}) is True
    assert filled.ask("ASK { ?s ?p ?o }", {"o": term, "s": SEA}) is False


def test_parameters_cannot_break_out(filled: Backend) -> None:
    size = filled.size()
    assert filled.select("SELECT ?s ?o { ?s ?p ?o }", {"o": ox.Literal('" } } ; DROP ALL # \\')}) == []
    assert filled.size() == size


def test_several_parameters_in_a_construct(filled: Backend) -> None:
    made = filled.construct("CONSTRUCT { ?s a ?t } WHERE { ?s mg:continues ?o . ?s a ?t }", {"o": LAKE})
    assert set(made) == {
        ox.Triple(SEA, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(MG + "Body"))
    }


# ---- errors ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["SELEKT * {}", "SELECT * {", "SELECT * { nobody:x ?p ?o }", ""])
def test_a_bad_query_is_a_syntax_error(query: str, filled: Backend) -> None:
    with pytest.raises(SyntaxError) as error:
        filled.select(query)
    assert str(error.value)


def test_a_bad_update_is_a_syntax_error(empty: Backend) -> None:
    with pytest.raises(SyntaxError):
        empty.update("INSERT DATA { oops")
    assert empty.size() == 0


def test_text_search_is_refused_with_a_reason(filled: Backend) -> None:
    with pytest.raises(NoIndex, match="this back end has no search index; search with CONTAINS"):
        filled.select('SELECT ?s { ?s text:matches "湖泊" }')


# ---- writing -----------------------------------------------------------------------------------------------------------
def test_graphs_and_sizes(filled: Backend) -> None:
    assert filled.graphs() == [G1, G2]
    assert filled.size() == sum(len(set(triples)) for triples in GRAPHS.values())


def test_replace_add_and_remove(empty: Backend) -> None:
    p = ox.NamedNode("http://e.org/p")
    one, two = ox.Triple(LAKE, p, ox.Literal("一", language="zh")), ox.Triple(LAKE, p, ox.Literal("two"))
    empty.replace(G1, [one])
    empty.add(G1, [two])
    empty.add(G2, [two, two])
    assert (empty.graphs(), empty.size()) == ([G1, G2], 3)
    empty.replace(G1, [two])
    assert [row["o"] for row in empty.select(f"SELECT ?o {{ GRAPH <{G1}> {{ ?s ?p ?o }} }}")] == [ox.Literal("two")]
    empty.remove(G1)
    empty.remove("http://e.org/never")
    assert empty.graphs() == [G2]
    empty.replace(G2, [])
    assert empty.size() == 0


def test_blank_nodes_stay_apart_and_together(empty: Backend) -> None:
    p, node = ox.NamedNode("http://e.org/p"), ox.BlankNode("x")
    shape = [ox.Triple(node, p, LAKE), ox.Triple(node, p, SEA)]
    empty.add(G1, shape)
    empty.add(G1, shape)
    assert len(empty.select("SELECT ?b { ?b ?p <http://e.org/lake> , <http://e.org/sea> }")) == 2
    assert empty.size() == 4


def test_many_triples_in_batches(empty: Backend) -> None:
    p = ox.NamedNode("http://e.org/n")
    empty.replace(G1, [ox.Triple(LAKE, p, ox.Literal(n)) for n in range(5000)])
    assert empty.size() == 5000
    [row] = empty.select("SELECT (SUM(?n) AS ?sum) { ?s ?p ?n }")
    assert told(row["sum"]).startswith(f'"{sum(range(5000))}"')


def test_updates_with_our_prefixes(empty: Backend) -> None:
    empty.update(f"INSERT DATA {{ GRAPH <{G1}> {{ <http://e.org/lake> mg:ordinal 1 }} }}")
    change = "DELETE { ?s mg:ordinal ?n } INSERT { ?s mg:ordinal ?m } WHERE { ?s mg:ordinal ?n BIND (?n + 1 AS ?m) }"
    empty.update(f"WITH <{G1}> {change}")
    assert empty.ask("ASK { <http://e.org/lake> mg:ordinal 2 }")
    assert empty.size() == 1


def test_a_server_that_is_not_there() -> None:
    from graph.backends.remote import Remote, Server

    gone = Remote(Server("http://127.0.0.1:9/query", "http://127.0.0.1:9/update", "http://127.0.0.1:9/store", seconds=2))
    for act in (
        lambda: gone.select("SELECT * {}"),
        lambda: gone.update("DROP ALL"),
        lambda: gone.replace(G1, []),
    ):
        with pytest.raises(BackendUnavailable, match=r"127\.0\.0\.1:9"):
            act()
