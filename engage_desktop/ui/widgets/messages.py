"""What the window says in passing: toasts and banners."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QEnterEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from engage_desktop.ui.actions import undo_word
from engage_desktop.ui.context import Choice, Notice
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.labels import IconLabel, PlainLabel
from engage_desktop.wording import tr

TOAST_MS = 8000


class Toast(QFrame):
    """A sentence at the bottom left for eight seconds, longer while pointed at or focused."""

    def __init__(self, parent: QWidget, theme: Theme, *, undo: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._over = parent
        self._theme = theme
        px = theme.px
        self.setFixedHeight(px(44))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), 0, px(8), 0)
        row.setSpacing(px(12))
        self._check = _ToastCheck(theme)
        self.words = PlainLabel("", theme, role="base")
        self.undoing = Button(undo_word(), theme, small=True, run=self._undo)
        row.addWidget(self._check)
        row.addWidget(self.words, 1)
        row.addWidget(self.undoing)
        self._taking_back = Choice(undo_word(), undo)
        self._offered = self._taking_back
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self._leave)
        self.hide()

    def say(self, text: str, *, undo: bool = False, choice: Choice | None = None) -> None:
        """Show `text`, with « Annuler » if `undo`, or with another choice."""
        self._offered = choice or self._taking_back
        self.words.setText(text)
        self.undoing.set_text(self._offered.text)
        self.undoing.setVisible(undo or choice is not None)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def place(self) -> None:
        """Keep to the bottom left of what it lies over."""
        over = self._over
        px = self._theme.px
        wish = max(px(360), self.sizeHint().width())
        width = min(wish, over.width() - px(48))
        self.resize(width, px(44))
        self.move(px(24), over.height() - px(44) - px(16))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._timer.start()

    def _leave(self) -> None:
        if self.underMouse() or self.undoing.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _undo(self) -> None:
        self.hide()
        self._offered.run()


class _ToastCheck(QWidget):
    """The tick of a toast, in the colours of its inverse ground."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(theme.px(18), theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        light = self._theme.shade == "light"
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            color = QColor("#6CC7B0" if light else "#17695A")
            side = self.width() / 24
            painter.setPen(
                QPen(color, 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            painter.drawPolyline(
                QPolygonF(
                    [QPointF(4 * side, 12 * side), QPointF(9 * side, 17 * side), QPointF(20 * side, 6 * side)]
                )
            )


class Banner(QFrame):
    """A sentence above the page that stays until it is dealt with."""

    def __init__(self, notice: Notice, theme: Theme, *, closed: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", notice.tone)
        self.notice = notice
        px = theme.px
        self.setMinimumHeight(px(44))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(6), px(8), px(6))
        row.setSpacing(px(8))
        token: Token = {"danger": "danger", "warn": "warn", "info": "accent"}[notice.tone]  # type: ignore[assignment] # each is a token
        name = "info" if notice.tone == "info" else "triangle-alert"
        row.addWidget(IconLabel(name, theme, tone=token))
        row.addWidget(PlainLabel(notice.text, theme, wrap=True), 1)
        for choice in notice.choices:
            button = Button(choice.text, theme, small=True, run=choice.run)
            button.clicked.connect(closed)
            row.addWidget(button)
        row.addWidget(IconButton("x", theme, name=tr("Fermer ce message"), run=closed))
        self.setAccessibleName(notice.text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, notice.text))
