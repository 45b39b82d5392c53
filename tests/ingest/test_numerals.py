"""Chinese and Roman numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numerals import chinese, ordinal, roman

_DIGITS = "零一二三四五六七八九"


def _written(number: int) -> str:
    """A number below ten thousand as it is written out."""
    units = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
    text, gap = "", False
    for unit, name in units:
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text


@given(st.integers(1, 9999))
def test_a_number_written_out_is_read_back(number: int) -> None:
    assert chinese(_written(number)) == number


@pytest.mark.parametrize(("text", "number"), [("两", 2), ("二〇三六", 2036), ("十", 10), ("二十", 20), ("一百零八", 108)])
def test_other_ways_to_write_one(text: str, number: int) -> None:
    assert chinese(text) == number


@pytest.mark.parametrize("text", ["", "委", "十委", "3"])
def test_what_is_no_chinese_numeral(text: str) -> None:
    assert chinese(text) is None


@pytest.mark.parametrize(("text", "number"), [("XXVII", 27), ("iv", 4), ("MCMXCIX", 1999)])
def test_a_roman_numeral(text: str, number: int) -> None:
    assert roman(text) == number


@pytest.mark.parametrize("text", ["", "IIX", "VX", "ABC"])
def test_what_is_no_roman_numeral(text: str) -> None:
    assert roman(text) is None


def test_an_ordinal_in_either_script() -> None:
    assert (ordinal("12"), ordinal("十二"), ordinal("twelve"), ordinal("１２")) == (12, 12, None, None)
