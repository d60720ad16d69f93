"""What a person can do, declared as data: words, keys, icon, and the function that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from engage_desktop.ui.icons import icon
from engage_desktop.ui.theme import Theme
from engage_desktop.wording import language, tr

if TYPE_CHECKING:
    from engage_desktop.ui.context import Context

# what the digit row yields without Shift on a French keyboard, 1 to 0
AZERTY_DIGITS = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: `name` is stable, `text` is shown, `keys` are portable sequences, the first one printed."""

    name: str
    text: str
    run: Callable[[], None]
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""  # the title of its menu; "" keeps it to the palette
    needs_study: bool = False
    writes: bool = False  # it changes the study: not offered on one that is open to read


def digit_keys(modifier: str, digit: str) -> tuple[str, ...]:
    """The sequences of a digit key on both keyboards: ("Ctrl+1", "Ctrl+&")."""
    return (f"{modifier}{digit}", f"{modifier}{AZERTY_DIGITS[digit].upper()}")


def install(widget: QWidget, actions: tuple[Action, ...], theme: Theme) -> tuple[QAction, ...]:
    """Give `widget` a QAction for each; in the main window they act everywhere, elsewhere within the widget."""
    everywhere = isinstance(widget, QMainWindow)
    made = []
    for action in actions:
        one = QAction(action.text, widget)
        one.setObjectName(action.name)
        if action.icon:
            one.setIcon(icon(action.icon, theme))
        one.setShortcuts([QKeySequence(key) for key in action.keys])
        one.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        one.triggered.connect(_runner(action.run))
        widget.addAction(one)
        made.append(one)
    return tuple(made)


def possible(action: Action, context: Context) -> bool:
    """Whether the study at hand, or its absence, lets it be done."""
    return (context.study is not None or not action.needs_study) and not (action.writes and context.read_only)


def undo_word() -> str:
    """« Annuler » said of an act: French has one word for what English calls Undo and Cancel."""
    return tr("Annuler") if language() == "fr" else "Undo"


def _runner(run: Callable[[], None]) -> Callable[[], None]:
    """Without the `checked` that Qt would pass along."""

    def call() -> None:
        run()

    return call
