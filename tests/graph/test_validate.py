"""The gate: each shape lets a sound graph through and names what is wrong with a broken one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, Graph, URIRef

import shapes
from graph.generations import Generation
from graph.validate import Finding, Validator, set_of, standard
from graph.vocabulary import PREFIXES
from ingest import version

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
SHAPE = "https://w3id.org/mandate-graph/shapes#"

CLAIM = """mg:subject body:un-ga ; mg:evidence <urn:e> ; mg:standing standing:asserted ; mg:status status:extracted ;
  mg:confidence 0.9 ; mg:rule "test.rule" ; mg:claimedIn <urn:v>"""
#: One sound document that has one of everything. Each fact stands on a line of its own, to be broken alone.
SOUND = f"""
<urn:d> a mg:Document .
<urn:v> a mg:DocumentVersion
 ; dcterms:isVersionOf <urn:d>
 ; dcterms:language "zh"
 ; mg:fingerprint "{"0a" * 32}"
 ; mg:isDigest false
 .
<urn:p> a mg:Paragraph
 ; mg:address "main/94/b"
 ; mg:text "大会设立环境规划署。"@zh
 ; mg:paragraphKind <https://w3id.org/mandate-graph/concept/paragraph-kind/operative>
 ; mg:textStart 10 ; mg:textEnd 20
 ; mg:partOfDocument <urn:d>
 .
<urn:e> a mg:Evidence
 ; mg:quotation "设立环境规划署"@zh
 ; mg:inParagraph <urn:p>
 ; oa:hasTarget [ oa:hasSelector [ oa:exact "设立环境规划署" ] , <urn:position> ]
 .
<urn:position> oa:start 12 ; oa:end 19 .
<urn:act> a mg:Resolution
 ; mg:issuer body:un-ga
 ; mg:number "2997(XXVII)"
 .
<urn:provision> a mg:Provision
 ; mg:provisionOf <urn:act>
 ; mg:provisionNumber "section I"
 .
<urn:c> a mg:Claim
 ; mg:relation rel:part_of
 ; mg:subject body:unep
 ; mg:object body:un
 ; mg:evidence <urn:e>
 ; mg:standing standing:asserted
 ; mg:status status:extracted
 ; mg:confidence 0.95
 ; mg:rule "zh.part_of"
 ; mg:claimedIn <urn:v>
 .
<urn:m> a mg:Mandate ; mg:relation rel:establishes ; {CLAIM}
 ; mg:effect effect:establish
 ; mg:modality modality:decide
 ; mg:conferredBy <urn:provision>
 .
<urn:money> a mg:BudgetFigure ; mg:relation rel:finances ; {CLAIM}
 ; mg:amount 1200000.0
 .
<urn:count> a mg:Statistic ; mg:relation rel:counts ; {CLAIM}
 ; mg:value 6.0
 .
<urn:meeting> a mg:Meeting
 ; mg:start "2013-02-18"^^xsd:date
 ; mg:end "2013-02-22"^^xsd:date
 .
