"""The whole way of documents into a generation: what is taken, refused, kept and read anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from graph import validate
from graph.generations import DataFolder, Generation, NoGeneration
from ingest import pipeline, reading
from ingest.collect import Refusal
from ingest.pipeline import Reader, ingest, kept_sources
from ingest.source import Source, make

#: What a generation says, the model itself aside, whose blank nodes are named anew each time.
_SAID = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER (?g != graph:ontology) }"
BASE = "https://w3id.org/mandate-graph/"
_DIGEST = {"digest_of": {"symbol": "UNEP/GC.99/1", "id": "tiny"}}


def text(number: int) -> str:
    return f"联合国\n\n第{number}号报告\n\n1. 大会于{1900 + number}年设立了联合国环境规划署。\n\n2. 理事会感谢秘书处。\n"


def several(count: int) -> list[Source]:
    return [make(f"report-{n}.txt", text(n)) for n in range(1, count + 1)]


def said(generation: Generation) -> set[str]:
    return {str(row) for row in generation.open().select(_SAID)}


def files(data: DataFolder) -> list[str]:
    return [entry.file for entry in data.current().manifest.documents]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that were really read, each time."""
    names: list[str] = []
    read = reading.read

    def counting(document: Any, lexicon: Any) -> Any:
        names.append(document.source.name)
        return read(document, lexicon)

    monkeypatch.setattr(reading, "read", counting)
    return names


# ---- taken and refused -----------------------------------------------------------------------------------------
def test_progress_tells_each_document_and_what_became_of_it(folder: DataFolder) -> None:
    told: list[tuple[str, str]] = []
    sources = [Refusal("gone.txt", "there is no such file"), make("a.txt", text(1)), make("b.txt", "???", {"language": "en"})]
    report = ingest(sources, folder, progress=lambda name, state: told.append((name, state)))
    assert told == [("gone.txt", "refused"), ("a.txt", "taken"), ("b.txt", "refused")]
    assert report.refused[0] == ("gone.txt", "there is no such file")
    assert report.refused[1][0] == "b.txt"
    assert files(folder) == ["a.txt"]


def test_where_nothing_goes_in_the_live_generation_stays(folder: DataFolder) -> None:
    assert ingest([Refusal("gone.txt", "there is no such file")], folder).generation is None
    with pytest.raises(NoGeneration):
        folder.current()
    ingest(several(1), folder)
    assert ingest([Refusal("gone.txt", "there is no such file")], folder).generation is None
    assert folder.current().name == "000001"
    assert [p.name for p in folder.generations.iterdir()] == ["000001"], "no draft is left behind"


