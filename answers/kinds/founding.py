"""What set a thing up, and when; what an act set up; whether something was there on a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.facts import Asked, Fact, bound
from answers.grammar.focus import focus_of, is_whether
from answers.inquiry import Inquiry
from answers.kinds.said import also, register
from answers.model import Answer, Thing
from answers.names import kind_of
from answers.phrases import day
from graph.store import value

FOUNDED = ("body", "system", "fund", "campaign", "group", "post", "instrument", "doc", "meeting")
ACTS = ("decision", "session", "meeting", "instrument")


def created(ask: Inquiry) -> Answer | None:
    """What established a thing: along its lineage, never from support or welcome."""
    q = ask.question
    if _AGENT.search(q.masked) and not q.first("decision"):
        return created_by(ask)
    thing = ask.subject(*FOUNDED)
    act = q.first("decision") or (q.first("session", "meeting") if thing is not None and thing.kind != "meeting" else None)
    if thing is None or (act is not None and thing.iri == act.iri):
        return created_by(ask) if act else None
    asked = ask.run("founding", body=thing.iri)
    own = [x for x in asked.done if x.thing == thing.iri]
    if is_whether(q) or act is not None:
        return _checked(ask, thing, act, asked, own)
    if focus_of(q) == "when" and not _wants_decision(ask):
        return _when(ask, thing, asked, own)
    return _by_what(ask, thing, asked, own)


_AGENT = re.compile(
    r"⟨\w+⟩[^⟨]{0,8}(?:设立|成立|新设|增设|建立|创建|组建|启动)了?(?:哪|什么|几|多少)|(?:did|has|have) (?:the )?⟨\w+⟩ .{0,12}(?:set up|establish|create|found)\w*"
    r"|^(?:which|what) (?:\w+ ){1,4}(?:established|created|set up|founded) by (?:the )?⟨"
)


def _wants_decision(ask: Inquiry) -> bool:
    text = ask.question.masked
    return any(w in text for w in ("决定", "决议", "decision", "resolution", "由谁", "who "))


def _by_what(ask: Inquiry, thing: Thing, asked: Asked, own: Sequence[Fact]) -> Answer | None:
    name = ask.name(thing.iri)
    acts = [x for x in own if kind_of(x.act) in ("decision", "instrument")]
    if acts:
        return _told(ask, asked, acts, [*acts, *(x for x in own if x not in acts)], name)
    based = (
        [x for x in ask.run("basis", of=thing.iri).done if x.act == thing.iri and kind_of(x.thing) == "decision"]
        if _only_decision(ask)
        else []
    )
    if based:
        text = ask.say("prepared_under", act=name, thing=ask.name(based[0].thing))
        return ask.answered(text, asked, [*based, *own], decision=based[0].thing, sure=len({x.thing for x in based}) == 1)
    if own and _only_decision(ask):
        best = max(own, key=lambda x: len(x.date))
        text = (
            ask.say("founded_by_body", thing=name, act=ask.name(best.act), on=ask.on(best.date))
            if best.act != thing.iri
            else ask.say("founded_only_when", thing=name, date=day(best.date, ask.language), on=ask.on(best.date).strip())
        )
        return ask.unknown(text, asked, [best])
    if own:
        return _told(ask, asked, own, own, name)
    earlier = asked.done
    renamings = ask.run("renaming", body=thing.iri).done
    if earlier:
        fact = earlier[0]
        text = ask.say("founded", thing=ask.name(fact.thing), act=ask.act(fact), on=ask.on(ask.date_of(fact)))
        if renamings and renamings[0].thing != thing.iri:
            first = renamings[0]
            text = ask.say("founded_as", thing=name, before=ask.name(first.thing), renaming=renaming(ask, first)) + " " + text
        return ask.answered(text, asked, [fact, *renamings[:1]])
    if renamings and renamings[0].thing != thing.iri:
        first = renamings[0]
        text = ask.say("founded_as", thing=name, before=ask.name(first.thing), renaming=renaming(ask, first))
        return ask.unknown(" ".join(p for p in (text, register(ask, thing.iri)) if p), asked, [first])
    return _unsaid(ask, thing, asked)


def renaming(ask: Inquiry, fact: Fact) -> str:
    """A renaming in words: who gave which new name in place of which."""
    old, new = fact.get("old"), fact.get("new")
    if ask.language == "en" or not old:
        old = ask.name(fact.thing) or old
    if fact.get("becomes") and (ask.language == "en" or not new):
        new = ask.name(fact.get("becomes"))
    return ask.say("renamed", act=ask.act(fact), old=old, new=new, on=ask.on(ask.date_of(fact)))


def _only_decision(ask: Inquiry) -> bool:
    """Whether nothing but a decision or resolution would answer."""
    return focus_of(ask.question) == "decision"


def _told(ask: Inquiry, asked: Asked, acts: Sequence[Fact], told: Sequence[Fact], name: str) -> Answer:
    differing = ask.contradicts(acts)
    first = acts[0]
    dated = next((x for x in acts if x.date and x.act == first.act), first)
    parts = [ask.say("founded", thing=name, act=ask.act(dated), on=ask.on(ask.date_of(dated)))]
    if differing:
        parts = [ask.say("disagree")] + [
            ask.say("founded", thing=name, act=ask.act(x), on=ask.on(ask.date_of(x)))
            for x in {x.act: x for x in reversed(acts)}.values()
        ]
    else:
        body = ask.names.body_of(first.act)
        if body != first.act and ask.name(body) not in parts[0]:
            parts.append(f"（{ask.name(body)}）" if ask.language == "zh" else f"({ask.name(body)})")
    return ask.answered(" ".join(parts), asked, told, sure=not differing, why=ask.say("why_contradict") if differing else "")


def _when(ask: Inquiry, thing: Thing, asked: Asked, own: Sequence[Fact]) -> Answer | None:
    name = ask.name(thing.iri)
    dated = [x for x in own if ask.date_of(x)]
    if not dated:
        earlier = [x for x in asked.done if ask.date_of(x)]
        if earlier:
            return _by_what(ask, thing, asked, own)
        return _unsaid(ask, thing, asked, "unknown_founding_date")
    # The day beats the year, and the day on which it was formally set up beats that of a decision on it.
    best = max(dated, key=lambda x: (len(ask.date_of(x)), "正式" in (x.citation.quote if x.citation else ""), x.confidence))
    date = ask.date_of(best)
    text = ask.say("founded_no_act", thing=name, date=day(date, ask.language), on=ask.on(date).strip())
    unlike = [x for x in dated if not _agrees(ask.date_of(x), date) and x.act != best.act and kind_of(x.act) == kind_of(best.act)]
    return ask.answered(text, asked, [best, *(x for x in own if x != best)], sure=not unlike)


def _agrees(one: str, other: str) -> bool:
    n = min(len(one), len(other))
    return one[:n] == other[:n]


def _unsaid(ask: Inquiry, thing: Thing, asked: Asked, form: str = "unknown_founding") -> Answer | None:
    """Nothing was set up by what was read: what was asked for, supported, welcomed or listed is told as just that."""
    name = ask.name(thing.iri)
    wished = [x for x in asked.facts if x.thing == thing.iri and not x.is_done]
    text = ask.say(form, thing=name)
    told: list[Fact] = []
    requested = [y for x in wished if x.standing == "requested" for y in _asking(ask, x)]
    if requested:
        best = requested[0]
        text = ask.say("convened", thing=name, act=ask.act(best), on=ask.on(ask.date_of(best)))
        return ask.answered(text, asked, [best, *wished], sure=False, proofs=2)
    backed = [x for x in ask.run("endorsement", text=thing.iri).facts if kind_of(x.act) == "decision"]
    if backed:
        best = backed[0]
        text += " " + ask.say(_backing(ask, best), act=ask.act(best), thing=name)
        told = backed[:2]
    elif wished:
        best = wished[0]
        form = "only_option" if best.standing == "option" else "proposed"
        text = ask.say(form, thing=name, act=ask.name(best.act))
        told = wished[:3]
    else:
        proposals = [
            x for x in ask.run("proposals", of=thing.iri).facts if x.thing == thing.iri and _FOUNDING.search(x.get("action"))
        ]
        if proposals:
            text = ask.say(
                "only_option" if proposals[0].standing == "option" else "proposed", thing=name, act=ask.name(proposals[0].act)
            )
            told = proposals[:2]
    said, proof = also(ask, thing.iri) if not told else ("", [])
    text = " ".join(piece for piece in (text, said, register(ask, thing.iri)) if piece)
    return ask.unknown(text, asked, told or proof)


#: Words of a proposal that it is to set something up.
_FOUNDING = re.compile(r"设立|成立|建立|创建|组建|establish|creat|set(?:ting)? up|institut", re.IGNORECASE)


def _backing(ask: Inquiry, fact: Fact) -> str:
    """Whether an act welcomed the proposal of a thing or supported it, as its paragraph says."""
    place = ask.passages.at(fact.citation.document, fact.citation.paragraph) if fact.citation else None
    said = fact.citation.quote if fact.citation else ""
    words = said or (place.folded if place is not None else "")
    return "only_welcomed" if re.match(r"(?:also |further )?welcom|欢迎", words, re.IGNORECASE) else "only_supported"


def _asking(ask: Inquiry, wished: Fact) -> list[Fact]:
    """The decision in whose paragraph somebody is asked to set a thing up."""
    if kind_of(wished.act) in ("decision", "instrument"):
        return [wished]
    place = ask.passages.at(wished.citation.document, wished.citation.paragraph) if wished.citation else None
    found = ask.run("acts-in", place=place.iri).done if place is not None else ()
    return [x for x in found if kind_of(x.act) == "decision"]


# ---- the other way round ------------------------------------------------------------------------------------------------
def created_by(ask: Inquiry) -> Answer | None:
    """What an act established."""
    q = ask.question
    act = (
        q.first("decision")
        or q.first("session", "meeting")
        or (ask.subject("body", "post") if not q.first("instrument") else q.first("instrument"))
    )
    if act is None:
        return None
    asked = ask.run("acts-of", by=act.iri)
    told = [x for x in asked.done if x.relation == "establishes" and x.thing]
    timed, has_dates = ask.in_time(told)
    told = timed if has_dates and timed else told
    if not told:
        return ask.unknown(ask.say("created_nothing", act=ask.name(act.iri)), asked, firm=False)
    parts = {x.thing: ask.say("founded", thing=ask.name(x.thing), act=ask.act(x), on=ask.on(ask.date_of(x))) for x in told}
    return ask.answered(" ".join(parts.values()), asked, told, shape="table" if len(parts) > 2 else "sentence")


def _checked(ask: Inquiry, thing: Thing, act: Thing | None, asked: Asked, own: Sequence[Fact]) -> Answer | None:
    """A yes or no: whether it was set up, by this act, in this year."""
    q, name = ask.question, ask.name(thing.iri)
    if act is not None:
        by = [x for x in own if ask.names.same_actor(x.act, act.iri)]
        if by:
            text = ask.say("founded", thing=name, act=ask.act(by[0]), on=ask.on(ask.date_of(by[0])))
            return ask.answered(ask.say("yes", text=text) if is_whether(q) else text, asked, by)
        others = [x for x in own if kind_of(x.act) in ("decision", "instrument")] or list(own)
        if others:
            text = ask.say("founded", thing=name, act=ask.act(others[0]), on=ask.on(ask.date_of(others[0])))
            return (
                ask.answered(ask.say("no", text=text), asked, others, sure=False)
                if is_whether(q)
                else ask.unknown(ask.say("unknown_about", thing=ask.name(act.iri)) + " " + text, asked, others[:1])
            )
        return _only_wished(ask, thing, act, asked)
    if not own:
        return _unsaid(ask, thing, asked)
    fitting, timed = ask.in_time(own)
    best = (fitting or list(own))[0]
    date = ask.date_of(best)
    text = (
        ask.say("founded", thing=name, act=ask.act(best), on=ask.on(date))
        if best.act != thing.iri
        else ask.say("founded_no_act", thing=name, date=day(date, ask.language), on=ask.on(date).strip())
    )
    if timed and not fitting:
        return ask.answered(ask.say("no", text=text), asked, own, sure=bool(date))
    return ask.answered(ask.say("yes", text=text), asked, [best, *(x for x in own if x != best)])


def _only_wished(ask: Inquiry, thing: Thing, act: Thing, asked: Asked) -> Answer | None:
    """An act that is said to have set something up but only supported, welcomed or asked for it."""
    name = ask.name(thing.iri)
    carrier = ask.names.carrier.get(act.iri, "")
    wished = [
        x
        for x in (*asked.facts, *ask.run("endorsement", text=thing.iri).facts, *ask.run("proposals", of=thing.iri).facts)
        if ask.names.same_actor(x.act, act.iri) or (carrier and x.citation and x.citation.document == carrier)
    ]
    if not wished:
        return ask.unknown(ask.say("unknown_founding", thing=name), asked, firm=False)
    best = wished[0]
    text = ask.say(_backing(ask, best), act=ask.name(act.iri), thing=name)
    return ask.answered(ask.say("no", text=text), asked, wished, sure=False, decision=act.iri)


# ---- on a day -----------------------------------------------------------------------------------------------------------
def exists(ask: Inquiry) -> Answer | None:
    """Whether something was there on a date: begun by then, not yet ended."""
    q = ask.question
    thing = ask.subject("body", "group", "system", "fund", "campaign", "instrument")
    if thing is None:
        return None
    moment = q.moments[0] if q.moments else None
    date = moment.last if moment else "9999"
    founding, ending = ask.run("founding", body=thing.iri), ask.run("ending", body=thing.iri)
    begun = sorted((x for x in founding.done if ask.date_of(x)), key=lambda x: (-len(ask.date_of(x)), x.thing != thing.iri))
    ended = [x for x in ending.done if ask.date_of(x)]
    name = ask.name(thing.iri)
    slots = {"thing": name, "date": day(date, ask.language) if moment else "", "on": f" {ask.on(date).strip()}" if moment else ""}
    if ended and ask.date_of(ended[0])[: len(date)] <= date[: len(ask.date_of(ended[0]))]:
        why = ask.say("ended", act=ask.act(ended[0]), thing=name, on=ask.on(ask.date_of(ended[0])))
        same = ask.date_of(ended[0])[: len(date)] == date and len(date) < len(ask.date_of(ended[0]))
        return ask.answered(ask.say("exists_no_longer", why=why, **slots), ending, ended, sure=not same)
    if begun and _after(ask.date_of(begun[0]), date):
        best = begun[0]
        why = ask.say(
            "founded_no_act", thing=name, date=day(ask.date_of(best), ask.language), on=ask.on(ask.date_of(best)).strip()
        )
        return ask.answered(ask.say("exists_not_yet", why=why, **slots), founding, begun, decision="")
    if not begun and moment is not None and (later := _named_later(ask, thing, date)) is not None:
        why = (
            renaming(ask, later)
            if later.relation == "renames"
            else ask.say("requested", act=ask.act(later), thing=name, on=ask.on(ask.date_of(later)))
        )
        return ask.answered(ask.say("exists_not_yet", why=why, **slots), founding, [later], decision="", sure=False)
    if ending.done and not ended:
        return ask.unknown(ask.say("exists_unsaid", **slots), ending, ending.done[:1])
    if moment is None and not ending.done:
        return ask.unknown(ask.say("not_ended", thing=name), ending, begun[:1])
    if begun and not ended and moment is not None and not _told_of(ask, begun[0], date):
        return ask.unknown(ask.say("exists_unsaid", **slots), founding, begun[:1])
    if begun or ended:
        facts = [*begun[:1], *ended[:1]]
        why = ask.join(
            [
                ask.say("founded_no_act", thing=name, date=day(ask.date_of(x), ask.language), on=ask.on(ask.date_of(x)).strip())
                if x in begun
                else ask.say("ended", act=ask.act(x), thing=name, on=ask.on(ask.date_of(x)))
                for x in facts
            ]
        )
        return ask.answered(ask.say("exists_yes", why=why, **slots), founding, facts, sure=bool(begun and ended), decision="")
    return _alive(ask, thing, date, slots)


def _named_later(ask: Inquiry, thing: Thing, date: str) -> Fact | None:
    """What gave a body its present name, or asked for it to be set up, after a date."""
    renamed = [x for x in ask.run("renaming", body=thing.iri).done if x.get("becomes") == thing.iri]
    asked_for = [x for x in ask.run("founding", body=thing.iri).facts if not x.is_done]
    return next((x for x in (*renamed, *asked_for) if ask.date_of(x) and _after(ask.date_of(x), date)), None)


def _told_of(ask: Inquiry, fact: Fact, date: str) -> bool:
    """Whether the document of a fact tells of a day or month as late as a date: of later times it can tell nothing."""
    if fact.citation is None:
        return True
    days = [m.last for p in ask.passages.of(fact.citation.document) for m in p.moments if len(m.last) > 4]
    return not days or any(not _after(date, day) for day in days)


def _after(one: str, other: str) -> bool:
    n = min(len(one), len(other))
    return one[:n] > other[:n]


def _alive(ask: Inquiry, thing: Thing, date: str, slots: dict[str, str]) -> Answer | None:
    """A sign of life about the date: it met, was prolonged or was spoken of as being there."""
    rows = bound(
        ask.store,
        "SELECT ?thing ?start WHERE { ?claim mg:subject ?thing ; mg:relation rel:holds ; mg:start ?start }",
        thing=thing.iri,
    )
    near = [value(r["start"]) for r in rows if value(r["start"])[:4] == date[:4]]
    held = ask.run("meetings-of", body=thing.iri)
    told = [x for x in held.done if x.get("start") in near]
    if not told:
        return None
    why = ask.say("held", act=ask.name(told[0].act), thing=ask.name(told[0].thing), on=ask.on(told[0].get("start")), where="")
    return ask.answered(ask.say("exists_yes", why=why, **slots), held, told, sure=False, decision="")
