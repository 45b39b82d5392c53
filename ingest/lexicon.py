"""Names of the register, found in text at once: longest match, both scripts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import ahocorasick

from graph.iris import Iris
from graph.names import fold, key
from ingest.model import Entity
from register.load import Entry, Register


@dataclass(frozen=True)
class Hit:
    """A register name at [start, end) of a text and the entities that it may mean; `short` where only context can tell."""

    start: int
    end: int
    candidates: tuple[Entity, ...]
    short: bool


@dataclass
class Lexicon:
    """The register as the recogniser needs it."""

    register: Register
    iris: Iris
    entities: dict[str, Entity] = field(default_factory=dict)
    _names: ahocorasick.Automaton = field(default_factory=ahocorasick.Automaton)
    _full: dict[str, tuple[Entity, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Register, iris: Iris | None = None) -> Lexicon:
        lexicon = cls(register, iris or Iris())
        full: dict[str, list[Entity]] = defaultdict(list)
        short: dict[str, list[Entity]] = defaultdict(list)
        spaced: dict[str, set[str]] = defaultdict(set)
        for entry in register.entries.values():
            entity = _entity(entry)
            lexicon.entities[entry.iri] = entity
            for name, _ in entry.names:
                full[key(name)].append(entity)
            for name, _ in entry.short_forms:
                short[key(name)].append(entity)
            for name, _ in (*entry.names, *entry.short_forms):
                # In Latin script a space beside a quotation mark stays: the donors’ forum.
                if (printed := fold(name)) != key(name):
                    spaced[key(name)].add(printed)
        for name in full.keys() | short.keys():
            candidates = tuple(dict.fromkeys([*full.get(name, ()), *short.get(name, ())]))
            for printed in (name, *spaced.get(name, ())):
                lexicon._names.add_word(printed, (len(printed), candidates, name not in full))
        lexicon._full = {name: tuple(found) for name, found in full.items()}
        if len(lexicon._names):
            lexicon._names.make_automaton()
        return lexicon

    def named(self, name: str) -> Entity | None:
        """The one entity that has exactly this full name, or None."""
        found = self._full.get(key(name), ())
        return found[0] if len(found) == 1 else None

    def by_iri(self, iri: str) -> Entity | None:
        return self.entities.get(iri)

    def body(self, slug: str) -> Entity:
        """The body with this slug; one is made up of the slug where the register has none."""
        iri = self.iris.thing("body", slug)
        return self.entities.get(iri) or Entity(iri, "body", ((slug, ""),), origin="form")

    def hits(self, text: str) -> list[Hit]:
        """All names in a folded text, overlapping ones too; names in Latin script only as whole words."""
        if not len(self._names):
            return []
        found = []
        for last, (length, candidates, short) in self._names.iter(text):
            start, end = last - length + 1, last + 1
            if _whole(text, start, end):
                found.append(Hit(start, end, candidates, short))
        return found


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a match does not cut a word in Latin script."""
    before, after = text[start - 1 : start], text[end : end + 1]
    inside = (text[start], text[end - 1])
    cuts_left = before.isascii() and before.isalnum() and inside[0].isascii() and inside[0].isalnum()
    cuts_right = after.isascii() and after.isalnum() and inside[1].isascii() and inside[1].isalnum()
    return not cuts_left and not cuts_right


def _entity(entry: Entry) -> Entity:
    return Entity(entry.iri, entry.kind, entry.names or ((entry.iri.rsplit("/", 1)[-1], ""),))
