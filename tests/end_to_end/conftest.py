"""The real window, as for the tests of its screens."""

from __future__ import annotations

from tests.ui.conftest import context, fonts, jobs, settings, theme, window

__all__ = ["context", "fonts", "jobs", "settings", "theme", "window"]
