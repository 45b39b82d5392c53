"""Sessions and meetings in English: who held them, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.relate.en.scope import standing
from ingest.relate.rules import Place, Rule, Told, group, when


def _details(match: re.Match[str], place: Place, meeting: Entity) -> dict[str, str]:
    """Ordinal, place, first and last day as far as they are told."""
    details = {"ordinal": meeting.iri.rsplit("/", 1)[-1]} if meeting.kind in ("session", "meeting") else {}
    told = when(match, place, "date")
    if told:
        details |= {"start": told.get("start", told.get("date", "")), "end": told.get("end", told.get("date", ""))}
    seats = group(match, "seat", place)
    if seats:
        details["place"] = next((s.entity.iri for s in seats if s.kind == "place"), seats[0].entity.iri)
    return details


def _owner(place: Place, meeting: Mention) -> Entity | None:
    return place.memory.owner(meeting.entity)


def _held(match: re.Match[str], place: Place) -> Iterator[Told]:
    """its fifth session, held in Nairobi from 18 to 22 February."""
    if not (match["seat"] or match["date"]) or standing(place.masked, match.start("verb"), "past") == "negated":
        return
    for meeting in group(match, "object", place)[-1:]:
        owner = _owner(place, meeting)
        if owner is not None:
            yield Told(owner, meeting.entity, match.start(), match.end(), "", meeting.printed, "asserted", 0.9,
                       _details(match, place, meeting.entity))  # fmt: skip


def _to_hold(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Decides to hold its sixth session in Nairobi in February; the convening of the second meeting."""
    if standing(place.masked, match.start("verb"), "past") == "negated":
        return
    for meeting in group(match, "object", place)[-1:]:
        owner = _owner(place, meeting)
        if owner is not None:
            yield Told(owner, meeting.entity, match.start(), match.end(), "", meeting.printed, "asserted", 0.8,
                       _details(match, place, meeting.entity))  # fmt: skip


def _closing(match: re.Match[str], place: Place) -> Iterator[Told]:
    """105th plenary meeting, 28 July 1999: the line that closes a resolution."""
    meeting = group(match, "object", place)[0]
    owner = _owner(place, meeting)
    if owner is not None:
        yield Told(owner, meeting.entity, match.start(), match.end(), "", meeting.printed, "asserted", 0.9,
                   _details(match, place, meeting.entity))  # fmt: skip


_WHERE = r"(?:(?:in|at)\s(?:the\s)?(?:headquarters\sof\s(?:the\s)?)?{body},?\s)?(?:in|at)\s(?:the\s)?(?P<seat>{seat}(?:(?:,|\sin)\s(?:the\s)?{seat})*)"
_WHEN = r"(?:on\s|from\s|in\s|between\s)?{date:date}"
RULES: tuple[Rule, ...] = (
    # Place and day together first: what is told twice stands as it was told first.
    Rule(
        "en.holds.held-where-when",
        "holds",
        rf"(?P<object>{{assembly}})(?:\sof\s(?:the\s)?{{body}})?(?:\s\([^)]{{1,60}}\))?,?\s(?:which\s(?:was|will\sbe|were)\s|that\swas\s|was\s|were\s|is\s|will\sbe\s|to\sbe\s)?(?P<verb>held|convened|hosted|organized)"
        rf"\s{_WHERE},?\s{_WHEN}",
        _held,
    ),
    Rule(
        "en.holds.held",
        "holds",
        rf"(?P<object>{{assembly}})(?:\sof\s(?:the\s)?{{body}})?(?:\s\([^)]{{1,60}}\))?,?\s(?:which\s(?:was|will\sbe|were)\s|that\swas\s|was\s|were\s|is\s|will\sbe\s|to\sbe\s)?(?P<verb>held|convened|hosted|organized)"
        rf"(?:\s(?:virtually|online|back\sto\sback|by\s[^,;]{{2,60}}?))?,?(?:(?:\s{_WHEN})?,?(?:\s{_WHERE})?|)",
        _held,
    ),
    Rule(
        "en.holds.took-place",
        "holds",
        rf"(?P<object>{{assembly}})(?:\sof\s(?:the\s)?{{body}})?(?:\s\([^)]{{1,60}}\))?,?\s(?P<verb>took\splace|will\stake\splace|takes\splace|met|was\sheld|will\sbe\sheld)"
        rf"\s(?:(?:in|at)\s(?:the\s)?(?P<seat>{{seat}}(?:(?:,|\sin)\s(?:the\s)?{{seat}})*|{{body}}),?\s)?{_WHEN}",
        _held,
    ),
    Rule(
        "en.holds.to-hold",
        "holds",
        rf"\b(?P<verb>hold|convene|host|convening\sof|holding\sof)\s(?:the\s|its\s)(?P<object>{{assembly}})(?:\sof\s(?:the\s)?{{body}})?(?:\s\([^)]{{1,60}}\))?,?\s(?:{_WHERE},?\s)?{_WHEN}",
        _to_hold,
    ),
    Rule("en.holds.closing-line", "holds", r"^{assembly:object}[.,]?\s{date:date}(?P<seat>)\.?\s*$", _closing, ("front",)),
)
