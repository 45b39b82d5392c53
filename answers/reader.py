"""Where no fact was read that answers, the passage that says what the question asks, if there is one that says nearly all of it.

A passage answers where it has the telling features of the question and something of the kind that is asked for (a date, a
place, an amount …). Never sure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from answers.features import Evidence, Feature, features, has
from answers.grammar import lexicon
from answers.grammar.focus import Focus, focus_of, wants_day
from answers.inquiry import Inquiry
from answers.language.glossary import among, place
from answers.language.moments import moments
from answers.language.normal import normal
from answers.model import Answer, Citation
from answers.names import kind_of
from answers.passages import Passage
from answers.phrases import source

#: A passage that has less of what was asked is no answer; one that leaves all others behind may have a little less.
ENOUGH, ALONE = 0.6, 0.4
#: By how much it has to leave them behind.
_LEAD = 0.08
_CLOSE = 0.85
#: So many passages are told at most. One that tells what the others leave out has at least this share of the question, has
#: at least this much of what they leave out, and has more than half of it.
_MOST, _SUPPLEMENT, _MORE, _HALF = 3, 0.3, 1.3, 0.5
#: What a notion weighs that few paragraphs have: it alone tells what is asked.
_RARE = 1.35
#: A sentence that has so much less of the question is no rival.
_RIVAL = 0.15
#: How much better a passage answers of which the headings have the words of the question.
_HEADED = 0.03
#: So many passages are read sentence by sentence: those that have most of the question.
_LIKELY = 30
#: A passage that has nothing of the kind that is asked for answers so much worse.
_OTHER_KIND = 0.55
#: So does one that has none of the things that are named.
_UNNAMED = 0.85
#: Features that are words and not names or figures.
_PLAIN = ("notion", "noun", "word", "deed")
_MONEY = re.compile(
    r"\d\s*(?:万|亿|百万)?\s*(?:美元|欧元)|(?:\$|usd|us\$)\s*\d|\d\s*(?:million|billion)?\s*(?:united states )?dollars|百万美元"
)
_SHARE = re.compile(r"\d\s*%|\d per ?cent|分之|一半|half\b|two thirds")
#: Numbers that count nothing: of decisions and documents, of paragraphs, of years.
_NO_COUNT = re.compile(
    r"第\s?\d[\d/]*\s?(?:\([a-z0-9]+\))?\s?(?:号|段|届|次)?|\d+/[\d.a-z]+|(?<!\d)(?:19|20)\d\d(?!\d)(?:年(?:\d{1,2}月)?(?:\d{1,2}日)?)?|paragraphs? \d+|第[一二三四五六七八九十]+[次届段项]|一[个项份些]|(?:里约|rio)\+20|\d+\s?年(?:期|方案)?|\d+(?:\.\d+)?\s?%"
)
_SESSION = re.compile(
    r"第[一二三四五六七八九十\d]+[届次](?!大会)|\b\w+(?:st|nd|rd|th) (?:\w+ )?(?:session|meeting)|下一届|next (?:session|meeting)"
)
#: What says where something is without naming a place on the map.
_SITED = re.compile(r"设在|设于|安置在|\b(?:hosted by|located in|located at|housed in)\b")
#: What asks who stands above somebody, not who somebody is.
_LINE = re.compile(
    r"\b(?:report|answer|accountable|responsible|send|gets?|submit|ask\w*|request\w*|told)\b|汇报|报告|负责|提交|向谁|对谁|请|要求"
)
#: Offices that only a person holds.
_OFFICE = re.compile(r"主任|司长|署长|处长|\bdirector\b|\bhead of\b")
#: Things that narrow a question down: what is told of another one answers nothing.
_TELLING = ("place", "state", "person")
_CLAUSE = re.compile(r"[;.:]|,(?!\d)")
_ANY_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十]+(?:个|名|位|次|家|国)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_ACTORS = ("body", "post", "person", "group", "state")
_HAN = re.compile(r"[㐀-鿿]")
_MAIN = re.compile(r"main/(?P<n>\d+)(?P<items>(?:/\w+)*)$")


@dataclass(frozen=True)
class Found:
    """A passage with the sentences that answer and how well they do (0..1)."""

    passage: Passage
    quote: str
    score: float
    parts: Mapping[Feature, float] = field(default_factory=dict)
    """How much of each feature of the question the paragraph has (0..1)."""
    fits: bool = True
    """Whether the sentences have something of the kind that is asked for."""
    lone: bool = False
    """Whether no other sentence of the paragraph that has something of the kind has nearly as much of the question."""


def read(ask: Inquiry, enough: float = ENOUGH, alone: float = ALONE) -> list[Found]:
    """The passages that answer, best first; none where none has enough, or is far ahead of all others and has `alone`."""
    return _enough(ranked(ask), enough, alone)


def _enough(found: Sequence[Found], enough: float, alone: float) -> list[Found]:
    ahead = found and found[0].fits and found[0].score >= alone and found[0].score - _second(found) >= _LEAD
    return [f for f in found if f.score >= enough] or ([found[0]] if ahead else [])


def _second(found: Sequence[Found]) -> float:
    """How well the best other paragraph answers."""
    return next((f.score for f in found if f.passage.iri != found[0].passage.iri), 0.0)


def ranked(ask: Inquiry) -> list[Found]:
    """The passages that have most of the question, best first."""
    told = features(ask)
    if not _asks(ask, told):
        return []
    near = [p for p in ask.passages.near([t.iri for t in ask.question.things]) if p.kind not in ("heading", "front")]
    total = sum(f.weight for f in told)
    # Many paragraphs stand under the same headings.
    headings = {(p.document, p.above): p for p in near}
    above = {key: {f: _above(ask, p, f) for f in told if f.kind != "number"} for key, p in headings.items()}
    parts = [_parts(ask, p, told, above[p.document, p.above]) for p in near]
    covers = [sum(f.weight * part for f, part in each.items()) / total for each in parts]
    likely = sorted(range(len(near)), key=lambda i: -covers[i])[:_LIKELY]
    focus = focus_of(ask.question)
    found = [made for i in likely if (made := _found(ask, near[i], told, focus, covers[i], parts[i])) is not None]
    found = [_headed(f, above[f.passage.document, f.passage.above]) for f in found]
    return sorted(found, key=lambda f: (-round(f.score, 3), f.passage.digest, f.passage.file, f.passage.position))


def _asks(ask: Inquiry, told: Sequence[Feature]) -> bool:
    """Whether a question says enough of what it asks for a passage to answer: of a common thing alone, every passage would."""
    named = [f for f in told if f.kind in ("thing", "date")]
    what = focus_of(ask.question) == "what"
    rare = any(f.hard and (not what or kind_of(f.value) == "decision") for f in named)
    rare = rare or any(f.kind in ("notion", "noun") and f.weight >= _RARE for f in told)
    fate = bool(named) and lexicon.asks_fate(ask.question.masked)
    return len(told) > 1 or rare or fate


def _headed(found: Found, above: Mapping[Feature, float]) -> Found:
    """A passage that answers a little better where the headings above it have the words of the question."""
    plain = [part for f, part in above.items() if f.kind in _PLAIN]
    return replace(found, score=found.score + _HEADED * sum(plain) / len(plain)) if any(plain) else found


def _parts(ask: Inquiry, passage: Passage, told: Sequence[Feature], above: Mapping[Feature, float]) -> dict[Feature, float]:
    """How much of each feature a passage has: in itself, or a little less in the headings above it."""
    evidence = Evidence(passage.folded, passage.mentions, numbered=_numbered(ask, passage))
    parts: dict[Feature, float] = {}
    for feature in told:
        parts[feature] = max(has(ask, feature, evidence), _ABOVE * above.get(feature, 0.0))
    return parts


def _found(
    ask: Inquiry, passage: Passage, told: Sequence[Feature], focus: Focus, cover: float, parts: Mapping[Feature, float]
) -> Found | None:
    """How well a passage answers: by all that it and the headings above it have, and by the stretch of it that has most."""
    fits, best, quote, lone = _stretch(ask, passage, told, focus)
    if best <= 0.0:
        return None
    score = (0.6 * cover + 0.4 * min(best, 1.0)) * (1.0 if fits and not _strays(parts) else _OTHER_KIND)
    named = [part for f, part in parts.items() if f.kind == "thing"]
    if named and not any(named):
        score *= _UNNAMED
    return Found(passage, quote, score, parts, fits, lone)


#: What stands in the headings above a passage tells a little less than what stands in itself.
_ABOVE = 0.7


def _above(ask: Inquiry, passage: Passage, feature: Feature) -> float:
    """How much of a feature the headings above a passage, or the title of its document, have."""
    if feature.kind == "thing":
        return float(
            feature.value in ask.passages.about(passage.document)
            or ask.names.named_in(passage.above, feature.value)
            or ask.names.named_in(_title(ask, passage), feature.value)
        )
    dates = ask.passages.dates(passage.document) if feature.kind == "date" else ()
    return has(ask, feature, Evidence(f"{passage.above} {_title(ask, passage)}", frozenset(), dates))


def _title(ask: Inquiry, passage: Passage) -> str:
    """The title of a passage's document in both languages, in the form of comparison."""
    return normal(f"{ask.names.label(passage.document, 'zh')} {ask.names.label(passage.document, 'en')}")


