"""Founding, renaming, ending, prolonging, replacing: the formulas of English UN drafting that change what exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.relate.en import phrases
from ingest.relate.en.scope import doer, own_number, speaks_itself, standing
from ingest.relate.rules import Place, Read, Rule, Told, group, text, when

_FOUND = {
    "base": r"(?P<verb>establish|create|set up|constitute|institute|convene|launch)",
    "past": r"(?P<verb>established|created|set up|constituted|instituted|convened|launched|founded|appointed)",
    "gerund": r"(?P<verb>establishing|creating|setting up|constituting|instituting|convening|launching)",
    "finite": r"(?P<verb>Establishes|Creates|Constitutes|establishes|creates|sets up)",
    "noun": r"(?P<verb>[Ee]stablishment|[Cc]reation|[Ff]ormation|[Ll]aunch|[Aa]ppointment)",
}
_ADVERB = r"(?:,[^,;]{1,60},\s)?(?:formally\s|hereby\s|jointly\s)?"
_OF = r"(?:the\smandate\sof\s)?(?:the\s|an?\s|its\s|one\s|this\s|that\s|her\s|his\s)?(?:new\s|independent\s|proposed\s|dedicated\s)*"


def _form(name: str) -> str:
    return next((f for f in _FOUND if name.endswith(f"-{f}")), "past")


# ---- who, how ------------------------------------------------------------------------------------------------------
def _unnamed(place: Place) -> Entity:
    """Those whom the text does not name."""
    lexicon = place.memory.lexicon
    iri = lexicon.iris.thing("group", "unnamed")
    return lexicon.by_iri(iri) or Entity(
        iri, "group", (("those whom the text does not name", "en"), ("文本未言明者", "zh")), "form"
    )


def _tell(
    match: re.Match[str],
    place: Place,
    thing: Entity,
    printed: str,
    form: str,
    confidence: float,
    end: int | None = None,
    details: dict[str, str] | None = None,
) -> Iterator[Told]:
    verb = match.start("verb")
    stop = end if end is not None else match.end()
    state = standing(place.masked, verb, form, place.head)
    if state == "negated":
        return
    mention: Mention | None
    who, mention = doer(place, verb, stop)
    if speaks_itself(place, verb) and form in ("base", "finite") and (mention is None or place.masked.at(mention.start) > verb):
        who, mention = place.act, None
    if who is None:
        who = place.act if form == "base" and state == "asserted" else _unnamed(place)
        confidence -= 0.1
    if who is None or who.iri == thing.iri:
        who, mention = _unnamed(place), None
    provision = (
        mention.provision
        if mention is not None
        else own_number(place)
        if place.act is not None and who.iri == place.act.iri
        else ""
    )
    start = min(match.start(), place.masked.at(mention.start) if mention else match.start())
    last = max(match.end(), place.masked.at(mention.start) + 1 if mention else match.end())
    yield Told(
        who, thing, start, last, mention.printed if mention else "", printed, state, confidence, {"provision": provision, **(details or {})}
    )  # fmt: skip


def _date(match: re.Match[str], place: Place) -> dict[str, str]:
    """A date told right behind the verb: established on 28 October 1974."""
    told = re.match(r"\s(?:on|in)\s(?=\ue00e)", place.masked.text[match.end("verb") :])
    period = place.masked.period(match.end("verb"), match.end("verb") + told.end() + 1) if told else None
    return {"date": period.start} if period else {}


# ---- establishes ---------------------------------------------------------------------------------------------------
def _founded(form: str) -> Read:
    def read(match: re.Match[str], place: Place) -> Iterator[Told]:
        for mention in group(match, "object", place)[:1]:
            if mention.kind == "post" and match["verb"].lower().startswith("appoint") and "mandate" not in match[0]:
                continue
            yield from _tell(match, place, mention.entity, mention.printed, form, 0.88, match.end("object"), _date(match, place))

    return read


def _founded_unnamed(form: str) -> Read:
    def read(match: re.Match[str], place: Place) -> Iterator[Told]:
        printed = phrases.tidied(text(match, "new", place))
        if (
            phrases.is_empty(text(match, "new", place))
            or len(printed) < 6
            or re.search(
                r"\b(?:conditions|environment|links|contacts|awareness|jobs|opportunities|peace|priorit\w+|criteria)\b", printed
            )
        ):
            return
        inside = place.masked.found(*match.span("new"))
        if any(
            m.kind in ("body", "fund", "system", "post") and m.end >= place.masked.stretch(*match.span("new"))[1] - 1
            for m in inside
        ):
            return  # The phrase ends in a name that is told by itself.
        if match["verb"].lower().startswith(("conven", "launch")) and not re.search(
            r"group|committee|panel|force|body|conference", printed
        ):
            return
        yield from _tell(match, place, phrases.thing(place, printed), printed, form, 0.78, match.end("new"), _date(match, place))

    return read


def _was_founded(match: re.Match[str], place: Place) -> Iterator[Told]:
    """X, established by the Council in its resolution 39/2."""
    mention = group(match, "object", place)[-1]
    yield from _tell(match, place, mention.entity, mention.printed, "past", 0.92, match.end(), _date(match, place))


def _was_founded_unnamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    printed = phrases.tidied(text(match, "new", place))
    inside = place.masked.found(*match.span("new"))
    if phrases.is_empty(text(match, "new", place)) or any(m.kind in ("body", "fund", "system", "post") for m in inside[-1:]):
        return
    yield from _tell(match, place, phrases.thing(place, printed), printed, "past", 0.75, match.end(), _date(match, place))


# ---- extends, terminates -------------------------------------------------------------------------------------------
_MANDATE = r"(?:mandates?|terms? of office|tenure|term|activities|authorization|authority|work|existence|assignment|operation)"
_FOR = r"(?:,?\s(?:for\s[^,;.]{3,80}?|until\s[^,;.]{3,60}?),?)?"
_FORM_OF = {"e": "base", "d": "past", "g": "gerund", "s": "finite"}


def _verb_form(verb: str) -> str:
    if verb.endswith("ing"):
        return "gerund"
    if verb.endswith("ed"):
        return "past"
    return "finite" if verb.endswith("s") else "base"


def _prolonged(match: re.Match[str], place: Place) -> Iterator[Told]:
    form = (
        "noun"
        if re.match(r"[Ee]xten(?:sion)|[Rr]enewal|[Pp]rolongation|[Cc]ontinuation", match["verb"])
        else _verb_form(match["verb"])
    )
    tail = place.masked.text[match.end() : match.end() + 90]
    until = re.match(r"(?:\s\([^)]*\))?[^;.]{0,60}?\buntil\s(?=(\ue00e))", tail) or re.search(r"\buntil\s(\ue00e)", match[0])
    details = {}
    if until is not None:
        at = match.end() + until.start(1) if until.string is tail else match.start() + until.start(1)
        period = place.masked.period(at, at + 1)
        details = {"date": period.end} if period else {}
    by = re.search(
        r"\bfor\s(?:a\s(?:further\s)?period\sof\s)?([^,;.]{3,40}?)(?=[,;.]|$|\s(?:until|in|to|as|from|beginning))",
        match[0] + tail,
    )
    if by:
        details["action"] = by[1].strip()
    for mention in group(match, "object", place)[-1:]:
        yield from _tell(match, place, mention.entity, mention.printed, form, 0.9, match.end(), details)
    if not group(match, "object", place) and "new" in match.re.groupindex and match["new"]:
        printed = phrases.tidied(text(match, "new", place))
        yield from _tell(match, place, phrases.thing(place, printed), printed, form, 0.75, match.end(), details)


def _ended(match: re.Match[str], place: Place) -> Iterator[Told]:
    form = (
        "noun"
        if re.match(
            r"[Tt]ermination|[Dd]issolution|[Cc]losure|[Aa]bolition|[Ll]iquidation|[Ee]xpiry|[Dd]iscontinuation", match["verb"]
        )
        else _verb_form(match["verb"])
    )
    for mention in group(match, "object", place)[:1]:
        yield from _tell(match, place, mention.entity, mention.printed, form, 0.85, match.end(), when(match, place, "date"))


# ---- renames, succeeds -----------------------------------------------------------------------------------------------
def _renamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    old = group(match, "object", place)
    new = group(match, "renamed", place)
    new_name = new[0].printed if new else phrases.tidied(text(match, "newname", place)).strip('“”"')
    form = _verb_form(match["verb"]) if re.match(r"re(?:nam|designat|titl)|chang|designat", match["verb"]) else "past"
    if not old or len(new_name) < 4:
        return
    becomes = new[0].entity if new else phrases.thing(place, new_name)
    details = {"old_name": old[-1].printed, "new_name": new_name, "becomes": becomes.iri}
    yield from _tell(match, place, old[-1].entity, old[-1].printed, form, 0.85, match.end(), details)


def _henceforth(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…, to be henceforth known as …: what is renamed stands right before, or is the thing spoken of last."""
    before = [
        m
        for i, m in sorted(place.masked.mentions.items())
        if i < match.start() and m.kind in ("body", "fund", "system", "post", "instrument", "group")
    ]
    new_name = phrases.tidied(text(match, "newname", place)).strip('“”"')
    old = before[-1] if before else place.named_before(("body", "fund", "system", "post"), match.start())
    if old is None or len(new_name) < 4:
        return
    becomes = phrases.thing(place, new_name)
    details = {"old_name": old.printed, "new_name": new_name, "becomes": becomes.iri}
    yield from _tell(match, place, old.entity, old.printed, "past", 0.75, match.end(), details)


