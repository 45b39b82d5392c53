"""Founding, prolonging and ending: the formulas of English UN drafting that change what exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import issuers
from ingest.model import Entity, Mention
from ingest.relate.en import phrases
from ingest.relate.en.phrases import Thing
from ingest.relate.en.scope import act_before, act_behind, decides_itself, doer, organ_before, own_number, speaks_itself, standing
from ingest.relate.rules import Place, Read, Rule, Told, group, when

_FOUND = {
    "base": r"(?P<verb>establish|create|set up|institute|convene|launch)",
    "past": r"(?P<verb>established|created|set up|constituted|instituted|convened|launched|founded|appointed)",
    "gerund": r"(?P<verb>[Ee]stablishing|[Cc]reating|[Ss]etting up|[Ii]nstituting|[Cc]onvening|[Ll]aunching)(?!\sof\b)",
    "finite": r"(?P<verb>Establishes|Creates|Constitutes|Appoints|establishes|creates|sets up)",
    "noun": r"(?P<verb>[Ee]stablishment|[Cc]reation|[Ff]ormation|[Ll]aunch(?:ing)?|[Aa]ppointment|[Cc]onvening|[Cc]onstitution|[Ii]nstitution)",
}
#: Bodies that are set up when they are convened; a conference or forum that is convened only meets.
_SET_UP_BY_CALLING = re.compile(
    r"(?:working|expert|advisory|consultative|study|contact|negotiating|preparatory)\s(?:group|committee)s?\b|group\sof\s\w*\s?experts|committee\b|task\s(?:force|team)|panel\b|mechanism\b|process\b|platform\b|intergovernmental conference\b",
    re.IGNORECASE,
)
#: What is convened of a body that exists.
_SITTING = re.compile(r"\b(?:sessions?|meetings?)\b|[\ue009\ue00a]")
#: Posts of a staffing table are no organs.
_STAFFING = re.compile(r"\b(?:[PDG]S?-\d|posts?\b|positions?\b|Officers?\b|Professional|Statistician)")
#: Posts that are set up when someone is first appointed to them.
_APPOINTED = re.compile(
    r"Special (?:Rapporteur|Representative|Envoy|Adviser)|Independent Expert|independent (?:eminent )?experts?|Assistant Secretary-General|Personal Envoy|group of experts|panel|rapporteur",
    re.IGNORECASE,
)
#: What has the noun of an organ and is none.
_NO_ORGAN = re.compile(
    r"\b(?:national|judicial|interministerial|presidential|parliamentary|commission of (?:an|the|any)?\s?(?:offence|crime|act)|discussions?|meetings?)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:mechanisms|centres|offices|systems|units|networks|bodies|institutions|platforms|programmes)\b")
#: A body of one country's own, set up by its Government.
_NATIONAL = re.compile(
    r"\bby\s(?:the\s|its\s)?(?:Governments?\b|National Assembly|authorities|Parliament|transitional|[Cc]abinet)"
)


# ---- telling ---------------------------------------------------------------------------------------------------------
def _unnamed(place: Place) -> Entity:
    """Those whom the text does not name."""
    lexicon = place.memory.lexicon
    iri = lexicon.iris.thing("group", "unnamed")
    labels = (("those whom the text does not name", "en"), ("文本未言明者", "zh"))
    return lexicon.by_iri(iri) or Entity(iri, "group", labels, "form")


def tell(
    match: re.Match[str],
    place: Place,
    thing: Thing,
    form: str,
    confidence: float,
    details: dict[str, str] | None = None,
    by: Entity | None = None,
) -> Iterator[Told]:
    """One change of a thing, by whoever is told to have made it, or `by` one whom the rule has found."""
    verb = match.start("verb")
    stop = max(match.end(), thing.end)
    state = "negated" if thing.denied else standing(place.masked, verb, form, place.head, named=thing.mention is not None)
    if state == "negated":
        return
    who, mention = doer(place, verb, stop)
    own_verb = form in ("base", "finite") and state == "asserted" and decides_itself(place, verb)
    if own_verb or (
        speaks_itself(place, verb) and form in ("base", "finite") and (mention is None or place.masked.at(mention.start) > verb)
    ):
        who, mention = place.act, None
    if by is not None:
        who, mention = by, None
    if who is None:
        who = place.act if form == "base" and state == "asserted" else _unnamed(place)
        confidence -= 0.1
    if who is None or who.iri == thing.entity.iri:
        # Decides that the Mission shall cease: the Mission is what is changed, not who changes it.
        own_act = place.act if form == "finite" and speaks_itself(place, verb) else None
        who, mention = own_act or _unnamed(place), None
    own = place.act is not None and who.iri == place.act.iri
    provision = mention.provision if mention is not None else own_number(place) if own else ""
    at = place.masked.at(mention.start) if mention else match.start()
    start = min(match.start(), at, thing.start)
    end = max(match.end(), thing.end, at + 1 if mention else 0)
    yield Told(
        who, thing.entity, start, end, mention.printed if mention else "", thing.printed, state, confidence,
        {"provision": provision, **(details or {})},
    )  # fmt: skip


def _date(match: re.Match[str], place: Place) -> dict[str, str]:
    """A date told right behind the verb: established on 28 October 1974."""
    told = re.match(r"\s(?:on|in)\s(?=\ue00e)", place.masked.text[match.end("verb") :])
    period = place.masked.period(match.end("verb"), match.end("verb") + told.end() + 1) if told else None
    return {"date": period.start} if period else {}


def as_thing(place: Place, mention: Mention) -> Thing:
    at = place.masked.at(mention.start)
    return Thing(mention.entity, mention.printed, at, at + 1, mention)


def _spoken_of(place: Place, at: int) -> Thing | None:
    """The body or post named last before a place, in its sentence or the ones before it in the paragraph.

    Organs that take decisions are those who change it, not what is changed.
    """
    for masked, end in ((place.masked, at), *((m, len(m.text)) for m in place.before)):
        found = [m for m in masked.found(0, end) if phrases.is_thing(m) and not _takes_decisions(m)]
        if found:
            here = masked is place.masked
            return as_thing(place, found[-1]) if here else Thing(found[-1].entity, found[-1].printed, at, at, found[-1])
    return None


def _takes_decisions(mention: Mention) -> bool:
    return issuers.of_body(mention.entity.iri.rsplit("/", 1)[-1]) is not None


# ---- establishes -----------------------------------------------------------------------------------------------------
def _is_organ(match: re.Match[str], place: Place, thing: Thing) -> bool:
    """Whether what is set up is an organ that lasts: no post of a staffing table, no single sitting, no country's own."""
    verb = match["verb"].lower()
    between = place.masked.text[match.end("verb") : thing.start]
    if _STAFFING.search(thing.printed + between) or (thing.mention is None and _NO_ORGAN.search(thing.printed)):
        return False
    if re.search(r"\bAction\sProgramme\b|\bProgramme\sof\sAction\b", thing.printed):
        return False
    if verb.startswith("conven") and (not _SET_UP_BY_CALLING.search(thing.printed) or _SITTING.search(between)):
        return False
    if verb.startswith("appoint") and not _APPOINTED.search(thing.printed):
        return False
    around = place.masked.printed(match.start(), min(len(place.masked.text), thing.end + 40))
    return not (thing.mention is None or thing.mention.by_form) or not _NATIONAL.search(around)


