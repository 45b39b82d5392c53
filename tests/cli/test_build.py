"""`mandates build`: the graph made anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import documents
from graph.generations import DataFolder

Mandates = Callable[..., Any]


def test_an_empty_folder_gets_the_digests(mandates: Mandates, built: Path, tmp_path: Path) -> None:
    # What was read for other tests is not read again.
    shutil.copytree(built / "readings", tmp_path / "new" / "readings")
    told = mandates("build", "--data", tmp_path / "new")
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["taken"] * len(documents.files())
    assert all("(digest)" in line and " paragraphs, " in line and line.endswith(" claims") for line in lines[:-1])
    manifest = DataFolder(tmp_path / "new").current().manifest
    assert lines[-1] == f"generation 000001: {len(documents.files())} documents, {manifest.counts['quads']} quads"
    assert [entry.file for entry in manifest.documents] == [path.name for path in documents.files()]

    before = DataFolder(tmp_path / "new").current()
    told = mandates("build", "--if-empty", "--data", tmp_path / "new")
    assert (told.exit_code, told.stdout) == (0, f"{tmp_path / 'new'}: there is a graph already\n")
    assert DataFolder(tmp_path / "new").current() == before


def test_a_graph_is_made_anew_of_what_it_holds_and_not_of_the_digests(mandates: Mandates, tiny_data: DataFolder) -> None:
    first = tiny_data.current()
    told = mandates("build", "--json", "--data", tiny_data.root)
    assert told.exit_code == 0
    assert [entry["file"] for entry in json.loads(told.stdout)["taken"]] == ["report.txt"]
    second = tiny_data.current()
    assert second.name == "000002"
    own = "SELECT ?s ?p ?o { GRAPH <https://w3id.org/mandate-graph/graph/doc/report/zh> { ?s ?p ?o } } ORDER BY ?s ?p ?o"
    assert second.open().select(own) == first.open().select(own) != []

    # With and without the register's own founding facts.
    curated = "ASK { GRAPH graph:curated { ?s ?p ?o } }"
    assert second.open().ask(curated)
    assert second.manifest.curated is True
    assert mandates("build", "--no-curated", "--data", tiny_data.root).exit_code == 0
    third = tiny_data.current()
    assert not third.open().ask(curated)
    assert third.manifest.curated is False
    assert third.open().ask("ASK { GRAPH graph:register { ?s ?p ?o } }")
