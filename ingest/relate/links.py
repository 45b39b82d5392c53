"""A hyperlink to a document is a citation of it, whatever its text says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ingest.links import symbol_of
from ingest.model import Claim, Evidence, Paragraph
from ingest.recognise import mint
from ingest.recognise.memory import Memory
from ingest.relate.rules import LONGEST_QUOTE
from ingest.source import Link

#: Characters around the text of a link that its quotation holds on either side.
_AROUND = 80


def link_claims(paragraph: Paragraph, links: Iterable[Link], told: Iterable[Claim], memory: Memory) -> Iterator[Claim]:
    """What the hyperlinks in a paragraph cite, each document once, and not those that it cites in words (`told`)."""
    own = memory.document
    if own is None:
        return
    cited = {claim.object.iri for claim in told if claim.relation == "cites" and claim.object}
    offsets = paragraph.span.offsets
    for link in links:
        start, end = bisect_left(offsets, link.start), bisect_left(offsets, link.end)
        symbol = symbol_of(link.target) if start < end else None
        if symbol is None:
            continue
        entity = mint.by_symbol(memory.lexicon, symbol)
        if entity.iri in cited | {own.iri, memory.act.iri if memory.act else ""}:
            continue
        cited.add(entity.iri)
        evidence = _around(paragraph, start, end)
        printed = paragraph.text[start:end]
        yield Claim("cites", own, entity, evidence, "links.cites", "", printed, confidence=0.97)


def of_paragraph(paragraph: Paragraph, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links whose text stands in a paragraph; `links` are in order."""
    if not links or not paragraph.span.offsets:
        return ()
    first = bisect_left(links, paragraph.span.start, key=lambda link: link.start)
    last = bisect_left(links, paragraph.span.end, key=lambda link: link.start)
    return links[first:last]


def _around(paragraph: Paragraph, start: int, end: int) -> Evidence:
    """The text of a link with some words around it, of its own line and nothing that a page header cuts."""
    text = paragraph.text
    low = max(start - _AROUND, text.rfind("\n", 0, start) + 1, 0)
    stop = text.find("\n", end)
    high = min(end + _AROUND, stop if stop >= 0 else len(text), low + LONGEST_QUOTE)
    while 0 < low < start and text[low - 1].isalnum() and text[low - 1].isascii():
        low += 1
    while end < high < len(text) and text[high].isalnum() and text[high].isascii():
        high -= 1
    a, b = paragraph.span.piece(low, max(high, end))
    if not (a <= start and end <= b):
        a, b = paragraph.span.piece(start, end)
    piece = text[a:b]
    return Evidence(paragraph, a + len(piece) - len(piece.lstrip()), a + len(piece.rstrip()))
