"""Content negotiation by RFC 9110 section 12.5.1: media ranges with weights against what can be offered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_ITEM = re.compile(r"\s*(?P<type>[\w!#$&^.+-]+|\*)/(?P<subtype>[\w!#$&^.+-]+|\*)\s*(?P<parameters>(?:;[^,]*)?)")

_WEIGHT = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?", re.ASCII)


@dataclass(frozen=True)
class Range:
    """One media range of an Accept header."""

    type: str
    subtype: str
    q: float

    def specificity(self, media_type: str) -> int:
        """How exactly this range names a media type: 3 exactly, 2 by type, 1 by `*/*`, 0 not at all."""
        kind, _, sub = media_type.partition("/")
        if (self.type, self.subtype) == (kind, sub):
            return 3
        if self.type == kind and self.subtype == "*":
            return 2
        return 1 if self.type == "*" and self.subtype == "*" else 0


def ranges(header: str | None) -> list[Range]:
    """The media ranges of an Accept header; malformed ones are left out, an absent header accepts everything."""
    if not header or not header.strip():
        return [Range("*", "*", 1.0)]
    found = []
    for piece in header.split(","):
        match = _ITEM.fullmatch(piece)
        if not match:
            continue
        q = re.search(r";\s*q\s*=\s*([^;\s]*)\s*(?:;|$)", match["parameters"], re.IGNORECASE)
        if q and not _WEIGHT.fullmatch(q[1]):
            continue
        found.append(Range(match["type"].lower(), match["subtype"].lower(), float(q[1]) if q else 1.0))
    return found


def quality(header: str | None, media_type: str) -> float:
    """The weight that an Accept header gives a media type; 0 where it is not acceptable. The most exact range counts."""
    fits = [(r.specificity(media_type), r.q) for r in ranges(header)]
    best = max(fits, default=(0, 0.0))
    return best[1] if best[0] else 0.0


def ordered(header: str | None, offers: Sequence[str]) -> list[str]:
    """The offers that are acceptable, best first; the server's own order settles ties."""
    return list(_ordered(header, tuple(offers)))


@lru_cache(4096)
def _ordered(header: str | None, offers: tuple[str, ...]) -> tuple[str, ...]:
    weighed = [(quality(header, offer), -i, offer) for i, offer in enumerate(offers)]
    return tuple(offer for q, _, offer in sorted(weighed, reverse=True) if q > 0)


def coding(header: str | None, offers: tuple[str, ...]) -> str:
    """The content coding that an Accept-Encoding header prefers among those offered; empty for none (RFC 9110, 12.5.3)."""
    if not header:
        return ""
    told: dict[str, float] = {}
    for piece in header.split(","):
        name, _, weight = (part.strip().lower() for part in piece.partition(";"))
        q = weight.removeprefix("q=").strip() if weight else "1"
        told[name] = float(q) if _WEIGHT.fullmatch(q) else 0.0
    weighed = [(told.get(offer, told.get("*", 0.0)), -i, offer) for i, offer in enumerate(offers)]
    best = max(weighed, default=(0.0, 0, ""))
    return best[2] if best[0] > 0 and best[0] >= told.get("identity", 0.0) else ""
