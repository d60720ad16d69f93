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
    def __init__(self, entry: Entry, theme: Theme, number: int) -> None:
        super().__init__()
        self.entry = entry
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        self.handle = IconButton("grip-vertical", theme, name=tr("Déplacer la ligne {n}", n=number))
        self.field = QLineEdit(entry.text)
        self.field.setCursorPosition(0)
        self.field.setAccessibleName(tr("Ligne {n}", n=number))
        self.field.setFont(theme.font("base"))
        self.removing = IconButton("x", theme, name=tr("Retirer la ligne {n}", n=number))
        for button in (self.handle, self.removing):
            button.setIconSize(QSize(px(16), px(16)))
        row.addWidget(self.handle)
        row.addWidget(self.field, 1)
        row.addWidget(self.removing)


class EntryLines(QWidget):
    """The lines; `changed` after each keystroke, move, addition or removal.

    Enter adds a line below, Alt+↑/↓ moves one, the cross removes it.
    """

    changed = Signal()
    left = Signal()  # the keyboard left a line

    def __init__(self, theme: Theme, *, title: str, adding: str, other: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._other = other
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
        self._show_other()

    def lines(self) -> tuple[QLineEdit, ...]:
        """The fields, in order."""
        return tuple(line.field for line in self._shown)

    def _rebuild(self, entries: tuple[Entry, ...]) -> None:
        for line in self._shown:
            line.field.removeEventFilter(self)
            line.hide()
            self._lines.removeWidget(line)
            line.deleteLater()
        self._shown = []
        for number, entry in enumerate(entries, start=1):
            line = _Line(entry, self._theme, number)
            line.field.installEventFilter(self)
            line.field.textEdited.connect(lambda _text: self.changed.emit())
            line.removing.clicked.connect(lambda _checked=False, which=line: self._remove(which))
            menu = QMenu(line.handle)
            menu.addAction(tr("Monter") + "\tAlt+↑").triggered.connect(
                lambda _checked=False, which=line: self._move(which, -1)
            )
            menu.addAction(tr("Descendre") + "\tAlt+↓").triggered.connect(
                lambda _checked=False, which=line: self._move(which, 1)
            )
            line.handle.setMenu(menu)
            self._lines.addWidget(line)
            self._shown.append(line)

    def _all(self) -> list[Entry]:
        return [
            Entry(line.field.text(), line.entry.key, line.entry.code, line.entry.is_other)
            for line in self._shown
        ]

    def _change(self, entries: list[Entry], *, focus: int) -> None:
        self._rebuild(tuple(entries))
        self._show_other()
        if self._shown:
            self._shown[max(0, min(focus, len(self._shown) - 1))].field.setFocus()
        self.changed.emit()

    def _add(self, place: int) -> None:
        entries = self._all()
        entries.insert(place, Entry(""))
        self._change(entries, focus=place)

    def _add_last(self) -> None:
        last_is_other = bool(self._shown) and self._shown[-1].entry.is_other
        self._add(len(self._shown) - (1 if last_is_other else 0))

    def _add_other(self) -> None:
        self._change([*self._all(), Entry(tr("Autre"), is_other=True)], focus=len(self._shown))

    def _remove(self, line: _Line) -> None:
        place = self._shown.index(line)
        entries = self._all()
        del entries[place]
        self._change(entries, focus=place)

    def _move(self, line: _Line, step: int) -> None:
        place = self._shown.index(line)
        to = place + step
        if 0 <= to < len(self._shown):
            entries = self._all()
            entries.insert(to, entries.pop(place))
            self._change(entries, focus=to)

    def _show_other(self) -> None:
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
                self._add(self._shown.index(line) + 1)
                return True
        return super().eventFilter(watched, event)
