"""What belongs to what, sits where, serves whom: the standing order of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.recognise import mint
from ingest.relate.masks import Masked, formula
from ingest.relate.rules import Place, Read, Rule, Told, group, text
from ingest.relate.zh.scope import agent_before, agents, standing

_LIST_END = formula(r"[；。，、]|$|(?:和|以及|及){seat}{1,2}的")
_HAS = formula(r"{body:owner}(?:有|的|设有)?(?:[^，。；：]{0,20}?)(?:{group}|办事处|联络处|司|处|股|中心|机构|单位)")


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
        ends = _LIST_END.match(place.masked.text, match.end())
        opens = "：" in place.masked.text[: match.start()] or place.head is not None or match.start() == 0
        listed = bool(ends) and opens
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
            confidence=0.7,
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


_FOUNDED = formula(r"设立[^，。；]*?({body})(?=，)")


def _served(match: re.Match[str], place: Place) -> Iterator[Told]:
    """为…提供服务: who serves is the subject of the clause, or the one whose tasks are listed."""
    agent = agent_before(place.masked, match.start("verb"))
    earlier = [m for i, m in sorted(place.masked.mentions.items()) if i < match.start() and m.kind == "body"]
    subject = agent.entity if agent and agent.kind == "body" else None
    if match.start() and re.search(r"，(?:并|还|以及)?$", place.masked.text[: match.start()]) and "设立" in place.masked.text[:3]:
        founded = _FOUNDED.search(place.masked.text)
        subject = _named(place.masked, founded.start(1)) if founded else subject
    if subject is None:
        subject = earlier[-1].entity if earlier and not place.fallback else place.fallback
    state = standing(place.masked, match.start("verb"))
    if subject is None or subject.kind not in ("body", "post") or state == "negated":
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
                state,
                0.85,
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
    yield Told(unit.entity, parent, match.start(), match.end(), unit.printed, owner or "", confidence=0.7)


def _short_forms(place: Place, parent: Entity) -> list[str]:
    entry = place.memory.lexicon.register.entries.get(parent.iri)
    return [name for name, _ in entry.short_forms] if entry else []


def _both_places(match: re.Match[str], place: Place) -> Iterator[Told]:
    """巴黎和日内瓦办事处: one office a place."""
    last = group(match, "object", place)[0]
    named = re.match(r"(?P<seat>.{2,8}?)(?P<kind>办事处|联络处|中心)$", last.printed)
    seat = place.memory.lexicon.named(named["seat"]) if named else None
    if named is None or seat is None or seat.kind != "place":
        return
    above = place.memory.parents(last.entity.iri)
    owner = place.memory.lexicon.by_iri(above[0]) if above else None
    printed = place.masked.printed(match.start(), match.end())
    for other in group(match, "seat", place):
        names = [f"{prefix}{other.printed}{named['kind']}" for prefix in ("", *_names_of(owner))]
        office = next((e for e in (place.memory.lexicon.named(n) for n in names) if e), None)
        office = office or next(
            (h.candidates[0] for h in place.memory.lexicon.hits(names[0]) if h.end - h.start == len(names[0])), None
        )
        office = office or mint.body(place.memory.lexicon, names[0], owner.iri if owner else place.document.iri, owner)
        yield Told(office, other.entity, match.start(), match.end(), printed, other.printed, confidence=0.75)
    yield Told(last.entity, seat, match.start(), match.end(), last.printed, named["seat"], confidence=0.8)


def _names_of(owner: Entity | None) -> list[str]:
    return [name for name, language in owner.labels if language == "zh"] if owner else []


def _is_part(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…，是…的附属机构: the subject of the clauses before."""
    whole = group(match, "object", place)[0]
    if standing(place.masked, match.start("verb")) != "asserted":
        return
    first = next((m for m in place.masked.found(0, match.start()) if m.kind == "body"), None)
    who = first.entity if first else place.fallback
    if who is not None and who.kind == "body" and who.iri != whole.entity.iri:
        yield Told(who, whole.entity, match.start(), match.end(), first.printed if first else "", whole.printed, confidence=0.8)


