"""The structure on a day: an invented union, told in claims."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from api.views.structure import Structure
from graph.spans import parts, spans
from graph.store import OxigraphStore
from graph.vocabulary import CONCEPT, MG, ORG

B = "https://w3id.org/mandate-graph/id/body/"


def store(*facts: tuple[str, ...]) -> OxigraphStore:
    """Facts as (part, whole), (sits, body, joint name), or (relation, body, day told, day of the act, what it becomes)."""
    held = OxigraphStore.memory()
    graph = ox.NamedNode("urn:g")

    def add(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        held.ox.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, graph))

    for number, fact in enumerate(facts):
        if fact[0] == "sits":
            add(B + fact[1], MG + "sitsAs", ox.NamedNode(B + fact[2]))
            continue
        if len(fact) == 2:
            add(B + fact[0], ORG + "subOrganizationOf", ox.NamedNode(B + fact[1]))
            continue
        relation, body, told, adopted, becomes = fact
        claim, act = f"{B}claim{number}", f"{B}act{number}"
        add(claim, MG + "relation", ox.NamedNode(f"{CONCEPT}relation/{relation}"))
        add(claim, MG + "object", ox.NamedNode(B + body))
        add(claim, MG + "subject", ox.NamedNode(act))
        add(claim, MG + "standing", ox.NamedNode(CONCEPT + "standing/asserted"))
        add(claim, MG + "status", ox.NamedNode(CONCEPT + "status/extracted"))
        if told:
            add(claim, MG + "date", ox.Literal(told))
        if adopted:
            add(act, MG + "adoptedOn", ox.Literal(adopted))
        if becomes:
            add(claim, MG + "becomes", ox.NamedNode(B + becomes))
    return held


def made(held: OxigraphStore) -> Structure:
    return Structure(spans(held), parts(held))


def there(structure: Structure, day: str, root: str = "union") -> set[str]:
    return {iri.removeprefix(B) for iri in structure.on(day, B + root).bodies()}


def test_a_body_is_there_from_its_founding_to_its_end() -> None:
    structure = made(
        store(("forum", "union"), ("establishes", "forum", "2001-05-03", "", ""), ("terminates", "forum", "", "2013-02-22", ""))
    )
    assert there(structure, "2001-05-02") == {"union"}
    assert there(structure, "2001-05-03") == {"union", "forum"}
    assert there(structure, "2013-02-21") == {"union", "forum"}
    assert there(structure, "2013-02-22") == {"union"}


@pytest.mark.parametrize(("day", "name"), [("2013-03-12", "council"), ("2013-03-13", "assembly")])
def test_a_renamed_body_goes_on_under_its_new_name(day: str, name: str) -> None:
    structure = made(store(("council", "union"), ("assembly", "union"), ("renames", "council", "", "2013-03-13", "assembly")))
    assert there(structure, day) == {"union", name}


def test_a_year_counts_from_its_first_day_and_ends_after_its_last() -> None:
    structure = made(store(("a", "union"), ("establishes", "a", "2009", "", ""), ("terminates", "a", "2011", "", "")))
    assert "a" in there(structure, "2009-01-01")
    assert "a" in there(structure, "2011-12-30")
    assert "a" not in there(structure, "2012-01-01")


def test_the_most_exact_date_wins() -> None:
    structure = made(store(("a", "union"), ("establishes", "a", "2009", "", ""), ("establishes", "a", "2009-06-05", "", "")))
    assert structure.span(B + "a").start == "2009-06-05"


def test_what_belongs_to_a_body_that_is_not_there_cannot_be_placed() -> None:
    structure = made(store(("assembly", "union"), ("bureau", "assembly"), ("establishes", "assembly", "2013-03-13", "", "")))
    assert there(structure, "2012-01-01") == {"union"}
    assert structure.on("2012-01-01", B + "union").unplaced == (B + "bureau",)
    assert there(structure, "2014-01-01") == {"union", "assembly", "bureau"}
    assert structure.on("2014-01-01", B + "union").unplaced == ()


def test_a_body_stands_under_its_nearest_parent_only() -> None:
    structure = made(store(("unit", "union"), ("unit", "office"), ("office", "union")))
    [root] = structure.on("2020-01-01", B + "union").roots
    assert [child.iri for child in root.children] == [B + "office"]
    assert [child.iri for child in root.children[0].children] == [B + "unit"]
    assert structure.above(B + "unit", "2020-01-01") == [B + "office", B + "union"]


def test_bodies_sit_together_as_long_as_all_of_them_are_there() -> None:
    told = (
        ("joint", "union"), ("sits", "council", "joint"), ("sits", "forum", "joint"),
        ("establishes", "council", "1972-12-15", "", ""), ("establishes", "forum", "1999-07-28", "", ""),
        ("terminates", "forum", "2013-02-22", "", ""), ("renames", "council", "", "2013-03-13", "assembly"),
    )  # fmt: skip
    structure = made(store(*told))
    assert (structure.span(B + "joint").start, structure.span(B + "joint").end) == ("1999-07-28", "2013-02-22")
    assert "joint" in there(structure, "2012-01-01")
    assert "joint" not in there(structure, "2013-02-23")
    assert "joint" not in there(structure, "1990-01-01")
    own = made(store(*told, ("terminates", "joint", "2012-01-01", "", "")))
    assert own.span(B + "joint").end == "2012-01-01", "what is told of it goes first"


def test_a_circle_does_not_hang() -> None:
    structure = made(store(("a", "b"), ("b", "a"), ("a", "union")))
    assert {"a", "b"} & there(structure, "2020-01-01", "a")
    assert len(structure.above(B + "a", "2020-01-01")) <= 3
