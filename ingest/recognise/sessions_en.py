"""Sessions and meetings in English texts: whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.numerals_en import ORDINAL
from ingest.recognise import forms_en as forms
from ingest.recognise import mint
from ingest.recognise.candidates import Candidate
from ingest.recognise.memory import Memory


def sessions(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    for match in forms.SESSION.finditer(text):
        if any(c.start < match.end() and match.start() < c.end for c in base):
            continue
        body = _whose_session(match, text, base, memory)
        if body is None:
            continue
        ordinal = forms.session_ordinal(match)
        unit = "session" if match["unit"].lower().startswith("session") else "meeting"
        within = _session_of_act(memory, body) if ordinal.startswith("plenary-") else ""
        entity = mint.session_en(memory.lexicon, body, ordinal, unit, within)
        memory.owners.setdefault(entity.iri, body)
        yield Candidate(match.start(), match.end(), entity, 4, by_form=True)


def _session_of_act(memory: Memory, body: Entity) -> str:
    """The session in which the document's own resolution was adopted, by its number: 53 of 53/242."""
    own = dict(memory.act.properties) if memory.act is not None else {}
    number = re.match(r"(\d{1,3})/\d", own.get("number", ""))
    return number[1] if number and own.get("issuer") == body.iri else ""


def _whose_session(match: re.Match[str], text: str, base: list[Candidate], memory: Memory) -> Entity | None:
    """The body of a session: named right behind it, else before it in the sentence, else the organ itself."""
    after = next(
        (
            c
            for c in base
            if re.fullmatch(r"\s(?:of|for)\s(?:the\s)?", text[match.end() : c.start]) and c.entity.kind in ("body", "group")
        ),
        None,
    )
    if after is not None:
        return after.entity
    start = max(text.rfind(mark, 0, match.start()) for mark in (". ", "; ")) + 1
    before = [c for c in base if start <= c.start and c.end <= match.start() and c.entity.kind == "body"]
    possessive = next((c for c in before if re.fullmatch(r"’s?\s(?:the\s)?", text[c.end : match.start()])), None)
    if possessive is not None:
        return possessive.entity
    # At its session: of whoever is spoken of last; a body that is only part of another phrase counts too.
    return before[-1].entity if before else memory.organ


def twofold(text: str, candidate: Candidate) -> Candidate:
    """A session with two ordinals, its twenty-seventh and first universal session, is one stretch."""
    both = re.search(rf"\b{ORDINAL}\sand\s$", text[: candidate.start]) if candidate.entity.kind == "session" else None
    if both is None:
        return candidate
    return Candidate(both.start(), candidate.end, candidate.entity, candidate.rank, candidate.provision, candidate.by_form)
