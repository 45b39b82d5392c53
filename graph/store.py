"""A graph that can be asked: one small interface, the embedded Oxigraph behind it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from graph import search
from graph.textmatch import expand
from graph.vocabulary import PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term]


class Store(Protocol):
    """What answers, exports and pages need of a graph. Queries see the union of all named graphs, or those of their FROM."""

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        """The rows of a SELECT query; unbound variables are left out of a row.

        Raises SyntaxError for a bad query, BadTextSearch or NoIndex where it searches texts and cannot.
        """
        ...

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool: ...

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[ox.Triple]: ...


class OxigraphStore:
    """An Oxigraph store, in memory or on disk; on disk with the search index that stands beside it."""

    def __init__(self, store: ox.Store, index: Path | None = None) -> None:
        self.ox = store
        self._index = index

    @cached_property
    def texts(self) -> search.SearchIndex | None:
        """The index of the texts and names; None where the store has none that can be read."""
        with contextlib.suppress(search.NoIndex):
            return search.SearchIndex(self._index) if self._index else None
        return None

    @classmethod
    def memory(cls, quads: Iterable[ox.Quad] = ()) -> OxigraphStore:
        store = ox.Store()
        store.bulk_extend(quads)
        return cls(store)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = True) -> OxigraphStore:
        """Raises OSError where there is no store, or another process writes to it."""
        opened = ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
        return cls(opened, path.with_name(search.FILE))

    def _run(self, query: str, bindings: Mapping[str, Term] | None) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        substitutions = {ox.Variable(name): term for name, term in (bindings or {}).items()}
        query = expand(query, self.texts, bindings)
        union = not names_dataset(query)
        return self.ox.query(query, prefixes=PREFIXES, use_default_graph_as_union=union, substitutions=substitutions)

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        result = self._run(query, bindings)
        assert isinstance(result, ox.QuerySolutions), "a SELECT query was expected"
        names = [variable.value for variable in result.variables]
        return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in result]

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        return bool(self._run(query, bindings))

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[ox.Triple]:
        result = self._run(query, bindings)
        assert isinstance(result, ox.QueryTriples), "a CONSTRUCT or DESCRIBE query was expected"
        return list(result)


#: What may hold the word FROM without meaning it: comments, strings, IRIs, variables and names behind a colon.
_NO_KEYWORD = re.compile(
    r"""\#[^\n\r]* | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' | <[^<>"{}|^`\\\x00-\x20]*> | [?$]\w+ | :[\w.:-]*""",
    re.VERBOSE | re.DOTALL,
)
_FROM = re.compile(r"(?<![\w-])FROM(?:\s*(?:NAMED\s*)?<>|\s+(?:NAMED\s+)?[\w.-]*:)", re.IGNORECASE)


def names_dataset(query: str) -> bool:
    """Whether a query says by FROM which graphs it asks; it then sees these, and not the union of all."""
    return "FROM" in query.upper() and bool(
        _FROM.search(_NO_KEYWORD.sub(lambda m: {"<": "<>", ":": ":"}.get(m[0][0], " "), query))
    )


def value(term: Term | None) -> str:
    """The text of an IRI or literal, empty for nothing."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else ""
