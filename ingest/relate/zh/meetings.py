"""Sessions and meetings: who held them, where and when, who presided, who came."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.numerals import ordinal
from ingest.recognise import mint
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Rule, Told, group, text
from ingest.relate.zh.scope import agent_before, standing

_HELD = r"(?P<verb>举行|召开|举办|主办|召集)"


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
    meeting = _current_meeting(place, match.start() + 1)
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


def _current_meeting(place: Place, at: int) -> Entity | None:
    """The meeting named last before a place of the sentence."""
    named = [m for i, m in sorted(place.masked.mentions.items()) if i < at and m.kind in ("session", "meeting")]
    if named:
        return named[-1].entity
    return place.spoken[0] if place.spoken else None


#: 设立了…委员会，由…担任主席: the body of the clause before.
_BY_CLAUSE = formula(r"{body:body}(?:\([^)]{1,20}\))?，(?:并)?由$")


def _meetings_of(match: re.Match[str], place: Place, at: int) -> list[Entity]:
    """The meeting or meetings that a chair presided over, else the body."""
    told = group(match, "meeting", place)
    if told:
        return [m.entity for m in told]
    if re.search(r"这(?:两|二)次会议", match[0]):
        numbered = [e for e in dict.fromkeys(place.spoken) if e.iri.rsplit("/", 1)[-1].isdigit()]
        if len(numbered) > 1:
            return numbered[:2]
    body = group(match, "body", place)
    if body:
        return [m.entity for m in body]
    by = _BY_CLAUSE.search(place.masked.text, 0, at)
    if by:
        return [m.entity for m in place.masked.found(by.start("body"), by.end("body"))]
    current = _current_meeting(place, at)
    return [current] if current else []


def _chaired(match: re.Match[str], place: Place) -> Iterator[Told]:
    clause, _ = place.masked.clause(match.start())
    if standing(place.masked, match.start("verb")) != "asserted":
        return
    before = place.masked.text[clause : match.start()]
    if re.search(r"选举了?$", before) or ("由" in before and "body" not in match.re.groupindex):
        return
    people = [m for m in group(match, "subject", place) if m.kind in ("person", "body", "instrument", "post")]
    named = [m for m in people if m.kind == "person"]
    shared = len(named or people) > 1 or "共同" in match[0]
    role = "co-chair" if shared else "facilitator" if "主持人" in match[0] else "chair"
    for meeting in _meetings_of(match, place, match.start()):
        for who in named or [m for m in people if m.kind in ("body", "instrument")] or people:
            yield Told(
                who.entity,
                meeting,
                match.start(),
                match.end(),
                who.printed,
                "",
                "asserted",
                0.85,
                {"role": role},
            )


def _chair_title(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…主席某某先生: the person chairs the body."""
    post = group(match, "post", place)[0]
    person = group(match, "subject", place)[0]
    body = place.memory.owner(post.entity)
    role = "facilitator" if "主持人" in post.printed else "chair"
    if body is not None and re.search(r"(?<!副)(?:主席|主持人)", post.printed):
        yield Told(
            person.entity,
            body,
            match.start(),
            match.end(),
            person.printed,
            post.printed,
            "asserted",
            0.85,
            {"role": role},
        )


