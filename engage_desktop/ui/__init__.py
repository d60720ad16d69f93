"""The window: the only Qt in the house."""

from __future__ import annotations

import contextlib
import importlib

_READER = "_mod_uses_pyside"


def _spare_sources() -> None:
    """Keep Qt's bindings from reading the source of every module that is imported after them.

    They look there for PySide6, to know where snake_case may be switched on, and `linecache` keeps all that they
    read: a tenth of a second and some twenty megabytes at the start, more with pandas. We switch nothing on.
    """
    with contextlib.suppress(ImportError):  # another version of the bindings may do otherwise
        importlib.import_module("PySide6.QtCore")  # which brings the next one
        feature = importlib.import_module("shibokensupport.feature")
        if hasattr(feature, _READER):
            setattr(feature, _READER, lambda _module: False)


_spare_sources()
