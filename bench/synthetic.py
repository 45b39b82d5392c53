"""A graph of a thousand documents, made by giving one read document other symbols: enough to be asked as a large one is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from graph.generations import DataFolder, Generation
from graph.store import OxigraphStore
from graph.vocabulary import BASE

#: IRIs that a document has for itself; things of the register stay what they are.
_OWN = re.compile(rf"<({re.escape(BASE)}(?:id/(?:claim|evidence|event)/[^>#]*|(?:id|graph)/doc/(?P<doc>[^/>]*)[^>#]*))")


def copies(lines: bytes, slug: str, number: int) -> bytes:
    """The N-Quads of a document under another symbol: copy `number` shares no document, claim or evidence with any other."""

    def renamed(match: re.Match[str]) -> str:
        iri = match[1]
        if match["doc"]:
            return "<" + iri.replace(f"/doc/{slug}", f"/doc/{slug}-{number}", 1) if match["doc"] == slug else match[0]
        return f"<{iri}-{number}"

    return _OWN.sub(renamed, lines.decode()).replace("_:", f"_:c{number}x").encode()


def grow(source: Generation, target: DataFolder, documents: int) -> Generation:
    """A new generation with the common graphs of a source and so many copies of its smallest Chinese document."""
    store = source.open()
    entries = source.manifest.documents
    sizes = {e.graph: sum(1 for _ in store.ox.quads_for_pattern(None, None, None, ox.NamedNode(e.graph))) for e in entries}
    # The words that the search is asked for are Chinese.
    small = min((e for e in entries if e.language == "zh"), key=lambda e: sizes[e.graph])
    slug = small.iri.rsplit("/", 1)[-1]
    lines = dump(store, {small.graph})
    with target.lock():
        draft = target.draft(fresh=True)
        common = [g.value for g in store.ox.named_graphs() if isinstance(g, ox.NamedNode) and g.value not in sizes]
        draft.store.ox.bulk_load(input=dump(store, set(common)), format=ox.RdfFormat.N_QUADS)
        for batch in _batches(lines, slug, documents):
            draft.store.ox.bulk_load(input=batch, format=ox.RdfFormat.N_QUADS)
        draft.store.ox.optimize()
        return target.commit(draft, "synthetic", {"quads": len(draft.store.ox)})


def _batches(lines: bytes, slug: str, documents: int, size: int = 100) -> Iterator[bytes]:
    for first in range(0, documents, size):
        yield b"".join(copies(lines, slug, n) for n in range(first, min(first + size, documents)))


def dump(store: OxigraphStore, graphs: set[str]) -> bytes:
    """The N-Quads of some named graphs."""
    quads = (q for graph in sorted(graphs) for q in store.ox.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def claims(store: OxigraphStore, most: int) -> list[str]:
    """IRIs of claims, to be looked up."""
    return [str(row["c"]).strip("<>") for row in store.select(f"SELECT ?c {{ ?c mg:relation ?r }} LIMIT {most}")]
