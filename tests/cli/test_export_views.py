"""`mandates export` of views: they come as tables, and say what is wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.console import Code

Mandates = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "columns"),
    [
        (["chronology"], {"date", "event", "quote"}),
        (["matrix"], {"decision", "adopted"}),
        (["structure", "--on", "2014-01-01"], {"body", "part_of", "there"}),
        (["in-force", "--on", "2014", "-l", "zh"], {"addressee", "act", "since"}),
        (["progress", "decision:unep-gc/27_2", "-p", "17"], {"state", "text", "paragraph"}),
    ],
)
def test_views_as_tables_and_as_lines(arguments: list[str], columns: set[str], mandates: Mandates, built: Path) -> None:
    table = mandates("export", *arguments, "--data", built)
    assert table.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(table.stdout)))
    assert rows
    assert columns <= set(rows[0])
    lines = mandates("export", *arguments, "-f", "jsonl", "--data", built).stdout.splitlines()
    assert len(lines) == len(rows)
    assert all(json.loads(line) for line in lines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["structure", "--on", "soon"], "is no date"),
        (["in-force", "--on", "2013-2"], "is no date"),
        (["progress", "27/2 decision"], "IRI"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], said: str, mandates: Mandates, built: Path) -> None:
    told = mandates("export", *arguments, "--data", built)
    assert told.exit_code == Code.USAGE
    assert said in told.stderr


def test_citations_are_xml(mandates: Mandates, built: Path) -> None:
    told = mandates("export", "citations", "--data", built)
    assert told.exit_code == 0
    assert told.stdout.startswith("<?xml")
    assert told.stdout.rstrip().endswith("</graphml>")


def test_a_workbook_goes_to_standard_output(mandates: Mandates, built: Path) -> None:
    told = mandates("export", "facts", "-f", "xlsx", "--data", built)
    assert told.exit_code == 0
    assert told.stdout_bytes.startswith(b"PK")
