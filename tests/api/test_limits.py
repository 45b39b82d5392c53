"""Limits: a client may lower them and never raise them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import httpx
import pytest

from api.limits import Limits
from api.settings import Settings

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
OWN = Limits(20.0, 512, 1_000_000, 256 << 20)


def test_those_of_the_settings() -> None:
    assert Limits.of(Settings()) == OWN
    assert OWN.header() == "seconds=20, memory-mb=512, rows=1000000, bytes=268435456"


@pytest.mark.parametrize(
    ("asked", "lowered"),
    [
        ({}, OWN),
        ({"timeout": "2.5"}, Limits(2.5, 512, 1_000_000, 256 << 20)),
        ({"timeout": "0.01", "max-rows": "10"}, Limits(0.01, 512, 10, 256 << 20)),
        ({"max-memory": "100", "max-bytes": "1e3"}, Limits(20, 100, 1_000_000, 1000)),
        ({"max-rows": "0.5"}, Limits(20, 512, 1, 256 << 20)),
        ({"timeout": "21", "max-memory": "9999", "max-rows": "9999999", "max-bytes": "1e12"}, OWN),
        ({"query": "x", "seconds": "1"}, OWN),
    ],
)
def test_lowered_and_never_raised(asked: dict[str, str], lowered: Limits) -> None:
    assert OWN.lowered(asked) == lowered


@pytest.mark.parametrize("text", ["", "0", "-1", "many", "nan", "inf", "1s"])
def test_what_is_no_limit_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"timeout=.*: a number above 0 is wanted"):
        OWN.lowered({"timeout": text})


@pytest.mark.anyio
async def test_the_answer_says_which_limits_held(client: httpx.AsyncClient) -> None:
    rows = "SELECT * { ?s ?p ?o } LIMIT 20"
    response = await client.get("/sparql", params={"query": rows, "max-rows": "20", "timeout": "3"})
    assert len(response.json()["results"]["bindings"]) == 20
    assert response.headers["query-limits"] == "seconds=3, memory-mb=512, rows=20, bytes=268435456"
    for parameter, value, told in (
        ("max-rows", "19", "the result has more than 19 rows; ask for less, with LIMIT"),
        ("max-bytes", "100", "the result is larger than 100 bytes"),
    ):
        response = await client.get("/sparql", params={"query": rows, parameter: value})
        assert response.status_code == 413
        assert told in response.json()["detail"]
        response = await client.post("/sparql", data={"query": rows, parameter: value})
        assert response.status_code == 413
    response = await client.get("/sparql", params={"query": rows, "timeout": "soon"})
    assert (response.status_code, response.json()["detail"]) == (400, "timeout='soon': a number above 0 is wanted")


@pytest.mark.anyio
@pytest.mark.parametrize("media", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv",
                                   "text/tab-separated-values"])  # fmt: skip
async def test_rows_are_counted_in_every_format(media: str, client: httpx.AsyncClient) -> None:
    """Exactly as many rows as are allowed pass, one more does not, whatever stands in them."""
    odd = "SELECT * { VALUES (?x ?y) { ('a\\r\\nb \\\"c\\\", d' 1) (UNDEF UNDEF) ('\\n\\n' 'x') ('<result>' UNDEF) } }"
    for most, status in ((4, 200), (3, 413)):
        response = await client.post("/sparql", data={"query": odd, "max-rows": str(most)}, headers={"accept": media})
        assert response.status_code == status, response.text
    many = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 9000"
    for most, status in ((9000, 200), (8999, 413)):
        try:
            response = await client.post("/sparql", data={"query": many, "max-rows": str(most)}, headers={"accept": media})
        except httpx.HTTPError:
            assert status == 413
        else:
            assert (response.status_code == 200) == (status == 200) or not response.text.rstrip().endswith(("}]}}", "</sparql>"))


@pytest.mark.anyio
@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
async def test_triples_are_counted_too(media: str, client: httpx.AsyncClient) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 30"
    for most, status in ((30, 200), (29, 413)):
        response = await client.get("/sparql", params={"query": query, "max-rows": str(most)}, headers={"accept": media})
        assert response.status_code == status


@pytest.mark.anyio
async def test_memory_may_be_lowered(server: Server) -> None:
    async with server(query_workers=1, query_seconds=20, query_memory_mb=2048) as client:
        sort = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?f LIMIT 1"
        response = await client.get("/sparql", params={"query": sort, "max-memory": "150"})
        assert (response.status_code, response.json()["type"]) == (507, "urn:mandate-graph:memory")
        assert "more than 150 MiB" in response.json()["detail"]
