"""The surfaces of a page: cards, hairlines, the header of a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.labels import PlainLabel, restyle


class Card(QFrame):
    """White ground, hairline, radius 8; `body` takes the content, `right` takes actions at the end of the title row.

    Without a title there is no head row.
    """

    def __init__(self, theme: Theme, title: str = "", *, note: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        px = theme.px
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(16), px(12), px(16), px(14))
        self.body.setSpacing(px(8))
        self.title_label = PlainLabel(title, theme, role="card")
        self.note_label = PlainLabel(note, theme, role="detail", tone="text3")
        self.right = QHBoxLayout()
        self.right.setSpacing(px(8))
        self.head = head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.title_label)
        head.addWidget(self.note_label)
        head.addStretch(1)
        head.addLayout(self.right)
        self.body.addLayout(head)
        self.title_label.setVisible(bool(title))
        self.note_label.setVisible(bool(note))
        if title:
            self.setAccessibleName(title)

    def set_title(self, title: str, *, note: str = "") -> None:
        """Say something else in the head row."""
        self.title_label.setText(title)
        self.title_label.setVisible(bool(title))
        self.note_label.setText(note)
        self.note_label.setVisible(bool(note))
        self.setAccessibleName(title)

    def set_selected(self, chosen: bool) -> None:
        """Draw the border of what is chosen."""
        self.setProperty("selected", chosen)
        restyle(self)


class PageHeader(QFrame):
    """60 px: the title, filters beside it (`left`), actions at the right (`right`)."""

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pageHeader")
        px = theme.px
        self.setMinimumHeight(px(60))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.setSpacing(px(8))
        self.title_label = PlainLabel(title, theme, role="title")
        self.note_label = PlainLabel("", theme, role="detail", tone="text3")
        self.note_label.hide()
        self.left = QHBoxLayout()
        self.right = QHBoxLayout()
        for side in (self.left, self.right):
            side.setSpacing(px(8))
        row.addWidget(self.title_label)
        row.addWidget(self.note_label)
        row.addSpacing(px(8))
        row.addLayout(self.left)
        row.addStretch(1)
        row.addLayout(self.right)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self.title_label.setText(title)

    def set_note(self, note: str) -> None:
        """Say something small beside the title; "" hides it."""
        self.note_label.setText(note)
        self.note_label.setVisible(bool(note))

    def add(self, *widgets: QWidget) -> None:
        """Add actions at the right, in reading order."""
        for widget in widgets:
            self.right.addWidget(widget)

    def add_left(self, *widgets: QWidget) -> None:
        """Add filters beside the title."""
        for widget in widgets:
            self.left.addWidget(widget)


def hairline(*, vertical: bool = False) -> QFrame:
    """A line of one pixel."""
    line = QFrame()
    line.setObjectName("lineVertical" if vertical else "line")
    return line


def ground(widget: QWidget, name: str) -> QWidget:
    """`widget` with the ground `window`, `surface`, `surface2` or `sidebar`."""
    widget.setProperty("ground", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget
