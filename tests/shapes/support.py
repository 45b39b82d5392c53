"""A sound document graph, the ways to break it, and pySHACL as the second opinion."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib import SH, Graph, URIRef

from graph.validate import Finding
from graph.vocabulary import PREFIXES

HERE = Path(__file__).parent
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
SHAPE = "https://w3id.org/mandate-graph/shapes#"
SOUND = (HERE / "sound.ttl").read_text(encoding="utf-8")
SEVERITY = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


def quads(turtle: str) -> list[ox.Quad]:
    return list(ox.parse(HEAD + turtle, format=ox.RdfFormat.TURTLE))


@dataclass(frozen=True)
class Case:
    """One way to break the sound graph: in the block of a node, `old` becomes `new`.

    `also` names further shapes that the same change must break.
    """

    file: str
    shape: str
    focus: str
    changes: tuple[tuple[str, str], ...]
    block: str
    also: frozenset[str]

    @property
    def turtle(self) -> str:
        found = re.search(rf"^<{re.escape(self.block)}> .*?(?=^<|\Z)", SOUND, re.MULTILINE | re.DOTALL)
        assert found, self.block
        text = found[0]
        for old, new in self.changes:
            assert text.count(old) == 1, (self.block, old)
            text = text.replace(old, new)
        return SOUND.replace(found[0], text)

    def __str__(self) -> str:
        return f"{self.shape}: {self.changes[0][1] or 'nothing'}"


def cases() -> list[Case]:
    found = []
    for path in sorted((HERE / "broken").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            changes = [(row["old"], row["new"])] + ([(row["old2"], row["new2"])] if "old2" in row else [])
            also = frozenset(row.get("also", []))
            found.append(Case(path.stem, row["shape"], row["focus"], tuple(changes), row.get("in", row["focus"]), also))
    return found


def told(findings: Iterable[Finding]) -> set[tuple[str, str, str, str]]:
    """Severity, shape, focus and value: what two validators must agree on."""
    return {(f.severity, f.shape.removeprefix(SHAPE), f.focus, _value(f.value, f.focus)) for f in findings}


def _value(value: str, focus: str) -> str:
    """A value as both give it: pySHACL puts the focus node where a query names no value, Oxigraph writes 160 for 160.0."""
    return "" if value == focus else re.sub(r"(?<=\d)\.0+$", "", value)


def names(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(f.shape.removeprefix(SHAPE), f.focus) for f in findings}


@functools.cache
def _parsed(paths: tuple[Path, ...]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def by_pyshacl(turtle: str, paths: Iterable[Path]) -> set[tuple[str, str, str, str]]:
    """What pySHACL reports with the shapes just as they are. A SPARQL constraint is known by its own name here and by its
    shape's there, so each message, which only one constraint has, stands for the name."""
    shapes = _parsed(tuple(paths))
    by_message = {
        str(message): str(constraint).removeprefix(SHAPE)
        for constraint in set(shapes.objects(None, SH.sparql))
        for message in shapes.objects(constraint, SH.message)
    }
    _, report, _ = pyshacl.validate(Graph().parse(data=HEAD + turtle, format="turtle"), shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph), report
    found = set()
    for result in report.objects(None, SH.result):
        component = report.value(result, SH.sourceConstraintComponent)
        shape = str(report.value(result, SH.sourceShape)).removeprefix(SHAPE)
        if component == SH.SPARQLConstraintComponent:
            shape = by_message[str(next(report.objects(result, SH.resultMessage)))]
        severity = SEVERITY[URIRef(str(report.value(result, SH.resultSeverity)))]
        value = report.value(result, SH.value)
        focus = str(report.value(result, SH.focusNode))
        found.add((severity, shape, focus, _value("" if value is None else str(value), focus)))
    return found
