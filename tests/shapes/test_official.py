"""What the shapes find in the five official Chinese texts: nothing that is broken, and each warning is true."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.contradictions import contradictions, variants
from graph.generations import DataFolder, Generation
from graph.validate import standard, validate_whole
from ingest.collect import sources
from ingest.pipeline import ingest

SHARED = Path(os.environ.get("MANDATES_SHARED", Path(__file__).parents[2].parent / "shared"))
ID = "https://w3id.org/mandate-graph/id/"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    files = sorted((SHARED / "documents").glob("00*.txt"))
    if len(files) < 5:
        pytest.skip(f"SHAPES NOT TRIED ON OFFICIAL TEXTS: {SHARED} has no documents; set MANDATES_SHARED to the folder that has")
    data = DataFolder(tmp_path_factory.mktemp("official"))
    assert not ingest(sources(files), data).refused
    return data.current()


def test_no_violation(official: Generation) -> None:
    store = official.open()
    for entry in official.manifest.documents:
        held = list(store.ox.quads_for_pattern(None, None, None, ox.NamedNode(entry.graph)))
        assert [f.told() for f in standard().validate(held)] == []
    assert [f.told() for f in validate_whole(store) if f.severity == "violation"] == []


#: Read one by one: what differs, of what, and what the two quotations say. Each stands so in the texts.
TRUE = {
    # 39 Governments came to the first meeting by the note; by the chairs' summary the group was of 38 countries.
    ("AttendanceDiffers", "meeting/ieg-consultative-group/1", frozenset({"39", "38"})),
    # The plan cites SS.VIII/1 with the day of SS.VII/1, and names SS.VII/1 in the sentence after.
    (
        "DateOfAnotherDecision",
        "decision/unep-gc/SS.VIII_1",
        frozenset({ID + "decision/unep-gc/SS.VIII_1", ID + "decision/unep-gc/SS.VII_1"}),
    ),
    ("DatesDiffer", "decision/unep-gc/SS.VIII_1", frozenset({"2004-03-31", "2002-02-15"})),
    # The chair closed on 4 December 2005 a meeting of December 2004.
    ("MeetingDatesDiffer", "meeting/igsp-working-group/3", frozenset({"2004-12-04", "2005-12-04"})),
}


def test_every_warning_is_true_and_none_is_missing(official: Generation) -> None:
    store = official.open()
    found = contradictions(store)
    assert {(c.kind, c.about.removeprefix(ID), frozenset({c.one.told, c.other.told})) for c in found} == TRUE
    warned = [{f.focus, f.value} for f in validate_whole(store) if f.severity == "warning"]
    tellings = [(set(c.one_claims), set(c.other_claims)) for c in found]
    assert all(any(pair & one and pair & other for one, other in tellings) for pair in warned), "a warning that is none of these"
    for pair in found:
        assert pair.one.quote
        assert pair.other.quote
        assert (pair.one.file, pair.one.address) != (pair.other.file, pair.other.address)


def test_the_names_of_one_board(official: Generation) -> None:
    [board] = [one for one in variants(official.open()) if one.thing == ID + "body/ceb"]
    assert {
        "行政首长协调理事会",
        "联合国系统行政首长协调理事会",
        "联合国系统行政首长协调委员会",
        "行政首长理事会",
    } <= {name for name, _, _ in board.names}
