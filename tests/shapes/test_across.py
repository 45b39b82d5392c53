"""Each shape that looks across documents lets a sound graph through and fires, alone, at its own fault; pySHACL agrees."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox
import pytest

import ontology
import shapes
from graph.generations import Generation
from graph.store import OxigraphStore
from graph.validate import across, validate_whole
from tests.shapes.support import SHAPE, by_pyshacl, names, quads, told

#: The measures by which attendance is compared.
MEASURES = """
<urn:states> skos:inScheme <https://w3id.org/mandate-graph/concept/measure> ; skos:prefLabel "States"@en ;
  skos:altLabel "国家"@zh, "国家政府"@zh .
mg:Resolution rdfs:subClassOf mg:Decision . mg:Mandate rdfs:subClassOf mg:Claim . mg:Statistic rdfs:subClassOf mg:Claim .
mg:BudgetFigure rdfs:subClassOf mg:Claim . mg:DeliberativeBody rdfs:subClassOf mg:Body . mg:Session rdfs:subClassOf mg:Meeting .
"""
SOUND = (
    MEASURES
    + """
<urn:assembly> a mg:DeliberativeBody ; skos:prefLabel "河流大会"@zh, "River Assembly"@en ; mg:sitsAs <urn:joint> .
<urn:joint> a mg:DeliberativeBody ; skos:prefLabel "河流论坛"@zh, "River Forum"@en .
<urn:group> a mg:Body ; skos:prefLabel "河流小组"@zh, "River Group"@en ; org:subOrganizationOf <urn:assembly> ;
  mg:establishedBy <urn:act> ; mg:establishedOn "2009-02-20"^^xsd:date ; mg:terminatedOn "2013"^^xsd:gYear .
<urn:old> a mg:Body ; skos:prefLabel "湖泊小组"@zh, "Lake Group"@en .
<urn:group> mg:succeeds <urn:old> .
<urn:act> a mg:Resolution ; mg:issuer <urn:assembly> ; mg:number "25/4" ; mg:session <urn:s25> ;
  mg:adoptedOn "2009-02-20"^^xsd:date .
<urn:later> a mg:Decision ; mg:issuer <urn:assembly> ; mg:number "26/4" ; mg:adoptedOn "2011-02-24"^^xsd:date .
<urn:s25> a mg:Session ; mg:heldBy <urn:joint> ; mg:ordinal 25 ; mg:start "2009-02-16"^^xsd:date ; mg:end "2009-02-20"^^xsd:date .
<urn:s26> a mg:Session ; mg:heldBy <urn:joint> ; mg:ordinal 26 .
<urn:m1> a mg:Meeting ; mg:heldBy <urn:group> . <urn:m2> a mg:Meeting ; mg:heldBy <urn:group> .
<urn:e1> mg:inParagraph <urn:p1> . <urn:e2> mg:inParagraph <urn:p2> . <urn:e3> mg:inParagraph <urn:p3> .
<urn:rome> a mg:Place ; mg:country <urn:italy> .
<urn:c1> a mg:Claim ; mg:relation rel:holds ; mg:subject <urn:group> ; mg:object <urn:m1> ; mg:evidence <urn:e1> ;
  mg:start "2009-06"^^xsd:gYearMonth ; mg:end "2009-06-28"^^xsd:date ; mg:place <urn:rome> .
<urn:c2> a mg:Claim ; mg:relation rel:holds ; mg:subject <urn:group> ; mg:object <urn:m1> ; mg:evidence <urn:e2> ;
  mg:start "2009-06-27"^^xsd:date ; mg:place <urn:italy> .
<urn:c3> a mg:Statistic ; mg:relation rel:counts ; mg:subject <urn:m1> ; mg:measure "国家政府" ; mg:value 39.0 ;
  mg:evidence <urn:e1> ; mg:claimedIn <urn:v> .
<urn:c4> a mg:Statistic ; mg:relation rel:counts ; mg:subject <urn:m1> ; mg:measure "国家" ; mg:value 39.0 ;
  mg:evidence <urn:e2> ; mg:claimedIn <urn:v> .
<urn:c5> a mg:Statistic ; mg:relation rel:counts ; mg:subject <urn:group> ; mg:measure "成员" ; mg:value 5.0 ;
  mg:evidence <urn:e1> ; mg:claimedIn <urn:v> .
<urn:c6> a mg:Claim ; mg:relation rel:adopts ; mg:subject <urn:assembly> ; mg:object <urn:act> ; mg:standing standing:asserted ;
  mg:date "2009-02-20"^^xsd:date ; mg:evidence <urn:e1> .
