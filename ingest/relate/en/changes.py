"""Prolonging and ending: the formulas of English UN drafting that change how long a thing lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relate.en import phrases
from ingest.relate.en.phrases import Thing
from ingest.relate.en.scope import act_behind
from ingest.relate.en.telling import STAFFING, as_thing, spoken_of, tell, verb_form
from ingest.relate.rules import Place, Rule, Told, group, when

# ---- extends ---------------------------------------------------------------------------------------------------------
_MANDATE = (
    r"(?:mandates?|terms? of office|tenure|term|activities|authorization|authority|work|existence|assignment|operation|duration)"
)


def _until(match: re.Match[str], place: Place) -> dict[str, str]:
    """Until when, or by how long."""
    text = place.masked.text[match.start() : match.end() + 110]
    until = re.search(r"\b(?:until|to|ending)\s(?:and including\s)?(\ue00e)", text)
    details: dict[str, str] = {}
    if until is not None:
        at = match.start() + until.start(1)
        period = place.masked.period(at, at + 1)
        details = {"date": period.end} if period else {}
    by = re.search(
        r"\bfor\s(?:a\s(?:further\s|final\s|new\s|additional\s)?)?(?:period\sof\s)?((?:another\s|an\sadditional\s|the\snext\s)?(?:\d+|[a-z]+)[\s-](?:months?|years?|month period|year period))",
        text,
    )
    if by:
        details["action"] = by[1].strip()
    return details


def _prolonged(match: re.Match[str], place: Place) -> Iterator[Told]:
    """extend (until …) the mandate of the mission; renew its mandate; extend the Mission's mandate."""
    form = verb_form(match["verb"])
    if match["verb"].lower().startswith("continuation") and "mandate" not in match[0]:
        return
    whose = match["whose"] or ""
    of = re.match(r"(?:,[^,;]{3,80},)?\s(?:of|provided\sby|given\sto|entrusted\sto)\s", place.masked.text[match.end() :])
    if whose.endswith(("’s", "s’", "'s")):
        owners = [m for m in place.masked.found(match.start("whose"), match.end("whose")) if m.kind in ("body", "post", "fund")]
        name = re.sub(r"^(?:the\s)|(?:’s|s’|'s)$", "", place.masked.printed(*match.span("whose")))
        at = match.start("whose")
        thing: Thing | None = (
            as_thing(place, owners[-1]) if owners else Thing(phrases.thing(place, name), name, at, match.end("whose"))
        )
    elif of is not None:
        thing = _after(place, match.end() + of.end()) or _authorized(match, place)
    else:
        thing = spoken_of(place, match.start()) if whose in ("its", "their", "her", "his") or form == "noun" else None
    if thing is not None:
        yield from tell(match, place, thing, form, 0.9 if thing.mention else 0.75, _until(match, place))


def _authorized(match: re.Match[str], place: Place) -> Thing | None:
    """renew the authorization provided by paragraph 4 of its resolution 12: what is prolonged has no other name."""
    told = re.search(r"authorization$", match[0])
    act = act_behind(place.masked, match.end(), 90) if told else None
    if told is None or act is None:
        return None
    start = match.start() + told.start()
    name = place.masked.printed(start, place.masked.at(act.start) + 1)
    return Thing(phrases.thing(place, name), name, start, place.masked.at(act.start) + 1)


_ACRONYM = re.compile(r"(?:the\s)?(?P<name>[A-Z][A-Za-z]*[A-Z]{2,}[A-Z0-9-]*)\b")


def _after(place: Place, at: int) -> Thing | None:
    """The thing named at a place: a phrase, or an acronym that nobody explained."""
    found = phrases.behind(place, at, loose=True)
    if found is not None:
        return found
    article = re.compile(r"(?:the\s)?").match(place.masked.text, at)
    named = place.masked.mentions.get(article.end()) if article else None
    if named is not None and named.kind == "instrument":
        return as_thing(place, named)  # A programme of work has a mandate too.
    bare = _ACRONYM.match(place.masked.text, at)
    if bare is None:
        return None
    return Thing(phrases.thing(place, bare["name"]), bare["name"], bare.start("name"), bare.end())


def _goes_on(match: re.Match[str], place: Place) -> Iterator[Told]:
    """decides to continue the process for the next three years; To continue the work of the group, as an item of a list."""
    if not match["time"] and (place.head is None or not match["work"]):
        return
    thing = _after(place, match.end("verb"))
    if thing is not None:
        yield from tell(match, place, thing, "base", 0.75, _until(match, place))


