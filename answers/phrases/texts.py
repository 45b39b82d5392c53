"""The sentences of answers, with slots, in both languages."""

from __future__ import annotations

import re
from typing import Final

_TEXTS: Final[dict[str, dict[str, str]]] = {
    # ---- beginnings
    "founded": {"zh": "{thing}由{act}设立{on}。", "en": "{act} established {thing}{on}."},
    "founded_no_act": {"zh": "{thing}成立于{date}。", "en": "{thing} was established {on}."},
    "founded_as": {
        "zh": "文件没有说{thing}本身由何设立；它是{before}更名而来：{renaming}",
        "en": "The documents do not say what established {thing} as such; it is {before} under a new name: {renaming}",
    },
    "founded_only_when": {
        "zh": "文件没有说由哪项决定设立{thing}，只说它成立于{date}。",
        "en": "The documents do not say which decision established {thing}; they only say that it was established {on}.",
    },
    "founded_by_body": {
        "zh": "文件没有说由哪项决定设立{thing}，只说由{act}设立{on}。",
        "en": "The documents do not say which decision established {thing}; they only say that {act} did{on}.",
    },
    "requested": {"zh": "{act}请求或建议设立{thing}{on}，文件没有说它已设立。", "en": "{act} asked for {thing} to be set up{on}; the documents do not say that it was."},
    "convened": {"zh": "{act}请求召集{thing}{on}。", "en": "{act} asked for {thing} to be convened{on}."},
    "proposed": {
        "zh": "文件只记载有人提议或支持设立{thing}，没有说由何设立。",
        "en": "The documents only tell that {thing} was proposed or supported; they do not say what established it.",
    },
    "only_option": {"zh": "{thing}只是{act}列出的一个备选方案（option），文件没有说它已设立。", "en": "{thing} is only an option that {act} listed; the documents do not say that it was set up."},
    "only_supported": {
        "zh": "{act}只是支持关于{thing}的提议，没有设立它。",
        "en": "{act} only supported the proposal of {thing}; it did not establish it.",
    },
    "only_welcomed": {"zh": "{act}只是欢迎关于{thing}的提议，没有设立它。", "en": "{act} only welcomed the proposal of {thing}; it did not establish it."},
    "unknown_founding": {"zh": "文件没有说{thing}由何设立。", "en": "The documents do not say what established {thing}."},
    "unknown_founding_date": {"zh": "文件没有说{thing}何时设立。", "en": "The documents do not say when {thing} was established."},
    "register": {
        "zh": "登记册记载（非在此读到）：{thing}由{act}设立{on}，见{source}。",
        "en": "Register, not read here: {thing} was established by {act}{on} ({source}).",
    },
    "created_nothing": {"zh": "文件没有说{act}设立过什么。", "en": "The documents do not say that {act} established anything."},
    "yes": {"zh": "是。{text}", "en": "Yes. {text}"},
    "no": {"zh": "不是。{text}", "en": "No. {text}"},
    "exists_yes": {"zh": "{date}{thing}存在：{why}", "en": "Yes, {thing} existed{on}: {why}"},
    "exists_not_yet": {"zh": "{date}{thing}尚未成立：{why}", "en": "No, {thing} did not exist yet{on}: {why}"},
    "exists_no_longer": {"zh": "{date}{thing}已不存在（已终止）：{why}", "en": "No, {thing} no longer existed{on}; it had ended: {why}"},
    "exists_unsaid": {"zh": "文件没有说{date}{thing}是否存在。", "en": "The documents do not say whether {thing} existed{on}."},
    "existing": {"zh": "截至{date}，文件载明已设立而尚未终止的有{n}个：{names}。", "en": "By what the documents tell, {n} had been set up and not ended {on}: {names}."},
    "on_theme": {"zh": "文件载有这方面的{n}项授权。", "en": "The documents hold {n} mandates on this."},
    "at_odds": {"zh": "文件有{n}处相互矛盾：", "en": "The documents disagree in {n} places:"},
    "named_then": {"zh": "{date}名为{name}。{why}", "en": "{On} it was called {name}. {why}"},
    # ---- changes
    "renamed": {"zh": "{act}将“{old}”更名为“{new}”{on}。", "en": "{act} changed the name from “{old}” to “{new}”{on}."},
    "not_renamed": {"zh": "文件没有说{thing}改过名称。", "en": "The documents do not say that {thing} was renamed."},
    "ended": {"zh": "{act}终止了{thing}{on}。", "en": "{act} ended {thing}{on}."},
    "ended_paragraph": {"zh": "{act}终止了{thing}{on}（第{provision}段）。", "en": "{act}, paragraph {provision}, ended {thing}{on}."},
    "not_ended": {"zh": "文件没有说{thing}已终止。", "en": "The documents do not say that {thing} was ended."},
    "extended": {"zh": "{act}延长了{thing}的任期{by}{on}。", "en": "{act} extended the mandate of {thing}{by}{on}."},
    "not_extended": {"zh": "文件没有说{thing}的任期得到延长。", "en": "The documents do not say that the mandate of {thing} was extended."},
    "proposed_extension": {"zh": "{act}只是提议延长{thing}的任期，文件没有说已延长。", "en": "{act} only proposed to extend the mandate of {thing}; the documents do not say that it happened."},
    "succeeds": {"zh": "{act}取代了{thing}。", "en": "{act} replaced {thing}."},
    "not_replaced": {"zh": "文件没有说{thing}被取代或取代了什么。", "en": "The documents do not say that {thing} was replaced, or that it replaced anything."},
    "changed": {"zh": "{act}改变了{thing}{on}：{what}。", "en": "{act} changed {thing}{on}: {what}."},
    # ---- places, structure
    "seat": {"zh": "{act}在{thing}", "en": "{act}: {thing}"},
    "parent": {"zh": "{act}隶属{thing}。", "en": "{act} is part of {thing}."},
    "parts": {"zh": "{thing}之下有：{list}。", "en": "Under {thing}: {list}."},
    "parts_on": {"zh": "{date}{thing}之下有：{list}。", "en": "Under {thing} {on}: {list}."},
    "reports_to": {"zh": "{act}向{thing}负责。", "en": "{act} reports to {thing}."},
    "supervises": {"zh": "{act}监督和管理{thing}。", "en": "{act} supervises {thing}."},
    "services": {"zh": "{act}为{thing}提供服务或支助。", "en": "{act} services or supports {thing}."},
    "member": {"zh": "{act}是{thing}的成员。", "en": "{act} is a member of {thing}."},
    "chain": {"zh": "授权链：{list}。", "en": "Chain of authority: {list}."},
    # ---- meetings and people
    "held": {"zh": "{act}举行{thing}{on}{where}。", "en": "{act} held {thing}{on}{where}."},
    "hosted": {"zh": "{act}{role}{thing}。", "en": "{act} {role} {thing}."},
    "met_times": {"zh": "文件记载{thing}举行过{n}次会议。", "en": "The documents tell of {n} meetings of {thing} ({words})."},
    "no_such_session": {
        "zh": "文件没有提到{thing}的第{n}次会议；所记载的是{m}次：{list}。",
        "en": "The documents do not tell of meeting {n} of {thing}; they tell of {m} ({words}): {list}.",
    },
    "chaired": {"zh": "{act}担任{thing}的{role}。", "en": "{act}: {role} of {thing}."},
    "position": {"zh": "{act}：{role}（{thing}）。", "en": "{act}: {role} ({thing})."},
    "took_part": {"zh": "参加{thing}的有：{list}。", "en": "Took part in {thing}: {list}."},
    "took_part_one": {"zh": "是，{act}参加了{thing}。", "en": "Yes, {act} took part in {thing}."},
    "every_two_years": {"zh": "{act}：{action}。", "en": "{act}: {action}."},
    # ---- texts and mandates
    "adopted": {"zh": "{act}通过了{thing}{where}{on}。", "en": "{act} adopted {thing}{where}{on}."},
    "dated": {"zh": "{thing}的日期：{date}。", "en": "{thing} is dated {date}."},
    "endorsed": {"zh": "{act}核可或重申了{thing}{on}。", "en": "{act} endorsed or reaffirmed {thing}{on}."},
    "produced": {"zh": "{act}编写或发布了{thing}{on}。", "en": "{act} produced {thing}{on}."},
    "submitted": {"zh": "{act}提交给{thing}。", "en": "{act} was submitted to {thing}."},
    "prepared_under": {"zh": "{act}根据{thing}编写。", "en": "{act} was prepared under {thing}."},
    "asks": {"zh": "{act}{verb}{thing}：{action}。", "en": "{act} {verb} {thing}: “{action}”."},
    "mandates_head": {"zh": "文件载有致{thing}的{n}项授权。", "en": "The documents hold {n} mandates for {thing}."},
    "cited": {"zh": "{thing}在{n}处被引用：{places}。", "en": "{thing} is cited in {n} places: {places}."},
    "not_cited": {"zh": "{act}没有提到{thing}。", "en": "{act} does not mention {thing}."},
    "cites": {"zh": "{thing}引用了：{list}。", "en": "{thing} cites: {list}."},
    "documents": {"zh": "谈到{thing}的文件：{list}。", "en": "Documents that speak of {thing}: {list}."},
    "did": {"zh": "{act}：{what}", "en": "{act}: {what}"},
    "no_paragraph": {"zh": "文件没有说{act}第{n}段的内容。", "en": "The documents do not tell what paragraph {n} of {act} says."},
    "common": {"zh": "{one}与{other}共同的任务：", "en": "Mandates that {one} and {other} share: "},
    "no_common": {"zh": "文件没有说{one}与{other}有共同的任务。", "en": "The documents tell of no mandate that {one} and {other} share."},
    "unknown_act": {"zh": "文件没有提到第{number}号决定或决议。", "en": "The documents do not speak of a decision or resolution {number}."},
    # ---- numbers
    "amount": {"zh": "{fund}{period}{measure}：{amount}", "en": "{fund}, {period}, {measure}: {amount}"},
    "difference": {"zh": "相差{amount}（{percent}%）。", "en": "Difference: {amount} ({percent}%)."},
    "ratio": {"zh": "占{percent}%。", "en": "That is {percent}%."},
    "no_amount": {"zh": "文件没有给出{fund}{period}的这一数额。", "en": "The documents do not give that amount of {fund} for {period}."},
    "counted": {"zh": "{thing}：{measure} {value}{as_of}", "en": "{thing}: {measure} {value}{as_of}"},
    # ---- outcomes
    "done": {"zh": "已做：{what}", "en": "Done: {what}"},
    "asked_for": {"zh": "要求：{what}", "en": "Asked: {what}"},
    "lacking": {"zh": "尚缺：{what}", "en": "Lacking: {what}"},
    "proposal": {"zh": "{act}{standing}：{what}。文件没有说它后来得到落实。", "en": "{act} {standing}: “{what}”. The documents do not say that it was carried out."},
    # ---- reading
    "passage": {"zh": "{source}写道：“{quote}”", "en": "{source} reads: “{quote}”"},
    "disagree": {"zh": "文件说法不一：", "en": "The documents disagree: "},
    "agree": {"zh": "没有发现说法不一之处。", "en": "No contradiction was found."},
    # ---- what cannot be answered
    "they_say": {"zh": "文件说到的是：{facts}。", "en": "What they do say: {facts}."},
    "not_why": {"zh": "文件没有说明理由。", "en": "The documents do not say why."},
    "is": {"zh": "{thing}（{other}）：{kind}。", "en": "{thing} ({other}): {kind}."},
    "unknown": {"zh": "文件没有说。", "en": "The documents do not say."},
    "unheard": {"zh": "文件没有提到{thing}。", "en": "The documents do not mention {thing}."},
    "not_there": {"zh": "{on}{thing}还不存在或已不存在。", "en": "{thing} was not there {on}."},
    "unknown_about": {"zh": "关于{thing}，文件没有说这一点。", "en": "The documents do not say this of {thing}."},
    "no_thing": {
        "zh": "问题里没有认出机构、决定或文书的名称。请写出全称、简称或编号。",
        "en": "No name of a body, decision or text was recognised in the question. Give a full name, an acronym or a number.",
    },
    "no_form": {"zh": "没有看懂想问什么。可以这样问：", "en": "The question was not understood. You can ask, for example:"},
    "which": {"zh": "“{called}”可能指：", "en": "“{called}” can mean: "},
    "took_as": {"zh": "（“{called}”理解为{thing}。）", "en": "(“{called}” taken as {thing}.)"},
    "digest": {"zh": "（据{label}的摘编，非正式文本）", "en": " (digest of {label}, not the official text)"},
    "no_graph": {"zh": "还没有图谱。", "en": "There is no graph yet."},
    # ---- how sure
    "why_sure": {"zh": "确定：所问事物按其名称认出，{n}处段落直接写明。", "en": "Sure: the thing was named as it is called, and {n} paragraphs say so."},
    "why_sure_one": {"zh": "确定：所问事物按其名称认出，1处段落直接写明。", "en": "Sure: the thing was named as it is called, and one paragraph says so."},
    "why_guessed": {"zh": "不完全确定：“{called}”是按近似名称认出的。", "en": "Not quite sure: “{called}” was recognised by likeness."},
    "why_rivals": {"zh": "不完全确定：“{called}”也可能指别的事物。", "en": "Not quite sure: “{called}” may mean something else too."},
    "why_words": {"zh": "不完全确定：问题中这些词没有用上：{words}。", "en": "Not quite sure: these words of the question were not made use of: {words}."},
    "why_read": {"zh": "不完全确定：答案取自最相近的段落，不是读出的事实。", "en": "Not quite sure: the answer is the nearest passage, not a fact that was read."},
    "why_contradict": {"zh": "不完全确定：文件说法不一。", "en": "Not quite sure: the documents disagree."},
    "why_weak": {"zh": "不完全确定：所依据的陈述是间接读出的。", "en": "Not quite sure: the statement behind it was read indirectly."},
    "why_slots": {"zh": "不完全确定：问题中的条件没有全部用上。", "en": "Not quite sure: not every condition of the question was made use of."},
    "why_unknown": {"zh": "查过相关陈述，文件没有写明。", "en": "The statements of this kind were looked up; none says it."},
}  # fmt: skip
_VERBS: Final = {
    "request": ("请", "requests"), "urge": ("敦促", "urges"), "invite": ("邀请", "invites"), "authorize": ("授权", "authorizes"),
    "encourage": ("鼓励", "encourages"), "recommend": ("建议", "recommends to"), "decide": ("为以下方作出决定：", "decides for"),
    "shall": ("要求", "requires of"), "should": ("规定应由以下方办理：", "lays down for"),
}  # fmt: skip


#: One of what a sentence speaks of in the plural.
_ONE = re.compile(r"\b1 (paragraph|place|meeting|mandate)s\b( say\b)?")


def say(form: str, language: str, /, **slots: object) -> str:
    """A sentence of the table with its slots filled. Raises KeyError where there is none of that name.

    >>> say("why_sure", "en", n=1)
    'Sure: the thing was named as it is called, and 1 paragraph says so.'
    """
    told = _TEXTS[form][language].format(**slots)
    return _ONE.sub(lambda m: f"1 {m[1]}{' says' if m[2] else ''}", told) if language == "en" and slots.get("n") == 1 else told


def verb(modality: str, language: str) -> str:
    """How a modality is said of an act."""
    return _VERBS.get(modality, _VERBS["request"])[0 if language == "zh" else 1]
