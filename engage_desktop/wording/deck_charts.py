"""The charts of a deck as plans: values, labels and the sentence that describes each."""

from __future__ import annotations

import math

from engage_desktop.models.boards import Board
from engage_desktop.models.deck import ChartKind, ChartPlan, Mark, Tone
from engage_desktop.models.figures import ReportFigure
from engage_desktop.models.indicators import (
    CesBreakdown,
    CsatBreakdown,
    Indicator,
    IndicatorKind,
    MeanBreakdown,
    NpsBreakdown,
    Segmentation,
    SentimentBreakdown,
    Unit,
    Verdict,
)
from engage_desktop.wording import figures, language, tr
from engage_desktop.wording.typography import NARROW, integer, percent

_MOST_GROUPS = 10
_EASY_FROM = 5  # of the seven points of CES 2.0


def chart(figure: ReportFigure, board: Board, indicator: Indicator) -> ChartPlan | None:
    """The chart of a figure; None where there is nothing to draw."""
    match figure.drawing:
        case "distribution":
            return _distribution(figure, indicator)
        case "trend":
            return _trend(figure, board, indicator)
        case "segments":
            return _segments(figure, board, indicator)
        case _:
            return _shares(figure, indicator)


def _names(first: str, value: str) -> tuple[str, str, str, str, str]:
    return first, value, tr("Intervalle à 95 %, bas"), tr("Intervalle à 95 %, haut"), "n"


def _distribution(figure: ReportFigure, indicator: Indicator) -> ChartPlan | None:
    found = indicator.breakdown
    if not isinstance(found, NpsBreakdown | CsatBreakdown | CesBreakdown | MeanBreakdown) or not indicator.n:
        return None
    low = 0 if isinstance(found, NpsBreakdown) else found.low
    marks = tuple(
        Mark(str(low + at), float(n), integer(n), _tone(indicator, low + at), n=n)
        for at, n in enumerate(found.scores)
    )
    most = max(range(len(marks)), key=lambda at: found.scores[at])
    return ChartPlan(
        figure.value,
        ChartKind.COLUMNS,
        marks,
        _names(tr("Note"), tr("Réponses")),
        tr(
            "Répartition de {n} réponses de {low} à {high} ; la note la plus donnée est {most}.",
            n=integer(indicator.n),
            low=marks[0].label,
            high=marks[-1].label,
            most=marks[most].label,
        ),
        format="#,##0",
        axis_name=indicator.label,
    )


def _tone(indicator: Indicator, point: int) -> Tone:
    found = indicator.breakdown
    if isinstance(found, NpsBreakdown):
        return Tone.DETRACTOR if point <= 6 else Tone.PASSIVE if point <= 8 else Tone.PROMOTER
    if isinstance(found, CsatBreakdown):
        return Tone.ACCENT if point > found.high - found.top_boxes else Tone.MUTED
    if isinstance(found, CesBreakdown) and found.version == "ces2":
        return Tone.ACCENT if point >= _EASY_FROM else Tone.MUTED
    return Tone.ACCENT


def _trend(figure: ReportFigure, board: Board, indicator: Indicator) -> ChartPlan | None:
    points = board.trend
    known = [point for point in points if point.value is not None]
    if not known:
        return None
    marks = tuple(
        Mark(
            figures.point_name(each, among=points),
            each.value,
            figures.value(indicator, each.value),
            Tone.ACCENT,
            each.ci95.low if each.ci95 else None,
            each.ci95.high if each.ci95 else None,
            each.n,
        )
        for each in points
    )
    name = figures.kind_name(indicator.kind)
    return ChartPlan(
        figure.value,
        ChartKind.TREND,
        marks,
        _names(tr("Période"), name),
        tr(
            "{name} par {period} avec son intervalle à 95 %, de {first} à {last}.",
            name=name,
            period=figures.period_name(board.trend_period),
            first=f"{figures.point_name(known[0], among=points)} ({figures.value(indicator, known[0].value)})",
            last=f"{figures.point_name(known[-1], among=points)} ({figures.value(indicator, known[-1].value)})",
        ),
        format=_format(indicator),
        axis=_axis(marks, indicator),
    )


def _verdict_tones(indicator: Indicator) -> dict[Verdict, Tone]:
    """Below, inconclusive, above: colours tell good or bad, whichever way is good."""
    good, bad = Tone.PROMOTER, Tone.DETRACTOR
    below, above = (bad, good) if indicator.higher_is_better else (good, bad)
    return {Verdict.INFERIOR: below, Verdict.INCONCLUSIVE: Tone.PASSIVE, Verdict.SUPERIOR: above}


