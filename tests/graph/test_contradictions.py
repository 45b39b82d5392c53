"""Claims that contradict each other stand side by side with their evidence; a thing's names with the files that print them."""

from __future__ import annotations

import pyoxigraph as ox

from graph.contradictions import contradictions, variants
from graph.store import OxigraphStore
from graph.vocabulary import MG, PREFIXES

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def document(number: int, end: str, place: str = "") -> str:
    """A report that tells when a meeting ended."""
    return f"""
        <urn:d{number}> mg:symbol "UNRC/{number}" . <urn:v{number}> a mg:DocumentVersion ; dcterms:isVersionOf <urn:d{number}> ;
          mg:fileName "{number}.txt" .
        <urn:p{number}> mg:address "main/{number}" .
        <urn:e{number}> mg:quotation "会议于{end}闭幕"@zh ; mg:inParagraph <urn:p{number}> ; mg:inVersion <urn:v{number}> .
        <urn:c{number}> a mg:Claim ; mg:relation rel:holds ; mg:subject <urn:group> ; mg:object <urn:meeting> ;
          mg:evidence <urn:e{number}> ; mg:end "{end}"^^xsd:date {place} .
    """


def store(*documents: str) -> OxigraphStore:
    """Each document in a graph of its own."""
    held = OxigraphStore.memory()
    for number, text in enumerate(documents):
        graph = ox.NamedNode(f"urn:graph{number}")
        held.ox.extend(
            ox.Quad(q.subject, q.predicate, q.object, graph) for q in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)
        )
    return held


def test_both_sides_keep_their_evidence() -> None:
    [found] = contradictions(store(document(1, "2004-12-04"), document(2, "2005-12-04")))
    assert (found.kind, found.about, found.property) == ("MeetingDatesDiffer", "urn:meeting", MG + "end")
    assert set(found.messages) == {"en", "zh"}
    assert [(s.claim, s.told, s.file, s.document, s.symbol, s.address, s.quote) for s in (found.one, found.other)] == [
        ("urn:c1", "2004-12-04", "1.txt", "urn:d1", "UNRC/1", "main/1", "会议于2004-12-04闭幕"),
        ("urn:c2", "2005-12-04", "2.txt", "urn:d2", "UNRC/2", "main/2", "会议于2005-12-04闭幕"),
    ]
    assert {found.one.relation, found.other.relation} == {"holds"}
    assert (found.one.subject, found.one.object) == ("urn:group", "urn:meeting")


def test_within_one_document() -> None:
    one = document(1, "2004-12-04") + document(2, "2005-12-04").replace("urn:v2", "urn:v1").replace('"2.txt"', '"1.txt"')
    [found] = contradictions(store(one))
    assert found.one.file == found.other.file == "1.txt"


def test_each_two_tellings_once_however_many_tell_them() -> None:
    texts = [document(3, "2004-12-04"), document(2, "2005-12-04"), document(1, "2004-12-04"), document(4, "2006-12-04")]
    found = contradictions(store(*texts))
    assert [(c.one.claim, c.other.claim) for c in found] == [("urn:c1", "urn:c2"), ("urn:c1", "urn:c4"), ("urn:c2", "urn:c4")]
    assert [(c.one_claims, c.other_claims) for c in found] == [
        (("urn:c1", "urn:c3"), ("urn:c2",)),
        (("urn:c1", "urn:c3"), ("urn:c4",)),
        (("urn:c2",), ("urn:c4",)),
    ]
    assert found == contradictions(store(*reversed(texts))), "a stable order"
    assert contradictions(store(document(1, "2004-12-04"), document(2, "2004-12-04"))) == []


def test_other_warnings_are_no_contradictions() -> None:
    cycle = "<urn:a> a mg:Body ; org:subOrganizationOf <urn:a> ."
    assert contradictions(store(cycle)) == []


BODY = '<urn:board> skos:prefLabel "河流协调理事会"@zh, "River Board"@en ; mg:shortForm "理事会"@zh .'


def printed(number: int, *names: str) -> str:
    told = " ".join(f'<urn:board> mg:printedAs "{name}"@zh .' for name in names)
    return f'<urn:v{number}> a mg:DocumentVersion ; mg:fileName "{number}.txt" . {told}'


def test_the_names_of_one_body_with_the_files_that_print_them() -> None:
    [found] = variants(
        store(BODY, printed(1, "河流协调理事会", "理事会", "该理事会"), printed(2, "河流协调理事会", "河流理事会"))
    )
    assert (found.thing, found.labels) == ("urn:board", {"en": "River Board", "zh": "河流协调理事会"})
    assert found.names == (("河流协调理事会", "zh", ("1.txt", "2.txt")), ("河流理事会", "zh", ("2.txt",)))


def test_one_name_is_no_variant() -> None:
    assert variants(store(BODY, printed(1, "河流协调理事会", "理事会"), printed(2, "河流协调理事会"))) == []


def test_decisions_printed_in_two_ways_but_not_by_pointing() -> None:
    decision = "https://w3id.org/mandate-graph/id/decision/rc/7_1"
    told = printed(1, "第7/1号决定", "第VII/1号决定", "决定").replace("<urn:board>", f"<{decision}>")
    [found] = variants(store(told))
    assert [name for name, *_ in found.names] == ["第7/1号决定", "第VII/1号决定"]
