"""How the cells of an import's preview are drawn: hairlines, ignored columns, refused rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from engage_desktop.ui.itemmodels.import_preview import EMPTY_ROLE, IGNORED_ROLE, REFUSED_ROLE
from engage_desktop.ui.theme import Theme, Token

Index = QModelIndex | QPersistentModelIndex


class PreviewDelegate(QStyledItemDelegate):
    """A cell of the preview: grey when ignored, tinted when its row is refused, meta ink when empty."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.px(33))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect: QRect = option.rect
        state = option.state
        ignored = bool(index.data(IGNORED_ROLE))
        refused = bool(index.data(REFUSED_ROLE))
        ground: Token = "surface2" if ignored else "warnTint" if refused else "surface"
        if state & QStyle.StateFlag.State_Selected and not refused:
            ground = "accentTint"
        painter.save()
        painter.fillRect(rect, theme.color(ground))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        quiet = ignored or bool(index.data(EMPTY_ROLE))
        painter.setFont(theme.font("detail_figure"))
        painter.setPen(theme.color("text3" if quiet else "text"))
        inside = rect.adjusted(theme.px(10), 0, -theme.px(8), 0)
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()
