"""Lines of all pages become paragraphs, tables and footnotes: headers dropped, broken words and pages joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.names import is_wide
from graph.symbols import SYMBOL
from ingest.formats import layout
from ingest.formats.layout import Block, Footnote, Run
from ingest.formats.pdf_lines import Glyph, Grid, Item, Line, gutter_of, in_order, lines_of

#: A title block has no more lines than this.
_MASTHEAD = 16
#: Lines at the head and foot of a page that may be furniture.
_MARGIN = 4
_TERMINAL = re.compile(r"[.;:!?。；：！？…][”’」』\")\]）]?(?:\s*(?:and|or))?$")
_LABEL = re.compile(
    r"(?:\(?\d{1,3}[.)]\s|\d{1,3}(?:\.\d{1,3})+\.?\s|\([a-z]{1,5}\)\s?|[A-Z]\.\s|[IVXLC]{1,6}\.\s|[•▪◦●]|[–—-]\s|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,3}[、．.](?=[一-鿿]))"
)
_NOTE = re.compile(r"(?P<mark>\d{1,3}|\*{1,4}|†)(?:\s+|(?=[^\d\s.)]))(?=\S)")
#: What stands at the beginning of no line but where the one above was full.
_CLOSERS = tuple("”’」』）)〉》】。，、；：！？,.;:!?")
#: The first word of a clause of a preamble, which ends with a comma before the next.
_CLAUSE = re.compile(r"(?:[A-Z][a-z]+(?:ing|ed|ful|ly|ious)|Also|Further|Aware|Having)\s")
_NUMBER = re.compile(r"[-–—]?\s*\d{1,4}(?:\s*[/|]\s*\d{1,4})?\s*[-–—]?|[ivxl]{1,6}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    notes: list[Footnote] = field(default_factory=list)

    @property
    def end(self) -> str:
        return self.lines[-1].text.rstrip()


@dataclass
class Flow:
    """Takes the pages of one document in order, then gives its blocks."""

    pages: list[list[Line]] = field(default_factory=list)

    def page(self, glyphs: Sequence[Glyph]) -> None:
        self.pages.append(lines_of(glyphs))

    def sample(self) -> str:
        """Text of the first pages, to judge it."""
        return "\n".join(line.text for page in self.pages[:20] for line in page)

    def blocks(self) -> list[Block]:
        """Paragraphs and tables, in the order of reading. Symbols that only running headers print come first."""
        self._size = _body_size(self.pages)
        self._pitch = self._line_pitch()
        symbols = self._drop_furniture()
        words = Counter(w.lower() for page in self.pages for line in page for w in _WORD.findall(line.text))
        out: list[_Paragraph | Grid] = []
        gutter: float | None = None
        for page in self.pages:
            body, notes = self._split_notes(page)
            before = len(out)
            gutter = gutter_of(body, gutter)
            self._paragraphs(list(in_order(body, gutter)), out)
            _attach(notes, [p for p in out[max(before - 1, 0) :] if isinstance(p, _Paragraph)], out)
        head: list[Block] = [layout.Paragraph((Run(symbol),)) for symbol in symbols]
        return [*head, *(block for item in out for block in _blocks(item, words))]

    def _line_pitch(self) -> float:
        """The distance of lines within a paragraph: the small one, which is rare where paragraphs are short."""
        steps = sorted(
            b.y - a.y
            for page in self.pages
            for a, b in pairwise(page)
            if self._size <= b.y - a.y < 2.5 * self._size and abs(a.size - b.size) < 0.5
        )
        return steps[len(steps) // 10] if steps else 1.2 * self._size

    # ---- headers, footers, footnotes ---------------------------------------------------------------------------
    def _drop_furniture(self) -> list[str]:
        """Take out what stands at the head or foot of page after page; the symbols that are printed nowhere else."""
        seen = Counter(pattern for page in self.pages for pattern in {_pattern(line) for line in _margins(page)})
        often = max(2, len(self.pages) // 3)
        dropped: list[str] = []
        for number, page in enumerate(self.pages):
            head = self._furniture(page, seen, often)
            foot = self._furniture(page[head:][::-1], seen, often)
            dropped += [line.text.strip() for line in page[:head]]
            self.pages[number] = page[head : len(page) - foot]
        kept = {line.text.strip() for page in self.pages for line in page}
        return [symbol for symbol in dict.fromkeys(dropped) if SYMBOL.fullmatch(symbol) and symbol not in kept]

    def _furniture(self, page: list[Line], seen: Counter[tuple[str, int]], often: int) -> int:
        """How many lines, from the edge of a page inwards, stand at the same place of page after page (or are a page number)
        and apart from the text."""
        found = 0
        for count in range(1, min(_MARGIN, len(page) - 1) + 1):
            line, inner = page[count - 1], page[count]
            repeats = seen[_pattern(line)] >= often and len(self.pages) > 1
            if not (repeats or _NUMBER.fullmatch(line.text.strip())):
                break
            if abs(inner.y - line.y) > 1.6 * self._size:
                found = count
        return found

    def _split_notes(self, page: list[Line]) -> tuple[list[Line], list[tuple[str, list[Line]]]]:
        """The body of a page, and the footnotes below it: lines of smaller type, of which the first begins with a mark."""
        start = len(page)
        while start and page[start - 1].size < 0.93 * self._size:
            start -= 1
        while start < len(page) and not _NOTE.match(_plain(page[start])):
            start += 1
        notes: list[tuple[str, list[Line]]] = []
        for line in page[start:]:
            match = _NOTE.match(_plain(line))
            follows = match and (not notes or not match["mark"].isdigit() or match["mark"] == str(_int(notes[-1][0]) + 1))
            if match and follows:
                notes.append((match["mark"], [_cut(line, match.end())]))
            else:
                notes[-1][1].append(line)
        return page[:start], notes

    # ---- paragraphs --------------------------------------------------------------------------------------------
    def _paragraphs(self, items: list[Item], out: list[_Paragraph | Grid]) -> None:
        lines = [item for item in items if isinstance(item, Line)]
        last: Line | None = None
        for number, item in enumerate(items):
            if isinstance(item, Grid):
                out.append(item)
                last = None
                continue
            right = _right(lines, item)
            current = out[-1] if out and isinstance(out[-1], _Paragraph) else None
            if current is None or self._begins(current, last, item, right, first=number == 0):
                out.append(_Paragraph([item]))
            else:
                current.lines.append(item)
            last = item

    def _begins(self, current: _Paragraph, last: Line | None, line: Line, right: float, *, first: bool) -> bool:
        """Whether a line begins a paragraph, and does not go on with the one above or on the page before."""
        previous = current.lines[-1]
        text, end = line.text.lstrip(), current.end
        ends = bool(_TERMINAL.search(end))
        if abs(line.size - previous.size) > 0.08 * previous.size:
            return True
        if text[:1] in _CLOSERS:
            return False
        labelled = bool(_LABEL.match(text))
        room = right - previous.x1 - _first_word(line)
        fits = room > 0.3 * line.size
        # Type that is not justified leaves room for a long word; a heading or the end of a paragraph leaves more.
        is_short = room > 0.15 * (right - min(previous.x0, line.x0)) and not text[:1].islower()
        if last is None or first or line.y < previous.y:
            # A new page or column goes on within a sentence only.
            clause = end.endswith(",") and _CLAUSE.match(text)
            return bool(
                labelled
                or (ends and not text[:1].islower())
                or clause
                or (fits and not text[:1].islower() and not is_wide(text[:1]))
            )
        if line.y - previous.y > 1.4 * self._pitch:
            return True
        if labelled and (ends or fits or end.endswith((",", "，"))):
            return True
        if ends and line.x0 > previous.x0 + 0.9 * line.size and not _LABEL.match(current.lines[0].text.lstrip()):
            return True
        if ends and len(current.lines) > 1 and line.x0 > current.lines[1].x0 + 0.9 * line.size:
            return True
        return is_short or (fits and ends)


def _body_size(pages: list[list[Line]]) -> float:
    """The size of type of most of the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _margins(page: list[Line]) -> list[Line]:
    return page[:_MARGIN] + page[max(_MARGIN, len(page) - _MARGIN) :]


