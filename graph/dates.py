"""Dates of the precision that was printed: `2013`, `2013-02`, `2013-02-22`, compared by their first and last day."""

from __future__ import annotations

import calendar
import re

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
