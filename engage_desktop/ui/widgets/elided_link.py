"""A link on one line, cut in its middle when it is too long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button


class ElidedLink(Button):
    """A link cut where its line ends; whole in its tooltip."""

    def __init__(self, theme: Theme, *, run: Callable[[], None]) -> None:
        super().__init__("", theme, kind="link", run=run)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left; padding-left: 0;")

    def set_whole(self, text: str) -> None:
        """Say this."""
        self._whole = text
        self.setToolTip(text)
        self._cut()
        self.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - self._theme.px(12)
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, room)
        self.setText(cut.replace("&", "&&"))
