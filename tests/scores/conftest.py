"""Exports of the given texts, made once a run, and the scorers that hold them against the hand-made annotation."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.export import FACT_COLUMNS, facts, text
from graph.generations import DataFolder
from ingest.collect import sources
from ingest.pipeline import ingest
from tests.scores.shared import chinese_texts, needed


@dataclass(frozen=True)
class Score:
    """One line of the scorer's table: precision, recall and F1 of a relation or group of relations."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Table:
    """What the scorer printed: scores by relation, and how often a detail was told alike."""

    scores: dict[str, Score]
    alike: dict[str, float]
    printed: str

    @classmethod
    def read(cls, printed: str) -> Table:
        scores = {
            m[1]: Score(float(m[2]), float(m[3]), 0.0 if m[4] == "n/a" else float(m[4]))
            for m in re.finditer(r"(?m)^(\w+) +precision ([\d.]+) \S+ +recall ([\d.]+) \S+ +F1 (\S+)", printed)
        }
        alike = {m[1]: float(m[2]) for m in re.finditer(r"(?m)^(\w+) +told alike ([\d.]+)", printed)}
        assert scores, printed
        return cls(scores, alike, printed)


def scored(rows: Path, gold: list[str]) -> Table:
    """The scorer's table of an export against the annotation of some texts, by their names."""
    shared = needed("evaluate/score_facts.py", *(f"gold/{name}" for name in gold))
    pairs = [f"{shared / 'gold' / name}={shared / 'documents' / name}.txt" for name in gold]
    ran = subprocess.run(
        [sys.executable, shared / "evaluate" / "score_facts.py", rows, *pairs, "--misses", "9", "--extras", "9"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return Table.read(ran.stdout)


@pytest.fixture(scope="session")
def chinese_facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default export of facts of the given Chinese texts, as `mandates export facts` writes it."""
    texts = chinese_texts()
    data = DataFolder(tmp_path_factory.mktemp("chinese"))
    report = ingest(sources(texts), data, curated=False, workers=1)
    assert not report.refused
    rows = tmp_path_factory.mktemp("facts") / "facts.jsonl"
    rows.write_text(text(facts(data.current().open()), "jsonl", FACT_COLUMNS), encoding="utf-8")
    return rows


@pytest.fixture(scope="session")
def scores() -> Callable[[Path, list[str]], Table]:
    return scored
