"""The first step: choose files or drop them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engage_desktop.operations.formats import ENDINGS
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import IconLabel, PlainLabel
from engage_desktop.ui.widgets.states import DropTarget
from engage_desktop.wording import tr


class FilesPage(QWidget):
    """A place to drop files, and the button that asks for them."""

    def __init__(self, theme: Theme, *, choose: Callable[[], None]) -> None:
        super().__init__()
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.target = DropTarget(theme)
        centre = Qt.AlignmentFlag.AlignHCenter
        body = self.target.body
        body.setSpacing(px(10))
        body.addStretch(1)
        body.addWidget(IconLabel("inbox", theme, tone="accent", size=32), 0, centre)
        body.addWidget(PlainLabel(tr("Déposez vos fichiers ici"), theme, role="title"), 0, centre)
        words = PlainLabel(
            tr(
                "Réponses, mentions ou entretiens, plusieurs à la fois.\nRien n'entre dans l'étude avant le contrôle."
            ),
            theme,
            tone="text2",
            wrap=True,
        )
        words.setAlignment(centre)
        words.setMinimumWidth(px(520))
        body.addWidget(words, 0, centre)
        self.choosing = Button(tr("Choisir des fichiers…"), theme, icon_name="folder-open", run=choose)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.choosing)
        row.addStretch(1)
        body.addLayout(row)
        body.addWidget(PlainLabel(accepted(), theme, role="detail", tone="text3"), 0, centre)
        body.addStretch(1)
        column.addWidget(self.target, 1)


_USUAL = ("csv", "xlsx", "docx", "odt", "pdf", "vtt", "json", "sav", "lss", "qdpx")


def accepted() -> str:
    """The endings that people meet most, and how many more there are."""
    first = ", ".join(each.upper() for each in _USUAL)
    return tr("{endings} et {n} autres", endings=first, n=len(set(ENDINGS) - set(_USUAL)))
