"""`/contradictions` and `/variants`: what the command line lists, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict

import httpx
import pyoxigraph as ox
import pytest

from graph.contradictions import contradictions, variants
from graph.generations import DataFolder
from graph.store import OxigraphStore
from graph.vocabulary import MG, XSD

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio


async def test_variants_are_those_of_the_graph(client: httpx.AsyncClient, store: OxigraphStore) -> None:
    answer = await client.get("/variants")
    assert answer.status_code == 200
    told = answer.json()
    expected = variants(store)
    assert expected
    assert [row["thing"] for row in told["variants"]] == [one.thing for one in expected]
    assert told["variants"][0]["names"][0] == [expected[0].names[0][0], expected[0].names[0][1], list(expected[0].names[0][2])]


async def test_an_unchanged_list_is_not_sent_again(client: httpx.AsyncClient) -> None:
    for address in ("/contradictions", "/variants"):
        first = await client.get(address)
        assert first.json().keys() == {"generation", address.removeprefix("/")}
        again = await client.get(address, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_a_contradiction_comes_with_both_quotations(server: Server, data: DataFolder) -> None:
    """A second end is told of a meeting that a digest tells the end of."""
    with data.lock():
        draft = data.draft()
        held = draft.store.ox
        end = ox.NamedNode(MG + "end")
        holds = ox.NamedNode("https://w3id.org/mandate-graph/concept/relation/holds")
        relation, meeting = ox.NamedNode(MG + "relation"), ox.NamedNode(MG + "object")
        told = next(
            q
            for q in held.quads_for_pattern(None, end, None)
            if ox.Quad(q.subject, relation, holds, q.graph_name) in held
            and not any("plenary-" in str(o.object) for o in held.quads_for_pattern(q.subject, meeting, None))
        )
        twin = ox.NamedNode("https://w3id.org/mandate-graph/id/claim/twin")
        for quad in list(held.quads_for_pattern(told.subject, None, None, told.graph_name)):
            other = ox.Literal("1901-01-01", datatype=ox.NamedNode(XSD + "date"))
            held.add(ox.Quad(twin, quad.predicate, other if quad.predicate == end else quad.object, quad.graph_name))
        generation = data.commit(draft, "test", {"quads": len(held)})
    async with server(data=data.root) as client:
        answer = (await client.get("/contradictions")).json()
    assert answer["generation"] == generation.name
    assert answer["contradictions"] == json.loads(json.dumps([asdict(one) for one in contradictions(generation.open())]))
    pair = next(row for row in answer["contradictions"] if twin.value in (row["one"]["claim"], row["other"]["claim"]))
    assert pair["kind"] == "MeetingDatesDiffer"
    assert "1901-01-01" in {pair["one"]["told"], pair["other"]["told"]}
    assert pair["one"]["quote"]
    assert pair["one"]["address"]
    assert set(pair["messages"]) == {"en", "zh"}
