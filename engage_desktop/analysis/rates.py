"""Engagement: rates of counts, retention, churn, growth, lifetime value, each convention named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engage_desktop.analysis.comparison import Difference, proportions
from engage_desktop.analysis.intervals import moments_of_sums, ratio, shares, student
from engage_desktop.models.indicators import (
    CltvBreakdown,
    Formula,
    IndicatorKind,
    Interval,
    IntervalMethod,
    RateBreakdown,
    RetentionBreakdown,
)

# What is divided by what, for the kinds that are a plain proportion of two counts.
FACTS: dict[IndicatorKind, tuple[str, str]] = {
    IndicatorKind.SHARE: ("answers", "respondents"),
    IndicatorKind.RESPONSE_RATE: ("responses", "invited"),
    IndicatorKind.CHURN: ("lost", "start"),
    IndicatorKind.ENGAGEMENT_BY_REACH: ("interactions", "reach"),
    IndicatorKind.ENGAGEMENT_BY_FOLLOWERS: ("interactions", "followers"),
    IndicatorKind.ENGAGEMENT_BY_IMPRESSIONS: ("interactions", "impressions"),
    IndicatorKind.ENGAGEMENT_DAILY: ("interactions_of_day", "followers"),
    IndicatorKind.CTR: ("clicks", "impressions"),
    IndicatorKind.BOUNCE: ("single_page_sessions", "sessions"),
    IndicatorKind.BOUNCE_GA4: ("engaged_sessions", "sessions"),  # its complement
    IndicatorKind.DELIVERY: ("delivered", "sent"),
    IndicatorKind.OPENING: ("unique_openings", "delivered"),
    IndicatorKind.CLICK: ("unique_clicks", "delivered"),
    IndicatorKind.CLICK_TO_OPEN: ("unique_clicks", "unique_openings"),
    IndicatorKind.FEATURE_USE: ("users_of_feature", "active_users"),
    IndicatorKind.CONTRIBUTION: ("contributors", "members"),
    IndicatorKind.CONVERSION: ("conversions", "visits"),
}
# Interactions may outnumber the people reached: above 100 % is no mistake there.
UNBOUNDED = frozenset(
    {
        IndicatorKind.ENGAGEMENT_BY_REACH,
        IndicatorKind.ENGAGEMENT_BY_FOLLOWERS,
        IndicatorKind.ENGAGEMENT_BY_IMPRESSIONS,
        IndicatorKind.ENGAGEMENT_DAILY,
    }
)


@dataclass(frozen=True, slots=True)
class RateFigure:
    """A rate in percent; no interval where the amounts are not a count within a count."""

    n: int
    value: float | None
    ci95: Interval | None
    method: IntervalMethod
    formula: Formula
    breakdown: RateBreakdown | RetentionBreakdown | CltvBreakdown


def rate(kind: IndicatorKind, numerator: float, denominator: float) -> RateFigure:
    """The rate of that kind, in percent, with Wilson's interval when both amounts are counts."""
    if kind not in FACTS:
        raise ValueError(kind)
    if kind is IndicatorKind.BOUNCE_GA4:
        return _proportion(
            denominator - numerator,
            denominator,
            formula=Formula.COMPLEMENT,
            breakdown=RateBreakdown(numerator, denominator, 0 <= numerator <= denominator),
        )
    coherent = numerator >= 0 and (kind in UNBOUNDED or numerator <= denominator)
    return _proportion(
        numerator,
        denominator,
        formula=Formula.PROPORTION,
        breakdown=RateBreakdown(numerator, denominator, coherent),
    )


def _proportion(
    part: float, whole: float, *, formula: Formula, breakdown: RateBreakdown | RetentionBreakdown
) -> RateFigure:
    if whole <= 0:
        return RateFigure(0, None, None, IntervalMethod.NONE, formula, breakdown)
    if not (0 <= part <= whole and float(part).is_integer() and float(whole).is_integer()):
        return RateFigure(int(whole), 100 * part / whole, None, IntervalMethod.NONE, formula, breakdown)
    figures = shares([int(part)], [int(whole)])
    ends = figures.interval_at(0)
    return RateFigure(int(whole), figures.value_at(0), ends, IntervalMethod.WILSON, formula, breakdown)


def retention(start: int, end: int, new: int) -> RateFigure:
    """Customers at the end that were there at the start, in percent of the start: (end - new) / start."""
    return _proportion(end - new, start, formula=Formula.RETENTION, breakdown=_customers(start, end, new))


def churn(start: int, end: int, new: int) -> RateFigure:
    """Customers lost over the period, in percent of the start: what retention leaves of 100."""
    customers = _customers(start, end, new)
    return _proportion(customers.lost, start, formula=Formula.PROPORTION, breakdown=customers)


