"""A word in its contexts, live: the word in the middle, what comes before and after, the tone of each verbatim."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from engage_desktop.models.sentiment import Label
from engage_desktop.models.themes import Line
from engage_desktop.ui.itemmodels.concordance import ConcordanceList
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.chips import paint_mark, sentiment_ink
from engage_desktop.wording import tr
from engage_desktop.wording.typography import decimal

_ROW, _REF, _TONE = 34, 84, 74


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: ConcordanceList) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, box = self._theme, option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("accentTint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("hover"))
        self._line(painter, box, self._model.lines[index.row()])
        painter.setPen(theme.color("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _line(self, painter: QPainter, box: QRect, line: Line) -> None:
        theme, px = self._theme, self._theme.px
        base, strong = QFontMetrics(theme.font("base")), QFontMetrics(theme.font("label"))
        y = box.center().y() + (base.ascent() - base.descent()) / 2
        left, right = box.left() + px(16) + px(_REF), box.right() - px(12) - px(_TONE)
        word = strong.elidedText(line.word, Qt.TextElideMode.ElideRight, px(170))
        middle = left + round((right - left) * 0.42)
        painter.setFont(theme.font("detail"))
        painter.setPen(theme.color("text3"))
        painter.drawText(QPointF(box.left() + px(16), y), line.ref)
        painter.setFont(theme.font("base"))
        painter.setPen(theme.color("text"))
        before = base.elidedText(line.left.rstrip(), Qt.TextElideMode.ElideLeft, middle - left - px(8))
        painter.drawText(QPointF(middle - px(8) - base.horizontalAdvance(before), y), before)
        gap = px(8) if line.right[:1].isspace() else 0  # a comma stays by its word
        start = middle + strong.horizontalAdvance(word) + gap
        after = base.elidedText(line.right.strip(), Qt.TextElideMode.ElideRight, right - start)
        painter.drawText(QPointF(start, y), after)
        painter.setFont(theme.font("label"))
        painter.drawText(QPointF(middle, y), word)
        self._tone(painter, QRect(right, box.top(), px(_TONE), box.height()), line, y)

    def _tone(self, painter: QPainter, box: QRect, line: Line, y: float) -> None:
        if line.polarity is None or not line.label:
            return
        theme, label = self._theme, Label(line.label)
        painter.setFont(theme.font("detail_figure"))
        said = decimal(line.polarity, 2, signed=True)
        wide = QFontMetrics(theme.font("detail_figure")).horizontalAdvance(said)
        painter.setPen(sentiment_ink(label, theme))
        painter.drawText(QPointF(box.right() - wide, y), said)
        side = theme.px(12)
        mark = QRect(box.right() - wide - theme.px(6) - side, box.center().y() - side // 2, side, side)
        paint_mark(painter, mark, label, theme)


class ConcordanceView(QListView):
    """The lines; `opened` tells the one whose verbatim is wanted."""

    opened = Signal(object)  # Line

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.lines = ConcordanceList()
        self._delegate = _LineDelegate(theme, self.lines)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(tr("Concordance"))
        self.activated.connect(lambda index: self.opened.emit(self.lines.lines[index.row()]))
