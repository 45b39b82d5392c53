"""What questions are written in: one form of comparison, dates, ordinals, notions of both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.language import ordinals
from answers.language.glossary import notions
from answers.language.moments import moments
from answers.language.normal import language_of, normal, simplified


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("環境署由哪項決議設立？", "环境署由哪项决议设立?"),
        ("《长河宣言》", "长河宣言"),
        ("The River’s “Board”", "the river board"),
        ("ＡＢＣ  第２７／２号", "abc第27/2号"),
        ("what's the Board of the River", "what is board of river"),
        ("didn't it end", "did not it end"),
    ],
)
def test_one_form(text: str, form: str) -> None:
    assert normal(text) == form


@given(st.text(max_size=60))
def test_the_form_of_a_form_is_itself_but_for_what_folding_opens(text: str) -> None:
    once = normal(text)
    assert normal(once).replace(" ", "") == normal(normal(once)).replace(" ", "")


def test_simplified_text_stays() -> None:
    assert simplified("环境管理小组于2001年成立") == "环境管理小组于2001年成立"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("EMG 由谁设立？", "zh"),
        ("Which decision created 河流委员会?", "en"),
        ("GMEF ended by?", "en"),
        ("67/251？", "en"),
        ("Who co-chaired the 协商小组?", "en"),
        ("UNEA 的 Bureau 有几名成员？", "zh"),
    ],
)
def test_the_language_of_the_askers_own_words(question: str, language: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2016-2017两年期", [("2016", "2017", "")]),
        ("on 7 march 2011", [("2011-03-07", "2011-03-07", "")]),
        ("march 7, 2011", [("2011-03-07", "2011-03-07", "")]),
        ("2011年3月7日", [("2011-03-07", "2011-03-07", "")]),
        ("2011年3月", [("2011-03", "2011-03", "")]),
        ("in 2011", [("2011", "2011", "")]),
        ("before may 2015", [("2015-05", "2015-05", "before")]),
        ("2015年以前", [("2015", "2015", "before")]),
        ("since 2014", [("2014", "2014", "after")]),
        ("a/res/2997(xxvii)", []),
        ("e/2018/64", []),
        ("decision 19/2012", []),
        ("between 2001 and 2003", [("2001", "2003", "")]),
        ("in mid-2017", [("2017", "2017", "")]),
    ],
)
def test_dates_and_what_is_none(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(m.first, m.last, m.side) for m in moments(text)] == found


@pytest.mark.parametrize(
    ("text", "stretch"),
    [("2014年中国出资", "2014年"), ("2013年代表出席", "2013年"), ("2017年年中", "2017年年中"), ("1990年代", "1990年代")],
)
def test_a_date_takes_no_character_of_the_word_behind_it(text: str, stretch: str) -> None:
    [moment] = moments(text)
    assert text[moment.start : moment.end] == stretch


@pytest.mark.parametrize(
    ("text", "date", "held"),
    [
        ("2013年", "2013-02-22", True),
        ("2013年2月", "2013", True),
        ("2013年3月", "2013-02-22", False),
        ("2014-2015", "2015-06", True),
        ("2014-2015", "2016", False),
        ("before 2013", "2012-12-31", True),
        ("before 2013", "2013-01-01", False),
        ("since 2013", "2013-05", True),
        ("2013年", "", False),
    ],
)
def test_what_a_moment_holds(text: str, date: str, held: bool) -> None:
    [moment] = moments(text)
    assert moment.holds(date) is held


@pytest.mark.parametrize(("word", "n"), [("第十九", 19), ("二十一", 21), ("第3", 3), ("一百零三", 103), ("两", 2), ("河", 0)])
def test_chinese_numbers(word: str, n: int) -> None:
    assert ordinals.chinese(word) == n


@given(st.integers(1, 99))
def test_every_english_ordinal_is_read_back(n: int) -> None:
    assert ordinals.english(next(word for word, value in ordinals.ENGLISH.items() if value == n)) == n


def test_cardinals() -> None:
    assert [ordinals.cardinal(w) for w in ("six", "六", "6", "many")] == [6, 6, 6, 0]


@pytest.mark.parametrize(
    ("english", "chinese", "notion"),
    [
        ("how many staff", "工作人员", "staff"),
        ("earmarked contributions", "专用捐款", "earmarked"),
        ("rules of procedure", "议事规则", "rules"),
        ("the drylands agenda", "旱地议程", "drylands"),
        ("was prolonged", "延长", "extend"),
        ("plastic pollution", "塑料污染", "plastic"),
    ],
)
def test_a_notion_is_one_in_both_languages(english: str, chinese: str, notion: str) -> None:
    assert notion in notions(english)
    assert notion in notions(chinese)
