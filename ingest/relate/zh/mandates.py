"""Who asks whom to do what: requests by name or kind, items of a shared head, recommendations, tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.recognise import mint
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Rule, Told, group, text
from ingest.relate.zh.asking import ACTION, MODALITY, speaker_of, tell, what_is_asked
from ingest.relate.zh.scope import decider, governing, is_noted, mood, standing

_ASK = r"(?P<verb>(?<![申敬邀吁促])请(?![求示愿])|要求|促请|敦促|力促|邀请|授权|鼓励|呼吁|吁请|责成|委托|指示|指派)"
_ASKS = re.compile(_ASK)
_QUALIFIED = r"(?:所有|各|每一|有关|相关|其他|该|其|与会的?|出席会议的|(?:{any}的)|(?:尚未|有能力|能够|有条件|处于)(?:{any}|[^，。；的]){0,24}的)*"
#: Someone asked who has no name of their own: 各会员国, 有关国际组织, 受援国政府.
_UNNAMED = (
    r"(?P<unnamed>(?:(?:尚未|有能力|有条件|能够|处于)(?:{any}|[^，。；：]){1,24}?的(?:会员国|缔约国|缔约方|国家|国|政府|机构|组织)|(?:其|本)[^，。；：的{=any}]{0,10}?(?:委员会|工作组|理事会|小组|主席团|秘书处)|(?:各|所有|全体|每一|有关|相关|其他|该|这些|发达|发展中|捐助|受援|东道|缔约)[^，。；：{=any}]{0,14}?"
    r"(?:会员国|成员国|缔约国|缔约方|国家|国|政府|当局|机构|组织|实体|利益攸关方|捐助方|合作伙伴|伙伴|部门|代表|论坛|委员会|工作组)))"
    r"(?![的、和与及{=any}]|国|际|家|内|外|民|政府|组织|机构|代表)"
)
#: Someone asked by their office alone.
_OFFICE = (
    r"(?P<unnamed>(?:{body}|{group})?(?:的)?(?:任务负责人|特别程序任务负责人|特别报告员|独立专家|特别代表|特使|共同主席|联合主席|共同协调人|共同召集人|共同主持人|"
    r"不限成员名额(?:特设)?(?:工作组|专家组)|协调员|执行秘书|总干事|署长|高级专员|主席|主席团|秘书处|东道国|东道方|管理人|受托人))(?![的、和及长团处{=any}]|与(?![^，。；]{1,16}(?:协商|磋商|合作|协作)))"
)
_WHO = rf"{_QUALIFIED}{{addressee+:object}}{{group}}?(?:政府(?=[^的])|当局)?"
#: What is asked, up to where someone else is asked: 请…编写报告，并敦促…
_NEXT_ASK = r"，(?:并且?|又|还|同时|以及){1,2}(?:再次|继续)?(?:请|要求|促请|敦促|力促|邀请|授权|鼓励|呼吁|吁请|责成|委托|指示)"
_ASKED_ACTION = rf"(?P<action>(?:(?!{_NEXT_ASK})(?:{{any}}|[^。；]))+)"
#: A verb of asking that is a noun or belongs to a noun phrase: 应…的要求, 提出请求, 在请…方面.
_NOMINAL_BEFORE = re.compile(r"(?:提出|的|其|根据|按照|所|项|收到|响应|满足|提请|聘|被|受|经|获|获得|在|以|为|的有关|承蒙)$")
_PARTNER = re.compile(r"(?:密切|加强|积极|共同)?(?:合作|协作|协商|磋商|协调)(?=，|。|；|$|并|以)")
_DECIDERS = ("body", "session", "meeting", "decision", "instrument", "group", "post", "document")
#: How a list is headed that gives a body its tasks, or that gives the opinions of an organ.
_TASKS = re.compile(
    r"(?:以下|下列)[^，。；：]{0,6}(?:任务|职责)：$|其(?:任务|职责|任务授权|任务规定|职权范围|职能)(?:和职责)?(?:如下|是|为|包括|包括如下|如下所述)：$|"
    r"(?:开展|从事|负责)(?:以下|下列)(?:各项)?工作：$"
)
#: A head that asks, or decides for someone, and leaves what to the items below it.
_SHARED_HEAD = formula(rf"(?:{_ASK}|决定){_WHO}[^。；]*：$")
_SHARED_OFFICE = formula(rf"{_ASK}(?:其|该|各)?{_OFFICE}[^。；]*：$")


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
    who, mention = speaker_of(place, verb)
    if who is None or (who is place.act and is_noted(place.masked, verb)):
        return
    duty = re.search(r"应(?:当|该)?$", place.masked.text[:verb]) is not None and place.act is not None
    state = "asserted" if state == "requested" or duty else state
    if place.act is not None and _SHARED_HEAD.search(place.masked.text) and not what_is_asked(match, place):
        return  # The items below tell what is asked.
    for addressee in _asked_ones(match, place):
        if addressee.entity.iri != who.iri:
            yield tell(
                match,
                place,
                who,
                mention,
                addressee.entity,
                addressee.printed,
                MODALITY[match["verb"]],
                what_is_asked(match, place),
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
    asked = _SHARED_HEAD.search(head.text) or _SHARED_OFFICE.search(head.text) if head is not None else None
    if head is None or asked is None or place.act is None or place.is_option or match.start("action") != 0:
        return
    if place.sentence.paragraph.address == head.sentence.paragraph.address:
        return
    if "unnamed" in asked.re.groupindex:
        name = head.printed(asked.start("unnamed"), asked.end("unnamed"))
        asked_ones = [place.memory.lexicon.named(name) or mint.body(place.memory.lexicon, name, kind="group")]
    else:
        asked_ones = [m.entity for m in head.found(asked.start("object"), asked.end("object"))]
    for addressee in {entity.iri: entity for entity in asked_ones}.values():
        action = what_is_asked(match, place)
        yield tell(match, place, place.act, None, addressee, "", MODALITY[asked["verb"] or "决定"], action, 0.85)


def _demands(match: re.Match[str], place: Place) -> Iterator[Told]:
    """An act that itself asks: 《…议程》要求…, 第…号决定请…"""
    if standing(place.masked, match.start("verb")) == "negated":
        return
    act = group(match, "subject", place)[0]
    for addressee in _asked_ones(match, place):
        modality = "shall" if match["verb"] == "要求" and act.kind == "instrument" else MODALITY[match["verb"]]
        yield tell(match, place, act.entity, act, addressee.entity, addressee.printed, modality, what_is_asked(match, place), 0.9)


def _unnamed_group(match: re.Match[str], place: Place) -> Entity:
    name = re.sub("^(?:其|本)", "", text(match, "unnamed", place))
    return place.memory.lexicon.named(name) or mint.body(place.memory.lexicon, name, kind="group")


def _asked_unnamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Someone is asked who has no name of their own; otherwise as `_asked`."""
    verb = match.start("verb")
    state = standing(place.masked, verb)
    who, mention = speaker_of(place, verb)
    if state == "negated" or _NOMINAL_BEFORE.search(place.masked.text[:verb]) or who is None:
        return
    if place.act is not None and what_is_asked(match, place) == "":
        return  # The items below tell what is asked.
    duty = re.search(r"应(?:当|该)?$", place.masked.text[:verb]) is not None and place.act is not None
    state = "asserted" if state == "requested" or duty else state
    printed = text(match, "unnamed", place)
    action = what_is_asked(match, place)
    yield tell(match, place, who, mention, _unnamed_group(match, place), printed, MODALITY[match["verb"]], action, 0.75, state)


