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
#: No stream of a document unpacks to more; the largest are pictures.
LARGEST_STREAM = 256 * 2**20
_STREAM = re.compile(rb"/FlateDecode[^>]{0,400}>>\s*stream\r?\n|stream\r?\n(?=\x78[\x01\x5e\x9c\xda])")
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
    """Raises UnreadableSource where a packed stream is a bomb: PDFium would unpack it whole."""
    for match in _STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        at, size = match.end(), 0
        try:
            while not unpacker.eof and at < len(data):
                size += len(unpacker.decompress(data[at : at + 65536], 2**24))
                while unpacker.unconsumed_tail and size <= LARGEST_STREAM:
                    size += len(unpacker.decompress(unpacker.unconsumed_tail, 2**24))
                if size > LARGEST_STREAM:
                    raise UnreadableSource(
                        f"{name}: a part of it unpacks to more than {LARGEST_STREAM // 2**20} MB, as none does; save it anew"
                    )
                at += 65536
        except zlib.error:
            continue  # No packed stream after all, or a damaged one: PDFium will tell.


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
