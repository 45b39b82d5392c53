"""A pool of query processes that can be killed: time and memory are bounded whatever the query.

An embedded engine cannot stop a query it has begun; a process can be killed. Killing one and starting another costs a
fraction of a second, and only the query that ran too long pays it.

Short and long queries do not stand in each other's way: a query that has lost the pool's patience leaves its place for one of
the few long ones and goes on at low priority. Where these are taken it may stay as long as nobody else waits.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import struct
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.fair import FairQueue, Full
from api.limits import Limits
from api.settings import Settings

_BROKEN = 0xFFFFFFFF
#: Priority of long queries (see `nice`): they take what the short ones leave of the processors.
_NICE = 10


class QueryFailed(Exception):
    """A query that gave no result: HTTP status, a short kind, and what to tell."""

    def __init__(self, status: int, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.kind, self.detail = status, kind, detail


@dataclass
class Result:
    """The head of a result and its body: `whole` where it is short, and in any case as it comes.

    `close` gives the process back, or kills it where the body was not read to its end. Whoever gets a result calls it in
    any case: a body that is never begun would keep its place for ever. A second call does nothing.
    """

    media_type: str
    body: AsyncIterator[bytes]
    close: Callable[[], None]
    whole: bytes | None = None


@dataclass
class _Worker:
    process: asyncio.subprocess.Process
    store: str = ""
    """The store that it has opened; another one costs the time of opening."""
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
class _Job:
    """One query at work."""

    client: str
    worker: _Worker | None = None
    begun: float = field(default_factory=time.monotonic)
    lane: str = "place"
    """`place` while it holds one of the queue's places, `long` in the other lane, `ended` after."""
    overdue: bool = False
    evicted: bool = False
    patience: asyncio.TimerHandle | None = None


