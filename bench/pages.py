"""What a page costs when it is first made and when it is sent again.

    .venv/bin/python -m bench.pages --data FOLDER [--documents 1000 [--into FOLDER]] [PAGE ...]

With --documents the folder's documents are multiplied first, each under other symbols, into a folder that is removed again unless
--into names one: their number grows, the things that they speak of do not, so that the best-known bodies have as many facts as in
a large graph. It takes minutes.

Pages are asked of the application in this process, one after the other, in English, once what pages share is prepared as the
server does it by itself; the first line is a page asked for before that, in Chinese. Told are processor and wall-clock time in
milliseconds, the wall-clock time of the second request and of one that has the page already (304), and the size in bytes, plain
and compressed; last, what is over the limits. The shapes are being checked beside it, at low priority.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import brotli
import httpx
import pyoxigraph as ox

from api.app import create_app
from api.pages import compile_templates
from api.settings import Settings
from api.warm import prepare
from bench.synthetic import copies, dump
from graph.derive import derive
from graph.generations import DataFolder, Generation
from graph.iris import Iris
from graph.ledger import Wanted

#: One of each kind of page, with the largest of its kind in the digests.
PAGES = (
    "/", "/browse", "/browse/body", "/browse/document", "/browse/decision", "/browse/instrument?all=1",
    "/browse/body?q=environment", "/id/body/unep.html", "/id/body/unep.html?on=2012-01-01", "/id/body/un-ga.html",
    "/id/body/emg.html", "/id/decision/unep-gc/27_2.html", "/id/decision/unep-gc/25_4/p.2.html",
    "/id/instrument/agenda-21.html", "/id/doc/emg-progress-2014.html", "/id/doc/emg-progress-2014.html?notes=1",
    "/id/doc/emg-progress-2014/p.9.html", "/id/doc/UNEP_GCSS.XI_4.html", "/id/session/csd/19.html",
    "/id/meeting/unea/plenary-6.html", "/id/person/arcado-ntagazwa.html", "/id/post/unep-executive-director.html",
    "/id/group/governments.html", "/id/place/nairobi.html", "/id/state/BRA.html", "/id/fund/environment-fund.html",
    "/id/system/biodiversity-mapping-tool.html", "/id/campaign/champions-of-the-earth.html", "/concept/theme/chemicals.html",
    "/concept/theme/waste.html", "/concept/relation/mandates.html", "/concept/effect/establish.html",
    "/concept/body-type/programme.html", "/facts", "/facts?page=9", "/facts?q=capacity",
    "/facts?relation=mandates&q=capacity", "/facts?about=body:unep", "/facts?subject=body:un-ga&relation=mandates",
    "/explore", "/explore/graph", "/explore/graph?node=body:unep", "/explore/graph?node=body:unep&steps=2",
    "/explore/structure?on=2012-01-01", "/explore/structure?on=2012-01-01&with=2015-01-01", "/explore/timeline",
    "/explore/timeline?from=1972&to=2012", "/explore/matrix", "/explore/matrix?relation=mandates", "/explore/citations",
    "/explore/citations?least=1", "/search?q=environment", "/search?q=环境", "/search?q=化学品",
    "/search?q=环境&kind=paragraph&language=zh&document=doc:emg-progress-2014", "/query", "/query?example=founding", "/ask",
    "/ask?q=哪项决定设立了环境管理小组？", "/quality", "/quality?page=2", "/dataset", "/dataset?page=2", "/api", "/ontology",
)  # fmt: skip
#: The page that is asked for before anything is prepared.
_COLD = "/id/body/unep.html"
#: Milliseconds for a page that is made and for one that was, and bytes.
_MADE, _KEPT, _SIZE = 100, 20, 100_000


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


@dataclass(frozen=True)
class Cost:
    """Milliseconds of processor and of wall-clock time of a first request, of wall-clock time of those after, and bytes."""

    page: str
    cpu: float
    wall: float
    again: float
    unchanged: float
    size: int
    packed: int

    def __str__(self) -> str:
        times = f"{self.cpu:10.0f} {self.wall:8.0f} {self.again:8.1f} {self.unchanged:8.1f}"
        return f"{times} {self.size:8d} {self.packed:8d}  {self.page}"


async def cost(client: httpx.AsyncClient, page: str, language: str = "en") -> Cost:
    """What a page costs the first time and after. Raises httpx.HTTPStatusError where it is none."""
    headers = {"accept": "text/html", "accept-language": language}
    cpu, wall = time.process_time(), time.perf_counter()
    answer = await client.get(page, headers=headers)
    spent = 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)
    answer.raise_for_status()
    wall = time.perf_counter()
    await client.get(page, headers=headers)
    again = 1000 * (time.perf_counter() - wall)
    wall = time.perf_counter()
    await client.get(page, headers=headers | {"if-none-match": answer.headers.get("etag", "")})
    unchanged = 1000 * (time.perf_counter() - wall)
    packed = brotli.compress(answer.content, quality=4)
    return Cost(page, *spent, again, unchanged, len(answer.content), len(packed))


async def measure(data: Path, pages: tuple[str, ...]) -> None:
    """Tell what each page costs, and which are over the limits."""
    app = create_app(Settings(data=data))
    transport = httpx.ASGITransport(app)
    found = []
    # Without the lifespan of the application, which would prepare a generation in its own time.
    async with httpx.AsyncClient(transport=transport, base_url="http://bench", timeout=600, follow_redirects=True) as client:
        print(f"{'first, cpu':>10} {'wall':>8} {'again':>8} {'304':>8} {'bytes':>8} {'packed':>8}  page")
        print(f"{await cost(client, _COLD, 'zh')} (before anything is prepared)")
        view = app.state.live.view()
        compile_templates()
        for calm in (False, True):
            spent = time.process_time()
            await asyncio.to_thread(prepare, view, app.state.shelf, calm)
            print(
                f"{1000 * (time.process_time() - spent):10.0f} ms of processor time to prepare {'questions' if calm else 'pages'}"
            )
        ledger = app.state.shelf.ledger(view)
        claim = ledger.claims(Wanted(relation="mandates"), 1)[0]
        own = (claim, ledger.cards([claim])[claim].evidence[0].evidence)
        for page in (*pages, *(f"/{iri.removeprefix(view.base)}.html" for iri in own)):
            found.append(await cost(client, page))
            print(found[-1], flush=True)
    app.state.shelf.close()
    kept = [c for c in found if not c.page.startswith("/ask")]
    for what, over in (
        (f"over {_MADE} ms of processor time when made", [c.page for c in found if c.cpu > _MADE]),
        (f"over {_KEPT} ms when sent again", [c.page for c in kept if c.again > _KEPT]),
        (f"over {_SIZE} bytes", [c.page for c in found if c.size > _SIZE]),
    ):
        print(f"{what}: {len(over)} of {len(found)} {' '.join(over)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a data folder with a graph")
    parser.add_argument("--documents", type=int, default=0, help="multiply its documents until there are so many")
    parser.add_argument("--into", type=Path, help="a new folder that keeps the multiplied documents")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="addresses; by default one of each kind")
    given = parser.parse_args()
    pages = tuple(given.pages) or PAGES
    if not given.documents:
        asyncio.run(measure(given.data, pages))
        return
    with tempfile.TemporaryDirectory() as folder:
        target = given.into or Path(folder)
        made = multiply(DataFolder(given.data).current(), DataFolder(target), given.documents)
        print(f"{len(made.manifest.documents)} documents, {made.manifest.counts['quads']} quads")
        asyncio.run(measure(target, pages))


if __name__ == "__main__":
    main()
