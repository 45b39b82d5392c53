"""Who is asked: the noun phrase between an operative verb and what it asks for, taken apart.

"all Member States, relevant organizations of the United Nations system, within existing resources, and civil society" names
three; what is only inserted (in consultation with …, within …, where appropriate) names nobody who is asked.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from ingest.model import Entity, Mention
from ingest.recognise import mint
from ingest.relate.masks import formula
from ingest.relate.rules import Place

#: Nouns for those who can be asked though they have no name of their own.
_NOUN = (
    r"(?i:(?:[Mm]ember|[Oo]bserver|[Cc]oastal|[Ff]lag|[Pp]ort|[Dd]onor|[Aa]rchipelagic|[Cc]ontracting|non-nuclear-weapon|nuclear-weapon)\s[Ss]tates?|[Ss]tates?(?:\s[Pp]art(?:y|ies))?|[Gg]overnments?|[Cc]ountr(?:y|ies)|"
    r"[Pp]art(?:y|ies)|[Ss]ignator(?:y|ies)|[Nn]ations|[Mm]embers?(?:hip)?|organizations?|institutions?|entit(?:y|ies)|agenc(?:y|ies)|programmes|funds|foundations?|bod(?:y|ies)|organs?|"
    r"mechanisms?|commissions?|committees?|secretariats?|offices?|sector|industr(?:y|ies)|business(?:es)?|enterprises?|compan(?:y|ies)|corporations?|civil society|society|academia|"
    r"communit(?:y|ies)|stakeholders?|partners?|donors?|providers?|lenders?|creditors?|debtors?|investors?|contributors?|actors?|groups?|authorit(?:y|ies)|leaders?|"
    r"bureaux?|presidents?|chairs?|co-chairs|chairpersons?|facilitators|rapporteurs?|experts?|representatives?|coordinators?|envoys?|procedures|mandate holders?|holders|officers?|missions?|operations|banks?|"
    r"conferences?|parliaments?|parliamentarians|media|universities|researchers|scientists|workers|employers|unions|peoples?|persons|women|youth|men|children|citizens|individuals|team|teams|"
    r"working groups?|forums?|centres?|councils?|boards?|panels?|networks?|platforms?|system|departments?|services?|units?|divisions?|tribunals?|courts?|treaty bodies|sponsors|"
    r"candidates|delegations?|legislators|journalists|educators|employers|operators|suppliers|producers|exporters|importers|vendors|contractors|all concerned|others|those)"
)
_NAMED = formula("{actor}")
#: An insertion that names nobody who is asked; after the first kind the rest of the phrase belongs to it.
_TOGETHER = re.compile(
    r"\s*(?:in|while|through)?\s?(?:close\s|full\s|direct\s|continued\s)*(?:consultation|consultations|cooperation|collaboration|coordination|partnership|conjunction|concert|dialogue|liaison|cooperating|consulting|collaborating|working)\b"
    r"|\s*with\s(?:the\s)?(?:\w+\s)?(?:support|assistance|participation|help|involvement|inputs?|contributions?|engagement|agreement|consent|cooperation)\b"
)
_INSERTED = re.compile(
    r"\s*(?:in|within|as|where|wherever|when|whenever|upon|through|with|without|subject to|inter alia|on|at|by|for|under|taking|bearing|while|if|consistent|acting|among|"
    r"pursuant|during|via|after|before|based|building|using|having|mindful|also|therefore|however|once|again|along|from|to|further|throughout|until|pending|"
    r"individually|collectively|jointly|collaborating|either|both individually|respecting|recognizing|noting|guided|depending|drawing|unless|no later|not later|prior|particularly at|directly|(?!including|bordering)[a-z]+ing)\b"
)
_AMONG = re.compile(
    r"^\s*(?:including|especially|in particular|particularly|notably|such as|namely|as well as|and|or|both|together with)\s+(?:also\s|including\s|in particular\s|for\s)*",
    re.IGNORECASE,
)
_TIE = re.compile(r"\s(?:and/or|and|or|as well as|including|together with)\s")
_TAIL = re.compile(
    r"\s(?:that|which|who|whose|in a position|with|having|concerned|affected|engaged|involved|participating|responsible|hosting|seeking|providing|able|willing|working|wishing|not yet|where|at|from|as|"
    r"under|within|through|on|acting|contributing|facing|active|dealing|operating|represented|present|attending|exercising|possessing|including|located|other than|except|to)\b.*$",
    re.DOTALL,
)
_DETERMINERS = re.compile(
    r"^\s*(?:all|the|other|others?,|any|each|those|these|its|their|our|both|every|such|of|also|interested|remaining|various|appropriate)\s+",
    re.IGNORECASE,
)
#: Whoever feels concerned: no one who is asked beside those who are named.
_ANYONE = re.compile(
    r"^(?:(?:all|other|relevant|interested|appropriate)\s)*(?:stakeholders|partners|actors|others|parties concerned|all concerned)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^\s*(?:them|it|him|her|they|these|those|the latter|one another|us)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """One who is asked, as printed; `mention` where a name tells who it is."""

    entity: Entity
    printed: str
    mention: Mention | None = None


def asked(place: Place, start: int, end: int) -> list[Asked]:
    """Those named in [start, end) of the masked text, each once, in order."""
    told: dict[str, Asked] = {}
    for low, high in _items(place.masked.text, start, end):
        for one in _who(place, low, high):
            told.setdefault(one.entity.iri, one)
    named = [one for one in told.values() if not _ANYONE.match(one.printed)]
    return named or list(told.values())


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a phrase that name someone each."""
    pieces: list[tuple[int, int]] = []
    for low, high in _commas(text, start, end):
        if _TOGETHER.match(text, low, high):
            break
        if _INSERTED.match(text, low, high) and not re.match(r"\s*in particular|\s*as well as", text[low:high]):
            continue
        pieces.extend(_tied(text, low, high))
    return _joined(text, pieces)


