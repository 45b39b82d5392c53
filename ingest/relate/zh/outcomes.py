"""What became of what was asked: done, under way, lacking; and what was only proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Mention
from ingest.relate.masks import formula
from ingest.relate.rules import LONGEST_ACTION, Place, Rule, Told, group
from ingest.relate.zh.scope import agent_before, agents, standing

#: A clause that says what shall be, not what was done.
_TO_BE = re.compile(r"^(?:还|也|都|均|并)?(?:应|须|必须|将|可|或愿|需要|要|打算|拟|似宜|不妨|决定|商定|同意)")
_ONGOING = re.compile(r"正在|继续|持续|目前正|一直(?:在|与)")
_NOT_DONE = re.compile(r"尚未|未能|没有|未曾|还未|未(?=[设制编提建成完执落])")
_PARTLY = re.compile(r"部分(?:地)?(?:执行|落实|完成)|尚待|有待|仍需")


def _status(clause: str) -> str:
    if _NOT_DONE.search(clause):
        return "not-done"
    if _PARTLY.search(clause):
        return "partly"
    return "ongoing" if _ONGOING.search(clause) else "done"


def _told(
    match: re.Match[str], place: Place, who: Mention, act: Mention, low: int, high: int, confidence: float, status: str = ""
) -> Iterator[Told]:
    """One fulfilment: who, of which act, by what they did in [low, high) of the masked text."""
    owner = place.memory.owner(act.entity)
    action = place.masked.printed(low, high).strip("，。；：、 ")[:LONGEST_ACTION]
    if who.entity.iri == act.entity.iri or (owner and owner.iri == who.entity.iri) or len(action) < 4:
        return
    details = {"action": action, "provision": act.provision, "outcome": status or _status(place.masked.text[low:high])}
    start = min(match.start(), place.masked.at(act.start))
    yield Told(who.entity, act.entity, start, high, who.printed, act.printed, "asserted", confidence, details)


def _did_under(match: re.Match[str], place: Place) -> Iterator[Told]:
    """根据…决定第17段，…编写了…: the one who acts did what the decision asks."""
    low, high = match.span("action")
    if _TO_BE.match(match["action"]) or place.act is not None or re.match(r"的|、|(?:之间|中|内)", place.masked.text[low:]):
        return
    acts = [m for m in place.masked.found(match.start(), match.start("subject")) if m.kind == "decision"]
    for who in group(match, "subject", place)[:1]:
        for act in acts[:1]:
            yield from _told(match, place, who, act, low, high, 0.8)


def _under_did(match: re.Match[str], place: Place) -> Iterator[Told]:
    """执行主任根据该决定提交了…"""
    low, high = match.span("action")
    if _TO_BE.match(match["action"]) or standing(place.masked, low) != "asserted" or "了" not in match["action"]:
        return
    for who in group(match, "subject", place)[:1]:
        for act in group(match, "object", place)[:1]:
            yield from _told(match, place, who, act, low, high, 0.8)


def _not_done(match: re.Match[str], place: Place) -> Iterator[Told]:
    """秘书处尚未设立第…号决议所要求的…"""
    who = agent_before(place.masked, match.start("verb"))
    for act in group(match, "object", place)[:1]:
        if who is not None:
            yield from _told(match, place, who, act, match.start(), match.end(), 0.75, "not-done")


def _progress(match: re.Match[str], place: Place) -> Iterator[Told]:
    """在执行第…号决定方面取得了进展"""
    who = agent_before(place.masked, match.start())
    for act in group(match, "object", place)[:1]:
        if who is not None and standing(place.masked, match.start("verb")) == "asserted":
            yield from _told(match, place, who, act, match.start(), match.end(), 0.7, "ongoing")


# ---- proposals ---------------------------------------------------------------------------------------------------
_SPEAKERS = ("group", "state", "body", "person", "post", "meeting", "session")
_NOUN_BEFORE = re.compile(r"(?:[的项条点份其该各些此]|提出|一项|所载)$")


def _suggested(match: re.Match[str], place: Place) -> Iterator[Told]:
    """一些代表建议…: what someone proposed, which nobody decided."""
    verb = match.start("verb")
    who = agent_before(place.masked, verb)
    if _NOUN_BEFORE.search(place.masked.text[:verb]) or place.act is not None or place.sitting(verb) is not None:
        return  # What a meeting recommends is a mandate.
    speaker = who.entity if who else place.fallback
    action = place.masked.printed(*match.span("action")).strip("，。；：、 ")[:LONGEST_ACTION]
    if speaker is None or speaker.kind not in _SPEAKERS or len(action) < 4:
        return
    for thing in [m for m in place.masked.found(*match.span("action")) if m.kind in ("body", "fund", "system", "instrument")][:1]:
        if thing.entity.iri != speaker.iri:
            yield Told(speaker, thing.entity, match.start(), match.end(), who.printed if who else "", thing.printed,
                       "proposed", 0.7, {"action": action})  # fmt: skip


#: 类似于…的基金: what is named is only likened to.
_LIKENED = re.compile(r"(?:类似于?|仿照|例如|如)(?:关于)?$")


def _about(match: re.Match[str], place: Place) -> Mention | None:
    """The thing that a view is about: named in its first clause, not what it is likened to."""
    low, high = match.span("action")
    _, high = place.masked.clause(low)
    for thing in place.masked.found(low, min(high, match.end("action"))):
        likened = _LIKENED.search(place.masked.text, low, place.masked.at(thing.start))
        if thing.kind in ("body", "fund", "system", "instrument") and not likened:
            return thing
    return None


def _view(match: re.Match[str], place: Place) -> Iterator[Told]:
    """与会代表强调，有必要…: a view that those present held; 支持 tells that they supported something."""
    if place.act is not None:
        return
    action = place.masked.printed(*match.span("action")).strip("，。；：、 ")[:LONGEST_ACTION]
    state = "supported" if match["what"] in ("支持", "赞成", "赞同") else "proposed"
    thing = _about(match, place)
    for who in group(match, "subject", place)[:1]:
        yield Told(who.entity, thing.entity if thing else None, match.start(), match.end(), who.printed,
                   thing.printed if thing else "", state, 0.7, {"action": action})  # fmt: skip


def _option(match: re.Match[str], place: Place) -> Iterator[Told]:
    """An item of a list of options: what whoever listed them only set out."""
    head = place.head
    if not place.is_option or head is None or place.sentence.paragraph.address == head.sentence.paragraph.address:
        return
    if place.masked.text.rstrip().endswith("：") or place.sentence.start > place.sentence.paragraph.span.folded.find("。") > 0:
        return
    found = agents(head, len(head.text))
    speaker = found[0].entity if found else place.fallback
    action = place.masked.printed(*match.span("action")).strip("，。；：、 ")[:LONGEST_ACTION]
    if speaker is not None and len(action) > 6:
        yield Told(speaker, None, match.start(), match.end(), "", "", "option", 0.7, {"action": action})


# ---- sections on implementing ------------------------------------------------------------------------------------
#: What follows a name that is not the one who acts: its decision did, or something of its own.
_OF_ANOTHER = formula(r"{decision}|、|[一-鿿]{0,6}的|{any}{1,2}的")


def _in_section(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Below a heading that says what is being implemented, what someone did was done to that end."""
    act = place.implementing
    who = agent_before(place.masked, match.start("verb"))
    if act is None or who is None or who.kind not in ("body", "post"):
        return
    owner = place.memory.owner(act.entity)
    low, high = place.masked.at(who.start) + 1, match.end()
    clause = place.masked.text[low:high]
    if _TO_BE.match(clause) or standing(place.masked, match.start("verb")) == "proposed" or _OF_ANOTHER.match(clause):
        return
    action = place.masked.printed(low, high).strip("，。；：、 ")[:LONGEST_ACTION]
    if len(action) > 5 and not (owner and owner.iri == who.entity.iri):
        details = {"action": action, "provision": act.provision, "outcome": _status(clause)}
        yield Told(who.entity, act.entity, low - 1, high, who.printed, act.printed, "asserted", 0.6, details)


