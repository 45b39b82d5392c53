"""Text that remembers where it came from: broken lines joined, offsets into the source kept."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from graph.names import fold, is_wide


@dataclass(frozen=True)
class Span:
    """Text with, for every character, its offset in the source.

    `breaks` are positions in `text` before which something that is not white space was taken out (a page header, a
    footnote): a quotation may not run across one.
    """

    text: str
    offsets: array[int]
    breaks: tuple[int, ...] = ()

    @property
    def start(self) -> int:
        return self.offsets[0] if self.offsets else 0

    @property
    def end(self) -> int:
        return self.offsets[-1] + 1 if self.offsets else 0

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    def cuts(self, source: str) -> tuple[int, ...]:
        """The breaks, and the positions before which `source` has a mark that is not of the text (that of a footnote):
        what stands between two of them stands in the source word for word."""
        pairs = enumerate(itertools.pairwise(self.offsets), start=1)
        marks = {i for i, (a, b) in pairs if b > a + 1 and not source[a + 1 : b].isspace()}
        return tuple(sorted(marks.union(self.breaks)))

    def piece(self, start: int, end: int) -> tuple[int, int]:
        """The longest stretch of [start, end) that no break cuts."""
        marks = [start, *(b for b in self.breaks if start < b < end), end]
        return max(itertools.pairwise(marks), key=lambda pair: pair[1] - pair[0])


#: Marks that both scripts use.
_OF_BOTH = "“”‘’—…·"


@dataclass
class Joiner:
    """Joins the lines of one paragraph.

    White space between two ASCII words stays as one space; beside a Chinese character it is dropped, so that
    "2012 年 7 月" and "2012年7月" read alike.
    """

    latin: bool = False
    """Whether the text is in Latin script, where quotation marks and dashes stand between spaces as words do."""
    chars: list[str] = field(default_factory=list)
    offsets: array[int] = field(default_factory=lambda: array("I"))
    breaks: list[int] = field(default_factory=list)
    _space: int | None = None

    def add(self, line: str, offset: int, skip: Iterable[tuple[int, int]] = ()) -> None:
        """Append a line that starts at `offset` of the source; `skip` are ranges of it to leave out (marks)."""
        skipped = list(skip)
        for i, char in enumerate(line):
            if skipped and any(a <= i < b for a, b in skipped):
                continue
            if char.isspace() or char in "\u200b\ufeff":
                self._space = offset + i if self._space is None else self._space
                continue
            if self._space is not None and self.chars:
                last = self.chars[-1]
                if last != "\n" and not self._is_wide(last) and not self._is_wide(char):
                    self.chars.append(" ")
                    self.offsets.append(self._space)
            self._space = None
            self.chars.append(char)
            self.offsets.append(offset + i)
        last = self.chars[-1] if self.chars else ""
        # A word or address that was hyphenated at the line end goes on without a space.
        if self._space is None and last not in "-/_":
            self._space = offset + len(line)
        elif last in "-/_":
            self._space = None

    def _is_wide(self, char: str) -> bool:
        return is_wide(char) and not (self.latin and char in _OF_BOTH)

    def newline(self, offset: int) -> None:
        """Keep a line end: the next line is not a continuation of this one."""
        self._space = None
        self.chars.append("\n")
        self.offsets.append(offset)

    def cut(self) -> None:
        """Note that something was taken out of the source here."""
        if self.chars and (not self.breaks or self.breaks[-1] != len(self.chars)):
            self.breaks.append(len(self.chars))

    def span(self) -> Span:
        return Span("".join(self.chars), self.offsets, tuple(b for b in self.breaks if b < len(self.chars)))
