"""The texts and scorers beside the project, which the project itself does without: `../shared`, or `MANDATES_SHARED`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("MANDATES_SHARED", Path(__file__).parents[2].parent / "shared"))


def needed(*names: str) -> Path:
    """The folder, where it has all that is named; else the test is skipped and says what was not measured."""
    missing = [name for name in names if not (SHARED / name).exists()]
    if missing:
        pytest.skip(f"NOT MEASURED: {SHARED} has no {', '.join(missing)}; set MANDATES_SHARED to the folder that has")
    return SHARED


def chinese_texts() -> list[Path]:
    """The given Chinese texts, in order."""
    return sorted((needed("documents") / "documents").glob("00*.txt"))


def hold(table: Any, group: str, floor: tuple[float, float, float]) -> None:
    """Hold precision, recall and F1 of a relation, or group of relations, at a floor."""
    score = table.scores[group]
    below = [name for name, least in zip(("precision", "recall", "f1"), floor, strict=True) if getattr(score, name) < least]
    assert not below, table.printed


def check_quotations(facts: Path, sources: Iterable[Path], least: int) -> None:
    """Hold every quotation of an export against its source, white space aside; there are at least so many."""
    texts = {path.name: "".join(path.read_text(encoding="utf-8").split()) for path in sources}
    rows = [json.loads(line) for line in facts.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= least
    for row in rows:
        quote = "".join(row["quote"].split())
        assert quote, row
        assert quote in texts[row["file"]], row
