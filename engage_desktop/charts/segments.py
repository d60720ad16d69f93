"""Groups against the whole: a mark and its interval on each row, grey where the interval holds the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engage_desktop.charts.labels import Labels
from engage_desktop.charts.sheet import PADDING, Axis, Mark, Sheet, axis
from engage_desktop.charts.style import ChartStyle, Weight
from engage_desktop.models.indicators import GroupFigure, Segmentation, Verdict
from engage_desktop.models.surveys import Direction

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ROW, _BETWEEN, _EMPTY = 24.0, 10.0, 200.0
_MARKS: dict[Verdict, Mark] = {Verdict.INFERIOR: "v", Verdict.INCONCLUSIVE: "o", Verdict.SUPERIOR: "^"}


def segments(
    segmentations: Sequence[Segmentation],
    overall: float | None,
    labels: Labels,
    *,
    direction: Direction = Direction.HIGHER_IS_BETTER,
    highlighted: str = "",
    style: ChartStyle | None = None,
    width: int = 720,
) -> Figure:
    """The groups of each attribute, as tall as its rows ask for; hollow marks below n = 30.

    Shapes tell below or above; colours tell good or bad, by `direction`.
    """
    shown = [each for each in segmentations if each.groups]
    groups = [group for each in shown for group in each.groups]
    measured = [group for group in groups if group.value is not None]
    sheet = Sheet(width, _EMPTY, style=style)
    if not measured:
        sheet.head(labels)
        sheet.foot(labels)
        return sheet.empty(labels)
    names = sheet.width * 0.26
    bases = max(sheet.width_of(labels.base(group.n)) for group in groups)
    top = _legend_and_head(sheet, labels, direction) + 22
    scale = _horizontal(sheet, measured, overall, labels, start=PADDING + names + bases + 40)
    bottom = top + len(groups) * _ROW + (len(shown) - 1) * _BETWEEN + 2
    sheet.grow(bottom + 26 + sheet.height - sheet.foot_top(labels))
    _frame(sheet, scale, overall, top=top, bottom=bottom, labels=labels)
    for group, y in _rows(shown, top):
        strong = group.group == highlighted
        _row(sheet, group, scale, y, labels=labels, names=names, strong=strong)
        _figure(sheet, group, scale, y, labels=labels, overall=overall, direction=direction, strong=strong)
    sheet.foot(labels)
    return sheet.figure


def _rows(shown: Sequence[Segmentation], top: float) -> Iterator[tuple[GroupFigure, float]]:
    """Each group and the middle of its row."""
    y = top + _ROW / 2
    for each in shown:
        for group in each.groups:
            yield group, y
            y += _ROW
        y += _BETWEEN


def _colour(look: ChartStyle, verdict: Verdict, direction: Direction) -> str:
    if verdict is Verdict.INCONCLUSIVE:
        return look.pas
    good = (verdict is Verdict.SUPERIOR) == (direction is Direction.HIGHER_IS_BETTER)
    return look.pro if good else look.det


def _legend_and_head(sheet: Sheet, labels: Labels, direction: Direction) -> float:
    words = {
        Verdict.INFERIOR: labels.inferior,
        Verdict.INCONCLUSIVE: labels.inconclusive,
        Verdict.SUPERIOR: labels.superior,
    }
    widths = {verdict: 14 + sheet.width_of(word) + 12 for verdict, word in words.items()}
    total = sum(widths.values()) - 12
    x = sheet.width - PADDING - total
    for verdict, word in words.items():
        colour = _colour(sheet.style, verdict, direction)
        face = sheet.style.surface if verdict is Verdict.INCONCLUSIVE else colour
        sheet.mark((x + 4, PADDING + 10.5), _MARKS[verdict], size=8, face=face, edge=colour)
        sheet.text((x + 14, PADDING + 15), word, colour=sheet.style.text3)
        x += widths[verdict]
    return sheet.head(labels, aside=total + 16)


def _horizontal(
    sheet: Sheet, groups: Sequence[GroupFigure], overall: float | None, labels: Labels, *, start: float
) -> Axis:
    values = [group.value for group in groups if group.value is not None]
    values += [edge for group in groups if group.ci95 for edge in (group.ci95.low, group.ci95.high)]
    if overall is not None:
        values.append(overall)
    widest = max(sheet.width_of(_said(group, labels)) for group in groups)
    return axis(min(values), max(values), start=start, end=sheet.width - PADDING - widest - 14, steps=6)


def _said(group: GroupFigure, labels: Labels) -> str:
    assert group.value is not None
    value = labels.value(group.value)
    return f"{value}  {labels.fragile}" if group.fragile else value


def _frame(
    sheet: Sheet, scale: Axis, overall: float | None, *, top: float, bottom: float, labels: Labels
) -> None:
    look = sheet.style
    for tick in scale.ticks:
        x = scale.at(tick)
        sheet.line((x, x), (top, bottom), colour=look.line)
        sheet.text((x, bottom + 18), labels.tick(tick), colour=look.text3, align="center")
    if overall is not None:
        x = scale.at(overall)
        sheet.line((x, x), (top - 2, bottom), colour=look.text2, dashed=True)
        words = f"{labels.overall} {labels.value(overall)}"
        half = sheet.width_of(words) / 2
        sheet.text((min(x, sheet.width - PADDING - half), top - 8), words, align="center")


def _row(
    sheet: Sheet, group: GroupFigure, scale: Axis, y: float, *, labels: Labels, names: float, strong: bool
) -> None:
    look = sheet.style
    if strong:
        sheet.box(
            PADDING - 8,
            y - _ROW / 2 + 1,
            sheet.width - 2 * PADDING + 16,
            _ROW - 2,
            colour=look.accentTint,
            radius=4,
        )
    weight: Weight = 600 if strong else 400
    sheet.text((PADDING, y + 4.5), sheet.fitted(group.group, names, weight=weight), weight=weight)
    sheet.text((PADDING + names + 14, y + 4.5), labels.base(group.n), colour=look.text3)
    if group.value is None:
        words = labels.hidden if group.hidden and group.n else labels.no_data
        _written(sheet, (scale.start, y), words, strong=strong, colour=look.text3)


def _written(
    sheet: Sheet, at: tuple[float, float], words: str, *, strong: bool, colour: str = "", weight: Weight = 400
) -> None:
    """Words on the ground of their row: hairlines stop behind them."""
    look = sheet.style
    x, y = at
    across = sheet.width_of(words, weight=weight) + 4
    sheet.box(x - 2, y - 8, across, 16, colour=look.accentTint if strong else look.surface, above=True)
    sheet.text((x, y + 4.5), words, weight=weight, colour=colour)


def _figure(
    sheet: Sheet,
    group: GroupFigure,
    scale: Axis,
    y: float,
    *,
    labels: Labels,
    overall: float | None,
    direction: Direction,
    strong: bool,
) -> None:
    if group.value is None:
        return
    look = sheet.style
    colour = _colour(look, group.verdict, direction)
    x, edge = scale.at(group.value), scale.at(group.value)
    if group.ci95 is not None:
        edge = scale.at(group.ci95.high)
        sheet.interval((scale.at(group.ci95.low), edge), y, colour=colour)
    hollow = group.fragile or group.verdict is Verdict.INCONCLUSIVE
    face = look.surface if hollow else colour
    sheet.mark((x, y), _MARKS[group.verdict], size=9.5, face=face, edge=colour, width=1.8)
    start = max(edge, x + 6) + 8
    value = labels.value(group.value)
    weight: Weight = 600 if strong else 400
    across = sheet.width_of(value, weight=weight)
    if overall is not None and start - 3 < scale.at(overall) < start + across + 3:
        start = scale.at(overall) + 6  # the line of the whole never strikes a value out
    _written(sheet, (start, y), value, strong=strong, weight=weight)
    if group.fragile:
        _written(sheet, (start + across + 7, y), labels.fragile, strong=strong, colour=look.text3)
