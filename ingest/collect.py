"""Files that were named become sources; what cannot be read is told, and the rest goes on."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.formats import archive
from ingest.formats.readers import READERS, REFUSED, read
from ingest.source import LONGEST_TEXT, Source, UnreadableSource, make, parse_sidecar

#: No file is read that is larger: the largest reports with all their pictures have some 60 MB.
LARGEST_FILE = 100 * 2**20
#: An HTML file, whose tree takes up to seventy times its size.
LARGEST_HTML = 8 * 2**20
#: Metadata beside a document.
LARGEST_SIDECAR = 2**20
#: A text file of the longest text that is read, in the encoding that needs the most bytes.
LARGEST_TEXT = 3 * LONGEST_TEXT
#: Files and folders that programs leave beside documents.
_LEFTOVERS = ("~$", ".", "__MACOSX")


@dataclass(frozen=True)
class Refusal:
    """A file or document that did not go in: its name, the reason, and the mend."""

    name: str
    reason: str


def sources(named: Iterable[Path]) -> Iterator[Source | Refusal]:
    """The sources in the files named and below the folders named, in order, each read only when it is its turn."""
    for found in paths(named):
        if isinstance(found, Refusal):
            yield found
        elif found.suffix.lower() == archive.SUFFIX:
            yield from _packed(found)
        else:
            yield _read(found)


def paths(named: Iterable[Path]) -> Iterator[Path | Refusal]:
    """The files to read: those named, and those below folders that are named, in order. Each folder is entered once,
    however many links lead to it."""
    for path in named:
        try:
            mode = path.stat().st_mode
        except OSError as error:
            reason = "there is no such file" if isinstance(error, FileNotFoundError) else _told(error)
            yield Refusal(_printable(path), reason)
            continue
        if stat.S_ISDIR(mode):
            yield from _below(path)
        elif not stat.S_ISREG(mode):
            yield Refusal(_printable(path), "this is no regular file (a device, pipe or socket); give a file")
        elif not _is_sidecar(path):
            yield path if _why_not(path.name) is None else Refusal(_printable(path.name), _not_read(path))


def _below(folder: Path) -> Iterator[Path | Refusal]:
    """The files below a folder that are read, and what looks like a document there and is not."""
    entered: set[str] = set()
    refused: list[Refusal] = []
    found = 0
    told: list[OSError] = []
    for root, folders, files in os.walk(folder, followlinks=True, onerror=told.append):
        real = os.path.realpath(root)
        if real in entered:
            folders.clear()
            refused.append(Refusal(_printable(Path(root)), "this link leads to a folder that was read already; remove it"))
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith(_LEFTOVERS))
        for name in sorted(files):
            path = Path(root, name)
            if name.startswith(_LEFTOVERS):
                continue
            reason = _why_not(name)
            if reason is None:
                found += 1
                yield from paths([path])
            elif reason:
                refused.append(Refusal(_printable(name), reason))
    refused += [Refusal(_printable(Path(error.filename or folder)), _told(error)) for error in told]
    if not found and not refused:
        refused.append(Refusal(_printable(folder), f"the folder holds no {_ENDINGS} file"))
    yield from refused


_ENDINGS = ", ".join([*READERS, archive.SUFFIX][:-1]) + f" or {archive.SUFFIX}"


def _not_read(path: Path) -> str:
    suffix = path.suffix.lower()
    mend = REFUSED.get(suffix, f"give the document as {_ENDINGS}")
    return f"files of this kind ({suffix or 'no ending'}) are not read; {mend}"


def _is_sidecar(path: Path) -> bool:
    """Whether a file holds the metadata of a document beside it."""
    return path.suffix.lower() == ".json" and any(path.with_suffix(ending).exists() for ending in READERS)


def _read(path: Path) -> Source | Refusal:
    name = _printable(path.name)
    try:
        if reason := _too_large(path.suffix, path.stat().st_size):
            return Refusal(name, reason)
        data = path.read_bytes()
        beside = path.with_suffix(".json")
        if beside.is_file() and beside.stat().st_size > LARGEST_SIDECAR:
            return Refusal(name, f"the metadata beside it ({_printable(beside.name)}) are larger than any; take them away")
        sidecar = beside.read_bytes() if beside.is_file() else None
    except OSError as error:
        return Refusal(name, _told(error))
    return _source(name, data, sidecar, beside.name)


def _packed(path: Path) -> Iterator[Source | Refusal]:
    """The documents in an archive, with their sidecars in it."""
    found = False
    for member in archive.members(path, _printable(path.name), _why_not):
        found = True
        if member.reason:
            yield Refusal(member.name, member.reason)
        else:
            yield _source(member.name, member.data, member.sidecar, Path(member.name).with_suffix(".json").name)
    if not found:
        yield Refusal(_printable(path.name), f"the archive holds no {_ENDINGS} file")


def _why_not(name: str) -> str | None:
    """Why a file in a folder or archive is not read: None where it is, nothing where it is no document."""
    suffix = Path(name).suffix.lower()
    if suffix in READERS or suffix == archive.SUFFIX:
        return None
    return _not_read(Path(name)) if suffix in REFUSED else ""


def _source(name: str, data: bytes, sidecar: bytes | None, beside: str) -> Source | Refusal:
    """The source in a file's bytes; `name` may lead through archives, of which only its last part names the source."""
    base = Path(name).name
    if reason := _too_large(Path(base).suffix, len(data)):
        return Refusal(name, reason)
    try:
        told = parse_sidecar(sidecar, beside, base) if sidecar is not None else {}
        extract = read(data, base, Path(base).suffix.lower())
        return make(base, extract.text, told, extract.links, extract.headings, whole_lines=extract.whole_lines)
    except UnreadableSource as error:
        return Refusal(name, str(error).removeprefix(f"{base}: "))
    except MemoryError:
        return Refusal(name, "the document needs more memory than there is; split it")
    except Exception as error:
        # A fault here is one document's: the others are not lost with it.
        what = f"{type(error).__name__}: {error}"
        return Refusal(name, f"this program failed over it; please report it with the file ({what})")


def _too_large(suffix: str, size: int) -> str:
    """Why a file of this size is not read; nothing where it is."""
    limit = {".txt": LARGEST_TEXT, ".html": LARGEST_HTML, ".htm": LARGEST_HTML}.get(suffix.lower(), LARGEST_FILE)
    if size <= limit:
        return ""
    return f"{size / 2**20:.0f} MB are more than any document has (at most {limit / 2**20:.0f}); split it into documents"


def _told(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "you may not read it; allow it with chmod u+r"
    return f"it cannot be read: {error.strerror or error}"


def _printable(path: Path | str) -> str:
    """A name that can be written: bytes that are no UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")
