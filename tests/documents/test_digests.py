"""The bundled digests: our own words, headed so, each naming the official text whose place it holds."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

import documents
from graph.generations import Generation
from graph.symbols import canonical
from ingest.collect import sources
from ingest.source import Source, fingerprint

FILES = documents.files()
#: How a digest of each language begins, and what it says of itself.
HEADS = {
    "zh": ("摘编（非正式文本）\n", "本文是 Mandate Graph 项目自行撰写的摘编，不是联合国正式文本，引用时请以正式文本为准。"),
    "en": (
        "DIGEST (NOT AN OFFICIAL TEXT)\n",
        "This digest was written by the Mandate Graph project in its own words. "
        "It is not an official text of the United Nations; for citation use the official text.",
    ),
}


def sidecar(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return told


def test_the_samples_are_there_in_order() -> None:
    assert len(FILES) == 8
    assert {path.suffixes[0] for path in FILES} == {".zh", ".en"}
    assert sorted(FILES) == FILES
    assert {path.with_suffix(".json") for path in FILES} == set(documents.FOLDER.glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_says_that_it_is_a_digest_and_of_what(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    told = sidecar(path)
    head, said = HEADS[told["language"]]
    assert text.startswith(head)
    assert said in text[:400]
    of = told["digest_of"]
    assert (of["symbol"] or of["job_number"] or "原文未印文号") in text[:400]
    [source] = sources([path])
    assert isinstance(source, Source)
    assert source.is_digest
    assert path.name == f"{path.name.split('.')[0]}.{told['language']}.txt"
    assert told["licence"] == "CC0-1.0"
    assert set(told["title"]) == {"zh", "en"}
    assert all(told["title"].values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_names_another_text_than_itself(path: Path) -> None:
    of = sidecar(path)["digest_of"]
    assert re.fullmatch("[0-9a-f]{64}", of["sha256"])
    assert of["sha256"] != fingerprint(path.read_text(encoding="utf-8"))
    assert of["symbol"] is None or canonical(of["symbol"]) == of["symbol"]
    assert of["job_number"] is None or re.fullmatch(r"K\d{7}", of["job_number"])
    assert of["id"] == path.name.split(".")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_texts_are_clean_unicode(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert "\ufffd" not in text
    assert [c for c in text if unicodedata.category(c) in ("Cc", "Co", "Cn") and c not in "\n\t"] == []


def test_official_texts_are_known_by_fingerprint_and_job_number() -> None:
    known = documents.known_texts()
    for path in FILES:
        told = sidecar(path)
        of = told["digest_of"]
        for key in filter(None, (of["sha256"], of["job_number"])):
            assert known[key].name == (of["symbol"] or of["id"])
            assert known[key].titles == told["title"]
    assert len(known) == sum(bool(sidecar(p)["digest_of"][key]) for p in FILES for key in ("sha256", "job_number"))


def test_the_graph_of_the_digests_says_what_they_are(generation: Generation) -> None:
    entries = generation.manifest.documents
    assert sorted(entry.file for entry in entries) == [path.name for path in FILES]
    for entry in entries:
        of = sidecar(documents.FOLDER / entry.file)["digest_of"]
        assert entry.digest
        assert entry.official_text == (of["symbol"] or of["job_number"] or of["id"])
        assert entry.title == sidecar(documents.FOLDER / entry.file)["title"][entry.language]
        assert entry.paragraphs > 10
        assert entry.claims > 20
    assert len({entry.iri for entry in entries}) == len(FILES)
