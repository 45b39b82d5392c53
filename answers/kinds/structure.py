"""Where a thing stands: above and below it on a date, its seat, who reports to and supervises whom, where its authority is from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.facts import Asked, Fact, bound, distinct
from answers.grammar.focus import focus_of
from answers.inquiry import Inquiry
from answers.language.moments import Moment
from answers.model import Answer, Thing
from answers.names import kind_of
from answers.phrases import day
from graph.store import value

_REGISTERED = "SELECT ?part ?whole WHERE { ?part org:subOrganizationOf ?whole }"
_BODY = ("body", "post", "group", "person", "system", "fund")


def units(ask: Inquiry, whole: str) -> list[str]:
    """The parts of a body, as documents or the register tell, by IRI."""
    return sorted({value(r["part"]) for r in bound(ask.store, _REGISTERED, whole=whole)})


def wholes(ask: Inquiry, part: str) -> list[str]:
    """What a body belongs to, as documents or the register tell, by IRI."""
    return sorted({value(r["whole"]) for r in bound(ask.store, _REGISTERED, part=part)})


# ---- above and below ----------------------------------------------------------------------------------------------------
def parents(ask: Inquiry) -> Answer | None:
    thing = ask.subject("body", "group", "post")
    if thing is None:
        return None
    asked = ask.run("parents", body=thing.iri)
    told = distinct(asked.done)
    if not told:
        lines = [x for x in ask.run("reporting-lines", of=thing.iri).done if x.act == thing.iri]
        told = lines
    if not told:
        return None
    text = " ".join(
        ask.say("reports_to" if x.relation == "reports_to" else "parent", act=ask.name(x.act), thing=ask.name(x.thing))
        for x in told
    )
    return ask.answered(text, asked, told, decision="")


def parts(ask: Inquiry) -> Answer | None:
    """What stands under a body, on a date where one is named, of a type where one is named."""
    q = ask.question
    thing = ask.subject("body")
    if thing is None or (focus_of(q) == "number" and not q.types):
        return None
    asked = ask.run("parts", body=thing.iri)
    if q.moments and not q.moments[0].side and there(ask, thing.iri, life := _life(ask, thing.iri), q.moments[0]) is False:
        return ask.unknown(
            ask.say("not_there", thing=ask.name(thing.iri), on=ask.on(q.moments[0].first).strip()), asked, life[:1]
        )
    told = {x.act: x for x in reversed(asked.done)}
    under = [*told, *(p for p in units(ask, thing.iri) if p not in told)]
    wanted = q.types[0].iri if q.types else _sort(ask)
    if wanted:
        typed = [p for p in under if ask.names.types.get(p) == wanted]
        under = typed or _of_sort(ask, wanted, thing.iri)
    moment = q.moments[0] if q.moments else None
    facts = {p: _life(ask, p) for p in under}
    if moment is not None:
        if moment.side == "after":
            under = [p for p in under if (d := _begun(ask, facts[p])) and moment.holds(d)]
        else:
            under = [p for p in under if there(ask, p, facts[p], moment) is not False]
            alive = [p for p in under if there(ask, p, facts[p], moment)]
            under = alive or under
    proof = [fact for p in under for fact in ([told[p]] if p in told else []) + facts[p]]
    if not under or not proof:
        return None
    names = [ask.name(p) for p in under if p in told or facts[p]]
    form = "parts_on" if moment is not None else "parts"
    text = ask.say(
        form,
        thing=ask.name(thing.iri),
        list=("、" if ask.language == "zh" else ", ").join(names),
        date=day(moment.first, ask.language) if moment else "",
        on=ask.on(moment.first).strip() if moment else "",
    )
    rows = [ask.row(x) for p in under for x in ([told[p]] if p in told else facts[p][:1])]
    return ask.answered(
        text,
        asked,
        proof,
        rows=rows,
        shape="table",
        columns=("act", "date", "document", "paragraph"),
        decision="",
        sure=moment is None and not wanted,
    )


def _sort(ask: Inquiry) -> str:
    """The type of body that a question means by a short word, among the types of the graph."""
    text = ask.question.normal
    return next((iri for name, iri in sorted(ask.names.kinds.items(), key=lambda p: -len(p[0])) if name.lower() in text), "")


def _of_sort(ask: Inquiry, wanted: str, whole: str) -> list[str]:
    """Bodies of a type whose names or places in the structure tie them to a body."""
    found = [body for body, kind in ask.names.types.items() if kind == wanted]
    own = [b for b in found if whole in wholes(ask, b) or b.startswith(f"{whole}-")]
    return sorted(own)


def _life(ask: Inquiry, body: str) -> list[Fact]:
    """The facts that tell from when to when a body was there: founding, end, extensions."""
    return [*ask.run("founding", body=body).done, *ask.run("ending", body=body).done, *ask.run("extended", body=body).done]


def _begun(ask: Inquiry, facts: Sequence[Fact]) -> str:
    return max((ask.date_of(x) for x in facts if x.relation == "establishes"), key=len, default="")


def there(ask: Inquiry, body: str, facts: Sequence[Fact], moment: Moment) -> bool | None:
    """Whether a body was there at a moment: True, False, or None where the documents do not tell."""
    n = len(moment.last)
    ended = [ask.date_of(x) for x in facts if x.relation == "terminates" and ask.date_of(x)]
    if any(d[:n] <= moment.last[: len(d)] for d in ended):
        return False
    begun = [ask.date_of(x) for x in facts if x.relation == "establishes" and ask.date_of(x)]
    begun.sort(key=lambda d: -len(d))
    if begun and begun[0][:n] > moment.last[: len(begun[0])]:
        return False
    extended = [ask.date_of(x) for x in facts if x.relation == "extends" and ask.date_of(x)]
    return True if begun or extended or ended else None


# ---- seats --------------------------------------------------------------------------------------------------------------
def seat(ask: Inquiry) -> Answer | None:
    q = ask.question
    named = q.first("body")
    types = [t for t in q.types if named is None or not named.start <= t.start < named.end]
    thing = ask.subject("body", "post", "group")
    if (
        types
        and re.search(r"[哪各几]|办事处.*(?:哪些|各)|offices|where are|cities", q.normal)
        and (thing is None or not q.first("body") or _is_whole(ask, thing, types))
    ):
        return seats_of_type(ask, types[0])
    if q.first("group") and thing is not None and thing.kind == "body" and (kind := _sort(ask)):
        return seats_of_type(ask, Thing(kind, "type", "", 0, 0))
    place = q.first("place")
    if thing is None:
        return located_at(ask, place) if place else None
    asked = ask.run("seat", body=thing.iri)
    told = distinct(asked.done)
    if place and place.iri not in {x.thing for x in told} and re.search(r"move|relocat|迁|搬", q.masked):
        return ask.unknown(ask.say("unknown_about", thing=ask.name(thing.iri)), asked, told[:1])
    if not told:
        return _group_seats(ask, thing)
    return _seats(ask, asked, told)


def _is_whole(ask: Inquiry, thing: Thing, types: Sequence[Thing]) -> bool:
    return ask.names.types.get(thing.iri) != types[0].iri


def _group_seats(ask: Inquiry, thing: Thing) -> Answer | None:
    """The seats of what a group stands for, such as the regional offices."""
    kind = _sort(ask)
    return seats_of_type(ask, Thing(kind, "type", "", 0, 0)) if kind and thing.kind == "group" else None


def _seats(ask: Inquiry, asked: Asked, told: Sequence[Fact]) -> Answer:
    parts_ = [ask.say("seat", act=ask.name(x.act), thing=ask.name(x.thing)) for x in told]
    text = ask.join(parts_) + ("。" if ask.language == "zh" else ".")
    return ask.answered(
        text,
        asked,
        told,
        decision="",
        shape="table" if len(told) > 2 else "sentence",
        columns=("act", "thing", "document", "paragraph"),
    )


def seats_of_type(ask: Inquiry, kind: Thing) -> Answer | None:
    asked = ask.run("seats-of-type", type=kind.iri)
    told = distinct(asked.done)
    return _seats(ask, asked, told) if told else None


def located(ask: Inquiry) -> Answer | None:
    """What is in a place; of a body that is named, whether it is there."""
    place = ask.question.first("place")
    if place is None:
        return None
    asked = ask.run("located-at", place=place.iri)
    told = distinct(asked.done)
    thing = ask.subject("body", "group", "post")
    if thing is not None:
        mine = [x for x in told if x.act == thing.iri]
        under = {x.act for x in ask.run("parts", body=thing.iri).done} | set(units(ask, thing.iri))
        told = mine or [x for x in told if x.act in under]
    kind = ask.question.types[0].iri if ask.question.types else ""
    told = [x for x in told if not kind or ask.names.types.get(x.act) == kind] or ([] if kind else told)
    return _seats(ask, asked, told) if told else None


def located_at(ask: Inquiry, place: Thing) -> Answer | None:
    asked = ask.run("located-at", place=place.iri)
    told = distinct(asked.done)
    return _seats(ask, asked, told) if told else None


#: Words by which the other side of a line is asked for: those below a unit, or what is above it.
_LINE = re.compile(
    r"(?P<below>\bwho (?:reports?|answers?) (?:directly |straight )?to\b|谁(?:直接)?[向对]⟨\w+⟩.{0,4}(?:负责|汇报|报告))"
    r"|(?P<above>\bdo(?:es)? .*⟨\w+⟩.* (?:reports?|answers?) (?:directly |straight )?to\b|⟨\w+⟩.{0,4}(?:直接)?[向对](?:谁|哪)|\bto whom does\b|\bwho does\b)"
)


# ---- lines --------------------------------------------------------------------------------------------------------------
def lines(ask: Inquiry) -> Answer | None:
    """Who reports to whom and who supervises whom, from whichever side is named."""
    thing = ask.subject("body", "post", "group", "person")
    if thing is None:
        return None
    asked = ask.run("reporting-lines", of=thing.iri)
    told = distinct(asked.done)
    if not told and kind_of(thing.iri) == "body":
        return None
    text = ask.question.masked
    if re.search(r"(?:reports?|answers?|accountable)\b.*\bto\b|负责|汇报", text):
        told = [x for x in told if x.relation == "reports_to"] or told
    told = on_asked_side(ask, told, thing.iri)
    if not told:
        return None
    words = " ".join(ask.say(x.relation, act=ask.name(x.act), thing=ask.name(x.thing)) for x in told)
    return ask.answered(words, asked, told, decision="")


def on_asked_side(ask: Inquiry, told: Sequence[Fact], unit: str) -> list[Fact]:
    """The lines above a unit, or those below it, where the question asks for one of the two."""
    side = _LINE.search(ask.question.masked)
    return [x for x in told if side is None or unit == (x.thing if side["below"] else x.act)]


def services(ask: Inquiry) -> Answer | None:
    thing = ask.subject("body", "group", "instrument")
    if thing is None:
        return None
    asked = ask.run("servicing", of=thing.iri)
    told = distinct(asked.done)
    served = [x for x in told if x.thing == thing.iri]
    asks_who = focus_of(ask.question) == "who" and re.search(r"\bwho\b|谁|which (?:body|office|entity)", ask.question.masked)
    told = served if asks_who and served else told
    if not told:
        return None
    text = " ".join(ask.say("services", act=ask.name(x.act), thing=ask.name(x.thing)) for x in told)
    return ask.answered(text, asked, told, decision="", sure=len(told) == 1)


#: A chain has so many steps at most.
_HIGHEST = 10
#: What stands before the unit that a chain begins at.
_FROM = re.compile(r"(?:从|自|由|\bfrom (?:the )?)$")


def chain(ask: Inquiry) -> Answer | None:
    """From a unit up: what it is part of, the decision that set it up, who decided that, and so on to the founding resolution."""
    thing = next((t for t in ask.question.things if t.kind in _BODY and _FROM.search(ask.question.normal[: t.start])), None)
    thing = thing or ask.subject(*_BODY)
    if thing is None:
        return None
    steps, told, sure = _climbed(ask, thing.iri)
    acts = [s for s in steps if kind_of(s) in ("decision", "instrument")]
    if not acts:
        first = ask.run("parents", body=thing.iri)
        return ask.unknown(ask.say("unknown_founding", thing=ask.name(thing.iri)), first, told[:1], firm=False)
    text = ask.say("chain", list=" → ".join(ask.name(s) for s in steps))
    if not sure:
        text = f"{text} {ask.say('only_supported', act=ask.name(acts[-1]), thing=ask.name(steps[-2]))}"
    last = next((x for x in told if x.act == acts[-1]), told[-1])
    return ask.answered(
        text,
        ask.run("parents", body=thing.iri),
        [last, *(x for x in told if x != last)],
        decision=acts[-1],
        sure=sure,
        shape="timeline",
        columns=("act", "thing", "date", "paragraph"),
        proofs=2,
        rows=[
            *({"step": str(i), "thing": ask.name(s), "thing_iri": s} for i, s in enumerate(steps, start=1)),
            *(ask.row(x) for x in told),
        ],
    )


def _climbed(ask: Inquiry, at: str) -> tuple[list[str], list[Fact], bool]:
    """The steps of a chain, bodies and acts from the lowest up, the facts behind them, and whether each is told as done: where
    nothing says what set a body up, a decision that supported the proposal of it ends the chain."""
    steps, told, backed = [at], list[Fact](), list[Fact]()
    while len(steps) < _HIGHEST:
        founding = ask.run("founding", body=at).done
        acts = [x for x in founding if kind_of(x.act) in ("decision", "instrument") and x.act not in steps]
        told += (acts or list(founding))[:1]
        if acts:
            steps.append(acts[0].act)
            ups = [by] if (by := ask.names.issuer.get(acts[0].act, "")) else []
        else:
            supported = [x for x in ask.run("endorsement", text=at).facts if kind_of(x.act) == "decision"]
            backed = backed or supported[:1]
            above = distinct(ask.run("parents", body=at).done)
            told += above[:1]
            ups = [x.thing for x in above] or wholes(ask, at)
        ups = [u for u in ups if u not in steps]
        if not ups or (acts and not _goes_on(ask, ups[0])):
            break
        at = ups[0]
        steps.append(at)
    if not any(kind_of(s) in ("decision", "instrument") for s in steps) and backed:
        of = next((s for s in steps if s in (backed[0].thing, *backed[0].more.values())), at)
        return [*steps[: steps.index(of) + 1], backed[0].act], [*told, backed[0]], False
    return steps, told, True


def _goes_on(ask: Inquiry, by: str) -> bool:
    """Whether the chain goes on from who decided: what set that body up, or what it is part of, is told."""
    return bool(ask.run("founding", body=by).done or ask.run("parents", body=by).done or wholes(ask, by))
