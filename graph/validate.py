"""The gate: a document graph against the shapes; and the whole graph against those that look across documents.

Both kinds are standard SHACL. Core constraints are evaluated by `graph.core`. A SPARQL constraint is evaluated once over all
its focus nodes in Oxigraph, the target joined to `$this`: one query instead of one a node. The tests hold both against
pySHACL.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

import shapes
from graph import core, shacl
from graph.store import OxigraphStore, Store, value


@dataclass(frozen=True)
class Finding:
    """One result of validation. `severity` is violation, warning or info; `messages` by language."""

    severity: str
    shape: str
    focus: str
    path: str
    value: str
    messages: dict[str, str]

    def told(self, language: str = "en") -> str:
        message = self.messages.get(language) or next(iter(self.messages.values()), "")
        return f"{short(self.shape)}: {short(self.focus)}: {message}" + (f" [{self.value[:120]}]" if self.value else "")


def short(iri: str) -> str:
    """The last piece of an IRI."""
    return re.sub(r"^.*[/#](?=[^/#]*[/#]?[^/#]*$)", "", iri) if iri else ""


class Validator:
    """Shapes, read once. Cheap to keep, safe to use for many graphs one after the other.

    Raises shacl.UnsupportedShape for a shape that asks what is not evaluated here.
    """

    def __init__(self, paths: Iterable[Path] | None = None) -> None:
        self.shapes = shacl.read(shapes.files() if paths is None else paths)
        self.queries = [(one, set_query(one, shape)) for shape in self.shapes for one in shape.sparql]

    def validate(self, quads: Iterable[ox.Quad]) -> list[Finding]:
        """Everything that a graph breaks, violations first."""
        held = list(quads)
        return in_order([*self.by_core(held), *self.by_queries(OxigraphStore.memory(held))])

    def by_core(self, quads: Iterable[ox.Quad]) -> Iterator[Finding]:
        for shape, focus, broken in core.check(self.shapes, shacl.Index(quads)):
            yield Finding(shape.severity, shape.name, value(focus), shape.path, value(broken), shape.messages)

    def by_queries(self, store: Store, names: Container[str] | None = None) -> Iterator[Finding]:
        """What the SPARQL constraints find in a store; of those with the given names only, where any are given."""
        for one, query in self.queries:
            for row in store.select(query) if names is None or one.name in names else ():
                yield Finding(
                    one.severity, one.name, value(row.get("this")), value(row.get("path")), value(row.get("value")), one.messages
                )


#: Severities, and their order.
SEVERITIES = {"violation": 0, "warning": 1, "info": 2}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without repetition, violations first, then by shape and node."""
    return sorted(set_of(findings), key=lambda f: (SEVERITIES[f.severity], f.shape, f.focus, f.value))


def set_of(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without repetition, in order."""
    seen: dict[tuple[str, str, str, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.shape, finding.focus, finding.path, finding.value), finding)
    return list(seen.values())


def set_query(constraint: shacl.SparqlConstraint, shape: shacl.Shape) -> str:
    """The constraint's SELECT with the shape's targets joined to `$this`, so that it runs once for all focus nodes."""
    head, brace, body = constraint.select.partition("{")
    return f"{head}{brace} {shape.target_pattern()} {body}"


@functools.cache
def standard() -> Validator:
    """The project's own shapes for one document's graph."""
    return Validator()


@functools.cache
def across() -> Validator:
    """The project's own shapes for the whole graph: what no document can break alone. All are SPARQL constraints."""
    return Validator(shapes.across())


def validate_whole(store: Store) -> list[Finding]:
    """Everything that the records of a whole graph break between them, violations first."""
    return in_order(across().by_queries(store))
