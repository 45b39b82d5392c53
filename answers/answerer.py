"""The one door in: a question in words, an answer with its citations."""

from __future__ import annotations

from dataclasses import dataclass, replace

from answers.grammar import intent_of
from answers.intents import INTENTS
from answers.linking import Linker, label
from answers.model import Answer, Question
from answers.phrases import say
from graph.store import Store

#: Longer questions are cut: nobody asks one, and a stranger may.
LONGEST = 500
EXAMPLES = {
    "zh": (
        "哪项决定设立了关于国际环境治理的部长或高级别代表协商小组？",
        "全球部长级环境论坛由哪项决定终止？",
        "六个区域办事处在哪里？",
    ),
    "en": ("Which decision created the Consultative Group of Ministers or High-level Representatives?",
           "Which decision ended the Global Ministerial Environment Forum?", "Where are the six regional offices?"),
}  # fmt: skip


@dataclass
class Answerer:
    """Answers questions from one generation."""

    store: Store
    linker: Linker

    @classmethod
    def of(cls, store: Store) -> Answerer:
        return cls(store, Linker.of(store))

    def answer(self, text: str) -> Answer:
        """The answer to a question. Always an Answer: unknown and ambiguous are answers too."""
        text = " ".join(text.split())[:LONGEST]
        if not text:
            return Answer("unknown", say("no_thing", "en"), question=text, suggestions=EXAMPLES["en"] + EXAMPLES["zh"])
        question = self.linker.question(text)
        intent = intent_of(question)
        if not intent:
            return self._not_understood(question)
        answer = INTENTS[intent](self.store, question)
        return self._weighed(answer, question)

    def _not_understood(self, question: Question) -> Answer:
        language = question.language
        if question.things and len(question.masked) <= 24:
            return self._weighed(INTENTS["what_is"](self.store, question), question)
        return Answer("unknown", say("no_form" if question.things else "no_thing", language), suggestions=EXAMPLES[language],
                      language=language, question=question.text)  # fmt: skip

    def _weighed(self, answer: Answer, question: Question) -> Answer:
        """Where a name may mean several things, say so, and be less sure."""
        vague = next((t for t in question.things if t.rivals and t.weight <= 1), None)
        if vague is None:
            return answer
        names = [label(self.store, iri, answer.language) for iri in (vague.iri, *vague.rivals)]
        suggestions = tuple(names)
        if answer.status == "unknown":
            text = say("which", answer.language, called=vague.called) + " / ".join(names)
            return replace(answer, status="ambiguous", text=text, suggestions=suggestions)
        return replace(answer, sure=False, suggestions=suggestions)
