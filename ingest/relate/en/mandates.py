"""Mandates in English drafting: whom an organ asks, invites, urges, authorizes, binds, and to do what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.relate.en import phrases
from ingest.relate.en.addressees import Asked, asked
from ingest.relate.en.scope import own_number, teller
from ingest.relate.masks import Masked
from ingest.relate.rules import LONGEST_ACTION, Place, Rule, Told, group

#: Stems of operative verbs to the modality of the export contract.
MODALITY = {
    "request": "request", "ask": "request", "instruct": "request", "direct": "request", "entrust": "request", "task": "request",
    "mandat": "request", "invit": "invite", "encourag": "encourage", "urg": "urge", "call": "urge", "appeal": "urge", "exhort": "urge",
    "demand": "urge", "authoriz": "authorize", "recommend": "recommend", "remind": "urge", "challeng": "encourage", "welcom": "encourage",
}  # fmt: skip
_VERB = (
    r"(?P<verb>\b(?:[Rr]equest|[Aa]sk|[Ii]nstruct|[Dd]irect|[Ee]xhort|[Dd]emand|[Rr]ecommend|[Rr]emind|[Ee]ntrust|[Tt]ask)(?:s|ed|ing)?"
    r"|\b(?:[Ii]nvit|[Ee]ncourag|[Uu]rg|[Aa]uthoriz|[Mm]andat|[Cc]halleng)(?:es|ed|ing|e)|\b(?:[Cc]all|[Aa]ppeal)(?:s|ed|ing)?(?=\s(?:up)?on\b|\sto\b))"
)
#: Its call upon, our invitation to: the noun of the same.
_NOUN = r"(?:[Ii]ts|[Tt]he|[Oo]ur|[Aa])\s(?:\w+\s){0,2}?(?P<verb>call|request|invitation|appeal|recommendation)(?=\s(?:upon|on|to|addressed|made|for|that)\b|,)"
#: What stands between the verb and whom it addresses.
_LEAD = r"(?:\s(?:upon|on|to(?=\s(?:the\s|all\s|its\s|their\s|any\s|those\s)?(?:[A-Z]|[\ue000-\ue00d]|relevant|other|member|international|parties))|again|once again|strongly))?(?:,[^,;]{2,80},)?\s(?:(?:strongly|also|further|in particular|especially|again|for)\s)*"
#: Where the request begins: an infinitive, never a preposition before a noun.
_INFINITIVE = re.compile(
    r"(?:,?\s)(?P<to>(?:and\s)?(?:not\s)?to\s(?:(?:\w+ly|also|further|not|fully|better|jointly)\s)*(?!(?:the|an?|all|its|their|this|that|these|those|such|any|each|every|other|which|whom|whose|be\sable|"
    r"date|it|them|him|her|some|one|two|three|human|women|children|developing|implementing|achieving|addressing|ensuring|promoting|\w+ing)\b)[a-z][a-z-]*\b)"
)
#: Before these words `to` belongs to the noun phrase: States in a position to do so, parties to, yet to become.
_NOT_YET = re.compile(
    r"(?:position|yet|able|unable|willing|ready|wishing|wish|seeking|seek|choose|chosen|intend|intending|efforts|right|rights|order|need|ability|capacity|obligation|according|respect|response|addition|"
    r"subject|pursuant|related|relating|relevant|due|prior|regard|relation|view|access|thereto|committed|failed|continue|continuing|eligible|entitled|agreed|decided|so\sas)\s?$"
)
#: Somebody else is asked from here on.
_NEXT = re.compile(
    rf"(?:,|;)?\s(?:and\s|while\s|as well as\s)?(?:(?:also|further|in this regard|therefore|thus|in that regard|in this context|accordingly|strongly),?\s)*{_VERB}\s"
)
#: Words that show that the phrase has left those who are asked.
_STRAYS = re.compile(
    r"\b(?:stress|reaffirm|emphasiz|not|recogniz|welcom|recall|underlin|tak|commend|express|acknowledg|decid)(?:es|s|e)\b"
)


def _stem(verb: str) -> str:
    verb = verb.lower()
    return next((m for stem, m in MODALITY.items() if verb.startswith(stem)), "invite" if verb == "invitation" else "request")


# ---- operative verbs -------------------------------------------------------------------------------------------------
def _asks(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Requests the Secretary-General to submit a report; and urges Member States to …"""
    verb = match.start("verb")
    text = place.masked.text
    if not _is_operative(match, text):
        return
    who, printed, provision = teller(place, verb, match["verb"])
    if who is None:
        return
    low = match.end()
    end = _until_next(text, low)
    told = _phrase(text, low, end) or _shared(text, low, end) or _proposed_to(text, low, end, match["verb"])
    if (
        told is None
        or _STRAYS.search(text, low, told[0])
        or (text[: match.start()] in ("", "To ") and match["verb"].islower() and _under_duty(place))
    ):
        return
    high, action = told
    for one in asked(place, low, high):
        if one.entity.iri != who.iri:
            yield _told(place, who, printed, one, match.start(), action, end, _stem(match["verb"]), provision)


