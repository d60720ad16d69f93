"""Distributions of answers: NPS scores in their three groups, satisfaction and effort, sentiment shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engage_desktop.charts.labels import Labels
from engage_desktop.charts.sheet import PADDING, Align, Axis, Mark, Sheet
from engage_desktop.charts.style import ChartStyle
from engage_desktop.models.counts import ScaleCounts
from engage_desktop.models.indicators import (
    CesBreakdown,
    CsatBreakdown,
    Indicator,
    Interval,
    MeanBreakdown,
    NpsBreakdown,
    SentimentBreakdown,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BAND = 24.0
_EASY = 3  # 5, 6 and 7 of CES 2.0


def nps_distribution(
    counts: ScaleCounts | NpsBreakdown,
    labels: Labels,
    *,
    style: ChartStyle | None = None,
    size: tuple[int, int] = (720, 400),
) -> Figure:
    """The three groups as one band, and a bar with its count for each score from 0 to 10."""
    scores = counts.scores if isinstance(counts, NpsBreakdown) else counts.counts
    sheet = Sheet(*size, style=style)
    top, bottom = sheet.head(labels), sheet.foot(labels)
    if not sum(scores):
        return sheet.empty(labels)
    look = sheet.style
    groups = (sum(scores[:7]), sum(scores[7:9]), sum(scores[9:]))
    _band(
        sheet,
        top + 6,
        shares=[100 * each / sum(scores) for each in groups],
        names=(labels.detractors, labels.passives, labels.promoters),
        colours=((look.det, look.detText), (look.pas, look.pasText), (look.pro, look.proText)),
        labels=labels,
    )
    colours = (look.det,) * 7 + (look.pas,) * 2 + (look.pro,) * 2
    _bars(sheet, scores, colours, low=0, top=top + 78, bottom=bottom - 24, write=labels.integer)
    return sheet.figure


def _band(
    sheet: Sheet,
    top: float,
    *,
    shares: Sequence[float],
    names: Sequence[str],
    colours: Sequence[tuple[str, str]],
    labels: Labels,
    marks: Sequence[Mark] = (),
) -> None:
    """One band cut by shares, each named above where it begins; a gap of two pixels between parts."""
    left, room = PADDING, sheet.width - 2 * PADDING
    starts = [left + room * sum(shares[:index]) / 100 for index in range(len(shares))]
    shift = 16.0 if marks else 0.0
    bold = [sheet.width_of(name, weight=600) for name in names]
    written = [labels.percent(share) for share in shares]
    widths = [shift + bold[i] + 5 + sheet.width_of(written[i]) for i in range(len(shares))]
    places = sheet.beside(starts, widths, right=left + room)
    for index, place in enumerate(places):
        fill, ink = colours[index]
        if marks:
            face = sheet.style.surface if marks[index] in "oD" else fill
            sheet.mark((place + 5, top + 9), marks[index], size=8, face=face, edge=fill)
        sheet.text((place + shift, top + 14), names[index], weight=600, colour=ink)
        sheet.text((place + shift + bold[index] + 5, top + 14), written[index], colour=ink)
        width = room * shares[index] / 100 - (2 if index < len(shares) - 1 else 0)
        sheet.box(starts[index], top + 24, max(width, 1 if shares[index] else 0), _BAND, colour=fill)


def _bars(
    sheet: Sheet,
    counts: Sequence[int],
    colours: Sequence[str],
    *,
    low: int,
    top: float,
    bottom: float,
    write: Callable[[int], str],
) -> list[float]:
    """Bars from 0 with their count above and their point below; gives the middle of each."""
    left, room = PADDING, sheet.width - 2 * PADDING
    step = room / len(counts)
    across = min(step * 0.8, 72.0)
    height = Axis(0, max(counts), bottom, top + 20)
    middles = [left + step * (index + 0.5) for index in range(len(counts))]
    for index, (count, middle) in enumerate(zip(counts, middles, strict=True)):
        y = height.at(count)
        sheet.box(middle - across / 2, y, across, bottom - y, colour=colours[index])
        sheet.text((middle, y - 6), write(count), colour=sheet.style.text3, align="center")
        sheet.text((middle, bottom + 18), str(low + index), align="center")
    sheet.line((left, left + room), (bottom, bottom), colour=sheet.style.line2)
    return middles


def score_distribution(
    indicator: Indicator,
    labels: Labels,
    *,
    style: ChartStyle | None = None,
    size: tuple[int, int] = (720, 360),
) -> Figure:
    """A CSAT, a CES or a plain scale: a bar for each point, the counted ones in accent, and the mean below."""
    found = indicator.breakdown
    if not isinstance(found, CsatBreakdown | CesBreakdown | MeanBreakdown):
        raise TypeError(type(found).__name__)
    sheet = Sheet(*size, style=style)
    top, bottom = sheet.head(labels), sheet.foot(labels)
    if not sum(found.scores):
        return sheet.empty(labels)
    look = sheet.style
    counted = _counted(found)
    colours = [look.line2] * (len(found.scores) - counted) + [look.accent] * counted
    top = _said(sheet, top, indicator, labels)
    middles = _bars(
        sheet, found.scores, colours, low=found.low, top=top, bottom=bottom - 66, write=labels.integer
    )
    mean, ends = _mean(indicator)
    if mean is not None:
        scale = Axis(found.low, found.high, middles[0], middles[-1])
        _mean_line(sheet, scale, mean, ends, y=bottom - 28, labels=labels)
    return sheet.figure


def _counted(found: CsatBreakdown | CesBreakdown | MeanBreakdown) -> int:
    if isinstance(found, CsatBreakdown):
        return found.top_boxes
    if isinstance(found, CesBreakdown) and found.easy is not None:
        return _EASY
    return len(found.scores)


def _mean(indicator: Indicator) -> tuple[float | None, Interval | None]:
    found = indicator.breakdown
    if isinstance(found, CsatBreakdown):
        return found.mean, found.mean_ci95
    return indicator.value, indicator.ci95


def _said(sheet: Sheet, top: float, indicator: Indicator, labels: Labels) -> float:
    """The share that the accent stands for, at the right above its bars."""
    found = indicator.breakdown
    if isinstance(found, CsatBreakdown) and indicator.value is not None:
        share, ends, name = indicator.value, indicator.ci95, labels.satisfied
    elif isinstance(found, CesBreakdown) and found.easy is not None:
        share, ends, name = found.easy, found.easy_ci95, labels.easy
    else:
        return top
    words = f"{name} {labels.percent(share)}"
    x = sheet.width - PADDING
    if ends is not None:
        span = labels.share_interval(ends)
        sheet.text((x, top + 14), span, colour=sheet.style.text3, align="right")
        x -= sheet.width_of(span) + 8
    sheet.text((x, top + 14), words, weight=600, colour=sheet.style.accent, align="right")
    return top + 22


def _mean_line(
    sheet: Sheet, scale: Axis, mean: float, ends: Interval | None, *, y: float, labels: Labels
) -> None:
    """The mean on the scale of the bars above, with its error bar."""
    look = sheet.style
    sheet.line((scale.start, scale.end), (y, y), colour=look.line2)
    if ends is not None:
        sheet.interval((scale.at(ends.low), scale.at(ends.high)), y, colour=look.text, caps=9)
    sheet.mark((scale.at(mean), y), "o", size=8, face=look.text, edge=look.surface)
    words = f"{labels.mean} {labels.score(mean)}"
    half = sheet.width_of(words, weight=600) / 2
    x = min(max(scale.at(mean), PADDING + half), sheet.width - PADDING - half)
    sheet.text((x, y + 22), words, weight=600, align="center")


def sentiment_shares(
    indicator: Indicator,
    labels: Labels,
    *,
    style: ChartStyle | None = None,
    size: tuple[int, int] = (720, 220),
) -> Figure:
    """Shares of negative, neutral, mixed and positive texts, and the mean polarity with its interval."""
    found = indicator.breakdown
    if not isinstance(found, SentimentBreakdown):
        raise TypeError(type(found).__name__)
    sheet = Sheet(*size, style=style)
    top, bottom = sheet.head(labels), sheet.foot(labels)
    if not indicator.n:
        return sheet.empty(labels)
    look = sheet.style
    parts: list[tuple[int, str, tuple[str, str], Mark]] = [
        (found.negative, labels.negative, (look.det, look.detText), "v"),
        (found.neutral, labels.neutral, (look.pas, look.pasText), "o"),
        (found.mixed, labels.mixed, (look.text2, look.text2), "D"),
        (found.positive, labels.positive, (look.pro, look.proText), "^"),
    ]
    shown = [part for part in parts if part[0] or part[3] != "D"]
    total = sum(part[0] for part in shown)
    _band(
        sheet,
        top + 6,
        shares=[100 * part[0] / total for part in shown],
        names=[part[1] for part in shown],
        colours=[part[2] for part in shown],
        labels=labels,
        marks=[part[3] for part in shown],
    )
    if indicator.value is not None:
        _polarity(sheet, indicator.value, indicator.ci95, y=bottom - 42, labels=labels)
    return sheet.figure


def _polarity(sheet: Sheet, mean: float, ends: Interval | None, *, y: float, labels: Labels) -> None:
    look = sheet.style
    scale = Axis(-1, 1, PADDING, sheet.width - PADDING, (-1.0, -0.5, 0.0, 0.5, 1.0))
    for tick in scale.ticks:
        sheet.line((scale.at(tick),) * 2, (y - 4, y + 4), colour=look.line2)
        at_end = tick in (-1.0, 1.0)
        align: Align = "left" if tick == -1.0 else "right" if at_end else "center"
        sheet.text((scale.at(tick), y + 40), labels.tick(tick), colour=look.text3, align=align)
    _mean_line(sheet, scale, mean, ends, y=y, labels=labels)
