"""`/sparql`: the SPARQL 1.1 Protocol for queries, over HTTP."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest

from tests.api.asking import FORM, QUERY, WAYS, ask, problem

pytestmark = pytest.mark.anyio

GRAPH = "https://w3id.org/mandate-graph/graph/"
XML = "{http://www.w3.org/2005/sparql-results#}"
ROWS = "SELECT ?x ?y { VALUES (?x ?y) { (1 '甲'@zh) (<http://e.org/?a=1&b=2> UNDEF) } }"
ONE = "CONSTRUCT { <http://e.org/s> <http://e.org/p> '甲'@zh } { }"
TRIPLE = ox.Triple(ox.NamedNode("http://e.org/s"), ox.NamedNode("http://e.org/p"), ox.Literal("甲", language="zh"))


# ---- the three ways of asking ---------------------------------------------------------------------------------------
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
