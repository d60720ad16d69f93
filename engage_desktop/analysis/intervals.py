"""Confidence intervals at 95 % on arrays of any shape; NaN stands for « cannot be told »."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis.student import quantiles
from engage_desktop.models.indicators import Interval

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

Z95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Figures:
    """Bases, values and ends of intervals of many groups at once, all of one shape."""

    n: Counts
    value: Numbers
    low: Numbers
    high: Numbers

    def value_at(self, index: int) -> float | None:
        """The value of one group, None without answers."""
        return known(float(self.value[index]))

    def interval_at(self, index: int) -> Interval | None:
        """The interval of one group, None where it cannot be told."""
        return interval(float(self.low[index]), float(self.high[index]))


@dataclass(frozen=True, slots=True)
class Moments:
    """Bases, means and variances (n - 1) of many groups at once."""

    n: Counts
    mean: Numbers
    variance: Numbers


def known(value: float) -> float | None:
    """`value`, or None for NaN."""
    return None if np.isnan(value) else value


def interval(low: float, high: float) -> Interval | None:
    """Both ends, or None when either is unknown."""
    return None if np.isnan(low) or np.isnan(high) else Interval(low, high)


def ratio(part: npt.ArrayLike, whole: npt.ArrayLike) -> Numbers:
    """`part` / `whole`, NaN where the whole is not above zero."""
    top, bottom = np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    result: Numbers = np.full(np.broadcast(top, bottom).shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom > 0)
    return result


def wilson(successes: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Numbers, Numbers]:
    """Wilson's score interval of successes / n, within [0, 1], no continuity correction (Wilson 1927)."""
    wins, base = np.asarray(successes, dtype=np.float64), np.asarray(n, dtype=np.float64)
    share = ratio(wins, base)
    scale = 1 + ratio(Z95**2, base)
    centre = (share + ratio(Z95**2, 2 * base)) / scale
    half = Z95 * np.sqrt(ratio(share * (1 - share), base) + ratio(Z95**2, 4 * base**2)) / scale
    # exact at both ends, where rounding would leave 1e-17
    low = np.where(wins == 0, share, np.clip(centre - half, 0, 1))
    high = np.where(wins == base, share, np.clip(centre + half, 0, 1))
    return low, high


def moments(counts: npt.ArrayLike, low: int) -> Moments:
    """Base, mean and variance of scores counted along the last axis, whose first point is `low`."""
    table = np.asarray(counts, dtype=np.int64)
    points = np.arange(low, low + table.shape[-1])
    n = table.sum(axis=-1)
    mean = ratio(table @ points, n)
    spread = (table * (points - mean[..., np.newaxis]) ** 2).sum(axis=-1)
    return Moments(n, mean, ratio(spread, n - 1))


def moments_of_sums(n: npt.ArrayLike, total: npt.ArrayLike, squares: npt.ArrayLike) -> Moments:
    """Base, mean and variance from sums of values and of their squares."""
    base = np.asarray(n, dtype=np.int64)
    mean = ratio(total, base)
    spread = np.asarray(squares, dtype=np.float64) - base * mean**2
    # a difference of large numbers: below this it is rounding, not spread
    noise = 1e-12 * np.maximum(1.0, np.asarray(squares, dtype=np.float64))
    return Moments(base, mean, ratio(np.where(spread < noise, 0.0, spread), base - 1))


def student(values: Moments, *, low: float, high: float) -> Figures:
    """Means with Student's interval, kept within the scale from `low` to `high`.

    One answer, or answers all alike, say nothing of the spread: no interval rather than one of width zero.
    """
    told = (values.n > 1) & (np.nan_to_num(values.variance) > 0)
    quantile = quantiles(np.where(told, values.n - 1, 1))
    half = np.where(told, quantile * np.sqrt(ratio(values.variance, values.n)), np.nan)
    return Figures(
        values.n,
        values.mean,
        np.clip(values.mean - half, low, high),
        np.clip(values.mean + half, low, high),
    )


def shares(successes: npt.ArrayLike, n: npt.ArrayLike) -> Figures:
    """Percentages in [0, 100] with Wilson's interval."""
    low, high = wilson(successes, n)
    base = np.asarray(n, dtype=np.int64)
    return Figures(base, 100 * ratio(successes, base), 100 * low, 100 * high)


def two_sided(z: float) -> float:
    """The two-sided p of a standard normal deviate."""
    return 2 * NormalDist().cdf(-abs(z))
