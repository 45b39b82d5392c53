"""Decisions cited by number, and whose they are: told before the number, by the number, or by the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import issuers
from graph.names import fold
from graph.symbols import canonical
from ingest.model import Document, Entity
from ingest.recognise import forms_zh as forms
from ingest.recognise import mint
from ingest.recognise.candidates import Candidate
from ingest.recognise.memory import Memory

#: A line of a title block that is a decision's number and type, alone or before its title.
_OWN_LINE = re.compile(r"\s*第[^，。；：:]{1,24}号决[定议](?:\s*|\s*[：:]\s*\S.*)")
#: A title that bears the decision's number: 2997(XXVII). 体制安排.
_OWN_TITLE = re.compile(
    r"\s*(?P<number>[SE]*-?\d{1,4}/\d{1,3}[A-Z]?|[A-Z]{2,5}-\d{1,2}/\d{1,3}|\d{1,4}\s?[A-Z]?\s?\([IVXLS-]{1,7}\))\s*[.．：:]\s*\S"
)
#: Before a number that is the document's own organ's: 其第…号决议.
_ITS = re.compile(r"其(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?(?:的)?(?:题为“[^”]{1,60}”的|关于[^，。；]{1,60}的)?$")


def own_decision(document: Document, memory: Memory) -> Entity | None:
    """The decision whose text a document without a decision's symbol is, by the line of its title block that says so."""
    front = next((p for p in document.paragraphs if p.kind == "front"), None)
    for line in map(fold, front.text.split("\n") if front else ()):
        for form in forms.decisions(line) if _OWN_LINE.fullmatch(line) else ():
            body = memory.organ or _issuer_by_number(form, memory)
            if body is not None and not issuers.of_body(body.iri.rsplit("/", 1)[-1]):
                body = _issuer_by_number(form, memory) or body
            if body is None:
                return mint.nameless_decision(memory.lexicon, form.number, document.iri, is_resolution=form.is_resolution)
            return mint.decision(memory.lexicon, body, form.number, is_resolution=form.is_resolution)
        titled = _OWN_TITLE.match(line)
        issuer = _speaking_organ(document, memory) or memory.organ
        if titled and titled["number"][:2].isalpha():
            return mint.nameless_decision(memory.lexicon, titled["number"], document.iri, is_resolution=False)
        if titled and issuer:
            number = canonical(titled["number"])
            owner = issuers.of_body(issuer.iri.rsplit("/", 1)[-1])
            if owner is None or re.fullmatch(owner.numbers, number):
                return mint.decision(memory.lexicon, issuer, number, is_resolution="决定" not in line)
    return None


def _speaking_organ(document: Document, memory: Memory) -> Entity | None:
    """The organ in whose name a decision opens: 大会，"""
    opening = next((p for p in document.paragraphs if p.address == "preamble"), None)
    name = fold(opening.text).strip("，, ") if opening else ""
    hits = [h for h in memory.lexicon.hits(name) if (h.start, h.end) == (0, len(name))]
    if not hits:
        return None
    organs = [e for e in hits[0].candidates if issuers.of_body(e.iri.rsplit("/", 1)[-1])]
    own = memory.organ.iri if memory.organ else ""
    return next((e for e in organs if e.iri == own), organs[0] if organs else None)


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
        own = memory.owner(memory.act) if memory.act is not None else None
        if body is None and own is not None and own.kind == "body" and _ITS.search(text[: form.start]):
            body = own
        other = _issuer_by_number(form, memory) if named and body and _is_mistaken(form, named, body) else None
        if named and other is not None and _may_mean(text[named.start : named.end], other):
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


def _may_mean(printed: str, body: Entity) -> bool:
    """Whether a short form may mean a body: one of its names ends so."""
    return any(label.endswith(printed) for label, _ in body.labels)


def _is_mistaken(form: forms.DecisionForm, named: Candidate, body: Entity) -> bool:
    """Whether the body named before a number has no such decisions: the short form that stands there means another."""
    issuer = issuers.of_body(body.iri.rsplit("/", 1)[-1])
    if issuer is None:
        return named.entity.origin == "register"
    certain = issuers.guess(form.number, is_resolution=form.is_resolution)
    return certain not in (None, issuer.slug) and not re.fullmatch(issuer.numbers, form.number)


def _is_topic(text: str, at: int) -> bool:
    """Whether a 关于 before this place is still open: no 的 that could close it stands between."""
    clause = text[max(text.rfind(mark, 0, at) for mark in "，。；") + 1 : at]
    opened = clause.rfind("关于")
    return opened >= 0 and "的" not in clause[opened:]


def _issuer_by_number(form: forms.DecisionForm, memory: Memory) -> Entity | None:
    """Whose number it can be when nobody is named: by its form, by the register, by the document's own organ."""
    lexicon = memory.lexicon
    if memory.act is not None and memory.organ is not None:
        owner = issuers.of_body(memory.organ.iri.rsplit("/", 1)[-1])
        if owner and re.fullmatch(owner.numbers, form.number):
            return memory.organ
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
