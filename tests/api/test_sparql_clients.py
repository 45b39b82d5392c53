"""`/sparql` as the clients of others ask it, and readers who go away, against a real server."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import httpx
import pytest
import uvicorn
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, TURTLE, SPARQLWrapper, Wrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from api.app import create_app
from api.settings import Settings

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


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
