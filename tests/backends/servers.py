"""Real servers on loopback, each started for the tests where it is present."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from graph.backends.remote import Server

ROOT = Path(__file__).parents[2]


class Absent(Exception):
    """A server is not here; the message says how to bring it."""


def _port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _running(command: list[str], address: str, folder: Path) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        deadline = time.monotonic() + 90
        while True:
            try:
                with urlopen(address, timeout=5):
                    break
            except URLError as error:
                if getattr(error, "code", 0):
                    break  # it answers, be it with an error
                assert process.poll() is None, (folder / "log").read_text(errors="replace")
                assert time.monotonic() < deadline, "the server does not answer"
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """The server that the PyPI package `oxigraph` brings. Raises Absent."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if not program:
        raise Absent("the program `oxigraph` is not installed (development dependency `oxigraph`)")
    address = f"http://127.0.0.1:{_port()}"
    bind = address.removeprefix("http://")
    with _running([program, "serve", "--location", "db", "--bind", bind], address, folder):
        yield Server(f"{address}/query", f"{address}/update", f"{address}/store", union="union-default-graph")


def jar() -> Path | None:
    """The jar of Apache Jena Fuseki: `MANDATES_FUSEKI` names it, or it lies in `.servers/` of the repository."""
    named = os.environ.get("MANDATES_FUSEKI")
    found = [Path(named)] if named else sorted((ROOT / ".servers").glob("jena-fuseki-server-*.jar"))
    return found[-1] if found and found[-1].is_file() else None


@contextlib.contextmanager
def fuseki(folder: Path, *, password: str = "") -> Iterator[Server]:
    """Apache Jena Fuseki with TDB2; with a password only for the user `tester`. Raises Absent."""
    java, archive = shutil.which("java"), jar()
    if not java or not archive:
        raise Absent(
            "Apache Jena Fuseki is not here: it takes `java` and a jar that `.ci/servers` brings, or MANDATES_FUSEKI names"
        )
    address = f"http://127.0.0.1:{(port := _port())}"
    command = [java, "-Xmx1g", "-jar", str(archive), "--port", str(port), "--localhost", "--tdb2", "--loc", "db", "--update"]
    (folder / "db").mkdir()
    if password:
        (folder / "passwd").write_text(f"tester: {password}\n")
        command += ["--passwd", "passwd", "--auth", "basic"]
    command += ["--ping", "--set", "tdb2:unionDefaultGraph=true", "/ds"]
    with _running(command, f"{address}/$/ping", folder):
        base = f"{address}/ds"
        yield Server(f"{base}/query", f"{base}/update", f"{base}/data", "tester" if password else "", password)
