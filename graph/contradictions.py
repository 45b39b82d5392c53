"""Where documents contradict each other or themselves, and under which names they speak of one thing.

A contradiction comes from findings of the shapes in `shapes/across/claim.ttl`: pairs of claims that cannot both be so. All stay
in the graph; here what is told in one way and what is told in another are laid side by side with their evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from graph.store import Store, value
from graph.validate import Finding, across, in_order, short

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
    """Two tellings of one thing, each by the first claim that tells it so. `kind` is the constraint that found it
    (`CountsDiffer`), `about` the thing that both speak of, `property` the predicate in whose value they differ; `messages` by
    language. `one_claims` and `other_claims` are the claims that tell it the one way and the other, these two among them."""

    kind: str
    about: str
    property: str
    one: Side
    other: Side
    messages: dict[str, str]
    one_claims: tuple[str, ...]
    other_claims: tuple[str, ...]


@dataclass(frozen=True)
class Variant:
    """A thing with all names by which documents call it: (name, language, files)."""

    thing: str
    labels: dict[str, str]
    names: tuple[tuple[str, str, tuple[str, ...]], ...]


def contradictions(store: Store) -> list[Contradiction]:
    """Every two tellings of a graph that contradict each other, once a kind, in a stable order: a date that one text prints
    wrongly and fifty print rightly is one contradiction."""
    return together(store, across().by_queries(store, kinds()))


def kinds() -> set[str]:
    """The names of the rules that find contradictions."""
    return {one.name for shape in across().shapes if shape.name == _SHAPE for one in shape.sparql}


def together(store: Store, findings: Iterable[Finding]) -> list[Contradiction]:
    """Findings of pairs of claims of a graph, those that differ in the same way as one."""
    sides: dict[tuple[str, str], Side | None] = {}
    found: dict[tuple[str, ...], list[tuple[Side, Side, Finding]]] = defaultdict(list)
    for finding in in_order(findings):
        for claim in (finding.focus, finding.value):
            if (claim, finding.path) not in sides:
                sides[claim, finding.path] = _side(store, claim, finding.path)
        pair = [side for claim in (finding.focus, finding.value) if (side := sides[claim, finding.path])]
        if len(pair) == 2:
            one, other = sorted(pair, key=_place)
            told = sorted((side.object or side.subject, side.told or side.claim) for side in pair)
            found[finding.shape, finding.path, *told[0], *told[1]].append((one, other, finding))
    return sorted(map(_told, found.values()), key=lambda c: (c.kind, c.about, *_place(c.one), *_place(c.other)))


def _told(pairs: list[tuple[Side, Side, Finding]]) -> Contradiction:
    """Pairs of claims that differ in the same way, as one."""
    one, other, finding = min(pairs, key=lambda pair: (*_place(pair[0]), *_place(pair[1])))
    focus = one if one.claim == finding.focus else other
    claims: dict[str, set[str]] = defaultdict(set)
    for side in (side for pair in pairs for side in pair[:2]):
        claims[side.told or side.claim].add(side.claim)
    telling_one, telling_other = (tuple(sorted(claims[side.told or side.claim])) for side in (one, other))
    about = focus.object or focus.subject
    return Contradiction(short(finding.shape), about, finding.path, one, other, finding.messages, telling_one, telling_other)


def _place(side: Side) -> tuple[str, str, str]:
    return side.file, side.address, side.claim


def _side(store: Store, claim: str, path: str) -> Side | None:
    # A finding without a path compares the claims as they are.
    bindings = {"claim": ox.NamedNode(claim), "path": ox.NamedNode(path or claim)}
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
