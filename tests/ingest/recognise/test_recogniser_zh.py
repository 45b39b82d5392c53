"""A document read from top to bottom: which mention means what, with what was told before.

Each text is a short document about the bodies of the register of `tests/ingest/relate/zh`, broken as extraction breaks it.
"""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path

import pytest

from ingest import source
from ingest.lexicon import Lexicon
from ingest.model import Mention
from ingest.recognise.zh import Recogniser
from ingest.structure import document
from register.load import Register, load

REGISTER = Path(__file__).parents[1] / "relate" / "zh" / "register.ttl"


@cache
def _lexicon(known: bool) -> Lexicon:
    return Lexicon.of(load([REGISTER], states=False) if known else Register({}, ()))


def _mentions(text: str, *, known: bool = True) -> list[Mention]:
    read = document.read(source.make("case.txt", text))
    recogniser = Recogniser(read, _lexicon(known))
    return [m for p in read.paragraphs for s in recogniser.read(p) for m in s.mentions]


def _meant(text: str, printed: str, *, known: bool = True) -> list[str]:
    """What each mention that is printed so means, in order."""
    return [m.entity.name for m in _mentions(text, known=known) if m.printed == printed]


@pytest.mark.parametrize(
    ("text", "printed", "meant"),
    [
        ("1. 山区事务署理事会开会。理事会通过了议程。", "理事会", "山区事务署理事会"),
        ("1. 人权理事会开会。理事会通过了议程。", "理事会", "人权理事会"),
        ("1. 山区水资源委员会设立了冰川监测工作组。工作组开始了工作。", "工作组", "冰川监测工作组"),
        ("1. 冰川监测工作组开会。该工作组通过了议程。", "该工作组", "冰川监测工作组"),
        ("1. 雪崩预警专家组(以下简称“预警组”)开会。\n\n2. 预警组通过了议程。", "预警组", "雪崩预警专家组"),
        ("1. 联合国大会通过了第90/31号决议。同一决议还请秘书长提出报告。", "同一决议", "联大第90/31号决议"),
        ("1. 山区水资源委员会第3/7号决定有三部分。该决定第4段设立了工作组。", "该决定第4段", "山区水资源委员会第3/7号决定"),
    ],
)
def test_short_forms_and_pointers(text: str, printed: str, meant: str) -> None:
    assert _meant(text, printed)[-1:] == [meant]


def test_a_short_form_without_ground_means_nothing() -> None:
    assert _meant("1. 理事会通过了议程。", "理事会") == []


def test_the_longest_name_wins() -> None:
    printed = [m.printed for m in _mentions("1. 山区事务署理事会主席发言。")]
    assert printed == ["山区事务署理事会主席"]


def test_a_bureau_is_no_chair() -> None:
    told = [(m.printed, m.kind) for m in _mentions("1. 山区水资源委员会主席团开会。")]
    assert ("山区水资源委员会主席团", "body") in told


def test_names_broken_across_lines_are_whole() -> None:
    text = "1. 各缔约方在讨论中对山区水资源委\n\n员会的工作表示赞赏，并对山区事\n\n务署的支助表示感谢。"
    assert [m.printed for m in _mentions(text) if m.kind == "body"] == ["山区水资源委员会", "山区事务署"]


def test_an_organ_and_the_number_of_its_decision() -> None:
    (mention,) = (
        m for m in _mentions("1. 山区水资源委员会在其2034年3月12日第3/7号决定第4段中请各缔约方捐款。") if m.kind == "decision"
    )
    assert (mention.entity.name, mention.provision) == ("山区水资源委员会第3/7号决定", "4")


def test_a_number_without_an_organ_is_the_one_named_before() -> None:
    text = "1. 山区水资源委员会第3/7号决定设立了工作组。\n\n2. 第3/7号决定还规定了任期。"
    assert {m.entity.name for m in _mentions(text) if m.kind == "decision"} == {"山区水资源委员会第3/7号决定"}


def test_a_number_whose_form_tells_the_organ() -> None:
    text = "1. 第3012(2036)号决议和第2871(XXVI)号决议均已执行。"
    assert [m.entity.name for m in _mentions(text) if m.kind == "decision"] == [
        "安理会第3012(2036)号决议",
        "联大第2871 (XXVI)号决议",
    ]


