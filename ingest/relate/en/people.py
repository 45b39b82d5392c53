"""People in English: who chaired, who held which post, who took part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.relate.en.scope import standing
from ingest.relate.rules import Place, Rule, Told, group


def _meeting(match: re.Match[str], place: Place, kinds: tuple[str, ...]) -> tuple[Entity, str] | None:
    """The meeting that a formula names, else the one named last."""
    named = group(match, "object", place)
    mention = named[-1] if named else place.named_before(kinds, match.start())
    return (mention.entity, mention.printed) if mention is not None else None


def _chaired(match: re.Match[str], place: Place) -> Iterator[Told]:
    """The meeting was chaired by Ms. …; co-chaired by …; Mr. … was elected President."""
    posts = group(match, "post", place)
    told = (match["role"] or posts[0].printed).lower()
    role = "co-chair" if told.startswith("co") else "facilitator" if told.startswith("facil") else "chair"
    owner = place.memory.owner(posts[0].entity) if posts else None
    meeting = (owner, posts[0].printed) if owner is not None else _meeting(match, place, ("session", "meeting", "body"))
    if meeting is None or standing(place.masked, match.start("verb"), "past") != "asserted":
        return
    for person in group(match, "subject", place):
        yield Told(
            person.entity, meeting[0], match.start(), match.end(), person.printed, meeting[1], "asserted", 0.85, {"role": role}
        )


def _position(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Mr. …, Executive Director of …: the body whose post it is, else the State that stands before the title."""
    person = group(match, "subject", place)[0]
    post = group(match, "post", place)[0]
    owner = place.memory.owner(post.entity) or next(
        (place.memory.lexicon.by_iri(value) for name, value in post.entity.properties if name == "postIn"), None
    )
    body = owner or next((m.entity for m in group(match, "body", place)), None)
    if body is not None:
        yield Told(person.entity, body, match.start(), match.end(), person.printed, "", "asserted", 0.85, {"role": post.printed})


def _attended(match: re.Match[str], place: Place) -> Iterator[Told]:
    """The session was attended by representatives of …; representatives of … attended the session."""
    meeting = _meeting(match, place, ("session", "meeting"))
    verb = match.start("verb")
    if meeting is None or standing(place.masked, verb, "past") != "asserted":
        return
    for who in group(match, "subject", place):
        if who.entity.iri != meeting[0].iri:
            yield Told(who.entity, meeting[0], match.start(), match.end(), who.printed, meeting[1], "asserted", 0.85)


_HONORIFIC = r"(?:Mr\.|Ms\.|Mrs\.|Dr\.|H\.E\.|Ambassador)?\s?"
_MANY = r"(?P<subject>(?:{state}|{body})(?:(?:,\s(?:and\s)?|\sand\s|\sas\swell\sas\s)(?:the\s)?(?:{state}|{body}))*)"
RULES: tuple[Rule, ...] = (
    Rule(
        "en.chairs.chaired-by",
        "chairs",
        rf"(?:{{assembly:object}}(?:\sof\s(?:the\s)?{{body}})?\s(?:was|were)\s)?(?P<verb>(?P<role>co-chaired|chaired|co-facilitated|facilitated|presided\sover))\sby\s{_HONORIFIC}{{person+:subject}}",
        _chaired,
    ),
    Rule(
        "en.chairs.elected",
        "chairs",
        r"{person:subject}(?:\s\([^)]{1,40}\)|,\s[^,;]{1,60},)?\s(?:was|were)\s(?:then\s|unanimously\s)?(?P<verb>elected|re-elected)\s(?:as\s)?(?:the\s)?(?:(?P<role>President|Chairperson|Chairman|Chairwoman|Chair|Co-Chairs?|Facilitator)|{post:post})"
        r"(?:\sof\s(?:the\s)?(?P<object>{assembly}|{body}))?",
        _chaired,
    ),
    Rule("en.chairs.took-the-chair", "chairs", r"{person:subject}(?:\s\([^)]{1,40}\)|,\s[^,;]{1,60},)?\s(?P<verb>(?P<role>chaired|presided\sover|co-chaired|facilitated))\s(?:the\s)?(?P<object>{assembly}|{body})", _chaired),
    Rule("en.has-position.name-and-title", "has_position",
         r"{person:subject}(?:\s\([^)]{1,40}\))?,\s(?:the\s)?(?:(?:then|former|new|acting)\s)?{post:post}(?:\s(?:of|for|to)\s(?:the\s)?(?P<body>{body}|{state}))?", _position),
    Rule("en.has-position.title-and-name", "has_position", rf"(?:[Tt]he\s){{post:post}}(?:\sof\s(?:the\s)?(?P<body>{{body}}|{{state}}))?,\s{_HONORIFIC}{{person:subject}}", _position),
    Rule(
        "en.participates.attended-by",
        "participates",
        rf"(?:{{assembly:object}}(?:\sof\s(?:the\s)?{{body}})?\s(?:was|were)\s)?(?P<verb>attended)\sby\s(?:(?:representatives|{{group}})\sof\s)?(?:the\s(?:following\s)?)?{_MANY}",
        _attended,
    ),
    Rule(
        "en.participates.representatives",
        "participates",
        rf"\b[Rr]epresentatives\s(?:from|of)\s(?:the\s)?(?:following\s[^:]{{3,40}}:\s)?{_MANY}\s(?:also\s)?(?P<verb>attended|participated\sin|took\spart\sin|were\spresent\sat)\s(?:the\s)?(?:{{assembly:object}}|meeting|session)",
        _attended,
    ),
)  # fmt: skip
