"""Mandates as a matrix: a row a decision, a column an addressee, each cell with what is asked and where that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from graph.export import facts
from graph.store import OxigraphStore, value

#: The first columns; one column an addressee follows.
HEAD = ("decision", "decision_iri", "adopted")


def mandates(store: OxigraphStore) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    """The columns and rows of the matrix, decisions by date and name, addressees by how much they are asked.

    A cell reads `request §17: … [UNEP/EA.4/16 main/15]`, several joined by ` | `.
    """
    cells: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    named: dict[str, tuple[str, str]] = {}
    asked: dict[str, int] = defaultdict(int)
    called: dict[str, str] = {}
    dates = acted(store)
    for row in facts(store):
        if row["relation"] != "mandates" or not row.get("object"):
            continue
        act, body = row["subject"], row["object"]
        named.setdefault(act, (_name(row["subject_labels"]), dates.get(act, "")))
        called.setdefault(body, _name(row["object_labels"]))
        text = _cell(row)
        if text not in cells[act][body]:
            cells[act][body].append(text)
            asked[body] += 1
    order = sorted(asked, key=lambda body: (-asked[body], called[body], body))
    titles = _distinct({body: called[body] for body in order})
    columns = (*HEAD, *(titles[body] for body in order))
    rows = [
        {
            "decision": named[act][0],
            "decision_iri": act,
            "adopted": named[act][1],
            **{titles[b]: list(texts) for b, texts in told.items()},
        }
        for act, told in sorted(cells.items(), key=lambda pair: (named[pair[0]][1] or "9", named[pair[0]][0], pair[0]))
    ]
    return columns, rows


def _cell(row: dict[str, Any]) -> str:
    number = f" §{row['provision']}" if row.get("provision") else ""
    source = f"{row.get('document_symbol') or row['file']} {row.get('paragraph', '')}"
    return f"{row.get('modality', '')}{number}: {row.get('action', row.get('quote', ''))} [{source.strip()}]"


def acted(store: OxigraphStore) -> dict[str, str]:
    """When acts took place: the adoption of decisions, the beginning of meetings; the most exact date of each."""
    found: dict[str, str] = {}
    for row in store.select(_DATES):
        act, date = value(row["act"]), value(row["date"])
        if len(date) > len(found.get(act, "")):
            found[act] = date
    return found


_DATES = """
SELECT ?act ?date WHERE { { ?claim mg:relation rel:adopts ; mg:object ?act ; mg:date ?date } UNION { ?act mg:adoptedOn ?date }
  UNION { ?claim mg:relation rel:holds ; mg:object ?act ; mg:start ?date } }
ORDER BY ?act ?date
"""


def _name(labels: list[str]) -> str:
    """The best known name: behind the form printed in the paragraph stand the preferred ones."""
    return labels[1] if len(labels) > 1 else labels[0] if labels else ""


def _distinct(names: dict[str, str]) -> dict[str, str]:
    """Names as column titles, no two alike."""
    told: dict[str, int] = defaultdict(int)
    titles = {}
    for iri, name in names.items():
        told[name] += 1
        titles[iri] = name if told[name] == 1 else f"{name} ({iri.rsplit('/', 1)[-1]})"
    return titles


def rows(store: OxigraphStore) -> Iterator[dict[str, Any]]:
    """The rows alone, for JSON lines."""
    yield from mandates(store)[1]
