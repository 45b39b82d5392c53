"""Noun phrases of English drafting that are no proper names: an ad hoc open-ended working group on …"""

from __future__ import annotations

import re

from ingest.model import Entity
from ingest.recognise import mint
from ingest.relate.rules import Place

#: Head nouns, in small letters, of what an act may set up.
HEADS = (
    "working group", "expert group", "advisory group", "consultative group", "negotiating committee", "preparatory committee", "steering committee", "task force", "task team",
    "trust fund", "fact-finding mission", "commission of inquiry", "group of experts", "panel of experts", "monitoring team", "focal point", "focal points", "contact group", "group",
    "subgroup", "committee", "subcommittee", "commission", "mission", "fund", "mechanism", "mechanisms", "panel", "office", "unit", "forum", "programme", "network", "board",
    "council", "body", "bodies", "team", "platform", "centre", "secretariat", "process", "partnership", "conference", "tribunal", "court", "force", "roster", "register",
    "registry", "database", "facility", "institute", "post", "position", "envoy", "rapporteur", "expert", "experts", "alliance", "coalition", "union", "system", "bureau",
    "authority", "agency", "division", "section", "department", "institution", "organization", "hub", "initiative", "project", "campaign", "framework", "academy", "college",
    "university", "consortium", "observatory", "list", "regime", "scheme", "arrangement", "arrangements", "segment", "dialogue", "account", "presence", "representative",
)  # fmt: skip
_HEAD = "|".join(sorted(HEADS, key=len, reverse=True))
_STOP = (
    r"(?=[,;.:]|\s\(|$|\s(?:to|which|that|who|with|under|in order|in accordance|by|as|at|from|within|where|whose|consisting|composed|comprising|based|established|during|through|"
    r"and to|until|no later|not later|pursuant|in its|in the|and (?:requests|decides|invites|encourages|also|further))\b)"
)
#: A noun phrase about a head noun, with what it is for or on.
NOUN = (
    rf"(?P<new>(?:(?:[Aa]n?|[Tt]he|[Ii]ts|[Oo]ne|[Tt]wo|[Tt]hree|[Aa]nother|[Nn]ew|[Ss]uch an?)\s)?(?:(?:[a-z0-9][\w’-]*|[A-Z][\w’-]*|[\ue000-\ue00d]),?\s(?:and\s)?){{0,7}}?"
    rf"(?:{_HEAD})\b(?:\s(?:on|for|of|against)\s(?:(?![,;.:]|\s(?:to|which|that|with|under|by|as|at|from)\b).){{3,110}}?)?){_STOP}"
)
_ARTICLE = re.compile(
    r"^(?:an?|the|its|one|two|three|another|new|such an?|additional|proposed|existing|current|said|independent,)\s", re.IGNORECASE
)
_EMPTY = re.compile(
    r"^(?:an?|the|its|their|this|such|any|each|all|other|these|those|new|same|said|relevant|appropriate)?\s?\w+$", re.IGNORECASE
)


def tidied(name: str) -> str:
    """A noun phrase without its article."""
    name = re.sub(r"\s+", " ", name).strip(" ,")
    while match := _ARTICLE.match(name):
        name = name[match.end() :]
    return name


def is_empty(name: str) -> bool:
    """Whether a phrase names nothing of its own: a mechanism, the process, such arrangements."""
    return bool(_EMPTY.match(name.strip()))


def thing(place: Place, name: str) -> Entity:
    """What a noun phrase names: the register's, one that the document named before, or a new one of this document."""
    name = tidied(name)
    known = place.memory.lexicon.named(name) or place.memory.local.get(name)
    if known is not None:
        return known
    head = next((h for h in sorted(HEADS, key=len, reverse=True) if re.search(rf"\b{h}\b", name)), "")
    kind = (
        "fund"
        if "fund" in head or head == "account"
        else "system"
        if head in ("database", "register", "registry", "list", "roster")
        else "body"
    )
    scope = "" if len(name.split()) > 5 else place.document.iri
    entity = mint.body(place.memory.lexicon, name, scope, kind=kind, language="en")
    place.memory.local[name] = entity
    place.memory.heads[entity.iri] = head
    return entity
