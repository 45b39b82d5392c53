"""Claims as rows of a page: what is said, of what, when, and the words that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from api.views.names import Link, Names
from graph.iris import Iris
from graph.ledger import Wanted
from graph.ledger_cards import BLANK, Card
from graph.store import value
from graph.vocabulary import CONCEPT, DCTERMS, MG, RELATIONS

#: Most claims that a page reads of one relation; the table of facts pages through the rest.
SOME = 40
#: Actions of this length were cut off when they were read.
_CUT = 78
#: Details that are words of a scheme, or of ours.
_TERMS = {"measure": "measure", "role": "participation-role", "unit": "unit"}
_ORDER = {name: place for place, name in enumerate(RELATIONS)}


@dataclass(frozen=True)
class Source:
    """Where a claim is read: the quotation, its document, paragraph and file. `anchor` is the paragraph's on its page."""

    iri: str
    quote: str
    lang: str
    document: Link
    address: str
    digest: bool
    position: int

    @property
    def anchor(self) -> str:
        return Iris().paragraph("", self.address).lstrip("/")


@dataclass(frozen=True)
class Fact:
    """One claim. `relation` is its short name (`establishes`), `verb` the concept with its label."""

    iri: str
    relation: str
    verb: Link
    subject: Link
    object: Link | None
    standing: str
    status: str
    confidence: str
    details: dict[str, str]
    modality: Link | None
    place: Link | None
    becomes: Link | None
    sources: tuple[Source, ...]

    @property
    def source(self) -> Source | None:
        return self.sources[0] if self.sources else None

    @property
    def curated(self) -> bool:
        return self.status == "curated"

    @property
    def provision(self) -> str:
        return self.details.get("provisionNumber", "")

    @property
    def action(self) -> str:
        return self.details.get("action", "")

    @property
    def told_action(self) -> str:
        """The action as it is shown: where it is cut off in the middle of its quotation it ends between words, with a mark."""
        action = self.action
        quote = next((s.quote for s in self.sources if action and action in s.quote), "")
        # Where the two are printed differently, only the length tells.
        rest = quote.partition(action)[2] if quote else "x" * (len(action) >= _CUT)
        if not rest or not (rest[0].isalnum() or rest[0] == " "):
            return action
        if rest[0] != " " and action.isascii():
            action = action.rpartition(" ")[0] or action
        return action.rstrip(" ,;:，、；：") + " …"

    @property
    def date(self) -> str:
        """The day, month or year of it; of a stretch of time, its beginning."""
        return self.details.get("date") or self.details.get("start") or self.details.get("asOf") or ""

    @property
    def end(self) -> str:
        return self.details.get("end", "") if self.details.get("end") != self.details.get("start") else ""

    @cached_property
    def order(self) -> tuple[int, str, str, int, str]:
        source = self.source
        return (
            _ORDER.get(self.relation, len(_ORDER)),
            self.date or "9999",
            source.document.iri if source else "",
            source.position if source else 0,
            self.iri,
        )


class Facts:
    """Reads claims of one generation, each once. Made for one page; nothing is kept longer."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.ledger = names.ledger
        self.store = names.store
        self._facts: dict[str, Fact] = {}

    def number(self, iri: str) -> int:
        """How many claims have a thing as subject, object, place or outcome."""
        return self.ledger.count(Wanted(about=iri))

    def about(self, iri: str, *relations: str) -> list[Fact]:
        """The claims about a thing in the order of relations, time and text, of all relations or of the given ones.

        Of each relation at most SOME are read: a page shows fewer, and of the largest bodies there are tens of thousands.
        """
        if not relations:
            return self.some(iri, SOME)
        return self.read(c for name in relations for c in self.ledger.claims(Wanted(about=iri, relation=name), SOME))

    def some(self, iri: str, most: int) -> list[Fact]:
        """The claims about a thing in the same order, of each relation at most so many."""
        return self.read(self.ledger.about(iri, most))

    def read(self, claims: Iterable[str]) -> list[Fact]:
        """Claims by their IRIs, sorted."""
        return sorted(self.each(claims), key=lambda fact: fact.order)

    def each(self, claims: Iterable[str]) -> list[Fact]:
        """Claims by their IRIs, in the order in which they are given."""
        wanted = list(claims)
        cards = self.ledger.cards(claim for claim in wanted if claim not in self._facts)
        ends = {iri for card in cards.values() for iri in card.things.values()}
        self.names.prime(ends | {rest.document for card in cards.values() for rest in card.evidence})
        self._facts |= {claim: self._fact(claim, card) for claim, card in cards.items()}
        return [self.one(claim) for claim in wanted]

    def one(self, claim: str) -> Fact:
        """One claim with what it rests on."""
        found = self._facts.get(claim)
        if found is None:
            found = self._facts[claim] = self._fact(claim, self.ledger.cards([claim]).get(claim, BLANK))
        return found

    def _fact(self, claim: str, card: Card) -> Fact:
        things, details, link = card.things, dict(card.details), self.names.link
        for name, scheme in _TERMS.items():
            if name in details:
                details[name] = self.names.term(scheme, details[name])

        def thing(name: str) -> Link | None:
            return link(things[name]) if name in things else None

        relation = things.get("relation", CONCEPT + "relation/")
        confidence = details.pop("confidence", "")
        if "fulfilmentStatus" in things:
            details["fulfilmentStatus"] = things["fulfilmentStatus"].rsplit("/", 1)[-1]
        return Fact(
            claim,
            relation.rsplit("/", 1)[-1],
            link(relation),
            link(things.get("subject", claim)),
            thing("object"),
            things.get("standing", "").rsplit("/", 1)[-1],
            things.get("status", "").rsplit("/", 1)[-1],
            confidence,
            details,
            thing("modality"),
            thing("place"),
            thing("becomes"),
            tuple(
                Source(
                    r.evidence,
                    r.quote,
                    r.language,
                    self.names.document(r.document) if r.document else Link("", ""),
                    r.address,
                    r.digest,
                    r.position,
                )
                for r in card.evidence
            ),
        )

    def source(self, evidence: str) -> Source:
        """A piece of evidence as the store has it, whether or not a claim rests on it."""
        one = self.names.one
        quote = one(evidence, MG + "quotation")
        paragraph, version = value(one(evidence, MG + "inParagraph")), value(one(evidence, MG + "inVersion"))
        document = value(one(version, DCTERMS + "isVersionOf")) if version else ""
        return Source(
            evidence,
            value(quote),
            (quote.language or "") if isinstance(quote, ox.Literal) else "",
            self.names.document(document) if document else Link("", ""),
            value(one(paragraph, MG + "address")) if paragraph else "",
            bool(version) and value(one(version, MG + "isDigest")) == "true",
            int(value(one(paragraph, MG + "position")) or 0) if paragraph else 0,
        )


def by_relation(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Facts grouped by the short name of their relation."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.relation].append(fact)
    return dict(found)
