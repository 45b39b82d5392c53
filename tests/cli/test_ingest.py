"""`mandates ingest`: what goes in, what is refused and why, and in which words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import documents
import shapes
from cli.console import Code
from graph import validate
from graph.generations import DataFolder, Generation
from graph.store import value

Mandates = Callable[..., Any]
#: What a generation says, the model itself aside, whose blank nodes are named anew each time.
_SAID = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER (?g != graph:ontology) }"
NAMELESS = "report.txt: no symbol was found; it goes by report (give its symbol in report.json beside it)"
OFFICIAL = "联合国\n\n联合国环境规划署理事会\n\n正式文本\n\n1. 大会于1972年设立了联合国环境规划署。\n"


@pytest.fixture
def strict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One shape more: no paragraph speaks of the moon."""
    path = tmp_path / "moon.ttl"
    path.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <https://w3id.org/mandate-graph/shapes#> .
        @prefix mg: <https://w3id.org/mandate-graph/ontology#> .
        s:MoonShape a sh:NodeShape ; sh:targetClass mg:Paragraph ; sh:property s:NoMoon .
        s:NoMoon sh:path mg:text ; sh:not [ sh:pattern "月球" ] ; sh:message "Nothing is said of the moon."@en .""",
        encoding="utf-8",
    )
    own = validate.Validator([*shapes.files(), path])
    monkeypatch.setattr(validate, "standard", lambda: own)


def told_by(generation: Generation) -> set[str]:
    return {str(row) for row in generation.open().select(_SAID)}


def test_a_document_goes_in(mandates: Mandates, document: Path, tmp_path: Path) -> None:
    told = mandates("ingest", document, "--data", tmp_path / "new")
    live = DataFolder(tmp_path / "new").current()
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == (
        "taken    report.txt: 3 paragraphs, 1 claims\n"
        f"warning  {NAMELESS}\n"
        f"generation 000001: 1 documents, {live.manifest.counts['quads']} quads\n"
    )
    assert [entry.file for entry in live.manifest.documents] == ["report.txt"], "no digests are loaded"
    [row] = live.open().select(
        "SELECT ?quotation { body:unep mg:establishedBy ?act . ?c mg:object body:unep ; mg:evidence/mg:quotation ?quotation }"
    )
    assert value(row["quotation"]) == "大会于1972年设立了联合国环境规划署。"


def test_json(mandates: Mandates, document: Path, tmp_path: Path) -> None:
    (document.parent / "empty.txt").write_text("")
    told = mandates("ingest", document.parent, "--json", "--data", tmp_path / "new")
    assert told.exit_code == Code.REFUSED
    assert json.loads(told.stdout) == {
        "taken": [
            {
                "document": "https://w3id.org/mandate-graph/id/doc/report",
                "file": "report.txt",
                "symbol": "",
                "digest": False,
                "paragraphs": 3,
                "claims": 1,
            }
        ],
        "replaced": [],
        "skipped": [],
        "refused": [{"file": "empty.txt", "reason": "the file is empty; download or save it again"}],
        "warnings": [NAMELESS],
        "generation": "000001",
    }


#: Name, content, metadata beside it, and how the reason begins.
UNREADABLE = [
    ("empty.txt", b" \n", None, "the file is empty; download or save it again\n"),
    ("zeros.txt", b"a\x00b", None, "this is no text file (it holds NUL bytes); give the text of the document\n"),
    ("bytes.txt", b"\xff\xff\x81", None, "neither UTF-8, UTF-16, GB18030 nor Windows-1252; open it in an editor"),
    ("paper.odt", b"PK", None, "files of this kind (.odt) are not read; save the document as .docx or .pdf\n"),
    ("noending", b"x", None, "files of this kind (no ending) are not read; give the document as .txt, .docx"),
    ("a.txt", b"x", b"{", "a.json: the metadata beside a.txt is no JSON ("),
    ("b.txt", b"x", b"[]", "b.json: the metadata beside b.txt must be one JSON object\n"),
    ("en.txt", b"1. The Assembly decides.", b'{"language": "xx"}', "documents in language 'xx' are not read"),
]


def test_what_cannot_be_read_is_named_with_the_mend_and_the_rest_goes_in(
    mandates: Mandates, document: Path, tmp_path: Path
) -> None:
    for name, content, beside, _ in UNREADABLE:
        path = document.parent / name
        path.write_bytes(content)
        if beside is not None:
            path.with_suffix(".json").write_bytes(beside)
    named = [document.parent / name for name, *_ in UNREADABLE]
    told = mandates("ingest", *named, document, "--data", tmp_path / "new")
    assert told.exit_code == Code.REFUSED
    lines = told.stderr.splitlines(keepends=True)
    assert len(lines) == len(UNREADABLE)
    for name, _, _, reason in UNREADABLE:
        assert [line for line in lines if line.startswith(f"refused  {name}: {reason}")], name
    assert told.stdout.startswith("taken    report.txt: ")
    assert [entry.file for entry in DataFolder(tmp_path / "new").current().manifest.documents] == ["report.txt"]


def test_files_that_are_not_there(mandates: Mandates, tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    told = mandates("ingest", tmp_path / "none.txt", tmp_path / "hollow", "--data", tmp_path / "new")
    assert told.exit_code == Code.REFUSED
    assert told.stdout == ""
    assert told.stderr.splitlines() == [
        f"refused  {tmp_path / 'none.txt'}: there is no such file",
        f"refused  {tmp_path / 'hollow'}: the folder holds no .txt, .docx, .pdf, .html, .htm or .zip file",
        "nothing went in; the graph is as it was",
    ]
    assert mandates("validate", "--data", tmp_path / "new").exit_code == Code.NO_GRAPH


def test_a_document_that_breaks_a_shape_is_named_with_shape_node_and_message(
    strict: None, mandates: Mandates, document: Path, tmp_path: Path
) -> None:
    (document.parent / "moon.txt").write_text("联合国\n\n报告\n\n1. 前言。\n\n2. 大会感谢月球。\n", encoding="utf-8")
    told = mandates("ingest", document.parent, "--data", tmp_path / "new")
    assert told.exit_code == Code.REFUSED
    assert told.stderr == "refused  moon.txt: NoMoon: p.2: Nothing is said of the moon. [大会感谢月球。]\n"
    assert told.stdout.startswith("taken    report.txt: 3 paragraphs, 1 claims\n")
    live = DataFolder(tmp_path / "new").current()
    assert [entry.file for entry in live.manifest.documents] == ["report.txt"]
    assert not live.open().ask("ASK { ?p mg:text ?text FILTER (CONTAINS(?text, '月球')) }")


def test_many_broken_shapes_are_counted(strict: None, mandates: Mandates, tmp_path: Path) -> None:
    text = "联合国\n\n报告\n\n" + "".join(f"{n}. 大会第{n}次感谢月球。\n\n" for n in range(1, 9))
    (tmp_path / "moon.txt").write_text(text, encoding="utf-8")
    told = mandates("ingest", tmp_path / "moon.txt", "--data", tmp_path / "new")
    assert told.exit_code == Code.REFUSED
    assert told.stderr.count("NoMoon: ") == 5
    assert " … and 3 more\n" in told.stderr
    assert told.stderr.endswith("nothing went in; the graph is as it was\n")


def test_a_refused_document_is_read_again_next_time(strict: None, mandates: Mandates, tmp_path: Path) -> None:
    """Only what went in is cached: the mend of a rule or a shape must show."""
    (tmp_path / "moon.txt").write_text("联合国\n\n报告\n\n1. 大会感谢月球。\n", encoding="utf-8")
    for _ in range(2):
        told = mandates("ingest", tmp_path / "moon.txt", "--data", tmp_path / "new")
        assert "NoMoon" in told.stderr
    assert list((tmp_path / "new").glob("readings/*")) == []


def test_warnings_are_told_and_let_through(mandates: Mandates, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(
        "联合国\n\n报告\n\n1. 联合国环境规划署理事会第二十七届会议于2013年2月22日至18日在内罗毕举行。\n", encoding="utf-8"
    )
    told = mandates("ingest", path, "--data", tmp_path / "new")
    assert told.exit_code == 0
    assert "warning  StartBeforeEnd: " in told.stdout
    assert "What begins after it ends was read from a wrong date" in told.stdout
    told = mandates("validate", "--data", tmp_path / "new")
    assert told.exit_code == 0, "a warning is no violation"
    assert told.stdout.endswith("1 documents, 0 violations, 1 warnings, 0 infos\n")


def test_an_official_text_takes_the_place_of_its_digest_and_not_the_other_way_round(
    mandates: Mandates, data: DataFolder, tmp_path: Path
) -> None:
    official = tmp_path / "UNEP_EA.4_16.txt"
    official.write_text(OFFICIAL, encoding="utf-8")
    told = mandates("ingest", official, "--json", "--data", data.root)
    assert told.exit_code == 0
    report = json.loads(told.stdout)
    assert report["replaced"] == [{"digest": "unep-ea-4-16.zh.txt", "official": "UNEP_EA.4_16.txt"}]
    assert report["taken"][0]["document"] == "https://w3id.org/mandate-graph/id/doc/UNEP_EA.4_16"
    files = sorted(entry.file for entry in data.current().manifest.documents)
    assert files == sorted(p.name for p in [*documents.files(), official] if p.name != "unep-ea-4-16.zh.txt")

    told = mandates("ingest", documents.FOLDER / "unep-ea-4-16.zh.txt", "--data", data.root)
    assert told.exit_code == 0
    assert "skipped  unep-ea-4-16.zh.txt: the official text of " in told.stdout
    assert "is in the graph; a digest does not take its place" in told.stdout
    assert sorted(entry.file for entry in data.current().manifest.documents) == files


def test_the_same_document_again_changes_nothing(mandates: Mandates, document: Path, tiny_data: DataFolder) -> None:
    first = tiny_data.current()
    assert mandates("ingest", document, "--no-curated", "--data", tiny_data.root).exit_code == 0
    second = tiny_data.current()
    assert second.name == "000002"
    assert told_by(second) == told_by(first)
    assert second.manifest.documents == first.manifest.documents


def test_another_base(mandates: Mandates, document: Path, tmp_path: Path) -> None:
    told = mandates("ingest", document, "--data", tmp_path / "new", env={"MANDATES_BASE": "https://example.org/g/"})
    assert told.exit_code == 0
    store = DataFolder(tmp_path / "new").current().open()
    unep = "<https://example.org/g/id/body/unep>"
    assert store.ask(f"ASK {{ {unep} mg:establishedBy ?act }}"), "shortcuts are derived under any base"
    assert store.ask(f"ASK {{ ?claim mg:object {unep} ; mg:relation rel:establishes ; mg:standing standing:asserted }}")
    assert not store.ask("ASK { ?s ?p ?o FILTER (STRSTARTS(STR(?s), 'https://w3id.org/mandate-graph/id/')) }")


@pytest.mark.parametrize(
    "base",
    ["", "example.org/", "https://example.org", "https://example.org/g", "https://e.org/a b/", "https://e.org/#", "file:///x/"],
)
def test_a_base_that_would_break_every_iri(base: str, mandates: Mandates, document: Path, tmp_path: Path) -> None:
    told = mandates("ingest", document, "--base", base, "--data", tmp_path / "new")
    assert told.exit_code == Code.USAGE
    assert "a base is an http or https IRI that ends with a slash" in told.stderr
    assert not (tmp_path / "new").exists()


def test_busy(mandates: Mandates, document: Path, tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "new")
    with data.lock():
        told = mandates("ingest", document, "--data", data.root)
    assert told.exit_code == Code.BUSY
    assert told.stdout == ""
    assert told.stderr == f"mandates: {data.root}: another mandates process is writing here; wait for it to end\n"


def test_names_of_files_are_no_markup(mandates: Mandates, tmp_path: Path) -> None:
    path = tmp_path / "[red]a[1]:cat:.txt"
    path.write_text("", encoding="utf-8")
    told = mandates("ingest", path, "--data", tmp_path / "new")
    assert told.stderr.startswith("refused  [red]a[1]:cat:.txt: the file is empty; download or save it again\n")


@pytest.mark.parametrize("sidecar", [{"digest_of": "UNEP/EA.4/16"}, {"title": {"z h": "x"}}])
def test_metadata_of_another_form_refuses_one_document_only(
    sidecar: dict[str, Any], mandates: Mandates, document: Path, tmp_path: Path
) -> None:
    (document.parent / "odd.txt").write_text(OFFICIAL, encoding="utf-8")
    (document.parent / "odd.json").write_text(json.dumps(sidecar), encoding="utf-8")
    told = mandates("ingest", document.parent, "--data", tmp_path / "new")
    assert told.exit_code == Code.REFUSED
    assert "refused  odd.txt: " in told.stderr


@pytest.mark.parametrize("sidecar", [{"symbol": " \n"}])
def test_blank_metadata_is_none(sidecar: dict[str, Any], mandates: Mandates, document: Path, tmp_path: Path) -> None:
    document.with_suffix(".json").write_text(json.dumps(sidecar), encoding="utf-8")
    told = mandates("ingest", document, "--json", "--data", tmp_path / "new")
    assert json.loads(told.stdout)["taken"][0]["document"] == "https://w3id.org/mandate-graph/id/doc/report"
