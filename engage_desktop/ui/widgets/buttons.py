"""Buttons: one primary per screen; icon-only ones always carry a name, a tooltip and their key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from engage_desktop.ui.icons import icon
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.chips import keycaps_width, paint_keycaps

Kind = Literal["primary", "default", "ghost", "link", "danger"]
_ICON_TONES: dict[Kind, Token] = {
    "primary": "onAccent", "default": "text2", "ghost": "text2", "link": "accent", "danger": "danger",
}  # fmt: skip


class Button(QPushButton):
    """A verb. `keys` prints its shortcut as keycaps (the shortcut itself belongs to an action)."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        kind: Kind = "default",
        icon_name: str = "",
        keys: str = "",
        small: bool = False,
        run: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"))
        self._theme = theme
        self._kind: Kind = kind
        self._keys = key_names(keys)
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setFont(theme.font("button"))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon_name:
            side = theme.px(14 if small else 16)
            self.setIcon(icon(icon_name, theme, tone=_ICON_TONES[kind]))
            self.setIconSize(QSize(side + theme.px(6), side))
        if self._keys:
            self.setStyleSheet(f"padding-right: {self._keys_room() + theme.px(12)}px;")
            self.setAccessibleDescription(keys)
        if run is not None:
            self.clicked.connect(_plain(run))

    def set_text(self, text: str) -> None:
        """Change the verb."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_menu(self, menu: QMenu) -> None:
        """Open `menu` when pressed, a chevron at the right."""
        self.setProperty("menu", True)
        self.setMenu(menu)

    def _keys_room(self) -> int:
        return keycaps_width(self._keys, self._theme) + self._theme.px(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._keys:
            return
        with QPainter(self) as painter:
            tone: Token = "onAccent" if self._kind == "primary" else "text2"
            left = self.width() - self._theme.px(12) - keycaps_width(self._keys, self._theme)
            paint_keycaps(painter, left, self.height() // 2, self._keys, self._theme, tone=tone)


class IconButton(QToolButton):
    """A square with an icon; `name` is what it does, told in the tooltip and to screen readers."""

    def __init__(
        self,
        icon_name: str,
        theme: Theme,
        *,
        name: str,
        keys: str = "",
        checkable: bool = False,
        tone: Token = "text2",
        run: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setIcon(icon(icon_name, theme, tone=tone))
        side = theme.px(18)
        self.setIconSize(QSize(side, side))
        self.setCheckable(checkable)
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_name(name, keys=keys)
        if run is not None:
            self.clicked.connect(_plain(run))

    def set_icon(self, icon_name: str, *, tone: Token = "text2") -> None:
        """Show another icon."""
        self.setIcon(icon(icon_name, self._theme, tone=tone))

    def set_name(self, name: str, *, keys: str = "") -> None:
        """Say what it does now."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({' '.join(key_names(keys))})" if keys else name)


def fill_choices(
    button: Button, choices: Iterable[tuple[str, str]], current: str, choose: Callable[[str], None]
) -> None:
    """Have the menu of a button offer these (value, words), the `current` one ticked; `choose` is told the value."""
    menu = button.menu()
    menu.clear()
    group = QActionGroup(menu)
    for value, words in choices:
        action = QAction(words.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(value == current)
        action.triggered.connect(partial(_tell, choose, value))
        group.addAction(action)
        menu.addAction(action)


def _tell(choose: Callable[[str], None], value: str, _checked: bool = False) -> None:
    choose(value)


def key_names(keys: str) -> tuple[str, ...]:
    """The caps of a portable sequence: "Ctrl+K" → ("Ctrl", "K")."""
    if not keys:
        return ()
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
    parts = native.replace("++", "+＋").split("+")
    caps = {"Return": "↵", "Enter": "↵", "Esc": "Échap", "Del": "Suppr", "Shift": "Maj", "Up": "↑", "Down": "↓",
            "Left": "←", "Right": "→", "＋": "+", "-": "−", "PgDown": "⇟", "PgUp": "⇞"}  # fmt: skip
    return tuple(caps.get(part, part) for part in parts if part)


def _plain(run: Callable[[], None]) -> Callable[[], None]:
    def call() -> None:
        run()

    return call
