"""Every link from the home page leads somewhere, to valid HTML of a sensible size, in both languages."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from urllib.parse import unquote

import httpx
import pytest
from justhtml import JustHTML, StrictModeError

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio
_LINK = re.compile(r'<(?:a|link|script)\s[^>]*?(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
#: Pages with an island: the scripts that they may load, by path.
ISLANDS = {"/explore/graph", "/explore/citations", "/query"}
#: The forms of a thing that are data. One thing after the other is asked for the next of them, since all come by one way.
FORMS = ("ttl", "jsonld", "nt", "rdf")
#: The largest page, as it goes over the wire and as it is parsed.
WIRE, WHOLE = 100_000, 400_000


class Crawl:
    """Pages found by following links.

    Of a family, which is pages whose address differs in names only, at most `most` are followed, and at most `alike` where they
    differ in what follows the `?`: filters, days and page numbers go on without end.
    """

    def __init__(self, client: httpx.AsyncClient, language: str, most: int, alike: int) -> None:
        self.client, self.language, self.most, self.alike = client, language, most, alike
        self.pages: dict[str, str] = {}
        self.wrong: list[str] = []
        self._families: Counter[str] = Counter()
        self._forms: dict[str, str] = {}

    async def run(self) -> None:
        queue = deque([("/", "")])
        seen = {"/"}
        wanted: list[tuple[str, str, str]] = []
        while queue:
            address, source = queue.popleft()
            text = await self._get(address, source)
            for link in _LINK.findall(text):
                target, _, fragment = html.unescape(link).partition("#")
                target = target or address
                if not target.startswith("/"):
                    if not re.match(r"https?://", target):
                        self.wrong.append(f"{address}: {link} is no address")
                    continue
                if fragment:
                    wanted.append((address, target, fragment))
                if target not in seen and self._wanted(target):
                    seen.add(target)
                    queue.append((target, address))
        named = {target: set(names_in(text)) for target, text in self.pages.items()}
        for address, target, fragment in wanted:
            # A browser looks for the fragment as it is written, then for what it decodes to.
            if target in named and not {fragment, unquote(fragment)} & named[target]:
                self.wrong.append(f"{address}: nothing on {target} has the name {fragment}")

    def _wanted(self, target: str) -> bool:
        path, _, query = target.partition("?")
        name, dot, ending = path.rpartition(".")
        form = FORMS[len(self._forms) % len(FORMS)]
        if path.startswith("/id/") and ending in FORMS and self._forms.setdefault(name, form) != ending:
            return False
        family = "/".join(path.split("/")[:3]) + (dot + ending if ending in (*FORMS, "csv", "json") else "")
        if query:
            family += "?" + "&".join(sorted({piece.partition("=")[0] for piece in query.split("&")}))
        self._families[family] += 1
        return self._families[family] <= (min(self.most, self.alike) if query else self.most)

    async def _get(self, address: str, source: str) -> str:
        response = await self.client.get(
            address, headers={"accept": "text/html", "accept-language": self.language}, follow_redirects=True
        )
        if response.status_code != 200:
            self.wrong.append(f"{source}: {address} answers {response.status_code}")
            return ""
        if not response.headers["content-type"].startswith("text/html"):
            return ""
        if address.startswith("/ontology"):
            # A document of its own making, tested where it is made.
            return ""
        self.pages[address] = response.text
        if int(response.num_bytes_downloaded) > WIRE or len(response.content) > WHOLE:
            self.wrong.append(f"{address}: {response.num_bytes_downloaded} bytes, {len(response.content)} unpacked")
        return response.text


def names_in(text: str) -> list[str]:
    return [html.unescape(name) for name in _ID.findall(text)]


def unsound(address: str, text: str) -> list[str]:
    """What is wrong with a page as HTML: errors of the parser, names given twice, scripts where none belong."""
    found = []
    try:
        JustHTML(text, strict=True)
    except StrictModeError as error:
        found.append(f"{address}: {error}")
    found += [f"{address}: the name {name} is given {n} times" for name, n in Counter(names_in(text)).items() if n > 1]
    if "<script" in text and address.split("?")[0] not in ISLANDS:
        found.append(f"{address}: a script")
    if re.search(r'\s(?:style|on\w+)="', text):
        found.append(f"{address}: what the policy forbids")
    if len(re.findall(r"<h1[\s>]", text)) != 1 and not address.startswith("/ask"):
        found.append(f"{address}: {len(re.findall(r'<h1', text))} first headings")
    return found


@pytest.fixture(scope="module")
async def own(server: Server, anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    async with server() as client:
        yield client


async def _crawl(own: httpx.AsyncClient, language: str, most: int, alike: int, least: int) -> None:
    own.cookies.clear()
    crawl = Crawl(own, language, most, alike)
    await crawl.run()
    wrong = crawl.wrong + [line for address, text in crawl.pages.items() for line in unsound(address, text)]
    assert not wrong, "\n".join(wrong[:30])
    assert len(crawl.pages) >= least, f"only {len(crawl.pages)} pages were found"
    kinds = {"/".join(address.split("/")[:3]) for address in crawl.pages}
    assert {"/id/body", "/id/decision", "/id/doc", "/id/session", "/id/place", "/id/person", "/id/claim"} <= kinds


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_links_from_home(language: str, own: httpx.AsyncClient) -> None:
    """A page of every family."""
    await _crawl(own, language, most=1, alike=1, least=35)


@pytest.mark.slow
async def test_all_links_from_home(own: httpx.AsyncClient) -> None:
    """Every page of every entity that a link leads to, and some of each kind of filter."""
    await _crawl(own, "en", most=20_000, alike=25, least=3000)


def test_the_checker_finds_what_is_wrong() -> None:
    sound = "<!doctype html><html lang=en><head><title>x</title></head><body><h1>x</h1></body></html>"
    assert unsound("/x", sound) == []
    for wrong in ('<b id="a"></b><i id="a"></i>', "<script></script>", '<b style="x"></b>', "<h1>y</h1>", "<p><div></div></p>"):
        assert unsound("/x", sound.replace("</h1>", "</h1>" + wrong)), wrong
