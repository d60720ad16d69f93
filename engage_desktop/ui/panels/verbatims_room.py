"""Where the four panes of Verbatims stand, by the room there is: side by side, in drawers, or one at a time."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from engage_desktop.ui.icons import icon
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.cards import hairline
from engage_desktop.wording import tr

_RAIL = 52  # breakpoints are widths of the window: the page, and the folded navigation beside it
_SHORT = 520  # logical height below which codes take the place of the text above them
_DRAWER = 252


class Room(Enum):
    """What fits: the least logical width of the window."""

    FOUR = 1400  # filters, list, reader, codes
    THREE = 1100  # filters behind their button
    TWO = 800  # codes in a drawer under the reader
    ONE = 0  # list and reader in turn


_WIDTHS = {Room.FOUR: (216, 424, 520, 272), Room.THREE: (380, 520, 250), Room.TWO: (340, 460)}
_TIGHT = (316, 470, 226)  # three panes below 1 200


class Panes(QWidget):
    """Holds the panes; `arranged` tells that they moved."""

    arranged = Signal()

    def __init__(
        self, theme: Theme, filters: QWidget, listed: QWidget, reader: QWidget, codes: QWidget
    ) -> None:
        super().__init__()
        self._theme = theme
        self._filters, self._list, self._reader, self._codes = filters, listed, reader, codes
        self.room: Room | None = None
        self._filters_shown = True  # while there is room for them
        self._overlaid = False
        self._codes_open = False
        self._reading = False
        self._through = False  # an interview is read from end to end: list and filters give it their room
        self._across = self._splitter(Qt.Orientation.Horizontal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._across)
        self._down = self._splitter(Qt.Orientation.Vertical)
        self._down.addWidget(reader)
        self._down.setStretchFactor(0, 1)
        self._column = QWidget()
        under = QVBoxLayout(self._column)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self._down, 1)
        self._strip = self._make_strip()
        under.addWidget(self._strip)
        self._across.addWidget(listed)
        self._across.addWidget(self._column)
        self._overlay = QFrame(self)
        self._overlay.setProperty("ground", "window")
        beside = QHBoxLayout(self._overlay)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        self._edge = QFrame()
        self._edge.setFixedWidth(1)
        beside.addWidget(self._edge)
        self._overlay.hide()
        QShortcut(
            QKeySequence("Esc"), self._overlay, self.close_filters,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )  # fmt: skip
        theme.changed.connect(self._paint_lines)
        self._paint_lines()
        self._across.addWidget(codes)
        self._across.insertWidget(0, filters)

    def _splitter(self, orientation: Qt.Orientation) -> QSplitter:
        made = QSplitter(orientation)
        made.setChildrenCollapsible(False)
        made.setHandleWidth(1)
        return made

    def _paint_lines(self) -> None:
        line = self._theme.hex("line")
        for splitter in (self._across, self._down):
            splitter.setStyleSheet(
                f"QSplitter::handle {{ background: {line}; }}"
                "QSplitter::handle:horizontal { width: 1px; } QSplitter::handle:vertical { height: 1px; }"
            )
        self._edge.setStyleSheet(f"background: {line};")

    def _make_strip(self) -> QWidget:
        px = self._theme.px
        strip = QWidget()
        strip.setProperty("ground", "window")
        column = QVBoxLayout(strip)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setContentsMargins(px(14), px(4), px(14), px(4))
        self.codes_button = QToolButton()
        self.codes_button.setText(tr("Codes"))
        self.codes_button.setFont(self._theme.font("button"))
        self.codes_button.setIcon(icon("tag", self._theme))
        self.codes_button.setIconSize(QSize(px(22), px(16)))
        self.codes_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.codes_button.setCheckable(True)
        self.codes_button.setAccessibleName(tr("Afficher les codes sous le texte"))
        self.codes_button.setToolTip(f"{self.codes_button.accessibleName()} (C)")
        self.codes_button.clicked.connect(self._open_codes)
        row.addWidget(self.codes_button)
        row.addStretch(1)
        column.addLayout(row)
        return strip

    # what is asked

    def toggle_filters(self) -> bool:
        """Show the filters, or hide them; whether they are there now."""
        if self.room is Room.FOUR:
            self._filters_shown = not self._filters_shown
        else:
            self._overlaid = not self._overlaid
        self._show()
        return self._filters.isVisible()

    def show_filters(self) -> None:
        """Have the filters there."""
        if not self._filters.isVisible():
            self.toggle_filters()

    def close_filters(self) -> None:
        """Take the filters away from over the list."""
        if self._overlaid:
            self._overlaid = False
            self._show()
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_codes(self) -> None:
        """Have the codes there."""
        self.show_reading()
        if self.room in (Room.TWO, Room.ONE):
            self._open_codes(True)

    def show_reading(self, *, reading: bool = True) -> None:
        """Where only one fits, show the reader, or the list."""
        if self._reading != reading:
            self._reading = reading
            self._show()

    def read_through(self, on: bool) -> None:
        """Give the room of the list and of the filters to what is read, or give it back."""
        self._through = on
        self._overlaid = False
        self._show()

    def _open_codes(self, wanted: bool) -> None:
        opening = wanted and not self._codes_open
        self._codes_open = wanted
        self._show()
        if opening:
            self._down.setSizes([self.height() // 2, self.height() // 2])

    # the room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._overlay.setGeometry(0, 0, self._theme.px(_DRAWER), self.height())
        wide = self.width() * 100 / self._theme.zoom + _RAIL
        room = next(each for each in Room if wide >= each.value)
        if room is not self.room:
            self.room = room
            self._move(room)
        if room is Room.THREE and wide < 1200:
            self._set_sizes(_TIGHT)
        self._show()

    def _move(self, room: Room) -> None:
        self._overlaid = False
        if room is Room.FOUR:
            self._across.insertWidget(0, self._filters)
        else:
            self._overlay.layout().insertWidget(0, self._filters, 1)  # type: ignore[union-attr] # a QHBoxLayout
        if room in (Room.FOUR, Room.THREE):
            self._across.addWidget(self._codes)
        else:
            self._down.addWidget(self._codes)
        self._across.setStretchFactor(self._across.indexOf(self._column), 1)
        if room in _WIDTHS:
            self._set_sizes(_WIDTHS[room])
        self.arranged.emit()

    def _set_sizes(self, sizes: tuple[int, ...]) -> None:
        self._across.setSizes([self._theme.px(each) for each in sizes])

    def _show(self) -> None:
        room = self.room
        under = room in (Room.TWO, Room.ONE)
        short = self.height() * 100 / self._theme.zoom < _SHORT
        self._overlay.setVisible(self._overlaid)
        filters = self._filters_shown if room is Room.FOUR else self._overlaid
        self._filters.setVisible(filters and not self._through)
        self._strip.setVisible(under)
        self.codes_button.setChecked(self._codes_open)
        self._codes.setVisible(self._codes_open or not under)
        self._reader.setVisible(not (under and short and self._codes_open))
        self._list.setVisible((room is not Room.ONE or not self._reading) and not self._through)
        self._column.setVisible(room is not Room.ONE or self._reading or self._through)
        if self._overlaid:
            self._overlay.raise_()
