"""Weak signals: terms that rise against the past, and days with more complaints than expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis import keyness
from engage_desktop.analysis.arrays import counted
from engage_desktop.models.themes import FALSE_DISCOVERIES

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
LEAST = 3  # verbatims and people below which nothing is said
WATCHED_FROM = 1.5  # EBGM05 from which a term is « à surveiller »
_QUANTILE = 0.05
_HALVINGS = 45  # of 10,000: to nine decimals
_FINE = 10_000  # steps of an expectation, within which two are one
_BASELINE = 28  # days before that tell what to expect
_FEWEST = 7  # days without which nothing is expected


@dataclass(frozen=True, slots=True)
class Mixture:
    """The prior of DuMouchel (1999): two gamma laws of ratios, the first with weight `weight`."""

    shape1: float
    rate1: float
    shape2: float
    rate2: float
    weight: float


@dataclass(frozen=True, slots=True)
class Rise:
    """Of each term: whether its rise is confirmed or to be watched, and what that rests on."""

    p: Numbers
    lower: Numbers
    ratio: Numbers  # nan where the past never said it
    confirmed: npt.NDArray[np.bool_]
    watch: npt.NDArray[np.bool_]


def rises(
    recent: Ints,
    n_recent: int,
    past: Ints,
    n_past: int,
    people: Ints,
    *,
    step: Callable[[], None] = lambda: None,
) -> Rise:
    """Terms that rise: `confirmed` by G² with false-discovery control, or to `watch` by EBGM05.

    Never fewer than three verbatims of three people. `step` may raise to stop.
    """
    recent, past = np.asarray(recent), np.asarray(past)
    statistic = keyness.g2(recent, n_recent, past, n_past)
    p = keyness.chi2_p(statistic)
    enough = (recent >= LEAST) & (people >= LEAST)
    # half a verbatim for what the past never said: an expectation of nothing would make any rise infinite
    expected: Numbers = (past.astype(np.float64) + 0.5) * (n_recent / (n_past + 1))
    lower = np.zeros(len(recent))
    told = (recent >= 1) & (expected > 0)
    if told.any() and n_past:
        prior = fitted(recent[told].astype(np.float64), expected[told], step=step)
        weighed = told & enough & (statistic > 0)  # of the others nothing is ever said
        lower[weighed] = lower_bounds(recent[weighed], expected[weighed], prior, step=step)
    confirmed = keyness.discoveries(p, rate=FALSE_DISCOVERIES) & (statistic > 0) & enough
    watch = ~confirmed & enough & (statistic > 0) & (lower >= WATCHED_FROM)
    ratio = np.full(len(recent), np.nan)
    known = past > 0
    if n_recent and n_past:
        ratio[known] = (recent[known] / n_recent) / (past[known] / n_past)
    return Rise(p, lower, ratio, confirmed, watch)


def fitted(counts: Numbers, expected: Numbers, *, step: Callable[[], None] = lambda: None) -> Mixture:
    """The mixture that makes the counts most likely (negative binomial of each), from DuMouchel's own start."""
    from scipy.optimize import minimize

    fine = np.round(expected * _FINE).astype(np.int64)
    keys, weight = counted(counts.astype(np.int64) * (int(fine.max(initial=0)) + 1) + fine)
    n = (keys // (int(fine.max(initial=0)) + 1)).astype(np.float64)
    e = np.maximum(keys % (int(fine.max(initial=0)) + 1) / _FINE, 1e-6)

    def cost(logs: Numbers) -> float:
        step()
        law = _unpacked(logs)
        likely = _logsum(law, n, e)
        return -float((weight * likely).sum())

    start = np.array([np.log(0.2), np.log(0.1), np.log(2.0), np.log(4.0), np.log(1 / 2)])
    found = minimize(
        cost, start, method="Nelder-Mead", options={"maxiter": 600, "xatol": 1e-3, "fatol": 1e-3}
    )
    return _unpacked(found.x)


def _unpacked(logs: Numbers) -> Mixture:
    bounded = np.exp(np.clip(logs[:4], -7, 7))
    shape1, rate1, shape2, rate2 = (float(each) for each in bounded)
    return Mixture(shape1, rate1, shape2, rate2, float(1 / (1 + np.exp(-logs[4]))))


def _logsum(law: Mixture, n: Numbers, e: Numbers) -> Numbers:
    one = np.log(law.weight + 1e-300) + _negative_binomial(n, e, law.shape1, law.rate1)
    two = np.log(1 - law.weight + 1e-300) + _negative_binomial(n, e, law.shape2, law.rate2)
    found: Numbers = np.logaddexp(one, two)
    return found


def _negative_binomial(n: Numbers, e: Numbers, shape: float, rate: float) -> Numbers:
    """Log-probability of `n` when its mean is e times a gamma ratio."""
    from scipy.special import gammaln

    found: Numbers = (
        gammaln(shape + n) - gammaln(shape) - gammaln(n + 1)
        + shape * np.log(rate / (rate + e)) + n * np.log(e / (rate + e))
    )  # fmt: skip
    return found


def lower_bounds(
    counts: Ints,
    expected: Numbers,
    law: Mixture,
    *,
    quantile: float = _QUANTILE,
    step: Callable[[], None] = lambda: None,
) -> Numbers:
    """EBGM05: what the true ratio exceeds with 95 % posterior probability, by bisection on the mixture."""
    from scipy.special import expit, gammainc

    n, e = np.asarray(counts, dtype=np.float64), np.asarray(expected)
    one = np.log(law.weight + 1e-300) + _negative_binomial(n, e, law.shape1, law.rate1)
    two = np.log(1 - law.weight + 1e-300) + _negative_binomial(n, e, law.shape2, law.rate2)
    share = expit(one - two)
    low, high = np.zeros(len(n)), np.full(len(n), 1e4)
    for _ in range(_HALVINGS):
        step()
        middle = (low + high) / 2
        below = share * gammainc(law.shape1 + n, (law.rate1 + e) * middle)
        below += (1 - share) * gammainc(law.shape2 + n, (law.rate2 + e) * middle)
        above = below > quantile
        high, low = np.where(above, middle, high), np.where(above, low, middle)
    found: Numbers = (low + high) / 2
    return found


def _chance(seen: int, mean: float, variance: float) -> float:
    """How likely so many or more are: Poisson, or negative binomial where the past varies more than that."""
    from scipy.special import betainc, pdtrc

    if seen <= 0:
        return 1.0
    if variance > mean:
        size = mean**2 / (variance - mean)
        return float(betainc(seen, size, mean / (size + mean)))
    return float(pdtrc(seen - 1, mean))


@dataclass(frozen=True, slots=True)
class Excess:
    """A day (its place in the series) with more than expected."""

    day: int
    seen: int
    expected: float
    p: float


def peaks(daily: Ints) -> tuple[Excess, ...]:
    """Days whose count is larger than the four weeks before let expect, false discoveries controlled at 10 %.

    `daily` counts each day in a row, zeros included. Poisson, or negative binomial where those weeks vary more.
    """
    tested, p, means = [], [], []
    for day in range(_FEWEST, len(daily)):
        before = daily[max(0, day - _BASELINE) : day]
        mean = max(float(before.mean()), 0.5 / len(before))
        tested.append(day)
        p.append(_chance(int(daily[day]), mean, float(before.var(ddof=1))))
        means.append(mean)
    stands = keyness.discoveries(np.array(p), rate=FALSE_DISCOVERIES)
    return tuple(
        Excess(day, int(daily[day]), mean, chance)
        for day, mean, chance, stand in zip(tested, means, p, stands.tolist(), strict=True)
        if stand and daily[day] >= LEAST
    )
