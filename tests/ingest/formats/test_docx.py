"""DOCX: what is printed, in the order in which it is printed."""

from __future__ import annotations

import pytest

from ingest.formats import docx, ooxml
from ingest.formats.layout import RULE
from ingest.source import Heading, UnreadableSource
from tests.ingest.formats.files import archive, link, p, run, table
from tests.ingest.formats.files import docx as make


def text(*body: str, parts: dict[str, str] | None = None) -> str:
    return docx.read(make(body, parts=parts), "a.docx").text


def test_paragraphs_with_blank_lines_between_them() -> None:
    extract = docx.read(make(["The Harbour Office", "", "1.\tKeeps  the\u00a0register."]), "a.docx")
    assert extract.text == "The Harbour Office\n\n1. Keeps the register.\n"
    assert extract.whole_lines


def test_runs_tabs_breaks_hyphens_and_symbols() -> None:
    inside = '<w:r><w:t>light</w:t><w:br/><w:t>house</w:t><w:noBreakHyphen/><w:t>keeper</w:t><w:sym w:char="00A7"/></w:r>'
    assert text(p(inside)) == "light house-keeper§\n"


def test_a_hyperlink_keeps_its_place_and_target() -> None:
    target = "https://undocs.org/en/A/RES/97/3"
    extract = docx.read(make([p("Recalling ", link("resolution 97/3", "rId9"), ",")], links={"rId9": target}), "a.docx")
    [found] = extract.links
    assert extract.text == "Recalling resolution 97/3,\n"
    assert (extract.text[found.start : found.end], found.target) == ("resolution 97/3", target)


def test_a_hyperlink_that_is_a_field() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = '<w:r><w:instrText> HYPERLINK "https://undocs.org/E/9" </w:instrText></w:r>'
    extract = docx.read(make([p("See ", mark("begin"), instruction, mark("separate"), run("E/9"), mark("end"), ".")]), "a.docx")
    assert extract.text == "See E/9.\n"
    assert [(extract.text[x.start : x.end], x.target) for x in extract.links] == [("E/9", "https://undocs.org/E/9")]


def test_deleted_and_hidden_text_is_gone_and_inserted_text_is_there() -> None:
    deleted = f'<w:del w:id="1"><w:r><w:delText>no</w:delText></w:r>{run("no")}</w:del>'
    inserted = f'<w:ins w:id="2">{run("yes")}</w:ins>'
    assert text(p("a ", deleted, inserted, run(" hidden", "<w:vanish/>"))) == "a yes\n"


def test_footnotes_stand_below_their_paragraph_and_their_marks_do_not() -> None:
    note = '<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> See E/9.</w:t></w:r></w:p></w:footnote>'
    separator = f'<w:footnote w:id="-1" w:type="separator">{p("____")}</w:footnote>'
    told = text(
        p("Recalling resolution 97/1", '<w:r><w:footnoteReference w:id="7"/></w:r>', ","),
        "Decides.",
        parts={"footnotes": separator + note},
    )
    assert told == f"Recalling resolution 97/1,\n\n{RULE}\n1 See E/9.\n{RULE}\n\nDecides.\n"


