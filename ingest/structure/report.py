"""A source becomes a document: blocks become paragraphs with text, offsets and kinds; footnotes find their marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from graph.names import fold
from ingest.model import Cell, Paragraph
from ingest.structure import lines as page_lines
from ingest.structure import tables
from ingest.structure.block import Block
from ingest.structure.blocks import Assembler
from ingest.structure.lines import Footnote, Line
from ingest.text import Joiner, Span

#: What may follow a footnote mark: Chinese text, a space, punctuation, the end; but no counter, date or unit.
_COUNTER = (
    r"(?:年|月|日|号|段|名|个|次|项|人|万|亿|%|届|至|位|种|份|家|倍|小时|周|天|期|章|节|条|款|分|点"
    r"|类|大|方面|成)"
)
_AFTER = rf"(?=$|\s|[，。；：、“《(（一-鿿])(?!\s?{_COUNTER})"
_COUNTED = re.compile(_COUNTER)
_BEFORE = r"(?<=[一-鿿”》）)。，；、：])"
_EMPHASIS = re.compile(r"\*{2}|(?<![\w*])\*(?=\w)|(?<=\w)\*(?![\w*])")


def paragraphs(
    text: str, told: Mapping[int, int] | None = None, *, whole: bool = False
) -> tuple[tuple[Paragraph, ...], page_lines.Pages]:
    """The paragraphs of a report, note or decision in Chinese, in the order of the text, and the sorted lines.

    `told` are the starts and levels of its headings, where the format tells them; `whole` is true where every line is
    known to be a paragraph, heading or row of its own.
    """
    pages = page_lines.sort(text, whole=whole)
    assembler = Assembler(pages, told or {})
    blocks = assembler.run()
    # Where lines are whole, the format tied each footnote to its paragraph and left its mark out.
    marks = _Marks() if pages.whole else _find_marks(blocks, pages.footnotes, pages.body)
    out: list[tuple[int, Paragraph]] = []
    for block in blocks:
        span = _span(block, marks, text)
        if span.text:
            kind = _KINDS.get(block.style) or _kind(block, is_resolution=assembler.is_resolution)
            cells = _cells(span, block) if kind == "table" else ()
            out.append(
                (
                    block.first,
                    Paragraph(block.address, block.label, kind, block.headings, span, block.under, cells=cells),
                )
            )
    used: dict[str, int] = {}
    firsts = [block.first for block in blocks]
    for number, note in enumerate(pages.footnotes):
        joiner = Joiner()
        for line in note.lines:
            joiner.add(line.text, line.start)
        at = bisect_left(firsts, max(note.before, 1))
        owner = blocks[at - 1] if at else None
        mark = note.mark.replace("∗", "*")
        part = _part_of(owner)
        address = f"{'front' if mark[0] in '*†' and part == 'main' else part}/fn{mark}"
        used[address] = used.get(address, 0) + 1
        address = address if used[address] == 1 else f"{address}~{used[address]}"
        bearer = marks.bearers.get(number, owner)
        attached = bearer.address if bearer else ""
        headings = owner.headings if owner else ()
        out.append(
            (
                note.before,
                Paragraph(
                    address,
                    note.mark,
                    "footnote",
                    headings,
                    joiner.span(),
                    owner.under if owner else "",
                    attached,
                ),
            )
        )
    out.sort(key=lambda pair: pair[1].span.start)
    return tuple(paragraph for _, paragraph in out), pages


_KINDS = {"heading": "heading", "front": "front", "table": "table"}


def _kind(block: Block, *, is_resolution: bool) -> str:
    """In a decision's text, with its annexes, what is labelled is operative and what is not preambular."""
    if not is_resolution:
        return "narrative"
    return "operative" if block.label else "preambular"


def _part_of(block: Block | None) -> str:
    if block is None or not block.address.startswith("annex"):
        return "main"
    return "/".join(piece for piece in block.address.split("/") if piece.startswith("annex"))


class _Marks:
    """Where footnote marks stand: for each line (by its start in the source) the ranges to leave out of the text."""

    def __init__(self) -> None:
        self.ranges: dict[int, list[tuple[int, int]]] = {}
        self.bearers: dict[int, Block] = {}
        """Number of a footnote to the block in which its mark stands."""

    def add(self, number: int, block: Block, line: Line, start: int, end: int) -> None:
        self.ranges.setdefault(line.start, []).append((start, end))
        self.bearers.setdefault(number, block)


