"""From when to when bodies were there, as the claims of a whole graph date it.

A body begins where a claim says that it was established, or where another was renamed into it; it ends where a claim says
so, or where it was renamed into another. The day is the claim's own, else that of the decision or meeting. Bodies that sat
together under a joint name did so as long as all of them were there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from graph.dates import first, last
from graph.store import OxigraphStore, value
from graph.vocabulary import MG, ORG

_CHANGES = """
SELECT DISTINCT ?relation ?body ?becomes ?date ?act ?adopted ?start WHERE {
  VALUES ?relation { rel:establishes rel:renames rel:terminates }
  ?claim mg:relation ?relation ; mg:object ?body ; mg:subject ?act ; mg:standing standing:asserted ; mg:status ?status .
  FILTER (?status != status:rejected)
  OPTIONAL { ?claim mg:date ?date } OPTIONAL { ?claim mg:becomes ?becomes }
  OPTIONAL { ?act mg:adoptedOn ?adopted } OPTIONAL { ?act mg:start ?start }
}
"""


@dataclass(frozen=True)
class Span:
    """From when to when a body was there, and the acts that say so. Empty dates are not known."""

    start: str = ""
    end: str = ""
    begun_by: str = ""
    ended_by: str = ""

    def holds(self, day: str) -> bool:
        """Whether a body was there on a day (`2012-01-01`): from its first possible day, until the day it ended."""
        return not (self.start and day < first(self.start)) and not (self.end and day >= last(self.end))


def spans(store: OxigraphStore) -> dict[str, Span]:
    """The spans of the bodies of which any end is told, by IRI."""
    told = _told(store)
    return told | _joint(store, told)


def parts(store: OxigraphStore) -> list[tuple[str, str]]:
    """What belongs to what, each pair once: (part, whole)."""
    quads = store.ox.quads_for_pattern(None, ox.NamedNode(ORG + "subOrganizationOf"), None)
    pairs = dict.fromkeys((value(quad.subject), value(quad.object)) for quad in quads)
    return [(part, whole) for part, whole in pairs if part != whole]


def _told(store: OxigraphStore) -> dict[str, Span]:
    begun: dict[str, tuple[str, str]] = {}
    ended: dict[str, tuple[str, str]] = {}

    def note(into: dict[str, tuple[str, str]], body: str, date: str, act: str) -> None:
        # The most exact date that is told; of equals the earliest, and of acts of one day the first by name.
        old = into.get(body)
        if old is None or (-len(date), date, act) < (-len(old[0]), *old):
            into[body] = (date, act)

    for row in store.select(_CHANGES):
        relation = value(row["relation"]).rsplit("/", 1)[-1]
        body, act, becomes = value(row["body"]), value(row["act"]), value(row.get("becomes"))
        date = next((d for d in (value(row.get(n)) for n in ("date", "adopted", "start")) if first(d)), "")
        if relation == "establishes":
            note(begun, body, date, act)
        elif relation == "terminates":
            note(ended, body, date, act)
        elif becomes and becomes != body:
            note(ended, body, date, act)
            note(begun, becomes, date, act)
    found = {}
    for body in begun.keys() | ended.keys():
        (start, begun_by), (end, ended_by) = begun.get(body, ("", "")), ended.get(body, ("", ""))
        found[body] = Span(start, end, begun_by, ended_by)
    return found


def _joint(store: OxigraphStore, told: dict[str, Span]) -> dict[str, Span]:
    """The spans of joint sittings, where nothing tells their own: from the last beginning to the first end of those that sat."""
    sitting: dict[str, list[Span]] = defaultdict(list)
    for quad in store.ox.quads_for_pattern(None, ox.NamedNode(MG + "sitsAs"), None):
        sitting[value(quad.object)].append(told.get(value(quad.subject), Span()))
    found = {}
    for body, held in sitting.items():
        own = told.get(body, Span())
        late = max((p for p in held if first(p.start)), key=lambda p: first(p.start), default=Span())
        soon = min((p for p in held if last(p.end)), key=lambda p: last(p.end), default=Span())
        found[body] = Span(
            own.start or late.start, own.end or soon.end, own.begun_by or late.begun_by, own.ended_by or soon.ended_by
        )
    return found
