"""How answers are worded, in both languages. Everything that a user reads from `ask` stands here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.facts import Fact
from answers.model import Citation

_TEXTS: dict[str, dict[str, str]] = {
    "founded": {"zh": "{thing}由{act}设立{on}。", "en": "{act} established {thing}{on}."},
    "founded_no_act": {"zh": "{thing}成立于{date}。", "en": "{thing} was established {on}."},
    "founded_as": {
        "zh": "文件没有说{thing}本身由何设立；它是{before}更名而来：{renaming}。",
        "en": "The documents do not say what established {thing} as such; it is {before} under a new name: {renaming}.",
    },
    "requested": {"zh": "{act}请求或建议设立{thing}，文件没有说它已设立。", "en": "{act} asked for {thing} to be established; the documents do not say that it was."},
    "proposed": {
        "zh": "文件只记载有人提议或支持设立{thing}，没有说由何设立。",
        "en": "The documents only tell that {thing} was proposed or supported; they do not say what established it.",
    },
    "unknown_founding": {"zh": "文件没有说{thing}由何设立。", "en": "The documents do not say what established {thing}."},
    "they_say": {"zh": "文件说到的是：{facts}。", "en": "What they do say: {facts}."},
    "register": {
        "zh": "登记册记载（非在此读到）：{thing}由{act}设立{on}，见{source}。",
        "en": "Register, not read here: {thing} was established by {act}{on} ({source}).",
    },
    "renamed": {"zh": "{act}将“{old}”更名为“{new}”{on}。", "en": "{act} changed the name from “{old}” to “{new}”{on}."},
    "ended": {"zh": "{act}终止了{thing}{on}。", "en": "{act} ended {thing}{on}."},
    "ended_paragraph": {"zh": "{act}终止了{thing}{on}（第{provision}段）。", "en": "{act}, paragraph {provision}, ended {thing}{on}."},
    "extended": {"zh": "{act}延长了{thing}的任期{by}。", "en": "{act} extended the mandate of {thing}{by}."},
    "succeeds": {"zh": "{act}取代了{thing}。", "en": "{act} replaced {thing}."},
    "seat": {"zh": "{act}在{thing}", "en": "{act}: {thing}"},
    "parent": {"zh": "{act}隶属{thing}。", "en": "{act} is part of {thing}."},
    "adopted": {"zh": "{act}通过了{thing}{where}{on}。", "en": "{act} adopted {thing}{where}{on}."},
    "asks": {"zh": "{act}{verb}{thing}：{action}。", "en": "{act} {verb} {thing}: “{action}”."},
    "asks_head": {"zh": "{act}对{thing}共有{n}项要求：", "en": "{act} asks {n} things of {thing}: "},
    "held": {"zh": "{act}举行{thing}{on}{where}。", "en": "{act} held {thing}{on}{where}."},
    "cited": {"zh": "{thing}在{n}处被引用。", "en": "{thing} is cited in {n} places."},
    "is": {"zh": "{thing}（{other}）：{kind}。", "en": "{thing} ({other}): {kind}."},
    "unknown": {"zh": "文件没有说。", "en": "The documents do not say."},
    "unknown_about": {"zh": "关于{thing}，文件没有说这一点。", "en": "The documents do not say this of {thing}."},
    "no_thing": {
        "zh": "问题里没有认出机构、决定或文书的名称。请写出全称、简称或编号。",
        "en": "No name of a body, decision or text was recognised in the question. Give a full name, an acronym or a number.",
    },
    "no_form": {"zh": "没有看懂想问什么。可以这样问：", "en": "The question was not understood. You can ask, for example:"},
    "which": {"zh": "“{called}”可能指：", "en": "“{called}” can mean: "},
    "digest": {"zh": "（据{label}的摘编，非正式文本）", "en": " (digest of {label}, not the official text)"},
    "contradict": {"zh": "文件说法不一：", "en": "The documents disagree: "},
    "no_graph": {"zh": "还没有图谱。", "en": "There is no graph yet."},
}  # fmt: skip
_VERBS = {
    "request": ("请", "requests"), "urge": ("敦促", "urges"), "invite": ("邀请", "invites"), "authorize": ("授权", "authorizes"),
    "encourage": ("鼓励", "encourages"), "recommend": ("建议", "recommends to"), "decide": ("为以下方作出决定：", "decides for"),
    "shall": ("要求", "requires of"), "should": ("规定应由以下方办理：", "lays down for"),
}  # fmt: skip
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def say(name: str, language: str, **slots: object) -> str:
    return _TEXTS[name][language].format(**slots)


def verb(modality: str, language: str) -> str:
    return _VERBS.get(modality, _VERBS["request"])[0 if language == "zh" else 1]


def day(date: str, language: str) -> str:
    """An ISO date as people write it; an empty string stays empty."""
    pieces = date.split("-")
    if not pieces[0]:
        return ""
    if language == "zh":
        return "".join(f"{int(p)}{unit}" for p, unit in zip(pieces, "年月日", strict=False))
    month = _MONTHS[int(pieces[1]) - 1] if len(pieces) > 1 else ""
    return " ".join([*([str(int(pieces[2]))] if len(pieces) > 2 else []), *([month] if month else []), pieces[0]])


def on(date: str, language: str) -> str:
    """The date as a tail of a sentence."""
    if not date:
        return ""
    if language == "zh":
        return f"（{day(date, language)}）"
    return f" on {day(date, language)}" if len(date) == 10 else f" in {day(date, language)}"


def joined(items: Sequence[str], language: str) -> str:
    """A list in words."""
    if language == "zh":
        return "、".join(items[:-1]) + ("和" if len(items) > 1 else "") + items[-1] if items else ""
    return ", ".join(items[:-1]) + (" and " if len(items) > 1 else "") + items[-1] if items else ""


_PLACES = {
    "annex": ("附件", "annex"), "table": ("表", "table "), "fn": ("脚注", "footnote "), "summary": ("摘要", "summary"), "front": ("标题栏", "title block"),
    "heading": ("标题", "heading "), "section": ("第{}节", "section {}"), "pp": ("序言部分第{}段", "preambular paragraph {}"), "u": ("未编号段", "unnumbered paragraph"),
}  # fmt: skip


def where(address: str, language: str) -> str:
    """A paragraph's address as people say it.

    >>> where("main/94/b", "en"), where("annex/annex-1/3", "zh"), where("main/table-1", "en")
    ('paragraph 94(b)', '附件1第3段', 'table 1')
    """
    zh = language == "zh"
    parts: list[str] = []
    number = ""
    for piece in address.removeprefix("main/").split("/"):
        piece = piece.split("~")[0]
        word = re.match(r"(annex|table|fn|summary|front|heading|section|pp|u)-?(.*)$", piece)
        if number:
            number += f"({piece.lstrip('-')})"
        elif piece.isdigit():
            number = piece
        elif word:
            name = _PLACES[word[1]][0 if zh else 1]
            label = (
                name.format(word[2])
                if "{}" in name
                else name + (" " if word[1] == "annex" and word[2] and not zh else "") + word[2]
            )
            if word[1] == "annex" and word[2] and parts and parts[-1] == _PLACES["annex"][0 if zh else 1]:
                parts[-1] = label
            elif word[1] != "u" or not parts:
                parts.append(label.strip())
        else:
            parts.append(piece)
    if number:
        parts.append(f"第{number}段" if zh else f"paragraph {number}")
    return ("" if zh else ", ").join(parts)


def source(citation: Citation | None, language: str) -> str:
    """Where it stands: document and paragraph, with a word where it is a digest."""
    if citation is None:
        return ""
    place = where(citation.paragraph, language)
    label = citation.label if citation.label.isascii() else f"《{citation.label}》" if language == "zh" else f"“{citation.label}”"
    told = f"{label}{'' if label.endswith('》') else ' '}{place}" if language == "zh" else f"{label}, {place}"
    return told + (say("digest", language, label=citation.label) if citation.digest else "")


def proof(fact: Fact, language: str) -> str:
    """The quotation behind a fact and where it stands."""
    if fact.citation is None:
        return ""
    if language == "zh":
        return f"依据：{source(fact.citation, language)}：“{fact.citation.quote}”"
    return f" {source(fact.citation, language)}: “{fact.citation.quote}”"
