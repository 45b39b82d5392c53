"""Sentence by sentence, formula by formula: what a document claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.dates import Calendar
from ingest.model import Claim, Document, Entity, Mention, Paragraph, Sentence
from ingest.recognise.memory import Memory
from ingest.relate.headings import Headings
from ingest.relate.masks import Masked, mask
from ingest.relate.rules import Place, Rule

#: How many meetings back a sentence may refer.
_SPOKEN = 12


@dataclass(frozen=True)
class Grammar:
    """What relating needs of a language: its formulas and calendar, who acts in a sentence, at which meeting it takes
    place (as told up to a masked position), the words that announce a list of options, the words of headings, and what a
    table tells."""

    rules: tuple[Rule, ...]
    calendar: Calendar
    subject: Callable[[Masked], Entity | None]
    meeting: Callable[[Masked, int], Mention | None]
    options: re.Pattern[str]
    headings: Headings
    tables: Callable[[Paragraph, Memory], Iterator[Claim]]


@dataclass
class Relater:
    """Holds what passes from sentence to sentence: who acted last, which paragraph heads which."""

    document: Document
    memory: Memory
    grammar: Grammar
    acts: dict[str, Entity]
    """Address of a part to the decision or plan whose own text it is."""
    own: Entity | None = None
    """The decision whose own text the document is, with all parts that are no other act's."""
    implementing: Mention | None = None
    """The act whose implementation the section now read is about."""
    _subjects: dict[str, Entity] = field(default_factory=dict)
    """Paragraph address to the last subject in it."""
    _heads: dict[str, Masked] = field(default_factory=dict)
    """Paragraph address to its last sentence, where that introduces a list."""
    _meetings: list[Entity] = field(default_factory=list)

    def read(self, sentences: list[Sentence]) -> Iterator[Claim]:
        """The claims of one paragraph's sentences, in order, each once."""
        seen: dict[tuple[object, ...], Claim] = {}
        subject: Entity | None = None
        meeting: Mention | None = None
        before: tuple[Masked, ...] = ()
        for sentence in sentences:
            address = sentence.paragraph.address
            masked, self.memory.year = mask(sentence, self.memory.year, self.grammar.calendar)
            above = _above(address)
            if subject is None:
                subject = next((self._subjects[a] for a in above if a in self._subjects), None)
            heads = tuple(self._heads[a] for a in above if a in self._heads)
            place = Place(
                self.document,
                sentence,
                masked,
                self.memory,
                subject,
                self._act_of(address),
                heads,
                _lists_options(above, self._heads, self.grammar.options),
                meeting,
                tuple(self._meetings),
                self.implementing,
                before,
            )
            for rule in self.grammar.rules:
                for claim in rule.claims(place):
                    key = _key(claim)
                    if key not in seen or _is_closer(claim, seen[key]):
                        seen[key] = claim
                        yield claim
            before = (masked, *before)
            subject = self.grammar.subject(masked) or subject
            front = sentence.paragraph.kind == "front"
            named = [m.entity for m in sentence.mentions if m.kind in ("session", "meeting") and not front]
            self._meetings = [*reversed(named), *self._meetings][:_SPOKEN]
            meeting = self.grammar.meeting(masked, len(masked.text)) or meeting
            if subject is not None:
                self._subjects[address] = subject
            if masked.text.rstrip().endswith(("：", ":")):
                self._heads[address] = masked

    def _act_of(self, address: str) -> Entity | None:
        parts = [part for part in self.acts if address == part or address.startswith(part + "/")]
        return self.acts[max(parts, key=len)] if parts else self.own


def _above(address: str) -> list[str]:
    """The addresses above one, nearest first."""
    pieces = address.split("/")
    return ["/".join(pieces[:n]) for n in range(len(pieces) - 1, 1, -1)]


def _lists_options(above: list[str], heads: dict[str, Masked], options: re.Pattern[str]) -> bool:
    """Whether one of the paragraphs above announces options."""
    return any(options.search(heads[a].sentence.text) for a in above if a in heads)


def _is_closer(claim: Claim, before: Claim) -> bool:
    """Whether a later sentence tells the day of a meeting more closely than the one before: `in 2017`, `in December 2017`."""
    start, known = claim.details.get("start") or "", before.details.get("start") or ""
    closer = len(start) > len(known) > 0 and start.startswith(known)
    return claim.relation == "holds" and closer and claim.evidence.start != before.evidence.start


def _key(claim: Claim) -> tuple[object, ...]:
    number = claim.details.get("amount") or claim.details.get("value")
    if claim.relation == "establishes":
        number = claim.details.get("date")
    return (
        claim.relation,
        claim.subject.iri,
        claim.object.iri if claim.object else "",
        claim.details.get("provision", ""),
        number,
        claim.details.get("action", "") if claim.relation in ("mandates", "fulfils", "proposes") else "",
    )
