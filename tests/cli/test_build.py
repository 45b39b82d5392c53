"""`mandates build`: the graph made anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import documents
from graph.generations import DataFolder

Mandates = Callable[..., Any]


def test_an_empty_folder_gets_the_digests(mandates: Mandates, tmp_path: Path) -> None:
    told = mandates("build", "--data", tmp_path / "new")
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert [line.split()[0] for line in lines[:5]] == ["taken"] * 5
    assert all("(digest)" in line and " paragraphs, " in line and line.endswith(" claims") for line in lines[:5])
    manifest = DataFolder(tmp_path / "new").current().manifest
    assert lines[-1] == f"generation 000001: 5 documents, {manifest.counts['quads']} quads"
    assert [entry.file for entry in manifest.documents] == [path.name for path in documents.files()]

    before = DataFolder(tmp_path / "new").current()
    told = mandates("build", "--if-empty", "--data", tmp_path / "new")
    assert (told.exit_code, told.stdout) == (0, f"{tmp_path / 'new'}: there is a graph already\n")
    assert DataFolder(tmp_path / "new").current() == before


def test_a_graph_is_made_anew_of_what_it_holds_and_not_of_the_digests(mandates: Mandates, document: Path, tmp_path: Path) -> None:
    data = tmp_path / "own"
    assert mandates("ingest", document, "--data", data).exit_code == 0
    first = DataFolder(data).current()
    document.unlink()
    told = mandates("build", "--json", "--data", data)
    assert told.exit_code == 0
    assert [entry["file"] for entry in json.loads(told.stdout)["taken"]] == ["report.txt"]
    second = DataFolder(data).current()
    assert second.name == "000002"
    own = "SELECT ?s ?p ?o { GRAPH <https://w3id.org/mandate-graph/graph/doc/report/zh> { ?s ?p ?o } } ORDER BY ?s ?p ?o"
    assert second.open().select(own) == first.open().select(own) != []


def test_without_the_registers_own_founding_facts(mandates: Mandates, document: Path, tmp_path: Path) -> None:
    data = tmp_path / "own"
    curated = "ASK { GRAPH graph:curated { ?s ?p ?o } }"
    assert mandates("ingest", document, "--data", data).exit_code == 0
    assert DataFolder(data).current().open().ask(curated)
    assert mandates("build", "--no-curated", "--data", data).exit_code == 0
    live = DataFolder(data).current()
    assert not live.open().ask(curated)
    assert live.manifest.curated is False
    assert live.open().ask("ASK { GRAPH graph:register { ?s ?p ?o } }")
