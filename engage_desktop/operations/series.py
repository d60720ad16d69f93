"""Imported figures (retention, e-mail, web…) as rows of the Indicators screen."""

from __future__ import annotations

import datetime as dt

from engage_desktop.analysis import indicators as analysis
from engage_desktop.analysis import rates
from engage_desktop.models.boards import Card
from engage_desktop.models.indicators import (
    Formula,
    IndicatorKind,
    IntervalMethod,
    RateBreakdown,
    Scope,
    Span,
    Subject,
    TrendPoint,
)
from engage_desktop.store import figures
from engage_desktop.store.database import Session

_KNOWN = {each.value: each for each in IndicatorKind}


def cards(session: Session) -> tuple[Card, ...]:
    """One row for each imported series: its last point, the one before, and all of them."""
    found = (_card(each) for each in figures.series(session) if each.kind in _KNOWN)
    return tuple(each for each in found if each is not None)


def _card(series: figures.Series) -> Card | None:
    kind = _KNOWN[series.kind]
    told = [(point, _figure(kind, point)) for point in series.points]
    known = [(point, figure) for point, figure in told if figure.value is not None]
    if not known:
        return None
    subject = Subject(f"s{series.id}", label=series.name)
    last, figure = known[-1]
    scope = Scope("", Span(last.first, last.last))
    indicator = analysis.rated(subject, kind, figure, scope=scope)
    history = tuple(
        TrendPoint(point.first, point.first.isoformat(), each.n, each.value, each.ci95)
        for point, each in told
    )
    if len(known) < 2:
        return Card(indicator, None, history)
    before, earlier = known[-2]
    change = analysis.rate_change(kind, earlier, figure, from_=_name(before.first), to=_name(last.first))
    previous = analysis.rated(subject, kind, earlier)
    return Card(analysis.with_groups(indicator, change=change), previous, history)


def _name(first: dt.date) -> str:
    return f"{first:%Y-%m}"


def _figure(kind: IndicatorKind, point: figures.SeriesPoint) -> rates.RateFigure:
    if kind in rates.FACTS and point.numerator is not None and point.denominator:
        return rates.rate(kind, point.numerator, point.denominator)
    breakdown = RateBreakdown(point.numerator or 0.0, point.denominator or 0.0)
    return rates.RateFigure(0, point.value, None, IntervalMethod.NONE, Formula.PROPORTION, breakdown)
