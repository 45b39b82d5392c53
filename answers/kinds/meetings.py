"""Sessions and meetings, who chaired them, who took part; posts and members."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.facts import Fact, distinct
from answers.grammar.focus import focus_of
from answers.inquiry import Inquiry
from answers.model import Answer, Thing
from answers.names import kind_of
from answers.phrases import span

MEETINGS = ("session", "meeting")
_ROLES = {
    "chair": {"zh": "主席", "en": "chair"},
    "co-chair": {"zh": "共同主席", "en": "co-chair"},
    "facilitator": {"zh": "主持人", "en": "facilitator"},
    "host": {"zh": "主办", "en": "hosted"},
    "organizer": {"zh": "组织", "en": "organized"},
    "vice-chair": {"zh": "副主席", "en": "vice-chair"},
}
_COUNT_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905


def role(name: str, language: str) -> str:
    return _ROLES.get(name, {}).get(language, name)


def times(n: int, language: str) -> str:
    """A small number in words: the reader of a sentence likes them."""
    if language == "zh":
        return "零一两三四五六七八九十"[n] if n < 11 else str(n)
    return _COUNT_WORDS[n] if n < len(_COUNT_WORDS) else str(n)


_MONTH = re.compile(r"几月|哪月|哪一?个月|month|哪一?天|几日|几号|\bday\b|exact date")
_COUNTS_MEETINGS = re.compile(r"(?:多少|几)次|几届|how many (?:times|sessions|meetings)|number of (?:sessions|meetings|times)")


# ---- sessions -----------------------------------------------------------------------------------------------------------
def sessions(ask: Inquiry) -> Answer | None:
    q = ask.question
    if q.missing:
        return missing_session(ask)
    thing = q.first(*MEETINGS) or ask.subject("body", "group")
    if thing is None or (focus_of(q) == "number" and not _COUNTS_MEETINGS.search(q.masked)):
        return None
    asked = ask.run("meetings-of", body=thing.iri)
    every = [x for x in asked.done if kind_of(x.thing) in MEETINGS]
    hosts = [x for x in every if x.get("role")]
    held = [x for x in every if not x.get("role")]
    if thing.kind in MEETINGS:
        return _one(ask, thing, asked.sparql, held, hosts) if held or hosts else None
    for other in ask.names.kin(thing.iri):
        held += [x for x in ask.run("meetings-of", body=other).done if kind_of(x.thing) in MEETINGS and not x.get("role")]
    places = {t.iri for t in q.all("place", "state")}
    if places:
        held = [x for x in held if x.get("where") in places]
    kept, timed = _in_time(ask, held)
    if timed and not kept:
        return ask.unknown(ask.say("unknown_about", thing=ask.name(thing.iri)), asked, firm=False)
    held = kept if timed else held
    if not held:
        return None
    return _many(ask, thing, held, counted=focus_of(q) == "number" or bool(re.search(r"几次|多少次|how many", q.masked)))


def _in_time(ask: Inquiry, held: Sequence[Fact]) -> tuple[list[Fact], bool]:
    if not ask.question.moments:
        return list(held), False
    return [x for x in held if all(m.holds(x.get("start")) for m in ask.question.moments)], True


def _merged(held: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Facts by the meeting, those with more told first."""
    by: dict[str, list[Fact]] = {}
    for x in sorted(held, key=lambda x: -(len(x.get("start")) + len(x.get("end")) + 4 * bool(x.get("where")))):
        by.setdefault(x.thing, []).append(x)
    return by


def _best(facts: Sequence[Fact], name: str) -> str:
    return max((x.get(name) for x in facts), key=len, default="")


def wants_when(ask: Inquiry) -> bool:
    return bool(
        re.search(
            r"何时|时间|日期|什么时候|哪[一年天日个]|几月|几号|几日|\bwhen\b|\bdates?\b|\bday\b|\byear\b|\bmonth\b",
            ask.question.masked,
        )
    )


def wants_where(ask: Inquiry) -> bool:
    return bool(
        re.search(
            r"哪里|哪儿|何处|何地|地点|在哪|城市|什么地方|\bwhere\b|\bvenue\b|\bcity\b|\bplace\b(?! of)|location",
            ask.question.masked,
        )
    )


def _worded(ask: Inquiry, facts: Sequence[Fact]) -> tuple[str, dict[str, str]]:
    start, where = _best(facts, "start"), _best(facts, "where")
    end = _best([x for x in facts if x.get("start") == start], "end")
    place = ask.name(where) if where.startswith("http") else where
    when = span(start, end, ask.language)
    x = facts[0]
    text = ask.say(
        "held",
        act=ask.name(x.act),
        thing=ask.name(x.thing),
        on=(f"（{when}）" if ask.language == "zh" else f", {when}") if when else "",
        where=(f"，{place}" if ask.language == "zh" else f", {place}") if place else "",
    )
    return text, ask.row(x, start=start, end=end, where=place)


