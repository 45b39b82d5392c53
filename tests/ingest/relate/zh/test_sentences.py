"""Every formula that reads Chinese, tried on sentences of the kind it is for and of the kinds it must not take for those.

The sentences stand in `sentences/*.toml`, named by the modules of `ingest.relate.zh`; how a case is written is told in
`tests/ingest/relate/cases.py`. Bodies, places and decisions in them are invented, most of them in `register.ttl`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.dates import CALENDAR
from ingest.model import Reading
from ingest.relate.zh import RULES
from tests.ingest.relate.cases import (
    Case,
    cases,
    check,
    check_both_kinds,
    check_home,
    check_once,
    check_quotations,
    check_sound,
    read,
)

KINDS = {rule.name: rule.relation for rule in RULES}
#: How the organs of a series of symbols open their decisions.
OPENINGS = {"A/RES/": "大会", "A/HRC/RES/": "人权理事会", "S/RES/": "安全理事会", "E/RES/": "经济及社会理事会"}

FILES = sorted((Path(__file__).parent / "sentences").glob("*.toml"))
ALL = [case for path in FILES for case in cases(path)]


def _read(case: Case) -> Reading:
    if not case.resolution:
        return read(case.text, case.register)
    opening = next(organ for series, organ in OPENINGS.items() if case.resolution.startswith(series))
    return read(f"{case.resolution}\n高山生态系统\n\n{opening}，\n\n回顾其以往各项决议，\n\n{case.text}", case.register)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_what_a_rule_tells(case: Case) -> None:
    check(case, _read(case), CALENDAR)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_quotations_stand_in_the_text(case: Case) -> None:
    check_quotations(_read(case))


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_case_is_sound(case: Case) -> None:
    check_sound(case, KINDS)


@pytest.mark.parametrize("rule", KINDS)
def test_a_rule_has_cases_of_both_kinds(rule: str) -> None:
    check_both_kinds(rule, ALL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_the_cases_of_its_module(path: Path) -> None:
    check_home(path, "ingest.relate.zh")


def test_no_sentence_stands_twice_for_one_rule() -> None:
    check_once(ALL)
