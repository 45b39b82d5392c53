"""`/sparql`: the SPARQL 1.1 Protocol for queries."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections.abc import Callable, Mapping

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from starlette.routing import NoMatchFound
from starlette.types import Receive, Scope, Send

from api import conditional, negotiation, problem, protocol, service, updates
from api.cache import LARGEST, Cache, Kept
from api.channel import QueryFailed
from api.live import Live, View
from api.protocol import Asked, BadRequest, Update
from api.settings import Settings
from api.updates import NotAllowed
from api.workers import Pool, Result
from graph.generations import DataFolderBusy, NoGeneration
from graph.guard import ForbiddenQuery

#: Functions whose answer is another one each time; what calls them is neither kept nor given a tag.
_FICKLE = re.compile(r"(?<![\w?$:])(?:NOW|RAND|(?:STR)?UUID|BNODE)(?:\s|#[^\n\r]*)*\(", re.IGNORECASE)
_slow = logging.getLogger("mandates.slow")


class Sparql:
    """The endpoint as an application of its own: on the way of every query the framework would cost more than the lookup."""

    def __init__(self, app: FastAPI, settings: Settings, live: Live, pool: Pool) -> None:
        self.app, self.settings, self.live, self.pool = app, settings, live, pool
        self.cache = Cache(settings.cache_mb << 20)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("app", self.app)
        response = await self._respond(scope, receive)
        await response(scope, receive, send)

    async def _respond(self, scope: Scope, receive: Receive) -> Response:
        media, body = None, b""
        if scope["method"] == "POST":
            request = Request(scope, receive)
            media = request.headers.get("content-type", "")
            longest = self.settings.query_length * 4
            async for chunk in request.stream():
                body += chunk
                if len(body) > longest:
                    return problem.problem(413, f"the request is longer than {longest} bytes")
        elif scope["method"] != "GET":
            told = f"{scope['method']} is not known here; a query comes by GET or POST"
            return problem.problem(405, told, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
        try:
            view = self.live.view()
        except NoGeneration as error:
            return problem.problem(503, str(error), headers={"Retry-After": "30"})
        accept, known = _asked(scope)
        key = (view.tag, scope["query_string"], media, body, accept)
        kept = self.cache.get(key)
        if kept is not None:
            return _Kept(kept, known)
        try:
            asked = protocol.read(scope["query_string"], media, body, accept, self.pool.limits, self.settings.query_length)
        except BadRequest as error:
            return problem.problem(error.status, error.detail)
        except Update as update:
            return await self._changed(Request(scope), update.text)
        if asked is None:
            return await _description(Request(scope), view, self.pool)
        tag = conditional.etag(view.tag, scope["query_string"].decode("latin-1"), accept or "") if media is None else ""
        return await self._evaluated(scope, view, asked, key, tag, known)

    async def _changed(self, request: Request, text: str) -> Response:
        """Make an update: 204 with the new generation, or why not."""
        try:
            updates.allow(self.settings.update_token, request.headers.get("authorization"))
            made = await run_in_threadpool(updates.perform, self.live.data, text)
        except NotAllowed as error:
            headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
            return problem.problem(error.status, error.detail, headers=headers)
        except (SyntaxError, ForbiddenQuery) as error:
            kind = "syntax" if isinstance(error, SyntaxError) else "forbidden"
            return problem.of_query(QueryFailed(400, kind, str(error)), text)
        except DataFolderBusy as error:
            return problem.problem(503, str(error), headers={"Retry-After": "10"})
        return Response(status_code=204, headers={"Generation": made.name})

    async def ask(self, request: Request, query: str, parameters: Mapping[str, str]) -> Response:
        """The answer to a query of the server's own, such as one of the library, with the request's format and limits.

        Raises NoGeneration.
        """
        view, (accept, known) = self.live.view(), _asked(request.scope)
        found = {name: [value] for name, value in parameters.items()}
        try:
            asked = protocol.compose(query, found, accept, self.pool.limits, self.settings.query_length)
        except BadRequest as error:
            return problem.problem(error.status, error.detail)
        key = (view.tag, query, repr(sorted(found.items())), accept)
        kept = self.cache.get(key)
        if kept is not None:
            return _Kept(kept, known)
        return await self._evaluated(request.scope, view, asked, key, conditional.etag(view.tag, repr(key)), known)

    async def _evaluated(
        self, scope: Scope, view: View, asked: Asked, key: tuple[object, ...], tag: str, known: str | None
    ) -> Response:
        """Evaluate; the answer is kept under the key, and has the tag where there is one. `known` are the tags that are known."""
        fickle = "(" in asked.query and bool(_FICKLE.search(asked.query))
        headers = [(b"vary", b"Accept"), (b"query-limits", asked.limits.header().encode())]
        if tag and not fickle:
            same = conditional.matched(known, tag)
            headers += [(b"cache-control", conditional.CACHE.encode()), (b"etag", (same or tag).encode("latin-1"))]
            if same:
                return _Ready(304, headers, b"")
        else:
            headers.append((b"cache-control", b"no-store"))
        client = scope["client"][0] if scope.get("client") else ""
        begun = time.monotonic()
        try:
            result = await self.pool.run(asked.to_worker(view.store_path, view.base), asked.limits, client)
        except QueryFailed as error:
            self._slow(begun, asked, client, view, str(error.status))
            return problem.of_query(error, asked.query)
        headers.append((b"content-type", _typed(result.media_type).encode()))
        whole = result.whole
        if whole is None:
            return _Streamed(result, headers, lambda: self._slow(begun, asked, client, view, "streamed"))
        self._slow(begun, asked, client, view, "200")
        headers.append((b"content-length", str(len(whole)).encode()))
        if len(whole) <= LARGEST and not fickle:
            self.cache.put(key, Kept(whole, tuple(headers)))
        return _Ready(200, headers, whole)

    def _slow(self, begun: float, asked: Asked, client: str, view: View, outcome: str) -> None:
        """A line of JSON in the log for a query that took long."""
        seconds = time.monotonic() - begun
        if seconds >= self.settings.slow_seconds:
            told = {
                "seconds": round(seconds, 3),
                "outcome": outcome,
                "client": client,
                "generation": view.generation.name,
                "limits": asked.limits.header(),
                "query": asked.query[:4000],
            }
            _slow.warning(json.dumps(told, ensure_ascii=False))


def _asked(scope: Scope) -> tuple[str | None, str | None]:
    """The headers Accept and If-None-Match of a request."""
    accept = known = None
    for name, value in scope["headers"]:
        if name == b"accept":
            # Several lines of a list are one list (RFC 9110, section 5.3).
            accept = value.decode("latin-1") if accept is None else f"{accept}, {value.decode('latin-1')}"
        elif name == b"if-none-match":
            known = value.decode("latin-1") if known is None else f"{known}, {value.decode('latin-1')}"
    return accept, known


def _typed(media: str) -> str:
    """The media type as Content-Type says it: what is plain text without it would be read as Latin-1."""
    return f"{media}; charset=utf-8" if media.startswith("text/") or media == "application/n-triples" else media


async def _description(request: Request, view: View, pool: Pool) -> Response:
    """What a GET without a query gets: the service description, or a reader's page where there is one."""
    accept = request.headers.get("accept")
    offers = negotiation.ordered(accept, (*service.FORMATS, "text/html"))
    if offers and offers[0] == "text/html":
        try:
            address = request.app.url_path_for("editor")
        except NoMatchFound:
            offers = [offer for offer in offers if offer != "text/html"]
        else:
            return RedirectResponse(f"{request.scope.get('root_path', '')}{address}", 303, headers={"Vary": "Accept"})
    media = offers[0] if offers else next(iter(service.FORMATS))
    endpoint = str(request.url.replace(query="", fragment=""))
    tag = conditional.etag(view.tag, endpoint, media)
    headers = {"Vary": "Accept", "ETag": tag, "Cache-Control": conditional.CACHE, "Query-Limits": pool.limits.header()}
    if same := conditional.matched(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers={**headers, "ETag": same})
    body = await run_in_threadpool(service.serialized, view, endpoint, pool.limits, media)
    return Response(body, headers={**headers, "Content-Type": _typed(media)})


class _Ready(Response):
    """A response whose headers are as they go out."""

    def __init__(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        self.status_code, self.raw_headers, self.body, self.background = status, headers, body, None


class _Kept(_Ready):
    """An answer that was kept; 304 where the client has it already."""

    def __init__(self, kept: Kept, known: str | None) -> None:
        super().__init__(200, list(kept.headers), kept.body)
        tag = next((value.decode("latin-1") for name, value in kept.headers if name == b"etag"), "") if known else ""
        if tag and (same := conditional.matched(known, tag)):
            headers = [(name, same.encode("latin-1") if name == b"etag" else value) for name, value in kept.headers]
            super().__init__(304, [header for header in headers if header[0] != b"content-length"], b"")


class _Streamed(_Ready):
    """A result on its way. Its process is set free however it ends, even where the reader goes away in the middle."""

    def __init__(self, result: Result, headers: list[tuple[bytes, bytes]], ended: Callable[[], None]) -> None:
        super().__init__(200, headers, b"")
        self.result, self.ended = result, ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sending = asyncio.ensure_future(self._send(send))
        watching = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait((sending, watching), return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            for task in (sending, watching):
                task.cancel()
            self.result.close()
            self.ended()

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for piece in self.result.body:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    """Wait until the reader has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass
