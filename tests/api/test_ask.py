"""`/ask`: JSON for programs, a page for people, and the same answer for both."""

from __future__ import annotations

import html
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from urllib.parse import quote_plus

import httpx
import pyoxigraph as ox
import pytest

from answers.answerer import EXAMPLES, LONGEST, Answerer
from answers.model import Answer, Citation, Decision, Question, Thing
from graph.generations import DataFolder
from graph.store import OxigraphStore
from graph.vocabulary import PREFIXES
from ingest.pipeline import ingest
from ingest.source import make

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio

KEYS = [
    "status", "sure", "question", "language", "answer", "rows", "decision", "citations", "sparql", "suggestions",
    "kind", "why", "shape", "columns", "understood",
]  # fmt: skip
QUESTION = "联合国环境规划署由什么设立？"
TEXT = "联合国\n\n报告\n\n1. 前言。\n"
QUOTATION = "大会第2997(XXVII)号决议设立了联合国环境规划署。"
#: One claim, as if it had been read in the first paragraph.
CLAIM = f"""
<https://w3id.org/mandate-graph/id/claim/0123456789abcdef> mg:relation rel:establishes ;
  mg:subject <https://w3id.org/mandate-graph/id/decision/un-ga/2997--XXVII> ;
  mg:object body:unep ; mg:standing standing:asserted ; mg:status status:extracted ; mg:confidence 0.95 ;
  mg:date "1972-12-15"^^xsd:date ; mg:provisionNumber "section I" ; mg:evidence <urn:evidence> .
<urn:evidence> mg:quotation "{QUOTATION}"@zh ; mg:inParagraph <https://w3id.org/mandate-graph/id/doc/report/p.1> ;
  mg:inVersion VERSION .
"""


@pytest.fixture(scope="module")
async def tiny(server: Server, tmp_path_factory: pytest.TempPathFactory, anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    """A server of one claim, so that the answer is known."""
    data = DataFolder(tmp_path_factory.mktemp("tiny"))
    [entry] = ingest([make("report.txt", TEXT)], data, curated=False).taken
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    with data.lock():
        draft = data.draft()
        parsed = ox.parse(head + CLAIM.replace("VERSION", f"<{entry.version}>"), format=ox.RdfFormat.TURTLE)
        draft.store.ox.extend(ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(entry.graph)) for q in parsed)
        data.commit(draft, "test", {})
    async with server(data=data.root) as client:
        yield client


async def test_an_answer_with_everything_that_the_contract_wants(tiny: httpx.AsyncClient) -> None:
    response = await tiny.get("/ask", params={"q": QUESTION}, headers={"accept": "application/json"})
    assert response.headers["content-type"] == "application/json"
    assert response.headers["access-control-allow-origin"] == "*"
    assert {"Accept", "Accept-Language"} <= {v.strip() for v in response.headers["vary"].split(",")}
    told = response.json()
    assert list(told) == KEYS
    assert (told["status"], told["language"], told["question"]) == ("answered", "zh", QUESTION)
    assert told["decision"] == {
        "iri": "https://w3id.org/mandate-graph/id/decision/un-ga/2997--XXVII",
        "symbol": "A/RES/2997(XXVII)",
        "label": (await tiny.get("/id/decision/un-ga/2997--XXVII.html", params={"lang": "zh"}))
        .text.split("<h1>")[1]
        .split("<")[0],
        "date": "1972-12-15",
    }
    [citation] = told["citations"]
    assert citation == {
        "document": "https://w3id.org/mandate-graph/id/doc/report",
        "label": "报告",
        "file": "report.txt",
        "paragraph": "main/1",
        "quote": QUOTATION,
        "digest": False,
    }
    assert "2997" in told["answer"]
    assert "1972年12月15日" in told["answer"]
    again = await tiny.get("/sparql", params={"query": told["sparql"]})
    quotations = [row["quote"]["value"] for row in again.json()["results"]["bindings"]]
    assert quotations == [citation["quote"]], "the query that is shown gives what the answer rests on"


async def test_people_see_the_same_answer(tiny: httpx.AsyncClient) -> None:
    told = (await tiny.get("/ask", params={"q": QUESTION, "format": "json"})).json()
    page = (await tiny.get("/ask", params={"q": QUESTION}, headers={"accept": "text/html"})).text
    said = page.split('<p class="answer" lang="zh">')[1].split("</p>")[0]
    assert "2997" in said
    assert "".join(told["answer"].split()).startswith("".join(said.split())), "the quotation stands apart"
    assert f">{told['citations'][0]['quote']}</p><footer>" in page
    assert ('class="verdict sure"' if told["sure"] else 'class="verdict unsure"') in page
    assert quote_plus(told["sparql"]) in page.replace("%20", "+").replace("/", "%2F"), "a link fills the editor"
    assert all(html.escape(more) in page for more in told["suggestions"])
    assert 'href="/id/doc/report.html#p.1"' in page
    assert 'href="/id/decision/un-ga/2997--XXVII.html"' in page
    assert 'id="p.1"' in (await tiny.get("/id/doc/report.html")).text


