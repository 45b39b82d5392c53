"""Acts and documents that an English paragraph cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relate.rules import Place, Rule, Told, group

_PROVISIONS = re.compile(r",|-(?=\d)")


def _cited(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Every act or document that is named, once a paragraph and provision."""
    mention = group(match, "object", place)[0]
    own = place.memory.document
    if own is None or (mention.entity.iri == own.iri and not mention.provision):
        return
    yield Told(own, mention.entity, match.start(), match.end(), "", mention.printed, confidence=0.95,
               details={"provision": mention.provision})  # fmt: skip


RULES: tuple[Rule, ...] = (
    Rule(
        "en.cites.named",
        "cites",
        r"(?P<object>{decision}|{document}|{instrument})",
        _cited,
        ("narrative", "operative", "preambular", "footnote", "front", "table"),
    ),
)
