"""Whatever is cited stands where it is said to stand: over every question of the pairs, and over made-up ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import HERE, pairs

from answers.answerer import Answerer
from answers.model import Answer

QUESTIONS = [p["ask"] if isinstance(p["ask"], list) else [p["ask"]] for p in pairs(HERE / "pairs")]
_TEXTS = """
SELECT ?document ?address ?text ?file WHERE { ?p mg:partOfDocument ?document ; mg:address ?address ; mg:text ?text .
  ?version dcterms:isVersionOf ?document ; mg:fileName ?file }
"""


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def paragraphs(answerer: Answerer) -> dict[tuple[str, str], str]:
    """The text of each paragraph by file and address, without white space."""
    found = getattr(answerer, "_paragraph_texts", None)
    if found is None:
        found = {(r["file"].value, r["address"].value): squeezed(r["text"].value) for r in answerer.store.select(_TEXTS)}
        answerer._paragraph_texts = found
    return found


def marks(file: str, known: dict[tuple[str, str], str]) -> set[str]:
    """The marks of a file's footnotes: their numbers and asterisks, which stand in the source and in no paragraph."""
    numbers = {m[1] for name, address in known if name == file and (m := re.search(r"(?:^|/)fn-?(\d+)(?:~\d+)?$", address))}
    return numbers | {"*", "∗"}


def stands(quote: str, text: str, lifted: set[str]) -> bool:
    """Whether a quotation stands in a text in one stretch, but for marks that were lifted out of the text."""
    tokens = re.findall(r"\d+|[*∗]|[^\d*∗]+", quote)
    pattern = "".join(f"(?:{re.escape(t)})?" if t in lifted else re.escape(t) for t in tokens)
    return re.search(pattern, text) is not None


def assert_cited(answer: Answer, answerer: Answerer) -> None:
    known = paragraphs(answerer)
    for citation in answer.citations:
        text = known[citation.file, citation.paragraph]
        assert stands(squeezed(citation.quote), text, marks(citation.file, known)), (citation, text)


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


@pytest.mark.parametrize("turns", QUESTIONS, ids=lambda t: t[-1][:40])
def test_each_quotation_stands_in_its_paragraph(turns: Sequence[str], digests: Answerer) -> None:
    assert_cited(digests.answer(turns[-1], turns[:-1]), digests)


@pytest.mark.parametrize("turns", QUESTIONS, ids=lambda t: t[-1][:40])
def test_each_quotation_of_an_official_text_too(turns: Sequence[str], official: Answerer) -> None:
    assert_cited(official.answer(turns[-1], turns[:-1]), official)


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
