"""What a graph holds, in numbers: for VoID, DCAT and the service description. Asked by SPARQL, so of any back end."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from graph.store import Store, value

_BY = "SELECT ?of (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?of ORDER BY DESC(?n) ?of"
_ONE = "SELECT (COUNT(DISTINCT {variable}) AS ?n) WHERE {{ ?s ?p ?o {filter} }}"


@dataclass(frozen=True)
class Statistics:
    """Counts over the union of all named graphs; partitions as (IRI, count), the largest first.

    `triples` counts each triple of the union once, `quads` once in each graph that says it. `examples` gives one instance of
    each class.
    """

    triples: int
    quads: int
    subjects: int
    objects: int
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]
    graphs: tuple[tuple[str, int], ...]
    examples: tuple[tuple[str, str], ...]


def of(store: Store) -> Statistics:
    """Count a graph; seconds at a million quads, so once a generation."""
    classes = _partition(store, "SELECT DISTINCT ?of ?s WHERE { ?s a ?of }")
    graphs = _partition(store, "SELECT ?of ?s ?p ?o WHERE { GRAPH ?of { ?s ?p ?o } }")
    properties = _partition(store, "SELECT DISTINCT ?of ?s ?o WHERE { ?s ?of ?o }")
    return Statistics(
        triples=sum(n for _, n in properties),
        quads=sum(n for _, n in graphs),
        subjects=_count(store, "?s", ""),
        objects=_count(store, "?o", ""),
        classes=classes,
        properties=properties,
        graphs=graphs,
        examples=_examples(store),
    )


def _partition(store: Store, inner: str) -> tuple[tuple[str, int], ...]:
    rows = store.select(_BY.format(pattern=f"{{ {inner} }}"))
    return tuple((value(row["of"]), int(value(row["n"]))) for row in rows if isinstance(row.get("of"), ox.NamedNode))


def _count(store: Store, variable: str, filter_: str) -> int:
    [row] = store.select(_ONE.format(variable=variable, filter=filter_))
    return int(value(row["n"]))


def _examples(store: Store) -> tuple[tuple[str, str], ...]:
    rows = store.select("SELECT ?c (MIN(?s) AS ?one) WHERE { ?s a ?c FILTER (ISIRI(?s)) } GROUP BY ?c ORDER BY ?c")
    return tuple((value(row["c"]), value(row["one"])) for row in rows if "one" in row)
