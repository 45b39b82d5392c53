"""Questions that name no thing: a day, a theme, what is at odds."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer


@pytest.mark.parametrize("asked", ["有哪些互相矛盾的说法？", "Where do the documents contradict each other?"])
def test_what_is_at_odds_is_listed_with_both_quotations(asked: str, digests: Answerer) -> None:
    told = digests.answer(asked)
    assert (told.status, told.kind, told.shape) == ("answered", "at_odds", "table")
    closings = [row for row in told.rows if row["about_iri"].endswith("meeting/igsp-working-group/3")]
    assert [row["told"] for row in closings] == ["2004-12-04", "2005-12-04"]
    assert all(row["quote"] and row["paragraph"] for row in told.rows)
    assert len(told.citations) == len(told.rows)


@pytest.mark.parametrize(
    ("asked", "there", "gone"),
    [
        ("在2012年1月1日存在哪些机构？", "emg-img-land", "emg-img-chemicals-waste"),
        ("Which bodies existed on 1 January 2015?", "emg-img-chemicals-waste", "emg-img-land"),
    ],
)
def test_bodies_that_had_begun_and_not_ended(asked: str, there: str, gone: str, digests: Answerer) -> None:
    told = digests.answer(asked)
    assert (told.status, told.kind, told.sure) == ("answered", "existing", False)
    bodies = {row["thing_iri"].rsplit("/", 1)[-1] for row in told.rows}
    assert there in bodies
    assert gone not in bodies


@pytest.mark.parametrize("asked", ["关于生物多样性有哪些任务？", "What mandates concern biodiversity?"])
def test_mandates_on_a_theme_are_those_whose_action_speaks_of_it(asked: str, digests: Answerer) -> None:
    told = digests.answer(asked)
    assert (told.status, told.kind) == ("answered", "on_theme")
    assert told.rows
    assert all("生物多样性" in row["action"] or "biodiversity" in row["action"].lower() for row in told.rows)


def test_where_nothing_was_there_yet_nothing_is_told(digests: Answerer) -> None:
    assert digests.answer("Which bodies existed on 1 January 1901?").status == "unknown"
