"""The watched folder: nothing comes in without a person's say, nothing twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.operations import history, sources, studies, watching
from engage_desktop.store import sources as kept
from engage_desktop.store.database import Study

SAID = "Date,Auteur,Réseau,Texte\n2026-10-0{n},Ana,X,Le vélo est cassé {n}\n"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    opened = studies.create(tmp_path / "velos.engage", title="Vélos")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exports"
    made.mkdir()
    return made


def export(folder: Path, n: int, *, name: str = "") -> Path:
    """A weekly export, written a while ago."""
    path = folder / (name or f"semaine-{n}.csv")
    path.write_text(SAID.format(n=n), encoding="utf-8")
    os.utime(path, (1_700_000_000 + n, 1_700_000_000 + n))
    return path


def waiting(study: Study) -> list[str]:
    """The names of what waits."""
    seen = watching.look(study)
    assert seen is not None
    return [each.path.name for each in seen.waiting]


def imported(study: Study) -> list[str]:
    with study.read() as session:
        return [source.file for source in kept.sources(session) if not source.removed]


def test_no_folder_is_watched_until_a_person_says_so(study: Study) -> None:
    assert watching.look(study) is None


def test_what_waits_is_shown_and_not_imported(study: Study, folder: Path) -> None:
    export(folder, 1)
    export(folder, 2)
    watching.watch(study, folder)
    assert waiting(study) == ["semaine-2.csv", "semaine-1.csv"]
    seen = watching.look(study)
    assert seen is not None
    assert (seen.waiting[0].format, seen.waiting[0].rows, seen.waiting[0].known) == ("mentions", 1, False)
    assert imported(study) == []


def test_a_file_already_imported_waits_no_more_whatever_its_name(study: Study, folder: Path) -> None:
    path = export(folder, 1)
    sources.import_file(study, path)
    export(folder, 1, name="copie.csv")
    watching.watch(study, folder)
    assert waiting(study) == []


def test_hidden_partial_and_foreign_files_do_not_wait(study: Study, folder: Path) -> None:
    export(folder, 1, name=".cache.csv")
    export(folder, 1, name="~$classeur.csv")
    export(folder, 1, name="semaine.csv.part")
    (folder / "photo.json").write_text('{"alarms": []}', encoding="utf-8")
    (folder / "dossier.csv").mkdir()
    watching.watch(study, folder)
    seen = watching.look(study)
    assert seen is not None
    assert (seen.waiting, seen.unknown) == ((), 1)


def test_studies_beside_their_exports_do_not_wait(study: Study, folder: Path) -> None:
    studies.create(folder / "copie.engage").close()
    export(folder, 1)
    watching.watch(study, folder)
    assert waiting(study) == ["semaine-1.csv"]


def test_only_a_shape_whose_roles_were_kept_comes_in_by_itself(study: Study, folder: Path) -> None:
    sources.import_file(study, export(folder, 1), remember=True)
    export(folder, 2)
    (folder / "autre.csv").write_text("Date,Auteur,Message,Lien\n2026-10-01,Bob,Bien,l\n", encoding="utf-8")
    watching.watch(study, folder, automatic=True)
    seen = watching.look(study)
    assert seen is not None
    assert {each.path.name: each.known for each in seen.waiting} == {
        "semaine-2.csv": True,
        "autre.csv": False,
    }
    assert [each.file for each in watching.import_known(study, seen.waiting)] == ["semaine-2.csv"]
    assert sorted(imported(study)) == ["semaine-1.csv", "semaine-2.csv"]


def test_an_import_taken_back_waits_for_a_person(study: Study, folder: Path) -> None:
    outcome = sources.import_file(study, export(folder, 1), remember=True)
    assert outcome.source is not None
    sources.undo_import(study, outcome.source)
    watching.watch(study, folder, automatic=True)
    seen = watching.look(study)
    assert seen is not None
    assert [(each.known, each.taken_back) for each in seen.waiting] == [(True, True)]
    assert watching.import_known(study, seen.waiting) == ()


def test_a_file_that_is_still_being_written_is_left_for_later(study: Study, folder: Path) -> None:
    sources.import_file(study, export(folder, 1), remember=True)
    path = export(folder, 2)
    watching.watch(study, folder, automatic=True)
    seen = watching.look(study)
    assert seen is not None
    path.write_text(SAID.format(n=3), encoding="utf-8")
    assert watching.import_known(study, seen.waiting) == ()


def test_a_folder_that_is_gone_is_said(study: Study, folder: Path) -> None:
    watching.watch(study, folder)
    folder.rmdir()
    seen = watching.look(study)
    assert seen is not None
    assert seen.missing
    with pytest.raises(EngageError) as caught:
        watching.watch(study, folder)
    assert caught.value.reason is Reason.FOLDER_MISSING


def test_watching_is_undone_as_any_act(study: Study, folder: Path) -> None:
    watching.watch(study, folder)
    watching.stop(study)
    assert watching.look(study) is None
    history.undo(study)
    assert watching.look(study) is not None
    history.undo(study)
    assert watching.look(study) is None
