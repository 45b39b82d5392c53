"""Rows counted in the bytes of a result: the same in whatever pieces they come."""

from __future__ import annotations

from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.counting import RowCounter

FORMATS = (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML, ox.QueryResultsFormat.CSV, ox.QueryResultsFormat.TSV)
TEXTS = st.text('a"\n\r,<>&{}é甲\t', max_size=6).filter(lambda text: "},{" not in text)


def serialized(texts: list[str], format_: ox.QueryResultsFormat) -> bytes:
    values = " ".join(str(ox.Literal(text)) for text in texts)
    result = ox.Store().query(f"SELECT ?x ?y {{ VALUES ?x {{ {values} }} }}")
    assert isinstance(result, ox.QuerySolutions)
    return result.serialize(format=format_) or b""


@pytest.mark.parametrize("format_", FORMATS, ids=str)
@given(texts=st.lists(TEXTS, min_size=1, max_size=5), cuts=st.lists(st.integers(0, 400), max_size=6))
def test_cut_anywhere(texts: list[str], cuts: list[int], format_: ox.QueryResultsFormat) -> None:
    body = serialized(texts, format_)
    counter, counts = RowCounter(format_), []
    places = sorted({0, *(cut for cut in cuts if cut < len(body)), len(body)})
    for begin, end in pairwise(places):
        counts.append(counter.feed(body[begin:end]))
    assert counts == sorted(counts)
    assert counts[-1] == len(texts)


@pytest.mark.parametrize("format_", FORMATS, ids=str)
def test_byte_by_byte(format_: ox.QueryResultsFormat) -> None:
    body = serialized(["a", "b\nc", 'd"\n"e', "甲"], format_)
    counter = RowCounter(format_)
    for at in range(len(body)):
        counter.feed(body[at : at + 1])
    assert counter.rows == 4
