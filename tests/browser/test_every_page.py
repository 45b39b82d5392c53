"""Every kind of page in both languages: nothing sticks out, nothing fails, nothing keeps anybody out (axe-core)."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from graph.store import OxigraphStore, value
from tests.browser.pages import PAGES

Visit = Callable[..., AbstractContextManager[Page]]
AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
ISLANDS = {"graph", "citations", "editor"}


@pytest.fixture(scope="session")
def paths(store: OxigraphStore) -> dict[str, str]:
    """The address of each kind of page."""
    told = store.select("SELECT ?c { ?c mg:relation rel:establishes ; mg:evidence ?e } ORDER BY ?c LIMIT 1")
    claim = value(told[0]["c"]).rsplit("/", 1)[-1]
    return {name: path.format(claim=claim) for name, path in PAGES.items()}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PAGES)
def test_fits_and_is_open_to_all(name: str, language: str, paths: dict[str, str], visit: Visit, islands: None) -> None:
    # The checker is a script that the page's own policy would refuse.
    with visit(paths[name], language=language, bypass_csp=True) as page:
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
        assert outline(page) == []
        told = page.locator("main").inner_text()
        assert not re.search(r"\bNone\b|undefined|\bnan\b", told)
        # What is English in the words of the frame would be so on every Chinese page.
        assert language == "en" or not re.search(r"\b(?:Show|Statement|Where it is said|All facts)\b", told)


def outline(page: Page) -> list[str]:
    """The headings that skip a level, beginning with one h1."""
    levels = [int(tag[1]) for tag in page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map((h) => h.tagName)")]
    skipped = [f"h{one} then h{other}" for one, other in itertools.pairwise(levels) if other > one + 1]
    return skipped + ([] if levels.count(1) == 1 else [f"{levels.count(1)} h1"])


def test_an_outline_that_skips_is_seen(visit: Visit) -> None:
    with visit("/") as page:
        page.evaluate("document.querySelector('h2').outerHTML = '<h3>x</h3>'")
        assert outline(page) == ["h1 then h3"]


@pytest.mark.parametrize(
    "name",
    ["home", "ask-table", "body", "document", "facts", "graph", "matrix", "timeline", "fund", "search", "editor", "quality"],
)
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


@pytest.mark.parametrize("name", PAGES)
def test_every_page_works_without_scripts(name: str, paths: dict[str, str], visit: Visit) -> None:
    with visit(paths[name], java_script_enabled=False) as page:
        assert page.locator("h1").first.is_visible()
        if name in ("graph", "citations"):
            assert page.locator("table tbody tr").count() > 3
        if name == "editor":
            assert page.locator("textarea").is_visible()
