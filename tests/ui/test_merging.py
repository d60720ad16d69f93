"""Another study brought in by the window: asked for, looked at, merged, taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from engage_desktop.models.sentiment import Label
from engage_desktop.operations import coding, sentiment, studies
from engage_desktop.store.database import Study
from engage_desktop.ui.context import Context, Place
from engage_desktop.ui.dialogs.merge import OpenOrMergeDialog
from engage_desktop.ui.panels.sources import SourcesPanel
from engage_desktop.ui.panels.sources_draft import FileState
from engage_desktop.ui.panels.sources_wizard import Stage
from engage_desktop.ui.window import Window
from tests import builders
from tests.merging import coded, named
from tests.ui.importing import Settle, only, words_of


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """What is open: a small study in which Ana corrected a sentiment."""
    made = builders.small_study(tmp_path, name="ana.engage")
    sentiment.correct(made, named(made, "Caution"), Label.NEGATIVE, coder="Ana")
    yield made
    made.close()


@pytest.fixture
def other(study: Study, tmp_path: Path) -> Path:
    """Bob's copy of it, in which he coded and corrected otherwise."""
    with study.read():
        path = tmp_path / "bob.engage"
    studies.backup(study.path, path)
    with studies.open_study(path) as copy:
        coding.code_line(copy, named(copy, "station est vide"), "Délai", coder="Bob")
        sentiment.correct(copy, named(copy, "Caution"), Label.MIXED, coder="Bob")
    return path


def drop(onto: SourcesPanel | Window, path: Path) -> None:
    mime = QMimeData()  # kept while the event lives, which does not own it
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    onto.dropEvent(
        QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    )


def page_words(panel: SourcesPanel) -> str:
    page = panel.wizard.pages.currentWidget()
    assert page is not None
    return (
        "\n".join(label.text() for label in page.findChildren(QLabel))
        .replace("\u202f", " ")
        .replace("\xa0", " ")
    )


# the Sources screen


def test_a_study_dropped_on_sources_is_looked_at_checked_and_merged(
    sources_panel: SourcesPanel, settle: Settle, study: Study, other: Path
) -> None:
    panel = sources_panel
    drop(panel, other)
    settle()
    assert panel.wizard.stage is Stage.COLUMNS
    assert only(panel).state is FileState.READY
    shown = page_words(panel)
    assert "Étude Engage" in shown
    assert "« Petite étude »" in shown
    assert "Codée par" in shown
    assert "Bob" in shown
    assert not panel.wizard.columns.format.correcting.isVisible()
    assert "1 élément écarté" in words_of(panel)
    assert "votre correction reste" in words_of(panel)
    assert panel.wizard.foot.primary.text() == "Vérifier 2 éléments"
    panel.wizard.forward()
    said = page_words(panel)
    assert "Ce que fera la fusion" in said
    assert "Dans le détail" in said
    assert "Codages" in said
    assert panel.wizard.foot.primary.text() == "Fusionner dans cette étude"
    assert coded(study) == set()
    panel.wizard.forward()
    settle()
    assert {each[1:3] for each in coded(study)} == {("Délai", "Bob")}
    assert "2 ajoutés + 0 complété" in page_words(panel)
    outcome = only(panel).outcome
    assert outcome is not None
    panel.wizard._undo(only(panel))  # the button of the card
    settle()
    assert coded(study) == set()


def test_a_copy_that_brings_nothing_offers_nothing(
    sources_panel: SourcesPanel, settle: Settle, study: Study, tmp_path: Path
) -> None:
    same = tmp_path / "copie.engage"
    studies.backup(study.path, same)
    sources_panel.take_files((same,))
    settle()
    sources_panel.wizard.forward()
    assert "Tout est déjà là" in page_words(sources_panel)
    assert sources_panel.wizard.foot.primary.text() == "Rien à fusionner"
    assert not sources_panel.wizard.foot.primary.isEnabled()


def test_a_file_that_is_no_study_says_so(sources_panel: SourcesPanel, settle: Settle, tmp_path: Path) -> None:
    wrong = tmp_path / "faux.engage"
    wrong.write_text("ceci n'est pas une étude" * 20, encoding="utf-8")
    sources_panel.take_files((wrong,))
    settle()
    draft = only(sources_panel)
    assert draft.state is FileState.REFUSED
    assert draft.error is not None


def test_the_verbatims_after_a_merge_are_not_looked_for_under_its_file(
    sources_panel: SourcesPanel, settle: Settle, context: Context, other: Path
) -> None:
    went: list[Place] = []
    context.went.connect(went.append)
    sources_panel.take_files((other,))
    settle()
    sources_panel.wizard.forward()
    sources_panel.wizard.forward()
    settle()
    sources_panel.wizard.forward()
    assert [(place.screen, place.filter) for place in went] == [("verbatims", "")]


# the window


@pytest.fixture
def seen(window: Window, study: Study, other: Path) -> Window:
    study.close()
    window.place = Place("themes")
    window.context.open_study(study.path)
    window.context.jobs.wait()
    return window


def asked(window: Window) -> OpenOrMergeDialog:
    (dialog,) = window.findChildren(OpenOrMergeDialog)
    return dialog


def test_a_study_dropped_while_one_is_open_asks_what_to_do(seen: Window, other: Path, settle: Settle) -> None:
    drop(seen, other)
    dialog = asked(seen)
    assert "bob.engage" in dialog.windowTitle()
    assert dialog.merge_it.isDefault()
    dialog.merge_it.click()
    settle()
    assert seen.place.screen == "sources"
    assert seen.context.study is not None
    assert seen.context.study.path.name == "ana.engage"
    panel = seen.panel("sources")
    assert isinstance(panel, SourcesPanel)
    draft = only(panel)
    assert draft.trial is not None
    assert draft.trial.codings == 1


def test_it_may_be_opened_instead(seen: Window, other: Path) -> None:
    drop(seen, other)
    asked(seen).open_it.click()
    seen.context.jobs.wait()
    assert seen.context.study is not None
    assert seen.context.study.path == other


def test_a_study_open_to_be_read_only_is_left_for_the_other(
    window: Window, study: Study, other: Path
) -> None:
    study.close()
    window.context.open_to_read(study.path)
    window.context.jobs.wait()
    assert window.context.read_only
    drop(window, other)
    window.context.jobs.wait()
    assert window.findChildren(OpenOrMergeDialog) == []
    assert window.context.study is not None
    assert window.context.study.path == other


def test_without_a_study_it_is_opened(window: Window, tmp_path: Path) -> None:
    builders.small_study(tmp_path, name="ana.engage").close()
    shutil.copyfile(tmp_path / "ana.engage", tmp_path / "bob.engage")
    drop(window, tmp_path / "bob.engage")
    window.context.jobs.wait()
    assert window.context.study is not None
    assert window.context.study.path.name == "bob.engage"
