"""Indicators: counts in, figures out, each with its base, its interval and its recipe.

Values of unit `PERCENT` lie in [0, 100] and those of unit `POINTS` in [-100, 100]: kept as they are written.
No answer gives None, never 0. Recipes hold identifiers and facts; the sentences are made where words are.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from engage_desktop.models.counts import Exclusions
from engage_desktop.models.surveys import Scale

FRAGILE_BELOW = 30  # a smaller base is said to be fragile
HIDDEN_BELOW = 5  # a smaller base is not broken down
SIGNIFICANT_BELOW = 0.05


class IndicatorKind(Enum):
    """Which indicator; the value is the `kind` of the command line."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    MEAN = "mean"
    SHARE = "share"
    SENTIMENT = "sentiment"
    RESPONSE_RATE = "response_rate"
    RETENTION = "retention"
    CHURN = "churn"
    CLTV = "cltv"
    ENGAGEMENT_BY_REACH = "engagement_by_reach"
    ENGAGEMENT_BY_FOLLOWERS = "engagement_by_followers"
    ENGAGEMENT_BY_IMPRESSIONS = "engagement_by_impressions"
    ENGAGEMENT_DAILY = "engagement_daily"
    CTR = "ctr"
    BOUNCE = "bounce"
    BOUNCE_GA4 = "bounce_ga4"
    DELIVERY = "delivery"
    OPENING = "opening"
    CLICK = "click"
    CLICK_TO_OPEN = "click_to_open"
    FEATURE_USE = "feature_use"
    CONTRIBUTION = "contribution"
    AUDIENCE_GROWTH = "audience_growth"
    CONVERSION = "conversion"
    FIGURE = "figure"  # an imported count or amount, shown as it is

    @property
    def higher_is_better(self) -> bool:
        """Whether a rise is good news (a CES tells so by its scale instead)."""
        return self not in (IndicatorKind.CHURN, IndicatorKind.BOUNCE, IndicatorKind.BOUNCE_GA4)


class Unit(Enum):
    """What a value is counted in."""

    POINTS = "points"
    PERCENT = "percent"
    SCORE = "score"
    MONEY = "money"
    COUNT = "count"


class Formula(Enum):
    """How a value is made; its wording belongs to whoever shows it."""

    NPS = "nps"  # 100 (promoters - detractors) / n
    TOP_BOX = "top_box"  # answers in the highest points / n
    MEAN = "mean"  # sum of the answers / n
    PROPORTION = "proportion"  # numerator / denominator
    COMPLEMENT = "complement"  # 1 - numerator / denominator
    RETENTION = "retention"  # (end - new) / start
    GROWTH = "growth"  # (end - start) / start
    MEAN_OF_RATES = "mean_of_rates"
    CLTV_SIMPLE = "cltv_simple"  # margin per period / churn
    CLTV_DISCOUNTED = "cltv_discounted"  # m r / (1 + d - r)
    CLTV_HISTORICAL = "cltv_historical"  # sum of margins / customers
    SUM = "sum"  # of the days of a period
    MEAN_OF_DAYS = "mean_of_days"
    STATED = "stated"  # as the file says it


class IntervalMethod(Enum):
    """How an interval at 95 % is made."""

    ADJUSTED_WALD = "adjusted_wald"
    WILSON = "wilson"
    STUDENT = "student"
    NEWCOMBE = "newcombe"
    WELCH = "welch"
    PAIRED = "paired"
    BOOTSTRAP = "bootstrap"
    NONE = "none"


class Period(Enum):
    """How long a point of a trend is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Verdict(Enum):
    """Where a group stands against the whole, its interval considered."""

    INFERIOR = "inferior"
    INCONCLUSIVE = "inconclusive"
    SUPERIOR = "superior"


class Change(Enum):
    """What a difference means: its sign gives the direction, this gives the meaning."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % confidence interval, in the unit of its value."""

    low: float
    high: float

    def __contains__(self, value: object) -> bool:
        """Whether `value` lies between the ends, both included."""
        return isinstance(value, (int, float)) and self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Measure:
    """Which indicator a scale is read as: NPS, CSAT, CES or a plain mean, as the study says."""

    kind: IndicatorKind
    scale: Scale


@dataclass(frozen=True, slots=True)
class NpsBreakdown:
    """Who answered what, `scores` from 0 to 10."""

    promoters: int
    passives: int
    detractors: int
    scores: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CsatBreakdown:
    """Satisfied answers (the highest `top_boxes` points), all points from `low`, and their mean."""

    satisfied: int
    top_boxes: int
    low: int
    high: int
    scores: tuple[int, ...]
    mean: float | None
    mean_ci95: Interval | None


