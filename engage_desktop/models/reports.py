"""A report: slides in order, each a figure, quotations or a text; figures are computed anew each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from engage_desktop.models.ids import ReportId, VerbatimId

if TYPE_CHECKING:
    from engage_desktop.models.boards import Board
    from engage_desktop.models.deck import SlideKind
    from engage_desktop.models.figures import ReportFigure
    from engage_desktop.models.themes import Step, ThemeMaterial
    from engage_desktop.models.verbatims import Verbatim

ReportItemId = NewType("ReportItemId", int)  # below zero: proposed, not in the study yet
MOST_QUOTES = 5  # on one slide


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
