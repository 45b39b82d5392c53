"""What goes between the server and a query process: frames over a pair of sockets.

A frame is one byte that says its kind, the length of its content in four bytes, and the content. The process begins with
READY. A request is one REQUEST, in JSON. An answer is one TYPE (the media type), any number of DATA and one LAST, which is data
too; a short answer is TYPE and LAST in one go. An ERROR, in JSON, may stand in place of each of these and ends the answer.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator
from typing import Any

READY, REQUEST, TYPE, DATA, LAST, ERROR = b"ARTDLX"
HEAD = struct.Struct(">BI")
#: As much is read at a time.
_SPACE = 1 << 16


def frame(kind: int, content: bytes = b"") -> bytes:
    """A whole frame."""
    return HEAD.pack(kind, len(content)) + content


def error(status: int, kind: str, detail: str) -> bytes:
    """The frame that tells an error: HTTP status, a short kind, and what to tell."""
    return frame(ERROR, json.dumps({"status": status, "error": kind, "detail": detail}).encode())


def request(told: dict[str, Any]) -> bytes:
    """The frame of a request (see `api.worker`)."""
    return frame(REQUEST, json.dumps(told).encode())


def requests(connection: socket.socket) -> Iterator[dict[str, Any]]:
    """The requests that come over a socket, until its other end is closed."""
    space = memoryview(bytearray(_SPACE))
    held = b""
    while count := connection.recv_into(space):
        held += space[:count]
        while len(held) >= HEAD.size and len(held) >= (end := HEAD.size + HEAD.unpack_from(held)[1]):
            told: dict[str, Any] = json.loads(held[HEAD.size : end])
            held = held[end:]
            yield told


def send(connection: socket.socket, *pieces: bytes) -> None:
    """Send pieces as one, uncopied."""
    sent = connection.sendmsg(pieces)
    if sent < sum(map(len, pieces)):
        connection.sendall(b"".join(pieces)[sent:])
