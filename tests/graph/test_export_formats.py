"""Exports as files: JSON Lines and CSV with the same rows, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph import export
from graph.export import FACT_COLUMNS, PARAGRAPH_COLUMNS, facts, paragraphs, text, write
from graph.generations import Generation
from graph.store import OxigraphStore
from tests.graph.test_export import claim, small

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def told(store: OxigraphStore) -> Rows:
    """All facts of the digests."""
    return list(facts(store, everything=True))


@pytest.fixture(scope="module")
def parts(store: OxigraphStore) -> Rows:
    return list(paragraphs(store))


# ---- formats -------------------------------------------------------------------------------------------------------
def from_csv(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written, newline="")))


@pytest.mark.parametrize("columns", [FACT_COLUMNS, PARAGRAPH_COLUMNS])
def test_both_formats_have_the_same_rows(columns: tuple[str, ...], told: Rows, parts: Rows) -> None:
    rows = told if columns is FACT_COLUMNS else parts
    lines = text(rows, "jsonl", columns).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == rows
    table = from_csv(text(rows, "csv", columns))
    assert tuple(table[0]) == columns
    assert len(table) == len(rows)
    for cells, row in zip(table, rows, strict=True):
        for column in columns:
            content = row.get(column)
            plain = " | ".join(content) if isinstance(content, list) else "" if content is None else str(content)
            assert cells[column].removeprefix("'") == plain.removeprefix("'")


def test_two_runs_are_the_same_byte_for_byte(generation: Generation, told: Rows, parts: Rows) -> None:
    again = generation.open()
    for form in ("jsonl", "csv"):
        assert text(facts(again, everything=True), form, FACT_COLUMNS) == text(told, form, FACT_COLUMNS)
        assert text(paragraphs(again), form, PARAGRAPH_COLUMNS) == text(parts, form, PARAGRAPH_COLUMNS)


def test_write_streams_and_counts() -> None:
    out = io.StringIO()
    seen = []

    def rows() -> Any:
        for n in range(3):
            seen.append(out.getvalue().count("\n"))
            yield {"label": str(n)}

    assert write(rows(), out, "jsonl", ("label",)) == 3
    assert seen == [0, 1, 2], "each row is written before the next is asked for"
    assert out.getvalue() == '{"label": "0"}\n{"label": "1"}\n{"label": "2"}\n'


def test_nothing_is_a_header_in_csv_and_nothing_in_jsonl() -> None:
    assert text([], "csv", ("a", "b")) == "a,b\n"
    assert text([], "jsonl", ("a", "b")) == ""


def test_lists_are_joined_and_empty_cells_are_empty() -> None:
    assert text([{"a": ["x", "y"], "b": None, "c": "", "d": []}], "csv", ("a", "b", "c", "d", "e")) == "a,b,c,d,e\nx | y,,,,\n"


# ---- spreadsheets --------------------------------------------------------------------------------------------------
#: What starts a formula in Excel, LibreOffice or Sheets (OWASP's list, with the full-width forms).
DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
formulas = st.builds(
    lambda head, tail: head + tail, st.sampled_from(DANGEROUS), st.text("=1+cmd|'\" ,\n\r\t/C calc!A0", max_size=9)
)


def runs(cell: str) -> bool:
    return cell.startswith(DANGEROUS) and not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", cell)


def cells_of(written: str) -> list[str]:
    """The cells as a spreadsheet sees them: to it every line end outside quotation marks begins a row."""
    return [cell for row in csv.reader(io.StringIO(written.replace("\r", "\n"), newline="")) for cell in row]


@given(st.lists(st.one_of(st.text(), formulas, st.lists(formulas, max_size=3)), min_size=1, max_size=4))
@example(["=1+1"])
@example(["a\r=1+1"])
@example(["-inf"])
@example([["=1", "x"]])
@example(["＝cmd|'/C calc'!A0"])
def test_no_cell_is_one_that_a_spreadsheet_would_run(contents: list[Any]) -> None:
    columns = tuple(f"c{n}" for n in range(len(contents)))
    cells = cells_of(text([dict(zip(columns, contents, strict=True))], "csv", columns))
    assert len(cells) == 2 * len(contents), "no cell breaks out of its place"
    assert [cell for cell in cells if runs(cell)] == []


@pytest.mark.parametrize("number", ["-5", "+5", "-0.25", "12", "1997"])
def test_numbers_stay_numbers(number: str) -> None:
    assert text([{"n": number}], "csv", ("n",)) == f"n\n{number}\n"


@pytest.mark.parametrize("cell", ["=1", "@x", "-inf", "+nan", "-1_0", "-x", "＝1", "-１"])
def test_what_only_looks_like_a_number_is_kept_from_running(cell: str) -> None:
    assert text([{"n": cell}], "csv", ("n",)) == f"n\n'{cell}\n"


def test_a_formula_from_a_document_reaches_json_as_it_is_and_csv_disarmed() -> None:
    rows = list(facts(small(claim("c", "mg:subject body:ga"))))
    assert rows[0]["quote"] == "=大会设立甲"
    assert from_csv(text(rows, "csv", FACT_COLUMNS))[0]["quote"] == "'=大会设立甲"
    assert json.loads(text(rows, "jsonl", FACT_COLUMNS))["quote"] == "=大会设立甲"
    assert export.text is text
