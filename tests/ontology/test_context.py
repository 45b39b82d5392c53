"""The JSON-LD context covers every term and reads back what it says."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import VANN

import ontology
from graph.vocabulary import CONCEPT, MG, OA, PREFIXES, SKOS, XSD

PREFIXES_USED = {
    name: namespace
    for name, namespace in PREFIXES.items()
    # `text:` is the vocabulary of searches, which no data holds.
    if (namespace.endswith("#") or "mandate-graph" not in namespace) and name != "text"
}
ID = "https://w3id.org/mandate-graph/id/"


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    loaded = json.loads((ontology.FOLDER / "context.jsonld").read_text(encoding="utf-8"))
    assert list(loaded) == ["@context"]
    told: dict[str, Any] = loaded["@context"]
    assert told["@version"] == 1.1
    return told


def expanded(context: dict[str, Any], key: str) -> str:
    entry = context[key]
    name = entry if isinstance(entry, str) else entry["@id"]
    prefix, local = name.split(":", 1)
    return PREFIXES_USED[prefix] + local if prefix in PREFIXES_USED else name


def mapped(context: dict[str, Any]) -> dict[str, str]:
    """IRI to key, of everything that is neither keyword nor prefix."""
    keys = [key for key, entry in context.items() if not key.startswith("@") and not str(entry).startswith(("@", "http"))]
    return {expanded(context, key): key for key in keys}


def test_prefixes_are_the_projects(context: dict[str, Any]) -> None:
    for name, namespace in PREFIXES_USED.items():
        assert context[name] == namespace
    assert context["vann"] == str(VANN)


def test_every_own_term_has_its_bare_name(terms: Graph, context: dict[str, Any]) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    own = {str(s) for kind in kinds for s in terms.subjects(RDF.type, kind) if str(s).startswith(MG)}
    keys = mapped(context)
    assert {iri for iri in own if keys.get(iri) != iri.removeprefix(MG)} == set()
    assert {iri for iri in keys if iri.startswith(MG)} == own


def test_every_foreign_term_that_data_may_use_is_mapped(terms: Graph, context: dict[str, Any]) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    own_vocabularies = (MG, PREFIXES["schema"], str(VANN))
    foreign = {s for kind in kinds for s in terms.subjects(RDF.type, kind) if isinstance(s, URIRef)}
    assert {str(s) for s in foreign if not str(s).startswith(own_vocabularies)} - mapped(context).keys() == set()


def test_values_are_coerced_as_the_ontology_says(terms: Graph, context: dict[str, Any]) -> None:
    keys = mapped(context)
    for term in terms.subjects(RDF.type, OWL.ObjectProperty):
        if str(term).startswith(MG):
            assert context[keys[str(term)]]["@type"] == "@id", term
    for term in terms.subjects(RDF.type, OWL.DatatypeProperty):
        if str(term).startswith(MG):
            entry = context[keys[str(term)]]
            told = terms.value(term, RDFS.range)
            if told == RDF.PlainLiteral:
                assert entry["@container"] == "@language", term
            elif told in {URIRef(XSD + name) for name in ("integer", "boolean", "decimal")}:
                assert entry["@type"] == "xsd:" + str(told).removeprefix(XSD), term
            elif told is None or told == URIRef(XSD + "string"):
                assert "@type" not in entry, f"{term}: strings and dates carry their own type"


DOCUMENT = {
    "id": ID + "claim/c1",
    "type": "Mandate",
    "relation": CONCEPT + "relation/renames",
    "subject": ID + "decision/un-ga/67_251",
    "confidence": "0.9",
    "newName": {"zh": "联合国环境规划署联合国环境大会"},
    "date": {"@value": "2013-03-13", "@type": "xsd:date"},
    "evidence": {"id": ID + "evidence/e1", "type": "Evidence", "hasTarget": {"hasSelector": {"oa:start": 7, "exact": "x"}}},
    "object": {"id": ID + "body/unep-gc", "prefLabel": {"zh": "理事会", "en": "Governing Council"}, "provisional": True},
}


def expected() -> set[tuple[str, str, str]]:
    """Subject, predicate and value of what the document says, blank nodes aside."""
    claim, body, evidence = DOCUMENT["id"], ID + "body/unep-gc", ID + "evidence/e1"
    assert isinstance(claim, str)
    return {
        (claim, str(RDF.type), MG + "Mandate"),
        (claim, MG + "relation", CONCEPT + "relation/renames"),
        (claim, MG + "subject", ID + "decision/un-ga/67_251"),
        (claim, MG + "confidence", f"0.9^^{XSD}decimal"),
        (claim, MG + "newName", "联合国环境规划署联合国环境大会@zh"),
        (claim, MG + "date", f"2013-03-13^^{XSD}date"),
        (claim, MG + "evidence", evidence),
        (claim, MG + "object", body),
        (evidence, str(RDF.type), MG + "Evidence"),
        (body, SKOS + "prefLabel", "理事会@zh"),
        (body, SKOS + "prefLabel", "Governing Council@en"),
        (body, MG + "provisional", f"true^^{XSD}boolean"),
    }


def test_rdflib_reads_a_claim_with_it(context: dict[str, Any]) -> None:
    graph = Graph().parse(data=json.dumps({"@context": context, **DOCUMENT}), format="json-ld")

    def told(value: object) -> str:
        if not isinstance(value, Literal):
            return str(value)
        return f"{value}@{value.language}" if value.language else f"{value}^^{value.datatype}"

    named = {(str(s), str(p), told(o)) for s, p, o in graph if isinstance(s, URIRef) and p != URIRef(OA + "hasTarget")}
    assert named == expected()
    assert {str(o) for o in graph.objects(None, URIRef(OA + "start"))} == {"7"}


def test_oxigraph_reads_the_same(context: dict[str, Any]) -> None:
    quads = list(ox.parse(json.dumps({"@context": context, **DOCUMENT}), format=ox.RdfFormat.JSON_LD))

    def told(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        if not isinstance(value, ox.Literal):
            return getattr(value, "value", "")
        return f"{value.value}@{value.language}" if value.language else f"{value.value}^^{value.datatype.value}"

    named = {
        (q.subject.value, q.predicate.value, told(q.object))
        for q in quads
        if isinstance(q.subject, ox.NamedNode) and q.predicate.value != OA + "hasTarget"
    }
    assert named == expected()
