"""The charts of the Indicators screen: each a card with its table twin, and for segments the way to their words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QStackedWidget, QTableView

from engage_desktop.models.boards import Board
from engage_desktop.models.figures import Figure
from engage_desktop.models.indicators import Behind, GroupFigure, IndicatorKind, NpsBreakdown
from engage_desktop.ui.itemmodels.figure_table import FigureTable
from engage_desktop.ui.panels import indicators_words as words
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.areas import row_table
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.cards import Card, hairline
from engage_desktop.ui.widgets.labels import ElidedLabel
from engage_desktop.ui.widgets.plot import Plot
from engage_desktop.ui.widgets.plot_distribution import DistributionPlot
from engage_desktop.ui.widgets.plot_segments import SegmentsPlot
from engage_desktop.ui.widgets.plot_trend import CountPlot, TrendPlot
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import named


class ChartSwitch(QFrame):
    """« Graphique » or « Tableau », two small icons side by side."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("segmented")
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        names = (("chart-column", tr("Graphique")), ("table", tr("Tableau")))
        self.buttons = tuple(IconButton(icon, theme, name=name, checkable=True) for icon, name in names)
        for place, button in enumerate(self.buttons):
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
            row.addWidget(button)
        self.buttons[0].setChecked(True)


class ChartCard(Card):
    """One chart of a board and its table; `opened` tells the verbatims wanted."""

    opened = Signal(object)  # Behind

    def __init__(self, theme: Theme, figure: Figure, plot: Plot) -> None:
        super().__init__(theme, " ", note=" ")
        self.figure = figure
        self.plot = plot
        self._theme = theme
        self.switch = ChartSwitch(theme)
        self.right.addWidget(self.switch)
        self.model = FigureTable()
        self.table = self._make_table()
        self._stack = QStackedWidget()
        self._stack.addWidget(plot)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack, 1)
        self.switch.chosen.connect(self._stack.setCurrentIndex)
        plot.opened.connect(self.opened)

    def show_board(self, board: Board) -> None:
        """Show the figures of a board."""
        self.set_title(words.title(self.figure, board), note=words.note(self.figure, board))
        heads, rows = words.table(self.figure, board)
        self.model.show_rows(heads, rows)
        self.plot.setAccessibleName(f"{words.title(self.figure, board)}, {words.note(self.figure, board)}")
        self.plot.describe("; ".join(" ".join(row.cells) for row in rows[:30]))
        self.draw(board)

    def draw(self, board: Board) -> None:
        """Give the plot its values."""
        leading, plot = board.leading, self.plot
        if isinstance(plot, DistributionPlot):
            kind = leading.kind if leading else IndicatorKind.NPS
            plot.show_scores(board.scores, board.parts, kind)
        elif isinstance(plot, TrendPlot):
            plot.show_trend(leading, board.trend, board.quarters)
        elif isinstance(plot, CountPlot):
            plot.show_counts(board.flow)

    def _make_table(self) -> QTableView:
        table = row_table(self.model, self._theme, name=tr("Tableau"), height=33)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        table.activated.connect(self._open_row)
        return table

    def _open_row(self, index: QModelIndex) -> None:
        behind = self.model.lines[index.row()].behind
        if behind is not None and behind.verbatims:
            self.opened.emit(behind)


class SegmentsCard(ChartCard):
    """The segments, and under them what the chosen one said."""

    def __init__(self, theme: Theme) -> None:
        self.segments = SegmentsPlot(theme)
        super().__init__(theme, Figure.SEGMENTS, self.segments)
        self._critics: Behind | None = None
        self._all: Behind | None = None
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.said = ElidedLabel("", theme, role="detail", tone="text2")
        self.everything = Button("", theme, kind="link", small=True, run=self._open_all)
        self.unhappy = Button("", theme, small=True, icon_name="arrow-right", run=self._open_critics)
        self.unhappy.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.everything)
        foot.addWidget(self.unhappy)
        self.body.addWidget(hairline())
        self.body.addLayout(foot)
        self._kind = IndicatorKind.NPS
        self.segments.walked.connect(lambda _place: self._show_foot())

    def draw(self, board: Board) -> None:
        if board.leading is not None:
            self._kind = board.leading.kind
        self.segments.show_segments(board.leading, board.segments)
        self._show_foot()

    def _show_foot(self) -> None:
        chosen = self.segments.chosen()
        group = chosen[1] if chosen else None
        self._all = group.behind if group else None
        self._critics = group.critics if group else None
        self.said.setText(self._sentence(group) if group else "")
        low = self._critics.verbatims if self._critics else 0
        all_said = self._all.verbatims if self._all and not low else 0
        self._offer(self.everything, all_said, tn("Voir le verbatim", "Voir les {n} verbatims", all_said))
        if self._kind is IndicatorKind.NPS:
            text = tn("Voir le verbatim des détracteurs", "Voir les {n} verbatims des détracteurs", low)
        else:
            text = tn("Voir le verbatim insatisfait", "Voir les {n} verbatims insatisfaits", low)
        self._offer(self.unhappy, low, text)

    def _sentence(self, group: GroupFigure) -> str:
        if isinstance(group.breakdown, NpsBreakdown):
            n = group.breakdown.detractors
            return named(group.group, tn("{n} détracteur", "{n} détracteurs", n))
        return named(group.group, tn("{n} réponse", "{n} réponses", group.n))

    @staticmethod
    def _offer(button: Button, verbatims: int, text: str) -> None:
        button.setVisible(verbatims > 0)
        button.set_text(text)

    def _open_all(self) -> None:
        if self._all is not None:
            self.opened.emit(self._all)

    def _open_critics(self) -> None:
        if self._critics is not None:
            self.opened.emit(self._critics)
