"""What a question tells, what of it a text has, and how much of it an answer makes use of."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.features import Evidence, Feature, features, has, share
from answers.grammar import lexicon
from answers.inquiry import Inquiry
from answers.kinds.table import KINDS


def asking(answerer: Answerer, text: str) -> Inquiry:
    return Inquiry(answerer.store, answerer.names, answerer.linker.question(text), answerer.passages, answerer.lookups)


def test_a_question_is_taken_apart(digests: Answerer) -> None:
    told = {(f.kind, f.value.rsplit("/", 1)[-1]) for f in features(asking(digests, "谁在2013年延长了土地问题管理小组的任期？"))}
    assert {("thing", "emg-img-land"), ("date", "2013"), ("notion", "extend")} <= told


def test_the_paragraph_of_a_decision_is_a_feature_of_its_own(digests: Answerer) -> None:
    told = features(asking(digests, "27/2号决定第17段落实了吗？"))
    assert ("paragraph", "17", True) in {(f.kind, f.value, f.hard) for f in told}


@pytest.mark.parametrize(
    ("feature", "text", "much"),
    [
        (Feature("number", "three", 1.0), "秘书处开展三个运动。", 1.0),
        (Feature("number", "three", 1.0), "秘书处开展运动。", 0.0),
        (Feature("number", "13", 1.0), "共有113个实体。", 0.0),
        (Feature("paragraph", "88(b)", 1.0), "执行第88段(b)分段", 1.0),
        (Feature("paragraph", "88(b)", 1.0), "执行第88段(c)分段", 0.0),
        (Feature("deed", "extend", 1.0), "The group was given more time.", 1.0),
        (Feature("deed", "extend", 1.0), "高级官员给小组续期。", 1.0),
        (Feature("deed", "extend", 1.0), "The group was wound up.", 0.0),
        (Feature("word", "目标区域", 1.0), "旱地具体目标区域样本", 1.0),
        (Feature("word", "外层空间", 1.0), "空间规划部", 0.0),
    ],
)
def test_what_a_text_has(feature: Feature, text: str, much: float, digests: Answerer) -> None:
    assert has(asking(digests, "?"), feature, Evidence.of(text)) == much


def test_an_answer_of_another_place_makes_little_use_of_the_question(digests: Answerer) -> None:
    asked = ("六个区域办事处设在哪里？", "加拿大的六个区域办事处设在哪里？")
    here, there = (asking(digests, text) for text in asked)
    used = []
    for ask in (here, there):
        answer = KINDS["seat"](ask)
        assert answer is not None
        used.append(share(ask, answer, "seat", features(ask)))
    assert used[0] > 0.7
    assert used[1] <= 0.25


def test_words_that_only_ask_name_no_deed() -> None:
    assert lexicon.deeds("协商小组在何时", "zh") == {}
    assert set(lexicon.deeds("由谁终止", "zh")) == {"end"}
