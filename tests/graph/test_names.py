"""Names: how they are compared, in both scripts."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.names import fold, is_wide, key, tidy

mixed = st.text("环境a1Z ,;:，；：“”（）()\u3000\u00a0\n\u200b-–", max_size=16)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("第２９９７（XXVII）号", "第2997(XXVII)号"),
        ("ＵＮＥＰ", "UNEP"),
        # Chinese punctuation stays Chinese; ASCII marks in Chinese text become Chinese.
        ("其中，；：？！", "其中，；：？！"),
        ("号, 其中", "号， 其中"),
        ("环境;会议:报告", "环境；会议：报告"),
        # Marks between Latin words and between digits stay.
        ("food, water", "food, water"),
        ("1,000", "1,000"),
        ("12:30环境", "12:30环境"),
        ("2012–2013", "2012-2013"),
        ("a\u00a0b\u3000c\td", "a b c d"),
        ("「理事会」『小组』", "“理事会”“小组”"),
        ("∗", "*"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.one_of(st.text(), mixed))
def test_fold_gives_one_character_for_one(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("2012 年\n 7 月  of the UN", "2012年7月of the UN"),
        ("联合国 环境 规划署", "联合国环境规划署"),
        ("Environment \n  Assembly", "Environment Assembly"),
        ("（环境 署）", "（环境署）"),
        ("a\u200bb\ufeffc", "abc"),
        ("“ \u3000一", "“一"),
        ("a\u3000b", "a b"),
        ("  x  ", "x"),
        ("", ""),
    ],
)
def test_tidy(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@given(st.one_of(st.text(), mixed))
@example("“ \u30001")
def test_tidy_leaves_nothing_to_tidy(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(mixed)
def test_tidy_changes_white_space_only(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(c for c in of if not c.isspace() and c not in "\u200b\ufeff")

    assert letters(tidy(text)) == letters(text)


@given(mixed)
def test_tidy_leaves_no_space_beside_a_wide_character(text: str) -> None:
    told = tidy(text)
    assert not [i for i, c in enumerate(told) if c == " " and (is_wide(told[i - 1]) or is_wide(told[i + 1]))]


def test_key_makes_printings_of_one_name_alike_and_keeps_case() -> None:
    assert key("环境 管理\n小组") == key("环境管理小组")
    assert key("工作组（第２次）") == key("工作组(第2次)")
    assert key("UNEP") != key("unep")


@pytest.mark.parametrize("char", "环、，。！“”—（")
def test_wide(char: str) -> None:
    assert is_wide(char)


@pytest.mark.parametrize("char", ["a", "1", "(", " ", "\u3000", "é", ""])
def test_not_wide(char: str) -> None:
    assert not is_wide(char)
