"""Pages of lists, numbers and addresses of things."""

from __future__ import annotations

import pytest

from api.pages import grouped, short, thing_of
from api.routers.editor import declared, prefixed
from api.views.act import natural
from api.views.catalogue import part

BASE = "https://graph.example/"


@pytest.mark.parametrize(
    ("page", "items", "number"),
    [("1", (0, 1, 2), 1), ("3", (6,), 3), ("9", (6,), 3), ("0", (0, 1, 2), 1), ("x", (0, 1, 2), 1), ("", (0, 1, 2), 1),
     ("-1", (0, 1, 2), 1), ("٣", (0, 1, 2), 1), ("9" * 20, (0, 1, 2), 1)],
)  # fmt: skip
def test_a_page_of_a_list(page: str, items: tuple[int, ...], number: int) -> None:
    found = part(range(7), page, 3)
    assert (found.items, found.page, found.pages, found.total) == (items, number, 3, 7)


def test_an_empty_list_has_one_empty_page() -> None:
    found = part([], "5", 3)
    assert (found.items, found.page, found.pages) == ((), 1, 1)


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("body:emg", BASE + "id/body/emg"),
        ("body/emg", BASE + "id/body/emg"),
        ("/id/body/emg", BASE + "id/body/emg"),
        ("decision:un-ga/2997--XXVII", BASE + "id/decision/un-ga/2997--XXVII"),
        (BASE + "id/body/emg", BASE + "id/body/emg"),
        ("concept:theme/waste", "https://w3id.org/mandate-graph/concept/theme/waste"),
        ("emg", ""),
        ("body:", ""),
        ("body:a b", ""),
        ("<x>", ""),
        ("javascript:alert(1)//" + "x" * 500, ""),
        ("\x00", ""),
    ],
)
def test_a_thing_by_its_short_name(text: str, iri: str) -> None:
    assert thing_of(text, BASE) == iri


@pytest.mark.parametrize("text", ["body:emg", "decision:un-ga/2997--XXVII", "concept:theme/waste", "doc:UNEP_EA.4_16"])
def test_short_names_go_both_ways(text: str) -> None:
    assert short(thing_of(text, BASE), BASE) == text


def test_numbers_as_people_write_them() -> None:
    assert [grouped(n) for n in (0, 1234567, "177.10", "1e3", "about ten", "")] == [
        "0",
        "1,234,567",
        "177.1",
        "1,000",
        "about ten",
        "",
    ]


def test_provisions_sort_as_they_are_printed() -> None:
    told = ["10", "88(c)", "9", "section II", "88", "2(b)", "2(a)"]
    assert sorted(told, key=natural) == ["2(a)", "2(b)", "9", "10", "88", "88(c)", "section II"]


def test_prefixes_that_a_query_uses_are_declared_once() -> None:
    query = 'PREFIX mg: <urn:mine>\nSELECT * { ?a mg:b rel:cites ; org:c "skos:x" . # owl:y\n <prov:z> ?p ?o }'
    told = declared(query).split("PREFIX mg:")[0].splitlines()
    assert [line.split(":")[0] for line in told] == ["PREFIX org", "PREFIX rel"]
    assert declared(declared(query)) == declared(query)


def test_an_iri_with_a_known_prefix() -> None:
    assert prefixed("https://w3id.org/mandate-graph/ontology#Body") == "mg:Body"
    assert prefixed("https://w3id.org/mandate-graph/concept/relation/cites") == "rel:cites"
    assert prefixed("https://w3id.org/mandate-graph/id/doc/UNEP_EA.4_16") == ""
    assert prefixed("https://example.org/x") == ""
