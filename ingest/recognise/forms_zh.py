"""The forms of names and references in Chinese UN drafting, as grammars over folded text. No state, no identity here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.symbols import canonical
from ingest.numerals import CHINESE, ordinal

# ---- provisions ---------------------------------------------------------------------------------------------------
_LETTERS = r"\s?(?:\([a-z]{1,3}\)|\([ivx]+\))(?:\s?(?:至|到|和|及|、|-)\s?\([a-z]{1,3}\))*"
_PARA = (
    rf"第\s?(?P<p1>\d{{1,3}})(?:\s?(?P<ptie>至|到|-|和|及|、)\s?(?:第\s?)?(?P<p2>\d{{1,3}}))?"
    rf"(?:段(?P<la>{_LETTERS}\s?(?:分段|项|小段)?)?|(?P<lb>{_LETTERS})\s?(?:分段|段|项))"
)
_SECTION = rf"第\s?(?P<s>{CHINESE}|[IVX]+|\d{{1,2}})\s?(?P<sk>部分|节|章|条)"
_PRINCIPLE = r"原则\s?(?P<pr>\d{1,2})"
#: A paragraph, section, chapter, article or principle of an act.
PROVISION = re.compile(rf"(?:附件[一二三四五\d]{{0,2}}[，、]?\s?)?(?:{_PARA}|{_SECTION}|{_PRINCIPLE})")
_SECTION_KIND = {"部分": "section", "节": "section", "章": "chapter", "条": "article"}
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def provision(match: re.Match[str]) -> str:
    """The normal form of a provision: `17`, `3-5`, `88(a)-(h)`, `section I`, `chapter 34`, `principle 10`."""
    groups = match.groupdict()
    if groups["p1"]:
        letters = re.findall(r"\([a-z]{1,4}\)", groups["la"] or groups["lb"] or "")
        tie = "-" if re.search(r"至|到|-", groups["la"] or groups["lb"] or "") else ""
        number = groups["p1"]
        if groups["p2"]:
            number += ("-" if groups["ptie"] in "至到-" else ",") + groups["p2"]
        return number + tie.join(letters)
    if groups["pr"]:
        return f"principle {groups['pr']}"
    count = groups["s"]
    value = ordinal(count)
    kind = _SECTION_KIND[groups["sk"]]
    if kind == "section":
        return f"section {_ROMAN[value] if value and value < len(_ROMAN) else count}"
    return f"{kind} {value if value is not None else count}"


def provision_at(text: str, at: int) -> tuple[str, int] | None:
    """A provision that begins at `at`, after an optional comma or 的, and where it ends."""
    lead = re.compile(r"[，,]?\s?(?:的)?(?:其中)?").match(text, at)
    start = lead.end() if lead else at
    match = PROVISION.match(text, start)
    return (provision(match), match.end()) if match else None


# ---- decisions ----------------------------------------------------------------------------------------------------
_NUMBER = (
    r"(?:\d{1,3}/(?:CP|CMP|CMA|COP)\.\d{1,2}|[A-Z]{2,5}-(?:\d{1,2}|[IVXL]+)/\d{1,3}|SS\.?\s?[IVXL]+/\d{1,3}|[IVXL]+/\d{1,3}|(?:S|ES)-\d{1,2}/\d{1,3}"
    r"|\d{1,4}\s?[A-Z]?\s?\([IVXLS\d-]{1,7}\)|\d{1,4}/(?:\d{1,3}\s?[A-Z]?(?![A-Za-z0-9/])|[IVXL]+))"
)
#: Between two numbers of a list: the day and subject of the second may be told.
_NEXT = r"(?:\s?号)?\s?(?:、|和|与|及|以及|至|，|，以及|，和)\s?(?:(?:19|20)\d\d\s?年(?:\d{1,2}\s?月(?:\d{1,2}\s?日)?)?)?(?:的)?(?:关于[^，。；、]{1,40}的)?(?:第\s?)?"
_DECISION = re.compile(
    rf"(?:第\s?)?(?<![A-Za-z0-9/.])(?P<numbers>{_NUMBER}(?:{_NEXT}{_NUMBER})*)\s?号"
    r"(?P<type>决议草案|决定草案|决议|决定)"
)
_DRAFT_ONLY = re.compile(r"草案")


@dataclass(frozen=True)
class DecisionForm:
    """One decision cited by number: [start, end) of this citation, number in canonical form, and its type."""

    start: int
    end: int
    number: str
    is_resolution: bool
    is_draft: bool
    provision: str


def decisions(text: str) -> Iterator[DecisionForm]:
    """Decisions and resolutions cited by number; of a list, one a number, the first from where the list begins."""
    for match in _DECISION.finditer(text):
        offset = match.start("numbers")
        found = list(re.finditer(_NUMBER, match["numbers"]))
        resolution, draft = "决议" in match["type"], bool(_DRAFT_ONLY.search(match["type"]))
        for i, number in enumerate(found):
            last = i == len(found) - 1
            start = match.start() if i == 0 else offset + number.start()
            end = match.end() if last else offset + number.end()
            # 第…号和第…号决议: what belongs to the number stands with it.
            if i and (sign := re.search(r"第\s?$", text[:start])):
                start = sign.start()
            if not last and (sign := re.compile(r"\s?号").match(text, end)):
                end = sign.end()
            told = provision_at(text, match.end()) if last else None
            if told:
                end = told[1]
            canonical_number = re.sub(r"^SS(?=[IVX])", "SS.", canonical(number[0]))
            yield DecisionForm(start, end, canonical_number, resolution, draft, told[0] if told else "")


# ---- sessions and meetings ----------------------------------------------------------------------------------------
_ORDINAL = rf"(?:第\s?(?P<n>\d{{1,4}}|{CHINESE})\s?|首)(?P<unit>届|次)"
#: What follows a body's name where one of its sessions is meant.
SESSION = re.compile(
    rf"的?{_ORDINAL}(?P<type>特别|普遍|常|年度|经常|例行)?(?P<noun>会议|届会|常会|例会|大会(?!第))(?!厅|室|文件)"
)
#: A conference of its own name: 第四次小岛屿发展中国家问题国际会议.
CONFERENCE = re.compile(
    rf"第(?:{CHINESE}|\d{{1,2}})次(?!会议|全体|例会)(?P<topic>[^，。；：、《》“”()\d的]{{2,30}}?)(?:国际会议|世界会议|世界首脑会议|首脑会议|峰会|世界大会)"
)
_TYPE = {"特别": "ss-", "普遍": "universal-"}


def session_ordinal(match: re.Match[str]) -> str:
    """The session's name in an IRI: `4`, `ss-11`, `universal-1`."""
    return _TYPE.get(match["type"] or "", "") + str((ordinal(match["n"]) or match["n"]) if match["n"] else 1)


