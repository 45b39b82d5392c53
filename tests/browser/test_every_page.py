"""Every kind of page in both languages: nothing sticks out, nothing fails, nothing keeps anybody out (axe-core)."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page

Visit = Callable[..., AbstractContextManager[Page]]
AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
PAGES = {
    "home": "/",
    "ask": "/ask?q=哪项决定终止了全球部长级环境论坛？",
    "ask-nothing": "/ask",
    "ask-table": "/ask?q=What is the Environment Management Group mandated to do?",
    "ask-timeline": "/ask?q=列出环境大会的届会",
    "ask-unknown": "/ask?q=Which decision created the moon?",
    "body": "/id/body/emg.html",
    "body-on-a-day": "/id/body/unep.html?on=2012-01-01",
    "renamed": "/id/body/unea.html",
    "decision": "/id/decision/unep-gc/27_2.html",
    "instrument": "/id/instrument/bali-strategic-plan.html",
    "document": "/id/doc/emg-progress-2014.html",
    "document-with-facts": "/id/doc/emg-progress-2014.html?notes=1",
    "paragraph": "/id/doc/emg-progress-2014/p.9.html",
    "facts-of-a-word": "/facts?relation=mandates&q=能力",
    "session": "/id/session/unep-gc/27.html",
    "person": "/id/person/achim-steiner.html",
    "post": "/id/post/unep-executive-director.html",
    "place": "/id/place/nairobi.html",
    "theme": "/concept/theme/chemicals.html",
    "relation": "/concept/relation/establishes.html",
    "browse": "/browse",
    "bodies": "/browse/body",
    "documents": "/browse/document",
    "facts": "/facts?about=body:emg",
    "explore": "/explore",
    "graph": "/explore/graph?node=body:emg",
    "structure": "/explore/structure?on=2012-01-01&with=2015-01-01&root=body:unep",
    "timeline": "/explore/timeline",
    "matrix": "/explore/matrix",
    "citations": "/explore/citations",
    "search": "/search?q=化学品",
    "editor": "/query?example=founding",
    "quality": "/quality",
    "dataset": "/dataset",
    "api": "/api",
    "missing": "/id/body/never",
}
ISLANDS = {"graph", "citations", "editor"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PAGES)
def test_fits_and_is_open_to_all(name: str, language: str, visit: Visit, islands: None) -> None:
    # The checker is a script that the page's own policy would refuse.
    with visit(PAGES[name], language=language, bypass_csp=True) as page:
        if name in ISLANDS:
            page.wait_for_timeout(700)
        assert page.evaluate("document.documentElement.lang") == language
        for width in (390, 1024, 1600):
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{over} pixels stick out at {width}"
            if folder := os.environ.get("MANDATES_SCREENSHOTS"):
                page.screenshot(path=Path(folder) / f"{name}-{language}-{width}.png", full_page=True)
        assert grave(page) == []


@pytest.mark.parametrize("name", ["home", "body", "document", "facts", "graph", "editor", "quality"])
def test_dark_is_open_to_all_too(name: str, visit: Visit, islands: None) -> None:
    with visit(PAGES[name], color_scheme="dark", bypass_csp=True) as page:
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"
        assert grave(page) == []


def grave(page: Page) -> list[str]:
    """The serious and critical findings of axe-core, each with the places."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [
        f"{v['id']}: {v['help']} at {[node['target'] for node in v['nodes'][:3]]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def test_chinese_is_drawn_in_a_chinese_font(visit: Visit) -> None:
    """Where no font has the characters they are all drawn as one box."""
    with visit("/", language="zh") as page:
        widths = page.evaluate(
            """() => ["环", "境", "署"].map((character) => {
                 const canvas = document.createElement("canvas").getContext("2d");
                 canvas.canvas.width = canvas.canvas.height = 40;
                 canvas.font = "32px " + getComputedStyle(document.body).fontFamily;
                 canvas.fillText(character, 2, 34);
                 return Array.from(canvas.getImageData(0, 0, 40, 40).data).join();
               })"""
        )
    assert len(set(widths)) == 3


def test_on_paper_only_the_text_is_left(visit: Visit) -> None:
    with visit("/id/body/emg.html") as page:
        page.emulate_media(media="print")
        for selector in (".top nav", ".toc", "form", ".find"):
            assert not page.locator(selector).first.is_visible()
        assert page.locator("h1").is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_works_without_scripts(name: str, visit: Visit) -> None:
    with visit(PAGES[name], java_script_enabled=False) as page:
        assert page.locator("h1").first.is_visible()
        if name in ("graph", "citations"):
            assert page.locator("table tbody tr").count() > 3
        if name == "editor":
            assert page.locator("textarea").is_visible()
