"""The pool of query processes: bounded in number, time, memory and bytes, whatever happens to one of them."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.channel import QueryFailed
from api.limits import Limits
from api.settings import Settings
from api.workers import Pool, Result
from graph.generations import Generation

pytestmark = pytest.mark.anyio
JSON = ["application/sparql-results+json"]
MB = 1 << 20
CROSS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?f LIMIT 1"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
YES = b'{"head":{},"boolean":true}'


@pytest.fixture
def settings(built: Path) -> Settings:
    return Settings(data=built, query_workers=1, query_seconds=5, query_memory_mb=8192)


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[Pool]:
    made = Pool(settings)
    await made.start()
    yield made
    await made.close()


@pytest.fixture
def request_of(generation: Generation) -> Any:
    def made(query: str, **more: Any) -> dict[str, Any]:
        return {"query": query, "store": str(generation.store_path), "results": JSON, "graphs": ["text/turtle"],
                "rows": 1_000_000, "bytes": 256 * MB, **more}  # fmt: skip

    return made


def within(seconds: float) -> Limits:
    return Limits(seconds, 8192, 1_000_000, 256 * MB)


async def read(result: Result) -> bytes:
    return b"".join([frame async for frame in result.body])


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(100):
        if holds():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not come about")


async def test_a_process_is_started_once_and_used_again(pool: Pool, request_of: Any) -> None:
    used = set()
    for _ in range(3):
        result = await pool.run(request_of("ASK { }"))
        assert result.media_type == JSON[0]
        assert result.whole == YES, "a short answer comes in one piece, and its process is free at once"
        assert await read(result) == YES
        [worker] = pool._idle
        used.add(worker.process.pid)
    assert len(used) == 1


async def test_a_wrong_query_does_not_cost_the_process(pool: Pool, request_of: Any) -> None:
    for query, kind, status in (
        ("SELEKT", "syntax", 400),
        ("SELECT * { SERVICE <http://e.org/> { } }", "forbidden", 400),
        ("CONSTRUCT { <a:b> <a:b> <a:b> } { }", "format", 406),
    ):
        with pytest.raises(QueryFailed) as told:
            await pool.run(request_of(query, graphs=[]))
        assert (told.value.kind, told.value.status) == (kind, status)
        [worker] = pool._idle
        assert worker.is_alive
    pid = worker.process.pid
    assert await read(await pool.run(request_of("ASK { }"))) == YES
    assert pool._idle[0].process.pid == pid


async def test_long_queries_make_room_for_short_ones(settings: Settings, request_of: Any) -> None:
    """A query that has lost the pool's patience goes on in another lane; its place is free for the next."""
    pool = Pool(replace(settings, query_patience=0.2, query_long=1))
    await pool.start()
    long = asyncio.create_task(pool.run(request_of(CROSS), within(6), "a"))
    await until(lambda: bool(pool._jobs) and not pool.queue.running)
    begun = time.monotonic()
    assert await read(await pool.run(request_of("ASK { }"), client="b")) == YES
    assert time.monotonic() - begun < 10
    assert not long.done()
    second = asyncio.create_task(pool.run(request_of(CROSS), within(6), "a"))
    await until(lambda: len(pool._jobs) == 2 and pool._jobs[1].overdue)
    assert not second.done(), "nobody else waits: it may stay in a place"
    assert await read(await pool.run(request_of("ASK { }"), client="b")) == YES
    with pytest.raises(QueryFailed, match="its place was given to others") as told:
        await second
    assert told.value.status == 503
    with pytest.raises(QueryFailed) as told:
        await long
    assert told.value.status == 504
    await free(pool, request_of)
    await pool.close()


async def test_limits_of_a_request_are_kept(pool: Pool, request_of: Any) -> None:
    for limits, status in ((Limits(5, 8192, 10, MB), 413), (Limits(5, 8192, 10_000, 1000), 413), (Limits(5, 64, 10**6, MB), 507)):
        query = "SELECT * { ?s ?p ?o } LIMIT 50" if status == 413 else CROSS
        with pytest.raises(QueryFailed) as told:
            await read(await pool.run(request_of(query), limits))
        assert told.value.status == status
    await free(pool, request_of)


async def test_a_long_answer_comes_in_pieces_and_whole(pool: Pool, request_of: Any) -> None:
    result = await pool.run(request_of("SELECT ?s ?o { ?s ?p ?o } LIMIT 4000"))
    frames = [frame async for frame in result.body]
    assert len(frames) > 1
    assert len(json.loads(b"".join(frames))["results"]["bindings"]) == 4000


async def test_an_answer_over_the_limit_of_bytes_is_cut_off_with_an_error(settings: Settings, request_of: Any) -> None:
    pool = Pool(replace(settings, query_bytes_mb=1))
    result = await pool.run(request_of(LONG))
    with pytest.raises(QueryFailed, match="the result is larger than 1048576 bytes") as told:
        await read(result)
    assert (told.value.kind, told.value.status) == ("size", 413)
    assert await read(await pool.run(request_of("ASK { }"))) == YES
    await pool.close()


async def test_time_is_up_before_the_first_row(pool: Pool, request_of: Any) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryFailed, match=r"the query was stopped after 0\.3 s") as told:
        await pool.run(request_of(CROSS), within(0.3))
    assert time.monotonic() - begun < 8
    assert told.value.status == 504
    assert await read(await pool.run(request_of("ASK { }"))) == YES


async def test_time_is_up_between_rows(pool: Pool, request_of: Any) -> None:
    result = await pool.run(request_of(LONG), within(1.5))
    with pytest.raises(QueryFailed, match=r"the query was stopped after 1\.5 s") as told:
        await read(result)
    assert told.value.status == 504
    assert await read(await pool.run(request_of("ASK { }"))) == YES


