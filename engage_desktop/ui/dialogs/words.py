"""« Éditer les mots »: what the team leaves out, brings together, and counts as one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from engage_desktop.models.themes import OwnWords
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.fields import Field
from engage_desktop.wording import tr


class WordsDialog(Sheet):
    """Four lists, one entry a line; `kept` tells the words as they are written now."""

    kept = Signal(object)  # OwnWords

    def __init__(self, parent: QWidget | None, theme: Theme, own: OwnWords) -> None:
        super().__init__(parent, theme, title=tr("Éditer les mots"), width=640)
        self.stop = self._list(
            tr("Mots à masquer"), own.stop, tr("En plus des mots outils du français. Un mot par ligne.")
        )
        self.keep = self._list(
            tr("Mots outils à compter quand même"), own.kept, tr("Par exemple : plus, jamais, merci.")
        )
        self.lemmas = self._list(
            tr("Formes d'un même mot"),
            tuple(f"{form} = {lemma}" for form, lemma in own.lemmas),
            tr("« forme = mot », une par ligne : bécane = vélo."),
        )
        self.compounds = self._list(
            tr("Mots composés"), own.compounds, tr("Comptés comme un seul mot : siège enfant.")
        )
        keep = Button(tr("Enregistrer"), theme, kind="primary", run=self._take)
        self.add_verbs(Button(tr("Annuler"), theme, kind="ghost", run=self.reject), keep)

    def _list(self, name: str, lines: tuple[str, ...], advice: str) -> QPlainTextEdit:
        editor = QPlainTextEdit("\n".join(lines))
        editor.setFont(self.theme.font("base"))
        editor.setFixedHeight(self.theme.px(76))
        editor.setTabChangesFocus(True)
        editor.setAccessibleName(name)
        self.body.addWidget(Field(name, self.theme, editor, advice=advice))
        return editor

    def words(self) -> OwnWords:
        """What is written."""
        pairs = (line.partition("=") for line in _lines(self.lemmas))
        return OwnWords(
            _lines(self.stop),
            _lines(self.keep),
            tuple(
                (form.strip(), lemma.strip())
                for form, equal, lemma in pairs
                if equal and form.strip() and lemma.strip()
            ),
            _lines(self.compounds),
        )

    def _take(self) -> None:
        self.kept.emit(self.words())
        self.accept()


def _lines(editor: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in editor.toPlainText().splitlines() if line.strip())
