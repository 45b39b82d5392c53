"""Which question is asked: forms of questions in both languages, tried in order over the masked question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answers.model import Question


@dataclass(frozen=True)
class Form:
    """A way to ask. `intent` names what answers it; `needs` are the kinds of which one must be named (empty: none)."""

    intent: str
    zh: str
    en: str
    needs: tuple[str, ...] = ()

    def fits(self, question: Question) -> bool:
        pattern = self.zh if question.language == "zh" else self.en
        if not pattern or not re.search(pattern, question.masked):
            return False
        return (
            not self.needs
            or any(t.kind in self.needs for t in question.things)
            or ("type" in self.needs and bool(question.types))
        )


_ANY = ("body", "post", "group", "fund", "system", "instrument", "campaign")
_ACT = ("decision", "instrument", "session", "meeting")

#: More particular forms stand before more general ones.
FORMS: tuple[Form, ...] = (
    Form("extended_by", r"(?:谁|哪|什么).*(?:任期|任务|授权).*(?:延长|展延)|⟨(?:meeting|session|decision)⟩.*延长.*(?:谁|哪|什么)",
         r"(?:whose|which|what).*(?:mandate|term).*(?:extend|prolong|renew)|what did ⟨(?:meeting|session|decision)⟩ extend", ("session", "meeting", "decision")),
    Form("ended_of_type", r"(?:哪|什么).*(?:结束|终止|解散|撤销)", r"(?:which|what).*(?:was|were|been|had).*(?:ended|terminated|dissolved|wound up|abolished|closed)", ("type",)),
    Form("seats_of_type", r"(?:在|设|位于).*(?:哪|何处|什么地方)|(?:哪里|何处|哪些城市|地点|所在地)", r"where (?:are|is|were|do)|seats? of|located", ("type",)),
    Form("what_extended", r"延长|展延", r"\bextend|prolong|renew", _ANY),
    Form("renamed", r"改名|更名|改称|名称|易名|旧名|新名|改为", r"renam|chang\w* (?:the |its )?.*name|name .*chang|new name|former name", _ANY),
    Form("replaced", r"取代|接替|代替|替代|前身|继承|后继|原来的|被什么", r"replac|succe(?:ed|ss)|took over|predecessor|came before", _ANY),
    Form("ended", r"终止|结束|解散|撤销|废止|不复存在", r"\bend(?:ed|s|ing)?\b|terminat|dissol|abolish|wound up|discontinu|cease", _ANY),
    Form("odd_years", r"奇数年|偶数年|每两年|届会.*时间|何时举行常会", r"odd[- ](?:numbered )?years?|even[- ](?:numbered )?years?|every two years|biennial", _ANY),
    Form("adopted", r"通过", r"adopt", ("instrument", "decision", "document")),
    Form("founded_when", r"(?:何时|什么时候|哪年|哪一年|哪天|何年|日期).*(?:成立|设立|建立|创建)|(?:成立|设立|建立|创建).*(?:何时|什么时候|哪年|哪一年|时间|日期)",
         r"when\b.*(?:establish|creat|found|set up|form)", _ANY),
    Form("founded_by", r"设立|成立|建立|创建|创立|组建|产生|由来|来源|怎么来", r"establish|creat|found(?:ed|ing)?\b|set(?:s)? up|set it up|bring into being|brought into being|formed", _ANY),
    Form("asked", r"请|要求|授权|责成|敦促|鼓励|让|任务|规定.*做|做什么", r"\bask|request|mandat|require|call(?:s|ed)? (?:on|upon)|invite|urge|what does .* (?:want|say)|task", _ACT),
    Form("cited_by", r"引用|提到|援引", r"\bcit(?:e|es|ed|ing)|refer(?:s|red)? to|mention", ("decision", "instrument", "document")),
    Form("mandates_of", r"任务|授权|职责|职能|被要求|请求|要.*做", r"mandate|asked to|requested to|tasks?|duties|responsib", ("body", "post", "group")),
    Form("meetings_of", r"会议|届会|举行|召开", r"session|meeting|\bmet\b|\bheld\b", ("body", "session", "meeting")),
    Form("seat", r"哪里|何处|在哪|设在|总部|所在地|地点", r"where|seat|located|headquarter|based", ("body", "post", "group")),
    Form("parents", r"隶属|属于|上级|下属|哪个机构的", r"part of|belong|report to|parent|under which|subsidiary", ("body",)),
    Form("what_is", r"是什么|什么是|介绍|是谁|简介", r"what is|what are|who is|tell me about|describe", ()),
)  # fmt: skip


def intent_of(question: Question) -> str:
    """The name of what answers the question, or the empty string."""
    return next((form.intent for form in FORMS if form.fits(question)), "")
