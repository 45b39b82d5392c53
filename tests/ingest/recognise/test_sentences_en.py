"""Where English sentences end."""

from __future__ import annotations

from ingest.recognise.en import Recogniser
from ingest.source import make
from ingest.structure import document
from tests.ingest.relate.cases import lexicon


def _sentences(text: str) -> list[str]:
    told = document.read(make("case.txt", text))
    recogniser = Recogniser(told, lexicon())
    return [s.text.strip() for paragraph in told.paragraphs for s in recogniser.read(paragraph)]


def test_stops_and_semicolons_end_a_sentence_and_abbreviations_do_not() -> None:
    text = "The forum met in Karan. It heard Mr. Balt and Ms. Tilvar, cf. para. 4 of its rules; it rested."
    assert _sentences(text) == [
        "The forum met in Karan.",
        "It heard Mr. Balt and Ms. Tilvar, cf. para. 4 of its rules;",
        "it rested.",
    ]


def test_a_stop_within_a_name_ends_nothing() -> None:
    assert len(_sentences("The forum took note of A/CONF.151/26 (Vol. I) and of A/91/20 in Karan.")) == 1


def test_what_is_longer_than_any_sentence_is_cut_and_nothing_is_lost() -> None:
    text = "The forum heard " + ", ".join(f"guide {n} of the Mountain Youth Forum" for n in range(2000)) + "."
    found = _sentences(text)
    assert len(found) > 3
    assert max(map(len, found)) <= 12_100
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(s.endswith((",", ".")) for s in found)
