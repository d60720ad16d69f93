"""The digit row as a French keyboard gives it, whatever characters it yields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from engage_desktop.ui.actions import AZERTY_DIGITS

_DIGIT_OF = {yielded: digit for digit, yielded in AZERTY_DIGITS.items()}
_FIRST_SCAN_CODES = (10, 2)  # of the key 1: X11 and Wayland, Windows


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
