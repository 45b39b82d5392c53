"""Answers follow the text: what a copy of it no longer says, or denies, is no answer any more.

One claim of each relation and text is taken; the whole way is gone, from the text through the graph to the question.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from answers.answerer import Answerer
from answers.model import Answer
from graph.generations import DataFolder
from ingest.model import Claim
from ingest.pipeline import ingest
from ingest.source import make
from tests.scores import altered as world
from tests.scores.test_counterfactual import NAMES, _given, _heart, _text

pytestmark = pytest.mark.slow
QUESTIONS = {
    "establishes": "哪项决定设立了{}？",
    "terminates": "{}由哪项决定终止？",
    "extends": "{}的任期由谁延长？",
    "renames": "{}由哪项决定更名？",
    "succeeds": "{}取代了什么？",
}


def _cases(name: str) -> list[tuple[Claim, str]]:
    """The first claim of each relation that a decision, meeting or successor makes, with its question."""
    found: dict[str, tuple[Claim, str]] = {}
    for claim in _heart(_given(name)):
        thing = claim.subject if claim.relation == "succeeds" else claim.object
        told_by_act = claim.relation == "succeeds" or claim.subject.kind in ("decision", "meeting", "session")
        if thing is not None and thing.origin == "register" and told_by_act:
            found.setdefault(claim.relation, (claim, QUESTIONS[claim.relation].format(thing.name)))
    return list(found.values())


def _asked(folder: Path, name: str, text: str, question: str) -> Answer:
    data = DataFolder(folder)
    report = ingest([make(name, text)], data, curated=False, workers=1)
    assert not report.refused
    return Answerer.of(data.current().open()).answer(question)


def _rests_on(answer: Answer, claim: Claim) -> bool:
    return answer.status == "answered" and claim.evidence.paragraph.address in [c.paragraph for c in answer.citations]


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_goes_with_the_words_it_rests_on(name: str, tmp_path: Path) -> None:
    text = _text(name)
    for number, (claim, question) in enumerate(_cases(name)):
        told = _asked(tmp_path / f"{number}-told", name, text, question)
        assert _rests_on(told, claim), f"{question} {told.text}"
        for how, other in (("gone", world.without(claim, text)), ("denied", world.with_denial(claim, text))):
            answer = _asked(tmp_path / f"{number}-{how}", name, other, question)
            assert not _rests_on(answer, claim), f"{how}: {question} {answer.text}"


def test_there_are_questions_to_ask() -> None:
    _text(NAMES[0])
    assert {claim.relation for name in NAMES for claim, _ in _cases(name)} == set(QUESTIONS)
