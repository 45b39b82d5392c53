"""Who asks whom to do what: requests, decisions that bind, duties and rights laid down by a plan or decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.recognise import mint
from ingest.relate.masks import formula
from ingest.relate.rules import LONGEST_ACTION, Place, Rule, Told, group, text
from ingest.relate.zh.changes import own_number
from ingest.relate.zh.scope import act_before, agent_before, agents, decider, governing, is_noted, mood, standing

#: The verb of asking and its modality in the export contract.
MODALITY = {
    "请": "request", "要求": "request", "促请": "urge", "敦促": "urge", "力促": "urge", "邀请": "invite", "授权": "authorize",
    "鼓励": "encourage", "呼吁": "urge", "吁请": "urge", "责成": "request", "指派": "request", "委托": "request", "指示": "request", "建议": "recommend",
    "决定": "decide", "商定": "decide", "承诺": "decide", "同意": "decide", "应": "should", "应当": "should", "应该": "should",
    "须": "shall", "必须": "shall", "将": "shall", "需要": "shall", "最好": "should", "不妨": "invite",
    "可": "authorize", "可以": "authorize", "有机会": "authorize", "有权": "authorize",
}  # fmt: skip
_ASK = r"(?P<verb>(?<![申敬邀吁促])请(?![求示愿])|要求|促请|敦促|力促|邀请|授权|鼓励|呼吁|吁请|责成|委托|指示|指派)"
_ASKS = re.compile(_ASK)
_QUALIFIED = r"(?:所有|各|每一|有关|相关|其他|该|其|与会的?|出席会议的|(?:{any}的)|(?:尚未|有能力|能够|有条件|处于)(?:{any}|[^，。；的]){0,24}的)*"
#: Someone asked who has no name of their own: 各会员国, 有关国际组织, 受援国政府.
_UNNAMED = (
    r"(?P<unnamed>(?:各|所有|全体|每一|有关|相关|其他|该|这些|发达|发展中|捐助|受援|东道|缔约)[^，。；：{=any}]{0,14}?"
    r"(?:会员国|成员国|缔约国|缔约方|国家|国|政府|当局|机构|组织|实体|利益攸关方|捐助方|合作伙伴|伙伴|部门|代表|论坛|委员会|工作组))"
    r"(?![的、和与及{=any}]|国|际|家|内|外|民|政府|组织|机构|代表)"
)
_WHO = rf"{_QUALIFIED}{{addressee+:object}}(?:政府(?=[^的])|当局)?"
_ACTION = r"(?P<action>(?:{any}|[^。；])+)"
#: What is asked, up to where someone else is asked: 请…编写报告，并敦促…
_NEXT_ASK = r"，(?:并且?|又|还|同时|以及){1,2}(?:再次|继续)?(?:请|要求|促请|敦促|力促|邀请|授权|鼓励|呼吁|吁请|责成|委托|指示)"
_ASKED_ACTION = rf"(?P<action>(?:(?!{_NEXT_ASK})(?:{{any}}|[^。；]))+)"
_HEART = re.compile(r"设立|成立|创建|终止|解散|延长|更名|改名|改为|更改|名称|取代|结束")
#: A verb of asking that is a noun or belongs to a noun phrase: 应…的要求, 提出请求, 在请…方面.
_NOMINAL_BEFORE = re.compile(r"(?:提出|的|其|根据|按照|所|项|收到|响应|满足|提请|聘|被|受|经|获|获得|在|以|为|的有关|承蒙)$")
_PARTNER = re.compile(r"(?:密切|加强|积极|共同)?(?:合作|协作|协商|磋商|协调)(?=，|。|；|$|并|以)")
_DECIDERS = ("body", "session", "meeting", "decision", "instrument", "group", "post")
#: How a list is headed that gives a body its tasks, or that gives the opinions of an organ.
_TASKS = re.compile(r"(?:以下|下列)[^，。；：]{0,6}(?:任务|职责)：$|(?:开展|从事|负责)(?:以下|下列)(?:各项)?工作：$")
_OPINIONS = re.compile(r"(?:提出|作出|做出|商定|达成)了?(?:以下|下列|如下)[^，。；：]{0,12}(?:意见|建议|结论|决定)")
#: A head that asks, or decides for someone, and leaves what to the items below it.
_SHARED_HEAD = formula(rf"(?:{_ASK}|决定){_WHO}[^。；]*：$")
_ADDRESSEE = formula("{addressee}").pattern
_ADDRESSEES = formula(r"{addressee+:object}(?:的代表)?(?:还|也|均|都|要)?$")
#: A clause that qualifies who follows: 经…认证的, 所有有关的.
_QUALIFIER = formula(r"(?:[经由获]{any}(?:认证|批准|核准|提名|任命)|合格|有关|相关|其他|感兴趣)的$")


def _action(match: re.Match[str], place: Place, lead: str = "") -> str:
    start, end = match.span("action")
    return (lead + place.masked.printed(start, end).strip("，。；：、 "))[:LONGEST_ACTION]


def _told(
    match: re.Match[str], place: Place, who: Entity, mention: Mention | None, to: Entity, printed: str, modality: str, action: str,
    confidence: float = 0.88, state: str = "asserted",
) -> Told:  # fmt: skip
    start = min(match.start(), place.masked.at(mention.start) if mention else match.start())
    provision = mention.provision if mention else ""
    if not provision and place.act is not None and who.iri == place.act.iri:
        provision = own_number(place)
    details = {"modality": modality, "action": action, "provision": provision}
    return Told(who, to, start, match.end(), mention.printed if mention else "", printed, state, confidence, details)


def _speaker(place: Place, verb: int) -> tuple[Entity | None, Mention | None]:
    scope = governing(place.masked, verb, place.fallback, place.meeting)
    who, mention = decider(scope, place.memory)
    if place.act is not None and scope.agent is None and not scope.act:
        return place.act, None
    return who, mention


# ---- requests --------------------------------------------------------------------------------------------------
def _is_noun(match: re.Match[str], place: Place) -> bool:
    """Whether the verb of asking is none: 应…的要求, 要求的…, 提出的请."""
    before = place.masked.text[: match.start("verb")]
    after = place.masked.text[match.end("object") :]
    return bool(
        _NOMINAL_BEFORE.search(before)
        or re.match(r"的(?!代表)|，以(?!便)|中|所|和请求", after)
        or (
            before.endswith("应")
            and re.match(r"[^，。；]{0,12}的?(?:要求|请求|邀请)", place.masked.text[match.start("object") :])
        )
    )


def _asked(match: re.Match[str], place: Place) -> Iterator[Told]:
    verb = match.start("verb")
    state = mood(place.masked, verb, _ASKS) if standing(place.masked, verb) != "negated" else "negated"
    if state == "negated" or _is_noun(match, place):
        return
    who, mention = _speaker(place, verb)
    if who is None or (who is place.act and is_noted(place.masked, verb)):
        return
    duty = re.search(r"应(?:当|该)?$", place.masked.text[:verb]) is not None and place.act is not None
    state = "asserted" if state == "requested" or duty else state
    if place.act is not None and _SHARED_HEAD.search(place.masked.text) and not _action(match, place):
        return  # The items below tell what is asked.
    for addressee in _asked_ones(match, place):
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
                state=state,
            )


def _asked_ones(match: re.Match[str], place: Place) -> list[Mention]:
    """The addressees; of A与B合作 only A is asked where no common work is named."""
    found = group(match, "object", place)
    if len(found) > 1 and "与" in match["object"] and _PARTNER.match(match["action"]):
        first = match.start("object") + match["object"].index("与")
        return found[: max(1, len(place.masked.found(match.start("object"), first)))]
    return found


def _item(match: re.Match[str], place: Place) -> Iterator[Told]:
    """(a) under 请各会员国：: what the head asks of those it names, an item a mandate."""
    head = place.head
    asked = _SHARED_HEAD.search(head.text) if head is not None else None
    if head is None or asked is None or place.act is None or place.is_option or match.start("action") != 0:
        return
    if place.sentence.paragraph.address == head.sentence.paragraph.address:
        return
    named = head.found(asked.start("object"), asked.end("object"))
    for addressee in {m.entity.iri: m for m in named}.values():
        action = _action(match, place)
        yield _told(match, place, place.act, None, addressee.entity, "", MODALITY[asked["verb"] or "决定"], action, 0.85)


def _demands(match: re.Match[str], place: Place) -> Iterator[Told]:
    """An act that itself asks: 《…议程》要求…, 第…号决定请…"""
    if standing(place.masked, match.start("verb")) == "negated":
        return
    act = group(match, "subject", place)[0]
    for addressee in _asked_ones(match, place):
        modality = "shall" if match["verb"] == "要求" and act.kind == "instrument" else MODALITY[match["verb"]]
        yield _told(match, place, act.entity, act, addressee.entity, addressee.printed, modality, _action(match, place), 0.9)


def _unnamed_group(match: re.Match[str], place: Place) -> Entity:
    name = text(match, "unnamed", place)
    return place.memory.lexicon.named(name) or mint.body(place.memory.lexicon, name, kind="group")


def _asked_unnamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Someone is asked who has no name of their own; otherwise as `_asked`."""
    verb = match.start("verb")
    state = standing(place.masked, verb)
    who, mention = _speaker(place, verb)
    if state == "negated" or _NOMINAL_BEFORE.search(place.masked.text[:verb]) or who is None:
        return
    duty = re.search(r"应(?:当|该)?$", place.masked.text[:verb]) is not None and place.act is not None
    state = "asserted" if state == "requested" or duty else state
    printed = text(match, "unnamed", place)
    action = _action(match, place)
    yield _told(match, place, who, mention, _unnamed_group(match, place), printed, MODALITY[match["verb"]], action, 0.75, state)


