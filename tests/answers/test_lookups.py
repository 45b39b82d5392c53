"""Lookups bring the same with a ledger, which saves those that can find nothing, and without."""

from __future__ import annotations

import pytest

from answers.lookups import Lookups
from answers.names import Names
from graph.generations import Generation
from graph.ledger import Ledger
from graph.store import OxigraphStore

BASE = "https://w3id.org/mandate-graph/id/"
BODIES = [BASE + f"body/{name}" for name in ("unep", "emg", "gmef", "emg-img-land", "unea", "nothing-of-the-kind")]
QUERIES = {
    "chairing": "of", "founding": "body", "renaming": "body", "ending": "body", "seat": "body", "parts": "body",
    "parents": "body", "meetings-of": "body", "mandates-of": "body", "finances": "of", "located-at": "place",
    "seats-of-type": "type",
}  # fmt: skip


@pytest.fixture(scope="module")
def names(store: OxigraphStore) -> Names:
    return Names.of(store)


@pytest.mark.parametrize("query", QUERIES)
def test_a_ledger_changes_no_answer(query: str, store: OxigraphStore, names: Names, generation: Generation) -> None:
    plain, quick = Lookups(store, names), Lookups(store, names, Ledger.open(generation.ledger_path))
    things = BODIES if QUERIES[query] in ("of", "body") else sorted({*names.types.values(), BASE + "place/nairobi"})[:20]
    for thing in things:
        one, other = (lookups.run(query, "en", **{QUERIES[query]: thing}) for lookups in (plain, quick))
        assert [f.claim for f in one.facts] == [f.claim for f in other.facts]
        assert one.sparql == other.sparql


def test_what_the_ledger_rules_out_is_not_asked(
    store: OxigraphStore, names: Names, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(OxigraphStore, "select", lambda self, query, bindings=None: asked.append(query) or [])
    quick = Lookups(store, names, Ledger.open(generation.ledger_path))
    assert quick.run("chairing", "en", of=BODIES[-1]).facts == ()
    assert asked == []
    quick.run("founding", "en", body=BODIES[0])
    assert asked
