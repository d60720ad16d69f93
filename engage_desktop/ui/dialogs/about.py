"""Whose work this is."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from engage_desktop import __version__
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tr


class AboutDialog(Sheet):
    """The version, the promise, and the licences of what is inside."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme, title=f"Engage {__version__}")
        for text in (
            tr(
                "Le bureau hors ligne de celles et ceux qui écoutent clients, usagers et membres. Licence MIT."
            ),
            tr("Vos études restent sur ce poste : Engage n'envoie rien sur Internet."),
            tr(
                "Interface : Qt {version} (LGPL). Caractères : Inter et Source Serif 4 (OFL 1.1).",
                version=qVersion(),
            ),
            tr("Icônes : Lucide (ISC)."),
        ):
            self.body.addWidget(PlainLabel(text, theme, tone="text2", wrap=True))
        self.add_verbs(Button(tr("Fermer"), theme, kind="primary", run=self.accept))
