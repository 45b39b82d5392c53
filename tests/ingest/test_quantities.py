"""Numbers with what they count."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from ingest.quantities import CURRENCY, NUMBER, NUMERAL, money, span, value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("120名", 120), ("4 770万", 47_700_000), ("1,250人", 1250), ("3800多家", 3800), ("2.3亿人", 230_000_000),
        ("1.2万条", 12_000), ("40余个", 40), ("85%", 85), ("0.5", Decimal("0.5")),
    ],
)  # fmt: skip
def test_figures_with_their_scale(text: str, number: int | Decimal) -> None:
    match = re.match(NUMBER, text)
    assert match
    assert value(match) == number


@pytest.mark.parametrize(("text", "number"), [("七个", 7), ("十二名", 12), ("两次", 2)])
def test_numerals(text: str, number: int) -> None:
    match = re.match(NUMERAL, text)
    assert match
    assert value(match) == number


@pytest.mark.parametrize("text", ["第七个", "一个", "十几个"])
def test_no_numeral_but_an_ordinal_or_article(text: str) -> None:
    assert not re.search(NUMERAL, text)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("4 770万美元", "47.7", "USD million"), ("220 000美元", "220000", "USD"), ("2.45亿欧元", "245", "EUR million"),
        ("300万瑞士法郎", "3", "CHF million"),
    ],
)  # fmt: skip
def test_money_in_the_unit_in_which_it_is_told(text: str, amount: str, unit: str) -> None:
    match = re.match(rf"{NUMBER}(?P<currency>{CURRENCY})", text)
    assert match
    told = money(match, match["currency"])
    assert told is not None
    assert (told.amount, told.unit) == (amount, unit)


@pytest.mark.parametrize("text", ["A/36/215", "第12/4号", "UNMP-12"])
def test_a_number_within_a_symbol_counts_nothing(text: str) -> None:
    assert [m[0] for m in re.finditer(NUMBER, text) if m.start() > text.find("/") >= 0] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [("2034-2035两年期", "2034-2035"), ("2034至2037年", "2034-2037"), ("2034—35年", "2034-2035"), ("2034年", "")],
)
def test_a_span_of_years(text: str, told: str) -> None:
    assert span(text) == told
