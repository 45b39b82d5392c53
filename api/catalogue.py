"""What the data set says of itself: VoID, DCAT 3 and PROV in one description."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from api.dumps import KINDS, Dump
from api.live import View
from graph.vocabulary import DCAT, DCTERMS, MG, OWL, PREFIXES, PROV, RDF, RDFS, SKOS, TEXT, VOID, XSD

_SPDX = "http://spdx.org/rdf/terms#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
PREFIXES_HERE = {**PREFIXES, "spdx": _SPDX, "foaf": _FOAF}
_TITLES = {"en": "Mandate Graph", "zh": "任务授权图谱"}
_DESCRIPTIONS = {
    "en": "Bodies, decisions, provisions, mandates, sessions, instruments, money and people of international governance "
    "as documents tell them; each statement with the paragraph and the quotation that says so.",
    "zh": "国际治理中的机构、决定、条款、任务、会议、文书、资金和人员，以文件所述为准；每项陈述均附有段落和引文。",
}
_RIGHTS = {
    "en": "The graph is dedicated to the public domain (CC0). The quotations are the United Nations' and stand here as evidence.",
    "zh": "图谱数据以 CC0 贡献于公有领域；引文归联合国所有，在此作为出处引用。",
}
_VOCABULARIES = (MG, "http://www.w3.org/ns/org#", PROV, "http://www.w3.org/ns/oa#", SKOS, DCTERMS)

Node = ox.NamedNode | ox.BlankNode


class _Writer:
    """Collects triples with as few words as possible."""

    def __init__(self) -> None:
        self.triples: list[ox.Triple] = []

    def say(self, subject: Node, predicate: str, *objects: Node | ox.Literal) -> None:
        self.triples += [ox.Triple(subject, ox.NamedNode(predicate), target) for target in objects]

    def tell(self, subject: Node, predicate: str, texts: Mapping[str, str]) -> None:
        self.say(subject, predicate, *(ox.Literal(text, language=tag) for tag, text in texts.items()))


def description(view: View, server: str, dumps: Mapping[str, Dump]) -> list[ox.Triple]:
    """The description; `server` is the address of this server without a slash, `dumps` those that have a checksum."""
    w, n = _Writer(), ox.NamedNode
    dataset, service, catalog, run = (n(f"{view.base}dataset{end}") for end in ("", "#sparql", "#catalog", "#run"))
    manifest, counts = view.generation.manifest, view.statistics
    created = ox.Literal(manifest.created, datatype=n(XSD + "dateTime"))
    w.say(dataset, RDF + "type", n(VOID + "Dataset"), n(DCAT + "Dataset"), n(PROV + "Entity"))
    w.tell(dataset, DCTERMS + "title", _TITLES)
    w.tell(dataset, DCTERMS + "description", _DESCRIPTIONS)
    w.say(dataset, DCTERMS + "license", n(_CC0))
    w.tell(dataset, DCTERMS + "rights", _RIGHTS)
    w.say(dataset, DCTERMS + "modified", created)
    w.say(dataset, DCTERMS + "language", n(_LANGUAGE + "ENG"), n(_LANGUAGE + "ZHO"))
    w.say(dataset, DCAT + "version", ox.Literal(view.generation.name))
    w.say(dataset, DCAT + "landingPage", n(f"{server}/"))
    w.say(dataset, OWL + "versionInfo", ox.Literal(manifest.tool))
    w.say(dataset, PROV + "wasGeneratedBy", run)
    w.say(run, RDF + "type", n(PROV + "Activity"))
    w.say(run, PROV + "endedAtTime", created)
    w.say(run, PROV + "used", *(n(entry.version) for entry in manifest.documents))
    w.say(run, RDFS + "label", ox.Literal(manifest.tool))
    # VoID: access and shape.
    w.say(dataset, VOID + "uriSpace", ox.Literal(view.base))
    w.say(dataset, VOID + "sparqlEndpoint", n(f"{server}/sparql"))
    w.say(dataset, VOID + "dataDump", *(n(f"{server}/{name}") for name in KINDS))
    w.say(dataset, VOID + "vocabulary", *map(n, _VOCABULARIES))
    w.say(
        dataset,
        VOID + "feature",
        *(n(f"http://www.w3.org/ns/formats/{f}") for f in ("Turtle", "JSON-LD", "N-Triples", "RDF_XML")),
    )
    for term, count in (
        ("triples", counts.triples),
        ("distinctSubjects", counts.subjects),
        ("distinctObjects", counts.objects),
        ("classes", len(counts.classes)),
        ("properties", len(counts.properties)),
        ("documents", len(manifest.documents)),
    ):
        w.say(dataset, VOID + term, ox.Literal(count))
    for iri, entities in counts.classes:
        part = ox.BlankNode()
        w.say(dataset, VOID + "classPartition", part)
        w.say(part, VOID + "class", n(iri))
        w.say(part, VOID + "entities", ox.Literal(entities))
    for iri, triples in counts.properties:
        part = ox.BlankNode()
        w.say(dataset, VOID + "propertyPartition", part)
        w.say(part, VOID + "property", n(iri))
        w.say(part, VOID + "triples", ox.Literal(triples))
    own = tuple(one for _, one in counts.examples if one.startswith(view.base + "id/"))
    w.say(dataset, VOID + "exampleResource", *map(n, dict.fromkeys(own)))
    _graphs(w, view, dataset)
    # DCAT: what is offered where.
    w.say(catalog, RDF + "type", n(DCAT + "Catalog"))
    w.tell(catalog, DCTERMS + "title", _TITLES)
    w.say(catalog, DCAT + "dataset", dataset)
    w.say(catalog, DCAT + "service", service)
    w.say(service, RDF + "type", n(DCAT + "DataService"))
    w.tell(service, DCTERMS + "title", {"en": "SPARQL endpoint", "zh": "SPARQL 端点"})
    w.say(service, DCAT + "endpointURL", n(f"{server}/sparql"))
    w.say(service, DCAT + "endpointDescription", n(f"{server}/sparql"))
    w.say(service, DCAT + "servesDataset", dataset)
    w.say(service, DCTERMS + "conformsTo", n("https://www.w3.org/TR/sparql11-protocol/"))
    w.say(service, RDFS + "seeAlso", n(TEXT + "matches"))
    for name, kind in KINDS.items():
        _distribution(w, dataset, f"{server}/{name}", kind.media_type, kind.titles, dumps.get(name))
    return w.triples


def _graphs(w: _Writer, view: View, dataset: ox.NamedNode) -> None:
    """Each named graph as a part, with the document that it was read from."""
    n = ox.NamedNode
    documents = {entry.graph: entry for entry in view.generation.manifest.documents}
    for iri, triples in view.statistics.graphs:
        w.say(dataset, VOID + "subset", n(iri))
        w.say(n(iri), RDF + "type", n(VOID + "Dataset"))
        w.say(n(iri), VOID + "triples", ox.Literal(triples))
        if entry := documents.get(iri):
            w.say(n(iri), PROV + "wasDerivedFrom", n(entry.version))
            w.say(n(iri), DCTERMS + "title", ox.Literal(entry.title, language=entry.language))


def _distribution(
    w: _Writer, dataset: ox.NamedNode, address: str, media: str, titles: tuple[str, str], dump: Dump | None
) -> None:
    n, file = ox.NamedNode, ox.NamedNode(f"{address}#distribution")
    w.say(dataset, DCAT + "distribution", file)
    w.say(file, RDF + "type", n(DCAT + "Distribution"))
    w.tell(file, DCTERMS + "title", {"en": titles[0], "zh": titles[1]})
    w.say(file, DCAT + "downloadURL", n(address))
    w.say(file, DCAT + "mediaType", n(_MEDIA + media))
    w.say(file, DCAT + "compressFormat", n(_MEDIA + "application/gzip"))
    w.say(file, DCTERMS + "license", n(_CC0))
    if dump is not None:
        checksum = ox.BlankNode()
        w.say(file, DCAT + "byteSize", ox.Literal(dump.size))
        w.say(file, _SPDX + "checksum", checksum)
        w.say(checksum, RDF + "type", n(_SPDX + "Checksum"))
        w.say(checksum, _SPDX + "algorithm", n(_SPDX + "checksumAlgorithm_sha256"))
        w.say(checksum, _SPDX + "checksumValue", ox.Literal(dump.sha256, datatype=n(XSD + "hexBinary")))