@dataclass(frozen=True, slots=True)
class CesBreakdown:
    """All points from `low`; for CES 2.0, the percentage of 5-7, « easy ». `version` is `ces1` or `ces2`."""

    version: str
    higher_is_better: bool
    low: int
    high: int
    scores: tuple[int, ...]
    easy: float | None
    easy_ci95: Interval | None


@dataclass(frozen=True, slots=True)
class MeanBreakdown:
    """All points from `low` and the standard deviation of the answers."""

    low: int
    high: int
    scores: tuple[int, ...]
    deviation: float | None


@dataclass(frozen=True, slots=True)
class SentimentBreakdown:
    """How many texts carry each label."""

    negative: int
    neutral: int
    positive: int
    mixed: int


@dataclass(frozen=True, slots=True)
class RateBreakdown:
    """A rate as two amounts; not `coherent` when a part is larger than its whole or below zero."""

    numerator: float
    denominator: float
    coherent: bool = True


@dataclass(frozen=True, slots=True)
class RetentionBreakdown:
    """Customers at both ends of the period, those gained and those lost within it."""

    start: int
    end: int
    new: int
    lost: int
    coherent: bool = True


@dataclass(frozen=True, slots=True)
class CltvBreakdown:
    """What a lifetime value is made of: a margin (never a revenue) per period, rates in [0, 1]."""

    margin: float
    churn: float | None = None
    discount: float | None = None
    customers: int | None = None


Breakdown = (
    NpsBreakdown
    | CsatBreakdown
    | CesBreakdown
    | MeanBreakdown
    | SentimentBreakdown
    | RateBreakdown
    | RetentionBreakdown
    | CltvBreakdown
)


@dataclass(frozen=True, slots=True)
class Span:
    """The days concerned, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure was computed over: the filter as it is typed, and the days."""

    filter: str = ""
    period: Span | None = None


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Subject:
    """What an indicator is about: its id, its survey and question by name, the words that label it."""

    id: str
    survey: str = ""
    question: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a figure was made, as facts."""

    formula: Formula
    base: int
    exclusions: Exclusions
    interval: IntervalMethod
    scale: Scale | None = None
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True)
class Behind:
    """The verbatims behind a mark: the FILTER expression that selects them, and how many they are."""

    filter: str
    verbatims: int


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """The figure of one group, and where it stands against the whole.

    `behind` is all that the group said, `critics` what its unhappy part said (detractors, the dissatisfied).
    """

    group: str
    n: int
    value: float | None
    ci95: Interval | None
    breakdown: Breakdown | None
    verdict: Verdict = Verdict.INCONCLUSIVE
    behind: Behind | None = None
    critics: Behind | None = None

    @property
    def fragile(self) -> bool:
        """Whether the base is below 30."""
        return self.n < FRAGILE_BELOW

    @property
    def hidden(self) -> bool:
        """Whether the base is below 5: not to be broken down."""
        return self.n < HIDDEN_BELOW


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The groups of one attribute, in the order in which they are shown."""

    attribute: str
    groups: tuple[GroupFigure, ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period of a trend; `key` is `2026-W38`, `2026-09`, `2026-Q3` or `2026`; no answers, no value."""

    start: dt.date
    key: str
    n: int
    value: float | None
    ci95: Interval | None
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`to` minus `from_`; None where one side has too few answers to tell."""

    from_: str
    to: str
    difference: float | None
    ci95: Interval | None
    p: float | None
    significant: bool
    change: Change
    method: IntervalMethod
    from_value: float | None = None
    to_value: float | None = None
    from_n: int = 0
    to_n: int = 0


@dataclass(frozen=True, slots=True)
class Indicator:
    """A value with its base, its interval and its recipe.

    `excluded` answers are outside `n`; `higher_is_better` tells how to read a change.
    """

    id: str
    kind: IndicatorKind
    survey: str
    question: str
    label: str
    unit: Unit
    n: int
    excluded: int
    value: float | None
    ci95: Interval | None
    method: IntervalMethod
    breakdown: Breakdown
    recipe: Recipe
    higher_is_better: bool = True
    groups: tuple[GroupFigure, ...] = ()
    comparison: Comparison | None = None
    behind: Behind | None = None

    @property
    def fragile(self) -> bool:
        """Whether the base is below 30: to be said beside the figure."""
        return self.n < FRAGILE_BELOW

    @property
    def hidden(self) -> bool:
        """Whether the base is below 5: not broken down, and hidden in what leaves the team."""
        return self.n < HIDDEN_BELOW


@dataclass(frozen=True, slots=True)
class ThemeImpact:
    """What a theme does to the NPS: answers that carry the code against those that do not, in points."""

    code: str
    n_with: int
    n_without: int
    nps_with: float | None
    nps_without: float | None
    share: float | None  # percentage of the verbatims that carry the code
    share_ci95: Interval | None
    comparison: Comparison
