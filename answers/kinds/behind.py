"""The decision behind a fact of which only the body is told: the one that the fact's own sentence names."""

from __future__ import annotations

from dataclasses import replace

from answers.grammar.focus import focus_of
from answers.inquiry import Inquiry
from answers.model import Answer, Citation
from answers.names import kind_of


def with_act(ask: Inquiry, answer: Answer) -> Answer:
    """An answer to a question for a decision, with the decision that stands beside its fact; unsure, since no claim ties the two."""
    if answer.status != "answered" or focus_of(ask.question) != "decision":
        return answer
    if answer.decision is not None and kind_of(answer.decision.iri) == "decision":
        return answer
    asked = {t.iri for t in ask.question.all("decision")}
    for citation in answer.citations[:4]:
        named = [iri for iri in _named(ask, citation) if iri not in asked]
        if len(named) == 1:
            decision = ask.decision(named[0])
            text = f"{ask.name(named[0])}{'：' if ask.language == 'zh' else ': '}{answer.text}"
            return replace(answer, text=text, decision=decision, sure=False, why=ask.say("why_weak"))
    return answer


def _named(ask: Inquiry, citation: Citation) -> list[str]:
    """The decisions in the sentence of a paragraph that holds a quotation."""
    place = ask.passages.at(citation.document, citation.paragraph)
    if place is None:
        return []
    sentence = next((s for s in place.sentences if citation.quote[:40] in s), "")
    decisions = sorted(iri for iri in place.mentions if kind_of(iri) == "decision")
    quoted = [iri for iri in decisions if ask.names.named_in(citation.quote, iri)]
    return quoted or [iri for iri in decisions if ask.names.named_in(sentence, iri)]
