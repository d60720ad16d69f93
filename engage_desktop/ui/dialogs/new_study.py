"""A new study: its title and its file."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.fuzzy import folded
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.fields import Field
from engage_desktop.wording import tr

ENDING = ".engage"


class NewStudyDialog(Sheet):
    """Asks for a title and a place; `wanted` tells the path and the title once both are possible."""

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None, theme: Theme, folder: Path) -> None:
        super().__init__(parent, theme, title=tr("Nouvelle étude"))
        self._folder = folder
        self._named_by_hand = False
        self.title_line = QLineEdit()
        self.title_line.setPlaceholderText(tr("Vélos partagés, satisfaction des abonnés"))
        self.title_line.textChanged.connect(self._follow_title)
        self._title = Field(tr("Titre"), theme, self.title_line)
        self.path_line = QLineEdit(str(folder / f"etude{ENDING}"))
        self.path_line.textEdited.connect(self._note_hand)
        self._path = Field(
            tr("Fichier"), theme, self.path_line, advice=tr("Toute l'étude tient dans ce fichier.")
        )
        row = QHBoxLayout()
        row.addWidget(self._path, 1)
        row.addWidget(Button(tr("Choisir…"), theme, run=self._browse))
        self.body.addWidget(self._title)
        self.body.addLayout(row)
        self.add_verbs(
            Button(tr("Annuler"), theme, kind="ghost", run=self.reject),
            Button(tr("Créer l'étude"), theme, kind="primary", run=self._accept),
        )
        self.title_line.setFocus()

    def _follow_title(self, title: str) -> None:
        self._title.set_mistake("")
        if not self._named_by_hand:
            self.path_line.setText(str(free_path(self._folder, title)))
            self._path.set_mistake("")

    def _note_hand(self, _text: str) -> None:
        self._named_by_hand = True
        self._path.set_mistake("")

    def _browse(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, tr("Où ranger l'étude"), self.path_line.text(), tr("Étude Engage") + f" (*{ENDING})"
        )
        if chosen:
            self._named_by_hand = True
            self.path_line.setText(chosen)

    def _accept(self) -> None:
        title = self.title_line.text().strip()
        path = Path(self.path_line.text().strip()).expanduser()
        if path.suffix != ENDING:
            path = path.with_name(path.name + ENDING)
        if not title:
            self._title.set_mistake(tr("Donnez un titre à l'étude."))
        elif not path.is_absolute() or not path.parent.is_dir():
            self._path.set_mistake(tr("Ce dossier n'existe pas."))
        elif path.exists():
            self._path.set_mistake(tr("Un fichier porte déjà ce nom : choisissez-en un autre."))
        else:
            self.accept()
            self.wanted.emit(path, title)


def free_path(folder: Path, title: str) -> Path:
    """A path in `folder` named after `title` that no file bears yet."""
    stem = (
        re.sub(r"[^a-z0-9]+", "-", folded(title.lower().replace("œ", "oe").replace("æ", "ae"))).strip("-")[
            :60
        ]
        or "etude"
    )
    path = folder / f"{stem}{ENDING}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{ENDING}"
        number += 1
    return path
