"""Grids and « Autre » in their own column, once imported: one question with its rows, a text under its choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engage_desktop.models.sources import Outcome, Role
from engage_desktop.models.surveys import Option, OptionDraft, Question, QuestionKind, Survey
from engage_desktop.operations import history, sheets, sources, studies
from engage_desktop.operations import surveys as operations
from engage_desktop.store import surveys, verbatims
from engage_desktop.store.database import Study
from engage_desktop.wording.sheets import heads
from tests import builders

HEADERS = (
    "Numéro de réponse",
    "Horodateur",
    "Notez de 1 à 5 [Prix]",
    "Notez de 1 à 5 [Accueil]",
    "Êtes-vous d'accord ? [Simple]",
    "Êtes-vous d'accord ? [Rapide]",
    "Où achetez-vous ?",
    "Si 'Autre' précisez :",
)
AGREE = ("Pas d'accord", "Neutre", "D'accord")
SHOPS = ("Marché", "Supermarché", "")
ROWS = tuple(
    (
        f"F{n}", f"{1 + n:02d}/03/2026 10:00:00", str(1 + n % 5), str(5 - n % 5), AGREE[n % 3], AGREE[(n + 1) % 3],
        SHOPS[n % 3], f"La boulangerie numéro {n}" if n % 3 == 2 else "",
    )
    for n in range(24)
)  # fmt: skip


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Study]:
    with studies.create(tmp_path / "a.engage") as study:
        yield study


def bring(
    study: Study, folder: Path, rows: tuple[tuple[str, ...], ...] = ROWS, name: str = "r.csv"
) -> Outcome:
    return sources.import_file(study, builders.write_csv(folder / name, rows, HEADERS))


def survey_of(study: Study) -> Survey:
    with study.read() as session:
        (found,) = surveys.surveys(session)
        return found


def named(survey: Survey, label: str) -> Question:
    return next(each for each in survey.questions if each.label == label)


def shape(survey: Survey) -> list[tuple[str, str, str]]:
    by_id = {int(each.id): each.label for each in survey.questions}
    return [(each.kind.value, each.label, by_id.get(each.parent or 0, "")) for each in survey.questions]


SHAPE = [
    ("grid", "Notez de 1 à 5", ""),
    ("scale", "Prix", "Notez de 1 à 5"),
    ("scale", "Accueil", "Notez de 1 à 5"),
    ("grid", "Êtes-vous d'accord ?", ""),
    ("single", "Simple", "Êtes-vous d'accord ?"),
    ("single", "Rapide", "Êtes-vous d'accord ?"),
    ("single", "Où achetez-vous ?", ""),
    ("text", "Si 'Autre' précisez :", "Où achetez-vous ?"),
]


def test_a_file_makes_grids_with_their_rows_and_ties_other_to_its_choice(
    empty: Study, tmp_path: Path
) -> None:
    outcome = bring(empty, tmp_path)
    assert (outcome.rows, outcome.imported, outcome.skipped) == (24, 24, ())
    survey = survey_of(empty)
    assert shape(survey) == SHAPE
    assert [each.label for each in outcome.questions][:3] == [
        "Notez de 1 à 5 – Prix",
        "Notez de 1 à 5 – Accueil",
        "Êtes-vous d'accord ? – Simple",
    ]
    grid = named(survey, "Notez de 1 à 5")
    assert grid.scale is not None
    assert (grid.scale.low, grid.scale.high) == (1, 5)


def test_who_specifies_other_has_chosen_it(empty: Study, tmp_path: Path) -> None:
    bring(empty, tmp_path)
    shop = named(survey_of(empty), "Où achetez-vous ?")
    (other,) = (each for each in shop.options if each.is_other)
    with empty.read() as session:
        counted = dict(
            session.rows(
                "SELECT o.label, count(*) FROM answer a JOIN option o ON o.id = a.option_id"
                " WHERE a.question_id = ? GROUP BY o.label",
                (int(shop.id),),
            )
        )
        said = verbatims.find(session, "boulangerie").ids
        shown = verbatims.read(session, said[0])
    assert counted == {"Marché": 8, "Supermarché": 8, other.label: 8}
    assert len(said) == 8
    assert shown.question_label == "Où achetez-vous ? – Si 'Autre' précisez :"


def test_the_same_questions_are_found_again_and_a_text_that_comes_later_chooses_other(
    empty: Study, tmp_path: Path
) -> None:
    bring(empty, tmp_path)
    rows = list(ROWS)
    rows[0] = (*ROWS[0][:6], "", "Le drive du coin")
    outcome = bring(empty, tmp_path, tuple(rows), "r2.csv")
    assert (outcome.imported, outcome.updated, outcome.duplicates) == (0, 1, 23)
    survey = survey_of(empty)
    assert shape(survey) == SHAPE
    shop = named(survey, "Où achetez-vous ?")
    with empty.read() as session:
        chosen = session.rows(
            "SELECT o.is_other FROM answer a JOIN option o ON o.id = a.option_id"
            " JOIN response r ON r.id = a.response_id WHERE r.external_id = 'F0' AND a.question_id = ?",
            (int(shop.id),),
        )
    assert chosen == [(1,)]
    history.undo(empty)
    assert len(builders.ids(empty, "drive")) == 0


def test_a_choice_of_several_takes_other_beside_the_rest(empty: Study, tmp_path: Path) -> None:
    headers = ("Horodateur", "Vos usages ?", "Autre, précisez")
    kinds = ("Courses;Travail", "Travail;Loisirs", "Loisirs;Courses")
    rows = [
        (f"{1 + n:02d}/03/2026 10:00:00", kinds[n % 3], "Promener le chien" if n == 3 else "")
        for n in range(24)
    ]
    sources.import_file(empty, builders.write_csv(tmp_path / "u.csv", rows, headers))
    with empty.read() as session:
        found = session.rows(
            "SELECT o.label FROM answer a JOIN option o ON o.id = a.option_id"
            " JOIN response r ON r.id = a.response_id WHERE r.row = 5 ORDER BY a.rank"
        )
    assert found == [("Courses",), ("Travail",), ("Autre",)]


def test_a_survey_that_had_its_rows_flat_keeps_them_so(empty: Study, tmp_path: Path) -> None:
    path = builders.write_csv(tmp_path / "r.csv", ROWS, HEADERS)
    mapping = sources.inspect(path, study=empty).mapping
    flat = replace(
        mapping,
        columns=tuple(replace(each, grid="", name=each.header, other_of=-1) for each in mapping.columns),
    )
    sources.import_file(empty, path, mapping=flat)
    before = shape(survey_of(empty))
    assert ("scale", "Notez de 1 à 5 [Prix]", "") in before
    more = (*ROWS, ("F99", "30/03/2026 10:00:00", "2", "3", "Neutre", "Neutre", "Marché", ""))
    outcome = bring(empty, tmp_path, more, "r2.csv")
    assert (outcome.imported, outcome.duplicates) == (1, 24)
    assert shape(survey_of(empty)) == before


def test_a_grid_stays_while_another_import_answers_its_rows(empty: Study, tmp_path: Path) -> None:
    first = bring(empty, tmp_path)
    bring(empty, tmp_path, tuple((f"G{n}", *row[1:]) for n, row in enumerate(ROWS)), "g.csv")
    assert first.source is not None
    sources.undo_import(empty, first.source)
    assert shape(survey_of(empty)) == SHAPE
    history.undo(empty)
    assert shape(survey_of(empty)) == SHAPE


def test_an_import_taken_back_and_done_again_has_the_same_grid(empty: Study, tmp_path: Path) -> None:
    bring(empty, tmp_path)
    history.undo(empty)
    with empty.read() as session:
        assert surveys.surveys(session) == ()
    bring(empty, tmp_path, name="encore.csv")
    assert shape(survey_of(empty)) == SHAPE


def test_rows_attach_to_the_grid_of_a_questionnaire(empty: Study, tmp_path: Path) -> None:
    bring(empty, tmp_path)
    survey = survey_of(empty)
    grid = named(survey, "Notez de 1 à 5")
    operations.edit_question(
        empty, grid.id, rows=(*(designs_row(each) for each in survey.rows(grid)), operations.Row("Délai"))
    )
    headers = (*HEADERS[:4], "Notez de 1 à 5 [Délai]", *HEADERS[4:])
    rows = tuple((f"H{n}", *row[1:4], str(1 + n % 5), *row[4:]) for n, row in enumerate(ROWS))
    sources.import_file(empty, builders.write_csv(tmp_path / "h.csv", rows, headers))
    survey = survey_of(empty)
    assert [each.label for each in survey.rows(named(survey, "Notez de 1 à 5"))] == [
        "Prix",
        "Accueil",
        "Délai",
    ]


def designs_row(question: Question) -> operations.Row:
    return operations.Row(question.label, question.id)


def test_a_row_added_to_a_grid_of_choices_answers_as_the_others(empty: Study, tmp_path: Path) -> None:
    bring(empty, tmp_path)
    survey = survey_of(empty)
    grid = named(survey, "Êtes-vous d'accord ?")
    assert (grid.kind, grid.scale) == (QuestionKind.GRID, None)
    operations.edit_question(
        empty, grid.id, rows=(*(designs_row(each) for each in survey.rows(grid)), operations.Row("Clair"))
    )
    survey = survey_of(empty)
    simple, _rapide, clear = survey.rows(named(survey, "Êtes-vous d'accord ?"))
    assert (clear.kind, [each.label for each in clear.options]) == (
        QuestionKind.SINGLE,
        [each.label for each in simple.options],
    )
    copied = operations.duplicate_question(empty, grid.id)
    assert [each.kind for each in survey_of(empty).rows(copied)] == [QuestionKind.SINGLE] * 3


def test_tables_and_figures_name_a_row_with_its_grid(empty: Study, tmp_path: Path) -> None:
    from engage_desktop.operations import indicators

    bring(empty, tmp_path)
    with empty.read() as session:
        sheet = sheets.response_sheet(session, "", heads=heads())
        labels = {each.label for each in indicators.indicators(session)}
    assert "Notez de 1 à 5 – Prix" in sheet.headers
    assert "Notez de 1 à 5 – Prix" in labels


def test_the_form_of_such_a_survey_asks_each_row_and_other_beside_its_choice(
    empty: Study, tmp_path: Path
) -> None:
    bring(empty, tmp_path)
    survey = survey_of(empty)
    operations.export_form(empty, survey.id, tmp_path / "form.html")
    page = (tmp_path / "form.html").read_text(encoding="utf-8")
    assert "Rapide" in page
    assert "Si 'Autre'" not in page
    assert "Si \\u2019Autre" not in page


def test_options_known_as_other_are_not_made_twice(empty: Study, tmp_path: Path) -> None:
    bring(empty, tmp_path)
    shop = named(survey_of(empty), "Où achetez-vous ?")
    wished: tuple[Option | OptionDraft, ...] = tuple(
        replace(each, label="Ailleurs") if each.is_other else each for each in shop.options
    )
    operations.edit_question(empty, shop.id, options=wished)
    bring(empty, tmp_path, tuple((f"K{n}", *row[1:]) for n, row in enumerate(ROWS)), "k.csv")
    options = named(survey_of(empty), "Où achetez-vous ?").options
    assert [each.label for each in options if each.is_other] == ["Ailleurs"]


def test_the_preview_knows_the_roles_of_a_grid_of_the_study(empty: Study, tmp_path: Path) -> None:
    bring(empty, tmp_path)
    found = sources.inspect(builders.write_csv(tmp_path / "z.csv", ROWS[:20], HEADERS), study=empty).mapping
    assert [each.role for each in found.columns][2:6] == [Role.SCALE, Role.SCALE, Role.SINGLE, Role.SINGLE]
