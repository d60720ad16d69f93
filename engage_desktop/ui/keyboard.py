"""Keys that Qt's shortcuts cannot tell: the digit row of a French keyboard, and Alt alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from engage_desktop.ui.actions import AZERTY_DIGITS

_DIGIT_OF = {yielded: digit for digit, yielded in AZERTY_DIGITS.items()}
_FIRST_SCAN_CODES = (10, 2)  # of the key 1: X11 and Wayland, Windows


class KeyWatch(QObject):
    """Installed on the native window, where keys come by before any widget takes them."""

    sixth_asked = Signal()  # Ctrl and the 6 of a French keyboard, whose « - » means zoom elsewhere
    alt_alone = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._alt_alone = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and _is_sixth(event):
                self.sixth_asked.emit()
                return True
            self._note_alt(event)
        return super().eventFilter(watched, event)

    def _note_alt(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Alt:
            self._alt_alone = False
        elif event.type() == QEvent.Type.KeyPress:
            self._alt_alone = True
        elif self._alt_alone:
            self._alt_alone = False
            self.alt_alone.emit()


def _is_sixth(event: QKeyEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    minus = control and event.key() == Qt.Key.Key_Minus and event.nativeScanCode()
    return bool(minus) and digit_of(event) == "6"


def digit_of(event: QKeyEvent) -> str:
    """The digit printed on the key of the digit row (or of the pad) that was pressed; "" for any other key."""
    key = event.key()
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    text = event.text().lower() or (chr(key).lower() if 0x20 <= key < 0x100 else "")
    if event.nativeScanCode():
        by_place = _by_place(event.nativeScanCode())
        return by_place if text in _DIGIT_OF and by_place else ""
    return _DIGIT_OF.get(text, "")


def _by_place(scan_code: int) -> str:
    for first in _FIRST_SCAN_CODES:
        if first <= scan_code < first + 10:
            return "1234567890"[scan_code - first]
    return ""
