"""Names of bodies that no register knows, by their form: what stands between a boundary and a body's head noun.

Chinese sets no space between words, so a name's left edge is found by what cannot stand within one: punctuation,
function words, the verbs of drafting. It counts as a name where the sentence treats it as one: it is defined, set up,
asked, ended, or stands as the subject of its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Head nouns that make a name a body's. Those of one character or of everyday use are left to the verbs of founding.
HEADS = (
    "问题管理小组", "小组委员会", "筹备委员会", "委员会", "工作分组", "工作小组", "工作组", "工作队", "专家小组", "专家组", "协商小组", "咨询小组",
    "管理小组", "联络小组", "监察组", "小组", "理事会", "执行局", "联合会", "论坛", "缔约方大会", "缔约方会议", "环境大会", "办事处", "联络处", "办公室",
    "秘书处", "法庭", "法院", "研究所", "特派团", "稳定团", "观察团", "援助团", "核查团", "特遣队", "协调中心", "培训中心", "区域中心", "技术中心",
    "研究中心", "信息中心", "中心", "网络", "联盟", "平台", "机制", "咨询机构", "附属机构", "执行机构", "总署", "管理局", "监督厅", "事务厅", "事务部", "过渡当局", "当局",
)  # fmt: skip
FUND_HEADS = ("信托基金", "周转基金", "捐助基金", "基金")
POST_HEADS = ("特别报告员", "独立专家", "特别代表", "特使", "高级专员", "协调员", "监察员")
#: Heads of everyday use: a name only where something of that name is set up, ended or defined.
_WEAK = frozenset(
    {
        *"署司处股科局厅部",
        "机制",
        "平台",
        "网络",
        "中心",
        "联盟",
        "附属机构",
        "执行机构",
        "咨询机构",
        "基金",
        "区域中心",
        "技术中心",
        "信息中心",
    }
)
_KIND = {**dict.fromkeys(HEADS, "body"), **dict.fromkeys(FUND_HEADS, "fund"), **dict.fromkeys(POST_HEADS, "post")}
#: Heads of one character, which end many other words too.
_SHORT_HEADS = {
    "署": r"(?<![部签专公行连自])署(?![名长署])", "司": r"(?<![公有上])司(?![法机令职长])", "处": r"(?<![好坏益害用长之何各到四深高])处(?![理于在境罚方分置长])",
    "股": r"(?<![控入])股(?![份东票权])", "科": r"(?<![专学本])科(?![学技研目])", "局": r"(?<![结格布])局(?![面势部限长])", "厅": r"厅(?!长)", "部": r"(?<![内外全总上下南北东西中])部(?![门分署队长委落])",
}  # fmt: skip
#: A post's head that goes on is another word's: 独立专家组, 特别代表团.
_GOES_ON = r"(?![组团]|小组|办公室)"
_HEAD = re.compile(
    "|".join(
        [
            *(f"{head}{_GOES_ON}" if head in POST_HEADS else head for head in sorted(_KIND, key=len, reverse=True)),
            *_SHORT_HEADS.values(),
        ]
    )
)
HEAD_AT_END = re.compile(rf"(?:{_HEAD.pattern})$")
#: Words that end where a name begins. Single characters count only where they are no part of a word.
_BOUNDARY = re.compile(
    r"[，。；：！？、“”‘’《》()\[\]—…\s]|"
    r"的(?!斯亚贝巴)|了|(?<![自理])由|(?<![存潜现所内])在(?![线])|(?<![方定导面取])向(?!量)|(?<![行人认作成])为(?!期)|(?<![相反针绝面])对(?![外话])|"
    r"(?<!即)将(?!来)|(?<!根)据(?=第)|(?<![从])从(?!事)|(?<![基属等至源])于|(?<!现)把|(?<![植覆])被|与(?=其|[该各])|经(?![济营验费常])|"
    r"决定(?!书)|商定|同意|设立|成立(?!大会)|建立|创建|创立|组建|重组|召集|召开|终止|解散|撤销|裁撤|取消|取代|接替|代替|并入|合并为|改组为|转变为|"
    r"隶属于?|附属于|延长|更名为|改名为|改称为?|易名为|称为|名为|题为|担任|作为|成为|是(?![否非])|(?<!关)系(?![统列])|即|指定|任命|提名|"
    r"(?<![申邀聘])请(?!求)|邀请|要求|促请|敦促|授权|吁请|鼓励|责成|委托|指示|建议|欢迎|重申|回顾|忆及|签署|缔结|履行|遵守|注意到|赞赏|核可|核准|批准|支持|通过|包括|参加|出席|参与|根据|"
    r"依照|按照|遵照|关于|有关|以及|并|又|还|也(?!门)|再次|曾|已|应(?!急|用|对|变|邀)|须|可(?!持续|再生)|仍|各|所有|其他|该|本(?![土地])|(?<![高草平冰荒])原(?![则子油料])|"
    r"(?<![以目])前(?!瞻|沿|列)|新的|一个|一项|这个|上述|若干|一些|许多|几个|多个|某些|这些|现有的?|拟议的?|每个|某个|其(?!他)|让|使(?!用)|给|同(?!行|盟|步)|跟|至(?!少)|到(?!期)|让|听取|审议|讨论|协助|"
    r"帮助|协调(?!员|委员会|小组|中心|机制|机构|理事会|局)|提交|提供|转交|移交|设在|位于|来自|加入|退出|组成|选举|选出|利用|安排|激励|确定|介绍|主办|主持|加强(?!型)|改善|提高|促成|推动|传达|查看|登录|获得|申请|感谢|动用|努力|实现|增强|"
    r"发挥|支撑|符合|拟定|拟订|探讨|继续|开展|进行|监督(?!机构|委员会|厅)|执行(?!局|委员会|机构|主任|秘书|局|干事)|结束|停止|关闭|启动|部署|派遣|支助|年|月|日|号|届|次"
)
#: A name of nothing but these is no name: the one that is meant stands elsewhere.
_GENERIC = re.compile(
    r"^(?:联合国|国际|国家|区域|次区域|政府间|机构间|部长级|高级别|高级|不限成员名额|特设|特别|专门|常设|临时|独立|联合|全球|总部|主要|有关|相关|下设|常驻|"
    r"工作|技术|专家|咨询|科学|执行|附属|协调|管理|筹备|起草|核心|指导|监督|信息|培训|研究|名义|项目|多边|双边|公共|私营|社会|金融|政治|贸易|"
    r"立法|司法|行政|理事|决策|监管|合作|交流|互动|反馈|问责|供资|融资|预警|监测|审查|评估|报告|遵约|履约)*$"
)
#: What ends a name on the left of 和: a head noun, or a noun for States, offices and people.
_NAMED_BEFORE = re.compile(rf"(?:{_HEAD.pattern}|政府|国|组织|方|署|长|员|代表|部|司|处|局|团|组)$")
_PREFIX = re.compile(r"^(?:第\S{1,3}个|[一二三四五六七八九十两\d]+[个名])")
_LONGEST = 30
#: What follows a name that is the subject of its clause.
_SUBJECT_OF = re.compile(
    r"(?:\([^)]{1,24}\))?(?:由(?![于])|系|是|于(?=\d|[一二三])|根据|依照|依据|按照|遵照|已|将|应|须|下设|设在|位于|现有|共有|举行|召开|成立|设立|取代|接替|隶属|附属|"
    r"终止|解散|不复|并入|更名|改名|改称|被|获|第[^，。；]{1,12}号决[定议]|的(?:成员|主席|秘书处|任务|任期|职权|职能|工作|总部|第|会议|报告|决定))"
)
_OBJECT_OF = re.compile(
    r"(?:设立|成立|建立|创建|创立|组建|召集|终止|解散|撤销|裁撤|取代|接替|代替|并入|合并为|改组为|隶属于?|附属于|延长|更名为|改名为|改称为?|易名为|称为|名为|"
    r"(?<![申邀聘])请|邀请|要求|促请|敦促|授权|吁请|鼓励|责成|委托|指示|任命|指派|将|把|由|原|前|向|担任)(?:了|新的|一个|一项|其|该)*$"
    r"|(?:设立|成立|建立|创建|组建)了?(?:一个|一项)?(?:最多|至多)?(?:由|有)[^，。；]{1,40}(?:组成|参加|参与)的$"
    r"|号决[定议](?:第\d{1,3}段)?所?(?:设立|成立|建立|创建|创设)的$|(?:设立|成立|建立|创建|组建)了?(?:一个|一项)?(?:新的|常设|独立|政府间|综合){0,2}(?:总部)?(?:设在|位于|隶属于?)[^，。；]{1,16}的$"
)
_WAS_FOUNDED = re.compile(
    r"(?:\([^)]{1,24}\))?(?:成立|设立|创建)于|(?:\([^)]{1,24}\))?(?:是|系)?(?:由|根据|依照|依据|按照|遵照|经|于|在)[^，。；]{1,60}?(?:设立|成立|建立|创建)"
)
_DEFINED = re.compile(r"\((?:以下简称|下称|简称|以下称)?“?[一-鿿A-Za-z0-9·/-]{2,16}”?\)")


@dataclass(frozen=True)
class Name:
    """[start, end) of a folded text that names a body, fund or post by its form; `is_firm` where the sentence says so."""

    start: int
    end: int
    kind: str
    is_firm: bool


_ANY_TEXT = re.compile(
    r"(?:部长级|高级别|政治|成果|战略|行动|执行|中期|工作|会议|大会)+(?:宣言|声明|文件|计划|战略|方案|议程|公报)"
)
_TITLE_AT_END = re.compile(r"(?:共同主席|副主席|主席团|主席|秘书处|报告员|成员)$")


def is_generic(name: str) -> bool:
    """Whether a name is made of nothing but words that many names have: 不限成员名额特设工作组."""
    if _ANY_TEXT.fullmatch(name):
        return True
    bare = _TITLE_AT_END.sub("", name)
    head = HEAD_AT_END.search(bare)
    if head is None or not re.search(r"(?:组|委员会|理事会|工作队)$", bare):
        return bare != name and not bare
    return _GENERIC.match(bare[: head.start()]) is not None


def names(text: str, taken: tuple[tuple[int, int], ...] = (), acting: tuple[tuple[int, int], ...] = ()) -> Iterator[Name]:
    """The names in a folded text, left to right. `taken` are stretches known to name something: after one, 和 joins two
    names; else it stands within one. `acting` are those of posts, groups and States, which begin no body's name.

    >>> [t[n.start:n.end] for t in ["决定设立山区水资源委员会，"] for n in names(t)]
    ['山区水资源委员会']
    """
    ends = {end for _, end in taken}
    for match in _HEAD.finditer(text):
        end = match.end()
        if match[0].endswith("组") and re.match(r"成(?![员立])", text[end : end + 2]):
            continue  # 由专家组成
        if any(a < match.start() and end <= b for a, b in taken):
            continue  # What is known needs no form; a bare 委员会 may be the end of a longer name.
        if _HEAD.match(text, end) or re.match(r"[一-鿿]*?(?:长(?!期)|级|性|化)(?=[，。；])", text[end : end + 2]):
            continue
        start = _left(text, match.start(), ends)
        if prefix := _PREFIX.match(text[start:end]):
            start += prefix.end()
        modifier = text[start : match.start()]
        if (
            len(modifier) < 2
            or len(modifier) > _LONGEST
            or _GENERIC.match(modifier)
            or not re.search(r"[一-鿿]{2}", modifier)
            or _HEAD.fullmatch(modifier)
        ):
            continue
        before, after = text[:start], text[end:]
        opens = not before or before[-1] in "，。；：“"
        if any(a == start and b < match.start() for a, b in acting):
            continue  # 执行主任…小组: someone acts here, and the name begins further on.
        firm = bool(
            _DEFINED.match(after)
            or (opens and match[0] not in _WEAK and _SUBJECT_OF.match(after))
            or (opens and _WAS_FOUNDED.match(after))
            or (_OBJECT_OF.search(before) and not re.match(r"[一-鿿]{0,1}(?:成员名额|人员|经费)", after))
        )
        yield Name(start, end, _KIND.get(match[0], "body"), firm)


#: Treaties and the like that go by their name without title marks.
_TREATY = re.compile(r"(?:框架公约|公约|议定书|协定|宪章|宣言|行动纲领|行动议程|行动方式)(?![草案])")
_ANY_TREATY = re.compile(
    r"多边|双边|国际|区域|全球|决议|项|若干|^(?:环境|人权|联合|部长级|高级别|政治|共同|最后|合作|框架|贸易|投资|伙伴|服务|停火|和平|和解|谅解|东道国|总部|关系|法律|"
    r"主要|核心|有约束力|具有法律约束力|拟议|未来|现行|现有|缔约国|其他|涉及|确保|执行|加入|批准)*$"
)


def treaties(text: str, taken: tuple[tuple[int, int], ...] = ()) -> Iterator[Name]:
    """Treaties, declarations and programmes of action named without title marks: 巴黎协定. `taken` are stretches known to name
    something; within and right behind one nothing is found.

    >>> [t[n.start:n.end] for t in ["各国批准了卡兰议定书。"] for n in treaties(t)]
    ['卡兰议定书']
    """
    ends = {end for _, end in taken}
    for match in _TREATY.finditer(text):
        start = _left(text, match.start(), ends)
        ties = list(re.finditer(r"和(?![平解谐睦])|与|及|或", text[start : match.start()]))
        start += ties[-1].end() if ties else 0
        modifier = text[start : match.start()]
        inside = any(a < match.end() and start < b for a, b in taken)
        if (
            2 <= len(modifier) <= 16
            and not inside
            and not _ANY_TREATY.search(modifier)
            and text[match.end() : match.end() + 1] not in "》”"
        ):
            yield Name(start, match.end(), "instrument", is_firm=True)


def is_edge(text: str, at: int) -> bool:
    """Whether a name may begin at a place: at the start, behind punctuation, a function word or a verb of drafting.

    >>> is_edge("决定工作组", 2), is_edge("山水委员会", 2)
    (True, False)
    """
    return at == 0 or any(m.end() == at for m in _BOUNDARY.finditer(text, max(0, at - 6), at))


def _left(text: str, at: int, ends: set[int]) -> int:
    """Where the name begins whose head noun begins at `at`."""
    low = max(0, at - _LONGEST - 1)
    start = low
    # What follows a word tells whether it is one of drafting (协调…) or part of the name (协调委员会): no end is set.
    for boundary in _BOUNDARY.finditer(text, low):
        if boundary.start() >= at:
            break
        if boundary.end() <= at:
            start = boundary.end()
    for tie in re.finditer(r"和|与|及", text[start:at]):
        # 和 joins two names where something is named right before it, or where a head noun ends there.
        place = start + tie.start()
        if place in ends or _NAMED_BEFORE.search(text, start, place):
            start = place + 1
            return _left_after(text, start, at, ends)
    return start


def _left_after(text: str, start: int, at: int, ends: set[int]) -> int:
    rest = [m for m in re.finditer(r"和|与|及", text[start:at]) if start + m.start() in ends]
    return start + rest[-1].end() if rest else start
