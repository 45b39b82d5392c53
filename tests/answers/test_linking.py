"""Entity linking: short forms, typing errors, traditional characters, numbers, sessions, and names that nobody bears."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.linking.provisions import provisions
from answers.linking.typing import mended


@pytest.mark.parametrize(
    ("question", "iris"),
    [
        ("聯合國環境規劃署何時設立？", ["body/unep"]),
        ("土地小组何时结束？", ["body/emg-img-land"]),
        ("土地问题管里小组何时结束？", ["body/emg-img-land"]),
        ("When did the land issue management group end?", ["body/emg-img-land"]),
        ("Who created the Enviroment Managment Group?", ["body/emg"]),
        ("理事会第27/2号决定", ["decision/unep-gc/27_2"]),
        ("decision 27/2 of the Governing Council", ["decision/unep-gc/27_2"]),
        ("A/RES/67/251", ["decision/un-ga/67_251"]),
        ("环境大会第四届会议", ["session/unea/4"]),
        ("UNEA-4", ["session/unea/4"]),
        ("the second meeting of the Consultative Group", ["meeting/ieg-consultative-group/2"]),
        ("Where did the Consultative Group hold its second meeting?", ["meeting/ieg-consultative-group/2"]),
        ("贝尔格莱德会议", ["meeting/ieg-consultative-group/1"]),
        # Resolutions of old, told without their session; a short form that the decision beside it settles; a bare office.
        ("Which paragraphs mention resolution 2997?", ["decision/un-ga/2997--XXVII"]),
        ("第67/251号决议里大会决定了什么？", ["decision/un-ga/67_251", "body/un-ga"]),
        ("UNEP's office", ["body/unep"]),
        # Acts told by what they are about, offices by their city, names by their head, meetings by place and year.
        ("Whom does the resolution on plastic pollution ask?", ["decision/unea/5_14"]),
        ("塑料污染决议请谁召开会议？", ["decision/unea/5_14"]),
        ("Which earlier decisions does the plastics one recall?", ["decision/unea/5_14"]),
        ("Does the Security Council's resolution on plastic pollution exist?", ["body/un-sc"]),
        ("What is the Kingston office?", ["body/unep-sro-caribbean"]),
        ("驻维也纳的方案办事处", ["body/unep-po-vienna"]),
        ("What does the negotiating committee do?", ["body/plastics-inc"]),
        ("What did the Bali plan ask for?", ["instrument/bali-strategic-plan"]),
        ("2004年巴厘那次会谁主持？", ["meeting/igsp-working-group/3"]),
        ("Who co-chaired the 19th EMG senior officials meeting?", ["meeting/emg-senior-officials/19"]),
        ("UNEA4 dates", ["session/unea/4"]),
        ("Was ist mit Töpfer?", ["person/klaus-toepfer"]),
        # A name with a word of its own is another name; what is one of many has none.
        ("When was the Environment Coordination Board set up?", []),
        ("Which proposal for a new specialized agency was made?", []),
        ("Who sold the moon?", []),
        ("谁卖了月亮？", []),
    ],
)
def test_what_a_question_names(question: str, iris: list[str], digests: Answerer) -> None:
    assert [t.iri.split("/id/")[1] for t in digests.linker.question(question).things] == iris


def test_who_is_a_word_and_an_organization(digests: Answerer) -> None:
    ask = digests.linker.question
    assert not ask("who is it?").things
    assert not ask("Who is it?").things
    assert [t.called for t in ask("Does WHO support it?").things] == ["who"]


def test_a_name_told_by_likeness_says_so(digests: Answerer) -> None:
    [thing] = digests.linker.question("When did the Global Ministerial Forum end?").things
    assert thing.guessed
    answer = digests.answer("When did the Global Ministerial Forum end?")
    assert "global ministerial forum" in answer.text
    [exact] = digests.linker.question("环境管理小组何时结束？").things
    assert not exact.guessed


def test_a_short_form_of_several_has_rivals(digests: Answerer) -> None:
    [thing] = digests.linker.question("问题管理小组是什么时候成立的？").things
    assert len(thing.rivals) >= 3
    [told_apart] = digests.linker.question("土地方面的问题管理小组是什么时候成立的？").things
    assert told_apart.iri.endswith("emg-img-land")
    assert not told_apart.rivals


def test_a_session_that_nobody_held(digests: Answerer) -> None:
    question = digests.linker.question("协商小组第九次会议在哪里举行？")
    assert [(n.body.rsplit("/", 1)[-1], n.ordinal) for n in question.missing] == [("ieg-consultative-group", "9")]
    assert digests.linker.question("第99/123号决议").strange == ("99/123",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第88段(a)分段", ("88(a)",)),
        ("paragraph 17 of it", ("17",)),
        ("88(a)至(h)", ("88(a)-(h)",)),
        ("第一部分", ("section I",)),
        ("section iv", ("section IV",)),
        ("para. 3 (b)", ("3(b)",)),
        ("第27/2号", ()),
        ("in 2013", ()),
        ("paragraphs", ()),
    ],
)
def test_paragraphs_of_decisions(text: str, found: tuple[str, ...]) -> None:
    assert provisions(text)[0] == found


def test_only_unknown_words_are_mended() -> None:
    words = ("environment", "management", "committee", "committees")
    assert mended("enviroment comittee", ["enviroment", "comittee"], words) == "environment committee"
    assert mended("moon enviroment", ["moon"], words) == "moon enviroment"
    assert mended("xylophone", ["xylophone"], words) == "xylophone"


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("哪里提到第SS.XII/3号决定？", ("ss.xii/3",)),
        ("Where is decision SS.XII/3 cited?", ("ss.xii/3",)),
        ("大会通过了5决议吗？", ()),
    ],
)
def test_a_decision_that_nobody_knows_is_told_by_its_number(question: str, numbers: tuple[str, ...], digests: Answerer) -> None:
    assert digests.linker.question(question).strange == numbers


def test_a_word_said_over_and_over_is_not_taken_for_a_hundred_things(digests: Answerer) -> None:
    assert len(digests.linker.question("group " * 80).things) <= 16
