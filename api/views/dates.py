"""Dates as people read them; `graph.dates` tells what they are."""

from __future__ import annotations

from answers.phrases import day
from graph.dates import first, last, valid

__all__ = ["first", "last", "span", "valid"]


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
