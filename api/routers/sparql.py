"""`/sparql`: the SPARQL 1.1 Protocol for queries."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api import negotiation, problem
from api.formats import GRAPHS, RESULTS, SHORT
from api.live import Live
from api.workers import Pool, QueryFailed, Result
from graph.generations import NoGeneration

router = APIRouter()
_FORM = "application/x-www-form-urlencoded"
_BODY = "application/sparql-query"


class BadRequest(Exception):
    """The request does not follow the protocol; the message says how."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


@router.get("/sparql", summary="SPARQL 1.1 query")
async def get(request: Request) -> Response:
    return await _answer(request, request.url.query, None)


@router.post("/sparql", summary="SPARQL 1.1 query")
async def post(request: Request) -> Response:
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    limit = request.app.state.settings.query_length * 4
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            return problem.problem(413, f"the request is longer than {limit} bytes")
    if media == _FORM:
        return await _answer(request, body.decode("utf-8", "replace"), None)
    if media == _BODY:
        return await _answer(request, request.url.query, body.decode("utf-8", "replace"))
    return problem.problem(415, f"a query is posted as {_FORM} or {_BODY}, not as {media or 'nothing'}")


async def _answer(request: Request, pairs: str, query: str | None) -> Response:
    try:
        asked = _request(request, pairs, query)
    except BadRequest as error:
        return problem.problem(error.status, error.detail)
    live: Live = request.app.state.live
    pool: Pool = request.app.state.pool
    try:
        asked["store"] = str(live.view().generation.store_path)
        result = await pool.run(asked)
    except NoGeneration as error:
        return problem.problem(503, str(error), headers={"Retry-After": "30"})
    except QueryFailed as error:
        return problem.of_query(error, asked["query"])
    kind = result.media_type
    text = kind.startswith("text/") or kind == "application/n-triples"
    headers = {
        "Content-Type": f"{kind}; charset=utf-8" if text else kind,
        "Vary": "Accept",
        "Access-Control-Allow-Origin": "*",
    }
    return _Streamed(result, headers)


class _Streamed(StreamingResponse):
    """A result on its way. Its process is set free however it ends, even where the reader went away before the first byte."""

    def __init__(self, result: Result, headers: dict[str, str]) -> None:
        super().__init__(result.body, 200, headers=headers)
        self.result = result

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.result.close()


def _request(request: Request, pairs: str, query: str | None) -> dict[str, Any]:
    """The protocol's parameters as a request for a worker. Raises BadRequest."""
    found: dict[str, list[str]] = {}
    for name, text in parse_qsl(pairs, keep_blank_values=True):
        found.setdefault(name, []).append(text)
    queries = found.get("query", []) if query is None else [query]
    if "update" in found:
        raise BadRequest(400, "updates are not allowed: this endpoint only answers queries")
    if len(queries) != 1:
        raise BadRequest(400, "exactly one query is wanted, in the parameter `query` or as the body")
    longest = request.app.state.settings.query_length
    if len(queries[0]) > longest:
        raise BadRequest(413, f"the query is longer than {longest} characters")
    accept = request.headers.get("accept")
    if name := (found.get("format") or found.get("output") or [""])[0]:
        accept = SHORT.get(name, name)
        if name in ("xml", "json"):
            # One short name for both kinds of results.
            accept += ", application/rdf+xml" if name == "xml" else ", application/ld+json"
    return {
        "query": queries[0],
        "default_graphs": found.get("default-graph-uri", []),
        "named_graphs": found.get("named-graph-uri", []),
        "results": negotiation.ordered(accept, tuple(RESULTS)),
        "graphs": negotiation.ordered(accept, tuple(GRAPHS)),
    }
