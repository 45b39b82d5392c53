"""What a page costs when it is first made and when it is sent again.

    .venv/bin/python -m bench.pages --data FOLDER [--documents 1000] [PAGE ...]

With --documents the folder's documents are multiplied first, each under other symbols, into a folder that is removed again:
their number grows, the things that they speak of do not, so that the best-known bodies have as many facts as in a large graph.
Pages are asked of the application in this process, in order, in English. Told are processor and wall-clock time in milliseconds,
those of the second request, and the size in bytes; the first page of a template bears its compilation.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import tempfile
import time
from pathlib import Path

import httpx
import pyoxigraph as ox

from api.app import create_app
from api.settings import Settings
from bench.synthetic import copies, dump
from graph.derive import derive
from graph.generations import DataFolder, Generation
from graph.iris import Iris

PAGES = (
    "/explore", "/", "/browse", "/browse/body", "/browse/document", "/browse/decision", "/id/body/unep.html",
    "/id/body/un-ga.html", "/id/body/emg.html", "/id/doc/emg-progress-2014.html", "/id/doc/emg-progress-2014/p.9.html",
    "/id/decision/unep-gc/27_2.html", "/id/post/unep-executive-director.html", "/id/place/nairobi.html",
    "/concept/theme/chemicals.html", "/concept/relation/mandates.html", "/facts", "/facts?relation=mandates&q=capacity",
    "/explore/graph?node=body:unep", "/explore/structure?on=2012-01-01", "/explore/timeline", "/explore/matrix",
    "/explore/citations", "/search?q=environment", "/search?q=化学品", "/query", "/dataset", "/quality",
)  # fmt: skip


def multiply(source: Generation, target: DataFolder, documents: int) -> Generation:
    """A new generation with every document of a source, and copies of each in turn until there are so many."""
    store, entries = source.open(), source.manifest.documents
    own = {e.graph for e in entries}
    common = {g.value for g in store.ox.named_graphs() if isinstance(g, ox.NamedNode) and g.value not in own}
    with target.lock():
        draft = target.draft(fresh=True)
        draft.store.ox.bulk_load(input=dump(store, common), format=ox.RdfFormat.N_QUADS)
        for number in range(documents):
            entry, round_ = entries[number % len(entries)], number // len(entries)
            slug, lines = entry.iri.rsplit("/", 1)[-1], dump(store, {entry.graph})
            iri, graph = entry.iri, entry.graph
            if round_:
                lines = copies(lines, slug, round_)
                iri, graph = (text.replace(f"/doc/{slug}", f"/doc/{slug}-{round_}", 1) for text in (iri, graph))
            draft.store.ox.bulk_load(input=lines, format=ox.RdfFormat.N_QUADS)
            draft.documents[graph] = dataclasses.replace(entry, iri=iri, graph=graph)
        derive(draft.store, Iris())
        draft.store.ox.optimize()
        return target.commit(draft, "synthetic", {"quads": len(draft.store.ox)})


async def measure(data: Path, pages: tuple[str, ...]) -> None:
    """Ask each page twice and tell what it cost."""
    app = create_app(Settings(data=data))
    transport = httpx.ASGITransport(app)
    headers = {"accept": "text/html", "accept-language": "en"}
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://bench") as client:
        print(f"{'first, cpu':>10} {'wall':>8} {'again':>8} {'bytes':>8}  page")
        for page in pages:
            told = []
            for _ in range(2):
                wall, cpu = time.perf_counter(), time.process_time()
                answer = await client.get(page, headers=headers, timeout=600)
                answer.raise_for_status()
                told.append((1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)))
            print(f"{told[0][0]:10.0f} {told[0][1]:8.0f} {told[1][0]:8.1f} {len(answer.content):8d}  {page}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a data folder with a graph")
    parser.add_argument("--documents", type=int, default=0, help="multiply its documents until there are so many")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="addresses; by default one of each kind")
    given = parser.parse_args()
    pages = tuple(given.pages) or PAGES
    if not given.documents:
        asyncio.run(measure(given.data, pages))
        return
    with tempfile.TemporaryDirectory() as folder:
        made = multiply(DataFolder(given.data).current(), DataFolder(Path(folder)), given.documents)
        print(f"{len(made.manifest.documents)} documents, {made.manifest.counts['quads']} quads")
        asyncio.run(measure(Path(folder), pages))


if __name__ == "__main__":
    main()
