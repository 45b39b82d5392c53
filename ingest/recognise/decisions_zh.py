"""Decisions cited by number, and whose they are: told before the number, by the number, or by the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import issuers
from ingest.model import Entity
from ingest.recognise import forms_zh as forms
from ingest.recognise import mint
from ingest.recognise.candidates import Candidate
from ingest.recognise.memory import Memory

#: Between who decides and the number of what was decided.
_BY = re.compile(
    r"^(?:，)?(?:在|于|按照|根据)?(?:其)?(?:的)?(?:关于[^，。；()]{1,60}的)?(?:通过的)?"
    r"于?(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?)?(?:以?协商一致(?:方式)?|未经表决)?(?:通过了)?(?:的)?(?:题为“[^”]{1,60}”的)?(?:通过的)?(?:关于[^，。；()]{1,60}的)?(?:同一)?(?:其)?$"
)


def decisions(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """Every decision cited by number; `memory` learns which decision a number means and whose it is."""
    for form in forms.decisions(text):
        if form.is_draft:
            continue
        named = _issuer(text, form, base, memory)
        body = named.entity if named else None
        if body is not None and body.kind != "body":
            body = memory.owner(body)
        known = memory.decisions.get(form.number)
        if named and body and not issuers.of_body(body.iri.rsplit("/", 1)[-1]) and (other := _issuer_by_number(form, memory)):
            # The short form that stands there was taken for a body that has no such decisions.
            body = other
            memory.note(other)
            yield Candidate(named.start, named.end, other, 9)
        if body is not None:
            entity = mint.decision(memory.lexicon, body, form.number, is_resolution=form.is_resolution)
        elif known is not None:
            entity = known
        elif body := _issuer_by_number(form, memory):
            entity = mint.decision(memory.lexicon, body, form.number, is_resolution=form.is_resolution)
        else:
            scope = memory.document.iri if memory.document else ""
            entity = mint.nameless_decision(memory.lexicon, form.number, scope, is_resolution=form.is_resolution)
        memory.decisions[form.number] = entity
        if body is not None:
            memory.owners.setdefault(entity.iri, body)
        yield Candidate(form.start, form.end, entity, 7, form.provision, by_form=True)


def _issuer(text: str, form: forms.DecisionForm, base: list[Candidate], memory: Memory) -> Candidate | None:
    """The mention, right before the number, of the body or session that decided."""
    for candidate in reversed(base):
        if candidate.end > form.start or candidate.entity.kind not in ("body", "session", "meeting"):
            continue
        if form.start - candidate.end > 150:
            return None
        if not _BY.match(text[candidate.end : form.start]) or _is_topic(text, candidate.start):
            continue
        return candidate
    return None


def _is_topic(text: str, at: int) -> bool:
    """Whether a 关于 before this place is still open: no 的 that could close it stands between."""
    clause = text[max(text.rfind(mark, 0, at) for mark in "，。；") + 1 : at]
    opened = clause.rfind("关于")
    return opened >= 0 and "的" not in clause[opened:]


def _issuer_by_number(form: forms.DecisionForm, memory: Memory) -> Entity | None:
    """Whose number it can be when nobody is named: by its form, by the register, by the document's own organ."""
    lexicon = memory.lexicon
    if guessed := issuers.guess(form.number, is_resolution=form.is_resolution):
        return lexicon.body(guessed)
    fits = [i for i in issuers.ISSUERS if re.fullmatch(i.numbers, form.number)]
    named = [
        i
        for i in fits
        if memory.counts[lexicon.iris.thing("body", i.slug)] or any(memory.counts[lexicon.iris.thing("body", a)] for a in i.also)
    ]
    known = [
        i for i in named or fits
        if lexicon.by_iri(lexicon.iris.decision(i.slug, i.name(form.number, is_resolution=form.is_resolution)))
    ]  # fmt: skip
    if len(known) == 1:
        return lexicon.body(known[0].slug)
    if memory.organ:
        organ = memory.organ.iri.rsplit("/", 1)[-1]
        own = [i for i in fits if organ == i.slug or organ in i.also]
        if own:
            return lexicon.body(own[0].slug)
    return lexicon.body(named[0].slug) if len(named) == 1 else None
