"""Every formula that reads Chinese, tried on sentences of the kind it is for and of the kinds it must not take for those.

The sentences stand in `sentences/*.toml`, named by the modules of `ingest.relate.zh`; bodies, places and decisions in them are
invented, most of them in `register.ttl`. A case:

    [[case]]
    rule = "zh.terminates.work-ended"
    text = "山区水资源委员会在其第3/7号决定第4段中结束了冰川监测工作组的任务。"
    says = ["terminates: 山区水资源委员会第3/7号决定 -> 冰川监测工作组 provision=4"]

`says` is all that the rule tells of the text: relation, a name of the subject, one of the object, then details by name, and
`standing=` where it is not `asserted`. `not` is what no rule may tell as asserted, `*` standing for anybody; `silent = true`
says that the rule tells nothing as asserted. A case without `says` is a negative one and has a `why`. The text is a narrative
paragraph, or several that bear their labels; with `resolution`, a symbol or true, it is that decision's own text. With
`register = false` nothing is known and names are found by form.
"""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from ingest import reading, source
from ingest.lexicon import Lexicon
from ingest.model import Claim, Entity, Reading
from ingest.relate.masks import mask
from ingest.relate.zh import RULES
from ingest.structure import document
from register.load import Register, load

HERE = Path(__file__).parent
KINDS = {rule.name: rule.relation for rule in RULES}
OWN_SYMBOL = "A/RES/91/12"
#: How the organs of a series of symbols open their decisions.
OPENINGS = {"A/RES/": "大会", "A/HRC/RES/": "人权理事会", "S/RES/": "安全理事会", "E/RES/": "经济及社会理事会"}


@dataclass(frozen=True)
class Said:
    """One claim as a case writes it."""

    relation: str
    subject: str
    object: str
    details: dict[str, str]
    standing: str

    @classmethod
    def read(cls, line: str) -> Said:
        head, *pairs = re.split(r"\s+(?=[a-z_]+=)", line)
        match = re.fullmatch(r"(?P<relation>\w+): (?P<subject>.+?)(?: -> (?P<object>.+))?", head)
        assert match, f"no claim: {line!r}"
        details = dict(pair.split("=", 1) for pair in pairs)
        return cls(match["relation"], match["subject"], match["object"] or "", details, details.pop("standing", "asserted"))

    def is_told_by(self, claim: Claim, lexicon: Lexicon) -> bool:
        return (
            claim.relation == self.relation
            and claim.standing == self.standing
            and _is_called(claim.subject, claim.subject_printed, self.subject)
            and (_is_called(claim.object, claim.object_printed, self.object) if claim.object else self.object in ("", "*"))
            and all(_fits(claim.details.get(name, ""), value, lexicon) for name, value in self.details.items())
        )


@dataclass(frozen=True)
class Case:
    name: str
    rule: str
    text: str
    says: tuple[Said, ...]
    refused: tuple[Said, ...]
    silent: bool
    register: bool
    resolution: str
    why: str


def _cases(path: Path) -> Iterator[Case]:
    for number, told in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], start=1):
        known = {"rule", "text", "says", "not", "silent", "register", "resolution", "why"}
        assert set(told) <= known, f"{path.name}, case {number}: {set(told) - known}"
        own = told.get("resolution", "")
        yield Case(
            f"{told['rule']}-{number}",
            told["rule"],
            told["text"].strip(),
            tuple(Said.read(line) for line in told.get("says", ())),
            tuple(Said.read(line) for line in told.get("not", ())),
            told.get("silent", False),
            told.get("register", True),
            OWN_SYMBOL if own is True else own,
            told.get("why", ""),
        )


FILES = sorted((HERE / "sentences").glob("*.toml"))
CASES = {path.stem: tuple(_cases(path)) for path in FILES}
ALL = [case for cases in CASES.values() for case in cases]


@cache
def _lexicon(register: bool) -> Lexicon:
    return Lexicon.of(load([HERE / "register.ttl"], states=False) if register else Register({}, ()))


@cache
def _reading(text: str, register: bool) -> Reading:
    return reading.read(document.read(source.make("case.txt", text)), _lexicon(register))


