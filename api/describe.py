"""What is known of one thing: as triples, and as a page needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pyoxigraph as ox

from answers.linking import kind_of, label
from graph.store import OxigraphStore, Term, value
from graph.vocabulary import DCTERMS, MG, ORG

_ABOUT = """
SELECT ?thing ?claim ?relation ?subject ?object ?standing ?status ?date ?start ?end ?action
   ?provision ?confidence ?quote ?address ?document ?symbol ?digest WHERE {
  { ?claim mg:subject ?thing } UNION { ?claim mg:object ?thing }
  ?claim mg:relation ?relation ; mg:subject ?subject ; mg:standing ?standing ; mg:status ?status .
  OPTIONAL { ?claim mg:object ?object }
  OPTIONAL { ?claim mg:date ?date } OPTIONAL { ?claim mg:start ?start } OPTIONAL { ?claim mg:end ?end }
  OPTIONAL { ?claim mg:action ?action } OPTIONAL { ?claim mg:provisionNumber ?provision }
  OPTIONAL { ?claim mg:confidence ?confidence }
  OPTIONAL { ?claim mg:evidence ?e . ?e mg:quotation ?quote ; mg:inParagraph ?p ; mg:inVersion ?v . ?p mg:address ?address .
             ?v dcterms:isVersionOf ?document ; mg:isDigest ?digest . OPTIONAL { ?document mg:symbol ?symbol } }
} LIMIT 2000
"""
_PARAGRAPHS = """
SELECT ?thing ?p ?address ?label ?kind ?text ?position WHERE {
  ?p mg:partOfDocument ?thing ; mg:address ?address ; mg:paragraphKind ?kind ; mg:text ?text ;
     mg:position ?position . OPTIONAL { ?p mg:label ?label }
} ORDER BY ?position
"""
_MENTIONED = """
SELECT ?thing ?document ?symbol (COUNT(?p) AS ?n) WHERE {
  ?p mg:mentions ?thing ; mg:partOfDocument ?document . OPTIONAL { ?document mg:symbol ?symbol }
} GROUP BY ?thing ?document ?symbol ORDER BY DESC(?n)
"""
_REGISTER = (
    ORG + "subOrganizationOf",
    MG + "seat",
    MG + "continues",
    MG + "predecessor",
    MG + "postIn",
    MG + "heldBy",
    MG + "issuer",
    MG + "number",
    MG + "symbol",
    MG + "adoptedOn",
    MG + "session",
    MG + "place",
    MG + "start",
    MG + "end",
    MG + "country",
    DCTERMS + "title",
    MG + "bodyType",
    MG + "provisionOf",
    MG + "provisionNumber",
    MG + "jobNumber",
    MG + "distributedOn",
)


@dataclass(frozen=True)
class Said:
    """One fact as a row of a page."""

    relation: str
    subject: tuple[str, str]
    object: tuple[str, str]
    standing: str
    status: str
    when: str
    detail: str
    quote: str
    paragraph: str
    document: tuple[str, str]
    digest: bool
    order: tuple[str | bool, ...] = ()


@dataclass(frozen=True)
class Thing:
    """Everything that a page of one thing shows. Pairs are (IRI, label)."""

    iri: str
    kind: str
    label: str
    other_label: str
    names: tuple[str, ...]
    classes: tuple[str, ...]
    described: tuple[tuple[str, str, str], ...]
    """Property label, IRI (empty for text), label or text."""
    said: tuple[Said, ...]
    mentioned: tuple[tuple[str, str, int], ...]
    paragraphs: tuple[dict[str, str], ...] = ()
    versions: tuple[dict[str, str], ...] = field(default=())


def exists(store: OxigraphStore, iri: str) -> bool:
    """Whether the graph says anything of an IRI. What is no IRI does not exist."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return next(iter(store.ox.quads_for_pattern(node, None, None)), None) is not None or store.ox.contains_named_graph(node)


