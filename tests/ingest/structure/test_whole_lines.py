"""Text as the formats set it: a line a paragraph, bars between cells, rules around footnotes, headings told."""

from __future__ import annotations

import pytest

from ingest.model import Document
from ingest.source import Heading, make
from ingest.structure import document
from ingest.structure.tables import cells, is_row

RULE = "________________"


def read(text: str, *headings: tuple[str, int]) -> Document:
    told = tuple(Heading(text.index(words), level) for words, level in headings)
    return document.read(make("a.txt", text, None, (), told, whole_lines=True))


def shown(read: Document) -> list[tuple[str, str, str]]:
    return [(p.address, p.kind, p.text) for p in read.paragraphs]


CHINESE = (
    "海港报告\n\n一、灯塔\n\n1. 海港事务处保存名册\n\n2. 名册载有灯塔，\n\n"
    f"{RULE}\n1 见E/9。\n2 见该报告第2段\n{RULE}\n\n90个灯塔已点亮。\n\nE/2031/9\n\n3. 完。\n"
)


def test_chinese_lines_are_never_joined() -> None:
    assert [(address, text) for address, kind, text in shown(read(CHINESE)) if kind == "narrative"] == [
        ("main/1", "海港事务处保存名册"),
        ("main/2", "名册载有灯塔，"),
        ("main/2/u1", "90个灯塔已点亮。"),
        ("main/3", "完。"),
    ]


def test_chinese_footnotes_end_at_the_second_rule_and_belong_to_the_paragraph_above() -> None:
    notes = [p for p in read(CHINESE).paragraphs if p.kind == "footnote"]
    assert [(p.address, p.label, p.text, p.attached) for p in notes] == [
        ("main/fn1", "1", "见E/9。", "main/2"),
        ("main/fn2", "2", "见该报告第2段", "main/2"),
    ]


def test_a_figure_in_the_text_is_no_mark_where_the_marks_were_left_out() -> None:
    told = read(f"海港报告\n\n1. 海港事务处列出灯塔 1 ，并保存名册。\n\n{RULE}\n1 见E/9。\n{RULE}\n")
    assert told.paragraphs[1].text == "海港事务处列出灯塔1，并保存名册。"


def test_a_symbol_on_a_line_of_its_own_is_text() -> None:
    assert "E/2031/9" in [p.text for p in read(CHINESE).paragraphs]


def test_chinese_tables_between_bars() -> None:
    told = read(
        "海港报告\n\n1. 见表。\n\n表1\n\n灯塔数目\n\n年份 | 点亮 | 熄灭\n2031 | 1,200 | 7\n2032 | 1,300 | 5\n\n说明\n\n2. 完。\n"
    )
    table = next(p for p in told.paragraphs if p.kind == "table")
    assert (table.address, table.label) == ("main/table-1", "表1")
    assert [(c.row, c.column, c.value) for c in table.cells] == [
        ("2031", "点亮", "1,200"), ("2031", "熄灭", "7"), ("2032", "点亮", "1,300"), ("2032", "熄灭", "5"),
    ]  # fmt: skip
    assert ("main/2", "narrative", "完。") in shown(told)


def test_chinese_tables_without_a_caption() -> None:
    told = shown(read("海港报告\n\n1. 见表。\n\n93/17 | 灯塔\n94/5 |\n\n2. 完。\n"))
    assert ("main/table-1", "table", "93/17 |灯塔\n94/5 |") in told
    assert ("main/2", "narrative", "完。") in told


def test_headings_that_the_format_tells_make_the_path_chinese() -> None:
    text = "海港报告\n\n1. 前言。\n\n灯塔\n\n看守人\n\n2. 看守。\n\n码头\n\n3. 完。\n"
    told = read(text, ("灯塔", 1), ("看守人", 2), ("码头", 1))
    paths = {p.address: p.heading_path for p in told.paragraphs if p.kind == "narrative"}
    assert paths == {"main/1": (), "main/2": ("灯塔", "看守人"), "main/3": ("码头",)}


ENGLISH = (
    "Report on harbours\n\n1. The Office keeps the register\n\nLights\n\nKeepers\n\n2. They keep them.\n\n"
    f"{RULE}\n4 Harbour Law, part two.\n* Reissued.\n{RULE}\n\nPiers\n\n93/17 | Piers of wood\n94/5 |\n\n3. The end.\n"
)


def test_english_footnotes_and_tables() -> None:
    told = read(ENGLISH, ("Lights", 1), ("Keepers", 2), ("Piers", 1))
    notes = [(p.address, p.label, p.text, p.attached) for p in told.paragraphs if p.kind == "footnote"]
    assert notes == [
        ("main/fn4", "4", "Harbour Law, part two.", "main/2"),
        ("main/fn*", "*", "Reissued.", "main/2"),
    ]
    assert ("main/table-1", "table", "93/17 | Piers of wood\n94/5 |") in shown(told)


def test_headings_that_the_format_tells_make_the_path_and_nothing_else_is_one() -> None:
    told = read(ENGLISH, ("Lights", 1), ("Keepers", 2), ("Piers", 1))
    assert [p.text for p in told.paragraphs if p.kind == "heading"] == ["Lights", "Keepers", "Piers"]
    paths = {p.address: p.heading_path for p in told.paragraphs if p.label.endswith(".")}
    assert paths == {"main/1": (), "main/2": ("Lights", "Keepers"), "main/3": ("Piers",)}


@pytest.mark.parametrize(
    ("line", "row"),
    [("a | b", ("a", "b")), ("a |", ("a", "")), (" | b", ("", "b")), ("93/17 |灯塔", None), ("either|or", None), ("a", None)],
)
def test_rows(line: str, row: tuple[str, ...] | None) -> None:
    assert is_row(line) == (row is not None)
    if row:
        assert cells(line) == row
