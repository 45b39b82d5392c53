"""Each shape of a document graph lets a sound graph through and fires, alone, at what breaks it; pySHACL says the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import SH, Graph, URIRef

import shapes
from graph.generations import Generation
from graph.shacl import Index
from graph.validate import Validator, standard
from graph.vocabulary import PREFIXES
from tests.shapes.support import SHAPE, SOUND, Case, by_pyshacl, cases, names, quads, told


def declared(path: Path) -> set[str]:
    """Every shape with a message of its own, and every constraint, in a file."""
    return {str(s).removeprefix(SHAPE) for s in Graph().parse(path).subjects(SH.message, None) if isinstance(s, URIRef)}


def test_there_are_rules_for_every_kind_of_record() -> None:
    assert len({name for path in shapes.files() for name in declared(path)}) >= 85
    assert len(shapes.files()) >= 23


def test_a_sound_document_breaks_nothing() -> None:
    assert standard().validate(quads(SOUND)) == []
    assert by_pyshacl(SOUND, shapes.files()) == set()


def test_the_sound_document_gives_every_shape_something_to_look_at() -> None:
    """A shape that finds no node in the sound graph would pass it for nothing."""
    index = Index(quads(SOUND))
    assert [shape.name for shape in standard().shapes if not any(True for _ in shape.focus_nodes(index))] == []
    empty = [
        inner.name.removeprefix(SHAPE)
        for shape in standard().shapes
        for inner in shape.properties
        if not any(inner.follow(index, focus) for focus in shape.focus_nodes(index))
    ]
    # What must not be there at all is the one thing that a sound graph cannot show.
    assert sorted(empty) == ["EstablishmentBegins", "TerminationEnds"]


@pytest.mark.parametrize("case", cases(), ids=str)
def test_what_is_broken_is_named(case: Case) -> None:
    """The shape that is meant fires at the node that is meant, and no other one."""
    found = standard().validate(quads(case.turtle))
    assert {shape for shape, _ in names(found)} == {case.shape, *case.also}
    assert (case.shape, case.focus) in names(found)


def opinions() -> list[Any]:
    """All cases; pySHACL takes a second for each, so that only one of a few files is tried every time."""
    seen = {case.file for case in cases()} - {"claim", "evidence", "fulfilment", "meeting"}
    found = []
    for case in cases():
        found.append(pytest.param(case, marks=[pytest.mark.slow] if case.file in seen else [], id=str(case)))
        seen.add(case.file)
    return found


@pytest.mark.parametrize("case", opinions())
def test_pyshacl_agrees_to_the_value(case: Case) -> None:
    assert told(standard().validate(quads(case.turtle))) == by_pyshacl(case.turtle, shapes.files())


def test_every_shape_has_a_case() -> None:
    with_case = {(case.file, case.shape) for case in cases()} | {(case.file, name) for case in cases() for name in case.also}
    covered = {name for _, name in with_case} | {"ParagraphOfOtherDocument", "OneDocumentAGraph", "AddressTwice"}
    assert {name for path in shapes.files() for name in declared(path)} - covered == set()
    assert {case.file for case in cases()} == {path.stem for path in shapes.files()} - {"prefixes"}


@pytest.mark.parametrize("path", [*shapes.files(), *shapes.across()], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_message_says_what_is_wrong_and_how_to_mend_it(path: Path) -> None:
    graph = Graph().parse(path)
    for shape in set(graph.subjects(SH.message, None)):
        told = {getattr(m, "language", None) or "": str(m) for m in graph.objects(shape, SH.message)}
        assert sorted(told) == ["en", "zh"], shape
        assert told["en"].endswith("."), shape
        assert told["zh"].endswith("。"), shape
        # A colon or a second sentence leads from the fault to the remedy.
        assert re.search(r": \S|[.,;] \S", told["en"]), told["en"]
        assert re.search("[：。；，]", told["zh"][:-1]), told["zh"]


def test_messages_tell_constraints_apart() -> None:
    graph = Graph()
    for path in (*shapes.files(), *shapes.across()):
        graph.parse(path)
    seen: dict[str, set[str]] = {}
    for shape, message in graph.subject_objects(SH.message):
        seen.setdefault(str(message), set()).add(str(shape))
    assert {message: found for message, found in seen.items() if len(found) > 1} == {}


# ---- what takes two documents or two nodes to break ----------------------------------------------------------------
SECOND = SOUND.replace("urn:", "urn:2")


def both_ways(turtle: str) -> set[tuple[str, str]]:
    found = standard().validate(quads(turtle))
    theirs = {(shape, focus) for _, shape, focus, _ in by_pyshacl(turtle, shapes.files())}
    assert names(found) == theirs
    return theirs


def test_a_second_document_in_the_graph() -> None:
    assert both_ways(SOUND + SECOND) == {("OneDocumentAGraph", "urn:d"), ("OneDocumentAGraph", "urn:2d")}


def test_a_quotation_from_another_document() -> None:
    elsewhere = SECOND.replace("mg:inVersion <urn:2v>", "mg:inVersion <urn:v>")
    found = both_ways(SOUND + elsewhere)
    assert ("ParagraphOfOtherDocument", "urn:2e") in found
    assert ("EvidenceOfOtherVersion", "urn:2c") in found


def test_two_paragraphs_with_one_address() -> None:
    twice = SOUND.replace('mg:address "main/h1"', 'mg:address "main/94/b"')
    assert both_ways(twice) == {("AddressTwice", "urn:h"), ("AddressTwice", "urn:p")}


def test_an_inverted_paragraph_breaks_its_own_shape_and_its_evidence() -> None:
    turned = SOUND.replace("; mg:textStart 10 ; mg:textEnd 20", "; mg:textStart 20 ; mg:textEnd 10")
    assert both_ways(turned) == {("ParagraphStart", "urn:p"), ("PositionInParagraph", "urn:e")}


def test_an_endless_quotation() -> None:
    long = "设立河流小组" * 101
    endless = SOUND.replace("河流大会设立河流小组。", long).replace('"设立河流小组"@zh', f'"{long}"@zh')
    assert both_ways(endless) == {("EvidenceQuotation", "urn:e")}


# ---- the other ways of being right ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("; mg:modality modality:decide\n", "\n"),
        ("; mg:issuer <urn:assembly>\n", "\n"),
        ('; mg:number "12(VII)"\n', "\n"),
        ("; mg:conferredBy <urn:provision>\n", "; mg:conferredBy <urn:act>\n"),
        ("<urn:act> a mg:Resolution", "<urn:act> a mg:Plan"),
        ("<urn:act> a mg:Resolution", "<urn:act> a mg:Decision"),
        ("; mg:confidence 0.95\n", "; mg:confidence 1.0\n"),
        ("; mg:confidence 0.95\n", "; mg:confidence 0.0\n"),
        ('; mg:address "main/94/b"\n', '; mg:address "附件/一"\n'),
        ("; mg:amount 1200000.0\n", "; mg:amount 0.0\n"),
        ('; mg:start "2013-02-18"^^xsd:date\n ; mg:end "2013-02-22"^^xsd:date\n', '; mg:start "2013-02"^^xsd:gYearMonth\n'),
        ('; mg:start "2013-02-18"^^xsd:date\n ; mg:end "2013-02-22"^^xsd:date\n', '; mg:start "2013"^^xsd:gYear\n'),
        ('; mg:start "2013-02-18"^^xsd:date\n', '; mg:start "2013-02"^^xsd:gYearMonth\n'),
        ('; mg:end "2013-02-22"^^xsd:date\n', '; mg:end "2013-02-18"^^xsd:date\n'),
        ('; mg:end "2013-02-22"^^xsd:date\n', '; mg:end "2013"^^xsd:gYear\n'),
        ('; mg:ordinal "ss-7"\n', "; mg:ordinal 7\n"),
        ('; mg:ordinal "ss-7"\n', '; mg:ordinal "plenary-1750"\n'),
        ('; mg:ordinal "ss-7"\n', '; mg:ordinal "2013-spring"\n'),
        ("; mg:value 6.0\n", '; mg:value 12.5 ; mg:unit "percent"\n'),
        # Marks of footnotes stand in the quotation and not in the paragraph; white space is no difference.
        ('"设立河流小组"@zh\n ; mg:inParagraph', '"设立 河流\\n小组12*"@zh\n ; mg:inParagraph'),
        ("oa:start 12 ; oa:end 19", "oa:start 10 ; oa:end 20"),
    ],
)
def test_what_is_right_in_another_way(old: str, new: str) -> None:
    assert SOUND.count(old) == 1, old
    assert standard().validate(quads(SOUND.replace(old, new))) == []


# ---- real documents ------------------------------------------------------------------------------------------------
def test_the_digests_pass(generation: Generation) -> None:
    store = generation.open().ox
    for entry in generation.manifest.documents:
        held = list(store.quads_for_pattern(None, None, None, ox.NamedNode(entry.graph)))
        assert len(held) > 100
        assert [f.told() for f in standard().validate(held) if f.severity == "violation"] == []


def test_both_agree_on_a_real_document_with_errors(generation: Generation) -> None:
    """A digest of which every third fact of some kinds is spoilt: the same findings, thousands of triples apart."""
    entry = min(generation.manifest.documents, key=lambda e: e.paragraphs)
    held = generation.open().ox.quads_for_pattern(None, None, None, ox.NamedNode(entry.graph))
    spoil = {
        PREFIXES["mg"] + "quotation": ox.Literal("并无此语", language="zh"),
        PREFIXES["oa"] + "start": ox.Literal(0),
        PREFIXES["mg"] + "address": ox.Literal("main/ 1"),
        PREFIXES["mg"] + "effect": ox.Literal("establish"),
        PREFIXES["mg"] + "standing": ox.NamedNode("urn:certain"),
        PREFIXES["mg"] + "textEnd": ox.Literal("late"),
    }
    spoilt = [
        ox.Quad(q.subject, q.predicate, spoil.get(q.predicate.value, q.object) if n % 3 == 0 else q.object)
        for n, q in enumerate(sorted(held, key=str))
    ]
    turtle = (ox.serialize((q.triple for q in spoilt), format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    found = Validator().validate(spoilt)
    assert told(found) == by_pyshacl(turtle, shapes.files())
    assert len({f.shape for f in found}) >= 6
