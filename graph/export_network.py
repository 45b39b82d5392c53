"""Who cites whom, as GraphML: documents, decisions and instruments are nodes, each citation an edge with its paragraphs.

GraphML (graphml.graphdrawing.org) is read by Gephi, yEd, networkx and igraph.
"""

from __future__ import annotations

from collections import defaultdict
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from graph.export import facts, names
from graph.names import tidy
from graph.store import OxigraphStore

_NODE_KEYS = (("label", "string"), ("kind", "string"), ("symbol", "string"))
_EDGE_KEYS = (("citations", "int"), ("paragraphs", "string"), ("provisions", "string"), ("source", "string"))


def citations(store: OxigraphStore, out: IO[str]) -> tuple[int, int]:
    """Write the network of citations; how many nodes and edges comes back."""
    known = names(store)
    symbols = {}
    edges: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in facts(store):
        if row["relation"] == "cites" and row.get("object"):
            edges[row["subject"], row["object"]].append({k: str(row.get(k, "")) for k in ("paragraph", "provision", "file")})
            symbols[row["object"]] = row.get("object_symbol", "")
            symbols.setdefault(row["document"], row.get("document_symbol", ""))
    nodes = sorted({iri for pair in edges for iri in pair})
    xml = XMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("graphml", AttributesImpl({"xmlns": "http://graphml.graphdrawing.org/xmlns"}))
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys:
            xml.startElement("key", {"id": f"{domain[0]}_{name}", "for": domain, "attr.name": name, "attr.type": kind})
            xml.endElement("key")
    xml.startElement("graph", AttributesImpl({"id": "citations", "edgedefault": "directed"}))
    for iri in nodes:
        xml.startElement("node", AttributesImpl({"id": iri}))
        label = next(iter(known.get(iri, [])), iri.rsplit("/", 1)[-1])
        _data(xml, "n", {"label": label, "kind": iri.split("/id/")[-1].split("/")[0], "symbol": symbols.get(iri, "")})
        xml.endElement("node")
    for (source, target), told in sorted(edges.items()):
        xml.startElement("edge", AttributesImpl({"source": source, "target": target}))
        _data(xml, "e", {
            "citations": str(len(told)),
            "paragraphs": " | ".join(dict.fromkeys(t["paragraph"] for t in told)),
            "provisions": " | ".join(dict.fromkeys(t["provision"] for t in told if t["provision"])),
            "source": " | ".join(dict.fromkeys(t["file"] for t in told)),
        })  # fmt: skip
        xml.endElement("edge")
    xml.endElement("graph")
    xml.endElement("graphml")
    out.write("\n")
    return len(nodes), len(edges)


def _data(xml: XMLGenerator, prefix: str, values: dict[str, str]) -> None:
    for name, content in values.items():
        if content:
            xml.startElement("data", {"key": f"{prefix}_{name}"})
            # Control characters, which a document may hold, are not allowed in XML at all.
            xml.characters("".join(c for c in tidy(content) if c >= " "))
            xml.endElement("data")