<urn:c7> a mg:Claim ; mg:relation rel:cites ; mg:subject <urn:d> ; mg:object <urn:act> ; mg:standing standing:asserted ;
  mg:date "2009-02"^^xsd:gYearMonth ; mg:evidence <urn:e2> .
<urn:c8> a mg:BudgetFigure ; mg:relation rel:finances ; mg:subject <urn:fund> ; mg:measure "approved" ; mg:period "2014-2015" ;
  mg:unit "USD million" ; mg:amount 34.4 ; mg:evidence <urn:e1> .
<urn:c9> a mg:BudgetFigure ; mg:relation rel:finances ; mg:subject <urn:fund> ; mg:measure "received" ; mg:period "2014-2015" ;
  mg:unit "USD million" ; mg:amount 30.0 ; mg:evidence <urn:e1> .
<urn:asked> a mg:Mandate ; mg:relation rel:mandates ; mg:subject <urn:later> ; mg:object <urn:group> ; mg:addressee <urn:group> .
"""
)


@dataclass(frozen=True)
class Fault:
    """Turtle that is added to the sound graph, and what must be found then: shape and (focus, value) pairs."""

    shape: str
    turtle: str
    pairs: frozenset[tuple[str, str]]


def fault(shape: str, turtle: str, *pairs: tuple[str, str]) -> Fault:
    return Fault(shape, turtle, frozenset(pairs))


STAT = "a mg:Statistic ; mg:relation rel:counts ; mg:claimedIn <urn:v>"
HELD = "a mg:Claim ; mg:relation rel:holds ; mg:subject <urn:group> ; mg:object <urn:m1>"
MONEY = 'a mg:BudgetFigure ; mg:relation rel:finances ; mg:subject <urn:fund> ; mg:period "2014-2015" ; mg:unit "USD million"'
CITED = "a mg:Claim ; mg:relation rel:cites ; mg:subject <urn:d> ; mg:standing standing:asserted ; mg:evidence <urn:e3>"
FAULTS = [
    fault(
        "CountsDiffer",
        f'<urn:x> {STAT} ; mg:subject <urn:group> ; mg:measure "成员" ; mg:value 6.0 ; mg:evidence <urn:e3> .',
        ("urn:c5", "urn:x"),
    ),
    fault(
        "AttendanceDiffers",
        f'<urn:x> {STAT} ; mg:subject <urn:group> ; mg:measure "国家" ; mg:value 38.0 ; mg:evidence <urn:e3> .'
        "<urn:y> a mg:Claim ; mg:relation rel:chairs ; mg:object <urn:m1> ; mg:evidence <urn:e3> .",
        ("urn:c3", "urn:x"),
        ("urn:c4", "urn:x"),
    ),
    fault(
        "AttendanceDiffers",
        f'<urn:x> {STAT} ; mg:subject <urn:m1> ; mg:measure "国家" ; mg:value 38.0 ; mg:evidence <urn:e3> .',
        ("urn:c3", "urn:x"),
        ("urn:c4", "urn:x"),
    ),
    fault(
        "DatesDiffer",
        f'<urn:x> {CITED} ; mg:object <urn:act> ; mg:date "2010-02-20"^^xsd:date .',
        ("urn:c6", "urn:x"),
    ),
    fault(
        "DatesDiffer",
        "<urn:x> a mg:Mandate ; mg:relation rel:establishes ; mg:object <urn:old> ; mg:standing standing:asserted ;"
        ' mg:date "1997"^^xsd:gYear . <urn:y> a mg:Mandate ; mg:relation rel:establishes ; mg:object <urn:old> ;'
        ' mg:standing standing:asserted ; mg:date "1998-07"^^xsd:gYearMonth .',
        ("urn:x", "urn:y"),
    ),
    fault(
        "DateOfAnotherDecision",
        f'<urn:x> {CITED} ; mg:object <urn:later> ; mg:date "2009-02-20"^^xsd:date .',
        ("urn:x", "urn:c6"),
    ),
    fault(
        "MeetingDatesDiffer",
        f'<urn:x> {HELD} ; mg:end "2010-06-28"^^xsd:date ; mg:evidence <urn:e3> .',
        ("urn:c1", "urn:x"),
    ),
    fault(
        "MeetingDatesDiffer",
        f'<urn:x> {HELD} ; mg:start "2009-06-26"^^xsd:date ; mg:evidence <urn:e3> .',
        ("urn:c2", "urn:x"),
    ),
    fault(
        "MeetingPlacesDiffer",
        f"<urn:oslo> mg:country <urn:italy> . <urn:x> {HELD} ; mg:place <urn:oslo> ; mg:evidence <urn:e3> .",
        ("urn:c1", "urn:x"),
    ),
    fault(
        "AmountsDiffer",
        f'<urn:x> {MONEY} ; mg:measure "approved" ; mg:amount 43.4 ; mg:evidence <urn:e3> .',
        ("urn:c8", "urn:x"),
    ),
    fault(
        "ReceivedMoreThanApproved",
        f'<urn:x> {MONEY.replace("2014-2015", "2016-2017")} ; mg:measure "approved" ; mg:amount 1.0 ; mg:evidence <urn:e3> .'
        f'<urn:y> {MONEY.replace("2014-2015", "2016-2017")} ; mg:measure "received" ; mg:amount 2.0 ; mg:evidence <urn:e3> .',
        ("urn:y", "urn:x"),
    ),
    fault(
        "IssuerAndNumberTwice",
        '<urn:x> a mg:Decision ; mg:issuer <urn:assembly> ; mg:number "26 / 4" .',
        ("urn:x", "urn:later"),
        ("urn:later", "urn:x"),
    ),
    fault(
        "SessionOfOtherBody",
        '<urn:x> a mg:Decision ; mg:issuer <urn:old> ; mg:number "1/1" ; mg:session <urn:s25> .',
        ("urn:x", "urn:s25"),
    ),
    fault(
        "AdoptedOutsideSession",
        '<urn:x> a mg:Decision ; mg:issuer <urn:assembly> ; mg:number "25/9" ; mg:session <urn:s25> ;'
        ' mg:adoptedOn "2009-02-21"^^xsd:date .',
        ("urn:x", "2009-02-21"),
    ),
    fault("CitedButNotHeld", f"<urn:x> a mg:Decision . <urn:y> {CITED} ; mg:object <urn:x> .", ("urn:x", "")),
    fault("NumberIsPlaceholder", '<urn:x> a mg:Decision ; mg:issuer <urn:assembly> ; mg:number "25/XXX" .', ("urn:x", "25/XXX")),
    fault(
        "PartOfItself",
        "<urn:old> org:subOrganizationOf <urn:group> . <urn:assembly> org:subOrganizationOf <urn:old> .",
        ("urn:old", ""),
        ("urn:group", ""),
        ("urn:assembly", ""),
    ),
    fault("SucceedsItself", "<urn:old> mg:continues <urn:group> .", ("urn:old", ""), ("urn:group", "")),
    fault(
        "EndedBeforeFounded",
        '<urn:old> mg:establishedOn "2001-05"^^xsd:gYearMonth ; mg:terminatedOn "2000-12-31"^^xsd:date .',
        ("urn:old", "2000-12-31"),
    ),
    fault("FoundedTwice", "<urn:group> mg:establishedBy <urn:later> .", ("urn:group", "urn:later")),
    fault("WaitsForCurator", '<urn:x> a mg:Body ; mg:provisional true ; skos:prefLabel "水组"@zh .', ("urn:x", "水组")),
    fault("NamedInOneLanguage", '<urn:x> a mg:Body ; skos:prefLabel "Water Group"@en .', ("urn:x", "Water Group")),
    fault(
        "AskedAfterItsEnd",
        '<urn:x> a mg:Decision ; mg:issuer <urn:assembly> ; mg:number "28/1" ; mg:adoptedOn "2014-06-27"^^xsd:date .'
        "<urn:y> a mg:Mandate ; mg:relation rel:mandates ; mg:subject <urn:x> ; mg:addressee <urn:group> .",
        ("urn:y", "urn:group"),
    ),
    fault("NumberedAlike", "<urn:x> a mg:Session ; mg:heldBy <urn:joint> ; mg:ordinal 26 .", ("urn:s26", "urn:x")),
]
SEVERITY = {
    "violation": {"IssuerAndNumberTwice", "SessionOfOtherBody"},
    "info": {"ReceivedMoreThanApproved", "CitedButNotHeld", "NumberIsPlaceholder", "WaitsForCurator", "NamedInOneLanguage"},
}


def test_a_sound_graph_contradicts_nothing() -> None:
    assert validate_whole(OxigraphStore.memory(quads(SOUND))) == []
    assert by_pyshacl(SOUND, shapes.across()) == set()


@pytest.mark.parametrize("broken", FAULTS, ids=lambda broken: broken.shape)
def test_what_is_wrong_across_records_is_found(broken: Fault) -> None:
    found = validate_whole(OxigraphStore.memory(quads(SOUND + broken.turtle)))
    assert {shape for shape, _ in names(found)} == {broken.shape}
    assert {(f.focus, f.value) for f in found} == broken.pairs
    severity = next((s for s, shapes_ in SEVERITY.items() if broken.shape in shapes_), "warning")
    assert {f.severity for f in found} == {severity}


@pytest.mark.slow
@pytest.mark.parametrize("broken", FAULTS, ids=lambda broken: broken.shape)
def test_pyshacl_finds_the_same(broken: Fault) -> None:
    turtle = SOUND + broken.turtle
    ours = told(validate_whole(OxigraphStore.memory(quads(turtle))))
    assert ours == by_pyshacl(turtle, shapes.across())


def test_every_constraint_has_a_fault() -> None:
    declared = {one.name.removeprefix(SHAPE) for shape in across().shapes for one in shape.sparql}
    assert len(declared) >= 20
    assert {broken.shape for broken in FAULTS} == declared


@pytest.mark.parametrize(
    "innocent",
    [
        # Two numbers for one measure in one paragraph are a series, told of two things.
        f'<urn:x> {STAT} ; mg:subject <urn:group> ; mg:measure "国家" ; mg:value 38.0 ; mg:evidence <urn:e3> .'
        f'<urn:y> {STAT} ; mg:subject <urn:group> ; mg:measure "国家" ; mg:value 43.0 ; mg:evidence <urn:e3> .',
        # Another time, another number.
        f'<urn:x> {STAT} ; mg:subject <urn:group> ; mg:measure "成员" ; mg:value 7.0 ; mg:asOf "2018" ; mg:evidence <urn:e3> .',
        # The paragraph speaks of both meetings, so that nobody knows which is meant.
        f'<urn:x> {STAT} ; mg:subject <urn:group> ; mg:measure "国家" ; mg:value 38.0 ; mg:evidence <urn:e3> .'
        "<urn:y> mg:object <urn:m1> ; mg:evidence <urn:e3> . <urn:z> mg:object <urn:m2> ; mg:evidence <urn:e3> .",
        # An instrument may be set up and revised later.
        "<urn:policy> a mg:Instrument . <urn:x> a mg:Mandate ; mg:relation rel:establishes ; mg:object <urn:policy> ;"
        ' mg:standing standing:asserted ; mg:date "2014-06"^^xsd:gYearMonth .'
        "<urn:y> a mg:Mandate ; mg:relation rel:establishes ;"
        ' mg:object <urn:policy> ; mg:standing standing:asserted ; mg:date "2016-01"^^xsd:gYearMonth .',
        # The same date, less precise.
        f'<urn:x> {CITED} ; mg:object <urn:act> ; mg:date "2009"^^xsd:gYear .',
        # Plenary meetings of one number in two sessions.
        '<urn:54> a mg:Meeting ; mg:heldBy <urn:assembly> ; mg:ordinal "plenary-54" .'
        + "".join(
            f"<urn:{n}> a mg:Claim ; mg:relation rel:holds ; mg:subject <urn:assembly> ; mg:object <urn:54> ;"
            f' mg:start "{day}"^^xsd:date ; mg:evidence <urn:e3> .'
            for n, day in (("x", "2022-12-15"), ("y", "2024-12-19"))
        ),
        # Another donor's share.
        f'<urn:x> {MONEY} ; mg:measure "approved" ; mg:amount 40.0 ; mg:donor "Norway" ; mg:evidence <urn:e3> .',
    ],
)
def test_what_only_looks_like_a_contradiction(innocent: str) -> None:
    assert validate_whole(OxigraphStore.memory(quads(SOUND + innocent))) == []


def test_the_measures_that_are_compared_are_in_the_scheme() -> None:
    schemes = OxigraphStore.memory(q for path in ontology.FILES for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    scheme = "<https://w3id.org/mandate-graph/concept/measure>"
    for name in ("国家", "国家政府", "countries"):
        assert schemes.ask(f"ASK {{ ?c skos:inScheme {scheme} ; skos:altLabel ?l FILTER (STR(?l) = '{name}') }}"), name


def test_the_digests_break_nothing_between_them(generation: Generation) -> None:
    assert [f.told() for f in validate_whole(generation.open()) if f.severity == "violation"] == []
