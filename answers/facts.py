"""Rows of the library's queries as typed facts, and what every answer does with them: rank, cite, name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from answers.linking import kind_of, label
from answers.model import Citation, Decision
from graph.store import Store, Term, value
from queries.library import library


@dataclass(frozen=True)
class Fact:
    """One claim with its evidence. `act` is who or what did it, `thing` what it was done to, by IRI."""

    claim: str
    act: str
    thing: str
    standing: str
    status: str
    confidence: float
    date: str
    provision: str
    citation: Citation | None
    more: dict[str, str] = field(default_factory=dict)

    @property
    def is_curated(self) -> bool:
        return self.status == "curated"


@dataclass(frozen=True)
class Asked:
    """A query that was run: its text as it can be run again, and its facts, best first."""

    sparql: str
    facts: tuple[Fact, ...]


def ask(store: Store, name: str, language: str = "en", **bindings: str) -> Asked:
    """Run a query of the library with IRIs bound to its parameters; documents without a symbol are called by their title."""
    query = library()[name]
    terms: dict[str, Term] = {k: ox.NamedNode(v) for k, v in bindings.items()}
    facts = [_fact(row, store, language) for row in store.select(query.text, terms)]
    return Asked(query.filled(terms), tuple(_once(sorted(facts, key=_rank))))


_COMMON = {
    "claim",
    "act",
    "thing",
    "standing",
    "status",
    "confidence",
    "date",
    "provision",
    "quote",
    "paragraph",
    "file",
    "digest",
    "document",
    "symbol",
}


def _fact(row: dict[str, Term], store: Store, language: str) -> Fact:
    def one(name: str) -> str:
        return value(row.get(name))

    citation = None
    if "quote" in row:
        document = one("document")
        citation = Citation(
            document,
            one("symbol") or label(store, document, language),
            one("file"),
            one("paragraph"),
            one("quote"),
            one("digest") == "true",
        )
    more = {name: value(term) for name, term in row.items() if name not in _COMMON}
    return Fact(
        one("claim"),
        one("act"),
        one("thing"),
        one("standing").rsplit("/", 1)[-1],
        one("status").rsplit("/", 1)[-1],
        float(one("confidence") or 0),
        one("date"),
        one("provision"),
        citation,
        more,
    )


def _rank(fact: Fact) -> tuple[object, ...]:
    """Done before proposed, by a decision before by a body, dated and with a provision before not, then confidence."""
    return (
        fact.standing != "asserted",
        kind_of(fact.act) not in ("decision", "instrument"),
        not fact.provision,
        not fact.date,
        bool(fact.citation and fact.citation.digest),
        -fact.confidence,
        fact.citation.file if fact.citation else "",
        fact.claim,
    )


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """Each claim once, though it may have several pieces of evidence or rows."""
    seen: dict[str, Fact] = {}
    for fact in facts:
        seen.setdefault(fact.claim, fact)
    return list(seen.values())


def done(facts: Iterable[Fact]) -> list[Fact]:
    return [f for f in facts if f.standing == "asserted"]


def decision(store: Store, iri: str, date: str, language: str) -> Decision | None:
    """The decision of an answer; a date that the claim does not tell is the one on which the decision was adopted."""
    if kind_of(iri) not in ("decision", "instrument", "session", "meeting", "body", "post"):
        return None
    symbol = next(
        (value(r["s"]) for r in store.select("SELECT ?d ?s WHERE { ?d mg:symbol ?s }", {"d": ox.NamedNode(iri)})),
        "",
    )
    return Decision(iri, symbol, label(store, iri, language), date or adopted_on(store, iri))


def adopted_on(store: Store, iri: str) -> str:
    """The day on which a decision was adopted, as a document tells it, else as the register has it."""
    rows = store.select(
        """SELECT ?d ?date ?rank WHERE {
             { ?claim mg:relation rel:adopts ; mg:object ?d ; mg:date ?date . BIND (0 AS ?rank) }
             UNION { ?d mg:adoptedOn ?date . BIND (1 AS ?rank) }
           } ORDER BY DESC(STRLEN(STR(?date))) ?rank""",
        {"d": ox.NamedNode(iri)},
    )
    return value(rows[0]["date"]) if rows else ""


def citations(facts: Iterable[Fact], limit: int = 6) -> tuple[Citation, ...]:
    """The citations of facts, each paragraph and quotation once."""
    found: dict[tuple[str, str, str], Citation] = {}
    for fact in facts:
        if fact.citation:
            found.setdefault((fact.citation.file, fact.citation.paragraph, fact.citation.quote), fact.citation)
    return tuple(list(found.values())[:limit])
