"""Questions that name nothing: what was there on a day, who is asked to do something on a theme, where the documents disagree."""

from __future__ import annotations

from answers import reader
from answers.facts import Fact
from answers.inquiry import Inquiry
from answers.kinds.contradictions import odd_numbers
from answers.kinds.mandates import PLAIN
from answers.kinds.texts import sentence
from answers.language.glossary import among, notions
from answers.language.normal import normal
from answers.model import Answer, Citation
from answers.names import kind_of
from graph.contradictions import Side

_THERE = ("body", "group", "system", "fund")
#: So many rows are told at most; the text names fewer.
_MOST, _NAMED = 40, 8


def existing(ask: Inquiry) -> Answer | None:
    """The bodies that had begun by a day and not ended by then, as far as the documents tell when they began."""
    if not ask.question.moments or not ask.passages.is_small:
        return None
    day = ask.question.moments[0]
    asked = ask.run("founding-of")
    ended = {x.thing: ask.date_of(x) for x in reversed(ask.run("ending").done) if ask.date_of(x)}
    begun: dict[str, Fact] = {}
    for x in asked.done:
        date = ask.date_of(x)
        if date and kind_of(x.thing) in _THERE and date <= day.last and not _over(ended.get(x.thing, ""), day.first):
            begun.setdefault(x.thing, x)
    told = sorted(begun.values(), key=lambda x: (ask.date_of(x), x.thing))[:_MOST]
    if not told:
        return None
    names = ask.join([f"{ask.name(x.thing)} ({ask.date_of(x)})" for x in told[:_NAMED]])
    text = ask.say("existing", on=ask.on(day.last).strip(), date=day.last, n=len(told), names=names)
    return ask.answered(
        text, asked, told, sure=False, decision="", shape="table", columns=("thing", "date", "act", "document", "paragraph")
    )


def _over(ended: str, day: str) -> bool:
    return bool(ended) and ended[: len(day)] <= day[: len(ended)]


def on_theme(ask: Inquiry) -> Answer | None:
    """The mandates whose action speaks of everything that the question is on."""
    theme = set(notions(ask.question.words)) - PLAIN - {"mandate"}
    if not theme or not ask.passages.is_small:
        return None
    asked = ask.run("mandates-of")
    told = [x for x in asked.done if among(normal(x.get("action") or ""), theme) == theme][:_MOST]
    if not told:
        return None
    told = [ask.whole(x) for x in told]
    lines = list(dict.fromkeys(sentence(ask, x) for x in told))
    text = f"{ask.say('on_theme', n=len(lines))} {' '.join(lines[:_NAMED])}"
    columns = ("act", "thing", "provision", "modality", "action", "document", "paragraph")
    return ask.answered(text, asked, told, sure=False, decision="", shape="table", columns=columns, proofs=2)


def at_odds(ask: Inquiry) -> Answer | None:
    """Everything in which the documents contradict each other or themselves."""
    if not ask.passages.is_small:
        return None
    if told := odd_numbers(ask):
        return reader.told(ask, told)
    found = ask.lookups.at_odds[:_MOST]
    if not found:
        return None
    sides = [side for one in found for side in (one.one, one.other)]
    rows = tuple(
        {
            "about": ask.name(one.about), "about_iri": one.about, "told": _told(ask, side.told),
            "document": side.symbol or ask.name(side.document), "document_iri": side.document,
            "paragraph": side.address, "quote": side.quote,
        }
        for one in found
        for side in (one.one, one.other)
    )  # fmt: skip
    lines = [f"{ask.name(one.about)}: {_told(ask, one.one.told)} / {_told(ask, one.other.told)}" for one in found[:_NAMED]]
    text = f"{ask.say('at_odds', n=len(found))} {ask.join(lines)}"
    cited = tuple(_citation(ask, side) for side in sides)
    return Answer("answered", text, False, rows, None, cited, "", (), ask.language, ask.question.text, shape="table",
                  columns=("about", "told", "document", "paragraph", "quote"))  # fmt: skip


def _told(ask: Inquiry, told: str) -> str:
    return ask.name(told) if told.startswith("http") else told


def _citation(ask: Inquiry, side: Side) -> Citation:
    place = ask.passages.at(side.document, side.address)
    label = side.symbol or ask.name(side.document)
    return Citation(side.document, label, side.file, side.address, side.quote, place.digest if place else False)