def _founded(form: str) -> Read:
    """to establish a working group; establishing the Fund; Establishes a committee."""

    def read(match: re.Match[str], place: Place) -> Iterator[Told]:
        # Where an organ or act is told to have done it, a process or list is set up too.
        verb = match.start("verb")
        loose = act_before(place.masked, verb) is not None or organ_before(place.masked, verb) is not None
        thing = phrases.behind(place, match.end(), loose=loose)
        if thing is None or not _is_organ(match, place, thing):
            return
        if thing.bare and form != "finite" and thing.entity.iri not in place.memory.seen:
            return
        confidence = 0.88 if thing.mention else 0.78
        for one in (thing, *_and_others(place, thing)):
            yield from tell(match, place, one, form, confidence, _date(match, place))

    return read


def _establishment(match: re.Match[str], place: Place) -> Iterator[Told]:
    """the establishment (by the Commission) of a group."""
    thing = phrases.behind(place, match.end())
    if thing is None or not _is_organ(match, place, thing):
        return
    if thing.mention is None and _PLURAL.search(thing.printed) and act_behind(place.masked, thing.end) is None:
        return  # Mechanisms, centres and offices in general.
    if thing.bare:
        spoken = _spoken_of(place, match.start()) if re.search(r"mandate", match[0]) else None
        if spoken is None:
            return
        thing = spoken
    organ = _founder(match, place)
    for one in (thing, *_and_others(place, thing)):
        yield from tell(match, place, one, "noun", 0.85 if one.mention else 0.75, _date(match, place), organ)


