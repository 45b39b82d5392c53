"""Sessions and meetings: who held them, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.numerals import ordinal
from ingest.recognise import mint
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Rule, Told, group, text
from ingest.relate.zh.people import current_meeting
from ingest.relate.zh.scope import agent_before, standing

_HELD = r"(?P<verb>举行|召开|举办|主办|召集)"
#: A body with its short form in brackets, before the ordinal of its meeting.
_OF = r"(?:(?:关于[^，。；{=named}]{1,20}的)?{body}\([^()]{0,6}“?{any}”?\))?"


def _details(match: re.Match[str], place: Place, meeting: Entity) -> dict[str, str]:
    details: dict[str, str] = {}
    for name in ("date", "date2"):
        if name in match.re.groupindex and match.start(name) >= 0:
            period = place.masked.period(match.start(name), match.end(name))
            if period:
                details |= {"start": period.start, "end": period.end}
    seats = [*group(match, "place", place), *group(match, "place2", place)]
    if seats:
        details["place"] = seats[-1].entity.iri
    last = meeting.iri.rsplit("/", 1)[-1]
    if re.fullmatch(r"(?:ss-|universal-)?\d{1,3}", last):
        details["ordinal"] = last
    return details


def _held(match: re.Match[str], place: Place) -> Iterator[Told]:
    meeting = group(match, "object", place)[0]
    clause, _ = place.masked.clause(match.start())
    if re.search(r"可能|如果|倘若|拟议|提议|建议|没有|未能?(?:按计划)?$", place.masked.text[clause : match.start()]):
        return
    details = _details(match, place, meeting.entity)
    if not details or (set(details) == {"ordinal"} and "verb" not in match.re.groupindex):
        return
    subject = group(match, "subject", place)
    owner = place.memory.owner(meeting.entity)
    named = [m for m in subject if m.kind in ("body", "group", "state")]
    organ = place.memory.owner(place.act) if place.act is not None else None
    who = named[0].entity if named else owner or organ
    if owner is not None and (not named or not _is_host(match)):
        who = owner
    if who is None or ("verb" in match.re.groupindex and standing(place.masked, match.start("verb")) == "negated"):
        return
    printed = named[0].printed if named and named[0].entity.iri == who.iri else ""
    yield Told(who, meeting.entity, match.start(), match.end(), printed, meeting.printed, "asserted", 0.9, details)


def _is_host(match: re.Match[str]) -> bool:
    return match["verb"] in ("主办", "举办") if "verb" in match.re.groupindex else False


def _series(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…分别于…、…和…在…举行了三次会议: one meeting a date."""
    body = group(match, "subject", place)[0]
    seats = group(match, "place", place)
    seat = seats[-1].entity.iri if seats else ""
    form = text(match, "form", place)
    pieces = [i for i in range(match.start("dates"), match.end("dates")) if i in place.masked.dates]
    count = ordinal(match["count"])
    inner = [m for m in place.masked.found(match.start("dates"), match.end("dates")) if m.kind in ("place", "state")]
    if len({m.entity.iri for m in inner}) == 1 and not seat:
        seat = inner[0].entity.iri
    for number, i in enumerate(pieces, start=1):
        period = place.masked.dates[i]
        printed = place.masked.printed(i, i + 1)
        own = next(
            (
                m
                for m in place.masked.found(i, pieces[number] if number < len(pieces) else match.end("dates"))
                if m.kind == "place"
            ),
            None,
        )
        owner = body.entity
        name = f"{form or body.entity.name + '会议'}({printed})"
        slug = owner.iri.rsplit("/", 1)[-1]
        iri = place.memory.lexicon.iris.thing("meeting", f"{slug}/{period.start}")
        known = next((e for e in place.memory.lexicon.entities.values()
                      if e.iri == place.memory.lexicon.iris.thing("meeting", f"{slug}/{number}")), None) if count == len(pieces) else None  # fmt: skip
        where = own.entity.iri if own else seat
        meeting = known or Entity(iri, "meeting", ((name, "zh"),), "form", (("heldBy", owner.iri), ("start", period.start)))
        place.memory.owners.setdefault(meeting.iri, owner)
        details = {
            "start": period.start,
            "end": period.end,
            "place": where,
            "ordinal": str(number) if count == len(pieces) else "",
        }
        yield Told(owner, meeting, match.start(), match.end(), body.printed, printed, "asserted", 0.7, details)


