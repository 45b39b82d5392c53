"""`mandates fetch`: what it says and leaves, and that `ingest` takes what it leaves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.console import Code
from graph.generations import DataFolder
from tests.ingest.document_service import Service, document_service
from tests.ingest.formats.files import docx

Mandates = Callable[..., Any]
TEXT = ["联合国", "报告", "1. 大会于1972年设立了联合国环境规划署。", "2. 理事会感谢秘书处。"]


@pytest.fixture
def service() -> Iterator[Service]:
    with document_service() as stub:
        yield stub


def test_what_is_fetched_goes_in_under_its_symbol(mandates: Mandates, service: Service, tmp_path: Path) -> None:
    service.documents["UNEP/EA.9/77", "zh", "docx"] = docx(TEXT)
    to = tmp_path / "to"
    told = mandates("fetch", "unep/ea.9/77", "--lang", "zh", "--to", to, "--service", service.address)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == f"fetched  UNEP/EA.9/77 (zh): {to / 'UNEP_EA.9_77-ZH.docx'}\n"
    told = mandates("ingest", to, "--json", "--data", tmp_path / "data")
    assert told.exit_code == 0
    assert json.loads(told.stdout)["taken"][0]["document"] == "https://w3id.org/mandate-graph/id/doc/UNEP_EA.9_77"
    assert len(DataFolder(tmp_path / "data").current().manifest.documents) == 1


def test_what_is_missing_is_named(mandates: Mandates, service: Service, tmp_path: Path) -> None:
    service.documents["E/9", "en", "docx"] = docx(TEXT)
    told = mandates(
        "fetch",
        "E/9",
        "E/10",
        "--json",
        "--to",
        tmp_path / "to",
        "--pause",
        "0",
        env={"MANDATES_DOCUMENT_SERVICE": service.address},
    )
    assert told.exit_code == Code.REFUSED
    assert json.loads(told.stdout) == {
        "documents": [
            {"symbol": "E/9", "language": "en", "state": "fetched", "file": str(tmp_path / "to" / "E_9-EN.docx"), "reason": None},
            {
                "symbol": "E/10",
                "language": "en",
                "state": "missing",
                "file": None,
                "reason": "the service has no such document in this language (en)",
            },
        ],
        "unreachable": None,
    }


def test_offline_is_told_with_the_mend(mandates: Mandates, tmp_path: Path) -> None:
    told = mandates("fetch", "E/9", "E/10", "--to", tmp_path / "to", "--service", "http://127.0.0.1:1/access")
    assert told.exit_code == Code.OFFLINE
    assert told.stdout == ""
    assert told.stderr.startswith("mandates: 127.0.0.1:1 cannot be reached (")
    assert told.stderr.endswith("; 2 not fetched. Are you online? Call it again to go on\n")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["resolution 70/1"], "is no symbol of a document, such as A/RES/70/1"),
        (["A/RES/70/1", "--lang", "fr"], "fr is not read; give zh or en"),
        (["A/RES/70/1", "--format", "doc"], "doc is not fetched; give docx or pdf"),
        (["A/RES/70/1", "--service", "ftp://x"], "the address of the service begins with https://"),
    ],
)
def test_wrong_calls(arguments: list[str], reason: str, mandates: Mandates, tmp_path: Path) -> None:
    told = mandates("fetch", *arguments, "--to", tmp_path / "to")
    assert told.exit_code == Code.USAGE
    assert reason in told.stderr
    assert not (tmp_path / "to").exists()
