"""The server's end of the socket to a query process: one request at a time, its answer whole or as it comes."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import cast

from api.wire import DATA, ERROR, HEAD, LAST, TYPE

#: While more than so many bytes wait for a slow reader, no more are taken from the process.
_MOST = 1 << 20


class QueryFailed(Exception):
    """A query that gave no result: HTTP status, a short kind, and what to tell."""

    def __init__(self, status: int, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.kind, self.detail = status, kind, detail


class Lost(Exception):
    """The process has ended in the middle of an answer, or before it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known when an answer begins: its media type, and the whole of it where it is short."""

    media_type: str
    whole: bytes | None


class Channel(asyncio.Protocol):
    """A process as an asker sees it. After an answer was taken to its end, or has failed, it may be asked again."""

    def __init__(self) -> None:
        self.is_lost = False
        self._loop = asyncio.get_running_loop()
        self._ready: asyncio.Future[None] = self._loop.create_future()
        self._pieces: deque[bytes] = deque()
        self._cut = b""
        self._begin()

    def _begin(self) -> None:
        self.is_finished = False
        """Whether the answer has come to its end, so that the process may take another request."""
        self.is_paused = False
        """Whether it is the reader that is waited for."""
        self._media = ""
        self._error: Exception | None = None
        self._left = self._held = 0
        self._is_last = False
        self._waiter: asyncio.Future[None] | None = None

    # ---- as the asker sees it ----------------------------------------------------------------------------------
    async def ready(self) -> None:
        """Wait until the process has loaded all that it needs. Raises Lost."""
        await self._ready

    async def ask(self, request: bytes) -> Head:
        """Send a request, and wait for the beginning of its answer. Raises QueryFailed, and Lost."""
        if self.is_lost:
            raise Lost
        self._begin()
        self._transport.write(request)
        while not (self.is_finished or (self._pieces and not self._is_last)):
            await self._wait()
        if self._error is not None:
            raise self._error
        if not self.is_finished:
            return Head(self._media, None)
        whole = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        self._pieces.clear()
        return Head(self._media, whole)

    async def pieces(self) -> AsyncIterator[bytes]:
        """The body of an answer as it comes. Raises QueryFailed where it is cut off, and Lost."""
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                self._held -= len(piece)
                if self.is_paused and self._held <= _MOST // 2:
                    self.is_paused = False
                    self._transport.resume_reading()
                yield piece
            if self._error is not None:
                raise self._error
            if self.is_finished:
                return
            await self._wait()

    def fail(self, error: Exception) -> None:
        """End the answer from this side: whoever waits for it gets the error. The process is of no more use."""
        if not self.is_finished and self._error is None:
            self._error = error
            self._wake()

    def close(self) -> None:
        """Close the socket; a process that is idle ends by that."""
        self._transport.close()

    async def _wait(self) -> None:
        if self._error is not None:
            raise self._error
        self._waiter = self._loop.create_future()
        await self._waiter

    def _wake(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    # ---- as the event loop sees it -----------------------------------------------------------------------------
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        if self._cut:
            data, self._cut = self._cut + data, b""
        at, end = 0, len(data)
        while at < end:
            if self._left:
                piece = data[at : at + self._left]
                at += len(piece)
                self._left -= len(piece)
                self._held += len(piece)
                self._pieces.append(piece)
                self.is_finished = self._is_last and not self._left
                continue
            kind, length = HEAD.unpack_from(data, at) if end - at >= HEAD.size else (0, end)
            if kind in (DATA, LAST):
                at += HEAD.size
                self._left, self._is_last = length, kind == LAST
                self.is_finished = self._is_last and not length
                continue
            stop = at + HEAD.size + length
            if stop > end:
                self._cut = data[at:]
                break
            self._told(kind, data[at + HEAD.size : stop])
            at = stop
        if self._held > _MOST and not self.is_paused:
            self.is_paused = True
            self._transport.pause_reading()
        self._wake()

    def _told(self, kind: int, content: bytes) -> None:
        if kind == TYPE:
            self._media = content.decode()
        elif kind == ERROR:
            told = json.loads(content)
            self._error = self._error or QueryFailed(told["status"], told["error"], told["detail"])
            self.is_finished = True
        elif not self._ready.done():
            self._ready.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_lost = True
        if not self._ready.done():
            self._ready.set_exception(Lost())
            # Nobody need have waited for it.
            self._ready.exception()
        self.fail(Lost())
