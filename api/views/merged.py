"""What is told several times, shown once: statements that say the same of the same become one row with all their sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from api.views.facts import Fact, Source

#: Details that one telling may lack, or tell less exactly (`2013-02` of `2013-02-18`); two that differ keep two rows.
_LOOSE = ("date", "start", "end", "asOf", "provisionNumber")
#: How a claim came about, which is no part of what it says.
_ASIDE = ("rule", "ordinal", "subjectAsPrinted", "objectAsPrinted", "oldName", "newName", "dateAsPrinted")


def told_once(facts: Iterable[Fact], language: str) -> list[Fact]:
    """The same facts in their order, those that say the same merged into the first of them.

    The merged fact has the sources of all, those in the reader's language first, and the dates and the provision of whichever
    names them. The wordings of a role are listed side by side. Figures, actions and standings that differ are told apart.
    """
    rows: dict[tuple[object, ...], list[Fact]] = {}
    order: list[tuple[tuple[object, ...], int]] = []
    for fact in facts:
        key = _key(fact)
        told = rows.setdefault(key, [])
        for place, row in enumerate(told):
            if _fits(row, fact):
                told[place] = _joined(row, fact)
                break
        else:
            order.append((key, len(told)))
            told.append(fact)
    return [_sorted(rows[key][place], language) for key, place in order]


def _key(fact: Fact) -> tuple[object, ...]:
    details = tuple(sorted((k, v) for k, v in fact.details.items() if k not in (*_LOOSE, *_ASIDE, "role")))
    things = tuple(x.iri if x else "" for x in (fact.subject, fact.object, fact.becomes, fact.modality))
    return (fact.relation, *things, fact.standing, fact.status, details)


def _fits(row: Fact, fact: Fact) -> bool:
    if row.place and fact.place and row.place.iri != fact.place.iri:
        return False
    return all(_agree(row.details.get(n, ""), fact.details.get(n, "")) for n in _LOOSE) and _agree(row.date, fact.date)


def _agree(one: str, other: str) -> bool:
    """Whether two values are the same, or one is only less exact.

    >>> _agree("2013-02", "2013-02-18"), _agree("", "4"), _agree("1", "12"), _agree("2013-02", "2013-03")
    (True, True, False, False)
    """
    short, long = sorted((one, other), key=len)
    return not short or long == short or long.startswith(short + "-")


def _joined(row: Fact, fact: Fact) -> Fact:
    details = {k: max(row.details.get(k, ""), fact.details.get(k, ""), key=len) for k in {**row.details, **fact.details}}
    if details.get("start", "").startswith(details.get("date") or "-"):
        del details["date"]
    roles = dict.fromkeys(r for f in (row, fact) for r in f.details.get("role", "").split(" · ") if r)
    if roles:
        details["role"] = " · ".join(roles)
    return replace(row, details=details, place=row.place or fact.place, sources=_each((*row.sources, *fact.sources)))


def _each(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources, each place and wording once."""
    return tuple({(s.document.iri, s.address, s.quote): s for s in reversed(list(sources))}.values())[::-1]


def _sorted(fact: Fact, language: str) -> Fact:
    return replace(fact, sources=tuple(sorted(fact.sources, key=lambda s: s.lang != language)))
