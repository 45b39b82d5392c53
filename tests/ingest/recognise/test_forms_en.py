"""English citations, provisions, sessions, titles and persons by their form."""

from __future__ import annotations

import pytest

from ingest.recognise import forms_en as forms


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("resolution 89/45", ["89/45"]),
        ("resolutions 57/141 of 12 December 2002 and 58/240", ["57/141", "58/240"]),
        ("decisions 13/6 of 1985 on huts and 11/7 of 1983 on ropes", ["13/6", "11/7"]),
        ("resolution 2997 (XXVII)", ["2997(XXVII)"]),
        ("resolutions 1267 (1999) and 1333 (2000)", ["1267(1999)", "1333(2000)"]),
        ("decision SS.VII/1", ["SS.VII/1"]),
        ("decision 16/CP.26", ["16/CP.26"]),
        ("resolution ES-10/15", ["ES-10/15"]),
        ("as recalled in 1540 (2004)", ["1540(2004)"]),
    ],
)
def test_decisions_by_number(text: str, numbers: list[str]) -> None:
    assert [form.number for form in forms.decisions(text)] == numbers


@pytest.mark.parametrize("text", ["in 2004 (a dry year)", "24/7 service", "page 3/4", "resolution of disputes"])
def test_what_cites_no_decision(text: str) -> None:
    assert not list(forms.decisions(text))


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("paragraph 5 of", "5"), ("paragraphs 3 and 4 of", "3,4"), ("para. 17 (a) to (c)", "17(a)-(c)"),
        ("section IV of", "section IV"), ("chapter 34 of", "chapter 34"), ("article IX of", "article 9"),
    ],
)  # fmt: skip
def test_a_provision(text: str, normal: str) -> None:
    match = forms.PROVISION.match(text)
    assert match
    assert forms.provision(match) == normal


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("fifty-fourth session", "54"), ("twenty-third special session", "ss-23"), ("105th plenary meeting", "plenary-105"),
        ("tenth emergency special session", "es-10"), ("9912th meeting", "9912"),
    ],
)  # fmt: skip
def test_a_session(text: str, ordinal: str) -> None:
    match = forms.SESSION.search(f"at the {text}")
    assert match
    assert forms.session_ordinal(match) == ordinal


def test_to_take_note_of_something_is_no_note() -> None:
    assert forms.REPORT.search("the note by the Secretary-General on huts")
    assert not forms.REPORT.search("Taking note of the June floods")
    assert not forms.REPORT.search("Takes note of the Government of Satania’s letter")


def test_a_title_and_what_it_is() -> None:
    match = forms.TITLE.search("a paper entitled “Roadmap for safe huts”, which")
    assert match
    assert (match["title"], forms.title_kind(match["title"])) == ("Roadmap for safe huts", "instrument")
    assert forms.title_kind("How huts are built") == "document"


def test_a_short_form_in_brackets() -> None:
    match = forms.DEFINITION.match(" (hereinafter “the Hut Group”)") or forms.DEFINITION.match(" (the “Hut Group”)")
    assert match
    assert match["short"] == "Hut Group"
    assert not forms.DEFINITION.match(" (which met twice)")


def test_a_symbol_behind_a_report_is_no_part_of_its_name() -> None:
    match = forms.REPORT.search("the report of the Third Committee A/91/489/Add.2")
    assert match
    assert match[0] == "report of the Third Committee"


def test_a_letterhead_is_no_mission() -> None:
    found = [m[0] for m in forms.MISSION.finditer("UNITED NATIONS: the UNION heard of UNMAST and MINUGLA")]
    assert found == ["UNMAST", "MINUGLA"]
