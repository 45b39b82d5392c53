"""`mandates serve`: the graph in a browser and on the wire."""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer
import uvicorn

from api.app import served
from api.onewrite import OneWrite
from api.settings import Settings
from cli.console import DataOption, data_folder, live, out


def command(
    data: DataOption = None,
    host: Annotated[str, typer.Option("--host", envvar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", envvar="PORT", help="Port to listen on.")] = 8000,
    processes: Annotated[int, typer.Option("--processes", min=1, help="Processes that take requests.")] = 1,
) -> None:
    """Serve pages, linked data, questions and SPARQL. It follows the live generation: an ingest shows without a restart."""
    live(data)
    root = data_folder(data).root
    settings = Settings.from_environment(data=root)
    out.print(f"Mandate Graph on http://{host}:{port}/")
    # A line for each request costs more than some of the requests; the slow ones are told in a log of their own.
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "log_level": "warning",
        "access_log": False,
        "proxy_headers": True,
        "http": OneWrite,
    }
    if processes == 1:
        uvicorn.run(served(settings), **options)
        return
    # Several processes make their application themselves; what they read is the environment.
    os.environ["MANDATES_DATA"] = str(root.absolute())
    uvicorn.run("api.app:served", factory=True, workers=processes, **options)
