"""Decisions and resolutions that are told by what they are about, not by their number: `the resolution on plastic pollution`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answers.grammar import lexicon
from answers.language.dictionary import says
from answers.language.glossary import holds, notions
from answers.language.normal import normal
from answers.model import Thing
from answers.names import Names, kind_of

#: The act, and behind or before it what it is about.
_TOLD = (
    re.compile(
        r"\b(?:resolution|decision|text) (?:on|about|concerning|regarding|dealing with|to do with|against) (?P<on>[a-z][a-z' -]*)"
    ),
    re.compile(r"(?<![\w'-])(?P<on>(?:[a-z][a-z'-]+ ){1,3})(?:resolution|decision)\b(?! \(?[\d(])"),
    re.compile(r"(?<![\w'-])(?P<on>(?:[a-z][a-z'-]+ ){1,2})one\b"),
    re.compile(r"(?:关于|有关|针对|讲|谈)(?P<on>[㐀-鿿]{2,20}?)的?(?:那|这)?[一]?[份项个]?(?:决议|决定)(?!第)"),
    re.compile(r"(?P<on>(?:(?![哪何由被什请是])[㐀-鿿]){2,8}?)的?(?:那|这)?[一]?[份项个]?(?:决议|决定)(?!第|草案)"),
)
#: Where what an act is about ends in English: at a word that goes on with the question.
_ENDS = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|must|who|whom|which|that|what|when|where|how|by|from|under|assign\w*|ask\w*|request\w*|say\w*|call\w*|set|adopted|passed|tell|told|give\w*|make\w*|recall\w*|cite\w*|mention\w*)\b"
)
_ACT = re.compile(r"\b(?:resolution|decision)s?\b")
#: What may stand between who decided and what was decided.
_ATTACHED = re.compile(r"(?: |的|在|于|\d{4}年?|which|this|that)*")
#: So much of what an act is said to be about its title has, and so much more than the next one.
_ENOUGH, _AHEAD = 0.7, 0.2


@dataclass(frozen=True)
class Titles:
    """The titles of the decisions whose text is in the graph, in the form of comparison, and who decided them."""

    of: Mapping[str, str]
    issuers: Mapping[str, frozenset[str]]

    @classmethod
    def from_names(cls, names: Names) -> Titles:
        told = {}
        for act, document in names.carrier.items():
            if kind_of(act) == "decision":
                told[act] = normal(" / ".join(name for _, name in names.labels.get(document, {}).values()))
        return cls(told, {act: frozenset(names.lineage(names.body_of(act))) for act in told})


def by_title(text: str, things: Sequence[Thing], titles: Titles) -> list[Thing]:
    """The things of a question and the decision that it describes, if its title is clearly the nearest."""
    if not titles.of or any(t.kind == "decision" for t in things):
        return list(things)
    for pattern in _TOLD:
        for match in pattern.finditer(text):
            if match[0].endswith(" one") and not _ACT.search(text):
                continue
            on = match["on"]
            inside = [t for t in things if t.start < match.end() and match.start() < t.end]
            if any(t.start < match.start() or t.end > match.end() for t in inside) or (
                inside and match.start() == match.start("on")
            ):
                continue
            stop = _ENDS.search(on) if on.isascii() else None
            on = on[: stop.start()] if stop and match.start("on") > match.start() else on
            act = _nearest(on, titles)
            if act:
                start, end = match.start(), max(match.start("on") + len(on.rstrip()), _head_end(match))
                before = next((t for t in things if t.kind == "body" and _ATTACHED.fullmatch(text, t.end, start)), None)
                if before is not None and before.iri not in titles.issuers[act]:
                    continue
                start = before.start if before is not None else start
                kept = [t for t in things if t.end <= start or end <= t.start]
                made = Thing(act, "decision", text[start:end], start, end, 2.0, (), True)
                return sorted([*kept, made], key=lambda t: t.start)
    return list(things)


def _head_end(match: re.Match[str]) -> int:
    """Where the word for the act ends, if it stands behind what it is about."""
    return match.end() if match.start("on") == match.start() or not match["on"].isascii() else 0


def _nearest(on: str, titles: Titles) -> str:
    """The one decision whose title has most of what is said; empty where none or several have."""
    matters, words = list(notions(on)), [word for word, _ in lexicon.content(on)]
    if not matters and not words:
        return ""
    scores = {act: _score(title, matters, words) for act, title in titles.of.items()}
    ranked = sorted(scores, key=lambda act: -scores[act])
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    return ranked[0] if scores[ranked[0]] >= _ENOUGH and scores[ranked[0]] - second >= _AHEAD else ""


def _score(title: str, matters: Sequence[str], words: Sequence[str]) -> float:
    told = [float(holds(title, name)) for name in matters] + [says(title, word) for word in words]
    return sum(told) / len(told)
