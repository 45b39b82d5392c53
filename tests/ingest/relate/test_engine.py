"""What passes from sentence to sentence and from a head to its list."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ingest import reading, source
from ingest.lexicon import Lexicon
from ingest.model import Claim
from ingest.structure import document
from register.load import load


@cache
def _lexicon() -> Lexicon:
    return Lexicon.of(load([Path(__file__).parent / "zh" / "register.ttl"], states=False))


def _claims(text: str, relation: str) -> list[Claim]:
    told = reading.read(document.read(source.make("case.txt", text)), _lexicon())
    return [c for c in told.claims if c.relation == relation]


def test_who_acted_last_goes_on_acting() -> None:
    (claim,) = _claims("1. 山区水资源委员会审查了进展。随后设立了冰川监测工作组。", "establishes")
    assert claim.subject.name == "山区水资源委员会"


def test_a_new_paragraph_begins_anew() -> None:
    claims = _claims("1. 山区水资源委员会审查了进展。\n\n2. 随后设立了雪崩预警专家组。", "terminates")
    assert claims == []


def test_the_head_of_a_list_acts_in_its_items() -> None:
    text = "1. 山区水资源委员会作了下列变动：\n\n(a) 设立了冰川监测工作组；\n\n(b) 终止了雪崩预警专家组的任务。\n"
    assert [c.subject.name for c in _claims(text, "establishes")] == ["山区水资源委员会"]
    assert [c.subject.name for c in _claims(text, "terminates")] == ["山区水资源委员会"]


def test_a_decision_that_heads_a_list_acts_in_its_items() -> None:
    text = "1. 山区水资源委员会在第3/7号决定中：\n\n(a) 设立了冰川监测工作组；\n\n(b) 请各会员国提供数据。\n"
    assert [c.subject.name for c in _claims(text, "establishes")] == ["山区水资源委员会第3/7号决定"]
    assert [c.subject.name for c in _claims(text, "mandates")] == ["山区水资源委员会第3/7号决定"]


def test_the_meeting_spoken_of_goes_on() -> None:
    text = "1. 山区水资源委员会在第三届会议上审查了进展。山区水资源委员会还设立了冰川监测工作组。"
    (claim,) = _claims(text, "establishes")
    assert claim.subject.name == "山区水资源委员会第三届会议"


def test_a_later_sentence_tells_the_day_of_a_meeting_more_closely() -> None:
    text = "1. 山区水资源委员会决定从2031年第三届会议开始改在奇数年举行常会。因此，山区水资源委员会于2031年5月举行了第三届会议。"
    assert [c.details["start"] for c in _claims(text, "holds")] == ["2031", "2031-05"]


def test_what_a_resolution_asks_is_told_of_the_resolution() -> None:
    clauses = "1. 请秘书长编写报告；\n\n2. 请各会员国：\n\n(a) 提供经费；\n\n(b) 分享数据。\n"
    text = f"A/RES/91/12\n高山生态系统\n\n大会，\n\n回顾其以往各项决议，\n\n{clauses}"
    told = [(c.subject.name, c.object.name if c.object else "", c.details["provision"]) for c in _claims(text, "mandates")]
    assert told == [
        ("联大第91/12号决议", "联合国秘书长", "1"),
        ("联大第91/12号决议", "会员国", "2(a)"),
        ("联大第91/12号决议", "会员国", "2(b)"),
    ]


def test_an_annex_that_is_a_plan_binds_by_itself() -> None:
    text = "1. 委员会通过了附件所载的计划。\n\n附件\n\n山区战略计划\n\n1. 山区事务署应每年提出报告。\n"
    (claim,) = _claims(text, "mandates")
    assert (claim.subject.name, claim.details["modality"]) == ("山区战略计划", "should")
