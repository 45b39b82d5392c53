"""Glyphs of one page become lines in the order in which they are read: columns one after the other, tables as rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from graph.names import is_wide

#: Distances in units of the size of type. Beyond the first, two glyphs belong to two words; beyond the second, to two
#: columns or cells; a label may stand further from its text than cells from each other.
_WORD, _CELL, _LABEL_GAP = 0.17, 1.9, 8.0
_LABEL = re.compile(
    r"(?:\(?\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+\.?|\([a-z]{1,5}\)|[A-Z]\.|[IVXLC]{1,6}\.|[•▪◦●–—-]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))$"
)
#: Text in two columns parts within the middle fifth of the page, and each side has at least so many lines.
_COLUMN_LINES = 4


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its left and right edge, its base line (growing downwards), its size, and where it leads."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    target: str = ""


@dataclass(slots=True)
class Piece:
    """Text of one line with one target; `raised` where it stands above the line in small type, as marks of footnotes do."""

    text: str
    target: str = ""
    raised: bool = False


@dataclass(slots=True)
class Line:
    """A line of text, or one cell's line of a row."""

    x0: float
    x1: float
    y: float
    size: float
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces if not piece.raised)

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(slots=True)
class Grid:
    """A table: rows of cells, each of lines. `y` is where it begins."""

    rows: list[list[list[Line]]]
    y: float


