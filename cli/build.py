"""`mandates build`: the graph made anew."""

from __future__ import annotations

from typing import Annotated

import typer

import documents
from cli.console import DataOption, JsonOption, data_folder, out
from cli.ingest import BaseOption, CuratedOption, WorkersOption, run
from graph.generations import NoGeneration
from graph.iris import Iris
from ingest.collect import Refusal, sources
from ingest.pipeline import kept_sources
from ingest.source import Source


def command(
    data: DataOption = None,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Do nothing where there is a graph already.")] = False,
    base: BaseOption = Iris().base,
    curated: CuratedOption = True,
    workers: WorkersOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Make the graph anew: of every document it holds, or, in an empty data folder, of the bundled digests.

    Run it after an upgrade or a change of the register. The documents are kept in the data folder, so nothing but that is
    needed.
    """
    folder = data_folder(data)
    try:
        folder.current()
        if if_empty:
            out.print(f"{folder.root}: there is a graph already")
            return
        held: list[Source | Refusal] = list(kept_sources(folder))
    except NoGeneration:
        held = list(sources(documents.files()))
    run(held, folder, base=base, curated=curated, workers=workers, as_json=as_json, fresh=True)
