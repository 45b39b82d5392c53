"""Where a fact stands, as people say it: paragraphs, documents, quotations."""

from __future__ import annotations

import re

from answers.model import Citation
from answers.phrases.texts import say

_PLACES = {
    "annex": ("附件", "annex"), "table": ("表", "table "), "fn": ("脚注", "footnote "), "summary": ("摘要", "summary"), "front": ("标题栏", "title block"),
    "heading": ("标题", "heading "), "section": ("第{}节", "section {}"), "pp": ("序言部分第{}段", "preambular paragraph {}"), "u": ("未编号段", "unnumbered paragraph"),
    "preamble": ("序言", "preamble"), "closing": ("结尾", "closing lines"), "item": ("第{}项", "item {}"),
    "article": ("第{}条", "article {}"), "chapter": ("第{}章", "chapter {}"), "principle": ("原则{}", "principle {}"),
}  # fmt: skip


def where(address: str, language: str) -> str:
    """A paragraph's address as people say it.

    >>> where("main/94/b", "en"), where("annex/annex-1/3", "zh"), where("main/table-1", "en")
    ('paragraph 94(b)', '附件1第3段', 'table 1')
    >>> where("preamble/2", "zh"), where("annex/-4", "en"), where("closing", "zh")
    ('序言第2段', 'annex, item 4', '结尾')
    >>> where("main/section I", "zh"), where("main/article 25(b)", "en"), where("main/annex II", "zh")
    ('第I节', 'article 25(b)', '附件II')
    """
    zh = language == "zh"
    parts: list[str] = []
    number = ""
    for piece in address.removeprefix("main/").split("/"):
        piece = piece.split("~")[0]
        word = re.match(
            r"(annex|table|fn|summary|front|heading|section|article|chapter|principle|preamble|closing|pp|u)[- ]?(.*)$", piece
        )
        if number:
            number += f"({piece.lstrip('-')})"
        elif piece.isdigit():
            number = piece
        elif piece.startswith("-"):
            parts.append(_PLACES["item"][0 if zh else 1].format(piece.lstrip("-")))
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


def proof(citation: Citation | None, language: str) -> str:
    """The quotation behind a fact and where it stands."""
    if citation is None:
        return ""
    if language == "zh":
        return f"依据：{source(citation, language)}：“{citation.quote}”"
    return f"{source(citation, language)}: “{citation.quote}”"
