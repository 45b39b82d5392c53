"""Renaming, ending, prolonging, replacing, changing: what becomes of a body that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.recognise import mint
from ingest.relate.rules import Place, Read, Rule, Told, group, text, when
from ingest.relate.zh.bodies import HEADS, by_name, tell, tidied
from ingest.relate.zh.scope import agents, governing, meeting_before, standing, standing_of_deed

_MANDATE_WORDS = r"(?:任期|任务期限|任务授权|任务规定|任务|授权|期限|时间|职权|工作|活动|业务|行动)"
#: The act that set up what is ended, before its name.
_SET_UP_BY = r"(?:(?:根据|依照|按照)?(?:{organ})?{decision}所?(?:设立|成立)的)?"
#: What a body or office ends in that no register knows.
_NAMELESS = rf"(?:{HEADS}|特别报告员|独立专家|特别代表|特使)"


# ---- renames ---------------------------------------------------------------------------------------------------
def _renamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    old = group(match, "object", place)
    new = group(match, "renamed", place)
    if match["verb"] == "改为" and not new and not re.search(rf"(?:{HEADS})$", text(match, "newname", place)):
        return  # 将会议改为网上举行: no name.
    details = {
        "old_name": old[0].printed if old else text(match, "oldname", place),
        "new_name": new[0].printed if new else text(match, "newname", place),
        "becomes": new[0].entity.iri if new else "",
        **when(match, place, "date"),
    }
    if not new and details["new_name"]:
        becomes = by_name(place, details["new_name"])
        details["becomes"] = becomes.iri
    if not old and details["old_name"]:
        yield from tell(match, place, by_name(place, details["old_name"]), details["old_name"], details)
        return
    for mention in old[:1]:
        yield from tell(match, place, mention.entity, mention.printed, details)


# ---- terminates, extends ---------------------------------------------------------------------------------------
def _changed(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        details = when(match, place, "date", "until")
        by = text(match, "by", place).strip("至到，")
        if by:
            details["action"] = by
        yield from tell(match, place, mention.entity, mention.printed, details)


def _changed_unknown(match: re.Match[str], place: Place) -> Iterator[Told]:
    """What is ended or prolonged has no name that is known, or is called by the act that set it up."""
    name = tidied(text(match, "new", place))
    if len(name) < 3 or _POINTS.match(name) or any(m.kind in ("body", "fund") for m in place.masked.found(*match.span("new"))):
        return
    details = when(match, place, "date", "until")
    if by := text(match, "by", place).strip("至到，"):
        details["action"] = by
    known = place.memory.lexicon.named(name) or place.memory.local.get(name)
    bare = len(name) <= 4
    kind = "post" if _OFFICE.search(name) else "body"
    thing = known or mint.body(place.memory.lexicon, name, place.document.iri if bare else "", kind=kind)
    yield from tell(match, place, thing, name, details, 0.75)


#: A pronoun names nothing of its own.
_POINTS = re.compile(r"(?:其|该|本|此|这|上述|各|所有)")
_OFFICE = re.compile(r"(?:特别报告员|独立专家|特别代表|特使)$")


def _its_mandate(match: re.Match[str], place: Place) -> Iterator[Told]:
    """其任期经第…号决定延长: whose mandate it is, the sentence told before."""
    act = group(match, "subject", place)[0]
    whose = next((m for m in agents(place.masked, match.start()) if m.kind in ("body", "post")), None)
    whose = whose or place.named_before(("body", "system", "fund", "post"), match.start())
    if whose is not None and standing(place.masked, match.start("verb")) == "asserted":
        details = {"provision": act.provision, **when(match, place, "until")}
        yield Told(act.entity, whose.entity, match.start(), match.end(), act.printed, whose.printed, "asserted", 0.85, details)


def _prolonged_by(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…的任期由理事会第十届会议延长到…: by the last act or organ named before the verb."""
    by = [
        m for m in place.masked.found(match.start(), match.start("verb")) if m.kind in ("decision", "session", "meeting", "body")
    ]
    told = group(match, "object", place)
    if by and told and by[-1].entity.iri != told[-1].entity.iri and standing(place.masked, match.start("verb")) == "asserted":
        details = {"provision": by[-1].provision, **when(match, place, "until")}
        if prolonged := text(match, "by", place).strip("至到，"):
            details["action"] = prolonged
        for mention in told:
            yield Told(
                by[-1].entity,
                mention.entity,
                match.start(),
                match.end(),
                by[-1].printed,
                mention.printed,
                "asserted",
                0.85,
                details,
            )