def test_footnotes_and_endnotes_are_counted_together_and_starred_ones_are_not() -> None:
    told = text(
        p("a", '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/></w:r>'),
        p("b", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        p("c", '<w:r><w:endnoteReference w:id="5"/></w:r>'),
        parts={
            "footnotes": f'<w:footnote w:id="1">{p("star")}</w:footnote><w:footnote w:id="2">{p("one")}</w:footnote>',
            "endnotes": f'<w:endnote w:id="5">{p("two")}</w:endnote>',
        },
    )
    assert [line for line in told.split("\n") if line and line != RULE] == ["a", "* star", "b", "1 one", "c", "2 two"]


def test_starred_footnotes_of_a_title_page_that_are_plain_paragraphs() -> None:
    assert text("Report*", "*\tReissued.") == f"Report*\n\n{RULE}\n* Reissued.\n{RULE}\n"


def test_a_raised_figure_is_no_digit_of_the_number_before_it() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert text(p("resolution 97/1", run("2", raised), " and 21", run("st", raised))) == "resolution 97/1 2 and 21st\n"


def test_tables_have_bars_between_cells_and_keep_their_columns() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("Harbours") + "</w:tc>"
    merged = ('<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("97/3") + "</w:tc>",
              "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("97/3") + "</w:tc>")  # fmt: skip
    rows = [
        f"<w:tr>{wide}</w:tr>",
        *(f"<w:tr>{cell}<w:tc>{p(t)}{p('b')}</w:tc></w:tr>" for cell, t in zip(merged, "xy", strict=True)),
    ]
    told = text("Before", f"<w:tbl>{''.join(rows)}</w:tbl>", table([["a|b", "c"]]))
    assert told == "Before\n\nHarbours |\n97/3 | x b\n | y b\n\na¦b | c\n"


def test_a_box_around_text_is_no_table_and_a_masthead_is_lines() -> None:
    assert text(table([["A box."], ["Second line."]])) == "A box.\n\nSecond line.\n"
    assert text(table([["United Nations", "UNEP/EA.9/77"]]), "x") == "United Nations\n\nUNEP/EA.9/77\n\nx\n"


def test_the_first_page_s_header_comes_first() -> None:
    section = '<w:sectPr><w:titlePg/><w:headerReference w:type="first" r:id="header1"/></w:sectPr>'
    told = text("Report", section, parts={"header1": table([["United Nations", p("E/9")]])})
    assert told == "United Nations\n\nE/9\n\nReport\n"


def test_one_form_of_alternate_content_and_text_boxes_as_blocks() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p('Harbour')}{p('Light')}</w:txbxContent>"
    both = f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert text(p("Chart", f"<w:r>{both}</w:r>")) == "Chart\n\nHarbour Light\n"


@pytest.mark.parametrize(
    ("paragraph", "level"),
    [
        (p("Title", level=0), 1),
        (p("Title", style="HCh"), 1),
        (p("Title", style="H23"), 3),
        (p("Title", style="Mine"), 3),
        (p("Table 4", style="H23"), 0),
        (p("Text", style="Loop"), 0),
        (p("Text", level=9), 0),
    ],
)
def test_levels_of_headings(paragraph: str, level: int) -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:styleId="Mine"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    extract = docx.read(make(["First", paragraph], parts={"styles": styles}), "a.docx")
    assert extract.headings == ((Heading(7, level),) if level else ())


# ---- what is no document -------------------------------------------------------------------------------------------
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
DEEP = "<w:r>" * 400 + "</w:r>" * 400


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


REFUSED = {
    "cut off": (cut(make(["x"])), "the file is damaged or was cut off"),
    "no zip": (b"PK\x03\x04 and nothing else", "the file is damaged or was cut off"),
    "another zip": (archive({"a.txt": b"x"}), "this is no document of Word (it holds no word/ part)"),
    "an entity bomb": (make(["&b;"], head=DOCTYPE), "it holds a document type declaration"),
    "an external entity": (make(["&a;"], head=OUTSIDE), "it holds a document type declaration"),
    "deep nesting": (make([f"<w:p>{DEEP}</w:p>"]), "more than 256 elements lie within each other"),
    "a table without end": (
        make([f"<w:tbl>{'<w:tr/>' * 500_001}</w:tbl>"]),
        "a paragraph or table has more than 5,000 elements",
    ),
    "paragraphs without number": (make([p("x") * 3_001]), "more than 3,000 paragraphs; split it into documents"),
    "no text": (make(["", " "]), "the document holds no text"),
    "broken markup": (archive({"word/document.xml": b"<w:document><w:p>"}), "the file is damaged or was cut off"),
    "a part that is too long": (
        archive({"word/document.xml": b"<w>" + b" " * (5 * 2**20)}),
        "word/document.xml unpacks to more than 4 MB",
    ),
    "a run that is too long": (make(["x" * 600_000]), "a run of 500,000 characters is no text of a document"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_document_is_refused_with_reason_and_mend(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ooxml, "LONGEST_PART", 4 * 2**20)
    monkeypatch.setattr(ooxml, "MOST_ELEMENTS", 5_000)
    monkeypatch.setattr(docx, "_MOST_BLOCKS", 3_000)
    data, reason = REFUSED[what]
    with pytest.raises(UnreadableSource) as refusal:
        docx.read(data, "a.docx")
    assert str(refusal.value).startswith(f"a.docx: {reason}")
