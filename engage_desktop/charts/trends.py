"""Figures over time: a line with its band of confidence, and how many answers came in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from engage_desktop.charts.labels import Labels
from engage_desktop.charts.sheet import PADDING, Axis, Sheet, axis
from engage_desktop.charts.style import ChartStyle
from engage_desktop.models.indicators import FRAGILE_BELOW, TrendPoint

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MARKS_FROM = 9.0  # pixels between points below which marks would hide the line


def trend(
    points: Sequence[TrendPoint],
    labels: Labels,
    *,
    longer: Sequence[TrendPoint] = (),
    bounds: tuple[float, float] | None = None,
    style: ChartStyle | None = None,
    size: tuple[int, int] = (720, 360),
) -> Figure:
    """A figure by period: line, 95 % band, gaps where nobody answered, hollow marks below n = 30.

    `longer` periods (quarters above months) are written above, cut by dashed lines; `bounds` are those of the
    unit, which the axis never passes.
    """
    sheet = Sheet(*size, style=style)
    top, bottom = sheet.head(labels), sheet.foot(labels)
    if not any(point.value is not None for point in points):
        return sheet.empty(labels)
    scale = _vertical(points, bounds, start=bottom - 26, end=top + (38 if longer else 14))
    left = PADDING + max(sheet.width_of(labels.tick(tick)) for tick in scale.ticks) + 12
    right = sheet.width - PADDING - _room_of_last(sheet, points, labels)
    xs = _across(len(points), left + 6, right)
    sheet.y_axis(scale, left=left, right=right, write=labels.tick)
    _longer(sheet, points, longer, xs, top=top + 14, bottom=bottom - 26, labels=labels)
    _curve(sheet, points, xs, scale)
    _last(sheet, points, xs, scale, labels=labels)
    sheet.x_labels(xs, [labels.period(point) for point in points], bottom - 4, last=True)
    return sheet.figure


def _vertical(
    points: Sequence[TrendPoint], bounds: tuple[float, float] | None, *, start: float, end: float
) -> Axis:
    values = [point.value for point in points if point.value is not None]
    values += [edge for point in points if point.ci95 for edge in (point.ci95.low, point.ci95.high)]
    scale = axis(min(values), max(values), start=start, end=end)
    if bounds is None:
        return scale
    ticks = tuple(tick for tick in scale.ticks if bounds[0] <= tick <= bounds[1])
    low, high = max(scale.low, bounds[0]), min(scale.high, bounds[1])
    return Axis(low, high, start, end, ticks) if high > low else scale


def _across(n: int, left: float, right: float) -> list[float]:
    if n == 1:
        return [(left + right) / 2]
    return [left + (right - left) * index / (n - 1) for index in range(n)]


def _final(points: Sequence[TrendPoint]) -> int:
    return max(index for index, point in enumerate(points) if point.value is not None)


def _room_of_last(sheet: Sheet, points: Sequence[TrendPoint], labels: Labels) -> float:
    value, margin = _words_of_last(points[_final(points)], labels)
    return max(sheet.width_of(value, size=15, weight=600), sheet.width_of(margin), 20) + 12


def _words_of_last(point: TrendPoint, labels: Labels) -> tuple[str, str]:
    assert point.value is not None
    ends = point.ci95
    return labels.value(point.value), labels.margin((ends.high - ends.low) / 2) if ends else ""


def _curve(sheet: Sheet, points: Sequence[TrendPoint], xs: Sequence[float], scale: Axis) -> None:
    """Stretches without a gap, each with its band; a point alone gets an error bar instead."""
    look = sheet.style
    for known, stretch in groupby(range(len(points)), key=lambda index: points[index].value is not None):
        indexes = list(stretch)
        if not known:
            continue
        ys = [scale.at(_value(points[index])) for index in indexes]
        sheet.line([xs[index] for index in indexes], ys, colour=look.accent, width=2, above=True)
        _bands(sheet, points, xs, scale, indexes)
    spaced = len(xs) < 2 or xs[1] - xs[0] >= _MARKS_FROM
    for index, point in enumerate(points):
        if point.value is not None and (spaced or point.n < FRAGILE_BELOW):
            hollow = point.n < FRAGILE_BELOW
            face, edge = (look.surface, look.accent) if hollow else (look.accent, look.surface)
            sheet.mark((xs[index], scale.at(point.value)), "o", size=6.5, face=face, edge=edge, width=1.4)


def _value(point: TrendPoint) -> float:
    assert point.value is not None
    return point.value


def _bands(
    sheet: Sheet, points: Sequence[TrendPoint], xs: Sequence[float], scale: Axis, indexes: Sequence[int]
) -> None:
    for known, stretch in groupby(indexes, key=lambda index: points[index].ci95 is not None):
        held = list(stretch)
        ends = [points[index].ci95 for index in held]
        lows = [scale.at(end.low) for end in ends if end]
        highs = [scale.at(end.high) for end in ends if end]
        if known and len(held) > 1:
            sheet.band([xs[index] for index in held], lows, highs, colour=sheet.style.accent)
        elif known:
            x = xs[held[0]]
            sheet.line((x, x), (lows[0], highs[0]), colour=sheet.style.accent, width=1.5)
            for y in (lows[0], highs[0]):
                sheet.line((x - 4, x + 4), (y, y), colour=sheet.style.accent, width=1.5)


def _last(
    sheet: Sheet, points: Sequence[TrendPoint], xs: Sequence[float], scale: Axis, *, labels: Labels
) -> None:
    place = _final(points)
    point, look = points[place], sheet.style
    x, y = xs[place], scale.at(_value(point))
    face = look.surface if point.n < FRAGILE_BELOW else look.accent
    sheet.mark((x, y), "o", size=9, face=face, edge=look.accent, width=1.5)
    value, margin = _words_of_last(point, labels)
    sheet.text((x + 10, y + 2), value, size=15, weight=600)
    sheet.text((x + 10, y + 19), margin, colour=look.text3)


def _longer(
    sheet: Sheet,
    points: Sequence[TrendPoint],
    longer: Sequence[TrendPoint],
    xs: Sequence[float],
    *,
    top: float,
    bottom: float,
    labels: Labels,
) -> None:
    """The longer periods above the points that they hold; those without room go unnamed."""
    look = sheet.style
    for place, period in enumerate(longer):
        end = longer[place + 1].start if place + 1 < len(longer) else None
        held = [
            i for i, each in enumerate(points) if each.start >= period.start and (not end or each.start < end)
        ]
        if not held:
            continue
        if held[0] > 0:
            cut = (xs[held[0] - 1] + xs[held[0]]) / 2
            sheet.line((cut, cut), (top - 10, bottom), colour=look.line2, dashed=True)
        name = labels.period(period)
        value = labels.no_data if period.value is None else labels.value(period.value)
        name_width, value_width = sheet.width_of(name), sheet.width_of(value, weight=600)
        width = name_width + 5 + value_width
        step = xs[1] - xs[0] if len(xs) > 1 else sheet.width
        if width > step * len(held) - 8 and len(longer) > 1:
            continue
        start = (xs[held[0]] + xs[held[-1]] - width) / 2
        strong = place == len(longer) - 1
        sheet.text((start, top), name, colour=look.text if strong else look.text3)
        ink = look.text if strong else look.text2
        sheet.text((start + name_width + 5, top), value, weight=600, colour=ink)


def response_counts(
    points: Sequence[TrendPoint],
    labels: Labels,
    *,
    style: ChartStyle | None = None,
    size: tuple[int, int] = (720, 300),
) -> Figure:
    """How many answers came in each period, as bars from 0."""
    sheet = Sheet(*size, style=style)
    top, bottom = sheet.head(labels), sheet.foot(labels)
    if not any(point.n for point in points):
        return sheet.empty(labels)
    base = bottom - 26
    written = [labels.integer(point.n) for point in points]
    step = (sheet.width - 2 * PADDING) / len(points)
    direct = max(sheet.width_of(each) for each in written) + 6 <= step
    scale = axis(0, max(point.n for point in points), start=base, end=top + 20, steps=4)
    left, right = PADDING, sheet.width - PADDING
    if direct:
        scale = Axis(0, max(point.n for point in points), base, top + 30)
    else:
        whole = tuple(tick for tick in scale.ticks if tick % 1 == 0)
        scale = Axis(scale.low, scale.high, base, top + 20, whole)
        left += max(sheet.width_of(labels.integer(int(tick))) for tick in whole) + 12
        sheet.y_axis(scale, left=left, right=right, write=lambda tick: labels.integer(int(tick)))
    step = (right - left) / len(points)
    across = min(step * 0.72, 48.0)
    xs = [left + step * (index + 0.5) for index in range(len(points))]
    for x, point, count in zip(xs, points, written, strict=True):
        y = scale.at(point.n)
        sheet.box(x - across / 2, y, across, base - y, colour=sheet.style.accent, above=True)
        if direct:
            sheet.text((x, y - 6), count, colour=sheet.style.text2, align="center")
    sheet.line((left, right), (base, base), colour=sheet.style.line2)
    sheet.x_labels(xs, [labels.period(point) for point in points], bottom - 4)
    return sheet.figure
