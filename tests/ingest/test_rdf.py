"""Documents as triples: paragraphs with what their quotations need."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from ingest import rdf, reading
from ingest.lexicon import Lexicon
from ingest.source import make
from ingest.structure import document
from register.load import Register
from tests.ingest.structure.test_report import REPORT


def test_words_between_two_cuts_stand_together_in_the_source() -> None:
    told = reading.read(document.read(make("report.txt", REPORT)), Lexicon.of(Register({}, ())))
    texts: dict[str, str] = {}
    cuts: defaultdict[str, list[int]] = defaultdict(list)
    for quad in rdf.quads(told):
        if quad.predicate == rdf.mg("text"):
            texts[str(quad.subject)] = quad.object.value
        elif quad.predicate == rdf.mg("cutAt"):
            cuts[str(quad.subject)].append(int(quad.object.value))
    whole = _squeezed(REPORT)
    assert len(texts) == len(told.document.paragraphs)
    for paragraph, text in texts.items():
        for start, end in itertools.pairwise([0, *sorted(cuts[paragraph]), len(text)]):
            assert _squeezed(text[start:end]) in whole, paragraph
    assert [p for p in cuts if _squeezed(texts[p]) not in whole], "a page header cuts a paragraph"


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
