"""A small graph of invented bodies that has something for every question of the library; each claim is known by a short name."""

from __future__ import annotations

import pyoxigraph as ox

from graph.vocabulary import BASE, CONCEPT, DCTERMS, MG, RDF, SKOS, XSD

#: Claims as (name, relation, subject, object, what else is told); things are paths under `id/`.
CLAIMS: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    ("founded", "establishes", "decision/ax/1", "body/lake", {"date": "2001-02-03"}),
    ("founded-too", "establishes", "decision/ax/2", "body/lake", {"date": "2002"}),
    ("renamed", "renames", "decision/ax/2", "body/lake", {"newName": "Great Lake", "becomes": "body/great-lake"}),
    ("ended", "terminates", "decision/ax/3", "body/great-lake", {"date": "2010"}),
    ("prolonged", "extends", "meeting/m/1", "body/great-lake", {"end": "2009-12-31"}),
    ("adopted", "adopts", "body/sea", "instrument/plan", {"place": "place/shore", "date": "2005"}),
    ("endorsed", "endorses", "decision/ax/1", "instrument/plan", {}),
    ("asked", "mandates", "decision/ax/1", "post/chief", {"action": "to report", "addressee": "post/chief"}),
    ("asked-again", "mandates", "decision/ax/2", "post/chief", {"action": "to count", "addressee": "post/chief"}),
    ("changed", "changes", "decision/ax/2", "body/lake", {"action": "more members"}),
    ("cites-1", "cites", "doc/D", "decision/ax/1", {}),
    ("cites-2", "cites", "doc/D", "instrument/plan", {}),
    ("cites-3", "cites", "doc/E", "decision/ax/1", {}),
    ("met", "holds", "body/lake", "meeting/m/1", {"start": "2003-01-01", "end": "2003-01-02", "ordinal": "1"}),
    ("took-part", "participates", "person/ann", "meeting/m/1", {}),
    ("chaired", "chairs", "person/bo", "meeting/m/1", {"role": "chair"}),
    ("worked", "has_position", "person/bo", "body/lake", {"role": "secretary"}),
    ("within", "part_of", "body/lake", "body/sea", {}),
    ("seated", "located_in", "body/lake", "place/shore", {}),
    ("belongs", "member_of", "state/X", "body/lake", {}),
    ("serves", "services", "body/office", "body/lake", {}),
    ("reports", "reports_to", "body/office", "body/lake", {}),
    ("oversees", "supervises", "body/sea", "body/office", {}),
    ("wrote", "produces", "body/lake", "doc/D", {}),
    ("sent", "submitted_to", "doc/D", "session/s/1", {}),
    ("under", "prepared_under", "doc/D", "decision/ax/1", {}),
    ("spent", "finances", "fund/pot", "", {"amount": "12.5", "unit": "coins"}),
    ("counted", "counts", "body/lake", "", {"value": "7", "measure": "members"}),
    ("proposed", "proposes", "body/lake", "body/pond", {"standing": "option", "proposedBy": "body/lake", "action": "a pond"}),
    ("done", "fulfils", "body/office", "instrument/plan", {"fulfilmentStatus": "partly", "doneBy": "body/office"}),
    ("followed", "succeeds", "body/sea", "body/puddle", {}),
)  # fmt: skip
_LINKS = {"becomes", "place", "addressee", "proposedBy", "doneBy"}
#: Claims whose quotation stands in the second paragraph; all others in the first.
SECOND = ("cites-3", "counted", "proposed")
TEXTS = {"p.1": "湖泊小组由第1号决定设立。", "p.2": "The pond was counted; 池塘汞含量。"}


def iri(path: str) -> str:
    return f"{BASE}id/{path}"


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(iri(path))


def claim(name: str) -> str:
    return iri(f"claim/{name}")


def _moment(text: str) -> ox.Literal:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)]
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


def quads() -> list[ox.Quad]:
    """The graph, in one named graph."""
    found: list[ox.Quad] = []
    graph = ox.NamedNode(BASE + "graph/invented")

    def say(subject: str, predicate: str, target: ox.NamedNode | ox.Literal) -> None:
        found.append(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), target, graph))

    for address, text in TEXTS.items():
        place = iri(f"doc/D/{address}")
        say(place, RDF + "type", ox.NamedNode(MG + "Paragraph"))
        say(place, MG + "text", ox.Literal(text, language="zh"))
        say(place, MG + "address", ox.Literal(address.replace("p.", "main/")))
        say(place, MG + "partOfDocument", node("doc/D"))
    version = iri("doc/D/zh")
    say(version, MG + "fileName", ox.Literal("d.txt"))
    say(version, MG + "isDigest", ox.Literal(False))
    say(version, DCTERMS + "isVersionOf", node("doc/D"))
    for name, relation, subject, target, more in CLAIMS:
        own, evidence = claim(name), iri(f"evidence/{name}")
        say(own, MG + "relation", ox.NamedNode(f"{CONCEPT}relation/{relation}"))
        say(own, MG + "subject", node(subject))
        if target:
            say(own, MG + "object", node(target))
        say(own, MG + "standing", ox.NamedNode(f"{CONCEPT}standing/{more.get('standing', 'asserted')}"))
        say(own, MG + "status", ox.NamedNode(CONCEPT + "status/extracted"))
        say(own, MG + "confidence", ox.Literal("0.9", datatype=ox.NamedNode(XSD + "decimal")))
        for key, text in more.items():
            if key in _LINKS:
                say(own, MG + key, node(text))
            elif key == "fulfilmentStatus":
                say(own, MG + key, ox.NamedNode(f"{CONCEPT}fulfilment-status/{text}"))
            elif key in ("date", "start", "end"):
                say(own, MG + key, _moment(text))
            elif key != "standing":
                say(own, MG + key, ox.Literal(text))
        say(own, MG + "evidence", ox.NamedNode(evidence))
        say(evidence, MG + "quotation", ox.Literal(f"quotation of {name}", language="zh"))
        say(evidence, MG + "inParagraph", node("doc/D/p.2" if name in SECOND else "doc/D/p.1"))
        say(evidence, MG + "inVersion", ox.NamedNode(version))
    for subject, predicate, target in (
        ("body/great-lake", "continues", "body/lake"),
        ("body/lake", "establishedBy", "decision/ax/1"),
        ("body/sea", "succeeds", "body/puddle"),
    ):
        say(iri(subject), MG + predicate, node(target))
    say(iri("body/lake"), MG + "establishedOn", _moment("2001-02-03"))
    say(iri("body/great-lake"), MG + "establishedOn", _moment("2002"))
    say(iri("body/great-lake"), MG + "terminatedOn", _moment("2010"))
    for body in ("lake", "great-lake"):
        say(iri(f"body/{body}"), MG + "bodyType", ox.NamedNode(CONCEPT + "body-type/group"))
    say(iri("body/lake"), SKOS + "prefLabel", ox.Literal("湖泊小组", language="zh"))
    say(iri("body/lake"), SKOS + "prefLabel", ox.Literal("Lake Group", language="en"))
    return found
