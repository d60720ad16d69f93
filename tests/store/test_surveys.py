"""Surveys as the study file keeps them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.ids import QuestionId, SourceId, SurveyId
from engage_desktop.models.names import free_code, is_code, slug
from engage_desktop.models.surveys import (
    NPS_SCALE,
    Condition,
    Option,
    OptionDraft,
    QuestionDraft,
    QuestionKind,
)
from engage_desktop.store import database, surveys
from engage_desktop.store.database import Session, Study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with database.create(tmp_path / "enquetes.engage") as opened:
        yield opened


def add_source(session: Session, *, survey: SurveyId | None = None) -> SourceId:
    values = (dt.datetime.now().isoformat(), survey)
    session.bulk(
        "source",
        "INSERT INTO source (uid, kind, imported_at, survey_id) VALUES (hex(randomblob(8)), 'responses', ?, ?)",
        [values],
    )
    return SourceId(int(session.sql("SELECT max(id) FROM source").scalar() or 0))


def add_response(session: Session, survey: SurveyId, source: SourceId) -> int:
    session.bulk(
        "participant",
        "INSERT INTO participant (uid, pseudonym, source_id) VALUES (hex(randomblob(8)), 'P', ?)",
        [(source,)],
    )
    participant = session.sql("SELECT max(id) FROM participant").scalar()
    session.bulk(
        "response",
        "INSERT INTO response (survey_id, participant_id, source_id, number, content_hash) VALUES (?, ?, ?, 1, x'00')",
        [(survey, participant, source)],
    )
    return int(session.sql("SELECT max(id) FROM response").scalar() or 0)


def add_answer(session: Session, response: int, question: QuestionId) -> None:
    session.bulk(
        "answer",
        "INSERT INTO answer (response_id, question_id, number) VALUES (?, ?, 5)",
        [(response, question)],
    )


def add_verbatim(session: Session, response: int, question: QuestionId, source: SourceId) -> None:
    session.bulk(
        "verbatim",
        "INSERT INTO verbatim (kind, ref, text, hash, response_id, question_id, source_id)"
        " VALUES ('answer', 'R-1', 'oui', x'00', ?, ?, ?)",
        [(response, question, source)],
    )


def take_back(session: Session, source: SourceId) -> None:
    session.bulk("source", "UPDATE source SET removed_at = '2026-01-01' WHERE id = ?", [(source,)])


def draft(label: str = "Recommanderiez-vous ?", kind: QuestionKind = QuestionKind.TEXT) -> QuestionDraft:
    return QuestionDraft(kind, label)


def test_a_question_reads_back_as_it_was_written(study: Study) -> None:
    with study.write() as session:
        survey = surveys.add_survey(session, "Abonnés")
        surveys.add_question(session, survey.id, draft())
        written = surveys.add_question(
            session,
            survey.id,
            QuestionDraft(
                QuestionKind.SINGLE,
                "Votre formule ?",
                code="formule",
                help="Une seule.",
                required=True,
                options=(OptionDraft("Annuelle"), OptionDraft("Autre", is_other=True)),
                condition=Condition("q1", "<=", "6"),
            ),
        )
    with study.read() as session:
        assert surveys.survey(session, survey.id).questions[1] == written
    assert [each.code for each in written.options] == ["annuelle", "autre"]


def test_a_standard_question_is_named_after_its_rank_and_kind(study: Study) -> None:
    with study.write() as session:
        survey = surveys.add_survey(session, "Abonnés")
        surveys.add_question(session, survey.id, draft("Bonjour"))
        nps = surveys.add_question(
            session, survey.id, QuestionDraft(QuestionKind.NPS, "Reco ?", scale=NPS_SCALE)
        )
    assert nps.code == "q2_nps"
    assert nps.scale == NPS_SCALE


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Qu’est-ce qui n’a pas fonctionné pour vous ?", "qu_est_ce_qui_n_a_pas"),
        ("Cœur d'été", "coeur_d_ete"),
        ("2026 : combien ?", "q2026_combien"),
        ("Anticonstitutionnellement parlant", "anticonstitutionnellemen"),
        ("سؤال", ""),
    ],
)
def test_a_wording_becomes_a_short_ascii_name(label: str, code: str) -> None:
    assert slug(label) == code
    assert code == "" or is_code(code)


def test_a_name_already_taken_gets_a_number_within_the_longest_length() -> None:
    long = "anticonstitutionnellemen"
    assert free_code(long, [long]) == "anticonstitutionnellem_2"
    assert free_code("Zone", ["zone", "zone_2"]) == "Zone_3"


def test_two_questions_of_the_same_wording_have_two_names(study: Study) -> None:
    with study.write() as session:
        survey = surveys.add_survey(session, "Abonnés")
        codes = [surveys.add_question(session, survey.id, draft("Pourquoi ?")).code for _ in range(3)]
    assert codes == ["pourquoi", "pourquoi_2", "pourquoi_3"]


def test_a_survey_is_found_whatever_the_case_and_the_accents(study: Study) -> None:
    with study.write() as session:
        survey = surveys.add_survey(session, "Départ d’un abonné")
    with study.read() as session:
        assert surveys.find_survey(session, "DEPART d'un abonne").id == survey.id
        with pytest.raises(EngageError) as caught:
            surveys.find_survey(session, "Clients")
    assert caught.value.reason is Reason.SURVEY_UNKNOWN
    assert caught.value.facts["known"] == "Départ d’un abonné"


def test_what_an_import_made_leaves_with_it(study: Study) -> None:
    with study.write() as session:
        source = add_source(session)
        survey = surveys.add_survey(session, "Abonnés", made_by_source_id=source)
        surveys.add_wave(session, survey.id, "T3", made_by_source_id=source)
        add_response(session, survey.id, source)
    with study.read() as session:
        assert surveys.survey(session, survey.id).responses == 1
        assert [wave.name for wave in surveys.waves(session)] == ["T3"]
    with study.write() as session:
        take_back(session, source)
    with study.read() as session:
        assert surveys.surveys(session) == ()
        assert surveys.waves(session, survey.id) == ()


def test_what_another_live_import_uses_stays(study: Study) -> None:
    with study.write() as session:
        first, second = add_source(session), add_source(session)
        survey = surveys.add_survey(session, "Abonnés", made_by_source_id=first)
        kept = surveys.add_question(session, survey.id, draft("Gardée"), made_by_source_id=first)
        surveys.add_question(session, survey.id, draft("Laissée"), made_by_source_id=first)
        said = surveys.add_question(session, survey.id, draft("Dite"), made_by_source_id=first)
        add_response(session, survey.id, first)
        response = add_response(session, survey.id, second)
        add_answer(session, response, kept.id)
        add_verbatim(session, response, said.id, second)
        take_back(session, first)
    with study.read() as session:
        (seen,) = surveys.surveys(session)
    assert [each.label for each in seen.questions] == ["Gardée", "Dite"]
    assert seen.responses == 1


def test_a_question_taken_back_serves_the_next_import_under_its_name(study: Study) -> None:
    with study.write() as session:
        first, second = add_source(session), add_source(session)
        survey = surveys.add_survey(session, "Abonnés")
        zone = surveys.add_question(session, survey.id, draft("Zone"), made_by_source_id=first)
        take_back(session, first)
        again = surveys.add_question(session, survey.id, draft("Zone"), made_by_source_id=second)
        assert (again.id, again.code) == (zone.id, "zone")
        assert len(surveys.survey(session, survey.id).questions) == 1


def test_a_deleted_question_gives_its_name_back_and_keeps_its_answers(study: Study) -> None:
    with study.write() as session:
        source = add_source(session)
        survey = surveys.add_survey(session, "Abonnés")
        old = surveys.add_question(session, survey.id, draft("Zone"))
        add_answer(session, add_response(session, survey.id, source), old.id)
        surveys.delete_question(session, old.id)
        assert surveys.add_question(session, survey.id, draft("Zone")).code == "zone"
        assert session.sql("SELECT count(*) FROM answer").scalar() == 1
        assert [each.id for each in surveys.survey(session, survey.id).questions] != [old.id]


def test_options_keep_their_code_when_reworded_moved_removed_or_brought_back(study: Study) -> None:
    with study.write() as session:
        survey = surveys.add_survey(session, "Abonnés")
        question = surveys.add_question(
            session,
            survey.id,
            QuestionDraft(QuestionKind.SINGLE, "Formule", options=(OptionDraft("Mois"), OptionDraft("An"))),
        )
        month, year = question.options
        reworded = Option(year.id, year.code, "À l’année")
        now = surveys.put_options(session, question.id, (reworded, OptionDraft("Semaine")))
        assert [(each.code, each.label) for each in now] == [("an", "À l’année"), ("semaine", "Semaine")]
        back = surveys.put_options(session, question.id, (*now, OptionDraft("mois")))
        assert back[-1].id == month.id
        assert back[-1].code == "mois"


def test_options_that_an_import_finds_are_added_once(study: Study) -> None:
    with study.write() as session:
        survey = surveys.add_survey(session, "Abonnés")
        question = surveys.add_question(
            session, survey.id, QuestionDraft(QuestionKind.SINGLE, "Zone", options=(OptionDraft("Été"),))
        )
        options = surveys.add_options(session, question.id, (OptionDraft("ete"), OptionDraft("Hiver")))
    assert [each.label for each in options] == ["Été", "Hiver"]


def test_the_rows_of_a_grid_follow_it(study: Study) -> None:
    with study.write() as session:
        survey = surveys.add_survey(session, "Abonnés")
        grid = surveys.add_question(session, survey.id, draft("Grille", QuestionKind.GRID))
        surveys.add_question(session, survey.id, draft("Après"))
        surveys.add_question(session, survey.id, draft("Ligne", QuestionKind.SCALE), parent=grid.id)
        seen = surveys.survey(session, survey.id).questions
    assert [each.label for each in seen] == ["Grille", "Ligne", "Après"]


def test_a_wave_of_that_name_is_not_made_twice(study: Study) -> None:
    with study.write() as session:
        survey = surveys.add_survey(session, "Abonnés")
        one = surveys.find_or_add_wave(session, survey.id, "Été 2026")
        two = surveys.find_or_add_wave(session, survey.id, "ete  2026")
    assert one == two


def test_only_attributes_that_live_participants_carry_are_listed(study: Study) -> None:
    with study.write() as session:
        gone, here = add_source(session), add_source(session)
        survey = surveys.add_survey(session, "Abonnés")
        for number, source in ((1, gone), (2, here)):
            add_response(session, survey.id, source)
            session.bulk(
                "attribute", "INSERT INTO attribute (id, name) VALUES (?, ?)", [(number, f"A{number}")]
            )
            session.bulk(
                "participant_attribute",
                "INSERT INTO participant_attribute SELECT max(id), ?, 'x' FROM participant",
                [(number,)],
            )
        take_back(session, gone)
    with study.read() as session:
        assert surveys.attributes(session) == ("A2",)
