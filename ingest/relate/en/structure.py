"""Structure in English: what is part of what, where it sits, whom it serves, who belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.relate.en.scope import standing
from ingest.relate.rules import Place, Rule, Told, group


# ---- part_of ---------------------------------------------------------------------------------------------------------
def _named_whole(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Governing Council of the Environment Programme; its Regional Office: a part with its whole, told once a document."""
    unit = group(match, "subject", place)[0]
    masked = place.masked
    whole = _ancestor(place, unit) if re.search(r"\bits\s$", masked.text[: match.start()]) else None
    parent = whole or _parent(place, unit)
    if parent is None or unit.entity.iri in place.memory.told_parts:
        return
    before, behind = masked.text[: match.start()], masked.text[match.end() :]
    names = [n for n, language in parent.labels if language != "zh" and len(n) > 2]
    composed = any(f"of the {n}" in unit.printed or f"of {n}" in unit.printed for n in names)
    of = re.match(r"\s(?:of|within|in)\s(?:the\s)?(?=[\ue000-\ue00d])", behind)
    called = of is not None and any(m.entity.iri == parent.iri for m in masked.found(match.end(), match.end() + of.end() + 1))
    owned = re.search(r"\bits\s$|’s?\s$", before) is not None
    if composed or called or owned:
        place.memory.told_parts.add(unit.entity.iri)
        yield Told(unit.entity, parent, match.start(), match.end(), unit.printed, "", confidence=0.85)


def _ancestor(place: Place, unit: Mention) -> Entity | None:
    """The whole that `its` means: the one above the unit, at any remove, that the sentence names before it."""
    above = place.memory.parents(unit.entity.iri)
    named = place.masked.found(0, place.masked.at(unit.start))
    return next((m.entity for m in named if m.entity.iri in above), None)


def _parent(place: Place, unit: Mention) -> Entity | None:
    above = place.memory.parents(unit.entity.iri)
    return place.memory.lexicon.by_iri(above[0]) if above else None


def _told_part(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…, a subsidiary organ of the Assembly."""
    for unit in group(match, "subject", place)[-1:]:
        for whole in group(match, "object", place)[:1]:
            if unit.entity.iri != whole.entity.iri and unit.entity.iri not in place.memory.told_parts:
                place.memory.told_parts.add(unit.entity.iri)
                yield Told(unit.entity, whole.entity, match.start(), match.end(), unit.printed, whole.printed, confidence=0.85)


# ---- located_in ------------------------------------------------------------------------------------------------------
def _located(match: re.Match[str], place: Place) -> Iterator[Told]:
    if "verb" in match.re.groupindex and match["verb"] and standing(place.masked, match.start("verb"), "past") != "asserted":
        return
    for seat in group(match, "object", place)[:1]:
        for body in group(match, "subject", place):
            yield Told(body.entity, seat.entity, match.start(), match.end(), body.printed, seat.printed, confidence=0.85)


def _named_by_place(match: re.Match[str], place: Place) -> Iterator[Told]:
    """United Nations Office at Nairobi: an office that is called by its place, told once a document."""
    body = group(match, "subject", place)[0]
    told = f"seat of {body.entity.iri}"
    named = re.search(r"\bOffice (?:at|in) (?P<seat>[A-Z]\w+(?: [A-Z]\w+)*)$", body.printed)
    if named is None or told in place.memory.told_parts:
        return
    seat = place.memory.lexicon.named(named["seat"])
    if seat is not None and seat.kind in ("place", "state"):
        place.memory.told_parts.add(told)
        yield Told(body.entity, seat, match.start(), match.end(), body.printed, named["seat"], confidence=0.85)


# ---- services, member_of ----------------------------------------------------------------------------------------------
def _served(match: re.Match[str], place: Place) -> Iterator[Told]:
    verb = match.start("verb")
    for who in group(match, "subject", place)[-1:]:
        for whom in group(match, "object", place):
            if who.entity.iri != whom.entity.iri and standing(place.masked, verb, "past") != "negated":
                yield Told(who.entity, whom.entity, match.start(), match.end(), who.printed, whom.printed, "asserted", 0.75)


def _belongs(match: re.Match[str], place: Place) -> Iterator[Told]:
    for whole in group(match, "object", place)[:1]:
        for member in group(match, "subject", place):
            if member.entity.iri != whole.entity.iri:
                yield Told(member.entity, whole.entity, match.start(), match.end(), member.printed, whole.printed, confidence=0.8)


RULES: tuple[Rule, ...] = (
    Rule(
        "en.part-of.named-whole",
        "part_of",
        r"{body:subject}",
        _named_whole,
        ("narrative", "operative", "preambular", "footnote", "front"),
    ),
    Rule(
        "en.part-of.subsidiary",
        "part_of",
        r"{body:subject}(?:\s\([^)]{1,40}\))?,?\s(?:which\sis\s|is\s|as\s|being\s)?(?:an?\s)?(?:part|subsidiary\s(?:organ|body)|functional\scommission|integral\spart|unit|division|department)\sof\s(?:the\s)?{body:object}",
        _told_part,
    ),
    Rule(
        "en.located-in.based",
        "located_in",
        r"{body+:subject}(?:\s\([^)]{1,40}\))?,?\s(?:which\s(?:is|are)\s|is\s|are\s)?(?P<verb>based|located|headquartered|situated|seated)\s(?:in|at)\s(?P<object>{place}|{state})",
        _located,
    ),
    Rule("en.located-in.their-location", "located_in", r"{body+:subject}\sin\stheir\s{place:object}\slocation", _located),
    Rule("en.located-in.place-based", "located_in", r"{place:object}-based\s{body:subject}", _located),
    Rule("en.located-in.named-by-place", "located_in", r"{body:subject}", _named_by_place),
    Rule(
        "en.services.support-provided",
        "services",
        r"\b(?P<verb>support|services|assistance|secretariat\sservices)\s(?:provided\s|given\s|rendered\s)?by\s(?:the\s)?{body:subject}(?:\sof\s(?:the\s)?{body})?\sto\s(?:the\s)?{body+:object}",
        _served,
    ),
    Rule(
        "en.services.through",
        "services",
        r"\b(?P<verb>support|services|assistance)\b[^;:]{0,100}?\s(?:to|for)\s(?:the\s|these\s)?{body:object},?\sthrough\s(?:its\s|the\s){body:subject}",
        _served,
    ),
    Rule(
        "en.services.to-which",
        "services",
        r"(?P<object>{body}|{group}),?\s(?P<verb>to|for)\swhich\s(?:the\s)?{body:subject}\s(?:has\s|also\s)*(?:provide[sd]?|give[sn]?|gave|offers|offered)\s(?:\w+\s){0,2}(?:support|services|assistance)\b",
        _served,
    ),
    Rule(
        "en.services.provides",
        "services",
        r"{body:subject}\s(?P<verb>provides|provided|provide|has\sprovided)\s(?:secretariat\s|technical\s|substantive\s|administrative\s)*(?:services|support|assistance)\s(?:to|for)\s(?:the\s)?{body+:object}",
        _served,
    ),
    Rule(
        "en.services.secretariat-of",
        "services",
        r"{body:subject}\s(?P<verb>serves|acts|serving|acting|to\sserve|to\sact)\sas\s(?:the\s)?secretariat\s(?:of|for|to)\s(?:the\s)?{body+:object}",
        _served,
    ),
    Rule(
        "en.member-of.is-member",
        "member_of",
        r"(?P<subject>{state}|{body})(?:,?\s(?:is|as|became)\s)a\smember\s(?:State\s)?of\s(?:the\s)?{body:object}",
        _belongs,
    ),
)
