"""Sentences with what a rule tells of them, read from TOML: what the tables of each language share.

A case:

    [[case]]
    rule = "en.terminates.active"
    text = "The Committee on Mountain Water Resources dissolved the Expert Group on Avalanche Warning."
    says = ["terminates: Committee on Mountain Water Resources -> Expert Group on Avalanche Warning"]

`says` is all that the rule tells of the text: relation, a name of the subject, one of the object, then details by name, and
`standing=` where it is not `asserted`. `not` is what no rule may tell as asserted, `*` standing for anybody; `silent = true`
says that the rule tells nothing as asserted. A case without `says` is a negative one and has a `why`. The text is a narrative
paragraph, or several that bear their labels; with `resolution`, a symbol or true, it is that decision's own text, and with
`preamble` it stands before the operative paragraphs. With `register = false` nothing is known and names are found by form.
"""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest import reading, source
from ingest.dates import Calendar
from ingest.lexicon import Lexicon
from ingest.model import Claim, Entity, Reading
from ingest.relate.masks import mask
from ingest.structure import document
from register.load import Register, load

OWN_SYMBOL = "A/RES/91/12"
#: Bodies, posts, places and decisions that nobody ever heard of, with names in both languages.
REGISTER = Path(__file__).parent / "zh" / "register.ttl"
_KEYS = {"rule", "text", "says", "not", "silent", "register", "resolution", "preamble", "why"}


@dataclass(frozen=True)
class Said:
    """One claim as a case writes it."""

    relation: str
    subject: str
    object: str
    details: Mapping[str, str]
    standing: str

    @classmethod
    def read(cls, line: str) -> Said:
        head, *pairs = re.split(r"\s+(?=[a-z_]+=)", line)
        match = re.fullmatch(r"(?P<relation>\w+): (?P<subject>.+?)(?: -> (?P<object>.+))?", head)
        assert match, f"no claim: {line!r}"
        details = dict(pair.split("=", 1) for pair in pairs)
        standing = details.pop("standing", "asserted")
        return cls(match["relation"], match["subject"], match["object"] or "", details, standing)

    def is_told_by(self, claim: Claim, lexicon: Lexicon) -> bool:
        return (
            claim.relation == self.relation
            and claim.standing == self.standing
            and is_called(claim.subject, claim.subject_printed, self.subject)
            and (is_called(claim.object, claim.object_printed, self.object) if claim.object else self.object in ("", "*"))
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
    preamble: bool
    why: str

    @property
    def lexicon(self) -> Lexicon:
        return lexicon(self.register)


def cases(path: Path) -> Iterator[Case]:
    """The cases of one file, in order."""
    for number, told in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], start=1):
        assert set(told) <= _KEYS, f"{path.name}, case {number}: {set(told) - _KEYS}"
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
            told.get("preamble", False),
            told.get("why", ""),
        )


def is_called(entity: Entity, printed: str, name: str) -> bool:
    return name in ("*", printed) or name in (label for label, _ in entity.labels)


def _fits(value: str, wanted: str, lexicon: Lexicon) -> bool:
    """Whether a detail is the one wanted; one that is an IRI goes by the thing's name or the end of the IRI."""
    entity = lexicon.by_iri(value)
    return value == wanted or (entity is not None and is_called(entity, "", wanted)) or value.endswith(f"/{wanted}")


@cache
def lexicon(register: bool = True) -> Lexicon:
    return Lexicon.of(load([REGISTER], states=False) if register else Register({}, ()))


@cache
def read(text: str, register: bool = True) -> Reading:
    return reading.read(document.read(source.make("case.txt", text)), lexicon(register))


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def shown(claim: Claim) -> str:
    whom = f" -> {claim.object_printed or claim.object.name}" if claim.object else ""
    details = "".join(f" {name}={value}" for name, value in claim.details.items() if value)
    return (
        f"[{claim.rule}] {claim.relation}: {claim.subject_printed or claim.subject.name}{whom} standing={claim.standing}{details}"
    )


def account(case: Case, told: Reading, calendar: Calendar, what: str) -> str:
    """What a failure shows: the text, its sentences as the formulas see them, and everything that was told."""
    seen = [mask(sentence, None, calendar)[0] for sentence in told.sentences]
    lines = [
        "".join(f"<{m.mentions[i].kind} {m.mentions[i].printed}>" if i in m.mentions else "<date>" if i in m.dates else char
                for i, char in enumerate(m.text))
        for m in seen
    ]  # fmt: skip
    return "\n".join(
        [f"{case.name}: {what}", f"text:  {case.text}", *(f"seen:  {line}" for line in lines),
         *(f"told:  {shown(claim)}" for claim in told.claims)]
    )  # fmt: skip


def check(case: Case, told: Reading, calendar: Calendar) -> None:
    """Hold what was told of a case's text against the case."""
    own = [claim for claim in told.claims if claim.rule == case.rule]
    for said in case.says:
        fulfilled = any(said.is_told_by(claim, case.lexicon) for claim in own)
        assert fulfilled, account(case, told, calendar, f"the rule does not tell {said}")
    for claim in own if case.says else ():
        wanted = any(said.is_told_by(claim, case.lexicon) for said in case.says)
        assert wanted, account(case, told, calendar, f"the rule tells more: {shown(claim)}")
    for said in case.refused:
        refused = not any(said.is_told_by(claim, case.lexicon) for claim in told.claims)
        assert refused, account(case, told, calendar, f"it is told: {said}")
    if case.silent:
        silent = not [claim for claim in own if claim.standing == "asserted"]
        assert silent, account(case, told, calendar, "the rule tells something")


def check_quotations(told: Reading) -> None:
    """Every quotation is one stretch of the source's text."""
    whole = squashed(told.document.source.text)
    for claim in told.claims:
        for evidence in (claim.evidence, *claim.also):
            span = evidence.paragraph.span
            assert evidence.start < evidence.end, f"an empty quotation: {shown(claim)}"
            first, last = span.offsets[evidence.start], span.offsets[evidence.end - 1]
            quoted = squashed(told.document.source.text[first : last + 1])
            assert quoted == squashed(span.text[evidence.start : evidence.end]), f"cut up: {quoted}"
            assert quoted in whole


def check_sound(case: Case, rules: Mapping[str, str]) -> None:
    """Hold a case against what a case must be; `rules` are relations by the rule's name."""
    assert case.rule in rules, "no rule has this name"
    assert bool(case.says) != bool(case.why), "a positive case says something, a negative one says why it does not"
    assert case.says or case.refused or case.silent, "the case asks for nothing"


def check_both_kinds(rule: str, of_all: Iterable[Case]) -> None:
    """A rule has a case in which it tells something, and one in which it must not."""
    kinds = {bool(case.says) for case in of_all if case.rule == rule}
    assert True in kinds, "no positive case"
    assert False in kinds, "no negative case"


def check_home(path: Path, package: str) -> None:
    """The cases of a file are for rules of the module that it is named by; what follows a hyphen counts files only."""
    names = {rule.name for rule in importlib.import_module(f"{package}.{path.stem.split('-')[0]}").RULES}
    assert {case.rule for case in cases(path)} <= names


def check_once(of_all: Iterable[Case]) -> None:
    """No sentence stands twice for one rule."""
    seen = [(case.rule, squashed(case.text), case.resolution, case.register) for case in of_all]
    assert len(seen) == len(set(seen))
