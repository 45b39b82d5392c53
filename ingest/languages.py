"""The languages that are read: how their names are recognised and which formulas tell claims. A new one is one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ingest.lexicon import Lexicon
from ingest.model import Document, Paragraph, Sentence
from ingest.recognise import en as recognise_en
from ingest.recognise import zh as recognise_zh
from ingest.recognise.memory import Memory
from ingest.relate import en as relate_en
from ingest.relate import zh as relate_zh
from ingest.relate.engine import Grammar


class Recogniser(Protocol):
    """Gives the paragraphs of one document their mentions, from top to bottom."""

    memory: Memory

    def read(self, paragraph: Paragraph) -> list[Sentence]: ...


@dataclass(frozen=True)
class Language:
    recogniser: Callable[[Document, Lexicon], Recogniser]
    grammar: Grammar


LANGUAGES: Mapping[str, Language] = {
    "en": Language(recognise_en.Recogniser, relate_en.GRAMMAR),
    "zh": Language(recognise_zh.Recogniser, relate_zh.GRAMMAR),
}
