"""Scored questions as indicators: one figure each, and the leading one drawn in full."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engage_desktop.analysis import indicators as analysis
from engage_desktop.analysis import trends
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.boards import Card, Door, Slice
from engage_desktop.models.counts import ScaleCounts
from engage_desktop.models.filters import with_term
from engage_desktop.models.indicators import (
    GroupFigure,
    Indicator,
    IndicatorKind,
    Measure,
    Period,
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
    """One scored question as it will be read: what is selected of its survey, over the whole time and in slices."""

    question: ScoredQuestion
    measure: Measure
    subject: Subject
    selected: Selected
    here: Selected  # in the slice `now`
    there: Selected | None  # in the slice `before`
    now: Slice | None
    before: Slice | None
    filter: str
    expression: str | None  # the filter of `selected`; None where the language cannot say it
    key: (
        str | None
    )  # of the FILTER language, that speaks of this very question; None where none can be written


def asked_of(
    session: Session,
    chosen: tuple[Survey, ...],
    selected: Selected,
    filter: str,
    *,
    now: Slice | None,
    before: Slice | None,
) -> list[Asked]:
    """The scored questions of the surveys that have responses: NPS first, then CSAT, CES and plain scales."""
    columns = {each.id: each for each in selected.answers.questions}
    found = []
    for survey in chosen:
        if not survey.responses:
            continue
        own = figures.of_survey(selected, survey.id)
        here = slices.narrowed(session, own, now)
        there = slices.narrowed(session, own, before) if before is not None and now is not None else None
        term = marks.survey_term(survey.name)
        expression = None if term is None else with_term(filter, term)
        for question in survey.questions:
            column = columns.get(question.id)
            if question.kind.scored and question.scale is not None and column is not None:
                measure = _measure(question.kind, question.scale)
                subject = Subject(f"q{question.id}", survey.name, question.code, survey.wording(question))
                alone = _is_addressed(column, measure, selected)
                key = marks.score_key(measure, question.code, addressed=alone)
                views = (own, here, there, now, before, filter, expression)
                found.append(Asked(column, measure, subject, *views, key))
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


def card(asked: Asked) -> Card:
    """The indicator in its slice, against the slice before."""
    now, before = asked.now, asked.before
    counts = figures.scores(asked.here, asked.question)
    scope = Scope(asked.filter, span(asked.here))
    indicator = analysis.scored(asked.subject, asked.measure, counts, scope=scope)
    expression = narrower(asked.expression, now)
    indicator = replace(indicator, behind=marks.behind(expression, "", len(asked.here.verbatims)))
    if asked.there is None or now is None or before is None:
        return Card(indicator)
    earlier = figures.scores(asked.there, asked.question)
    change = analysis.waves(asked.measure, earlier, counts, from_=before.name, to=now.name)
    scope = Scope(asked.filter, span(asked.there))
    previous = analysis.scored(asked.subject, asked.measure, earlier, scope=scope)
    return Card(replace(indicator, comparison=change), previous)


def narrower(expression: str | None, part: Slice | None) -> str | None:
    if expression is None or part is None:
        return expression
    term = marks.slice_term(part)
    return None if term is None else with_term(expression, term)


def span(selected: Selected) -> Span | None:
    """The days of the first and the last of the selected responses."""
    days = figures.first_and_last_day(selected)
    return None if days is None else Span(*days)


def listed(asked: Asked, *, attribute: Attribute | None, period: Period | None) -> Indicator:
    """The indicator over the whole time, broken down by attribute or else by period, its slices compared."""
    whole = replace(asked, here=asked.selected, there=None, now=None, before=None)
    indicator = card(whole).indicator
    groups: tuple[GroupFigure, ...] = ()
    if attribute is not None:
        (table,) = figures.scores_by_groups(asked.selected, asked.question, (attribute,), most=GROUPS_LISTED)
        groups = analysis.group_figures(asked.measure, table.names, table.scores, overall=indicator.value)
    elif period is not None:
        daily = figures.scores_by_day(asked.selected, asked.question)
        starts, sums = trends.gather(daily.days, daily.table, period)
        names = [trends.period_key(start, period) for start in starts]
        groups = analysis.group_figures(asked.measure, names, sums, overall=indicator.value)
    return analysis.with_groups(indicator, groups, change=card(asked).indicator.comparison)


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


def drawn(session: Session, asked: Asked, *, period: Period, by: tuple[str, ...]) -> Drawn:
    """The distribution and the segments of its slice, and the trend over the whole time."""
    here, now = asked.here, asked.now
    counts = figures.scores(here, asked.question)
    said = figures.said_by_score(here, asked.question)
    expression = narrower(asked.expression, now)
    daily = figures.scores_by_day(asked.selected, asked.question)
    points = trends.trend(asked.measure, daily.days, daily.table, period)
    longer = _LONGER.get(period)
    return Drawn(
        counts,
        marks.score_doors(asked.measure, counts.counts, said, expression=expression, key=asked.key),
        marks.part_doors(asked.measure, counts.counts, said, expression=expression, key=asked.key),
        _with_words(points, asked, period),
        trends.trend(asked.measure, daily.days, daily.table, longer) if longer else (),
        _segments(session, asked, by),
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


def _segments(session: Session, asked: Asked, by: tuple[str, ...]) -> tuple[Segmentation, ...]:
    """Attributes from the one most answered, their groups from the lowest figure; below 5 answers none is shown."""
    here = asked.here
    overall = analysis.scored(asked.subject, asked.measure, figures.scores(here, asked.question)).value
    expression = narrower(asked.expression, asked.now)
    names = by or surveys.attributes(session)
    found = []
    attributes = [attribute_of(here, name) for name in names]
    for table in figures.scores_by_groups(here, asked.question, attributes, most=GROUPS_DRAWN):
        groups = analysis.group_figures(asked.measure, table.names, table.scores, overall=overall)
        shown = [
            _group(group, table.texts[at].tolist(), asked, expression, table.attribute)
            for at, group in enumerate(groups)
            if not group.hidden
        ]
        if shown:
            ordered = tuple(sorted(shown, key=lambda group: (group.value or 0.0, group.group)))
            found.append(Segmentation(table.attribute, ordered))
    return tuple(sorted(found, key=lambda each: -sum(group.n for group in each.groups)))


def _group(
    group: GroupFigure, said: list[int], asked: Asked, expression: str | None, attribute: str
) -> GroupFigure:
    everything = marks.behind(expression, marks.attribute_term(attribute, group.group), sum(said))
    unhappy = marks.critics(asked.measure)
    if everything is None or unhappy is None or asked.key is None:
        return replace(group, behind=everything)
    low = marks.behind(
        everything.filter,
        marks.critics_term(asked.measure, asked.key),
        sum(said[unhappy[1] : unhappy[2] + 1]),
    )
    return replace(group, behind=everything, critics=low)
