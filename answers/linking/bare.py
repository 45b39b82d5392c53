"""Words that name something only by what stands beside them, and words that never do."""

from __future__ import annotations

import re

#: Short forms that in a question are mostly plain words; they name something only where something tells them apart.
NOISE = frozenset(
    """主席 成员 机构 会议 该会议 与会者 代表 代表团 部长 国家 各国 政府 成员国 会员国 本次会议 本届会议 参与国 组织 联合国 报告 文件 共同主席 主持人 办事处 论坛 中心 集团 伙伴关系 战略 计划 方案 框架 公约 政策 议程 宣言 网络 平台 运动 基金 项目 倡议 机制 进程 培训 办公室 工作方案 权力 管理小组 总部
    participants members member ministers countries country governments government delegates meeting session programme organization organisation experts states parties
    system headquarters hq representatives chair co-chairs chairs office offices forum centre center capital capitals unit division board agency
    """.split()  # noqa: SIM905
) | {"united nations", "co chairs", "unep office", "unep offices", "the office", "the offices"}
#: Short forms that any of several bodies may be called by: all of them are meant, until something tells them apart.
BARE = frozenset(
    """小组 工作组 委员会 该小组 主席团 专家组 秘书处 问题管理小组 工作队 工作分组
    group committee commission secretariat bureau council
    """.split()  # noqa: SIM905
) | {"working group", "task force", "issue management group", "expert group"}
#: Units of which every body has several: one that is named beside the body is not told by that.
MANIFOLD = frozenset({"office", "offices", "unep office", "unep offices", "unit", "division", "办事处", "司", "股"})
#: What a bare word means by the custom of the United Nations, whoever else bears it.
MEANT = {"大会": "/un-ga", "assembly": "/un-ga"}
HEADS = re.compile(
    r"小组|组|委员会|办公室|办事处|司|股|论坛|大会|会议|机构|基金|公约|计划|战略|框架|议程|宣言|方案|平台|运动|政策|理事会|中心|网络|伙伴关系|进程|谈判"
    r"|\b(?:group|committee|office|division|unit|forum|assembly|council|fund|convention|plan|strategy|framework|body|board|commission|network|campaign|policy"
    r"|programme|conference|panel|agency|img|centre|process|declaration|agenda|report|working|meeting|session|partnership|team|treaty|negotiation|talk)s?\b"
)
#: Acronyms that are words: they name something in capitals only.
NO_NAME = frozenset(
    [
        "who",
        "it",
        "is",
        "un",
        "act",
        "as",
        "aim",
        "so",
        "us",
        "now",
        "all",
        "may",
        "man",
        "art",
        "one",
        "can",
        "its",
        "are",
        "or",
        "in",
        "on",
        "at",
        "ai",
        "air",
        "go",
        "ask",
        "set",
        "end",
    ]
)
