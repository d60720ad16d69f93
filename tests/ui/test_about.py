"""« À propos » and its page « Précision mesurée »."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engage_desktop.models.sentiment import Engine
from engage_desktop.operations import accuracy, emotions
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.about import AboutDialog
from engage_desktop.ui.dialogs.about_accuracy import AccuracyPage
from engage_desktop.ui.dialogs.sentiment import SentimentDialog
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.window import Window
from engage_desktop.wording.typography import percent


def _said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))


def _way(widget: QWidget) -> list[QPushButton]:
    return [
        each for each in widget.findChildren(QPushButton) if each.text().startswith("Sentiment de l’étude")
    ]


def test_the_page_says_the_figures_of_the_file(context: Context, qtbot: QtBot) -> None:
    dialog = AboutDialog(None, context, sentiment=lambda: None)
    qtbot.addWidget(dialog)
    dialog.show()
    context.jobs.wait()
    assert not dialog.accuracy.isVisible()
    dialog.tabs.chosen.emit(1)
    assert dialog.accuracy.isVisible()
    found = accuracy.measured()
    assert found is not None
    first, row = found.sets[0], dialog.accuracy.cells[0]
    assert len(dialog.accuracy.cells) == len(found.sets)
    assert row[0] == "Avis d’assurance"
    assert row[2:4] == (percent(first.ours.sign), percent(first.reference.sign))
    assert not _way(dialog)  # no study to calibrate


def test_the_page_grows_without_its_verbs_leaving_the_screen(context: Context, qtbot: QtBot) -> None:
    dialog = AboutDialog(None, context, sentiment=lambda: None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.move(0, dialog.screen().availableGeometry().bottom() - dialog.height())
    dialog.show_page(1)
    qtbot.waitUntil(lambda: bool(dialog.accuracy.cells))
    assert dialog.frameGeometry().bottom() <= dialog.screen().availableGeometry().bottom()


@pytest.mark.parametrize("changed", [True, False])
def test_a_line_says_when_another_version_was_measured(theme: Theme, qtbot: QtBot, changed: bool) -> None:
    page = AccuracyPage(theme, calibrate=None)
    qtbot.addWidget(page)
    found = accuracy.measured()
    assert found is not None
    now = Engine(found.ours.name, "9-another") if changed else found.ours
    page.show_measured(replace(found, limit=1500), now)
    assert ("9-another" in _said(page)) is changed
    assert "Au plus 1\u202f500 textes" in _said(page)


def test_without_figures_the_page_says_that_nothing_was_measured(theme: Theme, qtbot: QtBot) -> None:
    page = AccuracyPage(theme, calibrate=None)
    qtbot.addWidget(page)
    page.show_measured(None, None)
    assert _said(page) == "Rien n’a été mesuré pour cette version d’Engage."
    assert page.cells == ()


def test_the_help_menu_leads_to_the_page_and_the_page_to_the_sentiment_of_the_study(
    opened: Window,
) -> None:
    next(one for one in opened.declared if one.name == "accuracy").run()
    opened.context.jobs.wait()
    dialog = opened.findChild(AboutDialog)
    assert isinstance(dialog, AboutDialog)
    assert dialog.accuracy.isVisible()
    _way(dialog)[0].click()
    opened.context.jobs.wait()
    assert not dialog.isVisible()
    beside = opened.findChild(SentimentDialog)
    assert beside is not None
    assert beside.isVisible()


def test_the_page_says_how_right_emotions_are_and_what_limits_that(context: Context, qtbot: QtBot) -> None:
    page = AccuracyPage(context.theme, calibrate=None)
    qtbot.addWidget(page)
    page.show_measured(accuracy.measured(), accuracy.engine_now())
    said = _said(page)
    _each, exact, n, _version = emotions.accuracy()
    assert f"{exact} phrases sur {n}" in said
    assert "écrites et étiquetées par nous" in said
