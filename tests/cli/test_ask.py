"""`mandates ask`: how an answer is told, to people and to programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answers.answerer import Answerer
from answers.model import Answer, Citation
from answers.phrases import where
from cli.console import Code
from graph.store import OxigraphStore

Mandates = Callable[..., Any]
#: Asked of a tiny document, so that the answer is known.
QUESTION = "联合国环境规划署由什么设立？"


def test_an_answer_with_its_paragraph(mandates: Mandates, tiny: Path) -> None:
    told = mandates("ask", QUESTION, "--data", tiny)
    assert (told.exit_code, told.stderr) == (0, "")
    answer, why, citation, *further = told.stdout.splitlines()
    assert why.startswith("  ")
    assert all(line.startswith("  ? ") for line in further)
    assert answer.startswith("● 联合国环境规划署由")
    assert "1972年" in answer
    assert citation == "  报告, 第1段  “大会于1972年设立了联合国环境规划署。”"


def test_an_answer_as_json(mandates: Mandates, tiny: Path) -> None:
    told = mandates("ask", QUESTION, "--json", "--data", tiny)
    assert told.exit_code == 0
    answer = json.loads(told.stdout)
    assert list(answer) == [
        "status", "sure", "question", "language", "answer", "rows", "decision", "citations", "sparql", "suggestions",
        "kind", "why", "shape", "columns", "understood",
    ]  # fmt: skip
    assert (answer["status"], answer["language"], answer["question"]) == ("answered", "zh", QUESTION)
    assert isinstance(answer["sure"], bool)
    [citation] = answer["citations"]
    assert citation["document"] == "https://w3id.org/mandate-graph/id/doc/report"
    assert (citation["file"], citation["paragraph"]) == ("report.txt", "main/1")
    assert citation["quote"] == "大会于1972年设立了联合国环境规划署。"
    assert citation["digest"] is False
    assert answer["rows"]


def test_the_query_of_an_answer_can_be_run_again(mandates: Mandates, tiny: Path) -> None:
    answer = json.loads(mandates("ask", QUESTION, "--json", "--data", tiny).stdout)
    told = mandates("query", "-", "--json", "--data", tiny, stdin=answer["sparql"])
    assert told.exit_code == 0
    quotations = [row["quote"]["value"] for row in json.loads(told.stdout)["results"]["bindings"]]
    assert "大会于1972年设立了联合国环境规划署。" in quotations


@pytest.mark.parametrize("question", ["Which decision created the moon?", "月亮由哪项决定设立？", "", "???", "\x00"])
def test_what_the_documents_do_not_say(question: str, mandates: Mandates, tiny: Path) -> None:
    told = mandates("ask", question, "--data", tiny)
    assert told.exit_code == Code.UNKNOWN
    assert told.stdout.startswith("● ")
    asked = json.loads(mandates("ask", question, "--json", "--data", tiny).stdout)
    assert (asked["status"], asked["decision"], asked["citations"], asked["sure"]) == ("unknown", None, [], False)
    assert asked["answer"] in told.stdout
    assert asked["suggestions"]
    assert all(f"  ? {suggestion}\n" in told.stdout for suggestion in asked["suggestions"])


def test_a_digest_is_called_one(mandates: Mandates, built: Path, store: OxigraphStore) -> None:
    questions = ("第25/4号决定由谁通过？", "哪项决定设立了关于国际环境治理的部长或高级别代表协商小组？")
    cited = [(q, c) for q in questions for c in Answerer.of(store).answer(q).citations]
    assert cited
    for question, citation in cited:
        told = mandates("ask", question, "--data", built)
        line = f"  {citation.label}, {where(citation.paragraph, 'zh')} (digest, not the official text)  “{citation.quote}”\n"
        assert line in told.stdout


@pytest.mark.parametrize(("status", "code"), [("answered", 0), ("ambiguous", 5), ("unknown", 5)])
def test_text_of_documents_is_printed_as_it_stands(
    status: str, code: int, mandates: Mandates, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wicked = "[red]a[/] [1] \\[b] :cat: [link=x]y"
    answer = Answer(status, wicked, citations=(Citation("d", wicked, "f", "main/1", wicked),), suggestions=(wicked,))
    monkeypatch.setattr(Answerer, "answer", lambda self, question, after: answer)
    told = mandates("ask", "x", "--data", built)
    assert told.exit_code == code
    assert told.stdout == f"● {wicked}\n  {wicked}, paragraph 1  “{wicked}”\n  ? {wicked}\n"


def test_who_is_a_question_and_not_an_organization(mandates: Mandates, built: Path) -> None:
    assert mandates("ask", "Who sold the moon?", "--data", built).exit_code == Code.UNKNOWN
