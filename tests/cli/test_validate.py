"""`mandates validate`: the live graph against the shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from cli.console import Code
from graph.generations import DataFolder
from graph.vocabulary import MG

Mandates = Callable[..., Any]
RULE, ADDRESS = ox.NamedNode(MG + "rule"), ox.NamedNode(MG + "address")


@pytest.fixture
def spoilt(tiny_data: DataFolder) -> DataFolder:
    """The tiny document, whose one claim has a second formula, full of markup, and whose paragraph has no address."""
    data = tiny_data
    with data.lock():
        draft = data.draft()
        graph = ox.NamedNode(data.current().manifest.documents[0].graph)
        [rule] = draft.store.ox.quads_for_pattern(None, RULE, None, graph)
        draft.store.ox.add(ox.Quad(rule.subject, RULE, ox.Literal("[red]second[/] \\[1]"), graph))
        draft.store.ox.remove(next(draft.store.ox.quads_for_pattern(None, ADDRESS, ox.Literal("main/2"), graph)))
        data.commit(draft, "test", {"quads": len(draft.store.ox)})
    return data


def test_a_sound_graph(mandates: Mandates, tiny: Path) -> None:
    told = mandates("validate", "--data", tiny)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == "1 documents, 0 violations, 0 warnings, 0 infos\n"


def test_what_is_broken_is_named_with_file_shape_node_and_message(mandates: Mandates, spoilt: DataFolder) -> None:
    told = mandates("validate", "--data", spoilt.root)
    assert told.exit_code == Code.REFUSED
    claim, paragraph, last = told.stdout.splitlines()
    assert re.fullmatch(
        "violation report.txt: ClaimRule: [0-9a-f]{16}: An extracted claim names the formula that read it: set mg:rule.", claim
    )
    assert re.fullmatch(
        "violation report.txt: ParagraphAddress: p.2: A paragraph has one address, a path of labels.* main/94/b.", paragraph
    )
    assert last == "1 documents, 2 violations, 0 warnings, 0 infos"


def test_messages_in_chinese(mandates: Mandates, spoilt: DataFolder) -> None:
    told = mandates("validate", "--lang", "zh", "--data", spoilt.root)
    assert told.exit_code == Code.REFUSED
    assert "抽取的陈述须注明所用规则：请设定 mg:rule。" in told.stdout
    assert re.search("ParagraphAddress: p.2: 每个段落须有一个地址，.*如 main/94/b。", told.stdout)


def test_json(mandates: Mandates, spoilt: DataFolder, tiny: Path) -> None:
    told = mandates("validate", "--json", "--data", spoilt.root)
    assert told.exit_code == Code.REFUSED
    report = json.loads(told.stdout)
    results = report.pop("results")
    assert report == {"generation": "000002", "documents": 1, "violations": 2, "warnings": 0, "infos": 0}
    assert [set(result) for result in results] == [{"file", "severity", "shape", "focus", "path", "value", "message"}] * 2
    claim, paragraph = results
    assert (claim["file"], claim["severity"], claim["path"]) == ("report.txt", "violation", MG + "rule")
    assert claim["shape"] == "https://w3id.org/mandate-graph/shapes#ClaimRule"
    assert claim["focus"].startswith("https://w3id.org/mandate-graph/id/claim/")
    assert set(claim["message"]) == {"en", "zh"}
    assert paragraph["focus"] == "https://w3id.org/mandate-graph/id/doc/report/p.2"
    sound = json.loads(mandates("validate", "--json", "--data", tiny).stdout)
    assert sound == {"generation": "000001", "documents": 1, "violations": 0, "warnings": 0, "infos": 0, "results": []}
