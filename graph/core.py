"""The core constraints of SHACL, evaluated over an index of one graph's triples.

Written because a validator for all of SHACL spends its time on generality: for a document of 1,500 triples pySHACL took a
fifth of a second where this takes a hundredth. The tests prove that both report the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from graph.shacl import Index, Node, Shape
from graph.vocabulary import RDF, SH, XSD

#: A shape that is broken, the node it was asked of, and the value that breaks it (None where one is missing).
Broken = tuple[Shape, Node, Node | None]
Check = Callable[[Index, Shape, Node, list[Node], tuple[Node, ...]], Iterator[Node | None]]

_LEXICAL = {
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    "boolean": re.compile(r"true|false|0|1"),
    "date": re.compile(r"-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:Z|[+-]\d\d:\d\d)?"),
    "gYearMonth": re.compile(r"-?\d{4,}-(?:0[1-9]|1[0-2])(?:Z|[+-]\d\d:\d\d)?"),
    "gYear": re.compile(r"-?\d{4,}(?:Z|[+-]\d\d:\d\d)?"),
}
_NUMERIC = {XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")}
_KINDS: dict[str, tuple[type, ...]] = {
    SH + "IRI": (ox.NamedNode,),
    SH + "Literal": (ox.Literal,),
    SH + "BlankNode": (ox.BlankNode,),
    SH + "BlankNodeOrIRI": (ox.BlankNode, ox.NamedNode),
    SH + "IRIOrLiteral": (ox.NamedNode, ox.Literal),
    SH + "BlankNodeOrLiteral": (ox.BlankNode, ox.Literal),
}


def check(shapes: list[Shape], index: Index) -> Iterator[Broken]:
    """Everything in a graph that breaks the core constraints of shapes."""
    for shape in shapes:
        for focus in shape.focus_nodes(index):
            yield from results(shape, index, focus)


def results(shape: Shape, index: Index, focus: Node) -> Iterator[Broken]:
    """What one focus node breaks of a shape and of the property shapes in it."""
    values = shape.follow(index, focus)
    for name, parameters in shape.constraints:
        for value in _CHECKS[name](index, shape, focus, values, parameters):
            yield shape, focus, value
    for name, operands in shape.nested.items():
        for value in values:
            if not _NESTED[name]([not any(results(one, index, value)) for one in operands]):
                yield shape, focus, value
    for inner in shape.properties:
        for value in values:
            yield from results(inner, index, value)


_NESTED: dict[str, Callable[[list[bool]], bool]] = {
    "or": any,
    "and": all,
    "node": all,
    "xone": lambda told: sum(told) == 1,
    "not": lambda told: not any(told),
}


def _min_count(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    if len(values) < int(told[0].value):
        yield None


def _max_count(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    if len(values) > int(told[0].value):
        yield None


def _datatype(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    wanted = told[0].value
    form = _LEXICAL.get(wanted.removeprefix(XSD))
    for value in values:
        if not isinstance(value, ox.Literal) or value.datatype.value != wanted or (form and not form.fullmatch(value.value)):
            yield value


def _node_kind(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    yield from (value for value in values if not isinstance(value, _KINDS[told[0].value]))


def _class(index: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    yield from (value for value in values if not all(index.is_a(value, one.value) for one in told))


def _pattern(_: Index, shape: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    form = re.compile(told[0].value, re.IGNORECASE if "i" in shape.flags else 0)
    yield from (value for value in values if isinstance(value, ox.BlankNode) or not form.search(value.value))


def _min_length(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    least = int(told[0].value)
    yield from (value for value in values if isinstance(value, ox.BlankNode) or len(value.value) < least)


def _max_length(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    most = int(told[0].value)
    yield from (value for value in values if isinstance(value, ox.BlankNode) or len(value.value) > most)


def _min_inclusive(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    yield from (value for value in values if compared(told[0], value) not in (-1, 0))


def _max_inclusive(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    yield from (value for value in values if compared(value, told[0]) not in (-1, 0))


def _in(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    yield from (value for value in values if value not in told)


def _has_value(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    if told[0] not in values:
        yield None


def _less_than(index: Index, __: Shape, focus: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    others = index.objects(focus, told[0].value)
    yield from (value for value in values for other in others if compared(value, other) != -1)


def _at_most(index: Index, __: Shape, focus: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    others = index.objects(focus, told[0].value)
    yield from (value for value in values for other in others if compared(value, other) not in (-1, 0))


def _unique_lang(_: Index, __: Shape, ___: Node, values: list[Node], told: tuple[Node, ...]) -> Iterator[Node | None]:
    if told[0].value != "true":
        return
    languages = Counter(v.language.lower() for v in values if isinstance(v, ox.Literal) and v.language)
    yield from (None for count in languages.values() if count > 1)


_CHECKS: dict[str, Check] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "class": _class,
    "pattern": _pattern,
    "minLength": _min_length,
    "maxLength": _max_length,
    "minInclusive": _min_inclusive,
    "maxInclusive": _max_inclusive,
    "in": _in,
    "hasValue": _has_value,
    "lessThan": _less_than,
    "lessThanOrEquals": _at_most,
    "uniqueLang": _unique_lang,
}


def compared(one: Node, other: Node) -> int | None:
    """-1, 0 or 1 as SPARQL's `<` orders two literals; None where it cannot."""
    left, right = _comparable(one), _comparable(other)
    if left is None or right is None or left[0] != right[0]:
        return None
    if left[1] == right[1]:
        return 0
    return -1 if left[1] < right[1] else 1


def _comparable(node: Node) -> tuple[str, tuple[Decimal, str]] | None:
    """What kind of literal it is, and its place among those of its kind."""
    if not isinstance(node, ox.Literal):
        return None
    kind = node.datatype.value
    try:
        if kind in _NUMERIC:
            return "number", (Decimal(node.value), "")
        if kind == XSD + "date":
            return "date", (Decimal(date.fromisoformat(node.value).toordinal()), "")
    except (InvalidOperation, ValueError):
        return None
    return (kind, (Decimal(), node.value)) if kind in (XSD + "string", RDF + "langString") else None