_GROUND = r"(?:根据|依照|按照|遵照|应|依据)(?:{any}|[^，。；]){0,30}?{decision}(?:{any}|[^，。；]){0,14}?，(?:自{date}起，)?"
RULES: tuple[Rule, ...] = (
    Rule("zh.fulfils.under-it-they-did", "fulfils", rf"{_GROUND}(?P<subject>{{body}}|{{post}}|{{group}})(?P<action>(?:{{any}}|[^。；])+)", _did_under),
    Rule("zh.fulfils.they-did-under-it", "fulfils",
         r"(?P<subject>{body}|{post})(?:还|也|已)?(?:根据|依照|按照|遵照|依据)(?:{organ})?{decision:object}(?:的要求|的规定)?，?(?P<action>(?:{any}|[^。；])+)", _under_did),
    Rule("zh.fulfils.not-yet-done", "fulfils",
         r"(?P<verb>尚未|未能|没有|还未)[^，。；{=any}]{1,10}(?:{organ})?{decision:object}(?:所)?(?:要求|规定|授权|请求)(?:的)?[^，。；]{0,20}", _not_done),
    Rule("zh.fulfils.made-progress", "fulfils",
         r"(?:在)?(?:执行|落实|实施)(?:{organ})?{decision:object}(?:{any}|[^，。；]){0,12}(?:方面)?(?P<verb>取得)了?[^，。；]{0,8}进展", _progress),
    Rule("zh.fulfils.section-on-implementing", "fulfils",
         r"(?P<verb>(?<![为除成])了(?!解)|已(?=[^经，。；][^，。；])|正在|尚未|未能|没有)(?:{any}|[^。；，])*", _in_section, ("narrative",)),
    Rule("zh.proposes.view", "proposes",
         r"(?P<subject>{group}|{state})(?:的代表|代表)?(?:还|也|都|广泛|普遍|一致|特别)*(?:强调|指出|表示|认为|提出|感到|认识到|建议|同意)，?(?P<action>(?P<what>有必要|需要|应当|应该|应|必须|支持|赞成|赞同|倾向|最好)(?:{any}|[^。；])+)",
         _view),
    Rule("zh.proposes.listed-option", "proposes", r"^(?P<action>(?:{any}|[^。；])+)", _option),
    Rule("zh.proposes.suggested", "proposes", r"(?P<verb>建议|提议|主张|倡议)(?:，)?(?P<action>(?!的|书)(?:{any}|[^。；])+)", _suggested),
)  # fmt: skip
