"""Short pieces of text that several pages need: a provision by its number, a life by its dates, a meeting without a name."""

from __future__ import annotations

import re

from answers.phrases import day, where

_NUMBERED = re.compile(r"\d+(?:\([0-9A-Za-z]+\))*")


def clause(number: str, language: str) -> str:
    """A provision as people say it, from its number as claims tell it.

    >>> clause("4", "en"), clause("31(h)", "zh"), clause("88(a)-(h)", "en"), clause("section I", "zh")
    ('paragraph 4', '第31(h)段', 'paragraph 88(a)-(h)', '第I节')
    """
    if number[:1].isdigit() and not _NUMBERED.fullmatch(number):
        return f"第{number}段" if language == "zh" else f"paragraph {number}"
    return where("main/" + number.replace("(", "/").replace(")", ""), language)


def life(start: str, end: str, language: str) -> str:
    """From when to when a body was there, as far as is known; empty where neither end is.

    >>> life("1972-12-15", "2013-03", "en"), life("2009", "", "en"), life("", "2013-02-22", "zh"), life("2009-02", "", "zh")
    ('15 December 1972 – March 2013', 'since 2009', '至2013年2月22日', '2009年2月起')
    """
    first, last = day(start, language), day(end, language)
    if first and last:
        return f"{first}至{last}" if language == "zh" else f"{first} – {last}"
    if language == "zh":
        return f"{first}起" if first else f"至{last}" if last else ""
    return f"since {first}" if first else f"until {last}" if last else ""


def gathering(held_by: str, ordinal: str, start: str, language: str) -> str:
    """A name for a meeting that has none in the reader's language: who held it, and which or when; empty where neither is told.

    >>> gathering("Environment Assembly", "plenary-6", "", "en"), gathering("环境大会", "plenary-6", "", "zh")
    ('Environment Assembly, plenary meeting 6', '环境大会第6次全体会议')
    >>> gathering("Committee", "", "2014-03", "en"), gathering("委员会", "", "2014-03", "zh"), gathering("Body", "", "", "en")
    ('Committee, meeting of March 2014', '委员会2014年3月会议', '')
    """
    match = re.fullmatch(r"(plenary-)?(\d+)", ordinal)
    if match:
        if language == "zh":
            return f"{held_by}第{match[2]}次{'全体' if match[1] else ''}会议"
        return f"{held_by}, {'plenary ' if match[1] else ''}meeting {match[2]}"
    if not start:
        return ""
    return f"{held_by}{day(start, 'zh')}会议" if language == "zh" else f"{held_by}, meeting of {day(start, 'en')}"