def _duty_of_unnamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """各…机构应…, in the text of a decision or plan."""
    if place.act is not None:
        action = match["verb"] + _action(match, place)
        printed = text(match, "unnamed", place)
        yield _told(match, place, place.act, None, _unnamed_group(match, place), printed, MODALITY[match["verb"]], action, 0.75)


def _recommends(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…建议理事会…: a recommendation of an organ, a meeting or a decision; what delegates recommend is only proposed."""
    verb = match.start("verb")
    who, mention = _speaker(place, verb)
    if sitting := place.sitting(verb):
        who, mention = sitting, None
    if who is None or re.search(r"(?:的|项|该|其|些|各|向)$", place.masked.text[:verb]) or who.kind not in _DECIDERS:
        return
    before = standing(place.masked, verb)
    if before == "negated":
        return
    state = "proposed" if who.kind == "group" else "asserted"
    for to in group(match, "object", place):
        if to.entity.iri != who.iri:
            yield _told(match, place, who, mention, to.entity, to.printed, "recommend", _action(match, place), 0.75, state)


def _task(match: re.Match[str], place: Place) -> Iterator[Told]:
    """An item of a list that is headed …将…的任期延长…，以开展以下任务：: a task of the body that the head names last."""
    if place.head is None or place.is_option or not _TASKS.search(place.head.text):
        return
    if place.sentence.paragraph.address == place.head.sentence.paragraph.address:
        return
    bodies = [m for m in place.head.found(0, len(place.head.text)) if m.kind == "body"]
    who, _ = decider(governing(place.head, len(place.head.text) - 1, None, None), place.memory)
    who = place.act if place.act is not None else who
    for body in bodies[-1:]:
        if who is not None and who.iri != body.entity.iri:
            yield _told(match, place, who, None, body.entity, "", "request", _action(match, place), 0.65)


# ---- decisions that bind ---------------------------------------------------------------------------------------
_THEME = formula(
    r"^(?:以[^，。；]{1,30}?的方式|逐步|进一步|继续|切实)?(?:和)?(?:加强|提升|强化|改革|增强|合并|扩大)(?:和(?:加强|提升|强化))?(?:[^，。；]{0,6}?)({body}|{group})"
)


def _decided(match: re.Match[str], place: Place) -> Iterator[Told]:
    """An organ decides what is to be done: it binds who is acted on, else itself."""
    verb = match.start("verb")
    prefix = place.masked.text[:verb]
    action = _action(match, place)
    attributive = re.match(r"的|了?[^，。；]{1,3}，", match["action"]) or re.search(
        r"(?:的|该|本|项|其|除非另有|[做作]出了?|通过|重要|所|已)$", prefix
    )
    if attributive or _HEART.search(action) or standing(place.masked, verb) != "asserted":
        return
    if re.match(r"了?，?[^，。；]{0,30}?应", match["action"]):
        return
    scope = governing(place.masked, verb, place.fallback, place.meeting)
    who, mention = _speaker(place, verb)
    if who is None or who.kind not in ("decision", "instrument", "session", "meeting", "body"):
        return
    if theme := _THEME.match(match["action"]):
        at = match.start("action") + theme.start(1)
        for target in place.masked.found(at, at + 1):
            yield _told(match, place, who, mention, target.entity, target.printed, "decide", action, 0.75)
        return
    organ = scope.actor
    if organ is not None and organ.kind in ("session", "meeting"):
        organ = place.memory.owner(organ) or organ
    if organ is not None and organ.kind == "body" and not match["action"].startswith("了"):
        confidence = 0.72 if scope.how == "in" else 0.6
        yield _told(match, place, who, mention, organ, scope.agent.printed if scope.agent else "", "decide", action, confidence)


def _pursuant(match: re.Match[str], place: Place) -> Iterator[Told]:
    """根据…决定，…做了…: the decision bound the one who acts under it."""
    told = place.masked.text
    acts, how = act_before(place.masked, match.end("lead"))
    agent = group(match, "object", place)
    action = _action(match, place)
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
            yield _told(match, place, act.entity, act, one.entity, one.printed, modality, action, 0.72)


def _sessions_under(match: re.Match[str], place: Place) -> Iterator[Told]:
    """各届会议将根据…决定第3段，…举行: the decision binds the organ whose sessions they are."""
    act = group(match, "act", place)[0]
    organ = place.memory.owner(act.entity)
    if organ is not None:
        yield _told(match, place, act.entity, act, organ, "", "decide", _action(match, place), 0.8)


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
        who, mention = _speaker(place, decided.start())
        confidence = 0.75
    elif place.head is not None and (opinion := _OPINIONS.search(place.head.text)):
        speaker = agent_before(place.head, opinion.start())
        who, confidence = speaker.entity if speaker else place.fallback, 0.65
    elif match["verb"] in ("最好", "不妨"):
        who, confidence = place.memory.document, 0.6
    if who is None or (bound is None and (place.act is None or place.fallback is None)):
        return
    action = match["verb"] + _action(match, place)
    if bound is None:
        # In a plan's text a clause without a subject goes on with the one spoken of before.
        if (
            place.fallback is not None
            and place.fallback.kind in ("body", "post")
            and text[place.masked.clause(verb)[0] : verb] == ""
        ):
            yield _told(match, place, who, mention, place.fallback, "", modality, action, 0.65)
        return
    for addressee in bound:
        if addressee.entity.iri != who.iri:
            yield _told(match, place, who, mention, addressee.entity, addressee.printed, modality, action, confidence)


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
            yield _told(
                match,
                place,
                who,
                None,
                addressee.entity,
                addressee.printed,
                MODALITY[match["verb"]],
                _action(match, place, match["verb"]),
                0.7,
            )


def _recommended(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…决定，根据…关于…的建议，…: who acts on a recommendation was recommended to."""
    whom = next(iter(group(match, "object", place)), None) or agent_before(place.masked, match.start())
    for who in group(match, "subject", place):
        if whom is not None and whom.entity.iri != who.entity.iri:
            yield _told(match, place, who.entity, who, whom.entity, whom.printed, "recommend", _action(match, place), 0.7)


def _functions(match: re.Match[str], place: Place) -> Iterator[Told]:
    """根据…，…的职能和责任是…"""
    acts, _ = act_before(place.masked, match.start("object"))
    for act in acts[-1:]:
        for body in group(match, "object", place)[:1]:
            yield _told(match, place, act.entity, act, body.entity, body.printed, "decide", _action(match, place), 0.85)


def _laid_down(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…规定了以何种方式加强…，从而使其能够…: an act lays down what is to become of a body, and what it is to do."""
    act = group(match, "subject", place)[0]
    body = group(match, "object", place)[0]
    yield _told(match, place, act.entity, act, body.entity, body.printed, "decide", _action(match, place), 0.8)


def _enabled(match: re.Match[str], place: Place) -> Iterator[Told]:
    acts = [m for i, m in sorted(place.masked.mentions.items()) if i < match.start() and m.kind in ("decision", "instrument")]
    bodies = [m for i, m in sorted(place.masked.mentions.items()) if i < match.start() and m.kind == "body"]
    if acts and bodies and "规定" in place.masked.text[: match.start()]:
        yield _told(
            match, place, acts[-1].entity, acts[-1], bodies[-1].entity, bodies[-1].printed, "shall", _action(match, place), 0.75
        )


RULES: tuple[Rule, ...] = (
    Rule("zh.mandates.act-asks", "mandates", rf"{{act:subject}}(?:还|又|并|也)?{_ASK}{_WHO}{_ASKED_ACTION}", _demands),
    Rule("zh.mandates.asks-whom", "mandates", rf"(?<!{{act}})(?<!{{act}}[还又并也]){_ASK}{_WHO}{_ASKED_ACTION}", _asked),
    Rule("zh.mandates.asks-unnamed", "mandates", rf"{_ASK}{_UNNAMED}{_ASKED_ACTION}", _asked_unnamed),
    Rule("zh.mandates.duty-of-unnamed", "mandates", rf"(?:^|[，；]){_UNNAMED}(?:均|都|也|亦)?(?P<verb>应当|应该|应(?![用急邀届允])|必须|须){_ACTION}", _duty_of_unnamed),
    Rule("zh.mandates.recommends", "mandates", r"(?P<verb>建议)(?P<object>{body}|{post}|{session})(?P<action>(?!的|关于)(?:{any}|[^。；])+)", _recommends),
    Rule("zh.mandates.item-of-shared-head", "mandates", rf"^{_ACTION}", _item),
    Rule("zh.mandates.listed-task", "mandates", rf"^{_ACTION}", _task),
    Rule("zh.mandates.decides", "mandates", rf"(?P<verb>决定|商定|(?:(?<=[们者还并也均中，])|(?<={{organ}}))承诺|同意(?=在|与|等待|向|将|继续|采取)){_ACTION}", _decided),
    Rule("zh.mandates.acts-under", "mandates",
         rf"(?P<lead>(?:根据|依照|按照|遵照|依据)(?:{{any}}|[^，。；]){{1,40}}?，(?:自{{date}}起，)?){{addressee+:object}}(?!的){_ACTION}", _pursuant),
    Rule("zh.mandates.sessions-under", "mandates",
         r"(?:届会议|届会|次会议|会议)(?:将)?(?:根据|依照|按照){body}?{decision:act}(?:的规定)?，(?P<action>(?:{any}|[^。；])+举行)", _sessions_under),
    Rule("zh.mandates.duty", "mandates",
         rf"(?P<verb>应当|应该|应(?![用急邀届允])(?!对(?:[^，。；{{=named}}]{{0,6}}(?:挑战|措施|变化|办法)))(?!(?:各|有关|其)?{{any}}?的?(?:要求|请求|邀请))|必须|须|最好|不妨|将(?![其把])){_ACTION}", _duty),
    Rule("zh.mandates.right", "mandates", rf"(?P<verb>可以(?!能)|可(?![能持信靠行再用])|有机会|有权|需要){_ACTION}", _may),
    Rule("zh.mandates.on-recommendation", "mandates",
         r"(?:根据|按照|依照|应){organ:subject}关于(?P<action>[^，。；]{2,60})的建议(?=，|$)(?:，{organ:object})?", _recommended),
    Rule("zh.mandates.functions-are", "mandates",
         rf"{{body:object}}的(?:职能|职责|任务|责任|作用)(?:和(?:职能|职责|任务|责任))?是{_ACTION}", _functions),
    Rule("zh.mandates.act-lays-down", "mandates",
         r"{act:subject}规定了?(?P<action>(?:以何种方式|如何|在哪些方面)?(?:加强|提升|改革|改进)(?:和(?:加强|提升))?{body:object}(?:\({any}\))?)", _laid_down),
    Rule("zh.mandates.so-as-to-enable", "mandates", rf"(?:从而|以便|以)?使其(?:能够|得以){_ACTION}", _enabled),
)  # fmt: skip
