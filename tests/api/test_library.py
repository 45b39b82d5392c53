"""`/queries`: questions with typed parameters, over HTTP, in OpenAPI and as SHACL."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

from api.service import FORMATS
from graph.store import OxigraphStore, value
from graph.vocabulary import BASE, SH
from queries.library import library

pytestmark = pytest.mark.anyio


def rows(response: httpx.Response) -> list[dict[str, str]]:
    assert response.status_code == 200, response.text
    return [{name: cell["value"] for name, cell in row.items()} for row in response.json()["results"]["bindings"]]


async def test_the_list(client: httpx.AsyncClient) -> None:
    told = (await client.get("/queries")).json()["queries"]
    assert [one["name"] for one in told] == list(library())
    [one] = [one for one in told if one["name"] == "founding"]
    assert one["title"] == {"en": "Which decision created a body?", "zh": "哪项决定设立了某机构？"}
    assert one["parameters"][0]["kind"] == "iri"
    assert one["address"] == "http://graph.test/queries/founding"
    assert one["sparql"].startswith("SELECT ")


@pytest.mark.parametrize("text", ["emg", "body:emg", "body/emg", BASE + "id/body/emg"])
async def test_an_iri_may_be_short(text: str, client: httpx.AsyncClient, store: OxigraphStore) -> None:
    got = rows(await client.get("/queries/evidence-of", params={"thing": text}))
    assert got
    assert {row["thing"] for row in got} == {BASE + "id/body/emg"}
    quotes = store.select("SELECT ?q { ?c mg:subject|mg:object body:emg ; mg:evidence/mg:quotation ?q }")
    assert {row["quote"] for row in got} == {value(row["q"]) for row in quotes}


async def test_dates_numbers_and_words(client: httpx.AsyncClient, store: OxigraphStore) -> None:
    early = rows(await client.get("/queries/bodies-on", params={"day": "1900-01-01"}))
    late = rows(await client.get("/queries/bodies-on", params={"day": "2100"}))
    assert early == []
    assert late
    assert all(row["start"] <= "2100" for row in late)
    cited = rows(await client.get("/queries/most-cited", params={"least": "4"}))
    assert cited
    assert all(int(row["times"]) >= 4 for row in cited)
    found = rows(await client.get("/queries/texts-with", params={"words": "化学品"}))
    texts = store.select("SELECT ?p { ?p mg:text ?t FILTER CONTAINS(?t, '化学品') }")
    assert {row["paragraph"] for row in found} == {value(row["p"]) for row in texts}


async def test_formats_limits_and_tags(client: httpx.AsyncClient) -> None:
    table = await client.get("/queries/evidence-of", params={"thing": "emg", "format": "csv", "max-rows": "1000"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.text.startswith("thing,claim,relation,quote,paragraph\r\n")
    assert "rows=1000," in table.headers["query-limits"]
    same = await client.get(
        "/queries/evidence-of",
        params={"thing": "emg", "format": "csv", "max-rows": "1000"},
        headers={"if-none-match": table.headers["etag"]},
    )
    assert (same.status_code, same.content) == (304, b"")
    response = await client.get("/queries/evidence-of", params={"thing": "emg", "max-rows": "1"})
    assert response.status_code == 413
    response = await client.get("/queries/evidence-of", params={"thing": "emg"}, headers={"accept": "image/png"})
    assert response.status_code == 406


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/queries/never", 404, "there is no question never; these are: "),
        ("/queries/founding?bodi=emg", 400, "founding wants body"),
        ("/queries/founding?body=emg&x=1", 400, "founding knows no x"),
        ("/queries/founding?body=a b", 400, "Invalid IRI"),
        ("/queries/bodies-on?day=yesterday", 400, "is no date; write 2013, 2013-02 or 2013-02-22"),
        ("/queries/most-cited?least=many", 400, "many"),
        ("/queries/texts-with?words=。", 400, "there is no word to search for"),
        ("/queries/founding?body=emg&timeout=x", 400, "a number above 0 is wanted"),
    ],
)
async def test_what_is_wrong_is_told(address: str, status: int, told: str, client: httpx.AsyncClient) -> None:
    response = await client.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert told in response.json()["detail"]


async def test_without_parameters_a_question_says_what_it_wants(client: httpx.AsyncClient) -> None:
    told = (await client.get("/queries/founding")).json()
    assert told["name"] == "founding"
    assert told["parameters"][0]["name"] == "body"


async def test_words_cannot_break_out(client: httpx.AsyncClient) -> None:
    wicked = 'x" } } ; DROP ALL # \\'
    assert rows(await client.get("/queries/texts-with", params={"words": wicked})) == []


@pytest.mark.parametrize("media", FORMATS)
async def test_as_shacl(media: str, client: httpx.AsyncClient) -> None:
    """Each is an executable that runs with the declared prefixes alone, its examples filled in."""
    response = await client.get("/queries", headers={"accept": media})
    store = ox.Store()
    store.load(response.content, format=FORMATS[media])
    told = OxigraphStore(store)
    selects = told.select("SELECT ?q ?text { ?q a sh:SPARQLSelectExecutable ; sh:select ?text ; sh:prefixes ?p }")
    assert {value(row["q"]) for row in selects} == {f"{BASE}queries#{name}" for name in library()}
    prefixes = {
        value(r["p"]): value(r["n"]) for r in told.select("SELECT ?p ?n { ?x sh:declare [ sh:prefix ?p ; sh:namespace ?n ] }")
    }
    for row in selects:
        ox.Store().query(value(row["text"]).replace("text:matches", "mg:matches"), prefixes=prefixes)
    assert told.ask('ASK { ?q rdfs:label "Which decision created a body?"@en, "哪项决定设立了某机构？"@zh }')
    assert told.ask(f'ASK {{ ?q sh:parameter [ a sh:Parameter ; sh:name "body" ; sh:nodeKind <{SH}IRI> ] }}')
    assert told.ask("ASK { ?q <https://schema.org/target> <http://graph.test/sparql> }")


async def test_openapi_has_every_question_and_the_endpoint(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]
    assert {f"/queries/{name}" for name in library()} <= set(paths)
    assert {"get", "post"} <= set(paths["/sparql"])
    by_name = {p["name"]: p for p in paths["/queries/most-cited"]["get"]["parameters"]}
    assert by_name["least"]["schema"] == {"type": "integer"}
    assert by_name["least"]["required"] is True
    assert by_name["timeout"]["required"] is False
    assert {"/void", "/dump.{form}.gz"} <= set(paths)
