"""What every answer has: HEAD, CORS, content codings and tags that tell them apart."""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import brotli
import httpx
import pytest

from api.cache import LARGEST, Cache, Kept
from api.conditional import coded, etag, matched
from api.negotiation import coding

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
ROWS = {"query": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 300"}


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, ""),
        ("", ""),
        ("gzip", "gzip"),
        ("gzip, br", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*;q=0", ""),
        ("identity, gzip;q=0.5", ""),
        ("identity;q=0.1, gzip;q=0.5", "gzip"),
        ("deflate, compress", ""),
        ("GZIP ; q=0.3", "gzip"),
        ("gzip;q=high", ""),
    ],
)
def test_which_coding(header: str | None, chosen: str) -> None:
    assert coding(header, ("br", "gzip")) == chosen


async def raw(client: httpx.AsyncClient, params: dict[str, str], **headers: str) -> tuple[httpx.Response, bytes]:
    async with client.stream("GET", "/sparql", params=params, headers=headers) as response:
        return response, b"".join([piece async for piece in response.aiter_raw()])


@pytest.mark.anyio
@pytest.mark.parametrize("query", [ROWS, {"query": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 6000"}], ids=["short", "streamed"])
async def test_codings(query: dict[str, str], client: httpx.AsyncClient) -> None:
    plain, body = await raw(client, query, **{"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept, Accept-Encoding"
    assert len(json.loads(body)["results"]["bindings"]) == int(query["query"].split()[-1])
    for name, decode in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        response, packed = await raw(client, query, **{"accept-encoding": name})
        assert response.headers["content-encoding"] == name
        assert decode(packed) == body
        assert len(packed) < len(body) / 3
        assert response.headers["etag"] == f'{plain.headers["etag"][:-1]}-{name}"'
        # The tag of either form is good for the other: what it names is the same.
        again, nothing = await raw(client, query, **{"accept-encoding": name, "if-none-match": response.headers["etag"]})
        assert (again.status_code, nothing) == (304, b"")
        assert again.headers["etag"] == response.headers["etag"]
        assert again.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.anyio
async def test_small_answers_are_left_as_they_are(client: httpx.AsyncClient) -> None:
    response, body = await raw(client, {"query": "ASK {}"}, **{"accept-encoding": "gzip"})
    assert "content-encoding" not in response.headers
    assert body == b'{"head":{},"boolean":true}'


@pytest.mark.anyio
async def test_other_origins_may_ask(client: httpx.AsyncClient) -> None:
    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    for address in ("/sparql", "/id/body/emg", "/health"):
        response = await client.options(address, headers=asked)
        assert response.status_code == 204
        assert response.headers["access-control-allow-origin"] == "*"
        assert "POST" in response.headers["access-control-allow-methods"]
        assert "Content-Type" in response.headers["access-control-allow-headers"]
    response = await client.get("/sparql", params={"query": "SELEKT"}, headers={"origin": "https://example.org"})
    assert response.headers["access-control-allow-origin"] == "*", "a page must be able to show what is wrong"
    assert "Query-Limits" in response.headers["access-control-expose-headers"]


# ---- tags and kept answers ----------------------------------------------------------------------------------------------
def test_tags() -> None:
    tag = etag("000001-abcd", "/x", "text/turtle")
    assert tag == etag("000001-abcd", "/x", "text/turtle")
    assert len({tag, etag("000002-abcd", "/x", "text/turtle"), etag("000001-abcd", "/y", "text/turtle")}) == 3
    assert matched(tag, tag) == tag
    assert matched(f'W/"x", {coded(tag, "gzip")}', tag) == coded(tag, "gzip")
    assert matched("*", tag) == tag
    assert matched('"x"', tag) == matched(None, tag) == matched("", tag) == ""
    assert coded('W/"x"', "br") == 'W/"x"'


@pytest.mark.anyio
async def test_an_answer_has_a_tag_only_where_it_stays_the_same(client: httpx.AsyncClient) -> None:
    response = await client.get("/sparql", params=ROWS)
    assert response.headers["etag"].startswith('"000001-')
    assert response.headers["cache-control"] == "public, max-age=0, must-revalidate"
    xml = await client.get("/sparql", params=ROWS, headers={"accept": "application/sparql-results+xml"})
    assert xml.headers["etag"] != response.headers["etag"]
    for query in ("SELECT (NOW() AS ?x) {}", "SELECT (struuid # x\n () AS ?x) {}", "SELECT (RAND() AS ?x) {}"):
        fickle = await client.get("/sparql", params={"query": query})
        assert "etag" not in fickle.headers
        assert fickle.headers["cache-control"] == "no-store"
        again = await client.get("/sparql", params={"query": query})
        assert again.json() != fickle.json()
    # Words that only look alike.
    assert "etag" in (await client.get("/sparql", params={"query": "SELECT ?now { ?now mg:brand ?rand }"})).headers


@pytest.mark.anyio
async def test_the_same_question_is_answered_once(server: Server) -> None:
    async with server(query_workers=1) as client:
        first = await client.get("/sparql", params=ROWS)
        app = client.app
        await app.state.pool.close()
        app.state.pool.run = None
        again = await client.get("/sparql", params=ROWS)
        assert again.content == first.content
        assert {k: v for k, v in again.headers.items() if k != "date"} == {k: v for k, v in first.headers.items() if k != "date"}
        assert (await client.get("/sparql", params={"query": "ASK { }"})).status_code == 500, "nobody is there to answer another"


def test_the_cache_is_bounded() -> None:
    cache = Cache(4000)
    for n in range(10):
        cache.put(n, Kept(b"x" * 500, ()))
    assert [n for n in range(10) if cache.get(n)] == [8, 9]
    assert cache.size <= 4000
    cache.get(8)
    cache.put(10, Kept(b"x" * 500, ()))
    assert cache.get(8) is not None, "what was used last stays"
    assert cache.get(9) is None
    cache.put(11, Kept(b"x" * (LARGEST + 1), ()))
    assert cache.get(11) is None


@pytest.mark.anyio
async def test_slow_queries_are_told(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    async with server(query_workers=1, slow_seconds=0.2, query_seconds=0.5, query_memory_mb=4096) as client:
        await client.get("/sparql", params={"query": "ASK {}"})
        with caplog.at_level(logging.WARNING, "mandates.slow"):
            await client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f LIMIT 1"})
    [told] = [json.loads(r.message) for r in caplog.records if r.name == "mandates.slow" and "?a ?b ?c" in r.message]
    assert told["seconds"] >= 0.4
    assert told["outcome"] == "504"
    assert told["generation"] == "000001"
    assert told["query"].startswith("SELECT * { ?a ?b ?c")
    assert told["client"] == "127.0.0.1"
