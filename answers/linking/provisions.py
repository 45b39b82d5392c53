"""Paragraphs of decisions as questions and headings name them: `paragraph 88 (a)`, `第88段(a)分段`, `section I`."""

from __future__ import annotations

import re

_PROVISION = re.compile(
    r"第\s?(?P<z>\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:\((?P<za>[a-z])\))?段?(?:\s?\((?P<zb>[a-z])\)\s?(?:分段|项|款|段|小节)?|段)"
    r"|第\s?(?P<zp>[一二三四五六七八九十]{1,3})部分"
    r"|\b(?:paragraphs?|paras?\.?|sub-?paragraphs?|§|provisions?)\s?(?P<e>\d{1,3})?\s?(?:\((?P<ea>[a-z])\))?(?=[\s,.?;)]|$)"
    r"|\bsection (?P<s>[ivx]{1,4})\b|(?<![\d/.])(?P<b>\d{1,3})\s?\((?P<bb>[a-z])\)(?![a-z0-9/])"
)
_SPAN = re.compile(r"\s?(?:-|至|到|to)\s?(?:第\s?\d+\s?段)?\(?(?P<last>[a-z])\)(?:分段|项)?")
_ROMAN = {"一": "I", "二": "II", "三": "III", "四": "IV", "五": "V", "六": "VI"}


def provisions(text: str) -> tuple[tuple[str, ...], str]:
    """The paragraphs that a normalised text names, as provisions are numbered, and the text with each as `⟨para⟩`.

    >>> provisions("what does paragraph 17 of it say?")
    (('17',), 'what does ⟨para⟩ of it say?')
    """
    found: list[str] = []
    masked, at = "", 0
    for match in _PROVISION.finditer(text):
        name = _provision(match)
        if not name or match.start() < at:
            continue
        end = match.end()
        if (span := _SPAN.match(text, end)) and name.endswith(")"):
            name, end = f"{name}-({span['last']})", span.end()
        found.append(name)
        masked += text[at : match.start()] + "⟨para⟩"
        at = end
    return tuple(found), masked + text[at:]


def _provision(match: re.Match[str]) -> str:
    if match["zp"]:
        return f"section {_ROMAN.get(match['zp'], match['zp'])}"
    if match["s"]:
        return f"section {match['s'].upper()}"
    number = match["z"] or match["e"] or match["b"]
    letter = match["za"] or match["zb"] or match["ea"] or match["bb"]
    if not number:
        return f"({letter})" if letter else ""
    return f"{number}({letter})" if letter else number
