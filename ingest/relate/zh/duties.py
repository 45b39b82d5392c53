"""Decisions that bind, duties and rights laid down by a plan or decision, functions that an act gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Rule, Told, group
from ingest.relate.zh.asking import ACTION, MODALITY, speaker_of, tell, what_is_asked
from ingest.relate.zh.scope import act_before, agent_before, agents, governing, standing

_HEART = re.compile(r"任命一[名位个]|设立|成立|创建|终止|解散|延长|更名|改名|改为|更改|名称|取代|结束")
_OPINIONS = re.compile(r"(?:提出|作出|做出|商定|达成)了?(?:以下|下列|如下)[^，。；：]{0,12}(?:意见|建议|结论|决定)")
_ADDRESSEE = formula("{addressee}").pattern
_ADDRESSEES = formula(r"{addressee+:object}(?:的代表)?(?:还|也|均|都|要)?$")
#: A clause that qualifies who follows: 经…认证的, 所有有关的.
_QUALIFIER = formula(r"(?:[经由获]{any}(?:认证|批准|核准|提名|任命)|合格|有关|相关|其他|感兴趣)的$")


# ---- decisions that bind ---------------------------------------------------------------------------------------
_THEME = formula(
    r"^(?:以[^，。；]{1,30}?的方式|逐步|进一步|继续|切实)?(?:和)?(?:加强|提升|强化|改革|增强|合并|扩大)(?:和(?:加强|提升|强化))?(?:[^，。；]{0,6}?)({body}|{group})"
)


def _decided(match: re.Match[str], place: Place) -> Iterator[Told]:
    """An organ decides what is to be done: it binds who is acted on, else itself."""
    verb = match.start("verb")
    prefix = place.masked.text[:verb]
    action = what_is_asked(match, place)
    attributive = re.match(r"的|了?[^，。；]{1,3}，", match["action"]) or re.search(
        r"(?:的|该|本|项|其|除非另有|[做作]出了?|通过|重要|所|已)$", prefix
    )
    if attributive or action.startswith("由") or _HEART.search(action) or standing(place.masked, verb) != "asserted":
        return
    if re.match(r"了?，?[^，。；]{0,30}?应", match["action"]):
        return
    scope = governing(place.masked, verb, place.fallback, place.meeting)
    who, mention = speaker_of(place, verb)
    if who is None or who.kind not in ("decision", "instrument", "session", "meeting", "body"):
        return
    if theme := _THEME.match(match["action"]):
        at = match.start("action") + theme.start(1)
        for target in place.masked.found(at, at + 1):
            yield tell(match, place, who, mention, target.entity, target.printed, "decide", action, 0.75)
        return
    organ = scope.actor
    if organ is not None and organ.kind in ("session", "meeting"):
        organ = place.memory.owner(organ) or organ
    if organ is not None and organ.kind == "body" and not match["action"].startswith("了"):
        confidence = 0.72 if scope.how == "in" else 0.6
        yield tell(match, place, who, mention, organ, scope.agent.printed if scope.agent else "", "decide", action, confidence)


def _pursuant(match: re.Match[str], place: Place) -> Iterator[Told]:
    """根据…决定，…做了…: the decision bound the one who acts under it."""
    told = place.masked.text
    acts, how = act_before(place.masked, match.end("lead"))
    agent = group(match, "object", place)
    action = what_is_asked(match, place)
    if how != "under" or not acts or not agent or re.match(r"的|、|(?:之间|中|内)", told[match.end("object") :]):
        return
    if _HEART.search(action[:20]) or (re.match(r"(?:还|也)?(?:应|须|必须)", action) and not place.act):
        return
    for act in acts:
        issuer = place.memory.owner(act.entity)
        for one in agent:
            if issuer is not None and one.entity.iri == issuer.iri:
                continue
            modality = "request" if one.kind == "post" else "decide"
            yield tell(match, place, act.entity, act, one.entity, one.printed, modality, action, 0.72)


def _sessions_under(match: re.Match[str], place: Place) -> Iterator[Told]:
    """各届会议将根据…决定第3段，…举行: the decision binds the organ whose sessions they are."""
    act = group(match, "act", place)[0]
    organ = place.memory.owner(act.entity)
    if organ is not None:
        yield tell(match, place, act.entity, act, organ, "", "decide", what_is_asked(match, place), 0.8)


# ---- duties and rights -----------------------------------------------------------------------------------------
def _bound(place: Place, verb: int) -> list[Mention] | None:
    """Who is bound by a duty: the list right before the verb, else the subject of the clauses before; None where nobody
    in the sentence is."""
    text = place.masked.text
    listed = _ADDRESSEES.search(text, 0, verb)
    if listed and listed.end() == verb:
        start = listed.start("object")
        before = text[:start]
        ok = not re.search(r"(?:在|向|对|与|和|给|为|的|包括|、|请)$", before) or bool(_QUALIFIER.search(before))
        return place.masked.found(start, listed.end("object")) if ok else None
    clause, _ = place.masked.clause(verb)
    found = [m for m in agents(place.masked, verb) if m.kind in ("body", "post", "person", "group", "state")]
    here = [m for m in found if place.masked.at(m.start) >= clause]
    leading = text[clause:verb] in ("", "并", "还", "也", "同时", "但", "而") or re.fullmatch(
        r"(?:因此|此外|为此)?(?:还|也)?", text[clause:verb]
    )
    if here:
        return here[-1:]
    return found[-1:] if found and leading else None


def _duty(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…应…: a duty laid down by the decision or plan in whose text it stands, under which it is told, or that is decided."""
    verb = match.start("verb")
    text = place.masked.text
    if place.sentence.paragraph.address.startswith("preamble"):
        return  # What a preamble holds to be necessary it lays on nobody.
    if match["verb"] == "将" and (
        place.act is None
        or not re.match(r"(?:[^。；]{0,50}，)?(?:定期|负责|提供|审查|审议|发挥|编写|设立|继续|为)", match["action"])
    ):
        return
    if re.match(r"的(?!代表)", match["action"]):
        return
    by = re.match(r"由(?:{addressee})".replace("{addressee}", _ADDRESSEE), match["action"])
    bound = place.masked.found(match.start("action"), match.start("action") + by.end())[:1] if by else _bound(place, verb)
    acts, how = act_before(place.masked, verb)
    decided = re.search(r"(?:决定|商定|议定|同意)(?:，|：)?[^。；]{0,40}$", text[:verb])
    modality = "decide" if decided and place.act is not None else MODALITY[match["verb"]]
    confidence = 0.85
    mention: Mention | None = None
    who: Entity | None = None
    if acts and how == "under":
        who, mention = acts[-1].entity, acts[-1]
    elif place.act is not None:
        who = place.act
    elif decided:
        who, mention = speaker_of(place, decided.start())
        confidence = 0.75
    elif place.head is not None and (opinion := _OPINIONS.search(place.head.text)):
        speaker = agent_before(place.head, opinion.start())
        who, confidence = speaker.entity if speaker else place.fallback, 0.65
    elif match["verb"] in ("最好", "不妨"):
        who, confidence = place.memory.document, 0.6
    if who is None or (bound is None and (place.act is None or place.fallback is None)):
        return
    action = match["verb"] + what_is_asked(match, place)
    if bound is None:
        # In a plan's text a clause without a subject goes on with the one spoken of before.
        if (
            place.fallback is not None
            and place.fallback.kind in ("body", "post")
            and text[place.masked.clause(verb)[0] : verb] == ""
        ):
            yield tell(match, place, who, mention, place.fallback, "", modality, action, 0.65)
        return
    for addressee in bound:
        if addressee.entity.iri != who.iri:
            yield tell(match, place, who, mention, addressee.entity, addressee.printed, modality, action, confidence)


