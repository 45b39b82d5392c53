"""The live generation as the server sees it: opened once, followed when the pointer moves."""

from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import dataclass
from functools import cached_property

from answers.answerer import Answerer
from graph import generations, statistics
from graph.generations import DataFolder, Generation, NoGeneration
from graph.statistics import Statistics
from graph.store import OxigraphStore
from graph.vocabulary import BASE

#: Counted up when the same generation is written otherwise than before, so that no old answer passes for a new one.
FORM = 1


@dataclass(frozen=True)
class View:
    """One generation, opened read-only, with what is built once a generation."""

    generation: Generation

    @cached_property
    def store(self) -> OxigraphStore:
        return self.generation.open()

    @cached_property
    def store_path(self) -> str:
        """Where the store is."""
        return str(self.generation.store_path)

    @cached_property
    def base(self) -> str:
        """The base under which the documents of this generation were read."""
        documents = self.generation.manifest.documents
        return documents[0].iri.partition("id/doc/")[0] if documents else BASE

    @cached_property
    def statistics(self) -> Statistics:
        """Counted when first asked for; seconds at a million quads."""
        return statistics.of(self.store)

    @cached_property
    def tag(self) -> str:
        """What tells this generation from every other one, of this or another data folder."""
        manifest = self.generation.manifest
        made = f"{manifest.created} {manifest.tool} {sorted(manifest.counts.items())} {FORM}"
        return f"{self.generation.name}-{hashlib.blake2b(made.encode(), digest_size=4).hexdigest()}"

    @cached_property
    def answerer(self) -> Answerer:
        return Answerer.over(self.generation, self.store)


class Live:
    """Follows the pointer of a data folder."""

    def __init__(self, data: DataFolder) -> None:
        self.data = data
        self._pointer = str(data.pointer)
        self._lock = threading.Lock()
        self._view: View | None = None
        self._earlier: dict[str, View] = {}
        self._seen: tuple[int, int] = (0, 0)

    def view(self) -> View:
        """The live generation. Raises NoGeneration where there is none."""
        try:
            # The pointer is replaced whole: another pointer is another file.
            told = os.stat(self._pointer)
            seen = (told.st_ino, told.st_mtime_ns)
        except FileNotFoundError:
            seen = (0, 0)
        with self._lock:
            if self._view is None or seen != self._seen:
                current = self.data.current()
                if self._view is None or self._view.generation.name != current.name:
                    self._view = View(current)
                self._seen = seen
            return self._view

    def at(self, generation: Generation) -> View:
        """A generation that is kept; the few that were asked for last stay open."""
        with self._lock:
            if self._view is not None and self._view.generation.name == generation.name:
                return self._view
            held = self._earlier.get(generation.name)
            if held is None:
                held = self._earlier[generation.name] = View(generation)
                for name in list(self._earlier)[: -generations.KEEP]:
                    del self._earlier[name]
            return held

    @property
    def base(self) -> str:
        """The base of the live generation's IRIs; the published one where there is no generation yet."""
        try:
            return self.view().base
        except NoGeneration:
            return BASE
