"""How sure an answer is, and why: every condition of the question has to be made use of, or the answer is not sure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from answers.grammar import forms, lexicon
from answers.grammar.focus import focus_of, wanted_precision
from answers.inquiry import Inquiry
from answers.kinds.suggest import further
from answers.language.moments import moments
from answers.language.normal import normal
from answers.model import Answer
from answers.names import kind_of

#: Kinds whose answers make use of the dates of a question, and of its paragraphs.
_DATED = frozenset({"created", "ended", "renamed", "extended", "exists", "money", "sessions", "mandates", "parts", "act_of"})
_BY_PARAGRAPH = frozenset({"did", "mandates", "outcome", "cited", "created", "ended"})


_NONE = frozenset({"which"})
#: Kinds whose answers are numbers, or lists that are counted by looking.
_COUNTED = frozenset(
    {
        "money",
        "change",
        "parts",
        "sessions",
        "contradictions",
        "at_odds",
        "cited",
        "participants",
        "seats_of_type",
        "seat",
        "outcome",
        "gaps",
    }
)


def fits_focus(ask: Inquiry, answer: Answer, kind: str) -> bool:
    """Whether an answer has something of the sort that is asked for: a number where numbers are, a date where dates are."""
    focus = focus_of(ask.question)
    if focus in ("number", "money", "share"):
        return kind in _COUNTED
    if focus == "where" and kind in _PLACELESS:
        return False
    if _WHICH_FUND.search(ask.question.masked):
        mine = {t.iri for t in ask.question.things}
        return any(kind_of(v) == "fund" and v not in mine for row in answer.rows for v in row.values())
    if focus == "share" and not _SHARE.search(answer.text):
        return False
    if focus == "session":
        mine = {t.iri for t in ask.question.things}
        meetings = {v for row in answer.rows for v in row.values() if kind_of(v) in ("session", "meeting")}
        return bool(meetings - mine) or bool(
            _MEETING.search(" ".join(row.get("action", row.get("quote", "")) for row in answer.rows))
        )
    if focus == "decision":
        return answer.decision is not None or bool(_ACT.search(answer.text))
    if focus == "when":
        told = [row.get(c, "") for row in answer.rows for c in ("date", "start", "quote", "action")]
        precise = wanted_precision(ask.question)
        if precise > len("2014"):
            return any(len(m.first) >= precise for text in (answer.text, *told) for m in moments(normal(text)))
        return any(_YEAR.search(text) for text in (answer.text, *told))
    return True


#: Kinds whose answers tell no place.
_PLACELESS = frozenset(
    {"did", "acts_on", "act_of", "mandates", "endorsed", "parts", "described", "positions", "change", "produced"}
)
_SHARE = re.compile(r"\d\s*%|\d per ?cent|percent\b|分之|一半|half\b")
_MEETING = re.compile(
    r"第[一二三四五六七八九十\d]+[届次](?:\S{0,6})会|下一届|\b(?:\w+(?:st|nd|rd|th)|next) (?:\w+ )?(?:session|meeting)\b"
)
_WHICH_FUND = re.compile(r"哪一?[个项]基金|什么基金|\b(?:which|what) fund\b")
#: Words that place something in time by something else.
_RELATIVE = re.compile(
    r"\b(?:before|after|since|until|prior to|following|just|next|previous|earlier|later)\b|之前|之后|以前|以后|前夕|此后|上一|下一"
)
_ACT = re.compile(r"号决[定议]|\b(?:decision|resolution) \S*\d")
#: Kinds of which such words are a part.
_RELATED = frozenset({"renamed", "replaced", "exists"})
#: A sure answer makes use of all of the question.
_ALL = 0.99
_YEAR = re.compile(r"(?:19|20)\d\d")


def _placed(ask: Inquiry, row: Mapping[str, str]) -> Mapping[str, str]:
    """A row with the heading that its paragraph stands under: what the paragraph's `it` and `the group` are."""
    document = row.get("document_iri", "")
    heading = ask.passages.heading(document, row.get("paragraph", "")) if document else ""
    return {**row, "section": heading} if heading else row


def weighed(ask: Inquiry, answer: Answer, *, first: bool, used: float = 1.0) -> Answer:
    """The answer with its sureness, the reason for it, what was understood, and further questions.

    `used` is how much of the question the answer makes use of (0..1), `first` whether it is of the likeliest kind.
    """
    question = ask.question
    why = answer.why
    sure = answer.sure and answer.status == "answered"
    guessed = next((t for t in question.things if t.guessed), None)
    rival = next((t for t in question.things if t.rivals), None)
    if sure and rival is not None:
        sure, why = False, ask.say("why_rivals", called=rival.called)
    if sure and question.residue:
        sure, why = False, ask.say("why_words", words=", ".join(question.residue[:5]))
    if sure and (unused := lexicon.residue(question.masked, question.language, forms.classes_of(answer.kind) or _NONE)):
        # Words that mean something to the grammar, but nothing to the kind that answered.
        sure, why = False, ask.say("why_words", words=", ".join(unused[:5]))
    if sure and guessed is not None and guessed.weight < 2:
        sure, why = False, ask.say("why_guessed", called=guessed.called)
    if sure and (
        (question.moments and answer.kind not in _DATED)
        or (question.provisions and answer.kind not in _BY_PARAGRAPH)
        or question.missing
    ):
        sure, why = False, ask.say("why_slots")
    if sure and (used < _ALL or (not question.moments and _RELATIVE.search(question.words) and answer.kind not in _RELATED)):
        sure, why = False, ask.say("why_slots")
    if sure and not first:
        sure, why = False, ask.say("why_slots")
    if sure and not answer.citations and answer.kind != "described":
        sure, why = False, ask.say("why_weak")
    if answer.status == "answered" and sure:
        paragraphs = len({(c.file, c.paragraph) for c in answer.citations})
        why = ask.say("why_sure_one") if paragraphs == 1 else ask.say("why_sure", n=paragraphs)
    text = answer.text
    if guessed is not None and answer.status != "ambiguous":
        name = ask.name(guessed.iri)
        if guessed.called not in name.lower():
            text = f"{text} {ask.say('took_as', called=guessed.called, thing=name)}"
    ask.passages.fetch((row["document_iri"], row.get("paragraph", "")) for row in answer.rows[:12] if row.get("document_iri"))
    rows = tuple(_placed(ask, row) if i < 12 else row for i, row in enumerate(answer.rows))
    understood = tuple({"iri": t.iri, "kind": t.kind, "called": t.called, "label": ask.name(t.iri)} for t in question.things)
    suggestions = answer.suggestions or further(ask, answer)
    if rival is not None and answer.status != "ambiguous":
        suggestions = tuple(ask.name(iri) for iri in (rival.iri, *rival.rivals))
    return replace(answer, text=text, rows=rows, sure=sure, why=why, understood=understood, suggestions=suggestions)
