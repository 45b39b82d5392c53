"""`mandates measure`: the facts of the graph against a reader's own table; what comes out is shown on the page of quality."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from cli.console import Code, DataOption, JsonOption, data_folder, fail, live, out, say_json
from graph.export import facts
from graph.measure import FILE, BadGold, Score, gold, scores, told


def command(
    tables: Annotated[
        list[Path],
        typer.Argument(metavar="TABLE...", help="A reader's facts: JSON lines or CSV, with the columns of `export facts`."),
    ],
    data: DataOption = None,
    by: Annotated[
        str, typer.Option("--by", help="Who read, or how: stands beside the figures. Else the names of the tables.")
    ] = "",
    write: Annotated[bool, typer.Option("--write/--no-write", help=f"Keep the figures in {FILE} of the data folder.")] = True,
    as_json: JsonOption = False,
) -> None:
    """Measure precision and recall: hold the facts of the live generation against a table that a reader made.

    The table has to hold every fact of the files that it names. Begin one with `mandates export facts -f csv`, strike out what is
    wrong and add what is missing; or, less kind to the program, write it before you look. A fact is right where the table has the
    same relation in the same paragraph between things that share a name, symbol or IRI.
    """
    generation = live(data)
    try:
        wanted = [fact for path in tables for fact in gold(path)]
    except BadGold as error:
        fail(str(error), Code.USAGE)
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}", Code.USAGE)
    held = {entry.file for entry in generation.manifest.documents}
    if strange := sorted({fact.file for fact in wanted} - held):
        fail(f"the graph holds no {', '.join(strange)}; ingest it first, or name the file as `export facts` does", Code.USAGE)
    found = scores(wanted, (told(row) for row in facts(generation.open())))
    rows = _rows(found, by or ", ".join(path.name for path in tables), len({fact.file for fact in wanted}), generation.name)
    if write:
        _keep(data_folder(data).root / FILE, rows)
    if as_json:
        say_json(rows)
    else:
        _show(found)


def _rows(found: list[Score], by: str, files: int, generation: str) -> list[dict[str, Any]]:
    return [
        {
            "what": score.relation or "all facts",
            "relation": score.relation,
            "precision": None if score.precision is None else round(score.precision, 4),
            "recall": None if score.recall is None else round(score.recall, 4),
            "right": score.right,
            "found": score.found,
            "n": score.wanted,
            "documents": files,
            "by": by,
            "on": datetime.now(UTC).date().isoformat(),
            "generation": generation,
        }
        for score in found
    ]


def _keep(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write the rows in the place of earlier ones by the same reader."""
    try:
        earlier = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        earlier = []
    kept = (
        [row for row in earlier if isinstance(row, dict) and row.get("by") != rows[0]["by"]] if isinstance(earlier, list) else []
    )
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps([*kept, *rows], ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(beside, path)


def _show(found: list[Score]) -> None:
    table = Table("facts", "precision", "", "recall", "", box=None, header_style="dim", pad_edge=False)
    for score in found:
        table.add_row(
            score.relation or "all",
            _share(score.precision), f"[dim]{score.right} of {score.found}[/]",
            _share(score.recall), f"[dim]{score.right} of {score.wanted}[/]",
        )  # fmt: skip
    out.print(table)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
