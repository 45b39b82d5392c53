"""What became of a thing: another name, an end, a longer term, another in its place, an amendment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.facts import Asked, Fact, distinct
from answers.grammar.focus import focus_of, is_whether
from answers.inquiry import Inquiry
from answers.kinds.founding import renaming
from answers.kinds.said import also
from answers.kinds.structure import units
from answers.language.glossary import notions
from answers.model import Answer, Thing
from answers.names import kind_of
from answers.phrases import day

THINGS = ("body", "post", "group", "fund", "system", "instrument", "campaign", "doc")
_ACTS = ("decision", "session", "meeting")


def _subject(ask: Inquiry) -> Thing | None:
    return ask.subject(*THINGS)


def _act(ask: Inquiry) -> Thing | None:
    return ask.question.first(*_ACTS)


def _fitting(ask: Inquiry, told: Sequence[Fact]) -> tuple[list[Fact], bool]:
    """The facts of the act and the dates that the question names, and whether it names any that none fits."""
    act = _act(ask)
    fit = [x for x in told if act is None or ask.names.same_actor(x.act, act.iri)]
    timed, has_dates = ask.in_time(fit)
    kept = timed if has_dates else fit
    return kept, bool(told) and not kept


# ---- renamed ------------------------------------------------------------------------------------------------------------
def renamed(ask: Inquiry) -> Answer | None:
    q = ask.question
    thing, act = _subject(ask), _act(ask)
    bodies = [t for t in q.things if t.kind in THINGS]
    if thing is None:
        return _renamed_by(ask, act) if act is not None else None
    asked = ask.run("renaming", body=thing.iri)
    told = list(asked.done)
    if not told and len(bodies) > 1:
        # The other one may be what was renamed; then the question had the wrong one, or told both names.
        for other in bodies[1:]:
            again = ask.run("renaming", body=other.iri)
            if again.done:
                return ask.unknown(
                    ask.say("not_renamed", thing=ask.name(thing.iri)) + " " + renaming(ask, again.done[0]) + _its_end(ask, thing),
                    again,
                    again.done[:1],
                )
    if not told and act is not None and (by := _renamed_by(ask, act)) is not None:
        return by
    if not told:
        return _not_renamed(ask, thing, asked)
    if (then := _named_on(ask, told)) is not None:
        return then
    if _other_name(ask, told):
        return ask.unknown(ask.say("not_renamed", thing=ask.name(thing.iri)) + " " + renaming(ask, told[0]), asked, told[:1])
    about_name = re.search(
        r"before|former|previous|original|old name|used to|以前|原来|曾|旧|过去|今|now|since|later|then", q.masked
    )
    kept, misfit = _fitting(ask, told) if not about_name else (told, False)
    if misfit:
        return ask.unknown(renaming(ask, told[0]), asked, told[:1])
    told = kept or told
    text = renaming(ask, told[0])
    body = ask.names.body_of(told[0].act)
    if body != told[0].act and ask.name(body) not in text:
        text += f"（{ask.name(body)}）" if ask.language == "zh" else f" ({ask.name(body)}.)"
    return ask.answered(text, asked, told, sure=not ask.contradicts(told))


def _its_end(ask: Inquiry, thing: Thing) -> str:
    ending = ask.run("ending", body=thing.iri).done
    return (
        " " + ask.say("ended", act=ask.act(ending[0]), thing=ask.name(thing.iri), on=ask.on(ask.date_of(ending[0])))
        if ending
        else ""
    )


def _other_name(ask: Inquiry, told: Sequence[Fact]) -> bool:
    """Whether the question asks for a new name that no renaming gave: that of another body."""
    line: set[str] = set()
    for x in told:
        line |= {x.thing, x.get("becomes")} | ask.names.lineage(x.thing)
    new = re.search(r"(?:为|成|\bto|\bas|\binto) (?:the )?⟨body⟩|(?:为|成)⟨body⟩", ask.question.masked)
    return bool(new) and ask.question.all("body")[-1].iri not in line


def _named_on(ask: Inquiry, told: Sequence[Fact]) -> Answer | None:
    """What a thing was called on a date, by the renaming that lies before or after it."""
    moment = next(iter(ask.question.moments), None)
    best = max(told, key=lambda x: len(ask.date_of(x)))
    date = ask.date_of(best)
    if (
        moment is None
        or not date
        or not re.search(r"叫|名称|名字|called|name|known", ask.question.masked)
        or re.search(r"何时|什么时候|\bwhen\b", ask.question.masked)
    ):
        return None
    n = min(len(moment.first), len(date))
    if moment.side == "after" or (moment.first[:n] == date[:n] and not moment.side):
        return None
    before = moment.side == "before" or moment.first[:n] < date[:n]
    name = ask.name(best.thing) if before else (ask.name(best.get("becomes")) if best.get("becomes") else best.get("new"))
    text = ask.say(
        "named_then",
        date=day(moment.first, ask.language),
        On=ask.on(moment.first).strip().capitalize(),
        name=name,
        why=renaming(ask, best),
    )
    return ask.answered(text, ask.run("renaming", body=best.thing), told)


def _renamed_by(ask: Inquiry, act: Thing) -> Answer | None:
    asked = ask.run("acts-of", by=act.iri)
    told = [x for x in asked.done if x.relation == "renames"]
    return ask.answered(renaming(ask, told[0]), asked, told) if told else None


def _not_renamed(ask: Inquiry, thing: Thing, asked: Asked) -> Answer | None:
    """No new name; a unit may have another in its place, and a part of the thing may have been renamed."""
    succeeded = ask.run("replacing", body=thing.iri)
    if succeeded.done:
        return _succession(ask, thing, succeeded)
    text = ask.say("not_renamed", thing=ask.name(thing.iri))
    for part in units(ask, thing.iri):
        told = ask.run("renaming", body=part).done
        if told:
            return ask.unknown(f"{text} {renaming(ask, told[0])}", asked, told[:1])
    changed = ask.run("done-to", of=thing.iri).done if thing.kind in ("instrument", "doc") else ()
    if changed:
        return None
    said, proof = also(ask, thing.iri)
    return ask.unknown(f"{text} {said}".strip(), asked, proof)


# ---- ended --------------------------------------------------------------------------------------------------------------
def ended(ask: Inquiry) -> Answer | None:
    q = ask.question
    thing, act = _subject(ask), _act(ask)
    if thing is None:
        if q.types and act is None:
            return ended_of_type(ask)
        return _ended_by(ask, act) if act is not None else None
    asked = ask.run("ending", body=thing.iri)
    told = list(asked.done)
    if not told:
        said, proof = also(ask, thing.iri)
        return ask.unknown(f"{ask.say('not_ended', thing=ask.name(thing.iri))} {said}".strip(), asked, proof)
    kept, misfit = _fitting(ask, told)
    best = (kept or told)[0]
    text = ask.say(
        "ended_paragraph" if best.provision and kind_of(best.act) == "decision" else "ended",
        act=ask.name(best.act),
        thing=ask.name(thing.iri),
        provision=best.provision,
        on=ask.on(ask.date_of(best)),
    )
    if misfit:
        return ask.answered(ask.say("no", text=text), asked, told) if is_whether(q) else ask.unknown(text, asked, told[:1])
    if is_whether(q):
        text = ask.say("yes", text=text)
    return ask.answered(text, asked, [best, *(x for x in told if x != best)], sure=not ask.contradicts(told), proofs=2)


def _ended_by(ask: Inquiry, act: Thing) -> Answer | None:
    asked = ask.run("acts-of", by=act.iri)
    told = [x for x in asked.done if x.relation == "terminates"]
    if not told:
        return None
    text = " ".join(ask.say("ended", act=ask.act(x), thing=ask.name(x.thing), on=ask.on(ask.date_of(x))) for x in distinct(told))
    return ask.answered(text, asked, told)


def ended_of_type(ask: Inquiry) -> Answer | None:
    """Which bodies of a type came to an end, with the year they began."""
    kind = ask.question.types[0]
    asked = ask.run("ended-of-type", type=kind.iri)
    told = distinct(asked.done)
    if not told:
        return ask.unknown(ask.say("unknown"), asked, firm=False)
    if not re.search(r"哪|什么|which|what|list", ask.question.masked) and len(_of_type(ask, kind.iri)) > 1:
        return None
    parts, rows = [], []
    for x in told:
        founded = x.get("founded")
        parts.append(ask.say("ended", act=ask.act(x), thing=ask.name(x.thing), on=ask.on(ask.date_of(x))))
        if founded:
            parts.append(
                ask.say(
                    "founded_no_act", thing=ask.name(x.thing), date=ask.on(founded).strip("（） "), on=ask.on(founded).strip()
                )
            )
        rows.append(ask.row(x, founded=founded))
    foundings = [y for x in told for y in ask.run("founding", body=x.thing).done[:1]]
    return ask.answered(" ".join(parts), asked, [*told, *foundings], rows=rows)


def _of_type(ask: Inquiry, kind: str) -> list[str]:
    return [body for body, type_ in ask.names.types.items() if type_ == kind]


# ---- extended -----------------------------------------------------------------------------------------------------------
_SPANS = {"一年": "one year", "两年": "two years", "三年": "three years", "六个月": "six months", "一年时间": "one year"}


def extended(ask: Inquiry) -> Answer | None:
    thing, act = _subject(ask), _act(ask)
    if thing is None:
        return _extended_by(ask, act) if act is not None else None
    asked = ask.run("extended", body=thing.iri)
    told = list(asked.done)
    name = ask.name(thing.iri)
    if not told:
        wished = [x for x in asked.facts if not x.is_done]
        text = (
            ask.say("proposed_extension", act=ask.name(wished[0].act), thing=name)
            if wished
            else ask.say("not_extended", thing=name)
        )
        said, proof = also(ask, thing.iri)
        return ask.unknown(f"{text} {said}".strip(), asked, wished or proof)
    kept, misfit = _fitting(ask, told)
    if misfit:
        text = " ".join(_extension(ask, x) for x in told)
        said, proof = also(ask, thing.iri, "extended")
        return ask.unknown(f"{text} {said}", asked, [*told[:1], *proof])
    text = " ".join(_extension(ask, x) for x in kept)
    if is_whether(ask.question):
        text = ask.say("yes", text=text)
    return ask.answered(text, asked, kept, proofs=2)


def _extended_by(ask: Inquiry, act: Thing) -> Answer | None:
    """Whose term an act prolonged; where the length is asked for, those of which it is told."""
    asked = ask.run("extensions", by=act.iri)
    told = list(asked.done)
    if re.search(r"\byear|年", ask.question.masked):
        told = [x for x in told if x.get("action")] or told
    if not told:
        return None
    return ask.answered(" ".join(_extension(ask, x) for x in told), asked, told)


def _extension(ask: Inquiry, fact: Fact) -> str:
    by = fact.get("action").strip("，。")
    if by and ask.language == "en":
        by = f" by {_SPANS.get(by, by)}"
    body = ask.names.body_of(fact.act)
    text = ask.say("extended", act=ask.act(fact), thing=ask.name(fact.thing), by=by, on=ask.on(ask.date_of(fact)))
    return (
        text if ask.name(body) in text else text + (f"（{ask.name(body)}）" if ask.language == "zh" else f" ({ask.name(body)})")
    )


# ---- replaced -----------------------------------------------------------------------------------------------------------
def replaced(ask: Inquiry) -> Answer | None:
    thing = _subject(ask)
    if thing is None:
        return None
    asked = ask.run("replacing", body=thing.iri)
    if not asked.done:
        renames = ask.run("renaming", body=thing.iri)
        if renames.done:
            return ask.answered(renaming(ask, renames.done[0]), renames, renames.done)
        if focus_of(ask.question) == "who" and thing.kind in ("post", "person"):
            return ask.unknown(ask.say("unknown_about", thing=ask.name(thing.iri)), asked)
        said, proof = also(ask, thing.iri)
        return ask.unknown(f"{ask.say('not_replaced', thing=ask.name(thing.iri))} {said}".strip(), asked, proof)
    return _succession(ask, thing, asked)


def _succession(ask: Inquiry, thing: Thing, asked: Asked) -> Answer:
    told = sorted(distinct(asked.done), key=lambda x: x.thing != thing.iri)
    return ask.answered(
        " ".join(ask.say("succeeds", act=ask.name(x.act), thing=ask.name(x.thing)) for x in told), asked, told, decision=""
    )


# ---- changed ------------------------------------------------------------------------------------------------------------
def changed(ask: Inquiry) -> Answer | None:
    """What amended or changed a body or text. Without a fact a passage may tell it."""
    thing = ask.subject("body", "instrument", "doc", "post", "group")
    act = _act(ask)
    if thing is None or act is not None:
        return None
    asked = ask.run("changing", of=thing.iri)
    told = list(asked.done)
    if not told:
        return None
    kept, misfit = _fitting(ask, told)
    if misfit:
        return None
    words = [x for x in kept if _shares(ask, x)]
    kept = words or kept
    text = " ".join(
        ask.say("changed", act=ask.act(x), thing=ask.name(x.thing), on=ask.on(ask.date_of(x)), what=x.get("action"))
        for x in distinct(kept)
    )
    return ask.answered(text, asked, kept, sure=bool(words) and len(distinct(kept)) == 1)


def _shares(ask: Inquiry, fact: Fact) -> bool:
    told = set(notions(ask.question.words)) - {"increase", "environment"}
    quote = fact.get("action") + (fact.citation.quote if fact.citation else "")
    return bool(told and told <= set(notions(quote.lower())) | {"decision"})
