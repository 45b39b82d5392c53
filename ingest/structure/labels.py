"""Printed labels of paragraphs, sub-paragraphs, bullets and headings, and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.names import fold
from ingest.numerals import chinese, roman

_CN = r"[一二三四五六七八九十]{1,3}"
#: A sub-paragraph label is none where text about sub-paragraphs begins a line: "(a)至(h)分段".
_NO_REFERENCE = (
    r"(?!\s*(?:[至到–-]\s*\(?[a-z一二三四五六七八九十ivx]{1,3}\)|[和与及、，或,]\s*\(|分段|项|款|段|点|小节|(?:to|and|or)\s+\())"
)

_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("number", r"(?P<label>(?P<count>\d{1,3})\s*[.、](?!\d))\s*(?=\S)"),
        ("letter", rf"(?P<label>\(?(?P<count>[a-z])\)){_NO_REFERENCE}\s*(?=\S)"),
        ("chinese-bracket", rf"(?P<label>\((?P<count>{_CN})\)){_NO_REFERENCE}\s*(?=\S)"),
        ("roman", rf"(?P<label>\((?P<count>[ivx]{{2,5}})\)){_NO_REFERENCE}\s*(?=\S)"),
        ("chinese", rf"(?P<label>(?P<count>{_CN})\s?[、.])\s*(?=\S)"),
        (
            "capital",
            r"(?P<label>(?P<count>[A-Z])\s?[.、])\s+(?=\S)|(?P<label2>(?P<count2>[A-Z])\s?[.、])(?=[一-鿿])",
        ),
        ("bullet", r"(?P<label>[-•·▪◦●\uf0b7\uf02d])\s+(?=\S)|(?P<label2>--?)(?=[一-鿿])"),
    )
)
_NESTED_BULLET = re.compile(r"[-•]\s+(?=\([a-z一二三四五六七八九十]{1,3}\))")


@dataclass(frozen=True)
class Label:
    """A label at the start of a line: its style, what it counts (0 for bullets), as printed, and where the text begins."""

    style: str
    count: int
    printed: str
    width: int
    """Characters of the line before the paragraph's own text."""


def read(line: str) -> Label | None:
    """The label that a line begins with, or None. A list dash before a lettered label is no label of its own."""
    text = fold(line)
    lead = len(text) - len(text.lstrip())
    body = text[lead:]
    if nested := _NESTED_BULLET.match(body):
        lead += nested.end()
        body = body[nested.end() :]
    for style, pattern in _STYLES:
        if match := pattern.match(body):
            groups = match.groupdict()
            printed = groups["label"] or groups.get("label2") or ""
            count = groups.get("count") or groups.get("count2") or ""
            return Label(style, _value(style, count), printed, lead + match.end())
    return None


def _value(style: str, count: str) -> int:
    if style == "number":
        return int(count)
    if style in ("letter", "capital"):
        return ord(count.lower()) - ord("a") + 1
    if style in ("chinese", "chinese-bracket"):
        return chinese(count) or 0
    if style == "roman":
        return roman(count) or 0
    return 0


def part(label: Label, count: int) -> str:
    """The label's piece of an address: `9`, `b`, `2` for (二), `-2` for the second bullet."""
    if label.style == "letter":
        return chr(ord("a") + label.count - 1)
    if label.style == "capital":
        return chr(ord("A") + label.count - 1)
    if label.style == "bullet":
        return f"-{count}"
    if label.style == "roman":
        return label.printed.strip("()")
    return str(label.count)