def _under_duty(place: Place) -> bool:
    """Whether the paragraph is an item of what someone is to do: to invite others is then part of that."""
    return place.sentence.start == _first(place) and any(_head(head, place) for head in place.heads)


def _shared(text: str, low: int, end: int) -> tuple[int, int] | None:
    """Calls upon one, and encourages another, to …: what both are asked stands behind the second."""
    following = re.match(rf",?\s(?:and\s)?(?:also\s)?{_VERB}{_LEAD}", text[end:])
    if following is None or end - low > 160:
        return None
    told = _phrase(text, end + following.end(), len(text))
    return (end, told[1]) if told and told[1] - end < 200 else None


def _proposed_to(text: str, low: int, end: int, verb: str) -> tuple[int, int] | None:
    """Recommends that national systems explore …; the infinitive is a that-clause in its base form."""
    if not verb.lower().startswith("recommend"):
        return None
    if whom := re.match(r"(?P<who>[^;,]{1,120}?)\sthat\s(?:they|it)\s(?:should\s)?(?=[a-z])", text[low:end]):
        return low + whom.end("who"), low + whom.end()
    match = re.match(
        r"(?:that|to\s[^,;]{3,80}\sthat)\s(?P<who>[^;,]{3,120}?)\s(?=(?:should\s)?(?:be|consider|take|adopt|continue|ensure|provide|approve|convene|invite|include|undertake|explore|appoint|"
        r"request|establish|review|submit|give|make|develop|promote|strengthen|pursue|support|organize|report|hold|keep|periodically|convoke)\b)",
        text[low:end],
    )
    return (low + match.end("who"), low + match.end()) if match else None


def _is_operative(match: re.Match[str], text: str) -> bool:
    """Whether a form of the verb is one that asks: not the noun, not a participle of something else."""
    verb = match["verb"]
    before = text[: match.start("verb")]
    if verb[0].isupper() or verb in (
        "requests",
        "invites",
        "encourages",
        "urges",
        "calls",
        "asks",
        "recommends",
        "authorizes",
        "instructs",
        "demands",
        "appeals",
        "directs",
        "mandates",
        "entrusts",
        "tasks",
        "reminds",
        "exhorts",
    ):
        return not re.search(r"\b(?:of|for|the|such|these|any|all|these|those|national)\s$", before)
    if verb.endswith("ed"):
        return (
            re.search(
                r"\b(?:it|which|that|who|they)\s(?:\w+\s)?$|[\ue000-\ue00d](?:\s(?:had|has|also|further))*\s$|,\sand\s(?:\w+\s)?$|\bhad\s(?:also\s)?$",
                before,
            )
            is not None
        )
    if verb.endswith("ing"):
        return re.search(r"(?:,\s|\band\s|\ue006[^;]{0,300}\s|\sby\s)$|\ue006[^;]{0,400}$", before) is not None
    if re.search(r"\bto\s(?:\w+ly\s)?$", before) and not re.search(r"^(?:Continues?|To)\b|\b[Cc]ontinues?\sto\s$", before):
        return False
    return (
        re.search(r"\b(?:[Ww]e|[Tt]o|will|hereby|also|further|and|strongly|again|,)\s(?:\w+ly\s)?$", before) is not None
        or not before.strip()
    )


def _until_next(text: str, start: int) -> int:
    """Where what is asked ends: before the next asking, else with the sentence."""
    following = next((m for m in _NEXT.finditer(text, start) if _is_operative(m, text)), None)
    return following.start() if following else len(text)


def _phrase(text: str, low: int, end: int) -> tuple[int, int] | None:
    """Where the phrase of those asked ends and where what is asked of them begins; None where nobody is asked to do anything."""
    for match in _INFINITIVE.finditer(text, low, end):
        if _NOT_YET.search(text[low : match.start()]) or re.match(r"(?:and\s)?to\sdo\sso", text[match.start("to") :]):
            continue
        if match.start() == low and text[low - 1] != " ":
            continue
        return match.start(), match.start("to")
    tail = text[low:end].rstrip()
    if tail.endswith(":"):
        return low + len(tail) - 1, end
    for_what = re.search(r"\s(?:for|on|with)\s", text[low:end])
    if for_what and re.search(r"[Ee]ntrust|[Tt]ask|[Mm]andat", text[max(0, low - 20) : low]):
        return low + for_what.start(), low + for_what.end()
    return None


