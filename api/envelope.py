"""What holds for every answer: HEAD wherever there is GET, open to other origins (CORS), compressed where that is asked for."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any, Protocol

import brotli
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import conditional, negotiation

#: Smaller answers are not worth it.
_LEAST = 1000
_TEXT = re.compile(r"text/|application/(?:[\w.-]+\+)?(?:json|xml|javascript|n-triples|n-quads|trig)\b|image/svg")
_EXPOSED = b"Content-Encoding, ETag, Link, Location, Memento-Datetime, Query-Limits, Retry-After"
_PREFLIGHT = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Accept-Datetime, Accept-Language, Authorization, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
    (b"vary", b"Access-Control-Request-Headers"),
)


class Coder(Protocol):
    """A content coding at work."""

    def add(self, data: bytes) -> bytes: ...

    def end(self) -> bytes: ...


class Gzip:
    """The coding `gzip`."""

    def __init__(self) -> None:
        self._engine = zlib.compressobj(5, zlib.DEFLATED, 31)

    def add(self, data: bytes) -> bytes:
        # Flushed with every piece: what streams must arrive as it comes.
        return self._engine.compress(data) + self._engine.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._engine.flush()


class Brotli:
    """The coding `br`."""

    def __init__(self) -> None:
        self._engine = brotli.Compressor(quality=4)

    def add(self, data: bytes) -> bytes:
        return bytes(self._engine.process(data) + self._engine.flush())

    def end(self) -> bytes:
        return bytes(self._engine.finish())


#: In the server's order of preference.
_CODERS: dict[str, type[Gzip] | type[Brotli]] = {"br": Brotli, "gzip": Gzip}


class Envelope:
    """Middleware around the whole application. Requests for the paths of `direct` go past the framework."""

    def __init__(self, app: ASGIApp, direct: Mapping[str, ASGIApp] | None = None) -> None:
        self.app, self.direct = app, dict(direct or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = {name: value for name, value in scope["headers"] if name in _WANTED}
        if scope["method"] == "OPTIONS" and b"access-control-request-method" in asked:
            await send({"type": "http.response.start", "status": 204, "headers": list(_PREFLIGHT)})
            await send({"type": "http.response.body", "body": b""})
            return
        head = scope["method"] == "HEAD"
        if head:
            scope = {**scope, "method": "GET"}
        coding = negotiation.coding(asked.get(b"accept-encoding", b"").decode("latin-1"), tuple(_CODERS))
        path: str = scope["path"]
        app = self.direct.get(path.removeprefix(scope.get("root_path", "")), self.app) if self.direct else self.app
        await app(scope, receive, _Sender(send, coding, head))


_WANTED = {b"accept-encoding", b"access-control-request-method"}


class _Sender:
    """Sends one answer on: headers added, body coded or left out."""

    def __init__(self, send: Send, coding: str, head: bool) -> None:
        self._send, self._coding, self._head = send, coding, head
        self._start: Message | None = None
        self._coder: Coder | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        body: bytes = message.get("body", b"")
        more: bool = message.get("more_body", False)
        if self._start is not None:
            start, self._start = self._start, None
            await self._send(self._begun(start, len(body), more))
        if self._head:
            if not more:
                await self._send({"type": "http.response.body", "body": b""})
            return
        if self._coder is not None:
            body = self._coder.add(body) + (b"" if more else self._coder.end())
            if more and not body:
                return
        await self._send({"type": "http.response.body", "body": body, "more_body": more})

    def _begun(self, start: Message, size: int, more: bool) -> Message:
        headers = [(name.lower(), value) for name, value in start.get("headers", [])]
        told = dict(headers)
        if b"access-control-allow-origin" not in told:
            headers.append((b"access-control-allow-origin", b"*"))
        headers.append((b"access-control-expose-headers", _EXPOSED))
        kind = told.get(b"content-type", b"").decode("latin-1")
        if start["status"] == 304 or (start["status"] not in (204, 206) and _TEXT.match(kind)):
            headers = _varied(headers)
            if self._coding and (more or size >= _LEAST) and b"content-encoding" not in told:
                self._coder = _CODERS[self._coding]()
                headers = _recoded(headers, self._coding)
        return {**start, "headers": headers}


def _varied(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers with Accept-Encoding in Vary."""
    vary = next((value for name, value in headers if name == b"vary"), b"")
    if b"accept-encoding" in vary.lower():
        return headers
    rest: list[Any] = [(name, value) for name, value in headers if name != b"vary"]
    return [*rest, (b"vary", (vary + b", " if vary else b"") + b"Accept-Encoding")]


def _recoded(headers: list[tuple[bytes, bytes]], coding: str) -> list[tuple[bytes, bytes]]:
    """The headers of an answer in a content coding: another tag, and a length that is not known yet."""
    changed = [(b"content-encoding", coding.encode())]
    for name, value in headers:
        if name == b"etag":
            changed.append((name, conditional.coded(value.decode("latin-1"), coding).encode("latin-1")))
        elif name != b"content-length":
            changed.append((name, value))
    return changed
