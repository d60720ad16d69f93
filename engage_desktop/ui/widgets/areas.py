"""What holds more than it shows: an area that scrolls down, a table whose rows are chosen whole."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QScrollArea, QTableView, QWidget

from engage_desktop.ui.theme import Theme


def scrolled(page: QWidget | None = None, *, focus: bool = True) -> QScrollArea:
    """An area without a frame that scrolls down only; without `focus`, Tab goes straight to what is in it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not focus:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if page is not None:
        area.setWidget(page)
    return area


def row_table(model: QAbstractItemModel, theme: Theme, *, name: str, height: int) -> QTableView:
    """A table of `model`: rows of `height` px are chosen whole, Tab leaves it; `name` is for screen readers."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.px(height))
    table.horizontalHeader().setHighlightSections(False)
    return table
