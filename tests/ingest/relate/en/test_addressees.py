"""Who is asked: lists taken apart, insertions left out, pronouns and groups told."""

from __future__ import annotations

import pytest

from ingest.relate.en.addressees import asked
from tests.ingest.relate.en.places import after, place


def _asked(phrase: str) -> list[str]:
    where = place(f"The meeting urges {phrase} to act.")
    return [one.printed for one in asked(where, after(where, "urges"), where.masked.text.index(" to act"))]


@pytest.mark.parametrize(
    ("phrase", "printed"),
    [
        ("the Secretary-General", ["Secretary-General"]),
        ("all Member States", ["Member States"]),
        ("Member States and the Highland Development Bank", ["Member States", "Highland Development Bank"]),
        ("Member States, the Mountain Youth Forum and civil society", ["Member States", "Mountain Youth Forum", "civil society"]),
        ("the Secretary-General, in consultation with Member States,", ["Secretary-General"]),
        ("the Secretary-General, within existing resources,", ["Secretary-General"]),
        ("Member States, where appropriate, and the Mountain Youth Forum", ["Member States", "Mountain Youth Forum"]),
        ("development partners", ["development partners"]),
        ("Member States and other stakeholders", ["Member States"]),
        ("mountain guides’ associations and research institutions", ["mountain guides’ associations and research institutions"]),
        ("Governments of the Highlands", ["Governments of the Highlands"]),
    ],
)
def test_those_who_are_asked(phrase: str, printed: list[str]) -> None:
    assert _asked(phrase) == printed


def test_nobody_is_asked_twice() -> None:
    assert _asked("Member States and all Member States") == ["Member States"]


@pytest.mark.parametrize("phrase", ["continued efforts", "snow", "restraint"])
def test_nobody_is_asked(phrase: str) -> None:
    assert _asked(phrase) == []


def test_a_pronoun_means_whoever_was_named_last() -> None:
    where = place("Recalling the work of the Mountain Youth Forum and urging it to act.")
    low = after(where, "urging")
    assert [one.entity.name for one in asked(where, low, where.masked.text.index(" to act"))] == [
        next(m.entity.name for m in where.sentence.mentions if m.printed == "Mountain Youth Forum")
    ]
