"""The live generation as the server sees it: opened once, followed when the pointer moves."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property

from answers.answerer import Answerer
from graph.generations import DataFolder, Generation, NoGeneration
from graph.store import OxigraphStore
from graph.vocabulary import BASE


@dataclass(frozen=True)
class View:
    """One generation, opened read-only, with what is built once a generation."""

    generation: Generation

    @cached_property
    def store(self) -> OxigraphStore:
        return self.generation.open()

    @cached_property
    def base(self) -> str:
        """The base under which the documents of this generation were read."""
        documents = self.generation.manifest.documents
        return documents[0].iri.partition("id/doc/")[0] if documents else BASE

    @cached_property
    def answerer(self) -> Answerer:
        return Answerer.of(self.store)


class Live:
    """Follows the pointer of a data folder."""

    def __init__(self, data: DataFolder) -> None:
        self.data = data
        self._lock = threading.Lock()
        self._view: View | None = None

    def view(self) -> View:
        """The live generation. Raises NoGeneration where there is none."""
        try:
            name = self.data.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            name = ""
        with self._lock:
            if self._view is None or self._view.generation.name != name:
                self._view = View(self.data.current())
            return self._view

    @property
    def base(self) -> str:
        """The base of the live generation's IRIs; the published one where there is no generation yet."""
        try:
            return self.view().base
        except NoGeneration:
            return BASE
