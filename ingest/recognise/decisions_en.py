"""Decisions in English texts: which organ's a number is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import issuers
from ingest.model import Entity
from ingest.recognise import forms_en as forms
from ingest.recognise import mint
from ingest.recognise.candidates import Candidate
from ingest.recognise.memory import Memory

#: the resolutions of the Council on the matter, including the most recent, resolution 46/21.
_AMONG = re.compile(
    r"(?:’s)?(?:\s(?:resolutions?|decisions?)\b)?[^;.]{0,60}?\b(?:including|in particular|especially|notably|most recently)\b[^;.]{0,40}?\s?"
)
#: Recalling its resolution: the organ's own, whoever else is named before.
_OWN = re.compile(
    r"(?:[Rr]ecall|[Rr]eaffirm|[Rr]eiterat|[Nn]ot|[Ee]mphasiz|[Uu]nderlin|[Bb]earing in mind|[Tt]aking into account|[Mm]indful of|[Gg]uided by|[Cc]onsidering|[Ff]ollowing|[Hh]aving considered|as well as|and also|pursuant to|in accordance with|(?:with|under|to|per)\s(?:paragraphs?|sections?)\s[^,;.]{1,40}\sof)"
    r"\w*(?:\s(?:also|further|in this regard|in particular|inter alia)){0,2},?\sits\s(?:\w+\s){0,2}$"
)
_OF_ORGAN = re.compile(
    rf"(?:,?\s(?:of|adopted on|taken on)\s{forms.PLAIN_DATE})?(?:,\srespectively)?,?\s(?:(?:adopted|taken)\s(?:on\s{forms.PLAIN_DATE}\s)?)?(?:of|by|at)\s(?:the\s)?$"
)


def decisions(text: str, numbers: list[forms.DecisionForm], base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    issuer: Entity | None = None
    for form in numbers:
        named = _issuer(text, form, base, memory)
        issuer = named if form.position == 0 or named is not None else issuer
        body = issuer if issuer is not None else _issuer_by_number(form, memory)
        known = memory.decisions.get(form.number)
        if body is None and known is not None:
            entity = known
        elif body is not None:
            entity = mint.decision(memory.lexicon, body, form.number, is_resolution=form.is_resolution)
        else:
            scope = memory.document.iri if memory.document else ""
            entity = mint.nameless_decision(memory.lexicon, form.number, scope, is_resolution=form.is_resolution)
        memory.decisions[form.number] = entity
        if body is not None:
            memory.owners.setdefault(entity.iri, body)
        yield Candidate(form.start, form.end, entity, 7, by_form=True)


def _issuer(text: str, form: forms.DecisionForm, base: list[Candidate], memory: Memory) -> Entity | None:
    """Whose decision it is: who stands right before the word, right behind the number, or whose `its` is."""
    word = re.search(r"(?:resolutions?|decisions?)\s$", text[: form.start], re.IGNORECASE) if form.position else None
    head = word.start() if word else form.head
    if form.position and not word:
        between = next(
            (
                c
                for c in base
                if form.head < c.start and c.end <= form.start and re.fullmatch(r"\s(?:in\s)?", text[c.end : form.start])
            ),
            None,
        )
        return between.entity if between and between.entity.kind == "body" and _issues(between.entity) else None
    right_before = next((c for c in base if c.end <= head and re.fullmatch(r"(?:’s?)?\s(?:draft\s)?", text[c.end : head])), None)
    if right_before is not None and right_before.entity.kind == "body":
        return right_before.entity
    behind = next((c for c in base if c.start >= form.end and _OF_ORGAN.fullmatch(text[form.end : c.start])), None)
    if behind is not None and behind.entity.kind in ("body", "session", "meeting"):
        return behind.entity if behind.entity.kind == "body" else memory.owner(behind.entity)
    among = next(
        (c for c in reversed(base) if c.end <= head and _AMONG.fullmatch(text[c.end : head]) and _issues(c.entity)), None
    )
    if among is not None and among.entity.kind == "body" and _fits(form, among.entity):
        return among.entity
    if memory.organ is not None and _OWN.search(text[:head]) and _fits(form, memory.organ):
        return memory.organ
    if re.search(r"\bits\s(?:\w+\s){0,2}$", text[:head]):
        start = max(text.rfind(mark, 0, head) for mark in (". ", "; ")) + 1
        before = [c for c in base if start <= c.start and c.end <= head and c.entity.kind == "body" and _issues(c.entity)]
        fits = [c for c in before if _fits(form, c.entity)]
        if not fits and memory.organ is not None and _fits(form, memory.organ):
            return memory.organ
        return (fits or before)[-1].entity if before else memory.organ
    if re.search(r"\bCouncil\s$", text[:head]):
        return memory.organ if memory.organ and memory.organ.iri.endswith("council") else None
    return None


def _issues(body: Entity) -> bool:
    """Whether a body is one that takes decisions: by its table of issuers, or by its name."""
    return issuers.of_body(body.iri.rsplit("/", 1)[-1]) is not None or bool(
        re.search(
            r"Assembly|Council|Commission|Conference|Committee|Board|Parties|Forum|Meeting",
            body.name + " ".join(n for n, _ in body.labels),
        )
    )


def _fits(form: forms.DecisionForm, body: Entity) -> bool:
    issuer = issuers.of_body(body.iri.rsplit("/", 1)[-1])
    return issuer is not None and re.fullmatch(issuer.numbers, form.number) is not None


def _issuer_by_number(form: forms.DecisionForm, memory: Memory) -> Entity | None:
    """A decision cited without its organ: the document's own organ where its numbers look so, else whoever's they are."""
    if memory.organ is not None and _fits(form, memory.organ):
        return memory.organ
    if (slug := issuers.guess(form.number, is_resolution=form.is_resolution)) is not None:
        return memory.lexicon.body(slug)
    return None
