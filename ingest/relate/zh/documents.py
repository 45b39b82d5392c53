"""Texts: who wrote them, to whom they go, under which decision; and which acts and documents a paragraph cites."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.recognise import forms_zh, mint
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Rule, Told, group, text, when
from ingest.relate.zh.scope import act_before, agent_before, standing

_WRITE = r"(?P<verb>编写|编制|发布|公布|发表|制订|制定|拟订|推出|出版|起草|撰写|开发|提交)"
_CITED = ("decision", "document", "instrument")
#: Instruments that count as cited only where they stand in title marks: programmes, initiatives and the like.
_LOOSE = re.compile(r"(?:方案|倡议|举措|框架|政策|进程|方法|办法|机制|谈判|规定|领域|(?<!千年发展)目标|方案和预算|议事规则)$")


#: The number of a decision or the symbol of a document.
_NUMBERED = re.compile(r"\d.*号决[定议]|[A-Z]/.*\d")


def _cited(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Every act or document that is named, once a paragraph and provision."""
    mention = group(match, "object", place)[0]
    own = place.memory.document
    if (
        own is None
        or mention.entity.iri in (own.iri, place.memory.act.iri if place.memory.act else "")
        or not _counts(mention, place)
    ):
        return
    if not mention.provision and _told_again(mention, place):
        return
    details = {"provision": mention.provision}
    # A printed number is a citation; whether a name in passing or a pronoun is one, readers do not agree.
    confidence = 0.97 if _NUMBERED.search(mention.printed) else 0.86
    yield Told(own, mention.entity, match.start(), match.end(), "", mention.printed, "asserted", confidence, details)


def _told_again(mention: Mention, place: Place) -> bool:
    """题为“…”的…成果文件第88段: one citation that names its text twice, of which the second tells the provision."""
    rest = place.sentence.paragraph.span.folded[mention.end : mention.end + 20]
    later = [m for m in place.sentence.mentions if 0 < m.start - mention.end <= 20 and m.entity.iri == mention.entity.iri]
    return bool(later and later[0].provision and re.match(r"的[^，。；]*$", rest[: later[0].start - mention.end]))


def _counts(mention: Mention, place: Place) -> bool:
    """Whether naming it is citing it: not where a pronoun points to it, nor where a loose name is used in passing."""
    if mention.kind == "decision":
        return True
    folded = place.sentence.paragraph.span.folded
    if re.match(r"该|本|这|上述|同", mention.printed):
        return False
    if mention.kind == "document":
        return True
    opening = folded[mention.start : mention.start + 1]
    titled = opening == "“" and re.search(r"(?:题为|名为|称为)$", folded[: mention.start]) is not None
    if opening == "《" or titled or mention.provision:
        return True
    if re.search(r"新的?$", folded[: mention.start]):
        return False  # It is being made, not cited.
    entry = place.memory.lexicon.register.entries.get(mention.entity.iri)
    is_act = entry is not None and entry.class_name != "Instrument"
    if opening == "“" and not is_act:
        return forms_zh.title_kind(mention.printed) == "instrument"
    return not _LOOSE.search(mention.printed)


# ---- who wrote what ---------------------------------------------------------------------------------------------
_AUTHORS = ("body", "post", "group", "person", "state", "instrument")


def _authors(match: re.Match[str], place: Place) -> list[tuple[Entity, str]]:
    """Who wrote: those the formula names, else the subject of the clause, else who acted before."""
    named = [(m.entity, m.printed) for m in group(match, "subject", place)]
    if named:
        helped = re.search(r"(?:协助|帮助|支持|使|让|鼓励|促进|便于|便利)$", place.masked.text[: match.start("subject")])
        return [] if helped else named
    agent = agent_before(place.masked, match.start("verb"))
    if agent is not None:
        return [(agent.entity, agent.printed)]
    return [(place.fallback, "")] if place.fallback is not None and place.fallback.kind in ("body", "post") else []


def _written(match: re.Match[str], place: Place) -> Iterator[Told]:
    state = standing(place.masked, match.start("verb"))
    if state == "negated":
        return
    for entity, printed in _authors(match, place):
        for work in group(match, "object", place):
            if entity.kind in _AUTHORS and entity.iri != work.entity.iri:
                yield Told(entity, work.entity, match.start(), match.end(), printed, work.printed, state, 0.85)


