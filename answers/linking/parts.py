"""Names told in part, out of order or with a wrong character: the nearest name of the graph, if one is clearly nearest."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from answers.grammar import words_en
from answers.linking.index import Index, stem, stems
from answers.names import kind_of

#: What windows of Chinese text may hold besides telling characters: heads of names and words between names.
_CORE = re.compile(
    r"小组|委员会|办公室|办事处|论坛|大会|会议|机构|基金|公约|计划|战略|框架|议程|方案|理事会|中心|进程|联合国|问题|[和与及的之司股组在于是有为]"
)
_LATIN = re.compile(r"[a-z][a-z'-]*[a-z]")
_SEGMENT = re.compile(r"[㐀-鿿()/]{3,}")
#: `the group on …`: the word for what it is must be in the name.
_HEAD = re.compile(
    r"\b(group|committee|office|division|unit|forum|council|fund|framework|board|commission|network|programme|panel|centre|team) (?:on|for|of|to) \w"
)
#: `the chemicals group`.
_TAIL = re.compile(
    r"\b[a-z]{4,} (group|committee|office|division|unit|forum|council|fund|board|commission|network|panel|centre|team)\b"
)
#: Words that are written as a name.
_PROPER = re.compile(r"\b[A-Z][\w'-]+(?: (?:(?:of|for|on|and|in|to|&) )*[A-Z][\w'-]+)+")
#: Where what a name is about begins.
_TURN = re.compile(r" (?:of|on|for|to|in|at|with|against) ")
#: So many other words stand between the words of a name at most, beside one for each of them.
_STRAY = 3
#: What stands before a thing that is not one of those that have a name.
_INDEFINITE = re.compile(r"\b(?:a|an|any|another|a new) $")
#: Words before the word for what a thing is.
_PHRASE = re.compile(
    r"\b(?P<before>(?:[a-z][a-z-]+ ){1,4})(?P<head>group|committee|office|division|unit|forum|council|fund|board|commission|network|panel|centre|team|plan|strategy|framework|initiative|partnership|campaign|programme|conference|policy)\b"
)
#: Things whose names begin or end with a word for what they are, and may be told by that and one word more.
_HEADED = ("body", "meeting", "session", "instrument", "doc")
#: A name of which so much is told need not have its word for what the thing is.
_MOST = 0.6
#: Two candidates this near to each other are both told.
_CLOSE = 0.94


@dataclass(frozen=True)
class Guess:
    """What a stretch of the question may mean: candidates from the likeliest on, and how like the first one is (0..1)."""

    iris: tuple[str, ...]
    called: str
    start: int
    end: int
    likeness: float


def english(exact: str, free: list[tuple[int, int]], wanted: set[str], index: Index) -> Guess | None:
    """The name that explains most of the `wanted` stems, by the words of the `free` stretches of a text in its own case."""
    text = exact.lower()
    proper = [_told(exact, m) for a, b in free for m in _PROPER.finditer(exact, a, b)]
    places = [(m.start() + a, m.end() + a, stem(m[0])) for a, b in free for m in _LATIN.finditer(text[a:b])]
    have = {s for a, b in free for s in stems(text[a:b])}
    candidates = {i for word in wanted for i in index.by_stem.get(word, ())}
    head = next((stem(m[1]) for pattern in (_HEAD, _TAIL) for a, b in free if (m := pattern.search(text, a, b))), "")
    if head and any(head in index.entries[i].stems for i in candidates):
        candidates = {i for i in candidates if head in index.entries[i].stems}
    scored: dict[str, tuple[float, frozenset[str]]] = {}
    asked = sum(index.telling(word) for word in wanted) or 1.0
    for number in candidates:
        entry = index.entries[number]
        common = entry.stems & have
        # What is written as a name is the name of another thing where it has a word that this one has not.
        if any(run & common and not run <= entry.stems for run in proper):
            continue
        whole = sum(index.telling(word) for word in entry.stems)
        covered = sum(index.telling(word) for word in common) / whole
        explained = sum(index.telling(word) for word in wanted & entry.stems) / asked
        score = covered * 0.5 + explained * 0.5 - (0.08 if kind_of(entry.iri) in ("group", "fund", "campaign") else 0.0)
        enough = 0.6 if explained < 0.99 or len(common) < 2 or kind_of(entry.iri) not in _HEADED else 0.3 if head else 0.4
        if len(common) < 2 and kind_of(entry.iri) != "person":
            continue
        if covered < _MOST and kind_of(entry.iri) in _HEADED and _head_of(entry.name) not in common:
            continue
        if kind_of(entry.iri) == "person":
            # A surname is enough.
            enough = 0.4 if stem(entry.name.split()[-1]) in common else 0.9
        together = len(common) >= 2 and covered >= 0.6 and _adjoin(places, common)
        if covered >= enough and (explained >= 0.5 or together) and score > scored.get(entry.iri, (0.0, common))[0]:
            scored[entry.iri] = (score, common)
    best = sorted(scored, key=lambda iri: (-scored[iri][0], -index.names.use.get(iri, 0), iri))
    if not best:
        return None
    top, common = scored[best[0]]
    near = [iri for iri in best if scored[iri][0] >= top * _CLOSE][:5]
    found = [(a, b) for a, b, word in places if word in common]
    if not found:
        return None
    start, end = min(a for a, _ in found), max(b for _, b in found)
    if len(text[start:end].split()) > 2 * len(common) + _STRAY or _INDEFINITE.search(text, 0, start):
        return None
    return Guess(tuple(near), text[start:end], start, end, top)


def by_phrase(text: str, free: list[tuple[int, int]], index: Index) -> Guess | None:
    """The one name that has the word for what a thing is and every word before it: `the negotiating committee`, `the Bali plan`."""
    for a, b in free:
        for match in _PHRASE.finditer(text, a, b):
            words = [w for w in match["before"].split() if w not in words_en.PLAIN]
            while words and not index.by_stem.get(stem(words[0])):
                words.pop(0)
            told = set(stems(" ".join([*words, match["head"]])))
            if len(told) < 2:
                continue
            entries = [index.entries[i] for i in index.by_stem.get(stem(words[0]), ()) if told <= index.entries[i].stems]
            bearers = {e.iri for e in entries if kind_of(e.iri) in _HEADED and _head_of(e.name) == stem(match["head"])}
            if len(bearers) == 1:
                start = text.index(words[0], match.start())
                if _INDEFINITE.search(text, 0, start):
                    continue
                return Guess(tuple(bearers), text[start : match.end()], start, match.end(), 0.9)
    return None


def is_part_of_another(exact: str, start: int, end: int, own: Iterable[str]) -> bool:
    """Whether a stretch is written as a part of a name that has a word which none of the thing's `own` names has."""
    known = {s for name in own for s in stems(name)}
    return any(m.start() <= start and end <= m.end() and not _told(exact, m) <= known for m in _PROPER.finditer(exact))


