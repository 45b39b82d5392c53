"""A document as it came in: bytes decoded to text, with what stands beside it. The first value of the way."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_CJK = re.compile(r"[㐀-鿿豈-﫿]")
#: Decoders in the order in which they are tried; each fails loudly on bytes that are not its own.
_ENCODINGS = ("utf-8-sig", "gb18030")


class UnreadableSource(Exception):
    """A file that cannot be read as a document. The message names the reason and the mend."""


@dataclass(frozen=True)
class Source:
    """One document's text.

    `text` is the decoded text with line ends as they stand (offsets everywhere are Unicode code points of it);
    `fingerprint` the SHA-256 of the text without white space after NFKC, which is the same however a text was
    extracted or saved; `sidecar` the metadata that a curator put beside the file.
    """

    name: str
    text: str
    language: str
    fingerprint: str
    sidecar: dict[str, Any] = field(default_factory=dict)

    @property
    def is_digest(self) -> bool:
        return bool(self.sidecar.get("digest_of"))


def fingerprint(text: str) -> str:
    """SHA-256 over the NFKC form of a text without white space."""
    return hashlib.sha256(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).encode()).hexdigest()


def language_of(text: str) -> str:
    """`zh` where at least one letter in ten is a Chinese character, else `en`."""
    han = len(_CJK.findall(text))
    return "zh" if han * 10 >= sum(map(str.isalpha, text)) and han else "en"


def decode(data: bytes, name: str) -> str:
    """The text of a plain-text file.

    Raises UnreadableSource for empty files, binary files and bytes in no encoding that is known here.
    """
    if not data.strip():
        raise UnreadableSource(f"{name}: the file is empty")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    if b"\x00" in data[:4096]:
        raise UnreadableSource(f"{name}: this is no text file (it holds NUL bytes); give the text of the document")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableSource(f"{name}: neither UTF-8, UTF-16 nor GB18030; save it as UTF-8")


def read_sidecar(path: Path) -> dict[str, Any]:
    """The metadata in `NAME.json` beside `NAME.txt`, or nothing.

    Raises UnreadableSource where the file is there and is no JSON object.
    """
    beside = path.with_suffix(".json")
    if not beside.is_file():
        return {}
    try:
        sidecar = json.loads(beside.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise UnreadableSource(f"{beside.name}: the metadata beside {path.name} is no JSON ({error})") from error
    if not isinstance(sidecar, dict):
        raise UnreadableSource(f"{beside.name}: the metadata beside {path.name} must be one JSON object")
    return sidecar


def make(name: str, text: str, sidecar: dict[str, Any] | None = None) -> Source:
    """A source from text that is already decoded."""
    sidecar = sidecar or {}
    return Source(name, text, str(sidecar.get("language") or language_of(text)), fingerprint(text), sidecar)


def read(path: Path) -> Source:
    """Read one plain-text file and its sidecar. Raises UnreadableSource."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"{path.name}: {error.strerror or error}") from error
    return make(path.name, decode(data, path.name), read_sidecar(path))
