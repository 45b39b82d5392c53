"""Exports: the contract that programs and spreadsheets read (design, section 7)."""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox
import pytest

from graph.export import FACT_COLUMNS, PARAGRAPH_COLUMNS, facts, names, paragraphs
from graph.generations import DataFolder, Generation
from graph.names import tidy
from graph.store import OxigraphStore, value
from graph.vocabulary import PREFIXES, RELATIONS
from ingest.pipeline import kept_sources

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def told(store: OxigraphStore) -> Rows:
    """All facts of the digests."""
    return list(facts(store, everything=True))


@pytest.fixture(scope="module")
def asserted(store: OxigraphStore) -> Rows:
    return list(facts(store))


@pytest.fixture(scope="module")
def parts(store: OxigraphStore) -> Rows:
    return list(paragraphs(store))


@pytest.fixture(scope="module")
def texts(generation: Generation) -> dict[str, str]:
    """The sources as they were decoded, by file name."""
    return {source.name: source.text for source in kept_sources(DataFolder(generation.folder.parents[1]))}


# ---- facts ---------------------------------------------------------------------------------------------------------
def test_columns_of_the_contract_stand_first_and_in_order() -> None:
    always = (
        "relation, subject, subject_labels, object, object_labels, object_symbol, date, document, document_symbol, file, "
        "paragraph, quote, language, standing, status, confidence"
    )
    assert ", ".join(FACT_COLUMNS[:16]) == always
    where_they_apply = "provision modality action role place start end measure period amount unit value as_of"
    assert set(where_they_apply.split(" ")) <= set(FACT_COLUMNS[16:])
    assert len(set(FACT_COLUMNS)) == len(FACT_COLUMNS)
    contract = "document, file, address, label, kind, heading_path, text_start, text_end, text"
    assert ", ".join(c for c in PARAGRAPH_COLUMNS if c in contract.split(", ")) == contract


def test_every_fact_says_what_the_contract_wants(told: Rows) -> None:
    assert len(told) > 100
    for row in told:
        assert set(row) <= set(FACT_COLUMNS)
        assert [c for c in FACT_COLUMNS if c in row] == list(row), "keys stand in the order of the columns"
        assert row["relation"] in RELATIONS
        assert ox.NamedNode(row["subject"])
        assert row["object"] is None or ox.NamedNode(row["object"])
        assert row["standing"] in ("asserted", "requested", "supported", "proposed", "option")
        assert row["status"] == "extracted"
        assert row["language"] == ("en" if row["file"].endswith(".en.txt") else "zh")
        assert 0 < row["confidence"] <= 1
        assert row["quote"]
        assert re.fullmatch(r"[^/\\]+\.txt", row["file"]), "the base name with its ending"
        for name in ("date", "start", "end"):
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row.get(name, "2000")), row[name]
        assert not re.search(r"\s", row.get("object_symbol", "")), "the full form without spaces"
        assert "" not in row.values()


def test_labels_are_all_names_and_never_empty(told: Rows, store: OxigraphStore) -> None:
    known = names(store)
    for row in told:
        for column in ("subject", "object"):
            labels = row[f"{column}_labels"]
            assert all(isinstance(label, str) and label.strip() for label in labels)
            assert len(set(labels)) == len(labels)
            assert set(known.get(row[column], [])) <= set(labels), "every language, acronyms, symbols"
            assert bool(labels) == bool(row[column])


def test_the_default_export_writes_what_is_asserted_and_every_mandate(told: Rows, asserted: Rows) -> None:
    assert asserted == [row for row in told if row["standing"] == "asserted" or row["relation"] == "mandates"]
    assert len(asserted) < len(told), "the digests hold proposals, or this proves nothing"


def test_curated_founding_facts_are_left_out(told: Rows, store: OxigraphStore) -> None:
    assert store.ask("ASK { GRAPH graph:curated { ?claim mg:relation rel:establishes } }")
    curated = {r["c"].value for r in store.select("SELECT ?c { ?c mg:status status:curated }")}
    assert curated
    assert {row["status"] for row in told} == {"extracted"}


