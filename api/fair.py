"""A bounded queue for a few places, fair among clients: whoever has least goes first, and nobody takes all of them."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable

#: For how long after its last request a client counts as one of several, in seconds.
_RECENT = 5.0


class Full(Exception):
    """No more may wait; the message says for whom."""


class FairQueue:
    """`places` at once; at most `waiting` wait, and of one client at most `each`.

    While several clients ask, one place is kept from each of them for the others: a client that fills the places with long
    work cannot keep the next one out.
    """

    def __init__(self, places: int, waiting: int, each: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.places, self.waiting, self.each = places, waiting, each
        self.running: Counter[str] = Counter()
        self._taken = 0
        self._clock = clock
        self._queues: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._seen: dict[str, float] = {}

    def length(self) -> int:
        """How many wait."""
        return sum(map(len, self._queues.values()))

    def clients(self) -> set[str]:
        """Who waits."""
        return set(self._queues)

    def at_once(self, client: str) -> bool:
        """Take a place if there is one for the client just now; whether there was."""
        self._seen[client] = self._clock()
        if self._queues or not self._may(client):
            return False
        self._take(client)
        return True

    async def acquire(self, client: str, seconds: float = 60) -> None:
        """Wait for a place. Raises Full at once where no more may wait, TimeoutError where none came free in time."""
        if self.at_once(client):
            return
        own = self._queues.get(client)
        if own is not None and len(own) >= self.each:
            raise Full("too many of your queries are waiting; wait for their answers, or try again in a few seconds")
        if self.length() >= self.waiting:
            raise Full("too many queries are waiting; try again in a few seconds")
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        self._queues.setdefault(client, deque()).append(turn)
        self._give()
        timer = loop.call_later(seconds, _late, turn)
        try:
            await turn
        except TimeoutError:
            self._drop(client, turn)
            raise
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.release(client)
            else:
                self._drop(client, turn)
            raise
        finally:
            timer.cancel()

    def release(self, client: str) -> None:
        self.running[client] -= 1
        self._taken -= 1
        if self.running[client] <= 0:
            del self.running[client]
        self._give()

    def _drop(self, client: str, turn: asyncio.Future[None]) -> None:
        queue = self._queues.get(client)
        if queue is not None and turn in queue:
            queue.remove(turn)
            if not queue:
                del self._queues[client]

    def _may(self, client: str) -> bool:
        if self._taken >= self.places:
            return False
        if self.places == 1 or self.running[client] < self.places - 1:
            return True
        now = self._clock()
        self._seen = {other: at for other, at in self._seen.items() if now - at < _RECENT or other in self.running}
        return not (self._seen.keys() - {client})

    def _take(self, client: str) -> None:
        self.running[client] += 1
        self._taken += 1

    def _give(self) -> None:
        """Give free places to those who wait: the client with least running first, then by turns."""
        while self._queues:
            able = [client for client in self._queues if self._may(client)]
            if not able:
                return
            client = min(able, key=lambda c: self.running[c])
            queue = self._queues[client]
            turn = queue.popleft()
            if queue:
                self._queues.move_to_end(client)
            else:
                del self._queues[client]
            if not turn.done():
                self._take(client)
                turn.set_result(None)


def _late(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_exception(TimeoutError())
