"""The labels that a word processor prints before numbered paragraphs, counted from the numbering part of a DOCX file.

The rules are those of ECMA-376, part 1, section 17.9: a paragraph names a list (`numId`) and a level, itself or through its
style; the list names an abstract one, which holds the counters; a level may begin anew below another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from ingest.formats.ooxml import W

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_DIGITS = "零一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """One level of a list: where it starts, how its numbers look, the text around them, after which level it begins anew,
    whether all its numbers are Arabic, and the paragraph style that is tied to it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int = -1
    is_legal: bool = False
    style: str = ""


@dataclass
class _List:
    levels: dict[int, Level] = field(default_factory=dict)
    style: str = ""
    """Name of the style that defines it, where it is a mere reference."""


@dataclass
class _Instance:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(frozen=True)
class Style:
    """What of a paragraph style bears on numbering: the style it rests on, the list and level it names."""

    based_on: str = ""
    number: str = ""
    level: int | None = None


class Numbering:
    """Counts the paragraphs of one document, in order."""

    def __init__(self, parts: Iterable[Element], styles: Iterable[Element]) -> None:
        self._abstract: dict[str, _List] = {}
        self._instances: dict[str, _Instance] = {}
        self._styles = {style.get(f"{W}styleId", ""): _style(style) for style in styles}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        for part in parts:
            if part.tag == f"{W}abstractNum":
                levels = {_number(lvl, "ilvl"): _level(lvl) for lvl in part.findall(f"{W}lvl")}
                self._abstract[part.get(f"{W}abstractNumId", "")] = _List(levels, _val(part, "numStyleLink"))
            else:
                self._instances[part.get(f"{W}numId", "")] = _instance(part)

    def label(self, paragraph: Element) -> str:
        """The label of the next paragraph, empty where it has none. Call it for every paragraph, in order."""
        told = paragraph.find(f"{W}pPr/{W}numPr")
        style = _val(paragraph.find(f"{W}pPr"), "pStyle")
        number = _val(told, "numId") or self._inherited(style).number
        instance = self._instances.get(number)
        if instance is None:
            return ""
        levels = self._levels(instance)
        level = self._level_of(_val(told, "ilvl"), style, levels)
        return self._count(number, instance, levels, level) if level in levels else ""

    def _inherited(self, style: str) -> Style:
        """The numbering that a style has of its own or rests on."""
        seen: set[str] = set()
        found = Style()
        while style and style not in seen:
            seen.add(style)
            own = self._styles.get(style, Style())
            found = replace(found, number=found.number or own.number, level=own.level if found.level is None else found.level)
            style = own.based_on
        return found

    def _level_of(self, told: str, style: str, levels: dict[int, Level]) -> int:
        """The level that a paragraph names, else the one that the list ties to its style, else that of its style."""
        if told.isdigit():
            return int(told)
        tied = next((at for at, level in levels.items() if style and level.style == style), None)
        return tied if tied is not None else self._inherited(style).level or 0

    def _levels(self, instance: _Instance) -> dict[int, Level]:
        abstract = self._abstract.get(instance.abstract, _List())
        if abstract.style and not abstract.levels:
            other = self._instances.get(self._inherited(abstract.style).number)
            if other is not None and other.abstract != instance.abstract:
                abstract = self._abstract.get(other.abstract, abstract)
        return {**abstract.levels, **instance.levels}

    def _count(self, number: str, instance: _Instance, levels: dict[int, Level], level: int) -> str:
        counters = self._counters.setdefault(instance.abstract, {})
        if level in instance.starts and (number, level) not in self._started:
            counters.pop(level, None)
        self._started.add((number, level))
        start = instance.starts.get(level, levels[level].start)
        counters[level] = counters[level] + 1 if level in counters else start
        for deeper in [k for k in counters if k > level]:
            restart = levels[deeper].restart if deeper in levels else -1
            if restart == -1 or level < restart:
                del counters[deeper]
        if levels[level].form == "bullet":
            return _bullet(levels[level].text)
        legal = levels[level].is_legal

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            place = levels.get(at, Level())
            return numeral(counters.get(at, instance.starts.get(at, place.start)), "decimal" if legal else place.form)

        return _PLACE.sub(printed, levels[level].text).strip()


def numeral(count: int, form: str) -> str:
    """A number as a list prints it.

    >>> [numeral(28, f) for f in ("decimal", "lowerLetter", "upperRoman", "chineseCounting")]
    ['28', 'bb', 'XXVIII', '二十八']
    """
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9) if count > 0 else ""
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    if form in ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
                "taiwaneseCountingThousand", "chineseLegalSimplified"):  # fmt: skip
        return _chinese(count)
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    out = ""
    for value, letters in _ROMAN if 0 < count < 4000 else ():
        while count >= value:
            out, count = out + letters, count - value
    return out


def _chinese(count: int) -> str:
    if not 0 < count < 1000:
        return str(count)
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    out = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        out += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        out += "零"
    return out + (_DIGITS[ones] if ones else "")


def _bullet(text: str) -> str:
    """The sign of a bulleted level: a dash where it is one, else a bullet, whatever the font makes of the character."""
    sign = text.strip()[:1]
    return "-" if sign in ("-", "–", "—", "\uf02d") else "•" if sign else ""


def _style(style: Element) -> Style:
    told = style.find(f"{W}pPr/{W}numPr")
    depth = _val(told, "ilvl")
    return Style(_val(style, "basedOn"), _val(told, "numId"), int(depth) if depth.isdigit() else None)


def _level(level: Element) -> Level:
    return Level(
        _number(level, "start", "val", 1),
        _val(level, "numFmt") or "decimal",
        _val(level, "lvlText"),
        _number(level, "lvlRestart", "val", -1),
        level.find(f"{W}isLgl") is not None,
        _val(level, "pStyle"),
    )


def _instance(num: Element) -> _Instance:
    found = _Instance(_val(num, "abstractNumId"))
    for override in num.findall(f"{W}lvlOverride"):
        at = _number(override, "ilvl")
        if override.find(f"{W}startOverride") is not None:
            found.starts[at] = _number(override, "startOverride", "val", 1)
        if (level := override.find(f"{W}lvl")) is not None:
            found.levels[at] = _level(level)
    return found


def _val(element: Element | None, name: str) -> str:
    """The value of a child element, or nothing."""
    child = element.find(W + name) if element is not None else None
    return child.get(f"{W}val", "") if child is not None else ""


def _number(element: Element, name: str, inside: str = "", default: int = 0) -> int:
    """An attribute of an element, or of a child of it, as a number."""
    text = _val(element, name) if inside else element.get(W + name, "")
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default
