"""The graph view and the editor: what their scripts add."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, Response, expect

Visit = Callable[..., AbstractContextManager[Page]]
#: What the scripts of one page may weigh when compressed.
WEIGHT = 300_000


def nodes(page: Page) -> int:
    return int(page.locator("#canvas").get_attribute("data-nodes") or 0)


def drawn(page: Page) -> None:
    expect(page.locator("#canvas")).to_have_attribute("data-nodes", re.compile("[1-9]"))


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait for something to come true. Playwright's own waiting evaluates text, which the policy of the pages forbids."""
    for _ in range(200):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come true in twenty seconds")


# ---- the graph ------------------------------------------------------------------------------------------------------
def test_the_graph_is_drawn_and_grows(visit: Visit, islands: None) -> None:
    with visit("/explore/graph?node=body:emg") as page:
        drawn(page)
        before = nodes(page)
        ends = page.locator("tbody td:nth-child(1), tbody td:nth-child(3)").all_inner_texts()
        assert before == len(set(ends))
        expect(page.locator("#chosen")).to_have_text("Environment Management Group")
        assert page.locator("#open").get_attribute("href") == "/id/body/emg.html"
        wander(page, before, lambda: page.keyboard.press("Enter"))
        assert page.locator("#chosen").inner_text() != "Environment Management Group"
        assert "/id/" in str(page.locator("#open").get_attribute("href"))


def wander(page: Page, before: int, grow: Callable[[], object]) -> None:
    """Go from node to node by the arrow keys and let each grow, until one has something new: the drawing differs each time."""
    page.locator("#canvas").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp", "ArrowRight", "ArrowRight"):
        page.locator("#canvas").focus()
        page.keyboard.press(key)
        with page.expect_response(lambda response: "/explore/graph.json" in response.url):
            grow()
        page.wait_for_timeout(300)
        if nodes(page) > before:
            return
    raise AssertionError("no node grew")


def test_the_graph_grows_by_mouse(visit: Visit, islands: None) -> None:
    with visit("/explore/graph?node=body:gmef") as page:
        drawn(page)
        before = nodes(page)
        wander(page, before, page.locator("#grow").click)


def test_citations_are_drawn(visit: Visit, islands: None) -> None:
    with visit("/explore/citations") as page:
        drawn(page)
        assert nodes(page) > 10


# ---- the editor -----------------------------------------------------------------------------------------------------
def text(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()"))


def written(page: Page, query: str) -> None:
    page.evaluate("(q) => document.querySelector('.CodeMirror').CodeMirror.setValue(q)", query)


def test_an_example_runs_and_shows_links(visit: Visit, islands: None) -> None:
    with visit("/query?example=founding") as page:
        page.wait_for_selector(".CodeMirror")
        page.locator("#run").click()
        page.wait_for_selector("#result table")
        assert page.locator("#result tbody tr").count() > 0
        assert page.locator("#result a[href^='/id/']").count() > 0
        assert "query=" in page.url
        with page.expect_navigation():
            page.reload()
        assert "mg:relation" in text(page)


def test_numbers_make_a_chart(visit: Visit, islands: None) -> None:
    with visit("/query") as page:
        page.wait_for_selector(".CodeMirror")
        written(page, "SELECT ?relation (COUNT(*) AS ?n) { ?claim mg:relation ?relation } GROUP BY ?relation ORDER BY DESC(?n)")
        page.locator("#run").click()
        page.locator("#result summary").click()
        assert page.locator("#result svg rect").count() > 5


def test_an_error_stands_at_its_place(visit: Visit, islands: None) -> None:
    with visit("/query") as page:
        page.wait_for_selector(".CodeMirror")
        page.wait_for_load_state("networkidle")
        written(page, "SELECT ?a WHERE {\n  ?a mg:subject ?b ;; ,\n}")
        page.locator("#run").click()
        page.wait_for_selector("#result [role=alert]")
        told = page.locator("#result [role=alert]").inner_text()
        line = re.search(r"line (\d+)", told)
        assert line
        assert page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getCursor().line") == int(line[1]) - 1
        assert page.locator(".bad-line").count() == 1


def test_our_words_are_completed_and_declared(visit: Visit, islands: None) -> None:
    with visit("/query") as page:
        page.wait_for_selector(".CodeMirror")
        page.wait_for_load_state("networkidle")
        written(page, "SELECT * WHERE { ?claim ")
        page.evaluate("() => { const e = document.querySelector('.CodeMirror').CodeMirror; e.focus(); e.setCursor(0, 99); }")
        page.keyboard.type("mg:rela")
        page.wait_for_selector(".CodeMirror-hint")
        assert "mg:relation" in page.locator(".CodeMirror-hints").inner_text()
        page.keyboard.press("Enter")
        until(page, lambda: "PREFIX mg:" in text(page))
        assert "mg:relation" in text(page)


def test_the_keyboard_leaves_the_editor(visit: Visit, islands: None) -> None:
    with visit("/query") as page:
        page.wait_for_selector(".CodeMirror")
        page.evaluate("() => document.querySelector('.CodeMirror').CodeMirror.focus()")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "run"


@pytest.mark.parametrize("path", ["/explore/graph?node=body:emg", "/query", "/", "/id/body/emg.html"])
def test_scripts_are_few_and_our_own(path: str, visit: Visit, islands: None) -> None:
    got: list[Response] = []
    with visit("/api") as page:
        page.on("response", lambda response: got.append(response))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        scripts = {r.url: len(gzip.compress(r.body(), 6)) for r in got if "javascript" in r.headers.get("content-type", "")}
        assert all(r.url.startswith(page.url.split("/", 3)[0] + "//127.0.0.1") for r in got)
    if path in ("/", "/id/body/emg.html"):
        assert scripts == {}
    else:
        assert 0 < sum(scripts.values()) < WEIGHT, scripts
        assert not ("cytoscape" in str(scripts) and "yasqe" in str(scripts))
