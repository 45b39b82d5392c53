"""Content negotiation: RFC 9110, section 12.5.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.formats import GRAPHS, RESULTS, SHORT
from api.negotiation import Range, ordered, quality, ranges

HTML, TURTLE, JSON, PLAIN = "text/html", "text/turtle", "application/json", "text/plain"


@pytest.mark.parametrize("header", [None, "", "   "])
def test_an_absent_header_accepts_everything(header: str | None) -> None:
    assert ranges(header) == [Range("*", "*", 1.0)]
    assert ordered(header, (TURTLE, HTML)) == [TURTLE, HTML]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("text/html", [Range("text", "html", 1.0)]),
        ("TEXT/HTML ; Q=0.5", [Range("text", "html", 0.5)]),
        ("text/html;level=1;q=0.3", [Range("text", "html", 0.3)]),
        ("text/html; charset=utf-8", [Range("text", "html", 1.0)]),
        ("a/b;q=0, */*;q=1.000", [Range("a", "b", 0.0), Range("*", "*", 1.0)]),
        ("application/sparql-results+json", [Range("application", "sparql-results+json", 1.0)]),
        (" a/b ,, c/d ", [Range("a", "b", 1.0), Range("c", "d", 1.0)]),
        # Malformed ones are left out.
        ("html, text/turtle", [Range("text", "turtle", 1.0)]),
        ("*/html", [Range("*", "html", 1.0)]),
        ("text/html;q=high, a/b", [Range("a", "b", 1.0)]),
        ("text/html;q=1.5, a/b", [Range("a", "b", 1.0)]),
        ("text/html;q=0.1234, a/b", [Range("a", "b", 1.0)]),
        ("text/html;q=-1, a/b", [Range("a", "b", 1.0)]),
        ("text/html;q=, a/b", [Range("a", "b", 1.0)]),
        ("text/", []),
        ("/html", []),
        ("text html", []),
        ("\x00", []),
    ],
)
def test_media_ranges(header: str, expected: list[Range]) -> None:
    assert ranges(header) == expected


def test_nothing_but_malformed_ranges_accepts_nothing() -> None:
    assert ordered("html", (HTML, TURTLE)) == []


@pytest.mark.parametrize(
    ("header", "media_type", "expected"),
    [
        # The example of RFC 9110, without the media type parameters that nothing here has.
        ("text/*;q=0.3, text/plain;q=0.7, */*;q=0.5", PLAIN, 0.7),
        ("text/*;q=0.3, text/plain;q=0.7, */*;q=0.5", HTML, 0.3),
        ("text/*;q=0.3, text/plain;q=0.7, */*;q=0.5", JSON, 0.5),
        ("*/*, text/html;q=0", HTML, 0.0),
        ("text/html;q=0, text/*;q=0.9", HTML, 0.0),
        ("text/*", JSON, 0.0),
        ("text/html;q=0.2, text/html;q=0.8", HTML, 0.8),
        ("*/html", HTML, 0.0),
    ],
)
def test_the_most_exact_range_counts(header: str, media_type: str, expected: float) -> None:
    assert quality(header, media_type) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("text/turtle", [TURTLE]),
        ("text/turtle, application/json;q=0.9", [TURTLE, JSON]),
        ("application/json;q=0.9, text/turtle", [TURTLE, JSON]),
        # The server's own order settles ties, whatever the order of the header.
        ("application/json, text/turtle, text/html", [HTML, TURTLE, JSON]),
        ("*/*", [HTML, TURTLE, JSON]),
        ("text/*", [HTML, TURTLE]),
        ("text/html;q=0, */*", [TURTLE, JSON]),
        ("image/png", []),
        # A browser, and rdflib.
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", [HTML, TURTLE, JSON]),
        ("text/turtle;q=1.0, application/rdf+xml;q=0.9, */*;q=0.1", [TURTLE, HTML, JSON]),
    ],
)
def test_offers_in_order(header: str, expected: list[str]) -> None:
    assert ordered(header, (HTML, TURTLE, JSON)) == expected


@given(st.text(), st.permutations([HTML, TURTLE, JSON, PLAIN]))
def test_any_header_is_survived(header: str, offers: list[str]) -> None:
    chosen = ordered(header, offers)
    assert set(chosen) <= set(offers)
    weights = [quality(header, offer) for offer in chosen]
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)


def test_short_names_stand_for_formats_that_exist() -> None:
    assert {media for media in SHORT.values() if media not in RESULTS and media not in GRAPHS} == {"text/html"}
    assert next(iter(RESULTS)) == "application/sparql-results+json"
    assert next(iter(GRAPHS)) == "text/turtle"