def _succeeded(match: re.Match[str], place: Place) -> Iterator[Told]:
    verb = match.start("verb")
    if standing(place.masked, verb, "past") == "negated":
        return
    for new in group(match, "subject", place)[-1:]:
        for old in group(match, "object", place)[:1]:
            if new.entity.iri != old.entity.iri:
                form = _verb_form(match["verb"]) if re.match(r"replac|supersed|succeed", match["verb"]) else "past"
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


_PART = r"(?:\s\([^)]{1,60}\))?"
_PAST_LINK = r",?\s(?:as\s|which\s(?:was|were|has been|had been)\s|that\s(?:was|were|has been)\s|was\s|were\s|has been\s|had been\s|is\s|are\s)?(?:originally\s|first\s|recently\s|initially\s|newly\s|jointly\s)?"
_BY = r"(?=\s(?:on|in|by|pursuant|under|through|at|with|to|as|following|for|as of|within)\b|[,;.]|$)"
RULES: tuple[Rule, ...] = (
    *(Rule(f"en.establishes.{form}", "establishes", rf"\b{_FOUND[form]}\s{_ADVERB}{_OF}{{mandated:object}}", _founded(form))
      for form in ("base", "gerund", "finite")),
    Rule("en.establishes.past-active", "establishes",
         rf"(?:\b(?:which|that|it|Council|Assembly)\s|[\ue000-\ue00d]\s(?:had\s|has\s)?|\b(?:had|has|have)\s){_FOUND['past']}\s{_ADVERB}{_OF}{{mandated:object}}", _founded("past")),
    *(Rule(f"en.establishes.unnamed-{form}", "establishes", rf"\b{_FOUND[form]}\s{_ADVERB}(?:for\sa\sfurther\speriod\s[^,]{{3,60}},[^,]{{0,80}},\s)?{phrases.NOUN}", _founded_unnamed(form))
      for form in ("base", "gerund", "finite")),
    Rule("en.establishes.unnamed-past-active", "establishes",
         rf"(?:\b(?:which|that|it)\s|[\ue000-\ue00d]\s(?:had\s|has\s)?){_FOUND['past']}\s{_ADVERB}{phrases.NOUN}", _founded_unnamed("past")),
    Rule("en.establishes.was-established", "establishes", rf"{{mandated:object}}{_PART}{_PAST_LINK}{_FOUND['past']}{_BY}", _was_founded),
    Rule("en.establishes.unnamed-was-established", "establishes", rf"\b{phrases.NOUN.split('(?=')[0]}{_PART}{_PAST_LINK}{_FOUND['past']}{_BY}", _was_founded_unnamed),
    Rule("en.establishes.noun", "establishes", rf"\b{_FOUND['noun']}(?:,?\s(?:by|in|at|under|pursuant to)\s[^;.]{{3,160}}?,?)?\sof\s{_OF}{{mandated:object}}", _founded("noun")),
    Rule("en.establishes.unnamed-noun", "establishes", rf"\b{_FOUND['noun']}(?:,?\s(?:by|in|at|under)\s[^;.]{{3,120}}?,?)?\sof\s{phrases.NOUN}", _founded_unnamed("noun")),
    Rule("en.extends.mandate", "extends",
         rf"\b(?P<verb>extend|renew|prolong|extending|renewing|prolonging|extended|renewed|prolonged|Extends|Renews){_FOR}\s(?:the\s|its\s)?(?:current\s|existing\s|present\s)*{_MANDATE}(?:,[^,;]{{3,80}},)?\s(?:of|provided\sby)\s{_OF}(?:current\s[^,;\ue000-\ue00e]{{3,30}}\s)?(?:{{mandated:object}}|{phrases.NOUN})", _prolonged),
    Rule("en.extends.mandate-of-act", "extends",
         rf"\b(?P<verb>extend|renew|prolong|extended|renewed){_FOR}\s(?:the\s)?(?:{_MANDATE}|measures|authorizations?)\s(?:[^,;.]{{0,60}}?)(?:in|by|of)\s(?:paragraphs?\s[^,;]{{1,40}}?\sof\s)?(?:its\s)?{{act:object}}", _prolonged),
    Rule("en.extends.noun", "extends",
         rf"\b(?P<verb>[Ee]xtension|[Rr]enewal|[Pp]rolongation|[Cc]ontinuation)(?:,?\s(?:by|in)\s[^;.]{{3,160}}?,?)?\sof\s(?:the\s|its\s)?{_MANDATE}\sof\s{_OF}{{mandated:object}}", _prolonged),
    Rule("en.terminates.active", "terminates",
         rf"\b(?P<verb>terminat(?:e|es|ed|ing)|dissolv(?:e|es|ed|ing)|disband(?:s|ed|ing)?|abolish(?:es|ed|ing)?|discontinu(?:e|es|ed|ing)|clos(?:e|ed|ing)|liquidat(?:e|ed|ing))\s{_OF}(?:{_MANDATE}\sof\s)?{_OF}{{mandated:object}}", _ended),
    Rule("en.terminates.was-ended", "terminates",
         r"{mandated:object}(?: \([^)]{1,60}\))?,?\s(?:which\s|whose\soperations\s)?(?:was|were|has been|had been|have)\s(?P<verb>terminated|dissolved|disbanded|abolished|discontinued|closed|ceased)(?:\son\s{date:date})?", _ended),
    Rule("en.terminates.noun", "terminates",
         rf"\b(?P<verb>[Tt]ermination|[Dd]issolution|[Cc]losure|[Aa]bolition|[Ee]xpiry|[Dd]iscontinuation)\sof\s{_OF}(?:{_MANDATE}\sof\s)?{_OF}{{mandated:object}}(?:\son\s{{date:date}})?", _ended),
    Rule("en.renames.to", "renames",
         r"\b(?P<verb>renam(?:e|ed|ing)|redesignat(?:e|ed|ing)|retitl(?:e|ed|ing)|chang(?:e|ed|ing)\sthe\s(?:name|title|designation)\sof)\s(?:the\s)?{mandated:object}(?:\s(?:as|to)|,)?\s(?:the\s)?(?:{mandated:renamed}|“?(?P<newname>[^“”,;.]{4,120})”?)", _renamed),
    Rule("en.renames.henceforth", "renames",
         r"(?:shall|to be|will|is to be|to)\s(?:be\s)?(?:henceforth|hereafter|hereinafter|from now on|in future)?\s?(?:be\s)?(?P<verb>known|designated|called|named|renamed)\s(?:henceforth\s)?(?:as\s)?(?:the\s)?“?(?P<newname>[A-Z“][^,;”]{3,160})", _henceforth),
    Rule("en.succeeds.replaces", "succeeds",
         r"{mandated:subject}(?: \([^)]{1,60}\))?,?\s(?:which\s|that\s)?(?:has\s|had\s)?(?P<verb>replaces|replaced|supersedes|superseded|succeeded|succeeds|took over from)\s(?:the\s)?{mandated:object}", _succeeded),
    Rule("en.succeeds.successor", "succeeds",
         r"{mandated:subject}(?: \([^)]{1,60}\))?,?\s(?:\w+\s){0,3}?(?:as\s)?(?:the\s|a\s)?(?:legal\s)?(?P<verb>successor)\s(?:to|of)\s(?:the\s)?{mandated:object}", _succeeded),
    Rule("en.succeeds.formerly", "succeeds", r"{body:subject}\s\((?:formerly|previously)\s(?:the\s|known as\s(?:the\s)?)?{body:object}\)", _formerly),
    Rule("en.changes.modified-by", "changes", r"{instrument:object}(?:\sof\s{date})?,?\sas\s(?:further\s)?(?:modified|amended|revised)\sby\s(?:the\s)?{act:subject}", _amended),
)  # fmt: skip
