"""Tables of legislative mandates: each row is a mandate of the entity, and of the subprogramme that it stands under."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.iris import Iris
from ingest import reading
from ingest.collect import sources
from ingest.lexicon import Lexicon
from ingest.model import Claim, Reading
from ingest.source import Link, Source, make
from ingest.structure import document
from register import load as register
from tests.scores.shared import needed

HEAD = "UNEP/EA.9/77\n\nHarbours\n\nMandates and background\n\n1.1 UN-Habitat keeps the register of harbours.\n\n"
LISTS = "Legislative mandates\n\n1.2 The list below names all mandates.\n\n"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(register.load(), Iris())


def read(text: str, lexicon: Lexicon, links: tuple[Link, ...] = ()) -> Reading:
    return reading.read(document.read(make("a.txt", text, None, links, whole_lines=True), lexicon.iris), lexicon)


def mandates(told: Reading) -> list[tuple[str, str, str]]:
    """Act, what is mandated, and the row, of each claim of a table."""
    return [
        (
            _end(claim.subject.iri),
            _end(claim.object.iri) if claim.object.origin == "register" else claim.object.name,
            _quote(claim),
        )
        for claim in told.claims
        if claim.rule == "tables.mandates.row" and claim.object is not None
    ]


def _end(iri: str) -> str:
    return iri.split("/id/", 1)[1]


def _quote(claim: Claim) -> str:
    return claim.evidence.paragraph.text[claim.evidence.start : claim.evidence.end]


def test_rows_are_mandates_of_the_entity_and_of_the_subprogramme(lexicon: Lexicon) -> None:
    told = read(
        f"{HEAD}{LISTS}General Assembly resolutions\n\n93/17 | Lights\n94/5 | Piers\n\n"
        "Subprogramme 1\n\nQuays\n\nEconomic and Social Council resolutions and decisions\n\n2039/4 | Quays\n"
        "Decision 2039/201 | Reports\n\nDeliverables\n\n1.3 Table 1 lists them.\n\n95/1 | No mandate\n",
        lexicon,
    )
    sub = "Subprogramme 1: Quays"
    assert mandates(told) == [
        ("decision/un-ga/93_17", "body/un-habitat", "93/17 | Lights"),
        ("decision/un-ga/94_5", "body/un-habitat", "94/5 | Piers"),
        ("decision/ecosoc/2039_4", "body/un-habitat", "2039/4 | Quays"),
        ("decision/ecosoc/2039_4", sub, "2039/4 | Quays"),
        ("decision/ecosoc/2039_201", "body/un-habitat", "Decision 2039/201 | Reports"),
        ("decision/ecosoc/2039_201", sub, "Decision 2039/201 | Reports"),
    ]
    [part] = [claim for claim in told.claims if claim.rule == "tables.part-of.subprogramme"]
    assert part.object is not None
    assert (part.subject.name, _end(part.object.iri)) == (sub, "body/un-habitat")
    assert ("Piers", "en") in next(c.subject for c in told.claims if _end(c.subject.iri) == "decision/un-ga/94_5").labels


def test_the_headings_above_are_second_evidence(lexicon: Lexicon) -> None:
    told = read(f"{HEAD}{LISTS}Subprogramme 2. Quays\n\nGeneral Assembly resolution\n\n93/17 | Lights\n", lexicon)
    claim = next(c for c in told.claims if c.rule == "tables.mandates.row")
    assert [e.paragraph.text for e in claim.also] == ["Subprogramme 2. Quays", "General Assembly resolution"]
    assert claim.details == {"modality": "decide"}
    assert claim.standing == "asserted"


def test_the_link_of_a_row_tells_the_act_where_the_heading_does_not(lexicon: Lexicon) -> None:
    text = f"{HEAD}{LISTS}93/17 | Lights\n94/5 | Piers\n"
    at = text.index("93/17")
    told = read(text, lexicon, (Link(at, at + 5, "https://undocs.org/en/A/RES/93/17"),))
    assert mandates(told) == [("decision/un-ga/93_17", "body/un-habitat", "93/17 | Lights")]


def test_a_link_that_leads_elsewhere_does_not_count(lexicon: Lexicon) -> None:
    text = f"{HEAD}{LISTS}General Assembly resolutions\n\n93/17 | Lights\n"
    at = text.index("93/17")
    told = read(text, lexicon, (Link(at, at + 5, "https://undocs.org/en/A/RES/93/71"),))
    assert [row[0] for row in mandates(told)] == ["decision/un-ga/93_17"]


def test_an_organ_without_the_entity_s_name_is_the_entity_s_own(lexicon: Lexicon) -> None:
    told = read(f"{HEAD}{LISTS}Governing Council resolutions\n\n19/4 | Lights\n", lexicon)
    [claim] = [c for c in told.claims if c.rule == "tables.mandates.row"]
    assert "unep-gc" not in claim.subject.iri
    assert claim.subject.labels[1] == ("Governing Council of United Nations Human Settlements Programme resolution 19/4", "en")


@pytest.mark.parametrize(
    ("row", "acts"),
    [
        ("276 (XXIV); 287 (XXV) | Two", ["decision/un-ga/276--XXIV", "decision/un-ga/287--XXV"]),
        ("S-25/2 | Special", ["decision/un-ga/S-25_2"]),
        ("97/29 A | Part", ["decision/un-ga/97_29A"]),
        ("Harbour Declaration of 2031 |", ["instrument/"]),
        ("Total | 4", []),
        ("Symbol | Title", []),
        ("see above |", []),
    ],
)
def test_the_first_cell_tells_the_act_or_nothing(row: str, acts: list[str], lexicon: Lexicon) -> None:
    told = mandates(read(f"{HEAD}{LISTS}General Assembly resolutions\n\n{row}\n93/17 | Lights\n", lexicon))
    assert len(told) == len(acts) + 1
    assert all(found[0].startswith(act) for found, act in zip(told, acts, strict=False))


def test_without_an_entity_nothing_is_guessed(lexicon: Lexicon) -> None:
    told = read(
        "UNEP/EA.9/77\n\nHarbours\n\n1.1 Lights are kept.\n\nLegislative mandates\n\nGeneral Assembly resolutions\n\n93/17 | x\n",
        lexicon,
    )
    assert mandates(told) == []


def test_chinese(lexicon: Lexicon) -> None:
    told = read(
        "UNEP/EA.9/78\n\n海港\n\n任务和背景\n\n1. 联合国人类住区规划署负责保存海港名册。\n\n立法授权\n\n大会决议\n\n"
        "93/17 | 灯塔\n\n次级方案2\n\n码头\n\n经济及社会理事会决议和决定\n\n2039/4 | 栈桥\n"
        "第2039/201号决定 | 报告\n\n可交付产出\n\n2. 见表1。\n",
        lexicon,
    )
    assert [(act, reached) for act, reached, _ in mandates(told)] == [
        ("decision/un-ga/93_17", "body/un-habitat"),
        ("decision/ecosoc/2039_4", "body/un-habitat"),
        ("decision/ecosoc/2039_4", "次级方案2：码头"),
        ("decision/ecosoc/2039_201", "body/un-habitat"),
        ("decision/ecosoc/2039_201", "次级方案2：码头"),
    ]


# ---- the two reports that lie beside the project -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("section", "paragraphs", "rows", "subprogrammes", "entity"),
    [(15, 98, 127, 4, "body/un-habitat"), (22, 118, 190, 6, "body/escwa")],
)
def test_budget_reports(section: int, paragraphs: int, rows: int, subprogrammes: int, entity: str, lexicon: Lexicon) -> None:
    path = needed("documents/docx") / "documents" / "docx" / f"A_80_6_Sect.{section}.docx"
    [source] = sources([Path(path)])
    assert isinstance(source, Source)
    told = reading.read(document.read(source, lexicon.iris), lexicon)
    assert told.document.masthead.symbol == f"A/80/6(Sect.{section})"
    labels = [p.label for p in told.document.paragraphs if re.fullmatch(rf"{section}\.\d+", p.label)]
    assert labels == [f"{section}.{n}" for n in range(1, paragraphs + 1)], "every numbered paragraph, in order"
    found = [claim for claim in told.claims if claim.rule == "tables.mandates.row"]
    assert {_end(c.object.iri) for c in found if c.object and c.object.origin == "register"} == {entity}
    assert len({c.object.iri for c in found if c.object and c.object.origin != "register"}) == subprogrammes
    assert len({(c.evidence.paragraph.address, _quote(c)) for c in found}) == rows, "every row of the lists of mandates"
