"""Follow-up questions: pronouns, changed dates and sessions, the earlier predicate."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer


@pytest.mark.parametrize(
    ("turns", "kind", "wanted"),
    [
        (["哪项决定设立了协商小组？", "它在哪里开过会？"], "sessions", "贝尔格莱德"),
        (["全球部长级环境论坛由哪项决定终止？", "哪一天通过的？"], "", "2013"),
        (["环境基金2014-2015两年期核准了多少？", "2012-2013呢？"], "money", "190.962"),
        (["How much did the Environment Fund receive in 2014-2015?", "And in 2016-2017?"], "money", "136.9"),
        (["Which decision created UNEP?", "And when did it end?"], "ended", ""),
        (["Where is UNEP's regional office for Africa?", "And the regional office for Europe?"], "seat", "Geneva"),
    ],
)
def test_what_is_left_out_is_taken_from_before(turns: list[str], kind: str, wanted: str, digests: Answerer) -> None:
    answer = digests.answer(turns[-1], turns[:-1])
    assert not kind or answer.kind == kind
    assert wanted in answer.text + str(answer.rows)


def test_a_question_that_stands_alone_takes_nothing(digests: Answerer) -> None:
    alone = digests.answer("全球部长级环境论坛由哪项决定终止？")
    after = digests.answer("全球部长级环境论坛由哪项决定终止？", ["环境基金2014-2015两年期核准了多少？"])
    assert after == alone


def test_a_follow_up_without_a_before_is_unknown(digests: Answerer) -> None:
    assert digests.answer("And when did it end?").status == "unknown"
    assert digests.answer("那它呢？").status == "unknown"
