"""Which survey a file feeds: the one that asks the same, unless what it asks is asked by every table."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.models.surveys import QuestionDraft, QuestionKind
from engage_desktop.operations import sources
from engage_desktop.store import surveys
from engage_desktop.store.database import Study
from tests.importers.files import csv_text, text_file

WHY = (
    "Le vélo est trop lourd pour moi",
    "Rien à dire, tout va bien",
    "L'application plante souvent le matin",
)


def table(folder: Path, name: str, *headers: str, shift: int = 0) -> Path:
    """Rows of identifiers, then texts, under these headers."""
    rows = [
        [str(n + shift), *[f"{WHY[(n + at) % 3]} {n + shift}" for at in range(len(headers) - 1)]]
        for n in range(6)
    ]
    return text_file(folder, csv_text([headers, *rows]), name=name)


def names(study: Study) -> list[str]:
    with study.read() as session:
        return [each.name for each in surveys.surveys(session) if each.name != "reponses"]  # of the fixture


def test_general_headers_join_no_survey_unless_a_person_says_so(study: Study, tmp_path: Path) -> None:
    sources.import_file(study, table(tmp_path, "magasin.csv", "id", "texte"))
    other = table(tmp_path, "cantine.csv", "id", "texte", shift=100)
    tried = sources.import_file(study, other, dry_run=True)
    assert (tried.survey, [(each.reason, each.expected) for each in tried.remarks]) == (
        "cantine",
        [("kept_apart", "magasin")],
    )
    sources.import_file(study, other)
    assert names(study) == ["magasin", "cantine"]
    third = table(tmp_path, "avis.csv", "id", "texte", shift=200)
    said = sources.import_file(study, third, survey="magasin", remember=True)
    assert (said.survey, said.remarks) == ("magasin", ())
    fourth = sources.import_file(study, table(tmp_path, "encore.csv", "id", "texte", shift=300))
    assert (fourth.survey, fourth.remarks) == ("magasin", ())  # kept with the roles of that shape


def test_a_survey_that_was_kept_and_is_no_more_is_not_made_again(study: Study, tmp_path: Path) -> None:
    first = sources.import_file(
        study, table(tmp_path, "a.csv", "id", "texte"), survey="Magasin", remember=True
    )
    assert first.source is not None
    sources.undo_import(study, first.source)
    again = sources.import_file(study, table(tmp_path, "cantine.csv", "id", "texte", shift=50))
    assert again.survey == "cantine"


@pytest.mark.parametrize(
    "headers", [("id", "Que pensez-vous du service ?"), ("id", "accueil_texte", "delais_texte")]
)
def test_a_question_that_says_something_is_known_again(
    study: Study, tmp_path: Path, headers: tuple[str, ...]
) -> None:
    sources.import_file(study, table(tmp_path, "lundi.csv", *headers))
    again = sources.import_file(study, table(tmp_path, "bilan.csv", *headers, shift=100))
    assert (again.survey, again.remarks) == ("lundi", ())


@pytest.mark.parametrize(
    ("first", "next_one"),
    [("export-sem36.csv", "export-sem37.csv"), ("avis septembre 2026.csv", "Avis_octobre_2026.csv")],
)
def test_files_named_alike_are_exports_of_one_survey(
    study: Study, tmp_path: Path, first: str, next_one: str
) -> None:
    sources.import_file(study, table(tmp_path, first, "id", "texte"))
    again = sources.import_file(study, table(tmp_path, next_one, "id", "texte", shift=100))
    assert again.remarks == ()
    assert len(names(study)) == 1


def test_names_made_of_numbers_prove_nothing(study: Study, tmp_path: Path) -> None:
    sources.import_file(study, table(tmp_path, "2025-01.csv", "id", "texte"))
    sources.import_file(study, table(tmp_path, "2026-02.csv", "id", "texte", shift=100))
    assert len(names(study)) == 2


def test_a_survey_that_nobody_answered_waits_for_its_answers(study: Study, tmp_path: Path) -> None:
    with study.write() as session:
        made = surveys.add_survey(session, "Questionnaire")
        surveys.add_question(session, made.id, QuestionDraft(QuestionKind.TEXT, "texte", "texte"))
    found = sources.import_file(study, table(tmp_path, "reponses.csv", "id", "texte"))
    assert (found.survey, found.remarks) == ("Questionnaire", ())