def _founder(match: re.Match[str], place: Place) -> Entity | None:
    """Who is named between the noun and what it founds: the creation by the Organization of a centre."""
    told = re.search(r"\bby\s(?:the\s|its\s)?(?=[\ue000\ue001\ue004])", match[0])
    named = place.masked.mentions.get(match.start() + told.end()) if told else None
    return named.entity if named is not None and "\ue006" not in match[0] else None


def _and_others(place: Place, first: Thing) -> list[Thing]:
    """Further things set up by the same verb: the Group and the Unit."""
    tie = re.match(r"(?:\s\([^)]{1,40}\))?,?\sand(?:\sof)?(?=\s(?:the|an?)\s)", place.masked.text[first.end :])
    other = phrases.behind(place, first.end + tie.end()) if tie else None
    return [other] if other is not None and not other.bare and not other.denied else []


def _titled(match: re.Match[str], place: Place) -> Iterator[Told]:
    """1992/1. Establishment of the Commission: the title of an act says what it sets up."""
    thing = phrases.behind(place, match.end())
    if thing is not None and place.memory.act is not None and not thing.bare:
        yield Told(place.memory.act, thing.entity, match.start("verb"), thing.end, "", thing.printed, "asserted", 0.8)


def _by_its_name(match: re.Match[str], place: Place) -> Iterator[Told]:
    """The Agreement Establishing the Organization: the name of a treaty says what it sets up."""
    treaty = group(match, "subject", place)[0]
    told = _CONSTITUTES.search(treaty.printed)
    if told is not None:
        entity = place.memory.lexicon.named(told["name"]) or phrases.thing(place, told["name"])
        if entity.iri != treaty.entity.iri:
            yield Told(treaty.entity, entity, match.start(), match.end(), treaty.printed, told["name"], "asserted", 0.8)


_CONSTITUTES = re.compile(
    r"(?:Agreement|Treaty|Protocol|Instrument|Charter|Convention)\s(?:[Ee]stablishing|[Cc]onstituting|for the [Ee]stablishment of)\s(?:the\s|an?\s)?(?P<name>[A-Z].+)$"
)


def _of_the_mandate(match: re.Match[str], place: Place) -> Iterator[Told]:
    """since the establishment of her mandate: of the post or body spoken of."""
    thing = _spoken_of(place, match.start())
    if thing is not None:
        yield from tell(match, place, thing, "noun", 0.75)


def _merged(match: re.Match[str], place: Place) -> Iterator[Told]:
    """the establishment by the Commission of the Group, where a name took both: what follows the first `of the` is set up."""
    both = group(match, "both", place)[0]
    cut = re.search(r"\sof\s(?:the|an?)\s", both.printed)
    if cut is None:
        return
    name = both.printed[cut.end() :]
    at = place.masked.at(both.start)
    thing = Thing(phrases.thing(place, name), name, at, at + 1)
    organ = phrases.thing(place, both.printed[: cut.start()])
    yield from tell(match, place, thing, "noun", 0.75, by=organ)


def _was_founded(match: re.Match[str], place: Place) -> Iterator[Told]:
    """X, established by the Council in its resolution 39/2; the working group set up under resolution 4/5."""
    verb = match.start("verb")
    named = act_behind(place.masked, match.end())
    thing = phrases.before(place, verb, loose=named is not None)
    if thing is None or not _is_organ(match, place, thing):
        return
    if re.search(r"\b(?:[Ii]f|[Uu]ntil such time as|[Uu]nless|[Ww]hether)\b[^,;]{0,50}$", place.masked.text[:verb]):
        return
    own_rules = not place.sentence.paragraph.address.startswith(("main", "preamble"))
    if own_rules and re.search(r"\b(?:will|shall|may)\b", place.masked.text):
        return  # Rules of procedure speak of what may come to be.
    apposed = re.search(r"(?P<name>[\ue000-\ue00d])(?:\s\([^)]*\))?,\san?\s$", place.masked.text[: thing.start])
    if thing.bare and apposed:
        thing = as_thing(place, place.masked.mentions[apposed.start("name")])
    if thing.bare and named is not None:
        name = f"{thing.printed} {match['verb']} pursuant to {named.printed}"
        printed = place.masked.printed(thing.start, place.masked.at(named.start) + 1)
        thing = Thing(phrases.thing(place, name), printed if len(printed) < 90 else name, thing.start, thing.end)
    elif thing.bare and thing.entity.iri not in place.memory.seen and not re.match(r"\sby\s", place.masked.text[match.end() :]):
        return
    yield from tell(match, place, thing, "past", 0.92 if thing.mention else 0.75, _date(match, place))


