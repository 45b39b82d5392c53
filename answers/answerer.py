"""The one door in: a question in words, an answer with its citations."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from answers import reader
from answers.features import features, share
from answers.firmness import FIRM, is_firm, tells
from answers.grammar import forms
from answers.grammar.focus import foci, focus_of
from answers.inquiry import Inquiry
from answers.kinds.behind import with_act
from answers.kinds.table import KINDS
from answers.linking.linker import Linker
from answers.lookups import Lookups
from answers.model import Answer, Near, Thing
from answers.names import Names, kind_of
from answers.passages import Passages
from answers.phrases import say
from answers.session import Turn, resumed
from answers.weighing import fits_focus, weighed
from graph.generations import Generation
from graph.ledger import Ledger, NoLedger
from graph.store import Store

#: Longer questions are cut: nobody asks one, and a stranger may.
LONGEST = 500
EXAMPLES = {
    "zh": (
        "哪项决定设立了关于国际环境治理的部长或高级别代表协商小组？",
        "全球部长级环境论坛由哪项决定终止？",
        "六个区域办事处在哪里？",
    ),
    "en": (
        "Which decision created the Consultative Group of Ministers or High-level Representatives?",
        "Which decision ended the Global Ministerial Environment Forum?",
        "Where are the six regional offices?",
    ),
}
#: So many kinds are tried at most.
_MOST = 6
#: An answer that makes use of so much of the question is taken at once; one of less than `_PART` is none, and one of less
#: than `_SURELY` has the passages beside it that have more.
_WHOLE, _SURELY, _HALF, _PART = 0.7, 0.85, 0.5, 0.3
#: So many of the passages that have most of the question stand beside an answer that is not sure, if they have so much of it.
_NEAR, _SOME = 4, 0.25
#: None stand beside an answer from facts that makes use of so much of the question.
_ENOUGH = 0.75
#: A passage that has so much less of the question than an answer from facts does not stand beside it.
_BESIDE = 0.2
#: That the documents do not say is told at once where so much of the question is understood.
_FIRMLY = 0.7
#: What a kind that is less likely has to make up for; by how much a passage has to be better than an answer from facts.
_LATER, _BETTER = 0.05, 0.2


@dataclass
class Answerer:
    """Answers questions from one generation."""

    store: Store
    names: Names
    linker: Linker
    passages: Passages
    lookups: Lookups

    @classmethod
    def of(cls, store: Store, ledger: Ledger | None = None) -> Answerer:
        names = Names.of(store)
        return cls(store, names, Linker.of(names), Passages(store, names), Lookups(store, names, ledger))

    @classmethod
    def over(cls, generation: Generation, store: Store | None = None) -> Answerer:
        """Answers from a generation on disk, with its ledger where it has one; `store` where it is open already."""
        ledger = None
        with contextlib.suppress(NoLedger):
            ledger = Ledger.open(generation.ledger_path)
        return cls.of(store if store is not None else generation.open(), ledger)

    def answer(self, text: str, after: Sequence[str] = ()) -> Answer:
        """The answer to a question. Always an Answer: unknown and ambiguous are answers too.

        `after` are the earlier questions of the session, oldest first; what the question leaves out is taken from them.
        """
        text = " ".join(text.split())[:LONGEST]
        if not text:
            return Answer("unknown", say("no_thing", "en"), question=text, suggestions=EXAMPLES["en"] + EXAMPLES["zh"])
        last: Turn | None = None
        for earlier in after[-4:]:
            _, last = self._turn(" ".join(earlier.split())[:LONGEST], last)
        return self._turn(text, last)[0]

    def _turn(self, text: str, last: Turn | None) -> tuple[Answer, Turn]:
        question, hint = resumed(self.linker.question(text), last, self.names)
        ask = Inquiry(self.store, self.names, question, self.passages, self.lookups)
        ranked = functools.cache(functools.partial(reader.ranked, ask))
        answer = self._answered(ask, hint, ranked)
        if answer.status == "answered" and not answer.sure:
            answer = _beside(ask, answer, ranked()[:_NEAR])
        answer = replace(answer, question=text, language=question.language)
        return answer, Turn(question, answer.kind, _named_by(answer))

    def _answered(self, ask: Inquiry, hint: str, ranked: Callable[[], Sequence[reader.Found]]) -> Answer:
        question = ask.question
        if question.strange:
            text = ask.say("unknown_act", number=", ".join(question.strange))
            return Answer("unknown", text, language=ask.language, question=question.text, why=ask.say("why_unknown"))
        vague = next((t for t in question.things if t.rivals and t.weight <= 1.5), None)
        tried = list(dict.fromkeys([*([hint] if hint in KINDS else []), *forms.kinds(question)]))[:_MOST]
        if question.missing and (missing := KINDS["sessions"](ask)) is not None and missing.status == "unknown":
            return weighed(ask, replace(missing, kind="sessions"), first=True)
        told = features(ask)
        if (unheard := self._unheard(ask)) is not None:
            return unheard
        answers: list[tuple[float, Answer]] = []
        unknown: list[tuple[float, Answer]] = []
        for n, kind in enumerate(tried):
            answer = KINDS[kind](ask)
            if answer is not None:
                answer = with_act(ask, answer)
            if answer is None or (answer.status == "answered" and not fits_focus(ask, answer, kind)):
                continue
            answer = replace(answer, kind=kind)
            if vague is not None and not vague.told and (several := self._ambiguous(ask, vague, kind)) is not None:
                return several
            used = share(ask, answer, kind, told)
            (answers if answer.status == "answered" else unknown).append((used - _LATER * n, answer))
            if used >= (_WHOLE if answer.status == "answered" else _FIRMLY) and (
                answer.status == "answered" or is_firm(ask, answer)
            ):
                break
        used, best = max(answers, key=lambda a: a[0], default=(0.0, None))
        firm = bool(unknown) and not answers and unknown[0][0] >= _FIRMLY and is_firm(ask, unknown[0][1])
        if firm and unknown[0][1].kind in FIRM:
            return weighed(ask, unknown[0][1], first=True)
        read = None
        # Where no word is one of the field's, a passage that has the words says nothing of the question.
        if (best is None or used < _SURELY) and any(f.kind not in ("word", "number", "deed") for f in told):
            denied = max((u for u, _ in unknown), default=0.0) >= _FIRMLY
            read = reader.answer(ask, reader.ENOUGH, 1.0 if denied else reader.ALONE, ranked())
            if read is not None and tried and not answers and not tells(ask, tried[0], read):
                read = None
        if firm and (read is None or float(read.extra["score"]) < unknown[0][0] + _BETTER / 2):
            return weighed(ask, unknown[0][1], first=True)
        if best is None or used < _PART or (used < _HALF and read is not None and float(read.extra["score"]) > used + _BETTER):
            if read is not None:
                return weighed(ask, self._completed(ask, replace(read, kind=tried[0] if tried else "passage")), first=False)
            return weighed(ask, unknown[0][1], first=True) if unknown else self._not_understood(ask, tried)
        if read is not None and float(read.extra["score"]) > used - _BESIDE:
            best = _with(ask, best, read)
        best = replace(best, extra={**best.extra, "share": used})
        return weighed(ask, self._completed(ask, best), first=best.kind == tried[0], used=used)

    @staticmethod
    def _unheard(ask: Inquiry) -> Answer | None:
        """That the documents never speak of a body, post, person or text that the question names, if so."""
        for thing in ask.question.all("body", "post", "person", "fund", "system", "campaign"):
            heard = ask.passages.speak_of({*ask.names.lineage(thing.iri), *ask.names.heirs(thing.iri)})
            heard = heard or any(p > 0 for found in reader.read(ask) for f, p in found.parts.items() if f.value == thing.iri)
            if not heard and not thing.guessed and not thing.rivals and not thing.told and focus_of(ask.question) != "what":
                text = ask.say("unheard", thing=ask.name(thing.iri))
                answer = Answer("unknown", text, language=ask.language, question=ask.question.text, why=ask.say("why_unknown"))
                return weighed(ask, answer, first=True)
        return None

    @staticmethod
    def _completed(ask: Inquiry, answer: Answer) -> Answer:
        """An answer to a question that asks for several things, with the passage that tells the rest; then it is not sure."""
        if len(foci(ask.question)) < 2:
            return answer
        read = reader.answer(ask)
        known = {(c.file, c.paragraph) for c in answer.citations}
        if read is None or {(c.file, c.paragraph) for c in read.citations} <= known:
            whole = [
                p
                for c in answer.citations[:2]
                if (p := ask.passages.at(c.document, c.paragraph)) and p.kind != "front" and len(p.text) > len(c.quote)
            ]
            read = reader.told(ask, [reader.Found(p, p.text, 0.5) for p in whole]) if whole else None
        return replace(_with(ask, answer, read) if read is not None else answer, sure=False, why=ask.say("why_slots"))

    def _ambiguous(self, ask: Inquiry, vague: Thing, kind: str) -> Answer | None:
        """A short form that several things bear: each of them asked, and told which has an answer."""
        told: list[tuple[str, Answer]] = []
        for iri in (vague.iri, *vague.rivals):
            thing = replace(vague, iri=iri, kind=kind_of(iri), rivals=())
            things = tuple(thing if t is vague else t for t in ask.question.things)
            answer = KINDS[kind](replace(ask, question=replace(ask.question, things=things)))
            if answer is not None and answer.status == "answered":
                told.append((iri, answer))
        names = tuple(ask.name(iri) for iri in (vague.iri, *vague.rivals))
        head = ask.say("which", called=vague.called) + " / ".join(names)
        if len(told) == 1:
            iri, answer = told[0]
            text = f"{answer.text} {head}{'。' if ask.language == 'zh' else '.'}"
            return replace(
                answer, text=text, sure=False, kind=kind, suggestions=names, why=ask.say("why_rivals", called=vague.called)
            )
        if not told or len({a.text for _, a in told}) == 1:
            return None
        text = " ".join([head + ("。" if ask.language == "zh" else "."), *(a.text for _, a in told)])
        return Answer(
            "ambiguous",
            text,
            False,
            tuple(r for _, a in told for r in a.rows),
            None,
            tuple(c for _, a in told for c in a.citations),
            told[0][1].sparql if told else "",
            names,
            ask.language,
            ask.question.text,
            kind=kind,
            why=ask.say("why_rivals", called=vague.called),
        )

    def _not_understood(self, ask: Inquiry, tried: Sequence[str]) -> Answer:
        question, language = ask.question, ask.language
        if question.things and len(question.masked) <= 24 and focus_of(question) == "what" and not question.residue:
            told = KINDS["described"](ask)
            if told is not None:
                return weighed(ask, replace(told, kind="described"), first=True)
        if tried and question.things:
            text = ask.say("unknown_about", thing=ask.name(question.things[0].iri))
            answer = Answer("unknown", text, language=language, question=question.text, kind=tried[0], why=ask.say("why_unknown"))
            return weighed(ask, answer, first=True)
        form = "no_form" if question.things else "no_thing"
        return Answer("unknown", say(form, language), suggestions=EXAMPLES[language], language=language, question=question.text)


def _with(ask: Inquiry, answer: Answer, read: Answer) -> Answer:
    """An answer from facts, and beside it the passages that have more of the question; then it is not sure."""
    known = {(c.file, c.paragraph, c.quote) for c in (*answer.citations, *(n.citation for n in answer.near))}
    if {(c.file, c.paragraph, c.quote) for c in read.citations} <= known:
        return answer
    return replace(
        answer,
        text=f"{answer.text} {read.text}",
        near=(*answer.near, *_nearby(read)),
        sure=False,
        why=ask.say("why_slots"),
    )


def _beside(ask: Inquiry, answer: Answer, best: Sequence[reader.Found]) -> Answer:
    """An answer that is not sure, and beside it the passages that have most of the question."""
    known = {(c.file, c.paragraph) for c in (*answer.citations, *(n.citation for n in answer.near))}
    near = [f for f in best if f.score >= _SOME and (f.passage.file, f.passage.address) not in known]
    if not near or float(answer.extra.get("share", 0.0)) >= _ENOUGH:
        return answer
    read = reader.told(ask, near)
    return replace(answer, near=(*answer.near, *_nearby(read)))


def _nearby(read: Answer) -> tuple[Near, ...]:
    """Passages as they stand beside an answer."""
    return tuple(Near(row, cited) for row, cited in zip(read.rows, read.citations, strict=True))


def _named_by(answer: Answer) -> tuple[Thing, ...]:
    """The things that an answer named, for the next question to point at."""
    iris = [row[column] for row in answer.rows[:3] for column in ("thing_iri", "act_iri") if row.get(column)]
    return tuple(Thing(iri, kind_of(iri), "", 0, 0, 3.0, told=True) for iri in dict.fromkeys(iris))
