"""Saved filters as a short list: a bookmark, a name, a count."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from engage_desktop.models.study import SavedFilter
from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import integer


class SavedFilters(QWidget):
    """The saved filters of the study; hidden while there is none."""

    chosen = Signal(str)
    menu_asked = Signal(object, object)  # SavedFilter, where

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._column.addWidget(PlainLabel(tr("Filtres enregistrés"), theme, role="label"))
        self._rows: list[_Row] = []

    def show_filters(self, saved: tuple[SavedFilter, ...], expression: str) -> None:
        """Show these filters, the one in force marked."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for each in saved:
            row = _Row(each, self._theme, current=each.expression == expression)
            row.clicked.connect(lambda _on=False, each=each: self.chosen.emit(each.expression))
            row.customContextMenuRequested.connect(
                lambda at, each=each, row=row: self.menu_asked.emit(each, row.mapToGlobal(at))
            )
            self._rows.append(row)
            self._column.addWidget(row)
        self.setVisible(bool(saved))


class _Row(QPushButton):
    def __init__(self, saved: SavedFilter, theme: Theme, *, current: bool) -> None:
        super().__init__()
        self._saved, self._theme, self._current = saved, theme, current
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFixedHeight(theme.px(28))
        self.setToolTip(saved.expression)
        self.setAccessibleName(f"{saved.name}, {tn('{n} verbatim', '{n} verbatims', saved.count)}")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._current or self.underMouse() or self.hasFocus():
                painter.setPen(theme.color("focus") if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accentTint" if self._current else "hover"))
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), px(4), px(4))
            ink = theme.color("accent" if self._current else "text")
            paint_icon(
                painter, "bookmark", self.rect().adjusted(px(6), px(6), px(22) - self.width(), -px(6)), ink
            )
            painter.setFont(theme.font("label" if self._current else "base"))
            painter.setPen(ink)
            count = integer(self._saved.count)
            room = self.rect().adjusted(px(28), 0, -px(8), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(count) - px(8))
            name = painter.fontMetrics().elidedText(
                self._saved.name, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
