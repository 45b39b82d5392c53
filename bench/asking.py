"""How long an answer takes through HTTP, beside a plain `/sparql` lookup on the same server in the same run.

    python -m bench.asking --data FOLDER [--rounds 5]

The folder holds a graph, best a large one (`mandates ingest … --data FOLDER`). The server is started on a free port and ended
again. Printed: documents and quads, the medians in milliseconds, and their ratio.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

import httpx

from graph.generations import DataFolder

FORMS = (
    "Which decision created {}?", "{}由哪项决定设立？", "When was {} ended?", "{}何时终止？", "Where is {}?", "{}设在哪里？",
    "What is {} mandated to do?", "{}有哪些授权？", "When and where did {} meet?", "Who chairs {}?", "What stands under {}?",
)  # fmt: skip
_BODIES = """
SELECT ?body ?name (COUNT(?claim) AS ?n) WHERE { ?claim mg:object ?body . ?body skos:prefLabel ?name .
  FILTER (CONTAINS(STR(?body), "/id/body/") && LANG(?name) = "en") } GROUP BY ?body ?name ORDER BY DESC(?n) LIMIT 60
"""
_LOOKUP = "SELECT ?claim ?act WHERE {{ ?claim mg:object <{}> ; mg:relation rel:establishes ; mg:subject ?act }}"


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait(client: httpx.Client) -> None:
    """Until the server answers; what is built once a generation is built by the first question."""
    for _ in range(600):
        try:
            client.get("/ask", params={"q": "UNEP", "format": "json"}).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def timed(client: httpx.Client, path: str, parameters: dict[str, str]) -> float:
    begun = time.perf_counter()
    client.get(path, params=parameters, headers={"accept": "application/json"}).raise_for_status()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    generation = DataFolder(chosen.data).current()
    bodies = [(str(r["body"].value), str(r["name"].value)) for r in generation.open().select(_BODIES)]
    where = port()
    server = subprocess.Popen(
        [str(Path(sys.executable).with_name("mandates")), "serve", "--data", str(chosen.data), "--port", str(where)],
        stderr=subprocess.DEVNULL,
    )
    asked: list[float] = []
    looked: list[float] = []
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{where}", timeout=60) as client:
            wait(client)
            mixed = [(form, body) for form in FORMS for body in bodies]
            random.Random(7).shuffle(mixed)
            for form, (_, name) in mixed[:40]:
                timed(client, "/ask", {"q": form.format(name)})
            for n in range(chosen.rounds):
                for form, (iri, name) in mixed[n * 80 : n * 80 + 80]:
                    asked.append(timed(client, "/ask", {"q": form.format(name)}))
                    looked.append(timed(client, "/sparql", {"query": _LOOKUP.format(iri) + f" # {len(looked)}"}))
    finally:
        server.terminate()
        server.wait(10)
    told = {
        "documents": len(generation.manifest.documents),
        "quads": generation.manifest.counts.get("quads", 0),
        "questions": len(asked),
        "ask_median_ms": round(statistics.median(asked), 1),
        "ask_p95_ms": round(statistics.quantiles(asked, n=20)[18], 1),
        "lookup_median_ms": round(statistics.median(looked), 1),
        "ratio": round(statistics.median(asked) / statistics.median(looked), 1),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