def test_every_claim_of_a_document_is_told(told: Rows, store: OxigraphStore) -> None:
    [row] = store.select("SELECT (COUNT(DISTINCT ?claim) AS ?n) { ?claim mg:claimedIn ?version ; mg:status status:extracted }")
    actions = store.select("SELECT ?action { ?claim mg:claimedIn ?version ; mg:action ?action }")
    joined = " ".join(str(told_row.get("action", "")) for told_row in told)
    assert 0 <= int(value(row["n"])) - len(told) < 30, "only duties of one provision share a row"
    assert [value(r["action"]) for r in actions if value(r["action"]) not in joined] == []


def test_facts_stand_in_paragraphs_of_the_other_export(told: Rows, parts: Rows) -> None:
    by_address = {(p["file"], p["address"]): p for p in parts}
    assert len(by_address) == len(parts), "an address names one paragraph"

    def bare(text: str) -> str:
        # Marks of footnotes stand in the source and not in the paragraph's text.
        return re.sub(r"[\s0-9*∗†]", "", text)

    for row in told:
        paragraph = by_address[row["file"], row["paragraph"]]
        assert paragraph["document"] == row["document"]
        assert bare(row["quote"]) in bare(paragraph["text"])


def test_quotations_stand_verbatim_in_the_source(told: Rows, parts: Rows, texts: dict[str, str]) -> None:
    spans = {(p["file"], p["address"]): texts[p["file"]][p["text_start"] : p["text_end"]] for p in parts}
    for row in told:
        assert re.sub(r"\s", "", row["quote"]) in re.sub(r"\s", "", spans[row["file"], row["paragraph"]])


def test_facts_stand_in_the_order_of_documents_and_their_text(told: Rows, parts: Rows) -> None:
    files = [row["file"] for row in told]
    assert files == sorted(files)
    place = {(p["file"], p["address"]): n for n, p in enumerate(parts)}
    order = [place[row["file"], row["paragraph"]] for row in told]
    assert order == sorted(order)


# ---- a small graph with one claim of each kind ----------------------------------------------------------------------
SMALL = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + """
@prefix kind: <https://w3id.org/mandate-graph/concept/paragraph-kind/> .
doc:A dcterms:title "一" ; mg:symbol "A/1/2" .
<urn:v> a mg:DocumentVersion ; dcterms:isVersionOf doc:A ; mg:fileName "a.txt" ; dcterms:language "zh" .
<urn:h> mg:partOfDocument doc:A ; mg:address "main/heading-1" ; mg:position 0 ; mg:text "标题"@zh ;
  mg:textStart 0 ; mg:textEnd 2 ; mg:paragraphKind kind:heading .
<urn:h2> mg:partOfDocument doc:A ; mg:address "main/heading-2" ; mg:position 1 ; mg:text "小标题"@zh ;
  mg:textStart 3 ; mg:textEnd 6 ; mg:paragraphKind kind:heading ; mg:under <urn:h> .
<urn:p> mg:partOfDocument doc:A ; mg:address "main/1" ; mg:position 2 ; mg:label "1." ; mg:text "=大会设立甲"@zh ;
  mg:textStart 9 ; mg:textEnd 15 ; mg:paragraphKind kind:operative ; mg:under <urn:h2> .
<urn:e> mg:inVersion <urn:v> ; mg:quotation "=大会设立甲"@zh ; mg:inParagraph <urn:p> ;
  oa:hasTarget [ oa:hasSelector [ oa:start 9 ] ] .
body:ga skos:prefLabel "大会"@zh, "General Assembly"@en ; skos:altLabel "联大"@zh, ""@en ; mg:acronym "GA" .
body:x skos:prefLabel "甲"@zh .
decision:d mg:symbol "A/RES/70/1" ; skos:prefLabel "第70/1号决议"@zh .
place:nairobi skos:prefLabel "Nairobi"@en .
"""  # fmt: skip


def small(claims: str) -> OxigraphStore:
    graph = ox.NamedNode("urn:graph")
    parsed = ox.parse(SMALL + claims, format=ox.RdfFormat.TURTLE)
    return OxigraphStore.memory(ox.Quad(q.subject, q.predicate, q.object, graph) for q in parsed)


