"""IRIs: minted in one place, the same for the same input, and never outside their place."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.iris import KINDS, Iris, digest, slug
from graph.vocabulary import BASE, CONCEPT

IRIS = Iris()
OTHER = Iris("https://example.org/g/")
strange = st.one_of(st.text(), st.text("./%?#<>\"' \\\n\x00一()_-~*", max_size=10))


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (IRIS.thing("body", "emg"), "id/body/emg"),
        (IRIS.document("UNEP/EA.4/16"), "id/doc/UNEP_EA.4_16"),
        (IRIS.document("unep/ea.4/16 "), "id/doc/UNEP_EA.4_16"),
        (IRIS.decision("unep-gc", "27/2"), "id/decision/unep-gc/27_2"),
        (IRIS.decision("un-ga", "2997 (XXVII)"), "id/decision/un-ga/2997--XXVII"),
        (IRIS.provision(IRIS.decision("unep-gc", "27/2"), "17"), "id/decision/unep-gc/27_2/p.17"),
        (IRIS.provision(IRIS.decision("un-ga", "2997(XXVII)"), "section I"), "id/decision/un-ga/2997--XXVII/s.I"),
        (IRIS.provision("x:y", "88(c)"), "x:y/p.88.c"),
        (IRIS.provision("x:y", "88(a)-(h)"), "x:y/p.88.a-h"),
        (IRIS.provision("x:y", "principle 10"), "x:y/p.10"),
        (IRIS.provision("x:y", "article 4"), "x:y/a.4"),
        (IRIS.paragraph(IRIS.document("UNEP/EA.4/16"), "main/9"), "id/doc/UNEP_EA.4_16/p.9"),
        (IRIS.paragraph("x:y", "main/94/b"), "x:y/p.94.b"),
        (IRIS.paragraph("x:y", "annex/3"), "x:y/annex.3"),
        (IRIS.paragraph("x:y", "section-一/3"), "x:y/section-%E4%B8%80.3"),
        (IRIS.session("unea", "4"), "id/session/unea/4"),
        (IRIS.session("unep-gc", "ss-11"), "id/session/unep-gc/ss-11"),
        (IRIS.concept("effect", "establish"), "concept/effect/establish"),
        (IRIS.graph("doc", "UNEP_EA.4_16", "zh"), "graph/doc/UNEP_EA.4_16/zh"),
    ],
)
def test_forms_that_are_published(iri: str, expected: str) -> None:
    assert iri == (expected if expected.startswith("x:") else BASE + expected)


def test_things_move_with_the_base_and_concepts_stay() -> None:
    assert OTHER.document("UNEP/EA.4/16") == "https://example.org/g/id/doc/UNEP_EA.4_16"
    assert OTHER.claim("a").startswith("https://example.org/g/id/claim/")
    assert OTHER.graph("register") == "https://example.org/g/graph/register"
    assert OTHER.concept("relation", "establishes") == f"{CONCEPT}relation/establishes"


def test_local_is_the_path_under_the_base_or_nothing() -> None:
    assert OTHER.local("https://example.org/g/id/body/emg") == "id/body/emg"
    assert OTHER.local(BASE + "id/body/emg") is None
    assert IRIS.local("https://w3id.org/other/id") is None


def inside(iri: str, prefix: str) -> None:
    """One path segment below a prefix: no slash, query, fragment or dot segment, and an IRI to the engine."""
    assert iri.startswith(prefix)
    segment = iri.removeprefix(prefix)
    assert re.fullmatch(r"(?:[A-Za-z0-9._~*-]|%[0-9A-F]{2})+", segment), segment
    assert segment not in (".", "..")
    assert ox.NamedNode(iri).value == iri


@given(strange)
@example("..")
@example("../../../etc")
@example("?x#y")
def test_names_from_strangers_stay_in_their_segment(name: str) -> None:
    inside(IRIS.document(name), BASE + "id/doc/")
    inside(IRIS.decision("un-ga", name), BASE + "id/decision/un-ga/")
    inside(IRIS.provision(BASE + "id/decision/un-ga/1", name), BASE + "id/decision/un-ga/1/")
    inside(IRIS.provisional("body", name), BASE + "id/body/x-")
    inside(IRIS.claim(name, name), BASE + "id/claim/")
    inside(IRIS.evidence("v", name, name), BASE + "id/evidence/")
    inside(IRIS.event("establishment", name), BASE + "id/event/establishment/")


@given(strange.filter(bool))
@example("..")
@example(".")
def test_addresses_and_ordinals_stay_in_their_segment(name: str) -> None:
    inside(IRIS.paragraph(BASE + "id/doc/x", name), BASE + "id/doc/x/")
    inside(IRIS.paragraph(BASE + "id/doc/x", f"main/{name}"), BASE + "id/doc/x/")
    inside(IRIS.session("unea", name), BASE + "id/session/unea/")


@given(st.text())
def test_slug_is_plain_words_and_hyphens(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))


def test_slug_of_latin_and_of_nothing_latin() -> None:
    assert slug("Idunn  Eidheim") == "idunn-eidheim"
    assert slug("Malmö") == "malmo"
    assert slug("环境署") == ""


def test_digest_is_pinned() -> None:
    """Same input, same IRI, in every version: a change here renames everything that is published."""
    assert digest("a", "b") == "f04cdced9736a69d"
    assert IRIS.provisional("body", "特设工作组") == BASE + "id/body/x-168e55490fdd"
    assert IRIS.evidence("v", "main/1", "quoted words") == BASE + "id/evidence/dc45eab20516d719"


def test_digest_tells_parts_apart_and_composed_from_decomposed_not() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") != digest("a", "")
    assert digest("e\u0301") == digest("\u00e9")
    assert len(digest("x")) == 16
    assert len(digest("x", length=12)) == 12


def test_provisional_names_are_compared_without_case_width_and_space_but_with_kind_and_scope() -> None:
    assert IRIS.provisional("body", "Ad Hoc  Group") == IRIS.provisional("body", "ad hoc group")
    assert IRIS.provisional("body", "ＡＢ") == IRIS.provisional("body", "ab")
    assert IRIS.provisional("body", "group") != IRIS.provisional("post", "group").replace("/post/", "/body/")
    assert IRIS.provisional("body", "the group", "doc-1") != IRIS.provisional("body", "the group", "doc-2")


def test_evidence_is_the_same_whatever_the_white_space() -> None:
    assert IRIS.evidence("v", "main/1", "two\n words") == IRIS.evidence("v", "main/1", "twowords")
    assert IRIS.evidence("v", "main/1", "x") != IRIS.evidence("v", "main/2", "x")
    assert IRIS.evidence("v", "main/1", "x") != IRIS.evidence("w", "main/1", "x")


def test_kinds_are_path_segments_told_once() -> None:
    assert len(set(KINDS)) == len(KINDS)
    assert all(re.fullmatch("[a-z]+", kind) for kind in KINDS)