def triples(store: OxigraphStore, iri: str) -> list[ox.Triple]:
    """A concise bounded description: what is said of the thing, and the claims about it with their evidence."""
    node = ox.NamedNode(iri)
    return store.construct(
        """CONSTRUCT { ?thing ?p ?o . ?claim ?cp ?co . ?e ?ep ?eo } WHERE {
             { ?thing ?p ?o } UNION { ?claim mg:subject|mg:object ?thing ; ?cp ?co }
             UNION { ?claim mg:subject|mg:object ?thing ; mg:evidence ?e . ?e ?ep ?eo }
           }""",
        {"thing": node},
    )


def thing(store: OxigraphStore, iri: str, language: str) -> Thing:
    """A thing as its page shows it."""
    node = ox.NamedNode(iri)
    kind = kind_of(iri)
    known: dict[str, str] = {}

    def named(other: str) -> str:
        if other not in known:
            known[other] = label(store, other, language)
        return known[other]

    own = [
        value(r["name"])
        for r in store.select(
            "SELECT ?thing ?name WHERE { VALUES ?p { skos:prefLabel skos:altLabel mg:acronym mg:symbol } ?thing ?p ?name }",
            {"thing": node},
        )
    ]
    first, second = label(store, iri, language), label(store, iri, "en" if language == "zh" else "zh")
    classes = [
        value(r["name"])
        for r in store.select(
            "SELECT DISTINCT ?thing ?language ?name WHERE { ?thing a ?c . ?c rdfs:label ?name FILTER (LANG(?name) = ?language) }",
            {"thing": node, "language": ox.Literal(language)},
        )
    ]
    described = []
    for predicate in _REGISTER:
        for quad in store.ox.quads_for_pattern(node, ox.NamedNode(predicate), None):
            target = quad.object
            row = (
                (named(predicate), target.value, named(target.value))
                if isinstance(target, ox.NamedNode)
                else (named(predicate), "", value(target))
            )
            if row not in described:
                described.append(row)
    said = sorted({_said(row, named) for row in store.select(_ABOUT, {"thing": node})}, key=lambda s: s.order)
    mentioned = tuple(
        (value(r["document"]), value(r.get("symbol")) or named(value(r["document"])), int(value(r["n"])))
        for r in store.select(_MENTIONED, {"thing": node})
    )
    paragraphs: tuple[dict[str, str], ...] = ()
    if kind == "doc":
        rows = store.select(_PARAGRAPHS, {"thing": node})
        paragraphs = tuple(
            {
                "anchor": value(r["p"]).rsplit("/", 1)[-1],
                "address": value(r["address"]),
                "label": value(r.get("label")),
                "kind": value(r["kind"]).rsplit("/", 1)[-1],
                "text": value(r["text"]),
                "lang": getattr(r["text"], "language", ""),
            }
            for r in rows
        )
    versions = tuple(
        {"file": value(r["file"]), "language": value(r["language"]), "digest": value(r["digest"])}
        for r in store.select(
            """SELECT ?thing ?file ?language ?digest WHERE {
                 ?v dcterms:isVersionOf ?thing ; mg:fileName ?file ; dcterms:language ?language ; mg:isDigest ?digest }""",
            {"thing": node},
        )
    )
    others = tuple(n for n in dict.fromkeys(own) if n not in (first, second))
    return Thing(
        iri,
        kind,
        first,
        second if second != first else "",
        others,
        tuple(dict.fromkeys(classes)),
        tuple(described),
        tuple(said),
        mentioned,
        paragraphs,
        versions,
    )


def _said(row: dict[str, Term], named: Callable[[str], str]) -> Said:
    def one(name: str) -> str:
        return value(row.get(name))

    start, end = one("start"), one("end")
    when = one("date") or (start + (f" – {end}" if end and end != start else ""))
    relation = one("relation").rsplit("/", 1)[-1]
    document = one("document")
    return Said(
        relation,
        (one("subject"), named(one("subject"))),
        (one("object"), named(one("object")) if one("object") else ""),
        one("standing").rsplit("/", 1)[-1],
        one("status").rsplit("/", 1)[-1],
        when,
        one("action"),
        one("quote"),
        one("address"),
        (document, one("symbol") or (named(document) if document else "")),
        one("digest") == "true",
        (
            relation == "cites",
            relation,
            when,
            document,
            one("address"),
            one("subject"),
            one("object"),
            one("quote"),
            one("claim"),
        ),
    )
