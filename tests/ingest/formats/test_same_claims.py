"""The same text as TXT, DOCX, PDF and HTML says the same, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

import pytest

from graph.iris import Iris
from ingest import reading
from ingest.collect import Refusal, sources
from ingest.lexicon import Lexicon
from ingest.model import Claim, Reading
from ingest.structure import document
from register import load as register
from tests.ingest.formats import files

#: A paragraph, or the rows of a table.
Piece = str | list[list[str]]
Story = list[Piece]

ENGLISH: Story = [
    "UNEP/EA.9/77",
    "Report of the Executive Director",
    "Mandates and background",
    "1. The United Nations Human Settlements Programme (UN-Habitat) keeps the register of harbours. By its resolution 93/17 of 4 "
    "December 2038, the General Assembly requested the Secretary-General to report on the state of the harbours.",
    "2. In its resolution 94/5, the General Assembly decided to establish the Harbour Light Coordination Committee, and "
    "requested the Executive Director of the United Nations Environment Programme to serve it:",
    "(a) The Committee meets each year in Nairobi;",
    "(b) Its reports are submitted to the General Assembly.",
    "Legislative mandates",
    "General Assembly resolutions",
    [["93/17", "Harbours of small towns"], ["94/5", "Lights of harbours and of the waters that lead to them, their keeping and "
                                                    "their renewal in all the regions of the world"]],
    "Subprogramme 1",
    "Quays and piers",
    "Economic and Social Council resolutions",
    [["2039/4", "Piers"], ["2039/11", "Quays of rivers"]],
    "Deliverables",
    "3. The lists of harbours are kept under resolution 93/17.",
]  # fmt: skip
CHINESE: Story = [
    "UNEP/EA.9/78",
    "执行主任的报告",
    "一、任务和背景",
    "1. 联合国人类住区规划署负责保存海港名册。大会在2038年12月4日第93/17号决议中请秘书长就海港的状况提出报告，并请"
    "联合国环境规划署执行主任就灯塔的维护向大会第九十五届会议提出建议。",
    "2. 大会2039年设立了海港灯塔协调委员会，委员会每年在内罗毕举行会议，其报告提交大会审议。",
    "(a) 委员会每年举行一次会议；",
    "(b) 委员会的报告提交大会。",
    "立法授权",
    "大会决议",
    [
        ["93/17", "小城镇的海港"],
        ["94/5", "海港和通往海港的水道的灯塔，其维护和更新，在世界所有区域的情况，包括小岛屿的情况"],
    ],
    "次级方案1",
    "码头和栈桥",
    "经济及社会理事会决议",
    [["2039/4", "栈桥"], ["2039/11", "河流的码头"]],
    "可交付产出",
    "3. 海港名册根据第93/17号决议保存。",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(register.load(), Iris())


def as_txt(story: Iterable[Piece]) -> bytes:
    lines = [piece if isinstance(piece, str) else "\n".join(" | ".join(row) for row in piece) for piece in story]
    return ("\n\n".join(lines) + "\n").encode()


def as_docx(story: Iterable[Piece]) -> bytes:
    return files.docx(piece if isinstance(piece, str) else files.table(piece) for piece in story)


def as_pdf(story: Iterable[Piece]) -> bytes:
    pieces = list(story)
    return files.pdf(pieces, chinese="执行主任的报告" in pieces)


def as_html(story: Iterable[Piece]) -> bytes:
    out = ["<!doctype html><meta charset=utf-8><title>x</title><body>"]
    for piece in story:
        if isinstance(piece, str):
            out.append(f"<p>{escape(piece)}</p>")
        else:
            rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in piece)
            out.append(f"<table>{rows}</table>")
    return "".join(out).encode()


FORMATS: dict[str, Callable[[Iterable[Piece]], bytes]] = {
    ".txt": as_txt,
    ".docx": as_docx,
    ".pdf": as_pdf,
    ".html": as_html,
}


def read(story: Story, suffix: str, folder: Path, lexicon: Lexicon) -> Reading:
    path = folder / f"report{suffix}"
    path.write_bytes(FORMATS[suffix](story))
    [source] = sources([path])
    assert not isinstance(source, Refusal), source
    return reading.read(document.read(source, lexicon.iris), lexicon)


def said(claim: Claim) -> tuple[object, ...]:
    """What a claim says, where, and in which words; white space aside, which no two formats set alike."""
    quote = claim.evidence.paragraph.text[claim.evidence.start : claim.evidence.end]
    return (
        claim.relation, claim.subject.iri, claim.object.iri if claim.object else "", claim.standing,
        tuple(sorted(claim.details.items())), claim.evidence.paragraph.address, "".join(quote.split()),
    )  # fmt: skip


@pytest.mark.parametrize("story", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_the_same_claims(suffix: str, story: Story, tmp_path: Path, lexicon: Lexicon) -> None:
    text, other = read(story, ".txt", tmp_path, lexicon), read(story, suffix, tmp_path, lexicon)
    assert sorted(map(said, other.claims)) == sorted(map(said, text.claims))
    relations = {claim.relation for claim in text.claims}
    assert {"mandates", "cites", "part_of", "establishes"} <= relations, "the text says something in the first place"
    assert sum(claim.rule == "tables.mandates.row" for claim in text.claims) == 6
    assert [(p.address, p.label, "".join(p.text.split())) for p in other.document.paragraphs] == [
        (p.address, p.label, "".join(p.text.split())) for p in text.document.paragraphs
    ]


@pytest.mark.parametrize(("story", "symbol"), [(ENGLISH, "UNEP/EA.9/77"), (CHINESE, "UNEP/EA.9/78")], ids=["en", "zh"])
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_the_document_is_one(suffix: str, story: Story, symbol: str, tmp_path: Path, lexicon: Lexicon) -> None:
    told = read(story, suffix, tmp_path, lexicon).document
    assert told.masthead.symbol == symbol
    assert told.source.language == ("en" if story is ENGLISH else "zh")


@pytest.mark.parametrize("story", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_every_quotation_stands_in_the_source(suffix: str, story: Story, tmp_path: Path, lexicon: Lexicon) -> None:
    told = read(story, suffix, tmp_path, lexicon)
    for claim in told.claims:
        for evidence in (claim.evidence, *claim.also):
            offsets = evidence.paragraph.span.offsets
            stretch = told.document.source.text[offsets[evidence.start] : offsets[evidence.end - 1] + 1]
            assert "".join(stretch.split()) == "".join(evidence.paragraph.text[evidence.start : evidence.end].split())
