"""What a theme does to the NPS: the answers that carry its code against those that do not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engage_desktop.analysis import nps
from engage_desktop.analysis.comparison import Difference, Side, comparison
from engage_desktop.analysis.intervals import Counts, Numbers, shares
from engage_desktop.models.indicators import (
    FRAGILE_BELOW,
    HIDDEN_BELOW,
    Interval,
    IntervalMethod,
    ThemeImpact,
)

_DRAWS = 10_000
_SEED = 20260927  # fixed: the same study gives the same interval each time


def theme_impact(
    code: str,
    with_code: Sequence[int],
    without_code: Sequence[int],
    *,
    coded: int | None = None,
    verbatims: int | None = None,
) -> ThemeImpact:
    """The impact of a code from scores 0-10 counted with and without it.

    `coded` of `verbatims` carry the code; by default the scored answers stand for them.
    """
    figures = nps.figures([with_code, without_code])
    n_with, n_without = int(figures.n[0]), int(figures.n[1])
    share = shares(
        [n_with if coded is None else coded], [n_with + n_without if verbatims is None else verbatims]
    )
    return ThemeImpact(
        code=code,
        n_with=n_with,
        n_without=n_without,
        nps_with=figures.value_at(0),
        nps_without=figures.value_at(1),
        share=share.value_at(0),
        share_ci95=share.interval_at(0),
        comparison=comparison(
            Side("without", n_without, figures.value_at(1)),
            Side("with", n_with, figures.value_at(0)),
            _difference(without_code, with_code),
            higher_is_better=True,
        ),
    )


def _difference(first: Sequence[int], second: Sequence[int]) -> Difference:
    plain = nps.compare(first, second)
    smallest = min(sum(first), sum(second))
    if smallest >= FRAGILE_BELOW or plain.value is None:
        return plain
    if smallest < HIDDEN_BELOW:
        return Difference(plain.value, None, None, IntervalMethod.NONE)
    # Resampling answers all alike would show no spread at all: the adjusted interval is the honest one there.
    if any(max(_groups(each)) == sum(each) for each in (first, second)):
        return plain
    return _bootstrap(first, second, observed=plain.value)


def _groups(scores: Sequence[int]) -> tuple[int, int, int]:
    promoters, passives, detractors = nps.groups(scores)
    return int(promoters), int(passives), int(detractors)


def _bootstrap(first: Sequence[int], second: Sequence[int], *, observed: float) -> Difference:
    """Percentile interval (Efron 1979) and p by inverting it, never below one draw in all."""
    generator = np.random.default_rng(_SEED)
    gaps = _resampled(generator, second) - _resampled(generator, first)
    low, high = np.percentile(gaps, [2.5, 97.5])
    tail = min(int((gaps <= 0).sum()), int((gaps >= 0).sum()))
    p = min(1.0, 2 * (tail + 1) / (_DRAWS + 1))
    return Difference(observed, Interval(float(low), float(high)), p, IntervalMethod.BOOTSTRAP)


def _resampled(generator: np.random.Generator, scores: Sequence[int]) -> Numbers:
    n = sum(scores)
    draws: Counts = generator.multinomial(n, np.array(_groups(scores)) / n, size=_DRAWS)
    return 100.0 * (draws[:, 0] - draws[:, 2]) / n
