"""Passages that answer: ranked by how much of the question they have, and none where too little is left or asked."""

from __future__ import annotations

import pytest

from answers import reader
from answers.answerer import Answerer
from answers.inquiry import Inquiry


def asking(answerer: Answerer, text: str) -> Inquiry:
    return Inquiry(answerer.store, answerer.names, answerer.linker.question(text), answerer.passages, answerer.lookups)


@pytest.mark.parametrize(
    ("question", "document", "address"),
    [
        # Asked in one language, told in the other, with words that no table of ours has.
        ("Who was thanked for helping to run the working group at Bali?", "bali-strategic-plan-2005", "main/34"),
        ("In which year did the secretariat open its library of digital media?", "UNEP_EA.4_16", "main/59"),
    ],
)
def test_a_passage_is_found_across_languages(question: str, document: str, address: str, digests: Answerer) -> None:
    found = reader.ranked(asking(digests, question))[:3]
    assert (document, address) in [(f.passage.document.rsplit("/", 1)[-1], f.passage.address) for f in found]


def test_the_best_comes_first_and_every_score_is_a_share(digests: Answerer) -> None:
    found = reader.ranked(asking(digests, "哪些国家的部长主持了协商小组的会议？"))
    scores = [round(f.score, 3) for f in found]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0] <= 1.1


def test_a_common_name_alone_asks_nothing_of_a_passage(digests: Answerer) -> None:
    assert reader.ranked(asking(digests, "环境署？")) == []


def test_a_passage_of_another_year_is_no_answer(digests: Answerer) -> None:
    ask = asking(digests, "2031年环境署有多少名工作人员？")
    assert reader.read(ask) == []


def test_quotations_are_sentences_of_their_paragraph(digests: Answerer) -> None:
    for found in reader.ranked(asking(digests, "How many member States paid into the Environment Fund?")):
        assert found.quote.replace(" ", "") in found.passage.text.replace(" ", "")


def test_a_second_passage_tells_what_the_first_leaves_out(digests: Answerer) -> None:
    asked = "环境署秘书处运动的主题是什么，2018年社交媒体有多少账户？"
    answer = reader.answer(asking(digests, asked))
    assert answer is not None
    assert {"main/57", "main/61"} <= {c.paragraph for c in answer.citations}


def test_a_paragraph_is_asked_for_by_its_own_number(digests: Answerer) -> None:
    best = reader.ranked(asking(digests, "Who may take part in the plastics negotiations according to paragraph 9?"))[0]
    assert (best.passage.document.rsplit("/", 1)[-1], best.passage.address) == ("UNEP_EA.5_RES.14", "main/9")


def test_names_told_in_a_list_are_found(digests: Answerer) -> None:
    found = reader.ranked(asking(digests, "环境署的国家办事处和联络处由谁监督？"))
    assert found[0].passage.address == "main/86"


def test_another_session_is_no_likeness_of_the_one_asked_for(digests: Answerer) -> None:
    assert reader.read(asking(digests, "环境大会第六届会议在哪里举行？")) == []


def test_who_held_an_office_is_told_by_a_passage_that_names_somebody(digests: Answerer) -> None:
    assert reader.read(asking(digests, "Who was President of the Environment Assembly at its third session?")) == []


def test_a_list_of_names_is_told_by_a_passage_that_has_names(digests: Answerer) -> None:
    best = reader.ranked(asking(digests, "获得环境署认证的国家名单是什么？"))[0]
    assert not (best.fits and best.score >= reader.ENOUGH)
