"""The everyday question as one triple; the same with its evidence; and what was asked, done and is lacking."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from graph.derive import derive
from graph.iris import Iris
from graph.store import OxigraphStore, value
from graph.vocabulary import PREFIXES
from queries.library import library

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
OUTCOME = "https://w3id.org/mandate-graph/concept/fulfilment-status/"
REPORT = f"""
<urn:e1> mg:quotation "大会第7/1号决议第2段设立河流小组"@zh ; mg:inParagraph <urn:p1> . <urn:p1> mg:partOfDocument <urn:d> .
<urn:e2> mg:quotation "大会欢迎设立湖泊小组的提议"@zh ; mg:inParagraph <urn:p2> . <urn:p2> mg:partOfDocument <urn:d> .
<urn:c1> mg:relation rel:establishes ; mg:subject <urn:act> ; mg:object <urn:rivers> ; mg:standing standing:asserted ;
  mg:status status:extracted ; mg:provisionNumber "2" ; mg:evidence <urn:e1> .
<urn:c2> mg:relation rel:establishes ; mg:subject <urn:act> ; mg:object <urn:lakes> ; mg:standing standing:supported ;
  mg:status status:extracted ; mg:evidence <urn:e2> .
<urn:asked> mg:relation rel:mandates ; mg:subject <urn:act> ; mg:object <urn:rivers> ; mg:addressee <urn:rivers> ;
  mg:provisionNumber "3" ; mg:action "提交报告"@zh ; mg:standing standing:asserted ;
  mg:status status:extracted ; mg:evidence <urn:e1> .
<urn:open> mg:relation rel:mandates ; mg:subject <urn:act> ; mg:object <urn:rivers> ; mg:addressee <urn:rivers> ;
  mg:provisionNumber "4" ; mg:action "编写计划"@zh ; mg:standing standing:asserted ;
  mg:status status:extracted ; mg:evidence <urn:e2> .
<urn:done> mg:relation rel:fulfils ; mg:subject <urn:rivers> ; mg:doneBy <urn:rivers> ; mg:object <urn:act> ;
  mg:provisionNumber "3" ;
  mg:fulfilmentStatus <{OUTCOME}done> ; mg:status status:extracted ; mg:standing standing:asserted ; mg:evidence <urn:e1> .
<urn:late> mg:relation rel:fulfils ; mg:subject <urn:rivers> ; mg:doneBy <urn:rivers> ; mg:object <urn:act> ;
  mg:provisionNumber "4" ;
  mg:fulfilmentStatus <{OUTCOME}not-done> ; mg:status status:extracted ; mg:standing standing:asserted ; mg:evidence <urn:e2> .
<urn:idea> mg:relation rel:proposes ; mg:subject <urn:rivers> ; mg:proposedBy <urn:rivers> ; mg:standing standing:option ;
  mg:action "延长任期"@zh ; mg:realisedBy <urn:act/p.9> ; mg:status status:reviewed ; mg:evidence <urn:e2> .
<urn:view> mg:relation rel:proposes ; mg:subject <urn:rivers> ; mg:proposedBy <urn:rivers> ; mg:standing standing:view ;
  mg:status status:extracted ; mg:evidence <urn:e1> .
"""


@pytest.fixture(scope="module")
def report() -> OxigraphStore:
    graph = ox.NamedNode("urn:graph")
    quads = ox.parse(HEAD + REPORT, format=ox.RdfFormat.TURTLE)
    held = OxigraphStore.memory(ox.Quad(q.subject, q.predicate, q.object, graph) for q in quads)
    derive(held, Iris())
    return held


def rows(held: OxigraphStore, name: str, **bindings: str) -> list[dict[str, str]]:
    found = held.select(library()[name].text, {k: ox.NamedNode(v) for k, v in bindings.items()})
    return [{k: value(v) for k, v in row.items()} for row in found]


def body_of(name: str) -> list[str]:
    """The lines between the braces of a query."""
    return [line for line in library()[name].text.split("{", 1)[1].rsplit("}", 1)[0].splitlines() if line.strip()]


def test_created_by_is_one_triple_pattern(report: OxigraphStore) -> None:
    assert body_of("created-by") == ["  ?body mg:establishedBy ?decision"]
    assert rows(report, "created-by") == [{"body": "urn:rivers", "decision": "urn:act"}]
    assert rows(report, "created-by", body="urn:lakes") == [], "to welcome a proposal is not to establish"


def test_created_by_with_its_evidence_is_short(report: OxigraphStore) -> None:
    assert len(library()["created-by-with-evidence"].text.strip().splitlines()) < 10
    assert rows(report, "created-by-with-evidence", body="urn:rivers") == [
        {
            "body": "urn:rivers",
            "decision": "urn:act",
            "provision": "2",
            "document": "urn:d",
            "paragraph": "urn:p1",
            "quotation": "大会第7/1号决议第2段设立河流小组",
        }
    ]


def test_both_answer_from_the_digests(store: OxigraphStore) -> None:
    unep, act = "https://w3id.org/mandate-graph/id/body/unep", "https://w3id.org/mandate-graph/id/decision/un-ga/2997--XXVII"
    assert {row["decision"] for row in rows(store, "created-by", body=unep)} == {act}
    told = rows(store, "created-by-with-evidence", body=unep)
    assert {row["decision"] for row in told} == {act}
    assert all(re.search(r"2997", row["quotation"]) for row in told)


def test_what_is_open_and_what_is_lacking(report: OxigraphStore) -> None:
    assert [(row["mandate"], row["provision"], row["action"]) for row in rows(report, "open-mandates", by="urn:act")] == [
        ("urn:open", "4", "编写计划")
    ]
    assert [(row["fulfilment"], row["who"], row["outcome"]) for row in rows(report, "lacking", of="urn:act")] == [
        ("urn:late", "urn:rivers", OUTCOME + "not-done")
    ]


def test_what_became_of_proposals(report: OxigraphStore) -> None:
    told = rows(report, "proposal-outcomes", by="urn:rivers")
    assert [(row["proposal"], row.get("realised")) for row in told] == [("urn:view", None), ("urn:idea", "urn:act/p.9")]
