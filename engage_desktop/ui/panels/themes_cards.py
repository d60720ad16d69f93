"""The cards of the Thèmes screen: a chart, its table twin, its recipe; tables that lead to verbatims."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QWidget,
)

from engage_desktop.ui.itemmodels.figure_table import FigureTable
from engage_desktop.ui.panels.indicators_charts import ChartSwitch
from engage_desktop.ui.panels.themes_recipe import LinesPopover
from engage_desktop.ui.panels.themes_words import Table
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import IconButton
from engage_desktop.ui.widgets.cards import Card
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.plot_words import WordPlot
from engage_desktop.wording import tr
from engage_desktop.wording.figures import Line


class RowsTable(QTableView):
    """Rows of words and figures; activating one tells the verbatims behind it."""

    opened = Signal(object)  # Behind

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self.rows = FigureTable()
        self.setModel(self.rows)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(33))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        self.setAccessibleName(name)
        self.activated.connect(self._open_row)

    def show_table(self, table: Table) -> None:
        """Show other rows."""
        heads, rows = table
        self.rows.show_rows(heads, rows)

    def _open_row(self, index: QModelIndex) -> None:
        behind = self.rows.lines[index.row()].behind
        if behind is not None and behind.verbatims:
            self.opened.emit(behind)


class _Explained(Card):
    """A card whose figures say how they are made."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, title, note=" ")
        self._theme = theme
        self.recipe: tuple[Line, ...] = ()
        self.explain = IconButton(
            "info", theme, name=tr("Comment ces chiffres sont calculés"), run=self._explain
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _explain(self) -> None:
        self.popover = LinesPopover(self, self._theme, self.recipe)
        self.popover.show_beside(self.explain)


class PlotCard(_Explained):
    """A chart of words, and the same as a table."""

    opened = Signal(object)  # Behind

    def __init__(self, theme: Theme, title: str, plot: WordPlot, *, under: QWidget | None = None) -> None:
        super().__init__(theme, title)
        self.plot = plot
        self.switch = ChartSwitch(theme)
        self.right.addWidget(self.explain)
        self.right.addWidget(self.switch)
        self.table = RowsTable(theme, name=tr("{title}, tableau", title=title))
        self.stack = QStackedWidget()
        self.stack.addWidget(plot)
        self.stack.addWidget(self.table)
        self.content = QHBoxLayout()
        self.content.setSpacing(theme.px(20))
        self.content.addWidget(self.stack, 3)
        self.body.addLayout(self.content, 1)
        if under is not None:
            self.body.addWidget(under)
        self.switch.chosen.connect(self.stack.setCurrentIndex)
        plot.opened.connect(self.opened)
        self.table.opened.connect(self.opened)

    def say(self, title: str, note: str, table: Table, recipe: tuple[Line, ...]) -> None:
        """Give the words of the card: its head, its rows, its recipe."""
        self.set_title(title, note=note)
        self.table.show_table(table)
        self.recipe = recipe
        self.plot.setAccessibleName(f"{title}, {note}")
        self.plot.describe("; ".join(" ".join(row.cells) for row in table[1][:30]))


class TableCard(_Explained):
    """Rows alone, or one sentence when there are none."""

    opened = Signal(object)  # Behind

    def __init__(self, theme: Theme, title: str, *, none: str) -> None:
        super().__init__(theme, title)
        self.right.addWidget(self.explain)
        self.table = RowsTable(theme, name=title)
        self.table.setMinimumHeight(theme.px(180))
        self.none = PlainLabel(none, theme, role="detail", tone="text2", wrap=True)
        self.body.addWidget(self.none)
        self.body.addWidget(self.table, 1)
        self.body.addStretch(0)
        self.table.opened.connect(self.opened)

    def say(self, note: str, table: Table, recipe: tuple[Line, ...]) -> None:
        """Show other rows."""
        self.set_title(self.title_label.text(), note=note)
        self.table.show_table(table)
        self.table.setVisible(bool(table[1]))
        self.none.setVisible(not table[1])
        self.recipe = recipe