def _nameless_work(match: re.Match[str], place: Place) -> Iterator[Told]:
    """制定了一项执行计划: a text or site that has no name but its kind."""
    state = standing(place.masked, match.start("verb"))
    name = text(match, "new", place)
    if state == "negated" or re.search(r"草案|建议|提案$", name):
        return
    kind = "system" if name.endswith(("网站", "平台", "数据库")) else "instrument"
    work = mint.body(place.memory.lexicon, name, place.document.iri, kind=kind)
    printed = text(match, "qualified", place) or name
    for entity, who in _authors(match, place)[:1]:
        if entity.kind in _AUTHORS:
            yield Told(entity, work, match.start(), match.end(), who, printed, state, 0.7, when(match, place, "date"))
    acts, how = act_before(place.masked, match.start("verb"))
    for act in acts if how == "under" else ():
        yield Told(work, act.entity, place.masked.at(act.start), match.end(), printed, act.printed, state, 0.8,
                   {"provision": act.provision}, "prepared_under")  # fmt: skip


def _item_of_work(match: re.Match[str], place: Place) -> Iterator[Told]:
    """(a) 编制了…清单，并提交给…, under a head that tells whose work is listed: the items name nobody."""
    head = place.head
    if (
        head is None
        or place.fallback is None
        or place.fallback.kind not in ("body", "post")
        or not _WORK_LISTED.search(head.text)
    ):
        return
    named = group(match, "object", place)
    name = text(match, "new", place)
    work = named[-1].entity if named else mint.body(place.memory.lexicon, name, place.document.iri, kind="instrument")
    printed = named[-1].printed if named else name
    yield Told(place.fallback, work, match.start(), match.end(), "", printed, "asserted", 0.7, when(match, place, "date"))
    for to in group(match, "to", place)[:1]:
        yield Told(work, to.entity, match.start(), match.end(), printed, to.printed, "asserted", 0.7, {}, "submitted_to")


