"""OWL 2 RL reasoning finds no contradiction in the ontology and the register, and infers what it should."""

from __future__ import annotations

import owlrl
import pytest
from rdflib import OWL, RDF, Graph, Namespace, URIRef

from graph.vocabulary import MG, ORG, PREFIXES

ERRORS = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")  # where owlrl says what contradicts what
EX = "https://example.org/"


def closure(*graphs: Graph) -> Graph:
    """The deductive closure of graphs under the OWL 2 RL rules. Annotations infer nothing and stay out."""
    merged = Graph()
    for graph in graphs:
        merged += graph
    for annotation in set(merged.subjects(RDF.type, OWL.AnnotationProperty)):
        if isinstance(annotation, URIRef):
            merged.remove((None, annotation, None))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(merged)
    return merged


def contradictions(graph: Graph) -> list[str]:
    return sorted(str(message) for message in graph.objects(None, ERRORS.error))


def facts(turtle: str) -> Graph:
    head = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())
    return Graph().parse(data=f"@base <{EX}> .\n{head}{turtle}", format="turtle")


def test_ontology_and_register_hold_together(terms: Graph, register: Graph) -> None:
    assert contradictions(closure(terms, register)) == []


@pytest.fixture(scope="module")
def inferred(terms: Graph) -> Graph:
    return closure(
        terms,
        facts("""
            <m> mg:conferredBy <d/p.17> ; mg:addressee <b> . <d/p.17> mg:provisionOf <d> .
            <m2> mg:mandator <b> ; mg:start "2013"^^xsd:gYear ; mg:place <kenya> . <kenya> a mg:State .
            <s> a mg:Session ; mg:start "2013-02-18"^^xsd:date ; mg:end "2013-02"^^xsd:gYearMonth ; mg:ordinal 27 .
            <e> a mg:Event, mg:Campaign . <gef> a mg:Body, mg:Fund .
            <x> mg:establishedBy <y> ; mg:provisional true ; mg:acronym "X" .
        """),
    )


def test_innocent_facts_contradict_nothing(inferred: Graph) -> None:
    assert contradictions(inferred) == []


def test_what_follows_does_follow(inferred: Graph) -> None:
    def thing(name: str) -> URIRef:
        return URIRef(EX + name)

    def own(name: str) -> URIRef:
        return URIRef(MG + name)

    assert (thing("m"), own("subject"), thing("d")) in inferred, "the act of the provision that confers a mandate"
    assert (thing("m"), own("object"), thing("b")) in inferred, "the addressee"
    assert (thing("m2"), own("subject"), thing("b")) in inferred, "the mandator"
    assert (thing("m"), RDF.type, own("Claim")) in inferred
    assert (thing("gef"), RDF.type, URIRef(ORG + "Organization")) in inferred


def test_properties_used_everywhere_infer_no_class(inferred: Graph) -> None:
    for name in ("x", "y"):
        classes = {str(kind) for kind in inferred.objects(URIRef(EX + name), RDF.type)}
        assert not {kind for kind in classes if kind.startswith(MG)}, name
    assert (URIRef(EX + "m2"), RDF.type, URIRef(MG + "Meeting")) not in inferred


@pytest.mark.parametrize(
    "wrong",
    [
        "<a> a mg:Body, mg:Person .",
        "<a> a mg:Decision, mg:Document .",
        "<a> a mg:Place ; mg:issuer <b> .",
        "<a> a mg:Mandate, mg:Statistic .",
        "<p> mg:under <p> .",
    ],
)
def test_nonsense_is_found(terms: Graph, wrong: str) -> None:
    # Only the axioms: the stubs and schemes add nothing to these contradictions but time.
    axioms = Graph()
    for subject in set(terms.subjects()):
        if not isinstance(subject, URIRef) or subject.startswith(MG):
            axioms += terms.triples((subject, None, None))
    assert contradictions(closure(axioms, facts(wrong))) != []
