"""A pool of query processes that can be killed: time and memory are bounded whatever the query.

An embedded engine cannot stop a query it has begun; a process can be killed. Killing one and starting another costs a
fraction of a second, and only the query that ran too long pays it.

Short and long queries do not stand in each other's way: a query that has lost the pool's patience leaves its place for one of
the few long ones and goes on at low priority. Where these are taken it may stay as long as nobody else waits.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api import wire
from api.channel import Channel, Lost, QueryFailed
from api.fair import FairQueue, Full
from api.limits import Limits
from api.settings import Settings

#: Priority of long queries (see `nice`): they take what the short ones leave of the processors.
_NICE = 10
#: On a busy machine a query has not had the processor for all its time; it counts as a long one after so many times the patience.
_AT_MOST = 4
#: The engine takes and gives back thousands of small pieces of memory a query; kept at hand they cost a sixth of a lookup less.
#: What the C library of other systems does not know it leaves alone.
_MALLOC = {"GLIBC_TUNABLES": "glibc.malloc.mxfast=0:glibc.malloc.tcache_count=1000"}
#: What a socket holds of a result that is not taken yet.
_HELD = 1 << 18


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


@dataclass(eq=False)
class _Worker:
    process: asyncio.subprocess.Process
    channel: Channel
    store: str = ""
    """The store that it has opened; another one costs the time of opening."""

    @property
    def is_alive(self) -> bool:
        return self.process.returncode is None and not self.channel.is_lost

    @property
    def processor(self) -> float:
        """Seconds of processor that it has used; those that have passed where the system does not tell."""
        try:
            # The clock of a process by its number, as Linux has it (clock_getcpuclockid).
            return time.clock_gettime(~self.process.pid << 3 | 2)
        except OSError:
            return time.monotonic()

    def kill(self) -> None:
        """Kill the process. Nothing is awaited, for whoever calls may be cancelled already."""
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()


@dataclass(eq=False, slots=True)
class _Job:
    """One query at work."""

    client: str
    seconds: float
    worker: _Worker | None = None
    begun: float = 0.0
    used: float = 0.0
    """What its process had used of the processor before."""
    lane: str = "place"
    """`place` while it holds one of the queue's places, `long` in the other lane, `ended` after."""
    overdue: bool = False
    evicted: bool = False
    timer: asyncio.TimerHandle | None = None


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
        job = _Job(client, min(limits.seconds, self.limits.seconds))
        self._jobs.append(job)
        try:
            job.worker = worker = self._ready(request["store"]) or await self._next(request["store"])
            own = {"rows": limits.rows, "bytes": limits.bytes, "memory_mb": limits.memory_mb, "seconds": job.seconds}
            self._watch(job, worker)
            head = await worker.channel.ask(wire.request({**request, **own}))
        except Lost as error:
            self._end(job)
            raise self._lost(job, limits) from error
        except BaseException:
            self._end(job)
            raise
        if head.whole is not None:
            self._end(job)
            return Result(head.media_type, _once(head.whole), _nothing, head.whole)
        return Result(head.media_type, self._body(job, worker, limits), lambda: self._end(job))

    async def _wait(self, client: str) -> None:
        """Wait for a place; a query that has been long at work may be sent away for it. Raises QueryFailed."""
        self._make_room(client)
        try:
            await self.queue.acquire(client, self.settings.query_seconds)
        except Full as error:
            raise QueryFailed(503, "busy", str(error)) from error
        except TimeoutError as error:
            raise QueryFailed(503, "busy", "no query process became free in time; try again in a few seconds") from error

    # ---- time --------------------------------------------------------------------------------------------------
    def _watch(self, job: _Job, worker: _Worker) -> None:
        """Begin to count a query's time."""
        loop = asyncio.get_running_loop()
        job.begun, job.used = loop.time(), worker.processor
        job.timer = loop.call_later(min(self.settings.query_patience, job.seconds), self._look, job, worker)

    def _look(self, job: _Job, worker: _Worker) -> None:
        """Whether a query has come to its limit, or lost the pool's patience; and when to look again."""
        loop = asyncio.get_running_loop()
        passed = loop.time() - job.begun
        if passed >= job.seconds:
            told = f"the query was stopped after {job.seconds:g} s; make it more selective or add a LIMIT"
            worker.channel.fail(QueryFailed(504, "time", told))
            worker.kill()
            return
        again = job.seconds - passed
        if not job.overdue:
            patience = self.settings.query_patience
            left = min(patience - (worker.processor - job.used), _AT_MOST * patience - passed)
            if left <= 0 or worker.channel.is_paused:
                self._lose_patience(job, worker)
            else:
                again = min(again, max(left, patience / 8))
        job.timer = loop.call_later(again, self._look, job, worker)

    # ---- lanes -------------------------------------------------------------------------------------------------
    def _lose_patience(self, job: _Job, worker: _Worker) -> None:
        """A query has become a long one: it goes to the other lane, or waits to be sent away."""
        job.overdue = True
        if sum(other.lane == "long" for other in self._jobs) < self.settings.query_long:
            job.lane = "long"
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, worker.process.pid, _NICE)
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
        if job.timer is not None:
            job.timer.cancel()
        worker = job.worker
        if worker is not None:
            # One of low priority cannot be given back its old one, and is not used again.
            fit = worker.channel.is_finished and worker.is_alive and lane == "place" and not self._closed
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

    def _ready(self, store: str) -> _Worker | None:
        """An idle process, one that has the store open before others; None where there is none."""
        while self._idle:
            at = next((n for n, worker in enumerate(self._idle) if worker.store == store), -1)
            worker = self._idle.pop(at)
            if worker.is_alive:
                worker.store = store
                return worker
            self._background(_bury(worker))
        return None

    async def _next(self, store: str) -> _Worker:
        """The process that becomes idle next, or a new one."""
        while self._coming:
            await asyncio.wait(self._coming, return_when=asyncio.FIRST_COMPLETED)
            if worker := self._ready(store):
                return worker
        worker = await self._spawn()
        worker.store = store
        return worker

    async def _spawn(self) -> _Worker:
        here, there = socket.socketpair()
        with there:
            there.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _HELD)
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "api.worker", str(there.fileno()), str(self.settings.query_memory_mb),
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
                cwd=str(Path(__file__).parent.parent), pass_fds=(there.fileno(),), env=_environment(),
            )  # fmt: skip
        _, channel = await asyncio.get_running_loop().create_unix_connection(Channel, sock=here)
        worker = _Worker(process, channel)
        try:
            # It says when all is loaded: on a busy machine that alone may cost a query all patience.
            await channel.ready()
        except Lost:
            # Whoever asks it is told.
            return worker
        except BaseException:
            self._background(_bury(worker))
            raise
        return worker

    def _lost(self, job: _Job, limits: Limits) -> QueryFailed:
        if job.evicted:
            return QueryFailed(503, "busy", "the query took long, and its place was given to others; try again when fewer ask")
        most = min(limits.memory_mb, self.settings.query_memory_mb)
        return QueryFailed(507, "memory", f"the query needed more than {most} MiB and was stopped; make it more selective")

    async def _body(self, job: _Job, worker: _Worker, limits: Limits) -> AsyncIterator[bytes]:
        """The pieces of a result. A query that breaks off here breaks the connection: the status is out already."""
        try:
            async for piece in worker.channel.pieces():
                yield piece
        except Lost as error:
            raise self._lost(job, limits) from error
        finally:
            self._end(job)


def _environment() -> dict[str, str]:
    """The environment of a query process: without our settings, a token among them."""
    return _MALLOC | {name: value for name, value in os.environ.items() if not name.startswith("MANDATES_")}


async def _bury(worker: _Worker) -> None:
    """Kill a process and wait for its end."""
    worker.kill()
    worker.channel.close()
    await worker.process.wait()


async def _once(whole: bytes) -> AsyncIterator[bytes]:
    yield whole


def _nothing() -> None:
    """What is left to close of a result that is whole."""
