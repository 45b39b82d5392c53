"""Forms of questions, in order: the first that fits and can be answered is taken. Words in braces are the classes of each language.

A form is a kind, patterns that all have to be found in the masked question (one that begins with `!` must not be), and the
things of which one must be named.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from answers.grammar import words_en, words_zh
from answers.model import Question

_ANY = (
    "body",
    "post",
    "group",
    "fund",
    "system",
    "instrument",
    "campaign",
    "doc",
    "decision",
    "session",
    "meeting",
    "person",
    "state",
)
_BODY = ("body", "post", "group", "fund", "system", "instrument", "campaign", "doc")
_UNIT = ("body", "post", "group", "person")
_ACT = ("decision", "instrument", "session", "meeting")
_MEET = ("session", "meeting", "body", "group")
_TEXT = ("decision", "instrument", "doc")


@dataclass(frozen=True)
class Form:
    """A way to ask. `needs` are the kinds of which one must be named (`type`: a type of bodies; `para`: a paragraph; `none`: nothing is)."""

    kind: str
    patterns: tuple[str, ...]
    needs: tuple[str, ...] = _ANY
    also: tuple[str, ...] = ()
    """Kinds of which another one must be named besides."""


def _f(kind: str, *patterns: str, needs: tuple[str, ...] = _ANY, also: tuple[str, ...] = ()) -> Form:
    return Form(kind, patterns, needs, also)


FORMS: tuple[Form, ...] = (
    _f("chain", "{chain}"),
    _f("common", r"{common}", r"{mandate}|⟨\w+⟩.{0,40}⟨\w+⟩", "!{chair}|{meet}", needs=("body", "post", "group")),
    _f("at_odds", r"{contradict}|矛盾|互相抵触|disagree", needs=("none",)),
    _f("existing", r"(?:哪些|什么|列出|有多少)|\b(?:which|what|list)\b", r"存在|有哪些|设立|\bexist(?:s|ed|ing)?\b|in existence|were there|in place", r"⟨date⟩|\d\d\d\d", needs=("none",)),
    _f("on_theme", r"{mandate}|任务|授权|\bmandates?\b|被要求|asked to do", needs=("none",)),
    _f("contradictions", r"{contradict}|\bagree(?:s)? (?:on|about|with each other)|究竟|到底(?:是|有)", needs=(*_ANY, "place")),
    _f("proposal", r"{option}", r"{fate}|地位|standing|status|谁.*(?:支持|提出|主张)|who (?:supported|proposed|suggested|backed|put forward)|come from|welcomed|\bdo with\b|concern"),
    _f("proposal", r"设想|\bidea of\b|\bsuggestion\b|\bproposal (?:for|of|to)\b|(?:谁|哪些|哪几).{0,6}(?:支持|主张|提议|倡议)(?!.*授权)"),
    _f("how_often", r"{often}", needs=("body", "session")),
    _f("lines", r"{supervise}|直接(?:对|向)|(?:对|向)(?:谁|哪).{0,6}(?:负责|汇报)|reports? (?:straight |directly |immediately )?to\b|answer(?:s|able) (?:straight |directly )?to\b|accountable to|answerable|报告(?:对象|关系)",
       r"!{mandate}.*{report}|progress report", needs=_UNIT),
    _f("report", r"{report}", r"{who}|{which}|{when}|{mandate}|{where}|route|how", r"!{cite}|{chair}|{attend}|{contradict}|{produce}|{money}"),
    _f("outcome", r"{done}|{open}", needs=("decision", "instrument", "para")),
    _f("gaps", r"{open}", r"!{create}.*{which}|{adopt}|{money}|⟨para⟩", needs=("body", "group", "post", "meeting", "campaign", "system")),
    _f("change", r"{change}|gr[oe]w\w*|\bris(?:e|en)\b|rose|增加|减少|增长|上升|下降|变化", r"{many}|by how|多少", needs=("body", "group", "fund", "post")),
    _f("extended", r"{extend}", needs=(*_BODY, "session", "meeting", "decision")),
    _f("acts_on", r"what (?:has |had )?(?:happened|become|became|came) (?:to|of)\b|后来(?:怎么样|怎样|如何|怎么了)|下场|命运|\bfate of", r"!{option}", needs=("body", "group", "system", "fund")),
    _f("exists", r"{exist}", r"⟨date⟩|{whether}", r"!into existence|come into|came into|existence to|ow(?:e|es) its", needs=_BODY),
    _f("exists", r"^(?:had|has|have|was|were|is)\b", r"⟨date⟩", r"{create}|{exist}", r"!{when}|{which}|{who}|{attend}", needs=_BODY),
    _f("exists", r"^did|(?:成立|设立|建立|创建|组建|解散|终止|撤销)了?(?:没有?|吗|与否|没)|was there|\balready (?:ha(?:ve|d)|been)\b|\bha(?:ve|d)\b.*\balready\b|(?:^|\b)(?:was|were) there still", r"⟨date⟩", r"{exist}|{create}|there|already", needs=_BODY),
    _f("renamed", r"{rename}", needs=(*_BODY, "decision")),
    _f("replaced", r"{replace}", r"!{mandate}|{attend}|{chair}", needs=(*_UNIT, "system", "instrument")),
    _f("ended", r"{end}", r"!{attend}|{money}|会议(?:结束|闭幕)|终期|\bend of\b|(?:meant|supposed|expected|due|planned) to|\bby when\b|应.{0,8}(?:完成|结束)", needs=(*_BODY, "type", "decision", "session", "meeting")),
    _f("mandates", r"{mandate}|\bto do\b|应|want", r"!{create}|{seat}.*{where}|{option}", needs=("decision", "instrument"), also=("post", "body", "group")),
    _f("changed", r"{change}", r"{act}|{which}|{what}|{when}", r"!{money}|{count}|{create}", needs=("body", "instrument", "post", "group", "doc")),
    _f("act_of", r"{act}", r"!(?:有|的)?哪些授权\W*$", r"{which}", r"{mandate}|{change}|{often}|receive|获得|改", needs=("body", "group", "instrument", "post", "fund")),
    _f("cited", r"{cite}", r"!谈到了?什么|{mandate}.*{report}", needs=_TEXT),
    _f("money", r"{money}|⟨fund⟩", r"{many}|{which}|{when}|{what}|compare|对比|比较|⟨date⟩", needs=("fund",)),
    _f("money", r"{money}", r"{many}|⟨date⟩", r"!{create}|{end}|{mandate}|{cite}|{attend}|{count}.*(?:staff|人员)", needs=("body",)),
    _f("members", r"{member}", needs=("body", "group", "post")),
    _f("participants", r"{attend}", needs=("session", "meeting", "body")),
    _f("chairs", r"{chair}", r"!{mandate}.*{report}|进展报告", needs=("session", "meeting", "body", "group", "person", "post")),
    _f("located", r"办事处|机构|部门|office|bod(?:y|ies)|units?\b|which|哪|headquarter", r"⟨place⟩", r"!{meet}|{attend}|{money}|{create}|{end}|{chair}|{mandate}|{where}", needs=("place",)),
    _f("seat", r"{seat}|cities|城市", r"!{meet}|{create}|{part}.*{which}|职能|function", needs=("body", "post", "group", "type")),
    _f("seats_of_type", r"{seat}|{where}", r"!{meet}", needs=("type",)),
    _f("parts", r"{below}|{exist}|\bhave\b|还有|下面", r"{which}|{many}|{list}|{what}|架构|structure|新设|set up", r"!{mandate}|{money}|{adopt}|{seat}|\bbelong\b|part of", needs=("body",)),
    _f("parents", r"{part}", r"!{money}|{attend}", needs=("body", "group", "post")),
    _f("services", r"{serve}", r"{who}|{which}|secretariat (?:of|to|for)", r"!{money}|{option}", needs=("body", "group")),
    _f("created", r"{create}", r"!{money}.*{many}", needs=(*_BODY, "decision", "session", "meeting")),
    _f("created", r"\brests?\b|召集|召开.*(?:依据|根据)|called for|(?:calls?|asks?|asked) for", r"{act}|who|谁|{which}", needs=("body", "group", "instrument")),
    _f("basis", r"{basis}|{produce}", r"{act}", needs=("instrument", "doc", "system")),
    _f("produced", r"{produce}", r"{who}|{which}|{what}|{when}", needs=("doc", "instrument", "system", "body", "post")),
    _f("submitted", r"{submit}", needs=("doc", "instrument", "system", "session", "meeting")),
    _f("sessions", r"{when}|{where}|dates|venue|{host}|时间|几月", r"!{mandate}|{attend}.*{many}|{many}.*{attend}", needs=("session", "meeting")),
    _f("adopted", r"{adopt}", r"{when}|{who}|{where}|{which}|{what}", r"!{mandate}|⟨para⟩|(?:by|in|with) (?:decision |resolution )?⟨decision⟩|⟨decision⟩(?:通过|核准)", needs=_TEXT),
    _f("adopted", r"{when}|哪[一]?[天日]|日期", r"!{create}|{end}|{extend}|{rename}|{report}|{mandate}|{done}|{open}|{meet}|⟨para⟩", needs=("decision",)),
    _f("endorsed", r"{endorse}", needs=("instrument", "decision", "doc", "system")),
    _f("mandates", r"{mandate}|want|\btask|被.{0,4}(?:交办|布置|指派)", needs=(*_ACT, "post", "body", "group")),
    _f("did", r"{what}|{which}|规定|内容|决定了|做了|decide|say|do\b|go through|each|^⟨decision⟩|summar\w*|gist|content|概括|要点|主要内容|about", needs=("decision", "session", "meeting")),
    _f("sessions", r"{meet}|{host}", r"{when}|{where}|{many}|{list}|dates|venue|时间|地点|(?:which|what) (?:session|meeting)|哪.{0,2}[届次]|谁(?:主办|承办|组织)|who (?:host|organi[sz])", needs=_MEET),
    _f("sessions", r"{when}|{where}|{many}|^⟨(?:session|meeting)⟩\W*$|{host}|呢", needs=("session", "meeting")),
    _f("positions", r"{post}", needs=("person", "body", "state", "post")),
    _f("seat", r"{where}", r"!{meet}", needs=("body", "post", "group")),
    _f("money", r"⟨date⟩", r"!{create}|{end}|{mandate}|{cite}|{done}|{open}", needs=("fund",)),
    _f("proposal", r"{option}", r"{who}|{whether}|{which}|{what}", r"!{create}.*(?:decision|决定|决议)|{money}|{attend}|{chair}|{done}"),
    _f("documents", r"载于|登载|收录|收在|写在|哪[份个]?文件|(?:which|what) documents? (?:contains?|holds?|sets? out|carr(?:y|ies))", r"!{report}|{submit}|{create}|{end}|{mandate}", needs=("instrument", "doc", "system", "group")),
    _f("documents", r"{about}", r"{cite}|\bdeals?\b|about|treat|discuss|cover|speak|看|讲|谈|说到|关于|论及|写到", r"!{report}.*{who}|{money}|supplement|补充|{submit}"),
    _f("mandates", r"{list}", needs=("body", "post", "group")),
    _f("acts_on", r"{act}", r"{which}", r"!⟨decision⟩", needs=_BODY),
    _f("described", r"{describe}|^⟨\w+⟩\W*$", needs=_ANY),
)  # fmt: skip
#: English words in a Chinese question.
_LATIN = re.compile(r"[a-z]{3}")
_CLASS = re.compile(r"\{(\w+)\}")
_WHAT = {"what": r"what|什么|哪|how"}


@functools.cache
def _compiled(language: str) -> tuple[tuple[Form, tuple[tuple[bool, re.Pattern[str]], ...]], ...]:
    words = {**_WHAT, **(words_zh.WORDS if language == "zh" else words_en.WORDS)}

    def filled(pattern: str) -> tuple[bool, re.Pattern[str]]:
        wanted = not pattern.startswith("!")
        text = _CLASS.sub(lambda m: _bounded(words[m[1]], language), pattern.removeprefix("!"))
        return wanted, re.compile(text)

    return tuple((form, tuple(filled(p) for p in form.patterns)) for form in FORMS)


def _bounded(pattern: str, language: str) -> str:
    """Words of English begin at a word's beginning; Chinese has none."""
    return f"(?:{pattern})" if language == "zh" or pattern.startswith("^") else rf"(?:(?<!⟨)\b(?:{pattern})(?![a-z]))"


def kinds(question: Question) -> Iterator[str]:
    """The kinds of question that this may be, likeliest first, each once."""
    told: set[str] = set()
    languages = [question.language, *(["en"] if question.language == "zh" and _LATIN.search(question.words) else [])]
    for form, patterns in [one for language in languages for one in _compiled(language)]:
        if form.kind in told or not _named(form, question):
            continue
        if all(bool(p.search(question.masked)) == wanted for wanted, p in patterns):
            told.add(form.kind)
            yield form.kind


@functools.cache
def classes_of(kind: str) -> frozenset[str]:
    """The classes of words that the forms of a kind are made of, but for those that must not be there."""
    return frozenset(
        name for form in FORMS if form.kind == kind for p in form.patterns if not p.startswith("!") for name in _CLASS.findall(p)
    )


def _named(form: Form, question: Question) -> bool:
    kinds_ = (
        {t.kind for t in question.things} | ({"type"} if question.types else set()) | ({"para"} if question.provisions else set())
    )
    if not question.things:
        kinds_.add("none")
    return bool(kinds_ & set(form.needs)) and (not form.also or bool(kinds_ & set(form.also)))