def _one(ask: Inquiry, thing: Thing, sparql: str, held: Sequence[Fact], hosts: Sequence[Fact]) -> Answer | None:
    asked = ask.run("meetings-of", body=thing.iri)
    told = [x for x in held if x.thing == thing.iri]
    wants_host = bool(
        re.search(
            r"主办|承办|由谁组织|组织者|谁组织|谁办|东道|\bhost|organi[sz]ed? (?:it|by|the)|who organi[sz]|organi[sz]ers?|sponsor|convened by",
            ask.question.masked,
        )
    )
    parts, rows = [], []
    if told:
        text, row = _worded(ask, told)
        starts = {x.get("start")[:4] for x in told if x.get("start")}
        if (wants_when(ask) and (not row.get("start") or (len(row["start"]) < 7 and _MONTH.search(ask.question.masked)))) or (
            wants_where(ask) and not row.get("where")
        ):
            return None if not wants_host else _hosted(ask, thing, hosts)
        parts.append(text)
        rows.append(row)
        if len(starts) > 1:
            parts.insert(0, ask.say("disagree"))
    if wants_host:
        parts += [
            ask.say(
                "hosted",
                act=ask.name(x.act),
                role=f" {role(x.get('role'), ask.language)}" if ask.language == "en" else role(x.get("role"), ask.language),
                thing=ask.name(x.thing),
            )
            for x in distinct(hosts)
        ]
        rows += [ask.row(x) for x in distinct(hosts)]
        if not hosts:
            return None
    if not parts:
        return None
    ranked = sorted(told, key=lambda x: -(len(x.get("start")) + 4 * bool(x.get("where"))))
    asking = re.search(r"主题|议题|theme|topic|闭幕|clos|what did|做了什么|讨论", ask.question.masked)
    return ask.answered(
        " ".join(parts), asked, [*(hosts if wants_host else ()), *ranked], rows=rows, decision="", sure=not asking, proofs=2
    )


def _hosted(ask: Inquiry, thing: Thing, hosts: Sequence[Fact]) -> Answer | None:
    if not hosts:
        return None
    asked = ask.run("meetings-of", body=thing.iri)
    text = " ".join(
        ask.say(
            "hosted",
            act=ask.name(x.act),
            role=" " + role(x.get("role"), "en") if ask.language == "en" else role(x.get("role"), "zh"),
            thing=ask.name(x.thing),
        )
        for x in distinct(hosts)
    )
    return ask.answered(text, asked, hosts, decision="")


def _many(ask: Inquiry, thing: Thing, held: Sequence[Fact], *, counted: bool) -> Answer:
    asked = ask.run("meetings-of", body=thing.iri)
    by = _merged(held)
    order = sorted(by, key=lambda iri: (_best(by[iri], "start") or "9", iri))
    if re.search(r"\blast\b|\blatest\b|most recent|最近一[次届]|最后一[次届]", ask.question.masked):
        order = order[-1:]
    told = [_worded(ask, by[iri]) for iri in order]
    text = " ".join(t for t, _ in told)
    if counted:
        text = ask.say("met_times", thing=ask.name(thing.iri), n=len(order), words=times(len(order), ask.language)) + " " + text
    first = [x for iri in order for x in by[iri][:1]]
    vague = (
        len(order) > 1
        and focus_of(ask.question) in ("when", "where")
        and not counted
        and not re.search(
            r"分别|各|历届|历次|所有|全部|都|哪些|几|sessions\b|meetings\b|\ball\b|each|did it meet|places", ask.question.masked
        )
    )
    return ask.answered(
        text,
        asked,
        first,
        rows=[r for _, r in told],
        shape="timeline",
        columns=("thing", "start", "end", "where", "document", "paragraph"),
        decision="",
        sure=not vague,
    )


def missing_session(ask: Inquiry) -> Answer | None:
    """A session that the documents do not know: which ones they do."""
    nth = ask.question.missing[0]
    asked = ask.run("meetings-of", body=nth.body)
    held = [x for x in asked.done if not x.get("role") and kind_of(x.thing) in MEETINGS]
    by = _merged(held)
    if not by:
        return None
    names = [_worded(ask, by[iri])[0] for iri in sorted(by, key=lambda iri: _best(by[iri], "start") or "9")]
    n = nth.ordinal.removeprefix("ss-")
    text = ask.say(
        "no_such_session", thing=ask.name(nth.body), n=n, m=len(by), words=times(len(by), ask.language), list=ask.join(names)
    )
    return ask.unknown(text, asked, [next(iter(by.values()))[0]])


def how_often(ask: Inquiry) -> Answer | None:
    """When a body is to meet: mandates on it that speak of years and sessions."""
    thing = ask.question.first("body", "session")
    if thing is None:
        return None
    body = ask.names.body_of(thing.iri)
    asked = ask.run("mandates-of", body=body)
    odd = re.search(r"奇数年|单数年|odd", ask.question.masked)
    about = [
        x
        for x in asked.done
        if re.search(r"奇数年|odd" if odd else r"每两年|奇数年|odd|every (?:two|second)|biennial", _words(x))
    ]
    if not about:
        return None
    # Which decision made it so: the first; how it is now: the last.
    own = {x.act for x in about if ask.names.body_of(x.act) == body}
    order = sorted(about, key=lambda x: (x.act in own if not odd else False, _numbers(x.act)), reverse=not odd)
    text = " ".join(ask.say("every_two_years", act=ask.act(x), action=x.get("action").rstrip("。；，")) for x in order)
    return ask.answered(text, asked, order)


def _numbers(act: str) -> tuple[int, ...]:
    """The numbers in the name of an act, by which acts of one body follow each other."""
    return tuple(int(n) for n in re.findall(r"\d+", act.rsplit("/", 1)[-1]))


def _words(fact: Fact) -> str:
    return fact.get("action") + (fact.citation.quote if fact.citation else "")
