"""The register: how it is read, and that what is curated in it holds together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pycountry
import pyoxigraph as ox
import pytest

from graph import issuers
from graph.iris import KINDS, Iris
from graph.symbols import canonical
from graph.vocabulary import BASE, MG, ORG, SKOS
from register.load import FOUNDINGS, KIND_OF_CLASS, Entry, Register, files, load

HEAD = """
@prefix mg: <https://w3id.org/mandate-graph/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix body: <https://w3id.org/mandate-graph/id/body/> .
@prefix post: <https://w3id.org/mandate-graph/id/post/> . @prefix state: <https://w3id.org/mandate-graph/id/state/> .
@prefix type: <https://w3id.org/mandate-graph/concept/body-type/> .
"""
ID = BASE + "id/"
#: Reads a register from Turtle.
Small = Callable[..., Register]


@pytest.fixture(scope="module")
def whole() -> Register:
    return load()


@pytest.fixture
def small(tmp_path: Path) -> Small:
    def made(turtle: str, base: str = BASE, *, states: bool = False) -> Register:
        path = tmp_path / "some.ttl"
        path.write_text(HEAD + turtle, encoding="utf-8")
        return load([path], base, states=states)

    return made


# ---- reading -------------------------------------------------------------------------------------------------------
def test_an_entry(small: Small) -> None:
    register = small(
        """body:a a mg:Programme ; skos:prefLabel "A body"@en, "甲"@zh ; skos:altLabel "Other"@en, "乙"@zh ; mg:acronym "AB" ;
             mg:symbol "A/1" ; mg:shortForm "the body"@en, "该机构"@zh ; mg:seat body:place ; mg:number "7" ;
             org:subOrganizationOf body:b ; mg:bodyType type:programme ."""
    )
    assert list(register.entries) == [ID + "body/a"]
    entry = register.entries[ID + "body/a"]
    assert (entry.kind, entry.class_name) == ("body", "Programme")
    # Preferred names before others, Chinese before English before acronyms and symbols.
    assert entry.names == (("甲", "zh"), ("A body", "en"), ("乙", "zh"), ("Other", "en"), ("AB", ""), ("A/1", ""))
    assert entry.short_forms == (("该机构", "zh"), ("the body", "en"))
    assert entry.links == {
        MG + "shortForm": ("the body", "该机构"),
        MG + "seat": (ID + "body/place",),
        MG + "number": ("7",),
        ORG + "subOrganizationOf": (ID + "body/b",),
        MG + "bodyType": (BASE + "concept/body-type/programme",),
    }
    assert entry.one(MG + "number") == "7"
    assert entry.one(MG + "nothing") is None


@pytest.mark.parametrize(("name", "kind"), KIND_OF_CLASS.items())
def test_classes_have_kinds(name: str, kind: str, small: Small) -> None:
    [entry] = small(f'<urn:x> a mg:{name} ; skos:prefLabel "x"@en .').entries.values()
    assert (entry.kind, entry.class_name) == (kind, name)


def test_what_is_of_no_known_class_is_no_entry_but_its_triples_stay(small: Small) -> None:
    register = small('body:a a mg:Unheard ; skos:prefLabel "x"@en .')
    assert register.entries == {}
    assert len(register.triples) == 2


def test_a_file_that_is_no_turtle_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "wrong.ttl"
    path.write_text("@prefix mg: <http://e/> .\n\nmg:a mg:b mg:c ;; oops\n")
    with pytest.raises(SyntaxError, match=r"wrong\.ttl: .*line 3"):
        load([path])


def test_parents_are_told_nearest_first(small: Small) -> None:
    register = small(
        """body:a a mg:Body ; org:subOrganizationOf body:b . body:b a mg:Body ; org:subOrganizationOf body:c . body:c a mg:Body .
           post:p a mg:Post ; mg:postIn body:a . <urn:s> a mg:Session ; mg:heldBy body:b .
           <urn:d> a mg:Decision ; mg:issuer body:c ."""
    )
    above = {name: ID + "body/" + name for name in "abc"}
    assert register.parents(above["a"]) == [above["b"], above["c"]]
    assert register.parents(ID + "post/p") == [above["a"], above["b"], above["c"]]
    assert register.parents("urn:s") == [above["b"], above["c"]]
    assert register.parents("urn:d") == [above["c"]]
    assert register.parents(above["c"]) == []
    assert register.parents("urn:unheard") == []


def test_a_cycle_of_parents_ends(small: Small) -> None:
    register = small(
        "body:a a mg:Body ; org:subOrganizationOf body:b . body:b a mg:Body ; org:subOrganizationOf body:a ."
        "body:self a mg:Body ; org:subOrganizationOf body:self ."
    )
    assert register.parents(ID + "body/a") == [ID + "body/b", ID + "body/a"]
    assert register.parents(ID + "body/self") == [ID + "body/self"]


def test_another_base_moves_identifiers_and_leaves_terms_and_concepts(small: Small) -> None:
    register = small(
        "body:a a mg:Body ; org:subOrganizationOf body:b ; mg:bodyType type:programme .", "https://example.org/g/", states=True
    )
    entry = register.entries["https://example.org/g/id/body/a"]
    assert entry.links == {
        ORG + "subOrganizationOf": ("https://example.org/g/id/body/b",),
        MG + "bodyType": (BASE + "concept/body-type/programme",),
    }
    assert entry.class_name == "Body"
    assert "https://example.org/g/id/state/KEN" in register.entries
    assert not [t for t in register.triples if str(t).count(ID)]


# ---- states --------------------------------------------------------------------------------------------------------
def test_states_come_from_the_country_list_in_both_languages(whole: Register) -> None:
    states = [entry for entry in whole.entries.values() if entry.kind == "state"]
    assert len(states) == len(pycountry.countries)
    kenya = whole.entries[ID + "state/KEN"]
    assert kenya.one(MG + "iso3") == "KEN"
    assert {("肯尼亚", "zh"), ("Kenya", "en"), ("Republic of Kenya", "en")} <= set(kenya.names)
    assert all(re.fullmatch(ID + r"state/[A-Z]{3}", state.iri) for state in states)


def test_common_names_come_before_formal_ones(whole: Register) -> None:
    english = [name for name, language in whole.entries[ID + "state/BOL"].names if language == "en"]
    assert english[0] == "Bolivia"
    assert "Bolivia, Plurinational State of" in english


def test_a_curated_name_of_a_state_stands_in_the_lists_place(small: Small) -> None:
    register = small('state:KEN a mg:State ; skos:prefLabel "Kenya (curated)"@en .', states=True)
    names = register.entries[ID + "state/KEN"].names
    assert next(name for name, language in names if language == "en") == "Kenya (curated)"
    assert ("Kenya", "en") in names
    preferred = [
        t.object.value
        for t in register.triples
        if str(t.subject) == f"<{ID}state/KEN>" and str(t.predicate) == f"<{SKOS}prefLabel>" and isinstance(t.object, ox.Literal)
    ]
    assert sorted(preferred) == ["Kenya (curated)", "肯尼亚"]


def test_states_may_be_left_out() -> None:
    assert not [iri for iri in load(states=False).entries if iri == ID + "state/VUT"]


# ---- what is curated -----------------------------------------------------------------------------------------------
def test_founding_facts_are_no_part_of_the_register(whole: Register) -> None:
    assert FOUNDINGS.name == "foundings.ttl"
    assert FOUNDINGS not in files()
    assert len(files()) >= 10
    assert not [t for t in whole.triples if t.predicate.value == MG + "relation"]


def test_founding_facts_have_a_source_and_speak_of_the_register(whole: Register) -> None:
    facts = load([FOUNDINGS], states=False).triples
    claims = {t.subject for t in facts}
    assert len(claims) >= 5
    for claim in claims:
        told = {t.predicate.value: t.object for t in facts if t.subject == claim}
        status, source = told[MG + "status"], told["http://purl.org/dc/terms/source"]
        assert isinstance(status, ox.NamedNode)
        assert isinstance(source, ox.Literal)
        assert status.value == BASE + "concept/status/curated"
        assert canonical(source.value) == source.value
        for end in (MG + "subject", MG + "object"):
            thing = told[end]
            assert isinstance(thing, ox.NamedNode)
            assert thing.value in whole.entries


def test_nothing_points_into_the_void(whole: Register) -> None:
    dangling = [
        (entry.iri, target)
        for entry in whole.entries.values()
        for targets in entry.links.values()
        for target in targets
        if target.startswith(ID) and target not in whole.entries
    ]
    assert dangling == []


def test_every_iri_is_under_its_kind(whole: Register) -> None:
    kinds = {"document": "doc"}
    for entry in whole.entries.values():
        kind = kinds.get(entry.kind, entry.kind)
        assert kind in KINDS
        assert re.fullmatch(ID + kind + r"/[A-Za-z0-9._~%/-]+", entry.iri), entry.iri


def test_preferred_names_are_one_a_language_and_nobody_elses(whole: Register) -> None:
    names = defaultdict(list)
    bearers = defaultdict(set)
    for t in whole.triples:
        if t.predicate.value == SKOS + "prefLabel" and isinstance(t.object, ox.Literal) and isinstance(t.subject, ox.NamedNode):
            names[t.subject.value, t.object.language].append(t.object.value)
            bearers[t.object.value, whole.entries[t.subject.value].kind].add(t.subject.value)
    assert {key: told for key, told in names.items() if len(told) > 1} == {}
    assert {key: told for key, told in bearers.items() if len(told) > 1} == {}
    kinds = ("body", "place", "state", "instrument", "group", "fund", "post", "system", "campaign")
    unnamed = [
        (e.iri, language)
        for e in whole.entries.values()
        if e.kind in kinds
        for language in ("zh", "en")
        if (e.iri, language) not in names
    ]
    assert unnamed == []


def test_no_name_is_empty_or_has_space_around_it(whole: Register) -> None:
    names = [(e.iri, n) for e in whole.entries.values() for n, _ in (*e.names, *e.short_forms) if not n or n != n.strip()]
    assert names == []


def decisions(register: Register) -> list[Entry]:
    return [entry for entry in register.entries.values() if entry.kind == "decision"]


def test_decisions_are_keyed_on_issuer_and_number(whole: Register) -> None:
    assert len(decisions(whole)) > 20
    for entry in decisions(whole):
        body, number = entry.one(MG + "issuer"), entry.one(MG + "number")
        assert body
        assert number
        slug = body.rsplit("/", 1)[-1]
        issuer = issuers.of_body(slug)
        name = issuer.name(canonical(number), is_resolution=entry.class_name == "Resolution") if issuer else number
        assert entry.iri == Iris().decision(issuer.slug if issuer else slug, name)


def test_symbols_of_decisions_are_canonical_and_their_issuers(whole: Register) -> None:
    seen = 0
    for entry in decisions(whole):
        for name, language in entry.names:
            if not language:
                assert canonical(name) == name
                if told := issuers.of_symbol(name):
                    seen += 1
                    assert entry.one(MG + "issuer") == Iris().thing("body", told[0])
                    assert canonical(entry.one(MG + "number") or "") == told[1]
    assert seen > 10


def test_body_slugs_are_plain(whole: Register) -> None:
    bodies = [e.iri.removeprefix(ID + "body/") for e in whole.entries.values() if e.kind == "body"]
    assert [slug for slug in bodies if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []
    assert {"unep", "emg", "unea", "un-ga", "unep-gc"} <= set(bodies)
