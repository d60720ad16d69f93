"""The Indicators screen as a value: its cards, and the leading indicator drawn in full."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engage_desktop.models.counts import ScaleCounts
from engage_desktop.models.indicators import (
    Behind,
    Comparison,
    Indicator,
    Period,
    Scope,
    Segmentation,
    TrendPoint,
)
from engage_desktop.models.metrics import SeriesName


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the collection that can be shown alone and compared: a wave by its name, or a period by its key.

    A period has its days; a wave has those that were declared, if any.
    """

    name: str
    is_wave: bool
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Card:
    """One card or row of the screen: an indicator, what it was before, and its past points.

    `made_of` names the imported series that it was computed from.
    """

    indicator: Indicator
    previous: Indicator | None = None
    history: tuple[TrendPoint, ...] = ()
    made_of: tuple[SeriesName, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """A named part of a chart (a score, a group, a sentiment), its count, and the verbatims behind it.

    `points` are the first and the last score of a group.
    """

    name: str
    n: int
    behind: Behind | None
    points: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the Indicators screen shows.

    Figures are those of the slice `shown` ("" is the whole time), compared with the slice `against`; the trend goes
    over the whole time. `scores` are the points of the leading scale, `parts` its groups (`detractors`, `passives`,
    `promoters`, or `others` and `satisfied`), `feelings` the labels of the sentiment card.
    """

    cards: tuple[Card, ...]
    trend_period: Period
    engagement: tuple[Card, ...]
    responses: int
    invited: int
    scope: Scope
    survey: str = ""
    surveys: tuple[str, ...] = ()  # those that have scored answers
    slices: tuple[Slice, ...] = ()
    shown: str = ""
    against: str = ""
    feelings: tuple[Door, ...] = ()
    flow: tuple[TrendPoint, ...] = ()  # how many responses came in each period
    leading: Indicator | None = None  # the one whose distribution, trend and segments are drawn
    comparison: Comparison | None = None
    distribution: ScaleCounts | None = None
    trend: tuple[TrendPoint, ...] = ()
    quarters: tuple[TrendPoint, ...] = ()  # the longer periods written above the trend
    segments: tuple[Segmentation, ...] = ()
    scores: tuple[Door, ...] = ()
    parts: tuple[Door, ...] = ()
