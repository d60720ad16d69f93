"""A morning in the window: from an empty desk to a deck, by the keys and buttons of a person."""

from __future__ import annotations

import random
from pathlib import Path

from pptx import Presentation
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from engage_desktop.operations import coding, studies
from engage_desktop.store import studies as store
from engage_desktop.ui.dialogs.new_study import NewStudyDialog
from engage_desktop.ui.pages import PAGES
from engage_desktop.ui.panels.indicators import IndicatorsPanel
from engage_desktop.ui.panels.reports import ReportsPanel
from engage_desktop.ui.panels.sources import SourcesPanel
from engage_desktop.ui.panels.verbatims import VerbatimsPanel
from engage_desktop.ui.window import Window
from tests import builders
from tests.ui.hands import click, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SAID = (
    "La station est vide chaque matin",
    "Très pratique pour aller au bureau",
    "Caution prélevée deux fois",
)


def responses(path: Path) -> Path:
    """120 answers over four months, one in six without words."""
    draw = random.Random(7)
    rows = [
        (
            f"{1 + n % 27:02}/{5 + n % 4:02}/2026 08:{n % 60:02}:00",
            str(draw.choice((0, 3, 6, 7, 8, 9, 9, 10, 10))),
            "" if n % 6 == 5 else f"{SAID[n % 3]}, numéro {n}.",
            ("Centre", "Nord", "Sud")[n % 3],
        )
        for n in range(120)
    ]
    return builders.write_csv(path, rows)


def settle(window: Window, *, sources: SourcesPanel | None = None) -> None:
    """Until nothing is under way, what an answer asked for included."""
    for _ in range(4):
        window.context.jobs.wait()
    while sources is not None and sources.wizard.queue.busy:  # it pauses a little after a correction
        window.context.jobs.wait()


def coded(window: Window) -> int:
    study = window.context.study
    assert study is not None
    with study.read() as session:
        return store.counts(session).coded


def test_from_an_empty_desk_to_a_deck(window: Window, tmp_path: Path) -> None:
    faults: list[BaseException] = []
    window.context.jobs.crashed.connect(faults.append)
    window.activateWindow()

    # a new study
    press(window, Qt.Key.Key_N, CONTROL)
    dialog = window.findChild(NewStudyDialog)
    assert isinstance(dialog, NewStudyDialog)
    dialog.title_line.setText("Vélos partagés")
    dialog.path_line.setText(str(tmp_path / "velos.engage"))
    press(dialog, Qt.Key.Key_Return)
    settle(window)
    assert window.windowTitle() == "velos.engage[*] — Engage"
    window.activateWindow()

    # its responses
    window.context.import_files((responses(tmp_path / "reponses.csv"),))
    sources = window.panel("sources")
    assert isinstance(sources, SourcesPanel)
    settle(window, sources=sources)
    sources.wizard.forward()
    sources.wizard.forward()
    settle(window, sources=sources)
    assert window.state.counts is not None
    assert (window.state.counts.responses, window.state.counts.verbatims) == (120, 100)
    assert window.feelings.status() == ""

    # a figure, and the words behind it
    press(window, Qt.Key.Key_5, CONTROL)
    settle(window)
    figures = window.panel("indicateurs")
    assert isinstance(figures, IndicatorsPanel)
    bar = next(mark for mark in figures.distribution.plot.marks if mark.behind and mark.behind.verbatims)
    assert bar.behind is not None
    click(figures.distribution.plot, bar.rect.center().toPoint())
    settle(window)
    assert window.place.screen == "verbatims"
    words = window.panel("verbatims")
    assert isinstance(words, VerbatimsPanel)
    assert words.list.model.rowCount() == bar.behind.verbatims

    # a code by one key, taken back, done again
    window.context.write(lambda study, _progress: coding.add_code(study, "Station", key="1"))
    settle(window)
    words.list.view.setFocus()
    press(words.list.view, Qt.Key.Key_1)
    settle(window)
    assert coded(window) == 1
    press(window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert coded(window) == 0
    assert "Station" in window.area.toast.words.text()
    click(window.area.toast.undoing)
    settle(window)
    assert coded(window) == 1

    # the deck
    press(window, Qt.Key.Key_8, CONTROL)
    settle(window)
    reports = window.panel("rapports")
    assert isinstance(reports, ReportsPanel)
    reports.export("pptx", tmp_path / "comite.pptx")
    settle(window)
    deck = Presentation(str(tmp_path / "comite.pptx"))
    assert any(shape.has_chart for slide in deck.slides for shape in slide.shapes)

    # the desk cleared: the file is whole, and all is in it
    window.close()
    assert faults == []
    report = studies.check(tmp_path / "velos.engage")
    assert report.ok
    assert report.counts is not None
    assert (report.counts.responses, report.counts.coded) == (120, 1)


def test_every_screen_of_a_study_opens_without_a_stray_window(window: Window, tmp_path: Path) -> None:
    builders.small_study(tmp_path).close()
    strays = _Strays()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(strays)
    try:
        window.context.open_study(tmp_path / "petite.engage")
        settle(window)
        for page in PAGES:
            window.show_screen(page.name)
            settle(window)
            assert window.place.screen == page.name
    finally:
        application.removeEventFilter(strays)
    assert strays.seen == []


class _Strays(QObject):
    """Notes each widget shown as a window of its own: it would flash over the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False
