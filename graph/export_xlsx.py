"""Tables as an Excel workbook: one sheet a table, every cell a text or a number, never a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

import xlsxwriter

#: Excel holds no longer text in a cell, and no more rows in a sheet.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?", re.ASCII)


def write(sheets: Mapping[str, tuple[Sequence[str], Iterable[Mapping[str, Any]]]], out: IO[bytes]) -> dict[str, int]:
    """Write sheets, by name their columns and rows; the number of rows of each comes back.

    Lists are joined by ` | ` as in CSV. What is longer than a cell, or more than a sheet holds, is cut, and a last row says so.
    """
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bottom": 1})
    counts: dict[str, int] = {}
    for name, (columns, rows) in sheets.items():
        sheet = book.add_worksheet(_sheet_name(name))
        sheet.freeze_panes(1, 0)
        for i, column in enumerate(columns):
            sheet.write_string(0, i, column, head)
        counts[name] = _rows(sheet, columns, rows)
    book.close()
    return counts


def _rows(sheet: Any, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> int:
    count = 0
    for row in rows:
        if count == MOST_ROWS - 1:
            sheet.write_string(count + 1, 0, "… cut here: a sheet holds no more rows; take --format csv")
            return count
        count += 1
        for i, column in enumerate(columns):
            content = row.get(column)
            text = " | ".join(map(str, content)) if isinstance(content, list | tuple) else "" if content is None else str(content)
            if _NUMBER.fullmatch(text) and column in _NUMERIC:
                sheet.write_number(count, i, float(text))
            elif text:
                sheet.write_string(count, i, text[:LONGEST_CELL])
    return count


#: Columns that hold amounts; numbers elsewhere (of decisions, paragraphs, years) are names.
_NUMERIC = frozenset({"amount", "value", "confidence", "mandates", "citations", "text_start", "text_end"})


def _sheet_name(name: str) -> str:
    """A name that Excel takes: at most 31 characters, none of its reserved ones."""
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31] or "table"
