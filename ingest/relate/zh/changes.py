"""Founding, renaming, ending, prolonging, replacing: the formulas of Chinese UN drafting that change what exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.recognise import forms_zh, mint
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Read, Rule, Told, group, text, when
from ingest.relate.zh.scope import Governing, agents, decider, governing, is_noted, meeting_before, standing

_FOUND = r"(?P<verb>设立|成立|建立|创建|创立|组建|创设)"
_NEW = r"(?:一个|一项|一套|一|新的|专门的|专门|常设的|独立的|相应的)"
#: What may stand between the verb and the name: a measure word, who takes part, what it includes.
_ABOUT = rf"(?:{_NEW}|包括(?:{{any}}|[^，。；]){{1,40}}在内的|(?:有|由)(?:{{any}}|[^，。；]){{1,40}}(?:参与|参加|组成)的|名为|题为|称为){{0,3}}"
#: The name is what was founded only where nothing follows that makes it part of something else.
_END = r"(?=[，。；、：)]|$|以(?!外)|来|并|，|为|负责|\(|的{act}|和(?:设立|建立))"
_MANDATE_WORDS = r"(?:任期|任务期限|任务授权|任务规定|任务|授权|期限|时间|职权|工作)"
_HEADS = "|".join(sorted({*forms_zh.BODY_HEADS, *forms_zh.SYSTEM_HEADS, *forms_zh.FUND_HEADS}, key=len, reverse=True))
_GENERIC = re.compile(r"(?:机制|制度|系统|平台|网络|中心|机构|处|科|局|署|团|大会)$")


# ---- who did it ------------------------------------------------------------------------------------------------
def _doer(place: Place, at: int, thing: Entity | None) -> tuple[Entity | None, Mention | None, Governing]:
    """Who did to a thing what the verb at a place says; the thing itself never did it."""
    scope = governing(place.masked, at, place.fallback, place.meeting)
    who, mention = decider(scope, place.memory)
    if who is not None and thing is not None and who.iri == thing.iri:
        bare = Governing(scope.act, scope.acts, scope.how, None, None, scope.meeting)
        who, mention = decider(bare, place.memory)
    if who is None and place.act is not None:
        who = place.act
    return who, mention, scope


def _told(
    match: re.Match[str], place: Place, thing: Entity, printed: str, details: dict[str, str], confidence: float = 0.95,
    at: int | None = None, who: Entity | None = None,
) -> Iterator[Told]:  # fmt: skip
    verb = match.start("verb") if at is None else at
    state = standing(place.masked, verb)
    if "negated" in (state, standing(place.masked, match.start())) or place.masked.text[:verb].endswith("关于"):
        return
    mention: Mention | None = None
    scope: Governing | None = None
    if who is None:
        who, mention, scope = _doer(place, verb, thing)
        if who is None and (state == "asserted" or not re.fullmatch(_FOUND, match["verb"])):
            # The body above may have prolonged it; that it proposed to found it, nothing says.
            who = _implied_founder(place, thing)
    if _only_spoken_of(place, verb, scope) or who is None or who.iri == thing.iri:
        return
    if place.act is not None and who.kind in ("body", "post") and scope and scope.agent is None:
        # In the text of a decision it is the decision that sets up, ends and extends.
        who = place.act
    provision = _provision(place, mention, who)
    start = min(match.start(), place.masked.at(mention.start) if mention else match.start())
    yield Told(
        who, thing, start, match.end(), mention.printed if mention else "", printed, state,
        confidence, {"provision": provision, **details},
    )  # fmt: skip


#: 设立…，可加强…: the founding is the subject, and what it would do is told.
_WOULD = re.compile(r"[^，。；]*，(?:还|也)?(?:可|能|会|既|不仅|有助于|需要|将(?:有助|能|使|可))")


def _only_spoken_of(place: Place, verb: int, scope: Governing | None) -> bool:
    """Whether the verb tells nothing that was done here: a decision welcomes it, or the sentence is about its use."""
    if scope is None or scope.act or scope.agent:
        return False
    before = place.masked.text[:verb]
    own = place.act is not None and is_noted(place.masked, verb)
    return own or (before.strip() == "" and _WOULD.match(place.masked.text, verb) is not None)


def _provision(place: Place, mention: Mention | None, who: Entity) -> str:
    if mention is not None and mention.provision:
        return mention.provision
    if place.act is not None and who.iri == place.act.iri:
        return own_number(place)
    return ""


def own_number(place: Place) -> str:
    """The paragraph's own number, where the paragraph belongs to the decision itself."""
    number = re.search(r"(?:^|/)(\d{1,3})(?:/([a-z]))?$", place.sentence.paragraph.address)
    return (number[1] + (f"({number[2]})" if number[2] else "")) if number else ""


