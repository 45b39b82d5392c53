"""Texts: who wrote them, to whom they go, under which decision; and which acts and documents a paragraph cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Mention
from ingest.relate.rules import Place, Rule, Told, group
from ingest.relate.scope import act_before, agent_before, standing

_WRITE = r"(?P<verb>编写|编制|发布|公布|制订|制定|拟订|推出|出版|起草|撰写|开发|提交)"
_CITED = ("decision", "document", "instrument")
#: Instruments that count as cited only where they stand in title marks: programmes, initiatives and the like.
_LOOSE = re.compile(r"(?:方案|倡议|举措|框架|政策|进程|方法|办法|机制|谈判|规定|目标|方案和预算)$")


def _cited(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Every act or document that is named, once a paragraph and provision."""
    mention = group(match, "object", place)[0]
    own = place.memory.document
    if own is None or mention.entity.iri == own.iri or not _counts(mention, place):
        return
    details = {"provision": mention.provision}
    confidence = 0.97 if mention.kind == "decision" else 0.9
    yield Told(own, mention.entity, match.start(), match.end(), "", mention.printed, "asserted", confidence, details)


def _counts(mention: Mention, place: Place) -> bool:
    if mention.kind == "decision":
        return True
    text = place.sentence.paragraph.span.folded
    titled = text[mention.start : mention.start + 1] in "《“"
    pointer = re.match(r"该|本|这|上述|同", mention.printed) is not None
    if pointer:
        return False
    if mention.kind == "document":
        return True
    return titled or bool(mention.provision) or not _LOOSE.search(mention.printed)


def _written(match: re.Match[str], place: Place) -> Iterator[Told]:
    verb = match.start("verb")
    state = standing(place.masked, verb)
    if state == "negated":
        return
    subjects = group(match, "subject", place)
    agent = agent_before(place.masked, verb)
    who = [(m.entity, m.printed) for m in subjects] or ([(agent.entity, agent.printed)] if agent else [])
    if not who and place.fallback is not None and place.fallback.kind in ("body", "post"):
        who = [(place.fallback, "")]
    for entity, printed in who:
        for work in group(match, "object", place):
            if entity.kind in ("body", "post", "group", "person") and entity.iri != work.entity.iri:
                yield Told(entity, work.entity, match.start(), match.end(), printed, work.printed, state, 0.85)


def _submitted(match: re.Match[str], place: Place) -> Iterator[Told]:
    if standing(place.masked, match.start("verb")) == "negated":
        return
    for work in group(match, "subject", place):
        for to in group(match, "object", place):
            yield Told(work.entity, to.entity, match.start(), match.end(), work.printed, to.printed, "asserted", 0.85)


def _under(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…是根据…编写的, 根据…编写了…: the ground of a text."""
    acts, how = act_before(place.masked, match.start("verb"))
    if how != "under":
        return
    own = place.memory.document
    works = [(m.entity, m.printed) for m in group(match, "object", place)]
    if not works and own is not None and re.search(r"本(?:报告|文件|说明)", place.sentence.text):
        works = [(own, "")]
    for entity, printed in works:
        for act in acts:
            yield Told(entity, act.entity, place.masked.at(act.start), match.end(), printed, act.printed, "asserted", 0.9,
                       {"provision": act.provision})  # fmt: skip


RULES: tuple[Rule, ...] = (
    Rule("zh.cites.named", "cites", r"(?P<object>{decision}|{document}|{instrument})", _cited,
         ("narrative", "operative", "preambular", "footnote", "front", "table")),
    Rule("zh.produces.wrote", "produces",
         rf"{{addressee+:subject}}(?:于{{date}}|共同|联合|正在|将|已|还|，|为(?:{{any}}|[^，。；]){{0,16}})*{_WRITE}了?(?:一[份项个套种])?(?:{{any}}的)?(?:[^，。；\ue000-\ue00d]{{0,14}})?{{work+:object}}", _written),
    Rule("zh.produces.written-by", "produces",
         r"(?:由)?{addressee+:subject}(?:共同|联合|对[^，。；]{0,12})?(?P<verb>编写|编制|制订|制定|提出|发布|出版|开发|所做)的(?:、?供[^，。；]{0,12}?的)?(?:{any}的)?{work:object}", _written),
    Rule("zh.submitted-to.submitted", "submitted_to",
         r"{work+:subject}(?:将|已|会|已经|将会)*(?P<verb>提交(?:给)?|转交(?:给)?|送交)(?:了)?(?:{date})?(?:在{seat}(?:的{place})?举行的)?(?P<object>{organ}(?:(?:、|以及|和){organ})*)", _submitted),
    Rule("zh.submitted-to.to-whom-what", "submitted_to",
         r"向(?P<object>{organ}(?:(?:、|以及|和){organ})*)(?P<verb>提交)了?(?:一份|一项)?(?P<subject>{document}|{instrument})", _submitted),
    Rule("zh.prepared-under.written-under", "prepared_under",
         r"(?:根据|依照|按照)(?:{any}|[^，。；]){1,50}?(?:，(?:{any}|[^，。；]){0,12})?(?P<verb>编写|编制|制订|制定|提交|确立)(?:了|的)?(?:一[份项个]|经过修订的)?(?:新的)?{work:object}?", _under),
)  # fmt: skip
