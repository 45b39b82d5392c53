"""Follow-up questions: what was named before stands for `it`, `there`, `那它`; a question that only changes a date, a session
or a name is the last one with that changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from answers.grammar import forms
from answers.language import ordinals
from answers.model import Question, Thing
from answers.names import Names, kind_of

_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|he|she|him|her|there|the same)\b|它们?|他们?|她们?|该(?:机构|组织|小组|会议|决定|决议|办公室|论坛|委员会|文件)?|这个|那个|这项|那项|此(?:机构|决定|决议)|上述|同一|会议是|会议在"
)
_AND = re.compile(
    r"^(?:and|but|so|then|also|what about|how about|by |in |on |at |to |since |from |until )|^那|^还有|^再|呢\W*$|^又|^另外|^其|^会议|^此|^同样|^后来"
)
_REFERRED = re.compile(
    r"(?:这个|那个|该|此|the|this|that) ?(办公室|机构|小组|会议|决定|决议|委员会|论坛|office|body|group|meeting|session|decision|resolution|committee|forum|fund)"
)
#: What only a decision is: the one that the last answer named is meant.
_PASSED = re.compile(r"通过|\b(?:adopted|passed)\b")
_KIND_OF = {
    "办公室": "body",
    "机构": "body",
    "小组": "body",
    "委员会": "body",
    "论坛": "body",
    "office": "body",
    "body": "body",
    "group": "body",
    "committee": "body",
    "forum": "body",
    "会议": "meeting",
    "meeting": "meeting",
    "session": "meeting",
    "决定": "decision",
    "决议": "decision",
    "decision": "decision",
    "resolution": "decision",
    "fund": "fund",
}
#: Kinds whose forms fit nearly every question: they tell nothing of what a follow-up is about.
_LOOSE = frozenset({"did", "sessions", "documents", "described", "positions", "mandates", "adopted", "seat", "act_of", "exists"})
_NTH_ZH = re.compile(r"第([一二三四五六七八九十百\d]+)[届次]")
_NTH_EN = re.compile(rf"\bthe ({ordinals.ENGLISH_FORM})(?: one| session| meeting)?\W*$")


@dataclass(frozen=True)
class Turn:
    """An earlier question with what it was taken for: its kind, and the things that its answer named."""

    question: Question
    kind: str = ""
    answered: tuple[Thing, ...] = ()


def leans(question: Question) -> bool:
    """Whether a question leans on an earlier one: it says `it`, or names nothing and begins as one that goes on."""
    return bool(_PRONOUN.search(question.normal)) or bool(_AND.search(question.normal)) or not question.things


def resumed(question: Question, last: Turn | None, names: Names) -> tuple[Question, str]:
    """A question with what the last turn lends it, and the kind to take where its own words tell none."""
    if last is None or not leans(question):
        return question, ""
    own = [t for t in question.things if t.kind not in ("place", "state")]
    wanted = _REFERRED.search(question.normal)
    kind = _KIND_OF.get(wanted[1], "") if wanted else "decision" if _PASSED.search(question.normal) else ""
    lent = _lent(last, kind)
    things = tuple(replace(t, told=True, start=0, end=0) for t in lent if t.kind not in {o.kind for o in own})
    other = _other_session(question, last, names) if not own else None
    if other is not None:
        things = (other,)
    whole = replace(
        question,
        things=(*things, *question.things),
        masked=f"⟨{things[0].kind}⟩ {question.masked}" if things else question.masked,
    )
    if next((k for k in forms.kinds(whole) if k not in _LOOSE), "") or (_PRONOUN.search(question.normal) and not other):
        return whole, ""
    if (
        other is None
        and not own
        and next(iter(forms.kinds(whole)), "") == "sessions"
        and re.search(r"会|meet|session|held", question.masked)
    ):
        return whole, ""
    return _changed(question, whole, last), last.kind


def _changed(question: Question, whole: Question, last: Turn) -> Question:
    """The last question with the dates, paragraphs and things of the follow-up in the place of its own."""
    before = last.question
    kinds = {t.kind for t in whole.things if not t.told} | (
        {whole.things[0].kind, "session", "meeting"}
        if whole.things and whole.things[0].told and before.things[:1] != whole.things[:1]
        else set()
    )
    kept = tuple(replace(t, told=True) for t in before.things if t.kind not in kinds)
    added = tuple(t for t in whole.things if not t.told or t.kind in kinds)
    things = (*added, *(t for t in kept if t.iri not in {a.iri for a in added}))
    return replace(
        before,
        text=question.text,
        language=question.language,
        masked=f"{before.masked} {question.masked}" if question.language == before.language else question.masked,
        things=things,
        moments=question.moments or before.moments,
        provisions=question.provisions or before.provisions,
        missing=question.missing,
        residue=(*before.residue, *question.residue),
    )


def _lent(last: Turn, kind: str) -> tuple[Thing, ...]:
    things = [t for t in last.question.things if t.kind not in ("place",)]
    if kind:
        alike = (kind, "session") if kind == "meeting" else (kind,)
        fitting = [t for t in things if t.kind in alike]
        asked = {t.iri for t in things}
        answered = [t for t in last.answered if t.kind in alike and t.iri not in asked]
        return tuple((answered or fitting)[:1]) or tuple(things[:1])
    return tuple(things)


def _other_session(question: Question, last: Turn, names: Names) -> Thing | None:
    """`the second one?` after a question on the third session."""
    told = next((t for t in last.question.things if t.kind in ("session", "meeting")), None)
    match = _NTH_ZH.search(question.normal) or _NTH_EN.search(question.normal)
    if told is None or match is None:
        return None
    number = ordinals.chinese(match[1]) if _NTH_ZH.search(question.normal) else ordinals.english(match[1])
    iri = names.meetings.get((names.body_of(told.iri), str(number)))
    return replace(told, iri=iri, kind=kind_of(iri), told=True) if iri else None
