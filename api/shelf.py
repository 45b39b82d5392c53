"""Finished pages and names, kept as long as their generation is the live one: it never changes, so neither do they."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property

from api.checking import Checking
from api.live import View
from api.views.names import Names
from api.views.structure import Structure
from api.words import WORDS
from graph import ledger_build
from graph.ledger import Ledger, NoLedger
from graph.search import NoIndex, SearchIndex


@dataclass(frozen=True)
class Sheet:
    """A finished page."""

    body: bytes
    language: str

    @cached_property
    def tag(self) -> str:
        """A strong ETag of the plain bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


class Shelf:
    """Pages by generation, language and address, the longest unused thrown out first; names and structure once a generation."""

    def __init__(self, most_bytes: int = 64 * 1024 * 1024) -> None:
        self.most_bytes = most_bytes
        self._lock = threading.Lock()
        self._building = threading.Lock()
        self._generation = ""
        self._sheets: OrderedDict[tuple[str, str], Sheet] = OrderedDict()
        self._bytes = 0
        self._names: dict[str, Names] = {}
        self._structure: Structure | None = None
        self._index: SearchIndex | None = None
        self._ledger: Ledger | None = None
        self._checking: Checking | None = None
        self._passing: set[tuple[str, str]] = set()

    def get(self, view: View, language: str, address: str) -> Sheet | None:
        with self._lock:
            self._follow(view)
            sheet = self._sheets.get((language, address))
            if sheet is not None:
                self._sheets.move_to_end((language, address))
            return sheet

    def put(self, view: View, language: str, address: str, sheet: Sheet, *, passing: bool = False) -> None:
        """Keep a page, unless its generation is no longer the live one. A passing one, made before all was checked, goes when
        more is known."""
        with self._lock:
            late = passing and self._checking is not None and self._checking.is_done
            if view.generation.name != self._generation or late:
                return
            if passing:
                self._passing.add((language, address))
            old = self._sheets.pop((language, address), None)
            self._bytes += len(sheet.body) - (len(old.body) if old else 0)
            self._sheets[(language, address)] = sheet
            while self._bytes > self.most_bytes and self._sheets:
                _, gone = self._sheets.popitem(last=False)
                self._bytes -= len(gone.body)

    def names(self, view: View, language: str) -> Names:
        with self._lock:
            self._follow(view)
            names = self._names.get(language)
        if names is None:
            names = Names(view.store, self.ledger(view), language)
            with self._lock:
                if view.generation.name == self._generation:
                    names = self._names.setdefault(language, names)
        return names

    def structure(self, view: View) -> Structure:
        with self._building:
            with self._lock:
                self._follow(view)
                structure = self._structure
            if structure is None:
                ledger = self.ledger(view)
                structure = Structure(ledger.spans(), ledger.parts())
                with self._lock:
                    if view.generation.name == self._generation:
                        self._structure = structure
            return structure

    def checking(self, view: View) -> Checking:
        """What the shapes find across the documents of a generation, as far as it is known by now; it is looked for beside the
        requests, since that takes long on a large graph."""
        with self._lock:
            self._follow(view)
            if self._checking is None:
                self._checking = Checking(view.generation, lambda: self._known_more(view))
            return self._checking

    def _known_more(self, view: View) -> None:
        with self._lock:
            if view.generation.name != self._generation:
                return
            # Pages made before may lack what is now known.
            for key in self._passing:
                if gone := self._sheets.pop(key, None):
                    self._bytes -= len(gone.body)
            self._passing.clear()

    def warm(self, view: View) -> None:
        """Make now what pages of a generation share."""
        for language in WORDS:
            self.names(view, language)
        self.structure(view)
        with contextlib.suppress(NoIndex):
            self.index(view)

    def close(self) -> None:
        """Stop what runs beside the requests."""
        with self._lock:
            if self._checking is not None:
                self._checking.stop()

    def index(self, view: View) -> SearchIndex:
        """The search index of a generation. Raises NoIndex where it has none."""
        with self._lock:
            self._follow(view)
            if self._index is None:
                self._index = SearchIndex(view.generation.search_path)
            return self._index

    def ledger(self, view: View) -> Ledger:
        """The ledger of a generation. One that was made without is listed now, which takes long on a large graph, once."""
        with self._lock:
            self._follow(view)
            if self._ledger is None:
                try:
                    self._ledger = Ledger.open(view.generation.ledger_path)
                except NoLedger:
                    self._ledger = ledger_build.in_memory(view.store.ox)
            return self._ledger

    def _follow(self, view: View) -> None:
        if view.generation.name != self._generation:
            self._generation = view.generation.name
            self._sheets.clear()
            self._names.clear()
            self._structure = None
            self._index = None
            self._ledger = None
            if self._checking is not None:
                self._checking.stop()
            self._checking = None
            self._passing.clear()
            self._bytes = 0