def _newly(match: re.Match[str], place: Place) -> Iterator[Told]:
    """the recently launched Mechanism; the newly appointed Special Rapporteur."""
    thing = phrases.behind(place, match.end())
    if thing is not None and thing.mention is not None and thing.entity.kind != "person":
        for one in (thing, *_and_others(place, thing)):
            yield from tell(match, place, one, "past", 0.75)


def _since(match: re.Match[str], place: Place) -> Iterator[Told]:
    """the Tribunal since its establishment."""
    thing = phrases.before(place, match.start()) or _spoken_of(place, match.start())
    if thing is not None and not thing.bare and not (thing.mention and _takes_decisions(thing.mention)):
        yield from tell(match, place, thing, "past", 0.75)


# ---- extends ---------------------------------------------------------------------------------------------------------
_MANDATE = (
    r"(?:mandates?|terms? of office|tenure|term|activities|authorization|authority|work|existence|assignment|operation|duration)"
)


def verb_form(verb: str) -> str:
    if re.match(
        r"exten(?:sion)|renewal|prolongation|continuation|terminat(?:ion)|dissol(?:ution)|clos(?:ure)|abolition|liquidation|expiry|discontinuation",
        verb,
        re.IGNORECASE,
    ):
        return "noun"
    if verb.endswith("ing"):
        return "gerund"
    if verb.endswith("ed"):
        return "past"
    return "finite" if verb.endswith("s") else "base"


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
        thing = _spoken_of(place, match.start()) if whose in ("its", "their", "her", "his") or form == "noun" else None
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


# ---- terminates ------------------------------------------------------------------------------------------------------
def _ended(match: re.Match[str], place: Place) -> Iterator[Told]:
    thing = _after(place, match.end("verb") if "object" not in match.re.groupindex else match.start("object"))
    if thing is not None and not thing.bare and not _STAFFING.search(thing.printed):
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
            yield from tell(match, place, as_thing(place, mention), "finite", 0.8)