_WHO_BEFORE = formula(rf"{_ASK}(?:{_WHO}|{_UNNAMED.replace('?P<unnamed>', '?P<group>')})")


def _asked_again(match: re.Match[str], place: Place) -> Iterator[Told]:
    """请秘书长…，并请其…: whom 其 stands for, the asking before it in the sentence tells."""
    verb = match.start("verb")
    before = list(_WHO_BEFORE.finditer(place.masked.text, 0, verb))
    state = mood(place.masked, verb, _ASKS)
    who, mention = speaker_of(place, verb)
    if not before or state == "negated" or who is None:
        return
    state = "asserted" if state == "requested" else state
    modality, action = MODALITY[match["verb"]], what_is_asked(match, place)
    if before[-1]["group"]:
        name = place.masked.printed(*before[-1].span("group"))
        known = place.memory.lexicon.named(name) or mint.body(place.memory.lexicon, name, kind="group")
        yield tell(match, place, who, mention, known, name, modality, action, 0.7, state)
        return
    for addressee in place.masked.found(*before[-1].span("object")):
        if addressee.entity.iri != who.iri:
            yield tell(match, place, who, mention, addressee.entity, addressee.printed, modality, action, 0.8, state)


_PASSIVE = {"受托": "request", "受权": "authorize", "获授权": "authorize", "获得授权": "authorize", "被授权": "authorize",
            "奉命": "request", "受邀": "invite", "被邀请": "invite"}  # fmt: skip


