"""Who presided over a meeting or body, who holds which post, who came."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Rule, Told, group, text
from ingest.relate.zh.scope import agent_before, standing


def current_meeting(place: Place, at: int) -> Entity | None:
    """The meeting named last before a place of the sentence."""
    named = [m for i, m in sorted(place.masked.mentions.items()) if i < at and m.kind in ("session", "meeting")]
    if named:
        return named[-1].entity
    return place.spoken[0] if place.spoken else None


_BY_CLAUSE = formula(r"{body:body}(?:\([^)]{1,20}\))?，(?:并)?由$")
#: 协商小组由…担任: whose chairs they are is told before them, and read from there.
_BODY_BY = formula(r"{body}(?:\([^)]{1,20}\))?由$")


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
    if _BODY_BY.search(place.masked.text, 0, at):
        return []
    by = _BY_CLAUSE.search(place.masked.text, 0, at)
    if by:
        return [m.entity for m in place.masked.found(by.start("body"), by.end("body"))]
    current = current_meeting(place, at)
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
    if not targets and (current := current_meeting(place, match.start())):
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


RULES: tuple[Rule, ...] = (
    Rule("zh.chairs.presided", "chairs",
         r"(?P<subject>(?:{any}|\({any}\)|先生|女士|博士|阁下|兼|和|与|、)+?)(?:共同)?(?P<verb>担任|作为|出任)了?(?:{assembly:meeting}|{body:body}|本次会议|这两次会议|会议)?(?:的)?(?:共同)?(?:会议)?(?:{post}|主席|主持人)", _chaired),
    Rule("zh.chairs.chaired-body", "chairs",
         r"由(?P<subject>(?:{post}|{person}|{body})(?:先生|女士|博士|\({any}\))*)(?P<verb>担任)(?:共同)?(?:{post}|主席)的{body:body}", _chaired),
    Rule("zh.chairs.presided-by", "chairs",
         r"{body:body}由(?P<subject>(?:{any}|\({any}\)|先生|女士|博士|和|与|、)+?)(?:共同)?(?P<verb>担任)(?:共同)?(?:会议)?(?:{post}|主席|主持人)", _chaired),
    Rule("zh.chairs.presided-over", "chairs",
         r"(?P<subject>(?:{any}|\({any}\)|先生|女士|博士|和|与|、|的)+?)(?:共同)(?P<verb>主持)了?(?:{body:body}|{assembly:meeting}|会议)", _chaired),
    Rule("zh.chairs.presided-by-whom", "chairs",
         r"(?:{assembly:meeting}|{body:body}|(?:本次|本届|该)?会议)(?:均|都)?由(?:{state}的)?(?P<subject>(?:{any}|\({any}\)|先生|女士|博士|和|与|、|的)+?)(?:共同)?(?P<verb>主持)(?=[，。；]|$)", _chaired),
    Rule("zh.chairs.was-elected", "chairs",
         r"(?P<subject>(?:{any}|\({any}\)|先生|女士|博士|和|与|、|的)+?)(?P<verb>当选|被选|获选)(?:为|担任)?(?:{assembly:meeting}|{body:body}|会议)?(?:的)?(?:共同)?(?:会议)?(?:{post}|主席)", _chaired),
    Rule("zh.chairs.chaired-it", "chairs",
         r"(?P<subject>{person}(?:(?:先生|女士|博士|阁下|\({any}\))*(?:和|与|、)(?:{any}|的)*?{person})*)(?:先生|女士|博士|阁下)?(?:共同)?(?P<verb>主持)了?(?:{body:body}|{assembly:meeting}|(?:本次|本届|该|这次)?(?:会议|磋商|协商|讨论))(?=[，。；]|$|并)", _chaired),
    Rule("zh.chairs.elected", "chairs",
         r"(?P<verb>选举)了?(?P<subject>(?:{any}|\({any}\)|先生|女士|博士|和|与|、)+?)(?:共同)?(?:担任|为)(?:{assembly:meeting}|本次会议|会议)?(?:的)?(?:共同)?(?:{post}|主席)", _chaired),
    Rule("zh.chairs.chair-by-title", "chairs", r"{post:post}：?{person:subject}", _chair_title),
    Rule("zh.chairs.chair-is", "chairs",
         r"(?:，|；|^)(?:共同)?(?P<verb>主席|会议主席|共同主席)(?:为|是|由)(?P<subject>{person}(?:(?:先生|女士|博士|阁下|\({any}\))*(?:和|、){person})*)(?!(?:先生|女士|博士)?担任)", _chaired),
    Rule("zh.chairs.through-its-chair", "chairs", r"{body:body}通过其(?P<title>{post}|主席)", _own_chair),
    Rule("zh.has-position.title-and-name", "has_position", r"(?<![{=body})任])(?<!新任)(?P<title>{post}){person:subject}", _position),
    Rule("zh.has-position.body-title-name", "has_position",
         r"(?P<body>{body}(?:(?:和|、|与){body})*)(?:\({any}\))?(?:的)?(?:新任|时任|前任|候任|现任)?(?P<title>{post}|主任|秘书长|司长|局长|执行主任|总干事|主席){person:subject}", _position),
    Rule("zh.has-position.name-and-title", "has_position",
         r"{person:subject}(?:先生|女士|博士|阁下)?\((?P<body>{state}|{body})?(?P<title>{post}|[^，。；()]{0,16}?(?:部长|大使|司长|局长|主任|常驻代表|秘书长|总干事))\)", _position),
    Rule("zh.participates.attended", "participates",
         r"{actor+:subject}(?:的代表|代表|还|也|已|都|积极|协助筹备并|协助筹备和)*(?P<verb>参加|出席|参与)了?(?:相应的|第一次和)?(?:{any}举[办行]的)?{assembly+:object}", _attended),
    Rule("zh.participates.took-part-in-body", "participates",
         r"(?P<verb>参加|参与)了?(?:相应的)?(?:{any}举[办行]的)?(?P<object>{body}(?:(?:、|和|以及){body})*)(?=[，。；]|$)", _attended),
    Rule("zh.participates.spoke-at", "participates",
         r"{addressee:subject}(?:还|也|已)*在(?:{assembly:object}|(?:该|本次|本届)?会议)(?:的)?[^，。；]{0,8}(?:上|中|期间|阶段|部分)?(?P<verb>发言|致辞|作了?发言|作主旨发言)", _attended),
    Rule("zh.participates.attended-it", "participates",
         r"{actor+:subject}(?:的代表|的观察员|代表|观察员|政府|还|也|均|都)*(?P<verb>出席|参加)了?(?:本次|本届|该|这次|此次|这两次)?(?:会议|届会)(?=[，。；]|$)", _attended_it),
    Rule("zh.participates.among-whom", "participates",
         r"(?:代表|与会者|成员)[^。；，]{0,10}(?P<verb>出席|参加|与会)[^。；，]{0,10}，其中(?:包括|有)(?P<subject>(?:{body}|{state})(?:(?:、|和|以及|及)(?:{body}|{state}))*)的?(?:代表|观察员)", _attended_it),
    Rule("zh.participates.sent-delegates", "participates", r"(?:下列|以下)(?:{any}|[^。；：])*(?:派代表|的代表|派观察员)?(?:出席|参加)了?(?:{assembly:object}|(?:本次|本届|这次)?(?:会议|届会))：", _listed),
)  # fmt: skip
