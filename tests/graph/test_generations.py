"""Generations: a change is made beside the live graph, and whatever happens the live one stays whole."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import documents
from graph.generations import KEEP, DataFolder, DataFolderBusy, DocumentEntry, Generation, Manifest, NoGeneration
from graph.iris import Iris
from ingest import pipeline
from ingest.collect import sources
from ingest.source import Source, make
from ingest.version import tool_version

ROOT = Path(__file__).parents[2]
GRAPH = ox.NamedNode(Iris().graph("test"))


def quad(number: int) -> ox.Quad:
    return ox.Quad(ox.NamedNode(f"http://example.org/{number}"), ox.NamedNode("http://example.org/p"), ox.Literal(number), GRAPH)


def write(data: DataFolder, number: int, *, fresh: bool = False) -> Generation:
    """A generation with one quad more than its base."""
    with data.lock():
        draft = data.draft(fresh=fresh)
        draft.store.ox.add(quad(number))
        return data.commit(draft, "test", {"quads": len(draft.store.ox)})


def numbers(generation: Generation) -> list[int]:
    return sorted(int(q.object.value) for q in generation.open().ox if isinstance(q.object, ox.Literal))


def files(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


# ---- the life of a generation --------------------------------------------------------------------------------------
def test_an_empty_folder_says_what_to_do(folder: DataFolder) -> None:
    with pytest.raises(NoGeneration, match="no graph yet; run `mandates build` or `mandates ingest FILES`"):
        folder.current()
    assert folder.all() == []


def test_each_generation_stands_on_the_live_one_and_leaves_it_untouched(folder: DataFolder) -> None:
    first = write(folder, 1)
    reader = first.open()
    second = write(folder, 2)
    assert (first.name, second.name) == ("000001", "000002")
    assert folder.current() == second
    assert numbers(second) == [1, 2]
    assert numbers(first) == [1]
    assert len(reader.ox) == 1, "an open reader keeps seeing its own generation"


def test_a_fresh_generation_begins_empty(folder: DataFolder) -> None:
    write(folder, 1)
    assert numbers(write(folder, 2, fresh=True)) == [2]


def test_the_manifest_tells_what_a_generation_was_made_of(folder: DataFolder) -> None:
    entry = DocumentEntry("d", "v", "g", "f.txt", "zh", "0" * 64, True, "题目", "A/1/2", 3, 4, "A/1/2")
    with folder.lock():
        draft = folder.draft()
        draft.documents["g"] = entry
        made = folder.commit(draft, "0.1.0+abc", {"quads": 0}, curated=False)
    kept = folder.current().manifest
    assert kept == made.manifest
    assert kept == replace(Manifest(1, kept.created, "0.1.0+abc"), documents=(entry,), curated=False, counts={"quads": 0})
    assert Manifest.from_json(kept.to_json()) == kept
    assert "题目" in kept.to_json()


def test_documents_are_carried_over_unless_fresh(folder: DataFolder) -> None:
    entry = DocumentEntry("d", "v", "g", "f.txt", "zh", "0" * 64, False, "t", "", 3, 4)
    with folder.lock():
        draft = folder.draft()
        draft.documents["g"] = entry
        folder.commit(draft, "test", {})
    assert write(folder, 1).manifest.documents == (entry,)
    assert write(folder, 2, fresh=True).manifest.documents == ()


def test_a_discarded_draft_leaves_nothing(folder: DataFolder) -> None:
    live = write(folder, 1)
    with folder.lock():
        draft = folder.draft()
        draft.store.ox.add(quad(2))
        folder.discard(draft)
    assert folder.current() == live
    assert numbers(live) == [1]
    assert files(folder.generations) == ["000001"]


def test_rollback_points_to_an_earlier_generation_and_the_next_one_stands_on_it(folder: DataFolder) -> None:
    for number in (1, 2, 3):
        write(folder, number)
    folder.point("000001")
    assert folder.current().name == "000001"
    assert numbers(folder.current()) == [1]
    again = write(folder, 4)
    assert again.name == "000004", "a number is never given twice"
    assert numbers(again) == [1, 4]
    folder.point("000003")
    assert numbers(folder.current()) == [1, 2, 3]


@pytest.mark.parametrize("name", ["000009", "000002.draft", "nothing"])
def test_only_complete_generations_can_be_pointed_to(folder: DataFolder, name: str) -> None:
    live = write(folder, 1)
    (folder.generations / "000002.draft").mkdir()
    with pytest.raises(NoGeneration, match=f"there is no generation {name}"):
        folder.point(name)
    assert folder.current() == live


def test_only_the_newest_are_kept(folder: DataFolder) -> None:
    for number in range(1, KEEP + 4):
        write(folder, number)
    assert [g.name for g in folder.all()] == [f"{n:06d}" for n in range(4, KEEP + 4)]
    assert numbers(folder.current()) == list(range(1, KEEP + 4)), "hard links: what is pruned takes nothing with it"


def test_pruning_keeps_the_live_one(folder: DataFolder) -> None:
    for number in range(1, KEEP + 1):
        write(folder, number)
    folder.point("000001")
    (folder.generations / f"{KEEP + 1:06d}").mkdir()
    shutil.copy(folder.generations / "000002" / "manifest.json", folder.generations / f"{KEEP + 1:06d}")
    folder._prune()
    assert folder.current().name == "000001"
    assert numbers(folder.current()) == [1]
    (folder.generations / f"{KEEP + 2:06d}").mkdir()
    shutil.copy(folder.generations / "000002" / "manifest.json", folder.generations / f"{KEEP + 2:06d}")
    folder._prune()
    assert [g.name for g in folder.all()] == ["000001", *(f"{n:06d}" for n in range(3, KEEP + 3))]


# ---- one writer at a time ------------------------------------------------------------------------------------------
def test_the_second_writer_is_told(folder: DataFolder) -> None:
    with folder.lock():
        with pytest.raises(DataFolderBusy, match="another mandates process is writing here; wait for it to end"):
            write(DataFolder(folder.root), 1)
        with pytest.raises(DataFolderBusy):
            pipeline.ingest([], folder)
    assert numbers(write(folder, 1)) == [1], "the lock is free again"


def test_the_second_writer_does_not_sweep_the_first_ones_draft(folder: DataFolder) -> None:
    with folder.lock():
        draft = folder.draft()
        with pytest.raises(DataFolderBusy):
            write(folder, 2)
        draft.store.ox.add(quad(1))
        folder.commit(draft, "test", {})
    assert numbers(folder.current()) == [1]


def test_readers_need_no_lock(folder: DataFolder) -> None:
    write(folder, 1)
    with folder.lock():
        assert numbers(folder.current()) == [1]


def test_the_lock_goes_with_its_process(folder: DataFolder) -> None:
    code = (
        "import sys, time; from pathlib import Path; from graph.generations import DataFolder\n"
        "with DataFolder(Path(sys.argv[1])).lock(): print('locked', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(folder.root)], cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"locked\n"
        with pytest.raises(DataFolderBusy):
            write(folder, 1)
        holder.kill()
    assert numbers(write(folder, 1)) == [1]


# ---- crashes -------------------------------------------------------------------------------------------------------
#: Makes a change, and kills itself before the n-th thing that it does to the disk; then looks at what is left and makes the
#: change again. One process forks one child a moment, and opens no store itself.
_KILLED = """
import itertools, json, os, shutil, signal, sys
from pathlib import Path
import pyoxigraph as ox
from graph.generations import DataFolder

