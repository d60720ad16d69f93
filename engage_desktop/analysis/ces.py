"""Customer effort: the mean score, its direction told by the scale.

CES 1.0 asks for an effort on 1-5, lower is better; CES 2.0 for agreement with « … m'a permis de traiter
facilement ma demande » on 1-7, higher is better, with the share of 5-7 beside the mean.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy.typing as npt

from engage_desktop.analysis.comparison import Difference, welch
from engage_desktop.analysis.intervals import Figures, moments, shares, student
from engage_desktop.models.indicators import CesBreakdown
from engage_desktop.models.surveys import Direction, Scale

_EASY_BOXES = 3  # 5, 6 and 7 of CES 2.0


def figures(counts: npt.ArrayLike, scale: Scale) -> Figures:
    """The mean score of each row (sum of the answers / respondents), Student's interval."""
    return student(moments(counts, scale.low), low=scale.low, high=scale.high)


def breakdown(scores: Sequence[int], scale: Scale) -> CesBreakdown:
    """All points, and the percentage of 5-7 when the scale is that of CES 2.0."""
    is_second = (scale.low, scale.high) == (1, 7) and scale.direction is Direction.HIGHER_IS_BETTER
    easy = shares([sum(scores[-_EASY_BOXES:])], [sum(scores)]) if is_second else None
    return CesBreakdown(
        version=scale.version,
        higher_is_better=scale.direction is Direction.HIGHER_IS_BETTER,
        low=scale.low,
        high=scale.high,
        scores=tuple(scores),
        easy=easy.value_at(0) if easy else None,
        easy_ci95=easy.interval_at(0) if easy else None,
    )


def compare(first: Sequence[int], second: Sequence[int], scale: Scale) -> Difference:
    """Second minus first mean score, by Welch's t."""
    return welch(moments(first, scale.low), moments(second, scale.low))
