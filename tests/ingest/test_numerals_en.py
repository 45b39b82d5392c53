"""English numbers in words, and ordinals."""

from __future__ import annotations

import re

import pytest

from ingest.numerals_en import ORDINAL, cardinal, ordinal, ordinal_word


@pytest.mark.parametrize("number", [*range(1, 200), 912, 9912, 10001])
def test_an_ordinal_word_is_read_back(number: int) -> None:
    assert ordinal(ordinal_word(number)) == number


@pytest.mark.parametrize(("text", "value"), [("twelve", 12), ("Seventy-one", 71), ("1,118", 1118), ("0", 0)])
def test_a_cardinal(text: str, value: int) -> None:
    assert cardinal(text) == value


@pytest.mark.parametrize("text", ["many", "twenty-ten", "", "sixty-th", "-first"])
def test_what_is_no_number(text: str) -> None:
    assert (cardinal(text), ordinal(text)) == (None, None) if text != "-first" else cardinal(text) is None


def test_an_ordinal_is_found_whole() -> None:
    text = "its twenty-first session, the 9912th meeting and the 3rd part"
    assert [m[0] for m in re.finditer(ORDINAL, text)] == ["twenty-first", "9912th", "3rd"]
