"""How the text of a decision in Chinese opens, how its clauses begin, and how it closes."""

from __future__ import annotations

import re

#: The verb that opens a clause of a decision is set apart by a space where bold type was lost.
CLAUSE = re.compile(
    r"^\s*(?:还|又|并|也|进一步)?(?:注意到|注意|考虑到|意识到|回顾|忆及|重申|认识到|铭记|欢迎|深信|关切|强调|赞赏|承认|决心|念及)\s"
)
#: The organ in whose name a decision speaks, on a line of its own.
OPENING = re.compile(r"^\s*(?:联合国)?[一-鿿/]{0,24}(?:大会|理事会|委员会|会议|论坛)[，,]\s*$")
#: A declaration speaks in the name of those present.
WE = re.compile(r"^\s*我们，")
PREAMBULAR = re.compile(
    r"^\s*(?:还|又|并|也|进一步|再次|再度|深为|深感|严重|特别|充分|满意地|赞赏地|关切地|遗憾地|感谢地|欢欣地){0,2}"
    r"(?:注意到|注意|考虑到|考虑|意识到|回顾|忆及|重申|认识到|认定|确认|承认|铭记|念及|欢迎|深信|坚信|关切|不安|震惊|强调|着重|赞赏|赞扬|感谢|表示|"
    r"谴责|决心|遵循|遵照|根据|按照|申明|肯定|相信|希望|期待|审议了|审查了|收到了|听取了|鉴于|有鉴于|为|本着|遵奉|依照|依循|感到|支持)"
)
#: A numeral on a line of its own, where a decision has several parts.
SECTION = re.compile(r"^\s*(?P<number>[一二三四五六七八九十]{1,2}|[IVX]{1,5}|[A-H])\s*$")
CLOSING = re.compile(r"^\s*(?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|第\s*\S{1,8}\s*次\s*(?:全体)?会议)\s*$")
