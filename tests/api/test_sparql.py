"""`/sparql`: the SPARQL 1.1 Protocol for queries, over HTTP."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest
import uvicorn
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, TURTLE, SPARQLWrapper, Wrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from api.app import create_app
from api.settings import Settings

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
GRAPH = "https://w3id.org/mandate-graph/graph/"
XML = "{http://www.w3.org/2005/sparql-results#}"
ROWS = "SELECT ?x ?y { VALUES (?x ?y) { (1 '甲'@zh) (<http://e.org/?a=1&b=2> UNDEF) } }"
ONE = "CONSTRUCT { <http://e.org/s> <http://e.org/p> '甲'@zh } { }"
TRIPLE = ox.Triple(ox.NamedNode("http://e.org/s"), ox.NamedNode("http://e.org/p"), ox.Literal("甲", language="zh"))


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of a response, checked for what all of them have."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert told["type"].startswith(("about:blank", "urn:mandate-graph:"))
    return told


# ---- the three ways of asking ---------------------------------------------------------------------------------------
async def ask(client: httpx.AsyncClient, way: str, query: str, **headers: str) -> httpx.Response:
    if way == "get":
        return await client.get("/sparql", params={"query": query}, headers=headers)
    if way == "form":
        return await client.post("/sparql", data={"query": query}, headers=headers)
    return await client.post("/sparql", content=query, headers={"content-type": QUERY, **headers})


WAYS = ["get", "form", "body"]


@pytest.mark.parametrize("way", WAYS)
async def test_three_ways_of_asking(way: str, client: httpx.AsyncClient) -> None:
    response = await ask(client, way, ROWS)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.json() == {
        "head": {"vars": ["x", "y"]},
        "results": {
            "bindings": [
                {
                    "x": {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
                    "y": {"type": "literal", "value": "甲", "xml:lang": "zh"},
                },
                {"x": {"type": "uri", "value": "http://e.org/?a=1&b=2"}},
            ]
        },
    }


@pytest.mark.parametrize("media", [f"{FORM}; charset=UTF-8", FORM.upper(), f"{QUERY};charset=utf-8"])
async def test_parameters_and_case_of_the_content_type_do_not_matter(media: str, client: httpx.AsyncClient) -> None:
    content = "query=ASK%7B%7D" if "form" in media.lower() else "ASK{}"
    response = await client.post("/sparql", content=content, headers={"content-type": media})
    assert response.json() == {"head": {}, "boolean": True}


@pytest.mark.parametrize("way", WAYS)
async def test_text_of_all_scripts_survives(way: str, client: httpx.AsyncClient) -> None:
    text = "环境 & é + % 🌍 '' = ;"
    response = await ask(client, way, f'SELECT ("{text}" AS ?x) {{}}')
    assert response.json()["results"]["bindings"] == [{"x": {"type": "literal", "value": text}}]


async def test_the_graph_is_the_one_that_was_built(client: httpx.AsyncClient, generation: Any) -> None:
    response = await ask(client, "get", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert response.json()["results"]["bindings"][0]["n"]["value"] == str(generation.manifest.counts["quads"])


# ---- formats --------------------------------------------------------------------------------------------------------
def rows_of_json(text: str) -> list[tuple[str, str]]:
    return [(r["x"]["value"], r.get("y", {}).get("value", "")) for r in json.loads(text)["results"]["bindings"]]


def rows_of_xml(text: str) -> list[tuple[str, str]]:
    found = []
    for result in ElementTree.fromstring(text).iter(XML + "result"):
        told = {b.attrib["name"]: b[0].text or "" for b in result.iter(XML + "binding")}
        found.append((told["x"], told.get("y", "")))
    return found


def rows_of_csv(text: str) -> list[tuple[str, str]]:
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["x", "y"]
    return [(x, y) for x, y in rows]


def rows_of_tsv(text: str) -> list[tuple[str, str]]:
    header, *rows = text.splitlines()
    assert header == "?x\t?y"
    return [(x.strip("<>"), y.split("@")[0].strip('"')) for x, y in (row.split("\t") for row in rows)]


RESULTS = {
    "application/sparql-results+json": rows_of_json,
    "application/json": rows_of_json,
    "application/sparql-results+xml": rows_of_xml,
    "application/xml": rows_of_xml,
    "text/xml": rows_of_xml,
    "text/csv": rows_of_csv,
    "text/tab-separated-values": rows_of_tsv,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}


@pytest.mark.parametrize("media", RESULTS)
async def test_rows_in_every_format(media: str, client: httpx.AsyncClient) -> None:
    response = await ask(client, "get", ROWS, accept=media)
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media
    assert media not in ("text/csv", "text/tab-separated-values") or response.headers["content-type"].endswith("charset=utf-8")
    assert RESULTS[media](response.text) == [("1", "甲"), ("http://e.org/?a=1&b=2", "")]


@pytest.mark.parametrize("media", RESULTS)
@pytest.mark.parametrize(("query", "word"), [("ASK { }", "true"), ("ASK { FILTER (false) }", "false")])
async def test_yes_and_no_in_every_format(query: str, word: str, media: str, client: httpx.AsyncClient) -> None:
    response = await ask(client, "get", query, accept=media)
    if "json" in media:
        assert response.json() == {"head": {}, "boolean": word == "true"}
    elif "xml" in media:
        assert ElementTree.fromstring(response.text).findtext(XML + "boolean") == word
    else:
        assert response.text.strip() == word


@pytest.mark.parametrize("media", GRAPHS)
@pytest.mark.parametrize("query", [ONE, "DESCRIBE <http://e.org/nothing>"])
async def test_graphs_in_every_format(query: str, media: str, client: httpx.AsyncClient) -> None:
    response = await ask(client, "get", query, accept=media)
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media
    read = [quad.triple for quad in ox.parse(response.content, format=GRAPHS[media])]
    assert read == ([TRIPLE] if query == ONE else [])


async def test_turtle_knows_our_prefixes(client: httpx.AsyncClient) -> None:
    response = await ask(client, "get", "CONSTRUCT { body:emg a mg:Body } { }")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "@prefix mg: <https://w3id.org/mandate-graph/ontology#> ." in response.text
    assert "body:emg a mg:Body" in response.text


@pytest.mark.parametrize(
    ("name", "query", "media"),
    [
        ("json", ROWS, "application/sparql-results+json"),
        ("xml", ROWS, "application/sparql-results+xml"),
        ("csv", ROWS, "text/csv"),
        ("tsv", ROWS, "text/tab-separated-values"),
        ("json", ONE, "application/ld+json"),
        ("xml", ONE, "application/rdf+xml"),
        ("jsonld", ONE, "application/ld+json"),
        ("ttl", ONE, "text/turtle"),
        ("turtle", ONE, "text/turtle"),
        ("nt", ONE, "application/n-triples"),
        ("rdf", ONE, "application/rdf+xml"),
        ("text/csv", ROWS, "text/csv"),
        ("application/rdf+xml", ONE, "application/rdf+xml"),
    ],
)
async def test_format_goes_before_accept(name: str, query: str, media: str, client: httpx.AsyncClient) -> None:
    for parameter in ("format", "output"):
        response = await client.get("/sparql", params={"query": query, parameter: name}, headers={"accept": "image/png"})
        assert response.status_code == 200
        assert response.headers["content-type"].split(";")[0] == media
    response = await client.post("/sparql", data={"query": query, "format": name}, headers={"accept": "image/png"})
    assert response.headers["content-type"].split(";")[0] == media
    response = await client.post(f"/sparql?{httpx.QueryParams(format=name)}", content=query, headers={"content-type": QUERY})
    assert response.headers["content-type"].split(";")[0] == media


@pytest.mark.parametrize(
    ("accept", "query", "media"),
    [
        ("*/*", ROWS, "application/sparql-results+json"),
        ("*/*", ONE, "text/turtle"),
        ("text/*", ROWS, "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", ROWS, "application/sparql-results+xml"),
        ("application/sparql-results+json, text/turtle;q=0.9", ONE, "text/turtle"),
        ("application/sparql-results+json;q=0, */*", ROWS, "application/sparql-results+xml"),
    ],
)
async def test_weights_of_accept(accept: str, query: str, media: str, client: httpx.AsyncClient) -> None:
    response = await ask(client, "get", query, accept=accept)
    assert response.headers["content-type"].split(";")[0] == media


@pytest.mark.parametrize(
    ("accept", "query", "offers"),
    [
        ("image/png", ROWS, "application/sparql-results+json, "),
        ("text/turtle", ROWS, "application/sparql-results+json, "),
        ("text/csv", ONE, "text/turtle, "),
        ("nonsense", ROWS, "application/sparql-results+json, "),
    ],
)
async def test_what_cannot_be_given_is_told_with_what_can(
    accept: str, query: str, offers: str, client: httpx.AsyncClient
) -> None:
    told = problem(await ask(client, "get", query, accept=accept), 406)
    assert told["detail"].startswith(f"none of the accepted media types can be given; these can: {offers}")
    assert told["type"] == "urn:mandate-graph:format"


# ---- the dataset ----------------------------------------------------------------------------------------------------
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


async def count(client: httpx.AsyncClient, query: str, **graphs: Any) -> int:
    response = await client.get("/sparql", params={"query": query, **{k.replace("_", "-"): v for k, v in graphs.items()}})
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


async def test_the_dataset_of_the_request_and_of_the_query(client: httpx.AsyncClient) -> None:
    whole = await count(client, COUNT)
    derived = await count(client, COUNT.replace("{", f"FROM <{GRAPH}derived> {{", 1))
    register = await count(client, COUNT, default_graph_uri=GRAPH + "register")
    assert 0 < derived < register < whole
    assert await count(client, COUNT, default_graph_uri=GRAPH + "derived") == derived
    assert await count(client, COUNT, default_graph_uri=[GRAPH + "derived", GRAPH + "register"]) == derived + register
    assert await count(client, COUNT_NAMED, named_graph_uri=GRAPH + "derived") == derived
    assert await count(client, COUNT, named_graph_uri=GRAPH + "derived") == 0, "named graphs alone leave the default one empty"
    assert await count(client, COUNT_NAMED, default_graph_uri=GRAPH + "derived") == 0
    assert await count(client, COUNT, default_graph_uri="http://e.org/never") == 0
    # The protocol's dataset goes before the query's (SPARQL 1.1 Protocol, section 2.1.4).
    of_query = COUNT.replace("{", f"FROM <{GRAPH}register> {{", 1)
    assert await count(client, of_query, default_graph_uri=GRAPH + "derived") == derived


async def test_the_dataset_of_a_form(client: httpx.AsyncClient) -> None:
    response = await client.post("/sparql", data={"query": COUNT, "default-graph-uri": "http://e.org/never"})
    assert response.json()["results"]["bindings"][0]["n"]["value"] == "0"
    response = await client.post("/sparql?default-graph-uri=http://e.org/never", content=COUNT, headers={"content-type": QUERY})
    assert response.json()["results"]["bindings"][0]["n"]["value"] == "0"


async def test_a_dataset_that_is_no_iri(client: httpx.AsyncClient) -> None:
    response = await client.get("/sparql", params={"query": COUNT, "default-graph-uri": "no iri"})
    assert "Invalid IRI" in problem(response, 400)["detail"]


# ---- what is wrong --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("way", WAYS)
async def test_a_bad_query_is_told_with_its_place(way: str, client: httpx.AsyncClient) -> None:
    told = problem(await ask(client, way, "SELECT ?环境 {\n  ?环境 mg:number ?n .\n  ?n 环境 ?x }\nLIMIT 3"), 400)
    assert told["type"] == "urn:mandate-graph:syntax"
    assert told["title"] == "The request is wrong"
    assert told["line"] == 3
    assert 5 <= told["column"] <= 14
    assert told["excerpt"] == "  ?n 环境 ?x }"
    assert told["detail"].startswith("error at 3:")


async def test_an_excerpt_is_short(client: httpx.AsyncClient) -> None:
    told = problem(await ask(client, "get", "SELECT * { " + "?s ?p ?o . " * 50 + "oops " + "?s ?p ?o . " * 50 + "}"), 400)
    assert "oops" in told["excerpt"]
    assert len(told["excerpt"]) <= 80


async def test_an_unknown_prefix_is_told(client: httpx.AsyncClient) -> None:
    told = problem(await ask(client, "get", "SELECT * { nobody:x ?p ?o }"), 400)
    assert "prefix not found" in told["detail"].lower()
    assert "nobody:x" in told["excerpt"]


async def test_an_empty_query(client: httpx.AsyncClient) -> None:
    assert problem(await ask(client, "body", ""), 400)["type"] == "urn:mandate-graph:syntax"


@pytest.mark.parametrize("address", ["/sparql?format=json", "/sparql?query=ASK{}&query=ASK{}", "/sparql?q=ASK{}"])
async def test_exactly_one_query_is_wanted(address: str, client: httpx.AsyncClient) -> None:
    told = problem(await client.get(address), 400)
    assert told["detail"] == "exactly one query is wanted, in the parameter `query` or as the body"
    told = problem(await client.post("/sparql", content=address.partition("?")[2], headers={"content-type": FORM}), 400)
    assert told["detail"] == "exactly one query is wanted, in the parameter `query` or as the body"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("word", ["SERVICE", "service", "\\u0053ERVICE", "SERVICESILENT"])
async def test_no_other_endpoint_is_asked(word: str, way: str, client: httpx.AsyncClient) -> None:
    told = problem(await ask(client, way, f"SELECT * {{ {word} <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}"), 400)
    assert told["type"] == "urn:mandate-graph:forbidden"
    assert told["detail"] == "SERVICE is not allowed: this endpoint asks no other one on your behalf"


@pytest.mark.parametrize("way", WAYS)
async def test_updates_are_refused_as_queries(way: str, client: httpx.AsyncClient) -> None:
    told = problem(await ask(client, way, "DELETE WHERE { ?s ?p ?o }"), 400)
    assert told["detail"] == "updates are not allowed: this endpoint only answers queries"


async def test_updates_are_refused_as_updates(client: httpx.AsyncClient) -> None:
    post = {"content-type": "application/sparql-update"}
    for response in (
        await client.post("/sparql", data={"update": "DROP ALL"}),
        await client.post("/sparql", content="DROP ALL", headers=post),
        await client.post("/sparql", content="DROP ALL", headers={**post, "authorization": "Bearer "}),
    ):
        assert problem(response, 403)["detail"] == "updates are not allowed: this endpoint only answers queries"
    told = problem(await client.get("/sparql", params={"update": "DROP ALL"}), 400)
    assert told["detail"] == "an update is posted, not got"
    told = problem(await client.post("/sparql", data={"update": "DROP ALL", "query": "ASK { }"}), 400)
    assert told["detail"].startswith("exactly one update is wanted")
    assert await count(client, COUNT) > 0


@pytest.mark.parametrize("media", ["application/json", "text/plain", "multipart/form-data", ""])
async def test_other_media_types_are_not_taken(media: str, client: httpx.AsyncClient) -> None:
    told = problem(await client.post("/sparql", content="ASK { }", headers={"content-type": media}), 415)
    expected = f"a query is posted as {FORM} or {QUERY}, not as {media or 'nothing'}"
    assert told["detail"] == expected


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_are_told_which_there_are(method: str, client: httpx.AsyncClient) -> None:
    response = await client.request(method, "/sparql")
    assert response.status_code == 405
    assert {m.strip() for m in response.headers["allow"].split(",")} & {"GET", "POST"}


@pytest.mark.parametrize("address", ["/sparql?query=ASK%7B%7D", "/", "/ask?q=x", "/id/body/emg.ttl", "/health"])
async def test_head_is_get_without_the_body(address: str, client: httpx.AsyncClient) -> None:
    get, head = await client.get(address), await client.head(address)
    assert head.status_code == get.status_code == 200
    assert head.content == b""
    assert get.content
    assert {k: v for k, v in head.headers.items() if k != "date"} == {k: v for k, v in get.headers.items() if k != "date"}


# ---- limits ---------------------------------------------------------------------------------------------------------
async def test_a_query_that_is_too_long(server: Server) -> None:
    async with server(query_length=50) as client:
        fits, long = "ASK { }".ljust(50), "ASK { }".ljust(51)
        for way in WAYS:
            assert (await ask(client, way, fits)).json()["boolean"] is True
            assert problem(await ask(client, way, long), 413)["detail"] == "the query is longer than 50 characters"
        told = problem(await ask(client, "body", "x" * 201), 413)
        assert told["detail"] == "the request is longer than 200 bytes"


async def test_a_result_that_is_too_large(server: Server) -> None:
    async with server(query_bytes_mb=0) as client:
        told = problem(await ask(client, "get", "SELECT * { ?s ?p ?o }"), 413)
        assert told["type"] == "urn:mandate-graph:size"
        assert told["detail"] == "the result is larger than 0 bytes; ask for less, with LIMIT or fewer variables"


CROSS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?f LIMIT 1"


async def test_a_query_is_stopped_in_time_and_the_next_is_answered_at_once(server: Server) -> None:
    """A cross join with ORDER BY: no engine call comes back from it, so its process is killed and another takes over."""
    async with server(query_workers=1, query_seconds=1.5, query_memory_mb=8192) as client:
        assert (await ask(client, "get", "ASK { }")).status_code == 200
        [worker] = client.app.state.pool._idle  # type: ignore[attr-defined]
        begun = time.monotonic()
        response = await ask(client, "get", CROSS)
        assert 1.4 < time.monotonic() - begun < 10
        told = problem(response, 504)
        assert told["type"] == "urn:mandate-graph:time"
        assert told["detail"] == "the query was stopped after 1.5 s; make it more selective or add a LIMIT"

        begun = time.monotonic()
        assert (await ask(client, "get", "ASK { ?s ?p ?o }")).json()["boolean"] is True
        assert time.monotonic() - begun < 8
        [other] = client.app.state.pool._idle  # type: ignore[attr-defined]
        assert other.process.pid != worker.process.pid, "the worker was replaced"
        assert await worker.process.wait() == -9


async def test_a_query_is_stopped_at_its_memory(server: Server) -> None:
    async with server(query_workers=1, query_seconds=20, query_memory_mb=220) as client:
        begun = time.monotonic()
        told = problem(await ask(client, "get", CROSS), 507)
        assert time.monotonic() - begun < 30
        assert told["type"] == "urn:mandate-graph:memory"
        assert told["detail"] == "the query needed more than 220 MiB and was stopped; make it more selective"
        assert (await ask(client, "get", "ASK { ?s ?p ?o }")).json()["boolean"] is True


async def test_too_many_queries_are_turned_away(server: Server) -> None:
    async with server(query_workers=1, query_queue=1, query_seconds=1.5, query_memory_mb=8192) as client:
        first = asyncio.create_task(ask(client, "get", CROSS))
        await asyncio.sleep(0.3)
        second = asyncio.create_task(ask(client, "get", "ASK { }"))
        await asyncio.sleep(0.1)
        begun = time.monotonic()
        third = await ask(client, "get", "ASK { }")
        assert time.monotonic() - begun < 5, "nobody waits to be turned away"
        told = problem(third, 503)
        assert told["type"] == "urn:mandate-graph:busy"
        assert told["detail"] == "too many queries are waiting; try again in a few seconds"
        assert int(third.headers["retry-after"]) > 0
        assert (await first).status_code == 504
        assert (await second).status_code in (200, 503)
        assert (await ask(client, "get", "ASK { }")).status_code == 200


async def test_without_a_graph(server: Server, tmp_path: Path) -> None:
    async with server(data=tmp_path / "none") as client:
        response = await ask(client, "get", "ASK { }")
        assert "no graph yet; run `mandates build`" in problem(response, 503)["detail"]
        assert response.headers["retry-after"] == "30"


# ---- real clients against a real server -----------------------------------------------------------------------------
@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """A real server on a free port."""
    app = create_app(Settings(data=built, query_workers=1, query_seconds=2, query_memory_mb=8192))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not running.started and time.monotonic() < deadline:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        running.should_exit = True
        thread.join(20)


LABEL = "SELECT ?label { body:emg skos:prefLabel ?label } ORDER BY ?label"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("method", [None, POST])
@pytest.mark.parametrize("directly", [False, True])
def test_sparqlwrapper(method: str | None, directly: bool, address: str) -> None:
    wrapper = SPARQLWrapper(address + "/sparql")
    if method:
        wrapper.setMethod(method)
        if directly:
            wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(LABEL)
    told = wrapper.queryAndConvert()
    assert [row["label"]["value"] for row in told["results"]["bindings"]] == ["Environment Management Group", "环境管理小组"]
    wrapper.setReturnFormat(Wrapper.XML)
    wrapper.setQuery("ASK { body:emg ?p ?o }")
    assert wrapper.query().convert().getElementsByTagName("boolean")[0].firstChild.data == "true"
    wrapper.setReturnFormat(TURTLE)
    wrapper.setQuery("CONSTRUCT { body:emg a mg:Body } { }")
    assert len(Graph().parse(data=wrapper.query().convert(), format="turtle")) == 1
    wrapper.setQuery("SELEKT")
    with pytest.raises(QueryBadFormed):
        wrapper.query()


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_store(method: str, address: str) -> None:
    graph = Graph(SPARQLStore(address + "/sparql", method=method, returnFormat="json"))
    emg = URIRef("https://w3id.org/mandate-graph/id/body/emg")
    label = URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert set(graph.objects(emg, label)) == {
        Literal("环境管理小组", lang="zh"),
        Literal("Environment Management Group", lang="en"),
    }
    assert (emg, label, Literal("环境管理小组", lang="zh")) in graph
    [[count_]] = graph.query("SELECT (COUNT(*) AS ?n) { <https://w3id.org/mandate-graph/id/body/emg> ?p ?o }")
    assert int(count_) > 3


@pytest.mark.slow
def test_readers_who_go_away_do_not_keep_their_place(address: str) -> None:
    """One worker, and readers who leave in the middle of a long answer: each place is given back at once."""
    long = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    for _ in range(3):
        with httpx.stream("GET", address + "/sparql", params={"query": long}, timeout=20) as response:
            assert response.status_code == 200
            assert next(response.iter_bytes())
        begun = time.monotonic()
        answer = httpx.get(address + "/sparql", params={"query": "ASK { ?s ?p ?o }"}, timeout=20)
        assert answer.json() == {"head": {}, "boolean": True}
        assert time.monotonic() - begun < 8


@pytest.mark.slow
def test_an_answer_that_is_cut_off_does_not_look_complete(address: str) -> None:
    """The status is out when the time is up: the connection breaks, so that no client takes a part for the whole."""
    begun = time.monotonic()
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
        httpx.get(address + "/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}, timeout=20)
    assert time.monotonic() - begun < 10
    assert httpx.get(address + "/sparql", params={"query": "ASK { }"}, timeout=20).status_code == 200
