"""Issuers: whose number it is, and which symbol it has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.iris import Iris
from graph.issuers import ISSUERS, Issuer, guess, of_body, of_symbol, symbol
from register.load import load


@pytest.mark.parametrize(
    ("slug", "number", "is_resolution", "expected"),
    [
        ("un-ga", "66/288", True, "A/RES/66/288"),
        ("un-ga", "2997(XXVII)", True, "A/RES/2997(XXVII)"),
        ("un-ga", "66/500", False, "A/DEC/66/500"),
        ("un-sc", "1325(2000)", True, "S/RES/1325(2000)"),
        # The Council's decisions have no symbol of their own.
        ("un-sc", "1325(2000)", False, ""),
        ("ecosoc", "2018/5", True, "E/RES/2018/5"),
        ("unea", "2/22", True, "UNEP/EA.2/RES.22"),
        ("unea", "4/1", False, "UNEP/EA.4/Dec.1"),
        ("un-hrc", "48/13", True, "A/HRC/RES/48/13"),
        # A decision of the Governing Council is printed in another document and has no symbol.
        ("unep-gc", "27/2", False, ""),
        ("nobody", "1/1", True, ""),
    ],
)
def test_symbol_of_a_decision(slug: str, number: str, is_resolution: bool, expected: str) -> None:
    assert symbol(slug, number, is_resolution=is_resolution) == expected


def test_symbols_have_no_spaces() -> None:
    assert symbol("un-ga", "2997 (XXVII)", is_resolution=True) == "A/RES/2997(XXVII)"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("66/288", "un-ga"),
        ("2997(XXVII)", "un-ga"),
        ("S-27/2", "un-ga"),
        ("1325(2000)", "un-sc"),
        ("2018/5", "ecosoc"),
        ("SS.VII/1", "unep-gc"),
        # Several could be meant, or nobody's numbers look so.
        ("2/4", None),
        ("27/2", None),
        ("abc", None),
        ("", None),
    ],
)
def test_issuer_of_a_number_alone(number: str, expected: str | None) -> None:
    assert guess(number, is_resolution=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A/RES/2997(XXVII)", ("un-ga", "2997(XXVII)", True)),
        ("A/RES/2997 (XXVII)", ("un-ga", "2997(XXVII)", True)),
        ("a/res/66/288", ("un-ga", "66/288", True)),
        ("A/DEC/66/500", ("un-ga", "66/500", False)),
        ("S/RES/1325(2000)", ("un-sc", "1325(2000)", True)),
        ("E/RES/2018/5", ("ecosoc", "2018/5", True)),
        ("A/HRC/RES/48/13", ("un-hrc", "48/13", True)),
        ("UNEP/GC/DEC/27/2", ("unep-gc", "27/2", False)),
        ("UNEP/EA.2/Res.22", ("unea", "2/22", True)),
        ("UNEP/EA.4/DEC.1", ("unea", "4/1", False)),
        # Documents that are no decisions.
        ("UNEP/EA.4/16", None),
        ("UNEP/GC.27/17", None),
        ("A/66/288", None),
    ],
)
def test_decision_of_a_symbol(text: str, expected: tuple[str, str, bool] | None) -> None:
    assert of_symbol(text) == expected


@given(
    st.sampled_from([i for i in ISSUERS if i.resolution]),
    st.integers(1, 99),
    st.integers(1, 300),
    st.booleans(),
)
def test_symbol_and_number_are_two_ways_of_saying_one_thing(
    issuer: Issuer, session: int, serial: int, is_resolution: bool
) -> None:
    number = f"{session}/{serial}"
    made = symbol(issuer.slug, number, is_resolution=is_resolution)
    if made:
        assert of_symbol(made) == (issuer.slug, number, is_resolution)


def test_decisions_of_a_joint_body_are_counted_with_its_parent() -> None:
    joint, parent = of_body("unep-gc-gmef"), of_body("unep-gc")
    assert joint is parent
    assert parent is not None
    assert parent.slug == "unep-gc"
    assert of_body("emg") is None


def test_numbers_apart_tell_decision_from_resolution_in_the_iri() -> None:
    environment, general = of_body("unea"), of_body("un-ga")
    assert environment is not None
    assert general is not None
    assert environment.name("4/1", is_resolution=False) == "dec-4/1"
    assert environment.name("4/1", is_resolution=True) == "4/1"
    assert general.name("66/500", is_resolution=False) == "66/500"


SLUGS = [slug for issuer in ISSUERS for slug in (issuer.slug, *issuer.also)]


def test_every_issuer_is_listed_once() -> None:
    assert len(set(SLUGS)) == len(SLUGS)


def test_every_issuer_is_in_the_register() -> None:
    entries = load(states=False).entries
    assert [slug for slug in SLUGS if Iris().thing("body", slug) not in entries] == []