_ASKED_JUST_BEFORE = re.compile(_ASK.replace("?P<verb>", "?:") + "$")


def _was_asked(match: re.Match[str], place: Place) -> Iterator[Told]:
    """执行主任受托…, 环境署被要求…: by the act or meeting that the sentence or the text names."""
    verb = match.start("verb")
    who, mention = speaker_of(place, verb)
    if who is None or who.kind not in _DECIDERS or standing(place.masked, verb) == "negated":
        return
    if _ASKED_JUST_BEFORE.search(place.masked.text[: match.start("object")]):
        return
    for addressee in group(match, "object", place):
        if addressee.entity.iri != who.iri:
            modality, action = _PASSIVE.get(match["verb"], "request"), what_is_asked(match, place)
            yield tell(match, place, who, mention, addressee.entity, addressee.printed, modality, action, 0.7)


def _as_act_asks(match: re.Match[str], place: Place) -> Iterator[Told]:
    """按照第…号决定的要求，秘书处应…: the decision asks."""
    act = group(match, "subject", place)[0]
    for addressee in group(match, "object", place):
        action = match["verb"] + what_is_asked(match, place)
        yield tell(match, place, act.entity, act, addressee.entity, addressee.printed, MODALITY[match["verb"]], action, 0.75)


def _decides_who(match: re.Match[str], place: Place) -> Iterator[Told]:
    """商定由…牵头编写…: the organ decides for someone else."""
    who, mention = speaker_of(place, match.start("verb"))
    if who is None or who.kind not in _DECIDERS or standing(place.masked, match.start("verb")) != "asserted":
        return
    for addressee in group(match, "object", place):
        if addressee.entity.iri != who.iri:
            yield tell(
                match, place, who, mention, addressee.entity, addressee.printed, "decide", what_is_asked(match, place), 0.7
            )


def _duty_of_unnamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """各…机构应…, in the text of a decision or plan."""
    if place.act is not None:
        action = match["verb"] + what_is_asked(match, place)
        printed = text(match, "unnamed", place)
        yield tell(match, place, place.act, None, _unnamed_group(match, place), printed, MODALITY[match["verb"]], action, 0.75)


