"""Noun phrases: where they end, what they name, what says no more than a common noun."""

from __future__ import annotations

import pytest

from ingest.relate.en import phrases
from tests.ingest.relate.en.places import after, place


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("They set up an ad hoc working group on rope bridges, which met twice.", "ad hoc working group on rope bridges"),
        (
            "They set up, subject to the availability of funds, a panel of experts to review huts.",
            "panel of experts to review huts",
        ),
        ("They set up immediately a small advisory committee under the rules.", "small advisory committee"),
        ("They set up the Mountain Youth Forum in Karan.", "Mountain Youth Forum"),
        ("They set up an environment board to “keep summits clean” for good.", "environment board"),
        ("They set up the Advisory Committee on Snow to Promote the Study of Ice.", "Advisory Committee on Snow to Promote"),
    ],
)
def test_the_phrase_behind_a_verb(sentence: str, printed: str) -> None:
    where = place(sentence)
    thing = phrases.behind(where, after(where, "set up"))
    assert thing is not None
    assert thing.printed.startswith(printed)
    assert (thing.bare, thing.denied) == (False, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "They set up shop in Karan.",
        "They set up a panel discussion on huts.",
        "They set up in Karan a hut.",
        "They set up the meeting of the Mountain Youth Forum.",
        "They set up legal order.",
    ],
)
def test_what_is_no_organ(sentence: str) -> None:
    where = place(sentence)
    assert phrases.behind(where, after(where, "set up")) is None


def test_a_common_noun_is_bare_and_none_is_denied() -> None:
    where = place("They set up a committee.")
    bare = phrases.behind(where, after(where, "set up"))
    assert bare is not None
    assert bare.bare
    where = place("They set up no working group on huts.")
    denied = phrases.behind(where, after(where, "set up"))
    assert denied is not None
    assert denied.denied


def test_a_loose_word_counts_only_where_asked_for() -> None:
    where = place("They set up a regular process on summits.")
    at = after(where, "set up")
    assert phrases.behind(where, at) is None
    loose = phrases.behind(where, at, loose=True)
    assert loose is not None
    assert loose.printed == "regular process on summits"


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("The trust fund for huts, which was established in Karan, pays.", "trust fund for huts"),
        ("The Mountain Youth Forum (“the Forum”), established in Karan, meets.", "Mountain Youth Forum"),
        ("The trust fund, as described in the rules, established in Karan pays.", "trust fund"),
        ("Visitors praise the report, as well as all meetings and rescue mechanisms established in Karan.", "rescue mechanisms"),
        ("The rapporteur of the Highland Cooperation Organization, established in Karan, reports.", "rapporteur of the Highland"),
    ],
)
def test_the_phrase_before_a_participle(sentence: str, printed: str) -> None:
    where = place(sentence)
    thing = phrases.before(where, where.masked.text.index("established"))
    assert thing is not None
    assert thing.printed.startswith(printed)


@pytest.mark.parametrize(
    "sentence",
    [
        "The function of the rules is to keep the order established in Karan.",
        "The friends of huts, established in Karan, sing.",
        "Snow, established in Karan, melts.",
    ],
)
def test_no_organ_before_a_participle(sentence: str) -> None:
    where = place(sentence)
    assert phrases.before(where, where.masked.text.index("established")) is None


@pytest.mark.parametrize(
    ("name", "tidy"),
    [("the  trust\nfund", "trust fund"), ("an own new committee,", "committee"), ("theatre group", "theatre group")],
)
def test_a_name_without_its_article(name: str, tidy: str) -> None:
    assert phrases.tidied(name) == tidy


def test_the_same_phrase_names_the_same_thing() -> None:
    where = place("They set up a working group on huts.")
    first, again = phrases.thing(where, "a working group on huts"), phrases.thing(where, "the working group on huts")
    assert first.iri == again.iri
    assert phrases.thing(where, "trust fund for huts").kind == "fund"
    assert phrases.thing(where, "roster of guides").kind == "system"
    assert phrases.thing(where, "Mountain Youth Forum").iri.endswith("/mountain-youth-forum") or where.memory.lexicon.named(
        "Mountain Youth Forum"
    )
