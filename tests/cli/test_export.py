"""`mandates export`: facts, paragraphs and graphs as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from cli.console import Code
from graph.export import FACT_COLUMNS, PARAGRAPH_COLUMNS, facts, paragraphs
from graph.generations import DataFolder, Generation
from graph.store import OxigraphStore

Mandates = Callable[..., Any]
REGISTER = "https://w3id.org/mandate-graph/graph/register"


@pytest.fixture(scope="module")
def asserted(store: OxigraphStore) -> list[dict[str, Any]]:
    return list(facts(store))


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_facts(mandates: Mandates, built: Path, asserted: list[dict[str, Any]]) -> None:
    told = mandates("export", "facts", "--data", built)
    assert (told.exit_code, told.stderr) == (0, "")
    assert [json.loads(line) for line in told.stdout.splitlines()] == asserted
    cells = table(mandates("export", "facts", "--format", "csv", "--data", built).stdout)
    assert tuple(cells[0]) == FACT_COLUMNS
    assert len(cells) == 1 + len(asserted)


def test_all_facts(mandates: Mandates, built: Path, store: OxigraphStore) -> None:
    told = mandates("export", "facts", "--all", "-f", "jsonl", "--data", built)
    assert [json.loads(line) for line in told.stdout.splitlines()] == list(facts(store, everything=True))


def test_paragraphs(mandates: Mandates, built: Path, store: OxigraphStore) -> None:
    told = mandates("export", "paragraphs", "--data", built)
    assert [json.loads(line) for line in told.stdout.splitlines()] == list(paragraphs(store))
    cells = table(mandates("export", "paragraphs", "-f", "csv", "--data", built).stdout)
    assert tuple(cells[0]) == PARAGRAPH_COLUMNS
    assert len(cells) == 1 + len(list(paragraphs(store)))


def test_a_graph_without_documents_exports_nothing(mandates: Mandates, tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "empty")
    with data.lock():
        data.commit(data.draft(), "test", {})
    assert mandates("export", "facts", "--data", data.root).stdout == ""
    assert mandates("export", "facts", "-f", "csv", "--data", data.root).stdout == ",".join(FACT_COLUMNS) + "\n"


@pytest.mark.parametrize(("form", "format_"), [("nquads", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG)])
def test_the_whole_graph(form: str, format_: ox.RdfFormat, mandates: Mandates, built: Path, generation: Generation) -> None:
    told = mandates("export", "graph", "-f", form, "--data", built)
    assert told.exit_code == 0
    read = list(ox.parse(told.stdout, format=format_))
    store = generation.open().ox
    assert len(read) == len(store)
    named = {q for q in read if not any(isinstance(t, ox.BlankNode) for t in (q.subject, q.object))}
    assert named == {q for q in store if not any(isinstance(t, ox.BlankNode) for t in (q.subject, q.object))}
    assert form == "nquads" or "@prefix mg: " in told.stdout


@pytest.mark.parametrize(
    ("form", "format_", "keeps"),
    [
        ("nquads", ox.RdfFormat.N_QUADS, True),
        ("trig", ox.RdfFormat.TRIG, True),
        ("turtle", ox.RdfFormat.TURTLE, False),
        ("ntriples", ox.RdfFormat.N_TRIPLES, False),
    ],
)
def test_one_named_graph(
    form: str, format_: ox.RdfFormat, keeps: bool, mandates: Mandates, built: Path, generation: Generation
) -> None:
    told = mandates("export", "graph", "--graph", REGISTER, "-f", form, "--data", built)
    assert told.exit_code == 0
    read = set(ox.parse(told.stdout, format=format_))
    graph = ox.NamedNode(REGISTER)
    held = set(generation.open().ox.quads_for_pattern(None, None, None, graph))
    assert read == (held if keeps else {ox.Quad(q.subject, q.predicate, q.object) for q in held})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-f", "turtle"], "Turtle and N-Triples hold one graph: name it with --graph, or take --format nquads"),
        (["-f", "ntriples"], "Turtle and N-Triples hold one graph: name it with --graph, or take --format nquads"),
        (["--graph", "https://e.org/x"], "there is no graph https://e.org/x; `mandates export graph -f nquads` shows all"),
        (["--graph", "no iri"], "'no iri' is no IRI: "),
        (["--graph", "<https://e.org>"], "'<https://e.org>' is no IRI: "),
    ],
)
def test_a_graph_that_cannot_be_given(arguments: list[str], message: str, mandates: Mandates, built: Path) -> None:
    told = mandates("export", "graph", *arguments, "--data", built)
    assert told.exit_code == Code.USAGE
    assert told.stdout == ""
    assert told.stderr.startswith(f"mandates: {message}")
