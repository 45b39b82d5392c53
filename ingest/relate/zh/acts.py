"""Adopting and endorsing: what organs do to texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.recognise import forms_zh, mint
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Rule, Told, group, text, when
from ingest.relate.zh.scope import agent_before, decider, governing, meeting_before, standing, standing_of_attribute

_ENDORSE = r"(?P<verb>核可|核准|批准|认可|赞同)"
_TITLES = r"(?:工作方案和预算|工作方案|议事规则|行动计划|战略计划|战略|计划|宣言|预算|框架|政策|准则|报告|议程|声明|成果文件)"
_NOT_DONE = re.compile(r"(?:草案|提案|建议)$")


#: 题为“…”的宣言: its title is its name.
_TITLED = re.compile(r"(?:了|一项|一份)*题为“(?P<title>[^”]{2,60})”的")
#: The organ or meeting of …于…通过的…, right before what is told of the adoption.
_ORGAN_BEFORE = formula(r"(?:由|经)?(?P<subject>{organ})(?:\({any}\))?(?:上|期间)?(?:，)?(?:在)?(?:其)?$")


def _organ(place: Place, at: int) -> tuple[Entity | None, Mention | None]:
    """Who adopts: the meeting or the body, never the decision in which it does so."""
    if sitting := place.sitting(at):
        return sitting, None
    agent = agent_before(place.masked, at)
    if agent is not None and agent.kind in ("body", "session", "meeting", "group"):
        return agent.entity, agent
    meeting = meeting_before(place.masked, at)
    if meeting is not None:
        return meeting.entity, meeting
    return (place.fallback, None) if place.fallback and place.fallback.kind in ("body", "session", "meeting") else (None, None)


def _tell(
    match: re.Match[str],
    place: Place,
    who: Entity,
    whom: Mention | None,
    thing: Mention,
    confidence: float = 0.9,
    state: str = "",
) -> Iterator[Told]:
    state = state or standing(place.masked, match.start("verb"))
    if state == "negated" or who.iri == thing.entity.iri:
        return
    start = min(match.start(), place.masked.at(whom.start) if whom else match.start())
    seat = group(match, "place", place)
    details = {
        **when(match, place, "date"),
        "place": seat[0].entity.iri if seat else "",
        "provision": thing.provision,
    }
    yield Told(
        who,
        thing.entity,
        start,
        match.end(),
        whom.printed if whom else "",
        thing.printed,
        state,
        confidence,
        details,
    )


def _adopted(match: re.Match[str], place: Place) -> Iterator[Told]:
    who, mention = _organ(place, match.start("verb"))
    if subject := group(match, "subject", place):
        who, mention = subject[0].entity, subject[0]
    for thing in group(match, "object", place):
        if who is not None:
            yield from _tell(match, place, who, mention, thing)


def _own_adopts(match: re.Match[str], place: Place) -> Iterator[Told]:
    """1. 通过本决议附件所载《…战略》: what a decision's own text adopts."""
    if place.act is not None and standing(place.masked, match.start("verb")) == "asserted":
        for thing in group(match, "object", place):
            yield from _tell(match, place, place.act, None, thing)