STEPS = ("mkdir", "rename", "replace", "fsync", "unlink", "rmdir")

def quad(n):
    return ox.Quad(ox.NamedNode(f"http://example.org/{n}"), ox.NamedNode("http://example.org/p"), ox.Literal(n))

def write(data, number):
    with data.lock():
        draft = data.draft()
        draft.store.ox.add(quad(number))
        return data.commit(draft, "test", {"quads": len(draft.store.ox)})

def told(data, those):
    live = data.current()
    complete = {g.name: [len(g.open().ox), g.manifest.counts["quads"]] for g in those}
    return {"live": live.name, "quads": len(live.open().ox), "complete": complete}

def forked(work):
    out, into = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.write(into, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(into)
    _, status = os.waitpid(child, 0)
    text = os.fdopen(out).read()
    return os.waitstatus_to_exitcode(status), json.loads(text) if text else None

def killed(data, moment):
    done = itertools.count(1)
    def counting(name, real):
        def step(*args, **kwargs):
            if next(done) == moment:
                os.write(2, f"{moment} {name}\\n".encode())
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)
        return step
    for name in STEPS:
        setattr(os, name, counting(name, getattr(os, name)))
    write(data, 99)

root = Path(sys.argv[1])
template = DataFolder(root / "template")
for number in range(1, 5):
    assert forked(lambda: write(template, number) and None)[0] == 0
# Removing an old generation is many things of one kind: every eighth of them is enough.
for moment in itertools.chain(range(1, 12), itertools.count(16, 8)):
    data = DataFolder(root / str(moment))
    shutil.copytree(template.root, data.root)
    code, _ = forked(lambda: killed(data, moment))
    left = forked(lambda: told(data, data.all()))[1]
    after = forked(lambda: (write(data, 100), told(data, []))[1])[1]
    names = sorted(str(p.relative_to(data.root)) for p in [*data.root.iterdir(), *data.generations.iterdir()])
    print(json.dumps({"moment": moment, "code": code, "left": left, "after": after, "names": names}), flush=True)
    shutil.rmtree(data.root)
    if code == 0:
        break
