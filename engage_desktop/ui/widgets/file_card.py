"""A file on its way in: its icon, its name, where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.buttons import IconButton
from engage_desktop.ui.widgets.chips import Chip, ChipLabel
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel
from engage_desktop.ui.widgets.progress import Bar
from engage_desktop.wording import tr
from engage_desktop.wording.typography import named


@dataclass(frozen=True, slots=True)
class FileFace:
    """What a card shows; `share` in [0, 1] draws a bar in place of `note`, None does not."""

    name: str
    icon: str
    note: str
    state: str = ""
    tone: Token = "accent"
    share: float | None = None


class FileCard(QFrame):
    """One file; `chosen` when pressed, by mouse or by key."""

    chosen = Signal()

    def __init__(self, theme: Theme, *, remove: Callable[[], None]) -> None:
        super().__init__()
        self._theme = theme
        self._selected = False
        px = theme.px
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(px(200))
        self.setMaximumWidth(px(340))
        self.setFixedHeight(px(58))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(6), px(8), px(8))
        column.setSpacing(px(2))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        self._icon = IconLabel("file-text", theme, size=16)
        self._name = ElidedLabel("", theme, role="label")
        self._state = ChipLabel(Chip("", "plain", "accent"), theme)
        self.removing = IconButton("x", theme, name=tr("Retirer ce fichier"), run=remove)
        side = px(14)
        self.removing.setIconSize(QSize(side, side))
        head.addWidget(self._icon)
        head.addWidget(self._name, 1)
        head.addWidget(self._state)
        head.addWidget(self.removing)
        self._note = ElidedLabel("", theme, role="detail", tone="text2")
        self._bar = Bar(theme)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, px(8), 0)
        foot.addWidget(self._note, 1)
        foot.addWidget(self._bar, 1)
        column.addLayout(head)
        column.addLayout(foot)

    def show_face(self, face: FileFace, *, selected: bool) -> None:
        """Show where the file stands."""
        self._selected = selected
        self._icon.set_icon(face.icon, tone="accent" if selected else "text2")
        self._name.setText(face.name)
        self._state.set_chip(Chip(face.state, "plain", face.tone))
        self._state.setVisible(bool(face.state))
        self._note.setText(face.note)
        self._note.setVisible(face.share is None)
        self._bar.setVisible(face.share is not None)
        self._bar.set_share(face.share or 0.0)
        self.setAccessibleName(named(face.name, f"{face.state} {face.note}".strip()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            strong = self._selected or self.hasFocus()
            tone: Token = "focus" if self.hasFocus() else "accent" if self._selected else "line"
            painter.setPen(QPen(theme.color(tone), 2 if strong else 1))
            painter.setBrush(theme.color("surface" if self._selected else "surface2"))
            inset = 1.0 if strong else 0.5
            painter.drawRoundedRect(
                self.rect().toRectF().adjusted(inset, inset, -inset, -inset), px(8), px(8)
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Delete and not self.removing.isHidden():
            self.removing.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
