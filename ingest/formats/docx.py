"""DOCX: paragraphs with the labels that are printed, tables, footnotes at their marks, hyperlinks; deletions left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.formats import layout
from ingest.formats.layout import Block, Extract, Footnote, Run, plain
from ingest.formats.numbering import Numbering
from ingest.formats.ooxml import MC, Package, R, W
from ingest.source import UnreadableSource

#: Parts of elements that say how text looks; nothing here depends on them, and they are most of the file.
_LOOKS = frozenset(
    W + tag
    for tag in ("tabs", "rFonts", "spacing", "ind", "jc", "shd", "tcBorders", "tblBorders", "tblPr", "tblGrid", "lang", "sz",
                "szCs", "color", "trPr", "kern", "sdtPr")
)  # fmt: skip
#: Paragraphs and tables of one document; the longest reports have some 20,000.
_MOST_BLOCKS = 300_000
#: Heading styles of the templates of the United Nations, whose outline levels do not tell the highest two apart.
_TEMPLATE = {"TitleHCH": 1, "HCh": 1, "H1": 2, "H23": 3, "H4": 4, "H56": 5}
#: Captions are set as headings, but head nothing.
_CAPTION = re.compile(r"(?:Table|Figure|Chart|Box)\s+[\dIVX]|[表图]\s*[\d一二三四五六七八九十]")
#: What was deleted or moved away while changes were tracked, and what is a field's instruction.
_GONE = {W + tag for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tcPr")}
_HYPERLINK = re.compile(r'\bHYPERLINK\s+"(?P<target>[^"]+)"')
#: An asterisked footnote of a title page is an ordinary paragraph that begins with its mark.
_STARRED = re.compile(r"^(?P<mark>\*{1,4}|†)\s+")
_PARAGRAPH = f"{W}p"
_JOB_NUMBER = re.compile(r"[KNV]\.?\d{2}[-\s]?\d{4,6}\b.{0,24}")


def read(data: bytes, name: str) -> Extract:
    """The text of a DOCX file: the first page's header, the body, each footnote below its paragraph.

    Raises UnreadableSource where the file is damaged, protected, no document of Word, or holds no text.
    """
    package = Package(data, name)
    found = list(_Document(package).blocks())
    if not any(isinstance(block, layout.Table) or plain(block.runs) for block in found):
        raise UnreadableSource(f"{name}: the document holds no text; where its pages are pictures, have the text recognised")
    return layout.set_text(found, name)


@dataclass
class _Lines:
    """Runs of one paragraph as they are gathered."""

    runs: list[Run] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    """Text boxes that are anchored in the paragraph."""
    fields: list[str] = field(default_factory=list)
    """Targets of the fields that are open, outermost first; empty for other fields than hyperlinks."""


class _Document:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main()
        self.relations = package.relations(self.main)
        kinds = {kind.rsplit("/", 1)[-1]: target for kind, target, outside in self.relations.values() if not outside}
        numbering = package.elements(kinds.get("numbering", ""), lambda tag: tag in (f"{W}abstractNum", f"{W}num"))
        styles = list(package.elements(kinds.get("styles", ""), lambda tag: tag == f"{W}style", _LOOKS))
        self.styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self.numbering = Numbering(numbering, styles)
        self.counted = 0
        self.notes: dict[str, dict[str, tuple[Run, ...]]] = {}
        self.notes = {kind: self._stories(kinds.get(f"{kind}s", ""), kind) for kind in ("footnote", "endnote")}

    def blocks(self) -> Iterator[Block]:
        """The blocks of the document, in order. The header of the first page comes first, where the symbol stands."""
        body: list[Block] = []
        sections: list[Element] = []
        wanted = {f"{W}p", f"{W}tbl", f"{W}sectPr"}
        for element in self.package.elements(self.main, lambda tag: tag in wanted, _LOOKS):
            sections.extend(element.iter(f"{W}sectPr"))
            if element.tag != f"{W}sectPr":
                body.extend(self._block(element))
            if len(body) > _MOST_BLOCKS:
                raise UnreadableSource(f"{self.package.name}: more than {_MOST_BLOCKS:,} paragraphs; split it into documents")
        head, foot = self._margins(sections[0]) if sections else ([], [])
        yield from head
        yield from body
        yield from foot

    def _margins(self, section: Element) -> tuple[list[Block], list[Block]]:
        """What the header and footer of the first page print: all lines of the one, the job number of the other."""
        first = "first" if section.find(f"{W}titlePg") is not None else "default"
        found: list[list[Block]] = []
        for tag in ("headerReference", "footerReference"):
            named = {e.get(f"{W}type", "default"): e.get(f"{R}id", "") for e in section.findall(W + tag)}
            lines: list[Block] = []
            for kind in (first, "default"):
                _, part, _ = self.relations.get(named.get(kind, ""), ("", "", False))
                lines = [
                    layout.Paragraph(tuple(runs))
                    for p in self.package.elements(part, _PARAGRAPH.__eq__, _LOOKS)
                    if plain(runs := self._paragraph_runs(p).runs)
                ]
                if lines:
                    break
            found.append(lines)
        head, foot = found
        return head, [b for b in foot if isinstance(b, layout.Paragraph) and _JOB_NUMBER.fullmatch(plain(b.runs))]

    def _stories(self, part: str, kind: str) -> dict[str, tuple[Run, ...]]:
        """The footnotes or endnotes of a part by id; separators have a type."""
        relations, self.relations = self.relations, self.package.relations(part) if part else {}
        told: dict[str, tuple[Run, ...]] = {}
        for note in self.package.elements(part, lambda tag: tag == W + kind, _LOOKS):
            if note.get(f"{W}type", "normal") == "normal":
                runs = [run for p in _paragraphs(note) for run in (*self._paragraph_runs(p).runs, Run(" "))]
                told[note.get(f"{W}id", "")] = tuple(runs)
        self.relations = relations
        return told

    # ---- blocks ------------------------------------------------------------------------------------------------
    def _block(self, element: Element) -> Iterator[Block]:
        if element.tag == f"{W}tbl":
            yield from self._table(element)
        else:
            yield from self._paragraph(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        lines = self._paragraph_runs(element)
        text = plain(lines.runs)
        if text:
            label = self.numbering.label(element)
            runs = tuple(lines.runs)
            if not label and (star := _STARRED.match(text)):
                note = Footnote(star["mark"], _without(runs, star["mark"]))
                yield layout.Paragraph((), notes=(note, *lines.notes))
            else:
                yield layout.Paragraph(runs, label, tuple(lines.notes), 0 if _CAPTION.match(text) else self._level(element))
        elif lines.notes:
            yield layout.Paragraph((), notes=tuple(lines.notes))
        yield from lines.boxes

    def _level(self, paragraph: Element) -> int:
        """The level of a heading by its outline level, its own or that of its style; 0 for what is no heading."""
        looks = paragraph.find(f"{W}pPr")
        told, style = _value(looks, "outlineLvl"), _value(looks, "pStyle")
        seen: set[str] = set()
        while not told and style not in seen | {""}:
            if style in _TEMPLATE:
                return _TEMPLATE[style]
            seen.add(style)
            above = self.styles.get(style)
            told = _value(above.find(f"{W}pPr") if above is not None else None, "outlineLvl")
            style = _value(above, "basedOn")
        return int(told) + 1 if told.isdigit() and int(told) < 9 else 0

    def _table(self, element: Element) -> Iterator[Block]:
        rows: list[tuple[tuple[Run, ...], ...]] = []
        notes: list[Footnote] = []
        boxes: list[Block] = []
        for row in _children(element, f"{W}tr"):
            cells: list[tuple[Run, ...]] = []
            for cell in _children(row, f"{W}tc"):
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                runs: list[Run] = []
                if merged is None or merged.get(f"{W}val") == "restart":
                    for p in _paragraphs(cell):
                        lines = self._paragraph_runs(p)
                        label = self.numbering.label(p) if plain(lines.runs) else ""
                        runs += [Run(f" {label} " if label else " "), *lines.runs]
                        notes += lines.notes
                        boxes += lines.boxes
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                width = span.get(f"{W}val", "1") if span is not None else "1"
                cells += [tuple(runs), *[()] * (min(int(width), 64) - 1 if width.isdigit() else 0)]
            rows.append(tuple(cells))
        yield layout.Table(tuple(rows), tuple(notes))
        yield from boxes

    # ---- runs --------------------------------------------------------------------------------------------------
    def _paragraph_runs(self, paragraph: Element) -> _Lines:
        lines = _Lines()
        self._gather(paragraph, lines, "")
        return lines

    def _gather(self, element: Element, lines: _Lines, target: str) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, lines, target)
            elif tag == f"{W}hyperlink":
                _, to, outside = self.relations.get(child.get(f"{R}id", ""), ("", "", False))
                self._gather(child, lines, to if outside else target)
            elif tag == f"{W}fldSimple":
                told = _HYPERLINK.search(child.get(f"{W}instr", ""))
                self._gather(child, lines, told["target"] if told else target)
            elif tag == f"{MC}AlternateContent":
                self._alternate(child, lines, target)
            elif tag not in _GONE:
                self._gather(child, lines, target)

    def _alternate(self, element: Element, lines: _Lines, target: str) -> None:
        """One of the forms in which the same thing is given."""
        chosen = element.find(f"{MC}Choice")
        chosen = element.find(f"{MC}Fallback") if chosen is None else chosen
        if chosen is not None:
            self._inside(chosen, lines, target)

    def _run(self, run: Element, lines: _Lines, target: str) -> None:
        looks = run.find(f"{W}rPr")
        if looks is not None and looks.find(f"{W}vanish") is not None:
            return
        raised = looks.find(f"{W}vertAlign") if looks is not None else None
        if raised is not None and raised.get(f"{W}val") == "superscript":
            # A raised figure is no digit of the number before it, a raised letter none of its letters (but in 21st it is).
            before = lines.runs[-1].text[-1:] if lines.runs else ""
            if before.isalnum() and re.fullmatch(r"\d{1,3}|[a-z]", "".join(t.text or "" for t in run.iter(f"{W}t"))):
                lines.runs.append(Run(" "))
        self._inside(run, lines, target)

    def _inside(self, element: Element, lines: _Lines, target: str) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                link = target or next((t for t in reversed(lines.fields) if t), "")
                lines.runs.append(Run(child.text or "", link))
            elif tag in (f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"):
                lines.runs.append(Run(" "))
            elif tag == f"{W}noBreakHyphen":
                lines.runs.append(Run("-", target))
            elif tag == f"{W}sym":
                lines.runs.append(Run(_symbol(child.get(f"{W}char", ""))))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(child, lines)
            elif tag == f"{W}fldChar":
                _field(child.get(f"{W}fldCharType", ""), lines)
            elif tag == f"{W}instrText" and lines.fields:
                told = _HYPERLINK.search(child.text or "")
                lines.fields[-1] = told["target"] if told else lines.fields[-1]
            elif tag == f"{MC}AlternateContent":
                self._alternate(child, lines, target)
            elif tag == f"{W}txbxContent":
                # A text box is a block of its own, one line.
                inner = [run for p in _paragraphs(child) for run in (*self._paragraph_runs(p).runs, Run(" "))]
                lines.boxes.append(layout.Paragraph(tuple(inner)))
            elif tag not in _GONE:
                self._inside(child, lines, target)

    def _note(self, reference: Element, lines: _Lines) -> None:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        runs = self.notes.get(kind, {}).get(reference.get(f"{W}id", ""), ())
        custom = reference.get(f"{W}customMarkFollows") in ("1", "true", "on")
        self.counted += not custom
        if plain(runs):
            lines.notes.append(Footnote("*" if custom else str(self.counted), runs))


def _value(element: Element | None, name: str) -> str:
    """The value of a child element, or nothing."""
    child = element.find(W + name) if element is not None else None
    return child.get(f"{W}val", "") if child is not None else ""


def _field(state: str, lines: _Lines) -> None:
    if state == "begin":
        lines.fields.append("")
    elif state == "end" and lines.fields:
        lines.fields.pop()


def _symbol(code: str) -> str:
    """A character given by its place in a font; those of symbol fonts lie in the private area."""
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) and not 0xD800 <= int(code, 16) < 0xE000 else ""


def _without(runs: tuple[Run, ...], mark: str) -> tuple[Run, ...]:
    """Runs without the mark that they begin with."""
    left = mark
    out: list[Run] = []
    for run in runs:
        text = run.text
        while left and text.lstrip()[:1] == left[0]:
            text, left = text.lstrip()[1:], left[1:]
        out.append(Run(text, run.target))
    return tuple(out)


def _children(element: Element, wanted: str) -> Iterator[Element]:
    """Children with a tag, those in content controls and tracked insertions too."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(child, wanted)


def _paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs in an element, in order; not those in text boxes, which lie within paragraphs."""
    for child in element:
        if child.tag == f"{W}p":
            yield child
        else:
            yield from _paragraphs(child)
