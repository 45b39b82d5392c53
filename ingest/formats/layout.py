"""Blocks of a document, and the text that they are set as: the layout which every structure reader knows.

A paragraph, heading or table row is one line, with its printed label in front; blank lines part the blocks; the cells of a
row stand between bars (`a | b`); footnotes stand below their paragraph between two rules of underscores, each behind its
mark. The mark itself is left out of the paragraph, where a digit more would make another symbol or figure of what it
follows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.symbols import SYMBOL
from ingest.source import LONGEST_TEXT, Heading, Link, UnreadableSource

#: The rule above and below footnotes.
RULE = "________________"
#: What no document prints: controls, soft hyphens, marks of byte order and direction, private and unassigned characters.
_UNPRINTED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_KEPT = "\t\n\r"
#: Bullets of symbol fonts, which are private characters.
_BULLETS = dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf0fc\uf02d\uf0be\uf0e0"), "•")
#: A masthead is set in the first blocks of a document.
_MASTHEAD = 12


@dataclass(frozen=True)
class Run:
    """A stretch of text; `target` where it is a hyperlink."""

    text: str
    target: str = ""


@dataclass(frozen=True)
class Footnote:
    """A footnote with its mark as printed."""

    mark: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its printed label, and the footnotes whose marks stand in it; a heading where it has a `level`,
    which counts from 1."""

    runs: tuple[Run, ...]
    label: str = ""
    notes: tuple[Footnote, ...] = ()
    level: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells of runs. A cell that spans columns stands once, before empty ones."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    notes: tuple[Footnote, ...] = ()


Block = Paragraph | Table


@dataclass(frozen=True)
class Extract:
    """What a file gives: text, the hyperlinks and headings in it, and whether every line of it is whole (see
    `ingest.source.Source`)."""

    text: str
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    whole_lines: bool = False


def plain(runs: Iterable[Run]) -> str:
    """The text of runs with white space made single.

    >>> plain([Run(" resolution "), Run("70/1 ", "x"), Run(".")])
    'resolution 70/1 .'
    """
    return " ".join(clean("".join(run.text for run in runs)).split())


def clean(text: str) -> str:
    """A text without what is not printed; bullets of symbol fonts become `•`."""
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_BULLETS)
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _UNPRINTED)


def set_text(blocks: Sequence[Block], name: str) -> Extract:
    """The text of blocks with its hyperlinks. Raises UnreadableSource where it is too long to be a document."""
    setter = _Setter(name)
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            setter.paragraph(block.runs, block.label, block.level)
        elif number < _MASTHEAD and _is_masthead(block):
            # The title block of a document is often set as a table: its cells are lines.
            for cell in (cell for row in block.rows for cell in row):
                setter.paragraph(cell)
        else:
            setter.table(block)
        setter.notes(block.notes)
    return setter.extract()


def _is_masthead(table: Table) -> bool:
    return any(SYMBOL.fullmatch(plain(cell)) for row in table.rows for cell in row)


@dataclass
class _Setter:
    name: str
    pieces: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    length: int = 0

    def extract(self) -> Extract:
        return Extract("".join(self.pieces), tuple(self.links), tuple(self.headings), whole_lines=True)

    def paragraph(self, runs: Sequence[Run], label: str = "", level: int = 0) -> None:
        if set(plain(runs)) <= set("_-–— "):
            return  # Rules are drawn, not said.
        self._gap()
        if level:
            self.headings.append(Heading(self.length, level))
        if label:
            self._add(f"{clean(label)} ")
        self._runs(runs)
        self._add("\n")

    def table(self, table: Table) -> None:
        rows = [row for row in table.rows if any(plain(cell) for cell in row)]
        width = max((len(row) for row in rows), default=0)
        if width < 2:
            # A box around text.
            for row in rows:
                self.paragraph(row[0])
            return
        self._gap()
        for row in rows:
            for column in range(width):
                if column:
                    self._add(" | " if column < len(row) and plain(row[column]) else " |")
                if column < len(row):
                    self._runs([Run(run.text.replace("|", "¦"), run.target) for run in row[column]])
            self._add("\n")

    def notes(self, notes: Sequence[Footnote]) -> None:
        if not notes:
            return
        self._gap()
        self._add(f"{RULE}\n")
        for note in notes:
            self._add(f"{note.mark} ")
            self._runs(note.runs)
            self._add("\n")
        self._add(f"{RULE}\n")

    def _gap(self) -> None:
        if self.pieces:
            self._add("\n")

    def _runs(self, runs: Sequence[Run]) -> None:
        """Add the text of runs with white space made single, and note where the hyperlinks stand."""
        space = False
        begun = False
        for run in runs:
            start = -1
            for piece in re.findall(r"\s+|\S+", clean(run.text)):
                if piece.isspace():
                    space = begun
                    continue
                if space:
                    self._add(" ")
                space, begun = False, True
                start = self.length if start < 0 else start
                self._add(piece)
            if run.target and start >= 0:
                self.links.append(Link(start, self.length, run.target))

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        if self.length > LONGEST_TEXT:
            raise UnreadableSource(f"{self.name}: the text is longer than that of any document; split it into documents")
