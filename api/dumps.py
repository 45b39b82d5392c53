"""The whole graph as files: made once a generation, when first asked for, and kept with their checksums."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from api.live import View
from graph import export
from graph.generations import DataFolder
from graph.vocabulary import PREFIXES


@dataclass(frozen=True)
class Dump:
    """A file that was made: its size and its SHA-256 in hexadecimal digits, both of the compressed file."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Kind:
    """What may be downloaded: media type, title in both languages, and what writes it."""

    media_type: str
    titles: tuple[str, str]
    write: Callable[[View, IO[bytes]], None]


def _quads(view: View, out: IO[bytes]) -> None:
    view.store.ox.dump(out, format=ox.RdfFormat.N_QUADS)


def _json(view: View, out: IO[bytes]) -> None:
    view.store.ox.dump(out, format=ox.RdfFormat.JSON_LD, prefixes=PREFIXES)


def _turtle(view: View, out: IO[bytes]) -> None:
    """All triples, graph after graph: a triple that several graphs say comes several times and is still one."""
    for graph in sorted(g.value for g in view.store.ox.named_graphs() if isinstance(g, ox.NamedNode)):
        view.store.ox.dump(out, format=ox.RdfFormat.TURTLE, from_graph=ox.NamedNode(graph), prefixes=PREFIXES)
        out.write(b"\n")


def _facts(view: View, out: IO[bytes]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    export.write(export.facts(view.store, everything=True), text, "csv", export.FACT_COLUMNS)
    # The file below stays open for whoever gave it.
    text.detach()


KINDS = {
    "dump.nq.gz": Kind("application/n-quads", ("The whole graph as N-Quads", "全部数据（N-Quads）"), _quads),
    "dump.ttl.gz": Kind("text/turtle", ("All triples as Turtle", "全部三元组（Turtle）"), _turtle),
    "dump.jsonld.gz": Kind("application/ld+json", ("The whole graph as JSON-LD", "全部数据（JSON-LD）"), _json),
    "dump.csv.gz": Kind("text/csv", ("All facts as a table", "全部事实（表格）"), _facts),
}
_making = threading.Lock()
_TAG = re.compile(r"\d{6}-[0-9a-f]{8}")


def folder_of(data: DataFolder, view: View) -> Path:
    """Where the dumps of a generation are: in the data folder, or in the temporary one where that cannot be written to."""
    own = data.root / "dumps"
    if not os.access(data.root, os.W_OK):
        own = Path(tempfile.gettempdir()) / f"mandates-dumps-{os.getuid()}"
    return own / view.tag


def made(folder: Path) -> dict[str, Dump]:
    """The dumps that were made already, by name."""
    found = {}
    for name in KINDS:
        with contextlib.suppress(OSError, ValueError, TypeError):
            found[name] = Dump(**json.loads((folder / f"{name}.json").read_text(encoding="ascii")))
    return found


def ensure(folder: Path, view: View, name: str) -> tuple[Path, Dump]:
    """A dump with its checksum, made now where it is not there. Raises KeyError for an unknown name, OSError."""
    kind, place = KINDS[name], folder / name
    with _making:
        if name in (held := made(folder)):
            return place, held[name]
        folder.mkdir(parents=True, exist_ok=True)
        for other in folder.parent.iterdir():
            # Those of other generations have had their day; what has another name is none of ours.
            if other != folder and _TAG.fullmatch(other.name):
                shutil.rmtree(other, ignore_errors=True)
        beside = place.with_suffix(f".{os.getpid()}.new")
        # No time in the file: the same generation gives the same bytes.
        with beside.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
            kind.write(view, cast(IO[bytes], packed))
        with beside.open("rb") as written:
            told = Dump(name, beside.stat().st_size, hashlib.file_digest(written, "sha256").hexdigest())
        beside.replace(place)
        note = folder / f"{name}.json.new"
        note.write_text(json.dumps(asdict(told)), encoding="ascii")
        note.replace(folder / f"{name}.json")
        return place, told
