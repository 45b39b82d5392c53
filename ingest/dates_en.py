"""Dates as English UN documents print them, to ISO 8601."""

from __future__ import annotations

import re

from ingest.dates import Calendar, Period

_MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:18|19|20)\d{2}"
_TO = r"\s?(?:-|–|—|to|and|until)\s?"
#: A date or a range of days, months or years. Named groups: d1/m1/y1 the start, d2/m2/y2 the end.
DATE = re.compile(
    rf"(?:from )?\b(?P<d1>{_DAY})(?:st|nd|rd|th)?(?:\s(?P<m1>{_MONTH}))?(?:\s(?P<y1>{_YEAR}))?"
    rf"{_TO}(?P<d2>{_DAY})\s(?P<m2>{_MONTH})(?:\s(?P<y2>{_YEAR}))?\b"
    rf"|\b(?P<d3>{_DAY})(?:st|nd|rd|th)?\s(?P<m3>{_MONTH})(?:,?\s(?P<y3>{_YEAR}))?\b"
    rf"|\b(?P<m4>{_MONTH})(?:{_TO}(?P<m5>{_MONTH}))?,?\s(?P<y4>{_YEAR})\b"
    rf"|(?<![/\d(-])\b(?P<y6>{_YEAR})\b(?![/)\d-])"
)


def _iso(year: int, month: str | None = None, day: str | None = None) -> str:
    parts = [f"{year:04d}"]
    if month:
        parts.append(f"{_MONTHS.index(month) + 1:02d}")
        if day:
            parts.append(f"{int(day):02d}")
    return "-".join(parts)


def year_of(match: re.Match[str]) -> int | None:
    """The year that a match of `DATE` prints, or None."""
    for name in ("y2", "y1", "y3", "y4", "y6"):
        if match[name]:
            return int(match[name])
    return None


def period(match: re.Match[str], year: int | None = None) -> Period | None:
    """What a match of `DATE` says. `year` is the year told before, for dates that print none; None where it is needed
    and not given."""
    told = year_of(match) or year
    if told is None:
        return None
    if match["d1"]:
        end = _iso(told, match["m2"], match["d2"])
        start = _iso(int(match["y1"] or told), match["m1"] or match["m2"], match["d1"])
        if start > end and not match["y1"]:
            start = _iso(told - 1, match["m1"] or match["m2"], match["d1"])  # 30 December to 9 January 2037.
        return Period(start, end)
    if match["d3"]:
        day = _iso(told, match["m3"], match["d3"])
        return Period(day, day)
    if match["m4"]:
        return Period(_iso(told, match["m4"]), _iso(told, match["m5"] or match["m4"]))
    return Period(_iso(told), _iso(told))


CALENDAR = Calendar(DATE, period, year_of)