async def test_nobody_gets_more_time_than_the_settings_allow(settings: Settings, request_of: Any) -> None:
    pool = Pool(replace(settings, query_seconds=0.3))
    with pytest.raises(QueryFailed, match=r"stopped after 0\.3 s"):
        await pool.run(request_of(CROSS), within(60))
    await pool.close()


async def free(pool: Pool, request_of: Any) -> None:
    """The one place of the pool is free: a query is answered at once, and by a sound process."""
    begun = time.monotonic()
    assert await read(await pool.run(request_of("ASK { }"))) == YES
    assert time.monotonic() - begun < 12, "no more than the start of a process on a busy machine"
    await asyncio.gather(*pool._tasks)
    assert len(pool._idle) == 1
    assert pool._jobs == []
    assert not pool.queue.running


async def test_a_body_that_is_not_read_to_its_end(pool: Pool, request_of: Any) -> None:
    result = await pool.run(request_of(LONG))
    async for _ in result.body:
        break
    await result.body.aclose()
    await free(pool, request_of)


async def test_a_body_that_is_never_begun(pool: Pool, request_of: Any) -> None:
    result = await pool.run(request_of("ASK { }"))
    result.close()
    result.close()
    await free(pool, request_of)


async def test_closing_after_all_was_read_does_no_harm(pool: Pool, request_of: Any) -> None:
    result = await pool.run(request_of("ASK { }"))
    await read(result)
    [worker] = pool._idle
    result.close()
    assert pool._idle == [worker]
    assert worker.is_alive
    await free(pool, request_of)


async def test_an_asker_who_is_cancelled(pool: Pool, request_of: Any) -> None:
    await read(await pool.run(request_of("ASK { }")))
    task = asyncio.create_task(pool.run(request_of(CROSS)))
    await asyncio.sleep(0.4)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await free(pool, request_of)


async def test_an_asker_who_is_cancelled_while_a_process_starts(settings: Settings, request_of: Any) -> None:
    pool = Pool(settings)
    task = asyncio.create_task(pool.run(request_of("ASK { }")))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await free(pool, request_of)
    await pool.close()


async def test_a_slow_reader_stops_the_process_and_gets_all(pool: Pool, request_of: Any) -> None:
    """What is not read waits with the process: the server holds little of it."""
    result = await pool.run(request_of("SELECT * { GRAPH ?g { ?s ?p ?o } }"))
    [job] = pool._jobs
    assert job.worker is not None
    channel = job.worker.channel
    await until(lambda: channel.is_paused)
    held = sum(map(len, channel._pieces))
    await asyncio.sleep(0.3)
    assert sum(map(len, channel._pieces)) == held < 4 * MB
    assert len(json.loads(await read(result))["results"]["bindings"]) > 40_000


async def test_a_process_that_dies_while_idle_is_replaced(pool: Pool, request_of: Any) -> None:
    await read(await pool.run(request_of("ASK { }")))
    [worker] = pool._idle
    worker.process.kill()
    await worker.process.wait()
    await free(pool, request_of)
    assert pool._idle[0].process.pid != worker.process.pid


async def test_a_process_that_dies_at_work(pool: Pool, request_of: Any) -> None:
    await read(await pool.run(request_of("ASK { }")))
    [worker] = pool._idle
    task = asyncio.create_task(pool.run(request_of(CROSS)))
    await asyncio.sleep(0.3)
    worker.process.kill()
    with pytest.raises(QueryFailed) as told:
        await task
    assert told.value.status == 507
    await free(pool, request_of)


async def test_no_more_processes_than_places(settings: Settings, request_of: Any) -> None:
    pool = Pool(replace(settings, query_workers=2))
    results = await asyncio.gather(*(pool.run(request_of(LONG)) for _ in range(2)))
    third = asyncio.create_task(pool.run(request_of("ASK { }")))
    await asyncio.sleep(0.2)
    assert not third.done(), "it waits for a place"
    results[0].close()
    assert await read(await third) == YES
    results[1].close()
    await asyncio.gather(*pool._tasks)
    assert len({worker.process.pid for worker in pool._idle}) <= 2
    await pool.close()


async def test_who_waits_too_long_is_told(settings: Settings, request_of: Any) -> None:
    pool = Pool(replace(settings, query_seconds=1, query_patience=9))
    held = await pool.run(request_of(LONG))
    with pytest.raises(QueryFailed, match="no query process became free in time; try again in a few seconds") as told:
        await pool.run(request_of("ASK { }"))
    assert told.value.status == 503
    held.close()
    await free(pool, request_of)
    await pool.close()


def environment_of(pid: int) -> list[bytes]:
    return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")


async def test_a_process_holds_no_secrets(settings: Settings, request_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATES_UPDATE_TOKEN", "secret")
    monkeypatch.setenv("OTHER_NAME", "kept")
    pool = Pool(settings)
    await pool.start()
    [worker] = pool._idle
    environment = environment_of(worker.process.pid)
    assert b"OTHER_NAME=kept" in environment
    assert not [entry for entry in environment if entry.startswith(b"MANDATES_")]
    await pool.close()


async def test_close_ends_the_processes(settings: Settings, request_of: Any) -> None:
    pool = Pool(settings)
    await read(await pool.run(request_of("ASK { }")))
    [worker] = pool._idle
    await pool.close()
    assert not worker.is_alive
    assert pool._idle == []


async def test_a_graph_that_is_gone_is_told_and_the_next_one_found(pool: Pool, request_of: Any, tmp_path: Path) -> None:
    with pytest.raises(QueryFailed, match="the graph cannot be opened: ") as told:
        await pool.run(request_of("ASK { }", store=str(tmp_path / "gone")))
    assert told.value.status == 503
    await free(pool, request_of)
