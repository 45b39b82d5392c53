"""The process that evaluates queries: takes requests from a socket and answers in frames (see `api.wire`).

It holds no secrets and may be killed at any moment. Its memory and its processor time are bounded by the system too: a query
does not outlive the server that would have stopped it.
"""

from __future__ import annotations

import contextlib
import gc
import resource
import socket
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from api import wire
from api.counting import RowCounter
from api.formats import GRAPHS, RESULTS
from graph import search
from graph.guard import ForbiddenQuery, check
from graph.search import NoIndex
from graph.store import names_dataset
from graph.textmatch import BadTextSearch, expand
from graph.vocabulary import PREFIXES

#: Long results are sent in parts of this size.
_PART = 1 << 17
#: How a query that uses a prefix of ours writes it.
_WRITTEN = tuple((f"{name}:", name, namespace) for name, namespace in PREFIXES.items())


class _TooLarge(Exception):
    """The result passed a limit; the message says which."""

    @classmethod
    def bytes(cls, limit: int) -> _TooLarge:
        return cls(f"the result is larger than {limit} bytes; ask for less, with LIMIT or fewer variables")

    @classmethod
    def rows(cls, limit: int) -> _TooLarge:
        return cls(f"the result has more than {limit} rows; ask for less, with LIMIT")


class _Answer:
    """A file that writes an answer: in one go where it is short, else in parts as they are full."""

    def __init__(self, connection: socket.socket, limit: int) -> None:
        self.connection, self.limit = connection, limit
        self.media = ""
        self.counter: RowCounter | None = None
        self.rows = 0
        """The most rows, where there is a counter."""
        self._pieces: list[bytes] = []
        self._held = self._written = 0
        self._begun = False

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        size = len(data)
        self._written += size
        if self._written > self.limit:
            raise _TooLarge.bytes(self.limit)
        self._pieces.append(data)
        self._held += size
        if self._held >= _PART:
            self._send(wire.DATA)
        return size

    def flush(self) -> None:
        """Called by the serialiser; parts go out when they are full."""

    def finish(self) -> None:
        self._send(wire.LAST)

    def _send(self, kind: int) -> None:
        # Each row takes a byte at least.
        if self.counter is not None and (kind != wire.LAST or self._begun or self._held > self.rows):
            for piece in self._pieces:
                if self.counter.feed(piece) > self.rows:
                    raise _TooLarge.rows(self.rows)
        before = b"" if self._begun else wire.frame(wire.TYPE, self.media.encode())
        self._begun = True
        wire.send(self.connection, before + wire.HEAD.pack(kind, self._held), *self._pieces)
        self._pieces, self._held = [], 0


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


def _answer(opened: Opened, request: dict[str, Any], answer: _Answer) -> None:
    check(request["query"])
    query = opened.expanded(request["query"])
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(g) for g in request.get("default_graphs", ())]
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(g) for g in request.get("named_graphs", ())]
    # A dataset that the request names is all there is: with default graphs alone no graph has a name, and the reverse.
    asked = bool(graphs or named)
    result = opened.store.query(
        query, prefixes=_used(query), base_iri=request.get("base"),
        use_default_graph_as_union=not asked and not names_dataset(query),
        default_graph=graphs if asked else None, named_graphs=named if asked else None,
    )  # fmt: skip
    most = int(request["rows"])
    if isinstance(result, ox.QueryTriples):
        answer.media = media = _chosen(request["graphs"], GRAPHS)
        prefixes = PREFIXES if media in ("text/turtle", "application/trig") else None
        ox.serialize(_limited(result, most), cast(IO[bytes], answer), format=GRAPHS[media], prefixes=prefixes)
    else:
        answer.media = media = _chosen(request["results"], RESULTS)
        if isinstance(result, ox.QuerySolutions):
            answer.counter, answer.rows = RowCounter(RESULTS[media]), most
        result.serialize(cast(IO[bytes], answer), format=RESULTS[media])
    answer.finish()


def _used(query: str) -> dict[str, str]:
    """Those of our prefixes that a query may use: the engine takes its time over each that it is given."""
    return {name: namespace for written, name, namespace in _WRITTEN if written in query}


def _chosen(accepted: list[str], offers: Iterable[str]) -> str:
    """The first of the accepted media types that is offered. Raises LookupError."""
    media = next((m for m in accepted if m in offers), None)
    if media is None:
        raise LookupError(f"none of the accepted media types can be given; these can: {', '.join(offers)}")
    return media


def _evaluate(opened: Opened, request: dict[str, Any], connection: socket.socket) -> bytes:
    """Evaluate a request and send its result; what comes back is the error to tell, empty where there is none."""
    try:
        _answer(opened, request, _Answer(connection, int(request["bytes"])))
    except ConnectionError:
        raise
    except SyntaxError as error:
        return wire.error(400, "syntax", str(error))
    except ForbiddenQuery as error:
        return wire.error(400, "forbidden", str(error))
    except (NoIndex, BadTextSearch) as error:
        return wire.error(400, "text", str(error))
    except LookupError as error:
        return wire.error(406, "format", str(error))
    except _TooLarge as error:
        return wire.error(413, "size", str(error))
    except MemoryError:
        return wire.error(507, "memory", "the query needed more memory than it may take; make it more selective")
    except (ValueError, OSError, RuntimeError) as error:
        return wire.error(400, "evaluation", str(error))
    return b""


class _Bounds:
    """What the system allows this process: changed where a request asks for something else."""

    def __init__(self, memory_mb: int) -> None:
        self.most = self._memory = memory_mb << 20
        self._processor = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (self.most, self.most))

    def set(self, memory_mb: int, seconds: float) -> None:
        memory = min(memory_mb << 20 or self.most, self.most)
        if memory != self._memory:
            self._memory = memory
            resource.setrlimit(resource.RLIMIT_DATA, (memory, self.most))
        # Whoever asked stops the query in time; where nobody is left to do so, the system does.
        if self._processor == resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 2, self._processor))


def main() -> None:
    """Serve requests that come over the socket whose number is the first argument; the second one is the memory in MiB."""
    connection = socket.socket(fileno=int(sys.argv[1]))
    bounds = _Bounds(int(sys.argv[2]))
    opened: Opened | None = None
    # What was loaded stays: it need not be looked through again and again.
    gc.collect()
    gc.freeze()
    with contextlib.suppress(ConnectionError):
        wire.send(connection, wire.frame(wire.READY))
        for request in wire.requests(connection):
            if opened is None or opened.path != request["store"]:
                opened = None
                try:
                    opened = Opened(request["store"])
                except OSError as error:
                    wire.send(connection, wire.error(503, "store", f"the graph cannot be opened: {error}"))
                    continue
            bounds.set(int(request.get("memory_mb", 0)), float(request["seconds"]))
            if failed := _evaluate(opened, request, connection):
                wire.send(connection, failed)


if __name__ == "__main__":
    main()
