"""Real texts, set anew as DOCX, PDF and HTML, fall into the same paragraphs as before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from ingest.collect import sources
from ingest.model import Document
from ingest.source import Source, make
from ingest.structure import document
from tests.ingest.formats import files
from tests.scores.shared import needed

FORMATS: dict[str, Callable[[list[str], bool], bytes]] = {
    ".docx": lambda story, chinese: files.docx(story),
    ".html": lambda story, chinese: ("<meta charset=utf-8>" + "".join(f"<p>{escape(x)}</p>" for x in story)).encode(),
    ".pdf": lambda story, chinese: files.pdf([escape(x) for x in story], chinese=chinese, header="of the corpus"),
}


def story_of(read: Document) -> list[str]:
    """The paragraphs of a document as they would be typed: its lines, with their labels; footnotes left out."""
    out: list[str] = []
    for paragraph in read.paragraphs:
        if paragraph.kind in ("front", "table"):
            out += [line for line in paragraph.text.split("\n") if line.strip()]
        elif paragraph.kind != "footnote":
            out.append(f"{paragraph.label} {paragraph.text}".strip())
    return out


def told(read: Document) -> Counter[tuple[str, str, str]]:
    return Counter((p.address, p.label, "".join(p.text.split())) for p in read.paragraphs)


def source_of(path: Path) -> Source:
    [source] = sources([path])
    assert isinstance(source, Source), source
    return source


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "least"), [(".docx", 0.997), (".html", 0.997), (".pdf", 0.985)])
def test_the_same_paragraphs(suffix: str, least: float, tmp_path: Path) -> None:
    shared = needed("corpus/text", "documents")
    texts = [*sorted((shared / "corpus" / "text").glob("*.txt"))[::10], *sorted((shared / "documents").glob("*.txt"))]
    same = total = 0
    for text in texts:
        source = source_of(text)
        story = story_of(document.read(source))
        typed = told(document.read(make(text.name, "\n\n".join(story) + "\n", None, whole_lines=True)))
        path = tmp_path / f"text{suffix}"
        path.write_bytes(FORMATS[suffix](story, source.language == "zh"))
        same += (typed & told(document.read(source_of(path)))).total()
        total += typed.total()
    print(f"{suffix}: {same} of {total} paragraphs of {len(texts)} texts are the same")
    assert same >= least * total
