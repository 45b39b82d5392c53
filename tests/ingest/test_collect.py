"""Files that were named become sources: all of them, each once, and what is not read is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest import collect
from ingest.collect import Refusal, sources
from ingest.source import Source
from tests.ingest.formats import files

TEXT = "The Harbour Office\n\n1. Keeps the register.\n"


def told(*paths: Path) -> list[str]:
    """The names of sources, and name and reason of refusals."""
    return [f"{s.name}: {s.reason}" if isinstance(s, Refusal) else s.name for s in sources(paths)]


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)


def test_folders_are_read_through_in_order_with_sidecars_and_without_leftovers(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/c.TXT", "a/._c.txt", "__MACOSX/x.txt", ".git/x.txt", "picture.png", "alone.json")
    (tmp_path / "b.json").write_text('{"symbol": "E/9"}')
    (tmp_path / "~$d.docx").write_text("x")
    (tmp_path / "d.docx").write_bytes(files.docx([TEXT]))
    (tmp_path / "e.html").write_text(f"<p>{TEXT}")
    (tmp_path / "f.pdf").write_bytes(files.pdf(["The Harbour Office keeps the register."]))
    found = [s for s in sources([tmp_path]) if isinstance(s, Source)]
    assert [s.name for s in found] == ["b.txt", "d.docx", "e.html", "f.pdf", "c.TXT"]
    assert found[0].sidecar == {"symbol": "E/9"}
    assert [s.whole_lines for s in found] == [False, True, True, True, False]


def test_documents_of_other_kinds_in_a_folder_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.doc", "c.tar.gz", "d.png")
    assert told(tmp_path) == [
        "a.txt",
        "b.doc: files of this kind (.doc) are not read; save the document as .docx or .pdf",
        "c.tar.gz: files of this kind (.gz) are not read; unpack it, or pack it as .zip",
    ]


def test_archives_give_their_documents_with_the_path_in_refusals(tmp_path: Path) -> None:
    inner = files.archive({"c.txt": TEXT.encode(), "d.txt": b""})
    members = {"a.txt": TEXT.encode(), "a.json": b'{"symbol": "E/9"}', "b.odt": b"x", "inner.zip": inner, "x.png": b"x"}
    (tmp_path / "all.zip").write_bytes(files.archive(members))
    found = list(sources([tmp_path / "all.zip"]))
    assert [s.name for s in found] == ["a.txt", "all.zip/b.odt", "c.txt", "all.zip/inner.zip/d.txt"]
    assert isinstance(found[0], Source)
    assert found[0].sidecar == {"symbol": "E/9"}
    assert found[3] == Refusal("all.zip/inner.zip/d.txt", "the file is empty; download or save it again")


def test_an_archive_without_documents(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(files.archive({"x.png": b"x"}))
    assert told(tmp_path / "a.zip") == ["a.zip: the archive holds no .txt, .docx, .pdf, .html, .htm or .zip file"]


def test_a_loop_of_folders_is_entered_once_and_told(tmp_path: Path) -> None:
    write(tmp_path, "a/b/c.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    assert told(tmp_path) == ["c.txt", f"{tmp_path}/a/b/up: this link leads to a folder that was read already; remove it"]


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/a.txt", "here/b.txt")
    (tmp_path / "here" / "link").symlink_to(tmp_path / "elsewhere")
    assert told(tmp_path / "here") == ["b.txt", "a.txt"]


def test_a_link_to_nothing_and_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "none.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    first, second = told(tmp_path)
    assert first == f"{tmp_path / 'a.txt'}: there is no such file"
    assert second.startswith(f"{tmp_path / 'b.txt'}: it cannot be read: ")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert told(tmp_path) == [f"{tmp_path / 'a.txt'}: this is no regular file (a device, pipe or socket); give a file"]


def test_what_one_may_not_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read everything: so the system's answer is given here."""
    write(tmp_path, "a.txt", "b.txt")
    original = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert told(tmp_path) == ["a.txt: you may not read it; allow it with chmod u+r", "b.txt"]


def test_a_folder_one_may_not_enter_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "shut/b.txt")
    original = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert told(tmp_path) == ["a.txt", f"{tmp_path / 'shut'}: you may not read it; allow it with chmod u+r"]


def test_names_that_are_no_utf_8_are_written_as_far_as_they_can_be(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/harbour\xff.txt"
    with open(raw, "w") as file:
        file.write(TEXT)
    assert told(tmp_path) == ["harbour\ufffd.txt"]


def test_large_files_are_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(path: Path) -> bytes:
        raise AssertionError(path)

    monkeypatch.setattr(Path, "read_bytes", never)
    for name, size in (
        ("a.txt", collect.LARGEST_TEXT + 1),
        ("b.pdf", collect.LARGEST_FILE + 1),
        ("c.htm", collect.LARGEST_HTML + 1),
    ):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    assert told(tmp_path) == [
        "a.txt: 14 MB are more than any document has (at most 14); split it into documents",
        "b.pdf: 100 MB are more than any document has (at most 100); split it into documents",
        "c.htm: 8 MB are more than any document has (at most 8); split it into documents",
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"%PDF-1.7", "this is a PDF file whatever its name says; call it .pdf"),
        ("a.txt", files.docx(["x"]), "this is a ZIP or DOCX file whatever its name says; call it .zip or .docx"),
        ("a.pdf", b"\x89PNG\r\n", "this is a PNG image and no document; give the text of the document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "this is a document of Word before 2007 (.doc); save it"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "the document is protected by a password; save it without one",
        ),
    ],
)
def test_what_a_file_is_counts_and_not_its_name(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    [line] = told(tmp_path / name)
    assert line.startswith(f"{name}: {reason}")


def test_metadata_without_end_are_not_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    with (tmp_path / "a.json").open("wb") as file:
        file.truncate(collect.LARGEST_SIDECAR + 1)
    assert told(tmp_path) == ["a.txt: the metadata beside it (a.json) are larger than any; take them away", "b.txt"]


def test_a_fault_of_this_program_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "b.txt")
    original = collect.read

    def read(data: bytes, name: str, suffix: str) -> object:
        if name == "a.txt":
            raise ZeroDivisionError("the light went out")
        return original(data, name, suffix)

    monkeypatch.setattr(collect, "read", read)
    reason = "this program failed over it; please report it with the file (ZeroDivisionError: the light went out)"
    assert told(tmp_path) == [f"a.txt: {reason}", "b.txt"]
