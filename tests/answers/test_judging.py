"""The judge itself, on made-up pairs and replies."""

from __future__ import annotations

from typing import Any

import pytest
from judging import holds, judge, plain


def reply(**told: Any) -> dict[str, Any]:
    return {
        "status": "answered",
        "sure": True,
        "answer": "",
        "rows": [],
        "decision": None,
        "citations": [],
        "suggestions": [],
        **told,
    }


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [("第 12 段", "第12段", True), ("1 189 人", "1189", True), ("119", "19", False), ("19人", "19", True), ("191", "19", False),
     ("TERMINATED", "terminat", True), ("determinate", "terminat", False), ("２７/２", "27/2", True)],
)  # fmt: skip
def test_what_a_text_holds(text: str, wanted: str, found: bool) -> None:
    assert holds(plain(text), wanted) is found


def test_an_answer_needs_its_decision_its_words_and_its_paragraph() -> None:
    pair = {
        "expect": {
            "status": "answered",
            "decision": ["9/3"],
            "contains": [["Bergen", "卑尔根"]],
            "document": "X/1",
            "paragraph": "main/4",
        }
    }
    decision = {"iri": "d", "symbol": "Y/9/3", "label": "decision 9/3", "date": ""}
    citation = {"document": "http://x/id/doc/X_1", "label": "X/1", "file": "x.txt", "paragraph": "main/4/a", "quote": ""}
    right = reply(answer="In Bergen", decision=decision, citations=[citation])
    assert judge(pair, right).right
    for change in ({"answer": "In Oslo"}, {"decision": None}, {"citations": []}, {"status": "unknown"}):
        told = judge(pair, {**right, **change})
        assert not told.right
        assert told.told_sure is ("status" not in change)


def test_the_unknown_must_be_said_or_put_right() -> None:
    plain_pair = {"expect": {"status": "unknown"}}
    assert judge(plain_pair, reply(status="unknown", sure=False)).right
    assert not judge(plain_pair, reply(status="unknown", sure=False, decision={"symbol": "9/3", "label": "9/3"})).right
    assert judge(plain_pair, reply()).wrong_and_sure
    corrected = {"expect": {"status": "unknown", "corrects": ["9/3"]}}
    assert judge(corrected, reply(answer="It was 9/3")).right
    assert not judge(corrected, reply(answer="It was 9/4")).right


def test_what_must_not_be_said() -> None:
    pair = {"expect": {"status": "unknown", "excludes": ["Paris"]}}
    assert not judge(pair, reply(status="unknown", answer="Paris")).right


def test_the_ambiguous_names_all_of_them() -> None:
    pair = {"expect": {"status": "ambiguous", "contains": [["land"], ["sea"]]}}
    assert judge(pair, reply(status="ambiguous", suggestions=["land group", "sea group"])).right
    assert not judge(pair, reply(status="ambiguous", suggestions=["land group"])).right
    assert judge(pair, reply(answer="land and sea")).right
