"""What every telling of a change shares: who made it, how it stands, what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import issuers
from ingest.model import Entity, Mention
from ingest.relate.en import phrases
from ingest.relate.en.phrases import Thing
from ingest.relate.en.scope import backs_proposal, decides_itself, doer, own_number, speaks_itself, standing
from ingest.relate.rules import Place, Told

#: Posts of a staffing table are no organs.
STAFFING = re.compile(r"\b(?:[PDG]S?-\d|posts?\b|positions?\b|Officers?\b|Professional|Statistician)")


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
    if state == "negated" or (state != "asserted" and backs_proposal(place, verb)):
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


def date_behind(match: re.Match[str], place: Place) -> dict[str, str]:
    """A date told right behind the verb: established on 28 October 1974."""
    told = re.match(r"\s(?:on|in)\s(?=\ue00e)", place.masked.text[match.end("verb") :])
    period = place.masked.period(match.end("verb"), match.end("verb") + told.end() + 1) if told else None
    return {"date": period.start} if period else {}


def as_thing(place: Place, mention: Mention) -> Thing:
    at = place.masked.at(mention.start)
    return Thing(mention.entity, mention.printed, at, at + 1, mention)


def spoken_of(place: Place, at: int) -> Thing | None:
    """The body or post named last before a place, in its sentence or the ones before it in the paragraph.

    Organs that take decisions are those who change it, not what is changed.
    """
    for masked, end in ((place.masked, at), *((m, len(m.text)) for m in place.before)):
        found = [m for m in masked.found(0, end) if phrases.is_thing(m) and not takes_decisions(m)]
        if found:
            here = masked is place.masked
            return as_thing(place, found[-1]) if here else Thing(found[-1].entity, found[-1].printed, at, at, found[-1])
    return None


def takes_decisions(mention: Mention) -> bool:
    return issuers.of_body(mention.entity.iri.rsplit("/", 1)[-1]) is not None


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
