"""PDF: lines made paragraphs again; columns, tables, headers, footnotes, broken words; scans refused."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from ingest.formats import pdf
from ingest.formats.layout import RULE
from ingest.source import UnreadableSource
from tests.ingest.formats.files import pdf as make

#: A font that comes with reportlab and has ligatures.
pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
SENTENCES = [
    f"{n}. The Harbour Office, in its report number {n}, {word} the keepers of the lights to tell the Assembly of Harbours each "
    f"year how many of the lamps of the harbours, and of the rivers that lead to them, were lit in the winter of {2030 + n}."
    for n, word in enumerate(("asked", "urged", "invited", "told", "begged", "moved", "allowed", "charged") * 4, 1)
]
CHINESE = [
    f"{n}. 海港事务处在其第{n}份报告中请灯塔的看守人每年向海港大会报告{2030 + n}年冬季海港和通往海港的河流的灯有多少盏点亮，"
    f"并说明其维护和更新的情况，以及为此所需的经费。"
    for n in range(1, 25)
]


def drawn(draw: Callable[[Canvas], Any]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(data: bytes) -> list[str]:
    return pdf.read(data, "a.pdf").text.rstrip("\n").split("\n\n")


def test_paragraphs_are_whole_over_lines_and_pages_and_headers_are_gone() -> None:
    extract = pdf.read(make(SENTENCES, header="UNEP/EA.9/77"), "a.pdf")
    assert extract.whole_lines
    assert extract.text.rstrip("\n").split("\n\n") == ["UNEP/EA.9/77", *SENTENCES], (
        "the symbol is kept once, the page numbers not"
    )


def test_chinese_paragraphs_are_whole() -> None:
    told = lines(make(["海港报告", *CHINESE], chinese=True, header="UNEP/EA.9/78"))
    assert ["".join(line.split()) for line in told] == ["UNEP/EA.9/78", "海港报告", *("".join(c.split()) for c in CHINESE)]


def test_columns_are_read_one_after_the_other() -> None:
    buffer = io.BytesIO()
    frames = [Frame(50, 60, 240, 700), Frame(310, 60, 240, 700)]
    document = BaseDocTemplate(buffer, pagesize=A4, pageTemplates=[PageTemplate(frames=frames)])
    style = ParagraphStyle("text", fontName="Times-Roman", fontSize=10, leading=13, spaceAfter=6, alignment=4)
    document.build([Paragraph(sentence, style) for sentence in SENTENCES])
    assert lines(buffer.getvalue()) == SENTENCES


def test_tables_are_rows_with_all_lines_of_a_cell() -> None:
    long = (
        "Lights of the harbours and of the waters that lead to them, their keeping and renewal in all regions and on all coasts"
    )
    rows = [["97/3", "Lights"], ["97/14", long], ["98/1", "Piers"]]
    told = lines(make(["Acts of the Assembly of Harbours", rows, "1. The acts were counted by the Office."]))
    assert told == [
        "Acts of the Assembly of Harbours",
        "\n".join(" | ".join(row) for row in rows),
        "1. The acts were counted by the Office.",
    ]


def test_words_broken_at_line_ends_are_whole_again() -> None:
    def draw(canvas: Canvas) -> None:
        text = [
            "1. The Office shall report on the environ-",
            "mental matters of co-operation, and on the co-",
            "operation of the lights; environmental matters first.",
        ]
        for i, line in enumerate(text):
            canvas.drawString(60, 700 - 14 * i, line)

    [told] = lines(drawn(draw))
    assert told == (
        "1. The Office shall report on the environmental matters of co-operation, and on the co-operation of the lights; "
        "environmental matters first."
    )


def test_ligatures_are_letters() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 11)
        canvas.drawString(60, 700, "1. The ﬁrst light of the harbour is ﬂashing.")

    assert lines(drawn(draw)) == ["1. The first light of the harbour is flashing."]


def test_footnotes_stand_below_the_paragraph_of_their_mark() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(60, 700, "1. Recalling resolution 97/1")
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(60 + pdfmetrics.stringWidth("1. Recalling resolution 97/1", "Times-Roman", 11), 704, "4")
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(67 + pdfmetrics.stringWidth("1. Recalling resolution 97/1", "Times-Roman", 11), 700, "on the lights,")
        canvas.drawString(60, 670, "2. Decides to light them in the winter of the year.")
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(60, 80, "4  See the report of the Office,")
        canvas.drawString(60, 70, "E/9.")

    assert pdf.read(drawn(draw), "a.pdf").text == (
        f"1. Recalling resolution 97/1 on the lights,\n\n{RULE}\n4 See the report of the Office, E/9.\n{RULE}\n\n"
        "2. Decides to light them in the winter of the year.\n"
    )


def test_raised_marks_begin_footnotes_and_lowered_figures_stay_on_their_line() -> None:
    def draw(canvas: Canvas) -> None:
        def small(x: float, y: float, text: str) -> None:
            canvas.setFont("Times-Roman", 6)
            canvas.drawString(x, y, text)
            canvas.setFont("Times-Roman", 10)

        width = pdfmetrics.stringWidth
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(60, 700, "1. The lamps burn no CO")
        at = 60 + width("1. The lamps burn no CO", "Times-Roman", 10)
        small(at, 697.5, "2")
        canvas.drawString(at + 3, 700, ", as was told.")
        small(at + 3 + width(", as was told.", "Times-Roman", 10), 703.5, "12")
        small(60, 83, "12")
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(68, 80, "See the report of the Office.")

    assert pdf.read(drawn(draw), "a.pdf").text == (
        f"1. The lamps burn no CO2, as was told.\n\n{RULE}\n12 See the report of the Office.\n{RULE}\n"
    )


def test_a_title_block_in_two_columns_is_lines() -> None:
    def draw(canvas: Canvas) -> None:
        for y, left, right in ((780, "United Nations", "UNEP/EA.9/77"), (750, "Environment Assembly", "Distr.: General")):
            canvas.drawString(60, y, left)
            canvas.drawString(400, y, right)
        canvas.drawString(400, 736, "4 March 2038")
        canvas.drawString(60, 690, "Ninth session")
        canvas.drawString(60, 660, "1. The Assembly keeps the register of harbours.")

    assert lines(drawn(draw)) == [
        "United Nations", "UNEP/EA.9/77", "Environment Assembly", "Distr.: General", "4 March 2038", "Ninth session",
        "1. The Assembly keeps the register of harbours.",
    ]  # fmt: skip


def test_a_label_far_from_its_text_belongs_to_it() -> None:
    def draw(canvas: Canvas) -> None:
        for y, label in ((700, "1."), (680, "(a)"), (660, "(b)")):
            canvas.drawString(60, y, label)
            canvas.drawString(110, y, f"The light {label} is lit;")

    assert lines(drawn(draw)) == ["1. The light 1. is lit;", "(a) The light (a) is lit;", "(b) The light (b) is lit;"]


def test_links_keep_their_place_and_target() -> None:
    extract = pdf.read(make(['1. See <link href="https://undocs.org/E/9">the report</link> of the Office.']), "a.pdf")
    [found] = extract.links
    assert (extract.text[found.start : found.end].strip(), found.target) == ("the report", "https://undocs.org/E/9")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_the_same(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        width, height = A4
        canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[turn])
        canvas.rotate(turn)
        for i, line in enumerate(("1. The light of the harbour is lit in winter,", "and put out in summer.", "2. It is kept.")):
            canvas.drawString(60, 500 - 14 * i, line)

    assert lines(drawn(draw)) == ["1. The light of the harbour is lit in winter, and put out in summer.", "2. It is kept."]


# ---- what is refused -----------------------------------------------------------------------------------------------
def scan(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)


def stream(content: bytes, *, packed: bool = True, kind: bytes = b"") -> bytes:
    """The beginning of a PDF file with one stream in it."""
    inside = zlib.compress(content, 9) if packed else content
    head = b"%PDF-1.4\n1 0 obj\n<< " + kind + (b" /Filter /FlateDecode" if packed else b"") + b" >>\nstream\n"
    return head + inside + b"\nendstream\nendobj\n"


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a scan": (lambda: drawn(scan), "1 of 1 pages are pictures without text (a scan); have their text recognised (OCR)"),
    "no text": (lambda: drawn(lambda canvas: canvas.line(0, 0, 9, 9)), "the document holds no text; have their text recognised"),
    "a password": (lambda: make(SENTENCES[:1], password="harbour"), "the document is protected by a password"),
    "cut off": (lambda: make(SENTENCES)[:900], "the file is damaged or was cut off; download or save it again"),
    "nothing but a head": (lambda: b"%PDF-1.7\n", "the file is damaged or was cut off; download or save it again"),
    "a bomb": (lambda: stream(bytes(3 * 2**20)), "a part of it unpacks to more than 2 MB, as none does; save it anew"),
    "a picture that is a bomb": (
        lambda: stream(bytes(9 * 2**20), kind=b"/Subtype /Image"),
        "a part of it unpacks to more than 8 MB, as none does; save it anew",
    ),
    "a page of too many pieces": (lambda: stream(b"(a)Tj\n" * 20_001), "a page holds more text than any page does"),
    "a page of too much text": (lambda: stream(b"(" + b"light " * 50_001 + b")Tj"), "a page holds more text than any page does"),
    "the same, not packed": (lambda: stream(b"(a)Tj\n" * 20_001, packed=False), "a page holds more text than any page does"),
    "a large picture and no page": (lambda: stream(bytes(4 * 2**20), kind=b"/Subtype /Image"), "the file is damaged"),
}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that small files break."""
    for name, limit in (
        ("LARGEST_STREAM", 2 * 2**20),
        ("LARGEST_PICTURE", 8 * 2**20),
        ("MOST_PIECES", 20_000),
        ("MOST_TEXT", 300_000),
    ):
        monkeypatch.setattr(pdf, name, limit)


def test_a_large_font_is_no_page(small: None) -> None:
    noise = b"".join(b"(%d light)Tj " % n for n in range(30_000))
    with pytest.raises(UnreadableSource, match="the file is damaged"):
        pdf.read(stream(noise, kind=b"/Length1 4000000"), "a.pdf")


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_text_is_refused_with_reason_and_mend(what: str, small: None) -> None:
    data, reason = REFUSED[what]
    with pytest.raises(UnreadableSource) as refusal:
        pdf.read(data(), "a.pdf")
    assert str(refusal.value).startswith(f"a.pdf: {reason}")