def _told(
    place: Place,
    who: Entity,
    printed: str,
    one: Asked,
    start: int,
    action: int,
    end: int,
    modality: str,
    provision: str,
    confidence: float = 0.9,
) -> Told:
    what = place.masked.printed(action, min(end, len(place.masked.text))).strip(" ,;:.") if action < end else ""
    what = re.sub(r"^(?:and\s)?to\s", "", what)
    return Told(
        who, one.entity, start, min(max(action + 1, start + 1), len(place.masked.text)), printed, one.printed, "asserted", confidence,
        {"modality": modality, "action": what[:LONGEST_ACTION], "provision": provision},
    )  # fmt: skip


def _are_asked(match: re.Match[str], place: Place) -> Iterator[Told]:
    """States are strongly urged to …: the same told passively."""
    who, printed, provision = teller(place, match.start("verb"), "requests")
    if who is None or place.sentence.paragraph.kind == "preambular":
        return
    for one in asked(place, *match.span("who")):
        if one.entity.iri != who.iri:
            yield _told(
                place,
                who,
                printed,
                one,
                match.start("who"),
                match.end(),
                len(place.masked.text),
                _stem(match["verb"]),
                provision,
                0.8,
            )


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
    end = _until_next(text, low)
    told = _phrase(text, low, end)
    if told is None:
        return
    for one in asked(place, low, told[0]):
        if one.entity.iri != who.iri:
            yield _told(place, who, printed, one, match.start(), told[1], end, _stem(match["verb"]), provision, 0.8)


