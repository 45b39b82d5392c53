"""What holds for every answer: HEAD wherever there is GET, open to other origins (CORS), compressed where that is asked for."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import Protocol

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
_CODINGS = tuple(_CODERS)


class Envelope:
    """Middleware around an application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        accepted, is_preflight = "", False
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accepted = value.decode("latin-1")
            elif name == b"access-control-request-method":
                is_preflight = scope["method"] == "OPTIONS"
        if is_preflight:
            await send({"type": "http.response.start", "status": 204, "headers": list(_PREFLIGHT)})
            await send({"type": "http.response.body", "body": b""})
            return
        head = scope["method"] == "HEAD"
        if head:
            scope = {**scope, "method": "GET"}
        coding = negotiation.coding(accepted, _CODINGS)
        await self.app(scope, receive, _Sender(send, coding, head))


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
        headers: list[tuple[bytes, bytes]] = list(start.get("headers", ()))
        told = dict(headers)
        if b"access-control-allow-origin" not in told:
            headers.append((b"access-control-allow-origin", b"*"))
        headers.append((b"access-control-expose-headers", _EXPOSED))
        status = start["status"]
        if status == 304 or (status not in (204, 206) and _is_text(told.get(b"content-type", b""))):
            vary = told.get(b"vary", b"")
            if b"accept-encoding" not in vary.lower():
                headers = [header for header in headers if header[0] != b"vary"]
                headers.append((b"vary", (vary + b", " if vary else b"") + b"Accept-Encoding"))
            if self._coding and (more or size >= _LEAST) and b"content-encoding" not in told:
                self._coder = _CODERS[self._coding]()
                headers = _recoded(headers, self._coding)
        return {"type": "http.response.start", "status": status, "headers": headers}


@lru_cache(256)
def _is_text(media_type: bytes) -> bool:
    return _TEXT.match(media_type.decode("latin-1")) is not None


def _recoded(headers: list[tuple[bytes, bytes]], coding: str) -> list[tuple[bytes, bytes]]:
    """The headers of an answer in a content coding: another tag, and a length that is not known yet."""
    changed = [(b"content-encoding", coding.encode())]
    for name, value in headers:
        if name == b"etag":
            changed.append((name, conditional.coded(value.decode("latin-1"), coding).encode("latin-1")))
        elif name != b"content-length":
            changed.append((name, value))
    return changed
