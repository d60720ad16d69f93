"""Series of several imports are one series, the latest import speaking for its days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from engage_desktop.models.ids import SourceId
from engage_desktop.models.sources import Outcome
from engage_desktop.operations import history, sources, studies
from engage_desktop.store import series
from engage_desktop.store.database import Study
from tests.importers.files import text_file


def bring(study: Study, folder: Path, text: str, name: str = "visites_2026-09.csv") -> Outcome:
    return sources.import_file(study, text_file(folder, text, name=name))


def told(study: Study) -> dict[str, list[tuple[str, float | None]]]:
    """Every live series by name, its days and values."""
    with study.read() as session:
        return {
            each.name: [(point.first.isoformat(), point.value) for point in each.points]
            for each in series.series(session)
        }


def test_a_newer_export_updates_and_adds_without_doubles(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        first = bring(study, tmp_path, "Date,Sessions\n2026-09-01,10\n2026-09-02,20\n")
        assert (first.rows, first.imported, first.values, first.series) == (2, 2, 2, 1)
        newer = bring(
            study,
            tmp_path,
            "Date,Sessions\n2026-09-01,10\n2026-09-02,25\n2026-09-03,30\n",
            "visites_2026-10.csv",
        )
        assert (newer.imported, newer.updated, newer.duplicates) == (1, 1, 1)
        now = {"visites › Sessions": [("2026-09-01", 10), ("2026-09-02", 25), ("2026-09-03", 30)]}
        assert told(study) == now
        assert newer.source is not None
        sources.undo_import(study, newer.source)
        assert told(study) == {"visites › Sessions": [("2026-09-01", 10), ("2026-09-02", 20)]}
        history.undo(study)
        assert told(study) == now


def behind(study: Study, first: str, last: str) -> list[tuple[str, int, str, str]]:
    """The cells behind the only series: file, row, column, and what is written there."""
    with study.read() as session:
        (one,) = series.series(session)
        days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        return [
            (cell.origin.file, cell.origin.row, cell.origin.column, cell.written)
            for cell in series.cells(session, one.made_of, *days)
        ]


def test_every_value_says_the_cells_it_was_read_from(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        bring(
            study,
            tmp_path,
            'Date,Titre,Clics,Portée\n2026-09-01,A,"1 000",5\n2026-09-01,B,2 k,5\n2026-09-02,C,3,5\n',
        )
        with study.read() as session:
            names = [name for each in series.series(session) for name in each.made_of if "Clics" in each.name]
            day = dt.date(2026, 9, 1)
            found = series.cells(session, names, day, day)
        assert [(cell.origin.row, cell.origin.column, cell.written) for cell in found] == [
            (2, "Clics", "1 000"), (3, "Clics", "2 k"),
        ]  # fmt: skip


def test_on_a_day_told_twice_the_cell_is_that_of_the_import_that_speaks(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        bring(study, tmp_path, "Date,Sessions\n2026-09-01,10\n2026-09-02,20\n")
        newer = bring(study, tmp_path, "Date,Sessions\n2026-09-02,25\n", "visites_2026-10.csv")
        old, new = "visites_2026-09.csv", "visites_2026-10.csv"
        assert behind(study, "2026-09-01", "2026-09-02") == [
            (old, 2, "Sessions", "10"), (new, 2, "Sessions", "25"),
        ]  # fmt: skip
        assert newer.source is not None
        sources.undo_import(study, newer.source)
        assert behind(study, "2026-09-02", "2026-09-30") == [(old, 3, "Sessions", "20")]


def test_figures_of_an_older_version_say_their_file(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        bring(study, tmp_path, "Date,Sessions\n2026-09-01,10\n")
        with study.write(bulk=True) as session:
            session.bulk("indicator_cell", "DELETE FROM indicator_cell WHERE series_id > ?", [(0,)])
        assert behind(study, "2026-09-01", "2026-09-01") == [("visites_2026-09.csv", 0, "", "")]


def test_an_import_is_undone_and_redone(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        bring(study, tmp_path, "Date,Sessions\n2026-09-01,10\n2026-09-02,20\n")
        history.undo(study)
        assert not told(study)
        history.redo(study)
        assert len(told(study)["visites › Sessions"]) == 2


def test_the_same_file_again_tells_nothing_new(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        text = "Date,Sessions\n2026-09-01,10\n2026-09-02,20\n"
        first = bring(study, tmp_path, text)
        again = bring(study, tmp_path, text)
        assert (again.rows, again.duplicates) == (2, 2)
        sources.undo_import(study, SourceId(int(first.source or 0)))
        assert len(told(study)["visites › Sessions"]) == 2  # the second import still tells them


def test_rows_of_one_day_are_gathered_as_their_metric_asks(tmp_path: Path) -> None:
    text = (
        "Date,Titre,Clics,Abonnés,Portée\n2026-09-01,A,10,100,50\n2026-09-01,B,5,110,70\n"
        "2026-09-02,C,1,120,10\n2026-09-03,D,2,130,20\n"
    )
    with studies.create(tmp_path / "a.engage") as study:
        outcome = bring(study, tmp_path, text, "posts.csv")
        found = told(study)
    assert (outcome.imported, outcome.values) == (4, 9)
    firsts = {name.rpartition(" ")[2]: points[0] for name, points in found.items()}
    assert firsts == {
        "Clics": ("2026-09-01", 15.0),
        "Abonnés": ("2026-09-01", 110.0),
        "Portée": ("2026-09-01", 60.0),
    }


def test_two_lengths_that_begin_on_one_day_are_refused(tmp_path: Path) -> None:
    text = "Période,Sessions\n2026-09-01 - 2026-09-07,10\n2026-09-01 - 2026-09-30,40\n2026-10-01 - 2026-10-31,50\n"
    with studies.create(tmp_path / "a.engage") as study:
        outcome = bring(study, tmp_path, text)
        assert [(each.row, each.reason) for each in outcome.skipped] == [(3, "period_overlaps")]
        assert (outcome.rows, outcome.imported) == (3, 2)


def test_the_name_of_the_set_may_be_chosen(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        path = text_file(tmp_path, "Date,Sessions\n2026-09-01,10\n2026-09-02,11\n")
        sources.import_file(study, path, survey="Boutique")
        assert list(told(study)) == ["Boutique › Sessions"]


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "values"),
    [("ga4_export.csv", 156), ("extra/matomo_utf16.csv", 45), ("extra/linkedin_createur_stats.xlsx", 1123)],
)
def test_real_exports_are_imported_whole(samples: Path, tmp_path: Path, name: str, values: int) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        outcome = sources.import_file(study, samples / name)
        assert outcome.rows == outcome.imported + len(outcome.skipped)
        assert outcome.values == values == sum(map(len, told(study).values()))
