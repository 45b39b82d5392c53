"""Head and body in one write: fewer packets, and every byte in its order."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from api.onewrite import Joined, OneWrite


class Written(asyncio.Transport):
    """A transport that notes what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.writes.append(bytes(data))

    def writelines(self, list_of_data: Iterable[bytes | bytearray | memoryview]) -> None:
        self.writes.append(b"".join(list_of_data))

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def soon() -> list[Callable[[], None]]:
    """What the event loop is to call when it comes round."""
    return []


@pytest.fixture
def inner() -> Written:
    return Written()


@pytest.fixture
def joined(inner: Written, soon: list[Callable[[], None]]) -> Joined:
    return Joined(inner, soon.append)


def test_two_writes_are_one(joined: Joined, inner: Written, soon: list[Callable[[], None]]) -> None:
    joined.write(b"head ")
    assert inner.writes == []
    joined.write(b"body")
    assert inner.writes == [b"head body"]
    for late in soon:
        late()
    assert inner.writes == [b"head body"], "nothing twice"


def test_one_that_stays_alone_waits_no_longer_than_a_round(
    joined: Joined, inner: Written, soon: list[Callable[[], None]]
) -> None:
    joined.write(b"")
    assert soon == []
    joined.write(b"head")
    [late] = soon
    late()
    assert inner.writes == [b"head"]


def test_what_is_held_goes_out_before_the_end(joined: Joined, inner: Written) -> None:
    joined.write(b"last words")
    joined.close()
    assert inner.writes == [b"last words"]
    assert inner.closed


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers `/N` with N pieces; `/304` without a body."""
    if scope["type"] == "lifespan":
        return
    count = int(scope["path"][1:])
    if count == 304:
        await send({"type": "http.response.start", "status": 304, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % (count * 70_000))]})
    for n in range(count):
        await send({"type": "http.response.body", "body": bytes([65 + n]) * 70_000, "more_body": n + 1 < count})


@contextmanager
def _serving(loop: str) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = uvicorn.Server(uvicorn.Config(_app, log_level="critical", http=OneWrite, lifespan="off", loop=loop))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not running.started and time.monotonic() < deadline:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        running.should_exit = True
        thread.join(20)


def _answer(port: int, path: str) -> tuple[bytes, bytes]:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as asking:
        asking.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        head, _, body = b"".join(iter(lambda: asking.recv(1 << 16), b"")).partition(b"\r\n\r\n")
    return head.split(b"\r\n")[0], body


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_answers_of_every_size_over_a_connection(loop: str) -> None:
    with _serving(loop) as port:
        for count in (1, 2, 9):
            status, body = _answer(port, f"/{count}")
            assert status == b"HTTP/1.1 200 OK"
            assert body == b"".join(bytes([65 + n]) * 70_000 for n in range(count))
        assert _answer(port, "/304") == (b"HTTP/1.1 304 Not Modified", b"")
        assert _answer(port, "/0")[1] == b""
