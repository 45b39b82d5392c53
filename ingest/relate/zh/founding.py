"""Founding: who set up which body, fund, system or policy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.recognise import forms_zh, mint
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Read, Rule, Told, group, text, when
from ingest.relate.zh.bodies import FOUND, HEADS, by_name, date_near, implied_founder, tell, tidied
from ingest.relate.zh.scope import governing, standing

_NEW = r"(?:一个|一项|一套|一|新的|专门的|专门|常设的|独立的|相应的)"
#: What may stand between the verb and the name: a measure word, who takes part, what it includes.
_ABOUT = rf"(?:{_NEW}|包括(?:{{any}}|[^，。；]){{1,40}}在内的|(?:总部)?设在{{seat}}{{1,2}}的|(?:有|由)(?:{{any}}|[^，。；]){{1,40}}(?:参与|参加|组成)的|名为|题为|称为|一[个项套](?:{{any}}|[^，。；、]){{1,30}}?的){{0,3}}"
#: The name is what was founded only where nothing follows that makes it part of something else.
_END = r"(?=[，。；、：)]|$|以(?!外)|来|并|，|为|负责|\(|的{act}|和(?:设立|建立))"
_GENERIC = re.compile(r"(?:机制|制度|系统|平台|网络|中心|机构|处|科|局|署|团|大会)$")


def _active(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        yield from tell(match, place, mention.entity, mention.printed, date_near(match, place))


def _founded_by(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…由…设立, where nothing before it denies or only supposes it."""
    if standing(place.masked, match.start()) == "asserted":
        yield from _by_decision_on(match, place)


def _by_decision_on(match: re.Match[str], place: Place) -> Iterator[Told]:
    acts = group(match, "subject", place)
    for mention in group(match, "object", place):
        for act in acts[:1] if any(a.kind == "decision" for a in acts) else acts:
            date = when(match, place, "date")
            yield Told(act.entity, mention.entity, match.start(), match.end(), act.printed, mention.printed,
                       "asserted", 0.97, {"provision": act.provision, **date})  # fmt: skip


def _on_founding_unknown(match: re.Match[str], place: Place) -> Iterator[Told]:
    act = group(match, "subject", place)[0]
    name = tidied(text(match, "new", place))
    if len(name) > 1 and act.entity.kind == "decision":
        yield Told(act.entity, by_name(place, name), match.start(), match.end(), act.printed, name, "asserted", 0.85,
                   {"provision": act.provision, **when(match, place, "date")})  # fmt: skip


