"""What all screens share: a header, a body built on first show, and reading anew only what changed."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engage_desktop.ui.actions import Action, install
from engage_desktop.ui.context import Context, Screen
from engage_desktop.ui.statusline import StatusLine
from engage_desktop.ui.widgets.cards import PageHeader

EVERYTHING: frozenset[str] = frozenset({"*"})


class Panel(QWidget):
    """One screen of the window.

    A subclass gives `name` and `title()`, fills `self.body` in `build()` (called once, on first show), and reads
    in `refresh(tables)`: the names of the tables that changed while it was hidden or since, or `EVERYTHING` the
    first time and whenever another study was opened. `headed = False` leaves the header out.
    """

    name: ClassVar[Screen]
    headed: ClassVar[bool] = True

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.theme = context.theme
        self._built = False
        self._stale: frozenset[str] = EVERYTHING
        self._read_of = 0  # which opening of a study the panel has read
        context.changed.connect(self._note_change)
        context.study_opened.connect(self._note_study)
        self.setAccessibleName(self.title())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.header = PageHeader(self.title(), self.theme)
        self.body = QVBoxLayout()
        px = self.theme.px
        self.body.setContentsMargins(*((px(24), 0, px(24), px(16)) if self.headed else (0, 0, 0, 0)))
        self.body.setSpacing(px(12))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if self.headed:
            outer.addWidget(self.header)
        else:
            self.header.hide()
            self.header.setParent(self)
        outer.addLayout(self.body, 1)

    # a subclass answers

    def title(self) -> str:
        """The words of the header and of the sidebar."""
        raise NotImplementedError

    def build(self) -> None:
        """Fill `self.body` and the actions of `self.header`; called once."""

    def refresh(self, changed: frozenset[str]) -> None:
        """Read anew what these tables feed; `EVERYTHING` means all."""

    def show_filter(self, expression: str) -> None:
        """Narrow to a FILTER expression; "" clears it."""

    def show_verbatim(self, number: int) -> None:
        """Bring one verbatim into view."""

    def take_files(self, paths: tuple[Path, ...]) -> None:
        """Begin to import these files."""

    def show_drop(self, *, hovering: bool) -> None:
        """Show that files are held over the window, where they can fall."""

    def focus_first(self) -> None:
        """Put the keyboard where work on this screen begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> tuple[Action, ...]:
        """What this screen adds to the palette, with its keys; they act while the screen is shown."""
        return ()

    def letters(self) -> tuple[tuple[str, str], ...]:
        """The single keys that act while this screen's views have the keyboard, (words, key), for the sheet of F1."""
        return ()

    def panes(self) -> tuple[QWidget, ...]:
        """The widgets that F6 visits in order."""
        return ()

    def status(self) -> str:
        """What the right of the status bar says of the selection."""
        return ""

    def tell_status(self) -> None:
        """Have the status bar say what `status` says now: what was read has come, or the selection changed."""
        line = self.window().findChild(StatusLine)
        if isinstance(line, StatusLine) and self.isVisible():
            line.show_selection(self.status())

    # the window asks

    def prepare(self) -> None:
        """Build if that was not done, then read what is stale."""
        if not self._built:
            self._built = True
            self.build()
            install(self, self.commands(), self.theme)
        if self._stale and self.context.study is not None:
            stale, self._stale = self._stale, frozenset()
            self._read_of = self.context.openings
            self.refresh(stale)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.prepare()

    def row(self) -> QHBoxLayout:
        """A row of cards 12 px apart, added to the body."""
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(12))
        self.body.addLayout(row)
        return row

    def _note_change(self, tables: frozenset[str]) -> None:
        self._stale |= tables
        if self.isVisible():
            self.prepare()

    def _note_study(self) -> None:
        if self._read_of == self.context.openings:
            return  # the window came first
        self._stale = EVERYTHING
        if self._built and self.isVisible():
            self.prepare()


def concerns(changed: frozenset[str], *tables: str) -> bool:
    """Whether a change of `changed` touches one of `tables` (`EVERYTHING` touches all)."""
    return changed is EVERYTHING or "*" in changed or not changed.isdisjoint(tables)
