"""`mandates query`: SPARQL on the live graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer
from rich.table import Table

from cli.console import Code, DataOption, JsonOption, escape, fail, live, out
from graph.guard import ForbiddenQuery, check
from graph.search import NoIndex
from graph.store import names_dataset
from graph.textmatch import BadTextSearch, expand
from graph.vocabulary import PREFIXES
from queries.library import library

_TURTLE = ox.RdfFormat.TURTLE


def command(
    file: Annotated[
        str,
        typer.Argument(help="A file with a query, `-` for standard input, or the name of one of the library."),
    ],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run a SPARQL query. Our prefixes (mg:, rel:, body:, decision:, skos: …) are known; queries see all graphs at once,
    or those that they name by FROM.

    SELECT and ASK give a table or, with --json, SPARQL results in JSON; CONSTRUCT and DESCRIBE give Turtle.
    """
    text = _text(file)
    store = live(data).open()
    try:
        check(text)
        text = expand(text, store.texts)
        result = store.ox.query(text, prefixes=PREFIXES, use_default_graph_as_union=not names_dataset(text))
    except (SyntaxError, ForbiddenQuery, NoIndex, BadTextSearch) as error:
        fail(f"the query is wrong: {error}", Code.QUERY)
    if isinstance(result, ox.QueryTriples):
        sys.stdout.write((ox.serialize(result, format=_TURTLE, prefixes=PREFIXES) or b"").decode())
    elif as_json or isinstance(result, ox.QueryBoolean):
        sys.stdout.write((result.serialize(format=ox.QueryResultsFormat.JSON) or b"").decode() + "\n")
    else:
        _table(result)


def _text(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    if file in library():
        return library()[file].text
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError as error:
        fail(f"{file}: {error.strerror}; give a file, `-`, or one of {', '.join(library())}", Code.USAGE)
    except UnicodeDecodeError:
        fail(f"{file}: this is no text in UTF-8; give a file with a query", Code.USAGE)


def _table(result: ox.QuerySolutions) -> None:
    names = [variable.value for variable in result.variables]
    table = Table(*names)
    for row in result:
        table.add_row(*(escape(_short(row[name])) for name in names))
    out.print(table)


def _short(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    text = getattr(term, "value", str(term))
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace) and "/" not in text[len(namespace) :]:
            return f"{prefix}:{text[len(namespace) :]}"
    return text
