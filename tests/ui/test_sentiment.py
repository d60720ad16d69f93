"""« Sentiment de l'étude »: what reads it, what its scores taught, its own words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton

from engage_desktop.models.calibration import Method
from engage_desktop.models.sentiment import EngineKind
from engage_desktop.operations import calibration, engines, lexicon, sentiment, studies
from engage_desktop.ui.context import Place
from engage_desktop.ui.dialogs.sentiment import SentimentDialog
from engage_desktop.ui.window import Window
from tests import builders
from tests.ui.hands import click


@pytest.fixture(scope="module")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exemple") / "velos.engage"
    with studies.create_example(path) as study:
        sentiment.score_pending(study)
    return path


@pytest.fixture
def dialog(window: Window, tmp_path: Path) -> SentimentDialog:
    builders.small_study(tmp_path, name="petite.engage").close()
    return shown(window, tmp_path / "petite.engage")


@pytest.fixture
def scored(window: Window, example_file: Path, tmp_path: Path) -> SentimentDialog:
    path = tmp_path / "exemple.engage"
    shutil.copy(example_file, path)
    return shown(window, path)


def shown(window: Window, path: Path) -> SentimentDialog:
    window.place = Place("rapports")
    window.context.open_study(path)
    window.context.jobs.wait()
    next(each for each in window.actions() if each.objectName() == "sentiment").trigger()
    window.context.jobs.wait()
    return window.findChildren(SentimentDialog)[-1]


def pending(window: Window) -> int:
    study = window.context.study
    assert study is not None
    with study.read() as session:
        return sentiment.pending(session)


def test_an_engine_and_domains_are_chosen_at_once_and_the_texts_read_again(
    window: Window, dialog: SentimentDialog
) -> None:
    dialog.engine.packs["transport"].click()
    window.context.jobs.wait()
    study = window.context.study
    assert study is not None
    with study.read() as session:
        assert engines.chosen(session).packs == ("transport",)
    assert pending(window) == 0
    assert "5 textes relus" in window.area.toast.words.text()
    dialog.engine.kinds.findChildren(QToolButton)[1].click()
    window.context.jobs.wait()
    with study.read() as session:
        assert engines.chosen(session).kind is EngineKind.REFERENCE
    assert not dialog.engine.packs["transport"].isEnabled()
    window.history.undo()
    window.context.jobs.wait()
    assert dialog.engine.packs["transport"].isEnabled()
    assert pending(window) == 0


def test_too_few_scores_say_how_many_are_wanted(dialog: SentimentDialog) -> None:
    dialog.show_page(1)
    assert "Il en manque 55" in dialog.calibration.counts.text()
    assert not dialog.calibration.learning.isEnabled()


def test_scores_are_learnt_switched_off_and_taken_back(window: Window, scored: SentimentDialog) -> None:
    scored.show_page(1)
    page = scored.calibration
    assert page.learning.isEnabled()
    click(page.learning)
    window.context.jobs.wait()
    study = window.context.study
    assert study is not None
    with study.read() as session:
        learnt = calibration.current(session)
    assert learnt is not None
    assert learnt.method is Method.MODEL
    assert "d'accord avec les scores" in page.state.text().replace("’", "'")
    assert page.tables.count() == 3  # the engine alone, with calibration, and what is left
    assert pending(window) == 0
    page.switch.click()
    window.context.jobs.wait()
    with study.read() as session:
        assert not calibration.is_on(session)
    window.history.undo()
    window.history.undo()
    window.context.jobs.wait()
    with study.read() as session:
        assert calibration.current(session) is None
    assert page.switch.isHidden()


def test_discordances_lead_to_their_verbatims(window: Window, scored: SentimentDialog) -> None:
    scored.show_page(1)
    click(scored.calibration.discordant)
    window.context.jobs.wait()
    assert window.place == Place("verbatims", "discordant:oui")


def test_a_word_is_added_switched_off_and_removed(window: Window, dialog: SentimentDialog) -> None:
    dialog.show_page(2)
    page = dialog.lexicon
    study = window.context.study
    assert study is not None
    page.word.setText("station")
    page.weight.setValue(-2.5)
    click(page.keeping)
    window.context.jobs.wait()
    assert [(each.words, each.strength) for each in page.model.rows] == [("station", -2.5)]
    assert (
        "changent de sentiment" in window.area.toast.words.text()
        or "change de sentiment" in window.area.toast.words.text()
    )
    click(page.silencing)
    window.context.jobs.wait()
    assert [each.strength for each in page.model.rows] == [0]
    click(page.removing)
    window.context.jobs.wait()
    with study.read() as session:
        assert lexicon.own(session) == ()
    assert pending(window) == 0


def test_the_lexicon_is_searched(window: Window, dialog: SentimentDialog) -> None:
    dialog.show_page(2)
    page = dialog.lexicon
    page.search.line.setText("agréable")
    window.context.jobs.wait()
    assert page.model.rows[0].words == "agréable"
    assert page.word.text() == "agréable"
    page.search.line.setText("pas")
    window.context.jobs.wait()
    assert page.model.rows[0].rule
    assert not page.keeping.isEnabled()
    page.search.line.setText("zinzolin")
    window.context.jobs.wait()
    assert page.model.rows == ()
    assert page.word.text() == "zinzolin"
    assert page.keeping.isEnabled()


def test_contradicted_words_are_told_with_their_counts(window: Window, scored: SentimentDialog) -> None:
    scored.show_page(2)
    page = scored.lexicon
    page.views.set_current(1)
    page.views.chosen.emit(1)
    window.context.jobs.wait()
    study = window.context.study
    assert study is not None
    with study.read() as session:
        expected = [each.words for each in lexicon.contradictions(session)]
    assert [each.words for each in page.model.rows] == expected
    assert page.told.text()


def test_words_are_not_compared_when_another_engine_reads(window: Window, dialog: SentimentDialog) -> None:
    dialog.engine.kinds.findChildren(QToolButton)[1].click()
    window.context.jobs.wait()
    page = dialog.lexicon
    page.views.set_current(1)
    page.views.chosen.emit(1)
    window.context.jobs.wait()
    assert page.model.rows == ()
    assert "lue par textblob-fr" in page.told.text()


def test_the_verbatims_of_a_word_are_shown(window: Window, dialog: SentimentDialog) -> None:
    dialog.show_page(2)
    dialog.lexicon.word.setText("station")
    click(dialog.lexicon.showing)
    window.context.jobs.wait()
    assert window.place == Place("verbatims", 'mot:"station"')
