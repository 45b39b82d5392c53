"""The gate's machinery: targets, severities, order, and that it reads shapes whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import shapes
from graph import core, shacl
from graph.validate import Finding, Validator, across, in_order, set_of, standard
from graph.vocabulary import PREFIXES, SH
from ingest import version
from tests.shapes.support import SHAPE, SOUND, by_pyshacl, names, quads, told

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix mg: <https://w3id.org/mandate-graph/ontology#> .
@prefix s: <https://w3id.org/mandate-graph/shapes#> .
s:P sh:declare [ sh:prefix "mg" ; sh:namespace "https://w3id.org/mandate-graph/ontology#"^^xsd:anyURI ] .
"""
OWN = """
s:Shape a sh:NodeShape ; sh:targetClass mg:Body ; sh:targetSubjectsOf mg:services ; sh:targetObjectsOf mg:services ;
  sh:targetNode <urn:alone> ; sh:sparql s:NoNumber .
s:OddShape a sh:NodeShape ; sh:targetClass mg:Body ; sh:targetSubjectsOf mg:services ; sh:severity sh:Info ; sh:sparql s:Odd .
s:NoNumber a sh:SPARQLConstraint ; sh:prefixes s:P ; sh:message "no number"@en ;
  sh:select "SELECT $this WHERE { FILTER NOT EXISTS { $this mg:number ?n } }" .
s:Odd a sh:SPARQLConstraint ; sh:prefixes s:P ; sh:message "odd"@en ;
  sh:select "SELECT $this ?value WHERE { $this mg:number ?value FILTER (?value > 2) }" .
"""


def written(tmp_path: Path, turtle: str) -> Path:
    path = tmp_path / "own.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return path


def test_every_kind_of_target_is_joined(tmp_path: Path) -> None:
    path = written(tmp_path, OWN)
    turtle = """
        <urn:class> a mg:Body . <urn:fine> a mg:Body ; mg:number 1 . <urn:other> a mg:Post ; mg:number 9 .
        mg:Office rdfs:subClassOf mg:Body . <urn:sub> a mg:Office .
        <urn:subject> mg:services <urn:object> . <urn:subject> mg:number 3 . <urn:alone> mg:label "x" ."""
    found = Validator([path]).validate(quads(turtle))
    assert told(found) == by_pyshacl(turtle, [path])
    assert names(found) == {
        ("NoNumber", "urn:class"),
        ("NoNumber", "urn:sub"),
        ("NoNumber", "urn:object"),
        ("NoNumber", "urn:alone"),
        ("Odd", "urn:subject"),
    }
    assert {f.severity for f in found if f.shape.endswith("Odd")} == {"info"}
    assert {f.value for f in found if f.shape.endswith("Odd")} == {"3"}


#: A property shape's body, and a graph of which some nodes break it. What is said of it is pySHACL's word.
CONSTRAINTS = [
    "sh:path mg:a ; sh:minCount 1",
    "sh:path mg:a ; sh:maxCount 1",
    "sh:path mg:a ; sh:datatype xsd:integer",
    "sh:path mg:a ; sh:datatype xsd:date",
    "sh:path mg:a ; sh:datatype xsd:boolean",
    "sh:path mg:a ; sh:datatype rdf:langString",
    "sh:path mg:a ; sh:nodeKind sh:IRI",
    "sh:path mg:a ; sh:nodeKind sh:Literal",
    "sh:path mg:a ; sh:nodeKind sh:BlankNodeOrIRI",
    "sh:path mg:a ; sh:class mg:Body",
    'sh:path mg:a ; sh:pattern "^[a-z]+$"',
    'sh:path mg:a ; sh:pattern "^[a-z]+$" ; sh:flags "i"',
    "sh:path mg:a ; sh:minLength 4",
    "sh:path mg:a ; sh:maxLength 3",
    "sh:path mg:n ; sh:minInclusive 0",
    "sh:path mg:n ; sh:maxInclusive 4.5",
    'sh:path mg:a ; sh:in ( 1 "abc" <urn:body> )',
    "sh:path mg:a ; sh:hasValue <urn:body>",
    "sh:path mg:n ; sh:lessThan mg:m",
    "sh:path mg:n ; sh:lessThanOrEquals mg:m",
    "sh:path mg:d ; sh:lessThan mg:e",
    "sh:path mg:d ; sh:lessThanOrEquals mg:e",
    "sh:path mg:a ; sh:uniqueLang true",
    "sh:path mg:a ; sh:uniqueLang false",
    "sh:path mg:a ; sh:or ( [ sh:datatype xsd:integer ] [ sh:class mg:Body ] )",
    "sh:path mg:a ; sh:xone ( [ sh:nodeKind sh:Literal ] [ sh:datatype xsd:integer ] )",
    "sh:path mg:a ; sh:and ( [ sh:nodeKind sh:Literal ] [ sh:datatype xsd:integer ] )",
    "sh:path mg:a ; sh:not [ sh:datatype xsd:integer ]",
    "sh:path mg:a ; sh:node [ sh:property [ sh:path mg:a ; sh:minCount 1 ] ]",
    "sh:path ( mg:a mg:a ) ; sh:minCount 1",
    "sh:path [ sh:inversePath mg:a ] ; sh:minCount 1",
    "sh:path [ sh:alternativePath ( mg:a mg:b ) ] ; sh:maxCount 1",
    "sh:path mg:a ; sh:property s:Inner . s:Inner sh:path mg:a ; sh:minCount 1",
]
DATA = """
<urn:none> a mg:Thing .
<urn:body> a mg:Thing, mg:Body .
<urn:one> a mg:Thing ; mg:a 1 ; mg:b 2 .
<urn:two> a mg:Thing ; mg:a 1, 7.5, -3 ; mg:b 1 .
<urn:text> a mg:Thing ; mg:a "abc", "ABCD", "true", "2013-02-22" ; mg:b "abd" .
<urn:tongues> a mg:Thing ; mg:a "abc"@en, "abd"@en, "x"@zh .
<urn:bad> a mg:Thing ; mg:a "seven"^^xsd:integer, "2013-13-01"^^xsd:date, true, "nan" .
<urn:few> a mg:Thing ; mg:n -3, 1, 4.5 ; mg:m 4.5 .
<urn:many> a mg:Thing ; mg:n 7.5, "4" ; mg:m 8 .
<urn:dates> a mg:Thing ; mg:d "2013-02-22"^^xsd:date ; mg:e "2013-02-23"^^xsd:date .
<urn:late> a mg:Thing ; mg:d "2013-02-24"^^xsd:date ; mg:e "2013-02-23"^^xsd:date .
<urn:link> a mg:Thing ; mg:a <urn:body>, <urn:one>, <urn:link> ; mg:b <urn:one> .
"""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("body", CONSTRAINTS)
def test_core_constraints_are_those_of_standard_shacl(body: str, tmp_path: Path) -> None:
    path = written(tmp_path, f's:T a sh:NodeShape ; sh:targetClass mg:Thing ; sh:property s:X . s:X sh:message "m"@en ; {body} .')
    found = Validator([path]).validate(quads(DATA))
    assert told(found) == by_pyshacl(DATA, [path])
    if body != "sh:path mg:a ; sh:uniqueLang false":
        assert found, "a constraint that nothing breaks proves nothing"