def _seated(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…设在…; a bare 总部 or 秘书处 behind a comma is that of the subject of the clause before, where one is named."""
    subject, seat = group(match, "subject", place)[0], group(match, "object", place)[-1]
    if subject.printed not in ("总部", "秘书处") or place.masked.text[: match.start()][-1:] not in ("，", "；"):
        yield from _pair(match, place)
        return
    whose = [m for m in agents(place.masked, place.masked.clause(match.start())[0]) if m.kind == "body"]
    opening = re.match(r"[一-鿿]{0,20}", place.masked.text)
    if whose and standing(place.masked, match.start("verb")) == "asserted" and not (opening and len(opening[0]) > 3):
        yield Told(whose[-1].entity, seat.entity, match.start(), match.end(), subject.printed, seat.printed, confidence=0.8)


def _seat_by_form(match: re.Match[str], place: Place) -> Iterator[Told]:
    """设在加德满都: a place that no register has."""
    subject = group(match, "subject", place)[0]
    name = text(match, "new", place)
    if standing(place.masked, match.start("verb")) == "asserted" and not re.search(r"[内中上下里]$|机构|总部|系统|中心$", name):
        seat = mint.body(place.memory.lexicon, name, kind="place")
        yield Told(subject.entity, seat, match.start(), match.end(), subject.printed, name, confidence=0.75)


def _named_by_place(match: re.Match[str], place: Place) -> Iterator[Told]:
    """内罗毕环境署总部: headquarters called by their place, told once a document."""
    body = group(match, "subject", place)[0]
    hits = [h for h in place.memory.lexicon.hits(body.printed) if h.start == 0 and h.candidates[0].kind == "place"]
    told = f"seat of {body.entity.iri}"
    if hits and body.printed.endswith("总部") and told not in place.memory.told_parts:
        place.memory.told_parts.add(told)
        seat = max(hits, key=lambda h: h.end)
        yield Told(
            body.entity, seat.candidates[0], match.start(), match.end(), body.printed, body.printed[: seat.end], confidence=0.8
        )


def _member(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…是…的成员: the subject of the clause, else who acted before."""
    verb = match.start("verb")
    if standing(place.masked, verb) in ("negated", "requested", "proposed"):
        return
    named = group(match, "subject", place) or [m for m in (agent_before(place.masked, verb),) if m is not None]
    who = [(m.entity, m.printed) for m in named] or [(e, "") for e in (place.fallback,) if e is not None]
    for whole in group(match, "object", place):
        for member, printed in who:
            if member.iri != whole.entity.iri and member.kind != "decision":
                yield Told(member, whole.entity, match.start(), match.end(), printed, whole.printed, confidence=0.75)


def _of_membership(match: re.Match[str], place: Place) -> Iterator[Told]:
    """属于委员会成员, where the members are themselves a group that the register knows: the body whose members they are."""
    for members in group(match, "members", place) if standing(place.masked, match.start("verb")) == "asserted" else ():
        names = [
            re.sub("的?成员$", "", n) for n in (members.printed, *(n for n, _ in members.entity.labels)) if n.endswith("成员")
        ]
        hits = [h for n in names for h in place.memory.lexicon.hits(n) if h.end == len(n) and h.candidates[0].kind == "body"]
        whole = max(hits, key=lambda h: h.end - h.start).candidates[0] if hits else None
        for who in group(match, "subject", place):
            if whole is not None and members.printed.endswith("成员"):
                yield Told(who.entity, whole, match.start(), match.end(), who.printed, members.printed, confidence=0.8)


def _head_of_unit(match: re.Match[str], place: Place) -> Iterator[Told]:
    """纽约办事处主任: the post at the head of a unit, told once a document."""
    post = group(match, "subject", place)[0]
    owner = place.memory.owner(post.entity)
    told = f"head of {post.entity.iri}"
    if owner is None or told in place.memory.told_parts or not _HEAD_OF_UNIT.search(post.printed):
        return
    place.memory.told_parts.add(told)
    yield Told(post.entity, owner, match.start(), match.end(), post.printed, "", confidence=0.7, details={"role": post.printed})


def _supported(match: re.Match[str], place: Place) -> Iterator[Told]:
    """在…的支持下，…: who supports serves the one who acts."""
    served = group(match, "object", place)[0]
    for who in group(match, "subject", place):
        if who.entity.iri != served.entity.iri:
            yield Told(who.entity, served.entity, match.start(), match.end(), who.printed, served.printed, confidence=0.75)


def _serves_unnamed(match: re.Match[str], place: Place) -> Iterator[Told]:
    """Who is served has no name of its own: 若干国际公约的秘书处, …的能力建设讲习班."""
    named = group(match, "subject", place)
    agent = named[0] if named else agent_before(place.masked, match.start("verb"))
    who = agent.entity if agent else place.fallback
    printed = text(match, "new", place)
    if who is None or who.kind != "body" or standing(place.masked, match.start("verb")) == "negated":
        return
    kind = "meeting" if re.search(r"(?:讲习班|研讨会|培训班|论坛)$", printed) else "group"
    served = mint.body(place.memory.lexicon, printed, place.document.iri, kind=kind)
    yield Told(who, served, match.start(), match.end(), agent.printed if agent else "", printed, confidence=0.75)


_HEAD_OF_UNIT = re.compile(r"(?:[司处科股局]长|办事处主任|中心主任)$")


def _secretariat(match: re.Match[str], place: Place) -> Iterator[Told]:
    """…担任…秘书处, where the secretariat may itself be named: the body whose secretariat it is."""
    state = standing(place.masked, match.start("verb"))
    one, other = group(match, "subject", place)[0], (group(match, "object", place) or group(match, "treaty", place))[0]
    served = other.entity
    if other.printed.endswith("秘书处"):
        above = next((v for k, v in served.properties if k == "parent"), "")
        named = (e for e in reversed(place.memory.recent) if e.iri == above)
        owner = place.memory.owner(served) or place.memory.lexicon.by_iri(above) or next(named, None)
        if owner is None:
            return
        served = owner
    elif "秘书处" not in match[0]:
        return
    if state != "negated" and one.entity.iri != served.iri:
        yield Told(
            one.entity,
            served,
            match.start(),
            match.end(),
            one.printed,
            other.printed.removesuffix("秘书处").removesuffix("的"),
            state,
        )


def _headquarters(match: re.Match[str], place: Place) -> Iterator[Told]:
    yield from _pair(match, place)


_SEAT = r"(?:{state})?{place:seat}"
RULES: tuple[Rule, ...] = (
    Rule("zh.located-in.office-in-list", "located_in", r"(?P<seat>{state}?{place})的{body:object}", _offices("located_in")),
    Rule("zh.part-of.office-in-list", "part_of", r"(?P<seat>{state}?{place})的{body:object}", _offices("part_of")),
    Rule("zh.located-in.office-with-seat", "located_in", r"{body:object}\((?P<seat>{state}?{place})\)", _offices("located_in")),
    Rule("zh.part-of.office-with-seat", "part_of", r"{body:object}\((?P<seat>{state}?{place})\)", _offices("part_of")),
    Rule("zh.located-in.unnamed-office", "located_in", r"{place:seat}的一个(?P<name>{group}|[^，。；]{0,6}(?:办事处|联络处))", _unnamed_office("located_in")),
    Rule("zh.part-of.unnamed-office", "part_of", r"{place:seat}的一个(?P<name>{group}|[^，。；]{0,6}(?:办事处|联络处))", _unnamed_office("part_of")),
    Rule("zh.located-in.offices-of-places", "located_in", r"(?P<seat>{place}(?:、{place})*)(?:和|、|及|以及){body:object}", _both_places),
    Rule("zh.located-in.named-by-place", "located_in", r"{body:subject}", _named_by_place),
    Rule("zh.located-in.seated", "located_in",
         r"{body:subject}(?:的)?(?:总部|秘书处)?(?P<verb>设在|位于|设于|驻在){seat}?{seat:object}", _seated),
    Rule("zh.located-in.seated-in-unknown", "located_in",
         r"{body:subject}(?:的)?(?:总部|秘书处)?(?P<verb>设在|位于|设于|驻在){seat}?(?P<new>[一-鿿]{2,8})(?=[，。；、]|$)", _seat_by_form),
    Rule("zh.located-in.has-office-at", "located_in",
         r"{body}在{seat}?{seat:object}(?P<verb>设有|设立了?|开设了?)(?:一个)?{body:subject}(?=[，。；、]|$)", _pair),
    Rule("zh.part-of.has-office-at", "part_of",
         r"{body:object}在{seat}{1,2}(?P<verb>设有|设立了|开设了)(?:一个)?{body:subject}(?=[，。；、]|$)", _pair),
    Rule("zh.located-in.posted", "located_in",
         r"(?:所有[^，。；]{0,8})?(?P<subject>{post}|{group}|{person})(?:当时|现在|此后|都|均|现|已)*(?P<verb>派驻|常驻|调至|调往|在){seat:object}(?=[，。；、]|$|办公|工作)", _pair),
    Rule("zh.located-in.body-is-in", "located_in",
         r"{body:subject}的?(?:所有)?(?:成员)?(?:现在)?(?:都|均)(?P<verb>在)(?:{body}(?:在)?)?{seat:object}", _pair),
    Rule("zh.located-in.headquarters-at", "located_in", r"(?:(?:由|在){seat:object})(?P<subject>{body}(?<={body}))(?=履行|进行|的职能)", _headquarters),
    Rule("zh.part-of.subsidiary-organ", "part_of",
         r"{body:subject}(?:是|作为|系|为){body:object}的?(?:一个)?(?:{group}|[^，。；]{0,8})?(?:{group}|附属机构|附属机关|下属机构|组成部分|咨询机构|组成机构|(?:一)?部分|司(?![长法])|处(?![长理])|科|部门)(?=[，。；、]|$)", _pair),
    Rule("zh.part-of.is-subsidiary", "part_of",
         r"(?:(?<=，)|(?<=；)|^)(?:它)?(?P<verb>是|为|系|作为){body:object}的?(?:一个)?[^，。；{=any}]{0,6}(?:{group}|附属机构|附属机关|下属机构|组成部分|咨询机构)", _is_part),
    Rule("zh.part-of.also-belongs", "part_of", r"(?<=，)(?:并|且)?(?P<verb>隶属于?|附属于|归属于?){body:object}", _is_part),
    Rule("zh.part-of.belongs", "part_of", r"{body+:subject}(?:都|均)?(?P<verb>隶属于?|附属于|归属于?|下设于){body:object}", _pair),
    Rule("zh.part-of.under", "part_of", r"{body:object}(?P<verb>下设|下辖|设有|下属有?)(?:有)?{body+:subject}", _pair),
    Rule("zh.part-of.founded-within", "part_of",
         r"{body:subject}(?:于{date})?在{body:object}(?:之?中|内|之?下)(?:正式)?(?P<verb>设立|成立|建立)", _pair),
    Rule("zh.part-of.included", "part_of", r"(?P<verb>包括){body+:subject}在内的{body:object}", _pair),
    Rule("zh.part-of.called-by-parent", "part_of", r"{body:subject}", _composed),
    Rule("zh.member-of.as-member", "member_of",
         r"(?P<verb>作为)(?P<object>{body}|{group})(?:的)?成员，(?P<subject>{body}|{state})?", _member),
    Rule("zh.member-of.is-member", "member_of",
         r"(?P<subject>(?:{post}|{person}|{state}|{body})(?:(?:、|和|及|以及|与)(?:{state}|{body}))*)?(?:都|均)?(?P<verb>(?<!不)是|系|成为|属于|加入)了?(?P<object>{body}|{group})(?:的)?(?:正式)?成员(?!国)(?=[，。；、]|$|之一)", _member),
    Rule("zh.member-of.joined-members", "member_of",
         r"[0-9]个(?:国家|{group})(?:和|以及|及)(?P<subject>{body}|{state})(?:{any}|[^。；])*?(?P<verb>属于|成为|是)(?P<object>{body})(?:的)?成员", _member),
    Rule("zh.member-of.joined-membership", "member_of",
         r"[0-9]个(?:国家|{group})(?:和|以及|及)(?P<subject>{body}|{state})(?:{any}|[^。；])*?(?P<verb>属于|成为|是){group:members}", _of_membership),
    Rule("zh.has-position.head-of-unit", "has_position", r"{post:subject}(?!{person})", _head_of_unit),
    Rule("zh.member-of.one-of-members", "member_of",
         r"(?P<subject>(?:{body}|{state})(?:(?:、|和|及|以及|与)(?:{body}|{state}))*)(?:都|均)?(?P<verb>是|成为|属于){group:members}(?=[，。；、]|$|之一)", _of_membership),
    Rule("zh.services.serves", "services",
         r"(?:为|向)(?P<object>{body+}|{instrument}(?=提供了?秘书处))(?:等机构)?(?:的[^，。；]{1,16})?(?P<verb>提供)(?:了)?(?:[^，。；]{0,12})(?:服务|秘书处支助|秘书处服务|支持|支助|材料)", _served),
    Rule("zh.services.supported-by", "services", r"在{body+:subject}的(?:支持|支助|赞助)下，{body:object}", _supported),
    Rule("zh.services.serves-unnamed", "services",
         r"(?:为|向)(?P<new>(?:{any}|[^，。；])(?:{any}|[^，。；]){1,24}(?:讲习班|研讨会|培训班|论坛))(?P<verb>提供)(?:了)?[^，。；]{0,12}(?:服务|支持|支助|材料)", _serves_unnamed),
    Rule("zh.services.secretariat-of-several", "services",
         r"{body:subject}(?P<verb>担任|充当)(?P<new>(?:若干|多个|一些|几个|许多)[^，。；]{2,24})的(?:{body}|秘书处)", _serves_unnamed),
    Rule("zh.services.secretariat-of", "services",
         r"{body:subject}(?:也|还)?(?P<verb>担任|作为|充当)(?:{body:object}|{instrument:treaty}(?=的?秘书处))(?:的?秘书处|(?=[，。；、]|$))", _secretariat),
    Rule("zh.reports-to.answers-to", "reports_to",
         r"(?P<subject>{post}|{group}|{body})(?:直接)?(?:向|对)(?P<object>{post}|{body})(?P<verb>负责|报告|汇报)", _pair),
    Rule("zh.supervises.oversees", "supervises",
         r"(?P<subject>{post}|{body})(?:还)?(?P<verb>监督|主管|管辖|监督和管理|领导)(?:和管理)?(?P<object>{body}|{post})(?=[，。；]|$)", _pair),
)  # fmt: skip