def claim(name: str, more: str, standing: str = "asserted", relation: str = "establishes") -> str:
    return (
        f"<urn:{name}> mg:relation rel:{relation} ; mg:standing standing:{standing} ; mg:status status:extracted ; "
        f"mg:confidence 0.9 ; mg:claimedIn <urn:v> ; mg:evidence <urn:e> ; {more} .\n"
    )


def test_a_row_in_full() -> None:
    [row] = facts(
        small(
            claim(
                "c",
                'mg:subject body:ga ; mg:subjectAsPrinted "大会" ; mg:object decision:d ; mg:objectAsPrinted "本决议" ; '
                'mg:date "1997-02-07"^^xsd:date ; mg:provisionNumber "5" ; mg:modality modality:decide ; mg:action "设立"@zh ; '
                'mg:role "chair" ; mg:place place:nairobi ; mg:start "2013-02"^^xsd:gYearMonth ; mg:end "2014"^^xsd:gYear ; '
                'mg:measure "m" ; mg:period "2012-2013" ; mg:amount 12.5 ; mg:unit "USD" ; mg:value 6 ; '
                'mg:asOf "2012"^^xsd:gYear ; mg:ordinal "4" ; mg:oldName "旧"@zh ; mg:newName "新"@zh ; mg:rule "zh.x"',
            )
        )
    )
    assert row == {
        "relation": "establishes",
        "subject": PREFIXES["body"] + "ga",
        "subject_labels": ["大会", "General Assembly", "联大", "GA"],
        "object": PREFIXES["decision"] + "d",
        "object_labels": ["本决议", "第70/1号决议", "A/RES/70/1"],
        "object_symbol": "A/RES/70/1",
        "date": "1997-02-07",
        "document": PREFIXES["doc"] + "A",
        "document_symbol": "A/1/2",
        "file": "a.txt",
        "paragraph": "main/1",
        "quote": "=大会设立甲",
        "language": "zh",
        "standing": "asserted",
        "status": "extracted",
        "confidence": 0.9,
        "provision": "5",
        "modality": "decide",
        "action": "设立",
        "role": "chair",
        "place": "Nairobi",
        "start": "2013-02",
        "end": "2014",
        "ordinal": "4",
        "measure": "m",
        "period": "2012-2013",
        "amount": "12.5",
        "unit": "USD",
        "value": "6",
        "as_of": "2012",
        "old_name": "旧",
        "new_name": "新",
        "rule": "zh.x",
    }


def test_a_claim_without_object_still_has_the_columns_of_one() -> None:
    [row] = facts(small(claim("c", "mg:subject body:ga")))
    assert row["object"] is None
    assert row["object_labels"] == []
    assert "object_symbol" not in row


def test_standings_of_the_default_and_of_all() -> None:
    held = small(
        claim("a", "mg:subject body:ga ; mg:object body:x")
        + claim("b", "mg:subject body:ga ; mg:object body:x", "requested")
        + claim("c", "mg:subject body:ga ; mg:object body:x", "supported")
        + claim("d", "mg:subject body:ga ; mg:object body:x", "proposed", "mandates")
        + claim("e", "mg:subject body:ga ; mg:object body:x", "option")
    )
    assert [(r["relation"], r["standing"]) for r in facts(held)] == [("establishes", "asserted"), ("mandates", "proposed")]
    assert sorted(r["standing"] for r in facts(held, everything=True)) == [
        "asserted",
        "option",
        "proposed",
        "requested",
        "supported",
    ]


def test_one_row_for_each_duty_of_a_provision() -> None:
    told = 'mg:subject decision:d ; mg:object body:x ; mg:provisionNumber "5" ; mg:action'
    held = small(
        claim("a", f'{told} "甲"@zh', relation="mandates")
        + claim("b", f'{told} "乙"@zh', relation="mandates")
        + claim("c", f'{told} "甲"@zh', relation="mandates")
        + claim("d", told.replace('"5"', '"6"') + ' "丙"@zh', relation="mandates")
        + claim("e", f'{told} "丁"@zh', "requested", relation="mandates")
    )
    rows = [(row["provision"], row["standing"], row["action"]) for row in facts(held)]
    assert rows == [("5", "asserted", "甲；乙"), ("6", "asserted", "丙"), ("5", "requested", "丁")]


