"""Figures of a board as pictures: the charts that a report would hold, always in the light theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.charts import distributions, gauges, saving, segments, trends
from engage_desktop.charts.labels import Labels
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.boards import Board
from engage_desktop.models.figures import Figure
from engage_desktop.models.indicators import IndicatorKind, Unit
from engage_desktop.models.surveys import Direction

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing


def draw(board: Board, figure: Figure, *, labels: Labels) -> Drawing:
    """The chart of the board's leading indicator; raises when there is nothing to draw."""
    leading = board.leading
    if figure is Figure.RESPONSES:
        return trends.response_counts(board.flow, labels)
    if leading is None or board.distribution is None:
        raise EngageError(Reason.NOTHING_TO_EXPORT)
    match figure:
        case Figure.VALUE:
            return gauges.gauge(leading, labels)
        case Figure.DISTRIBUTION if leading.kind is IndicatorKind.NPS:
            return distributions.nps_distribution(board.distribution, labels)
        case Figure.DISTRIBUTION:
            return distributions.score_distribution(leading, labels)
        case Figure.TREND:
            bounds = (-100.0, 100.0) if leading.unit is Unit.POINTS else None
            return trends.trend(board.trend, labels, longer=board.quarters, bounds=bounds)
        case Figure.SEGMENTS:
            way = Direction.HIGHER_IS_BETTER if leading.higher_is_better else Direction.LOWER_IS_BETTER
            return segments.segments(board.segments, leading.value, labels, direction=way)


def save(board: Board, figure: Figure, to: Path, *, labels: Labels) -> Path:
    """The chart at `to`, PNG at twice the screen's pixels, SVG or PDF by the ending; whole or not at all."""
    return saving.save(draw(board, figure, labels=labels), to)
