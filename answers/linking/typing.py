"""Typing errors in English words, mended against the words of names and of questions."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from answers.grammar.lexicon import english_words
from answers.language.glossary import notions

#: Words of so many letters are mended in any way.
_LONG = 8


def mended(text: str, unknown: Iterable[str], vocabulary: tuple[str, ...]) -> str:
    """A normalised English text with each unknown word of five or more letters replaced by the one word of the vocabulary
    or the grammar that is one error away (two in words of nine letters or more); where there is none, or several, it stays.

    >>> mended("enviroment managment group", ["enviroment", "managment"], ("environment", "management"))
    'environment management group'
    """
    for word in unknown:
        if (
            len(word) >= 5
            and word.isalpha()
            and word.isascii()
            and word not in vocabulary
            and word not in english_words()
            and not notions(word)
        ):
            text = re.sub(rf"(?<![a-z]){word}(?![a-z])", _mended(word, vocabulary), text)
    return text


def _mended(word: str, vocabulary: tuple[str, ...]) -> str:
    limit = 2 if len(word) >= 9 else 1
    near = process.extract(word, _starting(vocabulary, word[0]), scorer=DamerauLevenshtein.distance, score_cutoff=limit, limit=3)
    if not near:
        return word
    # A letter changed makes another word as often as it mends one; letters left out or doubled do not.
    best = [
        name
        for name, distance, _ in near
        if distance == near[0][1] and (len(word) >= _LONG or len(name) != len(word) or sorted(name) == sorted(word))
    ]
    if not best:
        return word
    return best[0] if len({name[:5] for name in best}) == 1 else word


@functools.lru_cache(maxsize=64)
def _starting(vocabulary: tuple[str, ...], letter: str) -> tuple[str, ...]:
    """Words with the same first letter: people seldom mistype that one."""
    return tuple(word for word in (*vocabulary, *english_words()) if word.startswith(letter))
