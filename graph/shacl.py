"""SHACL shapes as values: read once from Turtle, ready to be asked of a graph.

What is read is the part of the recommendation (https://www.w3.org/TR/shacl/) that the project's shapes use: the targets,
the paths, the core constraints of `graph.core`, and `sh:sparql`. A shape that uses anything else is refused when it is
read, so that no rule is ever passed over in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

import pyoxigraph as ox

from graph.vocabulary import RDF, RDFS, SH

Node = ox.NamedNode | ox.BlankNode | ox.Literal
Follow = Callable[["Index", Node], list[Node]]

_TYPE = RDF + "type"
_SEVERITIES = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}
#: What says something about a shape without constraining anything.
_DESCRIPTIVE = {"message", "severity", "name", "description", "order", "group", "path", "property", "sparql", "flags",
                "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"}  # fmt: skip


class UnsupportedShape(ValueError):
    """A shape says something that is not evaluated here."""


class Index:
    """The triples of one graph, by predicate and subject, and by predicate and object."""

    def __init__(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self.forward: dict[str, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self._backward: dict[str, dict[Node, list[Node]]] = {}
        self._classes: dict[str, set[str]] = {}
        for triple in triples:
            if not isinstance(triple.subject, ox.Triple) and not isinstance(triple.object, ox.Triple):
                self.forward[triple.predicate.value][triple.subject].append(triple.object)

    def objects(self, subject: Node, predicate: str) -> list[Node]:
        held = self.forward.get(predicate)
        return held.get(subject, []) if held is not None else []

    def subjects(self, predicate: str, value: Node) -> list[Node]:
        if predicate not in self._backward:
            turned: dict[Node, list[Node]] = defaultdict(list)
            for subject, values in self.forward.get(predicate, {}).items():
                for one in values:
                    turned[one].append(subject)
            self._backward[predicate] = turned
        return self._backward[predicate].get(value, [])

    def instances(self, name: str) -> list[Node]:
        """The members of a class and of the subclasses that the graph itself tells of."""
        return [s for one in sorted(self._below(name)) for s in self.subjects(_TYPE, ox.NamedNode(one))]

    def is_a(self, node: Node, name: str) -> bool:
        below = self._below(name)
        return any(isinstance(kind, ox.NamedNode) and kind.value in below for kind in self.objects(node, _TYPE))

    def _below(self, name: str) -> set[str]:
        if name not in self._classes:
            found, open_ = {name}, [name]
            while open_:
                for sub in self.subjects(RDFS + "subClassOf", ox.NamedNode(open_.pop())):
                    if isinstance(sub, ox.NamedNode) and sub.value not in found:
                        found.add(sub.value)
                        open_.append(sub.value)
            self._classes[name] = found
        return self._classes[name]

    def members(self, head: Node) -> list[Node]:
        """The members of an RDF list."""
        found: list[Node] = []
        while first := self.objects(head, RDF + "first"):
            found.append(first[0])
            head = self.objects(head, RDF + "rest")[0]
        return found


@dataclass(frozen=True)
class SparqlConstraint:
    """One `sh:sparql`. `name` is the constraint's own IRI, where it has one: two of one shape are told apart."""

    name: str
    select: str
    severity: str
    messages: dict[str, str]


@dataclass(frozen=True)
class Shape:
    """A node or property shape. `follow` leads from a focus node to its values; a node shape's value is the node itself.

    `constraints` are (parameter, values) pairs by local name, `target` a graph pattern over `?this`.
    """

    name: str
    severity: str
    messages: dict[str, str]
    path: str
    follow: Follow
    targets: tuple[tuple[str, str], ...] = ()
    constraints: tuple[tuple[str, tuple[Node, ...]], ...] = ()
    flags: str = ""
    properties: tuple[Shape, ...] = ()
    nested: dict[str, tuple[Shape, ...]] = field(default_factory=dict)
    sparql: tuple[SparqlConstraint, ...] = ()

    def focus_nodes(self, index: Index) -> Iterator[Node]:
        """The target nodes of the shape in a graph, each once."""
        found: dict[Node, None] = {}
        for kind, name in self.targets:
            if kind == "targetClass":
                found |= dict.fromkeys(index.instances(name))
            elif kind == "targetSubjectsOf":
                found |= dict.fromkeys(index.forward.get(name, {}))
            elif kind == "targetObjectsOf":
                found |= dict.fromkeys(v for values in index.forward.get(name, {}).values() for v in values)
            else:
                found[ox.NamedNode(name)] = None
        return iter(found)

    def target_pattern(self) -> str:
        """The targets as a SPARQL pattern over `?this`."""
        return " UNION ".join(sorted(f"{{ {_TARGETS[kind].format(name)} }}" for kind, name in self.targets))


#: Each kind of target as SPARQL; members of a class are those of its subclasses too, where the graph tells of any.
_TARGETS = {
    "targetClass": f"?this a/<{RDFS}subClassOf>* <{{}}>",
    "targetSubjectsOf": "?this <{}> ?target",
    "targetObjectsOf": "?target <{}> ?this",
    "targetNode": "VALUES ?this {{ <{}> }}",
}


