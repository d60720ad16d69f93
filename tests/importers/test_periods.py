"""The days that a cell of figures speaks of."""

from __future__ import annotations

import datetime as dt

import pytest

from engage_desktop.importers.periods import days_of, is_date_header, nth_days, nth_step, whole
from engage_desktop.models.sources import DateOrder

DAY = dt.date(2026, 9, 7)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("07/09/2026", "2026-09-07", "2026-09-07"), ("20260907", "2026-09-07", "2026-09-07"),
        ("2026-09-07T00:00:00", "2026-09-07", "2026-09-07"), ("lundi 7 septembre 2026", "2026-09-07", "2026-09-07"),
        ("2026-09", "2026-09-01", "2026-09-30"), ("202609", "2026-09-01", "2026-09-30"),
        ("09/2026", "2026-09-01", "2026-09-30"), ("sept. 2026", "2026-09-01", "2026-09-30"),
        ("Février 2024", "2024-02-01", "2024-02-29"), ("August 2026", "2026-08-01", "2026-08-31"),
        ("2026-W38", "2026-09-14", "2026-09-20"), ("Semaine 38, 2026", "2026-09-14", "2026-09-20"),
        ("T3 2026", "2026-07-01", "2026-09-30"), ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("01/09/2026 - 15/09/2026", "2026-09-01", "2026-09-15"), ("2026-09-01,2026-09-07", "2026-09-01", "2026-09-07"),
        ("du 1 septembre 2026 au 30 septembre 2026", "2026-09-01", "2026-09-30"),
    ],
)  # fmt: skip
def test_days_are_read_as_they_are_written(cell: str, first: str, last: str) -> None:
    assert days_of(cell, DateOrder.DAY_FIRST) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "cell",
    ["", "12", "1234", "129094", "20261332", "31/02/2026", "2026-W60", "page_view", "9" * 80, "10 - 12"],
)
def test_what_is_no_date_is_none(cell: str) -> None:
    assert days_of(cell, DateOrder.DAY_FIRST) is None


def test_a_bare_year_is_a_date_only_where_it_is_awaited() -> None:
    assert days_of("2026", DateOrder.DAY_FIRST) is None
    assert days_of("2026", DateOrder.DAY_FIRST, year=True) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def test_month_first_is_heeded() -> None:
    assert days_of("4/5/2022", DateOrder.MONTH_FIRST) == (dt.date(2022, 4, 5), dt.date(2022, 4, 5))


@pytest.mark.parametrize(
    ("header", "cell", "first", "last"),
    [
        ("Nth day", "0000", "2026-09-07", "2026-09-07"), ("Nth day", "0030", "2026-10-07", "2026-10-07"),
        ("Nth week", "0001", "2026-09-14", "2026-09-20"), ("Nième jour", "0002", "2026-09-09", "2026-09-09"),
        ("Nth month", "0004", "2027-01-01", "2027-01-31"),
    ],
)  # fmt: skip
def test_periods_counted_from_the_start_of_the_report(header: str, cell: str, first: str, last: str) -> None:
    found = nth_days(cell, nth_step(header), DAY)
    assert found == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_a_column_of_months_gives_whole_months() -> None:
    first = dt.date(2026, 9, 1)
    assert whole((first, first), "Mois") == (first, dt.date(2026, 9, 30))
    assert whole((first, first), "Date") == (first, first)
    assert is_date_header("Mois")
    assert not is_date_header("Sessions")