def test_a_fault_of_the_reader_costs_its_document_and_not_the_others(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reading.read

    def faulty(document: Any, lexicon: Any) -> Any:
        if document.source.name == "report-2.txt":
            raise KeyError("no such thing")
        return read(document, lexicon)

    monkeypatch.setattr(reading, "read", faulty)
    report = ingest(several(3), folder)
    assert files(folder) == ["report-1.txt", "report-3.txt"]
    assert report.refused == [
        ("report-2.txt", "this program failed over it; please report it with the file (KeyError: 'no such thing')")
    ]
    assert len(list(folder.readings.iterdir())) == 2, "a failure is not kept as a reading"


def test_a_new_version_that_breaks_a_shape_leaves_the_old_one_in_place(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([make("a.txt", text(1))], folder)
    before = said(folder.current())
    broken = validate.Finding("violation", "NoMoon", "urn:x", "", "", {"en": "Nothing is said of the moon."})
    monkeypatch.setattr(validate.Validator, "validate", lambda self, quads: [broken])
    report = ingest([make("a.txt", text(2))], folder)
    assert report.generation is None
    assert report.refused[0][0] == "a.txt"
    assert "NoMoon" in report.refused[0][1]
    assert said(folder.current()) == before


def test_more_violations_than_one_reads_are_counted(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [validate.Finding("violation", f"S{n}", "urn:x", "", "", {"en": "Wrong."}) for n in range(7)]
    monkeypatch.setattr(validate.Validator, "validate", lambda self, quads: broken)
    [(_, why)] = ingest([make("a.txt", text(1))], folder).refused
    assert why.endswith(" … and 2 more")
    assert why.count("Wrong.") == 5


# ---- digests and official texts ----------------------------------------------------------------------------------
def test_the_official_text_wins_in_either_order_of_one_call(tmp_path: Path) -> None:
    digest = make("digest.txt", text(1), _DIGEST)
    official = make("official.txt", text(2), {"symbol": "UNEP/GC.99/1"})
    first, second = DataFolder(tmp_path / "1"), DataFolder(tmp_path / "2")
    report = ingest([digest, official], first)
    assert report.replaced == [("digest.txt", "official.txt")]
    report = ingest([official, digest], second)
    assert [name for name, _ in report.skipped] == ["digest.txt"]
    assert files(first) == files(second) == ["official.txt"]
    assert said(first.current()) == said(second.current())


def test_a_newer_digest_takes_the_place_of_an_older_one(folder: DataFolder) -> None:
    ingest([make("old.txt", text(1), _DIGEST)], folder)
    report = ingest([make("new.txt", text(2), _DIGEST)], folder)
    assert (report.replaced, report.skipped) == ([], [])
    assert files(folder) == ["new.txt"]


# ---- what is kept ------------------------------------------------------------------------------------------------
def test_a_reading_is_made_once_and_taken_from_the_cache_after(folder: DataFolder, counted: list[str]) -> None:
    first = ingest(several(2), folder).generation
    assert counted == ["report-1.txt", "report-2.txt"]
    second = ingest(several(3), folder, fresh=True).generation
    assert counted == ["report-1.txt", "report-2.txt", "report-3.txt"]
    assert first is not None
    assert second is not None
    assert said(first) < said(second)


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({}, False),
        ({"name": "other.txt"}, True),
        ({"text": text(1) + "\n3. 完。\n"}, True),
        ({"sidecar": {"symbol": "UNEP/GC.99/2"}}, True),
        ({"base": "https://example.org/"}, True),
        ({"tool": "0.0.0+other"}, True),
    ],
)
def test_what_a_kept_reading_depends_on(
    change: dict[str, Any], again: bool, folder: DataFolder, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Reader.load(BASE, folder.readings).read(make("a.txt", text(1)))
    if tool := change.get("tool"):
        monkeypatch.setattr(pipeline, "tool_version", lambda: tool)
    source = make(change.get("name", "a.txt"), change.get("text", text(1)), change.get("sidecar"))
    Reader.load(change.get("base", BASE), folder.readings).read(source)
    assert len(counted) == 1 + again


@pytest.mark.parametrize("content", [b"", b"{", b"null\n", b'{"entry": {}, "findings": []}\n', b'{"findings": []}\n'])
def test_a_kept_reading_that_is_damaged_is_made_anew(content: bytes, folder: DataFolder, counted: list[str]) -> None:
    ingest(several(1), folder)
    before = said(folder.current())
    [kept] = folder.readings.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(content)
    ingest(several(1), folder, fresh=True)
    assert len(counted) == 2
    assert said(folder.current()) == before
    assert kept.read_bytes() == whole


def test_the_graph_can_be_made_anew_from_the_sources_that_were_kept(folder: DataFolder) -> None:
    ingest([make("a.txt", text(1), {"title": {"en": "A", "zh": "甲"}}), make("b.txt", text(2), _DIGEST)], folder)
    before = said(folder.current())
    held = list(kept_sources(folder))
    assert [source.name for source in held] == ["a.txt", "b.txt"]
    pipeline.forget_readings(folder)
    ingest(held, folder, fresh=True)
    assert said(folder.current()) == before


def test_curated_facts_come_and_go_with_the_option(folder: DataFolder) -> None:
    curated = "ASK { GRAPH graph:curated { ?s ?p ?o } }"
    assert ingest(several(1), folder, curated=True).generation is not None
    assert folder.current().open().ask(curated)
    ingest(several(1), folder, curated=False)
    assert not folder.current().open().ask(curated)
    assert folder.current().manifest.curated is False


# ---- several processes -----------------------------------------------------------------------------------------
def test_several_processes_read_what_one_reads(tmp_path: Path) -> None:
    one, many = DataFolder(tmp_path / "1"), DataFolder(tmp_path / "2")
    ingest(several(9), one, workers=1)
    ingest(several(9), many, workers=2)
    assert files(one) == files(many) == [source.name for source in several(9)]
    assert said(one.current()) == said(many.current())


_INGEST = """
import sys
from pathlib import Path
from graph.generations import DataFolder
from ingest import pipeline
from tests_pipeline import several
if __name__ == "__main__":
    pipeline.ingest(several(40), DataFolder(Path(sys.argv[1])), workers=2, progress=lambda *_: print("one", flush=True))
"""


def test_a_killed_ingest_leaves_no_process_and_no_lock_behind(folder: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "tests_pipeline.py").write_text(Path(__file__).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "run.py").write_text(_INGEST, encoding="utf-8")
    root = Path(pipeline.__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(tmp_path)))}
    process = subprocess.Popen(
        [sys.executable, str(tmp_path / "run.py"), str(folder.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"one\n", "the processes that read are at work"
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert ingest(several(2), folder).generation is not None, "the lock went with the process that held it"
        deadline = time.monotonic() + 20
        while _group_lives(process.pid):
            assert time.monotonic() < deadline, "processes that read outlive the one that started them"
            time.sleep(0.05)
    finally:
        process.stdout.close()
        if _group_lives(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
    assert files(folder) == ["report-1.txt", "report-2.txt"]


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
