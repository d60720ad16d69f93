"""The points of a scale: drawn on a card, or pressed in a preview."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engage_desktop.models.surveys import Scale
from engage_desktop.ui.theme import Theme
from engage_desktop.wording import tr

_WIDEST, _GAP = 36, 4


class Points(QWidget):
    """Boxes from the lowest to the highest point, the words of both ends below.

    A `live` one takes clicks and arrow keys and tells `picked`.
    """

    picked = Signal(int)

    def __init__(self, scale: Scale, theme: Theme, *, live: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._scale = scale
        self._live = live
        self.value: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if live:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    def set_scale(self, scale: Scale) -> None:
        """Draw another scale."""
        self._scale = scale
        if self.value is not None and self.value not in scale:
            self.value = None
        self._name()
        self.updateGeometry()
        self.update()

    def set_value(self, value: int | None) -> None:
        """Show a point as chosen, without telling."""
        self.value = value
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        count = self._scale.high - self._scale.low + 1
        return QSize(count * px(_WIDEST + _GAP), self._box_height() + self._ends_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            boxes = self._boxes()
            for point, box in boxes:
                chosen = point == self.value
                painter.setPen(QPen(theme.color("accent" if chosen else "line2"), 1))
                painter.setBrush(theme.color("accent" if chosen else "surface"))
                painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
                painter.setFont(theme.font("detail_label" if chosen else "detail_figure"))
                painter.setPen(theme.color("onAccent" if chosen else "text2"))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(point))
            right = boxes[-1][1].right() + 1
            if self.hasFocus():
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                ring = QRectF(0, 0, right, self._box_height()).adjusted(1, 1, -1, -1)
                painter.drawRoundedRect(ring, px(5), px(5))
            self._paint_ends(painter, right)

    def _paint_ends(self, painter: QPainter, right: int) -> None:
        theme = self._theme
        if not self._ends_height():
            return
        painter.setFont(theme.font("detail"))
        painter.setPen(theme.color("text2"))
        metrics = painter.fontMetrics()
        gap = theme.px(12)
        low, high = self._scale.low_label, self._scale.high_label
        needed = metrics.horizontalAdvance(low) + gap + metrics.horizontalAdvance(high)
        wide = min(max(right, needed), self.width())
        room = wide if needed <= wide else (wide - gap) // 2  # each may then take half
        line = QRect(0, self._box_height(), wide, self._ends_height())
        for words, side in ((low, Qt.AlignmentFlag.AlignLeft), (high, Qt.AlignmentFlag.AlignRight)):
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(line, int(side | Qt.AlignmentFlag.AlignBottom), shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._live:
            event.ignore()  # the card below takes it
            return
        super().mousePressEvent(event)
        for point, box in self._boxes():
            if box.contains(event.position().toPoint()):
                self._pick(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1}.get(
            Qt.Key(event.key()), 0
        )
        if not self._live or not step:
            super().keyPressEvent(event)
            return
        start = self._scale.low - 1 if self.value is None and step > 0 else self.value
        wished = (self._scale.high + 1 if start is None else start) + step
        self._pick(max(self._scale.low, min(self._scale.high, wished)))

    def _pick(self, point: int) -> None:
        self.set_value(point)
        self.picked.emit(point)

    def _boxes(self) -> list[tuple[int, QRect]]:
        px = self._theme.px
        count = self._scale.high - self._scale.low + 1
        gap = px(_GAP) if self.width() / count > px(24) else px(2)
        room = (self.width() + gap) // count - gap
        width = max(px(14), min(px(_WIDEST), room))
        return [
            (self._scale.low + place, QRect(place * (width + gap), 0, width, self._box_height()))
            for place in range(count)
        ]

    def _box_height(self) -> int:
        return self._theme.px(28 if self._live else 26)

    def _ends_height(self) -> int:
        words = self._scale.low_label or self._scale.high_label
        return self._theme.px(22) if words else 0

    def _name(self) -> None:
        scale = self._scale
        said = tr("Échelle de {low} à {high}", low=scale.low, high=scale.high)
        self.setAccessibleName(said)
        self.setAccessibleDescription("" if self.value is None else str(self.value))
