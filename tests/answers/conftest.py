"""Answerers over the digests, and over the official texts where they lie beside the repository."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import pytest

import documents
from answers.answerer import Answerer
from graph.generations import DataFolder
from graph.store import OxigraphStore
from ingest.collect import sources
from ingest.pipeline import ingest

sys.path.insert(0, str(Path(__file__).parent))

SHARED = Path(os.environ.get("MANDATES_SHARED", documents.FOLDER.parent.parent / "shared"))


@pytest.fixture(scope="session")
def digests(store: OxigraphStore) -> Answerer:
    """Answers from the bundled digests."""
    return Answerer.of(store)


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Answers from the five Chinese texts and three English resolutions, without the register's own founding facts."""
    files = sorted((SHARED / "documents").glob("*.txt")) if SHARED.is_dir() else []
    if not files:
        warnings.warn(f"the official texts are not at {SHARED}; set MANDATES_SHARED: their pairs are NOT tested", stacklevel=1)
        pytest.skip(f"no official texts at {SHARED}")
    data = DataFolder(tmp_path_factory.mktemp("official"))
    assert not ingest(sources(files), data, curated=False).refused
    return Answerer.of(data.current().open())
