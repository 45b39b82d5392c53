"""Who asks whom to do what: requests, decisions that bind, duties laid down by a plan or decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.relate.rules import Place, Rule, Told, group
from ingest.relate.scope import act_before, agent_before, decider, governing, standing
from ingest.relate.zh.changes import _own_number

#: The verb of asking and its modality in the export contract.
MODALITY = {
    "请": "request", "要求": "request", "促请": "urge", "敦促": "urge", "力促": "urge", "邀请": "invite", "授权": "authorize",
    "鼓励": "encourage", "呼吁": "urge", "吁请": "urge", "责成": "request", "委托": "request", "指示": "request", "建议": "recommend",
    "决定": "decide", "商定": "decide", "承诺": "decide", "同意": "decide", "应": "should", "应当": "should", "应该": "should",
    "须": "shall", "必须": "shall", "最好": "should", "不妨": "invite",
}  # fmt: skip
_ASK = r"(?P<verb>(?<![申敬邀吁促])请(?![求示愿])|要求|促请|敦促|力促|邀请|授权|鼓励|呼吁|吁请|责成|委托|指示)"
_WHO = r"(?:所有|各|有关|相关|其他|该|其|(?:{any}的))*{addressee+:object}"
_ACTION = r"(?P<action>(?:{any}|[^。；])+)"
_HEART = re.compile(r"设立|成立|创建|终止|解散|延长|更名|改名|取代|结束")
#: A verb of asking that is a noun or belongs to a noun phrase: 应…的要求, 提出请求.
_NOMINAL_BEFORE = re.compile(r"(?:应|提出|的|其|根据|按照|所|项|收到|响应|满足|提请|聘|被|受|经|获|获得)$")
_LONGEST = 80


def _action(match: re.Match[str], place: Place, lead: str = "") -> str:
    start, end = match.span("action")
    return (lead + place.masked.printed(start, end).strip("，。；： "))[:_LONGEST]


def _asked(match: re.Match[str], place: Place) -> Iterator[Told]:
    verb = match.start("verb")
    if _NOMINAL_BEFORE.search(place.masked.text[:verb]) or standing(place.masked, verb) == "negated":
        return
    if re.match(r"的(?!代表)|，以|中|所|和请求", place.masked.text[match.end("object") :]):
        return
    who, mention = _speaker(place, verb)
    if who is None:
        return
    for addressee in group(match, "object", place):
        if addressee.entity.iri != who.iri:
            yield _told(
                match,
                place,
                who,
                mention,
                addressee.entity,
                addressee.printed,
                MODALITY[match["verb"]],
                _action(match, place),
            )


def _speaker(place: Place, verb: int) -> tuple[Entity | None, Mention | None]:
    scope = governing(place.masked, verb, place.fallback, place.meeting)
    who, mention = decider(scope, place.memory)
    if place.act is not None and scope.agent is None and not scope.act:
        return place.act, None
    return who, mention


def _told(
    match: re.Match[str], place: Place, who: Entity, mention: Mention | None, to: Entity, printed: str, modality: str, action: str,
    confidence: float = 0.88,
) -> Told:  # fmt: skip
    start = min(match.start(), place.masked.at(mention.start) if mention else match.start())
    provision = mention.provision if mention else ""
    if not provision and place.act is not None and who.iri == place.act.iri:
        provision = _own_number(place)
    details = {"modality": modality, "action": action, "provision": provision}
    return Told(
        who,
        to,
        start,
        match.end(),
        mention.printed if mention else "",
        printed,
        "asserted",
        confidence,
        details,
    )


def _decided(match: re.Match[str], place: Place) -> Iterator[Told]:
    """An organ decides what is to be done: it binds who is acted on, else itself."""
    verb = match.start("verb")
    prefix = place.masked.text[:verb]
    action = _action(match, place)
    if (
        _HEART.search(action[:30])
        or re.search(r"(?:的|该|本|项|其|除非另有|做出|作出|通过|重要)$", prefix)
        or standing(place.masked, verb) == "negated"
    ):
        return
    scope = governing(place.masked, verb, place.fallback, place.meeting)
    who, mention = _speaker(place, verb)
    if who is None or (who.kind not in ("decision", "instrument", "session", "meeting", "body")):
        return
    target = re.search(
        r"(?:加强|提升|强化|改革|增强|合并|扩大)(?:和(?:加强|提升|强化))?(?:[^，。；]{0,6})?([\ue000\ue003])",
        match["action"],
    )
    if target:
        at = match.start("action") + target.start(1)
        for mention_of in place.masked.found(at, at + 1):
            yield _told(match, place, who, mention, mention_of.entity, mention_of.printed, "decide", action, 0.75)
        return
    organ = scope.actor
    if organ is not None and organ.kind in ("session", "meeting"):
        organ = place.memory.owner(organ) or organ
    if organ is not None and scope.how in ("in", "under"):
        yield _told(
            match,
            place,
            who,
            mention,
            organ,
            scope.agent.printed if scope.agent else "",
            "decide",
            action,
            0.7,
        )


def _pursuant(match: re.Match[str], place: Place) -> Iterator[Told]:
    """根据…决定，…做了…: the decision bound the one who acts under it."""
    text = place.masked.text
    acts, how = act_before(place.masked, match.end("lead"))
    if how != "under" or not acts:
        return
    agents = list(group(match, "object", place))
    action = _action(match, place)
    if not agents or _HEART.search(action[:20]) or re.match(r"的|、|(?:之间|中|内)", text[match.end("object") :]):
        return
    duty = re.match(r"(?:还|也)?(?:应当|应该|应|须|必须)", action)
    for act in acts:
        issuer = place.memory.owner(act.entity)
        for agent in agents:
            if issuer is not None and agent.entity.iri == issuer.iri:
                continue
            modality = "should" if duty else "request" if agent.kind == "post" else "decide"
            yield _told(match, place, act.entity, act, agent.entity, agent.printed, modality, action, 0.72)


def _duty(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…应…: a duty laid down by the decision or plan in whose text it stands, or under which it is told."""
    start = match.start("object")
    before = place.masked.text[:start]
    if re.search(r"(?:在|向|对|与|和|由|给|为|的|包括|、)$", before) or agent_before(place.masked, match.start("verb")) is None:
        return
    acts, _how = act_before(place.masked, start)
    who = acts[-1].entity if acts else place.act
    mention = acts[-1] if acts else None
    confidence = 0.85
    if who is None:
        if match["verb"] not in ("最好", "不妨") or place.memory.document is None:
            return
        who, confidence = place.memory.document, 0.6
    for addressee in group(match, "object", place):
        if addressee.entity.iri != who.iri:
            yield _told(match, place, who, mention, addressee.entity, addressee.printed, MODALITY[match["verb"]],
                        match["verb"] + _action(match, place), confidence)  # fmt: skip


