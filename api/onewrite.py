"""Head and body of an answer in one write: the server under the application writes them one after the other.

Each write is a packet, and wakes whoever waits for the answer: a reader of a short answer would be woken twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class OneWrite(HttpToolsProtocol):
    """uvicorn's protocol, to be given as its setting `http`."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(Joined(cast(asyncio.Transport, transport), asyncio.get_running_loop().call_soon))


class Joined(asyncio.Transport):
    """A transport that holds a write until the next one, but not for longer than the event loop takes to come round."""

    def __init__(self, inner: asyncio.Transport, soon: Callable[[Callable[[], None]], object]) -> None:
        super().__init__()
        self._inner, self._soon = inner, soon
        self._held: bytes | bytearray | memoryview = b""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if self._held:
            held, self._held = self._held, b""
            self._inner.writelines((held, data))
        elif data:
            self._held = data
            self._soon(self._flush)

    def _flush(self) -> None:
        if self._held:
            held, self._held = self._held, b""
            self._inner.write(held)

    def close(self) -> None:
        self._flush()
        self._inner.close()

    def abort(self) -> None:
        self._inner.abort()

    def is_closing(self) -> bool:
        return self._inner.is_closing()

    def pause_reading(self) -> None:
        self._inner.pause_reading()

    def resume_reading(self) -> None:
        self._inner.resume_reading()

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self._inner.set_protocol(protocol)

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._inner.get_extra_info(name, default)
