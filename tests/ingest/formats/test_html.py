"""HTML: what a browser shows, in the order in which it shows it."""

from __future__ import annotations

import pytest

from ingest.formats import html
from ingest.formats.layout import RULE
from ingest.source import Heading, UnreadableSource


def text(body: str) -> str:
    return html.read(f"<!doctype html><meta charset=utf-8><body>{body}".encode(), "a.html").text


def test_blocks_part_paragraphs_and_inline_elements_do_not() -> None:
    assert text("<div>The <b>Harbour</b> <i>Office</i></div>keeps<p>the register") == (
        "The Harbour Office\n\nkeeps\n\nthe register\n"
    )


def test_one_line_break_is_a_space_and_two_part_paragraphs() -> None:
    assert text("1. Keeps<br>it.<br><br>2. Lights<br> <br>it.") == "1. Keeps it.\n\n2. Lights\n\nit.\n"


def test_what_is_not_shown_is_gone() -> None:
    assert (
        text("a<script>no</script><style>no</style><p hidden>no<p style='display: none'>no<nav>no</nav><!-- no --><p>b")
        == "a\n\nb\n"
    )


def test_headings_and_their_levels() -> None:
    extract = html.read(b"<h1>Report</h1><p>Text.</p><h3>Lights</h3>", "a.html")
    assert extract.text == "Report\n\nText.\n\nLights\n"
    assert extract.headings == (Heading(0, 1), Heading(15, 3))


def test_links_keep_their_place_and_target() -> None:
    extract = html.read(b'<p>See <a href="https://undocs.org/E/9">the <i>report</i></a>, <a href="#x">here</a>.', "a.html")
    assert extract.text == "See the report, here.\n"
    assert [extract.text[x.start : x.end] for x in extract.links] == ["the", "report"]
    assert {x.target for x in extract.links} == {"https://undocs.org/E/9"}


def test_lists_print_their_labels() -> None:
    told = text(
        "<ol start=4><li>four<ol type=a><li>a</li><li value=3>c</li></ol></li><li><p>five</p></li></ol>"
        "<ul><li>point</ul><ol type=I><li>one</ol><ol style='list-style: none'><li>1. own</ol>"
    )
    assert told.split("\n\n") == ["4. four", "(a) a", "(c) c", "5. five", "• point", "I. one", "1. own\n"]


def test_tables_have_bars_between_cells() -> None:
    told = text(
        "<table><caption>Acts</caption><thead><tr><th>No.<th>Title<tbody><tr><td>97/3<td>Lights<tr><td colspan=2>all</table>"
    )
    assert told == "Acts\n\nNo. | Title\n97/3 | Lights\nall |\n"


def test_paragraphs_lists_and_tables_in_cells_stay_in_their_cell() -> None:
    told = text("<table><tr><td><p>a</p><p>b</p><td><ol><li>x<li>y</ol><tr><td>c<td><table><tr><td>d<td>e</table></table>")
    assert told == "a b | 1. x 2. y\nc | d e\n"


def test_footnotes_stand_below_the_paragraph_of_their_mark() -> None:
    told = text(
        '<p>Recalling 97/1<sup><a href="#fn1">1</a></sup> and 97/2,<a href="#n2">[2]</a><p>Decides.'
        '<p id=fn1><a href="#r1">1</a> See E/9.<ol><li id=n2>See E/10.</ol><p>End.'
    )
    assert told == f"Recalling 97/1 and 97/2,\n\n{RULE}\n1 See E/9.\n2 See E/10.\n{RULE}\n\nDecides.\n\nEnd.\n"


def test_a_link_within_the_page_that_is_no_footnote_is_text() -> None:
    assert text('<p>See <a href="#a">1</a>.<h2 id=a>Annex</h2>') == "See 1.\n\nAnnex\n"


def test_a_raised_figure_is_no_digit_of_the_number_before_it() -> None:
    assert text("resolution 97/1<sup>2</sup>, the 21<sup>st</sup>") == "resolution 97/1 2, the 21st\n"


def test_preformatted_text_parts_at_blank_lines() -> None:
    assert text("<pre>The Harbour\n  Office\n\n1.  Keeps\nit.</pre>") == "The Harbour Office\n\n1. Keeps it.\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("gb18030", "gb2312"),
        ("utf-8", "utf-8"),
        ("cp1252", "iso-8859-1"),
        ("gb18030", ""),
        ("utf-16", ""),
        ("utf-8", "big5-unheard-of"),
    ],
)
def test_encodings(encoding: str, named: str) -> None:
    inside = "The Director’s résumé – “lights”" if encoding == "cp1252" else "海港事务处请执行主任提出报告。"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={named}">' if named else ""
    assert html.read(f"<html><head>{meta}</head><p>{inside}</p>".encode(encoding), "a.html").text == f"{inside}\n"


REFUSED = {
    "nothing but a program": (b"<html><script>app()</script><div></div>", "the page holds no text"),
    "elements without end": (b"<div>" * 100_000 + b"x", "more than 5,000 elements lie within each other"),
    "elements without number": (b"<p>" * 6_001, "more than 6,000 elements; split it into documents"),
    "deep elements": (b"<b>" * 1_000 + b"x", "more than 200 elements lie within each other"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_document_is_refused_with_reason_and_mend(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MOST_NODES", 6_000)
    data, reason = REFUSED[what]
    with pytest.raises(UnreadableSource) as refusal:
        html.read(data, "a.html")
    assert str(refusal.value).startswith(f"a.html: {reason}")


def test_many_items_take_no_longer_than_their_number() -> None:
    extract = html.read(b"<ol>" + b"<li>x" * 5_000 + b"</ol>", "a.html")
    assert extract.text.endswith("5000. x\n")
