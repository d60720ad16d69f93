"""A study of three thousand scored verbatims, calibrated through its window: before, after, and without again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engage_desktop.models.calibration import Method
from engage_desktop.operations import calibration, sentiment, sources, studies
from engage_desktop.store import columns
from engage_desktop.store.database import Study
from engage_desktop.ui.dialogs.sentiment import SentimentDialog
from engage_desktop.ui.window import Window
from engage_desktop.wording.typography import percent
from tests import builders, talk
from tests.ui.hands import click

MANY = 3_000


def labels(study: Study) -> columns.Bytes:
    with study.read() as session:
        assert sentiment.pending(session) == 0
        return columns.feelings(session).label.copy()


def titles(dialog: SentimentDialog) -> list[str]:
    """What stands over the tables of before and after."""
    tables = dialog.calibration.tables
    shown = (item.widget() for at in range(tables.count()) if (item := tables.itemAt(at)) is not None)
    return [each.accessibleName() for each in shown if isinstance(each, QWidget)]


def scored_study(folder: Path) -> None:
    """Three subjects; those who speak of bikes complain, and yet give a seven or an eight."""
    said = [
        (when, str(7 + at % 2) if at % 3 == 2 else score, text, zone)
        for at, (when, score, text, zone) in enumerate(talk.rows(MANY))
    ]
    with studies.create(folder / "paroles.engage", title="Paroles") as study:
        sources.import_file(study, builders.write_csv(folder / "paroles.csv", said, talk.HEADERS))
        sentiment.score_pending(study)


def test_three_thousand_scores_are_learnt_shown_and_left_aside_again(window: Window, tmp_path: Path) -> None:
    scored_study(tmp_path)
    window.context.open_study(tmp_path / "paroles.engage")
    window.context.jobs.wait()
    study = window.context.study
    assert study is not None
    alone = labels(study)
    next(each for each in window.actions() if each.objectName() == "sentiment").trigger()
    window.context.jobs.wait()
    dialog = window.findChildren(SentimentDialog)[-1]
    dialog.show_page(1)
    page = dialog.calibration
    assert "3 000" in page.counts.text().replace("\u202f", " ").replace("\u00a0", " ")
    click(page.learning)
    window.context.jobs.wait()

    with study.read() as session:
        learnt = calibration.current(session)
    assert learnt is not None
    assert learnt.method is Method.MODEL
    assert learnt.before.n == learnt.after.n == MANY
    assert learnt.after.macro_f1 > learnt.before.macro_f1
    assert learnt.after.accuracy > learnt.before.accuracy
    before, after = titles(dialog)
    assert percent(learnt.before.accuracy) in before
    assert percent(learnt.after.accuracy) in after
    assert page.switch.isChecked()
    for _ in range(50):  # what the lesson asks for is read a moment after the jobs
        taught = labels(study)
        if np.count_nonzero(taught != alone):
            break
        QTest.qWait(40)
        window.context.jobs.wait()
    assert np.count_nonzero(taught != alone)

    page.switch.click()
    window.context.jobs.wait()
    assert not page.switch.isChecked()
    assert np.array_equal(labels(study), alone)
    page.switch.click()
    window.context.jobs.wait()
    assert np.array_equal(labels(study), taught)
