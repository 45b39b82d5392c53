"""What a back end can: be asked, as every store, and be filled graph by graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import pyoxigraph as ox

from graph.store import Store


class BackendUnavailable(Exception):
    """The server behind a back end does not answer, or answers that it cannot now; the message says which and what it said."""


class BackendRefused(Exception):
    """The server behind a back end does not let us: credentials are wanted, or do not suffice."""


class Backend(Store, Protocol):
    """A store that can be written to. Queries see the union of all named graphs, or those of their FROM.

    Errors of all back ends: SyntaxError for a bad query or update, NoIndex for `text:matches` where there is no index,
    ValueError for what cannot be sent (a blank node as parameter), BackendUnavailable, BackendRefused.
    """

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Make a named graph hold just these triples."""
        ...

    def add(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a named graph. Blank nodes are new ones with every call."""
        ...

    def remove(self, graph: str) -> None:
        """Remove a named graph; nothing happens where there is none."""
        ...

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs that hold anything, sorted."""
        ...

    def update(self, text: str) -> None:
        """A SPARQL 1.1 update. Our prefixes are known."""
        ...

    def size(self) -> int:
        """How many quads the named graphs hold."""
        ...
