"""How pages read: what stands first, how long lines are, how large what is touched is, tables on a phone, and paper."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PAGES

Visit = Callable[..., AbstractContextManager[Page]]
#: Views whose tables are wide by nature; they scroll in a box of their own.
WIDE = {"matrix"}
#: The longest line of letters, and of Chinese characters with their figures, that is easy to read.
LETTERS, CHARACTERS = 80, 44
_LINES = """() => [...document.querySelectorAll(
  "blockquote p, .para > p, .lead, .hits p, section > p:not(.pages, .key)",
)].map((p) => {
  const text = p.textContent.trim(), style = getComputedStyle(p);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontSize} ${style.fontFamily}`;
  return {
    text: text.slice(0, 40), all: text.length, one: pen.measureText(text).width / text.length,
    width: p.clientWidth || p.parentElement.clientWidth, han: text.match(/[\u4e00-\u9fff]/g)?.length > text.length / 2,
  };
})"""


@pytest.mark.parametrize(
    "name", ["home", "ask", "body", "decision", "document", "paragraph", "theme", "search", "search-english", "quality"]
)
@pytest.mark.parametrize("width", [1024, 1600])
def test_no_line_is_too_long_to_read(name: str, width: int, visit: Visit) -> None:
    with visit(PAGES[name], width=width) as page:
        lines = page.evaluate(_LINES)
        assert lines
        for line in lines:
            most = CHARACTERS if line["han"] else LETTERS
            assert min(line["width"] / line["one"], line["all"]) <= most, line


@pytest.mark.parametrize("name", ["home", "body", "document", "graph", "search", "facts", "timeline", "structure", "ask-table"])
def test_a_finger_finds_what_it_touches(name: str, visit: Visit) -> None:
    touched = ".top nav a, .switch, .toc a, .facets a, .further a, main button, main input, main select, summary, .tree a"
    with visit(PAGES[name], width=390) as page:
        small = page.evaluate(
            """(touched) => [...document.querySelectorAll(touched)].filter((e) => e.offsetParent)
                 .map((e) => [e.className || e.tagName, e.textContent.slice(0, 30), e.getBoundingClientRect().height])
                 .filter(([name, , height]) => height < (name === "INPUT" ? 18 : 28))""",
            touched,
        )
        assert small == []


@pytest.mark.parametrize("name", sorted(set(PAGES) - WIDE - {"claim"}))
def test_a_phone_stacks_tables(name: str, visit: Visit) -> None:
    with visit(PAGES[name], width=390) as page:
        over = page.evaluate(
            "[...document.querySelectorAll('.scroll')].map((e) => e.scrollWidth - e.clientWidth).filter((n) => n > 0)"
        )
        assert over == []


def test_what_goes_on_beyond_the_edge_shows_it(visit: Visit) -> None:
    with visit(PAGES["matrix"], width=390) as page:
        box = page.locator(".scroll").first
        assert box.evaluate("(e) => e.scrollWidth > e.clientWidth")
        assert "linear-gradient" in box.evaluate("(e) => getComputedStyle(e).backgroundImage")
        box.evaluate("(e) => { e.scrollLeft = 200; }")
        # The acts stay in sight while the bodies go by.
        assert page.locator("tbody th").first.evaluate("(e) => e.getBoundingClientRect().x") < 40


@pytest.mark.parametrize("width", [390, 1024, 1600])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_body_begins_with_its_founding_and_the_words_that_say_so(language: str, width: int, visit: Visit) -> None:
    with visit("/id/body/unep.html", language=language, width=width) as page:
        expect(page.locator(".content h2").first).to_have_attribute("id", "founding")
        quotation = page.locator(".content blockquote").first.bounding_box()
        assert quotation is not None
        # Within the first screen of a phone, and of anything larger.
        assert quotation["y"] < 844


@pytest.mark.parametrize("name", ["body", "decision", "document", "ask-table", "graph"])
def test_on_paper_only_the_text_is_left(name: str, visit: Visit) -> None:
    with visit(PAGES[name], color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        for selector in (".top nav", ".toc", "form", ".find", ".canvas", ".further", ".data"):
            assert not any(e.is_visible() for e in page.locator(selector).all()), selector
        assert page.locator("h1").is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.querySelector('main')).color") == "rgb(0, 0, 0)"


def test_the_focus_is_seen(visit: Visit) -> None:
    with visit("/") as page:
        for _ in range(6):
            page.keyboard.press("Tab")
            ring = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; }"
            )
            assert ring[0] != "none"
            assert float(ring[1].removesuffix("px")) >= 2
