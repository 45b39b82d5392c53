"""The text of a document by paragraph, with names, citations and claims marked where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from api.views.facts import Fact, Facts
from api.views.names import Link, Names
from graph.iris import Iris
from graph.ledger import Wanted
from graph.store import Term, value
from graph.vocabulary import MG

_PARAGRAPHS = """
SELECT ?thing ?p ?address ?label ?kind ?text ?position WHERE {
  ?p mg:partOfDocument ?thing ; mg:address ?address ; mg:paragraphKind ?kind ; mg:text ?text ; mg:position ?position .
  OPTIONAL { ?p mg:label ?label }
} ORDER BY ?position ?p
"""


@dataclass(frozen=True)
class Piece:
    """A stretch of text: what it names, and whether a claim quotes it."""

    text: str
    link: Link | None = None
    said: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as its document's page shows it. `also` are things it speaks of without naming them so."""

    iri: str
    anchor: str
    address: str
    label: str
    kind: str
    lang: str
    level: int
    pieces: tuple[Piece, ...]
    facts: tuple[Fact, ...]
    also: tuple[Link, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands, as its neighbours point to it."""

    iri: str
    address: str


def paragraphs(facts: Facts, document: str, claims: Iterable[Fact]) -> list[Paragraph]:
    """The paragraphs of a document. `claims` are the facts read in it."""
    here, quotes = _told(claims, document)
    rows = facts.store.select(_PARAGRAPHS, {"thing": ox.NamedNode(document)})
    return [_paragraph(facts.names, row, here, quotes) for row in rows]


def paragraph(facts: Facts, document: str, iri: str) -> tuple[Paragraph, Place | None, Place | None]:
    """One paragraph with what was read in it, and where the one before and the one after it stand."""
    rows = facts.store.select(_PARAGRAPHS, {"thing": ox.NamedNode(document)})
    at = next(i for i, row in enumerate(rows) if value(row["p"]) == iri)
    here, quotes = _told(facts.read(claims_in(facts.names, [iri])), document)
    around = [Place(value(rows[i]["p"]), value(rows[i]["address"])) if 0 <= i < len(rows) else None for i in (at - 1, at + 1)]
    return _paragraph(facts.names, rows[at], here, quotes), around[0], around[1]


def claims_in(names: Names, paragraphs: Iterable[str]) -> list[str]:
    """The claims that rest on these paragraphs."""
    return names.ledger.resting((iri.rpartition("/")[0], iri.rpartition("/")[2]) for iri in paragraphs)


def _told(claims: Iterable[Fact], document: str) -> tuple[dict[str, dict[str, Fact]], dict[str, dict[str, None]]]:
    """The facts and the quotations of a document by the address of the paragraph."""
    here: dict[str, dict[str, Fact]] = defaultdict(dict)
    quotes: dict[str, dict[str, None]] = defaultdict(dict)
    for fact in claims:
        for source in fact.sources:
            if source.document.iri == document:
                here[source.address].setdefault(fact.iri, fact)
                quotes[source.address][source.quote] = None
    return here, quotes


def _paragraph(
    names: Names, row: Mapping[str, Term], here: dict[str, dict[str, Fact]], quotes: dict[str, dict[str, None]]
) -> Paragraph:
    iri, address, text = value(row["p"]), value(row["address"]), value(row["text"])
    things = [
        q.object.value
        for q in names.store.ox.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(MG + "mentions"), None)
        if isinstance(q.object, ox.NamedNode)
    ]
    told = tuple(here.get(address, {}).values())
    pieces, linked = mark(text, _called(names, things, told), quotes.get(address, {}))
    return Paragraph(
        iri,
        Iris().paragraph("", address).lstrip("/"),
        address,
        value(row.get("label")),
        value(row["kind"]).rsplit("/", 1)[-1],
        getattr(row["text"], "language", None) or "",
        min(address.count("/"), 4),
        tuple(pieces),
        told,
        tuple(sorted({names.link(t) for t in things if t not in linked})),
    )


def _called(names: Names, things: Iterable[str], facts: Iterable[Fact]) -> dict[str, Link]:
    """What each form that may stand in a paragraph means: the names of what it mentions, and what its claims printed."""
    found: dict[str, Link] = {}
    for thing in things:
        for text, _ in names.all(thing):
            found.setdefault(text, names.link(thing))
    for fact in facts:
        printed = ((fact.details.get("objectAsPrinted"), fact.object), (fact.details.get("subjectAsPrinted"), fact.subject))
        found |= {form: link for form, link in printed if form and link is not None}
    return {text: link for text, link in found.items() if len(text) > 1}


def mark(text: str, called: dict[str, Link], quotes: Iterable[str]) -> tuple[list[Piece], set[str]]:
    """A text cut at its names and quotations, and the IRIs that were linked. Longer names go before shorter ones."""
    bare = _Bare(text)
    said = bytearray(len(text))
    for quote in quotes:
        for start, end in bare.spots(quote)[:1]:
            said[start:end] = b"\x01" * (end - start)
    links: list[Link | None] = [None] * len(text)
    for form in sorted(called, key=lambda form: (-len(form), form)):
        for start, end in bare.spots(form):
            if _whole(text, start, end, form) and not any(links[start:end]):
                links[start:end] = [called[form]] * (end - start)
    pieces: list[Piece] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or links[end] is not links[start] or said[end] != said[start]:
            pieces.append(Piece(text[start:end], links[start], bool(said[start])))
            start = end
    return pieces, {link.iri for link in links if link is not None}


class _Bare:
    """A text without white space and case, and where each of its characters stood."""

    def __init__(self, text: str) -> None:
        # A character that folds to several stays as it is, so that places agree.
        pairs = [(i, c.lower() if len(c.lower()) == 1 else c) for i, c in enumerate(text) if not c.isspace()]
        self.places = [i for i, _ in pairs]
        self.text = "".join(c for _, c in pairs)

    def spots(self, wanted: str) -> list[tuple[int, int]]:
        """Where a form stands in the text as printed, white space and case aside."""
        form = "".join(wanted.split()).lower()
        found, at = [], self.text.find(form) if form else -1
        while at >= 0:
            found.append((self.places[at], self.places[at + len(form) - 1] + 1))
            at = self.text.find(form, at + len(form))
        return found


def _whole(text: str, start: int, end: int, form: str) -> bool:
    """Whether a form stands there as words of its own; an acronym only in its own capitals."""
    printed = text[start:end]
    if form.isascii() and (
        printed.split() != form.split() if form.isupper() else printed.lower().split() != form.lower().split()
    ):
        return False
    return not (_letter(printed[0]) and _letter(text[start - 1 : start])) and not (
        _letter(printed[-1]) and _letter(text[end : end + 1])
    )


def _letter(character: str) -> bool:
    """Whether a character makes words with its neighbours, as those of alphabets do and Chinese ones do not."""
    return character.isalnum() and character < "\u2e80"


def claims_of(facts: Facts, document: str) -> list[Fact]:
    """The facts read in a document, in the order of its text."""
    told = facts.each(facts.ledger.claims(Wanted(document=document)))
    return sorted(told, key=lambda f: (f.source.position if f.source else 0, f.order))


def sections(told: Iterable[Paragraph]) -> list[Paragraph]:
    """The headings, for the outline."""
    return [p for p in told if p.kind == "heading" and p.text.strip()]
