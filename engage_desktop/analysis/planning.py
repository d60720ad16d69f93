"""How many answers are needed, before asking anyone."""

from __future__ import annotations

import math
from statistics import NormalDist

from engage_desktop.analysis.intervals import Z95

_PLANNED_PROMOTERS, _PLANNED_DETRACTORS = 0.5, 0.2


def _variance(promoters: float, detractors: float) -> float:
    return promoters + detractors - (promoters - detractors) ** 2


def for_nps_margin(
    margin: float, *, promoters: float = _PLANNED_PROMOTERS, detractors: float = _PLANNED_DETRACTORS
) -> int:
    """Answers needed for an NPS within ± `margin` points, at 95 %."""
    return math.ceil(Z95**2 * _variance(promoters, detractors) / (margin / 100) ** 2)


def for_nps_difference(
    difference: float,
    *,
    power: float = 0.8,
    promoters: float = _PLANNED_PROMOTERS,
    detractors: float = _PLANNED_DETRACTORS,
) -> int:
    """Answers needed in each wave to detect a `difference` of NPS points with that power, at 95 %."""
    reach = Z95 + NormalDist().inv_cdf(power)
    return math.ceil(reach**2 * 2 * _variance(promoters, detractors) / (difference / 100) ** 2)


def for_share_margin(margin: float, *, share: float = 50.0) -> int:
    """Answers needed for a percentage expected at `share`, within ± `margin` points, at 95 %."""
    return math.ceil(Z95**2 * share * (100 - share) / margin**2)
