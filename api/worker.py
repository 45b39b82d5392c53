"""The process that evaluates queries: reads requests from standard input, writes framed answers to standard output.

It begins with a line of JSON, empty, when it is ready. A request is one line of JSON. An answer is one line of JSON. If its
head has a `length`, that many bytes follow and are all of it; else frames of a four-byte length and that many bytes, then a
frame of length zero; after a frame of length 0xFFFFFFFF comes one line of JSON with the error that cut it short. It holds no
secrets and may be killed at any moment.
"""

from __future__ import annotations

import contextlib
import json
import resource
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from api.counting import RowCounter
from api.formats import GRAPHS, RESULTS
from graph import search
from graph.guard import ForbiddenQuery, check
from graph.search import NoIndex
from graph.store import names_dataset
from graph.textmatch import BadTextSearch, expand
from graph.vocabulary import PREFIXES

_FRAME = 1 << 17
_BROKEN = 0xFFFFFFFF


class _TooLarge(Exception):
    """The result passed a limit; the message says which."""

    @classmethod
    def bytes(cls, limit: int) -> _TooLarge:
        return cls(f"the result is larger than {limit} bytes; ask for less, with LIMIT or fewer variables")

    @classmethod
    def rows(cls, limit: int) -> _TooLarge:
        return cls(f"the result has more than {limit} rows; ask for less, with LIMIT")


class _Frames:
    """A file that writes frames, the head before the first of them."""

    def __init__(self, out: IO[bytes], head: dict[str, Any], limit: int) -> None:
        self.out, self.head, self.limit = out, head, limit
        self.check: Callable[[bytearray], None] = lambda piece: None
        self.buffer = bytearray()
        self.begun = False
        self.written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self.written += len(data)
        if self.written > self.limit:
            raise _TooLarge.bytes(self.limit)
        self.buffer += data
        if len(self.buffer) >= _FRAME:
            self._send()
        return len(data)

    def flush(self) -> None:
        """Called by the serialiser; frames go out when they are full."""

    def _send(self) -> None:
        self.check(self.buffer)
        if not self.begun:
            self.begun = True
            self.out.write(json.dumps(self.head).encode() + b"\n")
        if self.buffer:
            self.out.write(struct.pack(">I", len(self.buffer)) + self.buffer)
            self.buffer.clear()
        self.out.flush()

    def finish(self) -> None:
        if self.begun:
            self._send()
            self.out.write(struct.pack(">I", 0))
        else:
            self.check(self.buffer)
            self.out.write(json.dumps({**self.head, "length": len(self.buffer)}).encode() + b"\n" + self.buffer)
        self.out.flush()

    def fail(self, status: int, kind: str, detail: str) -> None:
        """Tell an error: as the head where nothing went out yet, else after what did."""
        line = json.dumps({"status": status, "error": kind, "detail": detail}).encode() + b"\n"
        self.out.write(line if not self.begun else struct.pack(">I", _BROKEN) + line)
        self.out.flush()


class Opened:
    """A generation's store, and its search index once it is asked for."""

    def __init__(self, path: str) -> None:
        """Raises OSError where the store cannot be opened."""
        self.path = path
        self.store = ox.Store.read_only(path)
        self._texts: search.SearchIndex | None = None

    def expanded(self, query: str) -> str:
        """The query with its text searches answered. Raises NoIndex, BadTextSearch."""
        if "matches" not in query:
            return query
        if self._texts is None:
            with contextlib.suppress(NoIndex):
                self._texts = search.SearchIndex(Path(self.path).with_name(search.FILE))
        return expand(query, self._texts)


def _limited(triples: Iterable[ox.Triple], most: int) -> Iterator[ox.Triple]:
    for n, triple in enumerate(triples):
        if n >= most:
            raise _TooLarge.rows(most)
        yield triple


def _answer(opened: Opened, request: dict[str, Any], frames: _Frames) -> None:
    check(request["query"])
    query = opened.expanded(request["query"])
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(g) for g in request.get("default_graphs", [])]
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(g) for g in request.get("named_graphs", [])]
    # A dataset that the request names is all there is: with default graphs alone no graph has a name, and the reverse.
    asked = bool(graphs or named)
    result = opened.store.query(
        query, prefixes=_used(query), base_iri=request.get("base"),
        use_default_graph_as_union=not asked and not names_dataset(query),
        default_graph=graphs if asked else None, named_graphs=named if asked else None,
    )  # fmt: skip
    most = int(request["rows"])
    if isinstance(result, ox.QueryTriples):
        media = _chosen(request["graphs"], GRAPHS)
        frames.head.update(status=200, type=media)
        prefixes = PREFIXES if media in ("text/turtle", "application/trig") else None
        ox.serialize(_limited(result, most), cast(IO[bytes], frames), format=GRAPHS[media], prefixes=prefixes)
    else:
        media = _chosen(request["results"], RESULTS)
        frames.head.update(status=200, type=media)
        if isinstance(result, ox.QuerySolutions):
            counter = RowCounter(RESULTS[media])

            def counted(piece: bytearray) -> None:
                if counter.feed(piece) > most:
                    raise _TooLarge.rows(most)

            frames.check = counted
        result.serialize(cast(IO[bytes], frames), format=RESULTS[media])
    frames.finish()


def _used(query: str) -> dict[str, str]:
    """Those of our prefixes that a query may use: the engine takes its time over each that it is given."""
    return {name: namespace for name, namespace in PREFIXES.items() if f"{name}:" in query}


def _chosen(accepted: list[str], offers: Iterable[str]) -> str:
    """The first of the accepted media types that is offered. Raises LookupError."""
    media = next((m for m in accepted if m in offers), None)
    if media is None:
        raise LookupError(f"none of the accepted media types can be given; these can: {', '.join(offers)}")
    return media


def _evaluate(opened: Opened, request: dict[str, Any], out: IO[bytes]) -> None:
    frames = _Frames(out, {}, int(request["bytes"]))
    try:
        _answer(opened, request, frames)
    except SyntaxError as error:
        frames.fail(400, "syntax", str(error))
    except ForbiddenQuery as error:
        frames.fail(400, "forbidden", str(error))
    except (NoIndex, BadTextSearch) as error:
        frames.fail(400, "text", str(error))
    except LookupError as error:
        frames.fail(406, "format", str(error))
    except _TooLarge as error:
        frames.fail(413, "size", str(error))
    except MemoryError:
        frames.fail(507, "memory", "the query needed more memory than it may take; make it more selective")
    except (ValueError, OSError, RuntimeError) as error:
        frames.fail(400, "evaluation", str(error))


def main() -> None:
    most = int(sys.argv[1]) << 20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    out = sys.stdout.buffer
    opened: Opened | None = None
    out.write(b"{}\n")
    out.flush()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if opened is None or opened.path != request["store"]:
            opened = None
            try:
                opened = Opened(request["store"])
            except OSError as error:
                _Frames(out, {}, 0).fail(503, "store", f"the graph cannot be opened: {error}")
                continue
        memory = min(int(request.get("memory_mb", 0)) << 20 or most, most)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, most))
        _evaluate(opened, request, out)


if __name__ == "__main__":
    main()
