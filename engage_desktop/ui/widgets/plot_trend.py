"""Figures over time, live: a line with its band of confidence, and how many answers came in."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from engage_desktop.models.indicators import FRAGILE_BELOW, Indicator, TrendPoint, Unit
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.plot import Line, Mark, Plot, thinned, ticks
from engage_desktop.wording import tn
from engage_desktop.wording.charts import tick
from engage_desktop.wording.figures import base, ci95, fragile, no_data, point_name, slice_name, value
from engage_desktop.wording.typography import integer, named

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_RIGHT = Qt.AlignmentFlag.AlignRight


class TrendPlot(Plot):
    """A figure by period; gaps where nobody answered, hollow marks below n = 30."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._indicator: Indicator | None = None
        self._points: tuple[TrendPoint, ...] = ()
        self._longer: tuple[TrendPoint, ...] = ()
        self.setMinimumHeight(theme.px(206))

    def show_trend(
        self, indicator: Indicator | None, points: tuple[TrendPoint, ...], longer: tuple[TrendPoint, ...]
    ) -> None:
        """Show another trend."""
        self._indicator, self._points, self._longer = indicator, points, longer
        self.renew()

    def arrange(self) -> list[Mark]:
        if self._nothing():
            return []
        xs = self._across()
        half = (xs[1] - xs[0]) / 2 if len(xs) > 1 else 40.0
        tall = self.height() - self.theme.px(48)
        return [
            Mark(QRectF(x - half, self.theme.px(24), 2 * half, tall), self._words(point), point.behind)
            for x, point in zip(xs, self._points, strict=True)
        ]

    def _nothing(self) -> bool:
        return self._indicator is None or all(each.value is None for each in self._points)

    def _words(self, point: TrendPoint) -> str:
        assert self._indicator is not None
        parts = [named(slice_name(point.key), value(self._indicator, point.value))]
        if point.ci95:
            parts.append(ci95(self._indicator, point.ci95))
        parts.append(base(point.n))
        parts.append(fragile(point.n))
        return ", ".join(each for each in parts if each)

    # places

    def _scale(self) -> tuple[Line, tuple[float, ...]]:
        indicator = self._indicator
        assert indicator is not None
        known = [each.value for each in self._points if each.value is not None]
        known += [end for each in self._points if each.ci95 for end in (each.ci95.low, each.ci95.high)]
        low, high = _bounds(indicator)
        marks = tuple(each for each in ticks(min(known), max(known), steps=4) if low <= each <= high)
        bottom, top = min(marks[0], *known), max(marks[-1], *known)
        px = self.theme.px
        return Line(bottom, top, self.height() - px(32), px(30 if self._longer else 12)), marks

    def _left(self) -> float:
        assert self._indicator is not None
        indicator = self._indicator
        widest = max(self.width_of(tick(indicator, each)) for each in self._scale()[1])
        return widest + self.theme.px(14)

    def _right(self) -> float:
        last = self._last()
        assert self._indicator is not None
        words = value(self._indicator, self._points[last].value)
        wide = max(self.width_of(words, "section"), self.width_of(self._margin(last)))
        return self.width() - wide - self.theme.px(14)

    def _across(self) -> list[float]:
        left, right, n = self._left() + self.theme.px(4), self._right(), len(self._points)
        if n == 1:
            return [(left + right) / 2]
        return [left + (right - left) * at / (n - 1) for at in range(n)]

    def _last(self) -> int:
        return max(at for at, each in enumerate(self._points) if each.value is not None)

    def _margin(self, place: int) -> str:
        ends = self._points[place].ci95
        if ends is None or self._indicator is None:
            return ""
        return "± " + tick(
            self._indicator, round((ends.high - ends.low) / 2, _digits(self._indicator))
        ).lstrip("+")

    # drawing

    def draw(self, painter: QPainter) -> None:
        if self._nothing():
            self.say_nothing(painter)
            return
        assert self._indicator is not None
        scale, marks = self._scale()
        left, right, xs = self._left(), self._right(), self._across()
        for each in marks:
            y = scale.at(each)
            self.rule(painter, (left, y), (right, y))
            words = tick(self._indicator, each)
            self.write(painter, (left - self.theme.px(8), y), words, align=_RIGHT)
        self._draw_longer(painter, xs, scale)
        self._draw_curve(painter, xs, scale)
        self._draw_last(painter, xs, scale)
        self._draw_names(painter, xs)

    def _draw_curve(self, painter: QPainter, xs: list[float], scale: Line) -> None:
        theme = self.theme
        known = [each.value is not None for each in self._points]
        for told, places in groupby(range(len(known)), key=lambda at: known[at]):
            stretch = list(places)
            if not told:
                continue
            self._draw_band(painter, [at for at in stretch if self._points[at].ci95], xs, scale)
            line = QPolygonF([QPointF(xs[at], scale.at(self._points[at].value or 0.0)) for at in stretch])
            painter.setPen(QPen(theme.color("accent"), theme.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(line)
        spaced = len(xs) < 2 or xs[1] - xs[0] >= 9
        for at, point in enumerate(self._points):
            if point.value is not None and (spaced or point.n < FRAGILE_BELOW):
                self._dot(painter, QPointF(xs[at], scale.at(point.value)), point.n, pointed=at == self.over)

    def _draw_band(self, painter: QPainter, places: list[int], xs: list[float], scale: Line) -> None:
        ends = [(at, self._points[at].ci95) for at in places]
        highs = [QPointF(xs[at], scale.at(each.high)) for at, each in ends if each]
        lows = [QPointF(xs[at], scale.at(each.low)) for at, each in ends if each]
        if len(places) == 1:
            for edge in (highs[0], lows[0]):
                self.rule(
                    painter, (edge.x() - 4, edge.y()), (edge.x() + 4, edge.y()), tone="accent", width=1.5
                )
            self.rule(painter, highs[0].toTuple(), lows[0].toTuple(), tone="accent", width=1.5)
            return
        veil = QColor(self.theme.color("accent"))
        veil.setAlphaF(0.13)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawPolygon(QPolygonF([*highs, *reversed(lows)]))

    def _dot(self, painter: QPainter, at: QPointF, n: int, pointed: bool) -> None:
        theme = self.theme
        radius = theme.px(5 if pointed else 3.5)
        hollow = n < FRAGILE_BELOW
        painter.setPen(QPen(theme.color("accent" if hollow else "surface"), 1.5))
        painter.setBrush(theme.color("surface" if hollow else "accent"))
        painter.drawEllipse(at, radius, radius)

    def _draw_last(self, painter: QPainter, xs: list[float], scale: Line) -> None:
        assert self._indicator is not None
        theme, last = self.theme, self._last()
        point = self._points[last]
        x, y = xs[last], scale.at(point.value or 0.0)
        hollow = point.n < FRAGILE_BELOW
        painter.setPen(QPen(theme.color("accent"), 1.5))
        painter.setBrush(theme.color("surface" if hollow else "accent"))
        painter.drawEllipse(QPointF(x, y), theme.px(4.5), theme.px(4.5))
        words = value(self._indicator, point.value)
        self.write(painter, (x + theme.px(10), y - theme.px(3)), words, role="section", tone="text")
        self.write(painter, (x + theme.px(10), y + theme.px(15)), self._margin(last))

    def _draw_names(self, painter: QPainter, xs: list[float]) -> None:
        names = [point_name(each, among=self._points) for each in self._points]
        step = xs[1] - xs[0] if len(xs) > 1 else 1000.0
        every = thinned([self.width_of(each) for each in names], step)
        y = self.height() - self.theme.px(10)
        for at in range(len(xs) - 1, -1, -every):
            tone: Token = "text" if at == len(xs) - 1 else "text3"
            self.write(painter, (xs[at], y), names[at], tone=tone, align=_CENTRE)

    def _draw_longer(self, painter: QPainter, xs: list[float], scale: Line) -> None:
        """The longer periods above the points that they hold; those without room go unnamed."""
        assert self._indicator is not None
        for place, each in enumerate(self._longer):
            after = self._longer[place + 1].start if place + 1 < len(self._longer) else None
            held = [
                at
                for at, point in enumerate(self._points)
                if point.start >= each.start and (after is None or point.start < after)
            ]
            if not held:
                continue
            if held[0] > 0:
                cut = (xs[held[0] - 1] + xs[held[0]]) / 2
                self.rule(painter, (cut, self.theme.px(20)), (cut, scale.start), tone="line2", dashed=True)
            self._name_longer(painter, each, xs[held[0]], xs[held[-1]], strong=each is self._longer[-1])

    def _name_longer(
        self, painter: QPainter, each: TrendPoint, first: float, last: float, *, strong: bool
    ) -> None:
        assert self._indicator is not None
        theme = self.theme
        name = slice_name(each.key)
        said = no_data() if each.value is None else value(self._indicator, each.value)
        wide = self.width_of(name) + theme.px(5) + self.width_of(said, "detail_label")
        step = (last - first) / max(1, len(self._points) - 1)
        if wide > last - first + 2 * step + theme.px(24) and len(self._longer) > 1:
            return
        x = max(self._left(), min((first + last - wide) / 2, self.width() - wide))
        self.write(painter, (x, theme.px(9)), name, tone="text" if strong else "text3")
        x += self.width_of(name) + theme.px(5)
        self.write(painter, (x, theme.px(9)), said, role="detail_label", tone="text" if strong else "text2")


def _bounds(indicator: Indicator) -> tuple[float, float]:
    scale = indicator.recipe.scale
    match indicator.unit:
        case Unit.POINTS:
            return -100.0, 100.0
        case Unit.PERCENT:
            return 0.0, 100.0
        case _:
            return (scale.low, scale.high) if scale else (-1e12, 1e12)


def _digits(indicator: Indicator) -> int:
    return 1 if indicator.unit is Unit.SCORE else 0


class CountPlot(Plot):
    """How many answers came in each period, as bars from zero."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._points: tuple[TrendPoint, ...] = ()
        self.setMinimumHeight(theme.px(150))

    def show_counts(self, points: tuple[TrendPoint, ...]) -> None:
        """Show other counts."""
        self._points = points
        self.renew()

    def arrange(self) -> list[Mark]:
        step = self.width() / max(1, len(self._points))
        return [
            Mark(
                QRectF(step * at, 0, step, self.height() - self.theme.px(20)),
                named(slice_name(each.key), tn("{n} réponse", "{n} réponses", each.n)),
                each.behind,
            )
            for at, each in enumerate(self._points)
        ]

    def draw(self, painter: QPainter) -> None:
        theme = self.theme
        highest = max((each.n for each in self._points), default=0)
        if not highest:
            self.say_nothing(painter)
            return
        step, foot = self.width() / len(self._points), self.height() - theme.px(24)
        counts = [integer(each.n) for each in self._points]
        written = max(self.width_of(each) for each in counts) + 6 <= step
        names = [point_name(each, among=self._points) for each in self._points]
        every = thinned([self.width_of(each) for each in names], step)
        wide = min(step * 0.72, float(theme.px(48)))
        for at, each in enumerate(self._points):
            middle, tall = step * (at + 0.5), (foot - theme.px(22)) * each.n / highest
            if tall > 0:
                self.fill(painter, QRectF(middle - wide / 2, foot - tall, wide, tall), theme.color("accent"))
            if written:
                self.write(painter, (middle, foot - tall - theme.px(10)), counts[at], align=_CENTRE)
            if (len(names) - 1 - at) % every == 0:
                self.write(painter, (middle, foot + theme.px(13)), names[at], align=_CENTRE)
        self.rule(painter, (0, foot), (self.width(), foot), tone="line2")
