"""The same tests on every back end: embedded, the `oxigraph` server, Apache Jena Fuseki."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.backends.base import Backend
from graph.backends.embedded import Embedded
from graph.backends.remote import Remote
from tests.backends import servers
from tests.backends.data import GRAPHS

#: Back ends, those by servers also with loading by updates alone.
KINDS = ("embedded", "oxigraph", "oxigraph-by-updates", "fuseki", "fuseki-by-updates")


def left_out(error: servers.Absent) -> None:
    """Skip loudly; where all are wanted, fail."""
    if os.environ.get("MANDATES_BACKENDS") == "all":
        pytest.fail(f"LEFT OUT: {error}")
    pytest.skip(f"LEFT OUT: {error}")


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    try:
        with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
            yield server
    except servers.Absent as error:
        left_out(error)


@pytest.fixture(scope="session")
def fuseki_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    try:
        with servers.fuseki(tmp_path_factory.mktemp("fuseki")) as server:
            yield server
    except servers.Absent as error:
        left_out(error)


def _backend(kind: str, request: pytest.FixtureRequest) -> Backend:
    if kind == "embedded":
        return Embedded.at()
    server: servers.Server = request.getfixturevalue(f"{kind.partition('-')[0]}_server")
    return Remote(replace(server, store="") if kind.endswith("by-updates") else server)


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest) -> Backend:
    """A back end with the graphs of `data.py`, to be asked."""
    made = _backend(request.param, request)
    made.update("DROP ALL")
    for name, triples in GRAPHS.items():
        made.replace(name, triples)
    return made


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest) -> Backend:
    """A back end with nothing in it, to be written to."""
    made = _backend(request.param, request)
    made.update("DROP ALL")
    return made
