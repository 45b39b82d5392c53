"""Where no fact was read that answers, the passage that says what the question asks, if there is one that says all of it.

A question is taken apart into features: things, dates, paragraph numbers, numbers, notions, words. A passage answers where it
has all the telling ones and something of the kind that is asked for (a date, a place, an amount …). Never sure.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from answers.grammar.focus import Focus, focus_of, wants_day
from answers.inquiry import Inquiry
from answers.language.glossary import holds, notions
from answers.language.moments import Moment, moments
from answers.language.normal import normal
from answers.language.ordinals import cardinal
from answers.model import Answer, Citation
from answers.names import kind_of
from answers.passages import Passage
from answers.phrases import source

#: A passage that has less of what was asked is no answer.
ENOUGH = 0.7
_CLOSE = 0.97
_NUMBER = re.compile(
    r"(?<![\w./])\d[\d,]*(?:\.\d+)?(?![\w/])|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\b"
)
_MONEY = re.compile(
    r"\d\s*(?:万|亿|百万)?\s*(?:美元|欧元)|(?:\$|usd|us\$)\s*\d|\d\s*(?:million|billion)?\s*(?:united states )?dollars|百万美元"
)
_SHARE = re.compile(r"\d\s*%|\d per ?cent|分之|一半|half\b|two thirds")
_COUNTED = re.compile(
    r"(?:多少|几)(?:个|名|位|家|国|次|项|份|人)?(?P<zh>[^,.?⟨]{1,8})|\b(?:how many|number of) (?P<en>(?:[a-z-]+ ?){1,3})"
)
#: Numbers that count nothing: of decisions and documents, of paragraphs, of years.
_NO_COUNT = re.compile(
    r"第\s?\d[\d/]*\s?(?:\([a-z0-9]+\))?\s?(?:号|段|届|次)?|\d+/[\d.a-z]+|(?<!\d)(?:19|20)\d\d(?!\d)(?:年(?:\d{1,2}月)?(?:\d{1,2}日)?)?|paragraphs? \d+|第[一二三四五六七八九十]+[次届段项]|一[个项份些]|(?:里约|rio)\+20|\d+年期"
)
_ANY_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十]+(?:个|名|位|次|家|国)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_ACTORS = ("body", "post", "person", "group", "state")
_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True)
class Feature:
    """Something that the question tells. A `hard` one must be in the passage."""

    kind: str
    value: str
    weight: float
    hard: bool = False
    moment: Moment | None = None


@dataclass(frozen=True)
class Found:
    """A passage with the sentences that answer and how much of the question they have (0..1)."""

    passage: Passage
    quote: str
    score: float


def features(ask: Inquiry) -> list[Feature]:
    """What the question tells, weighed: rare things more than common ones."""
    q = ask.question
    most = math.log(max(ask.names.use.values(), default=1) + 2)
    found = []
    for thing in q.things:
        rare = 1 - math.log(ask.names.use.get(thing.iri, 0) + 1) / most
        found.append(
            Feature("thing", thing.iri, 1.0 + 2.0 * rare, hard=rare > 0.35 and thing.kind not in ("place", "state", "group"))
        )
    found += [Feature("date", m.first, 2.5, hard=True, moment=m) for m in q.moments]
    words = q.words
    found += [Feature("number", m[0], 2.0, hard=m[0][0].isdigit()) for m in _NUMBER.finditer(words)]
    told = notions(words)
    # What a name says is said by the thing already.
    named = {n for t in q.things for language in ("en", "zh") for n in notions(normal(ask.names.label(t.iri, language)))}
    told = {name: span for name, span in told.items() if name not in named} or told
    counted = _COUNTED.search(words)
    nouns = set(notions(counted["zh"] or counted["en"])) if counted else set()
    found += [Feature("noun" if name in nouns else "notion", name, 1.2) for name in told]
    chinese = bool(_HAN.search(q.normal))
    spans = [words[a:b] for a, b in told.values()]
    for word in q.residue:
        if not notions(word) and not word[0].isdigit() and not cardinal(word) and not any(word in span for span in spans):
            found.append(Feature("word", word, 1.5 if chinese == bool(_HAN.search(word)) else 1.0))
    return found


def read(ask: Inquiry, enough: float = ENOUGH) -> list[Found]:
    """The passages that answer, best first; none where none has enough."""
    told = features(ask)
    if not any(f.kind in ("thing", "date") for f in told) and sum(f.kind in ("notion", "noun", "word") for f in told) < 3:
        return []
    focus = focus_of(ask.question)
    found = []
    for passage in ask.passages.near([t.iri for t in ask.question.things]):
        if passage.kind in ("heading", "front"):
            continue
        made = _match(ask, passage, told, focus)
        if made is not None and made.score >= enough:
            found.append(made)
    return sorted(found, key=lambda f: (-round(f.score, 3), f.passage.digest, f.passage.file, f.passage.position))


def _match(ask: Inquiry, passage: Passage, told: Sequence[Feature], focus: Focus) -> Found | None:
    total = sum(f.weight for f in told)
    around = normal(passage.heading)
    whole = 0.0
    absent = [
        f
        for f in told
        if f.hard and f.kind == "thing" and not _has(ask, passage, passage.folded, f, ()) and not _near(ask, passage, around, f)
    ]
    if len(absent) * 2 > sum(f.hard and f.kind == "thing" for f in told):
        return None
    for feature in told:
        if _has(ask, passage, passage.folded, feature, passage.moments):
            whole += feature.weight
        elif feature.kind in ("thing", "notion", "noun") and _near(ask, passage, around, feature):
            whole += feature.weight * 0.6
        elif feature.hard and feature.kind != "thing":
            return None
    if whole / total < 0.6:
        return None
    best, quote = 0.0, passage.text
    nouns = [f for f in told if f.kind == "noun"]
    sentences = passage.sentences
    for size in (1, 2, 3):
        for i in range(len(sentences) - size + 1):
            piece = "".join(sentences[i : i + size]) if _HAN.search(passage.text) else " ".join(sentences[i : i + size])
            folded = normal(piece)
            when = tuple(moments(folded))
            has = sum(f.weight for f in told if _has(ask, passage, folded, f, when, inside=True))
            if nouns and not _counts(folded, [f.value for f in nouns]):
                continue
            score = has / total - 0.02 * (size - 1)
            if _of_kind(ask, passage, folded, focus, bool(when)) and score > best + 1e-9:
                best, quote = score, piece
    if best <= 0.0:
        return None
    plain = [f for f in told if f.kind in ("notion", "noun", "word")]
    if plain and not any(_has(ask, passage, passage.folded, f, ()) for f in plain):
        return None
    score = 0.55 * whole / total + 0.45 * min(best + 0.02, 1.0)
    return Found(passage, quote, score)


def _has(ask: Inquiry, passage: Passage, text: str, feature: Feature, when: Sequence[Moment], *, inside: bool = False) -> bool:
    if feature.kind == "thing":
        if not inside:
            return bool(ask.names.lineage(feature.value) & passage.mentions) or _named(ask, text, feature.value)
        return _named(ask, text, feature.value) or feature.value in passage.mentions
    if feature.kind == "date":
        assert feature.moment is not None
        return any(feature.moment.holds(m.first) or (m.is_period and m.period == feature.moment.period) for m in when)
    if feature.kind == "number":
        value = feature.value.replace(",", "")
        n = cardinal(value) if not value[0].isdigit() else 0
        return bool(re.search(rf"(?<![\d.]){re.escape(value if not n else str(n))}(?![\d.])", text.replace(",", ""))) or (
            n > 0 and feature.value in text
        )
    if feature.kind in ("notion", "noun"):
        return holds(text, feature.value)
    word = feature.value
    return word in text or (word.isascii() and len(word) > 6 and word[:6] in text)


def _counts(text: str, nouns: Sequence[str]) -> bool:
    """Whether a number stands beside one of the notions that are counted."""
    text = _NO_COUNT.sub(lambda m: " " * len(m[0]), text)
    reach = 14 if _HAN.search(text) else 48
    return any(
        set(nouns) & set(notions(text[max(0, m.start() - reach // 2) : m.end() + reach])) for m in _ANY_NUMBER.finditer(text)
    )


def _near(ask: Inquiry, passage: Passage, around: str, feature: Feature) -> bool:
    """Whether the headings above a passage, or the document it stands in, tell the feature."""
    if feature.kind in ("notion", "noun"):
        return holds(around, feature.value)
    return _named(ask, around, feature.value) or _named(ask, normal(ask.names.label(passage.document, "zh")), feature.value)


def _named(ask: Inquiry, text: str, iri: str) -> bool:
    """Whether a text calls a thing by one of its own names."""
    return ask.names.named_in(text, iri)


def _of_kind(ask: Inquiry, passage: Passage, text: str, focus: Focus, dated: bool) -> bool:
    """Whether a stretch of text has something of the kind that is asked for."""
    mine = {t.iri for t in ask.question.things}
    if focus == "money":
        return bool(_MONEY.search(text) or "/table" in passage.address)
    if focus == "share":
        return bool(_SHARE.search(text))
    if focus == "number":
        return bool(_ANY_NUMBER.search(_NO_COUNT.sub(" ", text)))
    if focus == "when":
        return dated and (not wants_day(ask.question) or any(len(m.first) == 10 for m in moments(text)))
    if focus == "where":
        return any(kind_of(iri) in ("place", "state") and iri not in mine and _named(ask, text, iri) for iri in passage.mentions)
    if focus == "who":
        return any(kind_of(iri) in _ACTORS and iri not in mine for iri in passage.mentions)
    if focus == "country":
        return any(kind_of(iri) == "state" and iri not in mine for iri in passage.mentions)
    if focus == "decision":
        return any(kind_of(iri) in ("decision", "instrument") for iri in passage.mentions)
    return True


def answer(ask: Inquiry, enough: float = ENOUGH) -> Answer | None:
    """The passages that answer as an unsure answer; None where there is none."""
    found = read(ask, enough)
    if not found:
        return None
    best = [f for f in found if f.score >= found[0].score * _CLOSE][:3]
    return told(ask, best)


def told(ask: Inquiry, best: Sequence[Found], head: str = "", sure: bool = False) -> Answer:
    """Passages as an answer: where they stand, their words, and the facts that were read in them."""
    cited = tuple(
        Citation(f.passage.document, _label(ask, f.passage), f.passage.file, f.passage.address, f.quote, f.passage.digest)
        for f in best
    )
    text = " ".join([*([head] if head else []), *(_worded(ask, c) for c in cited)])
    decisions = [
        iri
        for f in best[:1]
        for iri in sorted(f.passage.mentions)
        if kind_of(iri) == "decision" and _named(ask, normal(f.quote), iri)
    ]
    own = [t.iri for t in ask.question.things if t.kind == "decision"]
    named = own or (decisions if len(decisions) == 1 else [])
    rows = tuple(
        {
            "document": c.label,
            "document_iri": c.document,
            "paragraph": c.paragraph,
            "quote": c.quote,
            "dates": ", ".join(m.first for m in moments(normal(c.quote))),
            "named": "; ".join(ask.name(iri) for iri in sorted(f.passage.mentions) if _named(ask, normal(f.quote), iri)),
        }
        for c, f in zip(cited, best, strict=True)
    )
    return Answer(
        "answered",
        text,
        sure,
        tuple({k: v for k, v in r.items() if v} for r in rows),
        ask.decision(named[0]) if named else None,
        cited,
        "",
        (),
        ask.language,
        ask.question.text,
        why=ask.say("why_read"),
        shape="table" if len(best) > 1 else "sentence",
        columns=("document", "paragraph", "quote"),
    )


def _worded(ask: Inquiry, citation: Citation) -> str:
    return ask.say("passage", source=source(citation, ask.language), quote=citation.quote)


def _label(ask: Inquiry, passage: Passage) -> str:
    return passage.label if "/id/" not in passage.label else ask.name(passage.document)
