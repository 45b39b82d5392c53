"""Every question of the library asked of an invented graph: just the expected rows come."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.search import build
from graph.store import OxigraphStore, value
from graph.vocabulary import BASE, CONCEPT
from queries.library import library
from tests.queries.invented import claim, iri, quads

#: Questions whose rows are known by their claims: parameters, and the claims that must come.
CLAIMS_OF: dict[str, tuple[dict[str, str], set[str]]] = {
    "acts-in": ({"place": iri("doc/D/p.1")}, {"asked", "asked-again"}),
    "acts-of": ({"by": "decision:ax/2"}, {"founded-too", "renamed", "changed"}),
    "adoption": ({"text": "instrument:plan"}, {"adopted"}),
    "asked": ({"by": "decision:ax/1"}, {"asked"}),
    "attendance": ({"of": "meeting:m/1"}, {"took-part"}),
    "basis": ({"of": "doc:D"}, {"under"}),
    "chairing": ({"of": "meeting:m/1"}, {"chaired"}),
    "changing": ({"of": "body:lake"}, {"changed"}),
    "cited-in": ({"by": "doc:D"}, {"cites-1", "cites-2"}),
    "citing": ({"text": "decision:ax/1"}, {"cites-1", "cites-3"}),
    "counts": ({"of": "body:lake"}, {"counted"}),
    "counts-in": ({"place": iri("doc/D/p.2")}, {"counted"}),
    "done-to": ({"of": "body:lake"}, {"founded", "founded-too", "renamed", "changed"}),
    "ended-of-type": ({"type": f"{CONCEPT}body-type/group"}, {"ended"}),
    "ending": ({"body": "body:great-lake"}, {"ended"}),
    "endorsement": ({"text": "instrument:plan"}, {"endorsed"}),
    "extended": ({"body": "body:great-lake"}, {"prolonged"}),
    "extensions": ({"by": "meeting:m/1"}, {"prolonged"}),
    "finances": ({"of": iri("fund/pot")}, {"spent"}),
    "founding": ({"body": "body:great-lake"}, {"founded", "founded-too"}),
    "fulfilments": ({"of": "instrument:plan"}, {"done"}),
    "located-at": ({"place": "place:shore"}, {"seated"}),
    "mandates-of": ({"body": "post:chief"}, {"asked", "asked-again"}),
    "meetings-of": ({"body": "body:lake"}, {"met"}),
    "membership": ({"of": "body:lake"}, {"belongs"}),
    "parents": ({"body": "body:lake"}, {"within"}),
    "parts": ({"body": "body:sea"}, {"within"}),
    "positions": ({"of": "person:bo"}, {"worked"}),
    "producing": ({"of": "body:lake"}, {"wrote"}),
    "proposals": ({"of": "body:pond"}, {"proposed"}),
    "proposals-in": ({"place": iri("doc/D/p.2")}, {"proposed"}),
    "renaming": ({"body": "body:great-lake"}, {"renamed"}),
    "replacing": ({"body": "body:puddle"}, {"followed"}),
    "reporting-lines": ({"of": "body:office"}, {"reports", "oversees"}),
    "seat": ({"body": "body:lake"}, {"seated"}),
    "seats-of-type": ({"type": f"{CONCEPT}body-type/group"}, {"seated"}),
    "servicing": ({"of": "body:lake"}, {"serves"}),
    "submitting": ({"of": "session:s/1"}, {"sent"}),
    "evidence-of": ({"thing": "body:pond"}, {"proposed"}),
    "claims-with": ({"words": "汞"}, {"cites-3", "counted", "proposed"}),
}
#: The others: parameters, the variables that are looked at, and the rows.
ROWS_OF: dict[str, tuple[dict[str, str], tuple[str, ...], list[tuple[str, ...]]]] = {
    "bodies-on": (
        {"day": "2005-06-01"},
        ("body", "start", "end"),
        [(iri("body/lake"), "2001-02-03", ""), (iri("body/great-lake"), "2002", "2010")],
    ),
    "lineage": (
        {"body": "body:great-lake"},
        ("earlier", "act", "date"),
        [(iri("body/lake"), iri("decision/ax/1"), "2001-02-03"), (iri("body/great-lake"), "", "2002")],
    ),
    "texts-with": ({"words": "湖泊小组"}, ("paragraph", "text"), [(iri("doc/D/p.1"), "湖泊小组由第1号决定设立。")]),
    "names-like": ({"words": "lake"}, ("thing", "name"), [(iri("body/lake"), "Lake Group"), (iri("body/lake"), "湖泊小组")]),
    "contradictions": (
        {"thing": "body:lake"},
        ("claim", "date", "other", "otherDate"),
        [(claim("founded"), "2001-02-03", claim("founded-too"), "2002")],
    ),
    "most-cited": ({"least": "2"}, ("cited", "times"), [(iri("decision/ax/1"), "2")]),
}


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    folder: Path = tmp_path_factory.mktemp("invented")
    writer = OxigraphStore.open(folder / "store", read_only=False)
    writer.ox.extend(quads())
    build(folder / "search.sqlite", writer.ox)
    writer.ox.flush()
    del writer
    return OxigraphStore.open(folder / "store")


@pytest.mark.parametrize("name", CLAIMS_OF)
def test_the_claims_that_answer(name: str, invented: OxigraphStore) -> None:
    given, expected = CLAIMS_OF[name]
    query = library()[name]
    rows = invented.select(query.text, query.bind(given))
    assert sorted(value(row["claim"]) for row in rows) == sorted(map(claim, expected)), "each claim once"
    for row in rows:
        short = value(row["claim"]).removeprefix(f"{BASE}id/claim/")
        if "quote" in row:
            assert value(row["quote"]) == f"quotation of {short}"


@pytest.mark.parametrize("name", ROWS_OF)
def test_the_rows_that_answer(name: str, invented: OxigraphStore) -> None:
    given, shown, expected = ROWS_OF[name]
    query = library()[name]
    rows = invented.select(query.filled(query.bind(given)))
    assert [tuple(value(row.get(v)) for v in shown) for row in rows] == expected


@pytest.mark.parametrize("name", [*CLAIMS_OF, *ROWS_OF])
def test_nothing_answers_for_what_nobody_speaks_of(name: str, invented: OxigraphStore) -> None:
    query = library()[name]
    never = {"iri": "body:never", "string": "never", "date": "1066", "integer": "1000"}
    rows = invented.select(query.text, query.bind({p.name: never[p.kind] for p in query.parameters}))
    assert rows == [] or name == "lineage", "a lineage begins with the body itself"
    assert len(rows) <= 1


def test_there_are_thirty_and_most_are_tried() -> None:
    assert len(library()) >= 30
    assert len(CLAIMS_OF) + len(ROWS_OF) >= 46


PATTERNS = ("evidence-of", "bodies-on", "lineage")


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_have_at_most_ten_lines(name: str) -> None:
    assert len(library()[name].text.strip().splitlines()) <= 10
