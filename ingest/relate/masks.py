"""A sentence with every mention and date as one symbol, so that a formula is a plain regular expression.

"理事会在其第27/2号决定第4段中" becomes `B在其D中` with private-use characters for B and D; which body and which decision
is told by their place. Formulas are written with words in braces (`{body}`, `{act}`) and compiled once.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property

from ingest import dates
from ingest.dates import Calendar, Period
from ingest.model import Mention, Sentence

_SYMBOLS = {
    kind: chr(0xE000 + i)
    for i, kind in enumerate(
        ("body", "post", "person", "group", "state", "place", "decision", "instrument", "document",
         "session", "meeting", "fund", "system", "campaign", "date")
    )
}  # fmt: skip
_SETS = {
    "act": ("decision", "instrument"),
    "organ": ("body", "session", "meeting"),
    "assembly": ("session", "meeting"),
    "actor": ("body", "post", "person", "group", "state", "session", "meeting"),
    "addressee": ("body", "post", "person", "group", "state"),
    "founded": ("body", "system", "fund"),
    "mandated": ("body", "system", "fund", "post"),
    "paper": ("document", "instrument", "decision"),
    "work": ("document", "instrument", "system", "campaign"),
    "seat": ("place", "state"),
    "money": ("fund", "body"),
    "any": tuple(_SYMBOLS),
    "named": tuple(kind for kind in _SYMBOLS if kind != "date"),
}  # fmt: skip
_WORD = re.compile(r"\{(?P<bare>=)?(?P<word>[a-z]+)(?P<many>\+)?(?::(?P<name>\w+))?\}")
_TIE = r"(?:(?:、|和|以及|及|与|或|，以及|，和)(?:其)?|(?:,? and |, | or |,? as well as )(?:the |its |their |all |other |relevant )*)"


def _class(word: str) -> str:
    kinds = _SETS.get(word, (word,))
    return "[" + "".join(_SYMBOLS[kind] for kind in kinds) + "]"


@cache
def formula(pattern: str) -> re.Pattern[str]:
    """Compile a formula. `{body}` is one body, `{body+}` a list of bodies, `{body:object}` names the group; within a
    character class `{=body}` stands for bodies: `[^，。{=any}]` is neither a mark nor a name.

    Raises KeyError for a word in braces that is neither a kind nor a set of kinds.
    """

    def replace(match: re.Match[str]) -> str:
        one = _class(match["word"])
        if match["bare"]:
            return one[1:-1]
        # Within a list a name may be followed by its short form in brackets.
        many = f"{one}(?:\\({_class('any')}\\))?(?:{_TIE}{one}(?:\\({_class('any')}\\))?)*" if match["many"] else one
        return f"(?P<{match['name']}>{many})" if match["name"] else many

    return re.compile(_WORD.sub(replace, pattern))


@dataclass(frozen=True)
class Masked:
    """A sentence and its masked text.

    `starts[i]` and `ends[i]` are where the i-th masked character begins and ends in the paragraph's text.
    """

    sentence: Sentence
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    mentions: dict[int, Mention]
    dates: dict[int, Period]

    def found(self, start: int, end: int) -> list[Mention]:
        """The mentions within [start, end) of the masked text."""
        return [self.mentions[i] for i in range(start, end) if i in self.mentions]

    def period(self, start: int, end: int) -> Period | None:
        """The first date within [start, end) of the masked text."""
        return next((self.dates[i] for i in range(start, end) if i in self.dates), None)

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) of the masked text as a stretch of the paragraph's text."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self.sentence.end
            return at, at
        return self.starts[start], self.ends[end - 1]

    def printed(self, start: int, end: int) -> str:
        a, b = self.stretch(start, end)
        return self.sentence.paragraph.span.folded[a:b]

    def at(self, offset: int) -> int:
        """The masked place of an offset in the paragraph's text."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """The stretches between commas, semicolons, colons and full stops."""
        cuts = [0, *(m.end() for m in re.finditer(r"[，；：。！？]|[,;:](?= )|\.(?= |$)", self.text)), len(self.text)]
        return tuple((a, b) for a, b in itertools.pairwise(cuts) if b > a)

    def clause(self, at: int) -> tuple[int, int]:
        return next(((a, b) for a, b in self.clauses if a <= at < b), (0, len(self.text)))


def mask(sentence: Sentence, year: int | None, calendar: Calendar = dates.CALENDAR) -> tuple[Masked, int | None]:
    """Mask a sentence. `year` is the year that dates without one mean; the year after the sentence comes back."""
    text = sentence.paragraph.span.folded
    found: dict[int, Mention] = {m.start: m for m in sentence.mentions}
    periods: dict[int, tuple[int, Period]] = {}
    for match in calendar.pattern.finditer(text, sentence.start, sentence.end):
        year = calendar.year_of(match) or year
        period = calendar.period(match, year)
        inside = any(m.start < match.end() and match.start() < m.end for m in sentence.mentions)
        if period and not inside:
            periods[match.start()] = (match.end(), period)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    mentions: dict[int, Mention] = {}
    told: dict[int, Period] = {}
    at = sentence.start
    while at < sentence.end:
        end = at + 1
        char = text[at]
        if at in found:
            mentions[len(chars)] = found[at]
            char, end = _SYMBOLS[found[at].kind], found[at].end
        elif at in periods:
            end, told[len(chars)] = periods[at]
            char = _SYMBOLS["date"]
        chars.append(char)
        starts.append(at)
        ends.append(end)
        at = end
    return Masked(sentence, "".join(chars), tuple(starts), tuple(ends), mentions, told), year
