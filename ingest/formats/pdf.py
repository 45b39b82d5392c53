"""PDF with text: glyphs by PDFium, set into lines, columns, tables and paragraphs here; scans are refused by name.

PDFium (Apache-2.0, kept by Google for Chrome) runs in this process; what a file may make it unpack is looked at before.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from math import hypot

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats import layout
from ingest.formats.layout import Extract
from ingest.formats.pdf_flow import Flow
from ingest.formats.pdf_lines import Glyph
from ingest.source import UnreadableSource

MOST_PAGES = 5_000
#: What pages are painted by unpacks to no more than this; pictures are larger.
LARGEST_STREAM = 32 * 2**20
LARGEST_PICTURE = 256 * 2**20
#: Pieces of text that one stream paints; PDFium takes a kilobyte for each, and a page of small print has some 10,000.
MOST_PIECES = 200_000
#: Bytes of text that one stream paints.
MOST_TEXT = 3_000_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_WRITTEN = re.compile(rb"\([^()]+|<[0-9A-Fa-f]{2,}")
_CHUNK = 2**22
#: What the dictionaries of fonts, profiles, functions and tables of objects hold, and those of pages do not.
_NO_PAGE = re.compile(rb"/(?:Type|Subtype|Length[123]|N|FunctionType|ShadingType|PatternType)\b")
_PIECE = re.compile(rb"T[jJ]\b|['\"]\s")
#: A page with fewer characters than this, and a picture, is a scan.
_FEW = 16
_UNREAD = re.compile("[\ufffd\ufffe\uffff\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_RECOGNISE = "have their text recognised (OCR) and give the PDF that this makes, or the text"


def read(data: bytes, name: str) -> Extract:
    """The text of a PDF file.

    Raises UnreadableSource where the file is damaged, protected by a password, too large, a scan without text, or set in
    fonts that do not say which letters they show.
    """
    _check_streams(data, name)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableSource(f"{name}: the document is protected by a password; save it without one") from error
        raise UnreadableSource(f"{name}: the file is damaged or was cut off; download or save it again") from error
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableSource(f"{name}: {len(document):,} pages are more than any document has; split it into documents")
        flow = Flow()
        scans: list[int] = []
        for number in range(len(document)):
            page = document[number]
            glyphs = list(_glyphs(page))
            if len(glyphs) < _FEW and _has_picture(page):
                scans.append(number + 1)
            flow.page(glyphs)
            page.close()
        _check_text(flow, scans, len(document), name)
        return layout.set_text(flow.blocks(), name)
    except pdfium.PdfiumError as error:
        raise UnreadableSource(f"{name}: a page is damaged; download or save the file again") from error
    finally:
        document.close()


def _check_streams(data: bytes, name: str) -> None:
    """Raises UnreadableSource where a stream is a bomb: PDFium would unpack it whole and keep what it paints."""
    for match in _STREAM.finditer(data):
        start = match.end()
        head = data[max(data.rfind(b" obj", 0, start), start - 4096, 0) : start]
        limit = LARGEST_PICTURE if b"/Image" in head else LARGEST_STREAM
        is_page = b"/Form" in head or not _NO_PAGE.search(head)
        size = pieces = written = 0
        for chunk in _unpacked(data, start, is_packed=b"Flate" in head or b"/Fl " in head):
            size += len(chunk)
            if is_page:
                pieces += len(_PIECE.findall(chunk))
                written += sum(map(len, _WRITTEN.findall(chunk)))
            if size > limit:
                raise UnreadableSource(
                    f"{name}: a part of it unpacks to more than {limit // 2**20} MB, as none does; save it anew"
                )
            if pieces > MOST_PIECES or written > MOST_TEXT:
                raise UnreadableSource(f"{name}: a page holds more text than any page does; save it anew")


def _unpacked(data: bytes, start: int, *, is_packed: bool) -> Iterator[bytes]:
    """The content of the stream that begins at `start`, in chunks; what is there of it where it is damaged."""
    if not is_packed:
        end = data.find(b"endstream", start)
        for at in range(start, end if end >= 0 else len(data), _CHUNK):
            yield data[at : min(at + _CHUNK, end if end >= 0 else len(data))]
        return
    unpacker = zlib.decompressobj()
    at = start
    try:
        while not unpacker.eof and at < len(data):
            chunk = data[at : at + 65536]
            at += len(chunk)
            while chunk and not unpacker.eof:
                yield unpacker.decompress(chunk, _CHUNK)
                chunk = unpacker.unconsumed_tail
    except zlib.error:
        return  # PDFium will tell.


def _check_text(flow: Flow, scans: list[int], pages: int, name: str) -> None:
    """Raises UnreadableSource where half of the pages or more are pictures, or the letters are not told."""
    if scans and len(scans) * 2 >= pages:
        raise UnreadableSource(f"{name}: {len(scans)} of {pages} pages are pictures without text (a scan); {_RECOGNISE}")
    text = flow.sample()
    if not text.strip():
        raise UnreadableSource(f"{name}: the document holds no text; {_RECOGNISE}")
    if len(_UNREAD.findall(text)) * 10 > len(text):
        raise UnreadableSource(f"{name}: its fonts do not say which letters they show; {_RECOGNISE}")


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _glyphs(page: pdfium.PdfPage) -> Iterator[Glyph]:
    """The glyphs of a page in the order in which it paints them, upright, `y` growing downwards."""
    width, height = page.get_size()
    turn = page.get_rotation() % 360
    if turn in (90, 270):
        width, height = height, width
    links = list(_links(page))
    text = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, i)
        if raw.FPDFText_IsGenerated(text, i) == 1 or code in (0, 10, 13):
            continue
        char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if char in "\ufffe\x02" or raw.FPDFText_IsHyphen(text, i) == 1:
            char = "\xad"  # PDFium's own mark of a hyphen that only ends a line.
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        raw.FPDFText_GetLooseCharBox(text, i, box)
        raw.FPDFText_GetCharBox(text, i, left, right, bottom, top)
        raw.FPDFText_GetMatrix(text, i, matrix)
        size = raw.FPDFText_GetFontSize(text, i) * hypot(matrix.c, matrix.d)
        middle = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        target = next((to for a, b, c, d, to in links if a <= middle[0] <= c and b <= middle[1] <= d), "") if links else ""
        if turn == 90:
            yield Glyph(char, box.bottom, box.top, x.value, size, target)
        elif turn == 270:
            yield Glyph(char, height - box.top, height - box.bottom, width - x.value, size, target)
        elif turn == 180:
            yield Glyph(char, width - box.right, width - box.left, y.value, size, target)
        else:
            yield Glyph(char, box.left, box.right, height - y.value, size, target)
    text.close()


def _links(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float, str]]:
    """The rectangles of a page that lead to the web, and where to."""
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    rect = raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, at, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(page.pdf, action, buffer, length)
        if raw.FPDFLink_GetAnnotRect(link, rect):
            target = buffer.value.decode("utf-8", "replace")
            yield rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top), target
