"""Tables of money: one claim a cell, measured and dated by the heads of its column and row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.names import fold
from ingest import quantities
from ingest.model import Cell, Claim, Entity, Evidence, Paragraph
from ingest.recognise.memory import Memory

_UNIT = re.compile(rf"\(?(?:单位[：:])?(?P<scale>百万|千|万|亿)?(?P<currency>{quantities.CURRENCY})\)?")
_SCALES = {"百万": " million", "": "", "千": " thousand", "万": " ten thousand", "亿": " hundred million"}
_MEASURES = (
    ("approved", r"核准|批准|核定"), ("received", r"收到|实收|收入"), ("pledged", r"认捐|承诺"), ("requested", r"申请|请求"),
    ("earmarked", r"专用|指定用途"), ("contributed", r"捐款|供资|捐助"), ("spent", r"支出|开支"),
)  # fmt: skip


def money_claims(paragraph: Paragraph, memory: Memory) -> Iterator[Claim]:
    """What a table of money says. Its unit stands under its title; a table that prints none is not read."""
    head = fold(paragraph.text.split(paragraph.cells[0].row)[0]) if paragraph.cells else ""
    unit = _UNIT.search(head)
    if unit is None:
        return
    currency = re.search(quantities.CURRENCY, unit[0])
    one = re.match(quantities.NUMBER, "1")
    code = quantities.money(one, currency[0]) if currency and one else None
    if code is None:
        return
    for cell in paragraph.cells:
        number = re.fullmatch(r"\d[\d.,]*", cell.value)
        payer = _payer(cell, head, memory)
        if number is None or payer is None:
            continue
        details = {
            "amount": cell.value.replace(",", ""), "unit": code.unit + _SCALES[unit["scale"] or ""],
            "measure": _measure(cell.column, head), "period": quantities.span(cell.row) or cell.row,
        }  # fmt: skip
        yield Claim(
            "finances", payer, None, Evidence(paragraph, cell.start, cell.end), "zh.finances.table-cell",
            confidence=0.93, details=details,
        )  # fmt: skip


#: What a column's head says it leaves out is not what it is of.
_LEFT_OUT = re.compile(r"\([^()]*(?:除外|不包括|不含)[^()]*\)")


def _payer(cell: Cell, head: str, memory: Memory) -> Entity | None:
    """The fund, or the body that gives, that the column's head names, else the table's title, else the one spoken of last."""
    for text in (cell.column, head.split("\n")[0]):
        hits = memory.lexicon.hits(_LEFT_OUT.sub("", fold(text)))
        # 环境基金 within 全球环境基金 is no fund of its own.
        whole = [h for h in hits if not any(o.start <= h.start and h.end <= o.end and o != h for o in hits)]
        funds = [h for kind in ("fund", "body") for h in whole if h.candidates[0].kind == kind]
        if funds:
            return funds[0].candidates[0]
    return memory.last(("fund",))


def _measure(column: str, head: str) -> str:
    for text in (column, head):
        for measure, words in _MEASURES:
            if re.search(words, text):
                return measure
    return column or "amount"