def _functions(match: re.Match[str], place: Place) -> Iterator[Told]:
    """根据…，…的职能和责任是…"""
    acts, _how = act_before(place.masked, match.start("object"))
    for act in acts[-1:]:
        for body in group(match, "object", place)[:1]:
            yield _told(
                match,
                place,
                act.entity,
                act,
                body.entity,
                body.printed,
                "decide",
                _action(match, place),
                0.85,
            )


def _sessions_under(match: re.Match[str], place: Place) -> Iterator[Told]:
    """各届会议将根据…决定第3段，…举行: the decision binds the organ whose sessions they are."""
    act = group(match, "act", place)[0]
    organ = place.memory.owner(act.entity)
    if organ is not None:
        yield _told(match, place, act.entity, act, organ, "", "decide", _action(match, place), 0.8)


def _demands(match: re.Match[str], place: Place) -> Iterator[Told]:
    """An act that itself asks: 《…议程》要求…, 第…号决定请…"""
    verb = match.start("verb")
    if standing(place.masked, verb) == "negated":
        return
    act = group(match, "subject", place)[0]
    for addressee in group(match, "object", place):
        modality = "shall" if match["verb"] == "要求" and act.kind == "instrument" else MODALITY[match["verb"]]
        yield _told(
            match,
            place,
            act.entity,
            act,
            addressee.entity,
            addressee.printed,
            modality,
            _action(match, place),
            0.9,
        )


RULES: tuple[Rule, ...] = (
    Rule("zh.mandates.act-asks", "mandates", rf"{{act:subject}}(?:还|又|并|也)?{_ASK}{_WHO}{_ACTION}", _demands),
    Rule("zh.mandates.asks-whom", "mandates", rf"(?<![\ue006\ue007])(?<![\ue006\ue007][还又并也]){_ASK}{_WHO}{_ACTION}", _asked),
    Rule("zh.mandates.decides", "mandates", rf"(?P<verb>决定|商定|承诺){_ACTION}", _decided),
    Rule("zh.mandates.acts-under", "mandates",
         rf"(?P<lead>(?:根据|依照|按照|遵照|依据)(?:{{any}}|[^，。；]){{1,40}}?，(?:自{{date}}起，)?){{addressee+:object}}(?!的){_ACTION}", _pursuant),
    Rule("zh.mandates.sessions-under", "mandates",
         r"(?:届会议|届会|次会议|会议)(?:将)?(?:根据|依照|按照){body}?{decision:act}(?:的规定)?，(?P<action>(?:{any}|[^。；])+举行)", _sessions_under),
    Rule("zh.mandates.duty", "mandates",
         rf"{{addressee+:object}}(?:还|也|均|都|将)?(?P<verb>应当|应该|应(?![用对急邀届])|必须|须|最好|不妨){_ACTION}", _duty),
    Rule("zh.mandates.functions-are", "mandates",
         rf"{{body:object}}的(?:职能|职责|任务|责任|作用)(?:和(?:职能|职责|任务|责任))?是{_ACTION}", _functions),
)  # fmt: skip
