"""Plain words of both languages: what may stand for a word, what a text says, how Chinese is cut into words."""

from __future__ import annotations

import pytest

from answers.language.dictionary import kin, pairs_in, root, says, split, stem, words


@pytest.mark.parametrize(
    ("text", "word", "least"),
    [
        ("河流委员会雇用了二十名雇员", "employee", 0.9),
        ("the board launched a website", "推出", 0.5),
        ("the board launched a website", "网站", 0.9),
        ("委员会的雇员增加了", "员工", 0.6),
        ("战略性伙伴关系", "战略伙伴关系", 0.6),
    ],
)
def test_a_text_says_a_word_in_other_words(text: str, word: str, least: float) -> None:
    assert says(text, word) >= least


@pytest.mark.parametrize(("text", "word"), [("河流委员会雇用了二十名雇员", "volcano"), ("the board launched a website", "火山")])
def test_a_text_does_not_say_what_it_does_not(text: str, word: str) -> None:
    assert says(text, word) == 0.0


def test_the_word_itself_is_nearest() -> None:
    for word in ("employee", "雇员"):
        others = kin(word)
        assert others[root(word)] == max(others.values()) == 1.0


def test_a_gloss_of_two_words_is_less_close_than_one() -> None:
    assert set(kin("establish").values()) == {1.0, 0.6}


def test_endings_are_taken_off_but_no_short_word_is_eaten() -> None:
    assert stem("launching") == stem("launched") == stem("launches")
    assert stem("the") == "the"


def test_words_inside_longer_ones_are_told_too() -> None:
    assert {"河流", "委员会", "委员"} <= words("河流委员会")
    assert words("Boards met.".lower()) >= {"board", "met"}


def test_chinese_is_cut_into_its_longest_words_from_the_left() -> None:
    assert split("专门委员会开会") == [("专门", 0), ("委员会", 2), ("开会", 5)]
    assert split("乂乂") == []


def test_less_than_half_of_a_word_is_none_of_it() -> None:
    assert pairs_in("战略", "战略伙伴关系") == 0.0
