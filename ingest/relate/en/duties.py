"""Duties in English drafting: what an organ lays down or binds itself to, and the items of a list that share a head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relate.en.addressees import Asked, asked
from ingest.relate.en.asking import ASKS, is_operative, phrase, stem, tell_asked, until_next
from ingest.relate.en.scope import own_number
from ingest.relate.masks import Masked
from ingest.relate.rules import Place, Rule, Told

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
            yield tell_asked(
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
    for match in ASKS.finditer(head.text):
        if not is_operative(match, head.text):
            continue
        end = until_next(head.text, match.end())
        those = phrase(head.text, match.end(), end)
        if those is not None and (who := asked(there, match.end(), those[0])):
            found = who, stem(match["verb"])
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
            yield tell_asked(
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
    yield tell_asked(
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


def under_duty(place: Place) -> bool:
    """Whether the paragraph is an item of what someone is to do: to invite others is then part of that."""
    return place.sentence.start == _first(place) and any(_head(head, place) for head in place.heads)


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
    Rule("en.mandates.item-of-list", "mandates", _ITEM.pattern, _item),
    Rule("en.mandates.binds", "mandates", _BINDS.pattern, _binds),
    Rule("en.mandates.binds-itself", "mandates", _SELF.pattern, _self),
)
