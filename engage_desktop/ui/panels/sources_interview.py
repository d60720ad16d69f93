"""An interview before it comes in: who speaks, who asks, what the head of the notes says, the first turns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from engage_desktop.models.sources import InterviewProfile, Mapping
from engage_desktop.models.speakers import INTERVIEWER
from engage_desktop.ui.panels.sources_draft import (
    FileDraft,
    veiled,
    with_speaker,
    with_speaker_name,
)
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.cards import Card, ground, hairline
from engage_desktop.ui.widgets.flow import FlowLayout
from engage_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from engage_desktop.ui.widgets.segmented import Switch
from engage_desktop.wording import tn, tr

_TURNS = 20
_LETTERS = 400  # of a turn in the preview


class InterviewPreview(QScrollArea):
    """Speakers with a switch « pose les questions », the profile, the turns; `mapped` tells a new mapping."""

    mapped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self._mapping: Mapping | None = None
        self.switches: dict[str, Switch] = {}
        self.names: dict[str, QLineEdit] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_draft(self, draft: FileDraft) -> None:
        """Show the interview of `draft`."""
        if draft.proposal is None or draft.mapping is None:
            return
        key = (draft.proposal, draft.mapping, draft.profile)
        if key == self._shown:
            return
        focused = next((name for name, one in self.switches.items() if one.hasFocus()), "")
        self._shown, self._mapping = key, draft.mapping
        page = ground(QWidget(), "window")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self._theme.px(4), 0)
        column.setSpacing(self._theme.px(12))
        if draft.mapping.speakers:
            column.addWidget(self._speakers(draft.mapping))
        if draft.profile is not None:
            column.addWidget(self._profile(draft.profile))
        column.addWidget(self._turns(draft))
        column.addStretch(1)
        self.setWidget(page)
        if focused in self.switches:
            self.switches[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _speakers(self, mapping: Mapping) -> Card:
        theme, px = self._theme, self._theme.px
        card = Card(theme, tr("Qui parle"))
        self.switches = {}
        self.names = {}
        for name, said in mapping.speakers:
            row = QHBoxLayout()
            row.setSpacing(px(12))
            row.addWidget(ElidedLabel(name, theme, role="label"), 1)
            if said != INTERVIEWER:
                row.addWidget(PlainLabel(tr("gardé comme"), theme, role="detail", tone="text2"))
                row.addWidget(self._name_field(name, said), 1)
            switch = Switch(tr("pose les questions"), theme)
            switch.setChecked(said == INTERVIEWER)
            switch.setAccessibleName(tr("{name} pose les questions", name=name))
            switch.toggled.connect(self._changer(name))
            self.switches[name] = switch
            row.addWidget(switch)
            card.body.addLayout(row)
        for note in (
            tr("Les questions restent lisibles à leur place ; elles ne comptent pas comme des verbatims."),
            tr("Les noms écrits dans le fichier n'entrent pas dans l'étude."),
        ):
            card.body.addWidget(PlainLabel(note, theme, role="detail", tone="text3", wrap=True))
        return card

    def _name_field(self, name: str, shown: str) -> QLineEdit:
        field = QLineEdit(shown)
        field.setFont(self._theme.font("detail"))
        field.setAccessibleName(tr("Nom gardé pour {name}", name=name))
        self.names[name] = field

        def changed() -> None:
            if self._mapping is not None and field.text().strip() != shown:
                self.mapped.emit(with_speaker_name(self._mapping, name, field.text()))

        field.editingFinished.connect(changed)
        return field

    def _changer(self, name: str) -> Callable[[bool], None]:
        def change(asks: bool) -> None:
            if self._mapping is not None:
                self.mapped.emit(with_speaker(self._mapping, name, asks=asks))

        return change

    def _profile(self, profile: InterviewProfile) -> Card:
        theme = self._theme
        card = Card(theme, tr("Profil de la personne"))
        flow = FlowLayout(spacing=theme.px(16))
        facts = [(tr("Participant"), tr("remplacé par un pseudonyme")), *profile.attributes]
        if profile.held_on:
            facts.insert(1, (tr("Date"), profile.held_on))
        for name, value in facts:
            flow.addWidget(_fact(theme, name, value))
        card.body.addLayout(flow)
        return card

    def _turns(self, draft: FileDraft) -> Card:
        assert draft.proposal is not None
        assert draft.mapping is not None
        theme, px = self._theme, self._theme.px
        asks = {name for name, said in draft.mapping.speakers if said == INTERVIEWER}
        rows = draft.proposal.preview[:_TURNS]
        title = tn("Premier tour de parole", "{n} premiers tours de parole", len(rows))
        card = Card(theme, title)
        for speaker, text in rows:
            row = QHBoxLayout()
            row.setSpacing(px(16))
            who = PlainLabel(speaker, theme, role="detail_label", tone="text3" if speaker in asks else "text")
            who.setWordWrap(True)
            who.setFixedWidth(px(120))
            row.addWidget(who, 0, Qt.AlignmentFlag.AlignTop)
            said = text if len(text) <= _LETTERS else text[:_LETTERS].rstrip() + "…"
            shown = veiled(said, draft.mapping.replaced)
            words = PlainLabel(
                shown, theme, role="quote", tone="text3" if speaker in asks else "text", wrap=True
            )
            row.addWidget(words, 1)
            card.body.addLayout(row)
            card.body.addWidget(hairline())
        return card


def _fact(theme: Theme, name: str, value: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(PlainLabel(name, theme, role="detail", tone="text3"))
    column.addWidget(PlainLabel(value, theme))
    return made
