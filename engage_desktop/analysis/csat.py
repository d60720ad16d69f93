"""Customer satisfaction: share of the highest points (4-5 on 1-5, 6-7 on 1-7), and the mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis.comparison import Difference, proportions, welch
from engage_desktop.analysis.intervals import Figures, moments, shares, student
from engage_desktop.models.indicators import CsatBreakdown
from engage_desktop.models.surveys import Scale


def figures(counts: npt.ArrayLike, scale: Scale) -> Figures:
    """The percentage of answers in the highest `scale.top_boxes` points of each row, Wilson's interval."""
    table = np.asarray(counts, dtype=np.int64)
    return shares(table[..., -scale.top_boxes :].sum(axis=-1), table.sum(axis=-1))


def means(counts: npt.ArrayLike, scale: Scale) -> Figures:
    """The mean score of each row, Student's interval."""
    return student(moments(counts, scale.low), low=scale.low, high=scale.high)


def breakdown(scores: Sequence[int], scale: Scale) -> CsatBreakdown:
    """Satisfied answers, all points, and the mean."""
    mean = means([scores], scale)
    return CsatBreakdown(
        satisfied=sum(scores[-scale.top_boxes :]),
        top_boxes=scale.top_boxes,
        low=scale.low,
        high=scale.high,
        scores=tuple(scores),
        mean=mean.value_at(0),
        mean_ci95=mean.interval_at(0),
    )


def compare(first: Sequence[int], second: Sequence[int], scale: Scale) -> Difference:
    """Second minus first share of satisfied answers, in percentage points."""
    boxes = scale.top_boxes
    return proportions((sum(first[-boxes:]), sum(first)), (sum(second[-boxes:]), sum(second)))


def compare_means(first: Sequence[int], second: Sequence[int], scale: Scale) -> Difference:
    """Second minus first mean score, by Welch's t."""
    return welch(moments(first, scale.low), moments(second, scale.low))
