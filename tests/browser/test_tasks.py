"""Five tasks that people come with, each by mouse and by keyboard."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from api.words import WORDS
from graph.store import OxigraphStore, value

Visit = Callable[..., AbstractContextManager[Page]]
BASE = "https://w3id.org/mandate-graph/"
HANDS = pytest.mark.parametrize("hand", ["mouse", "keyboard"])


def reach(page: Page, wanted: Locator, hand: str) -> None:
    """Go to something: by a click, or by Tab until it has the focus, as who has no mouse must."""
    if hand == "mouse":
        wanted.click()
        return
    element = wanted.element_handle()
    for _ in range(400):
        if page.evaluate("(wanted) => wanted.contains(document.activeElement)", element):
            return
        page.keyboard.press("Tab")
    raise AssertionError("it cannot be reached by Tab")


def follow(page: Page, link: Locator, hand: str) -> None:
    """Go where a link leads."""
    with page.expect_navigation():
        reach(page, link, hand)
        if hand == "keyboard":
            page.keyboard.press("Enter")


def write(page: Page, field: Locator, text: str, hand: str) -> None:
    """Write into a field of a form, over what stands there."""
    reach(page, field, hand)
    page.keyboard.press("Control+A")
    # A day is typed as digits; the days of these tasks are the same with the month first.
    page.keyboard.type(text)


def submit(page: Page, field: Locator, hand: str) -> None:
    """Send the form of a field that was written into."""
    with page.expect_navigation():
        if hand == "keyboard":
            page.keyboard.press("Enter")
        else:
            field.locator("xpath=ancestor::form").locator("button[type=submit]").first.click()


@HANDS
def test_find_what_created_the_group(hand: str, visit: Visit, store: OxigraphStore) -> None:
    """In Chinese: ask on the home page, then read the body's own page."""
    founding = store.select(
        "SELECT ?act { ?c mg:relation rel:establishes ; mg:object body:emg ; mg:subject ?act ; mg:standing standing:asserted }"
    )
    with visit("/", language="zh") as page:
        question = page.locator("form.ask input")
        write(page, question, "哪项决定设立了环境管理小组？", hand)
        submit(page, question, hand)
        expect(page.locator("h1")).to_be_visible()
        assert "环境管理小组" in page.locator("p.answer").inner_text()
        expect(page.locator(".verdict")).to_be_visible()
        expect(page.locator("a[href^='/query?query=']")).to_be_visible()
        write(page, page.locator("form.find input"), "环境管理小组", hand)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        follow(page, page.locator("main a[href='/id/body/emg.html']").first, hand)
        expect(page.locator("h1")).to_have_text("环境管理小组")
        told = page.locator("section", has=page.locator("#founding"))
        if founding:
            act = value(founding[0]["act"]).removeprefix(BASE)
            expect(told.locator(f"a[href='/{act}.html']").first).to_be_visible()
            expect(told.locator("blockquote").first).to_be_visible()
        else:
            # What it was not created by is told, and what only supported it, with its words.
            assert WORDS["zh"]["no_founding"] in told.inner_text()
            expect(told.locator("a[href='/id/decision/un-ga/53_242.html']").first).to_be_visible()
            expect(told.locator("blockquote").first).to_be_visible()


@HANDS
def test_see_the_structure_on_two_days(hand: str, visit: Visit) -> None:
    with visit("/explore") as page:
        follow(page, page.locator("main a[href='/explore/structure']"), hand)
        trees = []
        for typed, day in (("01012012", "2012-01-01"), ("01012015", "2015-01-01")):
            root, field = page.locator("input[name=root]"), page.locator("input[name=on]")
            if hand == "mouse":
                field.fill(day)
            else:
                reach(page, field, hand)
                page.keyboard.type(typed)
            write(page, root, "body:unep", hand)
            submit(page, root, hand)
            assert f"on={day}" in page.url
            trees.append({str(a.get_attribute("href")) for a in page.locator("#tree a").all()})
        then, later = trees
        gone, new = {"/id/body/gmef.html", "/id/body/unep-gc.html", "/id/body/unep-gc-gmef.html"}, "/id/body/unea.html"
        assert gone <= then - later
        assert new in later - then
        # The page says the same when it is asked to compare.
        field = page.locator("input[name=with]")
        if hand == "mouse":
            field.fill("2012-01-01")
        else:
            reach(page, field, hand)
            page.keyboard.type("01012012")
        submit(page, field, hand)
        only_later, only_then = (
            {str(a.get_attribute("href")) for a in column.locator("a").all()} for column in page.locator(".two > div").all()
        )
        assert (new in only_later, gone <= only_then, only_later & only_then) == (True, True, set())


@HANDS
def test_from_a_paragraph_to_all_that_its_decision_touches(hand: str, visit: Visit) -> None:
    with visit("/browse/document") as page:
        follow(page, page.locator("main a[href^='/id/doc/UNEP_EA.4_16']").first, hand)
        paragraph = page.locator(".para", has=page.locator("a[href='/id/decision/unep-gc/27_2.html']")).first
        follow(page, paragraph.locator("a[href='/id/decision/unep-gc/27_2.html']").first, hand)
        touched = page.locator("section", has=page.locator("#touched"))
        names = {str(a.get_attribute("href")) for a in touched.locator("a").all()}
        assert {"/id/body/gmef.html", "/id/body/unea.html"} <= names
        follow(page, page.locator("main a.source[href*='/id/doc/UNEP_EA.4_16.html#']").first, hand)
        anchor = unquote(page.url.split("#")[1])
        expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


@HANDS
def test_run_an_example_and_take_the_table_home(hand: str, visit: Visit, islands: None, tmp_path: Path) -> None:
    with visit("/query") as page:
        follow(page, page.locator("a[href='/query?example=ending']"), hand)
        page.wait_for_selector(".CodeMirror")
        if hand == "mouse":
            page.locator("#run").click()
        else:
            reach(page, page.locator(".CodeMirror"), hand)
            page.keyboard.press("Control+Enter")
        page.wait_for_selector("#result table")
        shown = page.locator("#result tbody tr").count()
        if hand == "mouse":
            page.locator("#format").select_option("csv")
        else:
            reach(page, page.locator("#format"), hand)
            page.keyboard.type("csv")
        expect(page.locator("#format")).to_have_value("csv")
        with page.expect_download() as waiting:
            reach(page, page.locator("#download"), hand)
            if hand == "keyboard":
                page.keyboard.press("Enter")
        waiting.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as table:
        assert len(list(csv.DictReader(table))) == shown > 0


@HANDS
def test_find_the_mandates_of_a_post_on_a_subject(hand: str, visit: Visit, store: OxigraphStore) -> None:
    rows = store.select(
        "SELECT DISTINCT ?c { ?c mg:relation rel:mandates ; mg:object post:unep-executive-director . "
        "OPTIONAL { ?c mg:action ?a } OPTIONAL { ?c mg:evidence/mg:quotation ?q } "
        'FILTER (CONTAINS(CONCAT(COALESCE(?a, ""), COALESCE(?q, "")), "能力")) }'
    )
    wanted = {"/" + value(row["c"]).removeprefix(BASE) + ".html" for row in rows}
    assert wanted
    with visit("/browse/post", language="zh") as page:
        follow(page, page.locator("main a[href='/id/post/unep-executive-director.html']"), hand)
        words = page.locator("main form.row input[name=q]")
        write(page, words, "能力", hand)
        submit(page, words, hand)
        assert {str(a.get_attribute("href")) for a in page.locator("table.facts a.verb").all()} == wanted
