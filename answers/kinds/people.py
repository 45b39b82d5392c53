"""People and States: who chaired, who holds which post, who took part, who is a member."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answers.facts import Fact, distinct
from answers.grammar.focus import focus_of, is_whether
from answers.inquiry import Inquiry
from answers.kinds.meetings import MEETINGS, missing_session, role
from answers.model import Answer, Thing
from answers.names import kind_of


def chairs(ask: Inquiry) -> Answer | None:
    q = ask.question
    if q.missing:
        return missing_session(ask)
    person = q.first("person")
    thing = q.first(*MEETINGS) or ask.subject("body", "group") or person or _body_of_post(ask)
    if thing is None:
        return None
    asked = ask.run("chairing", of=thing.iri)
    told = list(asked.done)
    posts = q.all("post")
    if not told and thing.kind in MEETINGS:
        # Who chairs a body chairs its meetings, where no other chair is told.
        for body, _ in ask.names.ordinals.get(thing.iri, ()):
            told += ask.run("chairing", of=body).done
    if not told and thing.kind == "body":
        told = _chairs_of_meetings(ask, thing)
    if not told:
        return (
            None
            if thing.kind == "body"
            else ask.unknown(
                ask.say("unknown_about", thing=ask.name(thing.iri)), asked, firm=thing.kind in MEETINGS and not posts
            )
        )
    people = distinct(told)
    post = _offices(ask, people)
    text = " ".join(
        ask.say(
            "chaired",
            act=f"{ask.name(x.act)}{post.get(x.act, '')}",
            thing=ask.name(x.thing),
            role=role(x.get("role"), ask.language),
        )
        for x in people
    )
    mixed = len({x.thing for x in people}) > 1
    return ask.answered(
        text,
        asked,
        told,
        rows=[ask.row(x, office=post.get(x.act, "").strip(" （）()")) for x in people],
        decision="",
        proofs=2,
        sure=not mixed,
    )


def _body_of_post(ask: Inquiry) -> Thing | None:
    post = ask.question.first("post")
    body = ask.names.post_in.get(post.iri, "") if post is not None else ""
    return replace(post, iri=body, kind="body") if post is not None and body else None


def _chairs_of_meetings(ask: Inquiry, body: Thing) -> list[Fact]:
    """The chairs of a body's meetings, where none of the body itself are told."""
    held = ask.run("meetings-of", body=body.iri).done
    return [y for iri in dict.fromkeys(x.thing for x in held) for y in ask.run("chairing", of=iri).done]


def _offices(ask: Inquiry, people: Sequence[Fact]) -> dict[str, str]:
    """What else the people are, by the person: office and country."""
    found = {}
    for x in people:
        if kind_of(x.act) != "person":
            continue
        told = [p for p in ask.run("positions", of=x.act).done if p.act == x.act]
        names = dict.fromkeys(f"{p.get('role')}, {ask.name(p.thing)}" if p.get("role") else ask.name(p.thing) for p in told)
        if names:
            joined = "; ".join(names)
            found[x.act] = f"（{joined}）" if ask.language == "zh" else f" ({joined})"
    return found


def positions(ask: Inquiry) -> Answer | None:
    q = ask.question
    thing = q.first("person") or q.first("post") or q.first("body", "state")
    if thing is None:
        return None
    if thing.kind == "post":
        return _holders(ask, thing)
    asked = ask.run("positions", of=thing.iri)
    told = list(asked.done)
    if not told and thing.kind == "person":
        chaired = ask.run("chairing", of=thing.iri)
        told = list(chaired.done)
        if not told:
            return None
        text = " ".join(
            ask.say("chaired", act=ask.name(x.act), thing=ask.name(x.thing), role=role(x.get("role"), ask.language))
            for x in distinct(told)
        )
        return ask.answered(text, chaired, told, decision="")
    if thing.kind != "person":
        wanted = re.search(
            r"(\S*?主任|\S*?部长|秘书长|署长|司长|director|minister|secretary-general|administrator|head)", q.masked
        )
        told = [
            x
            for x in told
            if wanted and kind_of(x.act) == "person" and (wanted[1] in x.get("role").lower() or wanted[1] in x.get("role"))
        ]
    if not told:
        return None
    text = " ".join(ask.say("position", act=ask.name(x.act), role=x.get("role"), thing=ask.name(x.thing)) for x in distinct(told))
    return ask.answered(text, asked, told, decision="", proofs=2)


