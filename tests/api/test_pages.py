"""Pages: in the reader's language, with everything from documents escaped, and safe headers on each."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import httpx
import pytest

from answers.answerer import EXAMPLES
from api.pages import local
from api.views.names import Names
from api.words import WORDS
from graph.generations import Generation
from graph.ledger import Ledger

Read = Callable[..., Awaitable[tuple[httpx.Response, Any]]]
Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio

PAGES = [
    "/",
    "/ask?q=EMG",
    "/id/body/emg.html",
    "/id/doc/emg-progress-2014.html",
    "/id/body/never",
    "/concept/relation/establishes.html",
    "/browse/body",
    "/facts?about=body:emg",
    "/explore/structure?on=2012-01-01",
    "/search?q=%E8%AE%BE%E7%AB%8B",
    "/quality",
    "/dataset",
    "/api",
]
SCRIPT = "<script>alert('x')</script>"


# ---- on every page --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("address", PAGES)
async def test_headers_that_keep_a_page_safe(read: Read, address: str, client: httpx.AsyncClient) -> None:
    response, _ = await read(client, address)
    assert response.status_code == (404 if "never" in address else 200)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(part.split(" ", 1) for part in response.headers["content-security-policy"].split("; "))
    assert policy == {"default-src": "'self'", "img-src": "'self' data:", "object-src": "'none'", "base-uri": "'self'",
                      "form-action": "'self'", "frame-ancestors": "'self'"}  # fmt: skip
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert {"Accept", "Accept-Language", "Cookie"} <= {v.strip() for v in response.headers["vary"].split(",")}


@pytest.mark.parametrize("address", PAGES)
async def test_pages_live_by_their_policy(read: Read, address: str, client: httpx.AsyncClient) -> None:
    """The policy forbids scripts and styles within a page: none may be there, or the page would be broken."""
    _, parsed = await read(client, address)
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
async def test_both_languages(read: Read, language: str, other: str, address: str, client: httpx.AsyncClient) -> None:
    response, parsed = await read(client, address, **{"accept-language": language})
    assert parsed.all("html") == [{"lang": language}]
    assert response.headers["content-language"] == language
    words = WORDS[language]
    assert words["name"] in parsed.text
    assert words["licence"] in parsed.text
    assert WORDS[other]["licence"] not in parsed.text
    [switch] = [a for a in parsed.all("a") if a.get("hreflang")]
    assert (switch["hreflang"], switch["lang"]) == (other, other)
    _, switched = await read(client, switch["href"] or "", **{"accept-language": language})
    assert switched.all("html") == [{"lang": other}]


async def test_the_switch_keeps_the_question(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/ask?q=%E7%8E%AF%E5%A2%83%26%22x")
    [switch] = [a for a in parsed.all("a") if a.get("hreflang")]
    _, switched = await read(client, switch["href"] or "")
    assert switched.asked() == ['环境&"x']


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
    response = await client.get("/", headers=headers)
    assert response.status_code == 200
    assert response.headers["content-language"] == language


async def test_a_choice_is_remembered_and_a_new_one_goes_first(read: Read, client: httpx.AsyncClient) -> None:
    response, _ = await read(client, "/?lang=zh", **{"accept-language": "en"})
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("lang=zh;")
    assert "SameSite=lax" in cookie
    assert (await client.get("/", headers={"accept-language": "en", "cookie": "lang=zh"})).headers["content-language"] == "zh"
    assert (await client.get("/?lang=en", headers={"cookie": "lang=zh"})).headers["content-language"] == "en"
    for nonsense in ("/?lang=fr", "/?lang=%3Cscript%3E"):
        response, _ = await read(client, nonsense)
        assert response.headers["content-language"] == "en"
        assert "set-cookie" not in response.headers
    client.cookies.clear()


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS["en"]) == set(WORDS["zh"])
    assert all(word.strip() for words in WORDS.values() for word in words.values())


# ---- what is on them ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_home(read: Read, language: str, client: httpx.AsyncClient, generation: Generation) -> None:
    _, parsed = await read(client, "/", **{"accept-language": language})
    links = set(parsed.links())
    names = Names(generation.open(), Ledger.open(generation.ledger_path), language)
    for entry in generation.manifest.documents:
        assert names.label(entry.iri) in parsed.text, "a title in the reader's language"
        assert "/" + entry.iri.removeprefix("https://w3id.org/mandate-graph/") + ".html" in links
        assert WORDS[language]["n_paragraphs"].format(entry.paragraphs) in parsed.text
    tagged = [a for a in parsed.all("abbr") if a.get("title") == WORDS[language]["digest"]]
    assert len(tagged) == len(generation.manifest.documents)
    for example in EXAMPLES[language]:
        assert example in parsed.text
    asked = [href for href in links if href and href.startswith("/ask?q=")]
    assert len(asked) == len(EXAMPLES[language])
    for href in asked:
        assert (await client.get(href, headers={"accept": "text/html"})).status_code == 200


async def test_a_thing(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/id/body/emg.html", **{"accept-language": "zh"})
    assert "环境管理小组" in parsed.text
    assert "Environment Management Group" in parsed.text
    alternates = {a["type"]: a["href"] or "" for a in parsed.all("link") if a.get("rel") == "alternate"}
    assert alternates == {"text/turtle": "/id/body/emg.ttl", "application/ld+json": "/id/body/emg.jsonld"}
    for media, href in alternates.items():
        assert (await client.get(href)).headers["content-type"].startswith(media)


async def test_a_document_shows_its_paragraphs_in_their_language(read: Read, client: httpx.AsyncClient, store: Any) -> None:
    _, parsed = await read(client, "/id/doc/emg-progress-2014.html", **{"accept-language": "en"})
    paragraphs = [a for a in parsed.all("div") if (a.get("class") or "").startswith("para ")]
    texts = [a for name, a in parsed.tags if name in ("p", "h3") and a.get("lang")]
    held = store.select("SELECT ?t { ?p mg:partOfDocument doc:emg-progress-2014 ; mg:text ?t }")
    assert len(paragraphs) == len(held) > 20
    assert {a["lang"] for a in texts} == {"zh"}, "the page is English, the document is not"
    assert len(texts) >= len(paragraphs)
    assert len({a["id"] for a in paragraphs}) == len(paragraphs)
    assert all(re.sub(r"\s", "", row["t"].value) in re.sub(r"\s", "", parsed.text) for row in held)
    assert WORDS["en"]["digest"] in parsed.text


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_what_is_missing(read: Read, language: str, client: httpx.AsyncClient) -> None:
    response, parsed = await read(client, "/id/body/never", **{"accept-language": language})
    assert response.status_code == 404
    assert WORDS[language]["missing"] in parsed.text
    assert "/id/body/never" in parsed.text


def test_other_peoples_iris_stay_what_they_are() -> None:
    base = "https://w3id.org/mandate-graph/"
    assert local(base + "id/body/emg", base) == "/id/body/emg"
    assert local("https://example.org/x", base) == "https://example.org/x"
