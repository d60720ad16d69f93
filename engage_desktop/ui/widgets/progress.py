"""Where one stands: the steps of a task, and a job under way with « Arrêter »."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from engage_desktop.wording import tr
from engage_desktop.wording.typography import integer, percent


def paint_step(painter: QPainter, rect: QRect, number: int, theme: Theme, *, state: str) -> None:
    """Draw the circle of a step: `state` is "done" (a tick), "now" (accent ring) or "later"."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QRectF(rect).adjusted(1, 1, -1, -1)
    if state == "done":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(circle)
        inset = theme.px(4)
        paint_icon(painter, "check", rect.adjusted(inset, inset, -inset, -inset), theme.color("onAccent"))
    else:
        now = state == "now"
        painter.setPen(QPen(theme.color("accent" if now else "input"), 2 if now else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        painter.setPen(theme.color("accent" if now else "text2"))
        painter.setFont(theme.font("detail_label" if now else "detail"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


class StepMark(QWidget):
    """The circle of one step, 22 px."""

    def __init__(self, number: int, theme: Theme, *, state: str) -> None:
        super().__init__()
        self._number, self._theme, self._state = number, theme, state
        self.setFixedSize(theme.px(22), theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_step(painter, self.rect(), self._number, self._theme, state=self._state)


class Stepper(QWidget):
    """The steps of a task in a row: done, current, to come."""

    def __init__(self, texts: tuple[str, ...], theme: Theme, *, current: int = 0) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._current = current
        self.set_current(current)

    def set_current(self, current: int) -> None:
        """Stand at the step `current`, 0 the first."""
        self._current = current
        here = min(current, len(self._texts) - 1)
        self.setAccessibleName(
            tr("Étape {n} sur {total} : {name}", n=here + 1, total=len(self._texts), name=self._texts[here])
        )
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        metrics = QFontMetrics(self._theme.font("label"))
        words = sum(metrics.horizontalAdvance(text) for text in self._texts)
        return QSize(words + len(self._texts) * px(30) + (len(self._texts) - 1) * px(44), px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        with QPainter(self) as painter:
            x, middle = 0, self.height() // 2
            for position, text in enumerate(self._texts):
                state = (
                    "done" if position < self._current else "now" if position == self._current else "later"
                )
                if position:
                    painter.setPen(QPen(theme.color("line2"), 1))
                    painter.drawLine(x + px(10), middle, x + px(34), middle)
                    x += px(44)
                paint_step(
                    painter, QRect(x, middle - px(10), px(20), px(20)), position + 1, theme, state=state
                )
                x += px(28)
                painter.setFont(theme.font("label" if state == "now" else "base"))
                painter.setPen(theme.color("text" if state == "now" else "text2"))
                width = painter.fontMetrics().horizontalAdvance(text)
                painter.drawText(QRect(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
                x += width


class ProgressStrip(QWidget):
    """What is being done, how far it is, and « Arrêter »."""

    def __init__(self, theme: Theme, *, stop: Callable[[str], None]) -> None:
        super().__init__()
        self.label = ""  # what is being done, as it was given
        px = theme.px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        column = QVBoxLayout()
        column.setSpacing(px(5))
        line = QHBoxLayout()
        self.words = ElidedLabel("", theme, role="detail")
        self.share = PlainLabel("", theme, role="detail_figure", tone="text3")
        line.addWidget(self.words, 1)
        line.addWidget(self.share)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(px(6))
        column.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.bar)
        column.addStretch(1)
        self.stopping = Button(tr("Arrêter"), theme, kind="ghost", small=True, run=lambda: stop(self.label))
        row.addLayout(column, 1)
        row.addWidget(self.stopping)

    def show_progress(self, label: str, done: int, total: int) -> None:
        """Say `label`, and `done` of `total`; the total is 0 while unknown."""
        self.label = label
        self.words.setText(label)
        self.bar.setRange(0, 1000 if total else 0)
        self.bar.setValue(round(1000 * done / total) if total else 0)
        self.share.setText(percent(done / total) if total else integer(done) if done else "")
        self.setAccessibleName(f"{label} {self.share.text()}")
        self.stopping.setEnabled(True)


class Bar(QWidget):
    """A share as a bar of 6 px."""

    def __init__(self, theme: Theme, *, share: float = 0.0, height: int = 6) -> None:
        super().__init__()
        self._theme = theme
        self._share = share
        self.setFixedHeight(theme.px(height))
        self.setAccessibleName(percent(share))

    def set_share(self, share: float) -> None:
        """Fill `share` of it, in [0, 1]."""
        self._share = share
        self.setAccessibleName(percent(share))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            radius = self.height() / 2
            painter.setBrush(self._theme.color("line"))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
            if self._share > 0:
                painter.setBrush(self._theme.color("accent"))
                width = max(self.height(), round(self.width() * min(1.0, self._share)))
                painter.drawRoundedRect(QRectF(0, 0, width, self.height()), radius, radius)