def _request_of(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Noting the request of the Forum to the Executive Director to hold regular sessions."""
    who, whom = group(match, "subject", place)[0], group(match, "object", place)[0]
    one = Asked(whom.entity, whom.printed, whom)
    if who.entity.iri != whom.entity.iri:
        yield _told(
            place, who.entity, who.printed, one, match.start(), match.end(), len(place.masked.text), _stem(match["verb"]), "", 0.8
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
        yield _told(place, place.act, "", one, match.start(), action, end, "request", own_number(place), 0.7)


# ---- shared heads ----------------------------------------------------------------------------------------------------
_ITEM = re.compile(r"^(?:(?:[Aa]lso\s|[Ff]urther\s)?(?:[Tt]o\s)?(?P<base>[A-Z]?[a-z-]+)\b)")


def _item(match: re.Match[str], place: Place) -> Iterator[Told]:
    """(a) To strengthen …, below Requests the Executive Director: what the head asks for, item by item."""
    if (
        match.start() != 0
        or place.act is None
        or place.sentence.start != _first(place)
        or place.sentence.paragraph.kind != "operative"
    ):
        return
    for head in place.heads:
        told = _head(head, place)
        if told is None:
            continue
        who, modality = told
        number = own_number(place)
        for one in who:
            yield _told(
                place, place.act, "", Asked(one.entity, one.printed), 0, 0, len(place.masked.text), modality, number, 0.85
            )
        return


def _first(place: Place) -> int:
    text = place.sentence.paragraph.span.folded
    return len(text) - len(text.lstrip())


def _head(head: Masked, place: Place) -> tuple[list[Asked], str] | None:
    """Whom the introducing sentence of a list asks last, and how."""
    there = Place(place.document, head.sentence, head, place.memory, place.fallback, place.act)
    found: tuple[list[Asked], str] | None = None
    for match in _ASKS.finditer(head.text):
        if not _is_operative(match, head.text):
            continue
        end = _until_next(head.text, match.end())
        phrase = _phrase(head.text, match.end(), end)
        if phrase is not None and (who := asked(there, match.end(), phrase[0])):
            found = who, _stem(match["verb"])
    if found is None:
        for match in _BINDS.finditer(head.text):
            if who := asked(there, match.start("who"), match.end("who")):
                return who, _modal(match, head.text)
        own = _SELF.match(head.text)
        if own and place.act is not None and (organ := place.memory.organ) is not None:
            return [Asked(organ, organ.name)], "decide"
    return found


# ---- duties ------------------------------------------------------------------------------------------------------------
def _modal(match: re.Match[str], text: str) -> str:
    modal = match["modal"]
    before = text[: match.start("modal")]
    if re.search(r"\b[Dd]ecid(?:es|ed|ing|e)\b[^;]*$", before):
        return "decide"
    if modal in ("should", "ought to"):
        return "should"
    return "authorize" if modal in ("may", "can") else "shall"


def _binds(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Decides that the committee is to develop …; States should …, of an operative paragraph's own."""
    if place.act is None or place.sentence.paragraph.kind != "operative":
        return
    # An annex lays down rules of its own: The Presidents shall take turns in presiding.
    rules = not place.sentence.paragraph.address.startswith("main") and match.start() == 0 and match["modal"] in _STRICT
    held = match["held"] and match["modal"] in _STRICT
    if not match["decides"] and not rules and not held:
        return
    if re.match(
        r"\s(?:not\s)?(?:be|comprise|consist|include|have|apply|require|replace|contain)\b", place.masked.text[match.end() :]
    ):
        return
    low, high = match.span("who")
    who = asked(place, low, high)
    modality = _modal(match, place.masked.text)
    for one in who:
        if one.entity.iri != place.act.iri:
            yield _told(
                place,
                place.act,
                "",
                one,
                match.start("who"),
                match.end("modal"),
                len(place.masked.text),
                modality,
                own_number(place),
                0.75,
            )


#: What binds, not what is allowed or foretold.
_STRICT = ("shall", "must", "should")


def _self(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Decides to …, We commit ourselves to …: the organ binds itself."""
    organ = place.memory.organ
    if place.act is None or organ is None or place.sentence.paragraph.kind != "operative":
        return
    if match[0].startswith("We will") and place.before:
        return  # A declaration's paragraph commits once.
    yield _told(
        place,
        place.act,
        "",
        Asked(organ, organ.name),
        match.start(),
        match.end(),
        len(place.masked.text),
        "decide",
        own_number(place),
        0.7,
    )


_ASKS = re.compile(rf"{_VERB}{_LEAD}")
_BINDS = re.compile(
    r"(?:\b(?P<decides>[Dd]ecid(?:es|ed|ing))\b[^;:]{0,80}?\bthat,?\s(?:[^,;:]{0,80},\s)?|\b(?P<held>[Ss]tress|[Ee]mphasiz|[Uu]nderlin|[Uu]nderscor|[Rr]eiterat|[Rr]eaffirm|[Rr]ecommend|[Aa]ffirm|[Aa]gree)(?:es|e|s),?\sthat,?\s(?:[^,;:]{0,80},\s)?|^)"
    r"(?P<who>(?:(?:the|all|each|any|every|those|relevant|other|[Mm]ember|[Tt]he|[Aa]ll|[Ee]ach)\s)*(?:[\ue000-\ue004\ue009\ue00a]|[a-zA-Z][a-z-]*)(?:(?:\s|,\s)[^\s,;:]+){0,9}?)"
    r"(?:,[^,;:]{2,120},)?\s(?P<modal>should|shall|must|may|ought to|(?:is|are) to|will)\b"
)
_COMMITS = r"(?:commit(?:ted)?|recommit|resolved?|pledge|undertake|decide(?:d)?|agree\sto|(?:are|were)\s(?:\w+\s)?(?:determined|committed|resolved)|rededicate|dedicate|adopt)\b"
_SELF = re.compile(
    r"^(?:(?:Also|Further|Therefore|Hereby|In this regard|Accordingly),?\s)?(?:[Dd]ecid|[Rr]esolv)es,?(?:[^,;:]{2,60},)?\sto\s(?!establish\b)\w+"
    rf"|\b[Ww]e,?\s(?:[^,;]{{2,90}},\s)?(?:(?:also|further|hereby|fully|strongly|therefore|firmly|reaffirm|recognize)\s)*(?:have\s)?{_COMMITS}"
    r"|\b(?:[Rr]ec|[Cc])ommits\s(?:itself\s)?to\b"
    r"|^We\swill\s(?:also\s|further\s|continue\sto\s)?(?!be\b|have\b|need\b|encourage\b|invite\b|work\b|seek\b|continue\b)[a-z]+"
    r"|\b(?:and|regard,?|therefore|Also|Further|further|,)\s(?:[Dd]ecid|[Rr]esolv)es(?:\salso|\sfurther|,[^,;:]{2,60},)?\sto\s(?!establish\b|extend\b)\w+|\b(?:[Rr]eaffirm|[Rr]eiterat)e?s\sits\sdecision(?:,[^;]{2,120},)?\sto\b"
    r"|\b[Ww]e\s[^;]{3,200}?,?\sand\s(?:re)?commit\s(?:ourselves\s)?to\b"
)
RULES: tuple[Rule, ...] = (
    Rule("en.mandates.asks", "mandates", rf"{_VERB}{_LEAD}", _asks),
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
    Rule("en.mandates.asks-by-noun", "mandates", _NOUN, _asks_by_noun),
    Rule("en.mandates.item-of-list", "mandates", _ITEM.pattern, _item),
    Rule("en.mandates.binds", "mandates", _BINDS.pattern, _binds),
    Rule("en.mandates.binds-itself", "mandates", _SELF.pattern, _self),
)
