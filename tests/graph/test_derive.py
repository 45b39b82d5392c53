"""Shortcuts: derived from what documents tell as done, and from nothing else."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from graph.derive import derive, queries
from graph.iris import Iris
from graph.store import OxigraphStore, value
from graph.vocabulary import MG, ORG, PREFIXES

DERIVED = ox.NamedNode(Iris().graph("derived"))
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def held_of(turtle: str) -> OxigraphStore:
    graph = ox.NamedNode("http://example.org/document")
    return OxigraphStore.memory(
        ox.Quad(q.subject, q.predicate, q.object, graph) for q in ox.parse(HEAD + turtle, format=ox.RdfFormat.TURTLE)
    )


def claim(relation: str, standing: str = "asserted", status: str = "extracted", more: str = "") -> str:
    return (
        f"<urn:claim> mg:relation rel:{relation} ; mg:subject <urn:s> ; mg:object <urn:o> ; "
        f"mg:standing standing:{standing} ; mg:status status:{status} {more} ."
    )


def derived(turtle: str) -> set[tuple[str, str, str]]:
    held = held_of(turtle)
    count = derive(held, Iris())
    quads = list(held.ox.quads_for_pattern(None, None, None, DERIVED))
    assert count == len(quads)
    return {(value(q.subject), value(q.predicate).replace(MG, "mg:").replace(ORG, "org:"), value(q.object)) for q in quads}


@pytest.mark.parametrize(
    ("relation", "shortcut"),
    [
        ("establishes", ("urn:o", "mg:establishedBy", "urn:s")),
        ("renames", ("urn:o", "mg:renamedBy", "urn:s")),
        ("terminates", ("urn:o", "mg:terminatedBy", "urn:s")),
        ("extends", ("urn:o", "mg:extendedBy", "urn:s")),
        ("adopts", ("urn:o", "mg:adoptedBy", "urn:s")),
        ("endorses", ("urn:o", "mg:endorsedBy", "urn:s")),
        ("mandates", ("urn:o", "mg:mandatedBy", "urn:s")),
        ("succeeds", ("urn:s", "mg:succeeds", "urn:o")),
        ("part_of", ("urn:s", "org:subOrganizationOf", "urn:o")),
        ("located_in", ("urn:s", "mg:locatedIn", "urn:o")),
        ("member_of", ("urn:s", "mg:memberOf", "urn:o")),
        ("services", ("urn:s", "mg:services", "urn:o")),
        ("reports_to", ("urn:s", "mg:reportsTo", "urn:o")),
        ("supervises", ("urn:s", "mg:supervises", "urn:o")),
        ("chairs", ("urn:s", "mg:chairs", "urn:o")),
        ("cites", ("urn:s", "mg:cites", "urn:o")),
    ],
)
def test_one_triple_for_what_was_done(relation: str, shortcut: tuple[str, str, str]) -> None:
    assert derived(claim(relation)) == {shortcut}


def test_dates_of_beginning_and_end() -> None:
    dated = '; mg:date "1997-02-07"^^xsd:date'
    assert ("urn:o", "mg:establishedOn", "1997-02-07") in derived(claim("establishes", more=dated))
    assert ("urn:o", "mg:terminatedOn", "1997-02-07") in derived(claim("terminates", more=dated))
    assert derived(claim("endorses", more=dated)) == {("urn:o", "mg:endorsedBy", "urn:s")}


def test_a_renamed_body_continues_the_old_one() -> None:
    assert ("urn:new", "mg:continues", "urn:o") in derived(claim("renames", more="; mg:becomes <urn:new>"))
    # A new name alone makes no new body.
    assert derived(claim("renames", more="; mg:becomes <urn:o>")) == {("urn:o", "mg:renamedBy", "urn:s")}


@pytest.mark.parametrize("standing", ["requested", "proposed", "option", "view"])
def test_only_what_is_told_as_done_counts(standing: str) -> None:
    assert derived(claim("establishes", standing)) == set()


@pytest.mark.parametrize("status", ["rejected", "curated"])
def test_rejected_claims_and_the_registers_own_do_not_count(status: str) -> None:
    assert derived(claim("establishes", status=status, more='; mg:date "1997"')) == set()


def test_reviewed_claims_count() -> None:
    assert derived(claim("establishes", status="reviewed")) == {("urn:o", "mg:establishedBy", "urn:s")}


@pytest.mark.parametrize("effect", ["support", "welcome"])
def test_to_support_or_to_welcome_is_not_to_establish(effect: str) -> None:
    told = claim("endorses", "asserted", more=f"; mg:effect effect:{effect}")
    assert derived(told) == {("urn:o", "mg:endorsedBy", "urn:s")}


FULFILMENT = """
<urn:f> mg:relation rel:fulfils ; mg:subject <urn:who> ; mg:doneBy <urn:who> ; mg:object <urn:act> ; mg:provisionNumber "17" ;
  mg:status status:extracted .