def test_rows_with_numbers_stay_apart() -> None:
    told = "mg:subject body:ga ; mg:object body:x ; mg:value"
    rows = list(facts(small(claim("a", f"{told} 3", relation="counts") + claim("b", f"{told} 4", relation="counts"))))
    assert sorted(row["value"] for row in rows) == ["3", "4"]


def test_names_are_preferred_ones_first_and_each_once() -> None:
    assert names(small(""))[PREFIXES["body"] + "ga"] == ["General Assembly", "大会", "联大", "GA"]


def test_a_row_rests_on_the_first_of_its_quotations() -> None:
    second = (
        '<urn:e0> mg:inVersion <urn:v> ; mg:quotation "小标题"@zh ; mg:inParagraph <urn:h2> ; '
        "oa:hasTarget [ oa:hasSelector [ oa:start 3 ] ] . <urn:c> mg:evidence <urn:e0> .\n"
    )
    [row] = facts(small(claim("c", "mg:subject body:ga") + second))
    assert (row["paragraph"], row["quote"]) == ("main/heading-2", "小标题")


def test_headings_above_a_paragraph() -> None:
    assert [(p["address"], p["heading_path"]) for p in paragraphs(small(""))] == [
        ("main/heading-1", []),
        ("main/heading-2", ["标题"]),
        ("main/1", ["标题", "小标题"]),
    ]


def test_headings_that_stand_under_one_another_end_somewhere() -> None:
    [*_, last] = paragraphs(small("<urn:h> mg:under <urn:h2> ."))
    assert len(last["heading_path"]) == 12


# ---- paragraphs ----------------------------------------------------------------------------------------------------
def test_every_paragraph_says_what_the_contract_wants(parts: Rows) -> None:
    assert len(parts) > 300
    for row in parts:
        assert tuple(row) == PARAGRAPH_COLUMNS
        assert row["kind"] in ("heading", "preambular", "operative", "narrative", "footnote", "table", "front")
        assert 0 <= row["text_start"] < row["text_end"]
        assert row["text"].strip()
        assert row["language"] == ("en" if row["file"].endswith(".en.txt") else "zh")
        assert isinstance(row["heading_path"], list)
    assert {"heading", "narrative", "table", "front"} <= {row["kind"] for row in parts}


def test_offsets_slice_the_source(parts: Rows, texts: dict[str, str]) -> None:
    """Unicode code points of the decoded source; the text is what stands there, white space and page furniture aside."""

    def bare(text: str) -> str:
        return re.sub(r"\s", "", text)

    for row in parts:
        there = texts[row["file"]][row["text_start"] : row["text_end"]]
        assert there == there.strip()
        if row["kind"] == "front":
            # Job numbers stand between the lines of a title block.
            lines = [bare(line) for line in row["text"].split("\n")]
            assert bare(there).startswith(lines[0])
            assert bare(there).endswith(lines[-1])
            assert re.search(".*".join(map(re.escape, lines)), bare(there))
        else:
            assert bare(row["text"]) == bare(there)
        if row["kind"] not in ("front", "table"):
            english = row["file"].endswith(".en.txt")
            assert row["text"] == (re.sub(r"\s+", " ", there) if english else tidy(there))


def test_the_printed_label_stands_in_label_alone(parts: Rows, texts: dict[str, str]) -> None:
    labelled = [row for row in parts if row["label"]]
    assert len(labelled) > 100
    for row in labelled:
        assert not row["text"].startswith(row["label"])
        before = texts[row["file"]][max(0, row["text_start"] - 40) : row["text_start"]]
        assert re.sub(r"\s", "", row["label"]).strip(".") in re.sub(r"\s", "", before)


def test_paragraphs_stand_in_the_order_of_documents_and_their_text(parts: Rows) -> None:
    assert [p["file"] for p in parts] == sorted(p["file"] for p in parts)
    for file in {p["file"] for p in parts}:
        starts = [p["text_start"] for p in parts if p["file"] == file and p["kind"] not in ("footnote", "table")]
        assert starts == sorted(starts)
