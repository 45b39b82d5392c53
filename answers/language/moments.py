"""Dates and periods in a question, as ISO dates of the precision that was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = {
    name: n
    for n, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
#: Not behind a slash or in a symbol: `A/RES/2997` and `27/2013` hold no year. A stop behind a Chinese sentence is no symbol's.
_NOT_IN_SYMBOL = r"(?:(?<=mid-)|(?<=early-)|(?<=late-)|(?<![\d/(a-z-])(?<![\da-z]\.))"
_END = r"(?![\d/])"
_PATTERNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("range", rf"{_NOT_IN_SYMBOL}(?P<y1>{_YEAR})\s?(?:年)?\s?(?:-|至|到|to|and|and the year|~)\s?(?P<y2>{_YEAR}){_END}(?:年)?(?:两年期)?"),
        ("day", rf"{_NOT_IN_SYMBOL}(?P<y>{_YEAR})年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]?"),
        ("month", rf"{_NOT_IN_SYMBOL}(?P<y>{_YEAR})年(?P<m>\d{{1,2}})月(?:份)?"),
        ("day", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<mn>{_MONTH})\.?,? (?P<y>{_YEAR})\b"),
        ("day", rf"\b(?P<mn>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>{_YEAR})\b"),
        ("day", rf"{_NOT_IN_SYMBOL}(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
        ("month", rf"\b(?P<mn>{_MONTH})\.?,?(?: of)? (?P<y>{_YEAR})\b"),
        ("month", rf"{_NOT_IN_SYMBOL}(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])(?!\d)"),
        ("year", rf"{_NOT_IN_SYMBOL}(?P<y>{_YEAR})(?:年(?:度|底|初|末|代(?!表)|年中|上半年|下半年)?)?{_END}(?!\s?号)(?!\s?\()"),
    )
)  # fmt: skip
_SIDE = re.compile(r"(?P<before>before|until|prior to|up to|by the end of)\s*$|(?P<after>after|since|from)\s*$")
_SIDE_ZH = re.compile(r"(?P<before>以前|之前|前)|(?P<after>以后|之后|以来|起|后)")


@dataclass(frozen=True)
class Moment:
    """A date or period that a question names: `first` and `last` are ISO dates of the precision written, equal for one
    date; `side` is before, after or empty; [start, end) is where it stands."""

    first: str
    last: str
    start: int
    end: int
    side: str = ""

    @property
    def is_period(self) -> bool:
        return self.first != self.last

    @property
    def period(self) -> str:
        """As biennia are written: `2014-2015`; one year alone as itself."""
        return f"{self.first[:4]}-{self.last[:4]}" if self.is_period else self.first[:4]

    def holds(self, date: str) -> bool:
        """Whether an ISO date of any precision can lie in this moment; with a side, on that side of it."""
        if not date:
            return False
        if self.side == "before":
            return date[: len(self.first)] < self.first
        if self.side == "after":
            return date[: len(self.first)] >= self.first
        if self.is_period:
            return self.first <= date[: len(self.first)] and date[: len(self.last)] <= self.last
        n = min(len(date), len(self.first))
        return date[:n] == self.first[:n]


def moments(text: str) -> list[Moment]:
    """The dates and periods of a normalised question, in order."""
    found: list[Moment] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < m.end and m.start < match.end() for m in found):
                continue
            found.append(_moment(name, match, text))
    return sorted(found, key=lambda m: m.start)


def _moment(name: str, match: re.Match[str], text: str) -> Moment:
    side = ""
    if before := _SIDE.search(text, max(0, match.start() - 18), match.start()):
        side = "before" if before["before"] else "after"
    elif after := _SIDE_ZH.match(text, match.end()):
        side = "before" if after["before"] else "after"
    if name == "range":
        return Moment(match["y1"], match["y2"], match.start(), match.end())
    groups = match.groupdict()
    month = _MONTHS[groups["mn"]] if groups.get("mn") else int(groups.get("m") or 0)
    date = match["y"] + (f"-{month:02d}" if month else "") + (f"-{int(groups['d']):02d}" if groups.get("d") else "")
    return Moment(date, date, match.start(), match.end(), side)
