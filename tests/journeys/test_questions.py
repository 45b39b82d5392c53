"""The twelve questions, in both languages, of the digests and of the official texts: right, cited, and in their words."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import documents
from answers.answerer import Answerer
from answers.model import Answer
from graph.generations import DataFolder
from graph.store import value
from tests.scores.shared import SHARED

QUESTIONS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))[
    "question"
]


@dataclass(frozen=True)
class Case:
    asked: str
    language: str
    right: dict[str, Any]


CASES = [Case(question[language], language, question) for question in QUESTIONS for language in ("zh", "en")]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def check(answer: Answer, case: Case, folder: Path, *, digest: bool) -> None:
    told = answer.to_json()
    right = case.right
    assert (told["status"], told["language"]) == ("answered", case.language), told["answer"]
    for words in right["tells"][case.language]:
        assert words in told["answer"], told["answer"]
    if "decision" in right:
        assert told["decision"]["iri"].endswith("/id/" + right["decision"])
    if "date" in right:
        assert told["decision"]["date"] == right["date"]
    assert set(right["cites"]) <= {c["paragraph"] for c in told["citations"]}
    for citation in told["citations"]:
        assert citation["digest"] is digest
        source = squeezed((folder / citation["file"]).read_text(encoding="utf-8"))
        assert squeezed(citation["quote"]) in source, f"{citation['file']} does not say “{citation['quote']}”"
    said = {"zh": "非正式文本", "en": "not the official text"}[case.language]
    assert (said in told["answer"]) is digest, "an answer from a digest says so, another does not"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.asked)
def test_of_the_digests(case: Case, of_digests: Answerer) -> None:
    check(of_digests.answer(case.asked), case, documents.FOLDER, digest=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.asked)
def test_of_the_digests_without_curated_facts_nothing_changes(case: Case, of_digests: Answerer, uncurated: Answerer) -> None:
    with_them, without = of_digests.answer(case.asked).to_json(), uncurated.answer(case.asked).to_json()
    assert without == with_them


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.asked)
def test_of_the_official_texts(case: Case, of_texts: Answerer) -> None:
    check(of_texts.answer(case.asked), case, SHARED / "documents", digest=False)


def test_every_quotation_of_the_official_texts_stands_in_its_source(official: Path) -> None:
    store = DataFolder(official).current().open()
    rows = store.select("SELECT ?file ?quote WHERE { ?e mg:quotation ?quote ; mg:inVersion/mg:fileName ?file }")
    texts = {path.name: squeezed(path.read_text(encoding="utf-8")) for path in (SHARED / "documents").glob("00*.txt")}
    assert len({value(row["file"]) for row in rows}) == 5
    assert len(rows) > 500
    for row in rows:
        quote = squeezed(value(row["quote"]))
        assert quote in texts[value(row["file"])], f"{value(row['file'])} does not say {quote}"
