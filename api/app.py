"""The application: settings in, routes out."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from api import problem, warm
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


class Application(Described):
    """The application; requests for the paths of `direct` go past the framework."""

    direct: Mapping[str, ASGIApp] = MappingProxyType({})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            if self.root_path:
                scope["root_path"] = self.root_path
            path: str = scope["path"]
            direct = self.direct.get(path.removeprefix(scope.get("root_path", "")))
            if direct is not None:
                await direct(scope, receive, send)
                return
        await super().__call__(scope, receive, send)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The server for one data folder. It needs no other state than the settings."""
    settings = settings or Settings.from_environment()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await app.state.pool.start()
        following = asyncio.create_task(warm.follow(live, app.state.shelf))
        yield
        following.cancel()
        app.state.shelf.close()
        await app.state.pool.close()

    app = Application(
        title="Mandate Graph", version="0.1.0", lifespan=lifespan, root_path=settings.root_path, docs_url=None, redoc_url=None
    )
    app.state.settings = settings
    # Query processes have a working directory of their own.
    app.state.live = live = Live(DataFolder(settings.data.absolute()))
    app.state.pool = pool = Pool(settings)
    app.state.shelf = Shelf()
    app.state.endpoint = endpoint = Sparql(app, settings, live, pool)
    app.direct = dict.fromkeys(("/sparql", "/sparql/"), Envelope(endpoint))
    app.add_middleware(Envelope)
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


def served(settings: Settings | None = None) -> FastAPI:
    """The application of a process that does nothing else: what is loaded by now stays, and is not searched for garbage again."""
    app = create_app(settings)
    gc.collect()
    gc.freeze()
    return app
