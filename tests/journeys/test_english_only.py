"""One body in two languages: asked in Chinese of an English text alone, the graph tells what that text tells."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import documents
from answers.answerer import Answerer
from graph.generations import DataFolder
from ingest import reading
from ingest.collect import sources
from ingest.lexicon import Lexicon
from ingest.model import Claim
from ingest.pipeline import ingest
from ingest.source import make
from ingest.structure import document
from register.load import load

TEXT = next(Path(documents.__file__).parent.glob("a-res-53-242.en.txt"))
#: Chinese name, slug in the register, effect and paragraph.
BODIES = [("环境管理小组", "emg", "support", "main/5"), ("全球部长级环境论坛", "gmef", "welcome", "main/6")]


@pytest.fixture(scope="module")
def english_only(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = DataFolder(tmp_path_factory.mktemp("english-only"))
    report = ingest(sources([TEXT]), folder, curated=False, workers=1)
    assert not report.refused
    return Answerer.of(folder.current().open())


@cache
def _claims() -> tuple[Claim, ...]:
    told = document.read(make(TEXT.name, TEXT.read_text(encoding="utf-8")))
    return reading.read(told, Lexicon.of(load())).claims


@pytest.mark.parametrize(("name", "slug", "effect", "paragraph"), BODIES, ids=[b[1] for b in BODIES])
def test_a_proposal_that_is_backed_founds_nothing(name: str, slug: str, effect: str, paragraph: str) -> None:
    about = [c for c in _claims() if c.object is not None and c.object.iri.endswith(f"/body/{slug}")]
    backed = [c for c in about if c.relation == "endorses"]
    assert [(c.details["effect"], c.evidence.paragraph.address) for c in backed] == [(effect, paragraph)]
    assert backed[0].subject.iri.endswith("/decision/un-ga/53_242")
    assert not [c for c in about if c.relation == "establishes" and c.standing == "asserted"]


@pytest.mark.parametrize(("name", "slug", "effect", "paragraph"), BODIES, ids=[b[1] for b in BODIES])
def test_asked_in_chinese_of_the_english_text_alone(
    name: str, slug: str, effect: str, paragraph: str, english_only: Answerer
) -> None:
    told = english_only.answer(f"哪项决定设立了{name}？").to_json()
    assert name in told["answer"]
    assert "没有说" in told["answer"], "the act that set it up is not in this text"
    assert paragraph in {c["paragraph"] for c in told["citations"]}
    quoted = " ".join(c["quote"] for c in told["citations"])
    assert ("upport" if effect == "support" else "elcome") in quoted
    assert "2997" not in told["answer"]


def test_the_english_name_means_the_same_body(english_only: Answerer) -> None:
    asked = [
        {(c["file"], c["paragraph"]) for c in english_only.answer(question).to_json()["citations"]}
        for question in (
            "哪项决定设立了环境管理小组？",
            "Which decision created the Environment Management Group?",
            "Which decision created EMG?",
        )
    ]
    assert asked[0]
    assert asked[0] == asked[1] == asked[2]
