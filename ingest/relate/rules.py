"""What a formula is, and how a match of one becomes claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ingest.model import Claim, Document, Entity, Evidence, Mention, Paragraph, Sentence
from ingest.recognise.memory import Memory
from ingest.relate.masks import Masked, formula

#: A quotation is at most this many characters of the paragraph's text.
LONGEST_QUOTE = 200
#: What is asked, done or proposed is told in at most this many characters.
LONGEST_ACTION = 80


@dataclass(frozen=True)
class Place:
    """Where a formula is tried: the sentence, what the document has told so far, and who acts if the sentence is silent."""

    document: Document
    sentence: Sentence
    masked: Masked
    memory: Memory
    fallback: Entity | None
    """The subject of the sentence before, or of the paragraph above."""
    act: Entity | None = None
    """The decision or plan whose text this is."""
    heads: tuple[Masked, ...] = ()
    """The sentences that introduce the lists in which this one stands, nearest first."""
    is_option: bool = False
    """Whether the paragraph is one of several options that someone listed."""
    meeting: Mention | None = None
    """The meeting at which the paragraph's last sentences took place."""
    spoken: tuple[Entity, ...] = ()
    """The sessions and meetings named in the sentences before, last first."""
    implementing: Mention | None = None
    """The act that the section is about the implementation of, by its heading."""
    before: tuple[Masked, ...] = ()
    """The sentences of the same paragraph before this one, last first."""

    @property
    def head(self) -> Masked | None:
        """The sentence that introduces the list in which this one stands."""
        return self.heads[0] if self.heads else None

    def sitting(self, at: int) -> Entity | None:
        """The meeting spoken of last, where the clause of a place has 会议 for its subject."""
        start, _ = self.masked.clause(at)
        if not re.match(r"(?:会议|本次会议|会上)(?:还|也|一致|最后)*$", self.masked.text[start:at]):
            return None
        here = self.named_before(("session", "meeting"), start)
        return here.entity if here else self.memory.meeting_spoken_of()

    def named_before(self, kinds: tuple[str, ...], at: int) -> Mention | None:
        """The mention of one of these kinds that stands last before a place of the sentence, in the paragraph."""
        for masked, end in ((self.masked, at), *((m, len(m.text)) for m in self.before)):
            found = [m for m in masked.found(0, end) if m.kind in kinds]
            if found:
                return found[-1]
        return None


@dataclass(frozen=True)
class Told:
    """One claim that a match tells, before evidence is cut."""

    subject: Entity
    object: Entity | None
    start: int
    """Start of what carries it, in masked characters."""
    end: int
    subject_printed: str = ""
    object_printed: str = ""
    standing: str = "asserted"
    confidence: float = 0.9
    details: Mapping[str, str] = field(default_factory=dict)
    relation: str = ""
    """The relation where it is not the rule's own: what was meant as a mandate may be told as a proposal."""


Read = Callable[[re.Match[str], Place], Iterator[Told]]


#: A group of verbs that is not within another group and not optional.
_VERBS = re.compile(r"^[^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\(\?P<verb>(?P<verbs>[^()\\\[\]{}?*+.^$]+)\)(?![?*{])")


@dataclass(frozen=True)
class Rule:
    """A formula of one relation. `name` says what it reads (`zh.terminates.work-ended`); `pattern` is written as
    `ingest.relate.masks.formula` takes it; `read` tells the claims of a match."""

    name: str
    relation: str
    pattern: str
    read: Read
    kinds: tuple[str, ...] = ()
    """Paragraph kinds in which it is tried; empty for all but tables and title blocks."""

    @cached_property
    def formula(self) -> re.Pattern[str]:
        return formula(self.pattern)

    @cached_property
    def verbs(self) -> re.Pattern[str] | None:
        """The verbs of which the formula needs one, where its pattern lists them plainly: most sentences have none of them."""
        listed = _VERBS.search(self.pattern)
        return re.compile(listed["verbs"]) if listed else None

    def claims(self, place: Place) -> Iterator[Claim]:
        kind = place.sentence.paragraph.kind
        if kind not in self.kinds if self.kinds else kind in ("table", "front"):
            return
        if self.verbs is not None and not self.verbs.search(place.masked.text):
            return
        for match in self.formula.finditer(place.masked.text):
            for told in self.read(match, place):
                yield _claim(self, told, place)


