"""Dates as English texts print them."""

from __future__ import annotations

import pytest

from ingest import dates_en


def _period(text: str, year: int | None = None) -> tuple[str, str] | None:
    match = dates_en.DATE.search(text)
    assert match, text
    told = dates_en.period(match, year)
    return (told.start, told.end) if told else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("4 March 2036", "2036-03-04", "2036-03-04"),
        ("4th March, 2036", "2036-03-04", "2036-03-04"),
        ("from 4 to 8 March 2036", "2036-03-04", "2036-03-08"),
        ("4–8 March 2036", "2036-03-04", "2036-03-08"),
        ("28 February to 4 March 2036", "2036-02-28", "2036-03-04"),
        ("30 December 2036 to 9 January 2037", "2036-12-30", "2037-01-09"),
        ("30 December to 9 January 2037", "2036-12-30", "2037-01-09"),
        ("27 and 28 June 2036", "2036-06-27", "2036-06-28"),
        ("March 2036", "2036-03", "2036-03"),
        ("November–December 2036", "2036-11", "2036-12"),
        ("2036", "2036", "2036"),
    ],
)
def test_a_date_and_a_range(text: str, start: str, end: str) -> None:
    assert _period(f"The committee met {text} in Karan.") == (start, end)


def test_a_date_without_a_year_means_the_year_told_before() -> None:
    assert _period("The committee met again on 9 May.", 2036) == ("2036-05-09", "2036-05-09")
    assert _period("The committee met again on 9 May.") is None


@pytest.mark.parametrize("text", ["resolution 1540 (2004)", "A/RES/2036/4", "2036/14", "E/2036/L.3", "room 1234"])
def test_a_number_of_something_else_is_no_year(text: str) -> None:
    assert not dates_en.DATE.search(text)


def test_the_year_of_a_match() -> None:
    assert [dates_en.year_of(m) for m in dates_en.DATE.finditer("3 May 2031, 4 June and 2033")] == [2031, None, 2033]