# ---- titles -------------------------------------------------------------------------------------------------------
#: A title in title brackets, with what says before it which edition is meant.
TITLE = re.compile(r"《(?P<title>[^《》]{2,80})》")
_INSTRUMENT = re.compile(
    r"(?:公约|议定书|协定|宣言|宪章|纲领|议程|计划|战略|方案框架|框架|规约|条例|准则|原则|共识|一揽子计划|路线图|行动纲要|备忘录|倡议|进程|守则|政策)(?:\d{0,4})?$"
)


def title_kind(title: str) -> str:
    """`instrument` for treaties, plans, declarations and the like, else `document`."""
    return "instrument" if _INSTRUMENT.search(title) else "document"


#: A paper of one meeting that has a number and no symbol: 2号背景文件, 会议室文件3.
PAPER = re.compile(
    r"(?:第\s?)?(?P<n>\d{1,3})号(?P<kind>背景文件|工作文件|会议室文件|会议文件|资料文件|参考文件|讨论文件)"
    r"|(?P<kind2>背景文件|工作文件|会议室文件|资料文件|讨论文件)\s?(?P<n2>\d{1,3})(?![\d/])"
)


# ---- persons ------------------------------------------------------------------------------------------------------
_LATIN_NAME = r"(?:[A-ZÀ-Þ][A-Za-zÀ-ɏ'’.-]+(?:\s(?:de|da|van|von|el|al|bin|ben|di|la))?\s?){1,5}"
#: A transcribed name has a middle dot; the title before it is no part of it.
_TITLES = (
    r"(?:主席|署长|秘书长|主任|部长|司长|局长|市长|总统|总理|大使|代表|教授|博士|执行秘书|总干事|报告员|协调员|专员|兼|任|的|由|和|与|及|是|为|"
    r"建议|提议|选举|选出|推选|任命|提名|邀请|请|指定|听取|感谢|欢迎|祝贺|授权|委托)"
)
_SOUND_NAME = r"[一-鿿]{1,6}(?:·(?:(?!先生|女士|博士|大使|阁下|[和与及])[一-鿿]){1,8}){1,3}"
#: A named person: a Latin or transcribed name before a form of address.
PERSON = re.compile(
    rf"(?P<name>{_LATIN_NAME}|{_SOUND_NAME}|(?<=[席任长表员授])(?!女士|先生|各位|[和与及的])[一-鿿]{{2,4}})\s?(?=先生|女士|博士|大使|阁下)"
    rf"|(?:(?<=主席：)|(?<=报告员：))(?P<listed>{_LATIN_NAME}|{_SOUND_NAME}|[一-鿿]{{2,4}})\s?(?=\()"
)


