"""The gate: a document graph against the shapes.

Core constraints are checked by pySHACL, with the shapes parsed once. SPARQL constraints are standard SHACL-SPARQL too, but
each `sh:select` is evaluated once over all focus nodes in Oxigraph, the target joined to `$this`: one query instead of one a
node.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

import shapes
from graph.store import OxigraphStore, value

_SEVERITY = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


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
        return f"{_short(self.shape)}: {_short(self.focus)}: {message}" + (f" [{self.value[:120]}]" if self.value else "")


def _short(iri: str) -> str:
    return re.sub(r"^.*[/#](?=[^/#]*[/#]?[^/#]*$)", "", iri) if iri else ""


@dataclass(frozen=True)
class _SparqlConstraint:
    shape: str
    target: str
    select: str
    severity: str
    messages: dict[str, str]


class Validator:
    """The shapes, parsed once. Cheap to keep, safe to use for many graphs one after the other."""

    def __init__(self, paths: Iterable[Path] | None = None) -> None:
        graph = Graph()
        for path in shapes.files() if paths is None else paths:
            graph.parse(path)
        self._constraints = _sparql_constraints(graph)
        self._messages = {shape: _messages(graph, shape) for shape in set(graph.subjects(SH.message, None))}
        # pySHACL gets the core constraints only; the others are evaluated as set queries.
        core = Graph()
        for triple in graph:
            if triple[1] != SH.sparql:
                core.add(triple)
        self._core = core

    def validate(self, quads: Iterable[ox.Quad]) -> list[Finding]:
        """Everything that a document graph breaks, violations first."""
        held = list(quads)
        found = [*self._by_pyshacl(held), *self._by_queries(held)]
        order = {"violation": 0, "warning": 1, "info": 2}
        return sorted(set_of(found), key=lambda f: (order[f.severity], f.shape, f.focus))

    def _by_pyshacl(self, quads: list[ox.Quad]) -> list[Finding]:
        data = Graph()
        text = ox.serialize((ox.Triple(q.subject, q.predicate, q.object) for q in quads), format=ox.RdfFormat.N_TRIPLES)
        data.parse(data=text or b"", format="nt")
        conforms, report, _ = pyshacl.validate(data, shacl_graph=self._core, advanced=False, inference="none", meta_shacl=False)
        if conforms and not isinstance(report, Graph):
            return []
        assert isinstance(report, Graph)
        return [self._finding(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)]

    def _finding(self, report: Graph, result: Node) -> Finding:
        def one(predicate: URIRef) -> str:
            return str(next(report.objects(result, predicate), ""))

        shape = next(report.objects(result, SH.sourceShape), BNode())
        severity = next(report.objects(result, SH.resultSeverity), SH.Violation)
        messages = self._messages.get(shape) or {
            (m.language or "en"): str(m) for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)
        }
        return Finding(
            _SEVERITY.get(URIRef(str(severity)), "violation"),
            str(shape) if isinstance(shape, URIRef) else "",
            one(SH.focusNode),
            one(SH.resultPath),
            one(SH.value),
            messages,
        )

    def _by_queries(self, quads: list[ox.Quad]) -> list[Finding]:
        store = OxigraphStore.memory(quads)
        return [
            Finding(c.severity, c.shape, value(row.get("this")), value(row.get("path")), value(row.get("value")), c.messages)
            for c in self._constraints
            for row in store.select(_set_query(c))
        ]


def set_of(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without repetition, in order."""
    seen: dict[tuple[str, str, str, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.shape, finding.focus, finding.path, finding.value), finding)
    return list(seen.values())


def _set_query(constraint: _SparqlConstraint) -> str:
    """The constraint's SELECT with the shape's targets joined to `$this`, so that it runs once for all focus nodes."""
    head, brace, body = constraint.select.partition("{")
    return f"{head}{brace} {constraint.target} {body}"


def _sparql_constraints(graph: Graph) -> list[_SparqlConstraint]:
    found = []
    for shape, constraint in graph.subject_objects(SH.sparql):
        select = str(next(graph.objects(constraint, SH.select)))
        prefixes = "".join(
            f"PREFIX {next(graph.objects(d, SH.prefix))}: <{next(graph.objects(d, SH.namespace))}>\n"
            for holder in graph.objects(constraint, SH.prefixes)
            for d in graph.objects(holder, SH.declare)
        )
        severity = next(graph.objects(constraint, SH.severity), next(graph.objects(shape, SH.severity), SH.Violation))
        # The constraint has the name that is reported, so that two of one shape are told apart.
        name = str(constraint) if isinstance(constraint, URIRef) else str(shape)
        found.append(
            _SparqlConstraint(
                name,
                _target(graph, shape),
                prefixes + select,
                _SEVERITY.get(URIRef(str(severity)), "violation"),
                _messages(graph, constraint),
            )
        )
    return sorted(found, key=lambda c: c.shape)


def _target(graph: Graph, shape: Node) -> str:
    """The shape's targets as a pattern over `?this`."""
    patterns = [f"{{ ?this a <{c}> }}" for c in graph.objects(shape, SH.targetClass)]
    patterns += [f"{{ ?this <{p}> ?target }}" for p in graph.objects(shape, SH.targetSubjectsOf)]
    patterns += [f"{{ ?target <{p}> ?this }}" for p in graph.objects(shape, SH.targetObjectsOf)]
    patterns += [f"{{ VALUES ?this {{ <{n}> }} }}" for n in graph.objects(shape, SH.targetNode)]
    return " UNION ".join(sorted(patterns))


def _messages(graph: Graph, shape: Node) -> dict[str, str]:
    return {(m.language or "en"): str(m) for m in graph.objects(shape, SH.message) if isinstance(m, Literal)}


@functools.cache
def standard() -> Validator:
    """The validator with the project's own shapes."""
    return Validator()
