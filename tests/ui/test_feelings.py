"""Sentiment read by itself, in the background."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engage_desktop.models.surveys import QuestionKind
from engage_desktop.operations import coding, emotions, sentiment, sources, studies, surveys
from engage_desktop.progress import Progress
from engage_desktop.store import surveys as kept
from engage_desktop.store import verbatims
from engage_desktop.store.database import Study
from engage_desktop.ui import feelings
from engage_desktop.ui.context import Place
from engage_desktop.ui.window import Window
from tests import builders
from tests.ui.hands import click


@pytest.fixture
def small(tmp_path: Path) -> Path:
    builders.small_study(tmp_path, name="petite.engage").close()
    return tmp_path / "petite.engage"


def show(window: Window, path: Path) -> None:
    window.place = Place("themes")
    window.context.open_study(path)
    window.context.jobs.wait()


def pending(window: Window) -> int:
    study = window.context.study
    assert study is not None
    with study.read() as session:
        return sentiment.pending(session)


def test_what_is_pending_is_read_at_the_opening(window: Window, small: Path) -> None:
    show(window, small)
    assert pending(window) == 0
    assert window.feelings.status() == ""


def test_what_an_import_brings_is_read_too(opened: Window, tmp_path: Path) -> None:
    file = builders.write_csv(tmp_path / "reponses.csv")
    opened.context.write(lambda study, _progress: sources.import_file(study, file))
    opened.context.jobs.wait()
    assert opened.state.counts is not None
    assert opened.state.counts.verbatims == 5
    assert pending(opened) == 0


def test_emotions_follow_an_import_once_they_were_read(window: Window, small: Path, tmp_path: Path) -> None:
    window.place = Place("verbatims")  # where nothing else reads them
    window.context.open_study(small)
    window.context.jobs.wait()
    study = window.context.study
    assert study is not None

    def bring(name: str) -> None:
        said = ("09/03/2026 10:00:00", "2", f"Je suis furieux, vraiment {name}.", "Sud")
        file = builders.write_csv(tmp_path / name, [said])
        window.context.write(lambda study, _progress: sources.import_file(study, file))
        window.context.jobs.wait()

    def angry() -> int | None:
        with study.read() as session:
            facet = verbatims.facets(session, "").emotions
        return next((each.count for each in facet if each.name == "colere"), None)

    bring("a.csv")
    assert angry() is None
    emotions.refresh(study)
    before = angry()
    bring("b.csv")
    assert before is not None
    assert angry() == before + 1


def test_another_wording_of_a_question_is_read_again_and_counted(window: Window, small: Path) -> None:
    show(window, small)
    study = window.context.study
    assert study is not None
    with study.read() as session:
        question = next(each for each in kept.surveys(session)[0].questions if each.kind is QuestionKind.TEXT)

    def read_again(label: str) -> bool:
        window.area.toast.words.setText("")
        window.context.write(lambda study, _progress: surveys.edit_question(study, question.id, label=label))
        for _ in range(3):
            window.context.jobs.wait()
        assert pending(window) == 0
        return "5 textes relus" in window.area.toast.words.text()

    assert not read_again("Pour quelle raison ?")
    assert read_again("Que faudrait-il améliorer ?")


def test_the_setting_keeps_it_for_when_it_is_asked(window: Window, small: Path) -> None:
    window.settings.change(read_sentiment=False)
    show(window, small)
    assert pending(window) == 5
    assert window.feelings.status() == "sentiment : 5 verbatims à lire".replace(" :", "\u00a0:")
    window.feelings.start()
    window.context.jobs.wait()
    assert pending(window) == 0


def test_a_study_that_is_only_read_is_left_alone(window: Window, small: Path) -> None:
    window.place = Place("themes")
    window.context.open_to_read(small)
    window.context.jobs.wait()
    assert pending(window) == 5
    assert not window.feelings.reading


def test_a_code_is_written_while_the_reading_goes_on(
    window: Window, small: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    began, gate = threading.Event(), threading.Event()
    monkeypatch.setattr(feelings, "_score", _held(began, gate))
    window.place = Place("themes")
    window.context.open_study(small)
    qtbot.waitUntil(began.is_set)
    written: list[str] = []
    window.context.write(
        lambda study, _progress: coding.add_code(study, "Délai"), done=lambda code: written.append(code.name)
    )
    qtbot.waitUntil(lambda: written == ["Délai"])
    assert window.feelings.status() == "lecture du sentiment…"
    gate.set()
    window.context.jobs.wait()
    assert pending(window) == 0


def test_stopping_the_reading_holds_until_the_next_opening(
    window: Window, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    began, gate = threading.Event(), threading.Event()
    monkeypatch.setattr(feelings, "_score", _held(began, gate))
    window.place = Place("themes")
    window.context.open_study(small)
    qtbot.waitUntil(began.is_set)
    qtbot.waitUntil(window.area.strip_row.isVisible)
    click(window.area.strip.stopping)
    gate.set()
    window.context.jobs.wait()
    file = builders.write_csv(tmp_path / "autres.csv", rows=builders.ROWS[:2])
    window.context.write(lambda study, _progress: sources.import_file(study, file))
    window.context.jobs.wait()
    assert pending(window) >= 5
    assert "à lire" in window.feelings.status()
    window.context.close_study()
    show(window, small)
    assert pending(window) == 0


def test_closing_during_the_reading_gives_the_file_back(
    window: Window, small: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    began = threading.Event()

    def endless(_study: Study, progress: Progress) -> tuple[int, int]:
        began.set()
        while True:
            progress.step(0, 5, "scoring")

    monkeypatch.setattr(feelings, "_score", endless)
    window.place = Place("themes")
    window.context.open_study(small)
    qtbot.waitUntil(began.is_set)
    window.close()
    studies.open_study(small).close()


def _held(began: threading.Event, gate: threading.Event) -> Callable[[Study, Progress], tuple[int, int]]:
    """The reading, held at its start until the gate is open."""

    def score(study: Study, progress: Progress) -> tuple[int, int]:
        began.set()
        assert gate.wait(20)
        return sentiment.score_and_compare(study, progress=progress)

    return score
