"""The lines of the navigation: groups and screens, each with its icon and its count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.wording.typography import integer

ENTRY = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation; without a `screen` it is the name of a group."""

    text: str
    screen: str = ""
    icon: str = ""
    count: int | None = None


class Entries(QAbstractListModel):
    """The lines, groups included."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self.entries = entries

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.text if entry.count is None else f"{entry.text}, {integer(entry.count)}"
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not self.entries[index.row()].screen:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many things each screen holds."""
        self.entries = tuple(replace(entry, count=counts.get(entry.screen)) for entry in self.entries)
        self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))


class EntryPainter(QStyledItemDelegate):
    """Draws a line: bar, icon, words and count, or the icon alone when `narrow`."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.narrow = False

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry: Entry = index.data(ENTRY)
        if entry.screen:
            return QSize(0, self._theme.px(33))
        return QSize(0, self._theme.px(13 if self.narrow else 34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(ENTRY)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.screen:
            self._paint_screen(painter, option, rect, entry)
        else:
            self._paint_group(painter, rect, entry)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        theme, px = self._theme, self._theme.px
        if self.narrow:
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.drawLine(
                rect.left() + px(18), rect.center().y(), rect.right() - px(18), rect.center().y()
            )
            return
        painter.setFont(theme.font("detail"))
        painter.setPen(theme.color("text3"))
        words = rect.adjusted(px(20), px(8), -px(10), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, entry.text)

    def _paint_screen(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, entry: Entry
    ) -> None:
        theme, px = self._theme, self._theme.px
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        box = QRectF(rect).adjusted(px(10), 0.5, -px(10), -px(1) - 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("accentTint" if chosen else "hoverSide"))
            painter.drawRoundedRect(box, px(6), px(6))
        if chosen:
            painter.setBrush(theme.color("accent"))
            bar_left = 0 if self.narrow else px(10)
            bar = QRectF(bar_left, box.top() + px(8), px(3), box.height() - px(16))
            painter.drawRoundedRect(bar, 1, 1)
        if state & QStyle.StateFlag.State_HasFocus and self._view.property("by_key"):
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
        tone: Token = "accent" if chosen else "text2"
        side = px(18)
        left = (rect.width() - side) // 2 if self.narrow else px(20)
        top = round(box.center().y() - side / 2)
        paint_icon(painter, entry.icon, QRect(rect.left() + left, top, side, side), theme.color(tone))
        if not self.narrow:
            self._paint_words(painter, box.toRect(), entry, tone=tone, chosen=chosen)

    def _paint_words(self, painter: QPainter, box: QRect, entry: Entry, *, tone: Token, chosen: bool) -> None:
        theme, px = self._theme, self._theme.px
        right = box.right() - px(10)
        if entry.count is not None:
            painter.setFont(theme.font("detail_figure"))
            painter.setPen(theme.color("accent" if chosen else "text3"))
            figure = QRect(box.left(), box.top(), right - box.left(), box.height())
            painter.drawText(
                figure, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, integer(entry.count)
            )
            right -= painter.fontMetrics().horizontalAdvance(integer(entry.count)) + px(6)
        painter.setFont(theme.font("label" if chosen else "base"))
        painter.setPen(theme.color(tone))
        words = QRect(px(48), box.top(), max(0, right - px(48)), box.height())
        text = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)


class EntryList(QListView):
    """The list; marks whether the keyboard is at work, so that a click does not leave a ring."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.setProperty("by_key", True)
        super().keyPressEvent(event)
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
            and self.currentIndex().isValid()
        ):
            self.activated.emit(self.currentIndex())
