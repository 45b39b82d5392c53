"""`mandates query`: SPARQL on the live graph."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from cli.console import Code
from queries.library import library

Mandates = Callable[..., Any]
DERIVED = "https://w3id.org/mandate-graph/graph/derived"


@pytest.fixture
def query(mandates: Mandates, built: Path) -> Mandates:
    def run(text: str, *arguments: str) -> Any:
        return mandates("query", "-", *arguments, "--data", built, stdin=text)

    return run


def test_a_table_with_short_names(query: Mandates) -> None:
    told = query("SELECT ?b ?label ?none { VALUES ?b { body:emg } ?b skos:prefLabel ?label FILTER (LANG(?label) = 'zh') }")
    assert (told.exit_code, told.stderr) == (0, "")
    cells = [[cell.strip() for cell in line.strip("┃│").split("┃" if "┃" in line else "│")] for line in told.stdout.splitlines()]
    assert [line for line in cells if len(line) > 1] == [["b", "label", "none"], ["body:emg", "环境管理小组", ""]]


def test_results_as_json(query: Mandates) -> None:
    told = query("SELECT ?b ?none { VALUES ?b { body:emg 'x'@en } }", "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout) == {
        "head": {"vars": ["b", "none"]},
        "results": {
            "bindings": [
                {"b": {"type": "uri", "value": "https://w3id.org/mandate-graph/id/body/emg"}},
                {"b": {"type": "literal", "value": "x", "xml:lang": "en"}},
            ]
        },
    }


@pytest.mark.parametrize(("text", "boolean"), [("ASK { body:emg ?p ?o }", True), ("ASK { body:moon ?p ?o }", False)])
def test_ask_is_json_with_and_without_asking(text: str, boolean: bool, query: Mandates) -> None:
    for more in ((), ("--json",)):
        assert json.loads(query(text, *more).stdout) == {"head": {}, "boolean": boolean}


@pytest.mark.parametrize("text", ["CONSTRUCT { body:emg a mg:Body } { }", "DESCRIBE place:nairobi"])
def test_graphs_are_turtle_with_our_prefixes(text: str, query: Mandates) -> None:
    told = query(text)
    assert told.exit_code == 0
    assert "@prefix body: <https://w3id.org/mandate-graph/id/body/> ." in told.stdout
    subjects = {t.subject for t in ox.parse(told.stdout, format=ox.RdfFormat.TURTLE)}
    wanted = "body/emg" if "emg" in text else "place/nairobi"
    assert subjects == {ox.NamedNode(f"https://w3id.org/mandate-graph/id/{wanted}")}


def test_queries_see_all_graphs_or_those_of_their_from(query: Mandates) -> None:
    def count(text: str) -> int:
        return int(json.loads(query(text, "--json").stdout)["results"]["bindings"][0]["n"]["value"])

    everything = count("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    derived = count(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{DERIVED}> {{ ?s ?p ?o }} }}")
    assert 0 < derived < everything
    assert count(f"SELECT (COUNT(*) AS ?n) FROM <{DERIVED}> {{ ?s ?p ?o }}") == derived


def test_a_query_from_a_file(mandates: Mandates, built: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT ('甲' AS ?x) {}", encoding="utf-8")
    told = mandates("query", tmp_path / "q.rq", "--json", "--data", built)
    assert json.loads(told.stdout)["results"]["bindings"] == [{"x": {"type": "literal", "value": "甲"}}]


def test_a_query_of_the_library(mandates: Mandates, built: Path) -> None:
    told = mandates("query", "founding", "--json", "--data", built)
    assert told.exit_code == 0
    assert {"act", "thing", "quote"} <= set(json.loads(told.stdout)["head"]["vars"])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nothing.rq", "nothing.rq: No such file or directory; give a file, `-`, or one of "),
        (".", ".: Is a directory; give a file, `-`, or one of "),
        ("bytes.rq", "bytes.rq: this is no text in UTF-8; give a file with a query"),
    ],
)
def test_a_file_that_holds_no_query(name: str, message: str, mandates: Mandates, built: Path, tmp_path: Path) -> None:
    (tmp_path / "bytes.rq").write_bytes(b"SELECT \xff")
    told = mandates("query", name, "--data", built)
    assert told.exit_code == Code.USAGE
    assert told.stdout == ""
    assert told.stderr.startswith(f"mandates: {message}")
    assert "Is" not in message or ", ".join(library()) in told.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {\n ?s ?p }", "the query is wrong: error at 2:"),
        ("", "the query is wrong: error at 1:1"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "the query is wrong: SERVICE is not allowed"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "the query is wrong: updates are not allowed"),
    ],
)
def test_a_wrong_query(text: str, message: str, query: Mandates) -> None:
    told = query(text)
    assert told.exit_code == Code.QUERY
    assert told.stdout == ""
    assert told.stderr.startswith(f"mandates: {message}")


def test_text_of_documents_is_printed_as_it_stands(query: Mandates) -> None:
    told = query("SELECT ?x { VALUES ?x { '[red]a[/] [1] :cat: [link=x]y' } }")
    assert "[red]a[/] [1] :cat: [link=x]y" in told.stdout
