"""The server's end of the socket: an answer is the same in whatever pieces it arrives."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from api import wire
from api.channel import Channel, Head, Lost, QueryFailed

pytestmark = pytest.mark.anyio
SHORT = wire.frame(wire.TYPE, b"text/csv") + wire.frame(wire.LAST, b"x\r\n1\r\n")
LONG = wire.frame(wire.TYPE, b"text/csv") + wire.frame(wire.DATA, b"x\r\n") + wire.frame(wire.DATA, b"1\r\n")


@pytest.fixture
async def ends() -> AsyncIterator[tuple[Channel, socket.socket]]:
    """A channel, and the socket of the process behind it."""
    here, there = socket.socketpair()
    with there:
        there.setblocking(False)
        _, channel = await asyncio.get_running_loop().create_unix_connection(Channel, sock=here)
        yield channel, there
        channel.close()


async def arrive(channel: Channel, answer: bytes, cuts: tuple[int, ...]) -> asyncio.Task[Head]:
    """An asker, and an answer that comes to it in pieces."""
    asker = asyncio.create_task(channel.ask(b"?"))
    await asyncio.sleep(0)
    for begin, end in zip((0, *cuts), (*cuts, len(answer)), strict=True):
        channel.data_received(answer[begin:end])
        await asyncio.sleep(0)
    return asker


async def read(channel: Channel) -> bytes:
    return b"".join([piece async for piece in channel.pieces()])


@pytest.mark.parametrize("cut", range(1, len(SHORT)))
async def test_a_short_answer_cut_anywhere(cut: int, ends: tuple[Channel, socket.socket]) -> None:
    channel, _ = ends
    assert await (await arrive(channel, SHORT, (cut,))) == Head("text/csv", b"x\r\n1\r\n")
    assert channel.is_finished


@pytest.mark.parametrize("end", [wire.frame(wire.LAST), wire.frame(wire.LAST, b"2\r\n")], ids=["empty", "full"])
async def test_a_long_answer_byte_by_byte(end: bytes, ends: tuple[Channel, socket.socket]) -> None:
    channel, _ = ends
    answer = LONG + end
    head = await (await arrive(channel, answer, tuple(range(1, len(answer)))))
    assert head == Head("text/csv", None)
    assert await read(channel) == b"x\r\n1\r\n" + end[wire.HEAD.size :]


async def test_an_error_before_and_in_an_answer(ends: tuple[Channel, socket.socket]) -> None:
    channel, _ = ends
    error = wire.error(413, "size", "too much")
    for cut in range(1, len(error)):
        with pytest.raises(QueryFailed, match="too much") as told:
            await (await arrive(channel, error, (cut,)))
        assert (told.value.status, told.value.kind) == (413, "size")
        assert channel.is_finished, "the process may be asked again"
    await (await arrive(channel, LONG, ()))
    channel.data_received(error)
    pieces = channel.pieces()
    assert [await anext(pieces), await anext(pieces)] == [b"x\r\n", b"1\r\n"], "what came before it counts"
    with pytest.raises(QueryFailed, match="too much"):
        await anext(pieces)


async def test_a_process_that_is_gone(ends: tuple[Channel, socket.socket]) -> None:
    channel, there = ends
    asker = asyncio.create_task(channel.ask(b"?"))
    await asyncio.sleep(0.05)
    assert there.recv(9) == b"?"
    there.close()
    with pytest.raises(Lost):
        await asker
    assert channel.is_lost
    with pytest.raises(Lost):
        await channel.ask(b"?")


async def test_an_answer_that_is_ended_from_this_side(ends: tuple[Channel, socket.socket]) -> None:
    channel, _ = ends
    asker = asyncio.create_task(channel.ask(b"?"))
    await asyncio.sleep(0)
    channel.fail(QueryFailed(504, "time", "late"))
    channel.fail(Lost())
    with pytest.raises(QueryFailed, match="late"):
        await asker
    assert not channel.is_finished
