"""Tables of money: one claim a cell."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ingest import reading, source
from ingest.lexicon import Lexicon
from ingest.model import Claim
from ingest.structure import document
from register.load import load

TABLE = """\
1. 山区基金的收支情况见表 1。

表 1

山区基金的收支情况

({unit})

年份 核准预算 收到捐款

2034 12.5 11.0

2035-2036 1,300 12.75
"""


@cache
def _lexicon() -> Lexicon:
    return Lexicon.of(load([Path(__file__).parent / "register.ttl"], states=False))


def _money(text: str) -> list[Claim]:
    told = reading.read(document.read(source.make("case.txt", text)), _lexicon())
    return [c for c in told.claims if c.rule == "zh.finances.table-cell"]


@pytest.mark.parametrize(("unit", "told"), [("百万美元", "USD million"), ("千欧元", "EUR thousand"), ("美元", "USD")])
def test_a_cell_is_a_sum_of_its_fund_year_and_column(unit: str, told: str) -> None:
    found = _money(TABLE.format(unit=unit))
    assert {c.subject.name for c in found} == {"山区基金"}
    assert [(c.details["period"], c.details["measure"], c.details["amount"], c.details["unit"]) for c in found] == [
        ("2034", "approved", "12.5", told), ("2034", "received", "11.0", told),
        ("2035-2036", "approved", "1300", told), ("2035-2036", "received", "12.75", told),
    ]  # fmt: skip
    for claim in found:
        evidence = claim.evidence
        assert evidence.paragraph.kind == "table"
        assert claim.details["amount"] in evidence.paragraph.text[evidence.start : evidence.end].replace(",", "")


def test_a_table_without_a_unit_is_no_money() -> None:
    assert _money(TABLE.format(unit="站点数目")) == []


def test_what_a_column_leaves_out_is_not_whose_it_is() -> None:
    table = TABLE.replace("年份 核准预算 收到捐款", "年份 核准预算(来自高原开发银行的款项除外) 高原开发银行捐款")
    found = _money(table.format(unit="百万美元"))
    assert [(c.subject.name, c.details["amount"]) for c in found if c.details["period"] == "2034"] == [
        ("山区基金", "12.5"), ("高原开发银行", "11.0"),
    ]  # fmt: skip
