"""Contradictions laid side by side, other findings by shape."""

from __future__ import annotations

from api.views.checks import grouped, message, pairs
from api.views.facts import Facts
from api.views.names import Names
from graph.ledger_build import in_memory
from graph.store import OxigraphStore, value
from graph.validate import Finding
from graph.vocabulary import MG

SHAPE = "https://w3id.org/mandate-graph/shapes#"


def finding(shape: str, focus: str, told: str = "", severity: str = "warning") -> Finding:
    return Finding(severity, SHAPE + shape, focus, MG + "provisionNumber", told, {"en": f"{shape} in English", "zh": "中文"})


def test_a_pair_of_claims_is_a_contradiction_and_the_rest_is_counted(store: OxigraphStore) -> None:
    one, other = (value(r["c"]) for r in store.select("SELECT ?c { ?c mg:relation rel:mandates } ORDER BY ?c LIMIT 2"))
    facts = Facts(Names(store, in_memory(store.ox), "en"))
    told = [finding("Differ", one, other), *(finding("Waits", f"urn:x{n}", severity="info") for n in range(15))]
    [pair] = pairs(facts, told)
    assert ({pair.one.iri, pair.other.iri}, pair.message, pair.times) == ({one, other}, "Differ in English", (1, 1))
    assert pair.one.source
    assert pair.one.source.quote
    [group] = grouped(facts, told)
    assert (group.shape, group.count, group.severity) == ("Waits", 15, "info")
    assert pairs(facts, told, "https://e.org/nothing") == []
    assert pairs(facts, told, facts.one(other).subject.iri) == [pair]


def test_a_message_in_the_readers_language_else_in_any() -> None:
    assert message(finding("S", "urn:a"), "zh") == "中文"
    assert message(Finding("info", "s", "f", "", "", {"en": "only"}), "zh") == "only"
    assert message(Finding("info", "s", "f", "", "", {}), "zh") == ""
