"""Noun phrases of English drafting: what is set up, prolonged or ended where it is no single name of its own.

`behind` reads the phrase that begins at a place (to establish *an ad hoc working group on …*), `before` the one that ends
there (*the trust fund* established by …). Both give its stretch of the masked text and the thing it names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.model import Entity, Mention
from ingest.recognise import mint
from ingest.relate.rules import Place

#: Last words of phrases for what an act may set up. `LOOSE` ones count only where an act is named for them.
HEADS = (
    "group", "subgroup", "committee", "subcommittee", "commission", "mission", "fund", "mechanism", "panel", "office", "unit", "forum", "network", "board", "council",
    "body", "team", "platform", "centre", "secretariat", "partnership", "conference", "tribunal", "court", "force", "roster", "register", "registry", "database", "facility",
    "institute", "rapporteur", "envoy", "alliance", "coalition", "bureau", "authority", "agency", "division", "department", "institution", "organization", "hub", "academy",
    "college", "university", "consortium", "observatory", "bank", "operation", "independent expert", "eminent expert", "special representative", "ombudsperson",
    "coordinator", "fellowship", "think tank", "segment", "tracker", "focal point", "community", "programme", "function",
)  # fmt: skip
LOOSE = (
    "process",
    "list",
    "post",
    "initiative",
    "project",
    "campaign",
    "dialogue",
    "account",
    "portal",
    "window",
    "society",
    "authorization",
)
_PLURAL = {
    "body": "bodies", "agency": "agencies", "community": "communities", "facility": "facilities", "authority": "authorities",
    "registry": "registries", "university": "universities", "society": "societies",
}  # fmt: skip


def _word(head: str) -> str:
    return f"{head}|{_PLURAL.get(head, head + 's')}"


#: A loose word in capitals is part of a name.
_NAMED = "|".join(_word(head.capitalize()) for head in LOOSE)
_TIGHT = re.compile(rf"\b(?:{'|'.join(map(_word, HEADS))}|(?-i:{_NAMED}))$", re.IGNORECASE)
_WIDE = re.compile(rf"\b(?:{'|'.join(map(_word, (*HEADS, *LOOSE)))})$", re.IGNORECASE)
_DETERMINER = re.compile(
    r"\s?(?:the\smandates?\sof\s)?(?:(?P<none>no|any|such|whether)\s)?(?:(?:an?|the|its|their|her|his|our|one|two|three|four|five|six|this|that|these|those|another|new|each of the|own|joint|also|formally|"
    r"hereby|jointly|independent(?!\sexpert|\seminent)|dedicated|proposed|recently|newly|former|current|existing|additional|first)\s)*",
    re.IGNORECASE,
)
#: Words at which a phrase of a thing ends.
_ENDS = (
    "to|which|that|who|whose|with|under|by|as|at|from|within|where|when|consisting|composed|comprising|based|established|created|convened|launched|during|through|until|pursuant|in|and|or|no|not|is|are|was|were|has|have|had|"
    "will|would|should|shall|may|can|could|must|the|an?|its|their|both|all|also|than|if|while|upon|into|since|after|before|between|among|including|subject|taking|starting|beginning|having|led|charged|supported|aimed|using|located|open|responsible"
)
_BOUNDARY = re.compile(rf"(?:{_ENDS})$")
_ABOUT = re.compile(r"\s(?:on|for|of|against|to)\s")
#: Words whose `of` only counts: a variety of coordinating divisions.
_SORT = re.compile(r"\b(?:variety|number|series|set|range|kind|phase)\s$")
#: Where what a phrase is about ends.
_STOP = re.compile(
    r"[,;.:(]|\s(?:which|that|who|with|under|in order|in accordance|by|as|at|from|within|where|whose|consisting|composed|comprising|based|established|convened|during|through|and to|to replace|to succeed|to supersede|until|no later|not later|"
    r"pursuant|in its|in the|in [\ue000-\ue00e]|is|are|was|were|has|have|had|will|shall|and (?:requests|decides|invites|encourages|also|further|welcomes|the))\b"
)
_LONGEST = 130
#: Infinitives that tell what a group is for rather than what was done to set it up.
_PURPOSE = re.compile(
    r"\sto\s(?:assess|study|conduct|prepare|develop|report|investigate|review|promote|assist|support|monitor|examine|consider|oversee|facilitate|elaborate)\b"
)


@dataclass(frozen=True)
class Thing:
    """What a phrase names: its entity and printed name, its stretch [start, end) of the masked text; `bare` where it says
    no more than a committee or the mechanism, `denied` where it is none, any or such a thing."""

    entity: Entity
    printed: str
    start: int
    end: int
    mention: Mention | None = None
    bare: bool = False
    denied: bool = False


# ---- the phrase behind a place -----------------------------------------------------------------------------------------
def behind(place: Place, at: int, *, loose: bool = False) -> Thing | None:
    """The thing named by the phrase that begins at a place of the masked text, or None."""
    text = place.masked.text
    at = _past_insertion(text, at)
    determiner = _DETERMINER.match(text, at)
    start = determiner.end() if determiner else at
    found = _head(place, start, _WIDE if loose else _TIGHT)
    if found is None:
        return None
    head_end, mention = found
    denied = bool(determiner and determiner["none"])
    if mention is not None:
        return Thing(mention.entity, mention.printed, start, head_end, mention, denied=denied)
    return _unnamed(place, start, _with_subject(text, head_end), denied=denied)


def _past_insertion(text: str, at: int) -> int:
    """Behind what commas set apart: establish, subject to the availability of resources, a platform."""
    inserted = re.match(
        r"\s[a-z]+ly(?=\s(?:an?|the|its|one|two|three)\s)|,\s[^;]{3,160}?,(?=\s(?:an?|the|its|one|two|three)\s)"
        r"|\s(?:for\sa\sfurther\speriod|on\s(?:a|an)\s[a-z]+\sbasis|for\s[^,;]{3,40})[^;]{0,120}?,?(?=\s(?:an?|the|its)\s)",
        text[at:],
    )
    return at + inserted.end() if inserted else at


def _head(place: Place, start: int, heads: re.Pattern[str]) -> tuple[int, Mention | None] | None:
    """The end of the head noun of the phrase that begins at `start`, and the mention that it is."""
    text, masked = place.masked.text, place.masked
    found: tuple[int, Mention | None] | None = None
    for token in re.finditer(r"[^\s“”，]+", text[start : start + _LONGEST]):
        low, word = start + token.start(), token[0]
        bare = word.rstrip(",;:.)”")
        mention = masked.mentions.get(low)
        ends = _BOUNDARY.match(bare) is not None or bare in ("on", "for", "of", "against")
        if word[0] in "(“" or (found is not None and ends):
            break
        if ends and not (bare in ("and", "based", "led", "open") or (bare == "of" and _SORT.search(text[start:low]))):
            break
        if mention is not None and len(bare) <= 1:
            if mention.kind not in ("body", "fund", "system", "post", "group", "state", "place", "instrument"):
                break
            if is_thing(mention, heads):
                found = (low + 1, mention)
            else:
                # regional programme offices: those found as a group by the noun of an organ are one when set up.
                found = (low + 1, None) if mention.kind == "group" and heads.search(mention.printed) else None
        else:
            # A noun behind a head makes that one its attribute: a panel discussion.
            found = (low + len(bare), None) if heads.search(text[start : low + len(bare)]) else None
        if word != bare and (found is not None or word[-1] in ";:.)"):
            break
    return found


def is_thing(mention: Mention, heads: re.Pattern[str] = _TIGHT) -> bool:
    """Whether a mention names what can be set up: an organ, fund or post, or a programme or platform told as an instrument."""
    if mention.kind in ("body", "fund", "system", "post"):
        return True
    own = re.split(r"\s(?:of|on|for)\s", mention.printed)[0]
    return mention.kind == "instrument" and heads.search(own) is not None and not own.endswith("Action Programme")


def _with_subject(text: str, head: int) -> int:
    """The end of a phrase with what the thing is on, for or of."""
    about = _ABOUT.match(text, head)
    if about is None or (about[0] == " to " and not _PURPOSE.match(text, head)):
        return head
    stop = _STOP.search(text, about.end(), head + _LONGEST)
    return stop.start() if stop else head


def _unnamed(place: Place, start: int, end: int, *, denied: bool = False) -> Thing | None:
    printed = tidied(place.masked.printed(start, end))
    if len(printed) < 4 or not printed[0].isalnum():
        return None
    return Thing(thing(place, printed), printed, start, end, None, len(printed.split()) == 1, denied)


# ---- the phrase before a place -----------------------------------------------------------------------------------------
#: The link between a thing and the participle that tells of it, with its short form in brackets.
_LINK = re.compile(
    r"(?:\s\((?:“|the\s|hereinafter)?[^()]{1,60}\))?(?:,\sas\s(?:referred to|described|set out|mentioned|provided for)\s[^,;]{3,80})?"
    r"(?:,?\s(?:as|which|that|who)?\s?(?:was|were|has been|have been|had been|is|are)?\s?"
    r"(?:also\s|originally\s|first\s|recently\s|initially\s|newly\s|jointly\s|duly\s|since\s|so\s|formally\s|already\s)*|,?\sas\s)$"
)
#: the report of the Preparatory Committee, established by …: the Committee was.
_REPORT_OF = re.compile(r"^(?:reports?|notes?) (?:of|by) the (?:.+ and the )?(?P<name>[A-Z].+)$")
#: Words that no phrase of a thing holds.
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|will|shall|with a view|ensuring)\b")
_STARTS = re.compile(
    r"(?<![^\s(])(?P<lead>(?:A|An|The|Its|No|Any|Such|Each of the)(?=\s)|an?|the|its|their|his|her|this|that|these|those|no|any|such|each of the|other|own|two|three|four|five|six|of)\s"
)


def before(place: Place, verb: int, *, loose: bool = False) -> Thing | None:
    """The thing named by the phrase that ends where a participle begins: the trust fund, which was established …"""
    text, masked = place.masked.text, place.masked
    link = _LINK.search(text, max(0, verb - 220), verb)
    end = link.start() if link else verb
    while end > 0 and text[end - 1] in " ,”":
        end -= 1
    low = max((m.end() for m in re.finditer(r"[;:]\s|\.\s", text[:end])), default=0)
    mention = masked.mentions.get(end - 1)
    if mention is not None and mention.kind == "document" and (of := _REPORT_OF.match(mention.printed)):
        return Thing(thing(place, of["name"]), of["name"], end - 1, end)
    if mention is not None and is_thing(mention, _WIDE):
        denied = re.search(r"\b(?:no|any)\s$", text[: end - 1]) is not None
        if of_another := re.search(r"\b(?:[Rr]apporteur|[Ee]nvoy|[Rr]epresentative)\sof\s(?:the\s)?$", text[: end - 1]):
            return _unnamed(place, of_another.start(), end)
        return Thing(mention.entity, mention.printed, end - 1, end, mention, denied=denied)
    if mention is not None and mention.kind == "group" and _TIGHT.search(mention.printed) and loose:
        return Thing(thing(place, mention.printed), mention.printed, end - 1, end)
    heads = _WIDE if loose else _TIGHT
    starts = [(low + m.end(), m["lead"]) for m in _STARTS.finditer(text[low:end])]
    for start, lead in list(reversed(starts))[:8]:
        phrase = text[start:end]
        own = re.match(r"(?:(?!\b(?:on|for|of|against|in|under|within|to|that|which|with|by)\b)[^,;()])+", phrase)
        if own is None or "," in phrase or len(phrase) > _LONGEST or _CLAUSE.search(phrase):
            continue
        whole = own[0].rstrip()
        about = heads.search(phrase) and " " in phrase and not re.search(r"\b(?:to|that|which|with|by)\b", phrase)
        if heads.search(whole) or about:
            return _unnamed(place, start, end, denied=lead.lower() in ("no", "any", "such"))
        held = masked.mentions.get(start + len(whole) - 1)
        if held is not None and is_thing(held):
            return Thing(held.entity, held.printed, start, end, held)
    low = max(low, text.rfind(", ", low, end) + 2 if ", " in text[low:end] else low)
    tail = re.search(r"(?<!\S)(?:[A-Za-z-]+\s){0,5}[a-z-]+$", text[low:end])
    if tail and heads.search(tail[0]) and not any(start > low for start, _ in starts):
        return _unnamed(place, low + tail.start() + _led(tail[0]), end)
    return None


def _led(words: str) -> int:
    """How much of a few words before a head noun belongs to something else: including, other relevant."""
    lead = re.match(
        r"(?:[a-z-]+\s){0,4}and\s(?=[a-z-]+\s[a-z-]+)|(?:(?:[A-Z][a-z]+s|including|through|appropriate|encourages|requests|invites|with|by|to|from|and|or|as|all|other|relevant|various|existing)\s)+",
        words,
    )
    return lead.end() if lead else 0


# ---- names and entities -------------------------------------------------------------------------------------------------
_ARTICLE = re.compile(
    r"^(?:an?|the|its|their|her|his|our|one|two|three|another|new|such an?|additional|proposed|existing|current|said|independent,|other|relevant|own|each of the)\s",
    re.IGNORECASE,
)


def tidied(name: str) -> str:
    """A noun phrase without its article."""
    name = re.sub(r"\s+", " ", name).strip(" ,")
    while match := _ARTICLE.match(name):
        name = name[match.end() :]
    return name


def thing(place: Place, name: str) -> Entity:
    """What a noun phrase names: the register's, one that the document named before, or a new one of this document."""
    name = tidied(name)
    known = place.memory.lexicon.named(name) or place.memory.local.get(name)
    if known is not None:
        return known
    last = re.split(r"\s(?:on|for|of|against)\s", name)[0].split(" ")[-1].lower()
    kind = "fund" if last in ("fund", "funds", "account") else "body"
    if last in ("database", "register", "registry", "list", "roster", "portal"):
        kind = "system"
    scope = "" if len(name.split()) > 5 else place.document.iri
    entity = mint.body(place.memory.lexicon, name, scope, kind=kind, language="en")
    place.memory.local[name] = entity
    place.memory.heads[entity.iri] = last
    return entity
