"""What all dialogs share: a ground, a measure, a row of verbs, focus given back where it came from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel


class Sheet(QDialog):
    """A dialog of 560 px: title, `body`, and the verbs at the bottom right."""

    def __init__(self, parent: QWidget | None, theme: Theme, *, title: str, width: int = 560) -> None:
        super().__init__(parent)
        self.theme = theme
        self._came_from: QWidget | None = None
        px = theme.px
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setFixedWidth(px(width))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(24), px(20), px(24), px(20))
        outer.setSpacing(px(16))
        outer.addWidget(PlainLabel(title, theme, role="title", wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(14))
        outer.addLayout(self.body)
        self.verbs = QHBoxLayout()
        self.verbs.setSpacing(px(8))
        self.verbs.addStretch(1)
        outer.addLayout(self.verbs)

    def add_verbs(self, *buttons: Button) -> None:
        """Put the verbs in reading order, the main one last."""
        for button in buttons:
            button.setAutoDefault(False)
            self.verbs.addWidget(button)
        if buttons:
            buttons[-1].setDefault(True)

    def stay_on_screen(self) -> None:
        """Move up as much as it takes for the verbs to be on the screen, after growing."""
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        if self.isVisible() and frame.bottom() > room.bottom():
            self.move(frame.left(), max(room.top(), room.bottom() - frame.height() + 1))

    def showEvent(self, event: QShowEvent) -> None:
        self._came_from = QApplication.focusWidget()
        super().showEvent(event)

    def done(self, result: int) -> None:
        super().done(result)
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
