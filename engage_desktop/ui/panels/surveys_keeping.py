"""Editing that keeps itself: after a pause of typing, or when the keyboard leaves a field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.fields import Field

PAUSE_MS = 700  # of typing, after which an edit keeps itself


class SelfKeeping(QWidget):
    """Notes which parts were touched; `keep()` hands them over after a pause, or when the keyboard leaves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.touched: set[str] = set()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.column = QVBoxLayout(self)
        px = theme.px
        self.column.setContentsMargins(px(20), px(10), px(20), px(14))
        self.column.setSpacing(px(10))

    def keep(self) -> None:
        """Hand over what was touched, if anything was."""
        self._pause.stop()
        touched, self.touched = frozenset(self.touched), set()
        if touched:
            self.hand_over(touched)

    def hand_over(self, touched: frozenset[str]) -> None:
        """Tell whoever keeps these parts."""

    def touch(self, part: str) -> None:
        """Note that a part was changed by hand."""
        self.touched.add(part)
        self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def line(self, words: str, part: str) -> tuple[Field, QLineEdit]:
        """A labelled line whose edits are noted under `part`."""
        editor = QLineEdit()
        editor.textEdited.connect(lambda _text: self.touch(part))
        return self.field(words, editor), editor

    def paragraph(self, words: str, part: str, *, lines: int) -> tuple[Field, QPlainTextEdit]:
        """A labelled text of a few lines whose edits are noted under `part`."""
        editor = QPlainTextEdit()
        editor.setTabChangesFocus(True)
        inside = self.theme.px(
            10 + 20 * lines
        )  # by a sheet: the one of the theme would win over a fixed height
        heights = f"min-height: {inside}px; max-height: {inside}px;"
        editor.setStyleSheet(f"QPlainTextEdit, QPlainTextEdit:focus {{ {heights} }}")
        editor.textChanged.connect(lambda: self.touch(part))
        return self.field(words, editor), editor

    def field(self, words: str, editor: QWidget) -> Field:
        editor.setFont(self.theme.font("base"))
        editor.installEventFilter(self)
        field = Field(words, self.theme, editor)
        field.label.setFont(self.theme.font("detail"))
        field.label.set_tone("text2")
        return field

    def side_by_side(self, *widgets: QWidget) -> QWidget:
        """Widgets in one row, of equal width."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(12))
        for widget in widgets:
            row.addWidget(widget, 1)
        return box

    def say(self, editor: QLineEdit | QPlainTextEdit, text: str) -> None:
        """Show `text` unless the editor says it already (but for blanks at its end)."""
        now = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
        if now.strip() == text:
            return
        editor.blockSignals(True)
        if isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.setCursorPosition(len(text) if editor.hasFocus() else 0)
        else:
            editor.setPlainText(text)
        editor.blockSignals(False)