def _customers(start: int, end: int, new: int) -> RetentionBreakdown:
    return RetentionBreakdown(start, end, new, lost=start - (end - new), coherent=0 <= end - new <= start)


def growth(start: float, end: float) -> RateFigure:
    """The growth of an audience in percent of its start; not a share, hence no interval."""
    value = 100 * (end - start) / start if start > 0 else None
    coherent = start >= 0 and end >= 0
    facts = RateBreakdown(end - start, start, coherent)
    base = int(start) if start > 0 else 0
    return RateFigure(base, value, None, IntervalMethod.NONE, Formula.GROWTH, facts)


def rate_of_sums(kind: IndicatorKind, parts: Sequence[float], wholes: Sequence[float]) -> RateFigure:
    """All numerators over all denominators: large posts or days weigh more."""
    return rate(kind, sum(parts), sum(wholes))


def mean_of_rates(parts: Sequence[float], wholes: Sequence[float]) -> RateFigure:
    """The plain mean of each post's or day's rate, in percent, Student's interval; empty ones are left out.

    This is not the rate of sums: whoever shows it names it (formula `MEAN_OF_RATES`).
    """
    each = 100 * ratio(parts, wholes)
    each = each[~np.isnan(each)]
    high = max(100.0, float(each.max())) if each.size else 100.0
    sums = moments_of_sums([each.size], [each.sum()], [(each**2).sum()])
    figures = student(sums, low=0.0, high=high)
    ends = figures.interval_at(0)
    method = IntervalMethod.STUDENT if ends else IntervalMethod.NONE
    facts = RateBreakdown(float(sum(parts)), float(sum(wholes)))
    return RateFigure(each.size, figures.value_at(0), ends, method, Formula.MEAN_OF_RATES, facts)


def email_rates(
    sent: int, bounced: int, unique_openings: int, unique_clicks: int
) -> dict[IndicatorKind, RateFigure]:
    """Delivery, opening, click and click-to-open rates of one campaign; delivered = sent - bounced."""
    delivered = sent - bounced
    return {
        IndicatorKind.DELIVERY: rate(IndicatorKind.DELIVERY, delivered, sent),
        IndicatorKind.OPENING: rate(IndicatorKind.OPENING, unique_openings, delivered),
        IndicatorKind.CLICK: rate(IndicatorKind.CLICK, unique_clicks, delivered),
        IndicatorKind.CLICK_TO_OPEN: rate(IndicatorKind.CLICK_TO_OPEN, unique_clicks, unique_openings),
    }


def cltv_simple(margin: float, churn_rate: float, *, customers: int = 0) -> RateFigure:
    """Lifetime value of a customer: margin (not revenue) per period / churn per period, in (0, 1]."""
    value = margin / churn_rate if 0 < churn_rate <= 1 else None
    facts = CltvBreakdown(margin, churn=churn_rate, customers=customers or None)
    return RateFigure(customers, value, None, IntervalMethod.NONE, Formula.CLTV_SIMPLE, facts)


def cltv_discounted(margin: float, churn_rate: float, *, discount: float, customers: int = 0) -> RateFigure:
    """Lifetime value with a discount rate per period: m r / (1 + d - r), r = 1 - churn.

    The first margin is earned at the end of the first period.
    """
    kept = 1 - churn_rate
    below = 1 + discount - kept
    value = margin * kept / below if 0 <= churn_rate <= 1 and below > 0 else None
    facts = CltvBreakdown(margin, churn=churn_rate, discount=discount, customers=customers or None)
    return RateFigure(customers, value, None, IntervalMethod.NONE, Formula.CLTV_DISCOUNTED, facts)


def cltv_historical(margins: Sequence[float], customers: int) -> RateFigure:
    """What a customer has brought so far: the sum of all margins / customers."""
    total = float(sum(margins))
    value = total / customers if customers > 0 and margins else None
    facts = CltvBreakdown(total, customers=customers)
    return RateFigure(customers, value, None, IntervalMethod.NONE, Formula.CLTV_HISTORICAL, facts)


def compare(first: RateFigure, second: RateFigure) -> Difference:
    """Second minus first: a test where both are counts within counts, the bare difference otherwise."""
    pair = (_counts(first), _counts(second))
    if pair[0] and pair[1]:
        return proportions(pair[0], pair[1])
    gap = None if first.value is None or second.value is None else second.value - first.value
    return Difference(gap, None, None, IntervalMethod.NONE)


def _counts(figure: RateFigure) -> tuple[int, int] | None:
    if figure.method is not IntervalMethod.WILSON or figure.value is None:
        return None
    return round(figure.value * figure.n / 100), figure.n
