"""Acts and documents that an English paragraph cites, and who wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relate.en.scope import standing
from ingest.relate.rules import Place, Rule, Told, group, when

#: A name that only points back to what was named before: the instrument, the Agreement.
_POINTS = re.compile(
    r"^[a-z]+$|^(?:Agreement|Convention|Protocol|Plan|Strategy|Framework|Declaration|Agenda|Instrument|Programme)$"
)
_AUTHOR = re.compile(r"^(?:reports?|notes?|memorandum|summary) (?:of|by|from) the (?P<who>.+)$", re.IGNORECASE)


def _cited(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Every act or document that is named, once a paragraph and provision."""
    mention = group(match, "object", place)[0]
    memory = place.memory
    own = memory.document
    itself = {e.iri for e in (own, memory.act) if e is not None}
    if own is None or (mention.entity.iri in itself and not mention.provision):
        return
    if _POINTS.match(mention.printed) and not mention.provision:
        return
    title = place.document.masthead.title or ""
    symbol = any(name == "symbol" for name, _ in mention.entity.properties)
    if place.sentence.paragraph.kind == "front" and not symbol and mention.printed in title:
        return
    yield Told(own, mention.entity, match.start(), match.end(), "", mention.printed, confidence=0.95,
               details={"provision": mention.provision})  # fmt: skip


def _written(match: re.Match[str], place: Place) -> Iterator[Told]:
    """The report of the Secretary-General on …: its name says who wrote it."""
    work = group(match, "object", place)[0]
    told = _AUTHOR.match(work.printed)
    if told is None:
        return
    hits = [h for h in place.memory.lexicon.hits(told["who"]) if h.start == 0]
    longest = max(hits, key=lambda h: h.end, default=None)
    author = longest.candidates[0] if longest else None
    if author is not None and author.kind in ("body", "post"):
        yield Told(author, work.entity, match.start(), match.end(), told["who"], work.printed, confidence=0.85)


def _under(match: re.Match[str], place: Place) -> Iterator[Told]:
    """The present report has been prepared pursuant to resolution …"""
    own = place.memory.document
    act = group(match, "act", place)[0]
    if own is not None and own.iri != act.entity.iri:
        yield Told(
            own, act.entity, match.start(), match.end(), "", act.printed, confidence=0.9, details={"provision": act.provision}
        )


def _made(match: re.Match[str], place: Place) -> Iterator[Told]:
    """The Programme published the Outlook in March 2019."""
    work = group(match, "object", place)[0]
    for who in group(match, "subject", place)[-1:]:
        if who.entity.iri != work.entity.iri and standing(place.masked, match.start("verb"), "past") == "asserted":
            yield Told(who.entity, work.entity, match.start(), match.end(), who.printed, work.printed, confidence=0.8,
                       details=when(match, place, "date"))  # fmt: skip


RULES: tuple[Rule, ...] = (
    Rule(
        "en.cites.named",
        "cites",
        r"(?P<object>{decision}|{document}|{instrument})",
        _cited,
        ("narrative", "operative", "preambular", "footnote", "front", "table"),
    ),
    Rule("en.produces.report-of", "produces", r"{document:object}", _written),
    Rule(
        "en.produces.published",
        "produces",
        r"(?P<subject>{body}|{post}|{group})\s(?:has\s|had\s|have\s|also\s|jointly\s)*(?P<verb>published|issued|launched|released|prepared|produced|drafted|compiled)\s(?:the\s|its\s|a\s)?(?:(?:first|second|third|fourth|fifth|sixth)\s)?"
        r"(?P<object>{document}|{instrument}|{system})(?:\s(?:in|on)\s{date:date})?",
        _made,
    ),
    Rule(
        "en.prepared-under.present-report",
        "prepared_under",
        r"\b[Tt]he\spresent\s(?:report|note|document)\s(?:has\sbeen|was|is|had\sbeen)\s(?:prepared|submitted|issued)\s(?:pursuant\sto|in\saccordance\swith|in\sresponse\sto|under|further\sto|in\scompliance\swith)\s(?:the\s)?(?:[^,;.]{0,40}?(?:of|in)\s)?(?:{body}\s)?{decision:act}",
        _under,
    ),
    Rule(
        "en.prepared-under.pursuant-to",
        "prepared_under",
        r"^(?:Pursuant\sto|In\saccordance\swith|In\sresponse\sto|As\srequested\s(?:in|by))\s(?:[^,;.]{0,60}?(?:of|in)\s)?(?:the\s)?(?:{body}\s)?{decision:act}[^;.]{0,60}?,\sthe\spresent\s(?:report|note|document)\b",
        _under,
    ),
)