def _head_of(name: str) -> str:
    """The stem of the word for what a thing is: of `committee on trade and environment`, the first one."""
    return stem(_TURN.split(name)[0].split()[-1])


def _told(exact: str, run: re.Match[str]) -> frozenset[str]:
    """The stems of words that are written with capitals, without one that only begins the sentence."""
    words = run[0].lower().split()
    return frozenset(stems(" ".join(words[1:] if run.start() == 0 and words[0] in words_en.PLAIN else words)))


def _adjoin(places: list[tuple[int, int, str]], words: frozenset[str]) -> bool:
    """Whether words of a name stand beside each other."""
    own = [(a, b) for a, b, word in places if word in words]
    return any(0 < start - end <= 4 for (_, end), (start, _) in itertools.pairwise(own))


def chinese(text: str, free: list[tuple[int, int]], wanted: tuple[str, ...], index: Index) -> Guess | None:
    """The name nearest to a stretch of Chinese text that holds one of the `wanted` pieces, characters in their order."""
    best: dict[str, tuple[float, int, int]] = {}
    for a, b in free:
        for match in _SEGMENT.finditer(text, a, b):
            if any(piece[:2] in match[0] for piece in wanted):
                _segment(match[0], match.start(), index, best)
    ranked = sorted(best, key=lambda iri: (-best[iri][0], -index.names.use.get(iri, 0), iri))
    if not ranked:
        return None
    top, start, end = best[ranked[0]]
    if not any(piece[0] in text[start:end] for piece in wanted):
        return None
    near = [iri for iri in ranked if best[iri][0] >= top * _CLOSE][:5]
    return Guess(tuple(near), text[start:end], start, end, top)


def _segment(segment: str, offset: int, index: Index, best: dict[str, tuple[float, int, int]]) -> None:
    votes: Counter[int] = Counter()
    for i in range(len(segment) - 1):
        bearers = index.by_pair.get(segment[i : i + 2], ())
        # A pair that few names have tells more than one that many have.
        for number in bearers if len(bearers) < 400 else ():
            votes[number] += max(1, 60 // len(bearers))
    for number, _ in votes.most_common(60):
        entry = index.entries[number]
        at = [i for i, char in enumerate(segment) if char in entry.name]
        for start in at:
            for stop in at:
                length = stop + 1 - start
                if length < 3 or length > len(entry.name) + 2:
                    continue
                window = segment[start : stop + 1]
                if len(_CORE.sub("", window)) < 2:
                    continue
                common = LCSseq.similarity(window, entry.name)
                whole, inside = common / len(entry.name), common / length
                # A short form leaves characters out; a slip changes one of many.
                if not ((inside >= 0.99 and whole >= 0.4 and common >= 4) or (inside >= 0.8 and whole >= 0.8 and common >= 4)):
                    continue
                score = whole * 0.3 + inside * 0.4 + min(common, 20) / 20 * 0.3
                if score > best.get(entry.iri, (0.0, 0, 0))[0]:
                    best[entry.iri] = (score, offset + start, offset + stop + 1)
