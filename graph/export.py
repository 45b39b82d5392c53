"""Facts and paragraphs as rows: the contract that programs and spreadsheets read.

One claim a row, in the order of documents and their text; both formats stream.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO, Any

import pyoxigraph as ox

from graph.store import OxigraphStore, Term, value
from graph.vocabulary import CONCEPT, MG

FACT_COLUMNS = (
    "relation",
    "subject",
    "subject_labels",
    "object",
    "object_labels",
    "object_symbol",
    "date",
    "document",
    "document_symbol",
    "file",
    "paragraph",
    "quote",
    "language",
    "standing",
    "status",
    "confidence",
    "provision",
    "modality",
    "action",
    "role",
    "place",
    "start",
    "end",
    "ordinal",
    "measure",
    "period",
    "amount",
    "unit",
    "value",
    "as_of",
    "old_name",
    "new_name",
    "rule",
)
PARAGRAPH_COLUMNS = (
    "document",
    "document_symbol",
    "file",
    "address",
    "label",
    "kind",
    "heading_path",
    "text_start",
    "text_end",
    "text",
    "language",
)

_VERSIONS = """
SELECT ?version ?doc ?symbol ?file ?language WHERE {
  ?version a mg:DocumentVersion ; dcterms:isVersionOf ?doc ; mg:fileName ?file ; dcterms:language ?language .
  OPTIONAL { ?doc mg:symbol ?symbol }
} ORDER BY ?file ?version
"""
_PARAGRAPHS = """
SELECT ?version ?p ?address ?label ?kind ?text ?start ?end ?position ?under WHERE {
  GRAPH ?g { ?version a mg:DocumentVersion . ?p mg:partOfDocument ?doc ; mg:address ?address ; mg:paragraphKind ?kind ;
     mg:text ?text ;
     mg:textStart ?start ; mg:textEnd ?end ; mg:position ?position .
     OPTIONAL { ?p mg:label ?label } OPTIONAL { ?p mg:under ?under } }
} ORDER BY ?position
"""
_CLAIMS = """
SELECT ?version ?claim ?predicate ?object WHERE { ?claim mg:claimedIn ?version ; ?predicate ?object }
"""
_EVIDENCE = """
SELECT ?version ?evidence ?quotation ?address ?position ?start WHERE {
  ?evidence mg:inVersion ?version ; mg:quotation ?quotation ; mg:inParagraph ?p ; oa:hasTarget/oa:hasSelector/oa:start ?start .
  GRAPH ?g { ?version a mg:DocumentVersion . ?p mg:address ?address ; mg:position ?position }
}
"""
_NAMES = """
SELECT ?thing ?name ?rank WHERE {
  VALUES (?predicate ?rank) {
    (skos:prefLabel 0) (skos:altLabel 1) (mg:acronym 2) (mg:symbol 3) (dcterms:title 4) (mg:shortForm 5)
  }
  ?thing ?predicate ?name .
}
"""
#: What a formula begins with in one spreadsheet or another, full-width forms too.
_FORMULA = tuple("=+-@\t\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
#: Details that stand on the claim as literals, by column.
_LITERALS = {
    "date": "date",
    "start": "start",
    "end": "end",
    "ordinal": "ordinal",
    "role": "role",
    "measure": "measure",
    "period": "period",
    "amount": "amount",
    "unit": "unit",
    "value": "value",
    "as_of": "asOf",
    "action": "action",
    "old_name": "oldName",
    "new_name": "newName",
    "provision": "provisionNumber",
    "rule": "rule",
}


def names(store: OxigraphStore) -> dict[str, list[str]]:
    """Every name that the graph holds of a thing, by its IRI: preferred ones first, then by language, no repetition."""
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for row in store.select(_NAMES):
        name = row["name"]
        if isinstance(name, ox.Literal) and name.value:
            found[value(row["thing"])].append((int(value(row["rank"])), name.language or "", name.value))
    return {iri: list(dict.fromkeys(text for _, _, text in sorted(told))) for iri, told in found.items()}


_DUTIES = ("mandates", "fulfils", "proposes")
#: What tells one duty from another in a document.
_DUTY = ("relation", "subject", "object", "paragraph", "provision", "modality", "standing")


def facts(store: OxigraphStore, *, everything: bool = False) -> Iterator[dict[str, Any]]:
    """The rows of facts: asserted claims and every mandate; `everything` adds requested, supported and proposed ones.

    Curated founding facts of the register are no claims of a document and are left out.
    """
    known = names(store)
    symbols = _symbols(store)
    for version in store.select(_VERSIONS):
        bindings = {"version": version["version"]}
        evidence = {value(r["evidence"]): r for r in store.select(_EVIDENCE, bindings)}
        claims: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for row in store.select(_CLAIMS, bindings):
            claims[value(row["claim"])][value(row["predicate"]).removeprefix(MG)].append(row["object"])
        rows = [_fact(iri, told, version, evidence, known, symbols) for iri, told in claims.items()]
        for row in _joined(row for _, row in sorted(rows, key=lambda pair: pair[0])):
            if everything or row["standing"] == "asserted" or row["relation"] == "mandates":
                yield row


def _joined(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that differ in what is to be done, and in nothing that makes them another duty, as one row with all of it.

    It rests on the quotation of the first. Rows with numbers stay apart.
    """
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for number, row in enumerate(rows):
        duty = row.get("action") and row["relation"] in _DUTIES
        key = tuple(row.get(name) for name in _DUTY) if duty else (number,)
        first = found.setdefault(key, row)
        if first is not row and row["action"] not in first["action"]:
            separator = "；" if row["language"] == "zh" else "; "
            first["action"] = f"{first['action']}{separator}{row['action']}"
    return list(found.values())


