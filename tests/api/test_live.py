"""The live generation as the server sees it: followed when the pointer moves, without a restart."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

import documents
from api.live import Live
from graph.generations import DataFolder, NoGeneration
from graph.vocabulary import BASE
from ingest.pipeline import ingest
from ingest.source import make

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio
COUNT = {"query": "SELECT (COUNT(*) AS ?n) { ?s <http://e.org/p> ?o }"}
TEXT = "联合国\n\n报告\n\n1. 大会于1972年设立了联合国环境规划署。\n"


def write(data: DataFolder, number: int) -> None:
    node = ox.NamedNode(f"{BASE}id/body/new-{number}")
    with data.lock():
        draft = data.draft()
        draft.store.ox.add(ox.Quad(node, ox.NamedNode("http://e.org/p"), ox.Literal(number), ox.NamedNode("http://e.org/g")))
        data.commit(draft, "test", {"quads": len(draft.store.ox)})


async def test_an_ingest_and_a_rollback_show_without_a_restart(server: Server, tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    async with server(data=data.root) as client:

        async def seen() -> tuple[int, str, int]:
            rows = (await client.get("/sparql", params=COUNT)).json()["results"]["bindings"]
            health = (await client.get("/health")).json()
            page = await client.get("/id/body/new-2.nt")
            return int(rows[0]["n"]["value"]), health["generation"], page.status_code

        health = await client.get("/health")
        assert health.status_code == 503
        assert health.json()["status"] == "no graph"
        assert "no graph yet" in health.json()["detail"]
        write(data, 1)
        assert await seen() == (1, "000001", 404)
        write(data, 2)
        assert await seen() == (2, "000002", 200)
        data.point("000001")
        # It was there in a generation that is still kept: gone, not unknown.
        assert await seen() == (1, "000001", 410)


async def test_pages_without_a_graph_say_so(server: Server, tmp_path: Path) -> None:
    async with server(data=tmp_path / "none") as client:
        for address in ("/", "/ask?q=x", "/id/body/emg", "/id/body/emg.ttl"):
            response = await client.get(address)
            assert response.status_code == 503
            assert response.headers["retry-after"] == "30"
            assert response.headers["content-type"] == "application/problem+json"
            assert "run `mandates build` or `mandates ingest FILES`" in response.json()["detail"]


async def test_health(client: httpx.AsyncClient, built: Path) -> None:
    manifest = DataFolder(built).current().manifest
    response = await client.get("/health")
    assert response.json() == {
        "status": "ok",
        "generation": "000001",
        "documents": len(documents.files()),
        "quads": manifest.counts["quads"],
        "tool": manifest.tool,
    }


async def test_a_generation_is_opened_once(built: Path) -> None:
    live = Live(DataFolder(built))
    view = live.view()
    assert live.view() is view
    assert view.store is live.view().store
    assert view.answerer is live.view().answerer


async def test_a_relative_folder_is_the_same_for_the_query_processes(
    server: Server, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").symlink_to(built)
    monkeypatch.chdir(tmp_path)
    async with server(data=Path("data")) as client:
        response = await client.get("/sparql", params={"query": "ASK { body:emg ?p ?o }"})
        assert response.json() == {"head": {}, "boolean": True}


async def test_no_generation_has_the_published_base(tmp_path: Path) -> None:
    live = Live(DataFolder(tmp_path))
    assert live.base == BASE
    with pytest.raises(NoGeneration):
        live.view()


async def test_things_under_another_base_are_served_here(server: Server, tmp_path: Path) -> None:
    """IRIs are dereferenceable on the server that serves them, whatever their host name."""
    data = DataFolder(tmp_path / "data")
    ingest([make("report.txt", TEXT)], data, base="https://example.org/g/")
    async with server(data=data.root) as client:
        response = await client.get("/id/body/unep", headers={"accept": "text/turtle"})
        assert (response.status_code, response.headers["location"]) == (303, "/id/body/unep.ttl")
        subjects = {t.subject for t in ox.parse((await client.get("/id/body/unep.ttl")).content, format=ox.RdfFormat.TURTLE)}
        assert ox.NamedNode("https://example.org/g/id/body/unep") in subjects
        page = await client.get("/id/body/unep.html")
        assert 'href="/id/doc/report.html#p.1"' in page.text
        assert 'href="https://example.org/g/id/' not in page.text, "links stay here; the IRI itself is told as text"
        # Concepts are the model's own and keep its base.
        concept = await client.get("/concept/relation/establishes.nt")
        assert f"<{BASE}concept/relation/establishes> " in concept.text
