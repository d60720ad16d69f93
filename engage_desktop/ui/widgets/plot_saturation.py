"""What each interview brings, live: how much is known after it, and how much of that is new."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from engage_desktop.models.themes import Saturation
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.plot import Line, Mark, ticks
from engage_desktop.ui.widgets.plot_words import WordPlot
from engage_desktop.wording import themes as words
from engage_desktop.wording.typography import integer

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_TOP, _FOOT = 26, 30


class SaturationPlot(WordPlot):
    """One step an interview, in order: a bar for what is new, a line for the total; both from 0 on one axis."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._found = Saturation("words")
        self.setMinimumHeight(theme.px(200))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(560), self.theme.px(220))

    def show_saturation(self, found: Saturation) -> None:
        """Show other interviews."""
        self._found = found
        self.renew()

    def arrange(self) -> list[Mark]:
        points, px = self._found.points, self.theme.px
        self.words = [""] * len(points)
        if not points:
            return []
        left, wide = self._left(), self._step()
        return [
            Mark(
                QRectF(left + at * wide, px(_TOP), wide, self.height() - px(_TOP + _FOOT)),
                words.saturation_words(self._found.of, each),
                each.behind,
            )
            for at, each in enumerate(points)
        ]

    def clicked_on(self, place: int) -> None:
        self.open_mark(place)

    def _most(self) -> int:
        return max((each.total for each in self._found.points), default=0)

    def _left(self) -> float:
        return self.width_of(integer(self._most())) + self.theme.px(14)

    def _step(self) -> float:
        return (self.width() - self._left() - self.theme.px(40)) / max(len(self._found.points), 1)

    def draw(self, painter: QPainter) -> None:
        px, points = self.theme.px, self._found.points
        if not points:
            return
        bottom = self.height() - px(_FOOT)
        shown = [each for each in ticks(0, max(self._most(), 1), steps=4) if each == int(each)]
        scale = Line(0, max(self._most(), *shown), bottom, px(_TOP))
        for tick in shown:
            self.rule(painter, (self._left(), scale.at(tick)), (self.width(), scale.at(tick)))
            place = (self._left() - px(8), scale.at(tick))
            self.write(
                painter, place, integer(int(tick)), role="detail_figure", align=Qt.AlignmentFlag.AlignRight
            )
        self._draw_new(painter, scale, bottom)
        self._draw_total(painter, scale)
        self._draw_names(painter, bottom)

    def _draw_new(self, painter: QPainter, scale: Line, bottom: float) -> None:
        wide = min(self._step() * 0.6, self.theme.px(36))
        for mark, each in zip(self.marks, self._found.points, strict=True):
            top = scale.at(each.new)
            bar = QRectF(mark.rect.center().x() - wide / 2, top, wide, bottom - top)
            self.fill(painter, bar, self.theme.color("line2"), radius=self.theme.px(2))

    def _draw_total(self, painter: QPainter, scale: Line) -> None:
        px, ink = self.theme.px, self.theme.color("accent")
        places = [
            QPointF(mark.rect.center().x(), scale.at(each.total))
            for mark, each in zip(self.marks, self._found.points, strict=True)
        ]
        painter.setPen(QPen(ink, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(places))
        painter.setBrush(ink)
        painter.setPen(QPen(self.theme.color("surface"), 1.5))
        for place in places:
            painter.drawEllipse(place, px(4), px(4))
        last = places[-1]
        total = integer(self._found.points[-1].total)
        self.write(painter, (last.x() + px(10), last.y()), total, role="label", tone="text")

    def _draw_names(self, painter: QPainter, bottom: float) -> None:
        """The name of each interview, or of one in several where they would meet; what is new above its bar."""
        px, points = self.theme.px, self._found.points
        widest = max(self.width_of(each.name) for each in points) + px(12)
        every = max(1, -int(-min(widest, px(150)) // max(self._step(), 1)))
        for at, (mark, each) in enumerate(zip(self.marks, points, strict=True)):
            if at % every:
                continue
            room = round(min(self._step() * every - px(8), px(150)))
            name = self.fontMetrics().elidedText(each.name, Qt.TextElideMode.ElideRight, room)
            self.write(painter, (mark.rect.center().x(), bottom + px(14)), name, align=_CENTRE)
        self.write(painter, (self._left(), px(10)), words.saturation_legend(self._found.of))
