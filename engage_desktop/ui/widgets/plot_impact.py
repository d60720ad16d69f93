"""What each theme does to the NPS, live: the difference and its interval around zero."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from engage_desktop.models.indicators import Change
from engage_desktop.models.themes import ImpactOf
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.plot import Line, Mark, ticks
from engage_desktop.ui.widgets.plot_words import INKS, WordPlot
from engage_desktop.wording import themes as words
from engage_desktop.wording import tr
from engage_desktop.wording.figures import base, no_data
from engage_desktop.wording.typography import decimal

_ROW, _HEAD, _AXIS = 26, 12, 24


class ImpactPlot(WordPlot):
    """One row a theme, the most harmful first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._found: tuple[ImpactOf, ...] = ()

    def show_impacts(self, found: tuple[ImpactOf, ...]) -> None:
        """Show other themes."""
        self._found = found
        self.setMinimumHeight(self.sizeHint().height())
        self.renew()

    def sizeHint(self) -> QSize:
        rows = max(4, len(self._found))
        return QSize(self.theme.px(420), self.theme.px(_HEAD + rows * _ROW + _AXIS + 6))

    def arrange(self) -> list[Mark]:
        px = self.theme.px
        self.words = [""] * len(self._found)
        return [
            Mark(
                QRectF(0, px(_HEAD) + at * px(_ROW), self.width(), px(_ROW)),
                words.impact_words(each),
                each.behind,
            )
            for at, each in enumerate(self._found)
        ]

    def clicked_on(self, place: int) -> None:
        self.open_mark(place)

    def _scale(self) -> tuple[Line, tuple[float, ...]]:
        px = self.theme.px
        known = [0.0]
        for each in self._found:
            change = each.impact.comparison
            known += [change.difference] if change.difference is not None else []
            known += [change.ci95.low, change.ci95.high] if change.ci95 is not None else []
        left = self._names() + self._bases() + px(24)
        right = self.width() - self.width_of("−100") - px(16)
        shown = ticks(min(known), max(known), steps=4)
        low, high = min(*known, shown[1] if len(shown) > 2 else shown[0]), max(known)
        return Line(low, high, left, max(right, left + px(60))), tuple(t for t in shown if low <= t <= high)

    def _names(self) -> float:
        widest = max((self.width_of(each.name, "base") for each in self._found), default=0.0)
        return min(widest, self.width() * 0.34) + self.theme.px(8)

    def _bases(self) -> float:
        return max((self.width_of(base(each.verbatims)) for each in self._found), default=0.0)

    def draw(self, painter: QPainter) -> None:
        if not self._found:
            middle = (self.width() / 2, self.height() / 2)
            said = tr("Codez des verbatims : leur effet sur le NPS se lira ici.")
            self.write(painter, middle, said, tone="text2", align=Qt.AlignmentFlag.AlignHCenter)
            return
        px = self.theme.px
        scale, shown = self._scale()
        bottom = px(_HEAD) + len(self._found) * px(_ROW)
        for tick in shown:
            self.rule(painter, (scale.at(tick), px(_HEAD)), (scale.at(tick), bottom))
            said = decimal(tick, 0, signed=True)
            self.write(painter, (scale.at(tick), bottom + px(12)), said, align=Qt.AlignmentFlag.AlignHCenter)
        self.rule(painter, (scale.at(0), px(_HEAD)), (scale.at(0), bottom), tone="text3")
        for mark, each in zip(self.marks, self._found, strict=True):
            self._row(painter, mark.rect, each, scale)

    def _row(self, painter: QPainter, box: QRectF, each: ImpactOf, scale: Line) -> None:
        px, y = self.theme.px, box.center().y()
        name = self.fontMetrics().elidedText(each.name, Qt.TextElideMode.ElideRight, round(self._names()))
        self.write(painter, (0, y), name, role="base", tone="text")
        self.write(painter, (self._names() + px(8), y), base(each.verbatims), role="detail_figure")
        change = each.impact.comparison
        if change.difference is None:
            self.write(painter, (scale.start, y), no_data())
            return
        ink = self.theme.color(INKS[change.change])
        edge = scale.at(change.difference)
        if change.ci95 is not None:
            edge = scale.at(change.ci95.high)
            painter.setPen(QPen(ink, 2))
            painter.drawLine(QPointF(scale.at(change.ci95.low), y), QPointF(edge, y))
        self._mark(painter, QPointF(scale.at(change.difference), y), change.change)
        said = decimal(change.difference, 0, signed=True)
        self.write(
            painter,
            (max(edge, scale.at(change.difference) + px(6)) + px(8), y),
            said,
            role="detail_figure",
            tone="text",
        )

    def _mark(self, painter: QPainter, at: QPointF, change: Change) -> None:
        side = self.theme.px(5)
        painter.setPen(QPen(self.theme.color(INKS[change]), 1.8))
        if change is Change.INCONCLUSIVE:
            painter.setBrush(self.theme.color("surface"))
            painter.drawEllipse(at, side, side)
            return
        painter.setBrush(self.theme.color(INKS[change]))
        up = -1 if change is Change.FAVOURABLE else 1
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(at.x() - side, at.y() - up * side),
                    QPointF(at.x() + side, at.y() - up * side),
                    QPointF(at.x(), at.y() + up * side),
                ]
            )
        )
