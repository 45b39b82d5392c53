"""A confidence that means something: the surer the program is of a claim, the likelier two readers have it."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.scores.shared import needed

GOLD = ["001_9a62f0f2ee3f4572", "003_5388cfc9e1ed1ada"]
#: What each band is for stands in `docs/reading.md`.
BANDS = ((0.88, 1.01), (0.8, 0.88), (0.0, 0.8))


def _scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_facts", folder / "evaluate" / "score_facts.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _judged(rows: list[dict[str, Any]], shared: Path) -> Iterator[tuple[float, int]]:
    """The confidence of each row and how many of the two readers have it."""
    scorer = _scorer(shared)
    for name in GOLD:
        gold = shared / "gold" / name
        text = (shared / "documents" / f"{name}.txt").read_text(encoding="utf-8")
        source = scorer.Source(text, scorer.rows(gold / "structure.jsonl"))
        readers = [scorer.reader(gold, source), scorer.reader(gold, source, "-2")]
        mine = [row for row in rows if row["relation"] in scorer.RELATIONS and row["file"] == f"{name}.txt"]
        for row in scorer.told_once(mine, source):
            yield float(row["confidence"]), sum(any(scorer.agree(row, g) for g in reader) for reader in readers)


@pytest.fixture(scope="module")
def bands(chinese_facts: Path) -> list[list[int]]:
    """For each band, surest first, how many readers have each of its claims."""
    shared = needed("evaluate/score_facts.py", *(f"gold/{name}" for name in GOLD))
    rows = [json.loads(line) for line in chinese_facts.read_text(encoding="utf-8").splitlines()]
    judged = list(_judged(rows, shared))
    return [[readers for confidence, readers in judged if low <= confidence < high] for low, high in BANDS]


def test_every_band_has_claims(bands: list[list[int]]) -> None:
    assert all(len(band) >= 40 for band in bands), [len(band) for band in bands]


def test_precision_never_rises_as_confidence_falls(bands: list[list[int]]) -> None:
    precision = [sum(readers > 0 for readers in band) / len(band) for band in bands]
    assert precision == sorted(precision, reverse=True), precision


def test_fewer_readers_agree_as_confidence_falls(bands: list[list[int]]) -> None:
    both = [sum(readers == 2 for readers in band) / len(band) for band in bands]
    assert both[0] > both[1] > both[2], both
