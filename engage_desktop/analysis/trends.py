"""Figures over time: days gathered into weeks, months, quarters or years, empty periods kept as gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis import measures
from engage_desktop.analysis.intervals import Counts, Figures, shares, student
from engage_desktop.analysis.intervals import moments_of_sums as _moments
from engage_desktop.models.indicators import HIDDEN_BELOW, Measure, Period, TrendPoint


def period_start(day: dt.date, period: Period) -> dt.date:
    """The first day of the period that holds `day`; weeks start on Monday (ISO 8601)."""
    match period:
        case Period.WEEK:
            return day - dt.timedelta(days=day.weekday())
        case Period.MONTH:
            return day.replace(day=1)
        case Period.QUARTER:
            return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
        case Period.YEAR:
            return day.replace(month=1, day=1)


def period_key(day: dt.date, period: Period) -> str:
    """`2026-W38`, `2026-09`, `2026-Q3` or `2026`; a week belongs to the ISO year."""
    match period:
        case Period.WEEK:
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case Period.MONTH:
            return f"{day.year:04}-{day.month:02}"
        case Period.QUARTER:
            return f"{day.year:04}-Q{(day.month - 1) // 3 + 1}"
        case Period.YEAR:
            return f"{day.year:04}"


def next_period(start: dt.date, period: Period) -> dt.date:
    """The first day of the period after the one that starts on `start`."""
    if period is Period.WEEK:
        return start + dt.timedelta(days=7)
    months = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[period]
    total = start.year * 12 + start.month - 1 + months
    return dt.date(total // 12, total % 12 + 1, 1)


def periods(first: dt.date, last: dt.date, period: Period) -> tuple[dt.date, ...]:
    """The starts of all periods from the one of `first` to the one of `last`, none left out."""
    starts, start = [], period_start(first, period)
    while start <= last:
        starts.append(start)
        start = next_period(start, period)
    return tuple(starts)


def gather(
    days: Sequence[dt.date], rows: npt.ArrayLike, period: Period
) -> tuple[tuple[dt.date, ...], npt.NDArray[np.float64]]:
    """The starts of the periods from the first day to the last, and the rows of their days summed."""
    table = np.asarray(rows, dtype=np.float64)
    if not days:
        return (), np.zeros((0, *table.shape[1:]))
    starts = periods(min(days), max(days), period)
    edges = np.array([start.toordinal() for start in starts])
    places = np.searchsorted(edges, [day.toordinal() for day in days], side="right") - 1
    sums = np.zeros((len(starts), *table.shape[1:]))
    np.add.at(sums, places, table)
    return starts, sums


def points(
    starts: Sequence[dt.date], figures: Figures, period: Period, *, hidden_below: int = HIDDEN_BELOW
) -> tuple[TrendPoint, ...]:
    """The points of a trend; a base too small to be broken down keeps its n and loses its value."""
    return tuple(
        TrendPoint(
            start,
            period_key(start, period),
            int(figures.n[i]),
            figures.value_at(i) if figures.n[i] >= hidden_below else None,
            figures.interval_at(i) if figures.n[i] >= hidden_below else None,
        )
        for i, start in enumerate(starts)
    )


def trend(
    measure: Measure, days: Sequence[dt.date], counts: npt.ArrayLike, period: Period
) -> tuple[TrendPoint, ...]:
    """A measure over time, from one row of counts along the scale for each day."""
    starts, sums = gather(days, counts, period)
    if not starts:
        return ()
    return points(starts, measures.figures(measure, sums.astype(np.int64)), period)


def rate_trend(
    days: Sequence[dt.date], parts: Sequence[float], wholes: Sequence[float], period: Period
) -> tuple[TrendPoint, ...]:
    """The rate of sums of each period, in percent; Wilson's interval where it is a count within a count."""
    starts, sums = gather(days, np.column_stack([parts, wholes]) if days else [], period)
    if not starts:
        return ()
    part, whole = sums[:, 0], sums[:, 1]
    counted = (part >= 0) & (part <= whole) & (part % 1 == 0) & (whole % 1 == 0)
    inside = shares(np.where(counted, part, 0), whole)
    value = np.divide(100 * part, whole, out=np.full(len(starts), np.nan), where=whole > 0)
    low, high = (np.where(counted, end, np.nan) for end in (inside.low, inside.high))
    return points(starts, Figures(inside.n, value, low, high), period, hidden_below=1)


def polarity_trend(
    days: Sequence[dt.date],
    n: Sequence[int],
    totals: Sequence[float],
    squares: Sequence[float],
    period: Period,
) -> tuple[TrendPoint, ...]:
    """The mean polarity of each period, from each day's count, sum and sum of squares."""
    starts, sums = gather(days, np.column_stack([n, totals, squares]) if days else [], period)
    if not starts:
        return ()
    base: Counts = sums[:, 0].astype(np.int64)
    return points(starts, student(_moments(base, sums[:, 1], sums[:, 2]), low=-1.0, high=1.0), period)


def count_trend(days: Sequence[dt.date], counts: Sequence[int], period: Period) -> tuple[TrendPoint, ...]:
    """How many came in each period: the count is both n and value."""
    starts, sums = gather(days, np.asarray(counts, dtype=np.float64), period)
    return tuple(
        TrendPoint(start, period_key(start, period), int(total), float(total), None)
        for start, total in zip(starts, sums, strict=True)
    )