def _holders(ask: Inquiry, post: Thing) -> Answer | None:
    """Who is told to hold a post: people with a position in its body whose office the post's name ends or begins with."""
    body = ask.names.post_in.get(post.iri, "")
    if not body:
        return None
    asked = ask.run("positions", of=body)
    names = ask.names.proper(post.iri)
    told = [
        x
        for x in asked.done
        if kind_of(x.act) == "person" and x.get("role") and any(x.get("role").lower() in name for name in names)
    ]
    if not told:
        return None
    text = " ".join(ask.say("position", act=ask.name(x.act), role=x.get("role"), thing=ask.name(x.thing)) for x in distinct(told))
    return ask.answered(text, asked, told, decision="", sure=len(distinct(told)) == 1)


def participants(ask: Inquiry) -> Answer | None:
    q = ask.question
    meeting = q.first(*MEETINGS)
    if q.missing:
        return missing_session(ask)
    if meeting is None:
        return None
    asked = ask.run("attendance", of=meeting.iri)
    told = [x for x in asked.done if x.thing == meeting.iri]
    if not told:
        return None
    who = [
        t
        for t in q.all("state", "body", "person", "group")
        if t.iri != meeting.iri and t.iri != ask.names.holder.get(meeting.iri)
    ]
    if who and is_whether(q):
        mine = [x for x in told if x.act == who[0].iri]
        if mine:
            return ask.answered(
                ask.say("took_part_one", act=ask.name(who[0].iri), thing=ask.name(meeting.iri)), asked, mine, decision=""
            )
        return ask.unknown(ask.say("unknown_about", thing=ask.name(who[0].iri)), asked, told[:1])
    if focus_of(q) == "number":
        return None
    narrowed = _of_sort(ask, told)
    if narrowed is None:
        return None
    names = [ask.name(x.act) for x in distinct(narrowed)]
    text = ask.say("took_part", thing=ask.name(meeting.iri), list=("、" if ask.language == "zh" else ", ").join(names))
    return ask.answered(
        text,
        asked,
        narrowed,
        rows=[ask.row(x) for x in distinct(narrowed)],
        shape="table",
        columns=("act", "role", "paragraph"),
        decision="",
        sure=len(narrowed) == len(told),
    )


def _of_sort(ask: Inquiry, told: Sequence[Fact]) -> list[Fact] | None:
    """Participants of the sort asked for: States, others; None where the sort is one that the graph does not tell apart."""
    text = " ".join([ask.question.masked, *(t.called for t in ask.question.all("group"))])
    if re.search(
        r"非政府|ngo|non-governmental|政府间组织|intergovernmental org|观察员|observer|机构|agenc|组织|organi[sz]ation", text
    ):
        places: dict[str, list[Fact]] = {}
        for x in told:
            if kind_of(x.act) != "state" and x.citation:
                places.setdefault(x.citation.paragraph, []).append(x)
        for words, mark in (("非政府|ngo|non-governmental", "非政府组织"), ("政府间组织|intergovernmental", "政府间组织")):
            if re.search(words, text):
                return next((v for v in places.values() if v[0].citation and mark in v[0].citation.quote), None)
        return [x for x in told if kind_of(x.act) != "state"] or None
    if re.search(r"国家|countr|states|governments|政府", text):
        return [x for x in told if kind_of(x.act) == "state"] or None
    return list(told)


def members(ask: Inquiry) -> Answer | None:
    thing = ask.subject("body", "group", "post")
    if thing is None or focus_of(ask.question) == "number":
        return None
    asked = ask.run("membership", of=thing.iri)
    asks_of = re.search(
        r"member of (?:which|what)|(?:which|what).*(?:is|said to be) a member|of which|哪个.*成员|属于哪", ask.question.masked
    )
    told = [x for x in asked.done if (x.act == thing.iri) == bool(asks_of)]
    if not told:
        return None
    text = " ".join(ask.say("member", act=ask.name(x.act), thing=ask.name(x.thing)) for x in distinct(told))
    return ask.answered(text, asked, told, decision="", sure=bool(asks_of))
