"""What is denied, supposed, asked for or only proposed is never told as done: every relation of the heart in every frame.

A deed stands in two forms: `base` below an infinitive, `done` behind whoever did it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingest.model import Claim
from tests.ingest.relate.cases import read, shown

HEART = ("establishes", "renames", "terminates", "extends", "succeeds")
WHO = "The Committee on Mountain Water Resources"


@dataclass(frozen=True)
class Deed:
    relation: str
    base: str
    done: str
    noun: str = ""


DEEDS = (
    Deed(
        "establishes",
        "establish the Expert Group on Avalanche Warning",
        "established the Expert Group on Avalanche Warning",
        "the establishment of the Expert Group on Avalanche Warning",
    ),
    Deed(
        "establishes",
        "establish an ad hoc working group on rope bridges",
        "established an ad hoc working group on rope bridges",
        "the establishment of an ad hoc working group on rope bridges",
    ),
    Deed(
        "establishes",
        "create the Glacier Training Centre",
        "created the Glacier Training Centre",
        "the creation of the Glacier Training Centre",
    ),
    Deed(
        "renames",
        "rename the Mountain Youth Forum as the Highland Youth Forum",
        "renamed the Mountain Youth Forum as the Highland Youth Forum",
    ),
    Deed(
        "terminates",
        "dissolve the Expert Group on Avalanche Warning",
        "dissolved the Expert Group on Avalanche Warning",
        "the dissolution of the Expert Group on Avalanche Warning",
    ),
    Deed(
        "extends",
        "extend the mandate of the Working Group on Glacier Monitoring",
        "extended the mandate of the Working Group on Glacier Monitoring",
        "the extension of the mandate of the Working Group on Glacier Monitoring",
    ),
)
#: Sentences around an infinitive's base form.
FRAMES = (
    "{who} did not {base}.",
    "{who} decided not to {base}.",
    "{who} refused to {base}.",
    "{who} failed to {base}.",
    "{who} was unable to {base}.",
    "{who} could {base}.",
    "{who} may {base} in due course.",
    "{who} should {base}.",
    "{who} would {base} if funds allowed.",
    "{who} intends to {base}.",
    "{who} plans to {base}.",
    "{who} considered whether to {base}.",
    "{who} discussed a proposal to {base}.",
    "{who} asked the Secretary-General to {base}.",
    "{who} invited the Highland Cooperation Organization to {base}.",
    "{who} postponed its decision on whether to {base}.",
    "Satania proposed to {base}.",
    "Several delegations wished to {base}.",
    "It was recommended to {base}.",
    "There was no need to {base}.",
    "If {who} were to {base}, donors would pay.",
    "Delegates spoke of the feasibility of efforts to {base}.",
)
#: Operative clauses of a resolution that do not do the deed.
CLAUSES = (
    "Requests the Secretary-General to {base};",
    "Invites {who} to {base};",
    "Encourages Member States to {base};",
    "Decides not to {base};",
    "Decides to consider whether to {base};",
    "Recommends that {who} {base};",
    "Supports the proposal to {base};",
    "Welcomes the intention of {who} to {base};",
    "Notes the proposal of {who} to {base};",
    "Stresses the need to {base};",
    "Also requests the Secretary-General to report on whether to {base};",
    "Looks forward to efforts to {base};",
)
#: Clauses around the noun.
NOUNS = (
    "Calls for {noun};",
    "Supports {noun};",
    "Encourages {noun};",
    "Requests the Secretary-General to study {noun};",
    "Looks forward to the decision on {noun};",
    "Notes that {who} will discuss {noun};",
    "Stresses that funds are needed for {noun};",
    "Notes that time could be saved through {noun};",
    "Decides to consider {noun} at its next session;",
)


def _own(text: str) -> str:
    """A resolution with one operative clause."""
    return f"A/RES/91/12\nMountain ecosystems\n\nThe General Assembly,\n\nRecalling its previous resolutions,\n\n1. {text}"


def _done(text: str) -> list[Claim]:
    return [c for c in read(text).claims if c.relation in HEART and c.standing == "asserted"]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.base)
def test_a_deed_that_was_done_is_told(deed: Deed) -> None:
    text = f"{WHO} {deed.done}."
    assert [c.relation for c in _done(text)] == [deed.relation], [shown(c) for c in read(text).claims]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.base)
def test_a_resolution_tells_what_it_decides(deed: Deed) -> None:
    told = _done(_own(f"Decides to {deed.base};"))
    assert [(c.relation, c.subject.iri.rsplit("/", 1)[-1]) for c in told] == [(deed.relation, "91_12")]
    assert told[0].details["provision"] == "1"


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.base)
def test_without_the_deed_nothing_is_told(deed: Deed) -> None:
    assert not _done(f"{WHO} adjourned.")
    assert not _done(_own("Decides to remain seized of the matter;"))
    assert not _done(f"{WHO} thanked {deed.base.split(' ', 1)[1]}.")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.base)
def test_a_deed_that_was_not_done_is_not_told_as_done(deed: Deed, frame: str) -> None:
    text = frame.format(who=WHO, base=deed.base).replace(" The ", " the ")
    assert not _done(text), f"{text}\n{[shown(c) for c in _done(text)]}"


@pytest.mark.parametrize("clause", CLAUSES)
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.base)
def test_a_resolution_does_not_tell_what_it_only_speaks_of(deed: Deed, clause: str) -> None:
    text = _own(clause.format(who=WHO.replace("The", "the"), base=deed.base))
    assert not _done(text), f"{text}\n{[shown(c) for c in _done(text)]}"


@pytest.mark.parametrize("clause", NOUNS)
@pytest.mark.parametrize("deed", [d for d in DEEDS if d.noun], ids=lambda deed: deed.base)
def test_a_noun_that_is_wished_for_is_not_told_as_done(deed: Deed, clause: str) -> None:
    text = _own(clause.format(who=WHO.replace("The", "the"), noun=deed.noun))
    assert not _done(text), f"{text}\n{[shown(c) for c in _done(text)]}"


@pytest.mark.parametrize("deed", [d for d in DEEDS if d.noun], ids=lambda deed: deed.base)
def test_to_welcome_a_deed_is_to_tell_it_and_not_to_do_it(deed: Deed) -> None:
    told = _done(_own(f"Welcomes {deed.noun};"))
    assert [c.relation for c in told] == [deed.relation]
    assert not told[0].subject.iri.endswith("/91_12")
