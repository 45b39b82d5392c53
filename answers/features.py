"""What a question tells, taken apart: things, dates, paragraphs, numbers, notions and words; and what of it a text has."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from answers.grammar import forms, lexicon
from answers.inquiry import Inquiry
from answers.language.dictionary import pairs_in, root, says, words
from answers.language.glossary import holds, notions
from answers.language.moments import Moment, moments
from answers.language.normal import normal
from answers.language.ordinals import cardinal
from answers.linking.provisions import provisions
from answers.model import Answer
from answers.names import kind_of

_NUMBER = re.compile(
    r"(?<![\w./])\d[\d,]*(?:\.\d+)?(?![\w/])|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\b"
)
_COUNTED = re.compile(
    r"(?:多少|几)(?:个|名|位|家|国|次|项|份|种|类|场|条|座|笔)?(?P<zh>[^,.?⟨]{1,8})|\b(?:how many|number of|number) (?P<en>(?:[a-z-]+ ?){1,3})"
)
_HAN = re.compile(r"[㐀-鿿]")
#: Notions too common to tell anything but what is counted.
_COUNTED_ONLY = frozenset({"acts", "people"})
_HAN_NUMBERS = ("零", "一", "[二两]", "三", "四", "五", "六", "七", "八", "九", "十")
#: Where the rarity of a notion is not known.
_MIDDLING = 0.5
#: How much a word for a deed tells.
_DEED = 1.2
#: What any notion or word tells; to which its rarity is added.
_LEAST = 0.7
#: How much less a word tells that the kind is asked by.
_ASKED_BY = 0.7
#: Classes of words that go with a kind and that its forms do not ask for: what is prolonged is a mandate.
_BESIDES = {
    "extended": frozenset({"mandate"}),
    "ended": frozenset({"mandate"}),
    "members": frozenset({"count"}),
    "sessions": frozenset({"count"}),
    "cited": frozenset({"about"}),
    "documents": frozenset({"cite"}),
    "created": frozenset({"basis", "adopt"}),
    "mandates": frozenset({"produce", "submit", "report", "create"}),
}
#: Kinds that tell all of an act or a body: what is asked about has to be among it.
_WHOLESALE = frozenset({"did", "mandates", "adopted", "acts_on", "how_often", "cited"})
#: Of so many citations the headings are read.
_CITED = 6
#: Kinds that list, and from how many rows on a list is long; so many of them are looked at.
_BY_ROW = frozenset({"mandates"})
_FEW, _READ = 2, 40
#: Heads that several names share where they are told together.
_LISTED = (
    "办事处",
    "办公室",
    "联络处",
    "小组",
    "委员会",
    "公约",
    " offices",
    " divisions",
    " groups",
    " committees",
    " conventions",
)
#: English words that begin with so many letters alike are of one family.
_STEM = 6
#: Things whose names differ by a number only.
_NUMBERED = ("session", "meeting", "decision")
#: Things that narrow a question down.
_TELLING = ("place", "state", "person")
#: An answer that leaves out such a thing or a day makes no more use of the question than this.
_IGNORED = 0.25


@dataclass(frozen=True)
class Feature:
    """Something that the question tells. A `hard` one must be in a passage that answers; [start, end) is where it stands in
    the words of the question, both 0 for things and dates."""

    kind: str
    value: str
    weight: float
    hard: bool = False
    moment: Moment | None = None
    called: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Evidence:
    """A stretch of text in the form of comparison, the things that it is known to speak of, and the dates in it."""

    text: str
    things: frozenset[str]
    beside: tuple[Moment, ...] = ()
    """Dates that do not stand in the text and are told of it."""
    numbered: tuple[str, ...] = ()
    """The number of the paragraph that the text is, where the question may mean it."""

    @cached_property
    def dates(self) -> tuple[Moment, ...]:
        """The dates in the text and those told of it."""
        return (*_dates(self.text), *self.beside)

    @classmethod
    def of(cls, text: str, things: frozenset[str] = frozenset(), numbered: tuple[str, ...] = ()) -> Evidence:
        return cls(normal(text), things, numbered=numbered)


@functools.lru_cache(maxsize=16384)
def _dates(text: str) -> tuple[Moment, ...]:
    return tuple(moments(text))


def features(ask: Inquiry) -> list[Feature]:
    """What the question tells, weighed: rare things and notions more than common ones."""
    q = ask.question
    most = math.log(max(ask.names.use.values(), default=1) + 2)
    found = []
    for thing in q.things:
        rare = 1 - math.log(ask.names.use.get(thing.iri, 0) + 1) / most
        weak = thing.kind in ("place", "state", "group")
        found.append(
            Feature("thing", thing.iri, 1.0 + (1.0 if weak else 2.0) * rare, hard=rare > 0.35 and not weak, called=thing.called)
        )
    found += [Feature("date", m.first, 2.5, hard=True, moment=m) for m in q.moments]
    found += [Feature("paragraph", p, 2.5, hard=True) for p in q.provisions]
    plain = q.words
    found += [Feature("number", m[0], 2.0, m[0][0].isdigit(), start=m.start(), end=m.end()) for m in _NUMBER.finditer(plain)]
    told = notions(plain)
    # What a name says is said by the thing already.
    named = {n for t in q.things for language in ("en", "zh") for n in notions(normal(ask.names.label(t.iri, language)))}
    counted = _COUNTED.search(plain)
    nouns = set(notions(counted[0])) if counted else set()
    told = {name: span for name, span in told.items() if name not in named or name in nouns} or told
    told = {name: span for name, span in told.items() if not any(_inside(span, other) for other in told.values())}
    for name, (start, end) in told.items():
        if name in _COUNTED_ONLY and name not in nouns:
            continue
        weight = _LEAST + ask.passages.rarity(name, _MIDDLING)
        found.append(Feature("noun" if name in nouns else "notion", name, weight, start=start, end=end))
    spans = list(told.values())
    for name, (start, end) in lexicon.deeds(plain, q.language).items():
        if not any(a < end and start < b for a, b in spans):
            found.append(Feature("deed", name, _DEED, start=start, end=end))
    taken = [*spans, *((f.start, f.end) for f in found if f.kind in ("deed", "number"))]
    said = frozenset(w for t in q.things for name in ask.names.every(t.iri) for w in words(name))
    for word, at in lexicon.content(plain):
        if not _of_name(root(word), said) and not any(a < at + len(word) and at < b for a, b in taken):
            found.append(
                Feature("word", word, _LEAST + ask.passages.rarity_of_word(word, _MIDDLING), start=at, end=at + len(word))
            )
    return found


def _of_name(word: str, said: frozenset[str]) -> bool:
    """Whether a word is one of a name, or is made of one: `ministerial` of ministers."""
    return word in said or (word.isascii() and len(word) > _STEM and any(other[:_STEM] == word[:_STEM] for other in said))


def _inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a stretch is a part of a longer one."""
    return other[0] <= one[0] and one[1] <= other[1] and one != other


