"""The studies lately opened, one row each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.openings import reveal
from engage_desktop.ui.settings import Recent
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import ago


class RecentRow(QFrame):
    """One study lately opened: Enter or a click opens it."""

    opened = Signal(object)
    located = Signal(object)
    forgotten = Signal(object)

    def __init__(self, recent: Recent, theme: Theme, *, missing: bool) -> None:
        super().__init__()
        self.setObjectName("row")
        self._recent = recent
        self._missing = missing
        px = theme.px
        path = Path(recent.path)
        self.setFixedHeight(px(64))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor if missing else Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(2), px(6), px(8), px(6))
        row.setSpacing(px(16))
        row.addWidget(_Tile("unlink" if missing else "chart-column", theme, missing=missing))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(ElidedLabel(recent.title, theme, role="label", tone="text2" if missing else "text"))
        place = f"{path.name} · {folder_of(path)}"
        gone = tr("Fichier introuvable · {folder}", folder=folder_of(path))
        words.addWidget(ElidedLabel(gone if missing else place, theme, role="detail", tone="text3"))
        words.addStretch(1)
        row.addLayout(words, 1)
        if missing:
            self._add(
                row, Button(tr("Localiser…"), theme, kind="link", small=True, run=self._locate), px(120)
            )
        else:
            many = tn("{n} verbatim", "{n} verbatims", recent.verbatims)
            self._add(row, PlainLabel(many, theme, role="detail_figure", tone="text3"), px(120))
        self._add(row, PlainLabel(ago(recent.opened, now()), theme, role="detail", tone="text3"), px(110))
        row.addWidget(self._make_menu(theme))
        self.setAccessibleName(f"{recent.title}, {gone if missing else place}")

    @staticmethod
    def _add(row: QHBoxLayout, widget: QWidget, width: int) -> None:
        widget.setMinimumWidth(width)
        row.addWidget(widget)

    def _make_menu(self, theme: Theme) -> IconButton:
        more = IconButton("ellipsis", theme, name=tr("Actions pour {title}", title=self._recent.title))
        menu = QMenu(more)
        if self._missing:
            menu.addAction(tr("Localiser…"), self._locate)
        else:
            menu.addAction(tr("Ouvrir"), lambda: self.opened.emit(self._recent))
            menu.addAction(tr("Afficher dans le dossier"), self._reveal)
        menu.addSeparator()
        menu.addAction(tr("Retirer de la liste"), lambda: self.forgotten.emit(self._recent))
        more.setMenu(menu)
        return more

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._activate()
        else:
            super().keyPressEvent(event)

    def _activate(self) -> None:
        (self.located if self._missing else self.opened).emit(self._recent)

    def _locate(self) -> None:
        self.located.emit(self._recent)

    def _reveal(self) -> None:
        reveal(Path(self._recent.path))


class _Tile(QWidget):
    """A sheet with an icon, 32 × 38."""

    def __init__(self, icon_name: str, theme: Theme, *, missing: bool) -> None:
        super().__init__()
        self._name, self._theme, self._missing = icon_name, theme, missing
        self.setFixedSize(QSize(theme.px(32), theme.px(38)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
            inset = (self.width() - px(18)) // 2
            box = self.rect().adjusted(inset, 0, -inset, 0)
            paint_icon(painter, self._name, box, theme.color("text3" if self._missing else "accent"))


def folder_of(path: Path) -> str:
    """The folder, the user's own home written short."""
    folder = path.parent
    home = Path.home()
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)


def now() -> dt.datetime:
    """The clock of the room."""
    return dt.datetime.now()  # noqa: DTZ005 - local time
