"""The labels that a word processor prints: counted as ECMA-376 counts them."""

from __future__ import annotations

import pytest

from ingest.formats import docx
from ingest.formats.numbering import numeral
from tests.ingest.formats.files import docx as make
from tests.ingest.formats.files import p


def level(at: int, text: str, form: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


UN = level(0, "%1.") + level(1, "(%2)", "lowerLetter") + level(2, "(%3)", "lowerRoman")
LISTS = f'<w:abstractNum w:abstractNumId="0">{UN}</w:abstractNum>'
ONE = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def labels(numbering: str, *paragraphs: str, styles: str = "") -> list[str]:
    data = make(paragraphs, parts={"numbering": numbering, "styles": styles})
    return [line.removesuffix("x").strip() for line in docx.read(data, "a.docx").text.strip().split("\n\n")]


def test_levels_count_and_begin_anew_below_a_higher_one() -> None:
    paragraphs = [p("x", number=("1", at)) for at in (0, 1, 2, 2, 1, 0, 1)]
    assert labels(LISTS + ONE, *paragraphs) == ["1.", "(a)", "(i)", "(ii)", "(b)", "2.", "(a)"]


def test_text_between_does_not_stop_the_count() -> None:
    assert labels(LISTS + ONE, p("x", number=("1", 0)), p("x"), p("x", number=("1", 0))) == ["1.", "", "2."]


def test_a_level_may_print_those_above_it() -> None:
    lists = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.", "upperRoman")}{level(1, "%1.%2")}</w:abstractNum>'
    assert labels(lists + ONE, p("x", number=("1", 0)), p("x", number=("1", 1)), p("x", number=("1", 1))) == ["I.", "I.1", "I.2"]
    both = level(0, "%1.", "upperRoman") + level(1, "%1.%2", more="<w:isLgl/>")
    legal = f'<w:abstractNum w:abstractNumId="0">{both}</w:abstractNum>'
    assert labels(legal + ONE, p("x", number=("1", 0)), p("x", number=("1", 1))) == ["I.", "1.1"]


def test_two_instances_share_a_count_but_for_one_that_starts_anew() -> None:
    two = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    paragraphs = [p("x", number=(n, 0)) for n in ("1", "2", "3", "3")]
    assert labels(LISTS + ONE + two + anew, *paragraphs) == ["1.", "2.", "5.", "6."]


def test_a_style_brings_its_list_and_zero_takes_it_away() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Para"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:styleId="Sub"><w:basedOn w:val="Base"/></w:style>'
    )
    lists = LISTS.replace('<w:numFmt w:val="lowerLetter"/>', '<w:numFmt w:val="lowerLetter"/><w:pStyle w:val="Sub"/>')
    paragraphs = [p("x", style="Para"), p("x", style="Sub"), p("x", style="Para", number=("0", 0)), p("x", style="Para")]
    assert labels(lists + ONE, *paragraphs, styles=styles) == ["1.", "(a)", "", "2."]


def test_bullets_are_bullets_whatever_the_font() -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, chr(0xF0B7), "bullet")}{level(1, "–", "bullet")}'
        f"{level(2, '', 'none')}</w:abstractNum>"
    )
    assert labels(lists + ONE, *(p("x", number=("1", at)) for at in (0, 1, 2))) == ["•", "-", ""]


def test_chinese_numbers() -> None:
    both = level(0, "%1、", "chineseCounting") + level(1, "（%2）", "chineseCounting")
    lists = f'<w:abstractNum w:abstractNumId="0">{both}</w:abstractNum>'
    assert labels(lists + ONE, p("x", number=("1", 0)), p("x", number=("1", 1))) == ["一、", "（一）"]


def test_a_level_that_goes_on_below_a_higher_one() -> None:
    going_on = level(1, "%2)", more='<w:lvlRestart w:val="0"/>')
    lists = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}{going_on}</w:abstractNum>'
    assert labels(lists + ONE, *(p("x", number=("1", at)) for at in (0, 1, 0, 1))) == ["1.", "1)", "2.", "2)"]


def test_lists_that_are_not_there_give_no_label() -> None:
    assert labels(LISTS, p("x", number=("8", 0)), p("x", number=("8", 7))) == ["", ""]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (26, "lowerLetter", "z"), (27, "lowerLetter", "aa"), (52, "upperLetter", "ZZ"), (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"), (10, "chineseCounting", "十"), (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"), (7, "decimalZero", "07"), (3, "none", ""), (3, "unheardOf", "3"),
    ],
)  # fmt: skip
def test_numerals(count: int, form: str, printed: str) -> None:
    assert numeral(count, form) == printed