"""


def test_killed_before_every_single_thing_it_does_to_the_disk(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    told: list[dict[str, Any]] = [json.loads(line) for line in run.stdout.splitlines()]
    steps = [line.split()[1] for line in run.stderr.splitlines()]
    assert {"mkdir", "rename", "replace", "fsync", "unlink"} <= set(steps), "every kind of step was cut off at least once"
    assert [t["code"] for t in told] == [-signal.SIGKILL] * (len(told) - 1) + [0]
    assert len(told) > 10
    for moment in told:
        # Either the old graph or the new one, whole, as its manifest counts it.
        before, new = ("000004", 4), ("000005", 5)
        assert (moment["left"]["live"], moment["left"]["quads"]) in (before, new), moment
        for found, counted in moment["left"]["complete"].values():
            assert found == counted, "what looks complete is complete"
        # The next writer stands on what is live, and what was left behind is gone.
        assert moment["after"]["quads"] == moment["left"]["quads"] + 1
        assert moment["after"]["live"] > moment["left"]["live"]
        assert not [name for name in moment["names"] if name.endswith((".draft", ".new"))], moment
    switched = [t["left"]["live"] for t in told]
    assert switched == sorted(switched), "it is switched once, and never back"
    assert switched[0] == "000004"
    assert switched[-1] == "000005"


def several() -> list[Source]:
    """The shortest digest under several names: some are read before the kill, and others not."""
    text = min(documents.files(), key=lambda path: path.stat().st_size).read_text(encoding="utf-8")
    return [make(f"copy-{n}.txt", text) for n in range(4)]


@pytest.mark.parametrize("delay", [0.0, 0.15, 0.3, 0.5, 0.75, 1.0])
def test_an_ingest_that_is_killed(delay: float, tiny_data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last generation still serves, what was read is not read again, the next ingest works and sweeps."""
    data = tiny_data
    tool_version.cache_clear()
    version = tool_version()
    shutil.rmtree(data.readings)
    live = data.current()
    quads = len(live.open().ox)
    (data.sources / "half").mkdir()
    for half in (data.readings / "0123.4567", data.sources / "half" / "source.json.new", data.root / "current.new"):
        half.parent.mkdir(exist_ok=True)
        half.write_text("cut off")

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ingest.pipeline"])
    # The target is the project's own function: this module has no name that another process could import.
    child = context.Process(target=pipeline.ingest, args=(several(), data), kwargs={"workers": 1}, daemon=True)
    child.start()
    deadline = time.monotonic() + 20
    while not list(data.generations.glob("*.draft")) and child.is_alive() and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(delay)
    child.kill()
    child.join()
    if child.exitcode == 0:
        assert data.current().name == "000002", "it was done before it was killed"
    else:
        assert child.exitcode == -signal.SIGKILL
        assert data.current() == live
        assert len(data.current().open().ox) == quads
    read = {place: place.stat().st_mtime_ns for place in data.readings.iterdir() if "." not in place.name}

    calls: list[str] = []
    really = pipeline.Reader._read

    def counted(self: pipeline.Reader, source: Any) -> pipeline.Outcome:
        calls.append(source.name)
        return really(self, source)

    monkeypatch.setattr(pipeline.Reader, "_read", counted)
    report = pipeline.ingest(several(), data)
    assert [entry.file for entry in report.taken] == [source.name for source in several()]
    if tool_version.__wrapped__() != version:
        pytest.skip("somebody edits the code while the test runs: readings of another version are not reused")
    assert len(calls) == len(several()) - len(read), "what was read before the kill is not read again"
    assert {place: place.stat().st_mtime_ns for place in read} == read
    assert len(data.current().open().ox) == data.current().manifest.counts["quads"]
    left = [str(p.relative_to(data.root)) for p in data.root.rglob("*") if p.suffix in (".draft", ".new", ".4567")]
    assert left == []
    assert [p for p in data.readings.iterdir() if "." in p.name] == []


def test_a_source_that_the_live_graph_rests_on_is_never_half_written(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second ingest of the same document writes its source anew; a crash while it does leaves the old one."""
    place = next(data.sources.glob("*/source.json"))
    before = place.read_bytes()
    really = Path.write_text

    def cut(self: Path, text: str, **more: Any) -> int:
        really(self, text[: len(text) // 2], **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_text", cut)
    with pytest.raises(KeyboardInterrupt):
        pipeline.ingest(sources(documents.files()), data)
    monkeypatch.undo()
    assert [p for p in data.sources.glob("*/source.json") if not json.loads(p.read_text(encoding="utf-8"))] == []
    assert place.read_bytes() == before
    assert len(list(pipeline.kept_sources(data))) == len(documents.files())


def test_an_ingest_that_fails_leaves_no_draft(tiny_data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tiny_data
    live = data.current()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(pipeline, "derive", broken)
    with pytest.raises(RuntimeError, match="the disk is full"):
        pipeline.ingest(several()[:1], data)
    assert data.current() == live
    # The engine may still be writing into what is thrown away; the next writer sweeps it at the latest.
    assert files(write(data, 1).folder.parent) == ["000001", data.current().name]


def test_nothing_taken_makes_no_generation(data: DataFolder) -> None:
    report = pipeline.ingest(sources([data.root / "nothing.txt"]), data)
    assert report.generation is None
    assert report.refused == [(str(data.root / "nothing.txt"), "there is no such file")]
    assert files(data.generations) == ["000001"]
    assert os.listdir(data.root / "readings") != []
