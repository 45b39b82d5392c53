"""Asks the tests of a real server over HTTP: each has a data folder whose live generation holds the test's data."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph as ox
import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.generations import DataFolder
from graph.store import names_dataset
from tests.w3c import compare
from tests.w3c.manifests import MF, PROTOCOL, RDFS_LABEL, SUITES, UT, Case, Graph, manifest

#: The graph that stands for the default one of a test; the server's own default is the union of all.
DEFAULT = "urn:test:default"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
ACCEPT = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
}


QUADS = (".trig", ".nq")


@dataclass
class Served:
    """A server, its address and its data folder."""

    address: str
    data: DataFolder
    client: httpx.Client
    loaded: object = None

    def named(self, case: Case) -> list[str]:
        """The named graphs of a test, those within files of quads too."""
        inner = (q.graph_name for path in case.data if path.suffix in QUADS for q in ox.parse(path=str(path)))
        return [*(name for name, _ in case.graphs), *dict.fromkeys(g.value for g in inner if isinstance(g, ox.NamedNode))]

    def load(self, graphs: tuple[tuple[str, Path], ...]) -> None:
        """Make a generation that holds just these files, each in its graph."""
        if self.loaded == graphs:
            return
        with self.data.lock():
            draft = self.data.draft(fresh=True)
            for name, path in graphs:
                for quad in ox.parse(path=str(path), base_iri=path.as_uri()):
                    own = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else ox.NamedNode(name)
                    draft.store.ox.add(ox.Quad(quad.subject, quad.predicate, quad.object, own))
            self.data.commit(draft, "w3c", {})
        self.loaded = graphs

    def ask(self, case: Case) -> httpx.Response:
        """The test's query over its dataset."""
        assert case.query is not None
        query = case.query.read_text(encoding="utf-8")
        if names_dataset(query):
            # FROM names files beside the query.
            self.load(
                tuple((path.as_uri(), path) for path in sorted(case.query.parent.glob("*.ttl")) if "manifest" not in path.name)
            )
            dataset = []
        else:
            self.load((*((DEFAULT, path) for path in case.data), *case.graphs))
            named = [("named-graph-uri", name) for name in self.named(case)]
            # The union of all graphs is the default graph where there is only one.
            dataset = [("default-graph-uri", DEFAULT), *named] if named else []
        table = case.result is not None and compare.is_table(case.result)
        accept = "application/sparql-results+json" if table else ACCEPT[case.result.suffix] if case.result else "*/*"
        text = f"BASE <{case.query.as_uri()}>\n{query}".encode()
        headers = {"content-type": "application/sparql-query", "accept": accept}
        return self.client.post("/sparql", params=dataset, content=text, headers=headers)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Served]:
    """A server on loopback over an empty data folder."""
    data = DataFolder(folder)
    app = create_app(Settings(data=folder, query_workers=1, query_seconds=10, query_memory_mb=4096))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.01)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with httpx.Client(base_url=address, timeout=30) as client:
            made = Served(address, data, client)
            made.load(())
            yield made
        running.should_exit = True
        thread.join(20)


def run(case: Case, server: Served) -> None:
    """Raise AssertionError where the server's answer to a query test is not the one that is expected."""
    response = server.ask(case)
    if case.kind.startswith("NegativeSyntax"):
        assert response.status_code == 400, f"a wrong query was taken: {response.text[:200]}"
        assert response.json()["type"] == "urn:mandate-graph:syntax", response.text
        return
    if case.kind.startswith("PositiveSyntax"):
        # What is right in its syntax may still call a function that nobody knows.
        assert response.status_code == 200 or response.json()["type"] == "urn:mandate-graph:evaluation", response.text
        return
    assert response.status_code == 200, response.text
    assert case.result is not None
    compare.check(response.content, response.headers["content-type"], case.result)


# ---- the protocol's own tests, which hold requests and expected statuses -----------------------------------------------
def _sent(graph: Graph, node: object, server: Served) -> httpx.Response:
    body = graph.one(node, HT + "body")
    content = graph.text(body, CNT + "chars").encode(graph.text(body, CNT + "characterEncoding")) if body else None
    headers = {
        graph.text(h, HT + "fieldName"): graph.text(h, HT + "fieldValue") for h in graph.members(graph.one(node, HT + "headers"))
    }
    path = graph.text(node, HT + "absolutePath")
    assert path.startswith("/sparql/")
    return server.client.request(graph.text(node, HT + "methodName"), path, content=content, headers=headers)


_FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}


def run_protocol(node: ox.NamedNode, server: Served) -> None:
    """Send the requests of a protocol test. Raises AssertionError where a response is not as it says."""
    graph = manifest(PROTOCOL)
    server.load(tuple(
        (graph.text(held, RDFS_LABEL), Path(graph.text(held, UT + "graph").removeprefix("file://")))
        for held in graph.all(node, UT + "graphData")
    ))  # fmt: skip
    asked = list(graph.members(graph.one(graph.one(node, MF + "action"), HT + "requests")))
    assert asked
    for request in asked:
        response = _sent(graph, request, server)
        expected = graph.one(request, HT + "resp")
        classes = {term.value[-3] for term in graph.all(expected, MF + "expectedStatus")}
        assert str(response.status_code)[0] in classes, f"{response.status_code}: {response.text[:300]}"
        media = response.headers["content-type"].split(";")[0]
        if kind := graph.text(expected, MF + "expectedFormat"):
            assert media in _FORMATS[kind], media
        if told := graph.text(expected, MF + "expectedBoolean"):
            assert response.json()["boolean"] is (told == "true"), response.text


def present() -> bool:
    return (SUITES / PROTOCOL / "manifest.ttl").is_file()
