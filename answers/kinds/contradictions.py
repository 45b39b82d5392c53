"""Where documents disagree: numbers of one measure, dates of one meeting, decisions of one day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answers import reader
from answers.facts import Fact
from answers.inquiry import Inquiry
from answers.language.glossary import among, notions
from answers.language.moments import moments
from answers.language.normal import normal
from answers.model import Answer, Thing
from answers.names import kind_of


def contradictions(ask: Inquiry) -> Answer | None:
    """Claims of one relation about one thing that cannot both be: other numbers of one measure, other dates of one meeting."""
    q = ask.question
    things = [t for t in q.things if t.kind not in ("place", "state")]
    found: list[Fact] = []
    asked = None
    for place in q.all("place"):
        # Of a place, the meetings there are meant.
        there = sorted(m for m, places in ask.names.places.items() if place.iri in places)
        things += [replace(place, iri=m, kind=kind_of(m)) for m in there]
    for thing in things:
        asked = ask.run("counts", of=thing.iri)
        holders = [b for b, _ in ask.names.ordinals.get(thing.iri, ())]
        more = [x for body in holders for x in ask.run("counts", of=body).done]
        by: dict[str, list[Fact]] = {}
        for x in (*asked.done, *more):
            by.setdefault(_measure(x), []).append(x)
        found += [x for same in by.values() if len({x.get("value") for x in same}) > 1 for x in same]
        if thing.kind in ("session", "meeting"):
            held = ask.run("meetings-of", body=thing.iri).done
            starts = {x.get("start")[:4] for x in held if x.get("start")}
            found += list(held) if len(starts) > 1 else []
        if thing.kind == "body":
            founding = [x for x in ask.run("founding", body=thing.iri).done if x.thing == thing.iri]
            found += founding if ask.contradicts(founding) else []
    theme = set(notions(q.words)) - {"agree"}
    if theme and found and not any(t.kind in ("session", "meeting") for t in things):
        found = [x for x in found if among(_words(x), theme)] or found
    if not found and (at_odds := odd_dates(ask, things) or odd_numbers(ask)):
        return reader.told(ask, at_odds)
    if not found or asked is None:
        return _beside(ask)
    text = ask.say("disagree") + ask.join(
        [
            ask.say(
                "counted",
                thing=ask.name(x.act),
                measure=x.get("measure") or x.relation,
                value=x.get("value") or x.get("start"),
                as_of="",
            )
            for x in found
        ]
    )
    return ask.answered(
        text,
        asked,
        found,
        decision="",
        sure=False,
        proofs=3,
        why=ask.say("why_contradict"),
        shape="table",
        columns=("act", "measure", "value", "start", "document", "paragraph"),
    )


def odd_dates(ask: Inquiry, things: Sequence[Thing]) -> list[reader.Found]:
    """Paragraphs of documents on a meeting with a day of it in another year than it is told to have been held in."""
    for thing in (t for t in things if t.kind in ("session", "meeting")):
        held = [x for x in ask.run("meetings-of", body=thing.iri).done if x.thing == thing.iri and x.get("start")]
        days = {x.get(name) for x in held for name in ("start", "end") if len(x.get(name)) == 10}
        odd = [
            reader.Found(p, sentence, 0.5)
            for p in ask.passages.near([thing.iri])
            if thing.iri in ask.passages.about(p.document)
            for sentence in p.sentences
            if any(
                m.first[4:] in {d[4:] for d in days} and m.first not in days
                for m in moments(normal(sentence))
                if len(m.first) == 10
            )
        ]
        proof = next((x for x in held if x.citation), None)
        place = ask.passages.at(proof.citation.document, proof.citation.paragraph) if odd and proof and proof.citation else None
        if odd:
            return [*odd[:2], *([reader.Found(place, place.text, 0.5)] if place is not None else [])]
    return []


def odd_numbers(ask: Inquiry) -> list[reader.Found]:
    """Sentences that give a day of the question to decisions of different numbers."""
    found: dict[str, reader.Found] = {}
    for moment in (m for m in ask.question.moments if len(m.first) >= _MONTH):
        for passage in ask.passages.near([t.iri for t in ask.question.things]):
            for sentence in passage.sentences:
                folded = normal(sentence)
                for m in moments(folded):
                    around = folded[max(0, m.start - _BESIDE) : m.end + _BESIDE]
                    named = [i for i in passage.mentions if kind_of(i) == "decision" and ask.names.named_in(around, i)]
                    if moment.first == m.first[: len(moment.first)] and len(named) == 1:
                        found.setdefault(named[0], reader.Found(passage, sentence, 0.5))
    return list(found.values())[:4] if len(found) > 1 else []


#: A month and its year, as an ISO date; a year alone is of many decisions.
_MONTH = len("2002-02")
#: So near to its date a decision's number stands.
_BESIDE = 40


def _beside(ask: Inquiry) -> Answer | None:
    """Passages on the matter beside each other, where their numbers or dates differ."""
    found = reader.read(ask, 0.5)[:8]
    chosen: list[reader.Found] = []
    seen: set[str] = set()
    for f in found:
        figures = set(_FIGURE.findall(normal(f.quote)))
        if figures - seen or not chosen:
            chosen.append(f)
            seen |= figures
    return reader.told(ask, chosen[:4]) if len(chosen) > 1 else None


_FIGURE = re.compile(r"[a-z.]+[ivx]*/\d+|(?:19|20)\d\d|\d+(?=个|名|国)")


def _measure(fact: Fact) -> str:
    return re.sub(r"政府|代表|的|会员|成员", "", fact.get("measure"))


def _words(fact: Fact) -> str:
    return (fact.get("measure") + (fact.citation.quote if fact.citation else "")).lower()
