"""Which charts there are: of a board, of themes, and those that a report can hold."""

from __future__ import annotations

from enum import Enum

from engage_desktop.models.indicators import IndicatorKind


class Figure(Enum):
    """Which chart of a board."""

    VALUE = "value"
    DISTRIBUTION = "distribution"
    TREND = "trend"
    SEGMENTS = "segments"
    RESPONSES = "responses"


class ThemeFigure(Enum):
    """Which chart of themes; the value is its ID in `figure:ID`."""

    CONTRAST = "words"
    NETWORK = "network"
    RISING = "emerging"
    WORLDS = "worlds"
    IMPACT = "impact"
    ASPECTS = "aspects"


class ReportFigure(Enum):
    """A chart that a report can hold; the value is the ID of `--what figure:ID`."""

    NPS_DISTRIBUTION = "nps-distribution"
    NPS_TREND = "nps-trend"
    NPS_SEGMENTS = "nps-segments"
    CSAT_DISTRIBUTION = "csat-distribution"
    CSAT_TREND = "csat-trend"
    CSAT_SEGMENTS = "csat-segments"
    CES_DISTRIBUTION = "ces-distribution"
    CES_TREND = "ces-trend"
    CES_SEGMENTS = "ces-segments"
    MEAN_DISTRIBUTION = "mean-distribution"
    MEAN_TREND = "mean-trend"
    MEAN_SEGMENTS = "mean-segments"
    SENTIMENT = "sentiment"
    WORDS = "words"
    NETWORK = "network"
    EMERGING = "emerging"
    WORLDS = "worlds"
    IMPACT = "impact"
    ASPECTS = "aspects"

    @property
    def theme(self) -> ThemeFigure | None:
        """The chart of themes that it is; None for one of an indicator."""
        return _THEMES.get(self.value)

    @property
    def indicator(self) -> IndicatorKind | None:
        """The indicator that it draws; None for a chart of themes."""
        return None if self.theme else IndicatorKind(self.value.partition("-")[0])

    @property
    def drawing(self) -> str:
        """« distribution », « trend », « segments », or « shares » for the sentiment; « themes »."""
        return "themes" if self.theme else self.value.partition("-")[2] or "shares"


_THEMES = {each.value: each for each in ThemeFigure}


def figures_of(kind: IndicatorKind) -> tuple[ReportFigure, ...]:
    """The charts that a report can hold of an indicator of that kind."""
    return tuple(figure for figure in ReportFigure if figure.indicator is kind)
