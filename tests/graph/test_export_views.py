"""Workbook, matrix, chronology and citation network."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile

from graph import export_chronology, export_matrix, export_network, export_xlsx
from graph.export import facts
from graph.store import OxigraphStore

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def _sheet(content: bytes, name: str = "sheet1") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(f"xl/worksheets/{name}.xml").decode()


def test_a_workbook_holds_texts_and_numbers_but_no_formula() -> None:
    out = io.BytesIO()
    rows = [{"name": "=1+1", "amount": "12.5", "number": "27", "list": ["a", "b"]}, {"name": None, "amount": "-3"}]
    counts = export_xlsx.write(
        {"a/b: table with a name that is much too long": (("name", "amount", "number", "list"), rows)}, out
    )
    assert list(counts.values()) == [2]
    sheet = _sheet(out.getvalue())
    assert "<f>" not in sheet
    assert "=1+1" in sheet
    assert "<v>12.5</v>" in sheet
    assert "a | b" in sheet
    assert "<v>27</v>" not in sheet, "a number that is a name stays a text"


def test_what_is_longer_than_a_cell_is_cut() -> None:
    out = io.BytesIO()
    export_xlsx.write({"t": (("x",), [{"x": "y" * 40_000}])}, out)
    assert "y" * export_xlsx.LONGEST_CELL in _sheet(out.getvalue())
    assert "y" * (export_xlsx.LONGEST_CELL + 1) not in _sheet(out.getvalue())


def test_the_matrix_holds_each_mandate_of_an_act_once_with_its_source(store: OxigraphStore) -> None:
    columns, rows = export_matrix.mandates(store)
    assert columns[:3] == export_matrix.HEAD
    assert len(set(columns)) == len(columns)
    told = {row["decision_iri"] for row in rows}
    assert told == {r["subject"] for r in facts(store) if r["relation"] == "mandates" and r.get("object")}
    cells = [text for row in rows for column in columns[3:] for text in row.get(column, [])]
    assert cells
    assert all(text.endswith("]") and " [" in text for text in cells)


def test_the_chronology_is_in_the_order_of_time(store: OxigraphStore) -> None:
    rows = list(export_chronology.chronology(store))
    assert len(rows) > 30
    assert [r["date"] for r in rows] == sorted(r["date"] for r in rows)
    assert all(r["quote"] and r["paragraph"] and r["file"] for r in rows)
    assert any(r["event"] == "terminates" for r in rows)


def test_the_network_is_graphml_with_an_edge_for_each_pair(store: OxigraphStore) -> None:
    out = io.StringIO()
    nodes, edges = export_network.citations(store, out)
    root = ET.fromstring(out.getvalue().split("\n", 1)[1])
    graph = root.find(f"{GRAPHML}graph")
    assert graph is not None
    assert len(graph.findall(f"{GRAPHML}node")) == nodes
    assert len(graph.findall(f"{GRAPHML}edge")) == edges
    pairs = {(r["subject"], r["object"]) for r in facts(store) if r["relation"] == "cites" and r.get("object")}
    assert {(e.get("source"), e.get("target")) for e in graph.findall(f"{GRAPHML}edge")} == pairs
    keys = {k.get("id") for k in root.findall(f"{GRAPHML}key")}
    assert {d.get("key") for d in graph.iter(f"{GRAPHML}data")} <= keys
