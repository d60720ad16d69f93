"""Whether there is a screen to open a window on."""

from __future__ import annotations

import os
import sys

from engage_desktop.errors import EngageError, Reason

_SAID_BY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def expect() -> None:
    """Raise when this Linux session has no display: Qt would abort the process instead of saying so."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SAID_BY):
        raise EngageError(Reason.NO_DISPLAY)
