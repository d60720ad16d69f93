"""The watched folder in the window: what waits is said, « Importer » opens the import, nothing comes in unasked."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from engage_desktop.operations import sources, watching
from engage_desktop.store import sources as kept
from engage_desktop.store.database import Study
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels.sources import SourcesPanel

SAID = "Date,Auteur,Réseau,Texte\n2026-10-0{n},Ana,X,Le vélo est cassé {n}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exports"
    made.mkdir()
    export(made, 1)
    return made


def export(folder: Path, n: int) -> Path:
    path = folder / f"semaine-{n}.csv"
    path.write_text(SAID.format(n=n), encoding="utf-8")
    os.utime(path, (1_700_000_000 + n, 1_700_000_000 + n))
    return path


@pytest.fixture
def settle(context: Context, qapp: QApplication) -> Callable[[], None]:
    def wait() -> None:
        for _ in range(8):
            context.jobs.wait()
            qapp.processEvents()

    return wait


@pytest.fixture
def told(context: Context) -> list[str]:
    said: list[str] = []
    context.told.connect(lambda text, _undo: said.append(text))
    return said


def imported(study: Study) -> list[str]:
    with study.read() as session:
        return [source.file for source in kept.sources(session) if not source.removed]


def test_a_study_says_at_its_opening_what_waits(
    context: Context, study: Study, folder: Path, told: list[str], settle: Callable[[], None]
) -> None:
    watching.watch(study, folder)
    context.show_study(study)
    settle()
    assert context.watched.latest is not None
    assert told == ["1 fichier attend dans le dossier surveillé"]
    assert imported(study) == []


def test_what_is_known_comes_in_when_a_person_ticked_so(
    context: Context, study: Study, folder: Path, told: list[str], settle: Callable[[], None]
) -> None:
    sources.import_file(study, folder / "semaine-1.csv", remember=True)
    export(folder, 2)
    watching.watch(study, folder, automatic=True)
    context.show_study(study)
    settle()
    assert sorted(imported(study)) == ["semaine-1.csv", "semaine-2.csv"]
    assert told == ["1 fichier importé du dossier surveillé"]


def test_a_study_that_watches_nothing_is_silent(
    context: Context, study: Study, told: list[str], settle: Callable[[], None]
) -> None:
    context.show_study(study)
    settle()
    assert context.watched.latest is None
    assert told == []


def test_the_line_of_sources_says_what_waits_and_opens_the_import(
    context: Context, study: Study, folder: Path, settle: Callable[[], None]
) -> None:
    context.show_study(study)
    panel = SourcesPanel(context)
    panel.resize(1228, 840)
    panel.show()
    settle()
    assert not panel.watched.isVisible()
    context.watched.choose(folder, automatic=False)
    settle()
    assert panel.watched.importing.isVisible()
    assert panel.watched.title.text() == "1 fichier attend dans le dossier surveillé"
    assert "semaine-1.csv (Mentions)" in panel.watched.details.text()
    panel.watched.importing.click()
    settle()
    assert panel.pages.currentWidget() is panel.wizard
    assert not panel.watched.isVisible()
    assert [draft.path.name for draft in panel.wizard.queue.drafts()] == ["semaine-1.csv"]
    panel.close()
    panel.deleteLater()


def test_watching_stops_from_the_line(
    context: Context, study: Study, folder: Path, settle: Callable[[], None]
) -> None:
    watching.watch(study, folder)
    context.show_study(study)
    panel = SourcesPanel(context)
    panel.show()
    settle()
    panel.watched.automatic.click()
    settle()
    assert panel.watched.automatic.isChecked()
    panel.watched.stopping.click()
    settle()
    assert context.watched.latest is None
    assert panel.watched.title.text() == "Aucun dossier surveillé"
    panel.close()
    panel.deleteLater()
