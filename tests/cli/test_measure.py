"""`mandates measure`: figures from a reader's table, and where they are kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import documents
from cli.console import Code
from graph.generations import DataFolder
from graph.measure import gold

Mandates = Callable[..., Any]
RIGHT = {
    "relation": "establishes",
    "file": "report.txt",
    "object": "https://w3id.org/mandate-graph/id/body/unep",
    "paragraph": "main/1",
}
MISSED = {"relation": "cites", "file": "report.txt", "subject_labels": ["报告"]}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (RIGHT, MISSED)), encoding="utf-8")
    return path


def test_figures_are_shown_and_kept(mandates: Mandates, tiny_data: DataFolder, table: Path) -> None:
    done = mandates("measure", table, "--by", "two readers", "--data", tiny_data.root)
    assert (done.exit_code, done.stderr) == (0, "")
    every, establishes, cites = ([*line.split()] for line in done.stdout.splitlines()[1:])
    assert every == ["all", "1.000", "1", "of", "1", "0.500", "1", "of", "2"]
    assert establishes[1:] == ["1.000", "1", "of", "1", "1.000", "1", "of", "1"]
    assert cites[1:] == ["–", "0", "of", "0", "0.000", "0", "of", "1"]
    rows = json.loads((tiny_data.root / "measures.json").read_text(encoding="utf-8"))
    assert [row["relation"] for row in rows] == ["", "establishes", "cites"]
    whole = rows[0]
    assert (whole["precision"], whole["recall"], whole["right"], whole["found"], whole["n"]) == (1.0, 0.5, 1, 1, 2)
    assert (whole["by"], whole["generation"], whole["documents"]) == ("two readers", tiny_data.current().name, 1)


def test_the_same_reader_takes_the_place_of_the_earlier_figures(mandates: Mandates, tiny_data: DataFolder, table: Path) -> None:
    for by in ("one", "two", "one"):
        assert mandates("measure", table, "--by", by, "--data", tiny_data.root).exit_code == 0
    rows = json.loads((tiny_data.root / "measures.json").read_text(encoding="utf-8"))
    assert [row["by"] for row in rows] == ["two"] * 3 + ["one"] * 3


def test_nothing_is_kept_where_that_is_asked_for(mandates: Mandates, tiny_data: DataFolder, table: Path) -> None:
    done = mandates("measure", table, "--no-write", "--json", "--data", tiny_data.root)
    assert json.loads(done.stdout)[0]["by"] == "gold.jsonl"
    assert not (tiny_data.root / "measures.json").exists()


def test_the_export_of_the_graph_measures_as_all_right(mandates: Mandates, tiny_data: DataFolder, tmp_path: Path) -> None:
    for form in ("jsonl", "csv"):
        path = tmp_path / f"gold.{form}"
        path.write_text(mandates("export", "facts", "-f", form, "--data", tiny_data.root).stdout, encoding="utf-8")
        done = mandates("measure", path, "--json", "--data", tiny_data.root)
        assert [(row["precision"], row["recall"]) for row in json.loads(done.stdout)] == [(1.0, 1.0)] * 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"relation": "cites"}', "every row needs relation and file"),
        ('{"relation": "cites", "file": "other.txt"}', "the graph holds no other.txt"),
    ],
)
def test_a_table_that_cannot_be_used_is_a_wrong_call(
    text: str, why: str, mandates: Mandates, tiny_data: DataFolder, tmp_path: Path
) -> None:
    (tmp_path / "gold.jsonl").write_text(text, encoding="utf-8")
    done = mandates("measure", tmp_path / "gold.jsonl", "--data", tiny_data.root)
    assert done.exit_code == Code.USAGE
    assert why in done.stderr
    assert mandates("measure", tmp_path / "none.jsonl", "--data", tiny_data.root).exit_code == Code.USAGE


def test_our_own_table_fits_its_digest(mandates: Mandates, built: Path) -> None:
    [path] = sorted((documents.FOLDER / "gold").glob("*.jsonl"))
    text = (documents.FOLDER / f"{path.stem}.txt").read_text(encoding="utf-8")
    for line in path.read_text(encoding="utf-8").splitlines():
        assert json.loads(line)["quote"] in text
    done = mandates("measure", path, "--no-write", "--json", "--data", built)
    every = json.loads(done.stdout)[0]
    assert every["n"] == len(gold(path)) == 32
    # What was reached may rise, and may not fall.
    assert every["precision"] >= 0.85
    assert every["recall"] >= 0.75
