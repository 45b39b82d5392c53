"""Bodies that no register knows: found by their form, with who set them up.

The first test takes each body out of the register in turn and reads what set it up; the second reads ten that were never in it.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from ingest import reading, source
from ingest.lexicon import Lexicon
from ingest.model import Claim
from ingest.structure import document
from register.load import Register, load

HERE = Path(__file__).parent
#: Whose decisions the sentences are about.
ORGANS = (
    "联合国大会",
    "山区水资源委员会",
    "冰川保护公约缔约方大会",
    "经济及社会理事会",
    "安全理事会",
    "人权理事会",
    "山区事务署理事会",
)


@cache
def _register() -> Register:
    return load([HERE / "register.ttl"], states=False)


def _founded(text: str, register: Register) -> list[Claim]:
    told = reading.read(document.read(source.make("case.txt", text)), Lexicon.of(register))
    return [c for c in told.claims if c.relation == "establishes" and c.standing == "asserted"]


def _forgotten() -> list[tuple[str, str, str]]:
    """Each sentence that sets up a body of the register by a decision: decision, body, text."""
    known = {name for e in _register().entries.values() if e.kind == "body" for name, _ in e.names}
    files = sorted((HERE / "sentences").glob("founding*.toml"))
    cases = [case for path in files for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    found = []
    for case in cases:
        for said in case.get("says", ()):
            head = said.split(" standing=")[0].split(" provision=")[0].split(" date=")[0]
            subject, _, name = head.removeprefix("establishes: ").partition(" -> ")
            plain = not case.get("resolution") and case.get("register", True)
            if plain and name in known and ("号决" in subject) and name not in ORGANS:
                found.append((subject, name, case["text"]))
    return found


@pytest.mark.parametrize(("decision", "name", "text"), _forgotten())
def test_a_body_taken_out_of_the_register_is_found_again(decision: str, name: str, text: str) -> None:
    entries = {iri: e for iri, e in _register().entries.items() if name not in [n for n, _ in e.names]}
    assert len(entries) == len(_register().entries) - 1
    told = _founded(text, replace(_register(), entries=entries))
    again = [c for c in told if c.object and name in (c.object_printed, *(label for label, _ in c.object.labels))]
    assert again, [(c.subject.name, c.object.name if c.object else "") for c in told]
    assert {c.object.origin for c in again if c.object} == {"provisional"}
    assert decision in {c.subject.name for c in again}


@pytest.mark.parametrize(
    ("text", "decision", "name"),
    [
        ("联合国大会在其第90/31号决议第2段中设立了高地饮水问题协商小组。", "联大第90/31号决议", "高地饮水问题协商小组"),
        ("山区水资源委员会第3/7号决定设立了积雪观测工作组，由十名专家组成。", "山区水资源委员会第3/7号决定", "积雪观测工作组"),
        ("高山植被研究中心由经济及社会理事会第2036/8号决议设立。", "经社理事会第2036/8号决议", "高山植被研究中心"),
        ("牧场恢复信托基金是根据联合国大会第89/45号决议设立的。", "联大第89/45号决议", "牧场恢复信托基金"),
        ("回顾联合国大会关于设立高原气象理事会的第90/31号决议，", "联大第90/31号决议", "高原气象理事会"),
        ("安全理事会第3012(2036)号决议设立了联合国北部观察团。", "安理会第3012(2036)号决议", "联合国北部观察团"),
        ("人权理事会第61/4号决议设立了牧民权利问题独立调查委员会。", "人权理事会第61/4号决议", "牧民权利问题独立调查委员会"),
        (
            "山区事务署理事会在其第12/4号决定中成立了一个由九名成员组成的预算咨询小组。",
            "山区事务署理事会第12/4号决定",
            "预算咨询小组",
        ),
        ("冰川保护公约缔约方大会第5/2号决定设立了冰湖数据平台。", "冰川保护公约缔约方大会第5/2号决定", "冰湖数据平台"),
        ("山区水资源委员会在第3/8号决定中创建了泉水保护网络。", "山区水资源委员会第3/8号决定", "泉水保护网络"),
    ],
)
def test_a_body_that_was_never_in_it(text: str, decision: str, name: str) -> None:
    told = [(c.subject.name, c.object.name, c.object.origin) for c in _founded(text, _register()) if c.object]
    assert (decision, name, "provisional") in told