def _listed_work(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…编写了…，包括A；B；以及C。: the works that the sentences after the first go on to list."""
    opening = next((m for m in place.before if not m.text.rstrip().endswith("；")), None)
    opened = list(itertools.takewhile(lambda m: m.text.rstrip().endswith("；"), place.before))
    if not opened or opening in opened:
        return
    first = opened[-1]
    wrote = _OPENS_LIST.search(first.text)
    agent = agent_before(first, wrote.start("verb")) if wrote else None
    if wrote and agent is not None and agent.kind in _AUTHORS:
        for work in group(match, "object", place):
            yield Told(agent.entity, work.entity, match.start(), match.end(), "", work.printed, "asserted", 0.75)


def _first_listed(match: re.Match[str], place: Place) -> Iterator[Told]:
    for entity, printed in _authors(match, place)[:1]:
        for work in group(match, "object", place):
            if entity.kind in _AUTHORS and standing(place.masked, match.start("verb")) == "asserted":
                yield Told(entity, work.entity, match.start(), match.end(), printed, work.printed, "asserted", 0.8)


def _helped(match: re.Match[str], place: Place) -> Iterator[Told]:
    """通过…之间的磋商，在…的协助下，…编写了…: those who took part in the writing."""
    work = group(match, "object", place)[0]
    for who in (*group(match, "among", place), *group(match, "with", place)):
        yield Told(who.entity, work.entity, match.start(), match.end(), who.printed, work.printed, "asserted", 0.7)


def _submitter(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…向…提交了一份…报告: who submits a report has made it; who is asked to has yet to."""
    if standing(place.masked, match.start("verb"), scheduled="asserted") != "asserted":
        return
    agent = agent_before(place.masked, match.start("verb"))
    if agent is None or agent.kind not in ("body", "post"):
        return
    for work in group(match, "work", place)[:1]:
        if not work.printed.startswith(("该", "上述", "本")):
            yield Told(
                agent.entity,
                work.entity,
                place.masked.at(agent.start),
                match.end(),
                agent.printed,
                work.printed,
                "asserted",
                0.75,
            )


# ---- to whom, under what ----------------------------------------------------------------------------------------
def _submitted(match: re.Match[str], place: Place) -> Iterator[Told]:
    state = standing(place.masked, match.start("verb"), scheduled="asserted")
    if state == "negated":
        return
    for work in group(match, "subject", place):
        for to in group(match, "object", place):
            yield Told(work.entity, to.entity, match.start(), match.end(), work.printed, to.printed, state, 0.85)


def _submitted_unnamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """向…提交进展报告: a text that has no name but its kind."""
    name = re.sub(r"^一[份项]", "", text(match, "new", place))
    work = mint.body(place.memory.lexicon, name, place.document.iri, kind="document")
    state = standing(place.masked, match.start("verb"))
    for to in group(match, "object", place) if state in ("asserted", "requested") and len(name) > 3 else ():
        yield Told(work, to.entity, match.start(), match.end(), name, to.printed, state, 0.7)


def _submitted_last(match: re.Match[str], place: Place) -> Iterator[Told]:
    """并提交…: what was submitted is the text named last before."""
    clause, _ = place.masked.clause(match.start("verb"))
    if any(m.kind in ("document", "instrument", "decision") for m in place.masked.found(clause, match.start("verb"))):
        return
    work = place.named_before(("document", "instrument"), match.start())
    if work is None or standing(place.masked, match.start("verb")) not in ("asserted", "requested"):
        return
    if not re.match(r"(?:该|这份|这项|此)?(?:报告|文件|计划)|并?连同|一并", match[0]):
        return
    for to in group(match, "object", place):
        if to.entity.iri != work.entity.iri:
            yield Told(work.entity, to.entity, match.start(), match.end(), work.printed, to.printed, "asserted", 0.75)


def _for_discussion(match: re.Match[str], place: Place) -> Iterator[Told]:
    """供本次会议讨论的…文件: a paper before a meeting."""
    for work in group(match, "subject", place):
        for meeting in group(match, "object", place):
            yield Told(work.entity, meeting.entity, match.start(), match.end(), work.printed, meeting.printed, "asserted", 0.8)


def _under(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…是根据…编写的, 根据…编写了…: the ground of a text."""
    acts, how = act_before(place.masked, match.start("verb"))
    if how != "under" or standing(place.masked, match.start("verb")) == "negated":
        return
    for work in group(match, "object", place):
        for act in acts:
            if act.entity.iri != work.entity.iri:
                yield Told(work.entity, act.entity, min(match.start(), place.masked.at(act.start)), match.end(), work.printed, act.printed,
                           "asserted", 0.9, {"provision": act.provision})  # fmt: skip


def _under_this(match: re.Match[str], place: Place) -> Iterator[Told]:
    """根据…决定，本报告介绍…: the ground of the document itself."""
    work = group(match, "object", place)[0]
    own = place.memory.document
    if own is None or work.entity.iri != own.iri:
        return
    for act in place.masked.found(match.start(), match.start("object")):
        if act.kind == "decision":
            yield Told(own, act.entity, match.start(), match.end(), work.printed, act.printed, "asserted", 0.85,
                       {"provision": act.provision})  # fmt: skip


def _written_own(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…的报告《…》: whose report it is."""
    who = group(match, "subject", place)[0]
    work = group(match, "object", place)[0]
    if who.kind in ("body", "post"):
        yield Told(who.entity, work.entity, match.start(), match.end(), who.printed, work.printed, "asserted", 0.8,
                   _published(place, match.start()))  # fmt: skip


_CAME_OUT = formula(r"({date})(?:，)?(?:公布|发布|出版|发表|印发)了?$")


def _published(place: Place, at: int) -> dict[str, str]:
    """The date at which the clause says that it came out."""
    told = _CAME_OUT.search(place.masked.text, 0, at)
    period = place.masked.period(told.start(1), told.end(1)) if told else None
    return {"date": period.start} if period else {}


_GROUND = r"(?:根据|依照|按照|应|遵照)(?:{any}|[^，。；]){1,50}?"
_OPENS_LIST = formula(r"(?P<verb>编写|编制|发布|出版|发表|推出)了?(?:{any}|[^。；])*(?:包括|例如|如下|：)")
_WORK_NOUN = r"(?:背景文件|讨论文件|研究报告|评估报告|盘点报告|执行计划|行动计划|战略计划|计划|战略|政策|准则|指南|手册|工具包|网站|方法|路线图|汇编|概览)"
#: What a list of things done names beside those.
_LISTED_NOUN = _WORK_NOUN.removesuffix(")") + r"|目录|工具|清单|报告|数据库|框架|标准|草案)"
#: How a list of things done is headed.
_WORK_LISTED = re.compile(r"(?:成就|成果|产出|成绩|进展|活动|工作|工作重点)[^，。；：]{0,8}：$")
_MEASURE = r"(?:一[项个份套种本]|各种|多种|若干|一系列|几[项个份])"
RULES: tuple[Rule, ...] = (
    Rule("zh.cites.named", "cites", r"(?P<object>{decision}|{document}|{instrument})", _cited,
         ("narrative", "operative", "preambular", "footnote", "front", "table")),
    Rule("zh.produces.wrote", "produces",
         rf"{{addressee+:subject}}(?:于{{date}}|共同|联合|正在|将|已|还|，|因此|得以|继续|开始|负责|一道|合作|为(?:{{any}}|[^，。；]){{0,16}})*{_WRITE}了?(?:一[份项个套种])?(?:{{any}}的)?(?:[^，。；{{=named}}]{{0,14}}的)?{{work+:object}}", _written),
    Rule("zh.produces.own-report", "produces",
         r"{addressee:subject}(?:的|关于(?:{any}|[^，。；]){1,30}的)[^，。；{=named}]{0,8}(?:报告|文件)，?{document:object}", _written_own),
    Rule("zh.produces.written-by", "produces",
         r"(?:由)?(?P<subject>{addressee+}|{instrument})(?:共同|联合|对[^，。；]{0,12})?(?P<verb>编写|编制|制订|制定|提出|发布|出版|开发|所做)的(?:、?供[^，。；]{0,12}?的)?(?:{any}的)?(?:[^，。；{=named}的]{0,8})?{work:object}", _written),
    Rule("zh.produces.nameless-work", "produces",
         rf"(?:(?:在)?{{date:date}}(?:年底|年初|初|底|期间)?)?(?P<verb>制订|制定|拟订|推出|编写|编制|发布|出版|开发|开通)了?(?P<qualified>(?:{_MEASURE}|{{date}})(?:新的?|经修订的)?(?P<new>(?:{{any}}|[^，。；：、]){{0,20}}?{_WORK_NOUN}))(?=[，。；]|$)",
         _nameless_work),
    Rule("zh.produces.item-of-work", "produces",
         rf"^(?:(?:于|在)?{{date:date}}，?)?(?:已|还)?(?P<verb>编写|编制|制订|制定|拟订|推出|发布|公布|出版|开发|建立)了(?:{{work:object}}|(?P<new>(?:{{any}}|[^，。；：]){{2,40}}?{_LISTED_NOUN}))"
         r"(?=[，。；]|$)(?:，并(?:已)?(?:提交|转交|送交)(?:给)?了?(?:{date}|在?{seat}|举行|召开|的)*{organ:to})?", _item_of_work),
    Rule("zh.produces.launched", "produces", r"{date:date}(?P<verb>推出|发布|出版|公布|发表)了?(?:一[份项个套种])?(?:新的?)?{work:object}(?=[，。；]|$)", _written),
    Rule("zh.produces.opens-list", "produces",
         r"(?P<verb>编写|编制|发布|出版|发表|推出)了?(?:[^。；])*?包括(?:题为)?{work:object}(?=的报告|报告|[，；、。(]|$)", _first_listed),
    Rule("zh.produces.goes-on-in-list", "produces", r"^(?:、|以及|和)?(?:题为)?{work:object}(?:的报告|系列报告|报告|\([^)]*\))*[；。]$", _listed_work),
    Rule("zh.produces.contributed", "produces",
         r"{addressee+:subject}(?:还|也|已|都)*(?P<verb>对|为){document:object}(?:\({any}\))?(?:的编写|的编制)?(?:作出|做出|作了|提供)了?(?:[^，。；]{0,6})?(?:贡献|投入)", _written),
    Rule("zh.produces.with-the-help-of", "produces",
         r"(?:通过(?:{group:among}|{body}[^，。；]{0,4})之间的(?:磋商|协商|合作)，)?在(?P<with>{body}|{group})的(?:协助|帮助|支持)下，?(?:{any}|[^。；])*?(?P<verb>编写|编制|拟订|制订|制定|出版)了{work:object}",
         _helped),
    Rule("zh.produces.submitter", "produces",
         r"向{organ}(?P<verb>提交)了?(?:一份|一项|题为|其|下列|以下|由(?:{any}|[^，。；])*?的|有关[^，。；]{1,20}的)*(?P<work>{document}|{instrument})", _submitter),
    Rule("zh.submitted-to.submitted", "submitted_to",
         r"{work+:subject}(?:将|现|已|会|已经|将会|也|均|都)*(?P<verb>提交(?:给)?|转交(?:给)?|送交)(?:了)?(?:{date})?(?:在{seat}(?:的{place})?举行的)?(?P<object>{organ}(?:(?:、|以及|和){organ})*)", _submitted),
    Rule("zh.submitted-to.to-whom-what", "submitted_to",
         r"向(?P<object>{organ}(?:(?:、|以及|和){organ})*)(?P<verb>提交)了?(?:一份|一项|一套|下列|以下|由(?:{any}|[^，。；])*?的|有关[^，。；]{1,20}的)*(?P<subject>{document}|{instrument}|{system})", _submitted),
    Rule("zh.submitted-to.nameless", "submitted_to",
         r"向(?P<object>{organ}(?:(?:、|以及|和){organ})*)(?P<verb>提交)了?(?P<new>(?:一份|一项)?[^，。；{=any}]{0,14}?(?:报告|概念说明|说明|草案))(?=[，。；]|$)", _submitted_unnamed),
    Rule("zh.submitted-to.report-spoken-of", "submitted_to",
         r"(?:(?<=，)|^)(?:该|这份|这项|此)?(?:报告|文件|计划)(?:将|已|也|现已)*(?P<verb>提交|转交|送交)(?:给)?(?:{date})?(?:在{seat}?的?{seat}?举行的)?{organ:object}", _submitted_last),
    Rule("zh.submitted-to.together-with", "submitted_to",
         r"(?:并)?(?:连同(?:{any}|[^，。；])*，)?(?:一并)?(?:于{date})?(?P<verb>提交给|提交|送交)(?P<object>{organ}(?:[^，。；]{0,4}(?:、|以及|和){organ})*)", _submitted_last),
    Rule("zh.submitted-to.for-consideration-by", "submitted_to",
         r"{work:subject}，供{organ:object}(?P<verb>审议|讨论|参考|核可|通过)", _submitted),
    Rule("zh.submitted-to.submitted-at", "submitted_to",
         r"{document:subject}(?:将)?(?:于|在){assembly:object}(?:上|期间)(?P<verb>提交|提出|印发)", _submitted),
    Rule("zh.submitted-to.for-discussion", "submitted_to",
         r"供{organ:object}(?P<verb>讨论|审议|参考)的{document:subject}", _for_discussion),
    Rule("zh.prepared-under.written-under", "prepared_under",
         rf"{_GROUND}(?:，(?:{{any}}|[^，。；]){{0,12}})?(?P<verb>编写|编制|制订|制定|提交|确立)(?:了|的)?(?:一[份项个]|经过修订的)?(?:新的)?{{work:object}}", _under),
    Rule("zh.prepared-under.was-written-under", "prepared_under",
         rf"{{work:object}}(?:是|系|即为|即)?{_GROUND}(?P<verb>编写|编制|制订|制定|提交|拟订|印发)的?(?=[，。；]|$)", _under),
    Rule("zh.prepared-under.under-it-this-report", "prepared_under",
         rf"{_GROUND}(?:的要求|的规定)?，{{work:object}}(?:[^，。；{{=named}}]{{0,6}}|于{{assembly}}上)(?P<verb>载有|阐述|介绍|提供|提交|概述|说明|报告|列述|审查|汇报)", _under_this),
)  # fmt: skip
