"""Net Promoter Score: promoters 9-10, passives 7-8, detractors 0-6; in points, from -100 to +100."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis.comparison import Difference, normal_difference, paired
from engage_desktop.analysis.intervals import Z95, Counts, Figures, Numbers, ratio
from engage_desktop.models.indicators import IntervalMethod, NpsBreakdown

POINTS = 11
_FIRST_PASSIVE, _FIRST_PROMOTER = 7, 9
# Adjusted Wald: three answers more, ¾ to each end (Rocks 2016)
_ADDED, _ADDED_EACH_END = 3.0, 0.75


def groups(counts: npt.ArrayLike) -> tuple[Counts, Counts, Counts]:
    """Promoters, passives and detractors of scores 0-10 counted along the last axis."""
    table = np.asarray(counts, dtype=np.int64)
    if table.shape[-1] != POINTS:
        raise ValueError(f"an NPS has {POINTS} points, not {table.shape[-1]}")
    return (
        table[..., _FIRST_PROMOTER:].sum(axis=-1),
        table[..., _FIRST_PASSIVE:_FIRST_PROMOTER].sum(axis=-1),
        table[..., :_FIRST_PASSIVE].sum(axis=-1),
    )


def figures(counts: npt.ArrayLike) -> Figures:
    """The NPS of each row of scores 0-10, with its adjusted Wald interval."""
    return figures_of_groups(*groups(counts))


def figures_of_groups(
    promoters: npt.ArrayLike, passives: npt.ArrayLike, detractors: npt.ArrayLike
) -> Figures:
    """The NPS of each group from its three counts: the observed value, the adjusted interval."""
    high, middle, low = (np.asarray(each, dtype=np.int64) for each in (promoters, passives, detractors))
    n = high + middle + low
    centre, error = _adjusted(high, low, n)
    half = np.where(n > 0, Z95 * error, np.nan)
    return Figures(
        n,
        100 * ratio(high - low, n),
        100 * np.clip(centre - half, -1, 1),
        100 * np.clip(centre + half, -1, 1),
    )


def _adjusted(promoters: Counts, detractors: Counts, n: Counts) -> tuple[Numbers, Numbers]:
    base = n + _ADDED
    p, d = (promoters + _ADDED_EACH_END) / base, (detractors + _ADDED_EACH_END) / base
    return p - d, np.sqrt((p + d - (p - d) ** 2) / base)


def breakdown(scores: Sequence[int]) -> NpsBreakdown:
    """Who answered what."""
    promoters, passives, detractors = groups(scores)
    return NpsBreakdown(int(promoters), int(passives), int(detractors), tuple(int(each) for each in scores))


def compare(first: npt.ArrayLike, second: npt.ArrayLike) -> Difference:
    """Second minus first, of two independent groups of scores 0-10, each adjusted."""
    promoters, passives, detractors = groups(np.stack([np.asarray(first), np.asarray(second)]))
    n = promoters + passives + detractors
    if not n.all():
        return Difference(None, None, None, IntervalMethod.ADJUSTED_WALD)
    centre, error = _adjusted(promoters, detractors, n)
    observed = 100 * ratio(promoters - detractors, n)
    gap, both = float(centre[1] - centre[0]), math.hypot(error[0], error[1])
    return normal_difference(
        float(observed[1] - observed[0]), 100 * gap, 100 * Z95 * both, z=gap / both, bound=200
    )


def compare_paired(scores: Sequence[tuple[int, int]]) -> Difference:
    """Second minus first of the same respondents, each answer read as -100, 0 or +100, by paired t."""
    steps = np.array([_points(after) - _points(before) for before, after in scores], dtype=np.float64)
    if steps.size < 2:
        return paired(steps.size, float(steps.sum()), 0.0)
    return paired(steps.size, float(steps.mean()), float(steps.var(ddof=1)))


def _points(score: int) -> int:
    return 100 if score >= _FIRST_PROMOTER else 0 if score >= _FIRST_PASSIVE else -100
