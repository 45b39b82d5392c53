"""What is denied, supposed, asked for or only proposed is never told as done: every relation of the heart in every frame.

A deed stands in two forms: `done` as a decision tells it, `bare` as it stands below another verb. The frames are sentences
around the bare form; the bodies are those of `register.ttl`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from ingest import reading, source
from ingest.lexicon import Lexicon
from ingest.model import Claim
from ingest.structure import document
from register.load import load

HEART = ("establishes", "renames", "terminates", "extends", "succeeds")
WHO = "山区水资源委员会"


@dataclass(frozen=True)
class Deed:
    relation: str
    bare: str
    done: str


DEEDS = (
    Deed("establishes", "设立冰川监测工作组", "设立了冰川监测工作组"),
    Deed("establishes", "成立一个由十名专家组成的高地饮水问题协商小组", "成立了一个由十名专家组成的高地饮水问题协商小组"),
    Deed("renames", "将冰川监测工作组更名为冰川与积雪工作组", "将冰川监测工作组更名为冰川与积雪工作组"),
    Deed("renames", "将山区青年论坛的名称改为高地青年论坛", "将山区青年论坛的名称从“山区青年论坛”改为“高地青年论坛”"),
    Deed("terminates", "终止冰川监测工作组的任务", "终止了冰川监测工作组的任务"),
    Deed("terminates", "解散雪崩预警专家组", "解散了雪崩预警专家组"),
    Deed("extends", "将冰川监测工作组的任期延长两年", "将冰川监测工作组的任期延长两年"),
    Deed("extends", "延长雪崩预警专家组的任务期限", "延长了雪崩预警专家组的任务期限"),
    Deed("succeeds", "以雪崩预警专家组取代冰川监测工作组", "决定由雪崩预警专家组取代冰川监测工作组"),
    Deed("succeeds", "将冻土观测局并入冰川培训中心", "决定将冻土观测局并入冰川培训中心"),
)
DENIED = (
    "{who}没有{deed}。",
    "{who}未{deed}。",
    "{who}并未{deed}，而是推迟了讨论。",
    "由于缺乏经费，{who}尚未{deed}。",
    "{who}未能按计划{deed}。",
    "{who}在其第3/7号决定中决定不{deed}。",
    "{who}拒绝{deed}。",
    "{who}反对{deed}。",
    "{who}推迟{deed}。",
    "{who}无法{deed}。",
    "{who}放弃{deed}的计划。",
    "{who}否决了{deed}的提案。",
    "{who}没有就是否{deed}作出决定。",
    "{who}第3/7号决定没有{deed}。",
)
SUPPOSED = (
    "如果{who}{deed}，费用将由自愿捐款支付。",
    "倘若{who}{deed}，秘书处将另行通知。",
    "若{who}{deed}，各成员国将提名专家。",
    "假如{who}决定{deed}，则须修订预算。",
    "一旦{who}{deed}，现有安排即告失效。",
    "除非{who}{deed}，否则工作无法继续。",
    "即使{who}{deed}，问题也依然存在。",
    "在{who}{deed}之前，现有安排继续有效。",
    "{who}审查了{deed}的利弊。",
    "{who}讨论了{deed}的可能性。",
    "{who}{deed}的前提是有足够的资金。",
    "有人问{who}是否会{deed}。",
)
PROPOSED = (
    "若干代表建议{who}{deed}。",
    "若干代表建议{deed}。",
    "若干代表认为，{who}应{deed}。",
    "与会代表呼吁{who}{deed}。",
    "与会代表强调有必要{deed}。",
    "萨塔尼亚提议由{who}{deed}。",
    "{who}审议了关于{deed}的提案。",
    "{who}考虑{deed}。",
    "{who}可{deed}。",
    "{who}打算{deed}。",
    "{who}收到了一份建议{deed}的决定草案。",
    "{who}支持{deed}的建议。",
    "拟议由{who}{deed}。",
    "诺雷利亚希望{who}{deed}。",
    "{who}不妨{deed}。",
)
ASKED = (
    "{who}请秘书长{deed}。",
    "{who}请秘书长与各缔约方协商，{deed}。",
    "{who}授权执行主任{deed}。",
    "{who}促请各缔约方{deed}。",
    "{who}要求秘书处采取步骤{deed}。",
)
#: Clauses of a resolution's own text.
CLAUSES = (
    "请秘书长{deed}；",
    "邀请{who}考虑{deed}；",
    "欢迎{who}打算{deed}；",
    "决定审议{deed}的可行性；",
    "决定不{deed}；",
    "决定推迟就{deed}的提案采取行动；",
    "鼓励各会员国{deed}；",
    "注意到{who}关于{deed}的提议；",
    "建议{who}{deed}；",
    "期待{who}{deed}；",
    "强调需要{deed}；",
    "又请秘书长就是否{deed}提出报告；",
    "支持{deed}的提议；",
)
FRAMES = [(f"denied-{i}", f) for i, f in enumerate(DENIED, 1)]
FRAMES += [(f"supposed-{i}", f) for i, f in enumerate(SUPPOSED, 1)]
FRAMES += [(f"proposed-{i}", f) for i, f in enumerate(PROPOSED, 1)]
FRAMES += [(f"asked-{i}", f) for i, f in enumerate(ASKED, 1)]


@cache
def _lexicon() -> Lexicon:
    return Lexicon.of(load([Path(__file__).parent / "register.ttl"], states=False))


def _clause(text: str) -> str:
    """A resolution with one operative clause."""
    return f"A/RES/91/12\n高山生态系统\n\n大会，\n\n回顾其以往各项决议，\n\n1. {text}"


def _done(text: str) -> list[Claim]:
    """The claims of the heart that are told as done."""
    told = reading.read(document.read(source.make("case.txt", text)), _lexicon()).claims
    return [claim for claim in told if claim.relation in HEART and claim.standing == "asserted"]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.bare)
def test_a_deed_that_was_done_is_told(deed: Deed) -> None:
    text = f"{WHO}在其第3/7号决定中{deed.done}。"
    assert deed.relation in [claim.relation for claim in _done(text)], text


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.bare)
def test_a_resolution_tells_what_it_decides(deed: Deed) -> None:
    text = _clause(f"决定{deed.done.removeprefix('决定')}；")
    assert deed.relation in [claim.relation for claim in _done(text)], text


@pytest.mark.parametrize("deed", [d for d in DEEDS if d.relation != "succeeds"], ids=lambda deed: deed.bare)
def test_to_welcome_a_deed_is_not_to_do_it(deed: Deed) -> None:
    """That one body succeeds another is so whoever welcomes it; who founded, ended or prolonged it is another matter."""
    text = _clause(f"欢迎{WHO}{deed.bare}；")
    assert not [c for c in _done(text) if c.subject.iri.endswith("/91_12")], text


@pytest.mark.parametrize("clause", CLAUSES)
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.bare)
def test_a_resolution_does_not_tell_what_it_only_speaks_of(deed: Deed, clause: str) -> None:
    text = _clause(clause.format(who=WHO, deed=deed.bare))
    told = [f"[{c.rule}] {c.relation}: {c.subject.name} -> {c.object.name if c.object else None}" for c in _done(text)]
    assert not told, f"{text}\n{told}"


@pytest.mark.parametrize("frame", [frame for _, frame in FRAMES], ids=[name for name, _ in FRAMES])
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.bare)
def test_a_deed_that_was_not_done_is_not_told_as_done(deed: Deed, frame: str) -> None:
    text = frame.format(who=WHO, deed=deed.bare)
    told = [f"[{c.rule}] {c.relation}: {c.subject.name} -> {c.object.name if c.object else None}" for c in _done(text)]
    assert not told, f"{text}\n{told}"