def test_every_constraint_that_is_read_is_evaluated_and_tried() -> None:
    assert set(core._CHECKS) == shacl.SUPPORTED
    assert set(core._NESTED) == shacl._NESTING
    tried = " ".join(CONSTRAINTS)
    assert {name for name in (*shacl.SUPPORTED, *shacl._NESTING) if f"sh:{name} " not in tried} == set()


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("sh:path mg:a ; sh:disjoint mg:b", "disjoint"),
        ("sh:path mg:a ; sh:qualifiedMinCount 1", "qualifiedMinCount"),
        ("sh:path [ sh:zeroOrMorePath mg:a ] ; sh:minCount 1", "path"),
    ],
)
def test_what_is_not_evaluated_is_refused(body: str, named: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"s:T a sh:NodeShape ; sh:targetClass mg:Thing ; sh:property s:X . s:X {body} .")
    with pytest.raises(shacl.UnsupportedShape, match=named):
        Validator([path])


def test_shapes_across_documents_are_queries_only() -> None:
    """The whole graph is never copied out of the store, so what looks at all of it must run in it."""
    assert across().shapes
    for shape in across().shapes:
        assert shape.sparql
        assert (shape.constraints, shape.nested, shape.properties) == ((), {}, ())


def test_severities_are_the_shapes_own() -> None:
    """The recommendation puts the severity on shapes, not on constraints."""
    for path in (*shapes.files(), *shapes.across()):
        index = shacl.Index(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
        for node in index.forward.get(SH + "severity", {}):
            assert not index.objects(node, SH + "select"), node


def test_violations_stand_first() -> None:
    turtle = SOUND.replace('; mg:end "2013-02-22"^^xsd:date', '; mg:end "2013-02-17"^^xsd:date').replace(
        '; mg:rule "zh.part_of"\n', "\n"
    )
    assert [f.severity for f in standard().validate(quads(turtle))] == ["violation", "warning"]


def test_a_finding_is_told_in_few_words() -> None:
    finding = Finding("violation", SHAPE + "ClaimRule", "http://e/id/claim/1a", "", "x" * 500, {"zh": "缺规则"})
    assert finding.told() == f"ClaimRule: 1a: 缺规则 [{'x' * 120}]"
    assert Finding("violation", "", "", "", "", {}).told() == ": : "


def test_findings_are_told_once_and_in_order() -> None:
    one, two = Finding("info", "s", "f", "", "", {"en": "a"}), Finding("violation", "s", "g", "", "", {})
    assert set_of([one, one, two]) == [one, two]
    assert in_order([one, two, one]) == [two, one]


def test_one_validator_serves_many_graphs() -> None:
    validator, broken = Validator(), quads(SOUND.replace('; mg:rule "zh.part_of"\n', "\n"))
    first = validator.validate(broken)
    assert first
    assert validator.validate(quads(SOUND)) == []
    assert validator.validate(broken) == first
    assert standard() is standard()


def test_nothing_breaks_nothing() -> None:
    assert standard().validate([]) == []


def test_a_change_of_the_shapes_makes_cached_readings_stale() -> None:
    """A cached reading holds its findings: the version of the tool must know what they came from."""
    known = {path for pattern in version._PARTS for path in version._ROOT.glob(pattern)}
    used = {version._ROOT / "graph" / f"{name}.py" for name in ("validate", "shacl", "core", "names")}
    assert {*shapes.files(), *used} <= known


def test_prefixes_of_queries_are_the_projects() -> None:
    index = shacl.Index(ox.parse(path=str(shapes.FOLDER / "prefixes.ttl"), format=ox.RdfFormat.TURTLE))
    declared = {
        index.objects(one, SH + "prefix")[0].value: index.objects(one, SH + "namespace")[0].value
        for one in index.forward[SH + "prefix"]
    }
    # Two schemes have a prefix in shapes alone.
    own = {"measure", "fulfilment"}
    assert declared.keys() > own
    assert {name: iri for name, iri in declared.items() if name not in own} == {n: PREFIXES[n] for n in declared.keys() - own}