def _shall_go_on(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Decides that the Team shall continue to assist … for a period of 14 months."""
    thing = phrases.before(place, match.start("modal"), loose=True)
    if (
        thing is not None
        and not thing.bare
        and thing.mention is not None
        and re.search(r"\b[Dd]ecid", place.masked.text[: match.start()])
    ):
        yield from tell(match, place, thing, "finite", 0.8, _until(match, place))


def _also_prolonged(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…established by resolution 54/33 and extended for three years by resolution 57/141."""
    founded = [m.start() for m in re.finditer(r"\b(?:established|created|set up)\b", place.masked.text[: match.start()])]
    thing = phrases.before(place, founded[-1], loose=True) if founded else None
    if thing is not None and not thing.bare:
        yield from tell(match, place, thing, "past", 0.8, _until(match, place))


def _shall_be_prolonged(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Decides that the mandate of the Panel shall be extended for twelve months."""
    if re.search(r"\b(?:[Dd]ecid|[Rr]esolv)\w+\s", place.masked.text[: match.start()]):
        for mention in group(match, "object", place)[:1]:
            yield from tell(match, place, as_thing(place, mention), "finite", 0.85, _until(match, place))


# ---- terminates ------------------------------------------------------------------------------------------------------
def _ended(match: re.Match[str], place: Place) -> Iterator[Told]:
    thing = _after(place, match.end("verb") if "object" not in match.re.groupindex else match.start("object"))
    if thing is not None and not thing.bare and not STAFFING.search(thing.printed):
        yield from tell(match, place, thing, verb_form(match["verb"]), 0.85, when(match, place, "date"))


def _was_ended(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place)[:1]:
        if mention.by_form and "national" in place.masked.text:
            continue
        yield from tell(match, place, as_thing(place, mention), "past", 0.85, when(match, place, "date"))


def _ceases(match: re.Match[str], place: Place) -> Iterator[Told]:
    """decides to extend the mandate until …, after which the Mission will cease all work."""
    if re.search(r"\b(?:[Dd]ecid|[Rr]esolv)\w+\s", place.masked.text[: match.start()]):
        for mention in group(match, "object", place)[:1]:
            yield from tell(match, place, as_thing(place, mention), "finite", 0.8, when(match, place, "date"))


RULES: tuple[Rule, ...] = (
    Rule("en.extends.mandate", "extends",
         rf"\b(?P<verb>[Ee]xtend(?:s|ed|ing)?|[Rr]enew(?:s|ed|ing)?|[Pp]rolong(?:s|ed|ing)?|[Ee]xtension|[Rr]enewal|[Pp]rolongation|[Cc]ontinuation)\b(?:[^;.]{{0,150}}?\s|\s)(?P<whose>(?:the\s)?[^\s,;]+(?:’s|s’)|its|their|her|his|the)\s(?:\w+\s){{0,2}}?{_MANDATE}\b",
         _prolonged),
    Rule("en.extends.goes-on", "extends",
         r"\b(?:to|To|We)\s(?P<verb>continue(?:\swith)?(?P<work>\sthe\swork\sof)?)(?=\s(?:the|an?)\s(?P<time>[^;]{1,160}?\bfor\s(?:the\snext|a\sfurther|another|an\sadditional|a\speriod))?)", _goes_on),
    Rule("en.extends.shall-continue", "extends",
         r"(?P<modal>shall|will|is\sto)\s(?P<verb>continue)\b(?=[^;]{3,120}?\bfor\sa\s(?:further\s|final\s|new\s)?period\sof)", _shall_go_on),
    Rule("en.extends.shall-be-prolonged", "extends",
         rf"\b{_MANDATE}\sof\s(?:the\s)?{{mandated:object}}(?:\s\([^)]{{1,60}}\))?\s(?:shall|will|is\sto)\s(?:also\s)?be\s(?:further\s)?(?P<verb>extended|renewed|prolonged)\b", _shall_be_prolonged),
    Rule("en.extends.and-extended", "extends", r"\band\s(?:subsequently\s|most recently\s|later\s)?(?P<verb>extended|renewed|prolonged)\b(?=[^;.]{0,60}\b(?:by|in|pursuant to)\s)", _also_prolonged),
    Rule("en.terminates.active", "terminates",
         rf"\b(?P<verb>(?:terminat(?:e|es|ed|ing)|dissolv(?:e|es|ed|ing)|disband(?:s|ed|ing)?|abolish(?:es|ed|ing)?|discontinu(?:e|es|ed|ing)|liquidat(?:e|ed|ing)))(?:\s(?:the\s|its\s)?{_MANDATE}\sof)?(?P<object>\s)", _ended),
    Rule("en.terminates.was-ended", "terminates",
         r"{mandated:object}(?: \([^)]{1,60}\))?,?\s(?:which\s|whose\soperations\s)?(?:was|were|has been|had been|have)\s(?P<verb>terminated|dissolved|disbanded|abolished|discontinued|closed|ceased)(?:\son\s{date:date})?", _was_ended),
    Rule("en.terminates.will-cease", "terminates",
         r"{mandated:object}(?:\s\([^)]{1,60}\))?\s(?:will|shall)\s(?P<verb>cease)\s(?:all\s|its\s)*(?:work|operations|activities|functions|to\sexist|to\soperate)\b", _ceases),
    Rule("en.terminates.mandate-will-end", "terminates",
         rf"\b{_MANDATE}\sof\s(?:the\s)?{{mandated:object}}(?:\s\([^)]{{1,60}}\))?\s(?:shall|will)\s(?P<verb>end|expire|terminate|cease|conclude|come\sto\san\send|lapse)\b(?:\son\s{{date:date}})?", _ceases),
    Rule("en.terminates.shall-be-ended", "terminates",
         r"{mandated:object}(?:\s\([^)]{1,60}\))?\s(?:(?:shall|will)\s(?:hereby\s)?be|(?:is|are)\shereby)\s(?P<verb>terminated|dissolved|disbanded|abolished|discontinued|closed)\b(?:\son\s{date:date})?", _ceases),
    Rule("en.terminates.noun", "terminates",
         rf"\b(?P<verb>[Tt]ermination|[Dd]issolution|[Cc]losure|[Aa]bolition|[Ee]xpiry|[Dd]iscontinuation)\sof(?:\s(?:the\s|its\s)?{_MANDATE}\sof)?(?P<object>\s)", _ended),
)  # fmt: skip
