"""Rows of the library's queries as typed facts, best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from answers.model import Citation
from answers.names import Names, kind_of
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
    relation: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        return self.standing == "asserted"

    def get(self, name: str) -> str:
        """A further detail by the name of its column; concepts by the end of their IRI."""
        return self.more.get(name, "")


@dataclass(frozen=True)
class Asked:
    """A query that was run: its text as it can be run again, and its facts, best first."""

    sparql: str
    facts: tuple[Fact, ...]

    @property
    def done(self) -> tuple[Fact, ...]:
        return tuple(f for f in self.facts if f.is_done)


_CONCEPTS = ("modality", "outcome", "relation")
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
    "relation",
}


def ask(store: Store, names: Names, name: str, language: str = "en", **bindings: str) -> Asked:
    """Run a query of the library with IRIs bound to its parameters; documents without a symbol are called by their title."""
    # The engine plans a query before it substitutes: terms that stand in VALUES are a hundred times faster than substituted
    # ones. They are written by the engine's own serializer, never put together from text.
    query = filled(name, bindings)
    facts = [_fact(row, names, language) for row in store.select(query)]
    return Asked(query, tuple(_once(sorted(facts, key=_rank))))


def filled(name: str, bindings: Mapping[str, str]) -> str:
    """The text of a query of the library with IRIs bound to its parameters."""
    return library()[name].filled({k: ox.NamedNode(v) for k, v in bindings.items()})


def along(store: Store, names: Names, name: str, things: Iterable[str], asked_of: str, language: str) -> Asked:
    """The facts of a lookup for each of several bodies, told as the one query over the lineage that it stands for."""
    facts = {f.claim: f for thing in sorted(things) for f in ask(store, names, f"{name}-of", language, body=thing).facts}
    query = library()[name].filled({"body": ox.NamedNode(asked_of)})
    return Asked(query, tuple(sorted(facts.values(), key=_rank)))


def bound(store: Store, query: str, **iris: str) -> list[dict[str, Term]]:
    """The rows of a SELECT query with IRIs bound to variables, as `ask` binds them."""
    values = " ".join(f"VALUES ?{name} {{ {ox.NamedNode(iri)} }}" for name, iri in iris.items())
    return store.select(re.sub(r"WHERE\s*\{", lambda m: f"{m[0]} {values} ", query, count=1))


def among(store: Store, query: str, **iris: Sequence[str]) -> list[dict[str, Term]]:
    """The same with one of several IRIs for each variable; none where there are no IRIs."""
    if not all(iris.values()):
        return []
    values = " ".join(f"VALUES ?{name} {{ {' '.join(str(ox.NamedNode(i)) for i in some)} }}" for name, some in iris.items())
    return store.select(re.sub(r"WHERE\s*\{", lambda m: f"{m[0]} {values} ", query, count=1))


def _fact(row: dict[str, Term], names: Names, language: str) -> Fact:
    def one(name: str) -> str:
        return value(row.get(name))

    citation = None
    if "quote" in row:
        document = one("document")
        called = one("symbol") or names.label(document, language)
        citation = Citation(document, called, one("file"), one("paragraph"), one("quote"), one("digest") == "true")
    more = {name: value(term) for name, term in row.items() if name not in _COMMON}
    for name in _CONCEPTS:
        if name in more:
            more[name] = _end(more[name])
    return Fact(
        one("claim"),
        one("act"),
        one("thing"),
        _end(one("standing")),
        _end(one("status")),
        float(one("confidence") or 0),
        one("date"),
        one("provision"),
        citation,
        _end(one("relation")),
        more,
    )


def _end(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _rank(fact: Fact) -> tuple[object, ...]:
    """Done before proposed, by a decision before by a body, dated and with a provision before not, then confidence."""
    return (
        not fact.is_done,
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


def distinct(told: Sequence[Fact]) -> list[Fact]:
    """One fact a pair of act and thing."""
    return list({(x.act, x.thing): x for x in reversed(told)}.values())[::-1]


def citations(facts: Iterable[Fact], limit: int = 8) -> tuple[Citation, ...]:
    """The citations of facts, each paragraph and quotation once."""
    found: dict[tuple[str, str, str], Citation] = {}
    for fact in facts:
        if fact.citation:
            found.setdefault((fact.citation.file, fact.citation.paragraph, fact.citation.quote), fact.citation)
    return tuple(list(found.values())[:limit])
