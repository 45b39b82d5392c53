"""A pool of query processes that can be killed: time and memory are bounded whatever the query.

An embedded engine cannot stop a query it has begun; a process can be killed. Killing one and starting another costs a
fraction of a second, and only the query that ran too long pays it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import struct
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.settings import Settings

_BROKEN = 0xFFFFFFFF


class QueryFailed(Exception):
    """A query that gave no result: HTTP status, a short kind, and what to tell."""

    def __init__(self, status: int, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.kind, self.detail = status, kind, detail


@dataclass
class Result:
    """The head of a result and its body as it comes.

    `close` gives the process back, or kills it where the body was not read to its end. Whoever gets a result calls it in
    any case: a body that is never begun would keep its place for ever. A second call does nothing.
    """

    media_type: str
    body: AsyncIterator[bytes]
    close: Callable[[], None]


@dataclass
class _Worker:
    process: asyncio.subprocess.Process
    finished: bool = False
    """Whether the answer was read to its end, so that the process may take another query."""

    @property
    def is_alive(self) -> bool:
        return self.process.returncode is None

    def kill(self) -> None:
        """Kill the process. Nothing is awaited, for whoever calls may be cancelled already."""
        if self.is_alive:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()


@dataclass
class Pool:
    """At most `query_workers` processes; a bounded number of queries waits for one."""

    settings: Settings
    _idle: list[_Worker] = field(default_factory=list)
    _dying: set[asyncio.Task[int]] = field(default_factory=set)
    _slots: asyncio.Semaphore | None = None
    _waiting: int = 0

    async def close(self) -> None:
        for worker in self._idle:
            worker.kill()
            await worker.process.wait()
        self._idle.clear()
        await asyncio.gather(*self._dying)

    async def run(self, request: dict[str, Any], seconds: float | None = None) -> Result:
        """Evaluate a request (see `api.worker`). Raises QueryFailed: 503 when too many wait, 504 at the time limit."""
        if self._slots is None:
            self._slots = asyncio.Semaphore(self.settings.query_workers)
        if self._slots.locked() and self._waiting >= self.settings.query_queue:
            raise QueryFailed(503, "busy", "too many queries are waiting; try again in a few seconds")
        limit = min(seconds or self.settings.query_seconds, self.settings.query_seconds)
        self._waiting += 1
        try:
            await asyncio.wait_for(self._slots.acquire(), timeout=self.settings.query_seconds)
        except TimeoutError as error:
            raise QueryFailed(503, "busy", "no query process became free in time; try again in a few seconds") from error
        finally:
            self._waiting -= 1
        close = self._slots.release
        try:
            deadline = time.monotonic() + limit
            worker = await self._worker()
            close = self._closer(worker)
            request = {"bytes": self.settings.query_bytes_mb << 20, **request}
            head = await self._head(worker, request, deadline, limit)
        except BaseException:
            close()
            raise
        if head["status"] != 200:
            worker.finished = True
            close()
            raise QueryFailed(head["status"], head["error"], head["detail"])
        return Result(head["type"], self._body(worker, deadline, close), close)

    def _closer(self, worker: _Worker) -> Callable[[], None]:
        """What ends the use of a worker, once."""
        closed = False

        def close() -> None:
            nonlocal closed
            if closed:
                return
            closed = True
            if worker.finished and worker.is_alive:
                self._idle.append(worker)
            else:
                worker.kill()
                dying = asyncio.create_task(worker.process.wait())
                self._dying.add(dying)
                dying.add_done_callback(self._dying.discard)
            assert self._slots is not None
            self._slots.release()

        return close

    async def _worker(self) -> _Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                worker.finished = False
                return worker
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "api.worker", str(self.settings.query_memory_mb),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            cwd=str(Path(__file__).parent.parent), limit=1 << 20,
        )  # fmt: skip
        return _Worker(process)

    async def _head(self, worker: _Worker, request: dict[str, Any], deadline: float, limit: float) -> dict[str, Any]:
        stdin, stdout = worker.process.stdin, worker.process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(request).encode() + b"\n")
        try:
            async with asyncio.timeout(max(deadline - time.monotonic(), 0.001)):
                await stdin.drain()
                line = await stdout.readline()
        except TimeoutError as error:
            raise QueryFailed(
                504, "time", f"the query was stopped after {limit:g} s; make it more selective or add a LIMIT"
            ) from error
        except (BrokenPipeError, ConnectionResetError) as error:
            raise self._lost() from error
        if not line:
            raise self._lost()
        told: dict[str, Any] = json.loads(line)
        return told

    def _lost(self) -> QueryFailed:
        return QueryFailed(
            507,
            "memory",
            f"the query needed more than {self.settings.query_memory_mb} MiB and was stopped; make it more selective",
        )

    async def _body(self, worker: _Worker, deadline: float, close: Callable[[], None]) -> AsyncIterator[bytes]:
        """The frames of a result. A query that breaks off here breaks the connection: the status is out already."""
        stdout = worker.process.stdout
        assert stdout is not None
        try:
            while True:
                async with asyncio.timeout(max(deadline - time.monotonic(), 0.001)):
                    (length,) = struct.unpack(">I", await stdout.readexactly(4))
                    if length == _BROKEN:
                        told = json.loads(await stdout.readline())
                        worker.finished = True
                        raise QueryFailed(told["status"], told["error"], told["detail"])
                    if length == 0:
                        worker.finished = True
                        return
                    frame = await stdout.readexactly(length)
                yield frame
        finally:
            close()