def _claim(rule: Rule, told: Told, place: Place) -> Claim:
    evidence = quote(place.masked, told.start, told.end)
    relation = told.relation or rule.relation
    state = told.standing
    details = {k: v for k, v in told.details.items() if v}
    if place.is_option and state == "asserted" and relation not in ("cites", "proposes"):
        state = "option"
    if relation == "establishes" and state in ("proposed", "option"):
        # To propose a body is not to set it up, however the sentence goes on.
        relation = "proposes"
        details.setdefault("action", place.masked.printed(told.start, told.end).strip("，。；：、 ")[:LONGEST_ACTION])
    return Claim(
        relation, told.subject, told.object, evidence, rule.name, told.subject_printed, told.object_printed,
        state, told.confidence, details,
    )  # fmt: skip


def quote(masked: Masked, start: int, end: int) -> Evidence:
    """The sentence as evidence for [start, end) of the masked text, or as many of its clauses as a quotation may hold.

    Where a page header or footnote cuts it, the longest piece that carries the fact.
    """
    sentence = masked.sentence
    paragraph = sentence.paragraph
    low, high = masked.stretch(start, max(end, start + 1))
    first, last = sentence.start, sentence.end
    if last - first > LONGEST_QUOTE:
        first, last = low, high
        for a, b in reversed(masked.clauses):
            x, y = masked.stretch(a, b)
            if y <= high and last - x <= LONGEST_QUOTE and x < first:
                first = x
        for a, b in masked.clauses:
            x, y = masked.stretch(a, b)
            if y > last and x <= last and y - first <= LONGEST_QUOTE:
                last = y
            if x <= low < y and y > last and high - x <= LONGEST_QUOTE:
                # A long clause from its beginning, to the end of a word.
                first, last = x, max(high, _word_end(paragraph.span.folded, min(y, x + LONGEST_QUOTE)))
    last = min(last, first + LONGEST_QUOTE)
    a, b = paragraph.span.piece(first, last)
    if not (a <= low and high <= b):
        a, b = paragraph.span.piece(max(first, low), min(last, max(high, low + 1)))
        a, b = _grown(paragraph.span.breaks, a, b, first, last)
    text = paragraph.text
    while a < b and text[a] in " \n，；、":
        a += 1
    while b > a and text[b - 1] in " \n":
        b -= 1
    return Evidence(paragraph, a, b)


def _word_end(text: str, at: int) -> int:
    """The end of the last whole word before a place; any place is one in a script without spaces."""
    cut = re.search(r"[A-Za-z0-9’-]+$", text[:at])
    inside = at < len(text) and re.match(r"[A-Za-z0-9’-]", text[at])
    return cut.start() if cut and inside else at


def stretch(paragraph: Paragraph, start: int, end: int) -> Evidence:
    """[start, end) of a paragraph as evidence, or the longest piece of it that nothing cuts."""
    return Evidence(paragraph, *paragraph.span.piece(start, end))


def _grown(breaks: tuple[int, ...], a: int, b: int, first: int, last: int) -> tuple[int, int]:
    """A stretch widened to the sentence's bounds as far as no break stands in between."""
    left = max([first, *(x for x in breaks if first < x <= a)])
    right = min([last, *(x for x in breaks if b <= x < last)])
    return left, right


def group(match: re.Match[str], name: str, place: Place) -> list[Mention]:
    """The mentions in a named group; none where the formula has no such group or it did not take part."""
    if name not in match.re.groupindex or match.start(name) < 0:
        return []
    found = place.masked.found(match.start(name), match.end(name))
    return list({m.entity.iri: m for m in reversed(found)}.values())[::-1]


def text(match: re.Match[str], name: str, place: Place) -> str:
    """The printed text of a named group, empty where it did not take part."""
    if name not in match.re.groupindex or match.start(name) < 0:
        return ""
    return place.masked.printed(match.start(name), match.end(name))


def when(match: re.Match[str], place: Place, *names: str) -> dict[str, str]:
    """`date`, or `start` and `end` where it is a range, of the first of the named groups that holds a date."""
    for name in names or ("date",):
        if name in match.re.groupindex and match.start(name) >= 0:
            period = place.masked.period(match.start(name), match.end(name))
            if period:
                return {"date": period.start} if period.start == period.end else {"start": period.start, "end": period.end}
    return {}
