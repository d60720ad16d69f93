"""The charts of a slide's preview, painted from the plan that PowerPoint's own chart is made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from engage_desktop.models.deck import ChartKind, ChartPlan, Mark
from engage_desktop.ui.widgets.slide import font, ink, write

_LABELS = 60.0  # what the words of an axis take
_ROOMY = 10  # more pairs than this and they are written smaller, as in the deck


def paint_chart(painter: QPainter, box: QRectF, plan: ChartPlan) -> None:
    """Paint the chart within `box`."""
    painter.save()
    _PAINTERS[plan.kind](painter, box, plan)
    painter.restore()


def _centred(
    painter: QPainter, x: float, y: float, text: str, *, size: float = 14, tone: str = "text2"
) -> None:
    chosen = font(size)
    painter.setFont(chosen)
    painter.setPen(ink(tone))
    wide = QFontMetricsF(chosen).horizontalAdvance(text)
    painter.drawText(QPointF(x - wide / 2, y), text)


def _columns(painter: QPainter, box: QRectF, plan: ChartPlan) -> None:
    foot = 76.0 if plan.axis_name else 40.0
    floor, top = box.bottom() - foot, box.top() + 36
    most = max((mark.value or 0.0 for mark in plan.marks), default=0.0) or 1.0
    step = box.width() / max(len(plan.marks), 1)
    for at, mark in enumerate(plan.marks):
        x = box.left() + at * step
        height = (floor - top) * (mark.value or 0.0) / most
        painter.fillRect(QRectF(x + step * 0.11, floor - height, step * 0.78, height), ink(mark.tone.value))
        _centred(painter, x + step / 2, floor - height - 8, mark.shown)
        _centred(painter, x + step / 2, floor + 26, mark.label)
    painter.setPen(QPen(ink("line2"), 1))
    painter.drawLine(QPointF(box.left(), floor), QPointF(box.right(), floor))
    if plan.axis_name:
        _centred(painter, box.center().x(), floor + 62, plan.axis_name, tone="text3")


def _bars(painter: QPainter, box: QRectF, plan: ChartPlan) -> None:
    left = box.left() + 130
    most = max((mark.value or 0.0 for mark in plan.marks), default=0.0) or 1.0
    step = box.height() / max(len(plan.marks), 1)
    for at, mark in enumerate(plan.marks):
        y = box.top() + at * step
        width = (box.right() - left - 90) * (mark.value or 0.0) / most
        painter.fillRect(QRectF(left, y + step * 0.19, width, step * 0.62), ink(mark.tone.value))
        place = QRectF(box.left(), y, 116, step)
        write(painter, place, mark.label, size=16, tone="text2", middle=True, right=True)
        write(painter, QRectF(left + width + 10, y, 90, step), mark.shown, size=16, tone="text2", middle=True)
    painter.setPen(QPen(ink("line2"), 1))
    painter.drawLine(QPointF(left, box.top()), QPointF(left, box.bottom()))


def _pairs(painter: QPainter, box: QRectF, plan: ChartPlan) -> None:
    small = 11.0 if len(plan.marks) > _ROOMY else 12.0
    metrics = QFontMetricsF(font(small + 1))
    lines = [line for mark in plan.marks for line in mark.label.split("\n")]
    wide = max((metrics.horizontalAdvance(line) for line in lines), default=0.0)
    left = box.left() + min(wide + 14, box.width() * 0.34)
    _keys(painter, QRectF(box.left(), box.top(), box.width(), 28), plan)
    top = box.top() + 40
    values = [mark.value or 0.0 for mark in (*plan.marks, *plan.second)]
    most = max(values, default=0.0) or 1.0
    step = (box.bottom() - top) / max(len(plan.marks), 1)
    thick = step / 2.45
    for at, (one, two) in enumerate(zip(plan.marks, plan.second, strict=True)):
        y = top + at * step
        place = QRectF(box.left(), y, left - box.left() - 12, step)
        write(painter, place, one.label, size=small + 1, tone="text2", leading=1.15, middle=True, right=True)
        for row, mark in enumerate((one, two)):
            here = y + step / 2 + (row - 1) * thick
            width = (box.right() - left - 90) * (mark.value or 0.0) / most
            painter.fillRect(QRectF(left, here, width, thick), ink(mark.tone.value))
            told = QRectF(left + width + 8, here, 90, thick)
            write(painter, told, mark.shown, size=small, tone="text2", middle=True)
    painter.setPen(QPen(ink("line2"), 1))
    painter.drawLine(QPointF(left, top), QPointF(left, box.bottom()))


def _keys(painter: QPainter, box: QRectF, plan: ChartPlan) -> None:
    """The names of the two kinds of bars, in the middle as PowerPoint writes them."""
    metrics = QFontMetricsF(font(14))
    widths = [metrics.horizontalAdvance(name) + 50 for name, _tone in plan.legend]
    x = box.center().x() - sum(widths) / 2
    for (name, tone), wide in zip(plan.legend, widths, strict=True):
        painter.fillRect(QRectF(x, box.center().y() - 5, 10, 10), ink(tone.value))
        write(
            painter, QRectF(x + 18, box.top(), wide, box.height()), name, size=14, tone="text3", middle=True
        )
        x += wide


def _grid(
    painter: QPainter, box: QRectF, plan: ChartPlan, *, top: float, floor: float
) -> tuple[float, Callable[[float], float]]:
    """Paint the lines and values of the vertical axis; its left end, and where a value stands."""
    low, high, step = plan.axis or (0.0, 1.0, 1.0)

    def at(value: float) -> float:
        return floor - (floor - top) * (value - low) / ((high - low) or 1.0)

    left = box.left() + _LABELS
    value = low
    while value <= high + step / 1000:
        y = at(value)
        painter.setPen(QPen(ink("line"), 1))
        painter.drawLine(QPointF(left, y), QPointF(box.right(), y))
        place = QRectF(box.left(), y - 12, _LABELS - 10, 24)
        write(painter, place, _tick(plan, value), size=14, tone="text3", right=True, middle=True)
        value += step
    return left, at


def _tick(plan: ChartPlan, value: float) -> str:
    """A value on the axis, in the manner of the labels of the marks."""
    whole = f"{abs(value):g}".replace(".", "," if any("," in mark.shown for mark in plan.marks) else ".")
    sign = "\u2212" if value < 0 else "+" if value > 0 and plan.format.startswith("+") else ""
    return sign + whole + ("%" if "%" in plan.format else "")


def _trend(painter: QPainter, box: QRectF, plan: ChartPlan) -> None:
    floor = box.bottom() - 40
    left, at = _grid(painter, QRectF(box.adjusted(0, 0, -70, 0)), plan, top=box.top() + 14, floor=floor)
    right = box.right() - 78
    step = (right - left - 16) / max(len(plan.marks) - 1, 1)
    xs = [left + 16 + step * at_mark for at_mark in range(len(plan.marks))]
    _band(painter, xs, plan.marks, at)
    _curve(painter, xs, plan.marks, at)
    every = -(-len(plan.marks) // 12)
    for back, (x, mark) in enumerate(zip(reversed(xs), reversed(plan.marks), strict=True)):
        if back % every == 0:
            _centred(painter, x, floor + 30, mark.label)
    known = [
        (x, mark.value, mark.shown) for x, mark in zip(xs, plan.marks, strict=True) if mark.value is not None
    ]
    if known:
        x, value, shown = known[-1]
        write(painter, QRectF(x + 12, at(value) - 14, 80, 28), shown, size=16, weight=600, middle=True)


def _curve(painter: QPainter, xs: list[float], marks: tuple[Mark, ...], at: Callable[[float], float]) -> None:
    """The line, broken where nobody answered, and its points."""
    pieces: list[list[QPointF]] = [[]]
    for x, mark in zip(xs, marks, strict=True):
        if mark.value is None:
            pieces.append([])
        else:
            pieces[-1].append(QPointF(x, at(mark.value)))
    for piece in pieces:
        painter.setPen(QPen(ink("accent"), 3))
        painter.drawPolyline(QPolygonF(piece))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink("accent"))
        for point in piece:
            painter.drawEllipse(point, 4.5, 4.5)


def _band(painter: QPainter, xs: list[float], marks: tuple[Mark, ...], at: Callable[[float], float]) -> None:
    if any(mark.low is None or mark.high is None for mark in marks):
        for x, mark in zip(xs, marks, strict=True):
            if mark.low is not None and mark.high is not None:
                _whisker(painter, x, at(mark.low), at(mark.high), "accent")
        return
    above = [QPointF(x, at(mark.high or 0.0)) for x, mark in zip(xs, marks, strict=True)]
    below = [QPointF(x, at(mark.low or 0.0)) for x, mark in zip(xs, marks, strict=True)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink("accentTint"))
    painter.drawPolygon(QPolygonF([*above, *reversed(below)]))


def _whisker(painter: QPainter, x: float, low: float, high: float, tone: str) -> None:
    painter.setPen(QPen(ink(tone), 2))
    painter.drawLine(QPointF(x, low), QPointF(x, high))
    for y in (low, high):
        painter.drawLine(QPointF(x - 5, y), QPointF(x + 5, y))


def _dots(painter: QPainter, box: QRectF, plan: ChartPlan) -> None:
    tones = [tone for _name, tone in plan.legend]
    floor = box.bottom() - 104
    _legend(painter, box, plan)
    left, at = _grid(painter, box, plan, top=box.top() + 48, floor=floor)
    step = (box.right() - left) / max(len(plan.marks), 1)
    if plan.whole is not None:
        painter.setPen(QPen(ink("text3"), 1.6, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(left, at(plan.whole)), QPointF(box.right(), at(plan.whole)))
    for place, mark in enumerate(plan.marks):
        if mark.value is None:
            continue
        x = left + (place + 0.5) * step
        if mark.low is not None and mark.high is not None:
            _whisker(painter, x, at(mark.low), at(mark.high), mark.tone.value)
        painter.setPen(QPen(ink(mark.tone.value), 2))
        painter.setBrush(ink(mark.tone.value + "Tint" if mark.fragile else mark.tone.value))
        _shape(painter, QPointF(x, at(mark.value)), tones.index(mark.tone))
        value = QRectF(x + 12, at(mark.value) - 14, step, 28)
        write(painter, value, mark.shown, size=14, weight=600, middle=True)
        y = floor + 26
        for line in mark.label.split("\n"):
            for part in _wrapped(line, step - 6):
                _centred(painter, x, y, part, size=12.5)
                y += 20


def _wrapped(text: str, width: float) -> list[str]:
    metrics = QFontMetricsF(font(12.5))
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shape(painter: QPainter, at: QPointF, place: int) -> None:
    """The mark of what stands below (0), level (1) or above (2)."""
    x, y = at.x(), at.y()
    if place == 0:
        corners = [QPointF(x, y - 8), QPointF(x + 8, y), QPointF(x, y + 8), QPointF(x - 8, y)]
        painter.drawPolygon(QPolygonF(corners))
    elif place == 2:
        painter.drawPolygon(QPolygonF([QPointF(x - 8, y + 7), QPointF(x + 8, y + 7), QPointF(x, y - 8)]))
    else:
        painter.drawEllipse(at, 6.5, 6.5)


def _legend(painter: QPainter, box: QRectF, plan: ChartPlan) -> None:
    x, y = box.left() + _LABELS, box.top() + 14
    metrics = QFontMetricsF(font(14))
    for place, (name, tone) in enumerate(plan.legend):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink(tone.value))
        _shape(painter, QPointF(x + 8, y), place)
        write(painter, QRectF(x + 24, y - 14, 300, 28), name, size=14, tone="text3", middle=True)
        x += 24 + metrics.horizontalAdvance(name) + 28
    painter.setPen(QPen(ink("text3"), 1.6, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, y), QPointF(x + 36, y))
    write(painter, QRectF(x + 46, y - 14, 300, 28), plan.whole_name, size=14, tone="text3", middle=True)


_PAINTERS: dict[ChartKind, Callable[[QPainter, QRectF, ChartPlan], None]] = {
    ChartKind.COLUMNS: _columns,
    ChartKind.BARS: _bars,
    ChartKind.TREND: _trend,
    ChartKind.DOTS: _dots,
    ChartKind.PAIRS: _pairs,
}
