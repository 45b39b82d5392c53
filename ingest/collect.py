"""Files that were named become sources; what cannot be read is told, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.source import Source, UnreadableSource, read

#: Endings of files that are read as documents.
SUFFIXES = {".txt"}


@dataclass(frozen=True)
class Refusal:
    """A file or document that did not go in: its name, the reason, and the mend."""

    name: str
    reason: str


def paths(named: Iterable[Path]) -> Iterator[Path | Refusal]:
    """The files to read: those named, and those below folders that are named, in order."""
    for path in named:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            if not inside:
                yield Refusal(str(path), "the folder holds no .txt file")
            yield from inside
        elif not path.exists():
            yield Refusal(str(path), "there is no such file")
        elif path.suffix.lower() == ".json" and path.with_suffix(".txt").exists():
            continue
        elif path.suffix.lower() not in SUFFIXES:
            yield Refusal(
                path.name,
                f"files of this kind ({path.suffix or 'no ending'}) are not read yet; give the text as .txt",
            )
        else:
            yield path


def sources(named: Iterable[Path]) -> Iterator[Source | Refusal]:
    """The sources in the files named, each read only when it is its turn."""
    for path in paths(named):
        if isinstance(path, Refusal):
            yield path
            continue
        try:
            yield read(path)
        except UnreadableSource as error:
            yield Refusal(path.name, str(error).removeprefix(f"{path.name}: "))