def test_every_number_of_a_list_is_a_decision_of_its_own() -> None:
    text = "1. 联合国大会第90/31、90/32和91/12号决议涉及山区。"
    assert [m.entity.name for m in _mentions(text) if m.kind == "decision"] == [
        "联大第90/31号决议", "联大第90/32号决议", "联大第91/12号决议",
    ]  # fmt: skip


def test_sessions_by_ordinal_alone() -> None:
    text = "1. 山区水资源委员会第三届会议在卡兰举行。第四届会议将在韦卢纳举行。"
    assert [m.entity.name for m in _mentions(text) if m.kind == "session"] == [
        "山区水资源委员会第三届会议",
        "山区水资源委员会第四届会议",
    ]


def test_a_paragraph_number_alone_is_of_the_act_last_cited_for_it() -> None:
    text = "1. 《卡兰宣言》第7段涉及冰川。\n\n2. 第7段的执行情况良好。"
    told = [(m.entity.name, m.provision) for m in _mentions(text) if m.provision]
    assert told == [("卡兰宣言", "7"), ("卡兰宣言", "7")]


def test_title_marks_belong_to_the_mention_and_not_to_the_name() -> None:
    (mention,) = (m for m in _mentions("1. 各方欢迎《冰川保护公约》。") if m.kind == "instrument")
    assert (mention.printed, mention.end - mention.start) == ("冰川保护公约", 8)


def test_a_document_by_its_symbol() -> None:
    (mention,) = (m for m in _mentions("1. 见A/90/215/Add.1号文件。") if m.kind == "document")
    assert mention.entity.iri.endswith("/doc/A_90_215_Add.1")


def test_without_a_register_names_are_found_and_kept_through_the_text() -> None:
    text = "1. 大会决定设立高地饮水问题协商小组，由十名专家组成。\n\n2. 协商小组编写了报告。"
    told = [m.entity.name for m in _mentions(text, known=False) if m.kind == "body"]
    assert told.count("高地饮水问题协商小组") == 2


def test_mentions_neither_overlap_nor_run_out_of_their_sentence() -> None:
    text = "1. 山区事务署理事会主席阿伦·贝尔塔先生在理事会第九届会议上介绍了《山区战略计划》；委员会第3/7号决定第4段与此有关。"
    read = document.read(source.make("case.txt", text))
    recogniser = Recogniser(read, _lexicon(known=True))
    for sentence in recogniser.read(read.paragraphs[-1]):
        spans = [(m.start, m.end) for m in sentence.mentions]
        assert spans == sorted(spans)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
        assert all(sentence.start <= a and b <= sentence.end for a, b in spans)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A/RES/91/12\n高山生态系统\n大会，\n回顾其以往各项决议，\n1. 决定结束讨论。", "联大第91/12号决议"),
        ("2871(XXVI). 高山体制\n大会，\n回顾其以往各项决议，\n1. 决定结束讨论。", "联大第2871 (XXVI)号决议"),
        ("安全理事会\n第3012(2036)号决议\n安全理事会，\n回顾其以往各项决议，\n1. 决定结束讨论。", "安理会第3012(2036)号决议"),
        (
            "安全理事会\n第3013(2036)号决议：高地停火\n安全理事会，\n回顾其以往各项决议，\n1. 决定结束讨论。",
            "安理会第3013(2036)号决议",
        ),
        ("61/4. 高地水权\n人权理事会，\n回顾其以往各项决议，\n1. 决定结束讨论。", "人权理事会第61/4号决议"),
        ("第8/CP.26号决定\n缔约方会议，\n忆及第1/CP.16号决定，\n1. 决定结束讨论。", "第8/CP.26号决定"),
    ],
)
def test_the_decision_whose_text_a_document_is(text: str, name: str) -> None:
    memory = Recogniser(document.read(source.make("case.txt", text)), _lexicon(known=True)).memory
    assert memory.act is not None
    assert memory.act.name == name


def test_in_its_own_text_an_organ_means_its_own_numbers() -> None:
    text = "61/4. 高地水权\n人权理事会，\n回顾其2035年3月24日第46/22号决议和大会2034年3月15日第60/251号决议，\n1. 决定结束讨论。"
    named = [m.entity.name for m in _mentions(text) if m.kind == "decision"]
    assert named[-2:] == ["人权理事会第46/22号决议", "联大第60/251号决议"]
