"""Lookups that were made lately: a generation never changes, so what was found stays true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from answers import facts
from answers.facts import Asked
from answers.names import Names
from graph.contradictions import Contradiction, contradictions
from graph.ledger import Ledger
from graph.store import Store
from queries.library import library

_RELATION = re.compile(r"\brel:(\w+)")
#: Where a query binds the subject or the object of its claim.
_BOUND = r"\?claim mg:(?:subject|object|subject\|mg:object) \?{}\b"
#: So many lookups are kept, of so many facts at most each.
_MOST, _LONGEST = 2048, 200


@dataclass
class Lookups:
    """The lookups of one generation."""

    store: Store
    names: Names
    ledger: Ledger | None = None
    """What claims there are at all, where the generation has a ledger: it answers faster than the engine that there are none."""
    _related: dict[str, frozenset[str]] = field(default_factory=dict)
    _kept: dict[tuple[str, str, tuple[tuple[str, str], ...]], Asked] = field(default_factory=dict)

    @cached_property
    def at_odds(self) -> list[Contradiction]:
        """Everything in which the documents contradict each other: found once, since it asks the whole graph."""
        return contradictions(self.store)

    def run(self, query: str, language: str, **bindings: str) -> Asked:
        """A query of the library with IRIs bound to its parameters, from memory where it was run before."""
        key = query, language, tuple(sorted(bindings.items()))
        found = self._kept.get(key)
        if found is None:
            found = self._made(query, language, bindings)
            if len(self._kept) >= _MOST:
                self._kept.clear()
            if len(found.facts) <= _LONGEST:
                self._kept[key] = found
        return found

    def _made(self, query: str, language: str, bindings: dict[str, str]) -> Asked:
        if query in ("founding", "renaming"):
            # The path over a lineage is walked in memory: the engine would join it with every claim.
            body = bindings["body"]
            line = self.names.lineage(body) | (self.names.heirs(body) if query == "renaming" else set())
            told = [one for one in line if not self._is_vain(f"{query}-of", {"body": one})]
            return facts.along(self.store, self.names, query, told, body, language)
        if self._is_vain(query, bindings):
            return Asked(facts.filled(query, bindings), ())
        return facts.ask(self.store, self.names, query, language, **bindings)

    @staticmethod
    def _bound(query: str, bindings: Mapping[str, str]) -> list[str]:
        text = library()[query].text
        return [iri for name, iri in bindings.items() if re.search(_BOUND.format(name), text)]

    def _is_vain(self, query: str, bindings: Mapping[str, str]) -> bool:
        """Whether a query asks for claims of relations in which the ledger has none on what is bound."""
        if self.ledger is None:
            return False
        wanted = set(_RELATION.findall(library()[query].text))
        return bool(wanted) and any(not wanted & self._relations(iri) for iri in self._bound(query, bindings))

    def _relations(self, iri: str) -> frozenset[str]:
        if iri not in self._related:
            if len(self._related) >= _MOST:
                self._related.clear()
            assert self.ledger is not None
            self._related[iri] = self.ledger.relations(iri)
        return self._related[iri]
