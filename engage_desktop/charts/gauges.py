"""One figure as a card: its value, what changed, and its interval on the whole scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engage_desktop.charts.labels import Labels
from engage_desktop.charts.sheet import PADDING, Align, Axis, Sheet
from engage_desktop.charts.style import ChartStyle
from engage_desktop.models.indicators import Change, Comparison, Indicator, Unit

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def gauge(
    indicator: Indicator,
    labels: Labels,
    *,
    bounds: tuple[float, float] | None = None,
    style: ChartStyle | None = None,
    size: tuple[int, int] = (480, 240),
) -> Figure:
    """The value in large, its change, and its interval between the bounds of its unit."""
    sheet = Sheet(*size, style=style)
    top, bottom = sheet.head(labels), sheet.foot(labels)
    if indicator.value is None:
        return sheet.empty(labels)
    written = labels.value(indicator.value)
    sheet.text((PADDING, top + 46), written, size=44, weight=600, display=True)
    if indicator.comparison is not None:
        x = PADDING + sheet.width_of(written, size=44, weight=600) + 22
        _change(sheet, indicator.comparison, (x, top + 26), labels=labels)
    low, high = bounds or _bounds(indicator)
    ticks = tuple(low + (high - low) * part / 4 for part in range(5))
    scale = Axis(low, high, PADDING, sheet.width - PADDING, ticks)
    _scale(sheet, indicator, scale, y=bottom - 56, labels=labels)
    if indicator.ci95 is not None:
        sheet.text((PADDING, bottom - 4), labels.interval(indicator.ci95), colour=sheet.style.text3)
    return sheet.figure


def _bounds(indicator: Indicator) -> tuple[float, float]:
    if indicator.unit is Unit.POINTS:
        return -100.0, 100.0
    if indicator.unit is Unit.PERCENT:
        return 0.0, max(100.0, indicator.value or 0.0)
    scale = indicator.recipe.scale
    if scale is not None:
        return float(scale.low), float(scale.high)
    return (-1.0, 1.0) if indicator.unit is Unit.SCORE else (0.0, 2 * max(indicator.value or 1.0, 1.0))


def _change(sheet: Sheet, comparison: Comparison, at: tuple[float, float], *, labels: Labels) -> None:
    colours = {
        Change.FAVOURABLE: sheet.style.proText,
        Change.UNFAVOURABLE: sheet.style.detText,
        Change.INCONCLUSIVE: sheet.style.text2,
    }
    first, *others = labels.change(comparison).split("\n")
    sheet.text(at, first, size=14, weight=600, colour=colours[comparison.change])
    for place, line in enumerate(others, start=1):
        sheet.text((at[0], at[1] + 19 * place), line, colour=sheet.style.text2)


def _scale(sheet: Sheet, indicator: Indicator, scale: Axis, *, y: float, labels: Labels) -> None:
    look = sheet.style
    sheet.line((scale.start, scale.end), (y, y), colour=look.line2, width=2)
    for place, tick in enumerate(scale.ticks):
        x = scale.at(tick)
        sheet.line((x, x), (y - 4, y + 4), colour=look.line2)
        align: Align = "left" if place == 0 else "right" if place == len(scale.ticks) - 1 else "center"
        sheet.text((x, y + 23), labels.tick(tick), colour=look.text3, align=align)
    before = indicator.comparison
    if before is not None and before.from_value is not None:
        x = scale.at(before.from_value)
        sheet.line((x, x), (y - 10, y + 10), colour=look.text2, width=1.5, dashed=True, above=True)
        words = labels.before(before)
        right = sheet.width - PADDING
        start = right - sheet.width_of(words) - 9
        caption = sheet.height - PADDING - (24 if labels.note else 0) - 4
        sheet.line((start, start), (caption - 12, caption + 2), colour=look.text2, width=1.5, dashed=True)
        sheet.text((right, caption), words, colour=look.text3, align="right")
    if indicator.ci95 is not None:
        ends = (scale.at(indicator.ci95.low), scale.at(indicator.ci95.high))
        sheet.interval(ends, y, colour=look.text, caps=12)
    assert indicator.value is not None
    face = look.surface if indicator.fragile else look.text
    sheet.mark((scale.at(indicator.value), y), "o", size=9, face=face, edge=look.text)
