"""The Enquêtes screen, as a person uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
)

from engage_desktop.models.questionnaires import Template
from engage_desktop.models.surveys import (
    CES1_SCALE,
    Condition,
    OptionDraft,
    Question,
    QuestionDraft,
    QuestionKind,
    Survey,
)
from engage_desktop.operations import history, sources
from engage_desktop.operations import surveys as operations
from engage_desktop.store import journal
from engage_desktop.store import surveys as store
from engage_desktop.store.database import Study
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels.surveys import SurveysPanel
from engage_desktop.ui.panels.surveys_cards import ChoiceMark
from engage_desktop.ui.panels.surveys_editor import QuestionEditor
from engage_desktop.ui.panels.surveys_settings import SurveyEditor
from engage_desktop.ui.panels.surveys_words import heads, length_line
from engage_desktop.ui.widgets.points import Points
from tests import builders
from tests.operations import test_ties as ties

Show = Callable[[], SurveysPanel]


@pytest.fixture
def show(context: Context, study: Study) -> Iterator[Show]:
    shown: list[SurveysPanel] = []

    def make() -> SurveysPanel:
        context.show_study(study)
        panel = SurveysPanel(context)
        panel.resize(1228, 840)
        panel.show()
        context.jobs.wait()
        shown.append(panel)
        return panel

    yield make
    for panel in shown:
        panel.close()
        context.jobs.wait()
        panel.deleteLater()


def nps(study: Study, name: str = "Abonnés") -> Survey:
    return operations.create_survey(study, name, templates=(Template.NPS,))


def held(study: Study) -> Survey:
    with study.read() as session:
        return store.surveys(session)[0]


def editor(panel: SurveysPanel) -> QuestionEditor:
    now = panel.editing.widget()
    assert isinstance(now, QuestionEditor)
    return now


def words(panel: SurveysPanel) -> list[str]:
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]


def codes(survey: Survey) -> list[str]:
    return [each.code for each in heads(survey)]


def retype(panel: SurveysPanel, text: str) -> None:
    editor(panel).label.selectAll()
    QTest.keyClicks(editor(panel).label, text)


def test_an_empty_study_offers_the_templates_and_opens_what_is_made(
    show: Show, study: Study, context: Context
) -> None:
    panel = show()
    assert "Aucune enquête dans cette étude" in words(panel)
    panel.empty.buttons[0].click()
    context.jobs.wait()
    survey = held(study)
    assert (survey.name, codes(survey)) == ("Enquête NPS", ["q1_nps", "quelle_est_la_principale"])
    assert panel.survey is not None
    assert panel.survey.id == survey.id
    settings = panel.editing.widget()
    assert isinstance(settings, SurveyEditor)
    assert settings.name.selectedText() == "Enquête NPS"


def test_a_second_survey_from_the_same_template_has_a_name_of_its_own(
    show: Show, study: Study, context: Context
) -> None:
    nps(study, "Enquête NPS")
    panel = show()
    panel.list.created.emit((Template.NPS,))
    context.jobs.wait()
    assert panel.survey is not None
    assert panel.survey.name == "Enquête NPS 2"


def test_a_kind_is_added_after_the_question_being_edited_and_its_wording_is_ready(
    show: Show, study: Study, context: Context
) -> None:
    nps(study)
    panel = show()
    panel.list.rows[4].click()
    context.jobs.wait()
    assert [each.kind for each in heads(held(study))][1] is QuestionKind.TEXT
    assert editor(panel).label.textCursor().selectedText() == "Nouvelle question"


def test_what_is_typed_is_drawn_at_once_and_kept_when_the_keyboard_leaves(
    show: Show, study: Study, context: Context
) -> None:
    nps(study)
    panel = show()
    retype(panel, "Et vous ?")
    assert words(panel).count("Et vous\u202f?") == 2  # the card and the preview
    assert held(study).questions[0].label != "Et vous ?"
    editor(panel).low.setFocus()
    editor(panel).keep()
    context.jobs.wait()
    assert held(study).questions[0].label == "Et vous ?"


def test_what_is_typed_is_kept_when_another_question_is_chosen(
    show: Show, study: Study, context: Context
) -> None:
    survey = nps(study)
    panel = show()
    retype(panel, "Et vous ?")
    panel.cards.card(survey.questions[1].id).setFocus()
    context.jobs.wait()
    assert held(study).questions[0].label == "Et vous ?"
    assert editor(panel).question.id == survey.questions[1].id


def test_a_wording_that_is_erased_is_asked_for_and_not_kept(
    show: Show, study: Study, context: Context
) -> None:
    before = nps(study).questions[0].label
    panel = show()
    editor(panel).label.selectAll()
    QTest.keyClick(editor(panel).label, Qt.Key.Key_Delete)
    assert "Écrivez ce que vous demandez." in words(panel)
    editor(panel).keep()
    context.jobs.wait()
    assert held(study).questions[0].label == before


def test_a_variable_name_already_taken_is_said_below_it_and_the_rest_is_kept(
    show: Show, study: Study, context: Context
) -> None:
    nps(study)
    panel = show()
    retype(panel, "Et vous ?")
    editor(panel).code.clear()
    QTest.keyClicks(editor(panel).code, "quelle_est_la_principale")
    editor(panel).keep()
    context.jobs.wait()
    question = held(study).questions[0]
    assert (question.label, question.code) == ("Et vous ?", "q1_nps")
    assert any(each.startswith("Une autre question de cette enquête s’appelle déjà") for each in words(panel))
    assert editor(panel).code.text() == "quelle_est_la_principale"


def test_alt_and_an_arrow_move_a_question_and_the_keyboard_stays_on_it(
    show: Show, study: Study, context: Context
) -> None:
    survey = nps(study)
    panel = show()
    card = panel.cards.card(survey.questions[1].id)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    context.jobs.wait()
    assert codes(held(study)) == ["quelle_est_la_principale", "q1_nps"]
    assert panel.cards.card(survey.questions[1].id) is card
    assert bool(card.property("selected"))
    QTest.keyClick(card, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    context.jobs.wait()
    assert codes(held(study)) == ["quelle_est_la_principale", "q1_nps"]


def test_the_handle_drags_a_question_to_another_place(show: Show, study: Study, context: Context) -> None:
    survey = nps(study)
    panel = show()
    first, second = (panel.cards.card(each.id) for each in survey.questions)
    below = second.mapToGlobal(QPoint(20, second.height() - 4))
    first.handle.pulled.emit(below)
    first.handle.dropped.emit(below)
    context.jobs.wait()
    assert codes(held(study)) == ["quelle_est_la_principale", "q1_nps"]


def test_a_deleted_question_gives_way_to_the_next_and_comes_back(
    show: Show, study: Study, context: Context
) -> None:
    survey = nps(study)
    told: list[tuple[str, bool]] = []
    context.told.connect(lambda text, undo: told.append((text, undo)))
    panel = show()
    QTest.keyClick(panel.cards.card(survey.questions[0].id), Qt.Key.Key_Delete)
    context.jobs.wait()
    assert told == [("Question supprimée", True)]
    assert editor(panel).question.id == survey.questions[1].id
    context.write(lambda opened, _progress: history.undo(opened))
    context.jobs.wait()
    assert codes(held(study)) == ["q1_nps", "quelle_est_la_principale"]
    assert panel.survey == held(study)


def test_undo_shows_the_earlier_wording_in_the_field_being_edited(
    show: Show, study: Study, context: Context
) -> None:
    before = nps(study).questions[0].label
    panel = show()
    retype(panel, "Et vous ?")
    editor(panel).keep()
    context.jobs.wait()
    context.write(lambda opened, _progress: history.undo(opened))
    context.jobs.wait()
    assert editor(panel).label.toPlainText() == before


def test_options_are_added_reworded_and_removed_in_place(show: Show, study: Study, context: Context) -> None:
    survey = operations.create_survey(study, "Abonnés")
    operations.add_question(
        study,
        survey.id,
        QuestionDraft(QuestionKind.SINGLE, "Formule ?", options=(OptionDraft("Mois"), OptionDraft("An"))),
    )
    panel = show()
    lines = editor(panel).lines
    assert lines is not None
    lines.lines()[1].end(False)
    QTest.keyClicks(lines.lines()[1], " plein")
    lines.adding_other.click()
    editor(panel).keep()
    context.jobs.wait()
    options = held(study).questions[0].options
    assert [(each.label, each.code, each.is_other) for each in options] == [
        ("Mois", "mois", False),
        ("An plein", "an", False),
        ("Autre", "autre", True),
    ]
    QTest.keyClick(lines.lines()[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    editor(panel).keep()
    context.jobs.wait()
    assert [each.code for each in held(study).questions[0].options] == ["an", "mois", "autre"]


def test_the_rows_of_a_grid_are_edited_as_lines(show: Show, study: Study, context: Context) -> None:
    survey = operations.create_survey(study, "Abonnés")
    operations.add_new_question(study, survey.id, QuestionKind.GRID)
    panel = show()
    lines = editor(panel).lines
    assert lines is not None
    lines.lines()[0].selectAll()
    QTest.keyClicks(lines.lines()[0], "Le prix")
    editor(panel).keep()
    context.jobs.wait()
    assert [each.label for each in held(study).questions[1:]] == ["Le prix", "Ligne 2"]


def test_a_grid_of_choices_is_drawn_answered_and_edited(
    show: Show, study: Study, context: Context, tmp_path: Path
) -> None:
    sources.import_file(study, builders.write_csv(tmp_path / "enquete.csv", ties.ROWS, ties.HEADERS))
    survey = held(study)
    grid = next(each for each in survey.questions if each.label == "Êtes-vous d'accord ?")
    panel = show()
    assert len(panel.cards.card(grid.id).findChildren(ChoiceMark)) == 3
    panel.cards.card(grid.id).setFocus()
    context.jobs.wait()
    boxes = [each.text() for each in panel.preview.findChildren(QRadioButton) if not each.isHidden()]
    assert sorted(boxes) == sorted([*ties.AGREE, *ties.AGREE])
    lines = editor(panel).lines
    assert lines is not None
    lines.lines()[0].selectAll()
    QTest.keyClicks(lines.lines()[0], "Clair")
    editor(panel).keep()
    context.jobs.wait()
    now = held(study)
    assert [each.label for each in now.rows(grid)] == ["Clair", "Rapide"]
    assert all(each.kind is QuestionKind.SINGLE and each.options for each in now.rows(grid))


def test_a_condition_is_set_from_an_earlier_question(show: Show, study: Study, context: Context) -> None:
    survey = nps(study)
    panel = show()
    panel.cards.card(survey.questions[1].id).setFocus()
    condition = editor(panel).condition
    condition.source.setCurrentIndex(1)
    condition.source.activated.emit(1)
    context.jobs.wait()
    assert held(study).questions[1].condition == Condition("q1_nps", "<=", "6")
    assert "Seulement si q1_nps ≤ 6" in words(panel)
    condition.source.setCurrentIndex(0)
    condition.source.activated.emit(0)
    context.jobs.wait()
    assert held(study).questions[1].condition is None


def test_a_question_moved_before_the_one_it_depends_on_says_so(
    show: Show, study: Study, context: Context
) -> None:
    survey = nps(study)
    operations.set_condition(study, survey.questions[1].id, Condition("q1_nps", "<=", "6"))
    operations.move_question(study, survey.questions[1].id, to=0)
    panel = show()
    assert any("la condition ne sera jamais remplie" in each for each in words(panel))


def test_ces_on_effort_is_the_other_version_of_its_scale(show: Show, study: Study, context: Context) -> None:
    operations.create_survey(study, "Effort", templates=(Template.CES,))
    panel = show()
    points = editor(panel).points
    assert points is not None
    points.set_current(1)
    points.chosen.emit(1)
    context.jobs.wait()
    scale = held(study).questions[0].scale
    assert scale is not None
    assert (scale.low, scale.high, scale.version, scale.direction) == (
        1, 5, CES1_SCALE.version, CES1_SCALE.direction,
    )  # fmt: skip


def branching(study: Study) -> tuple[Question, Question, Question]:
    survey = nps(study)
    score, reason = survey.questions
    operations.set_condition(study, reason.id, Condition("q1_nps", "<=", "6"))
    last = operations.add_question(
        study, survey.id, QuestionDraft(QuestionKind.SINGLE, "Formule ?", options=(OptionDraft("Mois"),))
    )
    return score, reason, last


def test_the_preview_answers_and_says_which_question_follows(show: Show, study: Study) -> None:
    score, reason, last = branching(study)
    panel = show()
    points = panel.preview.findChild(Points)
    assert isinstance(points, Points)
    QTest.keyClick(points, Qt.Key.Key_Right)
    assert "Réponse 0\u00a0: la question 2 suivra." in words(panel)
    panel.preview.next.click()
    assert editor(panel).question.id == reason.id
    panel.preview.back.click()
    QApplication.processEvents()
    points = next(each for each in panel.preview.findChildren(Points) if not each.isHidden())
    points.picked.emit(9)
    assert "Réponse 9\u00a0: la question 3 suivra." in words(panel)
    panel.preview.next.click()
    assert editor(panel).question.id == last.id
    QApplication.processEvents()
    assert [each.text() for each in panel.preview.findChildren(QRadioButton) if not each.isHidden()] == [
        "Mois"
    ]
    panel.preview.next.click()
    assert editor(panel).question.id == score.id
    QApplication.processEvents()
    assert [each.value for each in panel.preview.findChildren(Points) if not each.isHidden()] == [None]


def test_settings_are_kept_and_a_name_already_taken_is_said_below_it(
    show: Show, study: Study, context: Context
) -> None:
    nps(study)
    nps(study, "Clients")
    panel = show()
    panel.settings.click()
    settings = panel.editing.widget()
    assert isinstance(settings, SurveyEditor)
    QTest.keyClicks(settings.name, "clients")
    QTest.keyClicks(settings.welcome, "Bonjour.")
    settings.status.chosen.emit(1)
    settings.keep()
    context.jobs.wait()
    assert (held(study).name, held(study).welcome) == ("Abonnés", "Bonjour.")
    assert any(each.startswith("Une enquête s’appelle déjà") for each in words(panel))


def test_the_form_is_written_with_what_was_just_typed(
    show: Show, study: Study, context: Context, tmp_path: Path
) -> None:
    nps(study)
    panel = show()
    retype(panel, "Et vous ?")
    proposed: list[Path] = []

    def ask(path: Path) -> Path:
        proposed.append(path)
        return tmp_path / "formulaire.html"

    panel.export_form(ask)
    context.jobs.wait()
    assert proposed == [study.path.with_name("abonnes.html")]
    assert "Et vous\u202f?" in (tmp_path / "formulaire.html").read_text(encoding="utf-8")


def test_a_deleted_survey_leaves_the_list_and_the_next_is_shown(
    show: Show, study: Study, context: Context
) -> None:
    nps(study)
    nps(study, "Clients")
    panel = show()
    panel._delete_survey()
    context.jobs.wait()
    assert panel.survey is not None
    assert panel.survey.name == "Clients"


def test_the_length_counts_what_everyone_answers(study: Study) -> None:
    branching(study)
    assert length_line(held(study)) == "3 questions · 20 s environ"


def test_every_control_of_the_screen_has_a_name(show: Show, study: Study) -> None:
    branching(study)
    panel = show()
    nameless = [
        each
        for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox)
        for each in panel.findChildren(kind)
        if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not each.accessibleName() and not (isinstance(each, QAbstractButton) and each.text())
    ]  # fmt: skip
    assert nameless == []


def test_the_smallest_window_cuts_no_card(show: Show, study: Study) -> None:
    branching(study)
    panel = show()
    panel.resize(748, 580)
    QApplication.processEvents()
    assert panel.width() == 748
    page = panel.cards.widget()
    assert page is not None
    assert page.width() <= panel.cards.viewport().width()


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_looking_at_a_question_writes_nothing(
    show: Show, study: Study, context: Context, kind: QuestionKind
) -> None:
    survey = operations.create_survey(study, "Abonnés")
    operations.add_new_question(study, survey.id, kind)
    panel = show()
    assert editor(panel).touched == set()
    editor(panel).keep()
    context.jobs.wait()
    with study.read() as session:
        assert [each.verb for each in journal.history(session)] == ["question.add", "survey.create"]


def test_the_ends_of_a_scale_are_moved_and_named(show: Show, study: Study, context: Context) -> None:
    survey = operations.create_survey(study, "Abonnés")
    operations.add_new_question(study, survey.id, QuestionKind.SCALE)
    panel = show()
    ends = editor(panel).ends
    assert ends is not None
    assert "Libellé pour 5" in words(panel)
    ends[1].setValue(10)
    assert "Libellé pour 10" in words(panel)
    editor(panel).keep()
    context.jobs.wait()
    scale = held(study).questions[0].scale
    assert scale is not None
    assert (scale.low, scale.high) == (1, 10)