def has(ask: Inquiry, feature: Feature, evidence: Evidence, *, named: bool = False) -> float:
    """How much of a feature a text has (0..1); with `named`, things count only where the text itself speaks of them."""
    if feature.kind == "thing":
        if named:
            return float(ask.names.named_in(evidence.text, feature.value) or feature.value in evidence.things)
        line = ask.names.lineage(feature.value)
        if line & evidence.things or ask.names.named_in(evidence.text, feature.value):
            return 1.0
        called = feature.called
        if (len(called) > 5 if called.isascii() else len(called) > 2) and called in evidence.text:
            return 0.9
        return 0.0 if kind_of(feature.value) in _NUMBERED else _in_part(ask, feature.value, evidence.text)
    if feature.kind == "date":
        moment = feature.moment
        return float(moment is not None and any(_meets(moment, m) for m in evidence.dates))
    if feature.kind == "paragraph":
        told = (*provisions(evidence.text)[0], *evidence.numbered)
        return float(any(p == feature.value or p.startswith(f"{feature.value}(") for p in told))
    if feature.kind == "number":
        value = feature.value.replace(",", "")
        n = 0 if value[0].isdigit() else cardinal(value)
        printed = rf"(?:{n}|{_HAN_NUMBERS[n]})" if n and n < len(_HAN_NUMBERS) else re.escape(str(n) if n else value)
        found = re.search(rf"(?<![\d.]){printed}(?![\d.])", evidence.text.replace(",", ""))
        return float(bool(found) or (n > 0 and feature.value in evidence.text))
    if feature.kind in ("notion", "noun"):
        return float(holds(evidence.text, feature.value))
    if feature.kind == "deed":
        return float(lexicon.is_told(feature.value, evidence.text))
    return says(evidence.text, feature.value)


