"""A claim as a ledger keeps it: all that a page shows of it in one row, so that no property is looked up one by one."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: Things that stand beside a claim, as the names of their properties.
THINGS = ("relation", "subject", "object", "standing", "status", "modality", "place", "becomes", "fulfilmentStatus")


@dataclass(frozen=True)
class Rest:
    """What a claim rests on: the evidence, its quotation and its language, the document, and the paragraph's address and
    position in it."""

    evidence: str
    quote: str
    language: str
    document: str
    digest: bool
    address: str
    position: int


@dataclass(frozen=True)
class Card:
    """A claim: the IRIs of THINGS by name, its literals by property (ours by their short names), and what it rests on."""

    things: Mapping[str, str]
    details: Mapping[str, str]
    evidence: tuple[Rest, ...]


#: That of a claim of which the ledger knows nothing.
BLANK = Card({}, {}, ())


def packed(things: Mapping[str, str], details: Mapping[str, str], evidence: Iterable[Rest]) -> bytes:
    """A card as a row holds it: there are as many as claims, and compressed they take half."""
    rests = [(r.evidence, r.quote, r.language, r.document, int(r.digest), r.address, r.position) for r in evidence]
    held = [[things.get(name, "") for name in THINGS], dict(details), rests]
    return zlib.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(row: bytes) -> Card:
    """The card of a row that `packed` made."""
    things, details, rests = json.loads(zlib.decompress(row))
    return Card(
        {name: iri for name, iri in zip(THINGS, things, strict=True) if iri},
        details,
        tuple(Rest(iri, quote, lang, document, bool(digest), *place) for iri, quote, lang, document, digest, *place in rests),
    )
