"""How fast the graph is built, checked and asked, beside named peers in the same run.

    .venv/bin/python -m bench.serving [--rounds 30] [--data FOLDER]

Peers: `oxigraph serve-read-only` over the same store, and rdflib in this process over the same quads. All answer the same
queries in turn, round by round, so that what disturbs the machine disturbs them alike. Told are the best and the median of the
rounds, and how the best stands to that of `oxigraph serve`; where best and median lie far apart, the machine was disturbed.
Without --data the bundled digests are built first, which is timed too.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

import documents
from graph.generations import DataFolder
from graph.validate import standard
from graph.vocabulary import PREFIXES
from ingest.collect import sources
from ingest.pipeline import Reader, ingest
from ingest.source import Source

_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
QUERIES = {
    "lookup: who established UNEP": "SELECT ?act WHERE { body:unep mg:establishedBy ?act }",
    "the same with paragraph and quotation": """SELECT ?act ?place ?quote WHERE {
        ?claim mg:relation rel:establishes ; mg:object body:unep ; mg:subject ?act ; mg:evidence ?e .
        ?e mg:inParagraph ?place ; mg:quotation ?quote }""",
    "count of all claims by relation": "SELECT ?r (COUNT(?c) AS ?n) WHERE { ?c mg:relation ?r } GROUP BY ?r ORDER BY ?r",
    "every name (a large result)": "SELECT ?s ?name WHERE { ?s skos:prefLabel|skos:altLabel ?name }",
}
Ask = Callable[[str], bytes]


@dataclass(frozen=True)
class Peer:
    name: str
    ask: Ask


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextlib.contextmanager
def served(name: str, path: str, command: list[str], port: int, environment: dict[str, str] | None = None) -> Iterator[Peer]:
    """A server in a process of its own, and how it is asked over one connection that stays open."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    last = [0.0]

    def ask(query: str) -> bytes:
        target = f"{path}?{urllib.parse.urlencode({'query': _HEAD + query})}"
        headers = {"Accept": "application/sparql-results+json"}
        # A server gives up a connection on which nothing is asked for a while; one call after the other keeps it.
        if time.monotonic() - last[0] > 1:
            connection.close()
        connection.request("GET", target, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        last[0] = time.monotonic()
        if answer.status != 200:
            raise RuntimeError(f"{name}: {answer.status} {body[:200]!r}")
        return body

    try:
        deadline = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                ask("ASK {}")
                break
            connection.close()
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not start")
            time.sleep(0.1)
        yield Peer(name, ask)
    finally:
        connection.close()
        process.terminate()
        process.wait()


def ours(name: str, data: Path, cache_mb: int) -> contextlib.AbstractContextManager[Peer]:
    port = free_port()
    program = "from cli.main import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", str(port), "--data", str(data)]
    return served(name, "/sparql", command, port, {**os.environ, "MANDATES_CACHE_MB": str(cache_mb)})


def oxigraph(store: Path) -> contextlib.AbstractContextManager[Peer]:
    port = free_port()
    program = str(Path(sys.executable).with_name("oxigraph"))
    command = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    return served("oxigraph serve", "/query", command, port)


def in_rdflib(store: ox.Store, place: Path) -> Peer:
    quads = place / "all.nq"
    store.dump(str(quads), format=ox.RdfFormat.N_QUADS)
    held = Dataset(default_union=True)
    held.parse(str(quads), format="nquads")
    return Peer("rdflib in this process", lambda query: held.query(_HEAD + query).serialize(format="json") or b"")


def asked(peers: list[Peer], rounds: int) -> None:
    """Ask everybody everything in turn, and tell the best, the median, and the ratio to `oxigraph serve`."""
    print("| query | " + " | ".join(peer.name for peer in peers) + " |")
    print("|---|" + "---|" * len(peers))
    for title, query in QUERIES.items():
        took: dict[str, list[float]] = {peer.name: [] for peer in peers}
        for _ in range(rounds):
            for peer in peers:
                peer.ask("ASK {}")
                begin = time.perf_counter()
                peer.ask(query)
                took[peer.name].append((time.perf_counter() - begin) * 1000)
        base = min(took["oxigraph serve"])
        cells = [
            f"{min(times):.2f} / {statistics.median(times):.2f} ms, {min(times) / base:.1f}×"
            for times in (took[peer.name] for peer in peers)
        ]
        print(f"| {title} | " + " | ".join(cells) + " |", flush=True)


def built(place: Path) -> DataFolder:
    """Build the digests, and tell how long each step took."""
    texts = [source for source in sources(documents.files()) if isinstance(source, Source)]
    begin = time.perf_counter()
    reader = Reader.load("https://w3id.org/mandate-graph/", None)
    loaded = time.perf_counter() - begin
    times = []
    for source in texts:
        begin = time.perf_counter()
        reader.read(source)
        times.append(time.perf_counter() - begin)
    data = DataFolder(place / "data")
    begin = time.perf_counter()
    ingest(texts, data)
    whole = time.perf_counter() - begin
    store = data.current().open().ox
    graphs = [list(store.quads_for_pattern(None, None, None, ox.NamedNode(e.graph))) for e in data.current().manifest.documents]
    begin = time.perf_counter()
    for quads in graphs:
        standard().validate(quads)
    checked = time.perf_counter() - begin
    characters = sum(len(source.text) for source in texts)
    print(f"- register, rules and shapes loaded: {loaded:.2f} s")
    print(f"- {len(texts)} digests, {characters:,} characters, read and checked: {sum(times):.2f} s, "
          f"{min(times):.2f} to {max(times):.2f} s a document")  # fmt: skip
    print(f"- a generation of {len(store):,} quads made of them: {whole:.2f} s, all told")
    print(f"- {sum(map(len, graphs)):,} quads of document graphs checked again: {checked:.2f} s\n")
    return data


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--data", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
        place = Path(folder)
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
        data = DataFolder(told.data) if told.data else built(place)
        live = data.current()
        shutil.copytree(live.store_path, place / "store")
        peers = [
            running.enter_context(oxigraph(place / "store")),
            running.enter_context(ours("mandates, cache off", data.root, 0)),
            running.enter_context(ours("mandates", data.root, 64)),
            in_rdflib(live.open().ox, place),
        ]
        asked(peers, told.rounds)
        print(f"\nload of the machine after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