Item = Line | Grid


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page, top to bottom and left to right; what stands apart on one line are several."""
    found: list[Line] = []
    current: Line | None = None
    space = False
    for glyph in glyphs:
        if glyph.char.isspace():
            space = True
            continue
        if current is not None and _is_mark_before(current, glyph):
            # The line began with a raised mark: what follows is its true size and base line.
            current.y, current.size = glyph.y, glyph.size
            for piece in current.pieces:
                piece.raised = True
        if current is not None and not _goes_on(current, glyph):
            current = None
        if current is None:
            current = Line(glyph.x0, glyph.x0, glyph.y, glyph.size)
            found.append(current)
            space = False
        _add(current, glyph, space=space)
        space = False
    return _merged(found)


def _goes_on(line: Line, glyph: Glyph) -> bool:
    """Whether a glyph stands on a line, right behind what is on it."""
    if not -1.0 * line.size <= glyph.x0 - line.x1 <= _CELL * line.size:
        return False
    rise = line.y - glyph.y
    # Raised and lowered figures are small and stand a little off the line.
    return abs(rise) < 0.2 * line.size or (-0.4 * line.size < rise < 0.7 * line.size and glyph.size < 0.85 * line.size)


def _is_mark_before(line: Line, glyph: Glyph) -> bool:
    """Whether a line is so far nothing but a raised mark before a glyph."""
    return (
        line.size < 0.85 * glyph.size
        and re.fullmatch(r"\d{1,3}|\*{1,4}|†", line.text) is not None
        and -0.2 < (glyph.x0 - line.x1) / glyph.size < 2
        and 0 < glyph.y - line.y < 0.7 * glyph.size
    )


def _add(line: Line, glyph: Glyph, *, space: bool) -> None:
    raised = bool(line.pieces) and glyph.size < 0.85 * line.size and line.y - glyph.y > 0.15 * line.size
    text = unicodedata.normalize("NFKC", glyph.char) if "\ufb00" <= glyph.char <= "\ufb06" else glyph.char
    before = line.text[-1:]
    gap = (glyph.x0 - line.x1) / max(line.size, 1)
    apart = space or gap > _WORD
    if apart and not raised and before and not (is_wide(before) or is_wide(text[0])):
        text = f" {text}"
    last = line.pieces[-1] if line.pieces else None
    if last is not None and last.target == glyph.target and last.raised == raised:
        last.text += text
    else:
        line.pieces.append(Piece(text, glyph.target, raised))
    line.x1 = max(line.x1, glyph.x1)


def _merged(lines: list[Line]) -> list[Line]:
    """Lines sorted, those that stand on one base line close to each other made one; a label goes to its text."""
    out: list[Line] = []
    for row in rows_of(lines):
        last: Line | None = None
        for line in row:
            if last is not None:
                gap = line.x0 - last.x1
                is_label = _LABEL.match(last.text.strip()) and gap < _LABEL_GAP * line.size
                if gap < _CELL * line.size or is_label:
                    wide = is_wide(last.text[-1:] or " ") or is_wide(line.text[:1] or " ")
                    if not is_label and wide and gap < 0.5 * line.size:
                        last.pieces += line.pieces
                    else:
                        last.pieces += [Piece(" "), *line.pieces]
                    last.x1 = max(last.x1, line.x1)
                    continue
            last = line
            out.append(line)
    return out


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that share a base line, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.y, line.x0)):
        if rows and abs(rows[-1][0].y - line.y) < 0.3 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def in_order(lines: list[Line], gutter: float | None) -> Iterator[Item]:
    """The lines of a page as they are read: bands of full width, and between them columns, the left one first. `gutter` is
    the place between two columns, where the page has them."""
    if gutter is None:
        yield from _grids(lines)
        return
    band: list[Line] = []
    for row in rows_of(lines):
        if any(line.x0 < gutter < line.x1 for line in row):
            yield from _band(band, gutter)
            band = []
            yield from row
        else:
            band += row
    yield from _band(band, gutter)


def _band(band: list[Line], gutter: float) -> Iterator[Item]:
    left, right = [line for line in band if line.x1 <= gutter], [line for line in band if line.x0 >= gutter]
    if _is_prose(left) or _is_prose(right):
        yield from _grids(left)
        yield from _grids(right)
    else:
        yield from _grids(band)


def _is_prose(lines: list[Line]) -> bool:
    """Whether lines are those of a column of text: most of them are about as wide as the widest."""
    if len(lines) < _COLUMN_LINES:
        return False
    widest = max(line.width for line in lines)
    return median(line.width for line in lines) > 0.75 * widest and widest > 8 * lines[0].size


def gutter_of(lines: list[Line], before: float | None) -> float | None:
    """The place between two columns of text: where the fewest lines of the page cross its middle. A page whose right column
    is short has the one of the page `before` it."""
    if before is not None and not any(line.x0 < before < line.x1 for line in lines):
        return before
    if len(lines) < 2 * _COLUMN_LINES:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = right - left
    best: tuple[int, float, float] | None = None
    middle = (left + right) / 2
    for step in range(-20, 21):
        x = middle + step * width / 200
        crossing = sum(line.x0 < x < line.x1 for line in lines)
        found = (crossing, abs(step), x)
        best = min(best, found) if best else found
    if best is None:
        return None
    gutter = best[2]
    sides = [line for line in lines if line.x1 <= gutter], [line for line in lines if line.x0 >= gutter]
    return gutter if all(_is_prose(side) for side in sides) else None


# ---- tables --------------------------------------------------------------------------------------------------------
def _grids(lines: list[Line]) -> Iterator[Item]:
    """Lines of one column; runs of rows whose parts stand below each other become tables."""
    rows = rows_of(lines)
    i = 0
    while i < len(rows):
        end = _run(rows, i)
        if end - i > 1 and sum(len(row) > 1 for row in rows[i:end]) > 1:
            yield _grid(rows[i:end])
            i = end
        else:
            yield from ([_joined(rows[i])] if len(rows[i]) > 1 else rows[i])
            i += 1


def _joined(row: list[Line]) -> Line:
    """Parts of one line that make no table."""
    first = row[0]
    for line in row[1:]:
        first.pieces += [Piece(" "), *line.pieces]
        first.x1 = max(first.x1, line.x1)
    return first


def _run(rows: list[list[Line]], i: int) -> int:
    """The row behind the table that begins at row i; i where none does."""
    if len(rows[i]) < 2:
        return i
    end = i + 1
    for k in range(i + 1, len(rows)):
        row, last = rows[k], rows[k - 1]
        if row[0].y - last[0].y > 3.5 * row[0].size:
            break
        if len(row) > 1:
            end = k + 1
        elif k - end >= 6 or not _fits(row[0], rows[i:end]):
            # Lines of one part belong to a table where they go on with one of its cells.
            break
    # Lines below the last row that go on with a cell right of the first column.
    while end < len(rows) and len(rows[end]) == 1:
        line = rows[end][0]
        near = line.y - rows[end - 1][0].y < 1.6 * line.size
        if not (near and _fits(line, rows[i:end]) and line.x0 > min(row[0].x0 for row in rows[i:end]) + line.size):
            break
        end += 1
    return end


def _fits(line: Line, rows: list[list[Line]]) -> bool:
    """Whether a line begins where a cell of rows with several begins, and does not reach over the next cell."""
    starts = sorted({round(part.x0) for row in rows if len(row) > 1 for part in row})
    here = [x for x in starts if abs(x - line.x0) < 0.8 * line.size]
    beyond = [x for x in starts if here and x > here[0] + 2 * line.size]
    return bool(here) and not any(line.x1 > x + line.size for x in beyond)


def _grid(rows: list[list[Line]]) -> Grid:
    edges = _columns(rows)
    gaps = [b[0].y - a[0].y for a, b in pairwise(rows)]
    tight = min(gaps)
    is_spaced = max(gaps) > 1.25 * tight and any(len(row) < len(edges) for row in rows)
    out: list[list[list[Line]]] = []
    for number, row in enumerate(rows):
        filled = {_column(line, edges) for line in row}
        gap = gaps[number - 1] if number else 0.0
        begins = not out or (gap > 1.2 * tight if is_spaced else 0 in filled)
        if begins:
            out.append([[] for _ in edges])
        for line in row:
            out[-1][_column(line, edges)].append(line)
    return Grid(out, rows[0][0].y)


def _columns(rows: list[list[Line]]) -> list[tuple[float, float]]:
    """The left and right edges of a table's columns: what overlaps in rows with the most parts is one column."""
    most = max(len(row) for row in rows)
    spans = sorted((line.x0, line.x1) for row in rows if len(row) == most for line in row)
    out: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if out and x0 < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], x1))
        else:
            out.append((x0, x1))
    return out


def _column(line: Line, edges: list[tuple[float, float]]) -> int:
    """The column that a cell's line overlaps most, else the nearest."""

    def overlap(k: int) -> float:
        return min(line.x1, edges[k][1]) - max(line.x0, edges[k][0])

    return max(range(len(edges)), key=overlap)
