"""Mandates in English drafting: whom an organ asks, invites, urges or authorizes, and to do what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relate.en import phrases
from ingest.relate.en.addressees import Asked, asked
from ingest.relate.en.asking import LEAD, NOUN, STRAYS, VERB, is_operative, phrase, stem, tell_asked, until_next
from ingest.relate.en.duties import under_duty
from ingest.relate.en.scope import own_number, teller
from ingest.relate.rules import Place, Rule, Told, group


# ---- operative verbs -------------------------------------------------------------------------------------------------
def _asks(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Requests the Secretary-General to submit a report; and urges Member States to …"""
    verb = match.start("verb")
    text = place.masked.text
    if not is_operative(match, text):
        return
    who, printed, provision = teller(place, verb, match["verb"])
    if who is None:
        return
    low = match.end()
    end = until_next(text, low)
    told = phrase(text, low, end) or _shared(text, low, end) or _proposed_to(text, low, end, match["verb"])
    if (
        told is None
        or STRAYS.search(text, low, told[0])
        or (text[: match.start()] in ("", "To ") and match["verb"].islower() and under_duty(place))
    ):
        return
    high, action = told
    for one in asked(place, low, high):
        if one.entity.iri != who.iri:
            yield tell_asked(place, who, printed, one, match.start(), action, end, stem(match["verb"]), provision)


def _shared(text: str, low: int, end: int) -> tuple[int, int] | None:
    """Calls upon one, and encourages another, to …: what both are asked stands behind the second."""
    following = re.match(rf",?\s(?:and\s)?(?:also\s)?{VERB}{LEAD}", text[end:])
    if following is None or end - low > 160:
        return None
    told = phrase(text, end + following.end(), len(text))
    return (end, told[1]) if told and told[1] - end < 200 else None


def _proposed_to(text: str, low: int, end: int, verb: str) -> tuple[int, int] | None:
    """Recommends that national systems explore …; the infinitive is a that-clause in its base form."""
    if not verb.lower().startswith(("recommend", "request", "urg", "direct", "instruct")):
        return None
    if whom := re.match(r"(?P<who>[^;,]{1,120}?)\sthat\s(?:they|it)\s(?:should\s)?(?=[a-z])", text[low:end]):
        return low + whom.end("who"), low + whom.end()
    match = re.match(
        r"(?:that|to\s[^,;]{3,80}\sthat)\s(?P<who>[^;,]{3,120}?)\s(?=(?:should\s)?(?:be|consider|take|adopt|continue|ensure|provide|approve|convene|invite|include|undertake|explore|appoint|"
        r"request|establish|review|submit|give|make|develop|promote|strengthen|pursue|support|organize|report|hold|keep|periodically|convoke)\b)",
        text[low:end],
    )
    return (low + match.end("who"), low + match.end()) if match else None


def _are_asked(match: re.Match[str], place: Place) -> Iterator[Told]:
    """States are strongly urged to …: the same told passively."""
    who, printed, provision = teller(place, match.start("verb"), "requests")
    if who is None or place.sentence.paragraph.kind == "preambular":
        return
    for one in asked(place, *match.span("who")):
        if one.entity.iri != who.iri:
            yield tell_asked(
                place,
                who,
                printed,
                one,
                match.start("who"),
                match.end(),
                len(place.masked.text),
                stem(match["verb"]),
                provision,
                0.8,
            )


def _was_asked_by(match: re.Match[str], place: Place) -> Iterator[Told]:
    """The Secretary-General was requested by the Assembly, in resolution 60/1, to …: by the act where one is named."""
    by = (group(match, "act", place) or group(match, "subject", place))[0]
    for mention in group(match, "object", place):
        one = Asked(mention.entity, mention.printed, mention)
        if mention.entity.iri != by.entity.iri:
            yield tell_asked(place, by.entity, by.printed, one, match.start(), match.end(), len(place.masked.text),
                             stem(match["verb"]), by.provision, 0.8)  # fmt: skip