def _own_chair(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…通过其主席: the chair of the body named before."""
    body = group(match, "body", place)[0]
    name = f"{body.entity.name}主席"
    known = place.memory.lexicon.named(name) or place.memory.lexicon.named(f"{body.printed}主席")
    post = known or Entity(
        place.memory.lexicon.iris.provisional("post", name),
        "post",
        ((name, "zh"),),
        "provisional",
        (("parent", body.entity.iri),),
    )
    yield Told(
        post,
        body.entity,
        match.start(),
        match.end(),
        text(match, "title", place),
        body.printed,
        "asserted",
        0.8,
        {"role": "chair"},
    )


def _position(match: re.Match[str], place: Place) -> Iterator[Told]:
    """A title before a name: the body that stands before the title, else the one whose post it is."""
    person = group(match, "subject", place)[0]
    role = text(match, "title", place)
    bodies = [m.entity for m in group(match, "body", place)]
    if not bodies:
        owner = next((place.memory.owner(m.entity) for m in group(match, "title", place) if m.kind == "post"), None)
        bodies = [owner] if owner else []
    for body in bodies:
        yield Told(person.entity, body, match.start(), match.end(), person.printed, "", "asserted", 0.85, {"role": role})


def _attended(match: re.Match[str], place: Place) -> Iterator[Told]:
    named = group(match, "object", place)
    targets = [(m.entity, m.printed) for m in named]
    if not targets and (current := _current_meeting(place, match.start())):
        targets = [(current, "")]
    if standing(place.masked, match.start("verb")) in ("negated", "proposed", "requested"):
        return
    subjects = group(match, "subject", place)
    agent = agent_before(place.masked, match.start("verb"))
    for who in subjects or ([agent] if agent is not None else []):
        for target, printed in targets:
            if who.entity.iri != target.iri and who.kind != "decision":
                yield Told(who.entity, target, match.start(), match.end(), who.printed, printed, "asserted", 0.85)


def _attended_it(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…的代表出席了会议: the meeting spoken of; who came without a name of their own is no participation."""
    for told in _attended(match, place):
        if told.subject.kind in ("body", "state"):
            yield told


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


def _listed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """下列…派代表出席了会议：A、B、C: one participation a name."""
    named = group(match, "object", place)
    meeting = named[0].entity if named else place.memory.meeting_spoken_of()
    if meeting is None or re.search(r"未|没有", match[0]):
        return
    for i in range(match.end(), len(place.masked.text)):
        for who in place.masked.found(i, i + 1):
            if who.kind in ("state", "body", "group"):
                yield Told(who.entity, meeting, i, i + 1, who.printed, "", "asserted", 0.9)


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
         rf"{{actor:subject}}(?:将|已)?(?:于)?{{date:date}}?(?:将)?(?:在{{seat+:place}})?(?:共同)?{_HELD}了?(?:其|为期[^，。；]{{1,4}}的)?(?:的)?{{assembly:object}}", _held),
    Rule("zh.holds.meeting-was-held", "holds",
         rf"{{assembly:object}}(?:期间)?(?:将|已|定)?(?:于(?!{{date}})[^，。；]{{1,12}}?)?(?:于)?{{date:date}}?(?:在{{seat}}?的?{{seat:place}})?(?:将)?{_HELD}", _held),
    Rule("zh.holds.held-when-where", "holds",
         rf"(?:于|自|在|其)?{{date:date}}(?:，)?(?:在{{seat}}?的?{{seat:place}})?{_HELD}(?:了|的)?(?:{{any}}的)?{{assembly:object}}", _held),
    Rule("zh.holds.held-where", "holds", rf"(?:在|于){{seat}}?的?{{seat:place}}{_HELD}(?:了|的)?{{assembly:object}}", _held),
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
    Rule("zh.chairs.presided", "chairs",
         r"(?P<subject>(?:{any}|\({any}\)|先生|女士|博士|阁下|兼|和|与|、)+?)(?:共同)?(?P<verb>担任|作为|出任)了?(?:{assembly:meeting}|{body:body}|本次会议|这两次会议|会议)?(?:的)?(?:共同)?(?:会议)?(?:{post}|主席|主持人)", _chaired),
    Rule("zh.chairs.chaired-body", "chairs",
         r"由(?P<subject>(?:{post}|{person}|{body})(?:先生|女士|博士|\({any}\))*)(?P<verb>担任)(?:共同)?(?:{post}|主席)的{body:body}", _chaired),
    Rule("zh.chairs.presided-by", "chairs",
         r"{body:body}由(?P<subject>(?:{any}|\({any}\)|先生|女士|博士|和|与|、)+?)(?:共同)?(?P<verb>担任)(?:共同)?(?:会议)?(?:{post}|主席|主持人)", _chaired),
    Rule("zh.chairs.presided-over", "chairs",
         r"(?P<subject>(?:{any}|\({any}\)|先生|女士|博士|和|与|、|的)+?)(?:共同)(?P<verb>主持)了?(?:{body:body}|{assembly:meeting}|会议)", _chaired),
    Rule("zh.chairs.elected", "chairs",
         r"(?P<verb>选举)了?(?P<subject>(?:{any}|\({any}\)|先生|女士|博士|和|与|、)+?)(?:共同)?(?:担任|为)(?:{assembly:meeting}|本次会议|会议)?(?:的)?(?:共同)?(?:{post}|主席)", _chaired),
    Rule("zh.chairs.chair-by-title", "chairs", r"{post:post}：?{person:subject}", _chair_title),
    Rule("zh.chairs.chair-is", "chairs",
         r"(?:，|；|^)(?:共同)?(?P<verb>主席|会议主席|共同主席)(?:为|是|由)(?P<subject>{person}(?:(?:先生|女士|博士|阁下|\({any}\))*(?:和|、){person})*)(?!(?:先生|女士|博士)?担任)", _chaired),
    Rule("zh.chairs.through-its-chair", "chairs", r"{body:body}通过其(?P<title>{post}|主席)", _own_chair),
    Rule("zh.has-position.title-and-name", "has_position", r"(?<![{=body})任])(?<!新任)(?P<title>{post}){person:subject}", _position),
    Rule("zh.has-position.body-title-name", "has_position",
         r"(?P<body>{body}(?:(?:和|、|与){body})*)(?:\({any}\))?(?:的)?(?:新任|时任|前任|候任|现任)?(?P<title>{post}|主任|秘书长|司长|局长|执行主任|总干事|主席){person:subject}", _position),
    Rule("zh.participates.attended", "participates",
         r"{actor+:subject}(?:的代表|代表|还|也|已|都|积极|协助筹备并|协助筹备和)*(?P<verb>参加|出席|参与)了?(?:相应的|第一次和)?(?:{any}举[办行]的)?{assembly+:object}", _attended),
    Rule("zh.participates.took-part-in-body", "participates",
         r"(?P<verb>参加|参与)了?(?:相应的)?(?:{any}举[办行]的)?(?P<object>{body}(?:(?:、|和|以及){body})*)(?=[，。；]|$)", _attended),
    Rule("zh.participates.spoke-at", "participates",
         r"{addressee:subject}(?:还|也|已)*在(?:{assembly:object}|(?:该|本次|本届)?会议)(?:的)?[^，。；]{0,8}(?:上|中|期间|阶段|部分)?(?P<verb>发言|致辞|作了?发言|作主旨发言)", _attended),
    Rule("zh.participates.attended-it", "participates",
         r"{actor+:subject}(?:的代表|的观察员|代表|观察员|政府|还|也|均|都)*(?P<verb>出席|参加)了?(?:本次|本届|该|这次|此次|这两次)?(?:会议|届会)(?=[，。；]|$)", _attended_it),
    Rule("zh.participates.sent-delegates", "participates", r"(?:下列|以下)(?:{any}|[^。；：])*(?:派代表|的代表|派观察员)?(?:出席|参加)了?(?:{assembly:object}|(?:本次|本届|这次)?(?:会议|届会))：", _listed),
    Rule("zh.holds.subject-met", "holds", rf"{_HELD}了?(?:{{date:date}}的)?{{assembly:object}}", _subject_of_meeting),
)  # fmt: skip