def _strays(parts: Mapping[Feature, float]) -> bool:
    """Whether a passage speaks of another day, paragraph, State, place or person than the question, or has none of its words."""
    plain = [part for f, part in parts.items() if f.kind in _PLAIN]
    acts = [part for f, part in parts.items() if f.kind == "thing" and kind_of(f.value) == "decision"]
    return (
        (bool(plain) and not any(plain))
        or (bool(acts) and not any(acts))
        or any(
            not part and (f.kind in ("date", "paragraph") or (f.kind == "thing" and kind_of(f.value) in _TELLING))
            for f, part in parts.items()
        )
    )


def _stretch(ask: Inquiry, passage: Passage, told: Sequence[Feature], focus: Focus) -> tuple[bool, float, str, bool]:
    """The one to three sentences that have most of the features: whether they have something of the kind that is asked for,
    how much they have (0..1), their words, and whether no other sentence of the kind has nearly as much."""
    total = sum(f.weight for f in told)
    nouns = [f.value for f in told if f.kind == "noun"]
    sentences = passage.sentences
    best, quote, fits = 0.0, passage.text, False
    close: list[float] = []
    numbered = _numbered(ask, passage)
    for size in (1, 2, 3):
        for i in range(len(sentences) - size + 1):
            piece = "".join(sentences[i : i + size]) if _HAN.search(passage.text) else " ".join(sentences[i : i + size])
            evidence = Evidence.of(piece, passage.mentions, numbered)
            score = sum(f.weight * has(ask, f, evidence, named=True) for f in told) / total - 0.02 * (size - 1)
            kind = _of_kind(ask, passage, evidence, focus) and not (nouns and not _counts(evidence.text, nouns))
            if size == 1 and kind:
                close.append(score)
            if (kind, score) > (fits, best + 1e-9):
                fits, best, quote = kind, score, piece
    return fits, best, quote, fits and sum(score > best - _RIVAL for score in close) == 1