<urn:m> mg:relation rel:mandates ; mg:subject <urn:act> ; mg:object <urn:who> ; mg:addressee <urn:who> ; mg:provisionNumber "17" ;
  mg:standing standing:requested ; mg:status status:extracted .
"""


def test_what_was_done_under_a_provision_fulfils_its_mandates() -> None:
    assert derived(FULFILMENT) == {("urn:f", "mg:fulfils", "urn:m")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('mg:addressee <urn:who> ; mg:provisionNumber "17"', 'mg:addressee <urn:who> ; mg:provisionNumber "18"'),
        ("mg:addressee <urn:who>", "mg:addressee <urn:other>"),
        ("status:extracted .\n<urn:m>", "status:rejected .\n<urn:m>"),
    ],
)
def test_another_provision_or_addressee_is_another_mandate(old: str, new: str) -> None:
    assert FULFILMENT.count(old) == 1
    assert derived(FULFILMENT.replace(old, new)) == set()


def test_the_title_block_says_where_a_document_belongs() -> None:
    block = claim("submitted_to", more='; mg:rule "masthead.session"') + " <urn:o> mg:heldBy <urn:organ> ."
    assert derived(block) == {("urn:s", "mg:presentedTo", "urn:o"), ("urn:s", "mg:issuedBy", "urn:organ")}
    assert derived(claim("submitted_to", more='; mg:rule "zh.submitted"')) == set()


@pytest.mark.parametrize("relation", ["establishes", "proposes", "endorses"])
def test_to_support_is_kept_apart(relation: str) -> None:
    assert derived(claim(relation, "supported")) == {("urn:o", "mg:supportedBy", "urn:s")}


ROLE = "https://w3id.org/mandate-graph/concept/participation-role/"


@pytest.mark.parametrize(
    ("relation", "more", "role", "shortcut"),
    [
        ("member_of", "", "member", "mg:memberOf"),
        ("chairs", '; mg:role "co-chair"', "co-chair", "mg:chairs"),
    ],
)
def test_memberships_are_those_of_the_organization_ontology(relation: str, more: str, role: str, shortcut: str) -> None:
    body = "https://w3id.org/mandate-graph/id/body/rivers"
    this = "urn:claim#participation"
    assert derived(claim(relation, more=more).replace("urn:o", body)) == {
        ("urn:s", shortcut, body),
        (this, PREFIXES["rdf"] + "type", MG + "Participation"),
        (this, "org:member", "urn:s"),
        (this, "org:organization", body),
        (this, "org:role", ROLE + role),
    }


def test_the_graph_is_written_anew_each_time() -> None:
    held = held_of(claim("establishes"))
    stale = ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode(MG + "establishedBy"), ox.NamedNode("urn:y"), DERIVED)
    held.ox.add(stale)
    assert derive(held, Iris()) == 1
    assert stale not in held.ox
    before = set(held.ox)
    assert derive(held, Iris()) == 1
    assert set(held.ox) == before, "shortcuts are not derived from shortcuts"


def test_two_claims_of_one_fact_are_one_triple() -> None:
    other = claim("establishes").replace("<urn:claim>", "<urn:claim-2>")
    assert derived(claim("establishes") + other) == {("urn:o", "mg:establishedBy", "urn:s")}


def test_every_shortcut_is_a_term_of_the_ontology() -> None:
    import ontology

    declared = OxigraphStore.memory(q for path in ontology.FILES for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    for query in queries():
        predicate = re.split(r"\s+", query.split("{", 1)[1].strip())[1]
        predicate = "mg:Participation" if predicate == "a" else predicate
        assert declared.ask(f"ASK {{ {predicate} a ?kind }}"), predicate


def test_the_base_of_things_does_not_matter() -> None:
    """Relations, standings and statuses are concepts of the model: things of another base are derived alike."""
    held = held_of(claim("establishes").replace("urn:", "https://example.org/g/id/body/"))
    assert derive(held, Iris("https://example.org/g/")) == 1
    assert next(held.ox.quads_for_pattern(None, None, None, ox.NamedNode("https://example.org/g/graph/derived")))


def test_shortcuts_of_the_digests_are_backed_by_asserted_claims(store: OxigraphStore) -> None:
    rows = store.select("SELECT ?body ?act { GRAPH graph:derived { ?body mg:establishedBy ?act } }")
    assert rows
    for row in rows:
        assert store.ask(
            """ASK { ?claim mg:relation rel:establishes ; mg:object ?body ; mg:subject ?act ; mg:standing standing:asserted ;
                            mg:evidence/mg:quotation ?quotation }""",
            row,
        )
