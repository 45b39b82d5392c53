"""English documents become paragraphs: text set apart by blank lines, with its printed label and its place.

The texts come as paragraphs (DOCX, HTML, the text of a good PDF) or as broken lines; blank lines part paragraphs, and
where a text has none, a label or an indented line begins one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.names import fold
from ingest.model import Paragraph
from ingest.numerals import roman
from ingest.structure.tables import is_row
from ingest.text import Joiner, Span

#: A printed label; what it counts is told by its style.
LABEL = re.compile(
    r"\s*(?P<label>[•–—‣◦▪●*]\s+|-\s+(?=\S)|\d{1,3}(?:\.\d{1,3})+\.?\s+|\(?\d{1,3}\s*[.)](?!\d)|\([a-z]{1,5}\)|\([ivxlc]+\)|[IVXLC]+\.(?=\s)|[A-Z]\.(?=\s))\s*"
)
_ORGAN = r"(?:[A-Z][\w’'&,/()-]*|of|the|and|on|for|to|in|its|at|with|by|against|le)"
#: The organ in whose name a decision speaks, alone before a comma: "The General Assembly,".
OPENING = re.compile(rf"^(?:\[?The|Having met)\s+(?:{_ORGAN}\s+){{0,16}}(?:{_ORGAN})(?:\s*\([^)]*\))?\s*,?\s*$")
_BODY_WORD = re.compile(
    r"Assembly|Council|Commission|Committee|Conference|Board|Parties|Forum|Meeting|Body|Union|Congress|States|Group|Executive"
)
_GERUND = re.compile(
    r"^(?:Also|Further|Deeply|Gravely|Strongly|Fully|Firmly|Keenly|Mindful|Guided|Bearing|Having|Taking|Acting|Noting|Alarmed|Concerned|Convinced|Conscious|"
    r"Aware|Determined|Encouraged|Cognizant|Dismayed|Desirous|Anxious|Inspired|Resolved|Shocked|Disturbed|Appalled|Seriously|Extremely|Profoundly|"
    r"Particularly|[A-Z][a-z]+ing)\b"
)
#: The verb with which an operative paragraph begins, in the third person or the first.
_ADVERBS = re.compile(
    r"^(?:(?:Also|Further|Once again|Again|In this regard|In this context|In this connection|Strongly|Urgently|Therefore|Accordingly|Furthermore|Hereby|"
    r"Solemnly|Finally|Moreover|Nevertheless|Specifically|Unequivocally|Firmly|Deeply|Gravely|Seriously|Fully|Keenly|Particularly|Profoundly)[,]?\s+)+"
)
OPERATIVE = re.compile(
    r"^(?:[A-Z]?[a-z]*(?:ests|ges|pon|ides|ites|omes|izes|ises|ses|rms|tes|des|lls|nds|ves|ks|res|cts|mes|rts|ims|eals|tests|ows|pts|ees|ews|nts|nks|lts|dges|ins)"
    r"|Takes? note|Calls? (?:upon|on|for)|Looks? forward|Expresses|Bears in mind)\b"
)


def is_operative(text: str) -> bool:
    """Whether a paragraph begins with an operative verb, adverbs left aside.

    >>> is_operative("Also requests the Chair to report;"), is_operative("Deeply concerned about losses,")
    (True, False)
    """
    bare = _ADVERBS.sub("", text)
    return bool(OPERATIVE.match(bare)) and not re.match(r"[A-Za-z]+(?:ing|ed)\b|[Mm]indful|[Cc]onscious|[Aa]ware", bare)


_CLOSING = re.compile(
    r"^(?:\d{1,5}(?:st|nd|rd|th) (?:\((?:resumed|closing)\) )?(?:plenary )?meeting[.,]?|(?:Resumed )?\d{1,2}(?:st|nd|rd|th) plenary meeting[.,]?|\d{1,2} [A-Z][a-z]+,? (?:19|20)\d\d[.]?|"
    r"[\[(]?Adopted (?:without a vote|by a recorded vote|by consensus|unanimously)[^\n]*|_{3,}|\*\s*\*\s*\*)$",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"^(?:Annex|Appendix|Enclosure)(?:\s+(?P<number>[IVX]+|\d{1,2}|[A-Z]))?\s*[*\d]*$", re.IGNORECASE)
_SECTION = re.compile(
    r"^(?P<roman>[IVXLC]+)\.?\s*$|^(?:Part|Section|Chapter)\s+(?P<part>[IVXLC]+|\d{1,2}|one|two|three|four)\b", re.IGNORECASE
)
_FOOTNOTE = re.compile(
    r"^(?P<mark>\d{1,3}|\*{1,3}|[a-z])\s+(?P<rest>(?:See|Ibid|Official Records|United Nations,|Report of|Resolution|General Assembly|[A-Z]+/|Adopted|For the|Treaty Series|Supplement|Subsequently|Re-?issued|Also)\b.*|[A-Z]{1,5}/\S.*)$",
    re.DOTALL,
)
_TERMINAL = re.compile(r"[.;:,]\s*(?:and|or)?[\"”’)\]\d]*\s*$")
#: Short pieces that head nothing: units of tables, running heads, entries of lists of documents.
_NO_HEADING = re.compile(
    r"\(.*\)$|[A-Z]$|[\d\s.,%()–-]+$|General Assembly\s*—|(?:Report|Note|Letter|Summary|Provisional agenda|Statement|Draft resolution|Proposal)\b|"
    r"[IVX]+\. Resolutions adopted on"
)
_TABLE_ROW = re.compile(r"\t.*\t")
#: Footnotes stand between two of these, where the format tells which they are.
_RULE = re.compile(r"_{8,}$")
_NOTE = re.compile(r"(?P<mark>\d{1,3}|\*{1,4}|†)\s+(?=\S)")


@dataclass
class _Piece:
    """One paragraph of the source: its lines as (text, offset)."""

    lines: list[tuple[str, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line, _ in self.lines)

    @property
    def start(self) -> int:
        return self.lines[0][1]


def pieces(text: str) -> list[_Piece]:
    """The paragraphs of a text as lines. Blank lines part them; in a text without any, labels and indents do."""
    lines: list[tuple[str, int]] = []
    at = 0
    for raw in text.splitlines(keepends=True):
        lines.append((raw.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"), at))
        at += len(raw)
    blank = sum(not line.strip() for line, _ in lines)
    spaced = blank * 4 >= len(lines)
    found: list[_Piece] = []
    current = _Piece()
    for line, offset in lines:
        begins = not spaced and bool(current.lines) and _begins(line, current.lines[-1][0])
        if (not line.strip() or begins) and current.lines:
            found.append(current)
            current = _Piece()
        if line.strip():
            current.lines.append((line, offset))
    if current.lines:
        found.append(current)
    return found


def _begins(line: str, before: str) -> bool:
    """Whether a line begins a paragraph in a text that sets no blank lines."""
    labelled = LABEL.match(line) is not None
    if is_row(line) and is_row(before):
        return False
    indented = len(line) - len(line.lstrip()) >= 2 and len(before) - len(before.lstrip()) < 2
    return bool(_TERMINAL.search(before)) and (labelled or indented or bool(_GERUND.match(line.strip())))


class Assembler:
    """Reads the pieces of one source, top to bottom, once, and gives each its kind and address."""

    def __init__(self, found: list[_Piece], told: Mapping[int, int]) -> None:
        self.pieces = found
        self.told = told
        """Start of each heading to its level, where the format tells them; then nothing else is one."""
        self.part = "main"
        self.section = ""
        self.opened = False
        """Whether the organ has been named: what follows is its decision."""
        self.ended = False
        self.operative = 0
        self.levels: list[tuple[str, str]] = []
        self.headings: list[tuple[int, str, str]] = []
        self.used: dict[str, int] = {}
        self.out: list[Paragraph] = []
        self.short: list[bool] = []
        """For each piece, whether it is short and does not end as a sentence does."""
        self.number = 0

    def run(self) -> tuple[Paragraph, ...]:
        first = self._front()
        self.short = [_is_short(fold(piece.text).strip()) for piece in self.pieces]
        for number in range(first, len(self.pieces)):
            self.number = number
            self._piece(self.pieces[number])
        return tuple(self.out)

    # ---- the title block -----------------------------------------------------------------------------------------
    def _front(self) -> int:
        """Everything before the organ's opening words, the first numbered paragraph, or the first long paragraph."""
        end = len(self.pieces)
        for i, piece in enumerate(self.pieces):
            text = fold(piece.text).strip()
            label = LABEL.match(text)
            opens = OPENING.match(text) and _BODY_WORD.search(text) and not _is_title(text)
            numbered = label and re.match(r"\(?1\s*[.)]|I\.|A\.", label["label"]) and not re.match(r"\d+/\d", text)
            long = len(text) > 240 and bool(_TERMINAL.search(text))
            if opens or numbered or long or is_row(piece.lines[0][0]):
                end = i
                break
        if end == len(self.pieces):
            return 0
        front = self.pieces[:end]
        if front:
            self._add("front", "", "front", front)
        return end

    # ---- one piece -----------------------------------------------------------------------------------------------
    def _piece(self, piece: _Piece) -> None:
        text = fold(piece.text).strip()
        if _RULE.match(piece.lines[0][0]) and _RULE.match(piece.lines[-1][0]) and len(piece.lines) > 2:
            self._notes(piece)
            return
        if is_row(piece.lines[0][0]):
            self._add(self._address(f"{self.part}/table"), "", "table", [piece])
            return
        if not self.opened and OPENING.match(text) and _BODY_WORD.search(text):
            self.opened = True
            self._add("preamble", "", "preambular", [piece])
            return
        if match := _ANNEX.match(text):
            self._annex(match["number"] or "", piece)
            return
        if self.opened and self.part == "main" and self.operative and _CLOSING.match(text):
            if not self.ended:
                self.ended = True
                self._add("closing", "", "front", self._closing())
            return
        if (note := _FOOTNOTE.match(text)) and (self.ended or not note["mark"].isdigit() or len(text) < 300):
            self._add(self._address(f"{self.part}/fn{note['mark']}"), note["mark"], "footnote", [piece], cut=len(note["mark"]))
            return
        label = LABEL.match(piece.lines[0][0])
        printed = label["label"].strip() if label else ""
        level = self.told.get(piece.start, 0)
        if level or (not self.told and self._heads(text, printed)):
            self._heading(text, printed, piece, level)
        elif label and printed:
            self._labelled(printed, label.end(), piece)
        elif _TABLE_ROW.search(piece.text):
            self._add(self._address(f"{self.part}/table"), "", "table", [piece])
        else:
            self._unlabelled(text, piece)

    def _notes(self, piece: _Piece) -> None:
        """Footnotes between rules, a line each; they belong to the paragraph right above."""
        owner = next((p.address for p in reversed(self.out) if p.kind != "footnote"), "")
        for line, offset in piece.lines[1:-1]:
            note = _NOTE.match(line)
            if note is None:
                self._add(self._address(f"{self.part}/u"), "", "preambular", [_Piece([(line, offset)])])
                continue
            place = "front" if owner == "front" else self.part
            address = self._address(f"{place}/fn{note['mark']}")
            self._add(address, note["mark"], "footnote", [_Piece([(line, offset)])], cut=note.end(), attached=owner)

    def _heads(self, text: str, label: str) -> bool:
        """A short piece without an end mark heads what follows; a roman or capital label mostly does."""
        if len(text) > 200 or _TERMINAL.search(text) or _NO_HEADING.match(text):
            return False
        around = self.short[max(0, self.number - 2) : self.number] + self.short[self.number + 1 : self.number + 3]
        if not label and sum(around) >= 3:
            return False  # One of a list: of documents, of names, of the cells of a table.
        if re.match(r"[IVXLC]+\.$|[A-Z]\.$", label):
            return True
        return not label and not (self.opened and not self.operative and _GERUND.match(text))

    def _heading(self, text: str, label: str, piece: _Piece, level: int = 0) -> None:
        depth = level if level else 1 if re.match(r"[IVXLC]+\.$", label) else 2 if label else 3
        if section := _SECTION.match(label.rstrip(".") if re.match(r"[IVXLC]+\.$", label) else text):
            number = section["roman"] or section["part"]
            depth = level or 1
            self.section = f"section-{(number or '').upper()}"
            self.levels = []
        self.headings = [h for h in self.headings if h[0] < depth]
        address = self._address(f"{self.part}/heading")
        self._add(address, "", "heading", [piece])
        self.headings.append((depth, re.sub(r"\s+", " ", text), address))

    def _annex(self, number: str, piece: _Piece) -> None:
        self.part = f"annex-{_arabic(number)}" if number else "annex"
        self.section = ""
        self.levels, self.headings = [], []
        self._add(self._address(f"{self.part}/heading"), "", "heading", [piece])

    def _labelled(self, label: str, width: int, piece: _Piece) -> None:
        style, name = _style(label, self.levels)
        if style == "number":
            self.operative += 1
            restarts = name == "1" and bool(self.section)
            self.levels = [("number", name)]
            base = self.section if restarts or self.section in self.used else self.part
            if restarts:
                self.used.setdefault(self.section, 1)
            address = f"{base}/{name}" if base == self.section else f"{self.part}/{name}"
        else:
            known = next((i for i, (s, _) in enumerate(self.levels) if s == style), None)
            if style == "bullet":
                count = sum(1 for a in self.used if a.startswith(f"{self._above()}/-"))
                name = f"-{count + 1}" if known is None else f"-{int(self.levels[known][1][1:]) + 1}"
            self.levels = self.levels[: known if known is not None else len(self.levels)]
            self.levels.append((style, name))
            address = f"{self._base()}/{'/'.join(n for _, n in self.levels)}"
        self._add(self._address(address), label, "operative", [piece], cut=width)

    def _base(self) -> str:
        return self.section if self.section in self.used else self.part

    def _above(self) -> str:
        return f"{self._base()}/{'/'.join(n for _, n in self.levels)}" if self.levels else self._base()

    def _unlabelled(self, text: str, piece: _Piece) -> None:
        if self.opened and self.part == "main" and not self.ended:
            if is_operative(text) and _TERMINAL.search(text):
                # The label was lost: operative paragraphs are counted.
                self.operative += 1
                self.levels = [("number", str(self.operative))]
                self._add(self._address(f"main/{self.operative}"), "", "preambular", [piece])
                return
            if not self.operative:
                self._add(self._address("preamble/#"), "", "preambular", [piece])
                return
        parent = f"{self._base()}/{self.levels[0][1]}" if self.levels else self.part
        self._add(self._address(f"{parent}/u"), "", "preambular", [piece])

    # ---- low level -----------------------------------------------------------------------------------------------
    def _closing(self) -> list[_Piece]:
        """The lines of meeting and date at the end, from the piece now read on."""
        after = self.pieces[self.number :]
        return list(itertools.takewhile(lambda piece: _CLOSING.match(fold(piece.text).strip()) is not None, after))

    def _address(self, wanted: str) -> str:
        count = self.used[wanted] = self.used.get(wanted, 0) + 1
        tail = wanted.rsplit("/", 1)[-1]
        if tail in ("u", "table", "heading"):
            return f"{wanted}{'' if tail == 'u' else '-'}{count}"
        if tail == "#":
            return f"{wanted[:-1]}{count}"
        return wanted if count == 1 else f"{wanted}~{count}"

    def _add(self, address: str, label: str, kind: str, found: list[_Piece], cut: int = 0, attached: str = "") -> None:
        span = _span(found, cut, keep_lines=kind in ("front", "table"))
        if span.text:
            path = tuple(text for _, text, _ in self.headings)
            under = self.headings[-1][2] if self.headings else ""
            self.out.append(Paragraph(address, label, kind, path, span, under, attached))


