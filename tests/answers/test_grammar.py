"""Which kind a question is taken for: every kind in both languages, and what a question wants."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.grammar import forms
from answers.grammar.focus import foci, focus_of, is_whether, wants_day
from answers.grammar.lexicon import residue
from answers.kinds.table import KINDS

#: A question of each kind in each language. The first kind that fits is the one.
EXAMPLES = {
    "created": [
        "EMG 是根据什么设立的？",
        "How did UNEP come into being?",
        "由哪项决定产生了环境署？",
        "What is the origin of the EMG?",
    ],
    "ended": ["环境署何时撤销？", "Was the EMG ever wound up?", "哪项决定终止了环境管理小组？", "What put an end to UNEP?"],
    "renamed": [
        "环境署理事会后来改称什么？",
        "What was UNEA formerly known as?",
        "UNEP 曾用名是什么？",
        "What is the new name of UNEP?",
    ],
    "extended": ["环境管理小组的任期展延到何时？", "By how long was the EMG prolonged?"],
    "replaced": ["环境署被什么取代？", "What superseded the EMG?", "EMG 的前身是什么？"],
    "exists": ["2012年环境管理小组还存在吗？", "Did the EMG exist in 2012?"],
    "chain": ["请追溯环境管理小组的授权链", "Trace the EMG's chain of authority"],
    "common": ["环境署和开发署有哪些共同的任务？", "Which mandates do UNEP and UNDP share?"],
    "lines": ["谁监督环境管理小组秘书处？", "Who oversees the EMG secretariat?"],
    "report": ["27/5号决定要求向谁汇报？", "What must the Executive Director report on under decision 27/5?"],
    "outcome": ["27/2号决定执行得怎么样？", "How was decision 27/2 implemented?"],
    "cited": ["哪里援引了第27/2号决定？", "Where is decision 27/2 quoted?"],
    "money": ["环境基金2014-2015收到多少？", "How much did the Environment Fund receive in 2014-2015?"],
    "chairs": ["谁主持环境管理小组？", "Who presides over the EMG?"],
    "participants": ["谁出席了环境大会第二届会议？", "Who attended UNEA-2?"],
    "seat": ["环境署总部设在哪里？", "Where is UNEP headquartered?"],
    "parts": ["环境管理小组下设哪些机构？", "Which bodies does the EMG comprise?"],
    "parents": ["环境管理小组秘书处隶属哪个机构？", "Which body does the EMG secretariat belong to?"],
    "sessions": ["环境大会第二届会议何时召开？", "When was UNEA-2 convened?"],
    "mandates": ["环境管理小组有哪些职责？", "What is the EMG mandated to do?"],
    "did": ["第27/2号决定规定了什么？", "What did decision 27/2 decide?"],
    "adopted": ["第27/2号决定由谁通过？", "When was decision 27/2 adopted?"],
    "documents": ["哪些文件谈到环境管理小组？", "Which documents deal with the EMG?"],
    "positions": ["阿希姆·施泰纳担任什么职务？", "What position does Achim Steiner hold?"],
    "how_often": ["环境大会多久举行一次？", "How often does UNEA meet?"],
}


@pytest.mark.parametrize(("kind", "question"), [(kind, q) for kind, asked in EXAMPLES.items() for q in asked])
def test_the_kind_of_a_question(kind: str, question: str, digests: Answerer) -> None:
    told = list(forms.kinds(digests.linker.question(question)))
    assert told[:1] == [kind], digests.linker.question(question).masked


def test_every_form_has_a_handler_and_every_handler_a_form() -> None:
    assert {form.kind for form in forms.FORMS} == set(KINDS)


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("When did it end?", "when"),
        ("它什么时候结束的？", "when"),
        ("In which city is UNEP?", "where"),
        ("环境署在哪座城市？", "where"),
        ("How much did UNEP receive?", "money"),
        ("有多少名工作人员？", "number"),
        ("How many staff?", "number"),
        ("Who chaired it?", "who"),
        ("Which resolution created UNEP?", "decision"),
        ("哪项决议设立了环境署？", "decision"),
        ("占多大比例？", "share"),
        ("Is UNEP in Nairobi?", "whether"),
        ("环境署在内罗毕吗？", "whether"),
    ],
)
def test_what_a_question_wants(question: str, focus: str, digests: Answerer) -> None:
    assert focus_of(digests.linker.question(question)) == focus


def test_several_things_at_once(digests: Answerer) -> None:
    ask = digests.linker.question
    assert len(foci(ask("When was it set up, and who chaired it?"))) == 2
    assert len(foci(ask("When and where did UNEA-2 meet?"))) == 1
    assert wants_day(ask("环境署是哪一天设立的？"))
    assert not wants_day(ask("环境署是哪年设立的？"))
    assert is_whether(ask("Did UNEP end?"))


@pytest.mark.parametrize(
    ("masked", "language", "left"),
    [
        ("who created ⟨body⟩?", "en", ()),
        ("谁设立了⟨body⟩?", "zh", ()),
        ("⟨body⟩ moonshine?", "en", ("moonshine",)),
        ("⟨body⟩巧克力?", "zh", ("巧克力",)),
    ],
)
def test_what_nothing_explains(masked: str, language: str, left: tuple[str, ...]) -> None:
    assert residue(masked, language) == left