def _asks_by_noun(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Reiterates its call upon Member States to …; reiterates the request to the Secretary-General to …"""
    text = place.masked.text
    if not re.search(
        r"\b(?:[Rr]eiterat|[Rr]eaffirm|[Rr]enew|[Rr]epeat|[Rr]ecall|[Ee]cho|[Ss]upport|[Rr]ei)\w*\s(?:\w+\s){0,3}$",
        text[: match.start()],
    ):
        return
    who, printed, provision = teller(place, match.start("verb"), "requests")
    if who is None or place.sentence.paragraph.kind != "operative":
        return
    low = match.end("verb")
    lead = re.match(r"(?:\s(?:made|addressed|contained)[^,;]{0,60})?,?\s(?:upon|on|to|for)\s", text[low:])
    if lead is None:
        return
    low += lead.end()
    end = until_next(text, low)
    told = phrase(text, low, end)
    if told is None:
        return
    for one in asked(place, low, told[0]):
        if one.entity.iri != who.iri:
            yield tell_asked(place, who, printed, one, match.start(), told[1], end, stem(match["verb"]), provision, 0.8)


def _request_of(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Noting the request of the Forum to the Executive Director to hold regular sessions."""
    who, whom = group(match, "subject", place)[0], group(match, "object", place)[0]
    one = Asked(whom.entity, whom.printed, whom)
    if who.entity.iri != whom.entity.iri:
        yield tell_asked(
            place, who.entity, who.printed, one, match.start(), match.end(), len(place.masked.text), stem(match["verb"]), "", 0.8
        )


def _convened_to(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Requests the Executive Director to convene a working group to prepare …: the group has that to do."""
    thing = phrases.behind(place, match.end())
    if place.act is None or thing is None or thing.bare or thing.denied:
        return
    task = re.match(r"[^;:]{0,60}?,?\s(?=to\s[a-z])", place.masked.text[thing.start + 1 :])
    if task is not None:
        one = Asked(thing.entity, thing.printed, thing.mention)
        action = thing.start + 1 + task.end()
        end = len(place.masked.text)
        yield tell_asked(place, place.act, "", one, match.start(), action, end, "request", own_number(place), 0.7)


RULES: tuple[Rule, ...] = (
    Rule("en.mandates.asks", "mandates", rf"{VERB}{LEAD}", _asks),
    Rule(
        "en.mandates.request-of",
        "mandates",
        r"\b(?P<verb>[Rr]equest|[Ii]nvitation|[Rr]ecommendation)\s(?:of|by|from|made\sby)\s(?:the\s)?{organ:subject}\sto\s(?:the\s)?{addressee:object}\s(?=to\s[a-z])",
        _request_of,
    ),
    Rule(
        "en.mandates.convened-to",
        "mandates",
        r"\b(?P<verb>[Rr]equests)\b[^;:]{0,90}?\sto\sconvene(?=\s(?:an?|the)\s)",
        _convened_to,
    ),
    Rule(
        "en.mandates.are-asked",
        "mandates",
        r"(?P<who>(?:[\ue000-\ue004]|[A-Za-z][a-z-]*)(?:\s[^\s,;:]+){0,8}?),?\s(?:is|are)\s(?:\w+\s){0,2}?(?P<verb>urged|encouraged|requested|invited|called\s(?:up)?on|asked|authorized|instructed)(?:\s[^;,]{0,30})?\sto\s(?=[a-z])",
        _are_asked,
    ),
    Rule(
        "en.mandates.was-asked-by",
        "mandates",
        r"{addressee:object}\s(?:was|were|has\sbeen|have\sbeen|had\sbeen)\s(?:\w+ly\s)?(?P<verb>requested|invited|mandated|authorized|instructed|tasked|directed|encouraged|urged)\sby\s(?:the\s)?{organ:subject}"
        r"(?:,?\s(?:in|under|by|through|pursuant\sto)\s(?:its\s)?{decision:act}(?:\sof\s{date})?)?,?\s(?=to\s[a-z])",
        _was_asked_by,
    ),
    Rule("en.mandates.asks-by-noun", "mandates", NOUN, _asks_by_noun),
)
