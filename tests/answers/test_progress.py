"""Tables of progress over the official texts: what belongs to a request and what does not, and what is lacking."""

from __future__ import annotations

import pytest

from answers import progress
from answers.answerer import Answerer
from graph.vocabulary import BASE

ID = BASE + "id/"


def rows(official: Answerer, act: str, *wanted: str) -> list[dict[str, str]]:
    return list(progress.table(official.store, official.names, ID + act, wanted, "zh"))


@pytest.mark.parametrize("letter", "abcdefgh")
def test_every_part_of_paragraph_88_has_its_three_states_each_cited(letter: str, official: Answerer) -> None:
    told = rows(official, "instrument/future-we-want", f"88({letter})")
    assert {row["state"] for row in told} == {"asked", "done", "lacking"}
    assert all(row["document"] and row["paragraph"] and row["quote"] for row in told)


def test_where_a_section_names_no_gap_that_of_the_whole_is_told(official: Answerer) -> None:
    told = [r for r in rows(official, "instrument/future-we-want", "88(f)") if r["state"] == "lacking"]
    assert [r["paragraph"] for r in told] == ["main/100"]


def test_only_what_is_on_the_policy_is_told_as_done_about_it(official: Answerer) -> None:
    done = [r for r in rows(official, "decision/unep-gc/27_2", "17") if r["state"] == "done"]
    assert {r["paragraph"] for r in done} == {"main/15", "main/96"}
    assert all("政策" in r["quote"] for r in done)


def test_what_an_act_does_by_itself_is_done(official: Answerer) -> None:
    told = {(r["state"], r["paragraph"]) for r in rows(official, "decision/unep-gc/27_2", "4")}
    assert told == {("asked", "main/9"), ("done", "main/9")}


def test_deeds_under_a_heading_on_the_matter_are_on_it(official: Answerer) -> None:
    done = {r["paragraph"] for r in rows(official, "decision/unep-gc/27_2", "13") if r["state"] == "done"}
    assert {"main/77", "main/83/a", "main/83/b"} <= done
    assert not {"main/40", "main/85"} & done


def test_what_is_still_to_come_of_a_decision_is_lacking(official: Answerer) -> None:
    told = rows(official, "decision/unep-gc/27_5")
    assert {r["state"] for r in told} == {"asked", "done", "lacking"}
    assert "main/10" in {r["paragraph"] for r in told if r["state"] == "lacking"}