def _recommends(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…建议理事会…: a recommendation of an organ, a meeting or a decision; what delegates recommend is only proposed."""
    verb = match.start("verb")
    who, mention = speaker_of(place, verb)
    if sitting := place.sitting(verb):
        who, mention = sitting, None
    if who is None and place.masked.clause(verb)[0] == verb and place.document.masthead.author_line:
        who = place.memory.document  # What a report recommends in its own voice.
    if who is None or re.search(r"(?:的|项|该|其|些|各|向)$", place.masked.text[:verb]) or who.kind not in _DECIDERS:
        return
    before = standing(place.masked, verb)
    if before == "negated":
        return
    state = "proposed" if who.kind == "group" else "asserted"
    for to in group(match, "object", place):
        if to.entity.iri != who.iri and (to.kind != "group" or place.act is not None):
            yield tell(match, place, who, mention, to.entity, to.printed, "recommend", what_is_asked(match, place), 0.75, state)


def _task(match: re.Match[str], place: Place) -> Iterator[Told]:
    """An item of a list that is headed …将…的任期延长…，以开展以下任务：: a task of the body that the head names last."""
    if place.head is None or place.is_option or not _TASKS.search(place.head.text):
        return
    if place.sentence.paragraph.address == place.head.sentence.paragraph.address:
        return
    named = [m.entity for m in place.head.found(0, len(place.head.text)) if m.kind == "body"]
    founded = place.memory.founded.get(place.head.sentence.paragraph.address)
    bodies = [founded] if founded is not None else named
    who, _ = decider(governing(place.head, len(place.head.text) - 1, None, None), place.memory)
    who = place.act if place.act is not None else who
    for body in bodies[-1:]:
        if who is not None and who.iri != body.iri:
            yield tell(match, place, who, None, body, "", "request", what_is_asked(match, place), 0.65)


RULES: tuple[Rule, ...] = (
    Rule("zh.mandates.act-asks", "mandates", rf"{{act:subject}}(?:还|又|并|也)?{_ASK}{_WHO}{_ASKED_ACTION}", _demands),
    Rule("zh.mandates.asks-whom", "mandates", rf"(?<!{{act}})(?<!{{act}}[还又并也]){_ASK}{_WHO}{_ASKED_ACTION}", _asked),
    Rule("zh.mandates.asks-unnamed", "mandates", rf"{_ASK}{_UNNAMED}{_ASKED_ACTION}", _asked_unnamed),
    Rule("zh.mandates.asks-office", "mandates", rf"{_ASK}(?:其|该|各|两名|所有)?{_OFFICE}{_ASKED_ACTION}", _asked_unnamed),
    Rule("zh.mandates.asks-them-again", "mandates",
         rf"(?:并且?|又|还|也|同时|以及){{1,2}}(?:再次|继续)?{_ASK}(?:其(?!他|余)|[他她它]们?|后者){_ASKED_ACTION}", _asked_again),
    Rule("zh.mandates.was-asked", "mandates",
         r"{addressee+:object}(?:还|也|已|均|都)*(?P<verb>受托|受权|获得?授权|被授权|奉命|被要求|被请|受请|受邀|被邀请)(?!的)(?P<action>(?:{any}|[^。；])+)", _was_asked),
    Rule("zh.mandates.as-act-asks", "mandates",
         rf"(?:根据|按照|依照|如|正如){{organ}}?(?P<subject>{{decision}})(?:(?:中|所)?的?(?:要求|请求|规定)(?:的那样)?)?，{{addressee+:object}}(?:还|也|均|都)?(?P<verb>应当|应该|应|必须|须){ACTION}", _as_act_asks),
    Rule("zh.mandates.decides-who", "mandates",
         r"(?P<verb>决定|商定|同意|议定)由{addressee+:object}(?!(?:和|与|[，。；、]|组成|{any}))(?P<action>(?:{any}|[^。；])+)", _decides_who),
    Rule("zh.mandates.duty-of-unnamed", "mandates", rf"(?:^|[，；]){_UNNAMED}(?:均|都|也|亦)?(?P<verb>应当|应该|应(?![用急邀届允])|必须|须){ACTION}", _duty_of_unnamed),
    Rule("zh.mandates.recommends", "mandates", r"(?P<verb>建议)(?P<object>{body}|{post}|{session}|{group})(?P<action>(?!的|关于)(?:{any}|[^。；])+)", _recommends),
    Rule("zh.mandates.item-of-shared-head", "mandates", rf"^{ACTION}", _item),
    Rule("zh.mandates.listed-task", "mandates", rf"^{ACTION}", _task),
)  # fmt: skip
