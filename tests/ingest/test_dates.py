"""Dates as Chinese texts print them."""

from __future__ import annotations

import pytest

from ingest import dates


def _period(text: str, year: int | None = None) -> tuple[str, str] | None:
    match = dates.DATE.search(text)
    assert match, text
    told = dates.period(match, year)
    return (told.start, told.end) if told else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2036年3月4日", "2036-03-04", "2036-03-04"),
        ("2036年3月4日星期二", "2036-03-04", "2036-03-04"),
        ("2036年3月4日至8日", "2036-03-04", "2036-03-08"),
        ("2036年3月4-8日", "2036-03-04", "2036-03-08"),
        ("2036年2月28日-3月4日", "2036-02-28", "2036-03-04"),
        ("2036年12月30日至2037年1月9日", "2036-12-30", "2037-01-09"),
        ("2036年6月27日和28日", "2036-06-27", "2036-06-28"),
        ("2036年3月", "2036-03", "2036-03"),
        ("2036年11月至12月", "2036-11", "2036-12"),
        ("2036年", "2036", "2036"),
    ],
)
def test_a_date_and_a_range(text: str, start: str, end: str) -> None:
    assert _period(f"委员会于{text}举行会议") == (start, end)


def test_days_of_different_months_are_two_dates() -> None:
    text = "2035年3月2日、2035年9月14日和2036年4月20日"
    found = [dates.period(m) for m in dates.DATE.finditer(text)]
    assert [p.start for p in found if p] == ["2035-03-02", "2035-09-14", "2036-04-20"]
    assert all(p and p.is_day for p in found)


def test_a_date_without_a_year_takes_the_one_told_before() -> None:
    assert _period("10月26日和27日", 2036) == ("2036-10-26", "2036-10-27")
    assert _period("10月26日") is None


@pytest.mark.parametrize("text", ["第2036号决议", "13月2日", "3月32日", "20365年"])
def test_what_is_no_date(text: str) -> None:
    match = dates.DATE.search(text)
    assert match is None or match[0] not in text


def test_the_year_that_is_printed() -> None:
    match = dates.DATE.search("2036年11月")
    assert match
    assert dates.year_of(match) == 2036
    bare = dates.DATE.search("11月3日")
    assert bare
    assert dates.year_of(bare) is None
