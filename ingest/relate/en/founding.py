"""Founding: the formulas of English UN drafting that set bodies, funds and posts up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.relate.en import phrases
from ingest.relate.en.phrases import Thing
from ingest.relate.en.scope import act_before, act_behind, organ_before
from ingest.relate.en.telling import STAFFING, as_thing, date_behind, spoken_of, takes_decisions, tell
from ingest.relate.rules import Place, Read, Rule, Told, group

_FOUND = {
    "base": r"(?P<verb>establish|create|set up|institute|convene|launch|appoint)",
    "past": r"(?P<verb>established|created|set up|constituted|instituted|convened|launched|founded|appointed|formed)",
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


def _is_organ(match: re.Match[str], place: Place, thing: Thing) -> bool:
    """Whether what is set up is an organ that lasts: no post of a staffing table, no single sitting, no country's own."""
    verb = match["verb"].lower()
    between = place.masked.text[match.end("verb") : thing.start]
    if STAFFING.search(thing.printed + between) or (thing.mention is None and _NO_ORGAN.search(thing.printed)):
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
            yield from tell(match, place, one, form, confidence, date_behind(match, place))

    return read


def _establishment(match: re.Match[str], place: Place) -> Iterator[Told]:
    """the establishment (by the Commission) of a group."""
    thing = phrases.behind(place, match.end())
    if thing is None or not _is_organ(match, place, thing):
        return
    if thing.mention is None and _PLURAL.search(thing.printed) and act_behind(place.masked, thing.end) is None:
        return  # Mechanisms, centres and offices in general.
    if thing.bare:
        spoken = spoken_of(place, match.start()) if re.search(r"mandate", match[0]) else None
        if spoken is None:
            return
        thing = spoken
    organ = _founder(match, place)
    for one in (thing, *_and_others(place, thing)):
        yield from tell(match, place, one, "noun", 0.85 if one.mention else 0.75, date_behind(match, place), organ)


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
    thing = spoken_of(place, match.start())
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
    yield from tell(match, place, thing, "past", 0.92 if thing.mention else 0.75, date_behind(match, place))


def _shall_be(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Decides that a committee shall be established: what is decided so is set up."""
    if not _DECIDED.search(place.masked.text[: match.start()]):
        return
    thing = phrases.before(place, match.start(), loose=True)
    if thing is not None and not thing.bare and _is_organ(match, place, thing):
        yield from tell(match, place, thing, "finite", 0.85 if thing.mention else 0.75)


def _newly(match: re.Match[str], place: Place) -> Iterator[Told]:
    """the recently launched Mechanism; the newly appointed Special Rapporteur."""
    thing = phrases.behind(place, match.end())
    if thing is not None and thing.mention is not None and thing.entity.kind != "person":
        for one in (thing, *_and_others(place, thing)):
            yield from tell(match, place, one, "past", 0.75)


def _since(match: re.Match[str], place: Place) -> Iterator[Told]:
    """the Tribunal since its establishment."""
    thing = phrases.before(place, match.start()) or spoken_of(place, match.start())
    if thing is not None and not thing.bare and not (thing.mention and takes_decisions(thing.mention)):
        yield from tell(match, place, thing, "past", 0.75)


_DECIDED = re.compile(r"\b(?:[Dd]ecid|[Rr]esolv)(?:es|ed|ing)\s(?:also\s|further\s)?that\s")
_BY = r"(?=\s(?:on|in|by|pursuant|under|through|at|with|to|as|following|for|as of|within|consistent|during|from|and (?:was|were|has|have))\b|[,;.)]|$)"
_BETWEEN = r"(?:,?\s(?:by|in|at|under|pursuant to|on|within|with)\s[^;.]{1,160}?,?)?"
RULES: tuple[Rule, ...] = (
    *(Rule(f"en.establishes.{form}", "establishes", rf"\b{_FOUND[form]}(?=\s|,)", _founded(form)) for form in ("base", "gerund", "finite")),
    Rule("en.establishes.past-active", "establishes",
         rf"(?:\b(?:which|that|it|Council|Assembly|resolution|decision|they)\s(?:also\s|had\s|have\s|has\s)*|[\ue000-\ue00d](?:,\s(?:in|by|at|under|through)\s(?:its\s|the\s)?[\ue000-\ue00d](?:\sof\s\ue00e)?,)?\s(?:had\s|has\s|have\s|also\s)*|\b(?:had|has|have|and)\s(?:also\s)?){_FOUND['past']}(?=\s(?:an?|the|its|their|one|two|three|[\ue000-\ue00d])\b|\s[\ue000-\ue00d])",
         _founded("past")),
    Rule("en.establishes.was-established", "establishes", rf"(?<=[\s,)\ue000-\ue00d]){_FOUND['past']}{_BY}", _was_founded),
    Rule("en.establishes.shall-be", "establishes",
         r"\s(?:shall|will|is\sto)\s(?:also\s)?be\s(?P<verb>established|created|set up|constituted|instituted)\b", _shall_be),
    Rule("en.establishes.newly", "establishes", r"\b(?:recently|newly|the\smore\srecently)\s(?P<verb>established|launched|created|appointed|set up|constituted)(?=\s)", _newly),
    Rule("en.establishes.since", "establishes", r"\bsince\s(?:its|their|his|her)\s(?P<verb>inception|establishment|creation|founding)\b", _since),
    Rule("en.establishes.noun", "establishes", rf"\b{_FOUND['noun']}(?:\sand\s[a-z]+)?{_BETWEEN}\sof(?=\s)", _establishment),
    Rule("en.establishes.of-mandate", "establishes", r"\b(?P<verb>establishment|creation)\sof\s(?:its|her|his|the|their)\smandate\b(?!\sof)", _of_the_mandate),
    Rule("en.establishes.title", "establishes", r"(?:^|\n|\.\s|\d\s|\s)(?P<verb>Establishment)\sof(?=\s)", _titled, ("front",)),
    Rule("en.establishes.treaty-name", "establishes", r"{instrument:subject}", _by_its_name, ("narrative", "operative", "preambular", "front")),
    Rule("en.establishes.noun-merged", "establishes", rf"\b{_FOUND['noun']}\sby\s(?:the\s)?(?P<both>{{body}}|{{post}})(?!\sof)", _merged),
    Rule("en.establishes.as-established", "establishes", r"\b(?:its|their)\smandate,?\s(?:as\s)?(?P<verb>established|created)\s(?=by|in|under|pursuant)", _since),
)  # fmt: skip
