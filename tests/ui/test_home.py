"""Accueil."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engage_desktop.models.study import StudyCounts
from engage_desktop.operations import studies
from engage_desktop.ui.panels.home import HomePanel, steps_of
from engage_desktop.ui.panels.home_recents import RecentRow
from engage_desktop.ui.settings import Recent, SettingsFile
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.window import Window
from tests.ui.hands import click, press


def counts(
    *, surveys: int = 0, sources: int = 0, verbatims: int = 0, coded: int = 0, reports: int = 0
) -> StudyCounts:
    return StudyCounts(
        surveys=surveys,
        responses=0,
        verbatims=verbatims,
        participants=0,
        codings=0,
        sources=sources,
        coded=coded,
        codes=0,
        reports=reports,
    )


@pytest.mark.parametrize(
    ("held", "states"),
    [
        (None, ["later"] * 4),
        (counts(), ["now", "later", "later", "later"]),
        (counts(surveys=1), ["done", "now", "later", "later"]),
        (counts(sources=1, verbatims=9, coded=3), ["done", "done", "now", "later"]),
        (counts(sources=1, verbatims=9, coded=9), ["done", "done", "done", "now"]),
        (counts(sources=1, verbatims=9, coded=9, reports=1), ["done"] * 4),
    ],
)
def test_what_comes_next_follows_what_the_study_holds(held: StudyCounts | None, states: list[str]) -> None:
    assert [step.state for step in steps_of(held)] == states


def test_what_is_left_to_read_is_counted(window: Window) -> None:
    assert "972" in steps_of(counts(sources=3, verbatims=1284, coded=312))[2].note


def remembered(window: Window, path: Path, *, verbatims: int = 1284) -> None:
    at = dt.datetime(2026, 9, 27, 16, 42).isoformat()
    window.settings.remember(
        Recent(str(path), "Vélos <b>partagés</b>", verbatims, 312, at, 142, "R-0142", at)
    )
    window.panel("accueil").prepare()
    QApplication.processEvents()


def rows(window: Window) -> list[RecentRow]:
    return [row for row in window.panel("accueil").findChildren(RecentRow) if not row.isHidden()]


def test_a_recent_study_is_opened_by_enter(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "velos.engage"
    studies.create(path, title="Vélos").close()
    remembered(window, path)
    (row,) = rows(window)
    press(row, Qt.Key.Key_Return)
    window.context.jobs.wait()
    assert window.context.study is not None
    assert window.context.study.path == path


def test_a_study_that_is_gone_can_only_be_located(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    remembered(window, tmp_path / "disque" / "velos.engage")
    (row,) = rows(window)
    assert "Localiser…" in [button.text() for button in row.findChildren(Button)]
    with qtbot.waitSignal(row.forgotten):
        menu = row.findChildren(type(window.menuBar().actions()[0].menu()))[0]
        menu.actions()[-1].trigger()  # type: ignore[attr-defined] # the menu of the row
    assert window.settings.now.recents == ()


def test_titles_are_shown_as_they_are(window: Window, tmp_path: Path) -> None:
    remembered(window, tmp_path / "velos.engage")
    (row,) = rows(window)
    assert "Vélos <b>partagés</b>" in [label.text() for label in row.findChildren(PlainLabel)]


def test_work_under_way_is_offered_first(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "velos.engage"
    studies.create(path, title="Vélos").close()
    remembered(window, path)
    home = window.panel("accueil")
    assert isinstance(home, HomePanel)
    resume = [button for button in home.findChildren(Button) if button.text() == "Reprendre le codage"][-1]
    click(resume)
    window.context.jobs.wait()
    assert window.place.screen == "verbatims"


@pytest.mark.parametrize("width", [1440, 1100, 960, 700, 480])
def test_nothing_is_cut_off_at_any_width(window: Window, tmp_path: Path, width: int, qtbot: QtBot) -> None:
    window.setMinimumSize(1, 1)
    (tmp_path / "velos.engage").touch()  # there, so that going on with it is offered
    remembered(window, tmp_path / "velos.engage")
    window.resize(width, 800)
    QApplication.processEvents()
    home = window.panel("accueil")

    def beyond() -> list[str]:
        shown = [button for button in home.findChildren(Button) if button.isVisible()]
        return [one.text() for one in shown if one.mapTo(home, one.rect().topRight()).x() > home.width()]

    qtbot.waitUntil(lambda: beyond() == [])  # rows within rows take their place in turn


def test_recent_studies_are_sorted_by_opening_or_by_name(
    window: Window, settings: SettingsFile, qtbot: QtBot, tmp_path: Path
) -> None:
    for title, day in (("Vélos", 3), ("Été", 2), ("Médiathèques", 1)):
        at = dt.datetime(2026, 9, day).isoformat()
        settings.change(
            recents=(*settings.now.recents, Recent(str(tmp_path / f"{title}.engage"), title, 1, 0, at))
        )
    home = window.panel("accueil")
    assert isinstance(home, HomePanel)
    home.prepare()

    def titles() -> list[str]:
        return [row.accessibleName().split(",")[0] for row in rows(window)]

    qtbot.waitUntil(lambda: titles() == ["Vélos", "Été", "Médiathèques"])
    by_name = home.sorting.menu().actions()[1]
    by_name.trigger()
    qtbot.waitUntil(lambda: titles() == ["Été", "Médiathèques", "Vélos"])
    assert SettingsFile(settings.path.parent).now.recents_order == "name"
    assert home.sorting.text() == "Nom"


def test_the_verbatim_read_last_is_said_and_led_to(opened: Window) -> None:
    opened.context.note_reading(142, "R-0142")
    opened.context.close_study()
    opened.context.jobs.wait()
    (recent,) = opened.settings.now.recents
    assert (recent.read, recent.read_ref) == (142, "R-0142")
    opened.settings.remember(replace(recent, verbatims=1284, coded=312))
    home = opened.panel("accueil")
    home.prepare()
    said = [label.text() for label in home.findChildren(PlainLabel)]
    assert any(text.startswith("Dernière lecture\u00a0: R-0142, à ") for text in said)


def test_going_through_verbatims_does_not_write_at_each(opened: Window, settings: SettingsFile) -> None:
    before = settings.path.stat().st_mtime_ns
    for number in range(50):
        opened.context.note_reading(number + 1, f"R-{number:04}")
    assert settings.path.stat().st_mtime_ns == before
