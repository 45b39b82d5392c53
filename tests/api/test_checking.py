"""What the shapes find across documents is looked for in another process, and kept with the generation."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

import api
from api.checking import FILE, Checking
from graph import checking
from graph.contradictions import together
from graph.generations import DataFolder, Generation
from graph.store import OxigraphStore
from graph.validate import validate_whole
from graph.vocabulary import MG


@pytest.fixture
def own(data: DataFolder) -> Generation:
    """A generation that was not checked yet."""
    generation = data.current()
    (generation.folder / FILE).unlink(missing_ok=True)
    return generation


def done(generation: Generation, seconds: float = 120) -> tuple[Checking, int]:
    """A check that has come to its end, and how often it told of a change."""
    told: list[None] = []
    check = Checking(generation, lambda: told.append(None), seconds)
    assert check.wait(100)
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon:
            thread.join(1)
    return check, len(told)


def test_it_finds_what_the_shapes_find(own: Generation, store: OxigraphStore) -> None:
    check, told = done(own)
    assert [outcome.rule for outcome in check.outcomes] == checking.rules()
    assert check.rules == len(checking.rules()) >= 15
    assert told == check.rules + 1, "a change is told after each rule and at the end"
    assert (check.given_up, check.is_done) == ([], True)
    found = validate_whole(store)
    alone = [finding for finding in found if not checking.is_pair(finding)]
    assert alone
    assert {o.rule: o.count for o in check.outcomes if o.count} == {
        rule: sum(f.shape == rule for f in alone) for rule in {f.shape for f in alone}
    }
    assert {p for o in check.outcomes for p in o.places} <= {finding.focus for finding in alone}
    disputed = [d.told for o in check.outcomes for d in o.disputed]
    assert sorted(disputed, key=repr) == sorted(together(store, filter(checking.is_pair, found)), key=repr)


def test_what_was_found_is_kept_for_the_next_server(own: Generation) -> None:
    check, _ = done(own)
    kept = json.loads((own.folder / FILE).read_text(encoding="utf-8"))
    kept["outcomes"] = kept["outcomes"][:3]
    (own.folder / FILE).write_text(json.dumps(kept), encoding="utf-8")
    again, told = done(own)
    assert again.outcomes == check.outcomes[:3], "it is read and not looked for again"
    assert told == 1
    (own.folder / FILE).write_text(json.dumps(kept | {"form": "of other rules"}), encoding="utf-8")
    assert done(own)[0].outcomes == check.outcomes


def test_a_rule_that_takes_too_long_is_given_up_and_said_so(own: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    few = checking.rules()[:2]
    monkeypatch.setattr(checking, "rules", lambda: list(few))
    check, _ = done(own, seconds=0.001)
    assert (check.outcomes, check.given_up, check.rules) == ([], few, 2)


def test_the_process_ends_at_a_rule_that_takes_too_long_though_nobody_stops_it(own: Generation) -> None:
    command = [sys.executable, "-m", "graph.checking", str(own.store_path), "0.000001"]
    ended = subprocess.run(command, capture_output=True, timeout=60, cwd=Path(api.__file__).parent.parent)
    assert (ended.returncode, ended.stdout) == (-signal.SIGPROF, b"")


def test_a_store_that_is_gone_ends_the_check(own: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "rules", lambda: ["https://w3id.org/mandate-graph/shapes#DatesDiffer"])
    shutil.rmtree(own.store_path)
    assert done(own)[0].given_up == ["https://w3id.org/mandate-graph/shapes#DatesDiffer"]


def test_where_nothing_can_be_kept_it_is_checked_all_the_same(own: Generation) -> None:
    (own.folder / FILE).mkdir()
    check, _ = done(own)
    assert len(check.outcomes) == check.rules


def test_a_contradiction_names_the_things_that_its_claims_touch() -> None:
    """Two claims date the end of one invented body a year apart."""
    base, graph = "https://w3id.org/mandate-graph/", ox.NamedNode("urn:g")
    rows = [
        f"<{base}id/body/x-forum> a <{MG}Body> .",
        f'<urn:v> <{MG}fileName> "a.txt" ; <http://purl.org/dc/terms/isVersionOf> <urn:d> .',
    ]
    for name, year in (("one", 2001), ("two", 2002)):
        claim = f"<{base}id/claim/{name}>"
        rows.append(
            f"{claim} a <{MG}Claim> ; <{MG}relation> <{base}concept/relation/terminates> ; "
            f"<{MG}object> <{base}id/body/x-forum> ; "
            f'<{MG}subject> <urn:act-{name}> ; <{MG}date> "{year}" ; <{MG}standing> <{base}concept/standing/asserted> ; '
            f'<{MG}evidence> <urn:e-{name}> . <urn:e-{name}> <{MG}quotation> "ended" ; <{MG}inVersion> <urn:v> ; '
            f'<{MG}inParagraph> <urn:p-{name}> . <urn:p-{name}> <{MG}address> "main/1" .'
        )
    held = OxigraphStore.memory()
    held.ox.load("\n".join(rows).encode(), format=ox.RdfFormat.TURTLE, to_graph=graph)
    outcome = checking.outcome(held, "https://w3id.org/mandate-graph/shapes#DatesDiffer")
    [disputed] = outcome.disputed
    assert disputed.things == (f"{base}id/body/x-forum", "urn:act-one", "urn:act-two")
    assert {disputed.told.one.told, disputed.told.other.told} == {"2001", "2002"}
    assert (outcome.count, outcome.places, outcome.cut) == (0, (), False)
    assert checking.Outcome.of(json.loads(json.dumps(checking.asdict(outcome)))) == outcome
