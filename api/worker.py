"""The process that evaluates queries: reads requests from standard input, writes framed answers to standard output.

A request is one line of JSON. An answer is one line of JSON, then frames of a four-byte length and that many bytes, then a
frame of length zero; after a frame of length 0xFFFFFFFF comes one line of JSON with the error that cut it short.
It holds no secrets and may be killed at any moment.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from typing import IO, Any, cast

import pyoxigraph as ox

from api.formats import GRAPHS, RESULTS
from graph.guard import ForbiddenQuery, check
from graph.store import names_dataset
from graph.vocabulary import PREFIXES

_FRAME = 1 << 16
_BROKEN = 0xFFFFFFFF


class _TooLarge(Exception):
    """The result passed the limit of bytes."""


class _Frames:
    """A file that writes frames, the head before the first of them."""

    def __init__(self, out: IO[bytes], head: dict[str, Any], limit: int) -> None:
        self.out, self.head, self.limit = out, head, limit
        self.buffer = bytearray()
        self.begun = False
        self.written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self.written += len(data)
        if self.written > self.limit:
            raise _TooLarge
        self.buffer += data
        if len(self.buffer) >= _FRAME:
            self._send()
        return len(data)

    def flush(self) -> None:
        """Called by the serialiser; frames go out when they are full."""

    def _send(self) -> None:
        if not self.begun:
            self.begun = True
            self.out.write(json.dumps(self.head).encode() + b"\n")
        if self.buffer:
            self.out.write(struct.pack(">I", len(self.buffer)) + self.buffer)
            self.buffer.clear()
        self.out.flush()

    def finish(self) -> None:
        self._send()
        self.out.write(struct.pack(">I", 0))
        self.out.flush()

    def fail(self, error: dict[str, Any]) -> None:
        """Tell an error: as the head where nothing went out yet, else after what did."""
        line = json.dumps(error).encode() + b"\n"
        self.out.write(line if not self.begun else struct.pack(">I", _BROKEN) + line)
        self.out.flush()


def _evaluate(store: ox.Store, request: dict[str, Any], out: IO[bytes]) -> None:
    frames = _Frames(out, {}, int(request["bytes"]))
    try:
        check(request["query"])
        graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(g) for g in request.get("default_graphs", [])]
        named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(g) for g in request.get("named_graphs", [])]
        # A dataset that the request names is all there is: with default graphs alone no graph has a name, and the reverse.
        asked = bool(graphs or named)
        result = store.query(
            request["query"], prefixes=PREFIXES, base_iri=request.get("base"),
            use_default_graph_as_union=not asked and not names_dataset(request["query"]),
            default_graph=graphs if asked else None, named_graphs=named if asked else None,
        )  # fmt: skip
        if isinstance(result, ox.QueryTriples):
            media = next((m for m in request["graphs"] if m in GRAPHS), None)
            if media is None:
                raise LookupError(", ".join(GRAPHS))
            frames.head.update(status=200, type=media)
            prefixes = PREFIXES if media == "text/turtle" else None
            ox.serialize(result, cast(IO[bytes], frames), format=GRAPHS[media], prefixes=prefixes)
        else:
            media = next((m for m in request["results"] if m in RESULTS), None)
            if media is None:
                raise LookupError(", ".join(RESULTS))
            frames.head.update(status=200, type=media)
            result.serialize(cast(IO[bytes], frames), format=RESULTS[media])
        frames.finish()
    except SyntaxError as error:
        frames.fail({"status": 400, "error": "syntax", "detail": str(error)})
    except ForbiddenQuery as error:
        frames.fail({"status": 400, "error": "forbidden", "detail": str(error)})
    except LookupError as error:
        frames.fail(
            {
                "status": 406,
                "error": "format",
                "detail": f"none of the accepted media types can be given; these can: {error}",
            }
        )
    except _TooLarge:
        frames.fail(
            {
                "status": 413,
                "error": "size",
                "detail": f"the result is larger than {frames.limit} bytes; ask for less, with LIMIT or fewer variables",
            }
        )
    except (ValueError, OSError, RuntimeError) as error:
        frames.fail({"status": 400, "error": "evaluation", "detail": str(error)})


def main() -> None:
    memory = int(sys.argv[1]) << 20
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    out = sys.stdout.buffer
    opened: tuple[str, ox.Store] | None = None
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if opened is None or opened[0] != request["store"]:
            opened = None
            try:
                opened = (request["store"], ox.Store.read_only(request["store"]))
            except OSError as error:
                told = {"status": 503, "error": "store", "detail": f"the graph cannot be opened: {error}"}
                _Frames(out, {}, 0).fail(told)
                continue
        _evaluate(opened[1], request, out)


if __name__ == "__main__":
    main()
