"""Pages: in the reader's language, with everything from documents escaped, and safe headers on each."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from answers.answerer import EXAMPLES
from api.pages import local
from api.words import WORDS
from graph.generations import DataFolder, Generation
from ingest.pipeline import ingest
from ingest.source import make

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio

PAGES = [
    "/",
    "/ask?q=EMG",
    "/id/body/emg.html",
    "/id/doc/emg-progress-2014.html",
    "/id/body/never",
    "/concept/relation/establishes.html",
]
SCRIPT = "<script>alert('x')</script>"


class Parsed(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


async def page(client: httpx.AsyncClient, address: str, **headers: str) -> tuple[httpx.Response, Parsed]:
    client.cookies.clear()
    response = await client.get(address, headers={"accept": "text/html", **headers})
    return response, Parsed(response.text)


# ---- on every page --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("address", PAGES)
async def test_headers_that_keep_a_page_safe(address: str, client: httpx.AsyncClient) -> None:
    response, _ = await page(client, address)
    assert response.status_code == (404 if "never" in address else 200)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(part.split(" ", 1) for part in response.headers["content-security-policy"].split("; "))
    assert policy == {"default-src": "'self'", "base-uri": "'self'", "form-action": "'self'", "frame-ancestors": "'self'"}
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert {"Accept", "Accept-Language", "Cookie"} <= {v.strip() for v in response.headers["vary"].split(",")}


@pytest.mark.parametrize("address", PAGES)
async def test_pages_live_by_their_policy(address: str, client: httpx.AsyncClient) -> None:
    """The policy forbids scripts and styles within a page: none may be there, or the page would be broken."""
    _, parsed = await page(client, address)
    assert parsed.all("script") == []
    assert parsed.all("style") == []
    assert [a for _, a in parsed.tags if "style" in a or any(name.startswith("on") for name in a)] == []
    sources = [a["href"] or "" for a in parsed.all("link") if a.get("rel") in ("stylesheet", "icon")]
    assert sources
    for source in sources:
        assert source.startswith("/static/")
        assert (await client.get(source)).status_code == 200


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("language", "other"), [("en", "zh"), ("zh", "en")])
async def test_both_languages(language: str, other: str, address: str, client: httpx.AsyncClient) -> None:
    response, parsed = await page(client, address, **{"accept-language": language})
    assert parsed.all("html") == [{"lang": language}]
    assert response.headers["content-language"] == language
    words = WORDS[language]
    assert words["name"] in parsed.text
    assert words["licence"] in parsed.text
    assert WORDS[other]["licence"] not in parsed.text
    [switch] = [a for a in parsed.all("a") if a.get("hreflang")]
    assert (switch["hreflang"], switch["lang"]) == (other, other)
    _, switched = await page(client, switch["href"] or "", **{"accept-language": language})
    assert switched.all("html") == [{"lang": other}]


async def test_the_switch_keeps_the_question(client: httpx.AsyncClient) -> None:
    _, parsed = await page(client, "/ask?q=%E7%8E%AF%E5%A2%83%26%22x")
    [switch] = [a for a in parsed.all("a") if a.get("hreflang")]
    _, switched = await page(client, switch["href"] or "")
    assert [a["value"] for a in switched.all("input") if a.get("name") == "q"] == ['环境&"x']


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("zh", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("ZH-hant", "zh"),
        ("fr, zh;q=0.5, en;q=0.4", "zh"),
        ("en;q=0.4, zh;q=0.5", "zh"),
        ("fr", "en"),
        ("*", "en"),
        ("zh;q=0", "en"),
        ("zh;q=0, en;q=0.1", "en"),
        # What is malformed does not count, and does no harm.
        ("zh;q=1.2.3", "en"),
        ("zh;q=.", "en"),
        ("zh;q=9", "en"),
        ("zh;;q=1", "en"),
        (";;,,", "en"),
        ("\xff", "en"),
    ],
)
async def test_the_language_of_the_header(header: str | None, language: str, client: httpx.AsyncClient) -> None:
    client.cookies.clear()
    headers = [("accept", "text/html"), *([("accept-language", header.encode("latin-1"))] if header else [])]
    response = await client.get("/", headers=headers)  # type: ignore[arg-type]
    assert response.status_code == 200
    assert response.headers["content-language"] == language


async def test_a_choice_is_remembered_and_a_new_one_goes_first(client: httpx.AsyncClient) -> None:
    response, _ = await page(client, "/?lang=zh", **{"accept-language": "en"})
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("lang=zh;")
    assert "SameSite=lax" in cookie
    assert (await client.get("/", headers={"accept-language": "en", "cookie": "lang=zh"})).headers["content-language"] == "zh"
    assert (await client.get("/?lang=en", headers={"cookie": "lang=zh"})).headers["content-language"] == "en"
    for nonsense in ("/?lang=fr", "/?lang=%3Cscript%3E"):
        response, _ = await page(client, nonsense)
        assert response.headers["content-language"] == "en"
        assert "set-cookie" not in response.headers
    client.cookies.clear()


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS["en"]) == set(WORDS["zh"])
    assert all(word.strip() for words in WORDS.values() for word in words.values())


# ---- what is on them ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_home(language: str, client: httpx.AsyncClient, generation: Generation) -> None:
    _, parsed = await page(client, "/", **{"accept-language": language})
    links = {a["href"] for a in parsed.all("a")}
    for entry in generation.manifest.documents:
        assert entry.title in parsed.text
        assert "/" + entry.iri.removeprefix("https://w3id.org/mandate-graph/") in links
        assert f"{entry.paragraphs} {WORDS[language]['paragraphs']}" in parsed.text
    assert parsed.text.count(WORDS[language]["digest"]) == 5
    for example in EXAMPLES[language]:
        assert example in parsed.text
    asked = [href for href in links if href and href.startswith("/ask?q=")]
    assert len(asked) == len(EXAMPLES[language])
    for href in asked:
        assert (await client.get(href, headers={"accept": "text/html"})).status_code == 200


async def test_a_thing(client: httpx.AsyncClient) -> None:
    _, parsed = await page(client, "/id/body/emg.html", **{"accept-language": "zh"})
    assert "环境管理小组" in parsed.text
    assert "Environment Management Group" in parsed.text
    alternates = {a["type"]: a["href"] or "" for a in parsed.all("link") if a.get("rel") == "alternate"}
    assert alternates == {"text/turtle": "/id/body/emg.ttl", "application/ld+json": "/id/body/emg.jsonld"}
    for media, href in alternates.items():
        assert (await client.get(href)).headers["content-type"].startswith(media)


@pytest.mark.parametrize(
    "address", ["/id/body/emg.html", "/id/doc/emg-progress-2014.html", "/ask?q=哪项决定设立了环境管理小组？", "/"]
)
async def test_links_lead_somewhere(address: str, client: httpx.AsyncClient) -> None:
    """Every link within the server is answered, and every fragment names something on its page."""
    _, parsed = await page(client, address)
    links = list(dict.fromkeys(a["href"] or "" for a in parsed.all("a") if (a["href"] or "").startswith("/")))
    assert links
    pages: dict[str, Parsed] = {}
    for link in links[:25]:
        target, _, fragment = link.partition("#")
        if target not in pages:
            response = await client.get(target, headers={"accept": "text/html"}, follow_redirects=True)
            assert response.status_code == 200, link
            pages[target] = Parsed(response.text)
        if fragment:
            ids = {a.get("id") for _, a in pages[target].tags}
            # A browser looks for the fragment as it is written in the address bar.
            assert {fragment, quote(fragment, safe="%.-~*")} & ids, link


async def test_a_document_shows_its_paragraphs_in_their_language(client: httpx.AsyncClient, store: Any) -> None:
    _, parsed = await page(client, "/id/doc/emg-progress-2014.html", **{"accept-language": "en"})
    paragraphs = [a for a in parsed.all("p") if a.get("id")]
    held = store.select("SELECT ?t { ?p mg:partOfDocument doc:emg-progress-2014 ; mg:text ?t }")
    assert len(paragraphs) == len(held) > 20
    assert {a["lang"] for a in paragraphs} == {"zh"}, "the page is English, the document is not"
    assert len({a["id"] for a in paragraphs}) == len(paragraphs)
    assert all(re.sub(r"\s", "", row["t"].value) in re.sub(r"\s", "", parsed.text) for row in held)
    assert WORDS["en"]["digest"] in parsed.text


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_what_is_missing(language: str, client: httpx.AsyncClient) -> None:
    response, parsed = await page(client, "/id/body/never", **{"accept-language": language})
    assert response.status_code == 404
    assert WORDS[language]["missing"] in parsed.text
    assert "/id/body/never" in parsed.text


# ---- documents and questions from strangers -------------------------------------------------------------------------
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
@pytest.mark.parametrize("address", ["/", "/id/doc/K0000001.html", "/id/body/unep.html", "/ask?q=联合国环境规划署由什么设立？"])
async def test_markup_in_documents_is_text(address: str, language: str, hostile: httpx.AsyncClient) -> None:
    response, parsed = await page(hostile, address, **{"accept-language": language})
    assert response.status_code == 200
    assert parsed.all("script") == []
    assert parsed.all("img") == []
    assert [name for _, a in parsed.tags for name in a if name.startswith("on")] == []
    assert SCRIPT in parsed.text, "it is shown as it was written"


async def test_every_page_of_that_document_is_sound(hostile: httpx.AsyncClient) -> None:
    graph = "<https://w3id.org/mandate-graph/graph/doc/K0000001/zh>"
    query = f"SELECT DISTINCT ?s {{ GRAPH {graph} {{ ?s ?p ?o }} FILTER (!CONTAINS(STR(?s), '#')) }}"
    rows = (await hostile.get("/sparql", params={"query": query})).json()
    things = [row["s"]["value"] for row in rows["results"]["bindings"]]
    assert len(things) > 8
    for iri in things:
        response, parsed = await page(hostile, "/" + iri.removeprefix("https://w3id.org/mandate-graph/") + ".html")
        assert response.status_code == 200
        assert [tag for tag, _ in parsed.tags if tag in ("script", "img")] == []


@pytest.mark.parametrize(
    "text", [SCRIPT, '"><img src=x onerror=alert(1)>', "' onfocus='alert(1)", "{{ 7*7 }}", "javascript:alert(1)"]
)
async def test_markup_in_a_question_is_text(text: str, client: httpx.AsyncClient) -> None:
    response, parsed = await page(client, str(httpx.URL("/ask", params={"q": text})))
    assert response.status_code == 200
    assert parsed.all("script") == parsed.all("img") == []
    assert [name for _, a in parsed.tags for name in a if name.startswith("on")] == []
    assert [a["value"] for a in parsed.all("input") if a.get("name") == "q"] == [text]
    assert [a["href"] for a in parsed.all("a") if (a["href"] or "").startswith("javascript:")] == []
    assert "49" not in parsed.text


async def test_markup_in_an_address_is_text(client: httpx.AsyncClient) -> None:
    response, parsed = await page(client, "/id/body/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert response.status_code == 404
    assert parsed.all("script") == []
    assert "/id/body/<script>alert(1)</script>" in parsed.text


def test_other_peoples_iris_stay_what_they_are() -> None:
    base = "https://w3id.org/mandate-graph/"
    assert local(base + "id/body/emg", base) == "/id/body/emg"
    assert local("https://example.org/x", base) == "https://example.org/x"