def _commas(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(m.end() for m in re.finditer(r",", text[:end]) if m.start() >= start), end]
    return [(a, b - 1 if b != end else b) for a, b in itertools.pairwise(cuts) if b > a]


def _tied(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """A piece split at each `and` whose left side already names someone."""
    found: list[tuple[int, int]] = []
    at = low
    for tie in _TIE.finditer(text, low, high):
        left, right = text[at : tie.start()], text[tie.end() : high]
        if (
            _is_actor(left)
            and _is_actor(right)
            and not re.search(r"\b(?:between|both|among|on|for|against|with|to|that|who|which)\b[^,]*$", left)
        ):
            found.append((at, tie.start()))
            at = tie.end()
    return [*found, (at, high)]


def _is_actor(piece: str) -> bool:
    return bool(_NAMED.search(piece) or re.search(rf"\b{_NOUN}\b", piece) or _PRONOUN.match(piece))


def _joined(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces that name nobody go with the next: national, regional and international organizations."""
    joined: list[tuple[int, int]] = []
    opened: int | None = None
    for low, high in pieces:
        first = opened if opened is not None else low
        if _is_actor(text[low:high]):
            joined.append((first, high))
            opened = None
        else:
            opened = first
    return joined


def _who(place: Place, low: int, high: int) -> list[Asked]:
    """The ones that a stretch names: a pronoun, a name, else a group by what it is called."""
    text = place.masked.text[low:high]
    if _PRONOUN.match(text):
        return _meant(place, low)
    lead = _AMONG.match(text)
    low += lead.end() if lead else 0
    while match := _DETERMINERS.match(place.masked.text[low:high]):
        low += match.end()
    text = place.masked.text[low:high]
    named = [
        m
        for m in place.masked.found(low, high)
        if m.kind in ("body", "post", "person", "group", "state", "session", "meeting", "fund")
    ]
    head = _TAIL.sub("", text)
    if named and (first := place.masked.at(named[0].start)) is not None:
        before = place.masked.text[low:first]
        if not re.search(rf"\b{_NOUN}\b", before):
            # Further names in the same stretch tell only whose the first is.
            behind = place.masked.text[first + 1 : high]
            more = re.match(rf"\s(?:[a-z-]+\s){{0,3}}{_NOUN}\b", behind)
            if not more or re.match(r"\s(?:of|in|at|to|for)\b", behind):
                whose = re.match(r"\s(?:of|in)\s(?:the\s)?(?=[A-Z\ue004\ue005])", behind) if named[0].kind == "group" else None
                if whose is None and named[0].kind == "group" and re.fullmatch(r"\s*[a-z-]+(?:\s[a-z-]+){0,2}\s", before):
                    # development partners: what stands before the noun of a group tells which.
                    printed = place.masked.printed(low, first + 1).strip()
                    known = place.memory.lexicon.named(printed)
                    return [Asked(known or mint.body(place.memory.lexicon, printed, kind="group", language="en"), printed)]
                if whose is None or len(head) > 80:
                    return [Asked(named[0].entity, named[0].printed, named[0])]
    printed = place.masked.printed(low, low + len(head.rstrip())).strip(" ,;“”") if head.strip() else ""
    if len(printed) < 3 or not (re.search(rf"\b{_NOUN}\b", head) or re.match(r"\s*\ue003\s", head)):
        return [Asked(named[0].entity, named[0].printed, named[0])] if named else []
    known = place.memory.lexicon.named(printed)
    return [Asked(known or mint.body(place.memory.lexicon, printed, kind="group", language="en"), printed)]


def _meant(place: Place, at: int) -> list[Asked]:
    """Those whom them, it, him or her means: the actor named last before it."""
    mention = place.named_before(("body", "post", "person", "group", "state"), at)
    return [Asked(mention.entity, mention.printed, mention)] if mention else []
