"""Every term is declared, described in both languages, and inside what OWL 2 DL allows."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import VANN

import ontology
from graph.vocabulary import BASE, CONCEPT, MG, PREFIXES

ROOT = Path(__file__).parents[2]
IRI = URIRef(MG.rstrip("#"))
SCHEMA = PREFIXES["schema"]
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(XSD))
FOREIGN = (*(PREFIXES[name] for name in ("dcterms", "eli", "oa", "org", "prov", "qb", "schema", "skos")), str(VANN))
#: Datatypes of OWL 2's map that this ontology uses; dates are not in that map.
RANGES = {XSD.string, XSD.boolean, XSD.integer, XSD.decimal, RDF.PlainLiteral}


def own_terms(graph: Graph) -> list[URIRef]:
    kinds = (OWL.Class, *PROPERTY_KINDS)
    return sorted({s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(MG)})


def own_properties(graph: Graph) -> list[URIRef]:
    return [term for term in own_terms(graph) if any((term, RDF.type, kind) in graph for kind in PROPERTY_KINDS)]


def texts(graph: Graph, term: URIRef, predicate: URIRef) -> dict[str, str]:
    """The values of a term by language; a second value in one language is an error."""
    found: dict[str, str] = {}
    for value in graph.objects(term, predicate):
        assert isinstance(value, Literal), (term, predicate)
        assert (value.language or "") not in found, f"{term} has two of {predicate} in {value.language!r}"
        found[value.language or ""] = str(value)
    return found


def test_the_model_is_all_there(terms: Graph) -> None:
    classes = {t.removeprefix(MG) for t in own_terms(terms) if (t, RDF.type, OWL.Class) in terms}
    asked = (
        "Body DeliberativeBody Programme CoordinationGroup Office SecretariatUnit Post Person ActorGroup State Place "
        "Participation Act Decision Resolution Provision Instrument Agreement Strategy Plan Declaration Document "
        "DocumentVersion Paragraph Meeting Session Fund InformationSystem Campaign Event Claim Mandate BudgetFigure Statistic "
        "Proposal Fulfilment Evidence ChangeEvent Establishment Redesignation Termination Extension"
    )
    assert classes == set(asked.split())


def test_every_term_is_described_in_both_languages(terms: Graph) -> None:
    for term in own_terms(terms):
        for predicate, shortest in ((RDFS.label, 1), (SKOS.definition, 8)):
            found = texts(terms, term, predicate)
            assert set(found) == {"en", "zh"}, f"{term}: {predicate} in {set(found)}"
            assert all(len(text) >= shortest and text == text.strip() for text in found.values()), term
            assert re.search(r"[㐀-鿿]", found["zh"]), f"{term}: no Chinese in {found['zh']!r}"
        definition = texts(terms, term, SKOS.definition)
        assert definition["en"].endswith("."), term
        assert definition["zh"].endswith("。"), term
        assert (term, RDFS.isDefinedBy, IRI) in terms, term
        assert terms.value(term, DCTERMS.source) is not None, f"{term} does not say where its definition comes from"
        assert terms.value(term, SKOS.example) is not None, f"{term} has no example"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_two_terms_share_a_label(terms: Graph, language: str) -> None:
    labels = Counter(texts(terms, term, RDFS.label)[language].casefold() for term in own_terms(terms))
    assert [label for label, count in labels.items() if count > 1] == []


def test_each_term_is_of_one_kind(terms: Graph) -> None:
    for term in set(terms.subjects()):
        if isinstance(term, URIRef):
            kinds = [kind for kind in (OWL.Class, *PROPERTY_KINDS) if (term, RDF.type, kind) in terms]
            assert len(kinds) <= 1, f"{term} is {kinds}"


def test_the_ontology_describes_itself(terms: Graph) -> None:
    assert list(terms.subjects(RDF.type, OWL.Ontology)) == [IRI], "one ontology, whatever the number of files"
    version = str(terms.value(IRI, OWL.versionInfo))
    assert terms.value(IRI, OWL.versionIRI) == URIRef(f"{IRI}/{version}")
    assert terms.value(IRI, DCTERMS.license) == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert terms.value(IRI, DCTERMS.creator) == Literal("Mandate Graph project")
    assert terms.value(IRI, VANN.preferredNamespacePrefix) == Literal("mg")
    assert terms.value(IRI, VANN.preferredNamespaceUri) == Literal(MG)
    assert not list(terms.objects(IRI, OWL.imports))


def test_every_foreign_term_is_declared(terms: Graph) -> None:
    declared = {s for kind in (OWL.Class, *PROPERTY_KINDS) for s in terms.subjects(RDF.type, kind)}
    used = {node for triple in terms for node in triple if isinstance(node, URIRef) and not str(node).startswith(BUILT_IN)}
    vocabularies = {URIRef(namespace) for namespace in FOREIGN}  # what rdfs:isDefinedBy names
    foreign = {node for node in used if str(node).startswith(FOREIGN)} - vocabularies
    assert len(foreign) > 50
    assert sorted(foreign - declared) == []
    assert sorted({node for node in used if node.startswith(MG)} - declared) == []


def test_every_predicate_is_a_declared_property(terms: Graph) -> None:
    properties = {s for kind in PROPERTY_KINDS for s in terms.subjects(RDF.type, kind)}
    assert {str(p) for p in terms.predicates() if not str(p).startswith(BUILT_IN) and p not in properties} == set()


def test_ranges_stay_in_the_datatype_map(terms: Graph) -> None:
    for term in own_properties(terms):
        for value in terms.objects(term, RDFS.range):
            if (term, RDF.type, OWL.DatatypeProperty) in terms:
                datatype = terms.value(value, OWL.onDatatype) if isinstance(value, BNode) else value
                assert datatype in RANGES, f"{term} ranges over {datatype}"
            else:
                assert not str(value).startswith(str(XSD)), term
    literals = {value.datatype for value in terms.objects() if isinstance(value, Literal) and value.datatype}
    assert literals <= RANGES, "dates in annotations leave OWL 2 DL as well"


def test_properties_used_everywhere_have_no_domain(terms: Graph) -> None:
    for name in ("start", "end", "date", "place", "ordinal", "provisional", "acronym", "shortForm"):
        assert terms.value(URIRef(MG + name), RDFS.domain) is None, name
    for name in ("adoptedOn", "start", "end", "date", "asOf", "distributedOn", "establishedOn", "terminatedOn"):
        assert terms.value(URIRef(MG + name), RDFS.range) is None, name


def test_characteristics_keep_to_simple_properties(terms: Graph) -> None:
    chained = set(terms.subjects(OWL.propertyChainAxiom)) | set(terms.subjects(RDF.type, OWL.TransitiveProperty))
    for kind in (OWL.FunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty):
        assert not chained & set(terms.subjects(RDF.type, kind)), "OWL 2 DL allows these on simple properties only"


def test_what_the_model_says_of_superclasses_and_superproperties(terms: Graph) -> None:
    asked = """
        Body org:Organization  Post org:Post  Person prov:Person  Participation org:Membership  Decision eli:LegalResource
        Resolution mg:Decision  Provision eli:LegalResourceSubdivision  Meeting prov:Activity  Session mg:Meeting
        Claim prov:Entity  Mandate mg:Claim  BudgetFigure qb:Observation  Statistic qb:Observation  Proposal mg:Claim
        Fulfilment mg:Claim  Evidence oa:Annotation  ChangeEvent org:ChangeEvent  Establishment mg:ChangeEvent
    """
    for name, parent in re.findall(r"(\w+) (\w+:\w+)", asked):
        prefix, local = parent.split(":")
        assert (URIRef(MG + name), RDFS.subClassOf, URIRef(PREFIXES[prefix] + local)) in terms, (name, parent)
    for name, above in (("addressee", "object"), ("target", "object"), ("mandator", "subject")):
        assert (URIRef(MG + name), RDFS.subPropertyOf, URIRef(MG + above)) in terms, name
    assert (URIRef(MG + "conferredBy"), RDFS.subPropertyOf, URIRef(MG + "subject")) not in terms


def test_disjointness_names_what_the_design_keeps_apart(terms: Graph) -> None:
    apart: set[frozenset[str]] = set()
    for axiom in terms.subjects(RDF.type, OWL.AllDisjointClasses):
        head = terms.value(axiom, OWL.members)
        assert head is not None
        names = [str(member).removeprefix(MG) for member in Collection(terms, head)]
        apart |= {frozenset((a, b)) for a in names for b in names if a != b}
    kinds = ("Body", "Act", "Document", "Person", "Place", "Claim", "Evidence", "Meeting")
    assert [(a, b) for a in kinds for b in kinds if a < b and frozenset((a, b)) not in apart] == []
    for a, b in (("State", "Place"), ("Body", "Fund"), ("Campaign", "Event"), ("Decision", "Instrument")):
        assert frozenset((a, b)) not in apart, f"{a} and {b} do overlap"


# ---- what the rest of the project uses ---------------------------------------------------------------------------
def names_used() -> dict[str, set[str]]:
    """Local names of mg: terms by the file that uses them: register, shapes and queries."""
    files = [*(ROOT / "register").glob("*.ttl"), *(ROOT / "shapes").glob("*.ttl"), *(ROOT / "queries").glob("*.rq")]
    found = {}
    for path in files:
        text = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', path.read_text(encoding="utf-8"))
        full = re.findall(re.escape(MG) + r"(\w+)", text)
        found[path.name] = {*re.findall(r"(?<![\w-])mg:([A-Za-z]\w*)", text), *full}
    return found


def test_every_term_in_use_is_declared(terms: Graph) -> None:
    declared = {term.removeprefix(MG) for term in own_terms(terms)}
    used = names_used()
    assert len(used["bodies.ttl"]) > 10
    assert {name: sorted(missing) for name, told in used.items() if (missing := told - declared)} == {}


def test_the_register_is_typed_by_classes_and_described_by_properties(terms: Graph, register: Graph) -> None:
    classes = {kind for kind in register.objects(None, RDF.type) if str(kind).startswith(MG)}
    assert classes <= set(terms.subjects(RDF.type, OWL.Class))
    for predicate in set(register.predicates()) - {RDF.type}:
        assert any((predicate, RDF.type, kind) in terms for kind in PROPERTY_KINDS), f"{predicate} is not declared"


def test_objects_and_literals_of_the_register_match_their_property(terms: Graph, register: Graph) -> None:
    for _, predicate, value in register:
        if (predicate, RDF.type, OWL.ObjectProperty) in terms:
            assert isinstance(value, URIRef), predicate
        elif (predicate, RDF.type, OWL.DatatypeProperty) in terms:
            assert isinstance(value, Literal), predicate


def test_prefixes_of_concepts_are_schemes(terms: Graph) -> None:
    schemes = set(terms.subjects(RDF.type, SKOS.ConceptScheme))
    prefixes = {name: namespace for name, namespace in PREFIXES.items() if namespace.startswith(CONCEPT)}
    assert {"rel", "effect", "modality", "standing", "status", "type"} <= set(prefixes)
    for name, namespace in prefixes.items():
        assert URIRef(namespace.rstrip("/")) in schemes, f"{name}: is no scheme"


# ---- examples ------------------------------------------------------------------------------------------------------
def test_examples_of_properties_are_turtle_that_uses_them(terms: Graph, register: Graph) -> None:
    head = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())
    known = set(register.subjects()) | set(terms.subjects(RDF.type, SKOS.Concept))
    curated = ("body", "decision", "session", "meeting", "instrument", "post", "person", "place", "fund", "system", "group")
    for term in own_properties(terms):
        for example in terms.objects(term, SKOS.example):
            told = Graph().parse(data=head + str(example), format="turtle", publicID=BASE + "id/")
            assert set(told.predicates()) == {term}, example
            for node in {*told.subjects(), *told.objects()}:
                local = str(node).removeprefix(BASE + "id/")
                is_whole = "/p." not in local and "/x-" not in local  # no provision, nothing provisional
                if str(node).startswith(CONCEPT) or (local.startswith(tuple(f"{kind}/" for kind in curated)) and is_whole):
                    assert node in known, f"{node} in the example of {term} is in neither register nor schemes"
            value = next(iter(told.objects()))
            assert isinstance(value, URIRef) == ((term, RDF.type, OWL.ObjectProperty) in terms), example


def test_examples_of_classes_are_in_both_languages(terms: Graph) -> None:
    for term in own_terms(terms):
        if (term, RDF.type, OWL.Class) in terms:
            assert set(texts(terms, term, SKOS.example)) == {"en", "zh"}, term


# ---- the files -----------------------------------------------------------------------------------------------------
PREDICATES = (
    "rdfs:label skos:prefLabel skos:notation skos:definition skos:scopeNote skos:example rdfs:subClassOf rdfs:subPropertyOf "
    "owl:equivalentClass owl:propertyChainAxiom rdfs:domain rdfs:range schema:domainIncludes schema:rangeIncludes "
    "skos:hasTopConcept skos:member skos:inScheme skos:topConceptOf dcterms:source rdfs:isDefinedBy"
)


@pytest.mark.parametrize("path", ontology.FILES, ids=lambda path: path.name)
def test_files_are_in_canonical_order(path: Path) -> None:
    order = PREDICATES.split()
    text = path.read_text(encoding="utf-8")
    assert "\r" not in text
    assert text.endswith(" .\n")
    for section in text.split("\n# ---- ")[1:]:
        blocks = [block for block in section.split("\n\n")[1:] if not block.startswith("#")]
        subjects = [block.split(" ", 1)[0] for block in blocks if block.startswith(("mg:", "<")) or ":" in block.split(" ", 1)[0]]
        kinds: dict[str, list[str]] = {}
        for subject, block in zip(subjects, blocks, strict=False):
            kinds.setdefault(block.split(" ", 3)[2], []).append(subject)
        groups = kinds.values() if path.name == "schemes.ttl" else [subjects]
        for names in groups:
            assert names == sorted(names), f"{path.name}, section {section.splitlines()[0]!r} is not sorted"
        for block in blocks:
            predicates = [match for match in re.findall(r"^    (\w+:\w+) ", block, re.MULTILINE) if match in order]
            assert predicates == sorted(predicates, key=order.index), block.split(" ", 1)[0]
