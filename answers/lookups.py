"""Lookups that were made lately: a generation never changes, so what was found stays true."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from answers import facts
from answers.facts import Asked
from answers.names import Names
from graph.contradictions import Contradiction, contradictions
from graph.store import Store

#: So many lookups are kept, of so many facts at most each.
_MOST, _LONGEST = 2048, 200


@dataclass
class Lookups:
    """The lookups of one generation."""

    store: Store
    names: Names
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
            return facts.along(self.store, self.names, query, line, body, language)
        return facts.ask(self.store, self.names, query, language, **bindings)
