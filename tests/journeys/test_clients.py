"""A researcher's own tools against a running server: SPARQLWrapper, rdflib, curl; a query that would never end; SERVICE."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, SPARQLWrapper

ROOT = Path(__file__).parents[2]
UNEP = "https://w3id.org/mandate-graph/id/body/unep"
FOUNDED = "SELECT ?act WHERE { body:unep mg:establishedBy ?act }"
ACT = "https://w3id.org/mandate-graph/id/decision/un-ga/2997--XXVII"
#: More than a million solutions from any graph of a thousand triples, which have to be sorted all before the first is told.
CROSS_JOIN = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
SECONDS = 2.0

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """A server as `mandates serve` starts it, with a short time limit."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "MANDATES_QUERY_SECONDS": str(SECONDS), "MANDATES_QUERY_PATIENCE": "0.5"}
    program = "from cli.main import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--port", str(port), "--data", str(built)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 90
        while True:
            assert server.poll() is None
            assert time.monotonic() < deadline, "the server did not start"
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).close()
                break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def get(address: str, query: str) -> tuple[int, str, float]:
    """Status, body and seconds of a query."""
    begin = time.monotonic()
    url = f"{address}/sparql?{urllib.parse.urlencode({'query': query})}"
    request = urllib.request.Request(url, headers={"Accept": "application/sparql-results+json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode(), time.monotonic() - begin
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), time.monotonic() - begin


def test_sparqlwrapper(address: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql", returnFormat=JSON)
    client.setQuery(FOUNDED)
    found = client.queryAndConvert()
    assert [row["act"]["value"] for row in found["results"]["bindings"]] == [ACT]
    client.setMethod("POST")
    assert client.queryAndConvert() == found


def test_sparqlwrapper_construct(address: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery(f"CONSTRUCT {{ <{UNEP}> mg:establishedBy ?act }} WHERE {{ <{UNEP}> mg:establishedBy ?act }}")
    graph = client.queryAndConvert()
    assert {str(act) for _, _, act in graph} == {ACT}


def test_rdflib_store(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    established = URIRef("https://w3id.org/mandate-graph/ontology#establishedBy")
    assert [str(act) for act in graph.objects(URIRef(UNEP), established)] == [ACT]
    assert [str(row.act) for row in graph.query(FOUNDED)] == [ACT]


@pytest.mark.skipif(shutil.which("curl") is None, reason="NOT TRIED: curl is not installed")
@pytest.mark.parametrize(
    "how",
    [
        ["-G", "--data-urlencode", f"query={FOUNDED}"],
        ["--data-urlencode", f"query={FOUNDED}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", FOUNDED],
    ],
    ids=["get", "form", "body"],
)
def test_curl(how: list[str], address: str) -> None:
    command = ["curl", "-fsS", "-H", "Accept: application/sparql-results+json", f"{address}/sparql", *how]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    assert [row["act"]["value"] for row in told["results"]["bindings"]] == [ACT]


def test_a_query_that_would_never_end_is_stopped_and_the_next_one_is_answered_at_once(address: str) -> None:
    get(address, FOUNDED)
    status, body, seconds = get(address, CROSS_JOIN)
    assert status >= 400, body[:200]
    assert seconds < SECONDS + 4, "stopped within its limit"
    status, body, seconds = get(address, "SELECT (COUNT(*) AS ?n) WHERE { ?claim mg:relation ?r }")
    assert status == 200
    assert int(json.loads(body)["results"]["bindings"][0]["n"]["value"]) > 100
    assert seconds < 2


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "ASK { \\u0053ERVICE <http://127.0.0.1:1/> {} }"]
)
def test_service_is_refused_before_anything_is_asked_of_anybody(query: str, address: str) -> None:
    status, body, seconds = get(address, query)
    assert status == 400
    assert "SERVICE" in body
    assert seconds < 2