def _ended_by(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…由第…号决定终止, where nothing before it denies or only supposes it."""
    act = group(match, "subject", place)[0]
    for mention in group(match, "object", place):
        if standing(place.masked, match.start()) == standing(place.masked, match.start("verb")) == "asserted":
            details = {"provision": act.provision, **when(match, place, "date")}
            yield Told(
                act.entity, mention.entity, match.start(), match.end(), act.printed, mention.printed, "asserted", 0.95, details
            )


def _its_work(match: re.Match[str], place: Place) -> Iterator[Told]:
    """小组已完成任务，高级官员决定结束其工作: whose work it is, a clause before told; who ended it is another."""
    start, _ = place.masked.clause(match.start("verb"))
    ended = next((m for m in reversed(agents(place.masked, start)) if m.kind in ("body", "system", "fund")), None)
    own = [m for m in agents(place.masked, match.start("verb")) if place.masked.at(m.start) >= start]
    if ended is not None and own and own[-1].entity.iri != ended.entity.iri:
        yield from tell(match, place, ended.entity, ended.printed, {}, 0.85)


def _ended_of_itself(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        if mention.kind == "body" and match["verb"] == "结束" and meeting_before(place.masked, match.start("verb")):
            continue
        scope = governing(place.masked, match.start("verb"), None, place.meeting)
        if scope.act or scope.meeting or re.search(r"(?:决定|商定)，?$", place.masked.text[: match.start()]):
            yield from tell(match, place, mention.entity, mention.printed, when(match, place, "date"))


# ---- succeeds --------------------------------------------------------------------------------------------------
def _succeeded(match: re.Match[str], place: Place) -> Iterator[Told]:
    for new in group(match, "subject", place)[:1]:
        for old in group(match, "object", place)[:1]:
            if new.entity.iri == old.entity.iri:
                continue
            verb = match.start("verb") if "verb" in match.re.groupindex else match.start()
            state = standing_of_deed(place.masked, match.start(), verb) if "verb" in match.re.groupindex else "asserted"
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
        yield Told(by_name(place, new), by_name(place, old), match.start(), match.end(), new, old, "asserted", 0.85)


# ---- changes ---------------------------------------------------------------------------------------------------
def _regime(match: re.Match[str], place: Place) -> Iterator[Told]:
    for mention in group(match, "object", place):
        yield from tell(match, place, mention.entity, mention.printed, {"action": text(match, "what", place)}, 0.85)


def _amended(match: re.Match[str], place: Place) -> Iterator[Told]:
    """第…号决议对…的修正: the decision changes a text."""
    act = group(match, "subject", place)[0]
    for mention in group(match, "object", place):
        if act.entity.iri != mention.entity.iri and standing(place.masked, match.start("what")) == "asserted":
            details = {"action": text(match, "what", place), "provision": act.provision}
            yield Told(
                act.entity, mention.entity, match.start(), match.end(), act.printed, mention.printed, "asserted", 0.75, details
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


def _rules(*rows: tuple[str, str, str, Read]) -> tuple[Rule, ...]:
    return tuple(Rule(name, relation, pattern, read) for name, relation, pattern, read in rows)


RULES: tuple[Rule, ...] = _rules(
    ("zh.renames.name-from-to", "renames",
     r"将(?:{any}|[^，。；]){0,20}?名称(?P<verb>从|由)(?:{body:object}|“(?P<oldname>[^”]{2,40})”)"
     r"(?:更改为|更名为|改名为|改称为?|改为|变更为)(?:{body:renamed}|“(?P<newname>[^”]{2,40})”)", _renamed),
    ("zh.renames.renamed-to", "renames",
     r"将?{mandated:object}(?:的名称)?(?:已)?(?:于{date:date})?(?:(?:升格|改组|重组)(?:并|后)?)?(?P<verb>更名为|改名为|改称为?|易名为|重新命名为|更改为|改为)"
     r"(?:{mandated:renamed}|“?(?P<newname>[^”，。；]{2,40}?)”?(?=[，。；”]|的(?:提议|提案|建议)|$))", _renamed),
    ("zh.renames.from-now-on", "renames",
     r"(?:今后|此后|嗣后|以后)将{mandated:object}(?P<verb>称为|命名为|定名为)(?:{mandated:renamed}|“?(?P<newname>[^”，。；]{2,40}?)”?(?=[，。；”]|$))", _renamed),
    ("zh.renames.unknown-to", "renames",
     rf"(?:将|(?:^|(?<=[，；]))(?!决定|商定|同意|还|又))(?P<oldname>[^，。；“”将把{{=any}}]{{2,40}}?(?:{HEADS}))(?:的名称)?(?:已)?(?:于{{date:date}})?(?P<verb>更名为|改名为|改称为?|易名为|重新命名为|更改为)"
     r"(?:{body:renamed}|“?(?P<newname>[^”，。；]{2,40}?)”?(?=[，。；”]|$))", _renamed),
    ("zh.terminates.name-was-ended", "terminates",
     r"{founded:object}(?:已|现已|将)?(?:于{date:date})?(?:已)?(?:(?:根据|按照|依照|依据|遵照)[^，。；]{0,40}?)?(?:已)?(?:应)?(?:在(?:{any}|[^，。；]){1,40}?(?:后|之后|时)(?:，)?)?(?:于{date:date2})?(?:即|随即|遂)?(?:被|获|告|宣告|予以|正式)?(?P<verb>终止|解散|撤销|撤消|裁撤|不复存在|停止(?:运作|工作|活动|存在)|结束运作|关闭)(?=[，。；、]|$)",
     _ended_of_itself),
    ("zh.terminates.act-declares", "terminates",
     r"{decision:subject}(?:，)?(?P<verb>宣告|宣布){founded:object}(?:不复存在|终止|解散|结束|撤销)(?=[，。；、]|$)", _ended_by),
    ("zh.terminates.by-act", "terminates",
     r"{founded:object}(?:已|现已)?(?:由|经)(?:{organ})?(?:的)?(?:{date:date})?(?:的)?{decision:subject}(?:予以|正式)?"
     r"(?P<verb>终止|解散|撤销|撤消|裁撤)(?=[，。；、]|$)", _ended_by),
    ("zh.terminates.its-work", "terminates",
     rf"(?P<verb>结束|终止|停止)了?其{_MANDATE_WORDS}(?=[，。；、]|$|并)", _its_work),
    ("zh.terminates.verb-name", "terminates",
     rf"(?P<verb>终止|解散|撤销|撤消|裁撤)了?{_SET_UP_BY}{{founded+:object}}(?=[，。；、]|$|并)", _changed),
    ("zh.terminates.work-ended", "terminates",
     rf"(?P<verb>结束|终止|停止)了?{_SET_UP_BY}{{mandated+:object}}的?{_MANDATE_WORDS}(?=[，。；、]|$|并)", _changed),
    ("zh.terminates.nameless", "terminates",
     rf"(?P<verb>终止|解散|撤销|撤消|裁撤|结束|停止)了?(?:{{organ}})?{_SET_UP_BY}(?P<new>(?:关于[^，。；：、{{=any}}]{{1,24}}的)?[^，。；：、的{{=any}}]{{0,24}}?{_NAMELESS})的?{_MANDATE_WORDS}?(?=[，。；、]|$|并)",
     _changed_unknown),
    ("zh.extends.nameless", "extends",
     rf"(?:将|把)(?P<new>(?:{{place}}|{{state}}|[^，。；：{{=any}}]){{2,40}}?{_NAMELESS})的?{_MANDATE_WORDS}(?:再|再次|继续)?(?P<verb>延长|展延|延至|延续)(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,14}})",
     _changed_unknown),
    ("zh.extends.verb-nameless", "extends",
     rf"(?P<verb>延长|展延|延续)了?(?P<new>(?:{{place}}|{{state}}|[^，。；：{{=any}}]){{2,40}}?{_NAMELESS})的?{_MANDATE_WORDS}(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,10}})", _changed_unknown),
    ("zh.extends.mandate-prolonged", "extends",
     rf"(?:将|把){{mandated+:object}}的?{_MANDATE_WORDS}(?:再|再次|继续)?(?P<verb>延长|展延|延至|延续)(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,14}})",
     _changed),
    ("zh.extends.verb-mandate", "extends",
     rf"(?:再次|继续)?(?P<verb>延长|展延|延续)了?{{mandated+:object}}的?{_MANDATE_WORDS}(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,10}})", _changed),
    ("zh.extends.mandate-was-prolonged", "extends",
     rf"{{mandated+:object}}的?{_MANDATE_WORDS}(?:被|获|获得|得到|已|再次|再)?(?P<verb>延长|展延)(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,10}})", _changed),
    ("zh.extends.prolonged-by", "extends",
     rf"{{mandated+:object}}的?{_MANDATE_WORDS}(?:已)?(?:由|经){{organ}}?(?:{{decision}})?(?:再次|再|进一步)?(?P<verb>延长|展延)(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,10}})", _prolonged_by),
    ("zh.extends.its-mandate", "extends",
     rf"其{_MANDATE_WORDS}(?:经|由|根据|依照)(?:{{organ}})?{{decision:subject}}(?:再次|再|进一步)?(?P<verb>延长|展延)(?:至|到)?{{date:until}}?(?P<by>[^，。；]{{0,10}})", _its_mandate),
    ("zh.succeeds.merged-into", "succeeds",
     r"{founded:object}(?:已)?(?:于)?{date}?(?P<verb>并入|归入){founded:subject}", _succeeded),
    ("zh.succeeds.later-merged-into", "succeeds", r"(?<=，)(?:已|后)?(?:于)?{date}?(?P<verb>并入|归入){founded:subject}", _merged),
    ("zh.succeeds.replaces", "succeeds",
     r"{founded:subject}(?:，|于{date}|已|以)*(?P<verb>取代|接替|代替|替代)了?(?:原有的|原来的|前|原|以前的)?{founded:object}", _succeeded),
    ("zh.succeeds.replaced-by", "succeeds",
     r"{founded:object}(?:\({any}\))?(?:已|后来|其后|随后|现已|于{date}){0,2}(?:被|由){founded:subject}(?:所)?(?P<verb>取代|接替|替代)", _succeeded),
    ("zh.succeeds.later-replaced-by", "succeeds",
     r"(?<=，)(?:其后|后来|随后|之后|后|并|已){0,2}(?:于{date})?(?:被|由){founded:subject}(?:所)?(?P<verb>取代|接替|替代)", _merged),
    ("zh.succeeds.forerunner", "succeeds", r"{founded:subject}的?前身(?P<verb>是|为|系){founded:object}", _succeeded),
    ("zh.succeeds.formerly", "succeeds",
     r"{body:subject}\((?P<former>原为|前身为|原称|原|前称|前)?{body:object}\)", _formerly),
    ("zh.succeeds.former-now", "succeeds",
     r"(?:前|原){body:object}\((?:现(?:为|称|改称|改名为|更名为)?|后改(?:为|称)){body:subject}\)", _succeeded),
    ("zh.succeeds.former-now-unknown", "succeeds",
     rf"(?:前|原)(?P<old>[^，。；()]{{0,24}}?(?:{HEADS}|{{body}}))\(现(?:为|称|改称|改名为|更名为)?(?P<now>(?![有由在已任设正])[^，。；()]{{1,24}})\)", _formerly_unknown),
    ("zh.changes.membership-regime", "changes",
     r"(?P<verb>建立|实行|确立|采用)了?{body:object}的?(?P<what>普遍成员制|普遍会员制|[^，。；]{2,8}成员制)", _regime),
    ("zh.changes.amendment", "changes",
     r"{decision:subject}(?:中)?(?:通过[了的]?|所载的?|作出了?)?对{instrument:object}(?:所作|作出)?的(?P<what>修正案?|修订|修改)", _amended),
    ("zh.changes.term-of-members", "changes",
     r"{body:object}(?:成员)?的(?P<what>任期|人数|组成|选举时间)(?:也|亦|还)?(?:作了|进行了|得到|有所)?(?P<verb>修改|修正|变更|调整)", _composition),
    ("zh.changes.changed-election", "changes",
     r"(?P<verb>修改|修正|变更|调整)了?(?:选举)?{body:object}(?:成员)?的(?P<what>[^，。；]{0,8}(?:安排|任期|人数|组成|规则))", _composition),
)  # fmt: skip
