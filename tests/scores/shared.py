"""The texts and scorers beside the project, which the project itself does without: `../shared`, or `MANDATES_SHARED`."""

from __future__ import annotations

import os
from pathlib import Path

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
