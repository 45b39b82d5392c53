"""Documents by symbol: whole or not at all, politely, and going on where it stopped."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from ingest.fetch import Fetched, Fetcher, Unreachable, is_whole
from tests.ingest.document_service import Service

PDF = b"%PDF-1.4 harbour " + bytes(range(256)) * 2000
DOCX = b"PK\x03\x04 office " + bytes(range(256)) * 2000


class Clock:
    """Waits without waiting, and keeps count."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(service: Service, tmp_path: Path, clock: Clock) -> Fetcher:
    return Fetcher(tmp_path / "to", service.address, pause=5.0, sleep=clock)


def test_a_document_comes_with_its_symbol_and_checksum(service: Service, fetcher: Fetcher) -> None:
    service.documents["A/RES/97/3", "en", "docx"] = DOCX
    assert list(fetcher.fetch(["A/RES/97/3"], ["en"])) == [
        Fetched("A/RES/97/3", "en", "fetched", fetcher.folder / "A_RES_97_3-EN.docx")
    ]
    assert (fetcher.folder / "A_RES_97_3-EN.docx").read_bytes() == DOCX
    beside = json.loads((fetcher.folder / "A_RES_97_3-EN.json").read_text())
    assert beside == {
        "symbol": "A/RES/97/3",
        "address": f"{service.address}?s=A/RES/97/3&l=en&t=docx",
        "sha256": hashlib.sha256(DOCX).hexdigest(),
        "bytes": len(DOCX),
    }
    assert service.asked == [("A/RES/97/3", "en", "docx", "")]
    assert all(agent.startswith("mandate-graph/") for agent in service.agents)
    assert sorted(p.name for p in fetcher.folder.iterdir()) == ["A_RES_97_3-EN.docx", "A_RES_97_3-EN.json"], "no parts are left"


def test_where_there_is_no_docx_the_pdf_comes(service: Service, fetcher: Fetcher) -> None:
    service.documents["A/RES/1212(XX)", "zh", "pdf"] = PDF
    [fetched] = fetcher.fetch(["A/RES/1212(XX)"], ["zh"])
    assert fetched.path == fetcher.folder / "A_RES_1212--XX-ZH.pdf"
    assert [asked[2] for asked in service.asked] == ["docx", "pdf"]


def test_each_language_is_asked_for_with_a_pause(service: Service, fetcher: Fetcher, clock: Clock) -> None:
    service.documents = {("E/9", language, "docx"): DOCX for language in ("zh", "en")}
    assert [(f.language, f.state) for f in fetcher.fetch(["E/9"], ["zh", "en"])] == [("zh", "fetched"), ("en", "fetched")]
    assert len(clock.waited) == 1, "no pause before the first request, one between two"
    assert 4.0 < clock.waited[0] <= 5.0


def test_what_is_there_is_kept_and_what_was_changed_is_fetched_again(service: Service, fetcher: Fetcher) -> None:
    service.documents["E/9", "en", "pdf"] = PDF
    [first] = fetcher.fetch(["E/9"], ["en"])
    asked = len(service.asked)
    assert [f.state for f in fetcher.fetch(["E/9"], ["en"])] == ["kept"]
    assert len(service.asked) == asked
    assert first.path is not None
    first.path.write_bytes(PDF[:-1])
    assert not is_whole(first.path)
    assert [f.state for f in fetcher.fetch(["E/9"], ["en"])] == ["fetched"]
    assert first.path.read_bytes() == PDF


def test_a_broken_line_is_taken_up_where_it_broke(service: Service, fetcher: Fetcher) -> None:
    service.documents["E/9", "en", "docx"] = DOCX
    service.faults = [-1000, -400]
    assert [f.state for f in fetcher.fetch(["E/9"], ["en"])] == ["fetched"]
    assert [asked[3] for asked in service.asked] == ["", "bytes=1000-", "bytes=1400-"]
    assert (fetcher.folder / "E_9-EN.docx").read_bytes() == DOCX


def test_the_next_call_takes_up_what_was_cut_off(service: Service, fetcher: Fetcher) -> None:
    service.documents["E/9", "en", "docx"] = DOCX
    service.faults = [-100_000, 503, 503, 503]
    [failed] = fetcher.fetch(["E/9"], ["en"])
    assert (failed.state, failed.path) == ("failed", None)
    assert failed.reason == "the service answered 503 Service Unavailable"
    service.asked.clear()
    assert [f.state for f in fetcher.fetch(["E/9"], ["en"])] == ["fetched"]
    assert service.asked == [("E/9", "en", "docx", "bytes=100000-")]
    assert (fetcher.folder / "E_9-EN.docx").read_bytes() == DOCX


def test_a_document_that_changed_meanwhile_is_fetched_from_its_beginning(service: Service, fetcher: Fetcher) -> None:
    service.documents["E/9", "en", "docx"] = DOCX
    service.faults = [-100_000, 503, 503, 503]
    list(fetcher.fetch(["E/9"], ["en"]))
    service.documents["E/9", "en", "docx"], service.etag = DOCX[::1] + b"new", '"two"'
    assert [f.state for f in fetcher.fetch(["E/9"], ["en"])] == ["fetched"]
    assert (fetcher.folder / "E_9-EN.docx").read_bytes() == DOCX + b"new"


def test_a_busy_service_is_given_the_time_that_it_asks_for(service: Service, fetcher: Fetcher, clock: Clock) -> None:
    service.documents["E/9", "en", "docx"] = DOCX
    service.faults, service.retry_after = [429], "37"
    assert [f.state for f in fetcher.fetch(["E/9"], ["en"])] == ["fetched"]
    assert 37.0 in clock.waited


@pytest.mark.parametrize("content", [b"<!doctype html><p>Not found</p>", b""])
def test_a_page_in_place_of_a_document_is_none(service: Service, fetcher: Fetcher, content: bytes) -> None:
    service.documents = {("E/9", "en", kind): content for kind in ("docx", "pdf")}
    [missing] = fetcher.fetch(["E/9"], ["en"])
    assert (missing.state, missing.reason) == ("missing", "the service has no such document in this language (en)")
    assert list(fetcher.folder.iterdir()) == []


def test_one_missing_document_does_not_keep_the_others(service: Service, fetcher: Fetcher) -> None:
    service.documents["E/10", "en", "docx"] = DOCX
    assert [f.state for f in fetcher.fetch(["E/9", "E/10"], ["en"])] == ["missing", "fetched"]


def test_an_answer_that_says_no_for_good_is_not_asked_again(service: Service, fetcher: Fetcher) -> None:
    service.faults = [403]
    [failed] = fetcher.fetch(["E/9"], ["en"])
    assert (failed.state, failed.reason) == ("failed", "the service answered 403 Forbidden")
    assert len(service.asked) == 1


def test_offline(tmp_path: Path) -> None:
    fetcher = Fetcher(tmp_path / "to", "http://127.0.0.1:1/access")
    with pytest.raises(Unreachable, match=r"^127\.0\.0\.1:1 cannot be reached \(.*[Rr]efused.*\)$"):
        list(fetcher.fetch(["E/9"], ["en"]))
