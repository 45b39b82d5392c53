"""A sentence as the readers of formulas get it, for tests of what they share."""

from __future__ import annotations

from ingest.dates_en import CALENDAR
from ingest.recognise.en import Recogniser
from ingest.relate.masks import mask
from ingest.relate.rules import Place
from ingest.source import make
from ingest.structure import document
from tests.ingest.relate.cases import lexicon


def place(sentence: str) -> Place:
    """The place of a narrative sentence, with the bodies of the tests' register."""
    told = document.read(make("case.txt", sentence))
    recogniser = Recogniser(told, lexicon())
    found = [s for paragraph in told.paragraphs for s in recogniser.read(paragraph)]
    assert len(found) == 1, [s.text for s in found]
    masked, _ = mask(found[0], None, CALENDAR)
    return Place(told, found[0], masked, recogniser.memory, None)


def after(where: Place, words: str) -> int:
    """The masked place right behind some words."""
    return where.masked.text.index(words) + len(words)
