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


# ---- contradictions and variants ---------------------------------------------------------------------------------------


@pytest.fixture
def contradicting(mandates: Mandates, tmp_path: Path) -> Path:
    """A report that ends its meeting a year late, and one that calls a body by two names."""
    folder = tmp_path / "texts"
    folder.mkdir(exist_ok=True)
    (folder / "late.txt").write_text(LATE, encoding="utf-8")
    assert mandates("ingest", folder / "late.txt", "--data", tmp_path / "data").exit_code == 0
    return tmp_path / "data"


LATE = (
    "联合国\n\n报告\n\n1. 环境管理小组高级官员第十九次会议于2013年9月19日在日内瓦举行。\n\n"
    "2. 联合国系统行政首长协调理事会的代表出席了会议。行政首长理事会表示支持。\n\n3. 主席宣布会议于2014年9月19日下午6时闭幕。\n"
)


def test_contradictions_are_listed_with_both_quotations(mandates: Mandates, contradicting: Path) -> None:
    told = mandates("validate", "--contradictions", "--data", contradicting)
    assert told.exit_code == 0
    head, one, other, last = told.stdout.splitlines()
    assert head.startswith("MeetingDatesDiffer https://w3id.org/mandate-graph/id/meeting/emg-senior-officials/19: One meeting")
    assert {line.split()[2] for line in (one, other)} == {"2013-09-19", "2014-09-19"}
    assert "闭幕" in one + other
    assert last == "1 contradictions"
    chinese = mandates("validate", "--contradictions", "--lang", "zh", "--data", contradicting)
    assert "同一次会议的起止日期不一" in chinese.stdout
    rows = json.loads(mandates("validate", "--contradictions", "--json", "--data", contradicting).stdout)["contradictions"]
    assert [row["kind"] for row in rows] == ["MeetingDatesDiffer"]
    warned = mandates("validate", "--data", contradicting)
    assert (warned.exit_code, "warning graph: MeetingDatesDiffer" in warned.stdout) == (0, True)


def test_variants_are_listed_with_the_files(mandates: Mandates, contradicting: Path) -> None:
    told = mandates("validate", "--variants", "--data", contradicting)
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("https://w3id.org/mandate-graph/id/body/ceb "))
    assert lines[at + 1 : at + 3] == ["    联合国系统行政首长协调理事会  (late.txt)", "    行政首长理事会  (late.txt)"]
    rows = json.loads(mandates("validate", "--variants", "--json", "--data", contradicting).stdout)["variants"]
    assert "https://w3id.org/mandate-graph/id/body/ceb" in [row["thing"] for row in rows]


def test_one_list_at_a_time(mandates: Mandates, contradicting: Path) -> None:
    told = mandates("validate", "--variants", "--contradictions", "--data", contradicting)
    assert told.exit_code == Code.USAGE
    assert "ask for one" in told.stderr
