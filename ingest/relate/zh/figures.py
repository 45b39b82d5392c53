"""Numbers that are told of something: money that was asked for, approved or received; people and things counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import dates, quantities
from ingest.model import Entity
from ingest.quantities import CURRENCY, NUMBER, NUMERAL
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Rule, Told, group
from ingest.relate.zh.scope import agent_before, standing

#: What was done with money, by what the clause says, the most telling first.
_MEASURES = (
    ("proposed", r"拟议|提议|建议"),
    ("requested", r"申请|请求|要求|需要"),
    ("reduced", r"减少|削减|降低"),
    ("approved", r"核准|批准|核定|批款"),
    ("received", r"收到|筹集|筹得"),
    ("pledged", r"认捐|承诺"),
    ("allocated", r"拨款|拨给|划拨|分配"),
    ("contributed", r"捐款|捐助|捐赠|提供"),
    ("spent", r"支出|花费|开支|耗资"),
    ("earmarked", r"专用|指定用途"),
)
_MONEY = r"(?:捐款|资金|费用|拨款|供资|批款|预算|经费|支出|收入|财政资源)"
_HEADCOUNT = re.compile(r"(?:数量|人数|国家数|总数|比例|名额)")
_ORGANISED = (
    r"(?:次?区域办事处|国家办事处|方案办事处|办事处|联络处|次级方案|方案|会议|运动|委员会|工作组|小组|机构|组织|司|处|股|中心|网络|"
    r"国家|会员国|成员国|成员|主席|副主席|报告员|员额|代表|基金|公约|决议|决定)"
)
#: What is counted to tell how a text is built, or how long something takes, is no fact about a body.
_IDLE = re.compile(
    r"(?:月|工作日|星期|小时|年|天|日|方面|问题|部分|段落?|阶段|步骤|领域|主题|目标|优先|关键|要点|层面|层次|类|例子|理由|备选|选项|最大|主要)"
)


# ---- money -------------------------------------------------------------------------------------------------------
def _period(place: Place, at: int) -> str:
    """The biennium or year that an amount is told of: printed in the sentence before it, else carried by the paragraph."""
    folded = place.sentence.paragraph.span.folded
    offset = place.masked.starts[at]
    in_sentence = folded[place.sentence.start : offset]
    if told := quantities.span(in_sentence):
        return told
    clause = folded[place.masked.starts[place.masked.clause(at)[0]] : offset]
    year = [m for m in dates.DATE.finditer(clause) if dates.year_of(m)]
    if year:
        return str(dates.year_of(year[-1]))
    if opening := _OPENING_YEAR.match(in_sentence):
        return opening["year"]
    rest = folded[offset : place.sentence.end]
    return quantities.span(folded[:offset]) or quantities.span(rest)


#: 2035年，…: the year of all that the sentence tells.
_OPENING_YEAR = re.compile(r"(?:在|于)?(?P<year>(?:19|20)\d\d)年(?:期间|内|底|度)?，")


def _measure(place: Place, at: int, end: int) -> str:
    """What was done with the money: told by the verbs of the clause, else of the clauses before it."""
    start, stop = place.masked.clause(at)
    for piece in (place.masked.text[start:at], place.masked.text[end:stop], place.masked.text[:start]):
        plain = re.sub(r"(?:核准|批准|核定|提供|认捐|承诺|提议|建议)的", "", piece)
        for measure, verbs in _MEASURES:
            if re.search(verbs, plain):
                return measure
    return "amount"


def _payer(place: Place, at: int, end: int) -> Entity | None:
    """Whose money it is: the fund of the clause, of the sentence, of what was read before; else the body spoken of."""
    start, stop = place.masked.clause(at)
    for low, high in ((start, stop), (0, at), (end, len(place.masked.text))):
        found = [m for m in place.masked.found(low, high) if m.kind == "fund"]
        if found:
            return found[-1].entity
    recent = place.memory.last(("fund",), limit=30)
    if recent is not None:
        return recent
    agent = agent_before(place.masked, at)
    return agent.entity if agent else place.fallback or place.memory.organ


def _money(match: re.Match[str], place: Place) -> Iterator[Told]:
    number = match.start("number")
    amount = quantities.money(match, match["currency"])
    payer = _payer(place, number, match.end())
    if amount is None or payer is None:
        return
    details = {
        "amount": amount.amount, "unit": amount.unit, "measure": _measure(place, number, match.end()), "period": _period(place, number),
    }  # fmt: skip
    yield Told(payer, None, number, match.end(), confidence=0.93, details=details)


def _share_of_money(match: re.Match[str], place: Place) -> Iterator[Told]:
    start, stop = place.masked.clause(match.start())
    clause = place.masked.text[start:stop]
    number = quantities.value(match)
    payer = _payer(place, match.start(), match.end())
    if number is None or payer is None or not _about_money(clause) or _is_giver(match, place):
        return
    details = {
        "amount": str(number), "unit": "percent", "measure": _measure(place, match.start(), match.end()),
        "period": _period_around(place, match.start(), match.end()),
    }  # fmt: skip
    yield Told(payer, None, match.start(), match.end(), confidence=0.85, details=details)


_OF_MONEY = formula(_MONEY + "|{fund}")


def _about_money(clause: str) -> bool:
    return bool(_OF_MONEY.search(clause)) and not _HEADCOUNT.search(clause)


def _is_giver(match: re.Match[str], place: Place) -> bool:
    """是不到10%的会员国提供的: the share of those who give, not of what is given."""
    around = place.masked.text[max(0, match.start() - 4) : match.start()], place.masked.text[match.end() : match.end() + 12]
    return bool(re.search(r"[是由](?:不到|近|约|大约|超过)?$", around[0]) and re.match(r"的[^，。；]{1,8}提供", around[1]))


def _period_around(place: Place, start: int, end: int) -> str:
    """The span of years nearest to a share in its clause, else as for amounts."""
    low, _ = place.masked.clause(start)
    folded = place.sentence.paragraph.span.folded
    before = folded[place.masked.starts[low] : place.masked.starts[start]]
    return quantities.span(before) or _period(place, start)


_ATTENDED = formula(r"[^，。；]{0,24}(?:参加|出席)了?(?:会议|{assembly+})")


# ---- things and people -------------------------------------------------------------------------------------------
def _as_of(place: Place, at: int) -> str:
    """The day to which a count holds: the last 截至… before it in the paragraph, else the span of years told for it."""
    folded = place.sentence.paragraph.span.folded
    offset = place.masked.starts[at]
    told = ""
    for match in dates.DATE.finditer(folded, 0, offset):
        if re.search(r"(?:截至|截止到?|到|至|迄)$", folded[: match.start()]):
            period = dates.period(match, place.memory.year)
            told = period.end if period else told
    return told or quantities.span(folded[place.sentence.start : offset])


def _of_whom(place: Place, at: int, end: int) -> Entity | None:
    """What a count is told of: the thing counted within, else who acts in the clause, else who acted last."""
    start, _ = place.masked.clause(at)
    inside = [m for m in place.masked.found(at, end) if m.kind in ("body", "campaign", "session", "meeting", "system")]
    if inside:
        return inside[0].entity
    attended = _ATTENDED.match(place.masked.text, at)
    if attended:
        meetings = [m.entity for m in place.masked.found(at, attended.end()) if m.kind in ("session", "meeting")]
        if len(meetings) > 1 and "分别" in place.masked.text[:at]:
            counted = len(re.findall(r"\d+(?:个|名|位)", place.masked.text[start:at]))
            return meetings[min(counted, len(meetings) - 1)]
        if meetings or place.spoken:
            return meetings[-1] if meetings else place.spoken[0]
    near = [m for m in place.masked.found(start, at) if m.kind in ("body", "campaign", "system", "fund", "session", "meeting")]
    agent = agent_before(place.masked, at)
    if agent is not None and agent.kind in ("body", "group", "session", "meeting") and (not near or agent in near):
        return agent.entity
    if near:
        return near[0].entity
    earlier = [m for m in place.masked.found(0, at) if m.kind in ("body", "campaign", "system", "session", "meeting")]
    if earlier:
        return earlier[0].entity
    if place.head is not None and (heads := [m for m in place.head.found(0, len(place.head.text)) if m.kind == "body"]):
        return heads[0].entity
    if place.fallback is not None and place.fallback.kind != "group":
        return place.fallback
    after = [m for m in place.masked.found(end, len(place.masked.text)) if m.kind in ("body", "campaign", "session", "meeting")]
    return after[0].entity if after else place.fallback or place.memory.organ


#: 由五名专家组成: how a body that is set up is to be made up, and no count of the one that sets it up.
_COMPOSES = formula(r"[^，。；]{0,20}组成")


_CAME_FROM = re.compile(r"[^，。；]{0,6}(?:收到|获得|得到|收集|征集|筹)")


def _counted(match: re.Match[str], place: Place) -> Iterator[Told]:
    number = quantities.value(match)
    noun = match.groupdict().get("noun") or ""
    if number is None or _IDLE.match(noun):
        return
    if place.masked.text[: match.start()].endswith("从") and _CAME_FROM.match(place.masked.text, match.end()):
        return  # 从22个国家收到的意见: those they came from are not told to be that many.
    whom = _of_whom(place, match.start(), match.end())
    state = standing(place.masked, match.start())
    if whom is None or state == "negated":
        return
    measure = place.masked.printed(match.start("noun"), match.end("noun")).removesuffix("组成") if noun else ""
    if _IDLE.match(measure) or (place.act is not None and _COMPOSES.match(place.masked.text, match.start())):
        return
    yield Told(
        whom, None, match.start(), match.end(), confidence=0.85,
        details={"value": str(number), "measure": measure or _clause(match, place), "as_of": _as_of(place, match.start())},
    )  # fmt: skip


def _numbered_group(match: re.Match[str], place: Place) -> Iterator[Told]:
    """六个区域办事处, where the number belongs to the name of the group."""
    mention = group(match, "noun", place)[0]
    told = re.match(rf"(?:所有)?{NUMERAL}(?:个|名|位)(?P<noun>.+)", mention.printed)
    number = quantities.value(told) if told else None
    whom = _of_whom(place, match.start(), match.start())
    if told and number is not None and whom is not None:
        yield Told(
            whom, None, match.start(), match.end(), confidence=0.85,
            details={"value": str(number), "measure": told["noun"], "as_of": _as_of(place, match.start())},
        )  # fmt: skip


def _clause(match: re.Match[str], place: Place) -> str:
    """The printed clause: what is counted where the number itself has no noun."""
    start, stop = place.masked.clause(match.start())
    return place.masked.printed(start, stop).strip("，；：。")[:60]


def _share(match: re.Match[str], place: Place) -> Iterator[Told]:
    start, stop = place.masked.clause(match.start())
    if _about_money(place.masked.text[start:stop]) or _is_giver(match, place):
        return
    number = quantities.value(match)
    whom = _of_whom(place, match.start(), match.end())
    if number is not None and whom is not None:
        yield Told(
            whom, None, match.start(), match.end(), confidence=0.75,
            details={"value": str(number), "unit": "percent", "measure": _clause(match, place), "as_of": _as_of(place, match.start())},
        )  # fmt: skip


def _one_office(match: re.Match[str], place: Place) -> Iterator[Told]:
    whom = _of_whom(place, match.start(), match.start())
    if place.head is not None and whom is not None:
        yield Told(
            whom, None, match.start("noun"), match.end(), confidence=0.75,
            details={"value": "1", "measure": place.masked.printed(match.start("noun"), match.end("noun"))},
        )  # fmt: skip


def _none_added(match: re.Match[str], place: Place) -> Iterator[Told]:
    whom = _of_whom(place, match.start(), match.end())
    if whom is not None:
        yield Told(
            whom, None, match.start(), match.end(), confidence=0.75,
            details={"value": "0", "measure": f"增加的{place.masked.printed(match.start('noun'), match.end('noun'))}", "as_of": _as_of(place, match.start())},
        )  # fmt: skip


_STOP = r"、和与及的增减获得被将已由是都均在对参出加作从到至进提，。；：()"
_BEGINS_VERB = r"(?!共同|自愿|实现|提供|收到|使用|完成|通过|参加|有\d|之间)"
_WORD = rf"(?:{{any}}|工作人员|合作伙伴|{_BEGINS_VERB}[^{_STOP}0-9]){{1,12}}"
#: What is counted: a noun up to where a verb or conjunction follows, or a clause that ends in 的 and its noun.
_NOUN = rf"(?P<noun>{_WORD}(?=[{_STOP}]|共同|自愿|实现|提供|收到|参加|之间|$)|[^、和与及，。；：()0-9]{{1,20}}的{_WORD})"
RULES: tuple[Rule, ...] = (
    Rule("zh.finances.sum-of-money", "finances", rf"{NUMBER}(?P<currency>{CURRENCY})", _money),
    Rule("zh.finances.share-of-money", "finances", rf"{NUMBER}%", _share_of_money),
    Rule("zh.counts.people", "counts", rf"{NUMBER}(?:名|位){_NOUN}?", _counted),
    Rule("zh.counts.heads", "counts", rf"{NUMBER}(?:以上的?)?人(?![均才次月])(?P<noun>)", _counted),
    Rule("zh.counts.things", "counts", rf"{NUMBER}(?:个|家|份|项|种|艘|座|所){_NOUN}", _counted),
    Rule("zh.counts.noun-first", "counts",
         rf"(?<!没)(?:有|设有|拥有|计有)(?P<noun>{{group}}|成员国|会员国|成员|缔约方|缔约国|工作人员|员额|办事处)(?:达|共|约)?{NUMBER}(?:个|名|人|位)(?=[，。；]|$)", _counted),
    Rule("zh.counts.many", "counts",
         rf"{NUMBER}(?<=[万亿多余])(?P<noun>(?!人|{CURRENCY}|个|家|份|项|种|艘|名|位|次|年|吨|公顷|平方|千米|公里){_WORD})(?=[{_STOP}]|$)", _counted),
    Rule("zh.counts.bare-items", "counts", rf"(?:从|到|至|为|共有|其中){NUMBER}个(?=增加|减少|，|。|；|获|$)(?P<noun>)", _counted),
    Rule("zh.counts.units-in-numerals", "counts", rf"{NUMERAL}(?:个|次|名|位|届)(?P<noun>{{group}}|{_ORGANISED})", _counted),
    Rule("zh.counts.group-with-number", "counts", r"{group:noun}", _numbered_group),
    Rule("zh.counts.one-office", "counts", r"{place}的一个(?P<noun>{group}|[^，。；]{0,6}(?:办事处|联络处))", _one_office),
    Rule("zh.counts.share", "counts", rf"{NUMBER}%", _share),
    Rule("zh.counts.none-added", "counts", r"(?:没有|未)增加[^，。；]{0,12}?(?P<noun>{group}|员额|工作人员|成员)(?=[，。；]|$)", _none_added),
)  # fmt: skip
