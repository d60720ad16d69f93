"""Student's distribution, by the incomplete beta function (Abramowitz & Stegun 26.7.1 and 26.5.8).

Ours rather than scipy's: importing scipy takes longer than showing all the figures of a study.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

_TINY, _ENOUGH, _MOST_STEPS = 1e-300, 1e-16, 20_000
_LARGE = 600.0  # degrees of freedom from which the expansion in 1/freedom errs by less than 1e-10


def lower_tail(freedom: float, t: float) -> float:
    """The probability of being below `t`."""
    half = 0.5 * _beta(freedom / 2, 0.5, freedom / (freedom + t * t))
    return half if t <= 0 else 1 - half


@lru_cache(maxsize=4096)
def quantile(freedom: float, probability: float = 0.975) -> float:
    """What is exceeded with probability 1 - `probability`."""
    t = _expanded(freedom, NormalDist().inv_cdf(probability))
    if freedom >= _LARGE:
        return t
    if freedom < 3:  # closed forms, where the expansion says nothing
        share = 2 * probability - 1
        near_one = math.tan(math.pi * share / 2)
        near_two = share * math.sqrt(2 / max(_TINY, 1 - share * share))
        t = near_one if freedom < 1.5 else near_two
    for _ in range(60):
        step = (lower_tail(freedom, t) - probability) / _density(freedom, t)
        t -= max(-abs(t) / 2, min(abs(t) / 2, step)) if t else step
        if abs(step) <= 1e-12 * max(1.0, abs(t)):
            break
    return t


def quantiles(freedom: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """`quantile` of each."""
    wanted = np.asarray(freedom, dtype=np.float64)
    return np.array([quantile(float(each)) for each in wanted.ravel()]).reshape(wanted.shape)


def _expanded(v: float, z: float) -> float:
    """Abramowitz & Stegun 26.7.5."""
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92_160 * v**4)
    )


def _density(v: float, t: float) -> float:
    log = math.lgamma((v + 1) / 2) - math.lgamma(v / 2) - 0.5 * math.log(v * math.pi)
    return math.exp(log - (v + 1) / 2 * math.log1p(t * t / v))


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    log = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    if x < (a + 1) / (a + b + 2):
        return math.exp(log) * _fraction(a, b, x) / a
    return 1 - math.exp(log) * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _apart(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _MOST_STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _apart(1 + term * d)
            c = _apart(1 + term / c)
            found *= c * d
        if abs(c * d - 1) < _ENOUGH * 4:
            break
    return found


def _apart(value: float) -> float:
    """`value`, kept apart from zero."""
    return value if abs(value) > _TINY else _TINY