def _segments(figure: ReportFigure, board: Board, indicator: Indicator) -> ChartPlan | None:
    marks: list[Mark] = []
    tones = _verdict_tones(indicator)
    for segmentation in _strongest(board.segments):
        if marks:
            marks.append(Mark(" ", None, tone=Tone.PASSIVE))
        shown = sorted((g for g in segmentation.groups if g.value is not None), key=lambda g: g.value or 0.0)
        marks += [
            Mark(
                "\n".join(
                    each for each in (group.group, figures.base(group.n), figures.fragile(group.n)) if each
                ),
                group.value,
                figures.value(indicator, group.value),
                tones[group.verdict],
                group.ci95.low if group.ci95 else None,
                group.ci95.high if group.ci95 else None,
                group.n,
                fragile=group.fragile,
            )
            for group in shown
        ]
    if not marks:
        return None
    whole = tr("ensemble {value}", value=figures.value(indicator, indicator.value))
    name = figures.kind_name(indicator.kind)
    return ChartPlan(
        figure.value,
        ChartKind.DOTS,
        tuple(marks),
        _names(tr("Segment"), name),
        tr("{name} de chaque segment avec son intervalle à 95 %, contre {whole}.", name=name, whole=whole),
        format=_format(indicator),
        axis=_axis(tuple(marks), indicator),
        whole=indicator.value,
        whole_name=whole,
        legend=tuple((figures.verdict_word(verdict), tone) for verdict, tone in tones.items()),
    )


def _strongest(segmentations: tuple[Segmentation, ...]) -> tuple[Segmentation, ...]:
    """The attributes whose groups differ most, as many as a slide can show."""

    def spread(each: Segmentation) -> float:
        values = [group.value for group in each.groups if group.value is not None]
        return max(values) - min(values) if values else 0.0

    chosen: list[Segmentation] = []
    room = _MOST_GROUPS
    for each in sorted(segmentations, key=spread, reverse=True):
        shown = sum(group.value is not None for group in each.groups)
        if shown and (shown <= room or not chosen):
            chosen.append(each)
            room -= shown
    return tuple(chosen)


def _shares(figure: ReportFigure, indicator: Indicator) -> ChartPlan | None:
    found = indicator.breakdown
    if not isinstance(found, SentimentBreakdown) or not indicator.n:
        return None
    parts = (
        ("negative", found.negative, Tone.DETRACTOR),
        ("neutral", found.neutral, Tone.PASSIVE),
        ("mixed", found.mixed, Tone.MUTED),
        ("positive", found.positive, Tone.PROMOTER),
    )
    marks = tuple(
        Mark(figures.part_name(name), 100 * n / indicator.n, percent(n / indicator.n), tone, n=n)
        for name, n, tone in parts
        if n or name != "mixed"
    )
    said = ", ".join(f"{mark.label} {mark.shown}" for mark in marks)
    return ChartPlan(
        figure.value,
        ChartKind.BARS,
        marks,
        _names(figures.kind_name(IndicatorKind.SENTIMENT), tr("Part")),
        tr("Parts du sentiment : {parts}.", parts=said),
        format=percent_format(0),
    )


# numbers


def _format(indicator: Indicator) -> str:
    if indicator.unit is Unit.POINTS:
        return "+0;\u22120;0"
    return percent_format(1) if indicator.unit is Unit.PERCENT else "0.0"


def percent_format(digits: int) -> str:
    """The spreadsheet's number format of a percentage."""
    number = "0" if digits == 0 else "0.0"
    return f'{number}"{NARROW if language() == "fr" else ""}%"'


def _axis(marks: tuple[Mark, ...], indicator: Indicator) -> tuple[float, float, float] | None:
    return axis_of(marks, indicator.value, *_bounds(indicator))


def axis_of(
    marks: tuple[Mark, ...], also: float | None = None, floor: float = -math.inf, top: float = math.inf
) -> tuple[float, float, float] | None:
    """Round bounds around every value, every interval and `also`, and a step of four to six lines."""
    ends = [end for mark in marks for end in (mark.value, mark.low, mark.high) if end is not None]
    if not ends:
        return None
    low, high = min(ends), max(ends)
    if also is not None:
        low, high = min(low, also), max(high, also)
    rough = max(high - low, 1e-6) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= rough)
    first, last = math.floor(low / step) * step, math.ceil(high / step) * step
    return max(first, floor), min(max(last, first + step), top), step


def _bounds(indicator: Indicator) -> tuple[float, float]:
    if indicator.unit is Unit.POINTS:
        return -100.0, 100.0
    if indicator.unit is Unit.PERCENT:
        return 0.0, 100.0
    scale = indicator.recipe.scale
    return (float(scale.low), float(scale.high)) if scale else (-math.inf, math.inf)
