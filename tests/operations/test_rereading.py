"""A file imported, coded, corrected, then exported anew or read otherwise: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.ids import SourceId, VerbatimId
from engage_desktop.models.sentiment import Label
from engage_desktop.models.sources import Mapping, Outcome, Role
from engage_desktop.models.surveys import Scale
from engage_desktop.operations import coding, history, rereading, sources, studies
from engage_desktop.operations import sentiment as sentiments
from engage_desktop.store import codings, surveys, verbatims
from engage_desktop.store import sources as kept
from engage_desktop.store.database import Study
from tests import builders

HEADERS = (
    "Numéro de réponse",
    "Horodateur",
    "Recommanderiez-vous le service ?",
    "Pourquoi ?",
    "Une idée ?",
    "Votre zone",
)
ROWS = (
    ("F1", "05/01/2026 10:00:00", "9", "Le vélo est agréable et proche.", "Plus de stations", "Centre"),
    ("F2", "06/01/2026 10:00:00", "3", "La station est vide le matin.", "", "Nord"),
    ("F3", "07/01/2026 10:00:00", "7", "Correct mais plein le dimanche.", "Des casques prêtés", "Centre"),
    ("F4", "08/01/2026 10:00:00", "12", "Une note impossible à lire.", "", "Nord"),
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Study]:
    with studies.create(tmp_path / "etude.engage") as opened:
        yield opened


def bring(study: Study, path: Path) -> Outcome:
    outcome = sources.import_file(study, path)
    assert outcome.source is not None
    return outcome


def read_as(study: Study, path: Path, header: str, **changes: object) -> Mapping:
    """How the file was read, one column otherwise."""
    mapping = sources.inspect(path, study=study).mapping
    columns = tuple(
        replace(each, **changes) if each.header == header else each  # type: ignore[arg-type]
        for each in mapping.columns
    )
    return replace(mapping, columns=columns)


def work(study: Study) -> tuple[VerbatimId, int]:
    """A verbatim that a person coded, corrected and flagged, and its code."""
    code = coding.add_code(study, "Station vide")
    (verbatim,) = builders.ids(study, "vide")
    coding.toggle(study, [verbatim], code.id, span=(0, 19))
    sentiments.correct(study, verbatim, Label.NEGATIVE)
    return verbatim, int(code.id)


def worked(study: Study, verbatim: VerbatimId) -> tuple[object, ...]:
    with study.read() as session:
        (row,) = verbatims.page(session, [verbatim])
        found = codings.of_verbatims(session, [verbatim]).get(verbatim, ())
        corrected = session.rows(
            "SELECT polarity FROM sentiment_correction WHERE verbatim_id = ?", (int(verbatim),)
        )
        return row.text, [(each.start, each.end) for each in found], corrected


def balanced(outcome: Outcome) -> bool:
    return outcome.rows == outcome.imported + outcome.updated + outcome.duplicates + len(outcome.skipped)


@pytest.mark.parametrize("with_ids", [True, False])
def test_a_newer_export_loses_nothing_and_adds_only_the_new(
    empty: Study, tmp_path: Path, with_ids: bool
) -> None:
    cut = 0 if with_ids else 1
    rows = [row[cut:] for row in ROWS]
    bring(empty, builders.write_csv(tmp_path / "janvier.csv", rows, HEADERS[cut:]))
    verbatim, _ = work(empty)
    before, count = worked(empty, verbatim), len(builders.ids(empty))
    newer = [*rows, ("F5", "09/01/2026 10:00:00", "10", "Rien à redire, merci.", "", "Centre")[cut:]]
    outcome = bring(empty, builders.write_csv(tmp_path / "fevrier.csv", newer, HEADERS[cut:]))
    assert (outcome.rows, outcome.imported, outcome.updated, outcome.duplicates) == (5, 1, 0, 3)
    assert [problem.row for problem in outcome.skipped] == [5]
    assert worked(empty, verbatim) == before
    assert len(builders.ids(empty)) == count + 1
    with empty.read() as session:
        assert len(surveys.surveys(session)) == 1


def test_another_reading_keeps_codes_and_corrections(empty: Study, tmp_path: Path) -> None:
    path = builders.write_csv(tmp_path / "r.csv", ROWS, HEADERS)
    first = bring(empty, path)
    verbatim, _ = work(empty)
    before = worked(empty, verbatim)
    untouched = builders.state(empty)
    mapping = read_as(empty, path, "Votre zone", role=Role.SINGLE, options=("Centre", "Nord"))
    outcome = sources.import_file(empty, path, mapping=mapping)
    assert balanced(outcome)
    assert (outcome.imported, outcome.updated, outcome.source) == (0, 3, first.source)
    assert worked(empty, verbatim) == before
    with empty.read() as session:
        assert len(kept.sources(session)) == 1
        (survey,) = surveys.surveys(session)
        assert survey.responses == 3
        assert "zone" in " ".join(question.label for question in survey.questions)
        assert surveys.attributes(session) == ()
    history.undo(empty)
    after = builders.state(empty)
    assert {name for name in after if after[name] != untouched[name]} <= {"study"}
    assert worked(empty, verbatim) == before
    history.redo(empty)
    assert worked(empty, verbatim) == before


def test_a_wider_scale_brings_the_row_that_was_refused(empty: Study, tmp_path: Path) -> None:
    path = builders.write_csv(tmp_path / "r.csv", ROWS, HEADERS)
    first = bring(empty, path)
    assert len(first.skipped) == 1
    verbatim, _ = work(empty)
    before = worked(empty, verbatim)
    mapping = read_as(empty, path, "Recommanderiez-vous le service ?", role=Role.SCALE, scale=Scale(0, 12))
    outcome = rereading.reread_source(empty, source(first), path, mapping)
    assert balanced(outcome)
    assert (outcome.imported, outcome.updated, len(outcome.skipped)) == (1, 3, 0)
    assert worked(empty, verbatim) == before
    with empty.read() as session:
        known = kept.source(session, source(first))
        assert (known.rows, known.imported, known.skipped) == (4, 4, 0)
        assert kept.problems(session, known.id) == ()
    history.undo(empty)
    with empty.read() as session:
        assert kept.problems(session, known.id) == first.skipped
        assert kept.source(session, known.id).imported == 3
    assert len(builders.ids(empty)) == first.verbatims


def source(outcome: Outcome) -> SourceId:
    assert outcome.source is not None
    return outcome.source


def test_a_column_that_is_no_text_any_more_takes_its_verbatims_and_undo_returns_them(
    empty: Study, tmp_path: Path
) -> None:
    path = builders.write_csv(tmp_path / "r.csv", ROWS, HEADERS)
    first = bring(empty, path)
    verbatim, _ = work(empty)
    before = worked(empty, verbatim)
    outcome = sources.import_file(empty, path, mapping=read_as(empty, path, "Pourquoi ?", role=Role.IGNORE))
    assert balanced(outcome)
    assert builders.ids(empty, "vide") == ()
    assert len(builders.ids(empty)) == 2  # the ideas
    history.undo(empty)
    assert worked(empty, verbatim) == before
    assert builders.ids(empty, "vide") == (verbatim,)
    assert len(builders.ids(empty)) == first.verbatims


def test_what_a_later_export_changed_is_never_put_back(empty: Study, tmp_path: Path) -> None:
    path = builders.write_csv(tmp_path / "r.csv", ROWS, HEADERS)
    first = bring(empty, path)
    later = [list(row) for row in ROWS]
    later[0][2], later[0][3] = "2", "Finalement, tout est cassé."
    sources.import_file(
        empty, builders.write_csv(tmp_path / "r2.csv", [tuple(row) for row in later], HEADERS)
    )
    mapping = read_as(empty, path, "Votre zone", role=Role.SINGLE, options=("Centre", "Nord"))
    outcome = rereading.reread_source(empty, source(first), path, mapping)
    assert balanced(outcome)
    (changed,) = builders.ids(empty, "cassé")
    with empty.read() as session:
        assert verbatims.page(session, [changed])[0].nps == 2
        zones = session.rows(
            "SELECT count(*) FROM answer a JOIN question q ON q.id = a.question_id WHERE q.label = 'Votre zone'"
        )
    assert zones == [(3,)]  # what it lacked was added


def test_rows_that_a_person_drops_go_and_come_back_with_undo(empty: Study, tmp_path: Path) -> None:
    headers = ("Response ID", "Survey ID", "Finished", "Timestamp", "1. Pourquoi ?")
    rows = [
        ("a", "s", "No", "2026-03-01 10:00", "Une réponse inachevée mais dite"),
        ("b", "s", "Yes", "2026-03-01 11:00", "Une réponse entière et dite"),
    ]
    path = builders.write_csv(tmp_path / "f.csv", rows, headers)
    bring(empty, path)
    assert len(builders.ids(empty)) == 2
    mapping = sources.inspect(path, study=empty).mapping
    outcome = sources.import_file(empty, path, mapping=replace(mapping, dropped=("unfinished",)))
    assert balanced(outcome)
    assert [(each.row, each.reason) for each in outcome.skipped] == [(2, "unfinished_row")]
    assert len(builders.ids(empty)) == 1
    history.undo(empty)
    assert len(builders.ids(empty, "inachevée")) == 1


def test_the_same_reading_of_the_same_file_is_an_ordinary_import(empty: Study, tmp_path: Path) -> None:
    path = builders.write_csv(tmp_path / "r.csv", ROWS, HEADERS)
    bring(empty, path)
    again = sources.import_file(empty, path, mapping=sources.inspect(path, study=empty).mapping)
    assert (again.imported, again.updated, again.duplicates) == (0, 0, 3)
    with empty.read() as session:
        assert len(kept.sources(session)) == 2


def test_a_trial_of_another_reading_writes_nothing(empty: Study, tmp_path: Path) -> None:
    path = builders.write_csv(tmp_path / "r.csv", ROWS, HEADERS)
    bring(empty, path)
    before = builders.state(empty)
    mapping = read_as(empty, path, "Une idée ?", role=Role.IGNORE)
    outcome = sources.import_file(empty, path, mapping=mapping, dry_run=True)
    assert (outcome.updated, outcome.source) == (3, None)
    assert builders.state(empty) == before


def test_another_file_is_not_a_reading_of_the_source(empty: Study, tmp_path: Path) -> None:
    first = bring(empty, builders.write_csv(tmp_path / "r.csv", ROWS, HEADERS))
    other = builders.write_csv(tmp_path / "autre.csv", ROWS[:2], HEADERS)
    mapping = sources.inspect(other).mapping
    with pytest.raises(EngageError) as raised:
        rereading.reread_source(empty, source(first), other, mapping)
    assert raised.value.reason is Reason.SOURCE_OTHER_FILE
