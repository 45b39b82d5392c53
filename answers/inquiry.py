"""One question being answered: where it looks things up, and how an answer is put together from facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from answers import facts as f
from answers.facts import Asked, Fact
from answers.lookups import Lookups
from answers.model import Answer, Citation, Decision, Question, Shape, Thing
from answers.names import Names, kind_of
from answers.passages import Passages
from answers.phrases import on, say, source
from answers.roles import subject
from graph.store import Store

#: Abbreviations whose last stop is their own: Washington, D.C.
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$")
_ENDS = tuple("。；;.!?！？:：")
_STOP = re.compile(r"[。；;]|\.(?=\s|$)")
#: Acts that an answer may name as the decision behind it.
_DECIDING = ("decision", "instrument", "session", "meeting", "body", "post")


def _without_stop(sentence: str) -> str:
    return sentence.rstrip("。") if _ABBREVIATED.search(sentence) else sentence.rstrip("。.")


@dataclass(frozen=True)
class Inquiry:
    """A question with the store and names of one generation."""

    store: Store
    names: Names
    question: Question
    passages: Passages
    lookups: Lookups

    @property
    def language(self) -> str:
        return self.question.language

    def run(self, query: str, **bindings: str) -> Asked:
        """A query of the library with IRIs bound to its parameters."""
        return self.lookups.run(query, self.language, **bindings)

    def subject(self, *kinds: str) -> Thing | None:
        """The thing of one of these kinds that the question is about."""
        return subject(self.question, self.names, *kinds)

    def name(self, iri: str) -> str:
        return self.names.label(iri, self.language)

    def say(self, form: str, /, **slots: object) -> str:
        return say(form, self.language, **slots)

    # ---- dates ------------------------------------------------------------------------------------------------------
    def date_of(self, fact: Fact) -> str:
        """When a fact took place: as its claim tells, else when its decision was adopted or its meeting held."""
        return fact.date or self.adopted_on(fact.act)

    def adopted_on(self, act: str) -> str:
        """The day of an act: the adoption of a decision, the first day of a meeting; as a document tells it, else the register."""
        return self.names.told_on.get(act) or self.names.adopted.get(act, "")

    # ---- wording ----------------------------------------------------------------------------------------------------
    def act(self, fact: Fact) -> str:
        """Who or what did it, with the paragraph of the decision where it is told."""
        name = self.name(fact.act)
        if fact.provision and kind_of(fact.act) in ("decision", "instrument"):
            if self.language == "zh":
                return f"{name}第{fact.provision}段" if fact.provision[0].isdigit() else f"{name} {fact.provision}"
            return f"{name}, paragraph {fact.provision}" if fact.provision[0].isdigit() else f"{name}, {fact.provision}"
        return name

    def on(self, date: str) -> str:
        return on(date, self.language)

    def join(self, parts: Sequence[str]) -> str:
        return ("；" if self.language == "zh" else "; ").join(_without_stop(p) for p in parts)

    def proofs(self, told: Sequence[Fact], limit: int = 1) -> str:
        """The quotations behind the first facts, each once."""
        return " ".join(self.quoted(c) for c in f.citations(told, limit))

    def quoted(self, citation: Citation) -> str:
        if self.language == "zh":
            return f"依据：{source(citation, 'zh')}：“{citation.quote}”"
        return f"{source(citation, 'en')}: “{citation.quote}”"

    def row(self, fact: Fact, **more: str) -> dict[str, str]:
        """A fact as a row of the answer's table, every cell beside its source."""
        row = {
            "act": self.name(fact.act),
            "act_iri": fact.act,
            "thing": self.name(fact.thing) if fact.thing else "",
            "thing_iri": fact.thing,
            "relation": fact.relation,
            "date": fact.date or self.adopted_on(fact.act),
            "provision": fact.provision,
            **{k: v for k, v in fact.more.items() if not v.startswith("http")},
            **{k: self.name(v) for k, v in fact.more.items() if v.startswith("http")},
            **more,
            "standing": fact.standing,
            "status": fact.status,
            "document": fact.citation.label if fact.citation else "",
            "document_iri": fact.citation.document if fact.citation else "",
            "paragraph": fact.citation.paragraph if fact.citation else "",
            "quote": fact.citation.quote if fact.citation else "",
        }
        return {k: v for k, v in row.items() if v}

    def whole(self, fact: Fact) -> Fact:
        """A fact whose action or quotation was cut short, with the quotation up to the end of its sentence."""
        citation = fact.citation
        if citation is None or citation.quote.rstrip()[-1:] in _ENDS:
            return fact
        place = self.passages.at(citation.document, citation.paragraph)
        at = place.text.find(citation.quote) if place is not None else -1
        if place is None or at < 0:
            return fact
        stop = _STOP.search(place.text, at + len(citation.quote))
        quote = self.passages.verbatim(place, place.text[at : stop.end() if stop else len(place.text)].strip())
        return replace(fact, citation=replace(citation, quote=quote)) if citation.quote in quote else fact

    # ---- answers ----------------------------------------------------------------------------------------------------
    def decision(self, act: str, date: str = "") -> Decision | None:
        """The decision of an answer; a date that the claim does not tell is the one on which it was adopted."""
        if kind_of(act) not in _DECIDING:
            return None
        return Decision(act, self.names.symbol.get(act, ""), self.name(act), date or self.adopted_on(act))

    def answered(
        self,
        text: str,
        asked: Asked | None,
        told: Sequence[Fact],
        *,
        sure: bool = True,
        decision: str | None = None,
        rows: Sequence[Mapping[str, str]] | None = None,
        shape: Shape = "sentence",
        columns: tuple[str, ...] = (),
        suggestions: tuple[str, ...] = (),
        proofs: int = 1,
        why: str = "",
    ) -> Answer:
        """An answer that rests on facts. `decision` is the IRI of the act it names: by default the first fact's."""
        best = told[0] if told else None
        act = decision if decision is not None else best.act if best else ""
        date = best.date if best and best.act == act else ""
        weak = not all(fact.confidence >= 0.7 for fact in told[:1])
        quoted = self.proofs(told, proofs) if proofs else ""
        return Answer(
            "answered",
            f"{text.strip()} {quoted}".strip(),
            sure and not weak,
            tuple(rows if rows is not None else [self.row(x) for x in told]),
            self.decision(act, date) if act else None,
            f.citations(told),
            asked.sparql if asked else "",
            suggestions,
            self.language,
            self.question.text,
            why=why or (self.say("why_weak") if weak else ""),
            shape=shape,
            columns=columns,
        )

    def unknown(
        self,
        text: str,
        asked: Asked | None = None,
        told: Sequence[Fact] = (),
        suggestions: tuple[str, ...] = (),
        *,
        firm: bool = True,
    ) -> Answer:
        """The documents do not say; what they do say may be told with it. Not `firm`: a passage may say it all the same."""
        if told:
            text += " " + self.proofs(told)
        return Answer(
            "unknown",
            text.strip(),
            False,
            (),
            None,
            f.citations(told),
            asked.sparql if asked else "",
            suggestions,
            self.language,
            self.question.text,
            why=self.say("why_unknown"),
            extra={"firm": firm},
        )

    def contradicts(self, told: Sequence[Fact]) -> bool:
        """Whether facts name different doers that cannot be one told more or less closely."""
        acts = list(dict.fromkeys(x.act for x in told if kind_of(x.act) in ("decision", "instrument")))
        return any(not self.names.same_actor(acts[0], other) or kind_of(other) == "decision" for other in acts[1:])

    def in_time(self, told: Sequence[Fact]) -> tuple[list[Fact], bool]:
        """The facts that fit the question's dates, and whether there were dates to fit."""
        moments = self.question.moments
        if not moments:
            return list(told), False
        return [x for x in told if all(m.holds(self.date_of(x)) for m in moments)], True
