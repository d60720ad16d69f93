"""The keys of Verbatims: single letters and digits act in the list, the reader and the tree, never in a field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from engage_desktop.ui.keyboard import digit_of
from engage_desktop.wording import tr

if TYPE_CHECKING:
    from engage_desktop.ui.panels.verbatims import VerbatimsPanel

_PLAIN = Qt.KeyboardModifier.NoModifier


def letters() -> tuple[tuple[str, str], ...]:
    """(words, key) of the single keys, in the order of a reading."""
    return (
        (tr("Verbatim suivant"), "J"),
        (tr("Verbatim précédent"), "K"),
        (tr("Coder par la touche du code, de 1 à 9 puis 0"), "1"),
        (tr("Coder par le nom"), "C"),
        (tr("Sélectionner la phrase"), "S"),
        (tr("Retirer le code sous le curseur"), "Del"),
        (tr("Mémo"), "M"),
        (tr("Ajouter au rapport"), "R"),
        (tr("Marquer à revoir"), "D"),
        (tr("Corriger le sentiment, puis N, U, P ou M"), "X"),
        (tr("Lire l'entretien entier, ou revenir"), "L"),
        (tr("Entretien : dire qui parle"), "Q"),
        (tr("Entretien : couper le tour au curseur"), "Ctrl+Return"),
        (tr("Entretien : joindre au tour précédent"), "Ctrl+Backspace"),
        (tr("Entretien : joindre au tour suivant"), "Ctrl+Del"),
    )


class VerbatimKeys(QObject):
    """Hears the keys of the three views and does what they stand for."""

    def __init__(self, panel: VerbatimsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        for view in (panel.list.view, panel.reader.reader.text, panel.interview.text, panel.codes.tree):
            view.installEventFilter(self)
        menu = panel.reader.feeling.menu
        menu.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched is not self._panel.reader.feeling.menu:
            self._panel.room.close_filters()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self._panel.reader.feeling.menu:
            return self._answer(event)
        return self._pressed(watched, event) or super().eventFilter(watched, event)

    def _answer(self, event: QKeyEvent) -> bool:
        if self._panel.reader.feeling.answer(event.text()):
            self._panel.reader.feeling.menu.close()
            return True
        return False

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        panel = self._panel
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if watched in (panel.reader.reader.text, panel.interview.text) and self._in_text(event, modifiers):
            return True
        if watched is panel.interview.text and self._in_interview(event, modifiers):
            return True
        digit = digit_of(event)
        if digit and modifiers in (_PLAIN, Qt.KeyboardModifier.ShiftModifier):
            panel.acts.apply_key(digit)
            return True
        if modifiers != _PLAIN:
            return False
        return self._letter(watched, event)

    def _in_text(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        shift = Qt.KeyboardModifier.ShiftModifier
        both = shift | Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and modifiers in (shift, both):
            self._panel.reading.extend(word=modifiers == both, forward=event.key() == Qt.Key.Key_Right)
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == _PLAIN:
            self._panel.step(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        return False

    def _in_interview(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        """The keys that change the turns themselves."""
        through, control = self._panel.through, modifiers == Qt.KeyboardModifier.ControlModifier
        deeds: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Return: through.split,
            Qt.Key.Key_Enter: through.split,
            Qt.Key.Key_Backspace: lambda: through.join(-1),
            Qt.Key.Key_Delete: lambda: through.join(1),
        }
        if control and event.key() in deeds:
            deeds[event.key()]()
            return True
        if modifiers == _PLAIN and event.key() == Qt.Key.Key_Q:
            through.ask_speaker()
            return True
        return False

    def _letter(self, watched: QObject, event: QKeyEvent) -> bool:
        panel = self._panel
        key = event.key()
        in_tree = watched is panel.codes.tree
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            code = panel.codes.tree.current()
            if in_tree and code is not None:
                panel.acts.apply_code(int(code.id))
            elif watched is panel.list.view and not panel.reader.isVisible():
                panel.room.show_reading()
                panel.focus_first()
            else:
                panel.step(1)
            return True
        deeds: dict[int, Callable[[], None]] = {
            Qt.Key.Key_J: lambda: panel.step(1),
            Qt.Key.Key_K: lambda: panel.step(-1),
            Qt.Key.Key_C: panel.code,
            Qt.Key.Key_M: panel.write_memo,
            Qt.Key.Key_S: self._sentence,
            Qt.Key.Key_D: lambda: panel.acts.flag(not panel.reading.is_flagged()),
            Qt.Key.Key_L: panel.through.toggle,
            Qt.Key.Key_R: panel.acts.quote,
            Qt.Key.Key_X: panel.correct,
            Qt.Key.Key_Escape: panel.back_to_list,
            Qt.Key.Key_Delete: panel.acts.remove_code,
        }
        deed = deeds.get(key)
        if deed is None:
            return False
        deed()
        return True

    def _sentence(self) -> None:
        panel = self._panel
        (panel.interview.text if panel.interview.shown else panel.reader.reader.text).setFocus()
        panel.reading.select_sentence()
