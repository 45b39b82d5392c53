"""Dates of the precision that was printed."""

from __future__ import annotations

import pytest

from api.views.dates import first, last, valid


@pytest.mark.parametrize(
    ("date", "begins", "ends"),
    [
        ("2013", "2013-01-01", "2013-12-31"),
        ("2013-02", "2013-02-01", "2013-02-28"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2013-02-22", "2013-02-22", "2013-02-22"),
    ],
)
def test_first_and_last_day(date: str, begins: str, ends: str) -> None:
    assert valid(date)
    assert (first(date), last(date)) == (begins, ends)


@pytest.mark.parametrize(
    "date", ["", "13", "2013-13", "2013-00", "2013-02-29", "2013-2-2", "0000", "2013-02-22T00:00", "２０１３", "x"]
)
def test_what_is_no_date(date: str) -> None:
    assert not valid(date)
    assert (first(date), last(date)) == ("", "")