# ---- establishes -----------------------------------------------------------------------------------------------
def _active(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        yield from _told(match, place, mention.entity, mention.printed, _date_near(match, place))


_DATE_BESIDE = formula(r"(?:于|自|从|在)?({date})(?:以来|起|，)?(?:在[^，。；]{0,20}?)?(?:正式|共同|决定|重新)?$")
_DATE_AHEAD = formula(r"(?:^|[；：。])(?:于|自|在)?({date})，$")


def _date_near(match: re.Match[str], place: Place) -> dict[str, str]:
    """The date told for the verb: one right beside it in the clause, not one that belongs to a decision or meeting."""
    if told := when(match, place, "date", "date2"):
        return told
    start, _ = place.masked.clause(match.start("verb"))
    before = place.masked.text[start : match.start("verb")]
    near = _DATE_BESIDE.search(before)
    if near is None and (ahead := _DATE_AHEAD.search(place.masked.text, 0, start)):
        near, start = ahead, 0
    period = place.masked.period(start + near.start(1), start + near.end(1)) if near else None
    return {"date": period.start} if period else {}


def _founded_by(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…由…设立, where nothing before it denies or only supposes it."""
    if standing(place.masked, match.start()) == "asserted":
        yield from _by_decision_on(match, place)


def _by_decision_on(match: re.Match[str], place: Place) -> Iterator[Told]:
    acts = group(match, "subject", place)
    for mention in group(match, "object", place):
        for act in acts[:1]:
            date = when(match, place, "date")
            yield Told(act.entity, mention.entity, match.start(), match.end(), act.printed, mention.printed,
                       "asserted", 0.97, {"provision": act.provision, **date})  # fmt: skip


def _intransitive(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        parents = group(match, "parent", place)
        who = None
        scope = governing(place.masked, match.start("verb"), None, place.meeting)
        if not scope.act:
            who = _organisation(place, parents[0].entity) if parents else _implied_founder(place, mention.entity)
            if parents and who is parents[0].entity and place.fallback is not None and place.fallback.kind == "body":
                who = place.fallback  # Of a unit that nothing places, the body spoken of is its organisation.
        yield from _told(match, place, mention.entity, mention.printed, _date_near(match, place), 0.9, who=who)


def _organisation(place: Place, body: Entity) -> Entity:
    """The organisation that a unit belongs to: the last body above it that is no mere part of the United Nations."""
    above = [iri for iri in place.memory.parents(body.iri) if not iri.endswith(("/un", "/un-system", "/un-secretariat"))]
    entity = place.memory.lexicon.by_iri(above[-1]) if above else None
    return entity or body


def _implied_founder(place: Place, thing: Entity) -> Entity | None:
    """Who spoke in the paragraph, where that is a body above or beside the new one; else the body above it."""
    above = place.memory.parents(thing.iri)
    speaker = place.fallback
    if speaker and speaker.iri != thing.iri and (speaker.iri in above or set(place.memory.parents(speaker.iri)[:1]) & set(above)):
        return speaker
    return place.memory.lexicon.by_iri(above[0]) if above else None


_CALLED = formula(r"，(?:称为|名为|定名为|命名为)“?({body})")


def _unknown(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Something that no register knows, named by its form right behind the verb."""
    start, end = match.span("new")
    if place.masked.found(end - 1, end) or any(m.kind in ("body", "fund", "system") for m in place.masked.found(end - 2, end)):
        return
    called = _CALLED.match(place.masked.text, end)
    if called:
        for named in place.masked.found(called.start(1), called.end()):
            yield from _told(match, place, named.entity, named.printed, _date_near(match, place), 0.85)
        return
    name = _tidied(place.masked.printed(start, end))
    head = next(
        (h for h in (*forms_zh.SYSTEM_HEADS, *forms_zh.FUND_HEADS, *forms_zh.BODY_HEADS) if name.endswith(h)),
        "",
    )
    kind = "system" if head in forms_zh.SYSTEM_HEADS else "fund" if head in forms_zh.FUND_HEADS else "body"
    if known := place.memory.lexicon.named(name):
        yield from _told(match, place, known, name, _date_near(match, place), 0.85)
        return
    bare = name == head or len(name) <= len(head) + 1
    if len(name) < 3 or (bare and _GENERIC.search(name)) or re.search(r"伙伴关系|联系|基础$", name):
        return
    subject_matter = re.search(r"就([^，。；]{2,30}?)(?:问题)?(?:正式)?$", place.masked.text[: match.start("verb")])
    if bare and subject_matter:
        topic = place.masked.printed(subject_matter.start(1), subject_matter.end(1))
        name = f"{topic}问题{name.removeprefix('问题')}"
        bare = False
    scope = place.document.iri if bare else ""
    thing = mint.body(place.memory.lexicon, name, scope, kind=kind)
    for told in _told(match, place, thing, name, _date_near(match, place), 0.75):
        if told.standing == "asserted":
            place.memory.local[name] = thing
            if not bare:
                place.memory.define(name, thing)
        place.memory.note(thing)
        yield told


def _tidied(name: str) -> str:
    name = re.sub(r"^(?:了|一个|一项|一套|一|新的|新|专门的|专门|有关|相关的|相应的|独立的|名为|题为|称为)+", "", name)
    quoted = re.search(r"“([^”]{2,40})”的", name)
    return (quoted[1] if quoted else name).strip("“”《》 ")


def _launched(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        yield from _told(match, place, mention.entity, mention.printed, _date_near(match, place), 0.8)


# ---- renames ---------------------------------------------------------------------------------------------------
def _renamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    old = group(match, "object", place)
    new = group(match, "renamed", place)
    details = {
        "old_name": old[0].printed if old else text(match, "oldname", place),
        "new_name": new[0].printed if new else text(match, "newname", place),
        "becomes": new[0].entity.iri if new else "",
        **when(match, place, "date"),
    }
    if not new and details["new_name"]:
        becomes = _by_name(place, details["new_name"])
        details["becomes"] = becomes.iri
    if not old and details["old_name"]:
        yield from _told(match, place, _by_name(place, details["old_name"]), details["old_name"], details)
        return
    for mention in old[:1]:
        yield from _told(match, place, mention.entity, mention.printed, details)


def _by_name(place: Place, name: str) -> Entity:
    """The thing with a printed name: the register's, the document's own, or a new one."""
    name = _tidied(name)
    known = place.memory.lexicon.named(name) or place.memory.local.get(name)
    return known or mint.body(place.memory.lexicon, name)


# ---- terminates, extends ---------------------------------------------------------------------------------------
def _changed(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        details = when(match, place, "date", "until")
        by = text(match, "by", place).strip("至到，")
        if by:
            details["action"] = by
        yield from _told(match, place, mention.entity, mention.printed, details)


def _its_mandate(match: re.Match[str], place: Place) -> Iterator[Told]:
    """其任期经第…号决定延长: whose mandate it is, the sentence told before."""
    act = group(match, "subject", place)[0]
    whose = next((m for m in agents(place.masked, match.start()) if m.kind in ("body", "post")), None)
    whose = whose or place.named_before(("body", "system", "fund", "post"), match.start())
    if whose is not None and standing(place.masked, match.start("verb")) == "asserted":
        details = {"provision": act.provision, **when(match, place, "until")}
        yield Told(act.entity, whose.entity, match.start(), match.end(), act.printed, whose.printed, "asserted", 0.85, details)


def _ended_of_itself(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        if mention.kind == "body" and match["verb"] == "结束" and meeting_before(place.masked, match.start("verb")):
            continue
        scope = governing(place.masked, match.start("verb"), None, place.meeting)
        if scope.act or scope.meeting or re.search(r"(?:决定|商定)$", place.masked.text[: match.start()]):
            yield from _told(match, place, mention.entity, mention.printed, when(match, place, "date"))


# ---- succeeds --------------------------------------------------------------------------------------------------
def _succeeded(match: re.Match[str], place: Place) -> Iterator[Told]:
    for new in group(match, "subject", place)[:1]:
        for old in group(match, "object", place)[:1]:
            if new.entity.iri == old.entity.iri:
                continue
            verb = match.start("verb") if "verb" in match.re.groupindex else match.start()
            state = standing(place.masked, verb) if "verb" in match.re.groupindex else "asserted"
            if state != "negated":
                yield Told(new.entity, old.entity, match.start(), match.end(), new.printed, old.printed, state, 0.93)


def _formerly(match: re.Match[str], place: Place) -> Iterator[Told]:
    """原… in brackets, where the word stands before the name or belongs to it in the register."""
    for told in _succeeded(match, place):
        if match["former"] or told.object_printed.startswith(("原", "前")):
            yield told


def _merged(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…，2010年并入…: what was merged is the subject of the clauses before."""
    new = group(match, "subject", place)[0]
    old = next((m for m in place.masked.found(0, match.start()) if m.kind in ("body", "fund", "system")), None)
    if old is not None and old.entity.iri != new.entity.iri and standing(place.masked, match.start("verb")) == "asserted":
        yield Told(new.entity, old.entity, place.masked.at(old.start), match.end(), new.printed, old.printed, "asserted", 0.85)


def _formerly_unknown(match: re.Match[str], place: Place) -> Iterator[Told]:
    """前…司(现为…司), where no register has the two."""
    old, new = text(match, "old", place), text(match, "now", place)
    if len(old) > 1 and new and old != new:
        yield Told(_by_name(place, new), _by_name(place, old), match.start(), match.end(), new, old, "asserted", 0.85)


def _on_founding_unknown(match: re.Match[str], place: Place) -> Iterator[Told]:
    act = group(match, "subject", place)[0]
    name = _tidied(text(match, "new", place))
    if len(name) > 1 and act.entity.kind == "decision":
        yield Told(act.entity, _by_name(place, name), match.start(), match.end(), act.printed, name, "asserted", 0.85,
                   {"provision": act.provision, **when(match, place, "date")})  # fmt: skip


# ---- changes ---------------------------------------------------------------------------------------------------
def _regime(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        yield from _told(match, place, mention.entity, mention.printed, {"action": text(match, "what", place)}, 0.85)


def _amended(match: re.Match[str], place: Place) -> Iterator[Told]:
    """第…号决议对…的修正: the decision changes a text."""
    act = group(match, "subject", place)[0]
    for mention in group(match, "object", place):
        if act.entity.iri != mention.entity.iri and standing(place.masked, match.start("what")) == "asserted":
            details = {"action": text(match, "what", place), "provision": act.provision}
            yield Told(
                act.entity, mention.entity, match.start(), match.end(), act.printed, mention.printed, "asserted", 0.85, details
            )


def _composition(match: re.Match[str], place: Place) -> Iterator[Told]:
    """The term, number or election of a body's members is changed: by the decision spoken of."""
    verb = match.start("verb")
    act = place.named_before(("decision",), verb)
    if act is None or standing(place.masked, verb) != "asserted":
        return
    for mention in group(match, "object", place):
        details = {"action": text(match, "what", place), "provision": act.provision}
        yield Told(
            act.entity, mention.entity, match.start(), match.end(), act.printed, mention.printed, "asserted", 0.75, details
        )


def _laid_down(match: re.Match[str], place: Place) -> Iterator[Told]:
    """确立了经过修订的…政策: which version it is belongs to its name."""
    for mention in group(match, "object", place):
        printed = place.masked.printed(match.start("version"), match.end("object"))
        yield from _told(match, place, mention.entity, printed, _date_near(match, place))


def _rules(*rows: tuple[str, str, str, Read]) -> tuple[Rule, ...]:
    return tuple(Rule(name, relation, pattern, read) for name, relation, pattern, read in rows)


RULES: tuple[Rule, ...] = _rules(
    ("zh.establishes.verb-name", "establishes", rf"{_FOUND}了?{_ABOUT}{{mandated+:object}}{_END}", _active),
    ("zh.establishes.by-act", "establishes",
     r"{mandated:object}(?:\({any}\))?(?:是|系)?(?:由|根据|依照|按照|经|依)(?:{organ}|[^，。；{=any}]{1,12})?(?:的)?(?:{date})?(?:的)?(?:关于[^，。；]{1,40}的)?{decision:subject}(?:所|而)?"
     r"(?:正式)?(?P<verb>设立|成立|建立|创建|创设)(?:的)?(?=[，。；、)]|$)", _founded_by),
    ("zh.establishes.by-organ", "establishes",
     r"{mandated:object}(?:\({any}\))?(?:是|系)?由{organ:subject}(?:于)?{date:date}?(?:所)?(?P<verb>设立|成立|建立|创建|创设)(?:的)?(?=[，。；、)]|$)", _founded_by),
    ("zh.establishes.decision-on-founding", "establishes",
     r"(?:{date:date})?关于(?:设立|成立|建立|创建|创设){founded:object}的{decision:subject}", _by_decision_on),
    ("zh.establishes.decision-on-founding-unknown", "establishes",
     r"(?:{date:date})?关于(?:设立|成立|建立|创建|创设)(?P<new>[^，。；{=any}的]{2,24})的{decision:subject}", _on_founding_unknown),
    ("zh.establishes.founded-by-decision", "establishes",
     r"{decision:subject}(?:所)?(?:设立|成立|建立|创建|创设)的{founded:object}", _by_decision_on),
    ("zh.establishes.name-was-founded", "establishes",
     r"{founded:object}(?:\([^)]{0,20}\))?(?:是|系)?(?:现|业)?已?(?:(?:于)?{date:date})?(?:在{body:parent}(?:之?中|内|之?下|下))?"
     r"(?:根据[^，。；]{0,40}?|按照[^，。；]{0,40}?|依照[^，。；]{0,40}?)?(?:正式|宣告|获准|得以)?(?P<verb>成立|设立|建立|组建|创建)"
     r"(?:于{date:date2})?(?:的)?(?=[，。；、)]|$)", _intransitive),
    ("zh.establishes.new-name", "establishes",
     rf"{_FOUND}了?(?P<new>(?:{{any}}|[^，。；：、]){{1,50}}?(?:{_HEADS}))(?=[，。；：)]|$|以(?!外)|来|，)", _unknown),
    ("zh.establishes.process-launched", "establishes", r"(?P<verb>启动)了{body:object}" + _END, _launched),
    ("zh.establishes.policy-laid-down", "establishes",
     r"(?P<verb>确立)了?(?P<version>(?:经过?(?:修订|修正|更新)的)?){instrument:object}" + _END, _laid_down),
    ("zh.renames.name-from-to", "renames",
     r"将(?:{any}|[^，。；]){0,20}?名称(?P<verb>从|由)(?:{body:object}|“(?P<oldname>[^”]{2,40})”)"
     r"(?:更改为|更名为|改名为|改称为?|改为|变更为)(?:{body:renamed}|“(?P<newname>[^”]{2,40})”)", _renamed),
    ("zh.renames.renamed-to", "renames",
     r"将?{body:object}(?:的名称)?(?:已)?(?:于{date:date})?(?P<verb>更名为|改名为|改称为?|易名为|重新命名为|更改为)"
     r"(?:{body:renamed}|“?(?P<newname>[^”，。；]{2,40})”?)", _renamed),
    ("zh.terminates.name-was-ended", "terminates",
     r"{founded:object}(?:已|现已|将)?(?:于{date:date})?(?:已)?(?:被|获|宣告|予以|正式)?(?P<verb>终止|解散|撤销|撤消|裁撤|不复存在)(?=[，。；、]|$)",
     _ended_of_itself),
    ("zh.terminates.verb-name", "terminates",
     r"(?P<verb>终止|解散|撤销|撤消|裁撤)了?{founded+:object}(?=[，。；、]|$|并)", _changed),
    ("zh.terminates.work-ended", "terminates",
     rf"(?P<verb>结束|终止|停止)了?{{mandated+:object}}的?{_MANDATE_WORDS}(?=[，。；、]|$|并)", _changed),
    ("zh.extends.mandate-prolonged", "extends",
     rf"(?:将|把){{mandated+:object}}的?{_MANDATE_WORDS}(?:再|再次|继续)?(?P<verb>延长|展延|延至|延续)(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,14}})",
     _changed),
    ("zh.extends.verb-mandate", "extends",
     rf"(?:再次|继续)?(?P<verb>延长|展延|延续)了?{{mandated+:object}}的?{_MANDATE_WORDS}(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,10}})", _changed),
    ("zh.extends.mandate-was-prolonged", "extends",
     rf"{{mandated+:object}}的?{_MANDATE_WORDS}(?:被|获|获得|得到|已|再次|再)?(?P<verb>延长|展延)(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,10}})", _changed),
    ("zh.extends.its-mandate", "extends",
     rf"其{_MANDATE_WORDS}(?:经|由|根据|依照)(?:{{organ}})?{{decision:subject}}(?:再次|再|进一步)?(?P<verb>延长|展延)(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,10}})", _its_mandate),
    ("zh.succeeds.merged-into", "succeeds",
     r"{founded:object}(?:已)?(?:于)?{date}?(?P<verb>并入|归入){founded:subject}", _succeeded),
    ("zh.succeeds.later-merged-into", "succeeds", r"(?<=，)(?:已|后)?(?:于)?{date}?(?P<verb>并入|归入){founded:subject}", _merged),
    ("zh.succeeds.replaces", "succeeds",
     r"{founded:subject}(?:，|于{date}|已|以)*(?P<verb>取代|接替|代替|替代)了?(?:原有的|原来的|前|原|以前的)?{founded:object}", _succeeded),
    ("zh.succeeds.formerly", "succeeds",
     r"{body:subject}\((?P<former>原为|前身为|原称|原|前称|前)?{body:object}\)", _formerly),
    ("zh.succeeds.former-now", "succeeds",
     r"(?:前|原){body:object}\((?:现(?:为|称|改称|改名为|更名为)?|后改(?:为|称)){body:subject}\)", _succeeded),
    ("zh.succeeds.former-now-unknown", "succeeds",
     rf"(?:前|原)(?P<old>[^，。；()]{{0,24}}?(?:{_HEADS}|{{body}}))\(现(?:为|称|改称|改名为|更名为)?(?P<now>(?![有由在已任设正])[^，。；()]{{1,24}})\)", _formerly_unknown),
    ("zh.changes.membership-regime", "changes",
     r"(?P<verb>建立|实行|确立|采用)了?{body:object}的?(?P<what>普遍成员制|普遍会员制|[^，。；]{2,8}成员制)", _regime),
    ("zh.changes.amendment", "changes",
     r"{decision:subject}(?:中)?(?:通过[了的]?|所载的?|作出了?)?对{instrument:object}(?:所作|作出)?的(?P<what>修正案?|修订|修改)", _amended),
    ("zh.changes.term-of-members", "changes",
     r"{body:object}(?:成员)?的(?P<what>任期|人数|组成|选举时间)(?:也|亦|还)?(?:作了|进行了|得到|有所)?(?P<verb>修改|修正|变更|调整)", _composition),
    ("zh.changes.changed-election", "changes",
     r"(?P<verb>修改|修正|变更|调整)了?(?:选举)?{body:object}(?:成员)?的(?P<what>[^，。；]{0,8}(?:安排|任期|人数|组成|规则))", _composition),
)  # fmt: skip
