"""HTML: paragraphs, headings, lists with the labels that a browser prints, tables, footnotes at their marks, hyperlinks.

Parsed by selectolax (Lexbor), which follows the HTML standard for broken markup, fetches nothing and expands no entities
but characters.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.formats import layout
from ingest.formats.layout import Block, Extract, Footnote, Run, plain
from ingest.formats.numbering import numeral
from ingest.formats.text import decode
from ingest.source import UnreadableSource

#: Elements that are no text of the document.
_GONE = {"script", "style", "template", "noscript", "nav", "head", "svg", "math", "object", "iframe", "select", "button",
         "textarea", "input", "img", "-comment"}  # fmt: skip
#: Elements that stand in a line of text; all others part paragraphs.
_INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
           "kbd", "label", "mark", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
           "tt", "u", "var", "wbr", "nobr"}  # fmt: skip
_HEADING = re.compile(r"h[1-6]")
_MARK = re.compile(r"\[?(?P<mark>\d{1,3}|\*{1,4}|†)\]?")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,20})", re.IGNORECASE)
#: As browsers do (WHATWG Encoding): labels of subsets stand for the sets.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "hz-gb-2312": "gb18030", "iso-8859-1": "cp1252", "latin1": "cp1252",
              "us-ascii": "cp1252", "ascii": "cp1252", "windows-1252": "cp1252"}  # fmt: skip
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
#: Elements within elements; pages come to forty.
_DEEPEST = 200
#: Elements and pieces of text; the longest pages have some 100,000.
_MOST_NODES = 600_000
#: Elements that are open at once, where every end tag were needed. A parser's time grows with the square of it.
_MOST_OPEN = 5_000
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)")
#: Elements that need no end tag.
_CLOSED = {"p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "br", "hr", "img", "meta", "link",
           "input", "col", "colgroup", "area", "base", "embed", "source", "track", "wbr", "html", "head", "body"}  # fmt: skip


def read(data: bytes, name: str) -> Extract:
    """The text of an HTML file.

    Raises UnreadableSource where its encoding is not known, it holds no text, or its elements lie in each other too deep.
    """
    text = _decode(data, name)
    _check_depth(text, name)
    tree = LexborHTMLParser(text)
    page = _Page(name, tree)
    found = list(page.blocks())
    if not any(isinstance(block, layout.Table) or plain(block.runs) for block in found):
        raise UnreadableSource(f"{name}: the page holds no text; save the page with its text, not its frame or program")
    return layout.set_text(found, name)


def _check_depth(text: str, name: str) -> None:
    """Raises UnreadableSource where so many elements are left open that the page is none."""
    depth = 0
    for tag in _TAG.finditer(text):
        if tag["name"].lower() not in _CLOSED:
            depth = max(depth - 1, 0) if tag["end"] else depth + 1
            if depth > _MOST_OPEN:
                raise UnreadableSource(f"{name}: more than {_MOST_OPEN:,} elements lie within each other; save the page anew")


def _decode(data: bytes, name: str) -> str:
    """The text of a page in the encoding that it names, or by the rules for plain text."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and (
        named := _CHARSET.search(data[:4096])
    ):
        label = named[1].decode("ascii").lower()
        try:
            return data.decode(_SUPERSETS.get(label, label))
        except (UnicodeDecodeError, LookupError):
            pass  # What a page says of itself may be wrong.
    return decode(data, name)


@dataclass
class _Open:
    """A paragraph as it is gathered."""

    runs: list[Run] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    label: str = ""
    level: int = 0
    breaks: int = 0
    """Line breaks in a row: two part paragraphs."""


