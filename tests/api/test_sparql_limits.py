"""`/sparql` at its limits: long queries, large results, time, memory, the queue."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from tests.api.asking import WAYS, Server, ask, problem

pytestmark = pytest.mark.anyio


async def test_a_query_that_is_too_long(server: Server) -> None:
    async with server(query_length=50) as client:
        fits, long = "ASK { }".ljust(50), "ASK { }".ljust(51)
        for way in WAYS:
            assert (await ask(client, way, fits)).json()["boolean"] is True
            assert problem(await ask(client, way, long), 413)["detail"] == "the query is longer than 50 characters"
        told = problem(await ask(client, "body", "x" * 201), 413)
        assert told["detail"] == "the request is longer than 200 bytes"


async def test_a_result_that_is_too_large(server: Server) -> None:
    async with server(query_bytes_mb=0) as client:
        told = problem(await ask(client, "get", "SELECT * { ?s ?p ?o }"), 413)
        assert told["type"] == "urn:mandate-graph:size"
        assert told["detail"] == "the result is larger than 0 bytes; ask for less, with LIMIT or fewer variables"


CROSS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?f LIMIT 1"


async def test_a_query_is_stopped_in_time_and_the_next_is_answered_at_once(server: Server) -> None:
    """A cross join with ORDER BY: no engine call comes back from it, so its process is killed and another takes over."""
    async with server(query_workers=1, query_seconds=1.5, query_memory_mb=8192) as client:
        assert (await ask(client, "get", "ASK { }")).status_code == 200
        [worker] = client.app.state.pool._idle
        begun = time.monotonic()
        response = await ask(client, "get", CROSS)
        assert 1.4 < time.monotonic() - begun < 10
        told = problem(response, 504)
        assert told["type"] == "urn:mandate-graph:time"
        assert told["detail"] == "the query was stopped after 1.5 s; make it more selective or add a LIMIT"

        begun = time.monotonic()
        assert (await ask(client, "get", "ASK { ?s ?p ?o }")).json()["boolean"] is True
        assert time.monotonic() - begun < 8
        [other] = client.app.state.pool._idle
        assert other.process.pid != worker.process.pid, "the worker was replaced"
        assert await worker.process.wait() == -9


async def test_a_query_is_stopped_at_its_memory(server: Server) -> None:
    async with server(query_workers=1, query_seconds=20, query_memory_mb=220) as client:
        begun = time.monotonic()
        told = problem(await ask(client, "get", CROSS), 507)
        assert time.monotonic() - begun < 30
        assert told["type"] == "urn:mandate-graph:memory"
        assert told["detail"] == "the query needed more than 220 MiB and was stopped; make it more selective"
        assert (await ask(client, "get", "ASK { ?s ?p ?o }")).json()["boolean"] is True


async def test_too_many_queries_are_turned_away(server: Server) -> None:
    async with server(query_workers=1, query_queue=1, query_seconds=1.5, query_memory_mb=8192) as client:
        first = asyncio.create_task(ask(client, "get", CROSS))
        await asyncio.sleep(0.3)
        second = asyncio.create_task(ask(client, "get", "ASK { }"))
        await asyncio.sleep(0.1)
        begun = time.monotonic()
        third = await ask(client, "get", "ASK { }")
        assert time.monotonic() - begun < 5, "nobody waits to be turned away"
        told = problem(third, 503)
        assert told["type"] == "urn:mandate-graph:busy"
        assert told["detail"] == "too many queries are waiting; try again in a few seconds"
        assert int(third.headers["retry-after"]) > 0
        assert (await first).status_code == 504
        assert (await second).status_code in (200, 503)
        assert (await ask(client, "get", "ASK { }")).status_code == 200


async def test_without_a_graph(server: Server, tmp_path: Path) -> None:
    async with server(data=tmp_path / "none") as client:
        response = await ask(client, "get", "ASK { }")
        assert "no graph yet; run `mandates build`" in problem(response, 503)["detail"]
        assert response.headers["retry-after"] == "30"