def _pattern(line: Line) -> tuple[str, int]:
    """A line with its figures made alike, where it may hold a page number; symbols keep theirs. And its place on the page."""
    text = re.sub(r"\s+", " ", line.text.strip())
    return text if SYMBOL.search(text) else re.sub(r"\d+", "0", text), round(line.y / 4)


def _plain(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces).lstrip()


def _cut(line: Line, count: int) -> Line:
    """A line without its first characters (white space before them aside)."""
    pieces = [type(p)(p.text, p.target) for p in line.pieces]
    count += len("".join(p.text for p in pieces)) - len(_plain(line))
    for piece in pieces:
        taken = min(count, len(piece.text))
        piece.text, count = piece.text[taken:], count - taken
    return Line(line.x0, line.x1, line.y, line.size, [p for p in pieces if p.text])


def _int(mark: str) -> int:
    return int(mark) if mark.isdigit() else 0


def _right(lines: list[Line], line: Line) -> float:
    """The right edge of the column that a line stands in."""
    beside = [other.x1 for other in lines if other.x0 < line.x1 and other.x1 > line.x0]
    return max(beside, default=line.x1)


def _first_word(line: Line) -> float:
    """The width that the first word of a line would take on the line above."""
    text = line.text.lstrip()
    if is_wide(text[:1]):
        # Marks that may not begin a line take one or two characters with them to the next.
        return 3.2 * line.size
    word = re.match(r"[^\s一-鿿]*[一-鿿]{0,2}", text)
    letters = word[0] if word else ""
    return (sum(2 if is_wide(c) else 1 for c in letters) + 1) * line.width / max(sum(2 if is_wide(c) else 1 for c in text), 1)


