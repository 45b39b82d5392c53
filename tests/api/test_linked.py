"""Linked data over time and by the letter: every IRI minted leads somewhere, validators, mementos, 301 and 410."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.words import WORDS
from graph.generations import DataFolder
from graph.store import OxigraphStore
from graph.vocabulary import BASE, DCTERMS, SKOS

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio


def minted(store: OxigraphStore) -> list[str]:
    """Every IRI under the base that stands anywhere in the graph, without its fragment."""
    found = set()
    for quad in store.ox:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(term, ox.NamedNode) and term.value.startswith(BASE):
                found.add(term.value.split("#")[0])
    return sorted(found)


#: What IRIs say of something else than a thing of the graph: prefixes of namespaces, told by shapes and ontology.
def is_thing(iri: str) -> bool:
    return not iri.endswith("/")


async def _leads(client: httpx.AsyncClient, iri: str) -> bool:
    """From the IRI along its redirects to Turtle."""
    response = await client.get("/" + iri.removeprefix(BASE), headers={"accept": "text/turtle"})
    if response.status_code != 303:
        return False
    described = await client.get(response.headers["location"])
    return described.status_code == 200 and described.headers["content-type"].startswith("text/turtle")


async def test_iris_of_every_kind_lead_to_triples(client: httpx.AsyncClient, store: OxigraphStore) -> None:
    """Two of each kind; all of them in the slow test below."""
    kinds: dict[str, list[str]] = {}
    for iri in filter(is_thing, minted(store)):
        kinds.setdefault("/".join(iri.removeprefix(BASE).split("/")[:2]), []).append(iri)
    assert len(kinds) > 25
    for iris in kinds.values():
        for iri in (iris[0], iris[-1]):
            assert await _leads(client, iri), iri


@pytest.mark.slow
async def test_every_iri_leads_to_triples(client: httpx.AsyncClient, store: OxigraphStore) -> None:
    iris = list(filter(is_thing, minted(store)))
    assert len(iris) > 3000
    assert [iri for iri in iris if not await _leads(client, iri)] == []


async def test_terms_and_shapes(client: httpx.AsyncClient) -> None:
    for name in ("ontology", "shapes", "text", "service"):
        response = await client.get(f"/{name}", headers={"accept": "text/turtle"})
        assert (response.status_code, response.headers["location"]) == (303, f"/{name}.ttl")
        for ending in ("ttl", "nt", "rdf", "jsonld"):
            document = await client.get(f"/{name}.{ending}")
            assert document.status_code == 200
            form = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}.get(ending)
            subjects = {str(q.subject) for q in ox.parse(document.content, format=form or ox.RdfFormat.JSON_LD)}
            assert any(subject.startswith(f"<{BASE}{name}#") for subject in subjects)
            same = await client.get(f"/{name}.{ending}", headers={"if-none-match": document.headers["etag"]})
            assert (same.status_code, same.content) == (304, b"")
    page = await client.get("/ontology", headers={"accept": "text/html"}, follow_redirects=True)
    assert page.headers["content-type"].startswith("text/html")
    assert 'id="Mandate"' in page.text
    assert (await client.get("/ontology/0.1.0", headers={"accept": "text/turtle"})).headers["location"] == "/ontology.ttl"
    assert (await client.get("/ontology", headers={"accept": "image/png"})).status_code == 406
    assert (await client.get("/ontology.docx")).status_code == 404


async def test_a_named_graph_is_what_it_holds(client: httpx.AsyncClient, store: OxigraphStore) -> None:
    for name in ("register", "derived"):
        response = await client.get(f"/graph/{name}.nt")
        graph = ox.NamedNode(f"{BASE}graph/{name}")
        expected = {q.triple for q in store.ox.quads_for_pattern(None, None, None, graph) if "BlankNode" not in repr(q.triple)}
        read = {q.triple for q in ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)}
        assert expected <= read
        assert len(read) == sum(1 for _ in store.ox.quads_for_pattern(None, None, None, graph))


async def test_validators(client: httpx.AsyncClient) -> None:
    tags = set()
    for ending in ("ttl", "nt", "rdf", "jsonld"):
        response = await client.get(f"/id/body/emg.{ending}")
        tags.add(response.headers["etag"])
        assert response.headers["cache-control"] == "public, max-age=0, must-revalidate"
        same = await client.get(f"/id/body/emg.{ending}", headers={"if-none-match": f'"other", {response.headers["etag"]}'})
        assert (same.status_code, same.content) == (304, b"")
        assert same.headers["link"] == response.headers["link"]
    assert len(tags) == 4
    assert all(tag.startswith('"000001-') for tag in tags)


# ---- time --------------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
async def history(
    server: Server, tmp_path_factory: pytest.TempPathFactory, anyio_backend: str
) -> AsyncIterator[httpx.AsyncClient]:
    """Three generations, an hour apart: `a` changes its name, `b` goes, `x-1` becomes `c`."""
    data = DataFolder(tmp_path_factory.mktemp("history"))

    def label(name: str, text: str) -> ox.Quad:
        node = ox.NamedNode(f"{BASE}id/body/{name}")
        return ox.Quad(node, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(text, language="en"), ox.NamedNode("urn:g"))

    replaced = ox.Quad(
        ox.NamedNode(BASE + "id/body/x-1"), ox.NamedNode(DCTERMS + "isReplacedBy"), ox.NamedNode(BASE + "id/body/c"),
        ox.NamedNode("urn:g"),
    )  # fmt: skip
    generations = [
        [label("a", "First"), label("b", "Going"), label("x-1", "New")],
        [label("a", "Second"), label("b", "Going"), label("x-1", "New")],
        [label("a", "Third"), label("c", "New"), replaced],
    ]
    for number, quads in enumerate(generations):
        with data.lock():
            draft = data.draft(fresh=True)
            draft.store.ox.extend(quads)
            made = data.commit(draft, "test", {})
        manifest = made.folder / "manifest.json"
        when = datetime(2026, 1, 1, 10 + number, tzinfo=UTC).isoformat()
        manifest.write_text(manifest.read_text().replace(made.manifest.created, when))
    async with server(data=data.root) as client:
        yield client


def date(hour: int, minute: int = 0) -> str:
    return format_datetime(datetime(2026, 1, 1, hour, minute, tzinfo=UTC), usegmt=True)


@pytest.mark.parametrize(
    ("hour", "minute", "number", "name"),
    [
        (10, 0, "000001", "First"),
        (10, 59, "000001", "First"),
        (11, 30, "000002", "Second"),
        (20, 0, "000003", "Third"),
        (1, 0, "000001", "First"),
    ],
)
async def test_as_it_was(hour: int, minute: int, number: str, name: str, history: httpx.AsyncClient) -> None:
    for address in ("/id/body/a", "/id/body/a.ttl"):
        response = await history.get(address, headers={"accept-datetime": date(hour, minute), "accept": "text/turtle"})
        assert response.status_code == 302
        assert "Accept-Datetime" in response.headers["vary"]
        memento = await history.get(response.headers["location"], headers={"accept": "text/turtle"})
        if memento.status_code == 303:
            memento = await history.get(memento.headers["location"])
        assert memento.status_code == 200
        assert memento.headers["memento-datetime"] == date(9 + int(number))
        assert memento.headers["cache-control"].endswith("immutable")
        assert '</id/body/a.ttl>; rel="original timegate"' in memento.headers["link"]
        assert f'"{name}"@en' in memento.text


async def test_a_date_that_is_none(history: httpx.AsyncClient) -> None:
    response = await history.get("/id/body/a", headers={"accept-datetime": "yesterday"})
    assert response.status_code == 400
    assert "'yesterday' is no date" in response.json()["detail"]


async def test_the_map_of_times(history: httpx.AsyncClient) -> None:
    response = await history.get("/timemap/id/body/a")
    assert response.headers["content-type"].startswith("application/link-format")
    for number, hour in (("000001", 10), ("000002", 11), ("000003", 12)):
        assert f'</memento/{number}/id/body/a>; rel="memento"; datetime="{date(hour)}"' in response.text
    assert "000003" not in (await history.get("/timemap/id/body/b")).text
    assert (await history.get("/timemap/id/body/never")).status_code == 404


async def test_what_is_withdrawn_is_gone_and_not_unknown(history: httpx.AsyncClient) -> None:
    for address in ("/id/body/b", "/id/body/b.ttl"):
        response = await history.get(address, headers={"accept": "text/turtle"})
        assert response.status_code == 410
        assert response.json()["generation"] == "000002"
        assert response.json()["iri"] == BASE + "id/body/b"
        assert response.headers["link"].startswith("</memento/000002/id/body/b>; rel=")
    assert (await history.get("/id/body/never", headers={"accept": "text/turtle"})).status_code == 404


async def test_people_are_led_to_the_last_description_of_what_is_gone(history: httpx.AsyncClient) -> None:
    response = await history.get("/id/body/b.html", headers={"accept": "text/html", "accept-language": "zh"})
    assert response.status_code == 410
    assert response.headers["link"].startswith("</memento/000002/id/body/b>; rel=")
    assert 'href="/memento/000002/id/body/b"' in response.text
    assert WORDS["zh"]["gone"] in response.text
    never = await history.get("/id/body/never", headers={"accept": "text/html"})
    assert (never.status_code, WORDS["en"]["gone"] in never.text, WORDS["en"]["missing"] in never.text) == (404, False, True)


async def test_what_was_provisional_leads_to_what_it_became(history: httpx.AsyncClient) -> None:
    response = await history.get("/id/body/x-1")
    assert (response.status_code, response.headers["location"]) == (301, "/id/body/c")
    response = await history.get("/id/body/x-1.ttl")
    assert (response.status_code, response.headers["location"]) == (301, "/id/body/c.ttl")


async def test_generations_that_are_not_kept(history: httpx.AsyncClient) -> None:
    response = await history.get("/memento/000009/id/body/a")
    assert response.status_code == 404
    assert "these are: 000001, 000002, 000003" in response.json()["detail"]
    assert (await history.get("/memento/000003/id/body/b")).status_code == 404


async def test_behind_a_prefix(server: Server, built: Path) -> None:
    async with server(data=built, root_path="/graph") as client:
        for path in ("/id/body/emg", "/graph/id/body/emg"):
            response = await client.get(path, headers={"accept": "text/turtle"})
            assert response.headers["location"] == "/graph/id/body/emg.ttl"
        document = await client.get("/graph/id/body/emg.ttl")
        assert '</graph/id/body/emg.html>; rel="alternate"' in document.headers["link"]
        answer = await client.get("/graph/sparql", params={"query": "ASK { body:emg ?p ?o }"})
        assert answer.json()["boolean"] is True
        described = await client.get("/graph/void", headers={"accept": "text/turtle"})
        assert "<http://graph.test/graph/sparql>" in described.text
