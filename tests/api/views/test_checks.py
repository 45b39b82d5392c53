"""Contradictions laid side by side, other findings by shape."""

from __future__ import annotations

from dataclasses import replace

from api.views.checks import grouped, message, pairs
from api.views.facts import Facts
from api.views.names import Names
from graph.checking import Disputed, Outcome
from graph.contradictions import together
from graph.ledger_build import in_memory
from graph.store import OxigraphStore, value
from graph.validate import Finding
from graph.vocabulary import MG

SHAPE = "https://w3id.org/mandate-graph/shapes#"


def outcome(
    rule: str, *, severity: str = "warning", places: tuple[str, ...] = (), disputed: tuple[Disputed, ...] = ()
) -> Outcome:
    return Outcome(SHAPE + rule, severity, {"en": f"{rule} in English", "zh": "中文"}, len(places), places[:12], disputed)


def test_a_pair_of_claims_is_a_contradiction_and_the_rest_is_counted(store: OxigraphStore) -> None:
    one, other = (value(r["c"]) for r in store.select("SELECT ?c { ?c mg:relation rel:mandates } ORDER BY ?c LIMIT 2"))
    facts = Facts(Names(store, in_memory(store.ox), "en"))
    differing = [Finding("warning", SHAPE + "Differ", one, MG + "provisionNumber", other, {})]
    [contradiction] = together(store, differing)
    touched = facts.one(other).subject.iri
    told = [
        outcome("Waits", severity="info", places=tuple(f"https://e.org/{n}" for n in range(15))),
        outcome("Differ", disputed=(Disputed(contradiction, (touched,)),)),
        outcome("Breaks", severity="violation", places=("https://e.org/x",)),
        outcome("Finds nothing"),
    ]
    [pair] = pairs(facts, told)
    assert ({pair.one.iri, pair.other.iri}, pair.message, pair.times) == ({one, other}, "Differ in English", (1, 1))
    assert pair.one.source
    assert pair.one.source.quote
    first, group = grouped(facts, told)
    assert (first.shape, first.count) == ("Breaks", 1), "violations come first"
    assert (group.shape, group.count, group.severity, len(group.places)) == ("Waits", 15, "info", 12)
    assert pairs(facts, told, "https://e.org/nothing") == []
    assert pairs(facts, told, touched) == [pair]
    assert pairs(facts, told, most=0) == []


def test_a_message_in_the_readers_language_else_in_any() -> None:
    assert message(outcome("S"), "zh") == "中文"
    assert message(replace(outcome("S"), messages={"en": "only"}), "zh") == "only"
    assert message(replace(outcome("S"), messages={}), "zh") == ""
