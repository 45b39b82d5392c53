"""The ledger says what the store says, made whole or from that of an earlier generation."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import ledger_build
from graph.generations import DataFolder, Generation
from graph.ledger import LABELS, Ledger, NoLedger, Wanted
from graph.ledger_cards import THINGS
from graph.spans import parts, spans
from graph.store import OxigraphStore, value
from graph.vocabulary import MG, RELATIONS
from ingest.pipeline import ingest
from ingest.source import make

BASE = "https://w3id.org/mandate-graph/id/"
UNEP = BASE + "body/unep"
DOCUMENT = BASE + "doc/UNEP_EA.4_16"
MANDATED = "https://w3id.org/mandate-graph/concept/effect/establish"
FIRST = [(DOCUMENT, f"p.{number}") for number in range(1, 9)]


@pytest.fixture(scope="module")
def ledger(generation: Generation) -> Ledger:
    return Ledger.open(generation.ledger_path)


def counted(store: OxigraphStore, pattern: str) -> int:
    return int(value(store.select(f"SELECT (COUNT(DISTINCT ?c) AS ?n) {{ {pattern} }}")[0]["n"]))


@pytest.mark.parametrize(
    ("wanted", "pattern"),
    [
        (Wanted(), "?c mg:relation ?r"),
        (Wanted(relation="mandates"), "?c mg:relation rel:mandates"),
        (Wanted(standing="option"), "?c mg:relation ?r ; mg:standing standing:option"),
        (Wanted(status="curated"), "?c mg:relation ?r ; mg:status status:curated"),
        (Wanted(subject=UNEP), "?c mg:relation ?r ; mg:subject body:unep"),
        (Wanted(object=UNEP, relation="mandates"), "?c mg:relation rel:mandates ; mg:object body:unep"),
        (Wanted(about=UNEP), "?c mg:relation ?r ; mg:subject|mg:object|mg:place|mg:becomes body:unep"),
        (Wanted(document=DOCUMENT), f"?c mg:relation ?r ; mg:claimedIn/dcterms:isVersionOf <{DOCUMENT}>"),
        (Wanted(subject="https://e.org/nothing"), "?c mg:relation ?r ; mg:subject <https://e.org/nothing>"),
        (
            Wanted(words=("能力",)),
            '?c mg:relation ?r OPTIONAL { ?c mg:action ?a } OPTIONAL { ?c mg:evidence/mg:quotation ?q } '
            'FILTER (CONTAINS(CONCAT(COALESCE(?a, ""), COALESCE(?q, "")), "能力"))',
        ),
    ],
)  # fmt: skip
def test_as_many_claims_as_in_the_store(wanted: Wanted, pattern: str, ledger: Ledger, store: OxigraphStore) -> None:
    found = ledger.claims(wanted)
    assert len(found) == len(set(found)) == ledger.count(wanted) == counted(store, pattern)


def test_claims_are_listed_by_relation_and_time(ledger: Ledger, store: OxigraphStore) -> None:
    found = ledger.claims(Wanted())
    rows = store.select("SELECT ?c ?r ?d { ?c mg:relation ?r OPTIONAL { ?c mg:date|mg:start|mg:asOf ?d } }")
    relation = {value(row["c"]): RELATIONS.index(value(row["r"]).rsplit("/", 1)[-1]) for row in rows}
    date = {value(row["c"]): value(row.get("d")) or "9999" for row in rows if value(row["c"])}
    assert [relation[c] for c in found] == sorted(relation.values())
    founding = [date[c] for c in found if RELATIONS[relation[c]] == "establishes"]
    assert founding == sorted(founding)
    assert ledger.claims(Wanted(), 5, 7) == found[7:12]


def test_of_each_relation_some(ledger: Ledger) -> None:
    few = ledger.about(UNEP, 2)
    every = ledger.claims(Wanted(about=UNEP))
    assert [c for c in every if c in few] == few
    for name in RELATIONS:
        told = ledger.claims(Wanted(about=UNEP, relation=name))
        assert [c for c in few if c in told] == told[:2]


def test_pairs_changes_and_confidence(ledger: Ledger, store: OxigraphStore) -> None:
    pairs = ledger.pairs(("cites",))
    assert sum(n for _, _, n in pairs) == counted(store, "?c mg:relation rel:cites ; mg:object ?o")
    assert [n for _, _, n in pairs] == sorted((n for _, _, n in pairs), reverse=True)
    assert ledger.pairs(("cites",), least=2, limit=3) == [pair for pair in pairs if pair[2] >= 2][:3]
    changes = ledger.changes(("terminates", "establishes"))
    told = {
        value(row["c"])
        for row in store.select(
            "SELECT ?c { ?c mg:relation ?r ; mg:standing standing:asserted ; mg:status ?s "
            "FILTER (?s != status:rejected && ?r IN (rel:terminates, rel:establishes)) }"
        )
    }
    assert {c.claim for c in changes} < told, "what several claims tell comes once"
    assert sum(c.times for c in changes) == len(told)
    assert any(c.object == BASE + "body/gmef" and c.subject == BASE + "decision/unep-gc/27_2" for c in changes)
    assert sum(n for _, n in ledger.confidence()) == counted(store, "?c mg:relation ?r ; mg:confidence ?x")


def test_things_their_names_and_what_mentions_them(ledger: Ledger, store: OxigraphStore) -> None:
    bodies = ledger.things(("Body", "Programme"))
    told = ledger.things(("Body", "Programme"), told=True)
    assert set(told) < set(bodies)
    assert UNEP in told
    assert ledger.number(("Body", "Programme")) == (len(told), len(bodies))
    names = {(n.language, n.text) for n in ledger.names(("Programme",))[UNEP] if n.rank == 0}
    assert names == {
        (getattr(row["x"], "language", ""), value(row["x"])) for row in store.select("SELECT ?x { body:unep skos:prefLabel ?x }")
    }
    [documents, total] = ledger.mentioned(UNEP, 3)
    assert len(documents) <= 3 <= total
    iri, n = documents[0]
    assert n == counted(store, f"?c mg:mentions body:unep ; mg:partOfDocument <{iri}>")


def test_graphs_in_numbers(ledger: Ledger, generation: Generation) -> None:
    read = ledger.graphs()
    assert sum(g.triples for g in read.values()) == generation.manifest.counts["quads"]
    for entry in generation.manifest.documents:
        assert 0 < read[entry.graph].spoken <= read[entry.graph].paragraphs <= entry.paragraphs


def same(one: Ledger, other: Ledger) -> bool:
    classes = ("Body", "Programme", "Document", "Decision", "Resolution", "Session")
    return (
        one.claims(Wanted()) == other.claims(Wanted())
        and one.graphs() == other.graphs()
        and one.things(classes, told=True) == other.things(classes, told=True)
        and one.names(classes).keys() == other.names(classes).keys()
        and one.pairs(RELATIONS) == other.pairs(RELATIONS)
        and one.mentioned(UNEP, 9) == other.mentioned(UNEP, 9)
        and one.claims(Wanted(words=("环境署",))) == other.claims(Wanted(words=("环境署",)))
        and one.about(UNEP, 9) == other.about(UNEP, 9)
        and one.cards(one.claims(Wanted())) == other.cards(other.claims(Wanted()))
        and one.using(MANDATED, 9) == other.using(MANDATED, 9)
        and one.resting(FIRST) == other.resting(FIRST)
        and (one.spans(), one.called([UNEP])) == (other.spans(), other.called([UNEP]))
    )


def test_made_from_an_earlier_one_it_is_the_same(tiny_data: DataFolder) -> None:
    before = Ledger.open(tiny_data.current().ledger_path)
    text = "联合国\n\n报告\n\n1. 前言。\n\n2. 大会于1972年设立了联合国环境规划署。\n"
    assert ingest([make("second.txt", text)], tiny_data, curated=False).taken
    after = Ledger.open(tiny_data.current().ledger_path)
    assert after.count(Wanted()) > before.count(Wanted())
    assert same(after, ledger_build.in_memory(tiny_data.current().open().ox))


def test_what_a_document_no_longer_says_goes(tiny_data: DataFolder, tmp_path: Path) -> None:
    generation = tiny_data.current()
    [entry] = generation.manifest.documents
    held = OxigraphStore.memory(generation.open().ox)
    held.ox.remove_graph(ox.NamedNode(entry.graph))
    ledger_build.build(tmp_path / "ledger", held.ox, changed=[entry.graph], base=generation.ledger_path)
    told = Ledger.open(tmp_path / "ledger")
    assert told.count(Wanted()) == 0 < Ledger.open(generation.ledger_path).count(Wanted())
    assert entry.graph not in told.graphs()
    assert same(told, ledger_build.in_memory(held.ox))


def test_a_generation_without_one_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="mandates build"):
        Ledger.open(tmp_path / "ledger.sqlite")


def test_a_card_holds_what_is_stated_of_a_claim(ledger: Ledger, store: OxigraphStore) -> None:
    claims = ledger.claims(Wanted())
    cards = ledger.cards([*claims, "https://e.org/none"])
    assert list(cards.keys() - set(claims)) == []
    assert len(cards) == len(claims) > 500
    for claim in claims[::7]:
        things, details, evidence = {}, {}, set()
        for quad in store.ox.quads_for_pattern(ox.NamedNode(claim), None, None):
            name = quad.predicate.value.removeprefix(MG)
            if name == "evidence":
                evidence.add(value(quad.object))
            elif isinstance(quad.object, ox.Literal):
                details[name] = quad.object.value
            elif name in THINGS:
                things[name] = value(quad.object)
        card = cards[claim]
        assert (card.things, card.details, {r.evidence for r in card.evidence}) == (things, details, evidence)
        for rest in card.evidence:
            [row] = store.select(
                "SELECT ?e ?q ?a ?n ?d { ?e mg:quotation ?q ; mg:inParagraph [ mg:address ?a ; mg:position ?n ] ; "
                "mg:inVersion/dcterms:isVersionOf ?d }",
                {"e": ox.NamedNode(rest.evidence)},
            )
            told = (rest.quote, rest.address, str(rest.position), rest.document)
            assert told == tuple(value(row[name]) for name in ("q", "a", "n", "d"))


def test_what_rests_on_a_paragraph_and_what_uses_a_concept(ledger: Ledger, store: OxigraphStore) -> None:
    rows = store.select(
        "SELECT ?p (COUNT(DISTINCT ?c) AS ?n) { ?c mg:evidence/mg:inParagraph ?p } GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT 3"
    )
    for row in rows:
        document, _, paragraph = value(row["p"]).rpartition("/")
        found = ledger.resting([(document, paragraph), (document, paragraph)])
        assert len(found) == len(set(found)) == int(value(row["n"]))
    concept = "https://w3id.org/mandate-graph/concept/"
    for name, pattern in (
        ("effect/establish", f"?c mg:effect <{concept}effect/establish>"),
        ("modality/request", f"?c mg:modality <{concept}modality/request>"),
        ("participation-role/chair", f"?p org:role <{concept}participation-role/chair> BIND (?p AS ?c)"),
    ):
        some, number = ledger.using(concept + name, 2)
        assert number == counted(store, pattern)
        assert len(some) == min(number, 2)
    assert ledger.using(concept + "effect/none", 2) == ([], 0)


def test_names_classes_and_places(ledger: Ledger, store: OxigraphStore) -> None:
    found = ledger.called([UNEP, "https://e.org/nothing"])
    assert found["https://e.org/nothing"] == []
    called = found[UNEP]
    assert [n.rank for n in called] == sorted(n.rank for n in called)
    assert {n.text for n in called if n.rank == len(LABELS)} == {
        value(row["x"]) for row in store.select("SELECT ?x { body:unep mg:shortForm ?x }")
    }
    assert set(ledger.classes(UNEP)) == {
        value(row["x"]).removeprefix(MG) for row in store.select("SELECT DISTINCT ?x { body:unep a ?x }")
    }
    nairobi = BASE + "place/nairobi"
    at = store.select("SELECT DISTINCT ?x { ?x mg:place place:nairobi FILTER (!CONTAINS(STR(?x), '/id/claim/')) }")
    assert ledger.sited(nairobi) == sorted(value(row["x"]) for row in at) != []
    [row] = store.select("SELECT (MIN(STR(?p)) AS ?x) { ?p mg:mentions place:nairobi }")
    assert ledger.first(nairobi) == value(row["x"])
    assert ledger.first("https://e.org/nothing") == ""


def test_spans_are_those_of_the_claims(ledger: Ledger, store: OxigraphStore) -> None:
    assert ledger.spans() == spans(store)
    assert ledger.spans()[BASE + "body/gmef"].ended_by == BASE + "decision/unep-gc/27_2"
    assert ledger.parts() == parts(store) != []


def test_one_of_another_form_is_none(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(file)) as made:
        made.execute("CREATE TABLE claim (n INTEGER)")
        made.commit()
    with pytest.raises(NoLedger, match="of form 0"):
        Ledger.open(file)


@pytest.mark.parametrize("thing", [UNEP, BASE + "decision/unep-gc/27_2", "https://e.org/nothing"])
def test_the_relations_of_a_thing_are_those_of_its_claims(thing: str, ledger: Ledger, store: OxigraphStore) -> None:
    pattern = f"?c mg:relation ?r ; mg:subject|mg:object <{thing}>"
    asked = {value(row["r"]).rsplit("/", 1)[-1] for row in store.select(f"SELECT DISTINCT ?r {{ {pattern} }}")}
    assert ledger.relations(thing) == asked
