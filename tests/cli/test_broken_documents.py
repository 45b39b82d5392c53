"""Broken documents among sound ones: each named with the reason and the mend, the others in, little memory taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.console import Code
from graph.generations import DataFolder
from tests.ingest.formats import files

ROOT = Path(__file__).parents[2]
SOUND = "联合国\n\n报告\n\n1. 大会于1972年设立了联合国环境规划署。\n\n2. 理事会感谢秘书处。\n"
#: Runs the program and tells the most memory that it and the largest of its workers took, in bytes. Its own is read from the
#: kernel's account of this process image: `ru_maxrss` begins with what the process that started it took.
MEASURED = """
import json, pathlib, resource, sys
from cli.main import app
try:
    app(sys.argv[1:])
    code = 0
except SystemExit as end:
    code = end.code
peak = next(line for line in pathlib.Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
peaks = [int(peak.split()[1]) * 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024]
sys.stderr.write("\\n" + json.dumps({"peaks": peaks, "code": code}))
"""


def _zip_in_zip(depth: int) -> bytes:
    data = files.archive({"a.txt": SOUND.encode()})
    for n in range(depth):
        data = files.archive({f"{n}.zip": data})
    return data


def _pdf_bomb() -> bytes:
    packed = zlib.compress(bytes(64 * 2**20), 9)
    return b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream"


def _bomb_docx() -> bytes:
    return files.archive({"word/document.xml": b"<w>" + b" " * (60 * 2**20)})


ENTITIES = "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9)) + "]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Name, bytes, and how the reason begins.
BROKEN: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.txt", lambda: b"", "the file is empty"),
    ("blank.txt", lambda: b" \n\t\n", "the file is empty"),
    ("binary.txt", lambda: bytes(range(256)) * 64, "this is no text file (it holds NUL bytes)"),
    (
        "encoding.txt",
        lambda: "海港事務處請執行主任提出報告，並維護燈塔。".encode("big5") * 9,
        "neither UTF-8, UTF-16, GB18030 nor",
    ),
    ("half-utf8.txt", lambda: SOUND.encode()[:-5], "this is UTF-8 but for byte "),
    ("line.txt", lambda: b"x" * (100 * 2**20), "100 MB are more than any document has"),
    ("long-line.txt", lambda: b"harbour " * 2**20, "8,388,608 characters are more than any document has"),
    ("one-line.txt", lambda: b"harbour " * 200_000, "a line of 1,600,000 characters is no paragraph"),
    ("no-ends.txt", lambda: ("海" * 40 + "\n").encode() * 15_000, "600,000 characters without the end of a paragraph"),
    ("no-paragraphs.txt", lambda: "联合国\n".encode(), "no paragraphs were found in it"),
    (
        "french.txt",
        lambda: b"1. Le Bureau des ports tient le registre des ports et des phares.\n" * 9,
        "documents in language 'fr'",
    ),
    ("truncated.docx", lambda: files.docx([SOUND] * 40)[:700], "the file is damaged or was cut off"),
    ("bomb.docx", _bomb_docx, "word/document.xml unpacks to more than 48 MB"),
    ("entities.docx", lambda: files.docx(["&e9;"], head=ENTITIES), "it holds a document type declaration"),
    (
        "external.docx",
        lambda: files.docx(["&a;"], head='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "it holds a document",
    ),
    (
        "deep.docx",
        lambda: files.docx(["<w:p>" + "<w:r>" * 9000 + "</w:r>" * 9000 + "</w:p>"]),
        "more than 256 elements lie within",
    ),
    (
        "locked.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "the document is protected by",
    ),
    ("old.docx", lambda: OLE + bytes(999), "this is a document of Word before 2007"),
    ("locked.pdf", lambda: files.pdf(["x"], password="harbour"), "the document is protected by a password"),
    ("truncated.pdf", lambda: files.pdf([SOUND] * 9)[:800], "the file is damaged or was cut off"),
    ("bomb.pdf", _pdf_bomb, "a part of it unpacks to more than 32 MB"),
    ("picture.pdf", lambda: b"\x89PNG\r\n\x1a\n", "this is a PNG image and no document"),
    ("deep.html", lambda: b"<div>" * 300_000, "more than 5,000 elements lie within each other"),
    ("program.html", lambda: b"<html><script>go()</script>", "the page holds no text"),
    ("letter.doc", lambda: b"x", "files of this kind (.doc) are not read"),
    ("damaged.zip", lambda: files.archive({"a.txt": SOUND.encode()})[:-20], "the archive is damaged or was cut off"),
]
#: The same for what lies in archives: archive, path in refusals, content, reason.
PACKED: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("bomb.zip", "bomb.zip/a.txt", lambda: files.archive({"a.txt": bytes(150 * 2**20)}), "it unpacks to more than "),
    ("russian.zip", "russian.zip/5.zip/4.zip/3.zip", lambda: _zip_in_zip(6), "archives lie in archives more than 3 deep"),
    ("out.zip", "out.zip/../../out.txt", lambda: files.archive({"../../out.txt": b"x"}), "its name leads out of the archive"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sound documents and broken ones."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, make, _ in BROKEN:
        (folder / name).write_bytes(make())
    for name, _, make, _ in PACKED:
        (folder / name).write_bytes(make())
    (folder / "sidecar.txt").write_text(SOUND, encoding="utf-8")
    (folder / "sidecar.json").write_text("{")
    for name in ("sound.txt", "twice-1.txt", "twice-2.txt"):
        (folder / name).write_text(SOUND.replace("报告", name), encoding="utf-8")
    for n in (1, 2):
        (folder / f"twice-{n}.json").write_text('{"symbol": "E/2031/9"}')
    (folder / "loop").symlink_to(folder)
    return folder


def run(*arguments: object, cwd: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the program said in JSON, and what it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", MEASURED, *map(str, arguments)]
    told = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=240)
    return json.loads(told.stdout), json.loads(told.stderr.splitlines()[-1])


@pytest.mark.slow
def test_each_is_named_the_others_go_in_and_memory_stays_small(folder: Path, tmp_path: Path) -> None:
    report, took = run("--data", tmp_path / "data", "ingest", folder, "--json", cwd=tmp_path)
    reasons = {refused["file"]: refused["reason"] for refused in report["refused"]}
    expected = {name: reason for name, _, reason in BROKEN} | {path: reason for _, path, _, reason in PACKED}
    expected |= {
        "sidecar.txt": "sidecar.json: the metadata beside sidecar.txt is no JSON (",
        "twice-2.txt": "twice-1.txt went in under the same name (",
        f"{folder}/loop": "this link leads to a folder that was read already",
    }
    assert set(reasons) == set(expected), "each is named, and nothing else"
    for name, reason in expected.items():
        assert reasons[name].startswith(reason), name
        assert any(mend in reasons[name] for mend in (";", "give", "is this the text")), f"{name}: the mend is told"
    assert sorted(taken["file"] for taken in report["taken"]) == ["sound.txt", "twice-1.txt"]
    assert report["warnings"] == ["sound.txt: no symbol was found; it goes by sound (give its symbol in sound.json beside it)"]
    assert took["code"] == Code.REFUSED
    assert len(DataFolder(tmp_path / "data").current().manifest.documents) == 2
    assert sum(took["peaks"]) < 2**30, took
    print("peak memory, MB:", [peak // 2**20 for peak in took["peaks"]])
    assert not (tmp_path / "out.txt").exists()
    assert not (tmp_path.parent / "out.txt").exists()
