"""A graph that can be asked: one small interface, the embedded Oxigraph behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from graph.vocabulary import PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term]


class Store(Protocol):
    """What answers, exports and pages need of a graph. Queries see the union of all named graphs."""

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        """The rows of a SELECT query; unbound variables are left out of a row. Raises SyntaxError for a bad query."""
        ...

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool: ...

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[ox.Triple]: ...


class OxigraphStore:
    """An Oxigraph store, in memory or on disk."""

    def __init__(self, store: ox.Store) -> None:
        self.ox = store

    @classmethod
    def memory(cls, quads: Iterable[ox.Quad] = ()) -> OxigraphStore:
        store = ox.Store()
        store.bulk_extend(quads)
        return cls(store)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = True) -> OxigraphStore:
        """Raises OSError where there is no store, or another process writes to it."""
        return cls(ox.Store.read_only(str(path)) if read_only else ox.Store(str(path)))

    def _run(self, query: str, bindings: Mapping[str, Term] | None) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        substitutions = {ox.Variable(name): term for name, term in (bindings or {}).items()}
        return self.ox.query(query, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=substitutions)

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        result = self._run(query, bindings)
        assert isinstance(result, ox.QuerySolutions), "a SELECT query was expected"
        names = [variable.value for variable in result.variables]
        return [{name: row[name] for name in names if row[name] is not None} for row in result]

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        return bool(self._run(query, bindings))

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[ox.Triple]:
        result = self._run(query, bindings)
        assert isinstance(result, ox.QueryTriples), "a CONSTRUCT or DESCRIBE query was expected"
        return list(result)


def value(term: Term | None) -> str:
    """The text of an IRI or literal, empty for nothing."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else ""
