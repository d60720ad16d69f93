"""Another study comes while one is open: open it in its place, or bring what it holds into this one?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tr


class OpenOrMergeDialog(Sheet):
    """`opening` and `merging` tell what was chosen; neither when it was given up."""

    opening = Signal()
    merging = Signal()

    def __init__(self, parent: QWidget | None, theme: Theme, *, file: str, study: str) -> None:
        super().__init__(parent, theme, title=tr("Que faire de « {name} » ?", name=file))
        said = tr(
            "Fusionner ajoute à « {study} » ce qu'elle n'a pas : réponses, verbatims, codes, codages et mémos."
            " Rien de ce qui s'y trouve n'est écrasé, et la fusion s'annule d'un coup.",
            study=study,
        )
        self.body.addWidget(PlainLabel(said, theme, tone="text2", wrap=True))
        other = tr("L'ouvrir ferme « {study} », déjà enregistrée.", study=study)
        self.body.addWidget(PlainLabel(other, theme, tone="text2", wrap=True))
        self.open_it = Button(tr("L'ouvrir"), theme, run=lambda: self._choose(merge=False))
        self.merge_it = Button(
            tr("Fusionner dans cette étude…"), theme, kind="primary", run=lambda: self._choose(merge=True)
        )
        self.add_verbs(
            Button(tr("Annuler"), theme, kind="ghost", run=self.reject), self.open_it, self.merge_it
        )

    def _choose(self, *, merge: bool) -> None:
        self.accept()
        (self.merging if merge else self.opening).emit()
