"""What the tests share: one data folder with the bundled digests, built once a run, and servers around it.

The folder that `built` names is read by everybody and written by nobody; who wants to write takes `data`, a copy.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import hypothesis
import pytest

import documents
from api.app import create_app
from api.settings import Settings
from graph.generations import DataFolder, Generation
from graph.store import OxigraphStore
from ingest.collect import sources
from ingest.pipeline import Report, ingest
from ingest.source import make

# A loaded machine is slow, not wrong.
hypothesis.settings.register_profile("tests", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("tests")

#: Makes a client of a server with given settings: `async with server(query_seconds=1) as client`.
Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


#: A tiny document of which one fact is read.
TINY = "联合国\n\n报告\n\n1. 大会于1972年设立了联合国环境规划署。\n\n2. 理事会感谢秘书处。\n"


def _shared(name: str, factory: pytest.TempPathFactory, worker_id: str, fill: Callable[[DataFolder], Report]) -> Path:
    """A data folder that is filled once for all processes of a run."""
    folder = factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent
    with (folder / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not (folder / name / "current").exists():
            assert not fill(DataFolder(folder / name)).refused
    return folder / name


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the digests of `documents/`. Read only."""
    return _shared("built", tmp_path_factory, worker_id, lambda data: ingest(sources(documents.files()), data))


@pytest.fixture(scope="session")
def tiny_text() -> str:
    return TINY


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the tiny document, `report.txt`, and no curated facts. Read only."""
    return _shared("tiny", tmp_path_factory, worker_id, lambda data: ingest([make("report.txt", TINY)], data, curated=False))


@pytest.fixture(scope="session")
def generation(built: Path) -> Generation:
    return DataFolder(built).current()


@pytest.fixture(scope="session")
def store(generation: Generation) -> OxigraphStore:
    """The graph of the digests, read only."""
    return generation.open()


@pytest.fixture
def data(built: Path, tmp_path: Path) -> DataFolder:
    """A copy of the built folder, to be written to."""
    shutil.copytree(built, tmp_path / "data", ignore=shutil.ignore_patterns("lock"))
    return DataFolder(tmp_path / "data")


@pytest.fixture
def tiny_data(tiny: Path, tmp_path: Path) -> DataFolder:
    """A copy of the tiny folder, to be written to."""
    shutil.copytree(tiny, tmp_path / "tiny", ignore=shutil.ignore_patterns("lock"))
    return DataFolder(tmp_path / "tiny")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def server(built: Path) -> Server:
    """Servers in this process, each with its lifespan; an error inside shows as status 500, as it does to strangers."""

    @asynccontextmanager
    async def make(**settings: Any) -> AsyncIterator[httpx.AsyncClient]:
        app = create_app(Settings(**{"data": built, **settings}))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://graph.test", timeout=30) as client,
        ):
            client.app = app
            yield client

    return make


@pytest.fixture(scope="session")
async def client(server: Server, anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of one server that many tests share."""
    async with server(query_seconds=10) as shared:
        yield shared


@pytest.fixture
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No MANDATES_ variable of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("MANDATES_")]:
        monkeypatch.delenv(name)
