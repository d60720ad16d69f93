"""What tests of an import look at on the Sources screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from engage_desktop.ui.panels.sources import SourcesPanel
from engage_desktop.ui.panels.sources_draft import FileDraft

Settle = Callable[[], None]


def only(panel: SourcesPanel) -> FileDraft:
    """The one file that is on its way."""
    (draft,) = panel.wizard.queue.drafts()
    return draft


def words_of(panel: SourcesPanel) -> str:
    """Every word of the right pane."""
    return "\n".join(label.text() for label in panel.wizard.notes.findChildren(QLabel))
