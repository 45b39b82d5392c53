"""`/sparql`: the SPARQL 1.1 Protocol for queries."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Mapping

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import NoMatchFound
from starlette.types import Receive, Scope, Send

from api import conditional, negotiation, problem, protocol, service, updates
from api.cache import LARGEST, Cache, Kept
from api.live import Live, View
from api.protocol import Asked, BadRequest, Update
from api.settings import Settings
from api.updates import NotAllowed
from api.workers import Pool, QueryFailed, Result
from graph.generations import DataFolderBusy, NoGeneration
from graph.guard import ForbiddenQuery

#: Functions whose answer is another one each time; what calls them is neither kept nor given a tag.
_FICKLE = re.compile(r"(?<![\w?$:])(?:NOW|RAND|(?:STR)?UUID|BNODE)(?:\s|#[^\n\r]*)*\(", re.IGNORECASE)
_slow = logging.getLogger("mandates.slow")


class Sparql:
    """The endpoint as an application of its own: on the way of every query the framework would cost more than the lookup."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.cache = Cache(settings.cache_mb << 20)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("app", self.app)
        response = await self._respond(Request(scope, receive))
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method not in ("GET", "POST"):
            told = f"{request.method} is not known here; a query comes by GET or POST"
            return problem.problem(405, told, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
        media, body = None, b""
        if request.method == "POST":
            media = request.headers.get("content-type", "")
            longest = self.settings.query_length * 4
            async for chunk in request.stream():
                body += chunk
                if len(body) > longest:
                    return problem.problem(413, f"the request is longer than {longest} bytes")
        live: Live = self.app.state.live
        try:
            view = live.view()
        except NoGeneration as error:
            return problem.problem(503, str(error), headers={"Retry-After": "30"})
        accept = request.headers.get("accept")
        key = (view.tag, request.scope["query_string"], media, body, accept)
        kept = self.cache.get(key)
        if kept is not None:
            return _from(kept, request.headers.get("if-none-match"))
        return await self._fresh(request, view, media, body, accept, key)

    async def _fresh(
        self, request: Request, view: View, media: str | None, body: bytes, accept: str | None, key: tuple[object, ...]
    ) -> Response:
        pool: Pool = self.app.state.pool
        try:
            asked = protocol.read(request.url.query, media, body, accept, pool.limits, self.settings.query_length)
        except BadRequest as error:
            return problem.problem(error.status, error.detail)
        except Update as update:
            return await self._changed(request, update.text)
        if asked is None:
            return await _description(request, view, pool)
        return await self._evaluated(request, view, asked, key, tagged=media is None)

    async def _changed(self, request: Request, text: str) -> Response:
        """Make an update: 204 with the new generation, or why not."""
        live: Live = self.app.state.live
        try:
            updates.allow(self.settings.update_token, request.headers.get("authorization"))
            made = await run_in_threadpool(updates.perform, live.data, text)
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
        pool: Pool = self.app.state.pool
        live: Live = self.app.state.live
        view, accept = live.view(), request.headers.get("accept")
        found = {name: [value] for name, value in parameters.items()}
        try:
            asked = protocol.compose(query, found, accept, pool.limits, self.settings.query_length)
        except BadRequest as error:
            return problem.problem(error.status, error.detail)
        key = (view.tag, query, repr(sorted(found.items())), accept)
        kept = self.cache.get(key)
        if kept is not None:
            return _from(kept, request.headers.get("if-none-match"))
        return await self._evaluated(request, view, asked, key, tagged=True)

    async def _evaluated(self, request: Request, view: View, asked: Asked, key: tuple[object, ...], *, tagged: bool) -> Response:
        """Evaluate; the answer is kept under the key. An answer to a GET is `tagged`."""
        pool: Pool = self.app.state.pool
        fickle = bool(_FICKLE.search(asked.query))
        tag = conditional.etag(view.tag, repr(key)) if tagged and not fickle else ""
        headers = {"Vary": "Accept", "Query-Limits": asked.limits.header(), "Cache-Control": "no-store"}
        if tag:
            headers |= {"ETag": tag, "Cache-Control": conditional.CACHE}
            if same := conditional.matched(request.headers.get("if-none-match"), tag):
                return Response(status_code=304, headers={**headers, "ETag": same})
        client = request.client.host if request.client else ""
        begun = time.monotonic()
        try:
            result = await pool.run(asked.to_worker(str(view.generation.store_path), view.base), asked.limits, client)
        except QueryFailed as error:
            self._slow(begun, asked, client, view, str(error.status))
            return problem.of_query(error, asked.query)
        headers["Content-Type"] = _typed(result.media_type)
        if result.whole is None:
            return _Streamed(result, headers, lambda: self._slow(begun, asked, client, view, "streamed"))
        self._slow(begun, asked, client, view, "200")
        response = Response(result.whole, headers=headers)
        if len(result.whole) <= LARGEST and not fickle:
            self.cache.put(key, Kept(result.whole, tuple(response.raw_headers)))
        return response

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


def _from(kept: Kept, if_none_match: str | None) -> Response:
    """An answer that was kept; 304 where the client has it already."""
    tag = next((value.decode("latin-1") for name, value in kept.headers if name == b"etag"), "")
    same = conditional.matched(if_none_match, tag) if tag else ""
    response = Response(b"" if same else kept.body, 304 if same else 200)
    response.raw_headers = [(name, same.encode("latin-1") if same and name == b"etag" else value) for name, value in kept.headers
                            if not (same and name == b"content-length")]  # fmt: skip
    return response


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


class _Streamed(StreamingResponse):
    """A result on its way. Its process is set free however it ends, even where the reader went away before the first byte."""

    def __init__(self, result: Result, headers: dict[str, str], ended: Callable[[], None]) -> None:
        super().__init__(result.body, 200, headers=headers)
        self.result, self.ended = result, ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.result.close()
            self.ended()
