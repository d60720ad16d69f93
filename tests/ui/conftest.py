"""A theme, jobs that end with the test, and studies to open."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from engage_desktop import wording
from engage_desktop.operations import studies
from engage_desktop.store.database import Study
from engage_desktop.ui.context import Context, Place
from engage_desktop.ui.fonts import load_fonts
from engage_desktop.ui.jobs import Jobs
from engage_desktop.ui.panels.sources import SourcesPanel
from engage_desktop.ui.settings import SettingsFile
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.window import Window
from tests.ui.importing import Settle


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.fixture
def theme(qapp: QApplication, fonts: None) -> Iterator[Theme]:
    wording.use("fr")
    # Without a running loop nothing else deletes the widgets of the test before, and each theme would dress them again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    yield Theme(qapp, mode="light")
    wording.use("fr")


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def context(theme: Theme, jobs: Jobs) -> Iterator[Context]:
    context = Context(theme, jobs)
    yield context
    context.close_study()
    jobs.close()
    gc.collect()


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    study = studies.create(tmp_path / "velos.engage", title="Vélos partagés")
    yield study
    study.close()


@pytest.fixture
def settle(context: Context, qapp: QApplication) -> Settle:
    """Waits until nothing is under way (the queue of imports pauses a little after a correction)."""

    def wait() -> None:
        panels = [widget for widget in qapp.topLevelWidgets() if isinstance(widget, SourcesPanel)]
        qapp.processEvents()
        while context.jobs.busy or any(panel.wizard.queue.busy for panel in panels):
            context.jobs.wait()
            qapp.processEvents()
        context.jobs.wait()
        qapp.processEvents()

    return wait


@pytest.fixture
def sources_panel(context: Context, study: Study, settle: Settle) -> Iterator[SourcesPanel]:
    """The Sources screen on an empty study, on which nothing may crash."""
    faults: list[object] = []
    context.jobs.crashed.connect(faults.append)
    context.show_study(study)
    panel = SourcesPanel(context)
    panel.resize(1228, 840)
    panel.show()
    settle()
    yield panel
    panel.close()
    panel.deleteLater()
    assert faults == []


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings")


@pytest.fixture
def window(context: Context, settings: SettingsFile, qapp: QApplication) -> Iterator[Window]:
    window = Window(context, settings)
    window.resize(1440, 900)
    window.show()
    window.show_screen("accueil")
    context.jobs.wait()
    yield window
    window.close()
    window.deleteLater()
    # Without a running loop nothing else would delete it, and each later theme would dress it again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()


@pytest.fixture
def opened(window: Window, tmp_path: Path) -> Window:
    """The window on an empty study, on a screen that reads nothing."""
    studies.create(tmp_path / "velos.engage", title="Vélos partagés").close()
    window.place = Place("themes")
    window.context.open_study(tmp_path / "velos.engage")
    window.context.jobs.wait()
    return window
