"""Every kind of page is small, and only islands load scripts."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import brotli
import httpx
import pytest

import api
from api import pages

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio
FOLDER = Path(api.__file__).parent
#: A page of each template, with the largest of its kind in the digests.
PAGES = (
    "/", "/browse", "/browse/body?all=1", "/browse/document", "/id/body/unep.html", "/id/body/un-ga.html",
    "/id/decision/unep-gc/27_2.html", "/id/decision/unep-gc/25_4/p.2.html", "/id/doc/emg-progress-2014/p.9.html",
    "/id/session/csd/19.html", "/id/person/arcado-ntagazwa.html", "/id/post/unep-executive-director.html",
    "/id/place/nairobi.html", "/id/fund/environment-fund.html", "/id/nothing/there.html", "/concept/theme/chemicals.html",
    "/concept/relation/mandates.html", "/facts", "/facts?about=body:unep", "/explore", "/explore/graph",
    "/explore/graph?node=body:unep&steps=2", "/explore/structure?on=2012-01-01&with=2015-01-01", "/explore/timeline",
    "/explore/matrix", "/explore/citations", "/explore/citations?least=1", "/search?q=environment", "/search?q=环境",
    "/query", "/query?example=founding", "/ask", "/ask?q=六个区域办事处在哪里？", "/quality", "/dataset", "/api",
)  # fmt: skip
#: Pages that hold the whole text of a document, which may be long.
TEXTS = ("/id/doc/emg-progress-2014.html", "/id/doc/emg-progress-2014.html?notes=1", "/id/doc/UNEP_GCSS.XI_4.html")
#: Bytes of a page, of the text of a document as it is transferred, and of the scripts of an island, compressed.
PAGE, SCRIPTS = 100_000, 300_000
#: The scripts that a page of a template may load; there is none that loads those of both islands.
ISLANDS = {"graph.html": {"graph.js"}, "citations.html": {"graph.js"}, "query.html": {"editor.js", "vendor/yasqe.min.js"}}


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_every_kind_of_page_is_small(language: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: set[str] = set()
    wrong: list[str] = []
    render = pages.render

    def noted(request: Any, template: str, *rest: Any) -> str:
        html = render(request, template, *rest)
        rendered.add(template)
        loaded = set(re.findall(r'<script[^>]*\ssrc="/static/([^"]+)"', html))
        if loaded - ISLANDS.get(template, set()) or len(loaded) != html.count("<script"):
            wrong.append(f"{template}: scripts {loaded}")
        return html

    monkeypatch.setattr(pages, "render", noted)
    headers = {"accept": "text/html", "accept-language": language, "accept-encoding": "identity"}
    async with server() as own:
        claim = (await own.get("/facts.json?relation=mandates")).json()["facts"][0]["claim"]
        for page in (*PAGES, *TEXTS, claim[claim.index("/id/") :] + ".html"):
            answer = await own.get(page, headers=headers)
            assert answer.headers["content-type"].startswith("text/html"), page
            assert answer.status_code == (404 if "nothing" in page else 200), page
            size = len(brotli.compress(answer.content, quality=4)) if page in TEXTS else len(answer.content)
            if size > PAGE:
                wrong.append(f"{page}: {size} bytes")
    assert not wrong, "\n".join(wrong)
    every = {file.name for file in (FOLDER / "templates").glob("[!_]*.html")} - {"layout.html"}
    assert rendered == every, "each template was shown"


def test_scripts_of_an_island_are_small() -> None:
    """As they stand in the folder that `make serve` fills."""
    held = [FOLDER / "static" / "vendor" / file for file in pages.ISLANDS.values()]
    if not all(file.is_file() for file in held):
        pytest.skip("NO SCRIPTS: run `make frontend`; their size is not measured")
    for own, file in zip(("graph.js", "editor.js"), held, strict=True):
        weight = sum(len(gzip.compress(part.read_bytes(), 6)) for part in (FOLDER / "static" / own, file))
        assert 1000 < weight < SCRIPTS, f"{own}: {weight}"
