"""Tables in text: cells between bars, as the formats set them, or figures below a caption, as they come out of a PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.names import fold
from ingest.structure.labels import read
from ingest.structure.lines import Line

#: A caption on a line of its own: 表 1.
CAPTION = re.compile(r"^\s*表\s*(?P<number>\d{1,3}|[一二三四五六七八九十]+)\s*$")
_ROW = re.compile(r"(?:^|\S)\s*\s\|(?:\s|$)")
_NUMERIC_CELL = re.compile(r"^[\d][\d.,–-]*%?$")
#: Lines of title that may stand between a caption and a table.
_TITLE = 3


def is_row(line: str) -> bool:
    """Whether a line of text is a row of a table.

    >>> is_row("27/2 | Follow-up"), is_row(" | | Page"), is_row("either|or")
    (True, True, False)
    """
    return bool(_ROW.search(line))


def cells(row: str) -> tuple[str, ...]:
    """The cells of a row, those that are empty too.

    >>> cells("27/2 | Follow-up |"), cells("第27/2号决定|后续行动")
    (('27/2', 'Follow-up', ''), ('第27/2号决定', '后续行动'))
    """
    return tuple(cell.strip() for cell in row.split("|"))


def lines_of(lines: Sequence[Line], i: int) -> int:
    """The line behind the table that begins at line i, below its caption: title, unit, heads and rows."""
    if barred := _barred(lines, i):
        return barred
    rows = False
    while i < len(lines):
        line = lines[i]
        if line.stripped:
            found = line.text.split()
            numeric = len(found) > 1 and all(_NUMERIC_CELL.match(fold(c)) for c in found[1:])
            if rows and not numeric:
                break
            rows = rows or numeric
        i += 1
    return i


def _barred(lines: Sequence[Line], i: int) -> int:
    """The line behind a table whose cells stand between bars, which may have a title above; 0 where there is none."""
    title = 0
    while i < len(lines) and not is_row(lines[i].text):
        if read(lines[i].text) or title > _TITLE:
            return 0
        title += bool(lines[i].stripped)
        i += 1
    start = i
    while i < len(lines) and is_row(lines[i].text):
        i += 1
    return i if i > start else 0
