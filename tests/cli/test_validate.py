"""`mandates validate`: the live graph against the shapes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from cli.console import Code
from graph.generations import DataFolder
from graph.vocabulary import MG

Mandates = Callable[..., Any]
RULE = ox.NamedNode(MG + "rule")


@pytest.fixture
def spoilt(data: DataFolder) -> DataFolder:
    """The digests, with the formula of one claim forgotten and a text of markup put in the place of another's."""
    with data.lock():
        draft = data.draft()
        entry = data.current().manifest.documents[0]
        graph = ox.NamedNode(entry.graph)
        first, second = list(draft.store.ox.quads_for_pattern(None, RULE, None, graph))[:2]
        draft.store.ox.remove(first)
        draft.store.ox.add(ox.Quad(second.subject, RULE, ox.Literal("[red]second[/] \\[1]"), graph))
        data.commit(draft, "test", {"quads": len(draft.store.ox)})
    return data


def test_the_digests_are_sound(mandates: Mandates, built: Path) -> None:
    told = mandates("validate", "--data", built)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.splitlines()[-1].startswith("5 documents, 0 violations, ")


def test_what_is_broken_is_named_with_file_shape_node_and_message(mandates: Mandates, spoilt: DataFolder) -> None:
    told = mandates("validate", "--data", spoilt.root)
    assert told.exit_code == Code.REFUSED
    *lines, last = told.stdout.splitlines()
    broken = [line for line in lines if line.startswith("violation")]
    file = spoilt.current().manifest.documents[0].file
    assert len(broken) == 2
    assert all(line.startswith(f"violation {file}: ClaimRule: ") for line in broken)
    assert all("An extracted claim names the formula that read it: set mg:rule." in line for line in broken)
    assert last.startswith("5 documents, 2 violations, ")


def test_messages_in_chinese(mandates: Mandates, spoilt: DataFolder) -> None:
    told = mandates("validate", "--lang", "zh", "--data", spoilt.root)
    assert told.exit_code == Code.REFUSED
    assert told.stdout.count("抽取的陈述须注明所用规则：请设定 mg:rule。") == 2


def test_json(mandates: Mandates, spoilt: DataFolder, built: Path) -> None:
    told = mandates("validate", "--json", "--data", spoilt.root)
    assert told.exit_code == Code.REFUSED
    report = json.loads(told.stdout)
    broken = [result for result in report["results"] if result["severity"] == "violation"]
    assert (report["generation"], report["documents"], report["violations"]) == ("000002", 5, 2)
    assert report["warnings"] == sum(result["severity"] == "warning" for result in report["results"])
    assert report["infos"] == sum(result["severity"] == "info" for result in report["results"])
    for result in broken:
        assert result["file"] == spoilt.current().manifest.documents[0].file
        assert result["shape"] == "https://w3id.org/mandate-graph/shapes#ClaimRule"
        assert result["focus"].startswith("https://w3id.org/mandate-graph/id/claim/")
        assert result["path"] == MG + "rule"
        assert set(result["message"]) == {"en", "zh"}
    sound = json.loads(mandates("validate", "--json", "--data", built).stdout)
    assert (sound["violations"], sound["documents"]) == (0, 5)
