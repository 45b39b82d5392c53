"""Updates with a token: a new generation, or nothing at all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import httpx
import pytest

from graph.generations import DataFolder

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio
TOKEN = {"authorization": "Bearer a secret"}
INSERT = "INSERT DATA { GRAPH <urn:own> { body:emg mg:ordinal 7 } }"
ASKED = {"query": "SELECT ?n { GRAPH <urn:own> { body:emg mg:ordinal ?n } }"}


@pytest.fixture
async def open_server(server: Server, tiny_data: DataFolder) -> AsyncIterator[httpx.AsyncClient]:
    async with server(data=tiny_data.root, update_token="a secret") as client:
        yield client


async def numbers(client: httpx.AsyncClient) -> list[str]:
    return [row["n"]["value"] for row in (await client.get("/sparql", params=ASKED)).json()["results"]["bindings"]]


@pytest.mark.parametrize("way", ["form", "body"])
async def test_an_update_is_a_new_generation(way: str, open_server: httpx.AsyncClient, tiny_data: DataFolder) -> None:
    assert await numbers(open_server) == []
    before = (await open_server.get("/sparql", params=ASKED)).headers["etag"]
    if way == "form":
        response = await open_server.post("/sparql", data={"update": INSERT}, headers=TOKEN)
    else:
        media = {"content-type": "application/sparql-update"}
        response = await open_server.post("/sparql", content=INSERT, headers={**TOKEN, **media})
    assert (response.status_code, response.headers["generation"]) == (204, "000002")
    assert await numbers(open_server) == ["7"]
    assert (await open_server.get("/sparql", params=ASKED)).headers["etag"] != before
    made = tiny_data.current()
    assert made.manifest.documents == tiny_data.all()[0].manifest.documents
    assert made.manifest.counts["quads"] == tiny_data.all()[0].manifest.counts["quads"] + 1
    # What was is still there, and can be gone back to.
    tiny_data.point("000001")
    assert await numbers(open_server) == []


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer other"}, {"authorization": "Basic a secret"}])
async def test_without_the_token_nothing_happens(
    headers: dict[str, str], open_server: httpx.AsyncClient, tiny_data: DataFolder
) -> None:
    response = await open_server.post("/sparql", data={"update": "DROP ALL"}, headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert "want the server's token" in response.json()["detail"]
    assert len(tiny_data.all()) == 1


@pytest.mark.parametrize(
    ("update", "status", "kind", "told"),
    [
        ("INSERT DATA { oops", 400, "syntax", "error at 1:"),
        ("LOAD <http://127.0.0.1:9/>", 400, "forbidden", "SERVICE and LOAD are not allowed"),
        ("DROP ALL ; load silent <file:///etc/passwd> INTO GRAPH <urn:x>", 400, "forbidden", "SERVICE and LOAD are not allowed"),
        ("L\\u004FAD <http://127.0.0.1:9/>", 400, "forbidden", "SERVICE and LOAD are not allowed"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://e.org/> { ?s ?p ?o } }", 400, "forbidden", "SERVICE and LOAD are"),
    ],
)
async def test_a_wrong_update_changes_nothing(
    update: str, status: int, kind: str, told: str, open_server: httpx.AsyncClient, tiny_data: DataFolder
) -> None:
    response = await open_server.post("/sparql", data={"update": update}, headers=TOKEN)
    assert response.status_code == status
    assert response.json()["type"] == f"urn:mandate-graph:{kind}"
    assert told in response.json()["detail"]
    assert [g.name for g in tiny_data.all()] == ["000001"]
    assert not list(tiny_data.generations.glob("*.draft"))


async def test_while_another_writes(open_server: httpx.AsyncClient, tiny_data: DataFolder) -> None:
    with tiny_data.lock():
        response = await open_server.post("/sparql", data={"update": INSERT}, headers=TOKEN)
    assert response.status_code == 503
    assert response.headers["retry-after"] == "10"
    assert await numbers(open_server) == []


async def test_datasets_are_named_in_the_update(open_server: httpx.AsyncClient) -> None:
    response = await open_server.post("/sparql", data={"update": INSERT, "using-graph-uri": "urn:x"}, headers=TOKEN)
    assert response.status_code == 400
    assert "name the graphs in the update" in response.json()["detail"]


async def test_lists_tell_what_an_update_did_to_the_graph_of_a_document(open_server: httpx.AsyncClient) -> None:
    before = (await open_server.get("/facts.json")).json()["facts"]
    assert before[0]["confidence"] != "0.111"
    claim = f"<{before[0]['claim']}>"
    change = (
        f"DELETE {{ GRAPH ?g {{ {claim} mg:confidence ?old }} }} INSERT {{ GRAPH ?g {{ {claim} mg:confidence 0.111 }} }} "
        f"WHERE {{ GRAPH ?g {{ {claim} mg:confidence ?old }} }}"
    )
    answer = await open_server.post("/sparql", data={"update": change}, headers=TOKEN)
    assert answer.is_success
    after = (await open_server.get("/facts.json")).json()["facts"]
    assert [row["confidence"] for row in after if row["claim"] == before[0]["claim"]] == ["0.111"]
    assert len(after) == len(before)
