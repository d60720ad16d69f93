"""What live charts share: marks that can be pointed at, walked through with the keys, and opened."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from engage_desktop.models.indicators import Behind
from engage_desktop.ui.fonts import Role
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.wording import tr
from engage_desktop.wording.figures import see

_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACKWARD = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a chart: where it is, its exact value in words, and the verbatims behind it."""

    rect: QRectF
    words: str
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight map from values to pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (value - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)


class Plot(QWidget):
    """A chart whose marks open their verbatims by click or Enter; arrows walk through them.

    A subclass gives its marks in `arrange()` and draws in `draw()`.
    """

    opened = Signal(object)  # Behind
    walked = Signal(int)  # the mark that the keyboard is on

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.marks: list[Mark] = []
        self.current = -1
        self._over = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    # a subclass answers

    def arrange(self) -> list[Mark]:
        """The marks for the present size, in reading order."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Draw everything but the focus."""
        raise NotImplementedError

    # what it does

    def renew(self) -> None:
        """Place the marks again, after new values or another size."""
        self.marks = self.arrange() if self.width() > 0 else []
        self.current = min(self.current, len(self.marks) - 1)
        self._over = -1
        self.update()

    def describe(self, sentence: str) -> None:
        """Give screen readers the chart in one sentence."""
        self.setAccessibleDescription(sentence)

    def open_mark(self, place: int) -> None:
        """Show the verbatims of a mark, if there are any."""
        if 0 <= place < len(self.marks):
            behind = self.marks[place].behind
            if behind is not None and behind.verbatims:
                self.opened.emit(behind)

    def walk_to(self, place: int) -> None:
        """Put the keyboard on a mark and say it."""
        if not self.marks:
            return
        self.current = max(0, min(place, len(self.marks) - 1))
        self.setAccessibleDescription(self.said(self.marks[self.current]))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.walked.emit(self.current)
        self.update()

    def said(self, mark: Mark) -> str:
        """The tooltip of a mark: its value, and what a click shows."""
        return mark.words if mark.behind is None else f"{mark.words}\n{see(mark.behind)}"

    def mark_at(self, place: QPointF) -> int:
        """The mark under a point, or -1."""
        for number, mark in enumerate(self.marks):
            if mark.rect.contains(place):
                return number
        return -1

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.renew()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter)
            if self.hasFocus() and 0 <= self.current < len(self.marks):
                painter.setPen(QPen(self.theme.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                box = self.marks[self.current].rect.adjusted(-1, -1, 1, 1)
                inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
                painter.drawRoundedRect(box.intersected(inside), 4, 4)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.mark_at(event.position())
        if over != self._over:
            self._over = over
            behind = self.marks[over].behind if over >= 0 else None
            shape = Qt.CursorShape.PointingHandCursor if behind and behind.verbatims else None
            self.setCursor(shape) if shape else self.unsetCursor()
            self._tell(over, event.globalPosition().toPoint())
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = -1
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(self.mark_at(QPointF(event.pos())), event.globalPos())
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked_on(self.mark_at(event.position()))

    def clicked_on(self, place: int) -> None:
        """A click on a mark opens it."""
        self.open_mark(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current < 0 and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.walk_to(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _FORWARD:
            self.walk_to(self.current + 1)
        elif key in _BACKWARD:
            self.walk_to(self.current - 1)
        elif key == Qt.Key.Key_Home:
            self.walk_to(0)
        elif key == Qt.Key.Key_End:
            self.walk_to(len(self.marks) - 1)
        elif key in _OPEN:
            self.open_mark(self.current)
        else:
            super().keyPressEvent(event)

    def _tell(self, place: int, at: QPoint) -> None:
        if place >= 0:
            QToolTip.showText(at, self.said(self.marks[place]), self)
        else:
            QToolTip.hideText()

    # drawing

    def width_of(self, words: str, role: Role = "detail") -> float:
        """How wide words are in a role."""
        return QFontMetricsF(self.theme.font(role)).horizontalAdvance(words)

    def write(
        self,
        painter: QPainter,
        at: tuple[float, float],
        words: str,
        *,
        role: Role = "detail",
        tone: Token = "text3",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Words on one line, their vertical middle at `at`."""
        font: QFont = self.theme.font(role)
        painter.setFont(font)
        painter.setPen(self.theme.color(tone))
        metrics = QFontMetricsF(font)
        across = metrics.horizontalAdvance(words)
        x = at[0] - (across if align == Qt.AlignmentFlag.AlignRight else 0)
        if align == Qt.AlignmentFlag.AlignHCenter:
            x = at[0] - across / 2
        painter.drawText(QPointF(x, at[1] + (metrics.ascent() - metrics.descent()) / 2), words)

    def rule(
        self,
        painter: QPainter,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        tone: Token = "line",
        width: float = 1,
        dashed: bool = False,
    ) -> None:
        """A straight line."""
        pen = QPen(self.theme.color(tone), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashed:
            pen.setDashPattern([3 / width, 3 / width])
        painter.setPen(pen)
        painter.drawLine(QPointF(*start), QPointF(*end))

    def fill(self, painter: QPainter, box: QRectF, colour: QColor, *, radius: float = 2) -> None:
        """A filled box."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, radius, radius)

    def say_nothing(self, painter: QPainter) -> None:
        """« n/d » in the middle: no answers is not zero."""
        middle = (self.width() / 2, self.height() / 2)
        self.write(painter, middle, tr("n/d"), role="section", align=Qt.AlignmentFlag.AlignHCenter)

    @property
    def over(self) -> int:
        """The mark under the mouse, or -1."""
        return self._over


def ticks(low: float, high: float, *, steps: int = 5) -> tuple[float, ...]:
    """Round values that hold `low` to `high`, about `steps` apart."""
    if high <= low:
        low, high = low - 1, high + 1
    rough = (high - low) / steps
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(step * each, 10) for each in range(first, last + 1))


def thinned(widths: Sequence[float], step: float, *, gap: float = 10) -> int:
    """Every how many labels one can be written so that none touches the next."""
    widest = max(widths, default=0) + gap
    return max(1, math.ceil(widest / max(step, 0.1)))