def _may(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…可…: a right that a list of arrangements gives to those it names."""
    if place.head is None or place.is_option:
        return
    source = [m for i, m in sorted(place.head.mentions.items()) if m.kind == "instrument"]
    who = source[-1].entity if source else place.act or place.fallback or place.memory.document
    bound = _bound(place, match.start("verb"))
    if who is None or not bound:
        return
    for addressee in bound:
        if addressee.kind == "group":
            yield tell(
                match,
                place,
                who,
                None,
                addressee.entity,
                addressee.printed,
                MODALITY[match["verb"]],
                what_is_asked(match, place, match["verb"]),
                0.7,
            )


def _recommended(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…决定，根据…关于…的建议，…: who acts on a recommendation was recommended to."""
    whom = next(iter(group(match, "object", place)), None) or agent_before(place.masked, match.start())
    for who in group(match, "subject", place):
        if whom is not None and whom.entity.iri != who.entity.iri:
            yield tell(match, place, who.entity, who, whom.entity, whom.printed, "recommend", what_is_asked(match, place), 0.7)


def _functions(match: re.Match[str], place: Place) -> Iterator[Told]:
    """根据…，…的职能和责任是…"""
    acts, _ = act_before(place.masked, match.start("object"))
    for act in acts[-1:]:
        for body in group(match, "object", place)[:1]:
            yield tell(match, place, act.entity, act, body.entity, body.printed, "decide", what_is_asked(match, place), 0.85)


def _laid_down(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…规定了以何种方式加强…，从而使其能够…: an act lays down what is to become of a body, and what it is to do."""
    act = group(match, "subject", place)[0]
    body = group(match, "object", place)[0]
    yield tell(match, place, act.entity, act, body.entity, body.printed, "decide", what_is_asked(match, place), 0.8)


def _enabled(match: re.Match[str], place: Place) -> Iterator[Told]:
    acts = [m for i, m in sorted(place.masked.mentions.items()) if i < match.start() and m.kind in ("decision", "instrument")]
    bodies = [m for i, m in sorted(place.masked.mentions.items()) if i < match.start() and m.kind == "body"]
    if acts and bodies and "规定" in place.masked.text[: match.start()]:
        yield tell(
            match,
            place,
            acts[-1].entity,
            acts[-1],
            bodies[-1].entity,
            bodies[-1].printed,
            "shall",
            what_is_asked(match, place),
            0.75,
        )


RULES: tuple[Rule, ...] = (
    Rule("zh.mandates.decides", "mandates", rf"(?P<verb>(?<![的该本项其所])(?:决定|商定)|(?:(?<=[们者还并也均中，])|(?<={{organ}}))承诺|同意(?=在|与|等待|向|将|继续|采取)){ACTION}", _decided),
    Rule("zh.mandates.acts-under", "mandates",
         rf"(?P<lead>(?:根据|依照|按照|遵照|依据)(?:{{any}}|[^，。；]){{1,40}}?，(?:自{{date}}起，)?){{addressee+:object}}(?!的){ACTION}", _pursuant),
    Rule("zh.mandates.sessions-under", "mandates",
         r"(?:届会议|届会|次会议|会议)(?:将)?(?:根据|依照|按照){body}?{decision:act}(?:的规定)?，(?P<action>(?:{any}|[^。；])+举行)", _sessions_under),
    Rule("zh.mandates.duty", "mandates",
         rf"(?P<verb>应当|应该|应(?![用急邀届允])(?!对(?:[^，。；{{=named}}]{{0,6}}(?:挑战|措施|变化|办法)))(?!(?:各|有关|其)?{{any}}?的?(?:要求|请求|邀请))|必须|须|最好|不妨|将(?![其把])){ACTION}", _duty),
    Rule("zh.mandates.right", "mandates", rf"(?P<verb>可以(?!能)|可(?![能持信靠行再用])|有机会|有权|需要){ACTION}", _may),
    Rule("zh.mandates.on-recommendation", "mandates",
         r"(?:根据|按照|依照|应){organ:subject}关于(?P<action>[^，。；]{2,60})的建议(?=，|$)(?:，{organ:object})?", _recommended),
    Rule("zh.mandates.functions-are", "mandates",
         rf"{{body:object}}的(?:职能|职责|任务|责任|作用)(?:和(?:职能|职责|任务|责任))?是{ACTION}", _functions),
    Rule("zh.mandates.act-lays-down", "mandates",
         r"{act:subject}规定了?(?P<action>(?:以何种方式|如何|在哪些方面)?(?:加强|提升|改革|改进)(?:和(?:加强|提升))?{body:object}(?:\({any}\))?)", _laid_down),
    Rule("zh.mandates.so-as-to-enable", "mandates", rf"(?:从而|以便|以)?使其(?:能够|得以){ACTION}", _enabled),
)  # fmt: skip
