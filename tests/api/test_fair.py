"""The queue: bounded, fair among clients, and no place lost whatever happens to those who wait."""

from __future__ import annotations

import asyncio

import pytest

from api.fair import FairQueue, Full

pytestmark = pytest.mark.anyio


async def waiting(queue: FairQueue, client: str) -> asyncio.Task[None]:
    task = asyncio.create_task(queue.acquire(client))
    await asyncio.sleep(0)
    return task


async def test_one_client_alone_may_have_every_place() -> None:
    queue = FairQueue(2, 4, 4)
    for _ in range(2):
        await queue.acquire("a")
    third = await waiting(queue, "a")
    assert not third.done()
    assert queue.length() == 1
    queue.release("a")
    await third
    assert queue.running == {"a": 2}


async def test_several_clients_leave_a_place_to_each_other() -> None:
    queue = FairQueue(3, 9, 9)
    await queue.acquire("b")
    queue.release("b")
    for _ in range(2):
        await queue.acquire("a")
    third = await waiting(queue, "a")
    assert not third.done(), "one place is kept for the other client"
    await queue.acquire("b")
    queue.release("a")
    await third
    assert queue.running == {"a": 2, "b": 1}


async def test_a_client_that_has_gone_no_longer_counts() -> None:
    now = [0.0]
    queue = FairQueue(2, 9, 9, clock=lambda: now[0])
    await queue.acquire("b")
    queue.release("b")
    await queue.acquire("a")
    now[0] = 60
    await queue.acquire("a")
    assert queue.running == {"a": 2}


async def test_who_has_least_goes_first_and_then_by_turns() -> None:
    queue = FairQueue(1, 9, 9)
    await queue.acquire("x")
    order: list[str] = []

    async def ask(client: str) -> None:
        await queue.acquire(client)
        order.append(client)
        queue.release(client)

    tasks = []
    for client in "aaabbc":
        tasks.append(asyncio.create_task(ask(client)))
        await asyncio.sleep(0)
    queue.release("x")
    await asyncio.gather(*tasks)
    assert order == ["a", "b", "c", "a", "b", "a"]
    assert not queue.running


async def test_the_queue_is_bounded_for_all_and_for_each() -> None:
    queue = FairQueue(1, 3, 2)
    await queue.acquire("a")
    tasks = [await waiting(queue, "a"), await waiting(queue, "a")]
    with pytest.raises(Full, match="too many of your queries are waiting"):
        await queue.acquire("a")
    tasks.append(await waiting(queue, "b"))
    with pytest.raises(Full, match="too many queries are waiting; try again"):
        await queue.acquire("c")
    assert queue.length() == 3
    assert queue.clients() == {"a", "b"}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert queue.length() == 0


async def test_who_goes_away_loses_no_place() -> None:
    queue = FairQueue(1, 9, 9)
    await queue.acquire("a")
    gone, stays = await waiting(queue, "b"), await waiting(queue, "b")
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    queue.release("a")
    await stays
    late = await waiting(queue, "c")
    queue.release("b")
    # Cancelled just after the place was given: the place goes back.
    late.cancel()
    await asyncio.gather(late, return_exceptions=True)
    assert not queue.running
    await queue.acquire("d")
