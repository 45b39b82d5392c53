"""Dates as Chinese UN documents print them, to ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_YEAR = r"(?P<{0}y>(?:19|20)\d{{2}})年"
_MONTH = r"(?P<{0}m>1[0-2]|0?[1-9])月(?:份)?"
_DAY = r"(?P<{0}d>3[01]|[12]\d|0?[1-9])"
_TO = r"(?:至|到|-|—|–|~)"
#: 27日和28日 are days on end; what is joined so with a month or year of its own is another date.
_AND = r"(?:和|及|、)"
_MONTHS = r"(?:至|到|-|—|–|~|和|及|、)"
_WEEKDAY = r"(?:(?:星期|周)[一二三四五六日天])?"


def _part(pattern: str, name: str) -> str:
    return pattern.format(name)


#: A date or a range of days, months or years. Named groups: ay/am/ad the start, by/bm/bd or jd the end.
DATE = re.compile(
    "(?:"
    # 2011年2月28日-3月4日, 2011年5月2-13日, 2009年6月27日和28日, 2013年2月22日
    + _part(_YEAR, "a") + r"\s?" + _part(_MONTH, "a") + r"\s?" + _part(_DAY, "a") + r"日?" + _WEEKDAY
    + r"(?:\s?" + _TO + r"\s?(?:" + _part(_YEAR, "b") + r")?(?:" + _part(_MONTH, "b") + r")?" + _part(_DAY, "b") + r"日"
    + r"|\s?" + _AND + r"\s?" + _part(_DAY, "j") + r"日)?"
    + r"(?<=日)" + _WEEKDAY
    # 2017年11月至12月, 2013年2月
    + "|" + _part(_YEAR, "c") + r"\s?" + _part(_MONTH, "c") + r"(?:" + _MONTHS + _part(_MONTH, "e") + r")?(?!\s?\d{1,2}\s?日)"
    # 2016年
    + "|" + _part(_YEAR, "f") + r"(?!\s?\d{1,2}\s?月)"
    # 10月26日和27日, 12月4日 (the year is told elsewhere)
    + r"|(?<!\d)" + _part(_MONTH, "g") + r"\s?" + _part(_DAY, "g") + r"日?"
    + r"(?:\s?" + _TO + r"\s?(?:" + _part(_MONTH, "h") + r")?" + _part(_DAY, "h") + r"日"
    + r"|\s?" + _AND + r"\s?" + _part(_DAY, "k") + r"日)?(?<=日)" + _WEEKDAY
    + ")"
)  # fmt: skip


@dataclass(frozen=True)
class Calendar:
    """How a language prints dates: the pattern, the period that a match of it says (with the year told before, for dates
    that print none), and the year it prints."""

    pattern: re.Pattern[str]
    period: Callable[[re.Match[str], int | None], Period | None]
    year_of: Callable[[re.Match[str]], int | None]


@dataclass(frozen=True)
class Period:
    """A stretch of time: ISO dates of the precision printed (`2013`, `2013-02`, `2013-02-22`)."""

    start: str
    end: str

    @property
    def is_day(self) -> bool:
        return self.start == self.end and len(self.start) == 10


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)])


def period(match: re.Match[str], year: int | None = None) -> Period | None:
    """What a match of `DATE` says. `year` is the year told before, for dates that print none; None where it is needed
    and not given."""
    groups = {name: int(value) for name, value in match.groupdict().items() if value}
    if "ay" in groups:
        start = _iso(groups["ay"], groups["am"], groups["ad"])
        if "jd" in groups:
            return Period(start, _iso(groups["ay"], groups["am"], groups["jd"]))
        if "bd" not in groups:
            return Period(start, start)
        return Period(start, _iso(groups.get("by", groups["ay"]), groups.get("bm", groups["am"]), groups["bd"]))
    if "cy" in groups:
        return Period(_iso(groups["cy"], groups["cm"]), _iso(groups["cy"], groups.get("em", groups["cm"])))
    if "fy" in groups:
        return Period(_iso(groups["fy"]), _iso(groups["fy"]))
    if "gd" in groups and year is not None:
        start = _iso(year, groups["gm"], groups["gd"])
        last = groups.get("hd", groups.get("kd"))
        end = _iso(year, groups.get("hm", groups["gm"]), last) if last else start
        return Period(start, end)
    return None


def year_of(match: re.Match[str]) -> int | None:
    """The year that a match of `DATE` prints, or None."""
    groups = match.groupdict()
    year = groups.get("ay") or groups.get("cy") or groups.get("fy")
    return int(year) if year else None


CALENDAR = Calendar(DATE, period, year_of)
