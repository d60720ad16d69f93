"""Imported figures (web, networks, e-mail, customers) as indicators: rates first, then counts, then all the rest.

The series of one set (and of one page, campaign or country in it) that tell a part and its whole give a rate with
its interval. Days are gathered into weeks or months when they are many: counts are added before they are divided,
so that a month's rate is the rate of its sums, never the mean of its days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from engage_desktop.analysis import indicators as analysis
from engage_desktop.analysis import rates
from engage_desktop.models.boards import Card
from engage_desktop.models.indicators import (
    Formula,
    Indicator,
    IndicatorKind,
    IntervalMethod,
    RateBreakdown,
    Scope,
    Span,
    Subject,
    TrendPoint,
    Unit,
)
from engage_desktop.models.metrics import APART, PLAIN, Gathering, MetricUnit, SeriesCell, gathering_of
from engage_desktop.store import series as stored
from engage_desktop.store.database import Session
from engage_desktop.store.series import Series, SeriesPoint

_KNOWN = {each.value: each for each in IndicatorKind if each is not IndicatorKind.FIGURE}
_FORMULAS = {Gathering.SUM: Formula.SUM, Gathering.MEAN: Formula.MEAN_OF_DAYS}
_WEEKS_FROM, _MONTHS_FROM = 14, 62  # days of a daily series from which it is told by weeks, by months

# What is divided by what, by ids of metrics; the first pair whose two series are there is taken.
_RATES: tuple[tuple[IndicatorKind, tuple[tuple[str, str], ...]], ...] = (
    (IndicatorKind.CTR, (("clicks", "impressions"),)),
    (IndicatorKind.ENGAGEMENT_BY_IMPRESSIONS, (("interactions", "impressions"),)),
    (IndicatorKind.ENGAGEMENT_BY_REACH, (("interactions", "reach"),)),
    (IndicatorKind.BOUNCE, (("single_page_sessions", "sessions"),)),
    (IndicatorKind.BOUNCE_GA4, (("engaged_sessions", "sessions"),)),
    (IndicatorKind.CONVERSION, (("conversions", "sessions"),)),
    (IndicatorKind.DELIVERY, (("delivered", "sent"),)),
    (IndicatorKind.OPENING, (("unique_openings", "delivered"),)),
    (IndicatorKind.CLICK, (("unique_clicks", "delivered"),)),
    (IndicatorKind.CLICK_TO_OPEN, (("unique_clicks", "unique_openings"),)),
    (IndicatorKind.RESPONSE_RATE, (("responses", "invited"),)),
    (IndicatorKind.FEATURE_USE, (("feature_users", "active_users"),)),
    (IndicatorKind.CONTRIBUTION, (("contributors", "members"),)),
)


@dataclass(frozen=True, slots=True)
class _Period:
    """A stretch of time and what a series says of it; not `whole` when days of it are missing."""

    first: dt.date
    last: dt.date
    figure: rates.RateFigure
    whole: bool = True


def cards(session: Session) -> tuple[Card, ...]:
    """One row for each rate, then for each other imported series: its last period, the one before, and all of them."""
    groups: dict[str, dict[str, Series]] = {}
    plain: list[Series] = []
    for each in stored.series(session):
        if each.kind == PLAIN:
            plain.append(each)
        else:
            groups.setdefault(_group(each.name), {})[each.kind] = each
    made: list[Card] = []
    shares: list[Series] = []
    for name, group in groups.items():
        told = _rates(name, dict(group))
        computed = {card.indicator.kind for card in told}
        made += told
        shares += [each for kind, each in group.items() if kind in _KNOWN and _KNOWN[kind] not in computed]
    counts = [each for group in groups.values() for kind, each in group.items() if kind not in _KNOWN]
    made += [card for card in map(_share, shares) if card is not None]
    made.sort(key=_first_rates)
    rest = [card for card in map(_count, (*counts, *plain)) if card is not None]
    return (*made, *sorted(rest, key=_first_long))


def cells(session: Session, card: Card) -> tuple[SeriesCell, ...]:
    """The cells of files behind an imported figure as it is shown, for its last period."""
    span = card.indicator.recipe.scope.period
    if span is None:
        return ()
    return stored.cells(session, card.made_of, span.first, span.last)


def _first_rates(card: Card) -> tuple[int, int]:
    """The whole before its parts, large bases first."""
    return card.indicator.label.count(APART), -card.indicator.n


def _first_long(card: Card) -> tuple[int, int]:
    """The whole before its parts, long histories first."""
    return card.indicator.label.count(APART), -len(card.history)


def _group(name: str) -> str:
    """What a series is about, its metric put aside."""
    return name.rpartition(APART)[0]


# rates of counts


def _rates(name: str, group: dict[str, Series]) -> list[Card]:
    """Every rate that the series of one group give."""
    _with_delivered(group)
    made: list[Card | None] = []
    for kind, pairs in _RATES:
        pair = next(((group[a], group[b]) for a, b in pairs if a in group and b in group), None)
        if pair is not None:
            made.append(_card(kind, _subject(pair[0], name), _divided(kind, *pair), pair))
    made += _of_customers(name, group)
    if "followers" in group:
        followers = group["followers"]
        subject = _subject(followers, name)
        made.append(_card(IndicatorKind.AUDIENCE_GROWTH, subject, _growth(group), (followers,)))
        if "interactions" in group:
            made.append(_by_followers(name, group))
    return [card for card in made if card is not None]


def _subject(series: Series, name: str) -> Subject:
    return Subject(f"s{series.id}", label=name)


def _with_delivered(group: dict[str, Series]) -> None:
    """Delivered is sent minus bounced where no column says it."""
    if "delivered" in group or not {"sent", "bounced"} <= set(group):
        return
    lost = {point.first: point.value for point in group["bounced"].points}
    points = tuple(
        SeriesPoint(point.first, point.last, point.value - (lost.get(point.first) or 0.0))
        for point in group["sent"].points
        if point.value is not None and point.first in lost
    )
    if points:
        sent = group["sent"]
        of = (*sent.made_of, *group["bounced"].made_of)
        group["delivered"] = Series(sent.id, "delivered", sent.name, points, sent.unit, of)


def _divided(kind: IndicatorKind, part: Series, whole: Series) -> list[_Period]:
    """The rate of each period, over the days that both series tell."""
    wholes = {(point.first, point.last): point.value for point in whole.points}
    both = [
        (point, wholes[point.first, point.last])
        for point in part.points
        if point.value is not None and wholes.get((point.first, point.last)) is not None
    ]
    made = []
    for span, members in _spans([point for point, _ in both]):
        inside = [(point.value or 0.0, below or 0.0) for point, below in both if point in members]
        top = _gathered(part, [value for value, _ in inside])
        bottom = _gathered(whole, [value for _, value in inside])
        if top is not None and bottom is not None:
            made.append(_Period(*span, rates.rate(kind, top, bottom), _is_whole(span, members)))
    return made


def _of_customers(name: str, group: dict[str, Series]) -> list[Card | None]:
    """Retention and churn of each period for which the file counts customers."""
    start, end, new, lost = (group.get(f"customers_{each}") for each in ("start", "end", "new", "lost"))
    made: list[Card | None] = []
    if start is not None and end is not None and new is not None:
        periods = _joined(start, end, new)
        for kind, formula in ((IndicatorKind.RETENTION, rates.retention), (IndicatorKind.CHURN, rates.churn)):
            told = [_Period(*days, formula(*(round(v) for v in values))) for days, values in periods]
            made.append(_card(kind, _subject(start, name), told, (start, end, new)))
    elif start is not None and lost is not None:
        told = [
            _Period(*days, rates.rate(IndicatorKind.CHURN, gone, first))
            for days, (first, gone) in _joined(start, lost)
        ]
        made.append(_card(IndicatorKind.CHURN, _subject(start, name), told, (start, lost)))
    return made


def _joined(*series: Series) -> list[tuple[tuple[dt.date, dt.date], tuple[float, ...]]]:
    """The values of several series for each period that all of them tell."""
    tables = [{(p.first, p.last): p.value for p in each.points if p.value is not None} for each in series]
    common = sorted(set.intersection(*(set(table) for table in tables)))
    return [(days, tuple(float(table[days] or 0.0) for table in tables)) for days in common]


def _growth(group: dict[str, Series]) -> list[_Period]:
    """How an audience grew from the end of one period to the end of the next."""
    spans = _spans(group["followers"].points)
    ends = [(span, members[-1].value) for span, members in spans if members[-1].value is not None]
    return [
        _Period(*span, rates.growth(before or 0.0, now or 0.0)) for (_, before), (span, now) in pairwise(ends)
    ]


def _by_followers(name: str, group: dict[str, Series]) -> Card | None:
    """Interactions of each day, or of each post, by the followers of that day; the mean of these rates is named so."""
    followers, interactions = group["followers"], group["interactions"]
    both = _joined(interactions, followers)
    daily = all(first == last for (first, last), _ in both)
    kind = IndicatorKind.ENGAGEMENT_DAILY if daily else IndicatorKind.ENGAGEMENT_BY_FOLLOWERS
    points = [SeriesPoint(*days, values[0], values[0], values[1]) for days, values in both]
    told = []
    for span, members in _spans(points):
        tops, bottoms = [p.numerator or 0.0 for p in members], [p.denominator or 0.0 for p in members]
        one = len(members) == 1
        figure = rates.rate(kind, tops[0], bottoms[0]) if one else rates.mean_of_rates(tops, bottoms)
        told.append(_Period(*span, figure, _is_whole(span, members)))
    return _card(kind, _subject(interactions, name), told, (interactions, followers))


# imported as they are


def _share(series: Series) -> Card | None:
    """A rate that the tool computed; with its own counts where they were imported with it."""
    kind = _KNOWN[series.kind]
    told = []
    for span, members in _spans(series.points):
        if len(members) == 1:
            figure = _figure(kind, members[0])
        else:
            value = _mean([each.value for each in members if each.value is not None])
            figure = rates.RateFigure(
                0, value, None, IntervalMethod.NONE, Formula.MEAN_OF_RATES, RateBreakdown(0.0, 0.0)
            )
        told.append(_Period(*span, figure, _is_whole(span, members)))
    return _card(kind, Subject(f"s{series.id}", label=series.name), told, (series,))


def _figure(kind: IndicatorKind, point: SeriesPoint) -> rates.RateFigure:
    if kind in rates.FACTS and point.numerator is not None and point.denominator:
        return rates.rate(kind, point.numerator, point.denominator)
    breakdown = RateBreakdown(point.numerator or 0.0, point.denominator or 0.0)
    return rates.RateFigure(0, point.value, None, IntervalMethod.NONE, Formula.PROPORTION, breakdown)


def _count(series: Series) -> Card | None:
    """A count, an amount, or any other figure, as it was imported."""
    gathering = gathering_of(series.kind, series.unit)
    formula = (
        Formula.SUM
        if gathering is Gathering.SUM
        else Formula.MEAN
        if gathering is Gathering.MEAN
        else Formula.STATED
    )
    told = []
    for span, members in _spans(series.points):
        value = _gathered(series, [each.value for each in members if each.value is not None])
        figure = rates.RateFigure(
            0, value, None, IntervalMethod.NONE, formula, RateBreakdown(value or 0.0, 0.0)
        )
        told.append(_Period(*span, figure, gathering is not Gathering.SUM or _is_whole(span, members)))
    units = {MetricUnit.PERCENT.value: Unit.PERCENT, MetricUnit.MONEY.value: Unit.MONEY}
    unit = units.get(series.unit, Unit.COUNT)
    return _card(
        IndicatorKind.FIGURE, Subject(f"s{series.id}", label=series.name), told, (series,), unit=unit
    )


def _gathered(series: Series, values: Sequence[float]) -> float | None:
    if not values:
        return None
    match gathering_of(series.kind, series.unit):
        case Gathering.SUM:
            return float(sum(values))
        case Gathering.MEAN:
            return _mean(values)
        case Gathering.FIRST:
            return values[0]
        case Gathering.LAST:
            return values[-1]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


# periods


def _spans(points: Sequence[SeriesPoint]) -> list[tuple[tuple[dt.date, dt.date], list[SeriesPoint]]]:
    """The points by month or by week where they are days and many, each by itself otherwise."""
    if not points:
        return []
    days = (points[-1].last - points[0].first).days + 1
    short = all((point.last - point.first).days < 7 for point in points)
    if not short or days < _WEEKS_FROM or len(points) < 3:
        return [((point.first, point.last), [point]) for point in points]
    found: dict[tuple[dt.date, dt.date], list[SeriesPoint]] = {}
    for point in points:
        span = _month(point.first) if days >= _MONTHS_FROM else _week(point.first)
        found.setdefault(span, []).append(point)
    return list(found.items())


def _month(day: dt.date) -> tuple[dt.date, dt.date]:
    following = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return day.replace(day=1), following - dt.timedelta(days=1)


def _week(day: dt.date) -> tuple[dt.date, dt.date]:
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def _is_whole(span: tuple[dt.date, dt.date], members: Sequence[SeriesPoint]) -> bool:
    """Whether the points reach from the first to the last day of the span."""
    return members[0].first <= span[0] and members[-1].last >= span[1]


# cards


def _card(
    kind: IndicatorKind,
    subject: Subject,
    told: Sequence[_Period],
    of: Sequence[Series],
    *,
    unit: Unit | None = None,
) -> Card | None:
    """The last period that is told in full, compared with the one before, and all of them."""
    known = [each for each in told if each.figure.value is not None]
    if not known:
        return None
    whole = [each for each in known if each.whole] or known
    last = whole[-1]
    indicator = analysis.rated(
        subject, kind, last.figure, scope=Scope("", Span(last.first, last.last)), unit=unit
    )
    history = tuple(
        TrendPoint(each.first, each.first.isoformat(), each.figure.n, each.figure.value, each.figure.ci95)
        for each in told
    )
    made_of = tuple(name for each in of for name in each.made_of)
    if len(whole) < 2:
        return Card(indicator, None, history, made_of)
    before = whole[-2]
    change = analysis.rate_change(kind, before.figure, last.figure, from_=_name(before), to=_name(last))
    previous: Indicator = analysis.rated(subject, kind, before.figure, unit=unit)
    return Card(analysis.with_groups(indicator, change=change), previous, history, made_of)


def _name(period: _Period) -> str:
    """« 2026-09 » for a month, its first day for anything else."""
    monthly = 27 <= (period.last - period.first).days <= 30 and period.first.day == 1
    return f"{period.first:%Y-%m}" if monthly else period.first.isoformat()
