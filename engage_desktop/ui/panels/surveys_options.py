"""Editing the answers of a list or the rows of a grid: one line each, added, moved and removed in place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.flow import FlowLayout
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tr


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; `key` is the id of what it stands for, 0 while it is new."""

    text: str
    key: int = 0
    code: str = ""
    is_other: bool = False


class _Line(QWidget):
    def __init__(self, entry: Entry, theme: Theme) -> None:
        super().__init__()
        self.entry = entry
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        self.handle = IconButton("grip-vertical", theme, name="")
        self.field = QLineEdit(entry.text)
        self.field.setCursorPosition(0)
        self.field.setFont(theme.font("base"))
        self.removing = IconButton("x", theme, name="")
        for button in (self.handle, self.removing):
            button.setIconSize(QSize(px(16), px(16)))
        row.addWidget(self.handle)
        row.addWidget(self.field, 1)
        row.addWidget(self.removing)

    def number(self, number: int) -> None:
        """Name the controls after the place of the line."""
        self.handle.set_name(tr("Déplacer la ligne {n}", n=number))
        self.field.setAccessibleName(tr("Ligne {n}", n=number))
        self.removing.set_name(tr("Retirer la ligne {n}", n=number))


class EntryLines(QWidget):
    """The lines; `changed` after each keystroke, move, addition or removal.

    Enter adds a line below, Alt+↑/↓ moves one, the cross removes it.
    """

    changed = Signal()
    left = Signal()  # the keyboard left a line

    def __init__(
        self, theme: Theme, *, title: str, adding: str, other: str = "", other_answer: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._other = other
        self._other_answer = other_answer
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(PlainLabel(title, theme, role="detail", tone="text2"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        column.addLayout(self._lines)
        below = QWidget()
        buttons = FlowLayout(below, spacing=px(4))
        self.adding = Button(adding, theme, kind="ghost", small=True, icon_name="plus", run=self._add_last)
        self.adding_other = Button(
            other, theme, kind="ghost", small=True, icon_name="plus", run=self._add_other
        )
        buttons.addWidget(self.adding)
        buttons.addWidget(self.adding_other)
        column.addWidget(below)
        self._shown: list[_Line] = []

    def entries(self) -> tuple[Entry, ...]:
        """The lines that say something, in order."""
        return tuple(
            Entry(text, line.entry.key, line.entry.code, line.entry.is_other)
            for line in self._shown
            if (text := line.field.text().strip())
        )

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these, without telling; lines that say the same only learn what they stand for."""
        if [line.field.text().strip() for line in self._shown] == [entry.text for entry in entries]:
            for line, entry in zip(self._shown, entries, strict=True):
                line.entry = entry
        else:
            self._rebuild(entries)
        self._show_places()

    def lines(self) -> tuple[QLineEdit, ...]:
        """The fields, in order."""
        return tuple(line.field for line in self._shown)

    def _rebuild(self, entries: tuple[Entry, ...]) -> None:
        for line in tuple(self._shown):
            self._take_out(line)
        for place, entry in enumerate(entries):
            self._put_in(place, entry)

    def _put_in(self, place: int, entry: Entry) -> _Line:
        line = _Line(entry, self._theme)
        line.field.installEventFilter(self)
        line.field.textEdited.connect(lambda _text: self.changed.emit())
        line.removing.clicked.connect(lambda: self._remove(line))
        menu = QMenu(line.handle)
        menu.addAction(tr("Monter") + "\tAlt+↑").triggered.connect(lambda: self._move(line, -1))
        menu.addAction(tr("Descendre") + "\tAlt+↓").triggered.connect(lambda: self._move(line, 1))
        line.handle.setMenu(menu)
        self._lines.insertWidget(place, line)
        self._shown.insert(place, line)
        return line

    def _take_out(self, line: _Line) -> None:
        line.field.removeEventFilter(self)
        self._shown.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _add(self, place: int, entry: Entry) -> None:
        line = self._put_in(place, entry)
        line.field.setFocus()
        line.field.selectAll()
        self._tell()

    def _add_last(self) -> None:
        last_is_other = bool(self._shown) and self._shown[-1].entry.is_other
        self._add(len(self._shown) - (1 if last_is_other else 0), Entry(""))

    def _add_other(self) -> None:
        self._add(len(self._shown), Entry(self._other_answer, is_other=True))

    def _remove(self, line: _Line) -> None:
        place = self._shown.index(line)
        self._take_out(line)
        if self._shown:
            self._shown[min(place, len(self._shown) - 1)].field.setFocus()
        self._tell()

    def _move(self, line: _Line, step: int) -> None:
        to = self._shown.index(line) + step
        if 0 <= to < len(self._shown):
            self._shown.remove(line)
            self._shown.insert(to, line)
            self._lines.insertWidget(to, line)
            line.field.setFocus()
            self._tell()

    def _tell(self) -> None:
        self._show_places()
        self.changed.emit()

    def _show_places(self) -> None:
        for number, line in enumerate(self._shown, start=1):
            line.number(number)
        has_other = any(line.entry.is_other for line in self._shown)
        self.adding_other.setVisible(bool(self._other) and not has_other)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        line = next((each for each in self._shown if each.field is watched), None)
        if line is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(line, -1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line.field.text().strip():
                self._add(self._shown.index(line) + 1, Entry(""))
                return True
        return super().eventFilter(watched, event)
