"""What organs adopt and what they endorse: the formulas of English drafting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relate.en import phrases
from ingest.relate.en.scope import act_before, organ_before, own_number, standing
from ingest.relate.rules import Place, Rule, Told, group, when


# ---- adopts ----------------------------------------------------------------------------------------------------------
def _dated(match: re.Match[str], place: Place) -> Iterator[Told]:
    """General Assembly resolution 32/162 of 19 December 1977: its organ adopted it that day."""
    act = group(match, "object", place)[0]
    organ = place.memory.owner(act.entity)
    told = when(match, place, "date")
    if organ is not None and told and act.entity.kind == "decision":
        yield Told(organ, act.entity, match.start(), match.end(), "", act.printed, "asserted", 0.9, told)


def _adopted_by(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…, adopted by the Council in its decision 19/1 of …"""
    act = group(match, "object", place)[-1]
    for organ in group(match, "subject", place)[:1]:
        if organ.entity.iri != act.entity.iri:
            yield Told(organ.entity, act.entity, match.start(), match.end(), organ.printed, act.printed, "asserted", 0.9,
                       when(match, place, "date", "date2"))  # fmt: skip


def _adopted(match: re.Match[str], place: Place) -> Iterator[Told]:
    """by which the Assembly adopted the Agenda."""
    verb = match.start("verb")
    if standing(place.masked, verb, "past") != "asserted":
        return
    organ = organ_before(place.masked, verb)
    behind = act_before(place.masked, verb)
    subject = organ.entity if organ is not None else place.memory.owner(behind.entity) if behind is not None else None
    for act in group(match, "object", place)[:1]:
        if subject is not None and subject.iri != act.entity.iri:
            yield Told(
                subject, act.entity, match.start(), match.end(), organ.printed if organ else "", act.printed, "asserted", 0.85
            )


