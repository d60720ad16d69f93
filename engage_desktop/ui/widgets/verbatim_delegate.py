"""One verbatim in the list, 112 px: score, reference, NPS and date; two lines of its text; its codes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from engage_desktop.models.verbatims import VerbatimKind, VerbatimRow
from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.itemmodels.verbatims import CodeLook, VerbatimList
from engage_desktop.ui.labels_verbatims import distinct, kind_icon, kind_word
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.chips import (
    Chip,
    chip_size,
    code_chip,
    nps_chip,
    paint_chip,
    paint_mark,
    sentiment_ink,
)
from engage_desktop.wording import tr
from engage_desktop.wording.typography import day_short, decimal

HEIGHT = 112
_KEPT = 4000  # lines wrapped
_PICTURES = 48  # lines painted: what is in sight, a page above and below, and a few hovered


@dataclass(frozen=True, slots=True)
class _Lines:
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class _Look:
    """All that a line's picture depends on beside what it says."""

    size: tuple[int, int]
    ratio: float
    shade: str
    selected: bool
    hovered: bool
    focused: bool


class VerbatimDelegate(QStyledItemDelegate):
    """Paints rows; fonts, metrics and wrapped lines are computed once and kept."""

    def __init__(self, theme: Theme, model: VerbatimList) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._pictures: OrderedDict[
            tuple[int, _Look], tuple[VerbatimRow, Mapping[int, CodeLook], QPixmap]
        ] = OrderedDict()
        self._lines: dict[tuple[int, int, int], _Lines] = {}
        self._base = theme.font("base")
        self._detail = theme.font("detail")
        self._figure = theme.font("detail_figure")
        self._figure_metrics = QFontMetrics(self._figure)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._model.verbatim(index.row())
        if row is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        look = _Look(
            (rect.width(), rect.height()),
            painter.device().devicePixelRatioF(),
            self._theme.shade,
            selected=bool(state & QStyle.StateFlag.State_Selected),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
        )
        painter.drawPixmap(rect.topLeft(), self._painted(row, look))

    def _painted(self, row: VerbatimRow, look: _Look) -> QPixmap:
        """The line as a picture: scrolling then only moves pictures."""
        key = (int(row.id), look)
        known = self._pictures.get(key)
        if known is not None and known[0] is row and known[1] is self._model.looks:
            self._pictures.move_to_end(key)
            return known[2]
        width, height = look.size
        made = QPixmap(round(width * look.ratio), round(height * look.ratio))
        made.setDevicePixelRatio(look.ratio)
        with QPainter(made) as painter:
            self._paint_row(painter, QRect(0, 0, width, height), row, look)
        self._pictures[key] = (row, self._model.looks, made)
        while len(self._pictures) > _PICTURES:
            self._pictures.popitem(last=False)
        return made

    def _paint_row(self, painter: QPainter, rect: QRect, row: VerbatimRow, look: _Look) -> None:
        theme, px = self._theme, self._theme.px
        ground: Token = "accentTint" if look.selected else "hover" if look.hovered else "surface"
        painter.fillRect(rect, theme.color(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        if look.selected:
            painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), theme.color("accent"))
        if look.focused:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        inside = rect.adjusted(px(18), px(10), -px(18), -px(8))
        self._head(painter, inside, row)
        self._text(painter, inside, row)
        self._foot(painter, inside, row)

    def _head(self, painter: QPainter, inside: QRect, row: VerbatimRow) -> None:
        theme, px = self._theme, self._theme.px
        line = QRect(inside.left(), inside.top(), inside.width(), px(20))
        left = line.left()
        painter.setFont(self._figure)
        if row.feeling is not None:
            paint_mark(painter, QRect(left, line.top(), px(10), line.height()), row.feeling.label, theme)
            score = decimal(row.feeling.polarity, 2, signed=True)
            left += px(16)
            painter.setPen(sentiment_ink(row.feeling.label, theme))
            left += self._said(painter, left, line, score) + px(10)
        painter.setPen(theme.color("text2"))
        left += self._said(painter, left, line, row.ref) + px(10)
        if row.nps is not None:
            chip = nps_chip(row.nps)
            left += paint_chip(painter, QPoint(left, line.top()), chip, theme).width() + px(10)
        elif row.kind is not VerbatimKind.ANSWER:
            paint_icon(
                painter,
                kind_icon(row.kind),
                QRect(left, line.top() + px(2), px(16), px(16)),
                theme.color("text3"),
            )
            painter.setFont(self._detail)
            painter.setPen(theme.color("text3"))
            self._said(painter, left + px(20), line, kind_word(row.kind))
        if row.said_at is not None:
            painter.setFont(self._figure)
            painter.setPen(theme.color("text3"))
            painter.drawText(
                line,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                day_short(row.said_at.date()),
            )
        if row.flagged:
            right = line.right() - self._figure_metrics.horizontalAdvance("00 sept.") - px(24)
            paint_icon(painter, "flag", QRect(right, line.top() + px(2), px(16), px(16)), theme.color("warn"))

    def _said(self, painter: QPainter, left: int, line: QRect, text: str) -> int:
        painter.drawText(
            QRect(left, line.top(), line.right() - left, line.height()), Qt.AlignmentFlag.AlignVCenter, text
        )
        return painter.fontMetrics().horizontalAdvance(text)

    def _text(self, painter: QPainter, inside: QRect, row: VerbatimRow) -> None:
        px = self._theme.px
        lines = self._wrapped(row, inside.width())
        painter.setFont(self._base)
        painter.setPen(self._theme.color("text"))
        top = inside.top() + px(23)
        for number, line in enumerate((lines.first, lines.second)):
            box = QRect(inside.left(), top + number * px(20), inside.width(), px(20))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)

    def _wrapped(self, row: VerbatimRow, width: int) -> _Lines:
        key = (int(row.id), width, len(row.text))
        known = self._lines.get(key)
        if known is None:
            if len(self._lines) > _KEPT:
                self._lines.clear()
            known = self._lines[key] = self._wrap(" ".join(row.text[:600].split()), width)
        return known

    def _wrap(self, text: str, width: int) -> _Lines:
        layout = QTextLayout(text, self._base)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        units = line.textLength()
        layout.endLayout()
        encoded = text.encode("utf-16-le")
        first = encoded[: 2 * units].decode("utf-16-le", "ignore")
        rest = encoded[2 * units :].decode("utf-16-le", "ignore")
        metrics = QFontMetrics(self._base)
        return _Lines(first.rstrip(), metrics.elidedText(rest.strip(), Qt.TextElideMode.ElideRight, width))

    def _foot(self, painter: QPainter, inside: QRect, row: VerbatimRow) -> None:
        theme, px = self._theme, self._theme.px
        top = inside.bottom() - px(22)
        left, right = inside.left(), inside.right() - (px(24) if row.has_memo else 0)
        if row.has_memo:
            paint_icon(
                painter,
                "sticky-note",
                QRect(right + px(6), top + px(3), px(16), px(16)),
                theme.color("text3"),
            )
        looks = self._model.looks
        shown = [looks[key] for key in distinct(row.codings, looks)]
        if not shown:
            painter.setFont(self._detail)
            painter.setPen(theme.color("text3"))
            painter.drawText(
                QRect(left, top, right - left, px(22)), Qt.AlignmentFlag.AlignVCenter, tr("Sans code")
            )
            return
        for number, look in enumerate(shown):
            chip = code_chip(look.name, look.hue, theme)
            more = Chip(f"+{len(shown) - number}", "plain", "pas")
            last = number == len(shown) - 1
            room = right - left - (0 if last else chip_size(more, theme).width() + px(6))
            if chip_size(chip, theme).width() > room and number > 0:
                paint_chip(painter, QPoint(left, top), more, theme)
                return
            left += paint_chip(painter, QPoint(left, top), chip, theme, room=room).width() + px(6)
