"""Renaming, replacing, amending: what is called otherwise from now on, what takes the place of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relate.en import phrases
from ingest.relate.en.phrases import Thing
from ingest.relate.en.scope import standing
from ingest.relate.en.telling import as_thing, tell, verb_form
from ingest.relate.rules import Place, Rule, Told, group, text


# ---- renames, succeeds -----------------------------------------------------------------------------------------------
def _renamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    old = group(match, "object", place)
    new = group(match, "renamed", place)
    new_name = new[0].printed if new else phrases.tidied(text(match, "newname", place)).strip('“”".')
    form = verb_form(match["verb"]) if re.match(r"re(?:nam|designat|titl)|chang|designat", match["verb"]) else "past"
    if not old or len(new_name) < 4:
        return
    becomes = new[0].entity if new else phrases.thing(place, new_name)
    details = {"old_name": old[-1].printed, "new_name": new_name, "becomes": becomes.iri}
    yield from tell(match, place, as_thing(place, old[-1]), form, 0.85, details)


def _henceforth(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…, to be henceforth known as …: what is renamed stands right before, or is the thing spoken of last."""
    if not re.search(_FROM_NOW, match[0]) and not match["verb"].startswith("re"):
        return  # A group to be called so: it is named when it is set up.
    before = [
        m
        for i, m in sorted(place.masked.mentions.items())
        if i < match.start() and m.kind in ("body", "fund", "system", "post", "instrument")
    ]
    new_name = phrases.tidied(text(match, "newname", place)).strip('“”".')
    old = before[-1] if before else place.named_before(("body", "fund", "system", "post"), match.start())
    if old is None or len(new_name) < 4:
        return
    becomes = phrases.thing(place, new_name)
    details = {"old_name": old.printed, "new_name": new_name, "becomes": becomes.iri}
    yield from tell(match, place, Thing(old.entity, old.printed, match.start(), match.end(), old), "finite", 0.75, details)


def _one_name(match: re.Match[str], place: Place) -> Iterator[Told]:
    """change the name of the Committee on A to the Committee on B, where a name took both."""
    both = group(match, "both", place)[0]
    cut = re.search(r"\sto\s(?:the\s)?(?=“?[A-Z])", both.printed)
    if cut is None:
        return
    old_name, new_name = both.printed[: cut.start()], both.printed[cut.end() :].strip("“”")
    at = place.masked.at(both.start)
    old = Thing(phrases.thing(place, old_name), old_name, at, at + 1)
    details = {"old_name": old_name, "new_name": new_name, "becomes": phrases.thing(place, new_name).iri}
    yield from tell(match, place, old, verb_form(match["verb"].split(" ")[0]), 0.8, details)


def _to_replace(match: re.Match[str], place: Place) -> Iterator[Told]:
    """to establish a forum to replace the Commission."""
    new = phrases.behind(place, match.end("founded"))
    for old in group(match, "object", place)[:1]:
        if new is not None and not new.bare and new.end <= match.start("verb") and new.entity.iri != old.entity.iri:
            state = standing(place.masked, match.start("founded"), "base", place.head)
            if state != "negated":
                yield Told(new.entity, old.entity, match.start(), match.end(), new.printed, old.printed, state, 0.8)


def _succeeded(match: re.Match[str], place: Place) -> Iterator[Told]:
    verb = match.start("verb")
    if standing(place.masked, verb, "past") == "negated":
        return
    for new in group(match, "subject", place)[-1:]:
        for old in group(match, "object", place)[:1]:
            if new.entity.iri != old.entity.iri:
                form = verb_form(match["verb"]) if re.match(r"replac|supersed|succeed", match["verb"]) else "past"
                state = standing(place.masked, verb, "past" if form == "finite" else form)
                yield Told(new.entity, old.entity, match.start(), match.end(), new.printed, old.printed, state, 0.85)


