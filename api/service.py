"""The service description of the endpoint (SPARQL 1.1 Service Description): what it can, what it holds, how much it gives."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from api.limits import PARAMETERS, Limits
from api.live import View
from graph.vocabulary import DCTERMS, PREFIXES, RDF, RDFS, SERVICE, TEXT, VOID

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMAT = "http://www.w3.org/ns/formats/"
#: What the description comes in, in the server's order of preference.
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "N-Quads", "TriG",
)  # fmt: skip
_LIMITS = {"seconds": "maxSeconds", "memory_mb": "maxMemory", "rows": "maxRows", "bytes": "maxBytes"}


def serialized(view: View, endpoint: str, limits: Limits, media: str) -> bytes:
    """The description in one of `FORMATS`."""
    prefixes = {**PREFIXES, "sd": SD, "svc": SERVICE} if media == "text/turtle" else None
    return ox.serialize(description(view, endpoint, limits), format=FORMATS[media], prefixes=prefixes) or b""


def description(view: View, endpoint: str, limits: Limits) -> Iterator[ox.Triple]:
    """The triples of the description; `endpoint` is the address under which the request came."""
    service, dataset, default = (ox.NamedNode(f"{endpoint}#{name}") for name in ("service", "dataset", "default"))

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(SD + name)

    def says(subject: ox.NamedNode | ox.BlankNode, predicate: str, target: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(predicate), target)

    yield says(service, RDF + "type", sd("Service"))
    yield says(service, SD + "endpoint", ox.NamedNode(endpoint))
    yield says(service, RDFS + "label", ox.Literal("Mandate Graph SPARQL endpoint", language="en"))
    yield says(service, RDFS + "label", ox.Literal("任务授权图谱 SPARQL 端点", language="zh"))
    yield says(service, SD + "supportedLanguage", sd("SPARQL11Query"))
    # Without a dataset in query or request, queries see all graphs at once.
    yield says(service, SD + "feature", sd("UnionDefaultGraph"))
    yield says(service, SD + "propertyFeature", ox.NamedNode(TEXT + "matches"))
    yield says(service, SD + "defaultEntailmentRegime", ox.NamedNode("http://www.w3.org/ns/entailment/Simple"))
    for name in _RESULTS:
        yield says(service, SD + "resultFormat", ox.NamedNode(_FORMAT + name))
    for name, term in _LIMITS.items():
        yield says(service, SERVICE + term, ox.Literal(getattr(limits, name)))
    for parameter, name in PARAMETERS.items():
        limit = ox.BlankNode()
        yield says(service, SERVICE + "parameter", limit)
        yield says(limit, RDFS + "label", ox.Literal(parameter))
        yield says(limit, SERVICE + "lowers", ox.NamedNode(SERVICE + _LIMITS[name]))
    yield says(service, SD + "defaultDataset", dataset)
    yield says(dataset, RDF + "type", sd("Dataset"))
    yield says(dataset, DCTERMS + "isVersionOf", ox.NamedNode(view.base + "dataset"))
    yield says(dataset, SD + "defaultGraph", default)
    yield says(default, RDF + "type", sd("Graph"))
    yield says(default, VOID + "triples", ox.Literal(view.statistics.triples))
    for iri, triples in view.statistics.graphs:
        named, graph = ox.BlankNode(), ox.BlankNode()
        yield says(dataset, SD + "namedGraph", named)
        yield says(named, RDF + "type", sd("NamedGraph"))
        yield says(named, SD + "name", ox.NamedNode(iri))
        yield says(named, SD + "graph", graph)
        yield says(graph, RDF + "type", sd("Graph"))
        yield says(graph, VOID + "triples", ox.Literal(triples))
