"""`mandates export matrix`, `chronology`, `citations`, `structure`, `in-force`, `progress`: views that analysts work with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from answers import asof, progress
from answers.names import Names
from cli.console import Code, DataOption, fail, live
from cli.export import Sheet, SheetOption, put
from cli.export import app as app
from graph import export_chronology, export_matrix, export_network
from queries.library import Parameter

DateOption = Annotated[str, typer.Option("--on", help="The day: 2013, 2013-02 or 2013-02-22.")]
LanguageOption = Annotated[str, typer.Option("--language", "-l", help="Names in English (en) or Chinese (zh).")]


@app.command("matrix")
def matrix_command(data: DataOption = None, form: SheetOption = Sheet.csv) -> None:
    """Decisions by addressees: each cell what is asked, with document and paragraph."""
    columns, rows = export_matrix.mandates(live(data).open())
    put(columns, rows, form, "mandates")


@app.command("chronology")
def chronology_command(data: DataOption = None, form: SheetOption = Sheet.csv) -> None:
    """Every dated event in the order of time, with the paragraph that tells it."""
    put(export_chronology.COLUMNS, export_chronology.chronology(live(data).open()), form, "chronology")


@app.command("citations")
def citations_command(data: DataOption = None) -> None:
    """Who cites whom as GraphML, for Gephi, yEd or networkx; each edge with its paragraphs."""
    export_network.citations(live(data).open(), sys.stdout)


@app.command("structure")
def structure_command(
    on: DateOption, data: DataOption = None, form: SheetOption = Sheet.csv, language: LanguageOption = "en"
) -> None:
    """What was part of what on a day, and whether the documents tell that it was there."""
    put(asof.STRUCTURE, _asof(data, on, language).structure(), form, f"structure {on}")


@app.command("in-force")
def in_force_command(
    on: DateOption, data: DataOption = None, form: SheetOption = Sheet.csv, language: LanguageOption = "en"
) -> None:
    """The mandates in force on a day, by addressee."""
    put(asof.MANDATES, _asof(data, on, language).mandates(), form, f"mandates {on}")


@app.command("progress")
def progress_command(
    act: Annotated[str, typer.Argument(help="A decision or instrument: `decision:unep-gc/27_2`, or its full IRI.")],
    paragraph: Annotated[
        list[str] | None, typer.Option("--paragraph", "-p", help="One paragraph of it, such as 88(a); may be repeated.")
    ] = None,
    data: DataOption = None,
    form: SheetOption = Sheet.csv,
    language: LanguageOption = "en",
) -> None:
    """Asked, done, lacking: what a decision or its paragraphs want, what was done, what is missing, each cell cited."""
    store = live(data).open()
    try:
        iri = Parameter("act", "iri", "").term(act).value
    except ValueError as error:
        fail(str(error), Code.USAGE)

    def rows() -> Iterator[dict[str, Any]]:
        yield from progress.table(store, Names.of(store), iri, paragraph or (), language)

    put(progress.COLUMNS, rows(), form, "progress")


def _asof(data: Any, on: str, language: str) -> asof.AsOf:
    store = live(data).open()
    try:
        return asof.AsOf.of(store, Names.of(store), on, language)
    except ValueError as error:
        fail(str(error), Code.USAGE)
