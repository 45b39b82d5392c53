"""Lines of a source, and what on them belongs to the page and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import quantiles

from graph import symbols
from graph.names import wide_chars

_RULE = re.compile(r"^(?:\s{20,}|\s*[_\-─—]{8,}\s*)$")
_PAGE_NUMBER = re.compile(r"^\s*(?:-\s*)?\d{1,3}(?:\s*-|/\d{1,3})?\s*$")
#: K0580374, GE.36-04117, 36-04117 (C) 2/14; the bar code below it is printed between stars.
_JOB_NUMBER = re.compile(
    r"^\s*(?:\d{1,3}/\d{1,3}\s+)?(?P<number>[KNV]\.?\d{2}[-\s]?\d{4,6}|GE\.\d{2}-\d{4,6}|\d{2}-\d{5}(?=\s*(?:\([A-Z]\)|\d{1,3}/\d{1,3}|$)))"
    r"\b[\s()*EFSRAC\d/-]*$"
)
_BAR_CODE = re.compile(r"^\s*\*[KNVGE.]{0,3}\d{6,10}\*\s*(?:请回收.{0,3})?$|^\s*请回收\W{0,3}$")
_ECONOMY = re.compile(r"^\s*(?:为节省开支|In the interests? of economy|For reasons of economy)")
_FOOTNOTE = re.compile(r"^\s*(?P<mark>\*{1,3}|∗{1,3}|†|\d{1,3}(?![\d.．、)]))\s*(?P<text>\S.*)$")
_TITLED_HEADER = re.compile(r"^\s*(?:([A-Z][\w./()-]+)\s{2,}\S.{0,80}|\S.{0,80}?\s{2,}([A-Z][\w./()-]+))\s*$")
_ORPHAN_NOTE = re.compile(r"^\s{2,}[A-Z][A-Z-]*/[A-Za-z0-9./()-]+[。.]?\s*$")


@dataclass(frozen=True)
class Line:
    """One line: `text` without its line end, `start` its offset in the source, `page_start` where a page begins."""

    text: str
    start: int
    page_start: bool = False

    @cached_property
    def stripped(self) -> str:
        return self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @cached_property
    def width(self) -> int:
        """Columns, a Chinese character counting two."""
        return len(self.stripped) + wide_chars(self.stripped)


@dataclass(frozen=True)
class Footnote:
    """A footnote's lines; `mark` as printed, `*` where only its place shows that it is one."""

    mark: str
    lines: tuple[Line, ...]
    before: int
    """Index into the body lines of the first line that stands after this footnote."""


@dataclass(frozen=True)
class Pages:
    """A source's lines sorted into body, footnotes and furniture (headers, page and job numbers)."""

    body: tuple[Line, ...]
    footnotes: tuple[Footnote, ...]
    headers: tuple[str, ...]
    job_number: str | None
    full_width: float
    """Columns of a full line of the body; infinite where lines are not broken."""
    whole: bool = False
    """Whether every line is known to be a paragraph, heading or row of its own."""


def split(text: str) -> list[Line]:
    """The lines of a text. A form feed, or a single leading space as PDF extraction leaves it, starts a page."""
    lines = []
    start = 0
    for raw in text.splitlines(keepends=True):
        bare = raw.rstrip("\r\n\v\x1c\x1d\x1e\x85\u2028\u2029")
        feed = "\f" in bare
        page = feed or (bare[:1] == " " and bare[1:2] not in ("", " "))
        lines.append(Line(bare, start, page))
        start += len(raw)
    return lines


def _is_symbol(text: str) -> bool:
    match = symbols.SYMBOL.fullmatch(text)
    return bool(match)


def _titled_header(text: str) -> str:
    """The symbol of a running header that prints it beside the title or page number, a wide space between them."""
    match = _TITLED_HEADER.match(text)
    return next((s for s in match.groups() if s and _is_symbol(s)), "") if match else ""


