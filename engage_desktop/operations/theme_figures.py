"""Figures of themes as pictures, always in the light theme."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.charts import saving, themes
from engage_desktop.charts.themes import ThemeLabels
from engage_desktop.models.themes import ThemesBoard, Worlds

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing


class ThemeFigure(Enum):
    """Which chart of the Thèmes screen; the value is its name for `figure:`."""

    CONTRAST = "words"
    NETWORK = "network"
    RISING = "emerging"
    WORLDS = "worlds"
    IMPACT = "impact"


def draw(board: ThemesBoard, found: Worlds, figure: ThemeFigure, *, labels: ThemeLabels) -> Drawing:
    """The chart; « n/d » where there is nothing to draw."""
    match figure:
        case ThemeFigure.CONTRAST:
            return themes.contrast(board.contrast, labels)
        case ThemeFigure.NETWORK:
            return themes.network(board.network, labels)
        case ThemeFigure.RISING:
            return themes.rising(board.emerging, labels)
        case ThemeFigure.WORLDS:
            return themes.worlds(found, labels)
        case ThemeFigure.IMPACT:
            return themes.impact(board.impact, labels)


def save(board: ThemesBoard, found: Worlds, figure: ThemeFigure, to: Path, *, labels: ThemeLabels) -> Path:
    """The chart at `to`, PNG at twice the screen's pixels, SVG or PDF by the ending; whole or not at all."""
    return saving.save(draw(board, found, figure, labels=labels), to)