def _series_in_places(match: re.Match[str], place: Place) -> Iterator[Told]:
    """分别在…和…举行了两次会议: one meeting a place, numbered where there are as many."""
    body = group(match, "subject", place)[0]
    seats = [m for m in place.masked.found(match.start("seats"), match.end("seats")) if m.kind in ("place", "state")]
    if ordinal(match["count"]) != len(seats):
        return
    slug = body.entity.iri.rsplit("/", 1)[-1]
    for number, seat in enumerate(seats, start=1):
        iri = place.memory.lexicon.iris.thing("meeting", f"{slug}/{number}")
        name = f"{body.entity.name}第{number}次会议({seat.printed})"
        meeting = place.memory.lexicon.by_iri(iri) or Entity(
            iri, "meeting", ((name, "zh"),), "form", (("heldBy", body.entity.iri),)
        )
        place.memory.owners.setdefault(iri, body.entity)
        details = {"place": seat.entity.iri, "ordinal": str(number)}
        yield Told(body.entity, meeting, match.start(), match.end(), body.printed, "", "asserted", 0.7, details)


def _unnamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """10月26日举行了一次技术会议: a meeting that has no name but its kind, by its date."""
    agent = agent_before(place.masked, match.start())
    who = agent.entity if agent else place.fallback
    printed = text(match, "new", place)
    if (
        who is None
        or who.kind not in ("body", "group")
        or len(printed) < 3
        or standing(place.masked, match.start("verb")) == "negated"
    ):
        return
    period = place.masked.period(match.start("date"), match.end("date"))
    scope = f"{who.iri} {period.start if period else ''}"
    meeting = mint.body(place.memory.lexicon, printed, scope, kind="meeting")
    details = _details(match, place, meeting)
    yield Told(who, meeting, match.start(), match.end(), agent.printed if agent else "", printed, "asserted", 0.7, details)


#: A meeting that is told of without a name that is known.
_UNNAMED_MEETING = formula(
    r"[^{=assembly}](?:会议|论坛|峰会|研讨会|讲习班)(?:\([^)]{1,20}\))?(?:于|在|将)[^，。；]{0,30}(?:举行|召开|举办)"
)


def _hosted(match: re.Match[str], place: Place) -> Iterator[Told]:
    """会议由…主办: the meeting spoken of last, and those who hosted or organised it."""
    meeting = current_meeting(place, match.start() + 1)
    if meeting is None or _UNNAMED_MEETING.search(place.masked.text, 0, match.start()):
        return
    role = "host" if match["verb"] == "主办" else "organizer"
    for who in group(match, "subject", place):
        yield Told(
            who.entity,
            meeting,
            match.start(),
            match.end(),
            who.printed,
            "会议",
            "asserted",
            0.8,
            {"role": role},
        )


