"""Eight clients on a graph of a thousand documents: our server beside `oxigraph serve` and rdflib-endpoint, in one run.

    .venv/bin/python -m bench.serving_clients --data DATA [--documents 1000] [--rounds 5] [--seconds 3] [--rdflib-python PYTHON]

DATA is a data folder with a built graph; the large one is made from it in a temporary folder. The servers are asked in turn,
round by round, so that what else the machine does hits them alike; told are medians over the rounds and ratios to
`oxigraph serve`. rdflib-endpoint is asked where --rdflib-python names a Python that has it, over the small graph alone: the
large one takes it many minutes to load and gigabytes to hold, and lookups do not become faster by it.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.queues import Queue
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from bench.synthetic import claims, grow
from graph.generations import DataFolder, Generation
from graph.store import OxigraphStore
from graph.vocabulary import MG, PREFIXES

CLIENTS = 8
_HEAD = f"PREFIX mg: <{MG}> "
_EVIDENCE = """SELECT ?quote ?address ?file {{
  <{iri}> mg:evidence ?e . ?e mg:quotation ?quote ; mg:inParagraph ?p ; mg:inVersion ?v .
  ?p mg:address ?address . ?v mg:fileName ?file }}"""
_WORDS = ("化学品", "汞", "秘书处", "可持续消费", "框架", "会议", "联合国环境规划署", "方案")


@dataclass(frozen=True)
class Peer:
    """A server: its name, port, path of its query endpoint, and what it wants told with each query."""

    name: str
    port: int
    path: str
    more: str = ""
    pid: int = 0


# ---- the load ----------------------------------------------------------------------------------------------------------
class Connection:
    """The least client that can be: one kept connection, GET, the body counted."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.socket = socket.create_connection(("127.0.0.1", peer.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb", 1 << 16)

    def get(self, query: str) -> int:
        """Ask, and give the number of bytes of the body. Raises RuntimeError for anything but 200."""
        target = f"{self.peer.path}?query={quote(_HEAD + query, safe='')}{self.peer.more}"
        accept = "application/sparql-results+json"
        self.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode())
        status = self.file.readline()
        length, chunked = -1, False
        while (line := self.file.readline().strip().lower()) != b"":
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            chunked = chunked or line == b"transfer-encoding: chunked"
        size = length if length >= 0 else 0
        if chunked:
            while (piece := int(self.file.readline(), 16)) > 0:
                self.file.read(piece + 2)
                size += piece
            self.file.readline()
        else:
            self.file.read(size)
        if b" 200 " not in status:
            raise RuntimeError(f"{self.peer.name}: {status.decode().strip()}")
        return size


def _client(peer: Peer, kind: str, iris: list[str], seed: int, until: float, told: Queue[tuple[int, int]]) -> None:
    chance, connection = random.Random(seed), Connection(peer)
    done = size = 0
    while time.monotonic() < until:
        size += connection.get(_query(kind, iris, chance))
        done += 1
    told.put((done, size))


def _query(kind: str, iris: list[str], chance: random.Random) -> str:
    if kind == "repeated":
        return f"SELECT ?p ?o {{ <{iris[chance.randrange(20)]}> ?p ?o }}"
    if kind == "rows":
        return f"SELECT ?s ?p ?o {{ ?s ?p ?o }} OFFSET {chance.randrange(100_000)} LIMIT 10000"
    # A number makes the text another one each time: nothing is answered from what was kept.
    return f"SELECT ?p ?o {{ <{chance.choice(iris)}> ?p ?o }} #{chance.getrandbits(60)}"


def _processor(pid: int) -> float:
    """Seconds of processor that a process and its children have used, those that ended too."""
    used = 0.0
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            used += sum(_processor(int(child)) for child in task.read_text().split())
    return used


