"""How a match becomes a claim: its quotation, its standing, the paragraphs in which it is tried."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import reading, source
from ingest.lexicon import Lexicon
from ingest.model import Claim
from ingest.relate.rules import LONGEST_ACTION, LONGEST_QUOTE
from ingest.structure import document
from register.load import load


@cache
def _lexicon() -> Lexicon:
    return Lexicon.of(load([Path(__file__).parent / "zh" / "register.ttl"], states=False))


def _claims(text: str) -> list[Claim]:
    return list(reading.read(document.read(source.make("case.txt", text)), _lexicon()).claims)


def _quoted(claim: Claim) -> str:
    evidence = claim.evidence
    return evidence.paragraph.text[evidence.start : evidence.end]


FILLER = "各缔约方在讨论中表示了不同意见"


def test_a_short_sentence_is_quoted_whole() -> None:
    (claim,) = (
        c for c in _claims("1. 山区水资源委员会设立了冰川监测工作组，由专家组成。其他事项。") if c.relation == "establishes"
    )
    assert _quoted(claim) == "山区水资源委员会设立了冰川监测工作组，由专家组成。"


@settings(max_examples=25)
@given(st.integers(0, 30), st.integers(0, 30))
def test_a_long_sentence_is_quoted_around_what_carries_the_fact(before: int, after: int) -> None:
    text = "1. " + f"{FILLER}，" * before + "山区水资源委员会设立了冰川监测工作组" + f"，{FILLER}" * after + "。"
    claims = [c for c in _claims(text) if c.relation == "establishes"]
    assert claims
    for claim in claims:
        quote = _quoted(claim)
        assert len(quote) <= LONGEST_QUOTE
        assert "设立了冰川监测工作组" in quote
        assert quote in text


def test_a_quotation_does_not_run_across_a_page_header() -> None:
    head = "1. 山区水资源委员会设立了冰川监测工作组，负责汇编各国提供的全部观测数据并就其质量\n\n TD/CL.9/4\n\n2\n\n提出意见，"
    text = f"{head}同时向各缔约方提供技术咨询。\n\n TD/CL.9/4\n\n3\n\n2. 其他事项没有讨论。\n"
    (claim,) = (c for c in _claims(text) if c.relation == "establishes")
    assert "设立了冰川监测工作组" in _quoted(claim)
    evidence = claim.evidence
    first, last = evidence.paragraph.span.offsets[evidence.start], evidence.paragraph.span.offsets[evidence.end - 1]
    assert re.sub(r"\s", "", text[first : last + 1]) == _quoted(claim)


def test_an_action_is_told_in_no_more_than_its_length() -> None:
    asked = [c for c in _claims("1. 委员会请秘书长" + "编写报告并提出建议，" * 20 + "。") if c.relation == "mandates"]
    assert all(len(c.details["action"]) <= LONGEST_ACTION for c in asked)


def test_to_propose_a_body_is_told_as_a_proposal() -> None:
    claims = _claims("1. 萨塔尼亚建议山区水资源委员会设立冰川监测工作组。")
    assert not [c for c in claims if c.relation == "establishes" and c.standing == "asserted"]
    assert [c for c in claims if c.relation == "proposes" and c.object and c.object.name == "冰川监测工作组"]


def test_an_option_is_never_told_as_done() -> None:
    text = "1. 委员会审议了下列备选方案：\n\n(a) 山区水资源委员会设立冰川监测工作组；\n\n(b) 解散雪崩预警专家组。\n"
    told = [c for c in _claims(text) if c.relation in ("establishes", "terminates")]
    assert not [c for c in told if c.standing == "asserted"]


def test_the_same_claim_is_told_once_a_paragraph() -> None:
    text = "1. 山区水资源委员会设立了冰川监测工作组。山区水资源委员会设立了冰川监测工作组，由专家组成。\n"
    assert len([c for c in _claims(text) if c.relation == "establishes"]) == 1
