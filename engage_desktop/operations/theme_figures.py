"""Figures of themes as pictures, always in the light theme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.charts import saving, themes
from engage_desktop.charts.themes import ThemeLabels
from engage_desktop.models.figures import ThemeFigure
from engage_desktop.models.themes import ThemeMaterial

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

_WIDE, _HIGH = 880, 366  # the shape of a slide's body, so that words on it are at 13 points


def draw(found: ThemeMaterial, figure: ThemeFigure, *, labels: ThemeLabels) -> Drawing:
    """The chart; « n/d » where there is nothing to draw."""
    board = found.board
    match figure:
        case ThemeFigure.CONTRAST:
            return themes.contrast(board.contrast, labels)
        case ThemeFigure.NETWORK:
            return themes.network(board.network, labels)
        case ThemeFigure.RISING:
            return themes.rising(board.emerging, labels)
        case ThemeFigure.WORLDS:
            return themes.worlds(found.worlds, labels)
        case ThemeFigure.IMPACT:
            return themes.impact(board.impact, labels)
        case ThemeFigure.ASPECTS:
            return themes.aspects(found.aspects, labels)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as PNG, for a slide that says its title and its base itself."""

    png: bytes
    width: int
    height: int


def picture(found: ThemeMaterial, figure: ThemeFigure, *, labels: ThemeLabels) -> Picture:
    """The chart of co-occurrences or of worlds, without its head and its foot, as wide as a slide."""
    bare = replace(labels, title="", subtitle="", note="")
    if figure is ThemeFigure.NETWORK:
        drawn = themes.network(found.board.network, bare, width=_WIDE, height=_HIGH)
    else:
        drawn = themes.worlds(found.worlds, bare, width=_WIDE)
    wide, high = drawn.get_size_inches() * drawn.dpi
    return Picture(saving.render(drawn, "png", zoom=3.0), round(wide), round(high))


def save(found: ThemeMaterial, figure: ThemeFigure, to: Path, *, labels: ThemeLabels) -> Path:
    """The chart at `to`, PNG at twice the screen's pixels, SVG or PDF by the ending; whole or not at all."""
    return saving.save(draw(found, figure, labels=labels), to)
