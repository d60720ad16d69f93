"""Questionnaires brought in: a survey with its questions, completed and never doubled, taken back whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engage_desktop.models.sources import SourceKind
from engage_desktop.models.surveys import Condition, QuestionKind, Survey
from engage_desktop.operations import history, sources, studies
from engage_desktop.store import sources as kept
from engage_desktop.store import surveys
from engage_desktop.store.database import Study
from tests import builders
from tests.importers.designs import questionnaires as made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Study]:
    with studies.create(tmp_path / "vide.engage") as opened:
        yield opened


def the_survey(study: Study) -> Survey:
    with study.read() as session:
        (found,) = surveys.surveys(session)
        return found


def test_a_questionnaire_makes_a_survey_with_every_element_accounted_for(
    empty: Study, tmp_path: Path
) -> None:
    outcome = sources.import_file(empty, made.lss(tmp_path))
    assert (outcome.rows, outcome.imported, outcome.survey) == (6, 4, "Vélos")
    assert [(each.row, each.reason) for each in outcome.skipped] == [(4, "no_such_kind"), (5, "not_asked")]
    assert [(each.row, each.reason) for each in outcome.remarks] == [(6, "kept_without_condition")]
    survey = the_survey(empty)
    assert [(q.code, q.kind.value, q.parent is not None) for q in survey.questions] == [
        ("reco", "nps", False),
        ("grille", "grid", False),
        ("grille_SQ001", "scale", True),
        ("grille_SQ002", "scale", True),
        ("motifs", "multiple", False),
        ("mot", "text", False),
    ]
    assert (survey.title, survey.language, survey.responses) == ("Vélos", "fr", 0)
    assert outcome.source is not None
    with empty.read() as session:
        assert kept.source(session, outcome.source).kind is SourceKind.DESIGN
        assert kept.problems(session, outcome.source) == outcome.skipped
        assert kept.remarks(session, outcome.source) == outcome.remarks


def test_a_condition_names_our_codes_whatever_those_of_the_file(empty: Study, tmp_path: Path) -> None:
    sources.import_file(empty, made.qsf(tmp_path))
    survey = the_survey(empty)
    chosen = survey.question("Q2")
    assert chosen is not None
    assert chosen.condition == Condition("Q1", "=", "3")
    sources.import_file(empty, made.xlsform(tmp_path))
    with empty.read() as session:
        velo = surveys.find_survey(session, "Enquête vélo")
    motifs, velo_asked = velo.question("motifs"), velo.question("velo")
    assert motifs is not None
    assert velo_asked is not None
    assert motifs.condition == Condition("velo", "=", velo_asked.options[0].code)


def test_the_same_questionnaire_again_adds_nothing(empty: Study, tmp_path: Path) -> None:
    first = sources.import_file(empty, made.lss(tmp_path))
    before = the_survey(empty)
    again = sources.import_file(empty, tmp_path / "velos.lss")
    assert (again.imported, again.updated, again.duplicates) == (0, 0, first.imported)
    assert the_survey(empty) == before


def test_a_newer_questionnaire_updates_its_survey_and_undo_puts_it_back(empty: Study, tmp_path: Path) -> None:
    path = made.lss(tmp_path)
    sources.import_file(empty, path)
    before = the_survey(empty)
    text = path.read_text(encoding="utf-8")
    text = text.replace("Pour quels motifs ?", "Pour quelles raisons ?").replace("Les pannes", "La panne")
    path.write_text(text, encoding="utf-8")
    outcome = sources.import_file(empty, path)
    assert (outcome.imported, outcome.updated, outcome.duplicates) == (0, 1, 3)
    motifs = the_survey(empty).question("motifs")
    assert motifs is not None
    assert motifs.label == "Pour quelles raisons ?"
    assert [option.label for option in motifs.options] == ["Le prix", "Les pannes", "Autre", "La panne"]
    history.undo(empty)
    assert the_survey(empty) == before


def test_undo_takes_the_survey_back_and_redo_returns_it(empty: Study, tmp_path: Path) -> None:
    sources.import_file(empty, made.lss(tmp_path))
    before = the_survey(empty)
    history.undo(empty)
    with empty.read() as session:
        assert surveys.surveys(session) == ()
    history.redo(empty)
    assert the_survey(empty) == before
    history.undo(empty)
    outcome = sources.import_file(empty, tmp_path / "velos.lss")
    assert outcome.imported == 4
    assert len(the_survey(empty).questions) == len(before.questions)


def test_a_dry_run_of_a_questionnaire_writes_nothing(empty: Study, tmp_path: Path) -> None:
    before = builders.state(empty)
    outcome = sources.import_file(empty, made.lss(tmp_path), dry_run=True)
    assert (outcome.imported, outcome.source) == (4, None)
    assert builders.state(empty) == before


def test_a_question_with_answers_keeps_its_kind(empty: Study, tmp_path: Path) -> None:
    headers = ("Horodateur", "mot", "Recommanderiez-vous le service ?")
    rows = [(f"0{n}/03/2026 10:00:00", str(n * 137), str(n)) for n in range(1, 9)]
    sources.import_file(empty, builders.write_csv(tmp_path / "r.csv", rows, headers), survey="Vélos")
    asked = the_survey(empty).question("mot")
    assert asked is not None
    assert asked.kind is QuestionKind.NUMBER
    outcome = sources.import_file(empty, made.lss(tmp_path))
    assert "other_kind" in [each.reason for each in outcome.skipped]
    assert outcome.rows == outcome.imported + outcome.updated + outcome.duplicates + len(outcome.skipped)
    kept_asked = the_survey(empty).question("mot")
    assert kept_asked is not None
    assert kept_asked.kind is QuestionKind.NUMBER


def test_answers_attach_to_their_questionnaire_by_code_and_take_its_kinds(
    empty: Study, tmp_path: Path
) -> None:
    sources.import_file(empty, made.lss(tmp_path))
    headers = (
        "id",
        "submitdate",
        "lastpage",
        "startlanguage",
        "seed",
        "reco",
        "grille[SQ001]",
        "grille[SQ002]",
        "mot",
    )
    rows = [
        (
            str(n),
            f"2026-03-{n:02d} 10:00:00",
            "3",
            "fr",
            "7",
            str(n % 11),
            str(1 + n % 5),
            str(1 + n % 4),
            f"Mon avis {n}",
        )
        for n in range(1, 25)
    ]
    outcome = sources.import_file(empty, builders.write_csv(tmp_path / "reponses.csv", rows, headers))
    assert (outcome.imported, outcome.survey) == (24, "Vélos")
    survey = the_survey(empty)
    assert survey.responses == 24
    assert [question.code for question in survey.questions] == [
        "reco", "grille", "grille_SQ001", "grille_SQ002", "motifs", "mot",
    ]  # fmt: skip
    with empty.read() as session:
        asked = session.rows(
            "SELECT q.code, count(*) FROM answer a JOIN question q ON q.id = a.question_id GROUP BY 1 ORDER BY 1"
        )
    assert asked == [("grille_SQ001", 24), ("grille_SQ002", 24), ("reco", 24)]