def _numbered(ask: Inquiry, passage: Passage) -> tuple[str, ...]:
    """The paragraph's own number as `12(a)`, where the question names no decision or the one that the document is the text of."""
    acts = {t.iri for t in ask.question.things if t.kind == "decision"}
    if acts and ask.names.decision_of(passage.label) not in acts:
        return ()
    number = _MAIN.match(passage.address)
    return ("".join([number["n"], *(f"({item})" for item in number["items"].split("/")[1:])]),) if number else ()


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


def _of_kind(ask: Inquiry, passage: Passage, evidence: Evidence, focus: Focus) -> bool:
    """Whether a stretch of text has something of the kind that is asked for."""
    mine, text = {t.iri for t in ask.question.things}, evidence.text
    if focus == "money":
        return bool(_MONEY.search(text) or "/table" in passage.address)
    if focus == "share":
        return bool(_SHARE.search(text))
    if focus == "number":
        return bool(_ANY_NUMBER.search(_NO_COUNT.sub(" ", text)))
    if focus == "when":
        return bool(evidence.dates) and (not wants_day(ask.question) or any(len(m.first) == 10 for m in evidence.dates))
    if focus == "where":
        return bool(_SITED.search(text)) or any(
            kind_of(iri) in ("place", "state") and iri not in mine and _named(ask, text, iri) for iri in passage.mentions
        )
    if focus == "names":
        return any(kind_of(iri) in ("person", "state") and iri not in mine for iri in passage.mentions)
    if focus == "who" and any(t.kind == "post" for t in ask.question.things) and not _LINE.search(ask.question.masked):
        return any(kind_of(iri) == "person" and iri not in mine and _named(ask, text, iri) for iri in passage.mentions)
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


