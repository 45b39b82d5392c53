"""The terms of the model as Python names. What they mean is said in `ontology/`; here they are only spelled."""

from __future__ import annotations

from typing import Final

BASE: Final = "https://w3id.org/mandate-graph/"
MG: Final = BASE + "ontology#"
CONCEPT: Final = BASE + "concept/"
#: Text search inside SPARQL; see `graph.textmatch`.
TEXT: Final = BASE + "text#"
#: Limits of the endpoint, as its service description tells them.
SERVICE: Final = BASE + "service#"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
ORG: Final = "http://www.w3.org/ns/org#"
ELI: Final = "http://data.europa.eu/eli/ontology#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
SH: Final = "http://www.w3.org/ns/shacl#"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
QB: Final = "http://purl.org/linked-data/cube#"
SCHEMA: Final = "https://schema.org/"

#: Prefixes that every query and every Turtle answer knows.
PREFIXES: Final[dict[str, str]] = {
    "mg": MG,
    "text": TEXT,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "org": ORG,
    "eli": ELI,
    "prov": PROV,
    "oa": OA,
    "sh": SH,
    "void": VOID,
    "dcat": DCAT,
    "qb": QB,
    "schema": SCHEMA,
    "rel": CONCEPT + "relation/",
    "effect": CONCEPT + "effect/",
    "modality": CONCEPT + "modality/",
    "standing": CONCEPT + "standing/",
    "status": CONCEPT + "status/",
    "type": CONCEPT + "body-type/",
    **{
        kind: f"{BASE}id/{kind}/"
        for kind in (
            "body",
            "decision",
            "session",
            "meeting",
            "instrument",
            "post",
            "person",
            "place",
            "state",
        )
    },
    "doc": BASE + "id/doc/",
    "graph": BASE + "graph/",
}

#: The relations of the export contract, in the order in which they are listed to people.
RELATIONS: Final = (
    "establishes", "renames", "terminates", "extends", "succeeds", "adopts", "endorses", "mandates", "changes",
    "holds", "chairs", "has_position", "participates", "part_of", "located_in", "member_of", "services",
    "reports_to", "supervises", "produces", "submitted_to", "prepared_under", "finances", "counts", "cites",
    "proposes", "fulfils",
)  # fmt: skip

#: Relations that say what an act did to a thing: these claims are mandates, the others plain claims.
EFFECTS: Final[dict[str, str]] = {
    "establishes": "establish",
    "renames": "rename",
    "terminates": "terminate",
    "extends": "extend",
    "endorses": "endorse",
    "changes": "change",
}
