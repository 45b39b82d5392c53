"""Which of the things that a question names it is about: not who acts in it, nor whose it is, nor what a decision is known by."""

from __future__ import annotations

import functools
import re

from answers.grammar import words_en, words_zh
from answers.model import Question, Thing
from answers.names import Names

_VERBS = ("create", "rename", "end", "extend", "adopt", "endorse", "change", "produce", "host")
_TOKEN = re.compile(r"⟨\w+⟩")
_BY = re.compile(r"\bby (?:the )?$|由$|被$|经$")
_OF_ACT = re.compile(r"(?:decisions?|resolutions?|meetings?|sessions?|acts?) (?:of|by|from) (?:the )?$")
_ACT_OF = re.compile(r"^的?(?:哪|什么|第|何|几)\S{0,3}(?:决定|决议|次会议|届会议|会议)|^ (?:decision|resolution)s?\b")
_WEAK = ("group", "state", "place")


@functools.cache
def _verbs(language: str) -> re.Pattern[str]:
    words = words_zh.WORDS if language == "zh" else words_en.WORDS
    bound = "" if language == "zh" else r"\b"
    return re.compile("|".join(f"{bound}(?:{words[name]})" for name in _VERBS))


def subject(question: Question, names: Names, *kinds: str) -> Thing | None:
    """The thing of one of these kinds that the question is about: of several the one of which the documents say least, since
    the others tell where it belongs."""
    found = [t for t in question.things if t.kind in kinds]
    if len(found) < 2:
        return found[0] if found else None
    aside = _aside(question, names)
    left = [t for t in found if t not in aside] or found
    strong = [t for t in left if t.kind not in _WEAK] or left
    return min(strong, key=lambda t: (names.use.get(t.iri, 0), t.start))


def _aside(question: Question, names: Names) -> list[Thing]:
    """Things that only act, own or issue."""
    text = question.masked
    places = [m.span() for m in _TOKEN.finditer(text) if m[0] not in ("⟨date⟩", "⟨para⟩")]
    named = [t for t in question.things if not t.told]
    if len(places) - len(named) not in (0, 1):
        return []
    places = places[len(places) - len(named) :]
    aside: list[Thing] = []
    issuers = {names.issuer.get(t.iri) for t in question.things} | {names.holder.get(t.iri) for t in question.things}
    for i, thing in enumerate(named):
        start, end = places[i]
        before, after = text[:start], text[end:]
        behind = text[end : places[i + 1][0]] if i + 1 < len(named) else ""
        follows = i + 1 < len(named)
        owns = follows and behind.strip() in ("", "的", "之", "下的", "of the", "'s") and behind != " and "
        acts = (
            follows
            and bool(_verbs(question.language).search(behind))
            and not re.search(r"⟨\w+⟩|\b(?:was|were|is|been)\b|由|被", behind)
        )
        if thing.iri in issuers or _BY.search(before) or _OF_ACT.search(before) or _ACT_OF.search(after) or owns or acts:
            aside.append(thing)
    return aside