def load(peer: Peer, kind: str, iris: list[str], seconds: float) -> tuple[float, float, float]:
    """Of eight clients, each a process of its own: queries and megabytes a second, and the server's processor ms a query."""
    before = _processor(peer.pid)
    context = multiprocessing.get_context("fork")
    told: Queue[tuple[int, int]] = context.Queue()
    begun = time.monotonic()
    clients = [
        context.Process(target=_client, args=(peer, kind, iris, random.getrandbits(32), begun + seconds, told))
        for _ in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    counts = [told.get(timeout=seconds + 120) for _ in clients]
    took = time.monotonic() - begun
    for client in clients:
        client.join()
    done = sum(number for number, _ in counts)
    used = 1000 * (_processor(peer.pid) - before) / max(done, 1)
    return done / took, sum(size for _, size in counts) / took / 1e6, used


# ---- the servers -------------------------------------------------------------------------------------------------------
def _port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextlib.contextmanager
def _started(command: list[str], peer: Peer, patience: float, **environment: str) -> Iterator[Peer]:
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + patience
        while True:
            try:
                Connection(peer).get("ASK {}")
                break
            except (OSError, RuntimeError, ValueError) as error:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{peer.name} did not start") from error
                time.sleep(0.5)
        yield replace(peer, pid=process.pid)
    finally:
        process.terminate()
        process.wait(30)


def ours(data: Path, processes: int, workers: int) -> contextlib.AbstractContextManager[Peer]:
    peer = Peer(f"ours, {processes} process{'es' if processes > 1 else ''}", _port(), "/sparql")
    start = [sys.executable, "-c", "from cli.main import main; main()", "serve", "--data", str(data), "--port", str(peer.port)]
    return _started([*start, "--processes", str(processes)], peer, 60, MANDATES_QUERY_WORKERS=str(workers))


def oxigraph(store: Path) -> contextlib.AbstractContextManager[Peer]:
    peer = Peer("oxigraph serve", _port(), "/query", "&union-default-graph")
    program = str(Path(sys.executable).with_name("oxigraph"))
    return _started([program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{peer.port}"], peer, 60)


_RDFLIB = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
held = Dataset(default_union=True)
held.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=held, path="/"), host="127.0.0.1", port=int(sys.argv[2]), log_level="critical")
"""


def rdflib(python: str, store: OxigraphStore, folder: Path) -> contextlib.AbstractContextManager[Peer]:
    peer = Peer("rdflib-endpoint", _port(), "/")
    dump = folder / "all.nq"
    store.ox.dump(str(dump), format=ox.RdfFormat.N_QUADS)
    return _started([python, "-c", _RDFLIB, str(dump), str(peer.port)], peer, 900)


# ---- the run -----------------------------------------------------------------------------------------------------------
def latencies(ask: Callable[[str], object], queries: list[str]) -> float:
    """The median time of queries asked one after the other, in milliseconds."""
    found = []
    for query in queries:
        begun = time.perf_counter()
        ask(query)
        found.append(time.perf_counter() - begun)
    return 1000 * statistics.median(found)


def measure(peers: list[Peer], iris: list[str], rounds: int, seconds: float) -> dict[tuple[str, str], float]:
    """Medians over the rounds by (kind, peer): queries a second, for `rows` megabytes a second, and processor time a query."""
    seen: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds):
        for kind in ("distinct", "repeated", "rows"):
            for peer in peers[number % len(peers) :] + peers[: number % len(peers)]:
                rate, megabytes, used = load(peer, kind, iris, seconds)
                seen.setdefault((kind, peer.name), []).append(megabytes if kind == "rows" else rate)
                seen.setdefault((f"{kind} cpu", peer.name), []).append(used)
    return {key: statistics.median(values) for key, values in seen.items()}


def tell(found: dict[tuple[str, str], float], names: list[str], baseline: str) -> None:
    print("| eight clients | " + " | ".join(names) + " |\n| --- |" + " --- |" * len(names))
    for kind, title in (
        ("distinct", "distinct lookups a second"),
        ("repeated", "repeated lookups a second"),
        ("rows", "10,000-row results, MB/s"),
        ("distinct cpu", "processor time of a distinct lookup, ms"),
        ("repeated cpu", "processor time of a repeated lookup, ms"),
        ("rows cpu", "processor time of a 10,000-row result, ms"),
    ):
        base = found[(kind, baseline)]
        cells = [f"{found[(kind, n)]:,.2f} ({found[(kind, n)] / base:.3f})" if (kind, n) in found else "" for n in names]
        print(f"| {title} | " + " | ".join(cells) + " |")


def alone(peer: Peer, store: OxigraphStore, iris: list[str]) -> None:
    """Latencies of one client: text search, and evidence against the engine in this process."""
    connection, chance = Connection(peer), random.Random(1)
    search = [
        f'SELECT ?p ?t {{ ?p text:matches ("{word}" 50) ; mg:text ?t }} #{chance.getrandbits(60)}'
        for word in _WORDS * 5
    ]  # fmt: skip
    print(f"\ntext search, one client: {latencies(connection.get, search):.1f} ms (median of {len(search)})")
    chosen = [chance.choice(iris) for _ in range(300)]
    queries = [_EVIDENCE.format(iri=iri) + f" #{n}" for n, iri in enumerate(chosen)]

    def inside(query: str) -> bytes | None:
        result = store.ox.query(_HEAD + query, use_default_graph_as_union=True, prefixes=PREFIXES)
        assert isinstance(result, ox.QuerySolutions)
        return result.serialize(format=ox.QueryResultsFormat.JSON)

    here, there = latencies(inside, queries), latencies(connection.get, queries)
    print(f"distinct evidence lookups, one client: {there:.2f} ms; in this process {here:.2f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rdflib-python", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        begun = time.monotonic()
        large: Generation = grow(DataFolder(given.data).current(), DataFolder(folder / "large"), given.documents)
        quads, took = large.manifest.counts["quads"], time.monotonic() - begun
        print(f"{given.documents} documents, {quads:,} quads, made in {took:.0f} s; "
              f"index {large.search_path.stat().st_size / 1e6:.0f} MB; load average {os.getloadavg()[0]:.1f}\n")  # fmt: skip
        store = large.open()
        iris = claims(store, 20_000)
        random.shuffle(iris)
        peers = [
            stack.enter_context(oxigraph(large.store_path)),
            stack.enter_context(ours(folder / "large", 1, 2)),
            stack.enter_context(ours(folder / "large", 2, 2)),
        ]
        tell(measure(peers, iris, given.rounds, given.seconds), [peer.name for peer in peers], "oxigraph serve")
        alone(peers[1], store, iris)
        if given.rdflib_python:
            small = DataFolder(given.data).current().open()
            slow = stack.enter_context(rdflib(given.rdflib_python, small, folder))
            rate, *_ = load(slow, "distinct", claims(small, 20_000), given.seconds)
            again, *_ = load(peers[1], "distinct", iris, given.seconds)
            print(f"rdflib-endpoint: {rate:.2f} distinct lookups a second; ours after it {again:,.1f}, {again / rate:,.0f} times")
        print(f"load average at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
