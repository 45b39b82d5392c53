"""The SKOS schemes are complete against the code, and every concept says what it means in both languages."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from graph.vocabulary import CONCEPT, EFFECTS, MG, RELATIONS


def words(text: str) -> set[str]:
    return set(text.split())


#: What the model asks for; a scheme may have more where it is open-ended.
CLOSED = {
    "relation": set(RELATIONS),
    "effect": words(
        "establish rename terminate extend change endorse adopt support welcome request invite authorize encourage urge decide "
        "recommend shall should"
    ),
    "modality": words("decide request invite authorize encourage urge shall should recommend"),
    "standing": words("asserted requested supported proposed option view"),
    "status": words("extracted curated reviewed rejected"),
    "body-type": words(
        "principal-organ governing-body subsidiary-organ programme fund specialized-agency related-organization "
        "inter-agency-mechanism issue-management-group expert-body intergovernmental-body conference-of-parties working-group "
        "regional-office subregional-office country-office liaison-office programme-office division unit secretariat network "
        "partnership regional-forum regional-organization bureau non-governmental academic private"
    ),
    "paragraph-kind": words("heading preambular operative narrative footnote table front"),
    "fulfilment-status": words("done ongoing partly not-done"),
    "participation-role": words("chair co-chair facilitator president vice-president rapporteur member host organizer"),
}
OPEN = {
    "measure": words("approved received requested proposed earmarked allocated staff members participants states posts"),
    "document-type": {"report", "resolution", "decision", "note", "addendum"},
    "theme": {"biodiversity", "chemicals", "cross-cutting-gender"},
}
#: Schemes whose concepts stand in exports by their notation.
NOTED = ("relation", "modality", "standing", "status", "paragraph-kind", "measure")


def slugs(terms: Graph, scheme: str) -> set[str]:
    return {str(s).removeprefix(f"{CONCEPT}{scheme}/") for s in terms.subjects(SKOS.inScheme, URIRef(CONCEPT + scheme))}


def test_the_schemes_are_all_there(terms: Graph) -> None:
    found = {str(scheme).removeprefix(CONCEPT) for scheme in terms.subjects(RDF.type, SKOS.ConceptScheme)}
    assert found == CLOSED.keys() | OPEN.keys()


@pytest.mark.parametrize("scheme", sorted(CLOSED))
def test_closed_schemes_are_complete(terms: Graph, scheme: str) -> None:
    assert slugs(terms, scheme) == CLOSED[scheme]


@pytest.mark.parametrize("scheme", sorted(OPEN))
def test_open_schemes_have_at_least_these(terms: Graph, scheme: str) -> None:
    assert slugs(terms, scheme) >= OPEN[scheme]


def test_every_effect_of_a_relation_is_a_concept(terms: Graph) -> None:
    assert set(EFFECTS.values()) <= slugs(terms, "effect")
    assert set(EFFECTS) <= slugs(terms, "relation")
    assert slugs(terms, "modality") <= slugs(terms, "effect"), "a mandate without another effect takes its modality for one"


def test_the_themes_are_thirteen_and_nineteen(terms: Graph) -> None:
    cross = set(terms.objects(URIRef(CONCEPT + "theme/cross-cutting-issues"), SKOS.member))
    areas = set(terms.objects(URIRef(CONCEPT + "theme/thematic-areas"), SKOS.member))
    assert (len(cross), len(areas)) == (13, 19)
    assert not cross & areas
    assert cross | areas == set(terms.subjects(SKOS.inScheme, URIRef(CONCEPT + "theme")))
    assert all("/theme/cross-cutting-" in str(one) for one in cross)
    places = {str(terms.value(one, SKOS.notation)) for one in cross | areas}
    assert len(places) == 32
    assert {"20(a)(i)", "20(a)(xiii)", "20(b)(i)", "20(b)(xix)"} <= places


def test_every_concept_is_described_in_both_languages(terms: Graph) -> None:
    things = {s for kind in (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection) for s in terms.subjects(RDF.type, kind)}
    assert len(things) > 170
    for thing in things:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            values = list(terms.objects(thing, predicate))
            assert sorted(str(value.language) for value in values if isinstance(value, Literal)) == ["en", "zh"], thing
        definitions = {
            value.language: str(value) for value in terms.objects(thing, SKOS.definition) if isinstance(value, Literal)
        }
        assert definitions["en"].endswith("."), thing
        assert definitions["zh"].endswith("。"), thing


def test_labels_are_unique_in_their_scheme(terms: Graph) -> None:
    for scheme in terms.subjects(RDF.type, SKOS.ConceptScheme):
        concepts = list(terms.subjects(SKOS.inScheme, scheme))
        labels = Counter(label for concept in concepts for label in terms.objects(concept, SKOS.prefLabel))
        assert [label for label, count in labels.items() if count > 1] == []


def test_every_concept_stands_in_its_scheme_and_at_its_top(terms: Graph) -> None:
    for concept in terms.subjects(RDF.type, SKOS.Concept):
        scheme = URIRef(str(concept).rsplit("/", 1)[0])
        assert (concept, SKOS.inScheme, scheme) in terms
        assert (concept, SKOS.topConceptOf, scheme) in terms
        assert (scheme, SKOS.hasTopConcept, concept) in terms


@pytest.mark.parametrize("scheme", NOTED)
def test_notations_are_the_values_of_the_exports(terms: Graph, scheme: str) -> None:
    for concept in terms.subjects(SKOS.inScheme, URIRef(CONCEPT + scheme)):
        assert str(terms.value(concept, SKOS.notation)) == str(concept).rsplit("/", 1)[1]


def test_the_register_uses_no_other_concepts(terms: Graph, register: Graph) -> None:
    used = {value for value in register.objects() if str(value).startswith(CONCEPT)}
    assert used
    assert used - set(terms.subjects(RDF.type, SKOS.Concept)) == set()
    assert set(register.objects(None, URIRef(MG + "bodyType"))) <= set(
        terms.subjects(SKOS.inScheme, URIRef(CONCEPT + "body-type"))
    )
