"""Generations: immutable stores side by side and one pointer to the live one.

A change is made in a copy beside the live store (hard links, so it costs milliseconds), and one atomic rename of the
pointer file makes it live. A crash at any moment leaves the live generation whole; what it left behind is swept away by
the next writer.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph import ledger, ledger_build, search
from graph.store import OxigraphStore

#: Generations that stay for rollback and for servers that are about to follow the pointer.
KEEP = 4


class DataFolderBusy(Exception):
    """Another process is writing to the data folder."""


class NoGeneration(Exception):
    """The data folder holds no graph yet."""


@dataclass(frozen=True)
class DocumentEntry:
    """One document version in a generation, as the manifest keeps it."""

    iri: str
    version: str
    graph: str
    file: str
    language: str
    fingerprint: str
    digest: bool
    title: str
    symbol: str
    paragraphs: int
    claims: int
    official_text: str = ""


@dataclass(frozen=True)
class Manifest:
    """What a generation was made of."""

    number: int
    created: str
    tool: str
    documents: tuple[DocumentEntry, ...] = ()
    curated: bool = True
    counts: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        data: dict[str, Any] = json.loads(text)
        documents = tuple(DocumentEntry(**entry) for entry in data.pop("documents", ()))
        return cls(documents=documents, **data)


@dataclass(frozen=True)
class Generation:
    """One generation on disk."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def store_path(self) -> Path:
        return self.folder / "store"

    @property
    def search_path(self) -> Path:
        return self.folder / search.FILE

    @property
    def ledger_path(self) -> Path:
        return self.folder / ledger.FILE

    def open(self) -> OxigraphStore:
        return OxigraphStore.open(self.store_path)


class Draft:
    """A generation in the making: its store is writable, its manifest not yet written."""

    def __init__(self, folder: Path, base: Generation | None) -> None:
        self.folder = folder
        self.base = base
        self.store = OxigraphStore.open(folder / "store", read_only=False)
        self.documents: dict[str, DocumentEntry] = {e.graph: e for e in base.manifest.documents} if base else {}

    def close(self) -> None:
        self.store.ox.flush()
        del self.store


class DataFolder:
    """A folder that holds generations, the sources they were read from, and the pointer to the live one."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def pointer(self) -> Path:
        return self.root / "current"

    @property
    def generations(self) -> Path:
        return self.root / "generations"

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def readings(self) -> Path:
        return self.root / "readings"

    def current(self) -> Generation:
        """The live generation. Raises NoGeneration where there is none."""
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
            return self._generation(self.generations / name)
        except FileNotFoundError as error:
            raise NoGeneration(f"{self.root}: no graph yet; run `mandates build` or `mandates ingest FILES`") from error

    def all(self) -> list[Generation]:
        """Every complete generation, oldest first."""
        folders = sorted(p for p in self.generations.glob("[0-9]*") if (p / "manifest.json").is_file())
        return [self._generation(folder) for folder in folders]

    def _generation(self, folder: Path) -> Generation:
        return Generation(folder, Manifest.from_json((folder / "manifest.json").read_text(encoding="utf-8")))

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Only one writer at a time. Raises DataFolderBusy; the lock goes with the process that holds it."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise DataFolderBusy(f"{self.root}: another mandates process is writing here; wait for it to end") from error
            self._sweep()
            yield

    def _sweep(self) -> None:
        """Remove what an interrupted writer left behind."""
        for folder in self.generations.glob("*.draft"):
            shutil.rmtree(folder, ignore_errors=True)
        # Files are written beside their place, under a name with an ending, and then moved there.
        for half in (*self.readings.glob("*.*"), *self.sources.glob("*/*.new"), *self.root.glob("*.new")):
            half.unlink(missing_ok=True)

    def draft(self, *, fresh: bool = False) -> Draft:
        """A new generation in the making: a copy of the live one, or empty. Call it within `lock`."""
        self.generations.mkdir(parents=True, exist_ok=True)
        numbers = [int(p.name.split(".")[0]) for p in self.generations.glob("[0-9]*")]
        folder = self.generations / f"{max(numbers, default=0) + 1:06d}.draft"
        folder.mkdir()
        base: Generation | None = None
        with contextlib.suppress(NoGeneration):
            base = self.current()
        if base is not None and not fresh:
            base.open().ox.backup(str(folder / "store"))
        return Draft(folder, None if fresh else base)

    def commit(self, draft: Draft, tool: str, counts: dict[str, int], *, curated: bool = True) -> Generation:
        """Make a draft the live generation: everything on disk first, then one atomic rename of the pointer."""
        self._index(draft, tool)
        draft.close()
        number = int(draft.folder.name.split(".")[0])
        manifest = Manifest(
            number,
            datetime.now(UTC).isoformat(timespec="seconds"),
            tool,
            tuple(draft.documents.values()),
            curated,
            counts,
        )
        _write(draft.folder / "manifest.json", manifest.to_json())
        folder = self.generations / f"{number:06d}"
        draft.folder.rename(folder)
        _sync(self.generations)
        self.point(folder.name)
        self._prune()
        return Generation(folder, manifest)

    def _index(self, draft: Draft, tool: str) -> None:
        """Make the search index and the ledger of a draft: from those of its base where only some graphs can have changed, else
        anew."""
        searched, listed, base = draft.folder / search.FILE, draft.folder / ledger.FILE, draft.base
        if base is None or base.manifest.tool != tool or not base.search_path.is_file() or not base.ledger_path.is_file():
            search.build(searched, draft.store.ox)
            ledger_build.build(listed, draft.store.ox)
            return
        # Graphs that no manifest names (register, ontology …) are written anew with every generation.
        kept = {e.graph for e in base.manifest.documents if draft.documents.get(e.graph) == e}
        named = {g.value for g in draft.store.ox.named_graphs() if isinstance(g, ox.NamedNode)}
        gone = {e.graph for e in base.manifest.documents}
        changed = sorted((named | gone) - kept)
        search.build(searched, draft.store.ox, changed=changed, base=base.search_path)
        ledger_build.build(listed, draft.store.ox, changed=changed, base=base.ledger_path)

    def point(self, name: str) -> None:
        """Make a complete generation the live one, atomically. Raises NoGeneration where it is not complete."""
        if not (self.generations / name / "manifest.json").is_file():
            raise NoGeneration(f"{self.root}: there is no generation {name}")
        beside = self.root / "current.new"
        _write(beside, name + "\n")
        os.replace(beside, self.pointer)
        _sync(self.root)

    def discard(self, draft: Draft) -> None:
        draft.close()
        shutil.rmtree(draft.folder, ignore_errors=True)

    def _prune(self) -> None:
        live = self.pointer.read_text(encoding="ascii").strip()
        for generation in self.all()[:-KEEP]:
            if generation.name != live:
                # Half removed it must not look complete: it goes the way of drafts, which are swept if this is cut off.
                doomed = generation.folder.with_name(f"{generation.name}.draft")
                generation.folder.rename(doomed)
                shutil.rmtree(doomed, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())


def _sync(folder: Path) -> None:
    """Force a folder's entries to disk, so that a rename survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
