"""The documentation page has every term, in both languages, and needs nothing from outside."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

import ontology
from graph.vocabulary import MG
from ontology import docs


class Reader(HTMLParser):
    """Collects what the tests ask of a page, and that its elements close in order."""

    VOID = frozenset({"meta", "br", "link", "img"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.loads: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        told = dict(attrs)
        self.ids += [told["id"] or ""] if "id" in told else []
        if tag == "a":
            self.links.append(told.get("href") or "")
        self.loads += [f"{tag} {name}" for name in told if name in ("src", "srcset", "data", "action", "poster")]
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page() -> str:
    return docs.render(ontology.FILES)


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    return Reader(page)


def test_every_term_has_its_anchor_labels_and_definitions(terms: Graph, read: Reader) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    own = {s for kind in kinds for s in terms.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(MG)}
    assert len(own) > 130
    for term in own:
        assert term.removeprefix(MG) in read.ids, term
        assert str(term) in read.text, term
        for predicate in (RDFS.label, SKOS.definition, SKOS.scopeNote, SKOS.example):
            assert all(str(text) in read.text for text in terms.objects(term, predicate)), (term, predicate)


def test_every_concept_is_shown(terms: Graph, read: Reader) -> None:
    for kind in (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection):
        for thing in terms.subjects(RDF.type, kind):
            assert docs._anchor(URIRef(str(thing))) in read.ids, thing
            for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.notation):
                assert all(str(text) in read.text for text in terms.objects(thing, predicate)), thing


def test_every_foreign_term_is_listed(terms: Graph, read: Reader) -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for term in terms.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and not term.startswith(MG):
                assert docs._name(term) in read.text, term


def test_anchors_are_unique_and_links_lead_somewhere(read: Reader) -> None:
    assert [anchor for anchor, count in Counter(read.ids).items() if count > 1] == []
    assert {link for link in read.links if link.startswith("#") and link[1:] not in read.ids} == set()
    assert all(link.startswith(("#", "http://", "https://")) for link in read.links)


def test_the_page_loads_nothing(page: str, read: Reader) -> None:
    assert read.loads == []
    assert not {"script", "link", "img", "iframe", "object", "embed"} & set(read.tags)
    assert "url(" not in page
    assert "@import" not in page
    assert "@media print" in page


def test_class_expressions_are_told_in_words(read: Reader) -> None:
    for told in (
        "mg:Decision or mg:Instrument",
        "mg:heldBy some mg:Body",
        "xsd:decimal (xsd:maxInclusive 1.0, xsd:minInclusive 0.0)",
        "mg:conferredBy ∘ mg:provisionOf",
        "functional 函数性",
    ):
        assert told in read.text


def test_text_is_escaped(tmp_path: object, read: Reader) -> None:
    assert "<body/emg> mg:acronym" in read.text, "an example in angle brackets is text, not an element"
    assert read.tags["body"] == 1


def test_the_same_files_give_the_same_page(page: str) -> None:
    assert docs.render(ontology.FILES) == page
