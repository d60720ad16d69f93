"""Scored questions as indicators: one figure each, and the leading one drawn in full."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engage_desktop.analysis import indicators as analysis
from engage_desktop.analysis import trends
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.boards import Card, Door, Slice
from engage_desktop.models.filters import with_term
from engage_desktop.models.indicators import (
    GroupFigure,
    Indicator,
    IndicatorKind,
    Measure,
    Period,
    ScaleCounts,
    Scope,
    Segmentation,
    Span,
    Subject,
    TrendPoint,
)
from engage_desktop.models.surveys import QuestionKind, Scale, Survey
from engage_desktop.operations import marks, slices
from engage_desktop.store import figures, surveys
from engage_desktop.store.columns import Attribute, ScoredQuestion
from engage_desktop.store.database import Session
from engage_desktop.store.figures import Selected

GROUPS_DRAWN = 12  # the most numerous groups of an attribute; beyond that a chart is not read
GROUPS_LISTED = 1000
_LONGER = {Period.WEEK: Period.MONTH, Period.MONTH: Period.QUARTER, Period.QUARTER: Period.YEAR}
_KINDS = {
    QuestionKind.NPS: IndicatorKind.NPS,
    QuestionKind.CSAT: IndicatorKind.CSAT,
    QuestionKind.CES: IndicatorKind.CES,
    QuestionKind.SCALE: IndicatorKind.MEAN,
}
_ORDER = tuple(_KINDS.values())


@dataclass(frozen=True, slots=True)
class Asked:
    """One scored question as it will be read, the responses of its survey, and the filter that gives them."""

    question: ScoredQuestion
    survey: Survey
    measure: Measure
    subject: Subject
    selected: Selected
    expression: str | None  # None where the language cannot say it
    addressed: bool  # whether `nps:`, `csat:` or `ces:` speaks of this very question


def asked_of(chosen: tuple[Survey, ...], selected: Selected, filter: str) -> list[Asked]:
    columns = {each.id: each for each in selected.answers.questions}
    found = []
    for survey in chosen:
        if not survey.responses:
            continue
        own = figures.of_survey(selected, survey.id)
        term = marks.survey_term(survey.name)
        expression = None if term is None else with_term(filter, term)
        for question in survey.questions:
            column = columns.get(question.id)
            if question.kind.scored and question.scale is not None and column is not None:
                measure = _measure(question.kind, question.scale)
                subject = Subject(f"q{question.id}", survey.name, question.code, question.label)
                alone = _is_addressed(column, measure, selected)
                found.append(Asked(column, survey, measure, subject, own, expression, alone))
    return sorted(found, key=lambda each: _ORDER.index(each.measure.kind))


def _measure(kind: QuestionKind, scale: Scale) -> Measure:
    """As the study says; an NPS that is not on 0-10 can only be read as a mean."""
    if kind is QuestionKind.NPS and (scale.low, scale.high) != (0, 10):
        return Measure(IndicatorKind.MEAN, scale)
    return Measure(_KINDS[kind], scale)


def _is_addressed(question: ScoredQuestion, measure: Measure, selected: Selected) -> bool:
    if measure.kind is IndicatorKind.MEAN:
        return False
    alike = [
        each.id
        for each in selected.answers.questions
        if each.survey == question.survey and each.kind == question.kind
    ]
    # `nps:` speaks of the first NPS question of a survey, the other keys of any question of their kind
    return alike[0] == question.id if measure.kind is IndicatorKind.NPS else alike == [question.id]


# one indicator


def card(session: Session, asked: Asked, filter: str, now: Slice | None, before: Slice | None) -> Card:
    here = slices.narrowed(session, asked.selected, now)
    counts = figures.scores(here, asked.question)
    indicator = analysis.scored(asked.subject, asked.measure, counts, scope=Scope(filter, span(here)))
    expression = narrower(asked.expression, now)
    indicator = replace(indicator, behind=marks.behind(expression, "", len(here.verbatims)))
    if before is None or now is None:
        return Card(indicator)
    there = slices.narrowed(session, asked.selected, before)
    earlier = figures.scores(there, asked.question)
    change = analysis.waves(asked.measure, earlier, counts, from_=before.name, to=now.name)
    previous = analysis.scored(asked.subject, asked.measure, earlier, scope=Scope(filter, span(there)))
    return Card(replace(indicator, comparison=change), previous)


def narrower(expression: str | None, part: Slice | None) -> str | None:
    if expression is None or part is None:
        return expression
    term = marks.slice_term(part)
    return None if term is None else with_term(expression, term)


def span(selected: Selected) -> Span | None:
    days = figures.responses_by_day(selected).days
    return Span(days[0], days[-1]) if days else None


def listed(
    session: Session,
    asked: Asked,
    filter: str,
    attribute: Attribute | None,
    period: Period | None,
    before: Slice | None,
    now: Slice | None,
) -> Indicator:
    indicator = card(session, asked, filter, None, None).indicator
    groups: tuple[GroupFigure, ...] = ()
    if attribute is not None:
        table = figures.scores_by_group(asked.selected, asked.question, attribute, most=GROUPS_LISTED)
        groups = analysis.group_figures(asked.measure, table.names, table.scores, overall=indicator.value)
    elif period is not None:
        daily = figures.scores_by_day(asked.selected, asked.question)
        starts, sums = trends.gather(daily.days, daily.table, period)
        names = [trends.period_key(start, period) for start in starts]
        groups = analysis.group_figures(asked.measure, names, sums, overall=indicator.value)
    change = card(session, asked, filter, now, before).indicator.comparison
    return analysis.with_groups(indicator, groups, change=change)


def attribute_of(selected: Selected, name: str) -> Attribute:
    found = selected.people.attribute(name)
    if found is None:
        known = ", ".join(each.name for each in selected.people.attributes) or "—"
        raise EngageError(Reason.ATTRIBUTE_UNKNOWN, name=name, known=known)
    return found


# the leading indicator in full


@dataclass(frozen=True, slots=True)
class Drawn:
    distribution: ScaleCounts | None = None
    scores: tuple[Door, ...] = ()
    parts: tuple[Door, ...] = ()
    trend: tuple[TrendPoint, ...] = ()
    longer: tuple[TrendPoint, ...] = ()
    segments: tuple[Segmentation, ...] = ()


def drawn(session: Session, asked: Asked, now: Slice | None, period: Period, by: tuple[str, ...]) -> Drawn:
    here = slices.narrowed(session, asked.selected, now)
    counts = figures.scores(here, asked.question)
    said = figures.said_by_score(here, asked.question)
    expression = narrower(asked.expression, now) if asked.addressed else None
    daily = figures.scores_by_day(asked.selected, asked.question)
    points = trends.trend(asked.measure, daily.days, daily.table, period)
    longer = _LONGER.get(period)
    return Drawn(
        counts,
        marks.score_doors(asked.measure, counts.counts, said, expression=expression),
        marks.part_doors(asked.measure, counts.counts, said, expression=expression),
        _with_words(points, asked, period),
        trends.trend(asked.measure, daily.days, daily.table, longer) if longer else (),
        _segments(session, asked, here, now, by),
    )


def _with_words(points: tuple[TrendPoint, ...], asked: Asked, period: Period) -> tuple[TrendPoint, ...]:
    daily = figures.verbatims_by_day(asked.selected)
    said = {each.start: each.n for each in trends.count_trend(daily.days, daily.table[:, 0].tolist(), period)}
    return tuple(
        replace(
            point,
            behind=marks.behind(
                asked.expression,
                marks.days_term(point.start, slices.last_day(point.start, period)),
                said.get(point.start, 0),
            ),
        )
        for point in points
    )


def _segments(
    session: Session, asked: Asked, here: Selected, now: Slice | None, by: tuple[str, ...]
) -> tuple[Segmentation, ...]:
    """Attributes from the one most answered, their groups from the lowest figure; below 5 answers none is shown."""
    overall = analysis.scored(asked.subject, asked.measure, figures.scores(here, asked.question)).value
    expression = narrower(asked.expression, now)
    names = by or surveys.attributes(session)
    found = []
    for attribute in [attribute_of(here, name) for name in names]:
        table = figures.scores_by_group(here, asked.question, attribute, most=GROUPS_DRAWN)
        groups = analysis.group_figures(asked.measure, table.names, table.scores, overall=overall)
        shown = [
            _group(group, table.texts[at].tolist(), asked, expression, attribute.name)
            for at, group in enumerate(groups)
            if not group.hidden
        ]
        if shown:
            ordered = tuple(sorted(shown, key=lambda group: (group.value or 0.0, group.group)))
            found.append(Segmentation(attribute.name, ordered))
    return tuple(sorted(found, key=lambda each: -sum(group.n for group in each.groups)))


def _group(
    group: GroupFigure, said: list[int], asked: Asked, expression: str | None, attribute: str
) -> GroupFigure:
    everything = marks.behind(expression, marks.attribute_term(attribute, group.group), sum(said))
    unhappy = marks.critics(asked.measure)
    if everything is None or unhappy is None or not asked.addressed:
        return replace(group, behind=everything)
    low = marks.behind(
        everything.filter, marks.critics_term(asked.measure), sum(said[unhappy[1] : unhappy[2] + 1])
    )
    return replace(group, behind=everything, critics=low)