def _adopted_at(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…在…通过的…: the organ or meeting that stands right before adopts; without one the place and date of an adoption
    are a meeting of their own."""
    right_before = _ORGAN_BEFORE.search(place.masked.text, 0, match.start())
    who = place.masked.found(right_before.start("subject"), right_before.end("subject"))[-1] if right_before else None
    begins = right_before.start() if right_before else match.start()
    state = standing_of_attribute(place.masked, begins, match.start("verb"))
    if who is not None:
        for thing in group(match, "object", place):
            yield from _tell(match, place, who.entity, who, thing, state=state)
        return
    seat = group(match, "place", place)
    period = when(match, place, "date")
    if not seat or not period:
        return
    start = period.get("date") or period["start"]
    name = place.masked.printed(match.start(), match.start("verb")).removeprefix("于").removeprefix("在")
    meeting = Entity(
        place.memory.lexicon.iris.thing("meeting", f"{seat[-1].entity.iri.rsplit('/', 1)[-1]}/{start}"),
        "meeting", ((name, "zh"),), "form", (("place", seat[-1].entity.iri), ("start", start)),
    )  # fmt: skip
    for thing in group(match, "object", place):
        yield from _tell(match, place, meeting, None, thing, 0.8, state)


def _adopted_unnamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """A text that has no name of its own, called by its form: 新议事规则, 对议事规则的修正."""
    who, mention = _organ(place, match.start("verb"))
    name = re.sub(
        r"^(?:了|一项|一份|一个|符合[^，。；]{1,20}?的|新的|新|其|关于[^，。；]{1,30}?的)+",
        "",
        text(match, "new", place),
    )
    if who is None or len(name) < 2 or _NOT_DONE.search(name) or standing(place.masked, match.start("verb")) == "negated":
        return
    titled = _TITLED.match(text(match, "new", place))
    if titled:
        name = titled["title"]
    known = place.memory.lexicon.named(name)
    kind = "instrument" if titled else forms_zh.title_kind(name)
    thing = known or mint.body(place.memory.lexicon, name, "" if titled else who.iri, who, kind=kind)
    start = min(match.start(), place.masked.at(mention.start) if mention else match.start())
    yield Told(who, thing, start, match.end(), mention.printed if mention else "", name,
               standing(place.masked, match.start("verb")), 0.75)  # fmt: skip


def _endorsed_unnamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """批准了2014-2015年工作计划: a text that has no name of its own."""
    verb = match.start("verb")
    who, mention = decider(governing(place.masked, verb, place.fallback, place.meeting), place.memory)
    if sitting := place.sitting(verb):
        who, mention = sitting, None
    name = text(match, "new", place)
    titled = _TITLED.match(name)
    name = titled["title"] if titled else name
    state = standing(place.masked, verb)
    who = who or place.act
    if who is None or len(name) < 4 or _NOT_DONE.search(name) or state == "negated":
        return
    scope = "" if titled else who.iri
    thing = place.memory.lexicon.named(name) or mint.body(place.memory.lexicon, name, scope, who, kind="instrument")
    start = min(match.start(), place.masked.at(mention.start) if mention else match.start())
    yield Told(who, thing, start, match.end(), mention.printed if mention else "", name, state, 0.75)


def _dated(match: re.Match[str], place: Place) -> Iterator[Told]:
    """A decision cited with the organ and the day: the organ adopted it that day."""
    date = when(match, place, "date")
    for who in group(match, "subject", place)[:1]:
        for act in group(match, "object", place)[:1]:
            issuer = place.memory.owner(act.entity)
            if len(date.get("date", "")) == 10 and issuer is not None:
                yield Told(
                    who.entity,
                    act.entity,
                    match.start(),
                    match.end(),
                    who.printed,
                    act.printed,
                    "asserted",
                    0.85,
                    date,
                )


def _endorsed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """An active endorsement: the act or meeting in which it is said, else the organ."""
    verb = match.start("verb")
    subject = group(match, "subject", place)
    scope = governing(place.masked, verb, place.fallback, place.meeting)
    who, mention = (subject[-1].entity, subject[-1]) if subject else decider(scope, place.memory)
    if sitting := place.sitting(verb):
        who, mention = sitting, None
    if who is None:
        who = place.act
    if who is None:
        return
    for thing in group(match, "object", place):
        yield from _tell(match, place, who, mention, thing)


def _endorsed_by(match: re.Match[str], place: Place) -> Iterator[Told]:
    act = group(match, "act", place)
    won = match.start("object") < match.start("verb")
    state = "" if won else standing_of_attribute(place.masked, match.start(), match.start("verb"))
    for who in act[:1] or group(match, "subject", place)[:1]:
        for thing in group(match, "object", place)[:1]:
            yield from _tell(match, place, who.entity, who, thing, 0.93, state)


#: 在…宣言中，…: the text in which it is done.
_FROM_TEXT = formula(r"在[^，。；]{0,12}?({act})[^，。；]{0,4}中，[^，。；]{0,20}$")


def _reaffirmed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """重申了…和…以及…: every text that the clause and its continuations name."""
    verb = match.start("verb")
    scope = governing(place.masked, verb, place.fallback, place.meeting)
    who, mention = decider(scope, place.memory)
    source = _FROM_TEXT.search(place.masked.text, 0, verb)
    if source:
        mention = place.masked.found(source.start(1), source.end(1))[0]
        who = mention.entity
    who = who or place.act
    if who is None:
        return
    rest = re.compile(r"[^，。；]*(?:，(?:以及|和|并)[^，。；]*)*").match(place.masked.text, match.end())
    end = rest.end() if rest else match.end()
    for thing in place.masked.found(match.end(), end):
        if thing.kind in ("decision", "instrument"):
            at = place.masked.at(thing.start) + 1
            state = standing(place.masked, verb)
            if state != "negated" and who.iri != thing.entity.iri:
                start = place.masked.at(mention.start) if mention and mention.start < thing.start else match.start()
                yield Told(who, thing.entity, min(start, match.start()), at, mention.printed if mention else "", thing.printed,
                           state, 0.88, {"provision": thing.provision})  # fmt: skip


def _reaffirmed_that(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…决定重申了这一点: of the decision named before it."""
    act = group(match, "subject", place)[0]
    before = place.named_before(("decision",), match.start())
    if before is not None and before.entity.iri != act.entity.iri and standing(place.masked, match.start("verb")) == "asserted":
        yield Told(act.entity, before.entity, match.start(), match.end(), act.printed, before.printed, "asserted", 0.8)


def _approved_programme(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…核准的工作方案和预算: a text without a name, called by who approved it."""
    if standing_of_attribute(place.masked, match.start(), match.start("verb")) != "asserted":
        return
    for who in group(match, "subject", place)[:1]:
        name = text(match, "new", place)
        full = f"{who.printed}{match['verb']}的{name}"
        thing = mint.body(place.memory.lexicon, full, kind="instrument")
        thing = Entity(thing.iri, "instrument", ((full, "zh"), (name, "zh")), "provisional")
        yield Told(who.entity, thing, match.start(), match.end(), who.printed, full, "asserted", 0.8)


RULES: tuple[Rule, ...] = (
    Rule("zh.adopts.adopted-text", "adopts",
         r"(?:于?{date:date}(?:以?协商一致(?:方式)?|未经表决|正式)?)?(?P<verb>通过)了(?:(?:这一|这项|该|题为|新的|名为|关于(?:{any}|[^，。；]){1,40}的|[^，。；]{1,14}的)*){paper+:object}(?=[，。；、]|$|并|》)", _adopted),
    Rule("zh.adopts.own-text-adopts", "adopts",
         r"^(?:又|还|兹)?(?P<verb>通过)(?:(?:本决[定议]|{decision})附件(?:[一二三四五六]|[0-9])?(?:中)?所[载附]的?|题为|下列|以下|关于(?:{any}|[^，。；]){1,40}的)*{paper:object}(?=[，。；、]|$|并|》)", _own_adopts),
    Rule("zh.adopts.organ-adopts-decision", "adopts",
         r"{organ:subject}(?:于{date:date})?(?:以?协商一致(?:方式)?|未经表决)?(?P<verb>通过){decision:object}(?=[，。；]|$)", _adopted),
    Rule("zh.adopts.adopted-nameless", "adopts",
         rf"(?P<verb>通过)了(?:下列|以下)?(?P<new>[^，。；{{=paper}}]{{0,30}}?(?:议事规则的修正案?|{_TITLES}))(?=[，。；：]|$)", _adopted_unnamed),
    Rule("zh.endorses.endorsed-nameless", "endorses",
         rf"{_ENDORSE}(?:了|(?=题为“)|作为{{decision}}附件的(?=题为“)|{{decision}}?(?:附件)?所[载附]的(?=题为“))(?:这项|该|其|一项|一份)?(?P<new>[^，。；{{=paper}}]{{0,40}}?(?:职权范围|{_TITLES}))(?=[，。；和、]|$)", _endorsed_unnamed),
    Rule("zh.adopts.text-adopted-at", "adopts",
         r"(?:于)?{date:date}?(?:在{seat}?的?{seat:place})?(?P<verb>通过)的(?:{any}的)?(?:关于(?:{any}|[^，。；]){1,40}的)?{paper:object}", _adopted_at),
    Rule("zh.adopts.text-was-adopted", "adopts",
         r"{paper:object}(?:\([^)]{0,20}\))?(?:是|系)?(?:已|获|获得)?(?:于)?{date:date}?(?:在{seat}?的?{seat:place})?(?:举行的)?(?:由|在|经)?{organ:subject}(?:上|期间)?(?:于{date:date2})?(?:在{seat}{1,2})?(?:以?协商一致(?:方式)?)?(?:获得?|得到)?(?P<verb>通过)的?(?=[，。；]|$)",
         _adopted),
    Rule("zh.adopts.dated-decision", "adopts",
         r"{organ:subject}(?:在其|在|其)?{date:date}(?:的)?(?:关于(?:{any}|[^，。；]){1,60}的)?{decision:object}", _dated),
    Rule("zh.endorses.endorsed-by-act", "endorses",
         rf"经{{organ:subject}}(?:\({{any}}\))?(?:{{date:date}})?{{decision:act}}?{_ENDORSE}的?(?:、?题为)?{{paper:object}}", _endorsed_by),
    Rule("zh.endorses.won-endorsement", "endorses",
         rf"{{paper:object}}(?:已)?(?:于)?{{date:date}}?(?:得到了?|获得了?|获|经){{actor:subject}}(?:的)?{_ENDORSE}", _endorsed_by),
    Rule("zh.endorses.endorsed-text", "endorses",
         rf"{_ENDORSE}了?(?:这项|该|这一|题为|拟议的|其)*(?:(?:{{any}}|[^，。；]){{0,16}}?(?:报告|说明|附件)所?[载附]的?)?(?:{{any}}(?:提出|编写|编制|拟订|起草|提交|建议|通过|商定|制订|制定)?的)?{{paper+:object}}(?:》)?{{paper}}?(?=[，。；、]|$|并|报告)", _endorsed),
    Rule("zh.endorses.reaffirmed-texts", "endorses", r"(?P<verb>重申)了?", _reaffirmed),
    Rule("zh.endorses.reaffirmed-that", "endorses",
         r"{decision:subject}(?:还|也|再次)?(?P<verb>重申|确认)了?(?:这一点|该决定|该决议|上述决定|上述决议)", _reaffirmed_that),
    Rule("zh.endorses.approved-programme", "endorses",
         rf"{{organ:subject}}(?P<verb>核准|批准|核可)的(?P<new>[^，。；、{{=paper}}]{{0,12}}?{_TITLES})", _approved_programme),
)  # fmt: skip