#: 设立了…委员会，由…担任主席: the body of the clause before.
def _convened(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…举办的论坛, 开设了培训课程: a meeting that has no number, by its name."""
    verb = match.start("verb")
    named = group(match, "subject", place)
    agent = named[0] if named else agent_before(place.masked, verb)
    who = agent.entity if agent else place.fallback
    body = group(match, "object", place)
    printed = text(match, "whole", place) or (body[0].printed if body else text(match, "new", place))
    if who is None or who.kind not in ("body", "group", "state") or standing(place.masked, verb) != "asserted":
        return
    if not printed.endswith(("论坛", "会议", "讲习班", "研讨会", "课程", "培训班", "对话会")) or len(printed) < 4:
        return
    name = body[0].entity.name if body else printed
    scope = "" if body else place.document.iri
    meeting = mint.body(place.memory.lexicon, name, scope, kind="meeting")
    yield Told(who, meeting, match.start(), match.end(), agent.printed if agent else "", printed, "asserted", 0.75)


def _subject_of_meeting(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…召开了…会议 where the one that met is told by the verb's subject."""
    agent = agent_before(place.masked, match.start())
    if agent is None or agent.kind != "body" or standing(place.masked, match.start("verb")) == "negated":
        return
    for meeting in group(match, "object", place)[:1]:
        details = _details(match, place, meeting.entity)
        if details and place.memory.owner(meeting.entity) is None:
            yield Told(
                agent.entity,
                meeting.entity,
                place.masked.at(agent.start),
                match.end(),
                agent.printed,
                meeting.printed,
                "asserted",
                0.8,
                details,
            )


_DATES = r"(?P<dates>(?:于)?{date}(?:在{seat})?(?:(?:、|和|，|以及|，以及)(?:于)?{date}(?:在{seat})?)+)"


RULES: tuple[Rule, ...] = (
    Rule("zh.holds.body-held-meeting", "holds",
         rf"(?<![在于]){{actor:subject}}(?:将|已)?(?:于)?{{date:date}}?(?:将)?(?:在{{seat+:place}})?(?:共同)?{_HELD}了?(?:其|为期[^，。；]{{1,4}}的)?(?:的)?{{assembly:object}}", _held),
    Rule("zh.holds.meeting-was-held", "holds",
         rf"{{assembly:object}}(?:期间)?(?:将|已|定)?(?:于(?!{{date}})[^，。；]{{1,12}}?)?(?:于)?{{date:date}}?(?:在{{seat}}?的?{{seat:place}})?(?:将)?{_HELD}", _held),
    Rule("zh.holds.held-when-where", "holds",
         rf"(?:于|自|在|其)?{{date:date}}(?:，)?(?:在{{seat}}?的?{{seat:place}})?{_HELD}(?:了|的)?其?(?:{{any}}的)?{_OF}{{assembly:object}}", _held),
    Rule("zh.holds.held-where", "holds", rf"(?:在|于){{seat}}?的?{{seat:place}}{_HELD}(?:了|的)?{_OF}{{assembly:object}}", _held),
    Rule("zh.holds.meeting-in-brackets", "holds", r"{assembly:object}\({date:date}(?:，{seat}?，?{seat:place})?\)", _held),
    Rule("zh.holds.dated-meeting", "holds", r"{date:date}(?:的)?{assembly:object}", _held),
    Rule("zh.holds.series-of-meetings", "holds",
         rf"{{body:subject}}(?:以(?P<form>(?:{{any}}|[^，。；]){{1,20}}?)的形式，?)?(?:分别|先后)?{_DATES}(?:在{{seat+:place}})?举行了(?P<count>[一二两三四五六七八九十\d]+)(?:次|届)会议",
         _series),
    Rule("zh.holds.series-in-places", "holds",
         r"{body:subject}(?:分别|先后)在(?P<seats>{seat}(?:(?:、|和){seat})+)举行了(?P<count>[一二两三四五六七八九十\d]+)(?:次|届)会议", _series_in_places),
    Rule("zh.holds.unnamed-meeting", "holds",
         r"(?:于|在)?{date:date}(?:在{seat}?的?{seat:place})?(?P<verb>举行|召开|举办)(?:了(?:一次)?|的)(?P<new>(?![一二三四五六七八九十两0-9]+次)[^，。；{=any}]{0,12}?(?:会议|务虚会|讲习班|研讨会|磋商会))(?=[，。；上]|期间|$)", _unnamed),
    Rule("zh.holds.hosted-and-organised", "holds",
         r"(?:会议|{assembly})由(?P<host>(?:{state}?{actor}|{state})(?:政府)?(?:、{actor}|和{actor})*)(?:共同)?(?:主办|承办)[、，]?并?(?:由)?{actor+:subject}(?:\({any}\))?(?:共同|联合)?(?P<verb>组织|举办)", _hosted),
    Rule("zh.holds.convened-unnumbered", "holds",
         r"{actor:subject}(?:共同|联合)?(?P<verb>举办|主办|召集|组办)的(?P<whole>{body:object}|(?P<new>[^，。；{=any}]{4,20}?(?:论坛|讲习班|研讨会|培训班)))(?=[，。；]|$)", _convened),
    Rule("zh.holds.convened-forum", "holds",
         r"{body:subject}(?P<verb>举办|主办|组办)了?(?:一[次个]|年度)?(?:与(?:{any}|[^，。；]){1,20}举行的)?(?P<whole>[^，。；{=any}]{0,8}{body:object})(?=[，。；]|$)", _convened),
    Rule("zh.holds.convened-course", "holds",
         r"(?P<verb>举办|开设|组办|主办)了(?:一[次个系列]+|多次|若干)?(?P<new>[^，。；{=any}]{2,20}?(?:培训课程|培训班|讲习班|研讨会|对话会))(?=[，。；]|$)", _convened),
    Rule("zh.holds.hosted-by", "holds", r"(?:会议)?由{actor+:subject}(?:共同)?(?P<verb>主办|组织|承办)(?=[，。；、]|$)", _hosted),
    Rule("zh.holds.subject-met", "holds", rf"{_HELD}了?(?:{{date:date}}的)?{{assembly:object}}", _subject_of_meeting),
)  # fmt: skip