@pytest.mark.parametrize(
    ("accept", "parameters", "media"),
    [
        ("application/json", {}, "application/json"),
        ("*/*", {}, "application/json"),
        (None, {}, "application/json"),
        ("image/png", {}, "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", {}, "text/html"),
        ("text/html;q=0.5, application/json", {}, "application/json"),
        ("text/html", {"format": "json"}, "application/json"),
    ],
)
async def test_programs_get_json_and_browsers_pages(
    accept: str | None, parameters: dict[str, str], media: str, client: httpx.AsyncClient
) -> None:
    headers = {"accept": accept} if accept else {}
    response = await client.get("/ask", params={"q": "EMG?", **parameters}, headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media


@pytest.mark.parametrize("q", ["", "   ", None])
async def test_no_question_is_answered_with_examples(q: str | None, client: httpx.AsyncClient) -> None:
    told = (await client.get("/ask", params={"q": q} if q is not None else {})).json()
    assert (told["status"], told["sure"], told["decision"], told["citations"]) == ("unknown", False, None, [])
    assert told["suggestions"] == [*EXAMPLES["en"], *EXAMPLES["zh"]]
    page = await client.get("/ask", params={"q": q} if q is not None else {}, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert '<p class="answer"' not in page.text


@pytest.mark.parametrize(
    "q", ["\x00", "???", "' OR 1=1 --", "} SERVICE <http://e.org> {", "🌍" * 300, "(" * 1500, "x" * 2000, "环" * 1999]
)
async def test_any_question_is_survived(q: str, client: httpx.AsyncClient) -> None:
    response = await client.get("/ask", params={"q": q})
    assert response.status_code == 200
    told = response.json()
    assert told["status"] == "unknown"
    assert told["question"] == " ".join(q.split())[:LONGEST]
    assert told["answer"]


async def test_a_question_that_is_too_long(client: httpx.AsyncClient) -> None:
    response = await client.get("/ask", params={"q": "x" * 2001})
    assert response.status_code == 422
    [error] = response.json()["detail"]
    assert (error["loc"], error["ctx"]) == (["query", "q"], {"max_length": 2000})


async def test_an_answer_is_in_the_language_of_the_question(client: httpx.AsyncClient) -> None:
    for language in ("en", "zh"):
        told = (await client.get("/ask", params={"q": EXAMPLES[language][0]}, headers={"accept-language": "fr"})).json()
        assert told["language"] == language
        page = await client.get("/ask", params={"q": EXAMPLES[language][0], "lang": "en"}, headers={"accept": "text/html"})
        client.cookies.clear()
        assert f'<p class="answer" lang="{language}">' in page.text


async def test_the_server_answers_what_the_answerer_answers(client: httpx.AsyncClient, store: OxigraphStore) -> None:
    answerer = Answerer.of(store)
    for question in (EXAMPLES["en"][0], EXAMPLES["zh"][1], "EMG"):
        told = (await client.get("/ask", params={"q": question})).json()
        assert told == json.loads(json.dumps(answerer.answer(question).to_json()))


# ---- the values -----------------------------------------------------------------------------------------------------
def test_an_answer_as_json() -> None:
    answer = Answer(
        "answered", "text", True, ({"iri": "x"},), Decision("d", "A/1", "label", "2013"),
        (Citation("doc", "label", "f.txt", "main/1", "words", True),),
        "ASK {}", ("more",), "zh", "question", "created", "because", "table", ("iri",), ({"iri": "x"},), {"kept": "apart"},
    )  # fmt: skip
    assert answer.to_json() == {
        "status": "answered",
        "sure": True,
        "question": "question",
        "language": "zh",
        "answer": "text",
        "rows": [{"iri": "x"}],
        "decision": {"iri": "d", "symbol": "A/1", "label": "label", "date": "2013"},
        "citations": [
            {"document": "doc", "label": "label", "file": "f.txt", "paragraph": "main/1", "quote": "words", "digest": True}
        ],
        "sparql": "ASK {}",
        "suggestions": ["more"],
        "kind": "created",
        "why": "because",
        "shape": "table",
        "columns": ["iri"],
        "understood": [{"iri": "x"}],
    }
    bare = Answer("unknown", "text").to_json()
    assert (bare["sure"], bare["decision"], bare["citations"], bare["rows"]) == (False, None, [], [])


def test_the_first_thing_of_a_kind() -> None:
    things = tuple(Thing(f"iri-{n}", kind, "x", n, n + 1) for n, kind in enumerate(["post", "body", "decision", "body"]))
    question = Question("text", "en", "text", "masked", things)
    assert question.first("body") == things[1]
    assert question.first("decision", "body") == things[1], "in the order of the question"
    assert question.first("fund") is None
