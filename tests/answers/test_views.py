"""As-of views and tables of progress, over the digests."""

from __future__ import annotations

import pytest

from answers import progress
from answers.answerer import Answerer
from answers.asof import MANDATES, STRUCTURE, AsOf
from answers.names import Names
from graph.store import OxigraphStore
from graph.vocabulary import BASE

ID = BASE + "id/"


@pytest.fixture(scope="module")
def names(digests: Answerer) -> Names:
    return digests.names


@pytest.mark.parametrize(
    ("body", "date", "there"),
    [
        ("gmef", "2012", "yes"),
        ("gmef", "2013-03-01", "no"),
        ("unep-gc-gmef", "2012", "yes"),
        ("unep-gc-gmef", "2015", "no"),
        ("emg-img-chemicals-waste", "2013-12-31", "no"),
        ("emg-img-chemicals-waste", "2014-03", "yes"),
        ("unep", "1971", "no"),
        ("unep", "1972-12-15", "yes"),
        ("cpr", "2014", "unknown"),
    ],
)
def test_who_was_there_on_a_day(body: str, date: str, there: str, store: OxigraphStore, names: Names) -> None:
    assert AsOf.of(store, names, date).there(f"{ID}body/{body}") == there


@pytest.mark.parametrize("date", ["", "13", "2013-2", "yesterday", "2013-02-22T00:00"])
def test_what_is_no_date(date: str, store: OxigraphStore, names: Names) -> None:
    with pytest.raises(ValueError, match="is no date"):
        AsOf.of(store, names, date)


def test_the_structure_with_its_sources(store: OxigraphStore, names: Names) -> None:
    rows = list(AsOf.of(store, names, "2014-03-01", "zh").structure())
    assert {"body", "part_of", "there"} <= set(STRUCTURE)
    above = {(r["body_iri"], r["part_of_iri"]) for r in rows}
    assert (f"{ID}body/emg-secretariat", f"{ID}body/emg") in above
    assert all(r["document"] and (r.get("quote") or r["document"].startswith("register")) for r in rows)


def test_mandates_in_force(store: OxigraphStore, names: Names) -> None:
    early = list(AsOf.of(store, names, "2012-12-31").mandates())
    late = list(AsOf.of(store, names, "2013-12-31").mandates())
    by_27_5 = {r["act_iri"] for r in late} - {r["act_iri"] for r in early}
    assert f"{ID}decision/unep-gc/27_5" in by_27_5, "given in February 2013"
    assert all(r["quote"] and r["paragraph"] for r in late)
    assert all(set(r) <= set(MANDATES) for r in late)
    assert not any(r["since"] > "2013" for r in early if r["in_force"] == "yes" and len(r["since"]) > 4)


@pytest.mark.parametrize("letter", "abcdefgh")
def test_each_part_of_paragraph_88_is_told_as_asked_done_lacking(letter: str, store: OxigraphStore, names: Names) -> None:
    rows = list(progress.table(store, names, f"{ID}instrument/future-we-want", [f"88({letter})"]))
    states = [r["state"] for r in rows]
    assert {"asked", "done"} <= set(states)
    assert states == sorted(states, key=("asked", "done", "lacking").index)
    assert all(r["quote"] and r["paragraph"] and r["document"] for r in rows)


@pytest.mark.parametrize("decision", ["27_2", "27_5"])
def test_decisions_are_told_as_tables_too(decision: str, store: OxigraphStore, names: Names) -> None:
    rows = list(progress.table(store, names, f"{ID}decision/unep-gc/{decision}"))
    assert {"asked", "done"} <= {r["state"] for r in rows}
    assert all(r["quote"] and r["paragraph"] for r in rows)


def test_nothing_is_told_of_what_nobody_spoke_of(store: OxigraphStore, names: Names) -> None:
    assert not list(progress.table(store, names, f"{ID}decision/unep-gc/99_9"))
    assert not list(progress.table(store, names, f"{ID}instrument/future-we-want", ["88(z)"]))
