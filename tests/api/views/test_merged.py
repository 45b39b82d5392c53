"""What is told several times stands once."""

from __future__ import annotations

from dataclasses import replace

from api.views.facts import Fact, Source
from api.views.merged import told_once
from api.views.names import Link

UNIT, GROUP, PLAN = (Link(name, f"urn:{name.lower()}") for name in ("Unit", "Group", "Plan"))


def source(number: int, lang: str = "en", quote: str = "") -> Source:
    return Source(f"urn:e{number}", quote or f"Words {number}.", lang, Link("A/1", "urn:a"), f"main/{number}", False, number)


def fact(number: int, *, about: Link = GROUP, lang: str = "en", standing: str = "asserted", **details: str) -> Fact:
    verb = Link("serves", "urn:serves")
    return Fact(f"urn:c{number}", "has_position", verb, UNIT, about, standing, "extracted", "0.9", details, None, None, None,
                (source(number, lang),))  # fmt: skip


def test_the_same_statement_is_one_row_with_all_its_sources() -> None:
    rows = told_once([fact(1), fact(2), fact(3, about=PLAN), fact(4)], "en")
    assert [(row.iri, [s.position for s in row.sources]) for row in rows] == [("urn:c1", [1, 2, 4]), ("urn:c3", [3])]


def test_wordings_of_a_role_stand_side_by_side_once() -> None:
    (row,) = told_once([fact(1, role="Chair"), fact(2, role="the Chair"), fact(3, role="Chair"), fact(4)], "en")
    assert row.details["role"] == "Chair · the Chair"


def test_the_more_exact_date_is_kept_and_others_apart() -> None:
    rows = told_once(
        [fact(1, date="2013-02"), fact(2), fact(3, start="2013-02-18", end="2013-02-22"), fact(4, date="2014")], "en"
    )
    assert [(row.date, row.end) for row in rows] == [("2013-02-18", "2013-02-22"), ("2014", "")]


def test_what_differs_stays_apart() -> None:
    told = [fact(1), fact(2, standing="proposed"), fact(3, action="meet"), fact(4, value="3"), fact(5, provisionNumber="1"),
            fact(6, provisionNumber="12")]  # fmt: skip
    rows = told_once(told, "en")
    # A provision is told by one and left out by another; two provisions are two.
    assert [row.iri for row in rows] == ["urn:c1", "urn:c2", "urn:c3", "urn:c4", "urn:c6"]
    assert rows[0].provision == "1"


def test_places_that_differ_stay_apart_and_one_is_taken_over() -> None:
    here, there = (replace(fact(n), place=Link(name, f"urn:{name}")) for n, name in ((2, "here"), (3, "there")))
    rows = told_once([fact(1), here, there], "en")
    assert [row.place.label for row in rows if row.place] == ["here", "there"]


def test_words_in_the_readers_language_stand_first() -> None:
    (row,) = told_once([fact(1, lang="zh"), fact(2, lang="en")], "en")
    assert [s.lang for s in row.sources] == ["en", "zh"]
    (row,) = told_once([fact(1, lang="zh"), fact(2, lang="en")], "zh")
    assert [s.lang for s in row.sources] == ["zh", "en"]


def test_a_place_and_its_words_are_named_once() -> None:
    (row,) = told_once([fact(1), replace(fact(2), sources=(source(1),))], "en")
    assert len(row.sources) == 1