"""


def quads(turtle: str) -> list[ox.Quad]:
    return list(ox.parse(HEAD + turtle, format=ox.RdfFormat.TURTLE))


def names(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(f.shape.removeprefix(SHAPE), f.focus) for f in findings}


def broken(old: str, new: str) -> str:
    assert SOUND.count(old) == 1, old
    return SOUND.replace(old, new)


def test_a_sound_document_breaks_nothing() -> None:
    assert standard().validate(quads(SOUND)) == []


def test_nothing_breaks_nothing() -> None:
    assert standard().validate([]) == []


#: What is broken, the shape that says so, the focus node, and how it was broken. An empty line removes the fact.
BROKEN = [
    # claim.ttl
    ("ClaimRelation", "urn:c", "; mg:relation rel:part_of\n", "\n"),
    ("ClaimRelation", "urn:c", "; mg:relation rel:part_of\n", "; mg:relation rel:part_of, rel:cites\n"),
    ("ClaimRelation", "urn:c", "; mg:relation rel:part_of\n", '; mg:relation "part_of"\n'),
    ("ClaimRelation", "urn:c", "; mg:relation rel:part_of\n", "; mg:relation <urn:part_of>\n"),
    ("ClaimSubject", "urn:c", "; mg:subject body:unep\n", "\n"),
    ("ClaimSubject", "urn:c", "; mg:subject body:unep\n", "; mg:subject body:unep, body:emg\n"),
    ("ClaimSubject", "urn:c", "; mg:subject body:unep\n", '; mg:subject "UNEP"\n'),
    ("ClaimObject", "urn:c", "; mg:object body:un\n", "; mg:object body:un, body:emg\n"),
    ("ClaimObject", "urn:c", "; mg:object body:un\n", '; mg:object "UN"\n'),
    ("ClaimEvidence", "urn:c", "; mg:evidence <urn:e>\n ; mg:standing", "; mg:standing"),
    ("ClaimEvidence", "urn:c", "; mg:evidence <urn:e>\n ; mg:standing", "; mg:evidence <urn:p> ; mg:standing"),
    ("ClaimStanding", "urn:c", "; mg:standing standing:asserted\n", "\n"),
    ("ClaimStanding", "urn:c", "; mg:standing standing:asserted\n", "; mg:standing standing:asserted, standing:proposed\n"),
    ("ClaimStanding", "urn:c", "; mg:standing standing:asserted\n", "; mg:standing status:extracted\n"),
    ("ClaimStatus", "urn:c", "; mg:status status:extracted\n", "\n"),
    ("ClaimStatus", "urn:c", "; mg:status status:extracted\n", "; mg:status status:extracted, status:rejected\n"),
    ("ClaimStatus", "urn:c", "; mg:status status:extracted\n", '; mg:status "extracted"\n'),
    ("ClaimConfidence", "urn:c", "; mg:confidence 0.95\n", "\n"),
    ("ClaimConfidence", "urn:c", "; mg:confidence 0.95\n", "; mg:confidence 0.95, 0.9\n"),
    ("ClaimConfidence", "urn:c", "; mg:confidence 0.95\n", "; mg:confidence 1.01\n"),
    ("ClaimConfidence", "urn:c", "; mg:confidence 0.95\n", "; mg:confidence -0.1\n"),
    ("ClaimConfidence", "urn:c", "; mg:confidence 0.95\n", '; mg:confidence "high"\n'),
    ("ClaimRule", "urn:c", '; mg:rule "zh.part_of"\n', "\n"),
    ("ClaimRule", "urn:c", '; mg:rule "zh.part_of"\n', '; mg:rule "a", "b"\n'),
    ("ClaimRule", "urn:c", '; mg:rule "zh.part_of"\n', "; mg:rule <urn:rule>\n"),
    ("ClaimVersion", "urn:c", "; mg:claimedIn <urn:v>\n .\n<urn:m>", ".\n<urn:m>"),
    ("ClaimVersion", "urn:c", "; mg:claimedIn <urn:v>\n .\n<urn:m>", "; mg:claimedIn <urn:d>\n .\n<urn:m>"),
    # mandate.ttl
    ("MandateShape", "urn:m", "; mg:conferredBy <urn:provision>\n", "\n"),
    (
        "MandateShape",
        "urn:m",
        "; mg:conferredBy <urn:provision>\n",
        "; mg:conferredBy <urn:provision> ; mg:mandator body:un-ga\n",
    ),
    ("MandateEffect", "urn:m", "; mg:effect effect:establish\n", "\n"),
    ("MandateEffect", "urn:m", "; mg:effect effect:establish\n", "; mg:effect effect:establish, effect:extend\n"),
    ("MandateEffect", "urn:m", "; mg:effect effect:establish\n", '; mg:effect "establish"\n'),
    ("MandateModality", "urn:m", "; mg:modality modality:decide\n", "; mg:modality modality:decide, modality:urge\n"),
    ("MandateModality", "urn:m", "; mg:modality modality:decide\n", "; mg:modality effect:establish\n"),
    ("MandateConferred", "urn:m", "; mg:conferredBy <urn:provision>\n", "; mg:conferredBy <urn:provision>, <urn:act>\n"),
    ("MandateConferred", "urn:m", "; mg:conferredBy <urn:provision>\n", "; mg:conferredBy <urn:d>\n"),
    # decision.ttl
    ("DecisionIssuer", "urn:act", "; mg:issuer body:un-ga\n", "; mg:issuer body:un-ga, body:unea\n"),
    ("DecisionIssuer", "urn:act", "; mg:issuer body:un-ga\n", '; mg:issuer "General Assembly"\n'),
    ("DecisionNumber", "urn:act", '; mg:number "2997(XXVII)"\n', '; mg:number "2997(XXVII)", "2998(XXVII)"\n'),
    ("DecisionNumber", "urn:act", '; mg:number "2997(XXVII)"\n', '; mg:number ""\n'),
    ("ProvisionOf", "urn:provision", "; mg:provisionOf <urn:act>\n", "\n"),
    ("ProvisionOf", "urn:provision", "; mg:provisionOf <urn:act>\n", "; mg:provisionOf <urn:act>, <urn:d>\n"),
    ("ProvisionOf", "urn:provision", "; mg:provisionOf <urn:act>\n", '; mg:provisionOf "2997(XXVII)"\n'),
    ("ProvisionNumber", "urn:provision", '; mg:provisionNumber "section I"\n', "\n"),
    ("ProvisionNumber", "urn:provision", '; mg:provisionNumber "section I"\n', '; mg:provisionNumber "1", "2"\n'),
    # document.ttl
    ("VersionOf", "urn:v", "; dcterms:isVersionOf <urn:d>\n", "\n"),
    ("VersionOf", "urn:v", "; dcterms:isVersionOf <urn:d>\n", "; dcterms:isVersionOf <urn:p>\n"),
    ("VersionLanguage", "urn:v", '; dcterms:language "zh"\n', "\n"),
    ("VersionLanguage", "urn:v", '; dcterms:language "zh"\n', '; dcterms:language "zh", "en"\n'),
    ("VersionLanguage", "urn:v", '; dcterms:language "zh"\n', '; dcterms:language "zho"\n'),
    ("VersionFingerprint", "urn:v", f'; mg:fingerprint "{"0a" * 32}"\n', "\n"),
    ("VersionFingerprint", "urn:v", f'; mg:fingerprint "{"0a" * 32}"\n', f'; mg:fingerprint "{"0A" * 32}"\n'),
    ("VersionFingerprint", "urn:v", f'; mg:fingerprint "{"0a" * 32}"\n', f'; mg:fingerprint "{"0a" * 31}"\n'),
    ("VersionDigest", "urn:v", "; mg:isDigest false\n", "\n"),
    ("VersionDigest", "urn:v", "; mg:isDigest false\n", "; mg:isDigest false, true\n"),
    ("VersionDigest", "urn:v", "; mg:isDigest false\n", '; mg:isDigest "no"\n'),
    ("ParagraphAddress", "urn:p", '; mg:address "main/94/b"\n', "\n"),
    ("ParagraphAddress", "urn:p", '; mg:address "main/94/b"\n', '; mg:address "main/94", "main/95"\n'),
    ("ParagraphAddress", "urn:p", '; mg:address "main/94/b"\n', '; mg:address "main/94/ b"\n'),
    ("ParagraphAddress", "urn:p", '; mg:address "main/94/b"\n', '; mg:address "main//b"\n'),
    ("ParagraphText", "urn:p", '; mg:text "大会设立环境规划署。"@zh\n', "\n"),
    ("ParagraphText", "urn:p", '; mg:text "大会设立环境规划署。"@zh\n', '; mg:text "大会设立环境规划署。"\n'),
    (
        "ParagraphText",
        "urn:p",
        '; mg:text "大会设立环境规划署。"@zh\n',
        '; mg:text "大会设立环境规划署。"@zh, "设立环境规划署"@zh\n',
    ),
    ("ParagraphKind", "urn:p", "paragraph-kind/operative>", "paragraph-kind/other>"),
    ("ParagraphKind", "urn:p", "paragraph-kind/operative>", "effect/operative>"),
    ("ParagraphStart", "urn:p", "; mg:textStart 10 ; mg:textEnd 20\n", "; mg:textStart -1 ; mg:textEnd 20\n"),
    ("ParagraphStart", "urn:p", "; mg:textStart 10 ; mg:textEnd 20\n", "; mg:textStart 10.5 ; mg:textEnd 20\n"),
    ("ParagraphDocument", "urn:p", "; mg:partOfDocument <urn:d>\n", "\n"),
    ("ParagraphDocument", "urn:p", "; mg:partOfDocument <urn:d>\n", "; mg:partOfDocument <urn:v>\n"),
    # evidence.ttl
    ("EvidenceQuotation", "urn:e", '; mg:quotation "设立环境规划署"@zh\n', "\n"),
    ("EvidenceQuotation", "urn:e", '; mg:quotation "设立环境规划署"@zh\n', '; mg:quotation "设立"@zh, "环境规划署"@zh\n'),
    ("EvidenceQuotation", "urn:e", '; mg:quotation "设立环境规划署"@zh\n', '; mg:quotation "设立环境规划署"\n'),
    ("EvidenceQuotation", "urn:e", '; mg:quotation "设立环境规划署"@zh\n', '; mg:quotation "设"@zh\n'),
    ("EvidenceParagraph", "urn:e", "; mg:inParagraph <urn:p>\n", "\n"),
    ("EvidenceParagraph", "urn:e", "; mg:inParagraph <urn:p>\n", "; mg:inParagraph <urn:d>\n"),
    ("EvidenceTarget", "urn:e", '[ oa:exact "设立环境规划署" ] , <urn:position>', "<urn:position>"),
    ("QuotationInParagraph", "urn:e", '"设立环境规划署"@zh\n ; mg:inParagraph', '"设立人居署"@zh\n ; mg:inParagraph'),
    ("PositionInParagraph", "urn:e", "oa:start 12 ; oa:end 19", "oa:start 9 ; oa:end 19"),
    ("PositionInParagraph", "urn:e", "oa:start 12 ; oa:end 19", "oa:start 12 ; oa:end 21"),
    # figure.ttl
    ("Amount", "urn:money", "; mg:amount 1200000.0\n", "\n"),
    ("Amount", "urn:money", "; mg:amount 1200000.0\n", "; mg:amount 1.0, 2.0\n"),
    ("Amount", "urn:money", "; mg:amount 1200000.0\n", "; mg:amount -1.0\n"),
    ("Amount", "urn:money", "; mg:amount 1200000.0\n", '; mg:amount "1.2 million"\n'),
    ("Value", "urn:count", "; mg:value 6.0\n", "\n"),
    ("Value", "urn:count", "; mg:value 6.0\n", "; mg:value -6.0\n"),
    ("Value", "urn:count", "; mg:value 6.0\n", '; mg:value "six"\n'),
    # meeting.ttl
    ("StartDate", "urn:meeting", '; mg:start "2013-02-18"^^xsd:date\n ; mg:end "2013-02-22"^^xsd:date\n', '; mg:start "soon"\n'),
    ("StartBeforeEnd", "urn:meeting", '; mg:end "2013-02-22"^^xsd:date\n', '; mg:end "2013-02-17"^^xsd:date\n'),
]


@pytest.mark.parametrize(("shape", "focus", "old", "new"), BROKEN)
def test_what_is_broken_is_named(shape: str, focus: str, old: str, new: str) -> None:
    """The shape that is meant fires at the node that is meant, and no other one."""
    found = standard().validate(quads(broken(old, new)))
    assert names(found) == {(shape, focus)}
    for finding in found:
        assert finding.severity == ("warning" if shape == "StartBeforeEnd" else "violation")
        assert set(finding.messages) == {"en", "zh"}
        assert finding.told().startswith(f"{shape}: ")
        assert finding.messages["en"] in finding.told("en")
        assert finding.messages["zh"] in finding.told("zh")


def test_an_inverted_paragraph_breaks_its_own_shape_and_its_evidence() -> None:
    found = standard().validate(quads(broken("; mg:textStart 10 ; mg:textEnd 20", "; mg:textStart 20 ; mg:textEnd 10")))
    assert names(found) == {("ParagraphStart", "urn:p"), ("PositionInParagraph", "urn:e")}


def test_an_endless_quotation() -> None:
    long = "设立环境规划署" * 90
    turtle = SOUND.replace("大会设立环境规划署。", long).replace('"设立环境规划署"@zh', f'"{long}"@zh')
    assert names(standard().validate(quads(turtle))) == {("EvidenceQuotation", "urn:e")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Facts that may be absent, and the other ways of being right.
        ("; mg:object body:un\n", "\n"),
        ("; mg:modality modality:decide\n", "\n"),
        ("; mg:issuer body:un-ga\n", "\n"),
        ('; mg:number "2997(XXVII)"\n', "\n"),
        ("; mg:conferredBy <urn:provision>\n", "; mg:conferredBy <urn:act>\n"),
        ("; mg:conferredBy <urn:provision>\n", "; mg:mandator body:un-ga\n"),
        ("<urn:act> a mg:Resolution", "<urn:act> a mg:Decision"),
        ("; mg:confidence 0.95\n", "; mg:confidence 1.0\n"),
        ("; mg:confidence 0.95\n", "; mg:confidence 0.0\n"),
        ('; mg:address "main/94/b"\n', '; mg:address "附件/一"\n'),
        ("; mg:amount 1200000.0\n", "; mg:amount 0.0\n"),
        ('; mg:start "2013-02-18"^^xsd:date\n ; mg:end "2013-02-22"^^xsd:date\n', '; mg:start "2013-02"^^xsd:gYearMonth\n'),
        ('; mg:start "2013-02-18"^^xsd:date\n ; mg:end "2013-02-22"^^xsd:date\n', '; mg:start "2013"^^xsd:gYear\n'),
        ('; mg:end "2013-02-22"^^xsd:date\n', '; mg:end "2013-02-18"^^xsd:date\n'),
        # Marks of footnotes stand in the quotation and not in the paragraph; white space is no difference.
        ('"设立环境规划署"@zh\n ; mg:inParagraph', '"设立 环境\\n规划署12*"@zh\n ; mg:inParagraph'),
        ("oa:start 12 ; oa:end 19", "oa:start 10 ; oa:end 20"),
        ("; mg:evidence <urn:e>\n ; mg:standing", "; mg:evidence <urn:e>, <urn:e2> ; mg:standing"),
    ],
)
def test_what_is_right_in_another_way(old: str, new: str) -> None:
    second = SOUND[SOUND.index("<urn:e> a") : SOUND.index("<urn:position> oa:start")].replace("<urn:e>", "<urn:e2>")
    assert standard().validate(quads(broken(old, new) + second)) == []


def declared() -> set[str]:
    """Every shape with a message of its own, and every constraint, in the files."""
    graph = Graph()
    for path in shapes.files():
        graph.parse(path)
    return {str(s).removeprefix(SHAPE) for s in graph.subjects(SH.message, None) if isinstance(s, URIRef)}


def test_every_shape_has_a_case_here() -> None:
    assert {shape for shape, *_ in BROKEN} == declared()


def test_every_shape_speaks_both_languages() -> None:
    graph = Graph()
    for path in shapes.files():
        graph.parse(path)
    for shape in set(graph.subjects(SH.message, None)):
        assert sorted(getattr(m, "language", None) or "" for m in graph.objects(shape, SH.message)) == ["en", "zh"], shape


def by_pyshacl(turtle: str, paths: Iterable[Path] | None = None) -> set[tuple[str, str]]:
    """What standard SHACL-SPARQL says: the constraint and the focus node of every result of a SPARQL constraint."""
    graph = Graph()
    for path in shapes.files() if paths is None else paths:
        graph.parse(path)
    data = Graph().parse(data=HEAD + turtle, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=graph, advanced=True, inference="none")
    assert isinstance(report, Graph)
    return {
        (str(next(report.objects(r, SH.sourceConstraint))).removeprefix(SHAPE), str(next(report.objects(r, SH.focusNode))))
        for r in report.subjects(RDF.type, SH.ValidationResult)
        if (r, SH.sourceConstraintComponent, SH.SPARQLConstraintComponent) in report
    }


#: More evidence, right and wrong, side by side: the set query must not mix them up.
MANY = SOUND + "".join(
    f"""
