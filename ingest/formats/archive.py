"""ZIP archives: their documents and what stands beside them, within limits; nothing is ever unpacked to disk."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

SUFFIX = ".zip"
#: An archive may hold archives, these hold others, and no deeper.
DEEPEST = 3
MOST_MEMBERS = 20_000
LARGEST_MEMBER = 100 * 2**20
#: All that is unpacked from one archive that was named, with those in it.
LARGEST_SUM = 2 * 2**30
#: What unpacks to more than this many times its size is a bomb, if it is large at all.
HIGHEST_RATIO = 250
_LARGE = 8 * 2**20

_ENCRYPTED = 0x1
_UTF8 = 0x800
_LEFTOVER = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.)|~\$|Thumbs\.db$)")


@dataclass(frozen=True)
class Member:
    """A file in an archive: its name below the archive's, its bytes and those of NAME.json beside it; or, with a `reason`,
    one that is not read."""

    name: str
    data: bytes = b""
    sidecar: bytes | None = None
    reason: str = ""


#: Whether a file is read, by its name: None where it is, else the reason why not, which is empty where it is no matter.
Wanted = Callable[[str], str | None]


@dataclass
class _Budget:
    """What may still be unpacked, which files are wanted, and the archives that are open, by the SHA-256 of their bytes."""

    wanted: Wanted
    left: int = LARGEST_SUM
    members: int = MOST_MEMBERS
    open: list[bytes] = field(default_factory=list)


def members(path: Path, name: str, wanted: Wanted) -> Iterator[Member]:
    """The files that are wanted in the archive at `path`, and in archives in it, in order of their names there. Never raises
    for what is in an archive: what cannot be read comes as a member with a reason."""
    try:
        with path.open("rb") as stream:
            yield from _walk(stream, name, _Budget(wanted, open=[_digest(stream)]))
    except OSError as error:
        reason = "you may not read it; allow it with chmod u+r" if isinstance(error, PermissionError) else str(error)
        yield Member(name, reason=reason)


def _digest(stream: BinaryIO) -> bytes:
    digest = hashlib.sha256()
    while chunk := stream.read(2**20):
        digest.update(chunk)
    stream.seek(0)
    return digest.digest()


def _walk(stream: BinaryIO, name: str, budget: _Budget) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        yield Member(name, reason="the archive is damaged or was cut off; download or pack it again")
        return
    with archive:
        found = sorted(((_name(info), info) for info in archive.infolist() if not info.is_dir()), key=lambda pair: pair[0])
        found = [(inner, info) for inner, info in found if not _LEFTOVER.search(inner)]
        if not found:
            yield Member(name, reason="the archive holds no files")
        infos = dict(found)
        for inner, info in found:
            budget.members -= 1
            if budget.members < 0:
                yield Member(
                    name, reason=f"the archive holds more than {MOST_MEMBERS:,} files; those from {inner} on are not read"
                )
                return
            reason = None if inner.lower().endswith(SUFFIX) else budget.wanted(inner)
            if reason is None:
                beside = infos.get(f"{posixpath.splitext(inner)[0]}.json")
                yield from _member(archive, info, f"{name}/{inner}", inner, beside, budget)
            elif reason:
                yield Member(f"{name}/{inner}", reason=reason)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, inner: str, beside: zipfile.ZipInfo | None, budget: _Budget
) -> Iterator[Member]:
    try:
        data = _unpack(archive, info, inner, budget)
        sidecar = _unpack(archive, beside, inner, budget) if beside else None
    except _Refused as error:
        yield Member(name, reason=str(error))
        return
    if not inner.lower().endswith(SUFFIX):
        yield Member(name, data, sidecar)
        return
    digest = hashlib.sha256(data).digest()
    if digest in budget.open:
        yield Member(name, reason="the archive holds itself; take it out of itself")
    elif len(budget.open) >= DEEPEST:
        yield Member(name, reason=f"archives lie in archives more than {DEEPEST} deep; unpack the outer ones")
    else:
        budget.open.append(digest)
        yield from _walk(io.BytesIO(data), name, budget)
        budget.open.pop()


class _Refused(Exception):
    """A member that is not unpacked, and why."""


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, inner: str, budget: _Budget) -> bytes:
    """The bytes of a member. Raises _Refused. What the archive says of its size is not believed: the bytes are counted."""
    if ".." in inner.split("/") or inner.startswith("/") or re.match(r"[A-Za-z]:", inner):
        raise _Refused("its name leads out of the archive; pack it under a plain name")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise _Refused("this is a link and no file; pack the file itself")
    if info.flag_bits & _ENCRYPTED:
        raise _Refused("the archive is protected by a password; pack it without one")
    limit = min(LARGEST_MEMBER, budget.left, max(_LARGE, HIGHEST_RATIO * info.compress_size))
    try:
        with archive.open(info) as stream:
            data = stream.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise _Refused("this file in the archive is damaged; download or pack it again") from error
    if len(data) > limit:
        what = "the archive" if limit == budget.left else "it"
        raise _Refused(f"{what} unpacks to more than {limit / 2**20:.0f} MB, as no document does; pack documents alone")
    budget.left -= len(data)
    return data


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member: archives that do not say so are written in the packer's own encoding, mostly GBK or UTF-8."""
    name = info.filename.replace("\\", "/")
    if info.flag_bits & _UTF8 or name.isascii():
        return name.encode("utf-8", "replace").decode()
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
