"""Dates of the precision that was printed: `2013`, `2013-02`, `2013-02-22`, compared by their first and last day."""

from __future__ import annotations

import calendar
import re

from answers.phrases import day

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def valid(text: str) -> bool:
    """Whether a text is a date of any precision.

    >>> valid("2012"), valid("2012-02-30"), valid("2012-13"), valid("soon")
    (True, False, False, False)
    """
    match = _DATE.fullmatch(text)
    if not match or match[1] == "0000":
        return False
    month, day = int(match[2] or 1), int(match[3] or 1)
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(int(match[1]), month)[1]


def first(date: str) -> str:
    """The first day that a date can mean; what is no date comes back empty.

    >>> first("2013"), first("2013-02"), first("2013-02-22"), first("in spring")
    ('2013-01-01', '2013-02-01', '2013-02-22', '')
    """
    return date + "-01-01"[3 * (date.count("-")) :] if valid(date) else ""


def span(start: str, end: str, language: str) -> str:
    """A stretch of time as people write it; one date where there is no second, or where it is the same.

    >>> span("2010-02-24", "2010-02-26", "en"), span("2010-02-24", "2010-03-01", "en"), span("2010-02-24", "2010-02-26", "zh")
    ('24–26 February 2010', '24 February – 1 March 2010', '2010年2月24日至26日')
    >>> span("2010", "", "en"), span("2010-02", "2011-02", "zh")
    ('2010', '2010年2月至2011年2月')
    """
    if not end or end == start or not valid(end):
        return day(start, language)
    one, other = start.split("-"), end.split("-")
    same = 0
    while valid(start) and same < min(len(one), len(other)) - 1 and one[same] == other[same]:
        same += 1
    if language == "zh":
        units = "年月日"
        return f"{day(start, 'zh')}至{''.join(f'{int(p)}{units[i]}' for i, p in enumerate(other) if i >= same)}"
    whole = day(end, "en").split(" ")
    # A day of the same month and year needs its number alone, one of the same year its month too.
    short = day(start, "en").split(" ")[: len(one) - same] if len(one) == len(other) else day(start, "en").split(" ")
    return f"{' '.join(short)}{'–' if len(short) == 1 else ' – '}{' '.join(whole)}"


def last(date: str) -> str:
    """The last day that a date can mean; what is no date comes back empty.

    >>> last("2012"), last("2012-02"), last("2012-02-03")
    ('2012-12-31', '2012-02-29', '2012-02-03')
    """
    if not valid(date):
        return ""
    if len(date) == 4:
        return date + "-12-31"
    return date if len(date) == 10 else f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:7]))[1]:02d}"
