"""Body lines become blocks: one paragraph, sub-paragraph, bullet, heading or table each, with its label and place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.names import fold
from ingest.numerals import chinese, ordinal, roman
from ingest.structure.block import TERMINAL, Block
from ingest.structure.labels import Label, part, read
from ingest.structure.lines import Line, Pages
from ingest.structure.openings_zh import CLAUSE, CLOSING, OPENING, PREAMBULAR, SECTION, WE
from ingest.structure.tables import CAPTION, is_row, lines_of

#: A line this much narrower than a full one is the last of its paragraph.
_SHORT = 0.75
_ANNEX = re.compile(r"^\s*附件\s*(?P<number>[一二三四五六七八九十\d]*)\s*$")
_SUMMARY = re.compile(r"^\s*(?:摘要|概要|内容提要)\s*$")
_END_RULE = re.compile(r"^\s*[_\-─—]{5,}\s*$")
#: Style of headings whose level the format tells.
_LEVEL = "level-"
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Assembler:
    """Reads the body of one source, top to bottom, once."""

    def __init__(self, pages: Pages, told: Mapping[int, int]) -> None:
        self.lines = pages.body
        self.told = told
        """Start of each heading to its level, where the format tells them."""
        self.full = pages.full_width
        self.whole = pages.whole
        self.blocks: list[Block] = []
        self.part = "main"
        self.annexes: list[str] = []
        self.last_number = 0
        self.sections = 0
        self.levels: list[tuple[str, int, str]] = []
        self.headings: list[tuple[str, str, str]] = []
        """Style, text and address of the headings above, outermost first."""
        self.heading_style = ""
        self.used: dict[str, int] = {}
        self.current: Block | None = None
        self.is_resolution = False
        """Whether the body is a decision's own text: the organ is named on a line of its own, and clauses follow."""
        self.base = "main"
        """The address below which unlabelled paragraphs stand before the first number: a part or a summary."""

    def run(self) -> list[Block]:
        i = self._front()
        while i < len(self.lines):
            i = self._line(i)
        self._close()
        return self.blocks

    # ---- the title block ---------------------------------------------------------------------------------------
    def _front(self) -> int:
        """Collect the title block: everything before the summary, the first labelled heading or paragraph 1."""
        end = 0
        labels = [read(line.text) for line in self.lines]
        is_excerpt = not any(label and label.style == "number" and label.count == 1 for label in labels)
        for end, (line, label) in enumerate(zip(self.lines, labels, strict=True)):
            if is_excerpt and label and label.style == "number" and self._counts_on(label, end):
                break
            if _SUMMARY.match(line.text) or (label and label.count == 1 and label.style in ("number", "chinese")):
                break
            if WE.match(line.text) or (OPENING.match(line.text) and PREAMBULAR.match(self._next_text(end))):
                self.is_resolution, self.base = True, "preamble"
                break
        else:
            return 0
        front = [line for line in self.lines[:end] if line.stripped]
        if front:
            self.blocks.append(Block("front", "front", "", (), front, 0))
        return end

    def _next_text(self, i: int) -> str:
        following = (self.lines[k] for k in range(i + 1, len(self.lines)))
        return next((line.text for line in following if line.stripped), "")

    # ---- one line ----------------------------------------------------------------------------------------------
    def _line(self, i: int) -> int:
        line = self.lines[i]
        if not line.stripped or _END_RULE.match(line.text):
            if _END_RULE.match(line.text):
                self._close()
            return i + 1
        if self.is_resolution and not self.annexes and self.last_number and CLOSING.match(line.text):
            self._closing(i, line)
            return i + 1
        if self.is_resolution and (match := SECTION.match(line.text)) and self._section(match["number"]):
            return i + 1
        if match := _ANNEX.match(line.text):
            self._annex(match["number"])
            return i + 1
        if _SUMMARY.match(line.text):
            self._close()
            self.levels = []
            self.base = self._address(self._inner("summary"))
            self._open(Block(self.base, "summary", line.stripped, ()), i, line, start=None)
            return i + 1
        if CAPTION.match(line.text) or is_row(line.text):
            return self._table(i)
        if level := self.told.get(line.start):
            self._heading(f"{_LEVEL}{level}", i, line)
            return i + 1
        label = read(line.text)
        if label and (style := self._accept(label, i)):
            self._labelled(label, style, i)
        elif self.current and self._goes_on(self.current, i):
            self.current.lines.append(line)
        else:
            self._unlabelled(i)
        return i + 1

    # ---- is it a label? ----------------------------------------------------------------------------------------
    def _accept(self, label: Label, i: int) -> str:
        """The style in which a label counts here, `heading` where it heads a section, empty where it is mere text."""
        if label.style == "number":
            return self._number(label, i)
        if label.style in ("letter", "roman", "chinese-bracket"):
            last = next((count for style, count, _ in reversed(self.levels) if style == label.style), 0)
            return label.style if label.count in (last + 1, 1) and self.levels else ""
        if label.style == "bullet":
            return "bullet" if not self._mid_sentence() or self.lines[i].indent > 1 else ""
        if self._mid_sentence():
            return ""
        # 一、 and A. head a section, but where they close with a full stop or semicolon they list an item.
        closed = bool(TERMINAL.search(fold(self._lookahead(i)).rstrip()))
        inside = bool(self.levels) and any(style != "number" for style, _, _ in self.levels)
        if closed and self.levels and (inside or self._introduced()):
            return label.style
        known = next((count for style, count, _ in reversed(self.levels) if style == label.style), None)
        if known is not None and label.count == known + 1 and closed:
            return label.style
        return "heading"

    def _number(self, label: Label, i: int) -> str:
        expected = self.last_number + 1
        line = self.lines[i]
        text = line.text[label.width :]
        short = not self._is_full(line) and not TERMINAL.search(fold(text).rstrip())
        if label.count == expected:
            following = self._next_label(i)
            heads = short and following and following.style in ("number", "capital") and following.count in (expected, 1)
            return "heading" if heads and following and following.style == "number" else "number"
        if self._mid_sentence():
            return ""
        item = next((count for style, count, _ in reversed(self.levels) if style == "item"), None)
        if (item is not None and label.count == item + 1) or (label.count == 1 and self._introduced() and self.levels):
            return "item"
        if short and label.count < 20:
            return "heading"
        if label.count == self.last_number or 0 < label.count - self.last_number <= 3:
            return "number"
        # An excerpt leaves paragraphs out: a number counts where the next one follows it.
        return "number" if label.count == 1 or (label.count > self.last_number and self._counts_on(label, i)) else ""

    def _counts_on(self, label: Label, i: int) -> bool:
        """Whether the next number labels a paragraph soon after."""
        following = (read(self.lines[k].text) for k in range(i + 1, min(i + 80, len(self.lines))))
        return any(found and found.style == "number" and found.count == label.count + 1 for found in following)

    def _next_label(self, i: int) -> Label | None:
        text = self._next_text(i)
        return read(text) if text else None

    def _introduced(self) -> bool:
        """Whether the text so far announces a list."""
        return bool(self.current and re.search(r"[：:]\s*$", self.current.ends()))

    def _mid_sentence(self) -> bool:
        """Whether the paragraph so far breaks off within a sentence at a full line."""
        current = self.current
        if not current or not current.lines or current.style in ("front", "heading", "summary-mark"):
            return False
        return self._is_full(current.lines[-1]) and not current.is_closed() and not current.ends().endswith(("，", "、"))

    def _lookahead(self, i: int) -> str:
        """The last line of the block that begins at line i."""
        last = self.lines[i]
        for line in self.lines[i + 1 : i + 12]:
            if not line.stripped:
                continue
            if not self._is_full(last) or read(line.text):
                break
            last = line
        return last.text

    def _is_full(self, line: Line) -> bool:
        return line.width >= _SHORT * self.full

    # ---- continuation ------------------------------------------------------------------------------------------
    def _goes_on(self, block: Block, i: int) -> bool:
        if not block.lines:
            return block.style == "summary"
        if self.whole:
            return False
        line = self.lines[i]
        last = block.lines[-1]
        if block.is_heading:
            return self._is_full(last)
        if CLAUSE.match(line.text) and block.ends().endswith(("，", "；")):
            return False
        if self.base == "preamble" and re.search(r"[，；]\s*\d{0,2}$", block.ends()) and PREAMBULAR.match(line.text):
            return False
        if block.style == "opening":
            return False
        if block.is_closed() and self._leads(line, i):
            return False
        if self._is_full(last):
            blank = self.lines[i - 1] is not last and not self.lines[i - 1].stripped
            spaced = any(b.start - a.start - len(a.text) > 1 for a, b in zip(block.lines, block.lines[1:], strict=False))
            # In single-spaced text a blank line after a full stop ends the paragraph even where the line is full.
            return not (blank and block.is_closed() and len(block.lines) > 1 and not spaced and not line.page_start)
        # A short line ends a paragraph, unless the page broke off within a word or clause.
        return not re.search(r"[^\w\s]\s*$", block.ends()) and block.style != "table" and line.indent < 3

    # ---- opening blocks ----------------------------------------------------------------------------------------
    def _labelled(self, label: Label, style: str, i: int) -> None:
        line = self.lines[i]
        self._close()
        if style == "heading":
            self._heading(label.style, i, line)
            return
        self.base = self.part
        if style == "number":
            self.levels = [("number", label.count, str(label.count))]
            self.last_number = label.count
        else:
            self._descend(label, style)
        address = self._address("/".join([self.part, *(name for _, _, name in self.levels)]))
        block = Block(address, style, label.printed, self._path())
        self._open(block, i, line, start=label.width)

    def _descend(self, label: Label, style: str) -> None:
        depth = next((k for k, (known, _, _) in enumerate(self.levels) if known == style), None)
        if depth is None:
            count = 1
        else:
            count = self.levels[depth][1] + 1
            self.levels = self.levels[:depth]
        self.levels.append((style, label.count or count, part(label, count)))

    def _heading(self, style: str, i: int, line: Line) -> None:
        self._close()
        self.base = self.part
        told = style.startswith(_LEVEL)
        deeper = (known == style or (told and known.startswith(_LEVEL) and known > style) for known, _, _ in self.headings)
        depth = next((k for k, is_deeper in enumerate(deeper) if is_deeper), None)
        if depth is not None:
            self.headings = self.headings[:depth]
        self.levels = []
        block = Block(self._address(self._inner("heading")), "heading", "", self._path())
        self.heading_style = style
        self._open(block, i, line, start=0)

    def _unlabelled(self, i: int) -> None:
        line = self.lines[i]
        current = self.current
        text = fold(line.text).strip()
        clauses = self._lookahead(i).rstrip().endswith(("；", ";")) or (
            self._lost_bullet() and current is not None and current.ends().endswith("；")
        )
        listed = self._introduced_list() and (2 <= line.indent < 12 or clauses)
        if listed and current is not None and self.levels:
            # A bullet whose glyph was lost in extraction still stands indented below its announcement, or is one of
            # several clauses that end in semicolons.
            self._close()
            self._descend(Label("bullet", 0, "", 0), "bullet")
            address = self._address("/".join([self.part, *(name for _, _, name in self.levels)]))
            self._open(Block(address, "bullet", "", self._path()), i, line, start=0)
            return
        if self.base == "preamble" and not self.last_number:
            self._close()
            style = "opening" if OPENING.match(line.text) else "plain"
            address = "preamble" if style == "opening" else self._address("preamble/n")
            self._open(Block(address, style, "", self._path()), i, line, start=0)
            return
        if self._heads(text, line, i):
            self._heading("plain", i, line)
            return
        parent = "/".join([self.part, *(name for _, _, name in self.levels[:1])]) if self.levels else self.base
        self._close()
        self.levels = self.levels[:1]
        address = self._address(f"{parent}/u")
        self._open(Block(address, "plain", "", self._path()), i, line, start=0)

    def _closing(self, i: int, line: Line) -> None:
        """The day and meeting of adoption, below a decision's text."""
        if self.current is None or self.current.address != "closing":
            self._open(Block(self._address("closing"), "front", "", ()), i, line, start=0)
        else:
            self.current.lines.append(line)

    def _introduced_list(self) -> bool:
        return self._introduced() or self._lost_bullet()

    def _lost_bullet(self) -> bool:
        return bool(self.current and self.current.style == "bullet" and not self.current.label)

    def _heads(self, text: str, line: Line, i: int) -> bool:
        """A short line without a full stop, followed by something that is no continuation of it."""
        if self._is_full(line) and self.full != float("inf"):
            return False
        if len(text) > 60 or re.search(r"[。；，、！？]\s*\d*\s*$", text):
            return False
        return not (text.endswith("：") and self.current and not self.current.is_closed())

    def _leads(self, line: Line, i: int) -> bool:
        """A short line without a full stop right above the next numbered paragraph heads it."""
        if self._is_full(line) or re.search(r"[。；，、！？.;]\s*\d*\s*$", fold(line.text)):
            return False
        following = self._next_label(i)
        return bool(following and following.style == "number" and following.count == self.last_number + 1)

    def _table(self, i: int) -> int:
        """A table: its caption, title, unit, heads and rows, up to the next labelled paragraph or heading."""
        self._close()
        line = self.lines[i]
        caption = line.stripped if CAPTION.match(line.text) else ""
        number = re.sub(r"\D", "", caption) or str(sum(b.style == "table" for b in self.blocks) + 1)
        block = Block(self._address(f"{self.part}/table-{number}"), "table", caption, self._path(), first=i)
        block.under = self.headings[-1][2] if self.headings else ""
        end = lines_of(self.lines, i + bool(caption))
        block.lines.extend(line for line in self.lines[i + bool(caption) : end] if line.stripped)
        self.blocks.append(block)
        return end

    # ---- parts, addresses --------------------------------------------------------------------------------------
    def _annex(self, number: str) -> None:
        self._close()
        name = f"annex-{ordinal(fold(number))}" if number else "annex"
        # A numbered annex below an unnumbered one is nested in it.
        outer = [a for a in self.annexes if a == "annex"] if number else []
        self.annexes = [*outer, name]
        self.part = self.base = "/".join(self.annexes)
        self.last_number = 0
        self.levels = []
        self.headings = []

    def _section(self, number: str) -> bool:
        """Begin a part of a decision, where the numeral is the next one."""
        value = chinese(number) or roman(number) or ord(number[0]) - ord("A") + 1
        if value != self.sections + 1 or self.annexes:
            return False
        self._close()
        self.sections = value
        self.part = self.base = f"section-{_ROMAN[value] if value < len(_ROMAN) else value}"
        self.last_number, self.levels, self.headings = 0, [], []
        self.current = None
        return True

    def _inner(self, name: str) -> str:
        return name if self.part == "main" and name == "summary" else f"{self.part}/{name}"

    def _path(self) -> tuple[str, ...]:
        return tuple(text for _, text, _ in self.headings)

    def _address(self, wanted: str) -> str:
        """The address, with a counter for unnamed pieces (`u1`, `heading-1`) and `~2` for a number printed twice."""
        count = self.used[wanted] = self.used.get(wanted, 0) + 1
        tail = wanted.rsplit("/", 1)[-1]
        if tail == "u":
            return f"{wanted}{count}"
        if tail == "n":
            return f"{wanted[:-1]}{count}"
        if tail == "heading":
            return f"{wanted}-{count}"
        return wanted if count == 1 else f"{wanted}~{count}"

    def _open(self, block: Block, i: int, line: Line, start: int | None) -> None:
        """Begin a block. `start` is where its text begins on the line; None where the line is only its mark."""
        self._close()
        block.first = i
        block.under = self.headings[-1][2] if self.headings else ""
        if start is not None:
            block.lines.append(Line(line.text[start:], line.start + start, line.page_start))
        self.current = block

    def _close(self) -> None:
        block, self.current = self.current, None
        if block is None or not block.lines:
            return
        self.blocks.append(block)
        if block.is_heading:
            text = fold("".join(line.stripped for line in block.lines))
            self.headings.append((self.heading_style, re.sub(r"\s+", " ", text), block.address))
