"""For every body with a founding, renaming, ending or extending claim, the generated question in both languages brings exactly
those claims, or says which of them contradict."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from conftest import SHARED

from answers.answerer import Answerer
from answers.model import Answer
from answers.names import Names
from graph.generations import DataFolder
from graph.store import value
from ingest.collect import sources
from ingest.pipeline import ingest

_CLAIMS = """
SELECT ?claim ?thing ?relation ?quote ?paragraph ?file WHERE {
  VALUES ?relation { rel:establishes rel:renames rel:terminates rel:extends }
  ?claim mg:object ?thing ; mg:relation ?relation ; mg:standing standing:asserted ; mg:evidence ?evidence .
  FILTER (CONTAINS(STR(?thing), "/id/body/"))
  ?evidence mg:quotation ?quote ; mg:inParagraph ?place ; mg:inVersion ?version .
  ?place mg:address ?paragraph . ?version mg:fileName ?file .
}
"""
ASKED = {
    "establishes": ("{}由什么设立？", "What established {}?"),
    "renames": ("{}由什么更名？", "What renamed {}?"),
    "terminates": ("{}由什么终止？", "What terminated {}?"),
    "extends": ("{}的任期由什么延长？", "What extended the mandate of {}?"),
}
Places = set[tuple[str, str]]


def claims(answerer: Answerer) -> dict[tuple[str, str], Places]:
    """Where each body's claims of each relation stand: file and paragraph."""
    found: dict[tuple[str, str], Places] = defaultdict(set)
    for row in answerer.store.select(_CLAIMS):
        key = value(row["thing"]), value(row["relation"]).rsplit("/", 1)[-1]
        found[key].add((value(row["file"]), value(row["paragraph"])))
    return dict(found)


def told(answer: Answer) -> Places:
    """Where the rows of an answer stand that tell the relation, by document and paragraph; the file is the citation's."""
    return {(c.file, c.paragraph) for c in answer.citations}


def missed(answerer: Answerer) -> tuple[list[str], int]:
    """What generated questions do not bring, or bring besides; and how many were asked."""
    names: Names = answerer.names
    wrong, asked = [], 0
    for (body, relation), places in claims(answerer).items():
        for language, form in zip(("zh", "en"), ASKED[relation], strict=True):
            if language not in names.labels.get(body, {}):
                continue
            asked += 1
            question = form.format(names.label(body, language))
            answer = answerer.answer(question)
            linked = {t["iri"] for t in answer.understood}
            # A citation list is cut at eight; a lineage's other bodies may be told besides.
            complete = places <= told(answer) or len(answer.citations) >= 8
            if body not in linked:
                wrong.append(f"{question} → linked {sorted(linked)}")
            elif answer.status != "answered" or not complete:
                wrong.append(f"{question} → {answer.kind} {answer.status}: {sorted(told(answer))} for {sorted(places)}")
    return wrong, asked


def test_each_claim_of_the_digests_is_brought(digests: Answerer) -> None:
    wrong, asked = missed(digests)
    assert asked >= 20
    assert not wrong, "\n".join(wrong)


def test_each_claim_of_the_official_texts_is_brought(official: Answerer) -> None:
    wrong, asked = missed(official)
    assert asked >= 30
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_each_claim_of_the_whole_corpus_is_brought(tmp_path: Path) -> None:
    """The 297 English texts besides. Names that two bodies bear are told as ambiguous; nearly all claims are brought."""
    files = [*(SHARED / "documents").glob("*.txt"), *(SHARED / "corpus" / "text").glob("*")]
    if not files:
        pytest.skip(f"no corpus at {SHARED}")
    data = DataFolder(tmp_path / "data")
    ingest(sources(sorted(files)), data, curated=False)
    wrong, asked = missed(Answerer.of(data.current().open()))
    print("\n".join(wrong))
    assert len(wrong) <= 0.1 * asked, f"{len(wrong)} of {asked}"
