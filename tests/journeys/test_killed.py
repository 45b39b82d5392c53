"""`mandates ingest` killed with -9: whatever the moment, the last generation stays whole and the next ingest works."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.generations import DataFolder

ROOT = Path(__file__).parents[2]
_PROGRAM = "from cli.main import main; main()"
_FOUNDED = "SELECT ?claim { ?claim mg:relation rel:establishes ; mg:object body:unep ; mg:standing standing:asserted }"


def write(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    paths = []
    for number in range(count):
        paths.append(folder / f"report-{number}.txt")
        lines = "\n\n".join(f"{n}. 大会于1972年设立了联合国环境规划署。" for n in range(1, 20))
        paths[-1].write_text(f"联合国\n\n第{number}号报告\n\n{lines}\n", encoding="utf-8")
    return paths


def started(paths: list[Path], data: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "ingest", *map(str, paths), "--data", str(data), "--no-curated"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def ingested(paths: list[Path], data: Path) -> None:
    """Ingest to the end; what it said is told where it failed."""
    command = [sys.executable, "-c", _PROGRAM, "ingest", *map(str, paths), "--data", str(data), "--no-curated"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert told.returncode == 0, told.stdout + told.stderr


def whole(data: DataFolder) -> tuple[str, int]:
    """The live generation's name, and how many claims it holds; fails where manifest and store do not agree."""
    live = data.current()
    store = live.open()
    claims = len(store.select("SELECT ?c { ?c mg:relation ?relation ; mg:evidence ?e ; mg:status status:extracted }"))
    assert claims == sum(entry.claims for entry in live.manifest.documents)
    assert len(store.select(_FOUNDED)) > 0
    assert live.manifest.counts["quads"] == len(store.ox)
    return live.name, claims


def killed_at(moments: list[float], tmp_path: Path) -> None:
    first, more = write(tmp_path / "first", 1), write(tmp_path / "more", 9)
    data = DataFolder(tmp_path / "data")
    ingested(first, data.root)
    begin = time.monotonic()
    ingested(more, data.root)
    takes = time.monotonic() - begin
    before = whole(data)
    for moment in moments:
        # The readings kept from the run before would make it short.
        for kept in data.readings.iterdir():
            kept.unlink()
        process = started(more, data.root)
        time.sleep(moment * takes)
        done = process.poll() is not None
        if not done:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
        name, claims = whole(data)
        assert claims == before[1]
        assert done or name == before[0] or int(name) == int(before[0]) + 1, "the old generation or the new one, whole"
        ingested(first, data.root)
        before = whole(data)
        assert not [p.name for p in data.generations.iterdir() if p.name.endswith(".draft")], "what was half made is gone"


@pytest.mark.slow
def test_killed_at_ten_random_moments(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    killed_at(sorted(chance.random() for _ in range(10)), tmp_path)
