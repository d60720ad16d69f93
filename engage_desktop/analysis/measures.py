"""One scale read as the study says: whichever measure, counts give figures, a breakdown, a comparison."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis import ces, csat, nps
from engage_desktop.analysis.comparison import Difference, Side, comparison, welch
from engage_desktop.analysis.intervals import Figures, known, moments, student
from engage_desktop.models.indicators import (
    Breakdown,
    Comparison,
    Formula,
    IndicatorKind,
    IntervalMethod,
    MeanBreakdown,
    Measure,
    Unit,
)
from engage_desktop.models.surveys import Direction

UNITS = {
    IndicatorKind.NPS: Unit.POINTS,
    IndicatorKind.CSAT: Unit.PERCENT,
    IndicatorKind.CES: Unit.SCORE,
    IndicatorKind.MEAN: Unit.SCORE,
}
FORMULAS = {
    IndicatorKind.NPS: Formula.NPS,
    IndicatorKind.CSAT: Formula.TOP_BOX,
    IndicatorKind.CES: Formula.MEAN,
    IndicatorKind.MEAN: Formula.MEAN,
}
INTERVALS = {
    IndicatorKind.NPS: IntervalMethod.ADJUSTED_WALD,
    IndicatorKind.CSAT: IntervalMethod.WILSON,
    IndicatorKind.CES: IntervalMethod.STUDENT,
    IndicatorKind.MEAN: IntervalMethod.STUDENT,
}


def higher_is_better(measure: Measure) -> bool:
    """Whether a rise is good news."""
    return measure.scale.direction is Direction.HIGHER_IS_BETTER


def figures(measure: Measure, counts: npt.ArrayLike) -> Figures:
    """The figures of every row of scores counted along the last axis, from the scale's low to its high."""
    table = np.asarray(counts, dtype=np.int64)
    if table.shape[-1] != measure.scale.high - measure.scale.low + 1:
        raise ValueError(f"{table.shape[-1]} counts on {measure.scale.low}-{measure.scale.high}")
    match measure.kind:
        case IndicatorKind.NPS:
            return nps.figures(table)
        case IndicatorKind.CSAT:
            return csat.figures(table, measure.scale)
        case IndicatorKind.CES:
            return ces.figures(table, measure.scale)
        case IndicatorKind.MEAN:
            scale = measure.scale
            return student(moments(table, scale.low), low=scale.low, high=scale.high)
        case _:
            raise ValueError(measure.kind)


def breakdown(measure: Measure, scores: Sequence[int]) -> Breakdown:
    """What stands behind one figure."""
    scale = measure.scale
    match measure.kind:
        case IndicatorKind.NPS:
            return nps.breakdown(scores)
        case IndicatorKind.CSAT:
            return csat.breakdown(scores, scale)
        case IndicatorKind.CES:
            return ces.breakdown(scores, scale)
        case _:
            variance = known(float(moments(scores, scale.low).variance))
            deviation = None if variance is None else math.sqrt(variance)
            return MeanBreakdown(scale.low, scale.high, tuple(scores), deviation)


def difference(measure: Measure, first: Sequence[int], second: Sequence[int]) -> Difference:
    """Second minus first, of two independent groups."""
    match measure.kind:
        case IndicatorKind.NPS:
            return nps.compare(first, second)
        case IndicatorKind.CSAT:
            return csat.compare(first, second, measure.scale)
        case _:
            return welch(moments(first, measure.scale.low), moments(second, measure.scale.low))


def compare(
    measure: Measure, first: Sequence[int], second: Sequence[int], *, from_: str, to: str
) -> Comparison:
    """Two independent groups or waves, named, and what their difference means."""
    both = figures(measure, [first, second])
    return comparison(
        Side(from_, int(both.n[0]), both.value_at(0)),
        Side(to, int(both.n[1]), both.value_at(1)),
        difference(measure, first, second),
        higher_is_better=higher_is_better(measure),
    )


def versus_rest(
    measure: Measure, group: Sequence[int], everyone: Sequence[int], *, name: str, rest: str
) -> Comparison:
    """A group against those who are not in it; `everyone` includes the group."""
    others = tuple(whole - part for whole, part in zip(everyone, group, strict=True))
    return compare(measure, others, group, from_=rest, to=name)
