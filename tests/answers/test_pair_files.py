"""The pairs themselves: well formed, no question twice, enough of each sort, and no paragraph that its document lacks."""

import json
import os
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import documents
from ingest import source
from ingest.structure import document

HERE = Path(__file__).parent
OFFICIAL = Path(os.environ.get("MANDATES_SHARED", documents.FOLDER.parent.parent / "shared")) / "documents"
FOLDERS = ("pairs", "pairs_held")
FIELDS = {"id", "lang", "ask", "kind", "form", "corpus", "premise", "note", "expect"}
EXPECTED = {"status", "decision", "contains", "corrects", "excludes", "document", "paragraph"}
KINDS = {
    *("created", "renamed", "ended", "extended", "replaced", "exists", "authority"),
    *("decision", "cited", "mandates", "report", "supervises", "common"),
    *("structure", "seats", "members", "counts", "sessions", "chairs", "participants", "money"),
    *("outcome", "proposal", "documents", "contradictions"),
}


def pairs(folder: str) -> list[dict[str, Any]]:
    """All pairs of the TOML files of a folder, in the order of the file names."""
    return [pair for file in sorted((HERE / folder).glob("*.toml")) for pair in tomllib.loads(file.read_text("utf-8"))["pair"]]


def stems() -> dict[str, list[str]]:
    """The name that pairs use of a document, to the other names of it."""
    named: dict[str, list[str]] = json.loads((HERE / "pairs" / "documents.json").read_text("utf-8"))
    return {name: [name, *others] for name, others in named.items()}


def lacking(written: list[dict[str, Any]], folder: Path, ending: str) -> list[str]:
    """The pairs none of whose paragraphs stands in their document, as read from `folder`."""
    addresses = {
        name: [p.address for p in document.read(source.make(file.name, file.read_text("utf-8"))).paragraphs]
        for name, others in stems().items()
        for stem in others
        if "/" not in stem and (file := folder / f"{stem}{ending}").exists()
    }
    wrong = []
    for pair in written:
        asked = pair["expect"].get("paragraph", [])
        held = addresses[pair["expect"]["document"]] if asked else []
        wanted = [asked] if isinstance(asked, str) else asked
        if wanted and not any(address == want or address.startswith(f"{want}/") for want in wanted for address in held):
            wrong.append(pair["id"])
    return wrong


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_pair_keeps_to_the_form(folder: str) -> None:
    known = stems()
    for pair in pairs(folder):
        expect = pair["expect"]
        assert pair.keys() <= FIELDS, pair["id"]
        assert expect.keys() <= EXPECTED, pair["id"]
        assert (pair["lang"], pair["corpus"]) in {(lang, corpus) for lang in ("zh", "en") for corpus in ("both", "official")}
        assert pair["kind"] in KINDS, pair["id"]
        assert pair.get("premise", "false") in {"false", "not said"}, pair["id"]
        assert expect["status"] in {"answered", "unknown", "ambiguous"}, pair["id"]
        assert expect.get("document", "A/RES/53/242") in known, pair["id"]
        assert isinstance(pair["ask"], list) == (pair.get("form") == "follow-up"), pair["id"]
        if expect["status"] == "unknown":
            assert "premise" in pair, pair["id"]
            assert not expect.keys() & {"decision", "contains"}, pair["id"]
        else:
            assert expect.keys() & {"decision", "contains", "document"}, f"{pair['id']}: any answer would pass"


def test_no_id_and_no_question_stands_twice() -> None:
    everything = [pair for folder in FOLDERS for pair in pairs(folder)]
    seen = Counter(pair["id"] for pair in everything) + Counter(str(pair["ask"]).casefold() for pair in everything)
    assert [name for name, times in seen.items() if times > 1] == []


@pytest.mark.parametrize(("folder", "least", "unanswerable"), [("pairs", 140, 40), ("pairs_held", 60, 15)])
def test_both_languages_and_the_unanswerable_have_their_share(folder: str, least: int, unanswerable: int) -> None:
    written = pairs(folder)
    languages = Counter(pair["lang"] for pair in written)
    assert len(written) >= least
    assert min(languages["zh"], languages["en"]) >= 0.45 * len(written)
    assert sum("premise" in pair for pair in written) >= unanswerable


def test_every_kind_of_question_is_among_the_open_pairs() -> None:
    assert {pair["kind"] for pair in pairs("pairs")} == KINDS


@pytest.mark.parametrize("folder", FOLDERS)
def test_paragraphs_of_pairs_that_hold_for_both_stand_in_the_digests(folder: str) -> None:
    both = [pair for pair in pairs(folder) if pair["corpus"] == "both"]
    assert lacking(both, documents.FOLDER, ".zh.txt") == []


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.skipif(not OFFICIAL.is_dir(), reason=f"the official texts are not at {OFFICIAL}: set MANDATES_SHARED")
def test_paragraphs_stand_in_the_official_texts(folder: str) -> None:
    assert lacking(pairs(folder), OFFICIAL, ".txt") == []
