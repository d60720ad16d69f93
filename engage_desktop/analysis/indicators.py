"""Indicators made of counts: a value with its base, its interval, its breakdown and its recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis import measures, polarity
from engage_desktop.analysis.comparison import Side, comparison, verdicts
from engage_desktop.analysis.intervals import Figures
from engage_desktop.analysis.rates import RateFigure
from engage_desktop.analysis.rates import compare as compare_figures
from engage_desktop.models.counts import Exclusions, PolaritySums, ScaleCounts
from engage_desktop.models.indicators import (
    EVERYTHING,
    HIDDEN_BELOW,
    Breakdown,
    Comparison,
    Formula,
    GroupFigure,
    Indicator,
    IndicatorKind,
    IntervalMethod,
    Measure,
    Recipe,
    Scope,
    Segmentation,
    Subject,
    Unit,
    Verdict,
)


def scored(
    subject: Subject, measure: Measure, counts: ScaleCounts, *, scope: Scope = EVERYTHING
) -> Indicator:
    """The indicator of a scored question; its counts must be on the measure's own scale."""
    if (counts.low, counts.high) != (measure.scale.low, measure.scale.high):
        raise ValueError(
            f"counts on {counts.low}-{counts.high}, scale {measure.scale.low}-{measure.scale.high}"
        )
    figures = measures.figures(measure, [counts.counts])
    ends = figures.interval_at(0)
    method = measures.INTERVALS[measure.kind] if ends else IntervalMethod.NONE
    return Indicator(
        id=subject.id,
        kind=measure.kind,
        survey=subject.survey,
        question=subject.question,
        label=subject.label,
        unit=measures.UNITS[measure.kind],
        n=counts.n,
        excluded=counts.exclusions.total,
        value=figures.value_at(0),
        ci95=ends,
        method=method,
        breakdown=measures.breakdown(measure, counts.counts),
        recipe=Recipe(
            measures.FORMULAS[measure.kind], counts.n, counts.exclusions, method, measure.scale, scope
        ),
        higher_is_better=measures.higher_is_better(measure),
    )


def rated(
    subject: Subject,
    kind: IndicatorKind,
    figure: RateFigure,
    *,
    scope: Scope = EVERYTHING,
    unit: Unit | None = None,
) -> Indicator:
    """The indicator of a rate, a retention or a lifetime value; of an imported figure, in the `unit` that it has."""
    return Indicator(
        id=subject.id,
        kind=kind,
        survey=subject.survey,
        question=subject.question,
        label=subject.label,
        unit=unit or (Unit.MONEY if kind is IndicatorKind.CLTV else Unit.PERCENT),
        n=figure.n,
        excluded=0,
        value=figure.value,
        ci95=figure.ci95,
        method=figure.method,
        breakdown=figure.breakdown,
        recipe=Recipe(figure.formula, figure.n, Exclusions(), figure.method, None, scope),
        higher_is_better=kind.higher_is_better,
    )


def felt(subject: Subject, sums: PolaritySums, *, scope: Scope = EVERYTHING) -> Indicator:
    """The mean sentiment, polarity in [-1, 1]; texts without a score are set aside."""
    figures = polarity.figures([sums])
    ends = figures.interval_at(0)
    method = IntervalMethod.STUDENT if ends else IntervalMethod.NONE
    return Indicator(
        id=subject.id,
        kind=IndicatorKind.SENTIMENT,
        survey=subject.survey,
        question=subject.question,
        label=subject.label,
        unit=Unit.SCORE,
        n=sums.n,
        excluded=sums.unscored,
        value=figures.value_at(0),
        ci95=ends,
        method=method,
        breakdown=polarity.breakdown(sums),
        recipe=Recipe(Formula.MEAN, sums.n, Exclusions(missing=sums.unscored), method, None, scope),
    )


def group_figures(
    measure: Measure, names: Sequence[str], counts: npt.ArrayLike, *, overall: float | None
) -> tuple[GroupFigure, ...]:
    """The figure of each group from one row of counts each, against the value of the whole.

    A base below 5 keeps its n and shows nothing else.
    """
    table = np.asarray(counts, dtype=np.int64)
    if not len(names):
        return ()
    details = [measures.breakdown(measure, tuple(row)) for row in table.tolist()]
    return _groups(names, measures.figures(measure, table), details, overall=overall)


def polarity_groups(
    names: Sequence[str], sums: Sequence[PolaritySums], *, overall: float | None
) -> tuple[GroupFigure, ...]:
    """The mean polarity of each group against that of the whole."""
    if not names:
        return ()
    details = [polarity.breakdown(each) for each in sums]
    return _groups(names, polarity.figures(sums), details, overall=overall)


def _groups(
    names: Sequence[str], figures: Figures, details: Sequence[Breakdown], *, overall: float | None
) -> tuple[GroupFigure, ...]:
    told = verdicts(figures, overall)
    return tuple(
        GroupFigure(name, int(figures.n[i]), figures.value_at(i), figures.interval_at(i), details[i], told[i])
        if figures.n[i] >= HIDDEN_BELOW
        else GroupFigure(name, int(figures.n[i]), None, None, None, Verdict.INCONCLUSIVE)
        for i, name in enumerate(names)
    )


def segmentation(
    measure: Measure, attribute: str, names: Sequence[str], counts: npt.ArrayLike, *, overall: float | None
) -> Segmentation:
    """The groups of one attribute, as given."""
    return Segmentation(attribute, group_figures(measure, names, counts, overall=overall))


def waves(measure: Measure, first: ScaleCounts, second: ScaleCounts, *, from_: str, to: str) -> Comparison:
    """Two independent waves of one question; never two scales in one comparison."""
    if (first.low, first.high) != (second.low, second.high):
        raise ValueError(f"{first.low}-{first.high} against {second.low}-{second.high}")
    return measures.compare(measure, first.counts, second.counts, from_=from_, to=to)


def rate_change(
    kind: IndicatorKind, first: RateFigure, second: RateFigure, *, from_: str, to: str
) -> Comparison:
    """Two periods of one rate."""
    return comparison(
        Side(from_, first.n, first.value),
        Side(to, second.n, second.value),
        compare_figures(first, second),
        higher_is_better=kind.higher_is_better,
    )


def polarity_change(first: PolaritySums, second: PolaritySums, *, from_: str, to: str) -> Comparison:
    """Two groups or periods of mean polarity."""
    both = polarity.figures([first, second])
    return comparison(
        Side(from_, first.n, both.value_at(0)),
        Side(to, second.n, both.value_at(1)),
        polarity.compare(first, second),
        higher_is_better=True,
    )


def with_groups(
    indicator: Indicator, groups: tuple[GroupFigure, ...] = (), *, change: Comparison | None = None
) -> Indicator:
    """The same indicator with its groups and its comparison."""
    return replace(indicator, groups=groups, comparison=change)
