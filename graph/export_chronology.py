"""What happened when: every dated claim as a row, in the order of time, each with its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.export import facts
from graph.export_matrix import acted
from graph.store import OxigraphStore

COLUMNS = (
    "date",
    "until",
    "event",
    "subject",
    "subject_iri",
    "object",
    "object_iri",
    "place",
    "detail",
    "document",
    "file",
    "paragraph",
    "quote",
)
#: Relations that are events; what is asked, cited or counted has a date only by the way.
_EVENTS = frozenset(
    (
        "establishes",
        "renames",
        "terminates",
        "extends",
        "succeeds",
        "adopts",
        "endorses",
        "changes",
        "holds",
        "produces",
        "submitted_to",
        "fulfils",
    )
)


def chronology(store: OxigraphStore) -> Iterator[dict[str, Any]]:
    """Dated events, earliest first; a date of less precision stands before those that it may hold.

    What an act did without a date of its own has the day of the act.
    """
    dates = acted(store)
    told = (row for row in facts(store) if row["relation"] in _EVENTS)
    rows = [_row(row, date) for row in told if (date := row.get("date") or row.get("start") or dates.get(row["subject"], ""))]
    seen: set[tuple[str, ...]] = set()
    for row in sorted(rows, key=lambda r: (r["date"], r["event"], r["subject_iri"], r["object_iri"], r["file"], r["paragraph"])):
        key = tuple(str(row[c]) for c in ("date", "event", "subject_iri", "object_iri", "file", "paragraph"))
        if key not in seen:
            seen.add(key)
            yield row


def _row(row: dict[str, Any], date: str) -> dict[str, Any]:
    return {
        "date": date,
        "until": row.get("end", ""),
        "event": row["relation"],
        "subject": _name(row["subject_labels"]),
        "subject_iri": row["subject"],
        "object": _name(row["object_labels"]),
        "object_iri": row.get("object") or "",
        "place": row.get("place", ""),
        "detail": row.get("action") or row.get("new_name") or row.get("ordinal") or "",
        "document": row.get("document_symbol", ""),
        "file": row["file"],
        "paragraph": row.get("paragraph", ""),
        "quote": row.get("quote", ""),
    }


def _name(labels: list[str]) -> str:
    return labels[1] if len(labels) > 1 else labels[0] if labels else ""
