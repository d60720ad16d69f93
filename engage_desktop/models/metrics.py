"""What imported figures measure, and how several of its values become one.

A metric has an id, which is the `kind` of its series. Rates that a tool computed itself keep the id of their
indicator (`bounce`, `ctr`…), so that they stand beside those that we compute from counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from engage_desktop.models.indicators import IndicatorKind
from engage_desktop.models.verbatims import Origin

PLAIN = "figure"  # the id of a metric that we do not know
APART = " › "  # between the parts of a series' name: set, table, value of each dimension, metric


class Gathering(Enum):
    """How the values of several rows or days become one: unique users of two days are not a sum."""

    SUM = "sum"
    MEAN = "mean"
    FIRST = "first"
    LAST = "last"


class MetricUnit(Enum):
    """What a metric is counted in."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    SECONDS = "seconds"
    NUMBER = "number"


class Family(Enum):
    """Where a metric comes from: its place in a menu."""

    WEB = "web"
    NETWORKS = "networks"
    EMAIL = "email"
    CUSTOMERS = "customers"
    RATES = "rates"


@dataclass(frozen=True, slots=True)
class Metric:
    """A known metric."""

    id: str
    family: Family
    unit: MetricUnit = MetricUnit.COUNT
    gathering: Gathering = Gathering.SUM


def _counts(family: Family, *ids: str, gathering: Gathering = Gathering.SUM) -> tuple[Metric, ...]:
    return tuple(Metric(each, family, gathering=gathering) for each in ids)


_RATES = (
    IndicatorKind.RETENTION, IndicatorKind.CHURN, IndicatorKind.ENGAGEMENT_BY_REACH,
    IndicatorKind.ENGAGEMENT_BY_FOLLOWERS, IndicatorKind.ENGAGEMENT_BY_IMPRESSIONS, IndicatorKind.CTR,
    IndicatorKind.BOUNCE, IndicatorKind.BOUNCE_GA4, IndicatorKind.DELIVERY, IndicatorKind.OPENING,
    IndicatorKind.CLICK, IndicatorKind.CLICK_TO_OPEN, IndicatorKind.AUDIENCE_GROWTH, IndicatorKind.CONVERSION,
    IndicatorKind.CONTRIBUTION, IndicatorKind.FEATURE_USE, IndicatorKind.RESPONSE_RATE,
)  # fmt: skip
METRICS: tuple[Metric, ...] = (
    *_counts(Family.WEB, "sessions", "engaged_sessions", "single_page_sessions", "page_views", "events"),
    *_counts(Family.WEB, "users", gathering=Gathering.MEAN),
    *_counts(Family.WEB, "new_users", "conversions"),
    Metric("revenue", Family.WEB, MetricUnit.MONEY),
    *_counts(
        Family.NETWORKS, "impressions", "clicks", "interactions", "likes", "comments", "shares", "saves",
        "video_views", "posts",
    ),
    *_counts(Family.NETWORKS, "reach", gathering=Gathering.MEAN),
    *_counts(Family.NETWORKS, "followers", gathering=Gathering.LAST),
    *_counts(Family.NETWORKS, "new_followers", "lost_followers"),
    *_counts(
        Family.EMAIL, "sent", "bounced", "delivered", "openings", "unique_openings", "email_clicks",
        "unique_clicks", "unsubscribed", "complaints",
    ),
    *_counts(Family.CUSTOMERS, "customers_start", gathering=Gathering.FIRST),
    *_counts(Family.CUSTOMERS, "customers_end", gathering=Gathering.LAST),
    *_counts(Family.CUSTOMERS, "customers_new", "customers_lost"),
    *_counts(Family.CUSTOMERS, "members", gathering=Gathering.LAST),
    *_counts(Family.CUSTOMERS, "active_users", "feature_users", "contributors", gathering=Gathering.MEAN),
    *_counts(Family.CUSTOMERS, "invited", "responses"),
    *(Metric(kind.value, Family.RATES, MetricUnit.PERCENT, Gathering.MEAN) for kind in _RATES),
)  # fmt: skip
BY_ID = {metric.id: metric for metric in METRICS}


def gathering_of(metric: str, unit: str) -> Gathering:
    """How values of a series become one; what we do not know is summed, unless it is a share, a mean or a time."""
    known = BY_ID.get(metric)
    if known is not None:
        return known.gathering
    return Gathering.SUM if unit in ("", MetricUnit.COUNT.value, MetricUnit.MONEY.value) else Gathering.MEAN


@dataclass(frozen=True, slots=True)
class SeriesName:
    """What names a series of the study: the id of its metric, and its words."""

    metric: str
    name: str


@dataclass(frozen=True, slots=True)
class SeriesCell:
    """A cell of a file from which a value of a series was read; `written` is "" where an older version kept none."""

    name: SeriesName
    first: dt.date
    origin: Origin
    written: str


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One value of a series, by the name and metric of the series; `unit` is a `MetricUnit` value.

    `days` are its own where they are not those of its row. `place` is its column in the file, `written` the cell.
    """

    series: str
    metric: str
    unit: str
    value: float
    days: tuple[dt.date, dt.date] | None = None
    place: int = 0
    written: str = ""


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """One row of figures: the days that it speaks of, both included, and its values."""

    row: int
    first: dt.date
    last: dt.date
    values: tuple[FigureValue, ...]
