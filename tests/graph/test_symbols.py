"""Symbols: one canonical form, and its reversible place in an IRI."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.symbols import SERIES, SYMBOL, canonical, from_slug, to_slug

#: Text made of what symbols are made of, so that the difficult combinations come often.
symbolic = st.text("aAb17/().-_~% —–（）\u3000resRESaddAdd.", max_size=14)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("unep/ea.4/1/rev.1", "UNEP/EA.4/1/Rev.1"),
        ("unep/gcss.xi/4", "UNEP/GCSS.xi/4"),
        ("A/res/2997 （XXVII）", "A/RES/2997(XXVII)"),
        ("Ａ／ＲＥＳ／６６／２８８", "A/RES/66/288"),
        ("27/2", "27/2"),
        ("UNEP/EA.2/Res.22", "UNEP/EA.2/RES.22"),
        ("A/66/10/ADD.1", "A/66/10/Add.1"),
        ("a/66/10/corr.2", "A/66/10/Corr.2"),
        ("A/66/10/amend.1", "A/66/10/Amend.1"),
        ("E/2018/64–65", "E/2018/64-65"),
        ("iccd/cric(11)/inf.5", "ICCD/cric(11)/INF.5"),
        ("UNEP/CONF.151/26", "UNEP/CONF.151/26"),
        ("A/conf.151/26", "A/CONF.151/26"),
        ("  A / 66 / 288 。", "A/66/288"),
        ("A/66/288,", "A/66/288"),
    ],
)
def test_canonical_form(printed: str, expected: str) -> None:
    assert canonical(printed) == expected


def test_what_is_no_series_keeps_its_case() -> None:
    assert canonical("foo/bar/1") == "foo/bar/1"
    assert canonical("us/2") == "us/2"


@given(st.one_of(st.text(), symbolic))
@example("O\u00af")
def test_canonical_is_a_fixed_point(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(st.one_of(st.text(), symbolic))
def test_canonical_holds_no_white_space(text: str) -> None:
    assert not re.search(r"\s", canonical(text))


@pytest.mark.parametrize(
    ("symbol", "slug"),
    [
        ("UNEP/EA.4/16", "UNEP_EA.4_16"),
        ("2997(XXVII)", "2997--XXVII"),
        ("ICCD/CRIC(11)/INF.5", "ICCD_CRIC--11--_INF.5"),
        ("27/2", "27_2"),
        ("A_B", "A%5FB"),
        ("A--B", "A%2D%2DB"),
        ("50%", "50%25"),
        ("A-(B)", "A%2D--B"),
        ("(A)-B", "--A--%2DB"),
        (")", "%29"),
        ("A(B", "A%28B"),
        ("", "%7E"),
        (".", "%7E."),
        ("..", "%7E.."),
        ("～", "%EF%BD%9E"),
    ],
)
def test_slug(symbol: str, slug: str) -> None:
    assert to_slug(symbol) == slug
    assert from_slug(slug) == symbol


@given(st.one_of(st.text(), symbolic))
@example(")(")
@example("a)b(c)")
@example("-(-)-")
@example("(((")
@example("~..")
@example("%7E..")
def test_slug_is_reversible(text: str) -> None:
    assert from_slug(to_slug(text)) == text


@given(st.one_of(st.text(), symbolic))
@example("../../etc/passwd")
@example("..")
def test_slug_never_leaves_its_segment(text: str) -> None:
    slug = to_slug(text)
    # RFC 3986: unreserved characters and escapes only, and no dot segment.
    assert re.fullmatch(r"(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+", slug)
    assert slug not in (".", "..")


@given(symbolic, symbolic)
def test_different_symbols_have_different_slugs(one: str, other: str) -> None:
    assert (to_slug(one) == to_slug(other)) == (one == other)


def found(text: str) -> list[str]:
    return [match[0] for match in SYMBOL.finditer(text)]


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("见UNEP/EA.4/16号文件。", ["UNEP/EA.4/16"]),
        ("in A/RES/66/288, annex", ["A/RES/66/288"]),
        ("A/RES/2997 (XXVII) of", ["A/RES/2997 (XXVII)"]),
        ("ICCD/CRIC(11)/INF.5和E/2018/64", ["ICCD/CRIC(11)/INF.5", "E/2018/64"]),
        ("UNEP/GC.27/17.", ["UNEP/GC.27/17"]),
        # No symbol: no digit, no series, part of a longer word, an address.
        ("and/or", []),
        ("A/RES", []),
        ("XYZ/1/2", []),
        ("BA/1/2", []),
        ("http://example.org/A/66/1", []),
    ],
)
def test_symbols_in_running_text(text: str, symbols: list[str]) -> None:
    assert found(text) == symbols


@pytest.mark.parametrize("series", SERIES)
def test_every_series_is_recognised_in_text_and_in_lower_case(series: str) -> None:
    assert found(f"文件{series}/12/3。") == [f"{series}/12/3"]
    assert canonical(f"{series.lower()}/12/3") == f"{series}/12/3"
