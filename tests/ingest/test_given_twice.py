"""One name, two texts; and what is kept of a source, so that the graph can be made anew."""

from __future__ import annotations

from pathlib import Path

from graph.generations import DataFolder
from ingest.collect import sources
from ingest.pipeline import ingest, kept_sources
from ingest.source import Source, make
from tests.ingest.formats import files

TEXT = "UNEP/EA.9/77\n\n联合国\n\n报告\n\n1. 大会于1972年设立了联合国环境规划署。\n"
OTHER = TEXT + "\n2. 理事会感谢秘书处。\n"
ENGLISH = "UNEP/EA.9/77\n\nReport\n\n1. The General Assembly established the Office in 1972.\n"


def run(folder: Path, *given: Source) -> tuple[list[str], list[tuple[str, str]]]:
    report = ingest(given, DataFolder(folder), workers=1)
    return [entry.file for entry in report.taken], report.refused


def test_another_text_of_the_same_name_is_refused_and_the_first_stays(tmp_path: Path) -> None:
    taken, refused = run(tmp_path, make("a.txt", TEXT), make("b.txt", OTHER))
    assert taken == ["a.txt"]
    [(name, reason)] = refused
    assert name == "b.txt"
    assert reason.startswith("a.txt went in under the same name (UNEP/EA.9/77); leave one of them out, or give them a symbol")
    [entry] = DataFolder(tmp_path).current().manifest.documents
    assert (entry.file, entry.paragraphs) == ("a.txt", 2)


def test_the_same_text_twice_and_another_language_are_no_matter(tmp_path: Path) -> None:
    taken, refused = run(tmp_path, make("a.txt", TEXT), make("b.txt", TEXT), make("c.txt", ENGLISH))
    assert (taken, refused) == (["a.txt", "b.txt", "c.txt"], [])
    assert len(DataFolder(tmp_path).current().manifest.documents) == 2


def test_a_later_call_brings_the_new_version(tmp_path: Path) -> None:
    run(tmp_path, make("a.txt", TEXT))
    assert run(tmp_path, make("b.txt", OTHER)) == (["b.txt"], [])
    [entry] = DataFolder(tmp_path).current().manifest.documents
    assert (entry.file, entry.paragraphs) == ("b.txt", 3)


def test_a_kept_source_is_the_source(tmp_path: Path) -> None:
    body = [
        files.p("UNEP/EA.9/77"),
        files.p("Lights", level=0),
        files.p("1. See ", files.link("the report", "rId9"), "."),
    ]
    path = tmp_path / "a.docx"
    path.write_bytes(files.docx(body, links={"rId9": "https://undocs.org/E/2031/9"}))
    path.with_suffix(".json").write_text('{"title": "Lights"}')
    [source] = sources([path])
    assert isinstance(source, Source)
    assert source.links
    assert source.headings
    assert source.whole_lines
    run(tmp_path / "data", source)
    assert list(kept_sources(DataFolder(tmp_path / "data"))) == [source]
