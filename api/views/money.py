"""Figures of money as a table and as bars."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from api.views.facts import Fact


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its label (period and whom, or empty), its figure, its length in hundredths, the claim."""

    label: str
    figure: str
    width: float
    fact: Fact


@dataclass(frozen=True)
class Chart:
    """Figures of one measure and unit, drawn to one scale."""

    measure: str
    unit: str
    bars: tuple[Bar, ...]


def charts(facts: Iterable[Fact], of: str = "") -> list[Chart]:
    """The figures of money grouped by what they measure and their unit; a figure told twice is drawn once.

    `of` is the thing on whose page they stand: its name need not stand beside each bar.
    """
    groups: dict[tuple[str, str], dict[tuple[str, str, str], Fact]] = defaultdict(dict)
    for fact in facts:
        amount = fact.details.get("amount", "")
        if fact.relation != "finances" or not _is_number(amount):
            continue
        what = fact.details.get("measure", "")
        period = fact.details.get("period") or fact.date
        whom = " → ".join(x.label for x in (fact.subject, fact.object) if x is not None and x.iri != of)
        groups[(what, fact.details.get("unit", ""))].setdefault((period, whom, amount), fact)
    found = []
    for (what, unit), told in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
        most = max(float(amount) for _, _, amount in told) or 1.0
        bars = tuple(
            Bar(
                " · ".join(x for x in (years(period), whom) if x),
                amount,
                round(max(float(amount), 0) / most * 100, 1),
                fact,
            )
            for (period, whom, amount), fact in sorted(told.items(), key=lambda item: item[0])
        )
        found.append(Chart(what, unit, bars))
    return found


def years(period: str) -> str:
    """A period with a dash between its years.

    >>> years("2002-2003"), years("2018-05")
    ('2002–2003', '2018-05')
    """
    return re.sub(r"^(\d{4})-(\d{4})$", r"\1–\2", period)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
