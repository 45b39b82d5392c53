"""English paragraphs: labels printed and lost, preambles, sections, lists, footnotes, annexes, broken lines."""

from __future__ import annotations

import pytest

from ingest.structure import blocks_en

RESOLUTION = """\
A/RES/91/12
91/12. Mountain ecosystems

The General Assembly,

Recalling its resolution 89/45,

Deeply concerned about rope bridges,

1. Requests the Secretary-General:

(a) To survey the summits;

(b) To report thereon;

2. Decides to remain seized of the matter.

74th plenary meeting

20 December 2036

Annex

Rules for huts

1. Huts shall be warm.
"""


def _told(text: str) -> list[tuple[str, str, str]]:
    return [(p.address, p.kind, p.text) for p in blocks_en.paragraphs(text)]


def _addresses(text: str, kind: str) -> list[str]:
    return [address for address, told, _ in _told(text) if told == kind]


def test_a_resolution_with_printed_labels() -> None:
    assert _addresses(RESOLUTION, "operative")[:4] == ["main/1", "main/1/a", "main/1/b", "main/2"]
    preamble = [text for _, kind, text in _told(RESOLUTION) if kind == "preambular"]
    assert preamble[-2:] == ["Recalling its resolution 89/45,", "Deeply concerned about rope bridges,"]


def test_an_annex_counts_anew() -> None:
    annexed = [(a, t) for a, _, t in _told(RESOLUTION) if a.startswith("annex")]
    assert annexed[-1][0].endswith("/1")
    assert "Huts shall be warm." in annexed[-1][1]


def test_labels_that_were_lost_are_counted() -> None:
    text = RESOLUTION.replace("1. Requests", "Requests").replace("2. Decides", "Decides").split("74th")[0]
    found = {a: t.split()[0] for a, _, t in _told(text)}
    assert (found["main/1"], found["main/1/a"], found["main/2"]) == ("Requests", "To", "Decides")


def test_each_address_stands_once_and_nothing_is_lost() -> None:
    told = _told(RESOLUTION)
    assert len({a for a, _, _ in told}) == len(told)
    whole = "".join("".join(t.split()) for _, _, t in told)
    for word in ("A/RES/91/12", "ecosystems", "bridges,", "summits;", "thereon;", "matter.", "warm."):
        assert word in whole


@pytest.mark.parametrize("gap", [" ", "\n", " \n   "])
def test_broken_lines_are_one_paragraph(gap: str) -> None:
    text = RESOLUTION.replace("remain seized", f"remain{gap}seized")
    assert [" ".join(t.split()) for a, _, t in _told(text) if a == "main/2"] == ["Decides to remain seized of the matter."]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Also requests the Chair to report;", True), ("Takes note of the report;", True),
        ("Once again urges Parties to pay;", True),
        ("Deeply concerned about losses,", False), ("Recalling its decision,", False), ("Mindful of costs,", False),
    ],
)  # fmt: skip
def test_an_operative_verb(text: str, is_one: bool) -> None:
    assert blocks_en.is_operative(text) is is_one


def test_a_long_text_takes_time_in_proportion() -> None:
    """Twice the text may not take much more than twice the time: counted in paragraphs, not in seconds."""
    many = RESOLUTION.split("2. Decides")[0] + "".join(f"{n}. Urges Parties to mend hut {n};\n\n" for n in range(2, 900))
    assert len(_addresses(many, "operative")) == 901
