"""The foot of the import: what is being read, then the verbs of the step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engage_desktop.ui.panels.sources_draft import FileDraft, FileState
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.cards import ground
from engage_desktop.ui.widgets.progress import ProgressStrip
from engage_desktop.wording import tn, tr


class WizardFoot(QWidget):
    """Progress at the left, « Annuler », « Retour » and the one primary verb at the right."""

    cancelled = Signal()
    back = Signal()
    forward = Signal()
    also = Signal()  # « Voir les indicateurs »

    def __init__(self, theme: Theme, *, stop: Callable[[], None]) -> None:
        super().__init__()
        px = theme.px
        ground(self, "surface")
        self.setFixedHeight(px(58))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), 0, px(24), 0)
        row.setSpacing(px(8))
        self.strip = ProgressStrip(theme, stop=lambda _label: stop())
        self.strip.setMaximumWidth(px(380))
        self.cancelling = Button(tr("Annuler"), theme, kind="ghost", run=self.cancelled.emit)
        self.returning = Button(tr("Retour"), theme, run=self.back.emit)
        self.other = Button(tr("Voir les indicateurs"), theme, run=self.also.emit)
        self.primary = Button("", theme, kind="primary", run=self.forward.emit)
        row.addWidget(self.strip, 1)
        row.addStretch(1)
        for button in (self.cancelling, self.returning, self.other, self.primary):
            row.addWidget(button)
        self.strip.hide()
        self.other.hide()

    def show_reading(self, drafts: tuple[FileDraft, ...]) -> None:
        """Say how far the reading of the files is; nothing once all are read."""
        waiting = [draft for draft in drafts if draft.state in (FileState.READING, FileState.TRYING)]
        self.strip.setVisible(bool(waiting))
        if not waiting:
            return
        words = tn("Lecture du fichier", "Lecture des {n} fichiers", len(drafts))
        if all(draft.state is FileState.TRYING for draft in waiting):
            words = tr("Contrôle des lignes")
        total = sum(draft.total for draft in waiting)
        known = all(draft.total for draft in waiting)
        self.strip.show_progress(words, sum(draft.done for draft in waiting), total if known else 0)

    def show_step(self, verb: str, *, able: bool, first: bool) -> None:
        """The verbs of a step that leads to another."""
        self.cancelling.set_text(tr("Annuler"))
        self.cancelling.show()
        self.returning.setVisible(not first)
        self.other.hide()
        self.primary.set_text(verb)
        self.primary.show()
        self.primary.setEnabled(able)

    def show_end(self, verb: str, *, ended: bool, brought: bool, figures: bool) -> None:
        """The verbs of the last step; with `figures`, `verb` itself leads to the indicators."""
        self.cancelling.set_text(tr("Terminer"))
        self.cancelling.setVisible(ended and brought)
        self.returning.hide()
        self.other.setVisible(ended and brought and not figures)
        self.primary.setVisible(ended)
        self.primary.set_text(verb)
        self.primary.setEnabled(True)
