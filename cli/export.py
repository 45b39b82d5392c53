"""`mandates export`: facts, paragraphs and graphs as files."""

from __future__ import annotations

import enum
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import pyoxigraph as ox
import typer

from cli.console import Code, DataOption, fail, live
from graph import export_xlsx
from graph.export import FACT_COLUMNS, PARAGRAPH_COLUMNS, facts, paragraphs, write
from graph.vocabulary import PREFIXES

app = typer.Typer(no_args_is_help=True, help="Write facts, paragraphs or graphs to standard output.")


class Rows(enum.StrEnum):
    jsonl = "jsonl"
    csv = "csv"


class Rdf(enum.StrEnum):
    nquads = "nquads"
    trig = "trig"
    turtle = "turtle"
    ntriples = "ntriples"


class Sheet(enum.StrEnum):
    jsonl = "jsonl"
    csv = "csv"
    xlsx = "xlsx"


SheetOption = Annotated[
    Sheet, typer.Option("--format", "-f", help="One JSON object a line, a table for a spreadsheet, or an Excel workbook.")
]
RowsOption = Annotated[Rows, typer.Option("--format", "-f", help="One JSON object a line, or a table for a spreadsheet.")]


def put(columns: Sequence[str], rows: Iterable[dict[str, Any]], form: Sheet, name: str) -> None:
    """Write a table to standard output in the form that was asked for."""
    if form is Sheet.xlsx:
        if sys.stdout.isatty():
            fail("an Excel workbook is no text: send it to a file, as in `… -f xlsx > table.xlsx`", Code.USAGE)
        # Excel's container is written back and forth: it needs a file that can be gone back in.
        with tempfile.TemporaryFile() as file:
            export_xlsx.write({name: (columns, rows)}, file)
            file.seek(0)
            shutil.copyfileobj(file, sys.stdout.buffer)
    else:
        write(rows, sys.stdout, form.value, tuple(columns))


@app.command("facts")
def facts_command(
    data: DataOption = None,
    form: SheetOption = Sheet.jsonl,
    everything: Annotated[bool, typer.Option("--all", help="Also what is only requested, supported or proposed.")] = False,
) -> None:
    """One claim a row: relation, subject, object, all their names, the paragraph and its words."""
    put(FACT_COLUMNS, facts(live(data).open(), everything=everything), form, "facts")


@app.command("paragraphs")
def paragraphs_command(data: DataOption = None, form: RowsOption = Rows.jsonl) -> None:
    """One paragraph a row: address, printed label, kind, headings above it, offsets in the source, text."""
    write(paragraphs(live(data).open()), sys.stdout, form.value, PARAGRAPH_COLUMNS)


@app.command("graph")
def graph_command(
    data: DataOption = None,
    form: Annotated[Rdf, typer.Option("--format", "-f", help="N-Quads and TriG keep the named graphs.")] = Rdf.nquads,
    name: Annotated[str | None, typer.Option("--graph", help="IRI of one named graph; all where none is given.")] = None,
) -> None:
    """The whole graph, or one named graph of it."""
    store = live(data).open().ox
    formats = {
        Rdf.nquads: ox.RdfFormat.N_QUADS,
        Rdf.trig: ox.RdfFormat.TRIG,
        Rdf.turtle: ox.RdfFormat.TURTLE,
        Rdf.ntriples: ox.RdfFormat.N_TRIPLES,
    }
    if form in (Rdf.turtle, Rdf.ntriples) and name is None:
        fail("Turtle and N-Triples hold one graph: name it with --graph, or take --format nquads", Code.USAGE)
    try:
        graph = ox.NamedNode(name) if name else None
    except ValueError as error:
        fail(f"{name!r} is no IRI: {error}", Code.USAGE)
    if graph is not None and not store.contains_named_graph(graph):
        fail(f"there is no graph {name}; `mandates export graph -f nquads` shows all", Code.USAGE)
    if graph is None:
        store.dump(sys.stdout.buffer, format=formats[form], prefixes=PREFIXES)
    elif form in (Rdf.turtle, Rdf.ntriples):
        store.dump(sys.stdout.buffer, format=formats[form], from_graph=graph, prefixes=PREFIXES)
    else:
        quads = store.quads_for_pattern(None, None, None, graph)
        ox.serialize(quads, sys.stdout.buffer, format=formats[form], prefixes=PREFIXES)
