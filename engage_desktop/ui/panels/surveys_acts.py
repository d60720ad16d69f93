"""What the Enquêtes screen asks to be written: one call a verb, each an act that « Annuler » takes back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from engage_desktop.errors import EngageError
from engage_desktop.models.ids import QuestionId, SurveyId
from engage_desktop.models.names import folded
from engage_desktop.models.questionnaires import Template
from engage_desktop.models.surveys import Condition, QuestionKind, Survey
from engage_desktop.operations import surveys as operations
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels.surveys_list import template_names
from engage_desktop.ui.panels.surveys_words import QuestionEdit, SurveyEdit
from engage_desktop.wording import language, tr
from engage_desktop.wording.errors import explain


class Acts(QObject):
    """The verbs; `made` tells the survey or the question that came to be, `moved` the question that went."""

    made = Signal(int, int)  # survey id, question id; 0 for neither
    moved = Signal(int)
    edit_refused = Signal(int, object)  # question id, EngageError
    survey_refused = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def create(self, templates: tuple[Template, ...], known: tuple[Survey, ...]) -> None:
        """A survey from templates, under a name that none of `known` bears."""
        words = next(words for words, each, _kind in template_names() if each == templates)
        name, spoken = _free(words, known), language()
        self._context.write(
            lambda study, _progress: operations.create_survey(
                study, name, templates=templates, language=spoken
            ),
            done=lambda survey: self.made.emit(survey.id, 0),
        )

    def duplicate_survey(self, survey: Survey) -> None:
        """A like survey without responses."""
        self._context.write(
            lambda study, _progress: operations.duplicate_survey(study, survey.id),
            done=lambda twin: self.made.emit(twin.id, 0),
            said=tr("Enquête dupliquée"),
        )

    def delete_survey(self, survey: Survey) -> None:
        """Put the survey aside."""
        self._context.write(
            lambda study, _progress: operations.delete_survey(study, survey.id),
            said=tr("Enquête « {name} » supprimée", name=survey.name),
        )

    def edit_survey(self, survey_id: int, edit: SurveyEdit) -> None:
        """Write the parts that were changed."""
        self._context.write(
            lambda study, _progress: operations.edit_survey(
                study,
                SurveyId(survey_id),
                name=edit.name,
                title=edit.title,
                welcome=edit.welcome,
                thanks=edit.thanks,
                status=edit.status,
                language=edit.language,
            ),
            failed=self.survey_refused.emit,
        )

    def add(self, survey: Survey, kind: QuestionKind, *, after: int | None) -> None:
        """A question of that kind after another, or at the end."""
        place = None if after is None else QuestionId(after)
        self._context.write(
            lambda study, _progress: operations.add_new_question(study, survey.id, kind, after=place),
            done=lambda question: self.made.emit(0, question.id),
        )

    def duplicate(self, question_id: int) -> None:
        """A like question right after."""
        self._context.write(
            lambda study, _progress: operations.duplicate_question(study, QuestionId(question_id)),
            done=lambda question: self.made.emit(0, question.id),
        )

    def delete(self, question_id: int) -> None:
        """Take the question out."""
        self._context.write(
            lambda study, _progress: operations.delete_question(study, QuestionId(question_id)),
            said=tr("Question supprimée"),
        )

    def move(self, question_id: int, to: int) -> None:
        """Put the question at another place."""
        self._context.write(
            lambda study, _progress: operations.move_question(study, QuestionId(question_id), to=to),
            done=lambda _survey: self.moved.emit(question_id),
        )

    def edit(self, question_id: int, edit: QuestionEdit) -> None:
        """Write the parts that were changed."""
        self._context.write(
            lambda study, _progress: operations.edit_question(
                study,
                QuestionId(question_id),
                label=edit.label,
                help=edit.help,
                code=edit.code,
                required=edit.required,
                scale=edit.scale,
                options=edit.options,
                rows=edit.rows,
                max_choices=edit.max_choices,
            ),
            failed=lambda error: self.edit_refused.emit(question_id, error),
        )

    def set_condition(self, question_id: int, condition: Condition | None) -> None:
        """Ask the question only then."""
        self._context.write(
            lambda study, _progress: operations.set_condition(study, QuestionId(question_id), condition),
            failed=self.warn,
        )

    def export(self, survey: Survey, path: Path) -> None:
        """Write the form; on the writer's thread, so that earlier edits are in it."""
        self._context.write(
            lambda study, _progress: operations.export_form(study, survey.id, path),
            done=lambda written: self._context.toast(tr("Formulaire enregistré : {name}", name=written.name)),
            label=tr("Formulaire HTML"),
            failed=self.warn,
        )

    def warn(self, error: EngageError) -> None:
        """Say above the page what was refused."""
        said = explain(error)
        self._context.banner(f"{said.what} {said.advice}")


def _free(wished: str, surveys: tuple[Survey, ...]) -> str:
    taken = {folded(each.name) for each in surveys}
    name, number = wished, 2
    while folded(name) in taken:
        name, number = f"{wished} {number}", number + 1
    return name


def ask_form_path(parent: QWidget, proposed: Path) -> Path | None:
    """Where a person wants the form, always with an ending of HTML; None when they gave up."""
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, tr("Enregistrer le formulaire"), str(proposed), tr("Formulaire HTML") + " (*.html)"
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() in (".html", ".htm") else path.with_name(path.name + ".html")