def _find_marks(blocks: list[Block], notes: tuple[Footnote, ...], body: tuple[Line, ...]) -> _Marks:
    """The place of each numbered footnote's mark: the first fitting one on its page, after the mark before it."""
    marks = _Marks()
    floor = (-1, 0)
    pages = [i for i, line in enumerate(body) if line.page_start]
    blocks = [block for block in blocks if block.lines]
    starts_of = [block.lines[0].start for block in blocks]
    for number, note in enumerate(notes):
        if not note.mark.isdigit():
            continue
        pattern = re.compile(rf"{_BEFORE}\s?{note.mark}{_AFTER}")
        # The mark stands on the footnote's page; an indented title may look like a page's start, so look one further.
        page = bisect_left(pages, note.before)
        starts = pages[max(page - 8, 0) : page]
        for first in reversed(starts or [0]):
            low, high = body[first].start, body[note.before - 1].start if note.before else 0
            near = blocks[max(bisect_right(starts_of, low) - 1, 0) : bisect_right(starts_of, high)]
            if found := _first_mark(near, pattern, low, high, floor):
                block, line, start, end = found
                marks.add(number, block, line, start, end)
                floor = (line.start, end)
                break
    return marks


def _first_mark(
    blocks: list[Block], pattern: re.Pattern[str], low: int, high: int, floor: tuple[int, int]
) -> tuple[Block, Line, int, int] | None:
    for block in blocks:
        if block.style in ("front", "table"):
            continue
        for i, line in enumerate(block.lines):
            if not low <= line.start <= high or line.start < floor[0]:
                continue
            following = fold(block.lines[i + 1].text).lstrip() if i + 1 < len(block.lines) else ""
            for match in pattern.finditer(line.text):
                at_end = match.end() == len(line.text.rstrip())
                if at_end and _COUNTED.match(following):
                    continue
                if (line.start, match.start()) > floor:
                    return block, line, match.start(), match.end()
    return None


def _span(block: Block, marks: _Marks, source: str) -> Span:
    joiner = Joiner()
    for i, line in enumerate(block.lines):
        if i and source[block.lines[i - 1].start + len(block.lines[i - 1].text) : line.start].strip():
            # A header, footnote or job number stood in between.
            joiner.cut()
        skip = [*marks.ranges.get(line.start, ()), *(m.span() for m in _EMPHASIS.finditer(line.text))]
        joiner.add(line.text, line.start, skip)
        if block.style in ("front", "table") and i + 1 < len(block.lines):
            # Lines of title blocks and tables mean something: keep them apart.
            joiner.newline(line.start + len(line.text))
    return joiner.span()


def _cells(span: Span, block: Block) -> tuple[Cell, ...]:
    """The numbers of a table with the heads of their rows and columns, as far as the columns can be told."""
    rows: list[tuple[list[str], int, int]] = []
    heads: list[str] = []
    at = 0
    for line, printed in zip(block.lines, span.text.split("\n"), strict=False):
        pieces = list(tables.cells(fold(line.text))) if tables.is_row(line.text) else fold(line.text).split()
        if len(pieces) > 1 and all(re.fullmatch(r"\d[\d.,]*%?", piece) for piece in pieces[1:]):
            rows.append((pieces, at, at + len(printed)))
        elif not rows:
            heads.append(fold(line.text))
        at += len(printed) + 1
    if not rows:
        return ()
    barred = [tables.cells(head) for head in heads if tables.is_row(head)]
    columns = list(barred[-1]) if barred else _columns(heads, len(rows[0][0]))
    return tuple(
        Cell(pieces[0], column, value, start, end)
        for pieces, start, end in rows
        for column, value in zip(columns[1:], pieces[1:], strict=False)
    )


def _columns(heads: list[str], count: int) -> list[str]:
    """The column heads: the last head lines, a head broken within brackets joined again."""
    joined: list[str] = []
    depth = 0
    for piece in " ".join(heads).split():
        if depth > 0 and joined:
            joined[-1] += piece
        else:
            joined.append(piece)
        depth += piece.count("(") - piece.count(")")
    return joined[-count:] if len(joined) >= count else [""] * (count - len(joined)) + joined
