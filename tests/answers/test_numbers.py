"""Money by measure and period, and what follows from it by arithmetic."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.facts import Fact
from answers.kinds.numbers import amount


@pytest.mark.parametrize(
    ("number", "unit", "language", "text"),
    [
        ("136.9", "USD million", "zh", "1.369亿美元（136.9百万美元）"),
        ("34.4", "USD million", "zh", "3440万美元（34.4百万美元）"),
        ("136.9", "USD million", "en", "USD 136.9 million"),
        ("220000", "USD", "en", "220000 USD"),
        ("88", "percent", "en", "88 percent"),
    ],
)
def test_an_amount_as_people_write_it(number: str, unit: str, language: str, text: str) -> None:
    fact = Fact("", "", "", "asserted", "extracted", 1.0, "", "", None, "finances", {"amount": number, "unit": unit})
    assert amount(fact, language) == text


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("环境基金2014-2015两年期收到多少？", ["154"]),
        ("How does what the Environment Fund received in 2014-2015 compare with what was approved?", ["154", "245", "62.9"]),
        ("In which biennium were receipts of the Environment Fund smallest?", ["2002-2003", "96.7"]),
        ("环境基金哪个两年期实收超过核准？", ["2008-2009"]),
    ],
)
def test_what_is_told_and_what_follows(question: str, wanted: list[str], digests: Answerer) -> None:
    answer = digests.answer(question)
    assert answer.status == "answered"
    assert all(w in answer.text for w in wanted), answer.text


@pytest.mark.parametrize(
    "question", ["环境基金1998-1999两年期收到多少？", "How much did the Environment Fund receive in 2024-2025?"]
)
def test_a_period_that_nobody_told_has_no_amount(question: str, digests: Answerer) -> None:
    answer = digests.answer(question)
    assert (answer.status, answer.decision, answer.rows) == ("unknown", None, ())
