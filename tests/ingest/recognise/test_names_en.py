"""English names that no register knows, by their form."""

from __future__ import annotations

import pytest

from ingest.recognise.names_en import names


def _names(text: str) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.kind) for n in names(text)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("the Advisory Committee on Mountain Water met", "Advisory Committee on Mountain Water", "body"),
        ("contributions to the Glacier Trust Fund", "Glacier Trust Fund", "fund"),
        ("under the Convention on the Protection of Huts", "Convention on the Protection of Huts", "instrument"),
        ("the Special Rapporteur on the rights of shepherds, who", "Special Rapporteur on the rights of shepherds", "post"),
        ("the Working Group on the use of ropes since 2030", "Working Group on the use of ropes", "body"),
        ("the Working Group on the use of ropes since the winter", "Working Group on the use of ropes", "body"),
        ("the Special Rapporteur on minority issues, who", "Special Rapporteur on minority issues", "post"),
        (
            "the Special Rapporteur on the use of conventions by developed countries,",
            "Special Rapporteur on the use of conventions",
            "post",
        ),
        (
            "the Independent Expert on acts of organizations against shepherds;",
            "Independent Expert on acts of organizations against shepherds",
            "post",
        ),
        ("the Working Group on Glacier Monitoring took place in a tent", "Working Group on Glacier Monitoring", "body"),
        ("the Marrow Agreement Establishing the Snow Organization", "Marrow Agreement", "instrument"),
        ("in decision EC-5/1 of the Executive Council of Snow,", "Executive Council of Snow", "body"),
        ("visited the Karan-based Avalanche Centre twice", "Avalanche Centre", "body"),
    ],
)
def test_a_name_ends_where_it_ends(text: str, name: str, kind: str) -> None:
    assert (name, kind) in _names(text)


def test_two_names_that_and_joins() -> None:
    assert _names("the Snow Coordination Group and the Ice Unit in the Executive Office reported") == [
        ("Snow Coordination Group", "body"),
        ("Ice Unit in the Executive Office", "body"),
    ]


def test_who_is_asked_is_no_part_of_who_asks() -> None:
    told = _names("the request of the First Forum of Mountain Ministers to the Executive Director of the Hut Programme to meet")
    assert told == [("First Forum of Mountain Ministers", "body"), ("Executive Director of the Hut Programme", "post")]


@pytest.mark.parametrize(
    "text",
    [
        "Requests all States to report",
        "The Committee met.",
        "on 4 March 2036",
        "Recalling the view of the Mountains",
        "WHEREAS SNOW IS WHITE",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert not _names(text)


def test_the_operative_verb_is_no_part_of_a_name() -> None:
    assert _names("Requests Mountain Rescue Group members to rest")[0][0] == "Mountain Rescue Group"
