"""« Qui parle ? »: who says a turn of an interview, and whether they interview; for one turn or all of theirs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from engage_desktop.models.interviews import Interview, Turn
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.fields import Field
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.segmented import Switch
from engage_desktop.wording import tn, tr


class SpeakerDialog(Sheet):
    """`chosen` tells the name, whether it is the interviewer's, and whether it is for all turns of who spoke so far."""

    chosen = Signal(str, bool, bool)

    def __init__(self, parent: QWidget | None, theme: Theme, *, interview: Interview, turn: Turn) -> None:
        super().__init__(parent, theme, title=tr("Qui parle ?"))
        self._asks = {each.speaker: each.interviewer for each in interview.turns}
        self.names = QComboBox()
        self.names.setEditable(True)
        self.names.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.names.setFont(theme.font("base"))
        self.names.addItems(interview.speakers)
        named = turn.speaker or (tr("Intervieweur") if turn.interviewer else "")
        self.names.setCurrentText(named)
        self.field = Field(
            tr("Nom"),
            theme,
            self.names,
            advice=tr(
                "Un rôle ou un code (« P3 ») plutôt qu'un nom de personne. Un nom nouveau est un participant de plus."
            ),
        )
        self.interviewer = Switch(tr("pose les questions"), theme)
        self.interviewer.setChecked(turn.interviewer)
        its = len(interview.said_like(turn))
        self.all = Switch(
            tn(
                "Pour le seul tour de {name}",
                "Pour les {n} tours de {name}",
                its,
                name=named or turn.row.ref.partition(" §")[0],
            ),
            theme,
        )
        self.all.setVisible(its > 1)
        note = tr(
            "Les questions de l'intervieweur restent lisibles à leur place ; elles ne comptent pas comme des"
            " verbatims, et leurs codes sont gardés sans être comptés."
        )
        for widget in (
            self.field, self.interviewer, PlainLabel(note, theme, role="detail", tone="text3", wrap=True), self.all,
        ):  # fmt: skip
            self.body.addWidget(widget)
        take = Button(tr("Enregistrer"), theme, kind="primary", run=self._take)
        self.add_verbs(Button(tr("Annuler"), theme, kind="ghost", run=self.reject), take)
        self.names.currentTextChanged.connect(self._known)
        self.names.setFocus()

    def _known(self, name: str) -> None:
        """A speaker of the interview asks, or answers, as in the other turns."""
        if name in self._asks:
            self.interviewer.setChecked(self._asks[name])

    def _take(self) -> None:
        name = self.names.currentText().strip()
        if not name:
            self.field.set_mistake(tr("Il faut un nom."))
            return
        self.chosen.emit(name, self.interviewer.isChecked(), self.all.isVisible() and self.all.isChecked())
        self.accept()
