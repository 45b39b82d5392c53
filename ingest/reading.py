"""One document read from top to bottom: each paragraph is recognised, then related, so that what it defines is known below."""

from __future__ import annotations

import re

from graph.names import key
from ingest.lexicon import Lexicon
from ingest.model import Claim, Document, Entity, Mention, Paragraph, Reading, Sentence
from ingest.recognise import zh as recognise_zh
from ingest.relate import zh as relate_zh
from ingest.relate.engine import Relater
from ingest.relate.masthead import masthead_claims
from ingest.relate.zh import tables

#: Classes of acts whose own text lays down duties; a list of options or a summary does not.
_BINDING = {"Plan", "Strategy", "Agreement", "Declaration", "Decision", "Resolution"}
#: A line that says what an annex further on holds.
_LISTS_ANNEX = re.compile(r"附件\s?[0-9一二三四五六七八九十]*\s?[：:]\s?\S")
_BINDING_TITLE = re.compile(r"(?:计划|战略|公约|议定书|宣言|决定|决议|议事规则)$")


def read(document: Document, lexicon: Lexicon) -> Reading:
    """Everything that is understood of a document in Chinese."""
    recogniser = recognise_zh.Recogniser(document, lexicon)
    acts: dict[str, Entity] = {}
    memory = recogniser.memory
    if document.masthead.is_resolution:
        own = memory.act or memory.document
        if own is not None:
            acts["main"] = acts["preamble"] = own
    relater = Relater(document, memory, relate_zh.GRAMMAR, acts)
    sentences: list[Sentence] = []
    claims: list[Claim] = []
    implemented: dict[str, Mention] = {}
    for paragraph in document.paragraphs:
        told = recogniser.read(paragraph)
        if paragraph.kind == "heading":
            _note_act(paragraph, told, lexicon, acts)
            if act := _implemented(told):
                implemented[key(paragraph.text)] = act
            continue
        relater.implementing = next((a for h in reversed(paragraph.heading_path) if (a := implemented.get(key(h)))), None)
        sentences.extend(told)
        claims.extend(relater.read(told))
        if paragraph.kind == "front":
            claims.extend(masthead_claims(document, told, memory))
        if paragraph.kind == "table":
            claims.extend(tables.money_claims(paragraph, memory))
    return Reading(document, tuple(sentences), tuple(claims), memory.act)


_IMPLEMENTING = re.compile(r"(?:执行|落实|实施)[^，。；]{0,8}$")
_IMPLEMENTED = re.compile(r"的?(?:执行|落实|实施)(?:情况|进展)?")


def _implemented(heading: list[Sentence]) -> Mention | None:
    """The act of which a heading says that the section is about its implementation."""
    for sentence in heading:
        text = sentence.paragraph.span.folded
        for mention in sentence.mentions:
            told = _IMPLEMENTING.search(text[: mention.start]) or _IMPLEMENTED.match(text, mention.end)
            if mention.kind in ("decision", "instrument") and told:
                return mention
    return None


def _note_act(heading: Paragraph, sentences: list[Sentence], lexicon: Lexicon, acts: dict[str, Entity]) -> None:
    """A part that is headed by the name of a decision or plan is that act's own text."""
    part, _, rest = heading.address.rpartition("/")
    if not rest.startswith("heading") or part == "main" or part in acts or _LISTS_ANNEX.match(heading.text):
        return
    for sentence in sentences:
        for mention in sentence.mentions:
            whole = mention.end - mention.start >= 0.75 * len(heading.text) or heading.text.endswith(mention.printed)
            if whole and mention.kind in ("decision", "instrument") and _binds(mention.entity, lexicon):
                acts[part] = mention.entity


def _binds(entity: Entity, lexicon: Lexicon) -> bool:
    if entry := lexicon.register.entries.get(entity.iri):
        return entry.class_name in _BINDING
    return entity.kind == "decision" or bool(_BINDING_TITLE.search(entity.name))