def read(paths: Iterable[FilePath]) -> list[Shape]:
    """The shapes with a target in Turtle files, sorted by name. Raises UnsupportedShape, and SyntaxError for bad Turtle."""
    index = Index(q for path in paths for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    kinds = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
    nodes = dict.fromkeys(node for kind in kinds for node in index.forward.get(SH + kind, {}))
    return sorted((_shape(index, node) for node in nodes), key=lambda shape: shape.name)


def _shape(index: Index, node: Node) -> Shape:
    told = {p.removeprefix(SH): values[node] for p, values in index.forward.items() if p.startswith(SH) and node in values}
    parameters = {name: values for name, values in sorted(told.items()) if name not in _DESCRIPTIVE}
    if unknown := sorted(parameters.keys() - SUPPORTED - _NESTING):
        raise UnsupportedShape(f"{_iri(node)}: sh:{', sh:'.join(unknown)} is not evaluated here")
    paths = told.get("path", [])
    return Shape(
        name=_iri(node),
        severity=_severity(told),
        messages=messages(index, node),
        path=_iri(paths[0]) if paths else "",
        follow=_path(index, paths[0]) if paths else lambda _, focus: [focus],
        targets=tuple((kind, _iri(v)) for kind in sorted(told) if kind in _TARGETS for v in told[kind]),
        constraints=tuple(
            (name, tuple(index.members(values[0]) if name == "in" else values))
            for name, values in parameters.items()
            if name in SUPPORTED
        ),
        flags=next((v.value for v in told.get("flags", []) if isinstance(v, ox.Literal)), ""),
        properties=tuple(sorted((_shape(index, one) for one in told.get("property", [])), key=lambda s: s.name)),
        nested={
            name: tuple(_shape(index, one) for one in _operands(index, name, values))
            for name, values in parameters.items()
            if name in _NESTING
        },
        sparql=tuple(sorted((_sparql(index, node, one, told) for one in told.get("sparql", [])), key=lambda c: c.name)),
    )


_NESTING = frozenset({"or", "xone", "and", "not", "node"})
SUPPORTED = frozenset(
    {"minCount", "maxCount", "datatype", "nodeKind", "class", "pattern", "minLength", "maxLength", "minInclusive",
     "maxInclusive", "in", "hasValue", "lessThan", "lessThanOrEquals", "uniqueLang"}
)  # fmt: skip


def _operands(index: Index, name: str, values: list[Node]) -> list[Node]:
    return [one for v in values for one in index.members(v)] if name in ("or", "xone", "and") else list(values)


def _sparql(index: Index, shape: Node, node: Node, told: dict[str, list[Node]]) -> SparqlConstraint:
    prefixes = "".join(
        f"PREFIX {index.objects(one, SH + 'prefix')[0].value}: <{index.objects(one, SH + 'namespace')[0].value}>\n"
        for holder in index.objects(node, SH + "prefixes")
        for one in index.objects(holder, SH + "declare")
    )
    name = _iri(node) if isinstance(node, ox.NamedNode) else _iri(shape)
    select = index.objects(node, SH + "select")[0].value
    return SparqlConstraint(name, prefixes + select, _severity(told), messages(index, node) or messages(index, shape))


def messages(index: Index, node: Node) -> dict[str, str]:
    """The messages of a shape by language; one without a language counts as English."""
    return {(m.language or "en"): m.value for m in index.objects(node, SH + "message") if isinstance(m, ox.Literal)}


def _severity(told: dict[str, list[Node]]) -> str:
    return next((_SEVERITIES[v.value] for v in told.get("severity", []) if v.value in _SEVERITIES), "violation")


def _iri(node: Node) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""


def _path(index: Index, node: Node) -> Follow:
    """A property path: a predicate, an inverse, a sequence or alternatives."""
    if isinstance(node, ox.NamedNode):
        predicate = node.value
        return lambda graph, focus: graph.objects(focus, predicate)
    if steps := index.members(node):
        return _sequence([_path(index, step) for step in steps])
    if inverse := index.objects(node, SH + "inversePath"):
        if not isinstance(inverse[0], ox.NamedNode):
            raise UnsupportedShape("sh:inversePath is evaluated for a predicate only")
        turned = inverse[0].value
        return lambda graph, focus: graph.subjects(turned, focus)
    if choices := index.objects(node, SH + "alternativePath"):
        branches = [_path(index, one) for one in index.members(choices[0])]
        return lambda graph, focus: list(dict.fromkeys(v for branch in branches for v in branch(graph, focus)))
    raise UnsupportedShape("this kind of property path is not evaluated here")


def _sequence(steps: list[Follow]) -> Follow:
    def follow(graph: Index, focus: Node) -> list[Node]:
        nodes = [focus]
        for step in steps:
            nodes = list(dict.fromkeys(v for node in nodes for v in step(graph, node)))
        return nodes

    return follow
