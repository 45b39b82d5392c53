"""Further questions, about the thing that was asked for."""

from __future__ import annotations

from answers.inquiry import Inquiry
from answers.model import Answer

_FURTHER = {
    "body": {
        "created": ("{thing}由哪项决定设立？", "Which decision created {thing}?"), "ended": ("{thing}何时终止？", "When did {thing} end?"),
        "mandates": ("{thing}有哪些授权？", "What is {thing} mandated to do?"), "sessions": ("{thing}举行过哪些会议？", "When and where did {thing} meet?"),
        "parts": ("{thing}下设哪些机构？", "What stands under {thing}?"),
    },
    "decision": {
        "did": ("{thing}决定了什么？", "What did {thing} decide?"), "cited": ("哪些文件引用了{thing}？", "Which documents cite {thing}?"),
        "adopted": ("{thing}何时通过？", "When was {thing} adopted?"), "outcome": ("{thing}的执行情况如何？", "What was done about {thing}, and what is lacking?"),
    },
    "instrument": {
        "adopted": ("{thing}由谁通过？", "Who adopted {thing}?"), "cited": ("哪些文件引用了{thing}？", "Which documents cite {thing}?"),
        "outcome": ("{thing}的执行情况如何？", "What was done about {thing}, and what is lacking?"),
    },
    "session": {"chairs": ("谁主持{thing}？", "Who chaired {thing}?"), "participants": ("谁参加了{thing}？", "Who took part in {thing}?")},
    "meeting": {"chairs": ("谁主持{thing}？", "Who chaired {thing}?"), "participants": ("谁参加了{thing}？", "Who took part in {thing}?")},
}  # fmt: skip


def further(ask: Inquiry, answer: Answer, most: int = 3) -> tuple[str, ...]:
    """Up to three questions that the graph understands about the first thing named, but for the one just asked."""
    thing = next((t for t in ask.question.things if t.kind in _FURTHER), None)
    if thing is None:
        return ()
    told = [texts[0 if ask.language == "zh" else 1] for kind, texts in _FURTHER[thing.kind].items() if kind != answer.kind]
    return tuple(text.format(thing=ask.name(thing.iri)) for text in told[:most])
