"""ZIP archives: every document in them, once; nothing that leads out, swells or goes round in circles."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from ingest.formats import archive
from ingest.formats.archive import Member, members
from tests.ingest.formats.files import archive as packed


def wanted(name: str) -> str | None:
    return None if name.endswith((".txt", ".pdf")) else "not this" if name.endswith(".odt") else ""


def read(data: bytes, folder: Path) -> list[Member]:
    path = folder / "a.zip"
    path.write_bytes(data)
    return list(members(path, "a.zip", wanted))


def reasons(data: bytes, folder: Path) -> dict[str, str]:
    return {member.name: member.reason for member in read(data, folder)}


def test_files_with_their_sidecars_in_order(tmp_path: Path) -> None:
    left = {"~$b.pdf": b"x", ".hidden.txt": b"x", "__MACOSX/b.txt": b"x", "alone.json": b"[]", "c.odt": b"x"}
    data = packed({"b.txt": b"B", "in/a.pdf": b"A", "b.json": b"{}", "in/": b"", **left})
    assert read(data, tmp_path) == [
        Member("a.zip/b.txt", b"B", b"{}"),
        Member("a.zip/c.odt", reason="not this"),
        Member("a.zip/in/a.pdf", b"A"),
    ]


def test_archives_in_archives(tmp_path: Path) -> None:
    data = packed({"in.zip": packed({"deep.zip": packed({"a.txt": b"A"}), "b.txt": b"B"})})
    assert [member.name for member in read(data, tmp_path)] == ["a.zip/in.zip/b.txt", "a.zip/in.zip/deep.zip/a.txt"]


def test_archives_too_deep_are_named(tmp_path: Path) -> None:
    data = packed({"a.txt": b"A"})
    for n in range(5):
        data = packed({f"{n}.zip": data, f"{n}.txt": b"x"})
    told = read(data, tmp_path)
    assert [m.name for m in told if not m.reason] == ["a.zip/4.txt", "a.zip/4.zip/3.txt", "a.zip/4.zip/3.zip/2.txt"]
    assert [(m.name, m.reason) for m in told if m.reason] == [
        ("a.zip/4.zip/3.zip/2.zip", "archives lie in archives more than 3 deep; unpack the outer ones")
    ]


def test_an_archive_that_holds_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A true one is a curiosity of a few hundred bytes; here the digest of every archive is made the same."""

    class Same:
        def update(self, data: bytes) -> None: ...
        def digest(self) -> bytes:
            return b"same"

    monkeypatch.setattr(archive.hashlib, "sha256", lambda *_: Same())
    assert reasons(packed({"a.txt": b"A", "self.zip": packed({"b.txt": b"B"})}), tmp_path) == {
        "a.zip/a.txt": "",
        "a.zip/self.zip": "the archive holds itself; take it out of itself",
    }


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "in/../../out.txt", "C:\\out.txt", "..\\out.txt"])
def test_names_that_lead_out_are_refused(name: str, tmp_path: Path) -> None:
    told = read(packed({name: b"x", "a.txt": b"A"}), tmp_path)
    assert [m.reason for m in told if m.name != "a.zip/a.txt"] == [
        "its name leads out of the archive; pack it under a plain name"
    ]
    assert Member("a.zip/a.txt", b"A") in told


def test_links_are_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(info, "/etc/hostname")
    assert reasons(buffer.getvalue(), tmp_path) == {"a.zip/a.txt": "this is a link and no file; pack the file itself"}


def test_a_bomb_is_not_unpacked_and_its_neighbours_are(tmp_path: Path) -> None:
    told = reasons(packed({"a.txt": b"A", "bomb.txt": bytes(32 * 2**20), "c.txt": b"C"}), tmp_path)
    assert told == {
        "a.zip/a.txt": "",
        "a.zip/bomb.txt": "it unpacks to more than 8 MB, as no document does; pack documents alone",
        "a.zip/c.txt": "",
    }


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    data = bytearray(packed({"bomb.txt": bytes(32 * 2**20)}))
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(magic) + at
        data[start : start + 4] = (10).to_bytes(4, "little")
    [member] = read(bytes(data), tmp_path)
    assert len(member.data) <= 10
    assert member.reason == "this file in the archive is damaged; download or pack it again"


def test_all_that_is_unpacked_has_a_limit(tmp_path: Path) -> None:
    budget = archive._Budget(wanted, left=25)
    path = tmp_path / "a.zip"
    path.write_bytes(packed({f"{n}.txt": b"x" * 10 for n in range(4)}))
    with path.open("rb") as stream:
        told = list(archive._walk(stream, "a.zip", budget))
    assert [bool(m.reason) for m in told] == [False, False, True, True]
    assert told[2].reason.startswith("the archive unpacks to more than ")


def test_many_files_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({f"{n}.txt": b"x" for n in range(9)}))
    with path.open("rb") as stream:
        told = list(archive._walk(stream, "a.zip", archive._Budget(wanted, members=3)))
    assert [m.name for m in told] == ["a.zip/0.txt", "a.zip/1.txt", "a.zip/2.txt", "a.zip"]
    assert told[3].reason.endswith("those from 3.txt on are not read")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_in_the_packer_s_own_encoding(encoding: str, tmp_path: Path) -> None:
    plain = "a" * len("海港报告".encode(encoding))
    data = packed({f"{plain}.txt": b"x"}).replace(plain.encode(), "海港报告".encode(encoding))
    assert list(reasons(data, tmp_path)) == ["a.zip/海港报告.txt"]


#: Bit 0 of the general flags: encrypted.
def encrypted(data: bytes) -> bytes:
    out = bytearray(data)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        out[out.index(magic) + at] |= 1
    return bytes(out)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (packed({"a.txt": b"A"})[:-30], {"a.zip": "the archive is damaged or was cut off; download or pack it again"}),
        (b"", {"a.zip": "the archive is damaged or was cut off; download or pack it again"}),
        (packed({}), {"a.zip": "the archive holds no files"}),
        (encrypted(packed({"a.txt": b"A"})), {"a.zip/a.txt": "the archive is protected by a password; pack it without one"}),
        (
            packed({"a.txt": b"A harbour light"}).replace(b"\x00a.txt", b"\x00a.txt\xff", 1).replace(b"\xffs", b"\xff", 1),
            {"a.zip/a.txt": "this file in the archive is damaged; download or pack it again"},
        ),
    ],
    ids=["cut off", "empty file", "no files", "password", "damaged"],
)
def test_what_cannot_be_unpacked_is_named_with_the_mend(data: bytes, told: dict[str, str], tmp_path: Path) -> None:
    assert reasons(data, tmp_path) == told
