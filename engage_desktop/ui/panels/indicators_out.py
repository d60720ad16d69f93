"""Where the charts of Indicateurs go: into the report, or into a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu

from engage_desktop.models.boards import Board
from engage_desktop.models.figures import Figure, ReportFigure
from engage_desktop.models.indicators import IndicatorKind
from engage_desktop.ui.actions import Action
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels import indicators_words as words
from engage_desktop.ui.panels.indicators_head import Wish
from engage_desktop.ui.panels.reports_acts import ReportActs
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.wording import tr
from engage_desktop.wording.errors import sentence
from engage_desktop.wording.report_names import figure_name

if TYPE_CHECKING:
    from engage_desktop.models.reports import FigureView
    from engage_desktop.store.database import Session


class ChartsOut(QObject):
    """The buttons « Ajouter au rapport » and « Exporter », and what they do with the board that is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._board: Board | None = None
        self._wish = Wish()
        self._acts = ReportActs(context)
        self._acts.refused.connect(lambda error: context.banner(sentence(error)))
        self.adding = Button(tr("Ajouter au rapport"), context.theme, icon_name="plus")
        self.adding.set_menu(QMenu(self.adding))
        self.exporting = Button(tr("Exporter"), context.theme, icon_name="image-down")
        self.exporting.set_menu(self._export_menu())

    def show_board(self, board: Board, wish: Wish) -> None:
        """Offer what this board draws."""
        self._board, self._wish = board, wish
        scored = board.leading is not None
        self.exporting.setVisible(scored)
        figures = offered(board)
        self.adding.setVisible(scored and bool(figures) and self._writable())
        menu = self.adding.menu()
        menu.clear()
        for figure in figures:
            action = menu.addAction(self._name(figure).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, figure=figure: self.add(figure))

    def _name(self, figure: ReportFigure) -> str:
        leading = self._board.leading if self._board is not None else None
        return figure_name(figure, leading.label if leading is not None else "")

    def _writable(self) -> bool:
        study = self._context.study
        return study is not None and not study.read_only and not self._context.read_only

    def _export_menu(self) -> QMenu:
        menu = QMenu(self.exporting)
        for figure, name in (
            (Figure.VALUE, tr("La valeur et son intervalle")),
            (Figure.DISTRIBUTION, tr("La répartition")),
            (Figure.TREND, tr("L'évolution")),
            (Figure.SEGMENTS, tr("Les segments")),
            (Figure.RESPONSES, tr("Les réponses par période")),
        ):
            inside = menu.addMenu(name)
            for ending in ("png", "svg"):
                action = inside.addAction(tr("Image {kind}…", kind=ending.upper()))
                action.triggered.connect(
                    lambda _on=False, figure=figure, ending=ending: self.ask_export(figure, ending)
                )
        return menu

    def commands(self) -> tuple[Action, ...]:
        """Each figure into the report, for the palette."""
        if self._board is None or not self._writable():
            return ()
        return tuple(
            Action(
                f"indicators-add-{figure.value}",
                tr("Ajouter au rapport : {name}", name=self._name(figure)),
                lambda figure=figure: self.add(figure),  # type: ignore[misc] # bound now
                (),
                "plus",
            )
            for figure in offered(self._board)
        )

    def add(self, figure: ReportFigure) -> None:
        """A slide of the report with this figure as it is shown."""
        board = self._board
        if board is not None:
            self._acts.add_shown(figure, filter=board.scope.filter, view=view_of(figure, board, self._wish))

    def ask_export(self, figure: Figure, ending: str) -> None:
        """Ask where to write a chart, and write it."""
        if self._board is None:
            return
        name = words.title(figure, self._board).replace("/", "-")
        chosen, _ = QFileDialog.getSaveFileName(
            self.exporting, tr("Exporter le graphique"), f"{name}.{ending}", f"{ending.upper()} (*.{ending})"
        )
        if chosen:
            path = Path(chosen)
            self.export(figure, path if path.suffix else path.with_suffix(f".{ending}"))

    def export(self, figure: Figure, to: Path) -> None:
        """Write a chart of the board at `to`."""
        board = self._board
        if board is None:
            return
        labels = words.labels(figure, board)

        def work(_session: Session) -> Path:
            from engage_desktop.operations import figures

            return figures.save(board, figure, to, labels=labels)

        self._context.read(
            (self, "export"),
            work,
            lambda path: self._context.toast(tr("« {name} » est écrit.", name=path.name)),
            failed=lambda error: self._context.banner(sentence(error)),
        )


def offered(board: Board) -> tuple[ReportFigure, ...]:
    """The figures of this board that a report can hold: those of the indicator drawn, and the sentiment."""
    known = {card.indicator.kind for card in board.cards if card.indicator.value is not None}
    drawn = board.leading.kind if board.leading is not None else None
    return tuple(
        figure
        for figure in ReportFigure
        if figure.indicator in known and figure.indicator in (drawn, IndicatorKind.SENTIMENT)
    )


def view_of(figure: ReportFigure, board: Board, wish: Wish) -> FigureView:
    """What is on the screen, said of the slide only where the report would show something else."""
    from engage_desktop.models.reports import FigureView

    sentiment = figure.indicator is IndicatorKind.SENTIMENT
    lead = board.leading.id if board.leading is not None and not sentiment else ""
    alike = (
        c.indicator
        for c in board.cards
        if c.indicator.kind is figure.indicator and c.indicator.value is not None
    )
    first = next((each.id for each in alike), "")
    return FigureView(board.survey, wish.compare, "" if lead == first else lead)
