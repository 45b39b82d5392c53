"""Two graphs to ask: that of the bundled digests, and that of the official texts beside the project, where they are."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from answers.answerer import Answerer
from graph.generations import DataFolder
from ingest.collect import sources
from ingest.pipeline import ingest, kept_sources
from tests.scores.shared import chinese_texts


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the Chinese official texts and no curated facts, made once a run. Skipped where there are none."""
    texts = chinese_texts()
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent
    with (folder / "official.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not (folder / "official" / "current").exists():
            report = ingest(sources(texts), DataFolder(folder / "official"), curated=False)
            assert (report.refused, report.skipped) == ([], [])
    return folder / "official"


@pytest.fixture(scope="session")
def of_digests(built: Path) -> Answerer:
    return Answerer.of(DataFolder(built).current().open())


@pytest.fixture(scope="session")
def of_texts(official: Path) -> Answerer:
    return Answerer.of(DataFolder(official).current().open())


@pytest.fixture(scope="session")
def uncurated(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """The digests again, without the register's own founding facts."""
    folder = DataFolder(tmp_path_factory.mktemp("uncurated"))
    assert not ingest(kept_sources(DataFolder(built)), folder, curated=False).refused
    return Answerer.of(folder.current().open())