def _meets(asked: Moment, told: Moment) -> bool:
    return asked.holds(told.first) or told.first.startswith(asked.first) or (told.is_period and told.period == asked.period)


def _in_part(ask: Inquiry, iri: str, text: str) -> float:
    """Things are often told together or shortened, `subregional, country and liaison offices`: their Chinese names count by
    pairs of characters, those of groups already by half of them."""
    least, length = (0.5, 4) if kind_of(iri) == "group" else (0.75, 6)
    names = [name for name in ask.names.every(iri) if len(name) >= length and _HAN.match(name)]
    if any(_in_list(name, text) for name in ask.names.every(iri)):
        return 0.9
    best = max((float(name in text) or pairs_in(text, name) for name in names), default=0.0)
    return 0.8 * best if best >= least else 0.0


@functools.lru_cache(maxsize=65536)
def _in_list(name: str, text: str) -> bool:
    """Whether a text tells a name together with others of the same head: `subregional, country and liaison offices`."""
    for head in _LISTED:
        if name.endswith(head) and len(name) > len(head):
            first = name.removesuffix(head).strip()
            pattern = (
                rf"\b{re.escape(first)}(?:,| and| or) [a-z, -]{{0,60}}{head}"
                if name.isascii()
                else rf"{re.escape(first)}[,和及与或][^.;]{{0,14}}{head}"
            )
            return re.search(pattern, text) is not None
    return False


def _evidence(rows: Sequence[Mapping[str, str]], beside: str) -> Evidence:
    """What rows of an answer say."""
    told = [value for row in rows for name, value in row.items() if not name.endswith("iri")]
    iris = frozenset(value for row in rows for name, value in row.items() if name.endswith("iri"))
    return Evidence.of(" ".join([beside, *told]), iris)


def share(ask: Inquiry, answer: Answer, kind: str, told: Sequence[Feature]) -> float:
    """How much of the question an answer makes use of (0..1): what its text and rows say, and the words that its kind is asked by."""
    if not told:
        return 1.0
    ask.passages.fetch((c.document, c.paragraph) for c in answer.citations[:_CITED])
    headings = " ".join(ask.passages.heading(c.document, c.paragraph) for c in answer.citations[:_CITED])
    if kind in _BY_ROW and len(answer.rows) > _FEW:
        # A long list has every common word in one of its rows: one row has to have what is asked.
        evidences = [_evidence([row], headings) for row in answer.rows[:_READ]]
    else:
        evidences = [_evidence(answer.rows, f"{answer.text} {headings}")]
    asking = lexicon.spans(ask.question.words, ask.question.language, forms.classes_of(kind) | _BESIDES.get(kind, frozenset()))

    # Words that the kind is asked by say less of whether it answers than what the question is about.
    weights = {f: f.weight * (_ASKED_BY if f.end and any(a < f.end and f.start < b for a, b in asking) else 1) for f in told}
    total = sum(weights.values())
    each = [{f: 1.0 if weights[f] < f.weight else has(ask, f, evidence) for f in told} for evidence in evidences]
    whole, parts = max(
        ((sum(weights[f] * part for f, part in parts.items()) / total, parts) for parts in each), key=lambda made: made[0]
    )
    # What is told of another place, person or day answers no question about this one; what is told of no day may.
    dated = any(evidence.dates for evidence in evidences)
    ignored = any(
        not part and ((f.kind == "date" and dated) or (f.kind == "thing" and kind_of(f.value) in _TELLING))
        for f, part in parts.items()
    )
    # Notions in words that no class of the grammar explains, and things other than the act, are what is asked about.
    plain, left = ask.question.words, ask.question.residue
    about = [
        f
        for f in told
        if f.kind in ("notion", "noun") and any(w in plain[f.start : f.end] or plain[f.start : f.end] in w for w in left)
    ]
    others = [f for f in told if f.kind == "thing" and kind_of(f.value) not in ("decision", "instrument", "session", "meeting")]
    ignored = ignored or (kind in _WHOLESALE and bool(about) and not any(parts[f] for f in (*about, *others)))
    return min(whole, _IGNORED) if ignored and answer.status == "answered" else whole
