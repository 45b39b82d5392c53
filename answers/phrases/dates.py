"""Dates and lists as people write them."""

from __future__ import annotations

from collections.abc import Sequence

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


def day(date: str, language: str) -> str:
    """An ISO date as people write it; an empty string stays empty."""
    pieces = date.split("-")
    if not pieces[0]:
        return ""
    if language == "zh":
        return "".join(f"{int(p)}{unit}" for p, unit in zip(pieces, "年月日", strict=False))
    month = _MONTHS[int(pieces[1]) - 1] if len(pieces) > 1 else ""
    return " ".join([*([str(int(pieces[2]))] if len(pieces) > 2 else []), *([month] if month else []), pieces[0]])


def on(date: str, language: str) -> str:
    """The date as a tail of a sentence."""
    if not date:
        return ""
    if language == "zh":
        return f"（{day(date, language)}）"
    return f" on {day(date, language)}" if len(date) == 10 else f" in {day(date, language)}"


def joined(items: Sequence[str], language: str) -> str:
    """A list in words."""
    if language == "zh":
        return "、".join(items[:-1]) + ("和" if len(items) > 1 else "") + items[-1] if items else ""
    return ", ".join(items[:-1]) + (" and " if len(items) > 1 else "") + items[-1] if items else ""


def span(start: str, end: str, language: str) -> str:
    """Two ISO dates as a period; one where the other is absent or the same."""
    if not end or end == start:
        return day(start, language)
    return day(start, language) + ("至" if language == "zh" else " to ") + day(end, language)
