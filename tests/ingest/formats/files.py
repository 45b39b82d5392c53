"""Files that the tests make themselves: a DOCX of parts, a PDF of paragraphs, a ZIP of names and bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of a DOCX file."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, style: str = "", number: tuple[str, int] | None = None, level: int | None = None) -> str:
    """A paragraph of a DOCX file: of runs, or of text."""
    inside = "".join(r if r.startswith("<w:") else run(r) for r in runs)
    looks = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if number is not None:
        looks += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    if level is not None:
        looks += f'<w:outlineLvl w:val="{level}"/>'
    return f"<w:p><w:pPr>{looks}</w:pPr>{inside}</w:p>"


def link(text: str, relation: str) -> str:
    """A hyperlink of a DOCX file."""
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def table(rows: Iterable[Sequence[str]]) -> str:
    """A table of a DOCX file; cells are text or paragraphs."""
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{c if c.startswith('<w:') else p(c)}</w:tc>" for c in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def docx(
    body: Iterable[str],
    *,
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str] | None = None,
    head: str = "",
) -> bytes:
    """A DOCX file of paragraphs (text or markup), with hyperlinks by relation id, and further parts (`footnotes`,
    `numbering`, `styles`, `header1`) by their inner markup."""
    told = dict(parts or {})
    inside = "".join(piece if piece.startswith("<w:") else p(piece) for piece in body)
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_KIND}/{name.rstrip("0123456789")}" Target="{name}.xml"/>' for name in told
    )
    relations += "".join(
        f'<Relationship Id="{key}" Type="{_KIND}/hyperlink" Target={quoteattr(to)} TargetMode="External"/>'
        for key, to in (links or {}).items()
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations(f'<Relationship Id="d" Type="{_KIND}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"{head}<w:document {W} {R}><w:body>{inside}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
    }
    for name, markup in told.items():
        tag = {"header": "hdr", "footer": "ftr"}.get(name.rstrip("0123456789"), name)
        files[f"word/{name}.xml"] = f"<w:{tag} {W} {R}>{markup}</w:{tag}>"
    return archive({name: text.encode() for name, text in files.items()})


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def pdf(story: Iterable[str | list[list[str]]], *, chinese: bool = False, password: str = "", header: str = "") -> bytes:
    """A PDF file of paragraphs (reportlab's markup) and tables, of type that is set in lines; with a running header."""
    style = ParagraphStyle(
        "text",
        fontName="STSong-Light" if chinese else "Times-Roman",
        fontSize=10,
        leading=13,
        spaceAfter=7,
        wordWrap="CJK" if chinese else None,
    )
    flow = [
        Paragraph(piece, style)
        if isinstance(piece, str)
        else Table([[Paragraph(cell, style) for cell in row] for row in piece], [110, 320])
        for piece in story
    ]
    buffer = io.BytesIO()

    def running(canvas: Any, document: Any) -> None:
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(60, 805, header)
        canvas.drawCentredString(300, 25, str(document.page))

    SimpleDocTemplate(buffer, pagesize=A4, encrypt=password or None).build(flow, onFirstPage=running, onLaterPages=running)
    return buffer.getvalue()
