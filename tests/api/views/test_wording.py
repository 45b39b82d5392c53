"""Short pieces of text: provisions, lives, meetings without a name."""

from __future__ import annotations

import pytest

from api.views.wording import clause, gathering, life


@pytest.mark.parametrize(
    ("number", "en", "zh"),
    [
        ("4", "paragraph 4", "第4段"),
        ("31(h)", "paragraph 31(h)", "第31(h)段"),
        ("94(b)(2)", "paragraph 94(b)(2)", "第94(b)(2)段"),
        ("88(a)-(h)", "paragraph 88(a)-(h)", "第88(a)-(h)段"),
        ("section II", "section II", "第II节"),
    ],
)
def test_a_provision_is_told_as_people_say_it(number: str, en: str, zh: str) -> None:
    assert (clause(number, "en"), clause(number, "zh")) == (en, zh)


@pytest.mark.parametrize(
    ("start", "end", "en", "zh"),
    [
        ("1972-12-15", "2013-03", "15 December 1972 – March 2013", "1972年12月15日至2013年3月"),
        ("2009", "", "since 2009", "2009年起"),
        ("", "2013", "until 2013", "至2013年"),
        ("", "", "", ""),
    ],
)
def test_a_life_ends_in_no_dash(start: str, end: str, en: str, zh: str) -> None:
    assert (life(start, end, "en"), life(start, end, "zh")) == (en, zh)


@pytest.mark.parametrize(
    ("ordinal", "start", "en", "zh"),
    [
        ("plenary-6", "2016-05-27", "X, plenary meeting 6", "X第6次全体会议"),
        ("3", "", "X, meeting 3", "X第3次会议"),
        ("", "2014-03", "X, meeting of March 2014", "X2014年3月会议"),
        ("ss-1", "", "", ""),
    ],
)
def test_a_meeting_is_named_by_its_holder_and_which_or_when(ordinal: str, start: str, en: str, zh: str) -> None:
    assert (gathering("X", ordinal, start, "en"), gathering("X", ordinal, start, "zh")) == (en, zh)
