"""Names and quotations marked in a text where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.views.names import Link
from api.views.text import mark

COUNCIL, BUREAU, LAKE = Link("Council", "urn:council"), Link("Bureau", "urn:bureau"), Link("Lake", "urn:lake")


def shown(text: str, called: dict[str, Link], quotes: list[str] | None = None) -> str:
    """The text with names in brackets and quotations between bars."""
    pieces, _ = mark(text, called, quotes or [])
    parts = []
    for piece in pieces:
        part = f"[{piece.text}]" if piece.link else piece.text
        parts.append(f"|{part}|" if piece.said else part)
    return "".join(parts)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("湖泊理事会设立主席团。", "[湖泊理事会]设立[主席团]。"),
        ("理事会主席团", "[理事会][主席团]"),
        ("湖 泊理 事会", "[湖 泊理 事会]"),
        ("没有名称", "没有名称"),
        ("", ""),
    ],
)
def test_chinese_names_longest_first(text: str, marked: str) -> None:
    assert shown(text, {"理事会": COUNCIL, "湖泊理事会": LAKE, "主席团": BUREAU}) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The lake council met.", "The [lake council] met."),
        ("The lake\n council met.", "The [lake\n council] met."),
        ("lake councils", "lake councils"),
        ("the lakecouncil", "the lakecouncil"),
        ("LC and lc, not LCD", "[LC] and lc, not LCD"),
        ("İLC lake council", "İLC [lake council]"),
    ],
)
def test_latin_names_are_whole_words_and_acronyms_keep_their_capitals(text: str, marked: str) -> None:
    assert shown(text, {"Lake Council": LAKE, "LC": LAKE}) == marked


def test_quotations_are_found_white_space_aside() -> None:
    assert (
        shown("前言。理事会 设立\n主席团。后语。", {"理事会": COUNCIL}, ["理事会设立主席团。"])
        == "前言。|[理事会]|| 设立\n主席团。|后语。"
    )
    assert shown("nothing", {}, ["something else", ""]) == "nothing"


def test_what_was_linked_is_told() -> None:
    _, linked = mark("理事会和主席团", {"理事会": COUNCIL, "主席团": BUREAU, "湖": LAKE}, [])
    assert linked == {"urn:council", "urn:bureau"}


@given(st.text(max_size=60), st.lists(st.text(min_size=2, max_size=5), max_size=4), st.lists(st.text(max_size=20), max_size=3))
def test_no_character_is_lost(text: str, forms: list[str], quotes: list[str]) -> None:
    pieces, _ = mark(text, dict.fromkeys(forms, COUNCIL), [*quotes, text[5:20]])
    assert "".join(piece.text for piece in pieces) == text
