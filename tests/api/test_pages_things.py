"""Pages of things: what the graph says of a body, a decision, a document and the rest is what they show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from api.words import WORDS
from graph.store import OxigraphStore, value

Read = Callable[..., Awaitable[tuple[httpx.Response, Any]]]
pytestmark = pytest.mark.anyio
BASE = "https://w3id.org/mandate-graph/"
ZH = {"accept-language": "zh"}


def squeezed(text: str) -> str:
    return "".join(text.split())


# ---- bodies ---------------------------------------------------------------------------------------------------------
async def test_the_founding_answer_comes_with_its_quotation(read: Read, client: httpx.AsyncClient, store: OxigraphStore) -> None:
    [row] = store.select(
        "SELECT ?act ?quote { ?c mg:relation rel:establishes ; mg:object body:ieg-consultative-group ; mg:subject ?act ; "
        "mg:standing standing:asserted ; mg:confidence ?n ; mg:evidence/mg:quotation ?quote } ORDER BY DESC(?n) ?c LIMIT 1"
    )
    _, parsed = await read(client, "/id/body/ieg-consultative-group.html", **ZH)
    before = parsed.text.index(WORDS["zh"]["s_founding"])
    assert before < squeezed(parsed.text).index(squeezed(value(row["quote"]))) + before
    assert "/" + value(row["act"]).removeprefix(BASE) + ".html" in parsed.links()


async def test_a_renamed_body_shows_what_it_was(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/id/body/unea.html", **ZH)
    assert WORDS["zh"]["s_lineage"] in parsed.text
    assert "/id/body/unep-gc.html" in parsed.links()
    assert "/id/decision/un-ga/67_251.html" in parsed.links()
    assert "2013年3月13日" in parsed.text
    # It was founded when the earlier body was.
    assert WORDS["zh"]["founded_as"] in parsed.text
    assert "/id/decision/un-ga/2997--XXVII.html" in parsed.links()


async def test_a_curated_fact_is_never_taken_for_a_read_one(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/id/body/unctad.html", **{"accept-language": "en"})
    assert WORDS["en"]["curated"] in parsed.text


async def test_a_body_on_two_days(read: Read, client: httpx.AsyncClient) -> None:
    _, then = await read(client, "/id/body/unep.html?on=2012-01-01")
    _, later = await read(client, "/id/body/unep.html?on=2015-01-01")
    assert "/id/body/gmef.html" in then.links()
    assert WORDS["en"]["s_structure"] in then.text
    assert "/id/body/unea.html" in later.links()
    _, ended = await read(client, "/id/body/gmef.html?on=2015-01-01")
    assert WORDS["en"]["not_there"].format("1 January 2015") in ended.text


async def test_mandates_stand_under_their_decision(read: Read, client: httpx.AsyncClient, store: OxigraphStore) -> None:
    rows = store.select(
        "SELECT DISTINCT ?act ?action { ?c mg:relation rel:mandates ; mg:object post:unep-executive-director ; mg:subject ?act ; "
        "mg:action ?action }"
    )
    assert len(rows) > 3
    _, parsed = await read(client, "/id/post/unep-executive-director.html", **ZH)
    acts = {"/" + value(row["act"]).removeprefix(BASE) + ".html" for row in rows}
    assert acts & set(parsed.links())
    # The page shows the first of each act, and leads to all of them.
    shown = [row for row in rows if value(row["action"]) in parsed.text]
    assert len(shown) >= min(len(rows), 10)
    assert any("relation=mandates" in link and "object=post" in link for link in parsed.links())


# ---- decisions, documents, paragraphs --------------------------------------------------------------------------------
async def test_a_decision_provision_by_provision(read: Read, client: httpx.AsyncClient, store: OxigraphStore) -> None:
    rows = store.select(
        "SELECT DISTINCT ?n { ?c mg:subject <https://w3id.org/mandate-graph/id/decision/unep-gc/27_2> ; mg:provisionNumber ?n ; "
        "mg:relation ?r FILTER (?r NOT IN (rel:cites, rel:submitted_to)) }"
    )
    numbers = [value(row["n"]) for row in rows]
    assert len(numbers) > 2
    _, parsed = await read(client, "/id/decision/unep-gc/27_2.html", **ZH)
    for number in numbers:
        assert f"第{number}段" in parsed.text
    assert "/id/body/gmef.html" in parsed.links()
    assert WORDS["zh"]["s_citing"] in parsed.text


async def test_from_a_paragraph_to_its_decision_and_all_it_touches(read: Read, client: httpx.AsyncClient) -> None:
    _, document = await read(client, "/browse/document")
    address = next(link for link in document.links() if "/id/doc/UNEP_EA.4_16" in link)
    _, document = await read(client, address)
    assert "/id/decision/unep-gc/27_2.html" in document.links()
    _, decision = await read(client, "/id/decision/unep-gc/27_2.html")
    assert {"/id/body/gmef.html", "/id/body/unea.html"} <= set(decision.links())
    back = [link for link in decision.links() if link.startswith(address + "#")]
    assert back
    assert {link.split("#")[1] for link in back} <= document.ids()


async def test_a_document_marks_names_and_words_said(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/id/doc/emg-progress-2014.html")
    assert len(parsed.all("mark")) > 20
    assert "/id/body/emg.html" in parsed.links()
    facts = [link for link in parsed.links() if link.endswith(".html#facts")]
    assert facts
    _, paragraph = await read(client, facts[0])
    assert "facts" in paragraph.ids()
    assert [link for link in paragraph.links() if link.startswith("/id/claim/")]
    assert any(link.startswith("/id/doc/emg-progress-2014.html#") for link in paragraph.links())
    _, noted = await read(client, "/id/doc/emg-progress-2014.html?notes=1")
    assert len([link for link in noted.links() if link.startswith("/id/claim/")]) > len(facts)


async def test_what_was_not_understood_is_said(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/id/doc/emg-progress-2014.html")
    assert "silent" in parsed.ids()
    silent = [link for link in parsed.links() if link.startswith("#") and link[1:] in parsed.ids()]
    assert len(silent) > 5


async def test_a_membership_stands_on_the_page_of_its_claim(read: Read, client: httpx.AsyncClient, store: OxigraphStore) -> None:
    row = store.select("SELECT ?this ?who ?where { ?this a mg:Participation ; org:member ?who ; org:organization ?where }")[0]
    this, who, where = (value(row[name]).removeprefix(BASE) for name in ("this", "who", "where"))
    claim, _, name = this.partition("#")
    _, page = await read(client, f"/{claim}.html")
    assert name in page.ids(), "the IRI of the membership leads to its own place"
    assert {f"/{who}.html", f"/{where}.html"} <= set(page.links())
    told = (await client.get(f"/{claim}.ttl")).text
    assert f"{claim}#{name}>" in told
    assert "mg:Participation" in told


async def test_a_claim_tells_its_evidence_confidence_and_rule(
    read: Read, client: httpx.AsyncClient, store: OxigraphStore
) -> None:
    [row] = store.select(
        "SELECT ?c ?q ?n ?rule { ?c mg:relation rel:terminates ; mg:object body:gmef ; mg:evidence/mg:quotation ?q ; "
        "mg:confidence ?n ; mg:rule ?rule } ORDER BY ?c LIMIT 1"
    )
    _, parsed = await read(client, "/" + value(row["c"]).removeprefix(BASE) + ".html")
    for told in ("q", "n", "rule"):
        assert value(row[told]) in parsed.text


# ---- the rest -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "section", "link"),
    [
        ("/id/session/unep-gc/27.html", "s_outcomes", "/id/decision/unep-gc/27_2.html"),
        ("/id/place/nairobi.html", "s_seated", "/id/body/unep.html"),
        ("/concept/body-type/regional-office.html", "s_bearing", "/id/body/unep-ro-africa.html"),
        ("/concept/theme/chemicals.html", "s_spoken", ""),
        ("/id/instrument/bali-strategic-plan.html", "s_did", "/id/body/unep.html"),
    ],
)
async def test_kinds_have_sections_of_their_own(
    read: Read, address: str, section: str, link: str, client: httpx.AsyncClient
) -> None:
    _, parsed = await read(client, address)
    assert WORDS["en"][section] in parsed.text
    assert not link or link in parsed.links()


async def test_a_fund_draws_its_money(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/id/fund/environment-fund.html", **ZH)
    assert "money" in parsed.ids()
    assert len(parsed.all("rect")) > 10
    assert WORDS["zh"]["term_USD million"] in parsed.text
    assert "USD million" not in parsed.text, "units are told in the reader's language"


async def test_every_page_leads_to_its_data(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/id/body/emg.html")
    for ending in ("ttl", "jsonld", "nt", "rdf"):
        assert f"/id/body/emg.{ending}" in parsed.links()
    response = await client.get("/facts.csv?about=body:emg")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.text.count("\r\n") > 10


async def test_a_page_is_made_once_and_not_sent_twice(client: httpx.AsyncClient) -> None:
    client.cookies.clear()
    first = await client.get("/id/body/unep.html", headers={"accept-language": "zh", "accept-encoding": "identity"})
    again = {"accept-language": "zh", "accept-encoding": "identity", "if-none-match": first.headers["etag"]}
    second = await client.get("/id/body/unep.html", headers=again)
    assert (second.status_code, second.content) == (304, b"")
    other = await client.get("/id/body/unep.html", headers={**again, "accept-language": "en"})
    assert other.status_code == 200
    assert other.headers["etag"] != first.headers["etag"]