def _of_organ(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Environment Assembly resolutions 1/6 and 2/11; decision 27/2 of the Governing Council."""
    for organ in group(match, "subject", place)[:1]:
        for act in group(match, "object", place):
            owner = place.memory.owner(act.entity)
            if owner is not None and owner.iri == organ.entity.iri:
                yield Told(organ.entity, act.entity, match.start(), match.end(), organ.printed, act.printed, "asserted", 0.8)


def _taken_at(match: re.Match[str], place: Place) -> Iterator[Told]:
    """decision 27/2, taken at its twenty-seventh session."""
    act = group(match, "object", place)[0]
    for meeting in group(match, "subject", place)[:1]:
        yield Told(meeting.entity, act.entity, match.start(), match.end(), meeting.printed, act.printed, "asserted", 0.85)


def _own_adoption(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Resolution adopted by the Environment Assembly on 2 March 2022: the title block or the closing line."""
    act = place.memory.act or place.memory.document
    organ = place.memory.owner(act) if act is not None else None
    named = group(match, "subject", place)
    who = organ or place.memory.organ or (named[0].entity if named else None)
    if act is not None and who is not None and place.document.masthead.is_resolution:
        yield Told(who, act, match.start(), match.end(), named[0].printed if named else "", "", "asserted", 0.95,
                   when(match, place, "date"))  # fmt: skip
        for meeting in group(match, "meeting", place)[:1]:
            yield Told(
                meeting.entity, act, match.start(), match.end(), meeting.printed, "", "asserted", 0.9, when(match, place, "date")
            )


# ---- endorses --------------------------------------------------------------------------------------------------------
_ENDORSE = r"(?:[Rr]eaffirm(?:s|ing)|[Ee]ndors(?:es|ing)|[Aa]pprov(?:es|ing)|[Rr]econfirm(?:s|ing)|[Aa]dopt(?:s|ing)(?=\sthe))(?:\s(?:also|further|in this regard|once again|again),?)*"


def _endorsed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Reaffirming General Assembly resolution 70/1; endorses the Agenda."""
    if place.act is None:
        return
    for act in group(match, "object", place)[:1]:
        if act.entity.iri != place.act.iri:
            yield Told(place.act, act.entity, match.start(), match.end(), "", act.printed, "asserted", 0.85,
                       {"provision": own_number(place)})  # fmt: skip


def _backed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Supports the proposal regarding the establishment of a group: the proposal is backed, the group is not set up."""
    if place.act is None:
        return
    thing = phrases.behind(place, match.end())
    if thing is None:
        return
    effect = "welcome" if match["verb"].lower().startswith("welcom") else "support"
    details = {"provision": own_number(place), "action": f"{match['verb'].lower()} the proposal", "effect": effect}
    yield Told(place.act, thing.entity, match.start(), max(match.end(), thing.end), "", thing.printed, "asserted", 0.8, details)


_PROPOSED = (
    r"\b(?P<verb>[Ss]upports|[Ww]elcomes|[Ee]ndorses|[Aa]pproves)\s(?:also\s|further\s)?(?:the\s|its\s)(?:proposals?|recommendations?|intention)(?:\s(?:of|by|made by|contained in)\s[^,;]{1,80}?)?\s"
    r"(?:(?:regarding|for|on|concerning)\s(?:the\s)?(?:establishment|creation|institution|formation)\sof|to\s(?:establish|institute|create|set up|constitute))(?=\s)"
)
RULES: tuple[Rule, ...] = (
    Rule("en.adopts.dated", "adopts", r"(?P<object>{decision})\sof\s{date:date}", _dated),
    Rule(
        "en.adopts.adopted-by",
        "adopts",
        r"(?P<object>{act})(?:\s\([^)]{1,40}\))?,?\s(?:which\swas\s|as\s|was\s)?(?:adopted|approved|proclaimed|taken|agreed)(?:\son\s{date:date})?(?:\s(?:by\sconsensus|unanimously|without\sa\svote))?\s(?:by|at)\s(?:the\s|its\s)?{organ:subject}(?:,?\son\s{date:date2})?",
        _adopted_by,
    ),
    Rule("en.adopts.adopted", "adopts", r"\b(?P<verb>adopted|approved|proclaimed)\s(?:the\s|its\s)?(?P<object>{act})", _adopted),
    Rule(
        "en.adopts.of-organ",
        "adopts",
        r"{body:subject}(?:’s)?\s(?:resolutions?|decisions?)?\s?(?P<object>{decision+})",
        _of_organ,
    ),
    Rule("en.adopts.act-of-organ", "adopts", r"(?P<object>{decision})(?:\sof\s{date})?\sof\s(?:the\s)?{body:subject}", _of_organ),
    Rule(
        "en.adopts.taken-at",
        "adopts",
        r"(?P<object>{decision})(?:\sof\s(?:the\s)?{body})?,?\s(?:adopted|taken)\sat\s(?:its|the)\s{assembly:subject}",
        _taken_at,
    ),
    Rule(
        "en.adopts.front",
        "adopts",
        r"\b(?i:resolution|decision|declaration|statement)s?\s(?i:adopted\sby\sthe)\s{body:subject}(?:\s(?:at\s[^,]{2,60},\s)?on\s{date:date})?",
        _own_adoption,
        ("front",),
    ),
    Rule(
        "en.adopts.front-meeting",
        "adopts",
        r"Adopted\sby\s(?:the\s)?{body:subject}\sat\sits\s{assembly:meeting},?\s(?:held\s)?on\s{date:date}",
        _own_adoption,
        ("front",),
    ),
    Rule("en.adopts.closing-meeting", "adopts", r"^{assembly:meeting}[.,]?\s{date:date}\.?\s*$", _own_adoption, ("front",)),
    Rule(
        "en.endorses.act",
        "endorses",
        rf"^(?:(?:Also|Further)\s)?{_ENDORSE}\s(?:(?:all\s)?(?:its|the)\s(?:previous|earlier|relevant|prior)\s(?:resolutions|decisions)\b[^;,]{{0,60}},\s(?:in\sparticular|including|especially|notably)\s)?(?:the\s|its\s|all\sthe\s)?(?:{{body}}(?:’s)?\s)?(?:(?:principles?|outcomes?|provisions|goals|purposes|conclusions|recommendations|commitments?)\s(?:of|in|contained\sin|set\sout\sin)\s(?:the\s|its\s)?)?(?P<object>{{act}}|{{document}})",
        _endorsed,
    ),
    Rule("en.endorses.proposal", "endorses", _PROPOSED, _backed),
)
