"""Entity linking: names in a question become things of the graph."""

from __future__ import annotations

import pyoxigraph as ox

from answers.language.normal import language_of, normal
from answers.linking.linker import Linker
from answers.names import kind_of
from graph.store import Store, Term, value

__all__ = ["Linker", "kind_of", "label", "language_of", "normal"]


def label(store: Store, iri: str, language: str) -> str:
    """The preferred name of a thing in a language, else in any, else the end of its IRI. One query: for pages."""
    rows = store.select(
        """SELECT ?thing ?name ?rank WHERE {
             VALUES (?p ?rank) { (skos:prefLabel 0) (rdfs:label 0) (dcterms:title 1) (mg:symbol 2) (skos:altLabel 3) }
             ?thing ?p ?name }""",
        {"thing": ox.NamedNode(iri)},
    )

    def rank(row: dict[str, Term]) -> tuple[int, int]:
        name = row["name"]
        own = isinstance(name, ox.Literal) and name.language == language
        return (0 if own else 1, int(value(row["rank"])))

    best = min(rows, key=rank, default=None)
    return value(best["name"]) if best else iri.rsplit("/", 1)[-1]
