"""What belongs to what, sits where, serves whom: the standing order of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.recognise import mint
from ingest.relate.masks import Masked, formula
from ingest.relate.rules import Place, Read, Rule, Told, group, text
from ingest.relate.scope import agent_before, standing

_HAS = formula(r"{body:owner}有?(?:{group}|[^，。；：]{0,20}(?:办事处|联络处|司|处|股|中心|机构|单位))：?")


def _whose_list(place: Place, at: int) -> Entity | None:
    """Whose offices a list names: the body that the sentence, or the one heading the list, says has them."""
    for masked, end in ((place.masked, at), (place.head, None)):
        if masked is None:
            continue
        found = list(_HAS.finditer(masked.text, 0, len(masked.text) if end is None else end))
        if found:
            return _named(masked, found[-1].start("owner"))
    if place.fallback is not None and place.fallback.kind == "group":
        return _owner_in_name(place, place.fallback)
    return place.fallback if place.fallback and place.fallback.kind == "body" else None


def _owner_in_name(place: Place, group_: Entity) -> Entity | None:
    """The body whose name a group's name begins with: 环境署各区域办事处."""
    for name, language in group_.labels:
        hits = [h for h in place.memory.lexicon.hits(name) if h.start == 0 and not h.short and h.candidates[0].kind == "body"]
        if language == "zh" and hits:
            return max(hits, key=lambda h: h.end).candidates[0]
    return None


def _named(masked: Masked, at: int) -> Entity | None:
    found = masked.found(at, at + 1)
    return found[0].entity if found else None


def _office(match: re.Match[str], place: Place) -> Iterator[Told]:
    """内罗毕的非洲办事处: an office in its place, told in a list of a body's offices."""
    office = group(match, "object", place)[0]
    seat = group(match, "seat", place)[-1]
    yield Told(office.entity, seat.entity, match.start(), match.end(), office.printed, seat.printed)


def _office_of(match: re.Match[str], place: Place) -> Iterator[Told]:
    owner = _whose_list(place, match.start())
    office = group(match, "object", place)[0]
    if owner is not None and owner.iri != office.entity.iri:
        yield Told(office.entity, owner, match.start(), match.end(), office.printed, "")


def _is_office(printed: str) -> bool:
    return bool(re.search(r"(?:办事处|联络处|办公室|中心|司|处|股|秘书处)$", printed))


def _offices(read_one: str) -> Read:
    def read(match: re.Match[str], place: Place) -> Iterator[Told]:
        office = group(match, "object", place)[0]
        listed = place.masked.text[match.end() : match.end() + 1] in ("；", "。", "，", "") and (
            "：" in place.masked.text[: match.start()] or place.head is not None or match.start() == 0
        )
        if _is_office(office.printed) and listed:
            yield from (_office if read_one == "located_in" else _office_of)(match, place)

    return read


def _unnamed_office(relation: str) -> Read:
    def read(match: re.Match[str], place: Place) -> Iterator[Told]:
        """维也纳的一个方案办事处: an office that has no name but its kind and place."""
        seat = group(match, "seat", place)[-1]
        owner = _whose_list(place, match.start())
        if owner is None:
            return
        name = text(match, "name", place)
        known = next(
            (
                e
                for e in (
                    place.memory.lexicon.named(f"{owner.name}{seat.printed}{name}"),
                    place.memory.lexicon.named(f"环境署{seat.printed}{name}"),
                )
                if e
            ),
            None,
        )
        office = known or mint.body(place.memory.lexicon, f"{seat.printed}{name}", owner.iri, owner)
        printed = place.masked.printed(match.start(), match.end())
        target = seat.entity if relation == "located_in" else owner
        yield Told(
            office,
            target,
            match.start(),
            match.end(),
            printed,
            seat.printed if relation == "located_in" else "",
            confidence=0.8,
        )

    return read