def sort(text: str, *, whole: bool = False) -> Pages:
    """Sort the lines of a source; `whole` where each is known to be a paragraph, heading or row of its own."""
    lines = split(text)
    job_number = None
    headers: list[str] = []
    drop: set[int] = set()
    seen = Counter(line.stripped for line in lines if _is_symbol(line.stripped))
    first_number = next((i for i, line in enumerate(lines) if re.match(r"\s*1\s*[.．、]\s*\S", line.text)), len(lines))
    titled = Counter(found for line in lines if (found := _titled_header(line.text)))
    for i, line in enumerate(lines):
        if match := _JOB_NUMBER.match(line.text):
            job_number = job_number or re.sub(r"[\s.-]", "", match["number"])
            drop.add(i)
        elif _ECONOMY.match(line.text) or _BAR_CODE.match(line.text):
            drop.add(i)
        elif whole:
            continue  # Headers of pages were left out by the format: a symbol on a line of its own is text.
        elif _is_symbol(line.stripped) and (i > first_number or seen[line.stripped] > 1):
            headers.append(line.stripped)
            if i > first_number or line.stripped in headers[:-1]:
                drop.add(i)
        elif i > first_number and (found := _titled_header(line.text)) and (titled[found] > 1 or found in headers):
            headers.append(found)
            drop.add(i)
    for i, line in enumerate(lines):
        if _PAGE_NUMBER.match(line.text) and _beside_header(lines, i, drop):
            drop.add(i)
    pages = _footnotes(lines, drop, headers, job_number)
    return replace(pages, full_width=float("inf"), whole=True) if whole else pages


def _beside_header(lines: list[Line], i: int, drop: set[int]) -> bool:
    """Whether a lone number stands within four lines of a dropped header, with nothing but blanks between."""
    for step in (-1, 1):
        for j in range(i + step, i + 5 * step, step):
            if not 0 <= j < len(lines):
                break
            if j in drop and not _PAGE_NUMBER.match(lines[j].text):
                return True
            if lines[j].stripped:
                break
    return False


def _footnotes(lines: list[Line], drop: set[int], headers: list[str], job_number: str | None) -> Pages:
    body: list[Line] = []
    notes: list[Footnote] = []
    i = 0
    while i < len(lines):
        if i in drop:
            i += 1
            continue
        if _RULE.match(lines[i].text) and (found := _block(lines, i + 1, drop)):
            end, block = found
            notes.extend(replace(note, before=len(body)) for note in block)
            i = end
            continue
        if not _RULE.match(lines[i].text):
            body.append(lines[i])
        i += 1
    return Pages(tuple(body), tuple(notes), tuple(headers), job_number, _full_width(body))


def _block(lines: list[Line], i: int, drop: set[int]) -> tuple[int, list[Footnote]] | None:
    """The footnotes that begin at line i, below a rule, and the line after them; None where there are none."""
    while i < len(lines) and not lines[i].stripped:
        i += 1
    if i >= len(lines) or not (_FOOTNOTE.match(lines[i].text) or _ORPHAN_NOTE.match(lines[i].text)):
        return None
    notes: list[tuple[str, list[Line]]] = []
    blank = False
    while i < len(lines):
        line = lines[i]
        if i in drop or not line.stripped:
            blank = blank or not line.stripped
            i += 1
            continue
        if _RULE.match(line.text):
            i += 1  # A second rule closes the footnotes.
            break
        match = _FOOTNOTE.match(line.text)
        expected = str(int(notes[-1][0]) + 1) if notes and notes[-1][0].isdigit() else None
        starts = match and (not notes or match["mark"] == expected or not match["mark"].isdigit())
        if notes and not starts and (line.page_start or (line.indent and _is_complete(notes[-1][1]))):
            break
        if match and starts:
            shift = match.start("text")
            notes.append((match["mark"], [replace(line, text=line.text[shift:], start=line.start + shift)]))
        elif not notes:
            notes.append(("*", [line]))
        elif blank and not _continues(notes[-1][1]):
            break
        elif not _repeats(notes[-1][1], line):
            notes[-1][1].append(line)
        blank = False
        i += 1
    return i, [Footnote(mark, tuple(block), 0) for mark, block in notes]


def _is_complete(block: list[Line]) -> bool:
    return block[-1].stripped.endswith(("。", ".", "；", ";"))


def _continues(block: list[Line]) -> bool:
    """Whether a footnote goes on after a blank line: it has not ended, or it is an address that is printed twice."""
    last = block[-1].stripped
    return not _is_complete(block) or "://" in last or "www." in last


def _repeats(block: list[Line], line: Line) -> bool:
    """A web address that the extraction printed a second time, below its footnote."""
    return "://" in line.text and any(line.stripped in earlier.text for earlier in block)


def _full_width(body: list[Line]) -> float:
    widths = [line.width for line in body if line.width >= 30]
    if len(widths) < 5:
        return float("inf")
    full = quantiles(widths, n=20)[17]
    return float("inf") if full > 200 else full
