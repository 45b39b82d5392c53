"""Lists, views, search, the editor, quality and data: what they show and the data behind it agree."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from api.views.names import Names
from api.words import WORDS
from graph.generations import Generation
from graph.ledger import Ledger
from graph.store import OxigraphStore, value
from queries.library import library

Read = Callable[..., Awaitable[tuple[httpx.Response, Any]]]
Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio
BASE = "https://w3id.org/mandate-graph/"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


# ---- lists ----------------------------------------------------------------------------------------------------------
async def test_a_list_holds_everything_of_its_kind(read: Read, client: httpx.AsyncClient, store: OxigraphStore) -> None:
    rows = store.select("SELECT ?d { VALUES ?k { mg:Decision mg:Resolution } ?d a ?k . ?c mg:subject|mg:object ?d }")
    decisions = {iri for row in rows if "/id/decision/" in (iri := value(row["d"]))}
    _, parsed = await read(client, "/browse/decision")
    listed = {link for link in parsed.links() if link.startswith("/id/decision/")}
    assert {"/" + iri.removeprefix(BASE) + ".html" for iri in decisions} <= listed
    _, everything = await read(client, "/browse/decision?all=1")
    assert len([link for link in everything.links() if link.startswith("/id/decision/")]) >= len(listed)
    _, narrowed = await read(client, "/browse/decision?q=27/2")
    found = {link for link in narrowed.links() if link.startswith("/id/decision/")}
    assert "/id/decision/unep-gc/27_2.html" in found
    assert len(found) < len(listed)


async def test_an_unknown_kind_is_not_found(read: Read, client: httpx.AsyncClient) -> None:
    response, _ = await read(client, "/browse/never")
    assert response.status_code == 404


# ---- facts ----------------------------------------------------------------------------------------------------------
async def test_facts_as_page_csv_and_json_agree(read: Read, client: httpx.AsyncClient, store: OxigraphStore) -> None:
    asked = "relation=mandates&object=post:unep-executive-director"
    claims = {
        value(r["c"]) for r in store.select("SELECT ?c { ?c mg:relation rel:mandates ; mg:object post:unep-executive-director }")
    }
    table = rows((await client.get(f"/facts.csv?{asked}")).text)
    assert {row["claim"] for row in table} == claims
    assert {row["claim"] for row in (await client.get(f"/facts.json?{asked}")).json()["facts"]} == claims
    assert all(row["quote"] for row in table)
    _, parsed = await read(client, f"/facts?{asked}")
    shown = {link for link in parsed.links() if link.startswith("/id/claim/")}
    assert shown == {"/" + iri.removeprefix(BASE) + ".html" for iri in claims}


async def test_words_narrow_the_mandates(client: httpx.AsyncClient) -> None:
    """All mandates addressed to the Executive Director, and those on capacity-building among them."""
    whole = rows((await client.get("/facts.csv?relation=mandates&object=post:unep-executive-director")).text)
    some = rows(
        (
            await client.get("/facts.csv", params={"relation": "mandates", "object": "post:unep-executive-director", "q": "能力"})
        ).text
    )
    assert 0 < len(some) < len(whole)
    assert all("能力" in row["action"] + row["quote"] for row in some)
    assert {r["claim"] for r in some} == {r["claim"] for r in whole if "能力" in r["action"] + r["quote"]}


async def test_the_name_of_a_concept_finds_both_languages(client: httpx.AsyncClient) -> None:
    english = rows((await client.get("/facts.csv?q=chemicals")).text)
    assert english
    assert any("化学品" in row["quote"] for row in english)


async def test_facts_are_paged(read: Read, client: httpx.AsyncClient) -> None:
    _, first = await read(client, "/facts?relation=cites")
    _, second = await read(client, "/facts?relation=cites&page=2")
    shown = [{link for link in p.links() if link.startswith("/id/claim/")} for p in (first, second)]
    assert len(shown[0]) == 50
    assert shown[0] & shown[1] == set()
    assert "/facts?relation=cites&page=2" in first.links()


# ---- views ----------------------------------------------------------------------------------------------------------
async def test_the_graph_and_its_table_hold_the_same(read: Read, client: httpx.AsyncClient) -> None:
    data = (await client.get("/explore/graph.json?node=body:emg")).json()
    assert data["center"] == BASE + "id/body/emg"
    ends = {edge[side] for edge in data["edges"] for side in ("source", "target")}
    assert ends == {node["id"] for node in data["nodes"]}
    assert all(data["center"] in (edge["source"], edge["target"]) for edge in data["edges"])
    _, parsed = await read(client, "/explore/graph?node=body:emg")
    assert {node["page"] for node in data["nodes"]} <= set(parsed.links())
    wider = (await client.get("/explore/graph.json?node=body:emg&steps=2")).json()
    assert {e["source"] + e["target"] for e in data["edges"]} <= {e["source"] + e["target"] for e in wider["edges"]}
    assert len(wider["edges"]) > len(data["edges"])
    narrowed = (await client.get("/explore/graph.json?node=body:emg&relation=establishes")).json()
    assert {edge["relation"] for edge in narrowed["edges"]} == {"establishes"}


async def test_what_came_later_is_not_drawn(client: httpx.AsyncClient) -> None:
    whole = (await client.get("/explore/graph.json?node=body:emg")).json()["edges"]
    earlier = (await client.get("/explore/graph.json?node=body:emg&until=2010-01-01")).json()["edges"]
    late = [edge for edge in whole if edge["date"] > "2010-01-01"]
    assert late
    assert len(earlier) == len(whole) - len(late)


async def test_the_structure_differs_rightly(read: Read, client: httpx.AsyncClient) -> None:
    async def there(day: str) -> set[str]:
        data = (await client.get(f"/explore/structure.json?on={day}&root=body:unep")).json()
        assert data["on"] == day
        return {row["body"].removeprefix(BASE + "id/body/") for row in data["bodies"]}

    then, later = await there("2012-01-01"), await there("2015-01-01")
    assert {"unep-gc", "gmef"} <= then - later
    assert "unea" in later - then
    # The day of the change itself belongs to what came of it.
    assert "unea" in await there("2013-03-13")
    assert "unea" not in await there("2013-03-12")
    _, parsed = await read(client, "/explore/structure?on=2012-01-01&with=2015-01-01&root=body:unep")
    assert WORDS["en"]["only_then"].format("1 January 2012", "1 January 2015") in parsed.text
    assert {"/id/body/gmef.html", "/id/body/unea.html"} <= set(parsed.links())


async def test_the_timeline_is_in_order(client: httpx.AsyncClient) -> None:
    table = rows((await client.get("/explore/timeline.csv")).text)
    dates = [row["date"] for row in table]
    assert len(dates) > 8
    assert [d[:4] for d in dates] == sorted(d[:4] for d in dates)
    ended = rows((await client.get("/explore/timeline.csv?relation=terminates")).text)
    assert {row["relation"] for row in ended} == {"terminates"}
    assert BASE + "id/body/gmef" in {row["object"] for row in ended}


async def test_a_cell_of_the_matrix_leads_to_its_facts(read: Read, client: httpx.AsyncClient) -> None:
    table = rows((await client.get("/explore/matrix.csv?relation=mandates")).text)
    _, parsed = await read(client, "/explore/matrix?relation=mandates")
    best = max(table, key=lambda row: int(row["facts"]))
    cell = next(a for a in parsed.all("a") if (a.get("aria-label") or "").endswith(f": {best['facts']}"))
    facts = rows((await client.get(str(cell["href"]).replace("/facts?", "/facts.csv?") + "&relation=mandates")).text)
    assert len(facts) == int(best["facts"])


async def test_citations_count_the_claims(client: httpx.AsyncClient, store: OxigraphStore) -> None:
    edges = (await client.get("/explore/citations.json?least=2")).json()["edges"]
    assert edges
    assert min(edge["times"] for edge in edges) >= 2
    first = edges[0]
    [row] = store.select(
        f"SELECT (COUNT(*) AS ?n) {{ ?c mg:relation rel:cites ; mg:subject <{first['source']}> ; mg:object <{first['target']}> }}"
    )
    assert int(value(row["n"])) == first["times"]


# ---- search ---------------------------------------------------------------------------------------------------------
async def test_search_marks_the_hit(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/search?q=%E5%8C%96%E5%AD%A6%E5%93%81")
    assert len(parsed.all("mark")) > 3
    assert "化学品" in parsed.text
    assert WORDS["en"]["search_paragraphs"] in parsed.text
    leads = [link for link in parsed.links() if link.startswith("/id/doc/") and "#" in link]
    address, _, fragment = leads[0].partition("#")
    _, document = await read(client, address)
    assert fragment in document.ids()


async def test_facets_narrow(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/search?q=unep&kind=body")
    found = [link for link in parsed.links() if link.startswith("/id/")]
    assert found
    assert all(link.startswith("/id/body/") for link in found)
    _, nothing = await read(client, "/search?q=unep&language=xx&kind=never")
    assert nothing.text.count("UNEP") > 0
    _, none = await read(client, "/search?q=qqqzzz")
    assert WORDS["en"]["nothing_found"] in none.text


async def test_search_for_programs(client: httpx.AsyncClient) -> None:
    hits = (await client.get("/search.json", params={"q": "环境管理小组", "kind": "body"})).json()["hits"]
    assert hits[0]["iri"] == BASE + "id/body/emg"
    refused = await client.get("/search.json?q=%20")
    assert refused.status_code == 400
    assert refused.json()["detail"]


# ---- the editor -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", sorted(library()))
async def test_every_worked_query_runs_as_it_stands_in_the_editor(name: str, read: Read, client: httpx.AsyncClient) -> None:
    response, _ = await read(client, f"/query?example={name}")
    text = response.text.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    query = html.unescape(text)
    answer = await client.get("/sparql", params={"query": query, "format": "json"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["head"]["vars"]


async def test_what_the_editor_completes(client: httpx.AsyncClient) -> None:
    found = (await client.get("/query/words.json?lang=zh")).json()
    assert found["words"]["mg:Body"]
    assert found["words"]["rel:establishes"] == "设立"
    assert found["prefixes"]["mg"] == BASE + "ontology#"


# ---- quality, data, API ---------------------------------------------------------------------------------------------
async def test_quality(read: Read, client: httpx.AsyncClient, generation: Generation) -> None:
    names = Names(generation.open(), Ledger.open(generation.ledger_path), "en")
    _, parsed = await read(client, "/quality")
    for entry in generation.manifest.documents:
        assert names.label(entry.iri) in parsed.text
    assert WORDS["en"]["measured_none"] in parsed.text


def measured(folder: Path, told: object) -> None:
    (folder / "measures.json").write_text(json.dumps(told), encoding="utf-8")


async def test_measures_are_shown_where_there_are_some(read: Read, server: Server, data: Any) -> None:
    told = [
        {"what": "founding acts", "precision": "0.93", "recall": "0.88", "n": "41", "by": "two readers", "on": "2026-01-02"},
        7,
    ]
    measured(data.root, told)
    async with server(data=data.root) as own:
        _, parsed = await read(own, "/quality")
    for shown in ("founding acts", "0.93", "0.88", "two readers"):
        assert shown in parsed.text
    assert WORDS["en"]["measured_none"] not in parsed.text


@pytest.mark.parametrize("kind", ["body", "decision", "document", "person", "fund"])
async def test_browse_counts_what_its_lists_hold(kind: str, read: Read, client: httpx.AsyncClient) -> None:
    page = (await client.get("/browse", headers={"accept": "text/html"})).text
    counted = page.split(f'href="/browse/{kind}"><strong>')[1].split("<")[0]
    _, listed = await read(client, f"/browse/{kind}")
    assert f"{WORDS['en']['kind_' + kind]} {counted}" in " ".join(listed.text.split())


async def test_a_generation_without_a_ledger_is_listed_when_it_is_served(
    read: Read, server: Server, data: Any, client: httpx.AsyncClient
) -> None:
    data.current().ledger_path.unlink()
    async with server(data=data.root) as own:
        for address in ("/browse", "/facts?relation=mandates&page=2", "/explore/matrix"):
            _, there = await read(client, address)
            _, here = await read(own, address)
            assert here.text == there.text
            assert here.links() == there.links()


async def test_measures_tell_their_generation_and_show_as_soon_as_they_are_kept(read: Read, server: Server, data: Any) -> None:
    row = {"what": "establishes", "relation": "establishes", "precision": 0.5, "recall": None, "right": 1, "found": 2, "n": 0}
    async with server(data=data.root) as own:
        _, before = await read(own, "/quality")
        assert WORDS["en"]["measured_none"] in before.text
        measured(data.root, [row | {"by": "a reader", "documents": 1, "generation": "000000"}])
        _, after = await read(own, "/quality", **{"accept-language": "zh"})
        _, parsed = await read(own, "/quality")
    assert "a reader · 1 document" in parsed.text
    assert WORDS["en"]["measured_earlier"].format("000000") in parsed.text
    assert "0.500" in parsed.text
    assert "1 / 2" in parsed.text
    assert "设立" in after.text.split("a reader")[1].split("JSON")[0], "a relation is named in the reader's language"


async def test_dataset_counts_the_graphs(read: Read, client: httpx.AsyncClient, store: OxigraphStore) -> None:
    _, parsed = await read(client, "/dataset")
    for row in store.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"):
        assert value(row["g"]).removeprefix(BASE) in parsed.text
        assert f"{int(value(row['n'])):,}" in parsed.text


async def test_the_api_page_tells_every_operation(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/api")
    described = (await client.get("/openapi.json")).json()
    assert len(described["paths"]) > 8
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            assert f"{method.upper()} {path}" in parsed.text
            assert all(parameter["name"] in parsed.text for parameter in told.get("parameters", ()))


async def test_behind_a_proxy_links_keep_its_path(built: Path) -> None:
    transport = httpx.ASGITransport(create_app(Settings(data=built)), root_path="/graph")
    async with httpx.AsyncClient(transport=transport, base_url="http://graph.test") as behind:
        text = (await behind.get("/graph/id/body/emg.html")).text
        assert 'href="/graph/static/style.css"' in text
        assert 'href="/graph/id/body/un-system.html"' in text
        assert 'href="/id/' not in text
