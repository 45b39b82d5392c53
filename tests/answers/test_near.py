"""Passages beside an answer that is not sure, and passages that may not stand in for a fact."""

from __future__ import annotations

from dataclasses import replace

from citing import assert_cited

from answers import reader
from answers.answerer import Answerer, _with
from answers.inquiry import Inquiry
from answers.model import Citation, Near


def test_an_answer_that_is_not_sure_has_the_nearest_passages_beside_it(digests: Answerer) -> None:
    answer = digests.answer("环境署2018年的社交媒体账户有多少个？")
    assert (answer.status, answer.sure) == ("answered", False)
    assert answer.near
    reply = answer.to_json()
    assert [row["near"] for row in reply["rows"][len(answer.rows) :]] == ["true"] * len(answer.near)
    assert len(reply["citations"]) == len(answer.citations) + len(answer.near)
    assert_cited(answer, digests)


def test_a_sure_answer_has_none(digests: Answerer) -> None:
    answer = digests.answer("Which decision ended the Global Ministerial Environment Forum?")
    assert answer.sure
    assert answer.near == ()


def test_no_paragraph_stands_both_in_the_answer_and_beside_it(digests: Answerer) -> None:
    for question in ("环境署2018年的社交媒体账户有多少个？", "How many social media accounts does UNEP have?"):
        answer = digests.answer(question)
        cited = {(c.file, c.paragraph) for c in answer.citations}
        assert not cited & {(n.citation.file, n.citation.paragraph) for n in answer.near}


def test_a_passage_with_the_name_alone_denies_no_founding(digests: Answerer) -> None:
    for question in (
        "On what date did the Environment Assembly dissolve the Environment Management Group?",
        "In which year was the Committee of Permanent Representatives renamed?",
        "When did the Environment Management Group change its name to the Environment Coordination Board?",
    ):
        assert digests.answer(question).status == "unknown", question


def test_what_one_text_never_names_it_does_not_cite(digests: Answerer) -> None:
    answer = digests.answer("5/14号决议在哪一段提到埃斯卡苏协定？")
    assert (answer.status, answer.decision) == ("unknown", None)
    told = digests.answer("环境大会第5/14号决议在哪一段提到第4/6号决议？")
    assert told.status == "answered"
    assert {c.paragraph for c in told.citations} == {"preamble/8"}


def test_a_chain_goes_on_from_who_decided_to_the_founding_resolution(digests: Answerer) -> None:
    answer = digests.answer("从部长协商小组一路往上追溯到创始决议，授权链是怎样的？")
    assert answer.status == "answered"
    assert [s for s in ("25/4", "2997") if s not in answer.text] == []


def test_a_chain_that_rests_on_support_alone_is_told_so_and_not_sure(digests: Answerer) -> None:
    answer = digests.answer("土地问题管理小组往上追溯，最终依据哪项决议？")
    assert (answer.status, answer.sure) == ("answered", False)
    assert "53/242" in answer.text
    assert "支持" in answer.text


def test_an_acronym_that_is_not_known_leaves_an_answer_unsure(digests: Answerer) -> None:
    answer = digests.answer("US money for the Environment Fund in 2016-2017?")
    assert not answer.sure
    assert digests.answer("Money for the Environment Fund in 2016-2017?").status == "answered"


def test_what_stands_beside_an_answer_stays_there_when_more_is_added(digests: Answerer) -> None:
    question = digests.linker.question("How many social media accounts does UNEP have?")
    ask = Inquiry(digests.store, digests.names, question, digests.passages, digests.lookups)
    read = reader.answer(ask)
    assert read is not None
    before = Near({"quote": "an earlier one"}, Citation("urn:d", "D", "d.txt", "main/1", "an earlier one"))
    fact = replace(digests.answer("Which decision ended the Global Ministerial Environment Forum?"), near=(before,))
    joined = _with(ask, fact, read)
    assert joined.near[0] is before
    assert [n.citation for n in joined.near[1:]] == list(read.citations)
    assert joined.rows == fact.rows
