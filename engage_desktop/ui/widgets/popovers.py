"""Small windows beside what they speak of."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

_GAP, _MARGIN = 4, 8


def show_beside(popover: QWidget, anchor: QWidget) -> None:
    """Open `popover` under `anchor`, right edges aligned, within the screen, and give it the keyboard."""
    popover.adjustSize()
    if popover.hasHeightForWidth():  # words that take several lines
        popover.resize(popover.width(), popover.heightForWidth(popover.width()))
    place = anchor.mapToGlobal(QPoint(anchor.width() - popover.width(), anchor.height() + _GAP))
    room = anchor.screen().availableGeometry()
    x = max(room.left() + _MARGIN, min(place.x(), room.right() - popover.width() - _MARGIN))
    y = max(room.top() + _MARGIN, min(place.y(), room.bottom() - popover.height() - _MARGIN))
    popover.move(x, y)
    popover.show()
    popover.setFocus()