_BY = r"(?=\s(?:on|in|by|pursuant|under|through|at|with|to|as|following|for|as of|within|consistent|during|from|and (?:was|were|has|have))\b|[,;.)]|$)"
_BETWEEN = r"(?:,?\s(?:by|in|at|under|pursuant to|on|within|with)\s[^;.]{1,160}?,?)?"
RULES: tuple[Rule, ...] = (
    *(Rule(f"en.establishes.{form}", "establishes", rf"\b{_FOUND[form]}(?=\s|,)", _founded(form)) for form in ("base", "gerund", "finite")),
    Rule("en.establishes.past-active", "establishes",
         rf"(?:\b(?:which|that|it|Council|Assembly|resolution|decision|they)\s(?:also\s|had\s|have\s|has\s)*|[\ue000-\ue00d]\s(?:had\s|has\s|have\s|also\s)*|\b(?:had|has|have|and)\s(?:also\s)?){_FOUND['past']}(?=\s(?:an?|the|its|their|one|two|three|[\ue000-\ue00d])\b|\s[\ue000-\ue00d])",
         _founded("past")),
    Rule("en.establishes.was-established", "establishes", rf"(?<=[\s,)\ue000-\ue00d]){_FOUND['past']}{_BY}", _was_founded),
    Rule("en.establishes.newly", "establishes", r"\b(?:recently|newly|the\smore\srecently)\s(?P<verb>established|launched|created|appointed|set up|constituted)(?=\s)", _newly),
    Rule("en.establishes.since", "establishes", r"\bsince\s(?:its|their|his|her)\s(?P<verb>inception|establishment|creation|founding)\b", _since),
    Rule("en.establishes.noun", "establishes", rf"\b{_FOUND['noun']}(?:\sand\s[a-z]+)?{_BETWEEN}\sof(?=\s)", _establishment),
    Rule("en.establishes.of-mandate", "establishes", r"\b(?P<verb>establishment|creation)\sof\s(?:its|her|his|the|their)\smandate\b(?!\sof)", _of_the_mandate),
    Rule("en.establishes.title", "establishes", r"(?:^|\n|\.\s|\d\s|\s)(?P<verb>Establishment)\sof(?=\s)", _titled, ("front",)),
    Rule("en.establishes.treaty-name", "establishes", r"{instrument:subject}", _by_its_name, ("narrative", "operative", "preambular", "front")),
    Rule("en.establishes.noun-merged", "establishes", rf"\b{_FOUND['noun']}\sby\s(?:the\s)?(?P<both>{{body}}|{{post}})(?!\sof)", _merged),
    Rule("en.establishes.as-established", "establishes", r"\b(?:its|their)\smandate,?\s(?:as\s)?(?P<verb>established|created)\s(?=by|in|under|pursuant)", _since),
    Rule("en.extends.mandate", "extends",
         rf"\b(?P<verb>[Ee]xtend(?:s|ed|ing)?|[Rr]enew(?:s|ed|ing)?|[Pp]rolong(?:s|ed|ing)?|[Ee]xtension|[Rr]enewal|[Pp]rolongation|[Cc]ontinuation)\b(?:[^;.]{{0,150}}?\s|\s)(?P<whose>(?:the\s)?[^\s,;]+(?:’s|s’)|its|their|her|his|the)\s(?:\w+\s){{0,2}}?{_MANDATE}\b",
         _prolonged),
    Rule("en.extends.goes-on", "extends",
         r"\b(?:to|To|We)\s(?P<verb>continue(?:\swith)?(?P<work>\sthe\swork\sof)?)(?=\s(?:the|an?)\s(?P<time>[^;]{1,160}?\bfor\s(?:the\snext|a\sfurther|another|an\sadditional|a\speriod))?)", _goes_on),
    Rule("en.extends.shall-continue", "extends",
         r"(?P<modal>shall|will|is\sto)\s(?P<verb>continue)\b(?=[^;]{3,120}?\bfor\sa\s(?:further\s|final\s|new\s)?period\sof)", _shall_go_on),
    Rule("en.extends.and-extended", "extends", r"\band\s(?:subsequently\s|most recently\s|later\s)?(?P<verb>extended|renewed|prolonged)\b(?=[^;.]{0,60}\b(?:by|in|pursuant to)\s)", _also_prolonged),
    Rule("en.terminates.active", "terminates",
         rf"\b(?P<verb>(?:terminat(?:e|es|ed|ing)|dissolv(?:e|es|ed|ing)|disband(?:s|ed|ing)?|abolish(?:es|ed|ing)?|discontinu(?:e|es|ed|ing)|liquidat(?:e|ed|ing)))(?:\s(?:the\s|its\s)?{_MANDATE}\sof)?(?P<object>\s)", _ended),
    Rule("en.terminates.was-ended", "terminates",
         r"{mandated:object}(?: \([^)]{1,60}\))?,?\s(?:which\s|whose\soperations\s)?(?:was|were|has been|had been|have)\s(?P<verb>terminated|dissolved|disbanded|abolished|discontinued|closed|ceased)(?:\son\s{date:date})?", _was_ended),
    Rule("en.terminates.will-cease", "terminates",
         r"{mandated:object}(?:\s\([^)]{1,60}\))?\s(?:will|shall)\s(?P<verb>cease)\s(?:all\s|its\s)*(?:work|operations|activities|functions|to\sexist|to\soperate)\b", _ceases),
    Rule("en.terminates.noun", "terminates",
         rf"\b(?P<verb>[Tt]ermination|[Dd]issolution|[Cc]losure|[Aa]bolition|[Ee]xpiry|[Dd]iscontinuation)\sof(?:\s(?:the\s|its\s)?{_MANDATE}\sof)?(?P<object>\s)", _ended),
)  # fmt: skip