def person_name(match: re.Match[str]) -> tuple[int, int]:
    """Where the name proper stands: without a title that a transcribed name runs on from."""
    group = "name" if match["name"] else "listed"
    name = match[group].rstrip()
    start = match.start(group)
    if "·" in name:
        first = name.split("·", 1)[0]
        titles = [m.end() for m in re.finditer(_TITLES, first) if m.end() < len(first)]
        start += titles[-1] if titles else 0
    return start, match.start(group) + len(name)


# ---- definitions --------------------------------------------------------------------------------------------------
#: What a name is called from here on, in brackets right behind it.
DEFINITION = re.compile(
    r"\((?:以下简称|下称|简称|以下称)?(?:为)?“?(?P<short>[一-鿿A-Za-z0-9+/\-·]{2,20})”?(?:[，、]?附件\s?\d+)?\)"
)
EXPLICIT_DEFINITION = re.compile(
    r"\((?:以下简称|下称|简称|以下称)(?:为)?[：:]?“?(?P<short>[^”)(，。]{2,20})”?\)|\(“(?P<short2>[^”)(，。]{2,20})”(?:[，、]?附件\s?\d+)?\)"
)

# ---- coreference --------------------------------------------------------------------------------------------------
_HEADS = (
    "问题管理小组", "管理小组", "协商小组", "小组委员会", "常设委员会", "委员会", "工作组", "工作小组", "专家组", "小组", "理事会", "论坛",
    "大会", "集团", "机构", "机制", "平台", "网络", "办公室", "办事处", "秘书处", "司", "公约", "议定书", "协定", "宣言", "计划", "战略", "框架",
    "方案", "政策", "议程", "进程", "基金", "运动", "数据库", "倡议", "决定", "决议", "文件", "报告", "会议", "届会", "手册",
)  # fmt: skip
#: A demonstrative and the head noun of what it points to.
POINTER = re.compile(
    rf"(?P<how>该|同一|同份|上述|此一|这一|这项|这个|本)(?:项|个|份|届|次)?(?P<head>{'|'.join(_HEADS)}|(?<=本)说明)(?!草案|和|及|、)"
    r"|(?P<bare>(?:^|(?<=[。；]))(?:决定|决议)(?=[还也又](?:请|要求|邀请|敦促|促请|鼓励|呼吁|授权|强调|规定)))"
)

# ---- bodies by form -----------------------------------------------------------------------------------------------
#: What a part of a body is called, right behind the body's name.
#: No function word or verb stands in the name of a place or region.
_PLACE_WORD = r"(?:(?![有各的个在和与及是设名内外位等其通过向由对为从把将被使让请要会可以并也还已])[一-鿿]){2,8}"
PART = re.compile(
    rf"(?:的)?(?P<part>主席团|秘书处|年度小组委员会|小组委员会|高级官员|执行局|咨询委员会|科学委员会|区域办事处|{_PLACE_WORD}办事处|{_PLACE_WORD}联络处)(?!成员|主席|主任|会议)"
)
#: What the head of a body is called, right behind the body's name.
OFFICE = re.compile(
    r"(?:的)?(?P<office>共同主席|副主席|主席|执行秘书|执行主任|总干事|秘书长|署长|局长|司长|(?<=[处心室])主任|行政长官)(?!团|国|之友|摘要|声明|案文)"
)
#: Head nouns of bodies, longest first: the last piece of a name that makes it a body's.
BODY_HEADS = (
    "问题管理小组", "小组委员会", "附属机构", "联络处", "办公室", "办事处", "秘书处", "委员会", "工作分组", "工作组", "工作小组", "工作队",
    "专家组", "专家小组", "理事会", "执行局", "主席团", "联合会", "联络小组", "论坛", "小组", "大会", "中心", "网络", "平台", "机制", "联盟",
    "集团", "机构", "特派团", "部队", "法庭", "法院", "学院", "研究所", "总署", "总局", "署", "局", "司", "处", "科", "股", "团",
)  # fmt: skip
SYSTEM_HEADS = (
    "数据库",
    "信息系统",
    "门户网站",
    "门户",
    "网站",
    "信息交换机制",
    "资料库",
    "制度",
    "系统",
    "图书馆",
    "监测网",
    "观测网",
    "信息网",
    "台站网",
)
FUND_HEADS = ("信托基金", "基金", "融资机制")
INSTRUMENT_HEADS = ("行动计划", "战略计划", "计划", "战略", "政策", "框架", "方案", "议事规则", "准则")
