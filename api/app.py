"""The application: settings in, routes out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from api import problem
from api.envelope import Envelope
from api.live import Live
from api.openapi import Described
from api.routers import (
    ask,
    browse,
    catalogue,
    contradictions,
    dataset,
    editor,
    explore,
    facts,
    home,
    library,
    manual,
    memento,
    quality,
    schema,
    search,
    things,
)
from api.routers.sparql import Sparql
from api.settings import Settings
from api.shelf import Shelf
from api.workers import Pool
from graph.generations import DataFolder, NoGeneration


def create_app(settings: Settings | None = None) -> FastAPI:
    """The server for one data folder. It needs no other state than the settings."""
    settings = settings or Settings.from_environment()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await app.state.pool.start()
        yield
        await app.state.pool.close()

    app = Described(
        title="Mandate Graph", version="0.1.0", lifespan=lifespan, root_path=settings.root_path, docs_url=None, redoc_url=None
    )
    app.state.settings = settings
    # Query processes have a working directory of their own.
    app.state.live = Live(DataFolder(settings.data.absolute()))
    app.state.pool = Pool(settings)
    app.state.shelf = Shelf()
    endpoint = Sparql(app, settings)
    app.state.endpoint = endpoint
    app.add_middleware(Envelope, direct={"/sparql": endpoint, "/sparql/": endpoint})
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    pages = (browse, dataset, editor, explore, facts, home, manual, quality, search)
    app.include_router(catalogue.data_only)
    app.include_router(catalogue.router)
    # Things come last: their route takes every address of two segments.
    for module in (*pages, ask, contradictions, library, schema, memento, things):
        app.include_router(module.router)

    @app.exception_handler(NoGeneration)
    async def no_graph(request: Request, error: Exception) -> Response:
        return problem.problem(503, str(error), headers={"Retry-After": "30"})

    return app
