"""How an import is drawn in the list: file and format on two lines, figures at the right, struck when removed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from engage_desktop.models.sources import Source
from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.itemmodels.source_table import NAME, REFUSED, SOURCE_ROLE, WHEN, below
from engage_desktop.ui.labels_sources import kind_icon
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.wording import tr

Index = QModelIndex | QPersistentModelIndex
ROW = 52


class SourceDelegate(QStyledItemDelegate):
    """One cell of the list of imports."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        source = index.data(SOURCE_ROLE)
        if not isinstance(source, Source):
            return
        theme = self._theme
        rect: QRect = option.rect
        state = option.state
        ground: Token = "surface"
        if state & QStyle.StateFlag.State_Selected:
            ground = "accentTint"
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        painter.save()
        painter.fillRect(rect, theme.color(ground))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() == NAME:
            self._paint_name(painter, rect, source)
        else:
            self._paint_cell(painter, rect, index, source)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, source: Source) -> None:
        theme, px = self._theme, self._theme.px
        mark = QRect(rect.left() + px(16), rect.top() + px(10), px(18), px(18))
        paint_icon(painter, kind_icon(source.kind), mark, theme.color("text3" if source.removed else "text2"))
        left = rect.left() + px(46)
        width = rect.right() - left - px(8)
        painter.setFont(_struck(theme.font("label")) if source.removed else theme.font("label"))
        painter.setPen(theme.color("text3" if source.removed else "text"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(source.file, Qt.TextElideMode.ElideMiddle, width)
        upper = QRect(left, rect.top() + px(7), width, px(20))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, name)
        said = tr("retiré · {what}", what=below(source)) if source.removed else below(source)
        painter.setFont(theme.font("detail"))
        painter.setPen(theme.color("text3" if source.removed else "text2"))
        said = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, width)
        lower = QRect(left, rect.top() + px(27), width, px(18))
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, said)

    def _paint_cell(self, painter: QPainter, rect: QRect, index: Index, source: Source) -> None:
        theme, px = self._theme, self._theme.px
        warned = index.column() == REFUSED and source.skipped and not source.removed
        empty = index.data() == "–"
        tone: Token = "warn" if warned else "text3" if source.removed or empty else "text"
        font = theme.font("figure_label" if warned else "detail" if index.column() == WHEN else "figure")
        painter.setFont(_struck(font) if source.removed and index.column() != WHEN and not empty else font)
        painter.setPen(theme.color(tone))
        right = index.column() != WHEN
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        inside = rect.adjusted(px(10), 0, -px(10), 0)
        painter.drawText(
            inside, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, str(index.data())
        )


def _struck(font: QFont) -> QFont:
    other = QFont(font)
    other.setStrikeOut(True)
    return other