def _fact(
    iri: str,
    told: dict[str, list[Term]],
    version: dict[str, Any],
    evidence: dict[str, dict[str, Any]],
    known: dict[str, list[str]],
    symbols: dict[str, str],
) -> tuple[tuple[int, int, str, str], dict[str, Any]]:
    def one(name: str) -> str:
        return value(told[name][0]) if told.get(name) else ""

    proofs = sorted(
        (evidence[value(e)] for e in told.get("evidence", []) if value(e) in evidence),
        key=lambda r: int(value(r["position"])),
    )
    proof = proofs[0] if proofs else {}
    subject, thing = one("subject"), one("object")
    row: dict[str, Any] = {
        "relation": _local(one("relation")),
        "subject": subject,
        "subject_labels": _labels(one("subjectAsPrinted"), known.get(subject, [])),
        "object": thing or None,
        "object_labels": _labels(one("objectAsPrinted"), known.get(thing, [])),
        "object_symbol": symbols.get(thing, ""),
        "document": value(version["doc"]),
        "document_symbol": value(version.get("symbol")),
        "file": value(version["file"]),
        "paragraph": value(proof.get("address")),
        "quote": value(proof.get("quotation")),
        "language": value(version["language"]),
        "standing": _local(one("standing")),
        "status": _local(one("status")),
        "confidence": float(one("confidence") or 0),
        "modality": _local(one("modality")),
        "place": " | ".join(known.get(one("place"), [one("place")])[:1]) if one("place") else "",
    }
    for column, name in _LITERALS.items():
        row[column] = one(name)
    order = (
        int(value(proof.get("position")) or 0),
        int(value(proof.get("start")) or 0),
        row["relation"],
        iri,
    )
    return order, {
        name: row[name] for name in FACT_COLUMNS if row[name] not in ("", None, []) or name in ("object", "object_labels")
    }


def _labels(printed: str, known: list[str]) -> list[str]:
    return [name for name in dict.fromkeys([printed, *known]) if name]


def _local(iri: str) -> str:
    return iri.removeprefix(CONCEPT).rsplit("/", 1)[-1]


def _symbols(store: OxigraphStore) -> dict[str, str]:
    return {
        value(r["thing"]): value(r["symbol"]) for r in store.select("SELECT ?thing ?symbol WHERE { ?thing mg:symbol ?symbol }")
    }


def paragraphs(store: OxigraphStore) -> Iterator[dict[str, Any]]:
    """The rows of paragraphs, in the order of documents and their text."""
    for version in store.select(_VERSIONS):
        rows = store.select(_PARAGRAPHS, {"version": version["version"]})
        headings = {value(r["p"]): r for r in rows if value(r["kind"]).endswith("/heading")}
        for row in rows:
            yield {
                "document": value(version["doc"]),
                "document_symbol": value(version.get("symbol")),
                "file": value(version["file"]),
                "address": value(row["address"]),
                "label": value(row.get("label")),
                "kind": _local(value(row["kind"])),
                "heading_path": _path(value(row.get("under")), headings),
                "text_start": int(value(row["start"])),
                "text_end": int(value(row["end"])),
                "text": value(row["text"]),
                "language": value(version["language"]),
            }


def _path(under: str, headings: dict[str, dict[str, Any]]) -> list[str]:
    path: list[str] = []
    while under in headings and len(path) < 12:
        path.insert(0, value(headings[under]["text"]))
        under = value(headings[under].get("under"))
    return path


def write(rows: Iterable[dict[str, Any]], out: IO[str], form: str, columns: tuple[str, ...]) -> int:
    """Write rows as `jsonl` or `csv`, one at a time; how many comes back. Lists are joined by ` | ` in CSV."""
    count = 0
    table = csv.writer(out, lineterminator="\n") if form == "csv" else None
    if table is not None:
        table.writerow(columns)
    for row in rows:
        count += 1
        if table is None:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            table.writerow([_cell(row.get(column)) for column in columns])
    return count


def _cell(content: Any) -> str:
    if isinstance(content, list):
        content = " | ".join(content)
    # A lone carriage return would begin a new row in a spreadsheet.
    text = "" if content is None else str(content).replace("\r\n", "\n").replace("\r", "\n")
    # A spreadsheet would run a cell that begins like a formula; documents come from strangers.
    return "'" + text if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def text(rows: Iterable[dict[str, Any]], form: str, columns: tuple[str, ...]) -> str:
    """The same as a string, for small exports."""
    out = io.StringIO()
    write(rows, out, form, columns)
    return out.getvalue()
