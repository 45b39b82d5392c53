"""Whether two results are the same: rows in any order, blank nodes under any names."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pyoxigraph as ox

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_ROW, _OF = ox.NamedNode("urn:row"), "urn:variable:"
_FORMATS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}


def rows(parsed: ox.QuerySolutions) -> ox.Dataset:
    """A table as triples: one node a row, one triple a bound variable."""
    held = []
    for row in parsed:
        node = ox.BlankNode()
        held.append(ox.Quad(node, ox.NamedNode("urn:is"), _ROW))
        bound = [variable.value for variable in parsed.variables if row[variable.value] is not None]
        held.extend(ox.Quad(node, ox.NamedNode(_OF + name), row[name]) for name in bound)
    return ox.Dataset(held)


def same(ours: ox.Dataset, theirs: ox.Dataset) -> bool:
    ours, theirs = valued(ours), valued(theirs)
    for dataset in (ours, theirs):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return ours == theirs


def valued(dataset: ox.Dataset) -> ox.Dataset:
    """The dataset as the engine keeps it: numbers, dates and booleans by their value, whatever they were written like."""
    store = ox.Store()
    store.extend(dataset)
    return ox.Dataset(store)


def _cell(text: str) -> str:
    if text.startswith("_:"):
        return "_:"
    try:
        return repr(float(text)) if re.fullmatch(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?", text) else text
    except ValueError:
        return text


def csv_rows(text: str) -> list[list[tuple[str, str]]]:
    """Rows of a CSV as (name, cell), numbers by their value; no order of rows and columns, no names of blank nodes."""
    names, *found = list(csv.reader(io.StringIO(text)))
    return sorted(sorted(zip(names, map(_cell, row), strict=True)) for row in found if row)


def graph(data: bytes, format_: ox.RdfFormat, base: str | None = None) -> ox.Dataset:
    return ox.Dataset(ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(data, format=format_, base_iri=base))


def check(answer: bytes, media: str, expected: Path) -> None:
    """Raise AssertionError where an answer is not what a file of expected results says."""
    if expected.suffix == ".csv":
        assert csv_rows(answer.decode()) == csv_rows(expected.read_text(encoding="utf-8"))
        return
    if expected.suffix in (".ttl", ".nt", ".rdf"):
        format_ = ox.RdfFormat.from_extension(expected.suffix[1:])
        assert format_ is not None
        theirs = graph(expected.read_bytes(), format_, expected.as_uri())
        if is_table(expected):
            _same_rows(answer, media, _table(theirs))
            return
        ours = graph(answer, ox.RdfFormat.from_media_type(media) or ox.RdfFormat.N_TRIPLES)
        assert same(ours, theirs), f"{ours}\n--- is not ---\n{theirs}"
        return
    wanted = ox.parse_query_results(expected.read_bytes(), format=_FORMATS[expected.suffix])
    if isinstance(wanted, ox.QueryBoolean):
        got = _parsed(answer, media)
        assert isinstance(got, ox.QueryBoolean)
        assert bool(wanted) == bool(got)
        return
    names = {v.value for v in wanted.variables}
    assert {v.value for v in _parsed(answer, media).variables} == names
    _same_rows(answer, media, rows(wanted))


def is_table(expected: Path) -> bool:
    """Whether a file of triples holds a table in the old result set vocabulary."""
    return expected.suffix == ".ttl" and RS in expected.read_text(encoding="utf-8")


def _table(held: ox.Dataset) -> ox.Dataset:
    found = []
    for solution in held.quads_for_predicate(ox.NamedNode(RS + "solution")):
        row = ox.BlankNode()
        found.append(ox.Quad(row, ox.NamedNode("urn:is"), _ROW))
        assert isinstance(solution.object, ox.NamedNode | ox.BlankNode)
        for binding in held.quads_for_subject(solution.object):
            if binding.predicate.value == RS + "binding" and isinstance(binding.object, ox.NamedNode | ox.BlankNode):
                told = {q.predicate.value: q.object for q in held.quads_for_subject(binding.object)}
                name = told[RS + "variable"]
                assert isinstance(name, ox.Literal)
                found.append(ox.Quad(row, ox.NamedNode(_OF + name.value), told[RS + "value"]))
    return ox.Dataset(found)


def _parsed(answer: bytes, media: str) -> ox.QuerySolutions | ox.QueryBoolean:
    format_ = ox.QueryResultsFormat.from_media_type(media)
    assert format_ is not None
    return ox.parse_query_results(answer, format=format_)


def _same_rows(answer: bytes, media: str, theirs: ox.Dataset) -> None:
    got = _parsed(answer, media)
    assert isinstance(got, ox.QuerySolutions)
    ours = rows(got)
    assert same(ours, theirs), f"{ours}\n--- is not ---\n{theirs}"
