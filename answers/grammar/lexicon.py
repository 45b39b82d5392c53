"""What of a question is understood without any name: the words of the forms, and the plain words of each language."""

from __future__ import annotations

import functools
import re

from answers.grammar import words_en, words_zh
from answers.language import dictionary

_LATIN = re.compile(r"[a-z][a-z'-]*")
_TOKEN = re.compile(r"[a-z][a-z'/-]*|[㐀-鿿]+|\d[\d.,%]*")
_BLANK = "\x00"
_RUN = re.compile(r"[㐀-鿿]+")
_PARTICLES = "".join(word for word in words_zh.PLAIN if len(word) == 1)


#: Classes that ask, and say nothing of what about.
_ASKING = frozenset({"which", "who", "when", "where", "many", "whether", "act", "list"})


@functools.cache
def _understood(language: str, classes: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """What the grammar understands, or these of its classes and those that ask."""
    words = words_zh.WORDS if language == "zh" else words_en.WORDS
    bound, end = ("", "") if language == "zh" else (r"\b", "(?![a-z])")
    kept = [pattern for name, pattern in words.items() if not classes or name in classes | _ASKING]
    return re.compile("|".join(f"{bound}(?:{pattern}){end}" for pattern in kept))


def spans(text: str, language: str, classes: frozenset[str]) -> list[tuple[int, int]]:
    """Where a text has words of some classes, or words that only ask."""
    return [m.span() for m in _understood(language, classes or frozenset({"which"})).finditer(text)]


#: Classes of words that say what was done, and by which a passage can be told that says it.
_DEEDS = (
    *("create", "rename", "end", "extend", "replace", "cite", "report", "supervise", "chair", "host", "attend", "member"),
    *("adopt", "endorse", "produce", "submit", "serve", "change", "seat"),
)


@functools.cache
def _deed(name: str, language: str) -> re.Pattern[str]:
    pattern = (words_zh.WORDS if language == "zh" else words_en.WORDS)[name]
    return re.compile(pattern if language == "zh" else rf"\b(?:{pattern})(?![a-z])")


@functools.cache
def _questioning(language: str) -> re.Pattern[str]:
    words = words_zh.WORDS if language == "zh" else words_en.WORDS
    bound, end = ("在?", "") if language == "zh" else (r"\b", "(?![a-z])")
    return re.compile("|".join(f"{bound}(?:{words[name]}){end}" for name in ("when", "where", "which", "who")))


def deeds(text: str, language: str) -> dict[str, tuple[int, int]]:
    """The deeds that a question names, by their classes, each with the place of its first word."""
    # Words that only ask are also in classes whose questions they begin: alone they name no deed.
    for pattern in (_questioning(language), _FATED):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    found = {name: match.span() for name in _DEEDS if (match := _deed(name, language).search(text))}
    return {
        name: span
        for name, span in found.items()
        if span not in [s for n, s in found.items() if _DEEDS.index(n) < _DEEDS.index(name)]
    }


@functools.lru_cache(maxsize=65536)
def is_told(name: str, text: str) -> bool:
    """Whether a normalised text in either language has a word for a deed."""
    return bool(_deed(name, "zh").search(text) or _deed(name, "en").search(text))


@functools.cache
def english_words() -> frozenset[str]:
    """English words that the grammar knows, written out as far as its patterns are plain words."""
    found = set(words_en.PLAIN)
    for pattern in words_en.WORDS.values():
        found.update(re.findall(r"(?<![a-z\\])[a-z]{3,}(?![a-z\\(?])", pattern))
    return frozenset(word for word in found if len(word) > 2) | frozenset(
        """established establish establishes establishing establishment created create creation founded founding launched
        terminated terminate termination dissolved dissolve abolished abolish discontinued ceased disbanded closed stopped concluded finished
        extended extend extension prolonged renewed renamed rename renaming redesignated replaced replace succeeded successor superseded predecessor
        mandate mandates mandated requested request required require invited urged encouraged instructed authorized authorised
        reported report reports reporting submitted submit presented located headquarters headquartered situated based
        chaired chair chairs chairman chairperson participated participate participants attended attend members membership
        budget approved received contributions contribution percentage million dollars biennium implemented implementation
        progress outstanding fulfilled adopted approved endorsed endorse produced prepared published drafted supervises supervise
        supervised oversees oversight subsidiary parent belongs subordinate structure meeting meetings session sessions
        documents document decision decisions resolution resolutions paragraph paragraphs contradict contradictions
        exist existed existence currently before after between which where question""".split()  # noqa: SIM905
    )


def residue(masked: str, language: str, classes: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a masked question that neither a name nor the grammar explains; with `classes`, that these do not."""
    text = re.sub(r"⟨\w+⟩", " ", masked)
    text = _understood(language, classes).sub(lambda m: _BLANK * len(m[0]), text)
    if language == "zh":
        for word in words_zh.PLAIN:
            if len(word) > 1:
                text = text.replace(word, _BLANK * len(word))
        # Single characters are words only at the ends of what is left: inside they belong to longer ones.
        text = _RUN.sub(lambda m: m[0].strip(_PARTICLES), text)
    text = text.replace(_BLANK, " ")
    return tuple(
        token
        for token in _TOKEN.findall(text)
        if token.rstrip(".,") not in words_en.PLAIN and not (len(token) == 1 and not token.isdigit())
    )


_ENGLISH = re.compile(r"[a-z][a-z-]+")
#: Shorter English words tell nothing that the grammar does not know.
_SHORT = 3


#: Asking what came of something names no deed and no matter.
_FATE = (
    r"what (?:has |had |ever )?(?:became|become|happened|happens|came) (?:of|to|with)?|(?:has|have|had|did) (?:it|that|this) happen\w*|happened"
    r"|后来(?:怎么样|怎样|如何|怎么了|呢)?|结果(?:如何|怎样|怎么样)|怎么样了|有结果"
)
_FATED = re.compile(_FATE)


def asks_fate(masked: str) -> bool:
    """Whether a question asks what came of something."""
    return bool(_FATED.search(masked))


@functools.cache
def _idle(language: str) -> re.Pattern[str]:
    """Words that ask, and plain ones: what they stand in tells nothing of a passage that answers."""
    words = words_zh.WORDS if language == "zh" else words_en.WORDS
    asking = [words[name] for name in ("which", "who", "when", "where", "many", "whether", "list", "long", "why")]
    bound, end = ("", "") if language == "zh" else (r"\b", "(?![a-z])")
    plain = [re.escape(word) for word in words_zh.PLAIN if len(word) > 1] if language == "zh" else []
    return re.compile("|".join([_FATE, *(f"{bound}(?:{pattern}){end}" for pattern in asking), *plain]))


def content(text: str) -> list[tuple[str, int]]:
    """The words of a question that tell what it is about, in order, each with its place."""
    left = text
    for language in ("zh", "en"):
        left = _idle(language).sub(lambda m: " " * len(m[0]), left)
    found = [(m[0], m.start()) for m in _ENGLISH.finditer(left) if len(m[0]) >= _SHORT and m[0] not in words_en.PLAIN]
    for run in _RUN.finditer(left):
        found += [(word, run.start() + at) for word, at in dictionary.split(run[0])]
    return sorted({word: (word, at) for word, at in reversed(found)}.values(), key=lambda f: f[1])


def telling_zh(text: str) -> bool:
    """Whether a Chinese piece ends in something other than a plain or grammatical word."""
    text = _understood("zh").sub(lambda m: _BLANK * len(m[0]), text)
    for word in words_zh.PLAIN:
        if len(word) > 1 or word in "由被把将对向给从到在于自以为和与及是有的了":
            text = text.replace(word, _BLANK * len(word))
    return len(text.rpartition(_BLANK)[2]) >= 2


def plain_zh(text: str) -> bool:
    """Whether a Chinese piece is nothing but plain or grammatical words."""
    text = _understood("zh").sub("", text)
    for word in words_zh.PLAIN:
        if len(word) > 1:
            text = text.replace(word, "")
    return not text.strip(_PARTICLES)
