"""Sentences as formulas see them: a mention and a date are one symbol each, and lead back to what is printed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ingest import reading, source
from ingest.lexicon import Lexicon
from ingest.relate.masks import Masked, formula, mask
from ingest.structure import document
from register.load import load


@cache
def _lexicon() -> Lexicon:
    return Lexicon.of(load([Path(__file__).parent / "zh" / "register.ttl"], states=False))


def _masked(text: str, year: int | None = None) -> Masked:
    told = reading.read(document.read(source.make("case.txt", text)), _lexicon())
    return mask(told.sentences[0], year)[0]


def test_a_mention_and_a_date_are_one_character_each() -> None:
    masked = _masked("山区水资源委员会于2036年3月4日设立了冰川监测工作组。")
    assert len(masked.text) == len("体于日设立了体。")
    assert [m.printed for m in masked.found(0, len(masked.text))] == ["山区水资源委员会", "冰川监测工作组"]
    period = masked.period(0, len(masked.text))
    assert period is not None
    assert period.start == "2036-03-04"


def test_words_in_braces_stand_for_kinds_and_sets_of_kinds() -> None:
    masked = _masked("山区水资源委员会和萨塔尼亚在卡兰会见了秘书长。")
    assert formula(r"^{body}和{state}在{place}").match(masked.text)
    assert formula(r"^{actor+:who}在{seat:where}").match(masked.text)
    assert not formula(r"^{decision}").match(masked.text)


def test_a_list_may_hold_short_forms_in_brackets() -> None:
    masked = _masked("山区水资源委员会、冻土观测局以及冰川培训中心报告了进展。")
    match = formula(r"{body+:who}报告").search(masked.text)
    assert match
    assert len(masked.found(match.start("who"), match.end("who"))) == 3


def test_a_class_of_characters_may_leave_names_out() -> None:
    masked = _masked("委托冻土观测局观测，也委托他人观测。")
    assert [m[1] for m in formula(r"委托([^，。；{=any}]+)观测").finditer(masked.text)] == ["他人"]


def test_an_unknown_word_in_braces_is_refused() -> None:
    with pytest.raises(KeyError):
        formula("{nobody}")


def test_a_masked_place_leads_back_to_the_text() -> None:
    masked = _masked("山区水资源委员会设立了冰川监测工作组。")
    start, end = masked.stretch(0, 3)
    paragraph = masked.sentence.paragraph
    assert paragraph.text[start:end] == "山区水资源委员会设立" == masked.printed(0, 3)
    assert masked.at(start + 4) == 0


def test_clauses_end_at_commas_and_the_like() -> None:
    masked = _masked("委员会开会，商定如下：甲。")
    assert [masked.text[a:b] for a, b in masked.clauses] == ["委员会开会，", "商定如下：", "甲。"]
    assert masked.clause(0) == masked.clauses[0]


def test_a_year_told_once_holds_for_the_dates_after_it() -> None:
    told = reading.read(document.read(source.make("case.txt", "委员会于2036年3月4日开会，并于5月6日再次开会。")), _lexicon())
    masked, year = mask(told.sentences[0], None)
    assert year == 2036
    assert [p.start for p in masked.dates.values()] == ["2036-03-04", "2036-05-06"]