<urn:e{n}> a mg:Evidence ; mg:quotation "{quotation}"@zh ; mg:inParagraph <urn:p> ;
  oa:hasTarget [ oa:hasSelector [ oa:exact "x" ] , [ oa:start {start} ; oa:end {end} ] ] .
"""
    for n, (quotation, start, end) in enumerate(
        [("大会设立", 10, 14), ("大会终止", 10, 14), ("规划署", 16, 25), ("人居署", 1, 3), ("规划 署7", 16, 19)]
    )
)


@pytest.mark.parametrize("turtle", [SOUND, MANY, "", *(broken(old, new) for s, f, old, new in BROKEN if f == "urn:e")])
def test_set_queries_report_what_standard_shacl_reports(turtle: str) -> None:
    ours = names(Validator()._by_queries(quads(turtle)))
    assert ours == by_pyshacl(turtle)
    if turtle == MANY:
        assert ours == {
            ("QuotationInParagraph", "urn:e1"),
            ("QuotationInParagraph", "urn:e3"),
            ("PositionInParagraph", "urn:e2"),
            ("PositionInParagraph", "urn:e3"),
        }


OWN = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix mg: <https://w3id.org/mandate-graph/ontology#> .
@prefix s: <https://w3id.org/mandate-graph/shapes#> .
s:P sh:declare [ sh:prefix "mg" ; sh:namespace "https://w3id.org/mandate-graph/ontology#"^^xsd:anyURI ] .
s:Shape a sh:NodeShape ; sh:targetClass mg:Body ; sh:targetSubjectsOf mg:services ; sh:targetObjectsOf mg:services ;
  sh:targetNode <urn:alone> ; sh:sparql s:NoNumber, s:Odd .
s:NoNumber a sh:SPARQLConstraint ; sh:prefixes s:P ; sh:message "no number"@en ;
  sh:select "SELECT $this WHERE { FILTER NOT EXISTS { $this mg:number ?n } }" .
s:Odd a sh:SPARQLConstraint ; sh:prefixes s:P ; sh:severity sh:Info ; sh:message "odd"@en ;
  sh:select "SELECT $this ?value WHERE { $this mg:number ?value FILTER (?value > 2) }" .
"""