@dataclass
class Pool:
    """At most `query_workers` processes and `query_long` further ones for long queries; a bounded number of queries waits."""

    settings: Settings
    _idle: list[_Worker] = field(default_factory=list)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _coming: set[asyncio.Task[None]] = field(default_factory=set)
    _jobs: list[_Job] = field(default_factory=list)
    _closed: bool = False

    def __post_init__(self) -> None:
        self.limits = Limits.of(self.settings)
        self.queue = FairQueue(self.settings.query_workers, self.settings.query_queue, self.settings.query_client)

    async def start(self) -> None:
        """Start the processes before they are needed."""
        self._idle += await asyncio.gather(*(self._spawn() for _ in range(self.settings.query_workers)))

    async def close(self) -> None:
        self._closed = True
        for job in self._jobs:
            if job.worker is not None:
                job.worker.kill()
        await asyncio.gather(*(_bury(worker) for worker in self._idle))
        self._idle.clear()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def run(self, request: dict[str, Any], limits: Limits | None = None, client: str = "") -> Result:
        """Evaluate a request (see `api.worker`) within limits that are no higher than the settings'.

        Raises QueryFailed: 503 when too many wait, 504 at the time limit, 507 at that of memory, 413 at those of size.
        """
        limits = limits or self.limits
        if not self.queue.at_once(client):
            await self._wait(client)
        job = _Job(client)
        self._jobs.append(job)
        try:
            seconds = min(limits.seconds, self.limits.seconds)
            job.worker = worker = await self._worker(request["store"])
            deadline = time.monotonic() + seconds
            job.patience = asyncio.get_running_loop().call_later(self.settings.query_patience, self._lose_patience, job)
            own = {"rows": limits.rows, "bytes": limits.bytes, "memory_mb": limits.memory_mb}
            head = await self._head(job, worker, {**request, **own}, deadline, seconds)
            if head["status"] != 200:
                worker.finished = True
                raise QueryFailed(head["status"], head["error"], head["detail"])
            if (length := head.get("length")) is not None:
                assert worker.process.stdout is not None
                whole = await worker.process.stdout.readexactly(length)
                worker.finished = True
                self._end(job)
                return Result(head["type"], _once(whole), lambda: None, whole)
        except BaseException:
            self._end(job)
            raise
        return Result(head["type"], self._body(job, worker, deadline), lambda: self._end(job))

    async def _wait(self, client: str) -> None:
        """Wait for a place; a query that has been long at work may be sent away for it. Raises QueryFailed."""
        self._make_room(client)
        try:
            async with asyncio.timeout(self.settings.query_seconds):
                await self.queue.acquire(client)
        except Full as error:
            raise QueryFailed(503, "busy", str(error)) from error
        except TimeoutError as error:
            raise QueryFailed(503, "busy", "no query process became free in time; try again in a few seconds") from error

    # ---- lanes -------------------------------------------------------------------------------------------------
    def _lose_patience(self, job: _Job) -> None:
        """A query has become a long one: it goes to the other lane, or waits to be sent away."""
        if job.lane != "place" or job.worker is None:
            return
        job.overdue = True
        if sum(other.lane == "long" for other in self._jobs) < self.settings.query_long:
            job.lane = "long"
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, job.worker.process.pid, _NICE)
            self.queue.release(job.client)
            self._replace()
        elif any(self._load(client) < self._load(job.client) for client in self.queue.clients()):
            self._evict(job)

    def _make_room(self, client: str) -> None:
        """Somebody is about to wait: the oldest overdue query of a client that has more at work gives its place up."""
        load = self._load(client)
        late = [j for j in self._jobs if j.overdue and j.lane == "place" and not j.evicted and self._load(j.client) > load]
        if late:
            self._evict(min(late, key=lambda j: j.begun))

    def _load(self, client: str) -> int:
        """How many queries of a client are at work, long ones too."""
        return sum(job.client == client for job in self._jobs)

    def _evict(self, job: _Job) -> None:
        job.evicted = True
        if job.worker is not None:
            job.worker.kill()

    def _end(self, job: _Job) -> None:
        """End a query, once: its process is kept where it may take another one, else killed; its place is given on."""
        if job.lane == "ended":
            return
        lane, job.lane = job.lane, "ended"
        self._jobs.remove(job)
        if job.patience is not None:
            job.patience.cancel()
        worker = job.worker
        if worker is not None:
            # One of low priority cannot be given back its old one, and is not used again.
            fit = worker.finished and worker.is_alive and lane == "place" and not self._closed
            if fit and len(self._idle) < self.settings.query_workers:
                self._idle.append(worker)
            else:
                worker.kill()
                self._background(_bury(worker))
                if lane == "place":
                    self._replace()
        if lane == "place":
            self.queue.release(job.client)

    # ---- processes ---------------------------------------------------------------------------------------------
    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _replace(self) -> None:
        """Start a process in place of one that is gone, so that the next query need not wait for it."""
        if not self._closed:
            self._coming.add(task := asyncio.ensure_future(self._spare()))
            task.add_done_callback(self._coming.discard)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _spare(self) -> None:
        worker = await self._spawn()
        if self._closed or len(self._idle) >= self.settings.query_workers:
            await _bury(worker)
        else:
            self._idle.append(worker)

    async def _worker(self, store: str) -> _Worker:
        self._idle = [worker for worker in self._idle if worker.is_alive]
        while not self._idle and self._coming:
            await asyncio.wait(self._coming, return_when=asyncio.FIRST_COMPLETED)
        if self._idle:
            worker = next((w for w in self._idle if w.store == store), self._idle[-1])
            self._idle.remove(worker)
        else:
            worker = await self._spawn()
        worker.store, worker.finished = store, False
        return worker

    async def _spawn(self) -> _Worker:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "api.worker", str(self.settings.query_memory_mb),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            cwd=str(Path(__file__).parent.parent), limit=1 << 20,
        )  # fmt: skip
        assert process.stdout is not None
        # Its first line says that all is loaded: on a busy machine that alone may cost a query all patience.
        await process.stdout.readline()
        return _Worker(process)

    async def _head(self, job: _Job, worker: _Worker, request: dict[str, Any], deadline: float, seconds: float) -> dict[str, Any]:
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
                504, "time", f"the query was stopped after {seconds:g} s; make it more selective or add a LIMIT"
            ) from error
        except (BrokenPipeError, ConnectionResetError) as error:
            raise self._lost(job, request) from error
        if not line.endswith(b"\n"):
            raise self._lost(job, request)
        told: dict[str, Any] = json.loads(line)
        return told

    def _lost(self, job: _Job, request: dict[str, Any]) -> QueryFailed:
        if job.evicted:
            return QueryFailed(503, "busy", "the query took long, and its place was given to others; try again when fewer ask")
        most = min(request["memory_mb"], self.settings.query_memory_mb)
        return QueryFailed(507, "memory", f"the query needed more than {most} MiB and was stopped; make it more selective")

    async def _body(self, job: _Job, worker: _Worker, deadline: float) -> AsyncIterator[bytes]:
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
            self._end(job)


async def _bury(worker: _Worker) -> None:
    """Kill a process and wait for its end. What it had written is read away: a full pipe would be waited for for ever."""
    worker.kill()
    assert worker.process.stdout is not None
    while await worker.process.stdout.read(1 << 20):
        pass
    await worker.process.wait()


async def _once(whole: bytes) -> AsyncIterator[bytes]:
    yield whole
