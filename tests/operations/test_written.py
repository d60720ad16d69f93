"""Cells as their file wrote them: kept where they say more than the value, shown, exported, and followed by undo."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engage_desktop import paths
from engage_desktop.models.sources import Outcome
from engage_desktop.models.verbatims import Verbatim
from engage_desktop.operations import coding, history, rereading, sheets, sources, studies
from engage_desktop.store import verbatims
from engage_desktop.store.database import Study
from engage_desktop.wording import figures
from engage_desktop.wording.emotions import emotion_name
from engage_desktop.wording.sheets import heads, said_how
from tests import builders

HEADERS = (
    "Numéro de réponse",
    "Horodateur",
    "Recommanderiez-vous notre service à un proche ?",
    "Pourquoi cette note ?",
    "Quels sont vos usages ?",
    "Par quel canal nous avez-vous connus ?",
)
ROWS = (
    (
        "F1",
        "03/02/2025 10:00:00",
        "10 - Extrêmement probable",
        "Très simple.",
        "Courses;Travail;",
        "Boutique",
    ),
    ("F2", "03/02/2025 10:05", "0 - Pas du tout probable", "La station est vide.", "Courses;", "boutique"),
    ("F3", "04/02/2025 11:00:00", "7", "Correct en semaine.", "Travail;", "Boutique"),
    ("F4", "04/02/2025 12:00:00", "8", "Correct le dimanche aussi.", "Travail;", "Ami"),
    ("F5", "05/02/2025 12:00:00", "9", "Je reviendrai volontiers.", "Courses;Travail;", "Ami"),
    ("F6", "05/02/2025 13:00:00", "9", "Je le dis à tous mes amis.", "Courses;", "Ami"),
)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Study]:
    with studies.create(tmp_path / "etude.engage") as study:
        outcome = sources.import_file(study, builders.write_csv(tmp_path / "r.csv", ROWS, HEADERS))
        assert (outcome.rows, outcome.imported) == (6, 6)
        yield study


def first(study: Study, where: str = "") -> Verbatim:
    with study.read() as session:
        return verbatims.read(session, verbatims.find(session, where, order="source").ids[0])


def answers_of(study: Study) -> list[tuple[object, ...]]:
    with study.read() as session:
        return session.rows(
            "SELECT r.row, q.kind, coalesce(a.number, o.label, a.missing), w.text FROM answer a"
            " JOIN response r ON r.id = a.response_id JOIN question q ON q.id = a.question_id"
            " LEFT JOIN option o ON o.id = a.option_id JOIN written w ON w.id = a.written_id ORDER BY 1, 2, 3"
        )


def test_only_cells_that_say_more_are_kept(told: Study) -> None:
    kept = answers_of(told)
    assert (2, "nps", 10.0, "10 - Extrêmement probable") in kept
    assert (3, "single", "Boutique", "boutique") in kept
    assert (2, "multiple", "Courses", "Courses;Travail;") in kept
    assert not [row for row in kept if row[0] == 4 and row[1] == "nps"]
    with told.read() as session:
        dates = session.rows("SELECT r.row, w.text FROM response r JOIN written w ON w.id = r.written_id")
        texts = [row[0] for row in session.rows("SELECT text FROM written")]
    assert dates == [(3, "03/02/2025 10:05")]
    assert len(texts) == len(set(texts))


def test_a_score_says_its_cell_and_its_place(told: Study) -> None:
    shown = first(told)
    (score,) = shown.scores
    assert (score.value, score.written) == (10, "10 - Extrêmement probable")
    assert score.origin is not None
    assert (score.origin.file, score.origin.row, score.origin.column) == ("r.csv", 2, HEADERS[2])
    assert shown.written == ()
    assert first(told, "vide").written == (("date", "03/02/2025 10:05"),)


def test_a_text_told_anew_comes_from_the_newer_file(told: Study, tmp_path: Path) -> None:
    code = coding.add_code(told, "Station vide")
    (verbatim,) = builders.ids(told, "vide")
    coding.toggle(told, [verbatim], code.id, span=(0, 10))
    coding.toggle(told, [verbatim], code.id, span=(11, 19))
    before = builders.state(told)
    again = ("F2", "03/02/2025 10:05", "0", "Rien ne va.", "Courses;", "boutique")
    rows = [again, ROWS[0], *ROWS[2:]]
    outcome = sources.import_file(told, builders.write_csv(tmp_path / "r2.csv", rows, HEADERS))
    assert (outcome.updated, outcome.duplicates) == (1, 5)
    assert [(each.row, each.reason, each.value, each.expected) for each in outcome.remarks] == [
        (2, "kept_code_on_whole", "La station", "Station vide"),
        (2, "kept_code_on_whole", "est vide", "Station vide"),
    ]
    shown = first(told, "rien")
    assert (shown.origin.file, shown.origin.row) == ("r2.csv", 2)
    assert [(each.start, each.end) for each in shown.row.codings] == [(None, None)]
    (score,) = shown.scores
    assert score.origin is not None
    assert (score.written, score.origin.file, score.origin.row) == ("", "r2.csv", 2)
    history.undo(told)
    shown = first(told, "vide")
    assert (shown.origin.file, shown.origin.row) == ("r.csv", 3)
    assert shown.scores[0].written == "0 - Pas du tout probable"
    after = builders.state(told)
    for name in ("response", "answer", "verbatim", "coding"):
        assert after[name] == before[name], name


def test_reading_a_source_again_keeps_its_cells(told: Study, tmp_path: Path) -> None:
    before = answers_of(told)
    mapping = sources.inspect(tmp_path / "r.csv", study=told).mapping
    with told.read() as session:
        (source,) = session.rows("SELECT id FROM source")[0]
    columns = tuple(each for each in mapping.columns if each.header != HEADERS[3])
    outcome: Outcome = rereading.reread_source(
        told, source, tmp_path / "r.csv", replace(mapping, columns=columns)
    )
    assert outcome.updated == 6
    assert answers_of(told) == before


def test_exports_put_what_the_file_said_beside_the_answers(told: Study) -> None:
    with told.read() as session:
        plain = sheets.response_sheet(session, "", heads=heads())
        sheet = sheets.response_sheet(session, "", heads=heads(), written=True)
        rows = [dict(zip(sheet.headers, row, strict=True)) for row in sheet.rows]
        said = sheets.verbatim_sheet(
            session, "vide", heads=heads(), feeling=figures.part_name, emotion=emotion_name, kind=said_how
        )
        (row,) = (dict(zip(said.headers, each, strict=True)) for each in said.rows)
    assert len(plain.headers) < len(sheet.headers)
    beside = next(
        header for header in sheet.headers if header.startswith(HEADERS[2]) and header != HEADERS[2]
    )
    assert "dans le fichier" in beside
    assert [each[beside] for each in rows][:3] == [
        "10 - Extrêmement probable",
        "0 - Pas du tout probable",
        None,
    ]
    assert rows[1]["Date dans le fichier"] == "03/02/2025 10:05"
    assert "0 - Pas du tout probable" in str(row["Dans le fichier"])
    assert "03/02/2025 10:05" in str(row["Dans le fichier"])


def test_a_label_on_every_row_is_kept_once(tmp_path: Path) -> None:
    rows = [(f"F{n}", f"03/02/2025 10:{n % 60:02d}:00", f"{n % 11} - point", f"Texte numéro {n} du jour.", "", "")
            for n in range(300)]  # fmt: skip
    with studies.create(tmp_path / "a.engage") as study:
        sources.import_file(study, builders.write_csv(tmp_path / "r.csv", rows, HEADERS))
        with study.read() as session:
            assert session.rows("SELECT count(*) FROM written")[0][0] == 11
            assert session.rows("SELECT count(*) FROM answer WHERE written_id IS NOT NULL")[0][0] == 300


def test_a_study_of_the_first_schema_is_copied_then_brought_to_this_one(tmp_path: Path) -> None:
    path = tmp_path / "v1.engage"
    shutil.copy(Path(__file__).parents[1] / "data" / "schema-1.engage", path)
    before = path.read_bytes()
    with studies.open_study(path) as study:
        sources.import_file(study, builders.write_csv(tmp_path / "r.csv", ROWS, HEADERS))
        assert (2, "nps", 10.0, "10 - Extrêmement probable") in answers_of(study)
        history.undo(study)
    (copied,) = paths.backup_folder(path).glob("*avant-migration-1*")
    assert copied.stat().st_size == len(before)
    assert studies.check(path).ok
