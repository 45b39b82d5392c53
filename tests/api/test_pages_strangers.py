"""Pages of documents and questions from strangers: markup in them is text, wherever it is shown."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from graph.generations import DataFolder
from ingest.pipeline import ingest
from ingest.source import make

Read = Callable[..., Awaitable[tuple[httpx.Response, Any]]]
Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture(scope="module")
async def hostile(
    server: Server, tmp_path_factory: pytest.TempPathFactory, anyio_backend: str
) -> AsyncIterator[httpx.AsyncClient]:
    """A server of one document that is full of markup: in its text, its title, its label and its file's name."""
    data = DataFolder(tmp_path_factory.mktemp("hostile"))
    text = (
        f"联合国\n\n报告{SCRIPT}\n\n1. 大会于1972年设立了联合国环境规划署，见{SCRIPT}。\n\n"
        f'2. 理事会设立了"><img src=x onerror=alert(1)>特设工作组。\n\n3. 理事会请执行主任提交{SCRIPT}报告。\n'
    )
    title = {"zh": f"报告{SCRIPT}", "en": f'Report"{SCRIPT}'}
    source = make("<script>x'\".txt", text, {"title": title, "job_number": "K0000001"})
    report = ingest([source], data)
    assert [entry.claims > 0 for entry in report.taken] == [True]
    async with server(data=data.root) as client:
        yield client


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/id/doc/K0000001.html",
        "/id/doc/K0000001.html?notes=1",
        "/id/body/unep.html",
        "/ask?q=联合国环境规划署由什么设立？",
        "/browse/document",
        "/facts?document=doc:K0000001",
        "/search?q=报告",
        "/explore/graph?node=body:unep",
        "/quality",
        "/dataset",
    ],
)
async def test_markup_in_documents_is_text(read: Read, address: str, language: str, hostile: httpx.AsyncClient) -> None:
    response, parsed = await read(hostile, address, **{"accept-language": language})
    assert response.status_code == 200
    assert [a for a in parsed.all("script") if a != {"type": "module", "src": "/static/graph.js"}] == []
    assert parsed.all("img") == []
    assert [name for _, a in parsed.tags for name in a if name.startswith("on")] == []
    if address not in ("/explore/graph?node=body:unep",):
        assert SCRIPT in parsed.text, "it is shown as it was written"


async def test_every_page_of_that_document_is_sound(read: Read, hostile: httpx.AsyncClient) -> None:
    graph = "<https://w3id.org/mandate-graph/graph/doc/K0000001/zh>"
    query = f"SELECT DISTINCT ?s {{ GRAPH {graph} {{ ?s ?p ?o }} FILTER (!CONTAINS(STR(?s), '#')) }}"
    rows = (await hostile.get("/sparql", params={"query": query})).json()
    things = [row["s"]["value"] for row in rows["results"]["bindings"]]
    assert len(things) > 8
    for iri in things:
        response, parsed = await read(hostile, "/" + iri.removeprefix("https://w3id.org/mandate-graph/") + ".html")
        assert response.status_code == 200
        assert [tag for tag, _ in parsed.tags if tag in ("script", "img")] == []


@pytest.mark.parametrize(
    "text", [SCRIPT, '"><img src=x onerror=alert(1)>', "' onfocus='alert(1)", "{{ 7*7 }}", "javascript:alert(1)"]
)
async def test_markup_in_a_question_is_text(read: Read, text: str, client: httpx.AsyncClient) -> None:
    response, parsed = await read(client, str(httpx.URL("/ask", params={"q": text})))
    assert response.status_code == 200
    assert parsed.all("script") == parsed.all("img") == []
    assert [name for _, a in parsed.tags for name in a if name.startswith("on")] == []
    assert parsed.asked() == [text]
    assert [a["href"] for a in parsed.all("a") if (a["href"] or "").startswith("javascript:")] == []
    assert "49" not in parsed.text


async def test_markup_in_an_address_is_text(read: Read, client: httpx.AsyncClient) -> None:
    response, parsed = await read(client, "/id/body/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert response.status_code == 404
    assert parsed.all("script") == []
    assert "/id/body/<script>alert(1)</script>" in parsed.text


@pytest.mark.parametrize(
    "address",
    [
        "/facts?q={}",
        "/facts?about={}",
        "/facts?relation={}&standing={}&page={}",
        "/search?q={}",
        "/search?q=unep&kind={}&language={}&document={}&page={}",
        "/explore/graph?node={}",
        "/explore/graph?until={}&steps={}&relation={}",
        "/explore/structure?root={}&on={}&with={}",
        "/explore/timeline?from={}&to={}&relation={}",
        "/explore/matrix?relation={}",
        "/explore/citations?least={}",
        "/browse/body?q={}&page={}&all={}",
        "/query?query={}",
        "/query?example={}",
        "/id/body/unep.html?on={}",
        "/quality?page={}",
        "/dataset?page={}",
    ],
)
@pytest.mark.parametrize("text", [SCRIPT, '"><img src=x onerror=alert(1)>', "{{ 7777*7777 }}", "\x00\ud7ff%", "-1", "9" * 30])
async def test_parameters_are_text(read: Read, address: str, text: str, client: httpx.AsyncClient) -> None:
    response, parsed = await read(client, address.replace("{}", quote(text)))
    assert response.status_code == 200
    own = ("/static/graph.js", "/static/editor.js", "/static/vendor/yasqe.min.js")
    assert [a for a in parsed.all("script") if a.get("src") not in own] == []
    assert parsed.all("img") == []
    assert [name for _, a in parsed.tags for name in a if name.startswith("on")] == []
    assert [link for link in parsed.links() if link.startswith("javascript:")] == []
    assert "60481729" not in parsed.text
