"""The day that a text gives to a decision which it cites goes with the citation; the closing of a meeting is its end."""

from __future__ import annotations

import pytest

from graph.iris import Iris
from ingest import dates, reading
from ingest.lexicon import Lexicon
from ingest.model import Claim
from ingest.relate.cited import dated
from ingest.source import make
from ingest.structure import document as structure
from register.load import load

ID = "https://w3id.org/mandate-graph/id/"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(load(), Iris())


def read(lexicon: Lexicon, text: str) -> list[Claim]:
    return list(reading.read(structure.read(make("report.txt", text), lexicon.iris, {}), lexicon).claims)


def chinese(sentence: str) -> str:
    return f"联合国\n\n报告\n\n1. 环境署理事会举行了会议。\n\n2. {sentence}\n"


def english(sentence: str) -> str:
    return f"United Nations\n\nReport\n\n1. The Governing Council of UNEP met in Nairobi.\n\n2. {sentence}\n"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (chinese("环境署理事会在其关于河流的2002年2月15日第SS.VII/1号决定中确认了该计划。"), "2002-02-15"),
        (chinese("考虑到2002年2月15日关于河流治理问题的第SS.VII/1号决定，各国继续努力。"), "2002-02-15"),
        (chinese("环境署理事会于2002年2月15日通过了第SS.VII/1号决定。"), "2002-02-15"),
        (chinese("各国在2002年2月15日举行了会议，并提到第SS.VII/1号决定。"), ""),
        (chinese("2002年2月，各国提到第SS.VII/1号决定。"), ""),
        (chinese("各国提到第SS.VII/1号决定。"), ""),
        (english("States recalled Governing Council decision SS.VII/1 of 15 February 2002 on rivers."), "2002-02-15"),
        (english("On 15 February 2002, States recalled Governing Council decision SS.VII/1."), ""),
    ],
)
def test_a_citation_has_the_day_that_its_words_give(lexicon: Lexicon, text: str, date: str) -> None:
    cited = [c for c in read(lexicon, text) if c.relation == "cites" and c.object and c.object.iri.endswith("/SS.VII_1")]
    assert cited
    assert {c.details.get("date", "") for c in cited} == {date}


def test_other_claims_are_left_alone(lexicon: Lexicon) -> None:
    claims = read(lexicon, chinese("环境署理事会于2002年2月15日通过了第SS.VII/1号决定。"))
    others = [c for c in claims if c.relation != "cites"]
    assert others
    assert all(dated(claim, dates.CALENDAR) is claim for claim in others)


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("主席宣布会议于2013年9月20日下午6时闭幕。", "2013-09-20"),
        ("主席宣布本次会议于2013年9月20日星期五闭幕。", "2013-09-20"),
        ("主席宣布会议闭幕。", None),
        ("他回顾会议于2013年9月20日讨论了闭幕安排。", None),
    ],
)
def test_a_meeting_ends_when_it_is_declared_closed(lexicon: Lexicon, sentence: str, end: str | None) -> None:
    text = f"联合国\n\n报告\n\n1. 环境管理小组高级官员第十九次会议于2013年9月19日举行。\n\n2. {sentence}\n"
    closed = [c for c in read(lexicon, text) if c.rule == "zh.holds.closed"]
    assert [(c.details, c.object.iri if c.object else "") for c in closed] == (
        [({"end": end}, ID + "meeting/emg-senior-officials/19")] if end else []
    )
