"""Is a difference real? Two shares, two means, the same people twice, a group against the whole."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engage_desktop.analysis.intervals import Figures, Moments, two_sided, wilson
from engage_desktop.analysis.student import lower_tail, quantile
from engage_desktop.models.indicators import (
    SIGNIFICANT_BELOW,
    Change,
    Comparison,
    Interval,
    IntervalMethod,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Second minus first, with its interval and p; None where it cannot be told."""

    value: float | None
    ci95: Interval | None
    p: float | None
    method: IntervalMethod


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison as it is shown: its name, its base and its value."""

    name: str
    n: int = 0
    value: float | None = None


def comparison(from_: Side, to: Side, difference: Difference, *, higher_is_better: bool) -> Comparison:
    """The difference with its names and what it means."""
    p = difference.p
    significant = p is not None and p < SIGNIFICANT_BELOW
    return Comparison(
        from_=from_.name,
        to=to.name,
        difference=difference.value,
        ci95=difference.ci95,
        p=p,
        significant=significant,
        change=_change(difference.value if significant else None, higher_is_better=higher_is_better),
        method=difference.method,
        from_value=from_.value,
        to_value=to.value,
        from_n=from_.n,
        to_n=to.n,
    )


def _change(difference: float | None, *, higher_is_better: bool) -> Change:
    if not difference:
        return Change.INCONCLUSIVE
    return Change.FAVOURABLE if (difference > 0) == higher_is_better else Change.UNFAVOURABLE


def proportions(first: tuple[int, int], second: tuple[int, int]) -> Difference:
    """Second minus first, in percentage points, of two independent (successes, n).

    Newcombe's hybrid score interval (1998, method 10) and the N - 1 chi-squared test (Campbell 2007).
    """
    (a, m), (b, n) = first, second
    if m <= 0 or n <= 0:
        return Difference(None, None, None, IntervalMethod.NEWCOMBE)
    low, high = wilson([a, b], [m, n])
    p1, p2 = a / m, b / n
    gap = p2 - p1
    down = math.hypot(p2 - low[1], high[0] - p1)
    up = math.hypot(high[1] - p2, p1 - low[0])
    ends = Interval(100 * max(-1.0, gap - down), 100 * min(1.0, gap + up))
    return Difference(100 * gap, ends, _chi_squared(first, second), IntervalMethod.NEWCOMBE)


def _chi_squared(first: tuple[int, int], second: tuple[int, int]) -> float:
    (a, m), (b, n) = first, second
    successes, total = a + b, m + n
    if successes in (0, total):
        return 1.0
    # exact integers: counts multiply beyond what floats hold
    numerator = (a * (n - b) - b * (m - a)) ** 2 * (total - 1)
    statistic = numerator / (m * n * successes * (total - successes))
    return math.erfc(math.sqrt(statistic / 2))


def welch(first: Moments, second: Moments) -> Difference:
    """Second mean minus first, by Welch's t; each side is the moments of one group."""
    n1, n2 = int(first.n), int(second.n)
    if n1 == 0 or n2 == 0:
        return Difference(None, None, None, IntervalMethod.WELCH)
    gap = float(second.mean) - float(first.mean)
    if n1 < 2 or n2 < 2:
        return Difference(gap, None, None, IntervalMethod.WELCH)
    e1, e2 = float(first.variance) / n1, float(second.variance) / n2
    if e1 + e2 <= 0:
        return Difference(gap, None, None, IntervalMethod.WELCH)
    freedom = (e1 + e2) ** 2 / (e1**2 / (n1 - 1) + e2**2 / (n2 - 1))
    return student_difference(gap, math.sqrt(e1 + e2), freedom, method=IntervalMethod.WELCH)


def paired(n: int, mean: float, variance: float) -> Difference:
    """The mean of n differences measured on the same people, by Student's t."""
    if n == 0:
        return Difference(None, None, None, IntervalMethod.PAIRED)
    if n < 2 or variance <= 0:
        return Difference(mean, None, None, IntervalMethod.PAIRED)
    return student_difference(mean, math.sqrt(variance / n), n - 1, method=IntervalMethod.PAIRED)


def student_difference(gap: float, error: float, freedom: float, *, method: IntervalMethod) -> Difference:
    """A difference of known standard error, with Student's interval and p."""
    half = quantile(freedom) * error
    p = 2 * lower_tail(freedom, -abs(gap / error))
    return Difference(gap, Interval(gap - half, gap + half), p, method)


def normal_difference(gap: float, centre: float, half: float, *, z: float, bound: float) -> Difference:
    """An observed difference with an interval around its adjusted centre, kept within ± `bound`."""
    ends = Interval(max(-bound, centre - half), min(bound, centre + half))
    return Difference(gap, ends, two_sided(z), IntervalMethod.ADJUSTED_WALD)


def verdicts(figures: Figures, overall: float | None) -> tuple[Verdict, ...]:
    """Where each group stands: inconclusive when its interval contains the value of the whole."""
    whole = np.nan if overall is None else overall
    above, below = np.ravel(figures.low > whole), np.ravel(figures.high < whole)
    return tuple(
        Verdict.SUPERIOR if over else Verdict.INFERIOR if under else Verdict.INCONCLUSIVE
        for over, under in zip(above, below, strict=True)
    )
