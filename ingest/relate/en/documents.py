"""Acts and documents that an English paragraph cites, and who wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relate.rules import Place, Rule, Told, group

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


RULES: tuple[Rule, ...] = (
    Rule(
        "en.cites.named",
        "cites",
        r"(?P<object>{decision}|{document}|{instrument})",
        _cited,
        ("narrative", "operative", "preambular", "footnote", "front", "table"),
    ),
    Rule("en.produces.report-of", "produces", r"{document:object}", _written),
)