def _span(found: list[_Piece], cut: int, *, keep_lines: bool) -> Span:
    joiner = Joiner(latin=True)
    for number, piece in enumerate(found):
        for i, (line, offset) in enumerate(piece.lines):
            skip = min(cut, len(line)) if number == 0 and i == 0 else 0
            joiner.add(line[skip:], offset + skip)
            if keep_lines and not (number == len(found) - 1 and i == len(piece.lines) - 1):
                joiner.newline(offset + len(line))
    return joiner.span()


def _style(label: str, levels: list[tuple[str, str]]) -> tuple[str, str]:
    """The style of a printed label, and its piece of an address."""
    bare = re.sub(r"[\s().]+$|^[\s(]+", "", label)
    if re.fullmatch(r"\d{1,3}", bare):
        return "number", bare
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})+", bare):
        return "number", bare
    if re.fullmatch(r"[ivxlc]+", bare) and label.startswith("("):
        letters = [name for style, name in levels if style == "letter"]
        # (i) after (h) is a letter, else a small roman number; so are (v), (x), (c), (l).
        if len(bare) == 1 and letters and ord(bare) == ord(letters[-1][-1]) + 1 and levels[-1][0] == "letter":
            return "letter", bare
        if bare == "i" or any(style == "roman" for style, _ in levels) or len(bare) > 1:
            return "roman", bare
    if re.fullmatch(r"[a-z]{1,5}", bare):
        return "letter", bare
    if re.fullmatch(r"[A-Z]|[IVXLC]+", bare):
        return "capital", bare
    return "bullet", ""


def _is_short(text: str) -> bool:
    return len(text) < 200 and not _TERMINAL.search(text) and not LABEL.match(text)


def _arabic(number: str) -> str:
    value = roman(number)
    return str(value) if value and re.fullmatch(r"[IVXLC]+", number, re.IGNORECASE) else number


def _is_title(text: str) -> bool:
    return bool(re.match(r"\d+/\d+|[A-Z]+\.", text))


def paragraphs(text: str, headings: Mapping[int, int] | None = None) -> Iterator[Paragraph]:
    """The paragraphs of an English document, in the order of the text. `headings` are the starts and levels of its headings,
    where the format tells them."""
    yield from Assembler(pieces(text), headings or {}).run()