def _formerly(match: re.Match[str], place: Place) -> Iterator[Told]:
    for new in group(match, "subject", place)[-1:]:
        for old in group(match, "object", place)[:1]:
            if new.entity.iri != old.entity.iri:
                yield Told(new.entity, old.entity, match.start(), match.end(), new.printed, old.printed, "asserted", 0.85)


# ---- changes ---------------------------------------------------------------------------------------------------------
def _amended(match: re.Match[str], place: Place) -> Iterator[Told]:
    for act in group(match, "subject", place)[:1]:
        for thing in group(match, "object", place)[:1]:
            if act.entity.iri != thing.entity.iri:
                yield Told(act.entity, thing.entity, match.start(), match.end(), act.printed, thing.printed, "asserted", 0.8)


#: What tells a renaming from a first naming.
_FROM_NOW = r"henceforth|hereafter|hereinafter|from\snow\son|in\s(?:the\s)?future|thereafter"
RULES: tuple[Rule, ...] = (
    Rule("en.renames.to", "renames",
         r"\b(?P<verb>renam(?:e|ed|ing)|redesignat(?:e|ed|ing)|retitl(?:e|ed|ing)|chang(?:e|ed|ing)\sthe\s(?:name|title|designation)\sof)\s(?:the\s)?{mandated:object}(?:\s(?:as|to)|,)?\s(?:the\s)?(?:{mandated:renamed}|“?(?P<newname>[^“”,;.]{4,120})”?)", _renamed),
    Rule("en.renames.one-name", "renames", r"\b(?P<verb>chang(?:e|es|ed|ing)\sthe\s(?:name|title|designation)\sof)\s(?:the\s)?{body:both}(?!\sto\b)", _one_name),
    Rule("en.renames.henceforth", "renames",
         rf"\b(?:shall|will|should|to)\s(?:be\s)?(?:(?:{_FROM_NOW}),?\s(?:to\s)?(?:be\s)?)?(?P<verb>known|designated|called|named|renamed|redesignated)\s?(?:(?:{_FROM_NOW})\s)?(?:as\s)?(?:the\s)?“?(?P<newname>[A-Z\ue000-\ue00d][^,;”，]{{0,160}})", _henceforth),
    Rule("en.renames.its-renaming", "renames", r"\bits\s(?P<verb>renaming)\s(?:as\s|to\s)?(?:the\s)?“?(?P<newname>[A-Z\ue000-\ue00d][^,;”，]{0,160})", _henceforth),
    Rule("en.succeeds.replaces", "succeeds",
         r"{mandated:subject}(?: \([^)]{1,60}\))?,?\s(?:which\s|that\s)?(?:has\s|had\s)?(?P<verb>replaces|replaced|supersedes|superseded|succeeded|succeeds|took over from|(?:took|takes|has\staken)\sover\sthe\s(?:functions|responsibilities|work|mandate|tasks)\s(?:of|from))\s(?:the\s)?(?:former\s)?{mandated:object}", _succeeded),
    Rule("en.succeeds.set-up-to-replace", "succeeds",
         r"\b(?P<founded>establish|create|set up)(?=\s)[^;]{3,160}?\sto\s(?P<verb>replace|succeed|supersede)\s(?:the\s)?{mandated:object}", _to_replace),
    Rule("en.succeeds.successor", "succeeds",
         r"{mandated:subject}(?: \([^)]{1,60}\))?,?\s(?:\w+\s){0,3}?(?:as\s)?(?:the\s|a\s)?(?:legal\s)?(?P<verb>successor)\s(?:to|of)\s(?:the\s)?{mandated:object}", _succeeded),
    Rule("en.succeeds.formerly", "succeeds", r"{body:subject}\s\((?:formerly|previously)\s(?:the\s|known as\s(?:the\s)?)?{body:object}\)", _formerly),
    Rule("en.changes.modified-by", "changes", r"{instrument:object}(?:\sof\s{date})?,?\sas\s(?:further\s)?(?:modified|amended|revised)\sby\s(?:the\s)?{act:subject}", _amended),
)  # fmt: skip
