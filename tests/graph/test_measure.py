"""Facts held against a reader's: what counts as the same, and what is counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.measure import BadGold, Score, Told, agree, gold, scores, told


def fact(relation: str = "mandates", **more: Any) -> Told:
    return told({"relation": relation, "file": "a.txt", "subject_labels": ["Decision 1"], "object_labels": ["Office"], **more})


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"subject_labels": ["第1号决定", "decision  1"]}, True),
        ({"subject_labels": ["Decision 2"]}, False),
        ({"relation": "cites"}, False),
        ({"file": "b.txt"}, False),
        ({"object_labels": []}, True),
        ({"object_labels": ["Bureau"]}, False),
        ({"object": "https://e.org/office", "object_labels": ["Bureau"]}, False),
        ({"paragraph": "main/2"}, True),
    ],
)
def test_two_facts_are_one(other: dict[str, Any], same: bool) -> None:
    assert agree(fact(), fact(**{"relation": "mandates", **other})) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("main/2", "main/2", True),
        ("main/2", "main/2/a", True),
        ("main/2/a", "main/2", True),
        ("main/2", "main/22", False),
        ("main/2/a", "main/2/b", False),
    ],
)
def test_a_paragraph_or_the_one_above_it(one: str, other: str, same: bool) -> None:
    assert agree(fact(paragraph=one), fact(paragraph=other)) is same


def test_things_meet_in_an_iri_and_numbers_must_be_equal() -> None:
    assert agree(fact(object="https://e.org/x", object_labels=["A"]), fact(object="https://e.org/x", object_labels=["B"]))
    assert not agree(fact("finances", amount="154"), fact("finances", amount="155"))
    assert agree(fact("finances", amount="154.0"), fact("finances", amount=154))
    assert agree(fact("counts", value="7"), fact("counts"))


def test_right_told_and_wanted_are_counted_apart() -> None:
    wanted = [fact(paragraph="main/1"), fact(paragraph="main/2"), fact("cites")]
    found = [
        fact(paragraph="main/1"),
        fact(paragraph="main/1"),  # the same once more is one too many
        fact("holds"),
        fact(paragraph="main/2", file="other.txt"),  # of a file that the reader did not read
    ]
    every, mandates, holds, cites = scores(wanted, found)
    assert every == Score("", 1, 3, 3)
    assert mandates == Score("mandates", 1, 2, 2)
    assert (holds, holds.precision, holds.recall) == (Score("holds", 0, 1, 0), 0.0, None)
    assert (cites, cites.precision, cites.recall) == (Score("cites", 0, 0, 1), None, 0.0)


def test_of_several_that_agree_the_nearest_is_taken() -> None:
    wanted = [fact(paragraph="main/2", provision="2"), fact(paragraph="main/2/a", provision="2(a)")]
    found = [fact(paragraph="main/2/a", provision="2 (a)"), fact(paragraph="main/2", provision="2")]
    assert scores(wanted, found)[0].right == 2


def test_tables_as_lines_of_json_and_as_csv_are_the_same(tmp_path: Path) -> None:
    row = {
        "relation": "cites",
        "file": "a.txt",
        "object_labels": ["A", "第1号"],
        "paragraph": "main/1",
        "subject": "https://e.org/d",
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n\n", encoding="utf-8")
    text = "relation,file,object_labels,paragraph,subject\ncites,a.txt,A | 第1号,main/1,https://e.org/d\n"
    (tmp_path / "gold.csv").write_text("\ufeff" + text, encoding="utf-8")
    assert gold(tmp_path / "gold.jsonl") == gold(tmp_path / "gold.csv") == [told(row)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no facts"),
        ("{", "line 1: no JSON"),
        ('{"relation": "cites", "file": "a"}\n{"relation": "cites"}', "line 2: every row needs relation and file"),
        ('{"relation": "creates", "file": "a"}', "no relation 'creates'"),
        ("[1]", "line 1: every row"),
    ],
)
def test_what_is_no_table_is_refused(text: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(BadGold, match=why):
        gold(tmp_path / "gold.jsonl")
