"""What sort of thing a question wants: a date, a place, somebody, an amount, a number, a decision, a yes or no."""

from __future__ import annotations

import functools
import re
from typing import Literal

from answers.grammar import words_en, words_zh
from answers.model import Question

Focus = Literal["when", "where", "who", "money", "share", "number", "decision", "country", "session", "names", "whether", "what"]

_EN: tuple[tuple[Focus, str], ...] = (
    ("names", r"\bnames of\b|\bby name\b|\bname (?:all|every|each)\b"),
    ("share", r"\b(?:percentage|per cent|percent|share|proportion|fraction)\b"),
    ("country", r"\b(?:which|what) (?:\w+ )?(?:countr(?:y|ies)|(?:member )?states?|governments?|nations?)\b"),
    (
        "where",
        r"\bwhere\b(?!.*\bcomes? from)|\b(?:which|what) (?:city|cities|place|places|town|location|venue|duty station)\b|^place\b|\bvenue\b|\b(?:city|location)\W*$",
    ),
    (
        "when",
        r"\bwhen\b|\b(?:which|what) (?:exact )?(?:year|date|day|month|time)\b|\bby when\b|\bdates?\b (?:of|and)|^date|\bsince what\b",
    ),
    (
        "money",
        r"\bhow much\b(?! (?:longer|more time|time|of\b))|\b(?:what|which) (?:amount|sum|budget|appropriation)\b|\bwhat did .* (?:cost|receive|approve)\b|\bcosts? (?:of|for)\b|\bhow expensive\b",
    ),
    ("number", r"\bhow many\b|\bnumber of\b|^number\b|\bhow large\b|\bheadcount\b"),
    ("decision", r"\b(?:which|what|whose|by which|under which) (?:\S+ ){0,3}?(?:decision|resolution)s?\b"),
    ("session", r"\b(?:which|what) (?:\S+ ){0,2}?(?:session|meeting)s?\b"),
    (
        "who",
        r"\b(?:who|whom|whose)\b|\b(?:which|what) (?:\w+ )?(?:body|organ|office|official|person|entity|agency|fund|committee|team)\b",
    ),
)
_ZH: tuple[tuple[Focus, str], ...] = (
    ("names", r"名单|姓名|叫什么名字|名字是|姓甚名谁|尊姓"),
    ("share", r"百分|比例|占.*(?:多少|几)|份额|几成"),
    ("country", r"哪[一些几]?个?国|何国|什么国家"),
    ("where", r"哪里|哪儿|何处|何地|在哪(?![一几]?[年天日月届次项段份个家句])|什么地方|哪[个座些](?:城市|地方|地点)|地点"),
    ("when", r"何时|什么时候|什么时间|哪一?年|哪一?几?天|几点|哪一?日|何年|何日|几月|几日|几号|日期|哪一?个?月|时间|哪天"),
    (
        "money",
        r"(?:费用|花费|成本)(?:是|有)?多少|花了?多少|多少(?:钱|资金|美元|拨款|经费|捐款|预算)|预算.*(?:多少|几)|(?:核准|收到|拨款|批款|捐).*多少(?!.{0,4}(?:国家|政府|意见|请求|答复|个|份|条|人|名))|多少(?!.{0,4}(?:国家|政府|意见|请求|答复|个|份|条|人|名)).*(?:核准|收到)",
    ),
    ("number", r"多少|(?<![第哪])几[个次名位项届国人处条家份]|人数|数量"),
    ("decision", r"哪一?[项个份号]?(?:决定|决议)|什么(?:决定|决议)|何(?:决定|决议)|哪些(?:决定|决议)"),
    ("session", r"哪一?几?[届次](?:\S{0,6}?会)?|第几[届次]|哪个(?:会议|届会)|什么会议"),
    ("who", r"谁|何人|哪[个位些家](?:人|机构|组织|部门|国家|政府|委员会|基金|办公室|单位)?|哪[个些一](?:委员会|基金)"),
)
_COUNTED = ("when", "where", "share", "country", "decision")


@functools.cache
def _compiled(language: str) -> tuple[tuple[Focus, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in (_ZH if language == "zh" else _EN))


def focus_of(question: Question) -> Focus:
    """The sort of thing that is asked for; `whether` for a yes or no, `what` for anything else."""
    for name, pattern in _compiled(question.language):
        if pattern.search(question.masked):
            return name
    return "whether" if is_whether(question) else "what"


def foci(question: Question) -> tuple[Focus, ...]:
    """Everything that is asked for at once: where and when go together, and count as one."""
    found = [name for name, pattern in _compiled(question.language) if pattern.search(question.masked)]
    together = [
        "when" if name == "where" else "who" if name in ("country", "decision") and "who" in found else name for name in found
    ]
    several = len(
        re.findall(
            r"谁|什么|哪|几|多少|何" if question.language == "zh" else r"\b(?:who|whom|what|which|when|where|how)\b",
            question.masked,
        )
    )
    told = tuple(dict.fromkeys(together))
    if len(told) == 1 and len(found) > 1:
        return told
    if (
        several > 1
        and len(told) == 1
        and re.search(
            r",? and (?:\w+ )?(?:who|whom|what|which|when|where|how)|[,,].{0,8}(?:谁|什么|哪|几|多少|何)", question.masked
        )
    ):
        return (*told, told[0])
    return told if several > 1 and {"money", "number"} != set(told) else told[:1]


def wants_day(question: Question) -> bool:
    """Whether nothing less than a day would answer."""
    return bool(
        re.search(
            r"几日|几号|哪一?天|哪一?日|何日|\b(?:on )?(?:what|which) (?:exact )?(?:day|date)\b|exact date", question.masked
        )
    )


def wanted_precision(question: Question) -> int:
    """How long an ISO date has to be to answer: 10 where a day is asked for, 7 where a month is, else 4."""
    if wants_day(question):
        return 10
    month = re.search(r"几月|哪一?个?月|何月|年月|\b(?:which|what) month\b|month and year", question.masked)
    return 7 if month else 4


def is_whether(question: Question) -> bool:
    """Whether a yes or no is wanted."""
    words = words_zh.WORDS if question.language == "zh" else words_en.WORDS
    return bool(re.search(words["whether"], question.masked))