def _attach(notes: list[tuple[str, list[Line]]], near: list[_Paragraph], out: list[_Paragraph | Grid]) -> None:
    """Give the footnotes of a page to the paragraphs in which their marks stand, else to the last one."""
    if notes and not near:
        near = [_Paragraph([])]
        out.append(near[0])
    for mark, lines in notes:
        note = Footnote(mark, tuple(_runs(lines, Counter(), frozenset())))
        owner = next((p for p in near if any(x.raised and x.text.strip() == mark for y in p.lines for x in y.pieces)), near[-1])
        owner.notes.append(note)


def _blocks(item: _Paragraph | Grid, words: Counter[str]) -> Iterator[Block]:
    if isinstance(item, _Paragraph):
        marks = frozenset(note.mark for note in item.notes)
        yield layout.Paragraph(tuple(_runs(item.lines, words, marks)), notes=tuple(item.notes))
        return
    lines = [line for row in item.rows for cell in row for line in cell]
    if any(SYMBOL.fullmatch(line.text.strip()) for line in lines) and len(lines) <= _MASTHEAD:
        # The title block of a document is set in two columns; each of its lines says something of its own.
        yield from (layout.Paragraph(tuple(_runs([line], words, frozenset()))) for line in lines)
    else:
        yield layout.Table(tuple(tuple(tuple(_runs(cell, words, frozenset())) for cell in row) for row in item.rows))


def _runs(lines: Sequence[Line], words: Counter[str], marks: frozenset[str]) -> Iterator[Run]:
    """The text of lines joined: a word broken at a line's end made whole, marks of footnotes left out."""
    for number, line in enumerate(lines):
        following = lines[number + 1].text.lstrip() if number + 1 < len(lines) else ""
        for k, piece in enumerate(line.pieces):
            if piece.raised:
                if piece.text.strip() not in marks:
                    yield Run(f" {piece.text}", piece.target)
                continue
            text = piece.text
            if k == len(line.pieces) - 1 and following:
                text = _line_end(text, following, words)
            yield Run(text.replace("\xad", ""), piece.target)


def _line_end(text: str, following: str, words: Counter[str]) -> str:
    """The end of a line, set to go on with the next: with a space, without one in Chinese, without its hyphen where that
    only breaks a word. A word that the document writes with a hyphen elsewhere keeps it."""
    text = text.rstrip()
    if text.endswith(("\xad", "-")):
        head, tail = _WORD.findall(text[:-1])[-1:], _WORD.match(following)
        if head and tail and tail[0][0].islower() and text[-2:-1].isalpha():
            whole, hyphened = (head[0] + tail[0]).lower(), f"{head[0]}-{tail[0]}".lower()
            if words[hyphened] > words[whole]:
                return text[:-1] + "-"
            return text[:-1]
        return text[:-1] + "-"
    if text.endswith(("/", "_")) or (text and is_wide(text[-1])) or is_wide(following[:1]):
        return text
    return f"{text} "
