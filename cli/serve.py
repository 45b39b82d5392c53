"""`mandates serve`: the graph in a browser and on the wire."""

from __future__ import annotations

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
) -> None:
    """Serve pages, linked data, questions and SPARQL. It follows the live generation: an ingest shows without a restart."""
    live(data)
    settings = Settings.from_environment(data=data_folder(data).root)
    out.print(f"Mandate Graph on http://{host}:{port}/")
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", proxy_headers=True)
