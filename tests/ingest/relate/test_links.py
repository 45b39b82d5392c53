"""A hyperlink to a document is a citation of it."""

from __future__ import annotations

import pytest

from graph.iris import Iris
from ingest import reading
from ingest.lexicon import Lexicon
from ingest.model import Claim
from ingest.source import Link, make
from ingest.structure import document
from register import load as register

TEXT = (
    "UNEP/EA.9/77\n\nReport of the Executive Director\n\n"
    "1. The lights are kept as the Assembly said last year, and as General Assembly resolution 93/17 says.\n\n"
    "2. Harbours are listed.\n"
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(register.load(), Iris())


def cited(lexicon: Lexicon, *links: tuple[str, str]) -> list[Claim]:
    """The citations that the text makes where these words of it are links."""
    places = sorted((TEXT.index(words), TEXT.index(words) + len(words), to) for words, to in links)
    source = make("a.txt", TEXT, None, tuple(Link(*place) for place in places), whole_lines=True)
    told = reading.read(document.read(source, lexicon.iris), lexicon)
    return [claim for claim in told.claims if claim.rule == "links.cites"]


def test_a_link_cites_what_no_words_name(lexicon: Lexicon) -> None:
    [claim] = cited(lexicon, ("the Assembly said last year", "https://undocs.org/en/A/RES/92/8"))
    assert claim.relation == "cites"
    assert claim.subject.iri == lexicon.iris.document("UNEP/EA.9/77")
    assert claim.object is not None
    assert claim.object.iri.endswith("/id/decision/un-ga/92_8")
    assert claim.object_printed == "the Assembly said last year"
    evidence = claim.evidence
    assert evidence.paragraph.address == "main/1"
    assert "the Assembly said last year" in evidence.paragraph.text[evidence.start : evidence.end]


def test_a_link_to_a_document_that_is_no_decision(lexicon: Lexicon) -> None:
    [claim] = cited(lexicon, ("Harbours are listed", "https://docs.un.org/E/2038/9"))
    assert claim.object is not None
    assert (claim.object.kind, claim.object.iri) == ("document", lexicon.iris.document("E/2038/9"))


def test_what_the_words_cite_is_not_cited_twice(lexicon: Lexicon) -> None:
    assert cited(lexicon, ("resolution 93/17", "https://undocs.org/en/A/RES/93/17")) == []


def test_the_same_link_twice_in_a_paragraph_is_one_citation(lexicon: Lexicon) -> None:
    to = "https://undocs.org/en/A/RES/92/8"
    assert len(cited(lexicon, ("the Assembly", to), ("said last year", to))) == 1


def test_links_elsewhere_and_to_the_document_itself_are_none(lexicon: Lexicon) -> None:
    assert cited(lexicon, ("Harbours", "https://example.org/A/RES/92/8"), ("listed", "https://undocs.org/UNEP/EA.9/77")) == []