class _Page:
    def __init__(self, name: str, tree: LexborHTMLParser) -> None:
        self.name = name
        self.body = tree.body or tree.root
        self.targets: dict[str, LexborNode] = {}
        self.noted: dict[int, str] = {}
        """Elements that hold footnotes, by their identity, and their marks."""
        self.nodes = 0
        self.counted: dict[int, int] = {}
        """Lists, by their identity, and the number of the item that was read last."""
        self.open = _Open()
        self.done: list[Block] = []
        self._find_notes(tree)

    def blocks(self) -> Iterator[Block]:
        if self.body is not None:
            self._walk(self.body)
        self._close()
        yield from self.done

    # ---- footnotes ---------------------------------------------------------------------------------------------
    def _find_notes(self, tree: LexborHTMLParser) -> None:
        """What the marks lead to: a footnote where the mark is a figure or star and the place begins with the same."""
        places: dict[str, LexborNode] = {}
        for node in tree.css("[id], a[name]"):
            key = node.attributes.get("id") or node.attributes.get("name")
            if key:
                places.setdefault(key, node)
        for link in tree.css("a[href^='#']"):
            mark = _MARK.fullmatch(link.text().strip())
            place = places.get((link.attributes.get("href") or "")[1:])
            block = _block_of(place) if place is not None else None
            if mark and block is not None and block.mem_id != _id_of(_block_of(link)):
                text = block.text().strip()
                own = _MARK.match(text)
                if block.tag == "li" or (own and own["mark"] == mark["mark"]):
                    self.targets.setdefault(link.attributes.get("href") or "", block)
                    self.noted.setdefault(block.mem_id, mark["mark"])

    def _note(self, node: LexborNode) -> Footnote | None:
        """The footnote that a link leads to, where it is the mark of one."""
        block = self.targets.get(node.attributes.get("href") or "")
        if block is None or not _MARK.fullmatch(node.text().strip()):
            return None
        mark = self.noted[block.mem_id]
        inner = _Open()
        outer, self.open = self.open, inner
        self._children(block, "", 1)
        self.open = outer
        text = plain(inner.runs)
        own = _MARK.match(text)
        runs = tuple(inner.runs)
        if own and own["mark"] == mark:
            runs = (Run(re.sub(r"^[.):\s]+", "", text[own.end() :])),)
        return Footnote(mark, runs)

    # ---- the tree ----------------------------------------------------------------------------------------------
    def _walk(self, node: LexborNode, target: str = "", depth: int = 0) -> None:
        tag = node.tag or ""
        if depth > _DEEPEST:
            raise UnreadableSource(f"{self.name}: more than {_DEEPEST} elements lie within each other; save the page anew")
        self.nodes += 1
        if self.nodes > _MOST_NODES:
            raise UnreadableSource(f"{self.name}: more than {_MOST_NODES:,} elements; split it into documents")
        if tag == "-text":
            self._text(node.text_content or "", target)
        elif tag in _GONE or node.mem_id in self.noted or _is_hidden(node):
            return
        elif tag == "br":
            self.open.breaks += 1
            self.open.runs.append(Run(" "))
        elif tag == "a":
            self._link(node, target, depth)
        elif tag == "sup":
            self._raised(node, target, depth)
        elif tag in _INLINE:
            self._children(node, target, depth)
        elif tag == "table":
            self._table(node)
        elif tag == "pre":
            self._pre(node)
        else:
            self._block(node, tag, depth)

    def _children(self, node: LexborNode, target: str, depth: int) -> None:
        child = node.child
        while child is not None:
            self._walk(child, target, depth + 1)
            child = child.next

    def _text(self, text: str, target: str) -> None:
        if text.strip():
            if self.open.breaks > 1:
                self._close()
            self.open.breaks = 0
        self.open.runs.append(Run(text, target))

    def _link(self, node: LexborNode, target: str, depth: int) -> None:
        href = (node.attributes.get("href") or "").strip()
        if href.startswith("#") and (note := self._note(node)):
            self.open.notes.append(note)
            return
        self._children(node, href if re.match(r"https?:", href) else target, depth)

    def _raised(self, node: LexborNode, target: str, depth: int) -> None:
        """A raised figure is no digit of the number before it."""
        before = self.open.runs[-1].text[-1:] if self.open.runs else ""
        if before.isalnum() and _MARK.fullmatch(node.text().strip()) and not node.css("a[href^='#']"):
            self.open.runs.append(Run(" "))
        self._children(node, target, depth)

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        self._close()
        if tag == "li":
            self.open.label = self._item_label(node)
        elif _HEADING.fullmatch(tag):
            self.open.level = int(tag[1])
        self._children(node, "", depth)
        self._close()

    def _item_label(self, item: LexborNode) -> str:
        """The label of a list's item: the number that a browser prints, letters in brackets as documents have them."""
        parent = item.parent
        if parent is None or parent.tag != "ol":
            return "•"
        if re.search(r"list-style(?:-type)?\s*:\s*none", parent.attributes.get("style") or ""):
            return ""
        last = self.counted.get(parent.mem_id, _int(parent.attributes.get("start"), 1) - 1)
        self.counted[parent.mem_id] = count = _int(item.attributes.get("value"), last + 1)
        style = _STYLES.get(parent.attributes.get("type") or "", "decimal")
        return f"{numeral(count, style)}." if style in ("decimal", "upperRoman", "upperLetter") else f"({numeral(count, style)})"

    def _pre(self, node: LexborNode) -> None:
        """Text that was set with blank lines between paragraphs."""
        self._close()
        for piece in re.split(r"\n\s*\n", node.text()):
            self.open.runs.append(Run(piece))
            self._close()

    def _table(self, table: LexborNode) -> None:
        self._close()
        rows: list[tuple[tuple[Run, ...], ...]] = []
        notes: list[Footnote] = []
        for part in _parts(table):
            if part.tag == "caption":
                self._block(part, "caption", 1)
                continue
            cells: list[tuple[Run, ...]] = []
            for cell in _elements(part, {"td", "th"}):
                outer, self.open, kept, self.done = self.open, _Open(), self.done, []
                self._children(cell, "", 1)
                self._close()
                inner, self.done, self.open = self.done, kept, outer
                cells.append(tuple(run for block in inner for run in _flat(block)))
                notes += [note for block in inner for note in block.notes]
                span = cell.attributes.get("colspan") or "1"
                cells += [()] * (min(int(span), 64) - 1 if span.isdigit() else 0)
            rows.append(tuple(cells))
        self.done.append(layout.Table(tuple(rows), tuple(notes)))

    def _close(self) -> None:
        done, self.open = self.open, _Open()
        if plain(done.runs) or done.notes:
            self.done.append(layout.Paragraph(tuple(done.runs), done.label, tuple(done.notes), done.level))
        elif done.label:
            # The label stands before the first paragraph in the item.
            self.open.label = done.label


def _flat(block: Block) -> Iterator[Run]:
    """The runs of a block in a cell, its label in front."""
    if isinstance(block, layout.Table):
        for cell in (cell for row in block.rows for cell in row):
            yield from (*cell, Run(" "))
    else:
        yield from (Run(f"{block.label} " if block.label else ""), *block.runs, Run(" "))


def _parts(table: LexborNode) -> Iterator[LexborNode]:
    """The caption and rows of a table, not those of tables in it."""
    for child in _elements(table, {"caption", "tr", "thead", "tbody", "tfoot"}):
        if child.tag in ("caption", "tr"):
            yield child
        else:
            yield from _elements(child, {"tr"})


def _elements(node: LexborNode, tags: set[str]) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.tag in tags:
            yield child
        child = child.next


def _int(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _block_of(node: LexborNode) -> LexborNode | None:
    """The nearest element around a node (or itself) that is a paragraph or item of its own."""
    found: LexborNode | None = node
    while found is not None and found.tag in _INLINE:
        found = found.parent
    return found if found is not None and found.tag not in ("body", "html") else None


def _id_of(node: LexborNode | None) -> int:
    return node.mem_id if node is not None else -1
