"""A report: slides in order, each a figure, quotations or a text; figures are computed anew each time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NewType

from engage_desktop.models.boards import Board
from engage_desktop.models.deck import SlideKind
from engage_desktop.models.ids import ReportId, VerbatimId
from engage_desktop.models.indicators import IndicatorKind
from engage_desktop.models.themes import Step, ThemeFigure, ThemeMaterial
from engage_desktop.models.verbatims import Verbatim

ReportItemId = NewType("ReportItemId", int)  # below zero: proposed, not in the study yet
MOST_QUOTES = 5  # on one slide


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


@dataclass(frozen=True, slots=True)
class FigureView:
    """What the screen showed when a figure was added; by itself a report shows all surveys and the latest period.

    `compare` is (from, to) as for a board, None being the latest; `lead` is the id of the indicator drawn. Of themes:
    `sides` are the FILTERs of the two groups (None: the usual ones), `step` how long recent is, `links` what the
    network goes by ("" for the usual ones).
    """

    survey: str = ""
    compare: tuple[str, str] | None = None
    lead: str = ""
    sides: tuple[str, str] | None = None
    step: Step | None = None
    links: str = ""


@dataclass(frozen=True, slots=True)
class ReportQuote:
    """A chosen verbatim."""

    id: ReportItemId
    verbatim: VerbatimId


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One slide as a person made it; an empty title is a finding that follows the figures."""

    id: ReportItemId
    kind: SlideKind
    title: str = ""
    notes: str = ""
    figure: ReportFigure | None = None
    filter: str = ""
    text: str = ""
    included: bool = True
    quotes: tuple[ReportQuote, ...] = ()
    view: FigureView = FigureView()


@dataclass(frozen=True, slots=True)
class Report:
    """The slides in order; `id` is None while the report is only proposed."""

    id: ReportId | None
    title: str
    items: tuple[ReportItem, ...]

    def item(self, wanted: ReportItemId) -> ReportItem | None:
        """The slide of that id."""
        return next((each for each in self.items if each.id == wanted), None)


@dataclass(frozen=True, slots=True)
class ItemMaterial:
    """A slide with the figures and the words that it shows; neither board nor themes where the study has none such."""

    item: ReportItem
    board: Board | None
    quotes: tuple[Verbatim, ...]
    themes: ThemeMaterial | None = None


@dataclass(frozen=True, slots=True)
class SourceFact:
    """A file that the figures come from."""

    file: str
    rows: int


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that the slides of a report are made from."""

    report: Report
    study: str
    language: str
    board: Board
    items: tuple[ItemMaterial, ...]
    sources: tuple[SourceFact, ...]
    verbatims: int

    @property
    def empty(self) -> bool:
        """Whether the study has nothing that a report could show: no answer, nothing said."""
        return not self.board.responses and not self.verbatims
