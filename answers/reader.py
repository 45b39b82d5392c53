"""Where no fact was read that answers, the passage that says what the question asks, if there is one that says nearly all of it.

A passage answers where it has the telling features of the question and something of the kind that is asked for (a date, a
place, an amount …). Never sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answers.features import Evidence, Feature, features, has
from answers.grammar.focus import Focus, focus_of, wants_day
from answers.inquiry import Inquiry
from answers.language.glossary import among
from answers.language.moments import moments
from answers.language.normal import normal
from answers.model import Answer, Citation
from answers.names import kind_of
from answers.passages import Passage
from answers.phrases import source

#: A passage that has less of what was asked is no answer.
ENOUGH = 0.6
_CLOSE = 0.97
#: Sentences of one paragraph that differ by less answer equally well.
_CLOSELY = 0.05
_MONEY = re.compile(
    r"\d\s*(?:万|亿|百万)?\s*(?:美元|欧元)|(?:\$|usd|us\$)\s*\d|\d\s*(?:million|billion)?\s*(?:united states )?dollars|百万美元"
)
_SHARE = re.compile(r"\d\s*%|\d per ?cent|分之|一半|half\b|two thirds")
#: Numbers that count nothing: of decisions and documents, of paragraphs, of years.
_NO_COUNT = re.compile(
    r"第\s?\d[\d/]*\s?(?:\([a-z0-9]+\))?\s?(?:号|段|届|次)?|\d+/[\d.a-z]+|(?<!\d)(?:19|20)\d\d(?!\d)(?:年(?:\d{1,2}月)?(?:\d{1,2}日)?)?|paragraphs? \d+|第[一二三四五六七八九十]+[次届段项]|一[个项份些]|(?:里约|rio)\+20|\d+年期|\d+(?:\.\d+)?\s?%"
)
_SESSION = re.compile(
    r"第[一二三四五六七八九十\d]+[届次](?!大会)|\b\w+(?:st|nd|rd|th) (?:\w+ )?(?:session|meeting)|下一届|next (?:session|meeting)"
)
#: Offices that only a person holds.
_OFFICE = re.compile(r"主任|司长|署长|处长|\bdirector\b|\bhead of\b")
_WEAK = ("place", "state", "group")
#: Things of which one is what the question is about, and has to be in a passage that answers.
_STRONG = ("body", "post", "person", "fund", "system", "campaign", "instrument", "doc", "decision", "session", "meeting")
_CLAUSE = re.compile(r"[;.:]|,(?!\d)")
_ANY_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十]+(?:个|名|位|次|家|国)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_ACTORS = ("body", "post", "person", "group", "state")
_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True)
class Found:
    """A passage with the sentences that answer and how much of the question they have (0..1)."""

    passage: Passage
    quote: str
    score: float
    partly: bool = False
    """Whether the paragraph has more of the question than the sentences, or other sentences of it have as much."""


def read(ask: Inquiry, enough: float = ENOUGH) -> list[Found]:
    """The passages that answer, best first; none where none has enough."""
    told = features(ask)
    if not any(f.kind in ("thing", "date") for f in told) and sum(f.kind in ("notion", "noun", "word", "deed") for f in told) < 2:
        return []
    focus = focus_of(ask.question)
    about = ask.subject(*_STRONG)
    found = []
    for passage in ask.passages.near([t.iri for t in ask.question.things]):
        if passage.kind in ("heading", "front"):
            continue
        made = _match(ask, passage, told, focus, about.iri if about is not None else "")
        if made is not None and made.score >= enough:
            found.append(made)
    return sorted(found, key=lambda f: (-round(f.score, 3), f.passage.digest, f.passage.file, f.passage.position))


def _match(ask: Inquiry, passage: Passage, told: Sequence[Feature], focus: Focus, subject: str) -> Found | None:
    """How well a passage answers: by all that it and the headings above it have, and by the stretch of it that has most."""
    total = sum(f.weight for f in told)
    evidence = Evidence(passage.folded, passage.mentions, passage.moments)
    parts: dict[Feature, float] = {}
    missing = 0
    for feature in told:
        part = has(ask, feature, evidence)
        if part < 1 and feature.kind in ("thing", "paragraph", "notion", "noun", "word", "deed"):
            part = max(part, _ABOVE * _above(ask, passage, feature))
        if not part and feature.hard:
            if feature.kind != "thing":
                return None
            missing += 1
        parts[feature] = part
    if any(f.kind == "thing" and kind_of(f.value) in ("state", "person") and not parts[f] for f in told):
        return None
    strong = [f for f in told if f.kind == "thing" and kind_of(f.value) not in _WEAK]
    strong = strong or [f for f in told if f.kind == "thing" and kind_of(f.value) in ("place", "state")]
    if strong and not any(parts[f] for f in strong if f.value == subject or not subject):
        return None
    if missing * 2 > sum(f.hard and f.kind == "thing" for f in told):
        return None
    whole = sum(f.weight * part for f, part in parts.items())
    if whole / total < 0.5:
        return None
    plain = [f for f in told if f.kind in ("notion", "noun", "word", "deed")]
    if plain and not any(has(ask, f, evidence) for f in plain):
        return None
    best, quote, rivalled = _stretch(ask, passage, told, focus)
    if best <= 0.0:
        return None
    inside = sum(f.weight * has(ask, f, evidence, named=True) for f in told) / total
    return Found(passage, quote, 0.6 * whole / total + 0.4 * min(best, 1.0), rivalled or best < inside - 0.1)


#: What stands in the headings above a passage tells a little less than what stands in itself.
_ABOVE = 0.7


def _above(ask: Inquiry, passage: Passage, feature: Feature) -> float:
    """How much of a feature the headings above a passage, or the title of its document, have."""
    if feature.kind == "thing":
        return float(
            feature.value in ask.passages.about(passage.document)
            or ask.names.named_in(passage.above, feature.value)
            or ask.names.named_in(normal(ask.names.label(passage.document, "zh")), feature.value)
        )
    return has(ask, feature, Evidence(passage.above, frozenset(), ()))


def _stretch(ask: Inquiry, passage: Passage, told: Sequence[Feature], focus: Focus) -> tuple[float, str, bool]:
    """The one to three sentences that have most of the features and something of the kind that is asked for, how much they
    have (0..1), and whether other sentences have as much."""
    total = sum(f.weight for f in told)
    nouns = [f.value for f in told if f.kind == "noun"]
    sentences = passage.sentences
    best, quote, rivals = 0.0, passage.text, 0
    for size in (1, 2, 3):
        for i in range(len(sentences) - size + 1):
            piece = "".join(sentences[i : i + size]) if _HAN.search(passage.text) else " ".join(sentences[i : i + size])
            evidence = Evidence.of(piece, passage.mentions)
            score = sum(f.weight * has(ask, f, evidence, named=True) for f in told) / total - 0.02 * (size - 1)
            if nouns and not _counts(evidence.text, nouns):
                continue
            if score < best - _CLOSELY or not _of_kind(ask, passage, evidence.text, focus, bool(evidence.dates)):
                continue
            rivals = rivals + (size == 1) if score <= best + _CLOSELY else 1
            if score > best + 1e-9:
                best, quote = score, piece
    return best, quote, rivals > 1 or (quote not in sentences and rivals > 0 and focus in ("number", "money", "share"))


def _counts(text: str, nouns: Sequence[str]) -> bool:
    """Whether a number stands beside one of the notions that are counted."""
    text = _NO_COUNT.sub(lambda m: " " * len(m[0]), text)
    reach = 20 if _HAN.search(text) else 48
    clauses = _CLAUSE.split(text)
    if any(_ANY_NUMBER.search(clause) and among(clause, nouns) for clause in clauses):
        return True
    return any(among(text[max(0, m.start() - reach // 2) : m.end() + reach], nouns) for m in _ANY_NUMBER.finditer(text))


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
    if focus == "who" and _OFFICE.search(ask.question.masked):
        return any(kind_of(iri) == "person" and iri not in mine for iri in passage.mentions)
    if focus == "who":
        return any(kind_of(iri) in _ACTORS and iri not in mine for iri in passage.mentions)
    if focus == "session":
        known = any(kind_of(iri) in ("session", "meeting") and iri not in mine for iri in passage.mentions)
        return known or bool(_SESSION.search(text))
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
    return replace(told(ask, best), extra={"score": found[0].score})


def told(ask: Inquiry, best: Sequence[Found], head: str = "", sure: bool = False) -> Answer:
    """Passages as an answer: where they stand, their words, and the facts that were read in them."""
    cited = tuple(
        Citation(
            f.passage.document,
            _label(ask, f.passage),
            f.passage.file,
            f.passage.address,
            ask.passages.verbatim(f.passage, f.quote),
            f.passage.digest,
        )
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
            "text": f.passage.text if f.partly else "",
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