def _intransitive(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        parents = group(match, "parent", place)
        who = None
        scope = governing(place.masked, match.start("verb"), None, place.meeting)
        if not scope.act:
            who = _organisation(place, parents[0].entity) if parents else implied_founder(place, mention.entity)
            if parents and who is parents[0].entity and place.fallback is not None and place.fallback.kind == "body":
                who = place.fallback  # Of a unit that nothing places, the body spoken of is its organisation.
        yield from tell(match, place, mention.entity, mention.printed, date_near(match, place), 0.9, who=who)


def _organisation(place: Place, body: Entity) -> Entity:
    """The organisation that a unit belongs to: the last body above it that is no mere part of the United Nations."""
    above = [iri for iri in place.memory.parents(body.iri) if not iri.endswith(("/un", "/un-system", "/un-secretariat"))]
    entity = place.memory.lexicon.by_iri(above[-1]) if above else None
    return entity or body


_CALLED = formula(r"，(?:称为|名为|定名为|命名为)“?({body})")


def _unknown(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Something that no register knows, named by its form right behind the verb."""
    start, end = match.span("new")
    if place.masked.found(end - 1, end) or any(m.kind in ("body", "fund", "system") for m in place.masked.found(end - 2, end)):
        return
    called = _CALLED.match(place.masked.text, end)
    if called:
        for named in place.masked.found(called.start(1), called.end()):
            yield from tell(match, place, named.entity, named.printed, date_near(match, place), 0.85)
        return
    name = tidied(place.masked.printed(start, end))
    if name.count("(") != name.count(")"):
        return  # What stands in brackets is an example of it.
    head = next(
        (h for h in (*forms_zh.SYSTEM_HEADS, *forms_zh.FUND_HEADS, *forms_zh.BODY_HEADS) if name.endswith(h)),
        "",
    )
    kind = "system" if head in forms_zh.SYSTEM_HEADS else "fund" if head in forms_zh.FUND_HEADS else "body"
    if known := place.memory.lexicon.named(name):
        yield from tell(match, place, known, name, date_near(match, place), 0.85)
        return
    bare = name == head or len(name.removeprefix("不限成员名额").removeprefix("特设")) <= len(head) + 1
    if len(name) < 3 or (bare and _GENERIC.search(name)) or re.search(r"伙伴关系|联系|基础$", name):
        return
    subject_matter = re.search(r"就([^，。；]{2,30}?)(?:问题)?(?:正式)?$", place.masked.text[: match.start("verb")])
    if bare and subject_matter:
        topic = place.masked.printed(subject_matter.start(1), subject_matter.end(1))
        name = f"{topic}问题{name.removeprefix('问题')}"
        bare = False
    scope = place.document.iri if bare else ""
    thing = mint.body(place.memory.lexicon, name, scope, kind=kind)
    for told in tell(match, place, thing, name, date_near(match, place), 0.75):
        if told.standing == "asserted":
            place.memory.local[name] = thing
            if not bare:
                place.memory.define(name, thing)
            if kind == "body":
                place.memory.founded[place.sentence.paragraph.address] = thing
        place.memory.note(thing)
        yield told


def _appointed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """任命一名…独立专家: who is appointed to a post without a holder before it sets the post up."""
    for mention in group(match, "object", place):
        yield from tell(match, place, mention.entity, mention.printed, date_near(match, place), 0.85)
    name = text(match, "new", place)
    if not name:
        return
    post = place.memory.lexicon.named(name) or mint.body(
        place.memory.lexicon, name, place.document.iri if len(name) <= 5 else "", kind="post"
    )
    yield from tell(match, place, post, name, date_near(match, place), 0.75)


def _launched(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        yield from tell(match, place, mention.entity, mention.printed, date_near(match, place), 0.8)


def _programme(match: re.Match[str], place: Place) -> Iterator[Told]:
    """A programme, process or day that a decision's own text sets up; in a report such words are used too loosely."""
    name = tidied(text(match, "new", place))
    if place.act is None or len(name) < 4:
        return
    thing = place.memory.lexicon.named(name) or mint.body(place.memory.lexicon, name, kind="instrument")
    yield from tell(match, place, thing, name, date_near(match, place), 0.75)


def _laid_down(match: re.Match[str], place: Place) -> Iterator[Told]:
    """确立了经过修订的…政策: which version it is belongs to its name."""
    for mention in group(match, "object", place):
        printed = place.masked.printed(match.start("version"), match.end("object"))
        yield from tell(match, place, mention.entity, printed, date_near(match, place))


def _rules(*rows: tuple[str, str, str, Read]) -> tuple[Rule, ...]:
    return tuple(Rule(name, relation, pattern, read) for name, relation, pattern, read in rows)


RULES: tuple[Rule, ...] = _rules(
    ("zh.establishes.verb-name", "establishes", rf"{FOUND}了?{_ABOUT}{{mandated+:object}}{_END}", _active),
    ("zh.establishes.by-act", "establishes",
     r"{mandated:object}(?:\({any}\))?(?:是|系)?(?:由|根据|依照|按照|经|依)(?:{organ}|[^，。；{=any}]{1,12})?(?:的)?(?:{date})?(?:的)?(?:关于[^，。；]{1,40}的)?{decision:subject}(?:所|而)?"
     r"(?:正式)?(?P<verb>设立|成立|建立|创建|创设)(?:的)?(?=[，。；、)]|$)", _founded_by),
    ("zh.establishes.by-organ", "establishes",
     r"{mandated:object}(?:\({any}\))?(?:是|系)?由(?P<subject>{organ+}|{group})(?:于)?{date:date}?(?:在(?:{any}|[^，。；]){1,24}?(?:会议|大会|峰会)?(?:上|期间))?(?:所|共同|联合){0,2}(?P<verb>设立|成立|建立|创建|创设)(?:的)?(?=[，。；、)]|$)", _founded_by),
    ("zh.establishes.it-was-who-founded", "establishes",
     r"{mandated:object}(?:\({any}\))?(?:是|系){organ+:subject}(?:于|在)?{date:date}?(?:所|共同|联合|发起|牵头|倡议){0,2}(?P<verb>设立|成立|建立|创建|创设)的(?=[，。；、)]|$)", _founded_by),
    ("zh.establishes.decision-on-founding", "establishes",
     r"(?:{date:date})?关于(?:设立|成立|建立|创建|创设){founded:object}的{decision:subject}", _by_decision_on),
    ("zh.establishes.decision-on-founding-unknown", "establishes",
     r"(?:{date:date})?关于(?:设立|成立|建立|创建|创设)(?P<new>[^，。；{=any}的]{2,24})的{decision:subject}", _on_founding_unknown),
    ("zh.establishes.founded-by-decision", "establishes",
     r"{decision:subject}(?:所)?(?:设立|成立|建立|创建|创设)的{founded:object}", _by_decision_on),
    ("zh.establishes.name-was-founded", "establishes",
     r"{founded:object}(?:\([^)]{0,20}\))?(?:是|系)?(?:现|业)?已?(?:(?:于)?{date:date})?(?:在{body:parent}(?:之?中|内|之?下|下))?(?:在{seat}{1,2}(?:会议(?:期间|上)?)?)?"
     r"(?:(?:根据|按照|依照|依据|遵照)[^，。；]{0,40}?)?(?:正式|宣告|获准|得以)?(?P<verb>成立|设立|建立|组建|创建)"
     r"(?:于{date:date2})?(?:的)?(?=[，。；、)]|$)", _intransitive),
    ("zh.establishes.called", "establishes",
     rf"{FOUND}了?(?:一个|一项)?[^，。；{{=body}}]{{0,20}}，(?:可|将)?(?:称为|名为|定名为|命名为|即)“?{{founded:object}}", _active),
    ("zh.establishes.new-name", "establishes",
     rf"{FOUND}了?(?P<new>(?:{{any}}|[^，。；：、]){{1,50}}?(?:{HEADS}))(?=[，。；：)]|$|以(?!外)|来|，)", _unknown),
    ("zh.establishes.launched-unknown", "establishes",
     rf"(?P<verb>启动|发起)了(?:一个|一项)?(?P<new>(?:{{any}}|[^，。；：、]){{2,30}}?(?:{'|'.join((*forms_zh.FUND_HEADS, '数据库', '门户网站', '网络', '平台'))}))(?=[，。；：)]|$)", _unknown),
    ("zh.establishes.new-programme", "establishes",
     r"(?P<verb>设立|启动|创立)了?(?P<new>(?:{place}|{state}|{instrument}|{body}|[^，。；：{=any}]){2,40}?(?:伙伴关系|工作方案|行动计划|方案|进程|国际日|国际年|国际十年|奖))(?=[，。；]|$|以|，)", _programme),
    ("zh.establishes.appointed", "establishes",
     r"(?P<verb>任命)(?:一名|一位|一个)(?P<new>(?:{place}|{state}|[^，。；：{=any}]){0,40}?(?:特别报告员|独立专家|特别代表|特使))(?=[，。；]|$)", _appointed),
    ("zh.establishes.mandate-of-post", "establishes",
     rf"{FOUND}了?(?:{{post:object}}|(?P<new>(?:{{place}}|{{state}}|[^，。；：{{=any}}]){{0,40}}?(?:特别报告员|独立专家|特别代表|特使)))的?(?:任务|职位|任务授权)(?=[，。；]|$)", _appointed),
    ("zh.establishes.process-launched", "establishes", r"(?P<verb>启动)了{body:object}" + _END, _launched),
    ("zh.establishes.policy-laid-down", "establishes",
     r"(?P<verb>确立)了?(?P<version>(?:经过?(?:修订|修正|更新)的)?){instrument:object}" + _END, _laid_down),
)  # fmt: skip
