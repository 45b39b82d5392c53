"""Numbered sessions and meetings, right behind a body's name or by their ordinal alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.numerals import CHINESE, ordinal
from ingest.recognise import forms_zh as forms
from ingest.recognise import mint
from ingest.recognise.candidates import Candidate
from ingest.recognise.memory import Memory

#: 第一次和 right before 第二次会议.
_FIRST_OF_TWO = re.compile(rf"第\s?(?P<n>\d{{1,3}}|{CHINESE})\s?(?P<unit>届|次)(?:和|、|及|与)$")
#: 该工作组, 上述委员会: a body by its kind only.
_POINTED = re.compile(rf"(?:该|此|上述)[^，。；]{{0,6}}?(?:{'|'.join(forms.BODY_HEADS)})")
#: The number of a session before the name of its body.
_NTH = re.compile(rf"第\s?(?P<n>\d{{1,3}}|{CHINESE})\s?届$")
_BESIDE_SESSION = re.compile(r"^(?:上|期间|开始时|结束时|闭幕时|闭幕后|之后|之前|以来|前|中)?，?$")


def sessions(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """A session or meeting whose ordinal stands right behind the name of its body."""
    for candidate in base:
        if candidate.entity.kind not in ("body", "group"):
            continue
        if before := _NTH.search(text, 0, candidate.start):
            # 第三届环境大会: the session by the number before the name.
            number = str(ordinal(before["n"]) or before["n"])
            entity = mint.session(memory.lexicon, candidate.entity, number, f"{before[0]}会议", "届")
            memory.owners.setdefault(entity.iri, candidate.entity)
            yield Candidate(before.start(), candidate.end, entity, 4)
        elif match := forms.SESSION.match(text, candidate.end):
            # A 的 in between belongs to the sentence, not to the name; it stays in the mention's stretch.
            entity = mint.session(memory.lexicon, candidate.entity, forms.session_ordinal(match), match[0], match["unit"])
            memory.owners.setdefault(entity.iri, candidate.entity)
            yield Candidate(candidate.start, match.end(), entity, 4)


def bare_sessions(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """第十九次会议 without a body's name before it: of the body named last before it, else right after it."""
    for match in forms.SESSION.finditer(text):
        if any(c.start < match.end() and match.start() < c.end for c in base) or any(
            c.end == match.start() and c.entity.kind in ("body", "group") for c in base
        ):
            continue
        body = _whose_session(match, text, base, memory)
        if body is None:
            continue
        entity = mint.session(memory.lexicon, body, forms.session_ordinal(match), match[0], match["unit"])
        memory.owners.setdefault(entity.iri, body)
        yield Candidate(match.start(), match.end(), entity, 1, by_form=True)
        if match["n"] and (first := _FIRST_OF_TWO.search(text, 0, match.start())):
            named = match[0].replace(match["n"], first["n"], 1)
            other = forms.SESSION.match(named)
            if other:
                twin = mint.session(memory.lexicon, body, forms.session_ordinal(other), named, match["unit"])
                memory.owners.setdefault(twin.iri, body)
                yield Candidate(first.start(), first.end("unit"), twin, 1, by_form=True)


def _whose_session(match: re.Match[str], text: str, base: list[Candidate], memory: Memory) -> Entity | None:
    """The body of a session that is called by its ordinal alone."""
    after = [c for c in base if match.end() <= c.start <= match.end() + 12 and c.entity.kind == "body"]
    if after and _BESIDE_SESSION.match(text[match.end() : after[0].start]):
        return after[0].entity
    before = [c.entity for c in base if c.end <= match.start() and c.entity.kind in ("body", "session", "meeting")]
    start = max(text.rfind(mark, 0, match.start()) for mark in "，。；") + 1
    pointed = _POINTED.search(text, start, match.start())
    if pointed and not any(c.start < pointed.end() and pointed.start() < c.end for c in base):
        return None  # Of a body that nothing before has named: it is no other's.
    clause = max(text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    near = [c.entity for c in base if clause <= c.start and c.end <= match.start() and c.entity.kind == "body"]
    if near:
        return near[-1]
    for entity in reversed(before):
        owner = entity if entity.kind == "body" else memory.owner(entity)
        if owner is not None:
            return owner
    last = memory.last(("session", "meeting"))
    return (memory.owner(last) if last else None) or memory.last(("body",))