def test_every_kind_of_target_is_joined(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(OWN)
    turtle = """
        <urn:class> a mg:Body . <urn:fine> a mg:Body ; mg:number 1 . <urn:other> a mg:Post ; mg:number 9 .
        <urn:subject> mg:services <urn:object> . <urn:subject> mg:number 3 . <urn:alone> mg:label "x" ."""
    found = Validator([path])._by_queries(quads(turtle))
    assert names(found) == by_pyshacl(turtle, [path])
    assert names(found) == {
        ("NoNumber", "urn:class"),
        ("NoNumber", "urn:object"),
        ("NoNumber", "urn:alone"),
        ("Odd", "urn:subject"),
    }
    assert {f.severity for f in found if f.shape.endswith("Odd")} == {"info"}
    assert {f.value for f in found if f.shape.endswith("Odd")} == {"3"}


def test_violations_stand_first() -> None:
    turtle = broken('; mg:end "2013-02-22"^^xsd:date\n', '; mg:end "2013-02-17"^^xsd:date\n').replace(
        '; mg:rule "zh.part_of"\n', "\n"
    )
    assert [f.severity for f in standard().validate(quads(turtle))] == ["violation", "warning"]


def test_a_finding_is_told_in_few_words() -> None:
    finding = Finding("violation", SHAPE + "ClaimRule", "http://e/id/claim/1a", "", "x" * 500, {"zh": "缺规则"})
    assert finding.told() == f"ClaimRule: 1a: 缺规则 [{'x' * 120}]"
    assert Finding("violation", "", "", "", "", {}).told() == ": : "


def test_findings_are_told_once() -> None:
    one = Finding("violation", "s", "f", "", "", {"en": "a"})
    assert set_of([one, one, Finding("violation", "s", "g", "", "", {})]) == [one, Finding("violation", "s", "g", "", "", {})]


def test_one_validator_serves_many_graphs() -> None:
    validator = Validator()
    first = validator.validate(quads(MANY))
    assert validator.validate(quads(SOUND)) == []
    assert validator.validate(quads(MANY)) == first
    assert standard() is standard()


def test_the_digests_pass(generation: Generation) -> None:
    store = generation.open().ox
    for entry in generation.manifest.documents:
        held = list(store.quads_for_pattern(None, None, None, ox.NamedNode(entry.graph)))
        assert len(held) > 100
        assert [f.told() for f in standard().validate(held) if f.severity == "violation"] == []


def test_a_change_of_the_shapes_makes_cached_readings_stale() -> None:
    """A cached reading holds its findings: the version of the tool must know what they came from."""
    known = {path for pattern in version._PARTS for path in version._ROOT.glob(pattern)}
    assert {*shapes.files(), version._ROOT / "graph" / "validate.py", version._ROOT / "graph" / "names.py"} <= known


def test_both_ways_agree_on_a_real_document_with_errors(generation: Generation) -> None:
    entry = min(generation.manifest.documents, key=lambda e: e.paragraphs)
    store = generation.open().ox
    held = list(store.quads_for_pattern(None, None, None, ox.NamedNode(entry.graph)))
    quotation, start = ox.NamedNode(PREFIXES["mg"] + "quotation"), ox.NamedNode(PREFIXES["oa"] + "start")
    spoilt = []
    for n, q in enumerate(held):
        thing = q.object
        if q.predicate == quotation and n % 2:
            thing = ox.Literal("并无此语", language="zh")
        if q.predicate == start and n % 2:
            thing = ox.Literal(0)
        spoilt.append(ox.Quad(q.subject, q.predicate, thing))
    turtle = (ox.serialize((q.triple for q in spoilt), format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    ours = names(Validator()._by_queries(spoilt))
    assert ours == by_pyshacl(turtle)
    assert {shape for shape, _ in ours} == {"QuotationInParagraph", "PositionInParagraph"}
