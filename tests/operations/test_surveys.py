"""What a person does to a survey, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.ids import SurveyId
from engage_desktop.models.questionnaires import Template
from engage_desktop.models.surveys import (
    Condition,
    OptionDraft,
    QuestionDraft,
    QuestionKind,
    Scale,
    Survey,
    SurveyStatus,
)
from engage_desktop.operations import sources, studies
from engage_desktop.operations import surveys as act
from engage_desktop.operations.surveys import Row
from engage_desktop.store import database, journal
from engage_desktop.store import surveys as store
from engage_desktop.store.database import Study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with database.create(tmp_path / "enquetes.engage") as opened:
        yield opened


def seen(study: Study) -> tuple[Survey, ...]:
    with study.read() as session:
        return store.surveys(session)


def undo(study: Study) -> str:
    with study.write() as session:
        return journal.undo(session).verb


def redo(study: Study) -> None:
    with study.write() as session:
        journal.redo(session)


def give_responses(study: Study, survey: SurveyId, count: int = 1) -> None:
    """Live responses, as an import would leave them."""
    with study.write(bulk=True) as session:
        session.bulk(
            "source",
            "INSERT INTO source (uid, kind, imported_at) VALUES (hex(randomblob(8)), 'responses', '2026')",
            [()],
        )
        session.bulk(
            "participant", "INSERT INTO participant (uid, pseudonym) VALUES (hex(randomblob(8)), 'P')", [()]
        )
        session.bulk(
            "response",
            "INSERT INTO response (survey_id, participant_id, source_id, number, content_hash)"
            " SELECT ?, max(p.id), max(s.id), 1, x'00' FROM participant p, source s",
            [(survey,)] * count,
        )


def nps(study: Study) -> Survey:
    return act.create_survey(study, "Abonnés", templates=(Template.NPS,))


def test_the_nps_template_asks_for_the_score_then_for_its_reason(study: Study) -> None:
    survey = nps(study)
    score, reason = survey.questions
    assert (score.kind, score.code, score.required) == (QuestionKind.NPS, "q1_nps", True)
    assert score.scale is not None
    assert (score.scale.low, score.scale.high, score.scale.low_label) == (0, 10, "Pas du tout probable")
    assert reason.label == "Quelle est la principale raison de votre note\u202f?"
    assert survey.status is SurveyStatus.DRAFT


def test_an_english_survey_is_worded_in_english(study: Study) -> None:
    survey = act.create_survey(study, "Subscribers", templates=(Template.CES, Template.CSAT), language="en")
    assert survey.questions[1].label == "What took you the most effort?"
    assert [each.kind for each in survey.questions if each.kind.scored] == [
        QuestionKind.CES,
        QuestionKind.CSAT,
    ]


def test_a_blank_survey_has_no_question(study: Study) -> None:
    assert act.create_survey(study, "Vide").questions == ()


def test_two_surveys_cannot_bear_the_same_name(study: Study) -> None:
    nps(study)
    with pytest.raises(EngageError) as caught:
        act.create_survey(study, "abonnes")
    assert caught.value.reason is Reason.SURVEY_EXISTS
    with pytest.raises(EngageError) as caught:
        act.create_survey(study, "  ")
    assert caught.value.reason is Reason.NAME_EMPTY


def test_every_verb_is_taken_back_and_done_again_whole(study: Study) -> None:
    survey = nps(study)
    score, reason = survey.questions
    grid = act.add_new_question(study, survey.id, QuestionKind.GRID, after=score.id)
    verbs = (
        lambda: act.edit_survey(study, survey.id, title="Vos trajets", status=SurveyStatus.OPEN),
        lambda: act.edit_question(study, score.id, label="Et vous ?", code="reco", required=False),
        lambda: act.edit_question(study, grid.id, rows=(Row("Prix"), Row("Accueil"))),
        lambda: act.set_condition(study, reason.id, Condition("reco", "<=", "6")),
        lambda: act.move_question(study, reason.id, to=0),
        lambda: act.duplicate_question(study, grid.id),
        lambda: act.delete_question(study, score.id),
        lambda: act.duplicate_survey(study, survey.id),
        lambda: act.delete_survey(study, survey.id),
    )
    for verb in verbs:
        before = seen(study)
        verb()
        after = seen(study)
        assert after != before
        undo(study)
        assert seen(study) == before
        redo(study)
        assert seen(study) == after


def test_an_edit_that_changes_nothing_leaves_no_act(study: Study) -> None:
    survey = nps(study)
    score = survey.questions[0]
    act.edit_question(study, score.id, label=score.label, code=score.code, scale=score.scale)
    assert undo(study) == "survey.create"


def test_a_new_question_goes_where_it_was_asked_for(study: Study) -> None:
    survey = nps(study)
    act.add_question(
        study, survey.id, QuestionDraft(QuestionKind.TEXT, "Entre"), after=survey.questions[0].id
    )
    act.add_question(study, survey.id, QuestionDraft(QuestionKind.TEXT, "Fin"))
    assert [each.code for each in seen(study)[0].questions] == [
        "q1_nps", "entre", "quelle_est_la_principale", "fin",
    ]  # fmt: skip


def test_a_question_moves_with_the_rows_of_its_grid(study: Study) -> None:
    survey = nps(study)
    grid = act.add_new_question(study, survey.id, QuestionKind.GRID)
    moved = act.move_question(study, grid.id, to=0)
    assert [each.kind for each in moved.questions] == [
        QuestionKind.GRID, QuestionKind.SCALE, QuestionKind.SCALE, QuestionKind.NPS, QuestionKind.TEXT,
    ]  # fmt: skip
    assert act.move_question(study, grid.id, to=99).questions[-1].parent == grid.id


def test_a_variable_name_already_taken_is_refused(study: Study) -> None:
    survey = nps(study)
    with pytest.raises(EngageError) as caught:
        act.edit_question(study, survey.questions[1].id, code="Q1_NPS")
    assert caught.value.reason is Reason.QUESTION_CODE_TAKEN


@pytest.mark.parametrize("code", ["q1 nps", "é", "1q", "", "a" * 25])
def test_a_variable_name_that_statistics_tools_cannot_read_is_refused(study: Study, code: str) -> None:
    survey = nps(study)
    with pytest.raises(EngageError) as caught:
        act.edit_question(study, survey.questions[0].id, code=code)
    assert caught.value.reason is Reason.QUESTION_CODE_INVALID


def test_conditions_follow_the_renamed_question_and_leave_with_the_deleted_one(study: Study) -> None:
    survey = nps(study)
    score, reason = survey.questions
    act.set_condition(study, reason.id, Condition("q1_nps", "<=", "6"))
    act.edit_question(study, score.id, code="reco")
    assert seen(study)[0].questions[1].condition == Condition("reco", "<=", "6")
    act.delete_question(study, score.id)
    assert seen(study)[0].questions[0].condition is None
    undo(study)
    assert seen(study)[0].questions[1].condition == Condition("reco", "<=", "6")


def test_the_name_of_a_deleted_question_is_free_again(study: Study) -> None:
    survey = nps(study)
    act.delete_question(study, survey.questions[0].id)
    assert act.edit_question(study, survey.questions[1].id, code="q1_nps").code == "q1_nps"


def test_options_keep_their_codes_when_reworded(study: Study) -> None:
    survey = nps(study)
    question = act.add_new_question(study, survey.id, QuestionKind.SINGLE)
    first, second = question.options
    edited = act.edit_question(
        study,
        question.id,
        options=(second, replace(first, label="Annuelle"), OptionDraft("Autre", is_other=True)),
    )
    assert [(each.label, each.code) for each in edited.options] == [
        ("Réponse 2", "reponse_2"), ("Annuelle", "reponse_1"), ("Autre", "autre"),
    ]  # fmt: skip


def test_the_scale_of_a_grid_is_that_of_its_rows(study: Study) -> None:
    survey = nps(study)
    grid = act.add_new_question(study, survey.id, QuestionKind.GRID)
    act.edit_question(study, grid.id, scale=Scale(1, 7, low_label="Non", high_label="Oui"))
    rows = [each for each in seen(study)[0].questions if each.parent == grid.id]
    assert [each.scale for each in rows] == [Scale(1, 7, low_label="Non", high_label="Oui")] * 2


@pytest.mark.parametrize("scale", [Scale(5, 5), Scale(7, 1), Scale(0, 21)])
def test_a_scale_without_points_or_with_too_many_is_refused(study: Study, scale: Scale) -> None:
    survey = nps(study)
    with pytest.raises(EngageError) as caught:
        act.edit_question(study, survey.questions[0].id, scale=scale)
    assert caught.value.reason is Reason.SCALE_INVALID


def test_the_version_grows_once_for_the_edits_made_between_two_arrivals_of_responses(study: Study) -> None:
    survey = nps(study)
    score = survey.questions[0]
    act.edit_question(study, score.id, label="Avant toute réponse")
    assert seen(study)[0].version == 1
    give_responses(study, survey.id)
    act.edit_question(study, score.id, label="Première retouche")
    act.edit_question(study, score.id, label="Deuxième retouche")
    act.edit_question(study, score.id, code="reco")
    assert seen(study)[0].version == 2
    give_responses(study, survey.id)
    act.edit_question(study, score.id, label="Après d’autres réponses")
    assert seen(study)[0].version == 3
    undo(study)
    assert seen(study)[0].version == 2


def test_renaming_a_variable_is_no_new_wording(study: Study) -> None:
    survey = nps(study)
    give_responses(study, survey.id)
    act.edit_question(study, survey.questions[0].id, code="reco")
    assert seen(study)[0].version == 1


def test_a_copy_asks_the_same_and_has_no_response(study: Study) -> None:
    survey = nps(study)
    act.set_condition(study, survey.questions[1].id, Condition("q1_nps", "<=", "6"))
    act.add_new_question(study, survey.id, QuestionKind.GRID)
    give_responses(study, survey.id, 3)
    twin = act.duplicate_survey(study, survey.id)
    assert (twin.name, twin.responses) == ("Abonnés (copie)", 0)
    again = act.duplicate_survey(study, survey.id)
    assert again.name == "Abonnés (copie) 2"
    original = seen(study)[0]
    assert [(each.code, each.label, each.condition) for each in twin.questions] == [
        (each.code, each.label, each.condition) for each in original.questions
    ]
    grid = twin.question("nouvelle_question")
    assert grid is not None
    assert [each.parent for each in twin.questions[-2:]] == [grid.id, grid.id]


def test_the_form_is_written_for_html_and_promised_for_the_others(study: Study, tmp_path: Path) -> None:
    survey = nps(study)
    path = tmp_path / "formulaire.html"
    assert act.export_form(study, survey.id, path) == path
    assert "Suivant" in path.read_text(encoding="utf-8")
    for name, reason in (
        ("f.pdf", Reason.LATER),
        ("f.lss", Reason.LATER),
        ("f.txt", Reason.EXPORT_KIND_UNKNOWN),
    ):
        with pytest.raises(EngageError) as caught:
            act.export_form(study, survey.id, tmp_path / name)
        assert caught.value.reason is reason
        assert not (tmp_path / name).exists()


def test_what_a_form_collected_comes_back_into_the_survey_that_asked(tmp_path: Path) -> None:
    with studies.create(tmp_path / "etude.engage") as study:
        survey = nps(study)
        act.add_new_question(study, survey.id, QuestionKind.GRID)
        act.add_question(
            study, survey.id, QuestionDraft(QuestionKind.MULTIPLE, "Trajets", options=(OptionDraft("École"),))
        )
        form = act.export_form(study, survey.id, tmp_path / "f.html").read_text(encoding="utf-8")
        embedded = json.loads(form.split('id="survey">')[1].split("</script>")[0])
        answers = {
            "q1_nps": 3,
            "quelle_est_la_principale": "La station était vide",
            "ligne_1": 4,
            "trajets": ["École"],
        }
        returned = {
            "format": "engage-answers",
            "version": 1,
            "survey": {"name": embedded["name"], "version": embedded["version"]},
            "questions": embedded["asked"],
            "responses": [
                {"id": "11111111-1111-4111-8111-111111111111", "submitted_at": "2026-09-27T16:42:00+02:00",
                 "answers": answers, "other": {}}
            ],
        }  # fmt: skip
        path = tmp_path / "reponses.json"
        path.write_text(json.dumps(returned), encoding="utf-8")
        before = seen(study)[0]
        sources.import_file(study, path)
        (after,) = seen(study)
        assert after.responses == 1
        assert after.questions == before.questions
        with study.read() as session:
            answered = session.sql("SELECT DISTINCT question_id FROM answer").scalars().all()
            said = session.sql("SELECT question_id, text FROM verbatim").fetchall()
        assert {each.code for each in after.questions if each.id in answered} == {
            "q1_nps",
            "ligne_1",
            "trajets",
        }
        assert [tuple(row) for row in said] == [(after.questions[1].id, "La station était vide")]
        sources.import_file(study, path)
        assert seen(study)[0].responses == 1
