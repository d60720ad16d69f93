"""Enquêtes: the surveys of the study, their questions as cards, what each says, and how it will look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.names import slug
from engage_desktop.models.questionnaires import Template
from engage_desktop.models.surveys import Question, QuestionKind, Survey
from engage_desktop.store import surveys as store
from engage_desktop.ui.actions import Action
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels.panel import Panel, concerns
from engage_desktop.ui.panels.surveys_acts import Acts, ask_form_path
from engage_desktop.ui.panels.surveys_cards import QuestionList, nearest
from engage_desktop.ui.panels.surveys_editor import QuestionEditor
from engage_desktop.ui.panels.surveys_empty import NoQuestion, NoSurvey
from engage_desktop.ui.panels.surveys_list import SurveyList
from engage_desktop.ui.panels.surveys_preview import Preview
from engage_desktop.ui.panels.surveys_settings import SurveyEditor
from engage_desktop.ui.panels.surveys_words import (
    heads,
    length_line,
    status_name,
)
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.cards import ground, hairline
from engage_desktop.ui.widgets.chips import Chip, ChipLabel
from engage_desktop.ui.widgets.labels import restyle
from engage_desktop.ui.widgets.segmented import Segmented
from engage_desktop.wording import tr
from engage_desktop.wording.errors import explain
from engage_desktop.wording.typography import ellipsis

_FEEDS = ("survey", "question", "option", "response", "source", "answer")
_CODE_REASONS = (Reason.QUESTION_CODE_TAKEN, Reason.QUESTION_CODE_INVALID)
_NAME_REASONS = (Reason.SURVEY_EXISTS, Reason.NAME_EMPTY)
_WIDE = 1120  # logical width of the page under which both side columns are narrower
_NARROW = 820  # and narrower still
_LOW = 700  # logical height of the page under which the editor and its preview take turns


class SurveysPanel(Panel):
    """The designer of surveys."""

    name = "enquetes"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.surveys: tuple[Survey, ...] = ()
        self._survey_id: int | None = None
        self._question_id: int | None = None
        self._wanted: tuple[int | None, int | None] = (None, None)  # what a verb has just made
        self._editor: QuestionEditor | SurveyEditor | None = None
        self._on_settings = False
        self._to_focus = False
        self.acts = Acts(context)
        self.acts.made.connect(self._want)
        self.acts.edit_refused.connect(self._refuse_edit)
        self.acts.survey_refused.connect(self._refuse_survey)

    def title(self) -> str:
        """« Enquêtes »."""
        return tr("Enquêtes")

    # building

    def build(self) -> None:
        """The list, the cards, the editor above its preview."""
        self._build_header()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.stack = QStackedWidget()
        self.empty = NoSurvey(self.theme, create=self._create)
        self.stack.addWidget(QWidget())  # nothing is said before the study was read
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._make_columns())
        self.body.addWidget(self.stack)
        self._fit()

    def _build_header(self) -> None:
        self.header.setProperty("ruled", True)
        restyle(self.header)
        self.state = ChipLabel(Chip("", "filter", "line2"), self.theme)
        self.settings = IconButton(
            "settings", self.theme, name=tr("Réglages de l'enquête"), run=self._show_settings
        )
        self.header.add_left(self.state, self.settings)
        self.form = Button(tr("Formulaire HTML"), self.theme, icon_name="file-code", run=self.export_form)
        self.more = IconButton("ellipsis", self.theme, name=tr("Actions sur l'enquête"))
        menu = QMenu(self.more)
        menu.addAction(tr("Réglages de l'enquête"), self._show_settings)
        menu.addAction(tr("Dupliquer l'enquête"), self._duplicate_survey)
        menu.addSeparator()
        menu.addAction(tr("Supprimer l'enquête"), self._delete_survey)
        self.more.setMenu(menu)
        self.header.add(self.form, self.more)

    def _make_columns(self) -> QWidget:
        columns = QWidget()
        columns.setMinimumWidth(
            self.theme.px(640)
        )  # said outright: what `_fit` sets must not hold the window wide
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.list = SurveyList(self.theme)
        self.list.chosen.connect(self._choose_survey)
        self.list.created.connect(self._create)
        self.list.added.connect(self._add)
        self.cards = QuestionList(self.theme)
        self.cards.chosen.connect(self._choose_question)
        self.cards.moved.connect(self.acts.move)
        self.acts.moved.connect(self.cards.reveal)
        self.cards.asked_for.connect(self._do)
        self.no_question = NoQuestion(self.theme)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.cards)
        self.middle.addWidget(self.no_question)
        row.addWidget(self.list)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.middle, 1)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self._make_right())
        return columns

    def _make_right(self) -> QWidget:
        self.right = QWidget()
        column = QVBoxLayout(self.right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.editing = scrolled(focus=False)
        ground(self.editing, "surface")
        self.preview = Preview(self.theme)
        self.preview.went.connect(self._preview_went)
        self.side = Segmented((tr("Édition"), tr("Aperçu")), self.theme, name=tr("Volet de droite"))
        self.side.chosen.connect(lambda _place: self._fit())
        self._side_row = QWidget()
        row = QHBoxLayout(self._side_row)
        row.setContentsMargins(self.theme.px(20), self.theme.px(10), self.theme.px(20), 0)
        row.addWidget(self.side)
        row.addStretch(1)
        column.addWidget(ground(self._side_row, "surface"))
        column.addWidget(self.editing, 11)
        self._line = hairline()
        column.addWidget(self._line)
        column.addWidget(self.preview, 10)
        return self.right

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._built:
            self._fit()

    def _fit(self) -> None:
        px = self.theme.px
        wide = self.width() >= px(_WIDE)
        narrow = self.width() < px(_NARROW)
        self.list.setFixedWidth(px(208 if wide else 164 if narrow else 184))
        self.right.setFixedWidth(px(396 if wide else 290 if narrow else 336))
        self._say_title()
        self._fit_right()

    def _fit_right(self) -> None:
        """The editor above its preview, or one of them where the window is low."""
        low = self.height() < self.theme.px(_LOW)
        asks = self.question is not None
        shown = self.side.current()
        self._side_row.setVisible(low and asks)
        restyle(ground(self._side_row, "surface" if shown == 0 else "window"))
        self.editing.setVisible(not low or not asks or shown == 0)
        self.preview.setVisible(asks and (not low or shown == 1))
        self._line.setVisible(asks and not low)

    # what the window asks

    def refresh(self, changed: frozenset[str]) -> None:
        """Read the surveys anew."""
        if concerns(changed, *_FEEDS):
            self.context.read(self, store.surveys, self._take)

    def commands(self) -> tuple[Action, ...]:
        """Adding, copying, exporting."""
        menu = tr("Enquêtes")
        return (
            Action("surveys.add", tr("Ajouter une question…"), self._open_add_menu, ("A",), "plus", menu),
            Action("surveys.form", tr("Formulaire HTML"), self.export_form, (), "file-code", menu),
            Action(
                "surveys.settings", tr("Réglages de l'enquête"), self._show_settings, (), "settings", menu
            ),
            Action("surveys.copy", tr("Dupliquer l'enquête"), self._duplicate_survey, (), "copy", menu),
        )

    def panes(self) -> tuple[QWidget, ...]:
        """List, cards, editor, preview."""
        if self.survey is None:
            return ()
        return (self.list.view, *self._current_card(), self.editing, self.preview)

    def _current_card(self) -> tuple[QWidget, ...]:
        return () if self._question_id is None else (self.cards.card(self._question_id),)

    def status(self) -> str:
        """« 7 questions · 2 min 10 s environ »."""
        return "" if self.survey is None else length_line(self.survey)

    def focus_first(self) -> None:
        """The card of the question being edited."""
        self._to_focus = not self.surveys  # what is not read yet is focused once it is
        if self._built and self._question_id is not None:
            self.cards.focus_card(self._question_id)
        elif self._built and self.surveys:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keep()

    # what is shown

    @property
    def survey(self) -> Survey | None:
        """The survey shown."""
        return next((each for each in self.surveys if each.id == self._survey_id), None)

    @property
    def question(self) -> Question | None:
        """The question being edited."""
        survey = self.survey
        questions = () if survey is None else heads(survey)
        return next((each for each in questions if each.id == self._question_id), None)

    def _take(self, surveys: tuple[Survey, ...]) -> None:
        before = None if self.survey is None else [each.id for each in heads(self.survey)]
        self.surveys = surveys
        wanted_survey, wanted_question = self._wanted
        if any(each.id == wanted_survey for each in surveys):
            self._survey_id, self._wanted = wanted_survey, (None, wanted_question)
            self._question_id = None
        if self.survey is None:
            self._survey_id = surveys[0].id if surveys else None
        survey = self.survey
        shown = () if survey is None else heads(survey)
        if any(each.id == wanted_question for each in shown):
            self._question_id, self._wanted = wanted_question, (None, None)
            self._on_settings = False
        elif self.question is None:
            self._question_id = nearest(before, self._question_id, tuple(each.id for each in shown))
        self._show()
        if self._to_focus:
            self._focus_what_was_read()
        if wanted_question is not None and self._question_id == wanted_question:
            self.cards.reveal(wanted_question)
            if isinstance(self._editor, QuestionEditor):
                self._editor.focus_label()
        elif wanted_survey is not None and self._survey_id == wanted_survey:
            self._show_settings()

    def _focus_what_was_read(self) -> None:
        self._to_focus = False
        if self.surveys:
            self.focus_first()
        else:
            self.empty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        survey = self.survey
        for widget in (self.state, self.settings, self.form, self.more):
            widget.setVisible(survey is not None)
        self._say_title()
        if survey is None:
            self._editor = None
            self.stack.setCurrentIndex(1)
            return
        state = tr("{state}, version {n}", state=status_name(survey.status), n=survey.version)
        self.state.set_chip(Chip(state, "filter", "line2"))
        self.form.setEnabled(any(each.kind is not QuestionKind.INFO for each in survey.questions))
        self.list.show_surveys(self.surveys, self._survey_id)
        self.cards.show_survey(survey, None if self._on_settings else self._question_id)
        self.middle.setCurrentWidget(self.cards if survey.questions else self.no_question)
        self._show_editor(survey)
        self.stack.setCurrentIndex(2)

    def _say_title(self) -> None:
        survey, wide = self.survey, self.width() >= self.theme.px(_WIDE)
        self.header.set_title(self.title() if survey is None else ellipsis(survey.name, 60 if wide else 28))
        self.header.title_label.setToolTip("" if survey is None else survey.name)
        self.header.set_note("" if survey is None or not wide else length_line(survey))

    def _show_editor(self, survey: Survey) -> None:
        question, editor = self.question, self._editor
        self.preview.show_question(survey, question)
        self._fit_right()
        if question is None or self._on_settings:
            if isinstance(editor, SurveyEditor) and editor.survey.id == survey.id:
                editor.show_survey(survey)
            else:
                settings = SurveyEditor(self.theme, survey)
                settings.edited.connect(self.acts.edit_survey)
                self._put_editor(settings)
        elif isinstance(editor, QuestionEditor) and editor.question.id == question.id:
            editor.show_question(question, survey)
        else:
            made = QuestionEditor(self.theme, question, survey)
            made.edited.connect(self.acts.edit)
            made.drafted.connect(self._draw_draft)
            made.conditioned.connect(self.acts.set_condition)
            made.asked_for.connect(self._do)
            self._put_editor(made)

    def _put_editor(self, editor: QuestionEditor | SurveyEditor) -> None:
        self._keep()
        self._editor = editor
        self.editing.setWidget(editor)
        editor.setAutoFillBackground(False)

    def _keep(self) -> None:
        """Hand over what is still being typed."""
        if self._editor is not None:
            self._editor.keep()

    def _draw_draft(self, question: Question) -> None:
        survey = self.survey
        if survey is not None:
            self.cards.show_draft(question, survey)
            self.preview.show_question(survey, question)

    def _choose_survey(self, survey_id: int) -> None:
        self._keep()
        self._survey_id, self._question_id, self._on_settings = survey_id, None, False
        if self.survey is not None and heads(self.survey):
            self._question_id = heads(self.survey)[0].id
        self._show()

    def _choose_question(self, question_id: int) -> None:
        if question_id == self._question_id and not self._on_settings:
            return
        self._keep()
        self._question_id, self._on_settings = question_id, False
        survey = self.survey
        if survey is not None:
            self.cards.select(question_id)
            self._show_editor(survey)

    def _preview_went(self, question_id: int) -> None:
        self._choose_question(question_id)
        self.cards.reveal(question_id)

    def _show_settings(self) -> None:
        survey = self.survey
        if survey is None:
            return
        self._keep()
        self._on_settings = True
        self.cards.select(None)
        self._show_editor(survey)
        if isinstance(self._editor, SurveyEditor):
            self._editor.focus_name()

    def _open_add_menu(self) -> None:
        if self.survey is not None:
            self.list.add_menu().popup(self.list.mapToGlobal(QPoint(self.list.width(), self.theme.px(80))))

    # verbs

    def _create(self, templates: tuple[Template, ...]) -> None:
        self.acts.create(templates, self.surveys)

    def _duplicate_survey(self) -> None:
        if self.survey is not None:
            self._keep()
            self.acts.duplicate_survey(self.survey)

    def _delete_survey(self) -> None:
        if self.survey is not None:
            self.acts.delete_survey(self.survey)

    def _add(self, kind: QuestionKind) -> None:
        if self.survey is not None:
            self._keep()
            self.acts.add(self.survey, kind, after=self._question_id)

    def _do(self, question_id: int, verb: str) -> None:
        if verb == "edit":
            if isinstance(self._editor, QuestionEditor):
                self._editor.focus_label()
            return
        self._keep()
        if verb == "duplicate":
            self.acts.duplicate(question_id)
        elif verb == "delete":
            self.acts.delete(question_id)

    def _refuse_edit(self, question_id: int, error: EngageError) -> None:
        editor = self._editor
        here = isinstance(editor, QuestionEditor) and editor.question.id == question_id
        if error.reason in _CODE_REASONS and here and isinstance(editor, QuestionEditor):
            said = explain(error)
            editor.refuse_code(f"{said.what} {said.advice}")
        else:
            self.acts.warn(error)

    def _refuse_survey(self, error: EngageError) -> None:
        if isinstance(self._editor, SurveyEditor) and error.reason in _NAME_REASONS:
            said = explain(error)
            self._editor.refuse_name(f"{said.what} {said.advice}")
        else:
            self.acts.warn(error)

    def _want(self, survey_id: int, question_id: int) -> None:
        """Show what was just made (0: neither), as soon as it is read."""
        self._wanted = (survey_id or None, question_id or None)
        self.context.read(self, store.surveys, self._take)

    # going out

    def export_form(self, ask: Callable[[Path], Path | None] | None = None) -> None:
        """Ask where to, then write the form there, with the edits that are still on their way."""
        survey, study = self.survey, self.context.study
        if survey is None or study is None:
            return
        self._keep()
        proposed = study.path.with_name(f"{slug(survey.name) or 'formulaire'}.html")
        path = ask(proposed) if ask is not None else ask_form_path(self, proposed)
        if path is not None:
            self.acts.export(survey, path)
