"""Changes over time: the dated claims of some relations, sorted before any of them is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from api.views.body import Moment, act_date
from api.views.dates import first
from api.views.facts import Facts
from api.views.names import kind_of


@dataclass(frozen=True)
class Dated:
    """A change with its day, its own or, if `inferred`, that of its act; `times` counts the claims that tell it."""

    claim: str
    date: str
    inferred: bool
    times: int = 1


def dated(facts: Facts, relations: Sequence[str], low: str = "", high: str = "") -> list[Dated]:
    """The asserted changes from one year to another, oldest first; the same thing told in several places is one."""
    found: dict[tuple[str, str, str, str], Dated] = {}
    days: dict[str, str] = {}
    for change in facts.ledger.changes(relations):
        date = change.date
        if not date:
            act = change.object if change.relation == "holds" else change.subject
            if act not in days:
                days[act] = act_date(facts.names, act) if kind_of(act) in ("decision", "instrument", "session", "meeting") else ""
            date = days[act]
        if not first(date) or (first(low) and date[:4] < low[:4]) or (first(high) and date[:4] > high[:4]):
            continue
        key = (change.relation, change.subject, change.object, date)
        old = found.get(key)
        times = change.times
        found[key] = replace(old, times=old.times + times) if old else Dated(change.claim, date, not change.date, times)
    # What is of one day stays in the order of the list.
    return sorted(found.values(), key=lambda d: first(d.date))


def moments(facts: Facts, some: Iterable[Dated]) -> list[Moment]:
    """The lines of a timeline."""
    wanted = list(some)
    told = facts.each(d.claim for d in wanted)
    return [Moment(d.date, fact.end, fact, d.inferred, d.times) for d, fact in zip(wanted, told, strict=True)]