def _read(case: Case) -> Reading:
    text = case.text
    if case.resolution:
        opening = next(organ for series, organ in OPENINGS.items() if case.resolution.startswith(series))
        text = f"{case.resolution}\n高山生态系统\n\n{opening}，\n\n回顾其以往各项决议，\n\n{text}"
    return _reading(text, case.register)


def _is_called(entity: Entity, printed: str, name: str) -> bool:
    return name in ("*", printed) or name in (label for label, _ in entity.labels)


def _fits(value: str, wanted: str, lexicon: Lexicon) -> bool:
    """Whether a detail is the one wanted; one that is an IRI goes by the thing's name or the end of the IRI."""
    entity = lexicon.by_iri(value)
    return value == wanted or (entity is not None and _is_called(entity, "", wanted)) or value.endswith(f"/{wanted}")


def _shown(claim: Claim) -> str:
    whom = f" -> {claim.object.name}" if claim.object else ""
    details = "".join(f" {name}={value}" for name, value in claim.details.items() if value)
    return f"[{claim.rule}] {claim.relation}: {claim.subject.name}{whom} standing={claim.standing}{details}"


def _account(case: Case, what: str) -> str:
    """What a failure shows: the text, its sentences as the formulas see them, and everything that was told."""
    told = _read(case)
    seen = [mask(sentence, None)[0] for sentence in told.sentences]
    lines = [
        "".join(f"<{m.mentions[i].kind} {m.mentions[i].printed}>" if i in m.mentions else "<date>" if i in m.dates else char
                for i, char in enumerate(m.text))
        for m in seen
    ]  # fmt: skip
    return "\n".join(
        [f"{case.name}: {what}", f"text:  {case.text}", *(f"seen:  {line}" for line in lines),
         *(f"told:  {_shown(claim)}" for claim in told.claims)]
    )  # fmt: skip


def _squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_what_a_rule_tells(case: Case) -> None:
    lexicon = _lexicon(case.register)
    claims = _read(case).claims
    own = [claim for claim in claims if claim.rule == case.rule]
    for said in case.says:
        assert any(said.is_told_by(claim, lexicon) for claim in own), _account(case, f"the rule does not tell {said}")
    for claim in own if case.says else ():
        wanted = any(said.is_told_by(claim, lexicon) for said in case.says)
        assert wanted, _account(case, f"the rule tells more: {_shown(claim)}")
    for said in case.refused:
        assert not any(said.is_told_by(claim, lexicon) for claim in claims), _account(case, f"it is told: {said}")
    if case.silent:
        assert not [claim for claim in own if claim.standing == "asserted"], _account(case, "the rule tells something")


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_quotations_stand_in_the_text(case: Case) -> None:
    told = _read(case)
    whole = _squashed(told.document.source.text)
    for claim in told.claims:
        for evidence in (claim.evidence, *claim.also):
            span = evidence.paragraph.span
            assert evidence.start < evidence.end, _account(case, f"an empty quotation: {_shown(claim)}")
            first, last = span.offsets[evidence.start], span.offsets[evidence.end - 1]
            quoted = _squashed(told.document.source.text[first : last + 1])
            assert quoted == _squashed(span.text[evidence.start : evidence.end]), _account(case, f"cut up: {quoted}")
            assert quoted in whole


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_case_is_sound(case: Case) -> None:
    assert case.rule in KINDS, "no rule has this name"
    assert bool(case.says) != bool(case.why), "a positive case says something, a negative one says why it does not"
    assert case.says or case.refused or case.silent, "the case asks for nothing"


@pytest.mark.parametrize("rule", KINDS)
def test_a_rule_has_cases_of_both_kinds(rule: str) -> None:
    of_rule = [case for case in ALL if case.rule == rule]
    assert [case for case in of_rule if case.says], "no positive case"
    assert [case for case in of_rule if not case.says], "no negative case"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_the_cases_of_its_module(path: Path) -> None:
    names = {rule.name for rule in importlib.import_module(f"ingest.relate.zh.{path.stem.split('-')[0]}").RULES}
    assert {case.rule for case in CASES[path.stem]} <= names


def test_no_sentence_stands_twice_for_one_rule() -> None:
    seen = [(case.rule, _squashed(case.text), case.resolution, case.register) for case in ALL]
    assert len(seen) == len(set(seen))
