"""Coreference within a document: 该小组, 同一决议, 本报告, and provisions whose act was named before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity
from ingest.recognise import forms_zh as forms
from ingest.recognise.candidates import Candidate, with_quotes
from ingest.recognise.memory import Memory, paragraph_of


def pointers(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """该小组, 同一决议, 本报告: the demonstrative and its noun, as what they point to."""
    for match in forms.POINTER.finditer(text):
        entity = _pointed(match, text, base, memory)
        if entity:
            yield Candidate(match.start(), match.end(), entity, 1, by_form=True)


#: What a head noun can mean; any other means a body.
_KINDS_OF_HEAD: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("报告", "文件", "手册"), ("document",)),
    **dict.fromkeys(("公约", "议定书", "协定", "宣言", "计划", "战略", "框架", "方案"), ("instrument",)),
    **dict.fromkeys(("政策", "议程", "进程", "倡议"), ("instrument",)),
    "会议": ("session", "meeting"), "届会": ("session",), "运动": ("campaign",), "数据库": ("system",), "基金": ("fund",),
    "平台": ("system", "body"), "决定": ("decision",), "决议": ("decision",),
}  # fmt: skip


def _pointed(match: re.Match[str], text: str, base: list[Candidate], memory: Memory) -> Entity | None:
    head, how = match["head"] or match["bare"], match["how"]
    before = [c.entity for c in base if c.end <= match.start()]
    if head in ("报告", "文件", "说明") and how == "本":
        return memory.document
    if head in ("决定", "决议") and how == "本" and memory.act is not None:
        return memory.act
    if head in ("决定", "决议"):
        fits = [e for e in before if e.kind == "decision"]
        return fits[-1] if fits else memory.last(("decision",))
    kinds = _KINDS_OF_HEAD.get(head, ("body",))
    if head in ("会议", "届会") and how == "本":
        return memory.meeting_spoken_of()
    for entity in reversed(before):
        if entity.kind in kinds and (any(n.endswith(head) for n, _ in entity.labels) or head in ("报告", "文件", "会议", "届会")):
            return entity
    if head in ("报告", "文件"):
        return None
    return memory.last(kinds, head, 400 if head in ("会议", "届会") else 60)


def with_provision(text: str, candidate: Candidate) -> Candidate:
    """An act with the provision that is named right behind it: 《…宣言》原则10, 成果文件第88段."""
    if candidate.entity.kind not in ("decision", "instrument") or candidate.provision:
        return candidate
    start, end = with_quotes(text, candidate)
    told = forms.provision_at(text, end)
    if told is None:
        return candidate
    return Candidate(start, told[1], candidate.entity, candidate.rank, told[0], candidate.by_form)


def bare_provisions(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """第88段(a)分段 alone: of the act of which this paragraph was last cited."""
    for match in forms.PROVISION.finditer(text):
        if any(c.start < match.end() and match.start() < c.end for c in base):
            continue
        if re.search(r"(?:以上|以下|上文|下文|本)$", text[: match.start()]):
            continue
        told = forms.provision(match)
        entity = memory.provisions.get(paragraph_of(told))
        if entity and not re.match(r"section|chapter|article", told):
            yield Candidate(match.start(), match.end(), entity, 1, told, by_form=True)
