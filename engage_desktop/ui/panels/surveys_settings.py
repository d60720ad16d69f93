"""The right of Enquêtes when the survey itself is edited: its name, its words, its state."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from engage_desktop.models.surveys import Survey, SurveyStatus
from engage_desktop.ui.panels.surveys_keeping import SelfKeeping
from engage_desktop.ui.panels.surveys_words import SurveyEdit, status_name
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.segmented import Segmented
from engage_desktop.wording import tr


class SurveyEditor(SelfKeeping):
    """The name, title, words and state of a survey; `edited` hands over what changed."""

    edited = Signal(int, object)
    _STATES = (SurveyStatus.DRAFT, SurveyStatus.OPEN, SurveyStatus.CLOSED)

    def __init__(self, theme: Theme, survey: Survey) -> None:
        super().__init__(theme)
        self.survey = survey
        self._wished_name: str | None = None  # handed over, and not yet what the study holds
        self.column.addWidget(PlainLabel(tr("Réglages de l'enquête"), theme, role="detail_label"))
        self._name_field, self.name = self.line(tr("Nom dans l'étude"), "name")
        title_field, self.title = self.line(tr("Titre sur le formulaire"), "title")
        welcome_field, self.welcome = self.paragraph(tr("Texte d'accueil, facultatif"), "welcome", lines=3)
        thanks_field, self.thanks = self.paragraph(tr("Remerciement"), "thanks", lines=2)
        self.status = Segmented(tuple(status_name(each) for each in self._STATES), theme, name=tr("État"))
        self.status.chosen.connect(lambda _place: self._touch_now("status"))
        self.language = QComboBox()
        self.language.addItem("Français", "fr")
        self.language.addItem("English", "en")
        self.language.activated.connect(lambda _row: self._touch_now("language"))
        state = QHBoxLayout()
        state.addWidget(self.status)
        state.addStretch(1)
        for field in (self._name_field, title_field):
            self.column.addWidget(field)
        self.column.addLayout(state)
        for field in (
            welcome_field,
            thanks_field,
            self.field(tr("Langue du questionnaire"), self.language),
        ):
            self.column.addWidget(field)
        self.column.addStretch(1)
        self.show_survey(survey)

    def show_survey(self, survey: Survey) -> None:
        """Show what the study holds; parts that are being edited stay as they are."""
        self.survey = survey
        for part, editor, text in (
            ("title", self.title, survey.title),
            ("welcome", self.welcome, survey.welcome),
            ("thanks", self.thanks, survey.thanks),
        ):
            if part not in self.touched:
                self.say(editor, text)
        if self._wished_name == survey.name:
            self._wished_name = None
        if self._wished_name is None and "name" not in self.touched:
            self.say(self.name, survey.name)
        self.status.set_current(self._STATES.index(survey.status))
        self.language.setCurrentIndex(max(0, self.language.findData(survey.language)))

    def focus_name(self) -> None:
        """Put the keyboard on the name, all of it chosen."""
        self.name.setFocus()
        self.name.selectAll()

    def refuse_name(self, sentence: str) -> None:
        """Say under the name why it was refused; what was typed stays."""
        self._name_field.set_mistake(sentence)

    def touch(self, part: str) -> None:
        """Note the part; a new name is not yet wrong."""
        super().touch(part)
        if part == "name":
            self._wished_name = None
            self._name_field.set_mistake("")

    def _touch_now(self, part: str) -> None:
        self.touch(part)
        self.keep()

    def hand_over(self, touched: frozenset[str]) -> None:
        edit = SurveyEdit(
            title=self.title.text().strip() if "title" in touched else None,
            welcome=self.welcome.toPlainText().strip() if "welcome" in touched else None,
            thanks=self.thanks.toPlainText().strip() if "thanks" in touched else None,
            status=self._STATES[self.status.current()] if "status" in touched else None,
            language=str(self.language.currentData()) if "language" in touched else None,
        )
        if edit != SurveyEdit():
            self.edited.emit(self.survey.id, edit)
        if "name" in touched:  # by itself: when it is refused, the rest is kept all the same
            self._wished_name = " ".join(self.name.text().split())
            self.edited.emit(self.survey.id, SurveyEdit(name=self._wished_name))