def _pair(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Subject and object as the formula names them, each with each."""
    verb = match.start("verb") if "verb" in match.re.groupindex else match.start()
    state = standing(place.masked, verb) if "verb" in match.re.groupindex else "asserted"
    if state == "negated":
        return
    for one in group(match, "subject", place):
        for other in group(match, "object", place):
            if one.entity.iri != other.entity.iri:
                yield Told(one.entity, other.entity, match.start(), match.end(), one.printed, other.printed, state)


def _served(match: re.Match[str], place: Place) -> Iterator[Told]:
    """为…提供服务: who serves is the subject of the clause, or the one whose tasks are listed."""
    agent = agent_before(place.masked, match.start("verb"))
    earlier = [m for i, m in sorted(place.masked.mentions.items()) if i < match.start() and m.kind == "body"]
    subject = agent.entity if agent and agent.kind == "body" else None
    if match.start() and re.search(r"，(?:并|还|以及)?$", place.masked.text[: match.start()]) and "设立" in place.masked.text[:3]:
        founded = re.search(r"设立[^，。；]*?([\ue000])(?=，)", place.masked.text)
        subject = _named(place.masked, founded.start(1)) if founded else subject
    if subject is None:
        subject = earlier[-1].entity if earlier and not place.fallback else place.fallback
    if subject is None or subject.kind not in ("body", "post") or standing(place.masked, match.start("verb")) == "negated":
        return
    for served in group(match, "object", place):
        if served.entity.iri != subject.iri:
            yield Told(
                subject,
                served.entity,
                match.start(),
                match.end(),
                agent.printed if agent else "",
                served.printed,
                confidence=0.85,
            )


_UNIT = re.compile(r"(?:主席团|秘书处|高级官员|小组委员会|[一-鿿]{2,6}股|[一-鿿]{2,6}科)$")


def _composed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """A bureau, secretariat or unit that is called by its body's name: told once a document."""
    unit = group(match, "subject", place)[0]
    above = place.memory.parents(unit.entity.iri)
    parent = place.memory.lexicon.by_iri(above[0]) if above else None
    if parent is None:
        parent = next((place.memory.lexicon.by_iri(v) for k, v in unit.entity.properties if k == "parent"), None)
    if parent is None or not _UNIT.search(unit.printed) or unit.entity.iri in place.memory.told_parts:
        return
    names = [name for name, language in parent.labels if language == "zh"]
    owner = next((n for n in sorted(names, key=len, reverse=True) if unit.printed.startswith(n)), None)
    if owner is None and not any(unit.printed.startswith(s) for s in _short_forms(place, parent)):
        return
    place.memory.told_parts.add(unit.entity.iri)
    yield Told(unit.entity, parent, match.start(), match.end(), unit.printed, owner or "", confidence=0.8)


def _short_forms(place: Place, parent: Entity) -> list[str]:
    entry = place.memory.lexicon.register.entries.get(parent.iri)
    return [name for name, _ in entry.short_forms] if entry else []


def _both_places(match: re.Match[str], place: Place) -> Iterator[Told]:
    """巴黎和日内瓦办事处: one office a place."""
    owner = place.fallback if place.fallback and place.fallback.kind == "body" else None
    printed = place.masked.printed(match.start(), match.end())
    for seat in group(match, "seat", place):
        lexicon = place.memory.lexicon
        names = [
            f"{seat.printed}{text(match, 'kind', place)}",
            f"环境署{seat.printed}{text(match, 'kind', place)}",
        ]
        office = next((e for e in (lexicon.named(n) for n in names) if e), None)
        office = office or next((h.candidates[0] for n in names for h in lexicon.hits(n) if h.end - h.start == len(n)), None)
        office = office or mint.body(lexicon, names[0], owner.iri if owner else place.document.iri, owner)
        yield Told(office, seat.entity, match.start(), match.end(), printed, seat.printed, confidence=0.75)


def _headquarters(match: re.Match[str], place: Place) -> Iterator[Told]:
    yield from _pair(match, place)


_SEAT = r"(?:{state})?{place:seat}"
RULES: tuple[Rule, ...] = (
    Rule("zh.located-in.office-in-list", "located_in", r"(?P<seat>{state}?{place})的{body:object}", _offices("located_in")),
    Rule("zh.part-of.office-in-list", "part_of", r"(?P<seat>{state}?{place})的{body:object}", _offices("part_of")),
    Rule("zh.located-in.unnamed-office", "located_in", r"{place:seat}的一个(?P<name>[^，。；]{0,6}(?:办事处|联络处))", _unnamed_office("located_in")),
    Rule("zh.part-of.unnamed-office", "part_of", r"{place:seat}的一个(?P<name>[^，。；]{0,6}(?:办事处|联络处))", _unnamed_office("part_of")),
    Rule("zh.located-in.offices-of-places", "located_in", r"(?P<seat>{place}(?:和|、){place})(?P<kind>办事处|联络处)", _both_places),
    Rule("zh.located-in.seated", "located_in",
         r"{body:subject}(?:的)?(?:总部|秘书处)?(?P<verb>设在|位于|设于|驻在){seat}?{seat:object}", _pair),
    Rule("zh.located-in.posted", "located_in",
         r"(?:所有[^，。；]{0,8})?(?P<subject>{post}|{group}|{person})(?:当时|现在|此后|都|现|已)*(?P<verb>派驻|常驻|调至|调往|在){seat:object}(?=[，。；、]|$|办公|工作)", _pair),
    Rule("zh.located-in.body-is-in", "located_in",
         r"{body:subject}的?(?:所有)?(?:成员)?(?:现在)?(?:都|均)(?P<verb>在)(?:{body}(?:在)?)?{seat:object}", _pair),
    Rule("zh.located-in.headquarters-at", "located_in", r"(?:(?:由|在){seat:object})(?P<subject>{body}(?<=[\ue000]))(?=履行|进行|的职能)", _headquarters),
    Rule("zh.part-of.subsidiary-organ", "part_of",
         r"{body:subject}(?:是|作为|系|为){body:object}的?(?:一个)?(?:{group}|[^，。；]{0,8})?(?:{group}|附属机构|附属机关|下属机构|组成部分|咨询机构|组成机构)", _pair),
    Rule("zh.part-of.belongs", "part_of", r"{body+:subject}(?:都|均)?(?P<verb>隶属于?|附属于|归属于?|下设于){body:object}", _pair),
    Rule("zh.part-of.under", "part_of", r"{body:object}(?P<verb>下设|下辖|设有|下属有?)(?:有)?{body+:subject}", _pair),
    Rule("zh.part-of.founded-within", "part_of",
         r"{body:subject}(?:于{date})?在{body:object}(?:之?中|内|之?下)(?:正式)?(?P<verb>设立|成立|建立)", _pair),
    Rule("zh.part-of.included", "part_of", r"(?P<verb>包括){body+:subject}在内的{body:object}", _pair),
    Rule("zh.part-of.called-by-parent", "part_of", r"{body:subject}", _composed),
    Rule("zh.member-of.as-member", "member_of",
         r"(?:作为|是|成为|已成为|系){body:object}(?:的)?成员(?:，|之一|$|。)(?:{body:subject})?", _pair),
    Rule("zh.member-of.is-member", "member_of",
         r"(?P<subject>{post}|{group}|{body}|{state})[^，。；\ue000-\ue00d]{0,20}?(?:，并)?(?P<verb>是|已成为|成为|加入了?){body:object}(?:的)?成员?(?=[，。；]|$)", _pair),
    Rule("zh.services.serves", "services",
         r"(?:为|向){body+:object}(?:等机构)?(?P<verb>提供)(?:了)?(?:[^，。；]{0,12})(?:服务|秘书处支助|秘书处服务|支持|支助)", _served),
    Rule("zh.services.secretariat-of", "services",
         r"{body:subject}(?P<verb>担任|作为){body:object}(?:的)?秘书处", _pair),
    Rule("zh.reports-to.answers-to", "reports_to",
         r"(?P<subject>{post}|{group}|{body})(?:直接)?(?:向|对)(?P<object>{post}|{body})(?P<verb>负责|报告|汇报)", _pair),
    Rule("zh.supervises.oversees", "supervises",
         r"(?P<subject>{post}|{body})(?:还)?(?P<verb>监督|主管|管辖|监督和管理|领导)(?:和管理)?(?P<object>{body}|{post})(?=[，。；]|$)", _pair),
)  # fmt: skip
