"""Fields: search with its icon and key, and a labelled line whose mistake is said below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import IconButton, key_names
from engage_desktop.ui.widgets.chips import KeyCaps
from engage_desktop.ui.widgets.labels import IconLabel, PlainLabel, restyle
from engage_desktop.wording import tr


class SearchField(QFrame):
    """A line to type in with a loupe; Escape empties it. `changed` says each new text, `entered` on Enter."""

    changed = Signal(str)
    entered = Signal(str)

    def __init__(self, placeholder: str, theme: Theme, *, keys: str = "", quiet: bool = False) -> None:
        super().__init__()
        self.setObjectName("field")
        self.setProperty("plain", quiet)
        px = theme.px
        self.setFixedHeight(px(32))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(9), 0, px(5), 0)
        row.setSpacing(px(8))
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setFont(theme.font("base"))
        self.line.setAccessibleName(placeholder)
        self.line.textChanged.connect(self._note)
        self.line.returnPressed.connect(lambda: self.entered.emit(self.line.text()))
        self.line.installEventFilter(self)
        self.caps = KeyCaps(key_names(keys), theme)
        if not keys:  # never shown here, where it would be a window of its own
            self.caps.hide()
        self._has_keys = bool(keys)
        self.clearing = IconButton("x", theme, name=tr("Effacer"), run=self.line.clear)
        self.clearing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clearing.setIconSize(QSize(px(14), px(14)))
        self.clearing.hide()
        row.addWidget(IconLabel("search", theme, tone="text2", size=16))
        row.addWidget(self.line, 1)
        row.addWidget(self.clearing)
        row.addWidget(self.caps)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show `text` without telling `changed`."""
        self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(False)
        self._show_extras(text)

    def set_invalid(self, wrong: bool) -> None:
        """Draw the border of a mistake, or not."""
        self.setProperty("invalid", wrong)
        restyle(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            restyle(self)
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.line.text()
        ):
            self.line.clear()
            return True
        return super().eventFilter(watched, event)

    def _note(self, text: str) -> None:
        self._show_extras(text)
        self.changed.emit(text)

    def _show_extras(self, text: str) -> None:
        self.clearing.setVisible(bool(text))
        self.caps.setVisible(self._has_keys and not text)


class NumberField(QSpinBox):
    """A whole number between two bounds."""

    def __init__(self, theme: Theme, *, low: int, high: int, value: int, suffix: str = "") -> None:
        super().__init__()
        self.setRange(low, high)
        self.setValue(value)
        self.setSuffix(suffix)
        self.lineEdit().setTextMargins(
            theme.px(8), 0, 0, 0
        )  # the sheet's padding does not reach the line inside


class Field(QWidget):
    """A label, any input under it, and under that the sentence of a mistake or of advice."""

    def __init__(self, label: str, theme: Theme, editor: QWidget, *, advice: str = "") -> None:
        super().__init__()
        px = theme.px
        self.editor = editor
        self._advice = advice
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self.label = PlainLabel(label, theme, role="label")
        self.label.setBuddy(editor)
        self._icon = IconLabel("circle-alert", theme, tone="danger", size=14)
        self._icon.hide()
        self._below = PlainLabel(advice, theme, role="detail", tone="text3", wrap=True)
        self._below.setVisible(bool(advice))
        below = QHBoxLayout()
        below.setSpacing(px(5))
        below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._below, 1)
        column.addWidget(self.label)
        natural = editor.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Maximum
        column.addWidget(editor, 0, Qt.AlignmentFlag.AlignLeft if natural else Qt.AlignmentFlag(0))
        column.addLayout(below)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self.setFocusProxy(editor)

    def set_mistake(self, sentence: str) -> None:
        """Say what is wrong, in words and with the border; "" says that nothing is."""
        self._below.setText(sentence or self._advice)
        self._below.set_tone("danger" if sentence else "text3")
        self._below.setVisible(bool(sentence or self._advice))
        self._icon.setVisible(bool(sentence))
        self.editor.setProperty("invalid", bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        restyle(self.editor)
