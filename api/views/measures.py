"""What was measured, as a page shows it: the rows of `measures.json` in the data folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.views.names import Names
from graph.measure import FILE
from graph.vocabulary import CONCEPT, RELATIONS


@dataclass(frozen=True)
class Measure:
    """A line of the table: figures as text, with what they are made of (`15 / 28`) where that is told."""

    what: str
    precision: str
    precision_of: str
    recall: str
    recall_of: str
    number: str
    whole: bool


@dataclass(frozen=True)
class Measured:
    """The lines of one reader: how and when they were measured, and in which generation."""

    by: str
    on: str
    generation: str
    documents: str
    lines: tuple[Measure, ...]


def measured(data: Path, names: Names) -> list[Measured]:
    """What was measured, by reader. Empty where nothing was, or the file cannot be read as such: no number is made up."""
    try:
        told = json.loads((data / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    groups: dict[tuple[str, str, str, str], list[Measure]] = {}
    for row in told if isinstance(told, list) else []:
        if isinstance(row, Mapping):
            key = _text(row, "by"), _text(row, "on"), _text(row, "generation"), _text(row, "documents")
            groups.setdefault(key, []).append(_line(row, names))
    return [Measured(*key, tuple(lines)) for key, lines in groups.items()]


def stamp(data: Path) -> str:
    """What changes when the file does."""
    try:
        return str((data / FILE).stat().st_mtime_ns)
    except OSError:
        return ""


def _line(row: Mapping[str, Any], names: Names) -> Measure:
    relation = row.get("relation")
    what = names.label(f"{CONCEPT}relation/{relation}") if relation in RELATIONS else _text(row, "what")
    whole = relation == ""
    return Measure(
        names.words["all_measured"] if whole else what,
        _share(row.get("precision")),
        _of(row, "found"),
        _share(row.get("recall")),
        _of(row, "n"),
        _text(row, "n"),
        whole,
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)


def _share(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float | int) else str(value) if isinstance(value, str) else "–"


def _of(row: Mapping[str, Any], whole: str) -> str:
    """`15 / 28`, where the file tells both."""
    right, all_ = row.get("right"), row.get(whole)
    return f"{right} / {all_}" if isinstance(right, int) and isinstance(all_, int) else ""
