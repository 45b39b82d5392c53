"""Where documents contradict each other or themselves, and under which names they speak of one thing.

A contradiction is a finding of the shapes in `shapes/across/claim.ttl`: a pair of claims that cannot both be so. Both stay in
the graph; here they are laid side by side with their evidence.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from graph.store import Store, value
from graph.validate import across, in_order, short

_SHAPE = "https://w3id.org/mandate-graph/shapes#ContradictionShape"
_SIDE = """
SELECT ?claim ?path ?relation ?subject ?object ?told ?file ?document ?symbol ?address ?quote WHERE {
  ?claim mg:relation ?relation ; mg:subject ?subject ; mg:evidence ?evidence .
  OPTIONAL { ?claim mg:object ?object }
  OPTIONAL { ?claim ?path ?told }
  ?evidence mg:quotation ?quote ; mg:inParagraph/mg:address ?address ; mg:inVersion ?version .
  ?version mg:fileName ?file ; dcterms:isVersionOf ?document .
  OPTIONAL { ?document mg:symbol ?symbol }
} ORDER BY ?file ?address LIMIT 1
"""
#: A name that a register calls a short form, or that points (该小组), is a matter of context and no variant.
_NAMES = """
SELECT DISTINCT ?thing ?name ?file WHERE {
  GRAPH ?graph { ?thing mg:printedAs ?name . ?version a mg:DocumentVersion ; mg:fileName ?file }
  FILTER NOT EXISTS { ?thing mg:shortForm ?short . FILTER ( STR(?short) = STR(?name) ) }
  FILTER ( !REGEX(STR(?name), "^(该|本|其|这|此|各|上述|the said |this |these |its |their )", "i") )
  FILTER ( !CONTAINS(STR(?thing), "/id/decision/") || REGEX(STR(?name), "[0-9]") )
} ORDER BY ?thing ?name ?file
"""
_LABELS = "SELECT DISTINCT ?thing ?label WHERE { ?thing skos:prefLabel ?label }"


@dataclass(frozen=True)
class Side:
    """One of two claims that contradict each other: what it says of the point in question, and where.

    `told` is the number, date or place in which the two differ; the IRIs are whole.
    """

    claim: str
    relation: str
    subject: str
    object: str
    told: str
    file: str
    document: str
    symbol: str
    address: str
    quote: str


@dataclass(frozen=True)
class Contradiction:
    """A pair of claims. `kind` is the constraint that found it (`CountsDiffer`), `about` the thing that both speak of,
    `property` the predicate in whose value they differ; `messages` by language."""

    kind: str
    about: str
    property: str
    one: Side
    other: Side
    messages: dict[str, str]


@dataclass(frozen=True)
class Variant:
    """A thing with all names by which documents call it: (name, language, files)."""

    thing: str
    labels: dict[str, str]
    names: tuple[tuple[str, str, tuple[str, ...]], ...]


def contradictions(store: Store) -> list[Contradiction]:
    """Every pair of contradicting claims of a graph, each pair once a kind, in a stable order."""
    kinds = {one.name for shape in across().shapes if shape.name == _SHAPE for one in shape.sparql}
    found = []
    for finding in in_order(across().by_queries(store, kinds)):
        one, other = _side(store, finding.focus, finding.path), _side(store, finding.value, finding.path)
        if one is not None and other is not None:
            found.append(
                Contradiction(short(finding.shape), one.object or one.subject, finding.path, one, other, finding.messages)
            )
    return sorted(found, key=lambda c: (c.kind, c.about, c.one.file, c.one.address, c.other.file, c.other.address))


def _side(store: Store, claim: str, path: str) -> Side | None:
    bindings = {"claim": ox.NamedNode(claim), "path": ox.NamedNode(path)}
    for row in store.select(_SIDE, bindings):
        told = {name: value(row.get(name)) for name in Side.__dataclass_fields__}
        return Side(**{**told, "claim": claim, "relation": short(told["relation"])})
    return None


def variants(store: Store) -> list[Variant]:
    """The things that documents call by more than one name, by IRI; what is only short for a name in its context is none."""
    names: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(_NAMES):
        name = row["name"]
        if isinstance(name, ox.Literal):
            names[value(row["thing"])][name.value, name.language or ""].append(value(row["file"]))
    several = {thing: told for thing, told in names.items() if len(told) > 1}
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for row in store.select(_LABELS) if several else []:
        label = row["label"]
        if value(row["thing"]) in several and isinstance(label, ox.Literal):
            labels[value(row["thing"])][label.language or ""] = label.value
    return [
        Variant(
            thing,
            dict(sorted(labels[thing].items())),
            tuple((n, lang, tuple(files)) for (n, lang), files in sorted(told.items())),
        )
        for thing, told in sorted(several.items())
    ]
