"""The memo of what is being read: kept a moment after the last letter, and on going elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from engage_desktop.ui.theme import Theme
from engage_desktop.wording import tr

_PAUSE = 1000  # ms after the last letter


class MemoField(QPlainTextEdit):
    """A few lines to write; `written` tells the verbatim and its new memo."""

    written = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._verbatim: int | None = None
        self._kept = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.keep)
        self.setPlaceholderText(tr("Écrire un mémo…"))
        self.setAccessibleName(tr("Mémo du verbatim"))
        self.setFont(theme.font("base"))
        self.setFixedHeight(theme.px(76))
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._timer.start)

    def show_memo(self, verbatim: int | None, text: str) -> None:
        """Show the memo of a verbatim; what was typed of another is kept, what is being typed here stays."""
        if verbatim != self._verbatim:
            self.keep()
        elif self.hasFocus():
            self._kept = text
            return
        self._verbatim, self._kept = verbatim, text
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)

    def keep(self) -> None:
        """Write now what was changed."""
        if self._verbatim is None or not self._timer.isActive():
            return
        self._timer.stop()
        text = self.toPlainText()
        if text != self._kept:
            self._kept = text
            self.written.emit(self._verbatim, text)
