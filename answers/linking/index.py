"""The names of a generation, laid out for finding: letter by letter, by number, by words, by pairs of characters."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field

import ahocorasick

from answers.language.normal import normal
from answers.names import Names, kind_of
from graph.symbols import canonical

_HAN = re.compile(r"[㐀-鿿]")
_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
#: Things that may be named in part: whatever has a name of its own and not only a number.
_BY_PARTS = ("body", "post", "person", "group", "instrument", "fund", "system", "campaign", "doc", "session", "meeting")
#: Words that most names have, and that tell nothing.
_FILLERS = frozenset(
    ["the", "of", "on", "for", "and", "in", "to", "a", "an", "its", "at", "by", "with", "from", "united", "nations", "un"]
)
#: What people write for words of names.
_EXPANDED = {"img": "issue management group", "gov": "government", "dept": "department", "exec": "executive", "govt": "government",
             "intl": "international", "env": "environment", "sec": "secretariat", "prog": "programme", "program": "programme",
             "programs": "programmes", "organisation": "organization", "centre": "centre", "center": "centre", "talks": "negotiating"}  # fmt: skip


def stem(word: str) -> str:
    """The beginning of a word, so that `ministers` finds `ministerial`."""
    word = word.removesuffix("'s")
    if len(word) > 7:
        return word[:7]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def stems(text: str) -> list[str]:
    """The telling words of a normalised text, as stems, in order."""
    words = [w for word in _WORD.findall(text) for w in _EXPANDED.get(word, word).replace("-", " ").split()]
    return [stem(word) for word in words if word not in _FILLERS]


@dataclass(frozen=True)
class Entry:
    """A name of a thing that may be found by its parts."""

    name: str
    iri: str
    weight: float
    stems: frozenset[str]


@dataclass
class Index:
    """Built once a generation."""

    names: Names
    exact: ahocorasick.Automaton = field(default_factory=ahocorasick.Automaton)
    numbers: dict[str, list[str]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    by_stem: dict[str, list[int]] = field(default_factory=dict)
    by_pair: dict[str, list[int]] = field(default_factory=dict)
    vocabulary: tuple[str, ...] = ()
    types: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Names) -> Index:
        index = cls(names)
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for printed, things in names.weighted.items():
            name = normal(printed).removeprefix("the ")
            if len(name) >= 2:
                for iri, weight in things.items():
                    found[name][iri] = max(found[name].get(iri, 0), weight)
        words: set[str] = set()
        for name, things in found.items():
            index.exact.add_word(name, (len(name), name, things))
            words.update(w for w in _WORD.findall(name) if len(w) > 3)
            index._by_parts(name, things)
        if len(index.exact):
            index.exact.make_automaton()
        index.vocabulary = tuple(sorted(words))
        for iri, number in names.number.items():
            index.numbers.setdefault(canonical(number), []).append(iri)
        index.types = {normal(name): iri for name, iri in names.kinds.items()}
        return index

    def _by_parts(self, name: str, things: dict[str, float]) -> None:
        told = frozenset(stems(name))
        for iri, weight in things.items():
            if weight < 2 or kind_of(iri) not in _BY_PARTS:
                continue
            if _HAN.search(name):
                if len(name) >= 4:
                    for pair in {name[i : i + 2] for i in range(len(name) - 1)}:
                        self.by_pair.setdefault(pair, []).append(len(self.entries))
                    self.entries.append(Entry(name, iri, weight, frozenset()))
            elif len(told) >= 2:
                for word in told:
                    self.by_stem.setdefault(word, []).append(len(self.entries))
                self.entries.append(Entry(name, iri, weight, told))

    def telling(self, word: str) -> float:
        """How much a stem tells: rare ones more than common ones."""
        return math.log((len(self.entries) + 1) / (len(self.by_stem.get(word, ())) + 1)) + 0.2
