"""Who cites whom, as GraphML: documents, decisions and instruments are nodes, each citation an edge with its paragraphs.

GraphML (graphml.graphdrawing.org) is read by Gephi, yEd, networkx and igraph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from graph.export import facts, names
from graph.names import tidy
from graph.store import OxigraphStore

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="n_label" for="node" attr.name="label" attr.type="string"/>
<key id="n_kind" for="node" attr.name="kind" attr.type="string"/>
<key id="n_symbol" for="node" attr.name="symbol" attr.type="string"/>
<key id="e_citations" for="edge" attr.name="citations" attr.type="int"/>
<key id="e_paragraphs" for="edge" attr.name="paragraphs" attr.type="string"/>
<key id="e_provisions" for="edge" attr.name="provisions" attr.type="string"/>
<key id="e_files" for="edge" attr.name="files" attr.type="string"/>
<graph id="citations" edgedefault="directed">
"""


def citations(store: OxigraphStore, out: IO[str]) -> tuple[int, int]:
    """Write the network of citations; how many nodes and edges comes back."""
    known = names(store)
    symbols: dict[str, str] = {}
    edges: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in facts(store):
        if row["relation"] == "cites" and row.get("object"):
            edges[row["subject"], row["object"]].append({k: str(row.get(k, "")) for k in ("paragraph", "provision", "file")})
            symbols[row["object"]] = row.get("object_symbol", "")
            symbols.setdefault(row["document"], row.get("document_symbol", ""))
    nodes = sorted({iri for pair in edges for iri in pair})
    out.write(_HEAD)
    for iri in nodes:
        label = next(iter(known.get(iri, [])), iri.rsplit("/", 1)[-1])
        kind = iri.split("/id/")[-1].split("/")[0]
        out.write(f"<node id={quoteattr(iri)}>{_data(n_label=label, n_kind=kind, n_symbol=symbols.get(iri, ''))}</node>\n")
    for (source, target), told in sorted(edges.items()):
        data = _data(
            e_citations=str(len(told)),
            e_paragraphs=_joined(t["paragraph"] for t in told),
            e_provisions=_joined(t["provision"] for t in told),
            e_files=_joined(t["file"] for t in told),
        )
        out.write(f"<edge source={quoteattr(source)} target={quoteattr(target)}>{data}</edge>\n")
    out.write("</graph>\n</graphml>\n")
    return len(nodes), len(edges)


def _joined(texts: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(text for text in texts if text))


def _data(**values: str) -> str:
    """Data elements; control characters, which a document may hold, are not allowed in XML at all."""
    told = {key: "".join(c for c in tidy(content) if c >= " ") for key, content in values.items()}
    return "".join(f'<data key="{key}">{escape(content)}</data>' for key, content in told.items() if content)
