"""Claims as rows of a page: what is said, of what, when, and the words that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from api.views.names import Link, Names
from graph.iris import Iris
from graph.ledger import Ledger, Wanted
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

    def __init__(self, names: Names, ledger: Ledger) -> None:
        self.names = names
        self.ledger = ledger
        self.store = names.store
        self._sources: dict[str, Source] = {}
        self._versions: dict[str, tuple[Link, bool]] = {}
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
        return sorted((self.one(claim) for claim in claims), key=lambda fact: fact.order)

    def one(self, claim: str) -> Fact:
        """One claim with what it rests on."""
        if claim not in self._facts:
            self._facts[claim] = self._one(claim)
        return self._facts[claim]

    def _one(self, claim: str) -> Fact:
        details: dict[str, str] = {}
        things: dict[str, str] = {}
        evidence: list[str] = []
        for quad in self.store.ox.quads_for_pattern(ox.NamedNode(claim), None, None):
            name = quad.predicate.value.removeprefix(MG)
            if name == "evidence":
                evidence.append(value(quad.object))
            elif isinstance(quad.object, ox.NamedNode):
                things[name] = quad.object.value
            elif isinstance(quad.object, ox.Literal):
                details[name] = quad.object.value
        for name, scheme in _TERMS.items():
            if name in details:
                details[name] = self.names.term(scheme, details[name])
        link = self.names.link

        def thing(name: str) -> Link | None:
            return link(things[name]) if name in things else None

        relation = things.get("relation", CONCEPT + "relation/")
        return Fact(
            claim,
            relation.rsplit("/", 1)[-1],
            link(relation),
            link(things.get("subject", claim)),
            thing("object"),
            things.get("standing", "").rsplit("/", 1)[-1],
            things.get("status", "").rsplit("/", 1)[-1],
            details.pop("confidence", ""),
            details | {k: v.rsplit("/", 1)[-1] for k, v in things.items() if k == "fulfilmentStatus"},
            thing("modality"),
            thing("place"),
            thing("becomes"),
            tuple(sorted({self.source(e) for e in dict.fromkeys(evidence)}, key=lambda s: (s.position, s.iri))),
        )

    def source(self, evidence: str) -> Source:
        """A piece of evidence, read once."""
        found = self._sources.get(evidence)
        if found is None:
            told = {q.predicate.value: q.object for q in self.store.ox.quads_for_pattern(ox.NamedNode(evidence), None, None)}
            quote = told.get(MG + "quotation")
            paragraph, version = _text(told.get(MG + "inParagraph")), _text(told.get(MG + "inVersion"))
            if version not in self._versions:
                document = value(self.names.one(version, DCTERMS + "isVersionOf")) if version else ""
                digest = bool(version) and value(self.names.one(version, MG + "isDigest")) == "true"
                self._versions[version] = (self.names.document(document) if document else Link("", ""), digest)
            document_link, digest = self._versions[version]
            position = value(self.names.one(paragraph, MG + "position")) if paragraph else ""
            found = self._sources[evidence] = Source(
                evidence,
                _text(quote),
                (quote.language or "") if isinstance(quote, ox.Literal) else "",
                document_link,
                value(self.names.one(paragraph, MG + "address")) if paragraph else "",
                digest,
                int(position or 0),
            )
        return found


def _text(term: object) -> str:
    """The text of an IRI or literal, empty for anything else."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def by_relation(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Facts grouped by the short name of their relation."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.relation].append(fact)
    return dict(found)
