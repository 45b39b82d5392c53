"""Whatever is cited stands where it is said to stand: over made-up questions (`test_pairs.py` has the others)."""

from __future__ import annotations

import pytest
from citing import assert_cited, stands
from hypothesis import given, settings
from hypothesis import strategies as st

from answers.answerer import Answerer


@pytest.mark.parametrize(
    ("quote", "stands_there"),
    [
        ("于2014年6月确立了政策1。", True),
        ("于2014年6月确立了政策。", True),
        ("于2015年6月确立了政策。", False),
        ("于2014年7月确立了政策。", False),
        ("于年6月确立了政策。", False),
        ("确立了政策。于2014年6月", False),
    ],
)
def test_a_changed_number_is_no_quotation(quote: str, stands_there: bool) -> None:
    assert stands(quote, "执行主任于2014年6月确立了政策。", {"1", "*"}) is stands_there


_VOCABULARY = """
环境署 EMG GMEF 27/2 25/4 理事会 协商小组 什么时候 哪项决定 设立 终止 更名 延长 谁 哪里 多少 2014年 2016-2017 环境基金 收到
核准 第17段 落实 授权 主席 which decision created ended when where who UNEP Bali 67/251 did extend the land group report
on budget members of 2013 how many staff ? ， and
"""
WORDS = st.sampled_from(_VOCABULARY.split())


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join))
def test_any_words_get_an_honest_answer(digests: Answerer, question: str) -> None:
    answer = digests.answer(question)
    assert_cited(answer, digests)
    assert answer.status in ("answered", "ambiguous", "unknown")
    assert answer.text
    assert not (answer.sure and answer.status != "answered")
    if answer.status == "unknown":
        assert answer.decision is None
