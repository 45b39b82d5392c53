"""`mandates serve`: the graph in a browser and on the wire."""

from __future__ import annotations

import os
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
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
    if processes == 1:
        uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", proxy_headers=True)
        return
    # Several processes make their application themselves; what they read is the environment.
    os.environ["MANDATES_DATA"] = str(root.absolute())
    uvicorn.run(
        "api.app:create_app", factory=True, workers=processes, host=host, port=port, log_level="warning", proxy_headers=True
    )