def answer(ask: Inquiry, enough: float = ENOUGH, alone: float = ALONE, every: Sequence[Found] | None = None) -> Answer | None:
    """The passages that answer as an unsure answer; None where there is none. `every` is the ranking, where it is known."""
    every = ranked(ask) if every is None else every
    found = _enough(every, enough, alone)
    if not found:
        return None
    best = _together(found, every)
    return replace(told(ask, best), extra={"score": found[0].score})


def _together(found: Sequence[Found], ranked: Sequence[Found]) -> list[Found]:
    """The best passage, others that answer nearly as well, and others that tell what it leaves out."""
    chosen = [f for f in found if f.score >= found[0].score * _CLOSE][:_MOST]
    for other in ranked:
        left = [f for f in other.parts if max(c.parts[f] for c in chosen) < _HALF <= other.parts[f]]
        if len(chosen) < _MOST and other not in chosen and sum(f.weight for f in left) >= _MORE and other.score >= _SUPPLEMENT:
            chosen.append(other)
    return chosen


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
    # Beside a number its paragraph has others, that count other things.
    exact = focus_of(ask.question) in ("number", "share")
    own = [t.iri for t in ask.question.things if t.kind == "decision"]
    text_of = [iri for f in best[:1] if (iri := ask.names.decision_of(f.passage.label))]
    if len(decisions) > 1 and focus_of(ask.question) == "decision":
        decisions = _nearest(ask, normal(best[0].quote), decisions)
    named = own or (decisions if len(decisions) == 1 else text_of if not decisions else [])
    rows = tuple(
        {
            "document": c.label,
            "document_iri": c.document,
            "paragraph": c.paragraph,
            "quote": c.quote,
            "text": "" if exact and f.lone else _beyond(ask, f.passage, c.quote),
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


def _nearest(ask: Inquiry, text: str, decisions: Sequence[str]) -> list[str]:
    """Of several decisions that a text names, the one nearest to what else of the question it has."""
    told = [f for f in features(ask) if not (f.kind == "thing" and f.value in decisions)]
    places = [m.start() for f in told for m in [_place_of(ask, f, text)] if m is not None]
    if not places:
        return list(decisions)
    at = {iri: text.find(normal(ask.names.number.get(iri, ""))) for iri in decisions}
    far = {iri: min(abs(near - start) for near in places) for iri, start in at.items() if start >= 0}
    return sorted(far, key=lambda iri: far[iri])[:1]


def _place_of(ask: Inquiry, feature: Feature, text: str) -> re.Match[str] | None:
    """Where a text has a thing by its name, or a notion of the question."""
    if feature.kind == "thing":
        found = [m for name in ask.names.proper(feature.value) if (m := re.search(re.escape(name), text))]
        return min(found, key=lambda m: m.start(), default=None)
    return place(text, feature.value) if feature.kind in ("notion", "noun") else None


def _beyond(ask: Inquiry, passage: Passage, quote: str) -> str:
    """The whole of a paragraph that says more than its quotation."""
    whole = ask.passages.whole_text(passage)
    return whole if whole != quote else ""


def _worded(ask: Inquiry, citation: Citation) -> str:
    return ask.say("passage", source=source(citation, ask.language), quote=citation.quote)


def _label(ask: Inquiry, passage: Passage) -> str:
    return passage.label if "/id/" not in passage.label else ask.name(passage.document)
