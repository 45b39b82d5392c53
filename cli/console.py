"""What the commands share: where the data lies, how to speak, which exit code means what."""

from __future__ import annotations

import enum
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from graph.generations import DataFolder, Generation, NoGeneration


class Code(enum.IntEnum):
    """Exit codes. Scripts may rely on them."""

    OK = 0
    REFUSED = 1  # some documents did not go in, or the graph breaks a shape; the others are in
    USAGE = 2  # the call itself was wrong
    NO_GRAPH = 3  # there is no graph yet
    BUSY = 4  # another process writes to the data folder
    UNKNOWN = 5  # the question has no answer in the documents
    QUERY = 6  # the query is wrong, or was stopped at a limit
    OFFLINE = 7  # the document service cannot be reached


out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
#: A bracket with the backslashes before it, and what the console would read as a tag.
_BRACKET = re.compile(r"(\\*)\[(?=([a-z#/@][^[]*?\])?)")
_chosen: dict[str, Path] = {}

_HELP = "Folder that holds the generations."
#: Of the program itself. The environment is read here alone, so that it never stands above what was written before a command.
ProgramDataOption = Annotated[
    Path | None,
    typer.Option("--data", envvar="MANDATES_DATA", help=_HELP, show_default="data", file_okay=False),
]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", help=f"{_HELP} Else MANDATES_DATA.", show_default="data", file_okay=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Speak JSON, for programs.")]


def choose_data(path: Path | None) -> None:
    """Remember `--data` where it was given before the subcommand, or MANDATES_DATA."""
    _chosen.clear()
    if path is not None:
        _chosen["data"] = path


def data_folder(path: Path | None) -> DataFolder:
    """The data folder: `--data` of the subcommand, else of the program, else MANDATES_DATA, else `data`."""
    return DataFolder(path or _chosen.get("data") or Path("data"))


def live(path: Path | None) -> Generation:
    """The live generation; leaves the program with code 3 and the mend where there is none."""
    try:
        return data_folder(path).current()
    except NoGeneration as error:
        fail(str(error), Code.NO_GRAPH)


def fail(message: str, code: Code) -> NoReturn:
    err.print(f"[red]mandates:[/] {escape(message)}")
    raise typer.Exit(int(code))


def escape(text: str) -> str:
    """Text from documents, kept from being read as markup. Give it in one piece: two pieces might make a tag together."""
    # A backslash before a tag escapes it and two are one; before another bracket only the last one counts.
    return _BRACKET.sub(lambda m: m[1] * (2 if m[2] else 1) + "\\[", text)


def say_json(content: Any) -> None:
    json.dump(content, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


@contextmanager
def bar(title: str, total: int | None) -> Iterator[Progress]:
    """A progress bar on standard error; silent where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        progress.add_task(title, total=total)
        yield progress
