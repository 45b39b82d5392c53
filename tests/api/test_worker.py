"""The query process alone: the frames that it answers with, and what the system bounds."""

from __future__ import annotations

import json
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from api import wire
from graph.generations import Generation

ROOT = Path(__file__).parents[2]
JSON = "application/sparql-results+json"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
CROSS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?f LIMIT 1"
YES = b'{"head":{},"boolean":true}'
Request = Callable[..., dict[str, Any]]


@pytest.fixture
def request_of(generation: Generation) -> Request:
    def made(query: str, **more: Any) -> dict[str, Any]:
        return {"query": query, "store": str(generation.store_path), "results": [JSON], "graphs": ["text/turtle"],
                "rows": 1_000_000, "bytes": 256 << 20, "seconds": 60, **more}  # fmt: skip

    return made


class Asked:
    """A query process and the other end of its socket."""

    def __init__(self, process: subprocess.Popen[bytes], connection: socket.socket) -> None:
        self.process, self.connection = process, connection
        self.file = connection.makefile("rb")

    def frame(self) -> tuple[int, bytes]:
        kind, length = wire.HEAD.unpack(self.file.read(wire.HEAD.size))
        return kind, self.file.read(length)

    def send(self, request: dict[str, Any]) -> None:
        self.connection.sendall(wire.request(request))

    def answer(self, request: dict[str, Any]) -> list[tuple[int, bytes]]:
        """The frames of an answer."""
        self.send(request)
        frames = [self.frame()]
        while frames[-1][0] not in (wire.LAST, wire.ERROR):
            frames.append(self.frame())
        return frames

    def error(self, request: dict[str, Any]) -> dict[str, Any]:
        """The error that is all of an answer."""
        [(kind, content)] = self.answer(request)
        assert kind == wire.ERROR
        told: dict[str, Any] = json.loads(content)
        return told


@contextmanager
def running(memory: int = 8192) -> Iterator[Asked]:
    here, there = socket.socketpair()
    with here:
        with there:
            command = [sys.executable, "-m", "api.worker", str(there.fileno()), str(memory)]
            process = subprocess.Popen(command, cwd=ROOT, pass_fds=(there.fileno(),))
        try:
            here.settimeout(60)
            asked = Asked(process, here)
            assert asked.frame() == (wire.READY, b"")
            yield asked
        finally:
            process.kill()
            process.wait()


@pytest.fixture
def asked() -> Iterator[Asked]:
    with running() as made:
        yield made


def test_short_answers_and_errors_one_after_the_other(asked: Asked, request_of: Request) -> None:
    whole = [(wire.TYPE, JSON.encode()), (wire.LAST, YES)]
    assert asked.answer(request_of("ASK { }")) == whole
    assert asked.error(request_of("SELEKT"))["error"] == "syntax"
    assert asked.error(request_of("ASK { }", bytes=1)) == {
        "status": 413,
        "error": "size",
        "detail": "the result is larger than 1 bytes; ask for less, with LIMIT or fewer variables",
    }
    assert asked.error(request_of(LONG, rows=1))["detail"] == "the result has more than 1 rows; ask for less, with LIMIT"
    assert asked.answer(request_of("ASK { }")) == whole


def test_requests_that_come_in_pieces_or_together(asked: Asked, request_of: Request) -> None:
    first, second = wire.request(request_of("ASK { }")), wire.request(request_of("ASK { FILTER (false) }"))
    asked.connection.sendall(first[:3])
    time.sleep(0.05)
    asked.connection.sendall(first[3:] + second)
    found = [asked.frame() for _ in range(4)]
    assert [content for kind, content in found if kind == wire.LAST] == [YES, b'{"head":{},"boolean":false}']


def test_a_long_answer_is_data_and_its_end(asked: Asked, request_of: Request) -> None:
    (first, media), *pieces, (last, end) = asked.answer(request_of("SELECT ?s ?o { ?s ?p ?o } LIMIT 4000"))
    assert (first, media, last) == (wire.TYPE, JSON.encode(), wire.LAST)
    assert len(pieces) > 1
    assert {kind for kind, _ in pieces} == {wire.DATA}
    body = b"".join(content for _, content in pieces) + end
    assert len(json.loads(body)["results"]["bindings"]) == 4000


@pytest.mark.parametrize("limit", [{"bytes": 400_000}, {"rows": 2000}], ids=["bytes", "rows"])
def test_an_error_after_data_ends_the_answer(limit: dict[str, int], asked: Asked, request_of: Request) -> None:
    (first, _), *pieces, (last, end) = asked.answer(request_of(LONG, **limit))
    assert (first, last) == (wire.TYPE, wire.ERROR)
    assert len(pieces) >= 1
    assert all(0 < len(content) <= 1 << 18 for _, content in pieces)
    assert json.loads(end)["error"] == "size"
    assert asked.answer(request_of("ASK { }"))[-1] == (wire.LAST, YES)


def test_it_ends_with_whoever_asks(asked: Asked, request_of: Request) -> None:
    asked.file.close()
    asked.connection.close()
    assert asked.process.wait(20) == 0


def test_a_query_does_not_outlive_whoever_would_have_stopped_it(asked: Asked, request_of: Request) -> None:
    """Nobody kills it here: the system ends it a little after its time in seconds of processor."""
    asked.send(request_of(CROSS, seconds=0.2))
    assert asked.process.wait(60) < 0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert used.ru_utime + used.ru_stime > 2
