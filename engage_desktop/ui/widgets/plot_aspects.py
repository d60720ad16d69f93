"""What is felt of each aspect, live: how many speak of it, and the mean tone with its interval around zero."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from engage_desktop.models.aspects import AspectFigure
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.plot import Line, Mark
from engage_desktop.ui.widgets.plot_words import INKS, WordPlot
from engage_desktop.wording import aspects as words
from engage_desktop.wording import tr
from engage_desktop.wording.figures import base, no_data
from engage_desktop.wording.typography import decimal, percent

_ROW, _HEAD, _AXIS = 30, 26, 24
_TICKS = (-1.0, -0.5, 0.0, 0.5, 1.0)


class AspectPlot(WordPlot):
    """One row an aspect, the most spoken of first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._found: tuple[AspectFigure, ...] = ()

    def show_aspects(self, found: tuple[AspectFigure, ...]) -> None:
        """Show other aspects."""
        self._found = found
        self.setMinimumHeight(self.sizeHint().height())
        self.renew()

    def sizeHint(self) -> QSize:
        rows = max(3, len(self._found))
        return QSize(self.theme.px(420), self.theme.px(_HEAD + rows * _ROW + _AXIS + 6))

    def arrange(self) -> list[Mark]:
        px = self.theme.px
        self.words = [""] * len(self._found)
        return [
            Mark(
                QRectF(0, px(_HEAD) + at * px(_ROW), self.width(), px(_ROW)),
                words.aspect_words(each),
                each.behind,
            )
            for at, each in enumerate(self._found)
        ]

    def clicked_on(self, place: int) -> None:
        self.open_mark(place)

    def _columns(self) -> tuple[float, float, Line, float]:
        """Where bases and shares begin, the axis, and the right edge of the NPS."""
        px = self.theme.px
        names = max((self.width_of(each.name, "base") for each in self._found), default=0.0)
        bases = min(names, self.width() * 0.26) + px(12)
        shares = (
            bases + max((self.width_of(base(each.verbatims)) for each in self._found), default=0) + px(14)
        )
        left, right = shares + px(66), self.width() - px(84)
        return bases, shares, Line(-1.0, 1.0, left, max(right, left + px(60))), float(self.width())

    def draw(self, painter: QPainter) -> None:
        if not self._found:
            middle = (self.width() / 2, self.height() / 2)
            said = tr("Aucun aspect : donnez-leur des mots avec « Aspects… ».")
            self.write(painter, middle, said, tone="text2", align=Qt.AlignmentFlag.AlignHCenter)
            return
        px = self.theme.px
        _bases, _shares, scale, edge = self._columns()
        bottom = px(_HEAD) + len(self._found) * px(_ROW)
        self.write(painter, (scale.start, px(10)), tr("polarité moyenne, IC 95 %"), tone="text3")
        self.write(painter, (edge, px(10)), tr("NPS"), tone="text3", align=Qt.AlignmentFlag.AlignRight)
        for tick in _TICKS:
            x = scale.at(tick)
            self.rule(painter, (x, px(_HEAD)), (x, bottom), tone="text3" if tick == 0 else "line")
            said = decimal(tick, 0 if tick == round(tick) else 1, signed=True)
            self.write(painter, (x, bottom + px(12)), said, align=Qt.AlignmentFlag.AlignHCenter)
        for mark, each in zip(self.marks, self._found, strict=True):
            self._row(painter, mark.rect, each)

    def _row(self, painter: QPainter, box: QRectF, each: AspectFigure) -> None:
        px, y = self.theme.px, box.center().y()
        bases, shares, scale, edge = self._columns()
        name = self.fontMetrics().elidedText(each.name, Qt.TextElideMode.ElideRight, round(bases - px(8)))
        self.write(painter, (0, y), name, role="base", tone="text")
        self.write(painter, (bases, y), base(each.verbatims), role="detail_figure")
        self.write(painter, (shares, y), percent(each.share, 1), role="detail_figure")
        change = each.impact.comparison
        told = no_data() if change.difference is None else decimal(change.difference, 0, signed=True)
        self.write(painter, (edge, y), told, role="detail_figure", align=Qt.AlignmentFlag.AlignRight)
        if each.mean is None:
            self.write(painter, (scale.start, y), no_data())
            return
        tone = INKS[each.tone]
        ink = self.theme.color(tone)
        painter.setPen(QPen(ink, 2))
        if each.ci95 is not None:
            painter.drawLine(QPointF(scale.at(each.ci95.low), y), QPointF(scale.at(each.ci95.high), y))
        painter.setBrush(self.theme.color("surface") if tone == "pas" else ink)
        painter.drawEllipse(QPointF(scale.at(each.mean), y), px(5), px(5))
