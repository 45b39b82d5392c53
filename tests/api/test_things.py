"""Linked data: every IRI answers, each in the form that is asked for, and nothing else does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from api.app import create_app
from api.settings import Settings
from graph.generations import DataFolder
from graph.store import OxigraphStore
from graph.vocabulary import BASE, PREFIXES, SKOS

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio
EMG = BASE + "id/body/emg"

ENDINGS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
FORMATS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}
#: Local names that are hard to tell from endings, folders and escapes.
ODD = [
    "doc/my%5Fnotes",
    "doc/A%25B",
    "doc/%7E..",
    "doc/x/section-%E4%B8%80.3",
    "doc/x/p.9%28a%29",
    "doc/x/p.1*",
    "decision/un-ga/2997--XXVII/s.I",
    "instrument/plan(2005)",
    "instrument/a,b;c=d@e!'$&+",
    "body/environment",
    "body/nt",
    "body/chtml",
    "body/x.ttl",
    "body/x.html",
    "body/.nt",
    "body/x",
]


@pytest.fixture(scope="module")
async def odd(server: Server, tmp_path_factory: pytest.TempPathFactory, anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    """A server of a graph with odd names: each thing has its own name as label."""
    data = DataFolder(tmp_path_factory.mktemp("odd"))
    with data.lock():
        draft = data.draft()
        for name in ODD:
            node, label = ox.NamedNode(f"{BASE}id/{name}"), ox.Literal(name, language="en")
            draft.store.ox.add(ox.Quad(node, ox.NamedNode(SKOS + "prefLabel"), label, ox.NamedNode("urn:graph")))
        data.commit(draft, "test", {})
    async with server(data=data.root) as client:
        yield client


# ---- from the thing to what describes it ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        (None, "html"),
        ("*/*", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
        ("text/turtle;q=0.5, application/rdf+xml", "rdf"),
        ("text/html;q=0, */*;q=0.1", "ttl"),
        ("application/*", "jsonld"),
    ],
)
async def test_a_thing_is_no_document_and_leads_to_one(accept: str | None, ending: str, client: httpx.AsyncClient) -> None:
    headers = {"accept": accept} if accept else {}
    response = await client.get("/id/body/emg", headers=headers)
    assert response.status_code == 303
    assert response.headers["location"] == f"/id/body/emg.{ending}"
    assert "Accept" in response.headers["vary"]
    assert response.headers["access-control-allow-origin"] == "*"
    described = await client.get(response.headers["location"], headers={"accept": "image/png"})
    assert described.status_code == 200, "the ending decides, not Accept"
    assert described.headers["content-type"] == f"{ENDINGS[ending]}; charset=utf-8"


@pytest.mark.parametrize("name", [*ENDINGS, *ENDINGS.values()])
async def test_format_goes_before_accept(name: str, client: httpx.AsyncClient) -> None:
    response = await client.get("/id/body/emg", params={"format": name}, headers={"accept": "image/png"})
    ending = name if name in ENDINGS else next(e for e, media in ENDINGS.items() if media == name)
    assert response.headers["location"] == f"/id/body/emg.{ending}"


@pytest.mark.parametrize(
    "asked", [{"headers": {"accept": "image/png"}}, {"params": {"format": "docx"}}, {"params": {"format": "csv"}}]
)
async def test_what_cannot_be_given_is_told_with_what_can(asked: dict[str, dict[str, str]], client: httpx.AsyncClient) -> None:
    response = await client.get("/id/body/emg", **asked)
    assert response.status_code == 406
    assert response.text == "none of the accepted media types can be given; these can: " + ", ".join(ENDINGS.values())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("ending", FORMATS)
async def test_a_description_is_of_the_thing(ending: str, client: httpx.AsyncClient, store: OxigraphStore) -> None:
    response = await client.get(f"/id/body/emg.{ending}")
    links = response.headers["link"]
    assert links.split(", ")[0] == f'<{EMG}>; rel="describes"'
    for other in ENDINGS.keys() - {ending}:
        assert f'</id/body/emg.{other}>; rel="alternate"; type="{ENDINGS[other]}"' in links
    graph = Graph().parse(data=response.text, format=FORMATS[ending])

    def ask(query: str) -> bool:
        return bool(graph.query(query, initNs=PREFIXES).askAnswer)

    assert ask('ASK { body:emg skos:prefLabel "环境管理小组"@zh, "Environment Management Group"@en }')
    own = {str(t.predicate) for t in store.construct("CONSTRUCT { ?s ?p ?o } { VALUES ?s { body:emg } ?s ?p ?o }")}
    assert own <= {f"<{predicate}>" for predicate in graph.predicates()}
    # Every claim about it, with its evidence.
    assert ask("ASK { ?claim mg:subject|mg:object body:emg ; mg:evidence/mg:quotation ?quotation }")
    claims = {str(row["c"]) for row in store.select("SELECT DISTINCT ?c { ?c mg:subject|mg:object body:emg ; mg:relation ?r }")}
    assert {f"<{s}>" for s in graph.subjects(predicate=None, object=None)} >= claims
    assert not ask("ASK { ?claim mg:relation ?r FILTER NOT EXISTS { ?claim mg:subject|mg:object body:emg } }")


async def test_turtle_is_written_with_our_prefixes(client: httpx.AsyncClient) -> None:
    assert "@prefix body: <https://w3id.org/mandate-graph/id/body/> ." in (await client.get("/id/body/emg.ttl")).text


async def test_every_kind_of_iri_answers(client: httpx.AsyncClient, store: OxigraphStore) -> None:
    """One of every kind and space, chosen by the graph itself: from the thing to Turtle that speaks of it."""
    chosen: dict[str, str] = {}
    for quad in store.ox:
        iri = str(getattr(quad.subject, "value", ""))
        local = iri.removeprefix(BASE)
        if "#" not in local and local.startswith(("id/", "concept/")):
            chosen.setdefault("/".join(local.split("/")[:2]), iri)
    assert {"id/body", "id/decision", "id/doc", "id/claim", "id/evidence", "id/event", "concept/relation"} <= set(chosen)
    for iri in chosen.values():
        response = await client.get("/" + iri.removeprefix(BASE), headers={"accept": "application/n-triples"})
        assert response.status_code == 303, iri
        described = await client.get(response.headers["location"])
        assert described.status_code == 200, iri
        assert f"<{iri}> " in described.text


# ---- names that are hard to tell from endings and escapes ------------------------------------------------------------
@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("ending", ["ttl", "nt", "jsonld", "html"])
async def test_an_iri_is_the_path_on_the_wire(name: str, ending: str, odd: httpx.AsyncClient) -> None:
    response = await odd.get(f"/id/{name}", headers={"accept": ENDINGS[ending]})
    if name == "body/x.ttl" or name == "body/x.html":
        # The address is the description of `body/x` as well; that it was asked for first settles it.
        assert response.status_code == 200
    else:
        assert response.status_code == 303
        assert response.headers["location"] == f"/id/{name}.{ending}"
    described = await odd.get(f"/id/{name}.{ending}")
    assert described.status_code == 200
    if ending == "html":
        assert f"<title>{name.replace('&', '&amp;').replace(chr(39), '&#39;')} · " in described.text
    else:
        read = list(ox.parse(described.content, format=ox.RdfFormat.from_extension(ending) or ox.RdfFormat.JSON_LD))
        assert [t.subject for t in read] == [ox.NamedNode(f"{BASE}id/{name}")]
        assert f'<{BASE}id/{name}>; rel="describes"' in described.headers["link"]


async def test_an_escape_is_not_the_character_it_stands_for(odd: httpx.AsyncClient) -> None:
    assert (await odd.get("/id/doc/my/notes")).status_code == 404
    assert (await odd.get("/id/doc/my%5Fnotes")).status_code == 303
    assert (await odd.get("/id/instrument/plan%282005%29")).status_code == 404


async def test_an_iri_survives_what_clients_may_do_to_it(odd: httpx.AsyncClient) -> None:
    """Unreserved characters may be unescaped on the way (RFC 3986, section 6.2.2.2): `requests` asks for /id/doc/my_notes."""
    for asked, meant in (
        ("doc/my_notes", "doc/my%5Fnotes"),
        ("doc/~..", "doc/%7E.."),
        ("doc/my_notes.ttl", "doc/my%5Fnotes.ttl"),
    ):
        response = await odd.get(f"/id/{asked}")
        assert (response.status_code, response.headers["location"]) == (301, f"/id/{meant}")
    assert (await odd.get("/id/doc/my-notes")).status_code == 404
    assert (await odd.get("/id/doc/" + "_" * 5000)).status_code == 404


# ---- what was never given -------------------------------------------------------------------------------------------
NEVER = [
    "/id/body/never",
    "/id/body/never.ttl",
    "/id/body/emg.xyz",
    "/id/body/emg.",
    "/id/body/emg.ttl.ttl",
    "/id/body/emg/",
    "/id/body/emg.ttl/",
    "/id/body//emg",
    "/id/body/EMG",
    "/ID/body/emg",
    "/id/body%2Femg",
    "/id/body/emg%2Ettl",
    "/id/body/emg%20",
    "/id/body/emg;x=1",
    "/id/",
    "/id/body/",
    "/concept/relation/never",
    "/graph/never",
    "/never/ever",
    "/id/body/..%2f..",
    "/id/body/..%2F..%2F..%2Fetc%2Fpasswd",
    "/id/body/%2e%2e/%2e%2e/etc/passwd",
    "/id/..%5c..%5cwindows",
    "/id/body/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/id/body/emg%3E%20.%20%3Chttp%3A%2F%2Fe.org",
    "/id/body/emg%00",
    "/id/body/%00",
    "/id/body/emg%0D%0ASet-Cookie%3A%20a=b",
    "/id/body/%ff%fe",
    "/id/body/%E4%B8%80",
    "/id/body/%zz",
    "/id/body/{}[]|^`",
    "/id/body/" + "a" * 10_000,
    "/id/body/" + "%41" * 10_000,
    "/id/" + "a/" * 5_000,
    "/static/..%2f..%2fpyproject.toml",
    "/static/never.css",
]


@pytest.mark.parametrize("path", NEVER, ids=lambda path: path[:60])
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
async def test_what_was_never_given_is_not_found(path: str, accept: str, client: httpx.AsyncClient) -> None:
    response = await client.get(path, headers={"accept": accept}, follow_redirects=False)
    assert response.status_code in (400, 404)
    assert "set-cookie" not in response.headers
    if accept == "text/turtle" and response.headers["content-type"] == "application/problem+json":
        assert response.json()["detail"] == "there is nothing at this address"
    elif response.headers["content-type"].startswith("text/html"):
        assert "There is nothing at this address." in response.text
        assert "<script" not in response.text
    else:
        # What no route takes: static files, and line ends.
        assert path.startswith("/static/") or "%0D%0A" in path
        assert response.json() == {"detail": "Not Found"}


@pytest.mark.parametrize("path", ["/id", "/concept", "/never"])
async def test_one_segment_alone_is_not_found_either(path: str, client: httpx.AsyncClient) -> None:
    response = await client.get(path, follow_redirects=True)
    assert response.status_code == 404


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.one_of(st.text(max_size=30), st.text("./%<>\"'\\{}?#\x00 \r\n一:@", max_size=12)),
    st.sampled_from(["id/body/", "concept/", "graph/", ""]),
)
def test_no_path_is_too_much(odd_paths: Callable[[str], int], text: str, space: str) -> None:
    path = "/" + space + quote(text, safe="/%.:@!$&'()*+,;=~")
    assert odd_paths(path) in (200, 303, 307, 400, 404, 406)


@pytest.fixture
def odd_paths(built: Path) -> Callable[[str], int]:
    """The status of a path, asked of the application directly: no client tidies it."""
    app = create_app(Settings(data=built))

    def status(path: str) -> int:
        raw, _, query = path.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": unquote_to_bytes(raw).decode("utf-8", "replace"), "raw_path": raw.encode(), "query_string": query.encode(),
            "headers": [(b"host", b"graph.test")], "client": ("127.0.0.1", 1), "server": ("graph.test", 80), "root_path": "",
        }  # fmt: skip
        told: list[int] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                told.append(int(str(message["status"])))

        asyncio.run(app(scope, receive, send))
        return told[0]

    return status


async def test_behind_a_proxy_with_a_path_of_its_own(built: Path) -> None:
    transport = httpx.ASGITransport(create_app(Settings(data=built)), root_path="/graph-server")
    async with httpx.AsyncClient(transport=transport, base_url="http://graph.test") as client:
        response = await client.get("/graph-server/id/body/emg", headers={"accept": "text/turtle"})
        assert response.headers["location"] == "/graph-server/id/body/emg.ttl"
        assert (await client.get("/graph-server/id/body/emg.ttl")).status_code == 200
