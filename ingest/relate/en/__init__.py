"""The formulas of English UN drafting: one file a family of relations; a new family is one file and one line here."""

import re
from collections.abc import Iterator

from ingest import dates_en
from ingest.model import Claim, Entity, Mention, Paragraph
from ingest.recognise.memory import Memory
from ingest.relate.en import acts, changes, documents, duties, figures, founding, mandates, meetings, names, people, structure
from ingest.relate.engine import Grammar
from ingest.relate.headings import Headings
from ingest.relate.masks import Masked
from ingest.relate.rules import Rule

RULES: tuple[Rule, ...] = (
    *founding.RULES,
    *changes.RULES,
    *names.RULES,
    *acts.RULES,
    *mandates.RULES,
    *duties.RULES,
    *meetings.RULES,
    *people.RULES,
    *figures.RULES,
    *structure.RULES,
    *documents.RULES,
)


def _subject(masked: Masked) -> Entity | None:
    """Who acts in a sentence, for the next one that names nobody: the first body that it begins with."""
    first = next((m for i, m in sorted(masked.mentions.items()) if m.kind in ("body", "post", "session", "meeting")), None)
    return first.entity if first else None


def _meeting(masked: Masked, at: int) -> Mention | None:
    """The session or meeting named last before a place."""
    return next((m for m in reversed(masked.found(0, at)) if m.kind in ("session", "meeting")), None)


def _tables(paragraph: Paragraph, memory: Memory) -> Iterator[Claim]:
    yield from ()


HEADINGS = Headings(
    carried_out_before=re.compile(r"\b(?:[Ii]mplementation|[Ff]ollow-up|[Ii]mplementing)\s(?:of|to)?\s?(?:the\s)?$"),
    carried_out_behind=re.compile(r":?\s(?:implementation|follow-up)\b"),
    binding_title=re.compile(
        r"(?:Plan|Strategy|Convention|Protocol|Declaration|Decision|Resolution|Rules of Procedure|Programme of Action)\b"
    ),
    lists_annex=re.compile(r"Annex\s?(?:\d+|[IVX]+)?\s?[:.]\s?\S"),
)
GRAMMAR = Grammar(
    RULES,
    dates_en.CALENDAR,
    _subject,
    _meeting,
    re.compile(r"\b[Oo]ptions?\b"),
    HEADINGS,
    _tables,
)
