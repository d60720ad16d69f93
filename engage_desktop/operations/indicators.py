"""Indicators: the board of the screen, and the list that the command line prints."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engage_desktop.analysis import indicators as analysis
from engage_desktop.analysis import rates, trends
from engage_desktop.models import filters
from engage_desktop.models.boards import Board, Card, Door, Slice
from engage_desktop.models.filters import with_term
from engage_desktop.models.indicators import (
    Comparison,
    GroupFigure,
    Indicator,
    IndicatorKind,
    Period,
    Scope,
    Span,
    Subject,
    TrendPoint,
)
from engage_desktop.models.sentiment import Label
from engage_desktop.models.surveys import Survey
from engage_desktop.operations import marks, scored, series, slices
from engage_desktop.store import figures, surveys
from engage_desktop.store.columns import Attribute
from engage_desktop.store.database import Session
from engage_desktop.store.figures import Selected

GROUPS_LISTED = scored.GROUPS_LISTED
POINTS_DRAWN = 60  # the latest periods of a trend


def board(
    session: Session,
    *,
    survey: str = "",
    filter: str = "",
    period: Period = Period.MONTH,
    by: tuple[str, ...] = (),
    compare: tuple[str, str] | None = None,
    lead: str = "",
) -> Board:
    """Everything that the Indicators screen shows of one survey, or of all.

    `compare` is (from, to), waves by name or periods by key (`2026-Q3`): figures are those of `to`, "" being the
    whole time. Without it the last wave is shown against the one before, or the last quarter where there are no
    waves. `lead` is the id of the indicator drawn in full, the first one by default. Raises on an unknown survey,
    attribute, wave or on a filter that means nothing.
    """
    chosen = _surveys(session, survey)
    wanted = filters.parse(filter)
    selected = figures.select(session, wanted)
    known = slices.slices(session, chosen)
    before, now = slices.pair(session, chosen, compare, known)
    asked = scored.asked_of(session, chosen, selected, filter, now=now, before=before)
    cards = [scored.card(each) for each in asked]
    everyone = _everyone(selected, chosen, survey)
    feeling, doors = _feeling(session, selected, survey, filter, now, before)
    answered = _responses(session, everyone, chosen, wanted, now, before)
    whole = Board(
        cards=(*cards, feeling, answered.card),
        trend_period=period,
        engagement=series.cards(session),
        responses=answered.n,
        invited=answered.invited,
        scope=Scope(filter, answered.span),
        survey=survey,
        surveys=_scored_surveys(session),
        slices=known,
        shown=now.name if now else "",
        against=before.name if before else "",
        feelings=doors,
        flow=answered.flow(period)[-POINTS_DRAWN:],
    )
    return _led(session, whole, asked, by, lead=lead)


def _led(
    session: Session, board: Board, asked: list[scored.Asked], by: tuple[str, ...], *, lead: str
) -> Board:
    """The board with one of its scored indicators drawn in full."""
    if not asked:
        return board
    place = next((at for at, each in enumerate(asked) if each.subject.id == lead), 0)
    drawn = scored.drawn(session, asked[place], period=board.trend_period, by=by)
    first = board.cards[place].indicator
    return replace(
        board,
        leading=first,
        comparison=first.comparison,
        distribution=drawn.distribution,
        trend=drawn.trend[-POINTS_DRAWN:],
        quarters=drawn.longer,
        segments=drawn.segments,
        scores=drawn.scores,
        parts=drawn.parts,
    )


def indicators(
    session: Session,
    *,
    survey: str = "",
    by: str = "",
    period: Period | None = None,
    filter: str = "",
) -> tuple[Indicator, ...]:
    """Every indicator over all that the filter selects, compared between the last two waves or periods.

    `by` breaks each down by an attribute; without it, `period` breaks it down by period.
    """
    chosen = _surveys(session, survey)
    wanted = filters.parse(filter)
    selected = figures.select(session, wanted)
    known = slices.slices(session, chosen, period=period)
    before, now = slices.pair(session, chosen, None, known)
    attribute = scored.attribute_of(selected, by) if by else None
    found = [
        scored.listed(each, attribute=attribute, period=period)
        for each in scored.asked_of(session, chosen, selected, filter, now=now, before=before)
    ]
    everyone = _everyone(selected, chosen, survey)
    felt = _listed_feeling(session, everyone, survey, filter, attribute, period, before, now)
    answered = _responses(session, everyone, chosen, wanted, None, None).card.indicator
    return tuple(each for each in (*found, felt, answered) if each.n or each in found)


# which surveys, which questions


def _surveys(session: Session, name: str) -> tuple[Survey, ...]:
    return (surveys.find_survey(session, name),) if name else surveys.surveys(session)


def _scored_surveys(session: Session) -> tuple[str, ...]:
    return tuple(
        each.name
        for each in surveys.surveys(session)
        if each.responses and any(question.kind.scored for question in each.questions)
    )


def _everyone(selected: Selected, chosen: tuple[Survey, ...], survey: str) -> Selected:
    return figures.of_survey(selected, chosen[0].id) if survey else selected


# sentiment


def _feeling(
    session: Session,
    selected: Selected,
    survey: str,
    filter: str,
    now: Slice | None,
    before: Slice | None,
) -> tuple[Card, tuple[Door, ...]]:
    """Over all that was said; in one survey only when one is chosen, a wave then standing for its own answers."""
    whole: Selected = selected
    expression: str | None = filter
    if survey:
        whole = figures.of_survey(selected, surveys.find_survey(session, survey).id)
        term = marks.survey_term(survey)
        expression = None if term is None else with_term(filter, term)
    part = now if survey else slices.by_days(now)
    here = slices.narrowed(session, whole, part)
    sums = figures.polarity(here)
    indicator = analysis.felt(Subject("sentiment", survey), sums, scope=Scope(filter, scored.span(here)))
    expression = scored.narrower(expression, part)
    indicator = replace(indicator, behind=marks.behind(expression, "", len(here.verbatims)))
    doors = tuple(
        Door(label.value, n, marks.behind(expression, f"sentiment:{label.value}", n))
        for label, n in (
            (Label.NEGATIVE, sums.negative),
            (Label.NEUTRAL, sums.neutral),
            (Label.MIXED, sums.mixed),
            (Label.POSITIVE, sums.positive),
        )
    )
    if before is None or now is None:
        return Card(indicator), doors
    earlier = figures.polarity(slices.narrowed(session, whole, before if survey else slices.by_days(before)))
    change = analysis.polarity_change(earlier, sums, from_=before.name, to=now.name)
    return Card(replace(indicator, comparison=change)), doors


def _listed_feeling(
    session: Session,
    everyone: Selected,
    survey: str,
    filter: str,
    attribute: Attribute | None,
    period: Period | None,
    before: Slice | None,
    now: Slice | None,
) -> Indicator:
    scope = Scope(filter, scored.span(everyone))
    indicator = analysis.felt(Subject("sentiment", survey), figures.polarity(everyone), scope=scope)
    groups: tuple[GroupFigure, ...] = ()
    if attribute is not None:
        names, sums = figures.polarity_by_group(everyone, attribute, most=GROUPS_LISTED)
        groups = analysis.polarity_groups(names, sums, overall=indicator.value)
    elif period is not None and (days := figures.verbatims_by_day(everyone).days):
        starts = trends.periods(days[0], days[-1], period)
        keys = [trends.period_key(start, period) for start in starts]
        told = figures.polarity_by_period(everyone, starts)
        groups = analysis.polarity_groups(keys, told, overall=indicator.value)
    change: Comparison | None = None
    if before is not None and now is not None:
        parts = (before, now) if survey else (slices.by_days(before), slices.by_days(now))
        first, second = (figures.polarity(slices.narrowed(session, everyone, part)) for part in parts)
        change = analysis.polarity_change(first, second, from_=before.name, to=now.name)
    return analysis.with_groups(indicator, groups, change=change)


# responses


@dataclass(frozen=True, slots=True)
class _Answered:
    card: Card
    n: int
    invited: int
    span: Span | None
    daily: figures.ByDay

    def flow(self, period: Period) -> tuple[TrendPoint, ...]:
        return trends.count_trend(self.daily.days, self.daily.table[:, 0].tolist(), period)


def _responses(
    session: Session,
    everyone: Selected,
    chosen: tuple[Survey, ...],
    wanted: filters.Filter,
    now: Slice | None,
    before: Slice | None,
) -> _Answered:
    """How many answered, and of how many invited where waves say so and no filter narrows them."""
    everyone = figures.without_words(everyone)
    here = slices.narrowed(session, everyone, now)
    n = len(here.responses)
    invited = 0 if wanted.terms else slices.invited(session, chosen, here, now)
    rate = rates.rate(IndicatorKind.RESPONSE_RATE, n, invited)
    name = chosen[0].name if len(chosen) == 1 else ""
    scope = Scope("", scored.span(here))
    indicator = analysis.rated(Subject("responses", name), IndicatorKind.RESPONSE_RATE, rate, scope=scope)
    if before is not None and now is not None and invited:
        there = slices.narrowed(session, everyone, before)
        earlier = slices.invited(session, chosen, there, before)
        if earlier:
            first = rates.rate(IndicatorKind.RESPONSE_RATE, len(there.responses), earlier)
            change = analysis.rate_change(
                IndicatorKind.RESPONSE_RATE, first, rate, from_=before.name, to=now.name
            )
            indicator = replace(indicator, comparison=change)
    return _Answered(Card(indicator), n, invited, scope.period, figures.responses_by_day(everyone))
