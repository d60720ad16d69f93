"""An interview read from end to end in Verbatims: its turns, codes on them, and the turns put right by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication

from engage_desktop.models.interviews import Turn
from engage_desktop.models.sentiment import Label
from engage_desktop.operations import coding, sentiment
from engage_desktop.store import codings, verbatims
from engage_desktop.store.database import Study
from engage_desktop.ui.dialogs.speaker import SpeakerDialog
from engage_desktop.ui.panels import verbatims_interview
from engage_desktop.ui.panels.verbatims import VerbatimsPanel
from engage_desktop.ui.window import Window
from tests.interviews import FIRST, said, talk, talk_study, turn
from tests.ui.hands import click, press, write

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(window: Window, tmp_path: Path) -> Iterator[VerbatimsPanel]:
    study = talk_study(tmp_path)
    sentiment.score_pending(study)
    coding.add_code(study, "Caution", key="1")
    window.context.show_study(study)
    window.show_screen("verbatims")
    window.context.jobs.wait()
    window.activateWindow()
    shown = window.panel("verbatims")
    assert isinstance(shown, VerbatimsPanel)
    settle(shown)
    yield shown
    window.context.jobs.wait()


def opened(panel: VerbatimsPanel) -> Study:
    study = panel.context.study
    assert study is not None
    return study


def settle(panel: VerbatimsPanel) -> None:
    for _ in range(4):  # what was asked may ask for more, some of it a moment later
        panel.context.jobs.wait()
        QTest.qWait(40)


def until(panel: VerbatimsPanel, holds: Callable[[], bool]) -> None:
    """Wait for what comes a moment after the jobs: a busy machine takes its time."""
    for _ in range(50):
        settle(panel)
        if holds():
            return
    assert holds()


def read_through(panel: VerbatimsPanel, words: str = "collègue") -> None:
    panel.show_verbatim(int(turn(opened(panel), words)))
    settle(panel)
    press(panel.list.view, Qt.Key.Key_L)
    settle(panel)


def current(panel: VerbatimsPanel) -> Turn:
    found = panel.interview.turn()
    assert found is not None
    return found


def codes_of(panel: VerbatimsPanel, words: str) -> list[str | None]:
    """The words that are coded in a turn, None for all of it."""
    key = turn(opened(panel), words)
    with opened(panel).read() as session:
        text = verbatims.text(session, key)
        found = codings.of_verbatims(session, [key]).get(int(key), ())
    return [None if each.start is None else text[each.start : each.end] for each in found]


def select(panel: VerbatimsPanel, words: str) -> None:
    """Select words of the current turn."""
    text, start = panel.interview.text, current(panel).row.text.index(words)
    text.select(text.in_document(text.place, (start, start + len(words))))


def test_the_whole_interview_is_read_around_the_turn(panel: VerbatimsPanel) -> None:
    read_through(panel)
    text = panel.interview.text.toPlainText()
    assert [
        text.index(each)
        for each in ("Thème 1", "Comment avez", "Participant 1", FIRST, "Participant 2", "Thème 2", "freins")
    ] == sorted(
        text.index(each)
        for each in ("Thème 1", "Comment avez", "Participant 1", FIRST, "Participant 2", "Thème 2", "freins")
    )
    assert current(panel).row.text == FIRST
    assert panel.interview.isVisible()
    assert not panel.list.isVisible()
    assert not panel.filters.isVisible()


def test_only_turns_of_interviews_offer_it(panel: VerbatimsPanel, window: Window) -> None:
    panel.show_verbatim(int(turn(opened(panel), "collègue")))
    settle(panel)
    assert panel.reader.through.isVisible()
    click(panel.reader.through)
    settle(panel)
    assert panel.interview.shown


def test_keys_go_from_turn_to_turn_and_back_to_the_list(panel: VerbatimsPanel) -> None:
    read_through(panel)
    press(panel.interview.text, Qt.Key.Key_J)
    assert current(panel).interviewer
    press(panel.interview.text, Qt.Key.Key_Down)
    settle(panel)
    assert current(panel).speaker == "Participant 2"
    assert panel.list.current() == current(panel).row.id
    press(panel.interview.text, Qt.Key.Key_K)
    press(panel.interview.text, Qt.Key.Key_K)
    press(panel.interview.text, Qt.Key.Key_K)
    press(panel.interview.text, Qt.Key.Key_K)
    assert panel.interview.text.place == 0
    for _ in range(20):
        press(panel.interview.text, Qt.Key.Key_J)
    settle(panel)
    last = current(panel).row.id
    assert last == turn(opened(panel), "freins")
    press(panel.interview.text, Qt.Key.Key_Escape)
    settle(panel)
    assert panel.list.isVisible()
    assert panel.list.current() == last
    assert panel.reader.page is not None
    assert panel.reader.page.verbatim.row.id == last


def test_a_digit_codes_the_turn_or_what_is_selected_of_it(panel: VerbatimsPanel) -> None:
    read_through(panel)
    press(panel.interview.text, Qt.Key.Key_1)
    settle(panel)
    assert codes_of(panel, "collègue") == [None]
    select(panel, "La caution")
    press(panel.interview.text, Qt.Key.Key_1)
    settle(panel)
    assert codes_of(panel, "collègue") == [None, "La caution"]
    press(panel.interview.text, Qt.Key.Key_Delete)
    settle(panel)
    assert codes_of(panel, "collègue") == [None]


def test_a_selection_over_several_turns_codes_each_but_the_questions(panel: VerbatimsPanel) -> None:
    read_through(panel)
    text = panel.interview.text
    start, end = text.in_document(1, None)[0] + FIRST.index("La caution"), text.in_document(3, None)[1]
    text.select((start, end))
    press(text, Qt.Key.Key_1)
    settle(panel)
    assert codes_of(panel, "collègue") == ["La caution a été prélevée deux fois."]
    assert codes_of(panel, "Je connaissais") == [None]
    assert codes_of(panel, "Et vous") == []


def test_a_new_code_goes_on_several_turns_at_once(panel: VerbatimsPanel) -> None:
    read_through(panel)
    text = panel.interview.text
    text.select((text.in_document(1, None)[0], text.in_document(3, None)[1]))
    press(text, Qt.Key.Key_C)
    write(panel.codes.field.line, "Arrivee")
    press(panel.codes.field.line, Qt.Key.Key_Return, CONTROL)
    settle(panel)
    assert codes_of(panel, "collègue") == [None]
    assert codes_of(panel, "Je connaissais") == [None]


def test_a_question_is_read_and_not_coded(panel: VerbatimsPanel, window: Window) -> None:
    read_through(panel)
    press(panel.interview.text, Qt.Key.Key_K)
    press(panel.interview.text, Qt.Key.Key_1)
    settle(panel)
    assert codes_of(panel, "Comment avez") == []
    assert (
        window.area.toast.words.text() == "Les questions de l’intervieweur se lisent, elles ne se codent pas"
    )


def test_coding_moves_nothing_under_the_readers_eyes(panel: VerbatimsPanel, window: Window) -> None:
    window.resize(900, 640)
    read_through(panel, "freins")
    bar = panel.interview.area.verticalScrollBar()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    before = bar.value()
    select(panel, "freins")
    press(panel.interview.text, Qt.Key.Key_1)
    settle(panel)
    assert (bar.value(), current(panel).row.text) == (before, "Les freins sont usés.")
    assert codes_of(panel, "freins") == ["freins"]


def test_a_memo_is_written_on_the_turn(panel: VerbatimsPanel) -> None:
    read_through(panel)
    press(panel.interview.text, Qt.Key.Key_M)
    assert QApplication.focusWidget() is panel.interview.memo
    write(panel.interview.memo, "A rappeler")
    panel.interview.step(1)
    settle(panel)
    assert [each.memo for each in talk(opened(panel)).turns if each.memo] == ["A rappeler"]
    panel.interview.step(-1)
    settle(panel)
    assert panel.interview.memo.toPlainText() == "A rappeler"


def test_the_sentiment_of_a_turn_is_corrected_from_there(panel: VerbatimsPanel) -> None:
    read_through(panel)
    press(panel.interview.text, Qt.Key.Key_X)
    press(panel.reader.feeling.menu, Qt.Key.Key_N)
    settle(panel)
    felt = current(panel).row.feeling
    assert felt is not None
    assert (felt.label, felt.corrected) == (Label.NEGATIVE, True)


def test_a_turn_is_cut_at_the_caret_between_words_and_undone(panel: VerbatimsPanel, window: Window) -> None:
    read_through(panel)
    panel.interview.text.put_caret(1, FIRST.index("caution") + 3)
    press(panel.interview.text, Qt.Key.Key_Return, CONTROL)
    until(panel, lambda: current(panel).row.text == "caution a été prélevée deux fois.")
    assert said(opened(panel))[1][1].endswith("pénible. La")
    click(window.area.toast.undoing)
    until(panel, lambda: current(panel).row.text == FIRST)
    assert panel.interview.shown


def test_turns_are_joined_with_those_around(panel: VerbatimsPanel) -> None:
    read_through(panel, "station")
    press(panel.interview.text, Qt.Key.Key_Delete, CONTROL)
    until(panel, lambda: current(panel).row.text.endswith("Les freins sont usés."))
    press(panel.interview.text, Qt.Key.Key_Backspace, CONTROL)
    until(panel, lambda: current(panel).row.text.startswith("Je connaissais déjà"))
    assert len(talk(opened(panel)).turns) == 4


def test_a_cut_at_the_edge_says_where_to_put_the_caret(panel: VerbatimsPanel, window: Window) -> None:
    read_through(panel)
    press(panel.interview.text, Qt.Key.Key_Return, CONTROL)
    settle(panel)
    assert window.area.toast.words.text().startswith("Placez le curseur entre deux mots")
    assert len(talk(opened(panel)).turns) == 6


def test_who_speaks_is_changed_for_all_their_turns(panel: VerbatimsPanel) -> None:
    read_through(panel)
    press(panel.interview.text, Qt.Key.Key_Q)
    (dialog,) = panel.findChildren(SpeakerDialog)
    dialog.names.setCurrentText("Enquêtrice")
    assert dialog.interviewer.isChecked()
    dialog.names.setCurrentText("P8")
    dialog.interviewer.setChecked(False)
    dialog.all.setChecked(True)
    dialog._take()
    settle(panel)
    assert [each for each, _words in said(opened(panel))].count("P8") == 2
    assert current(panel).speaker == "P8"


def test_a_turn_becomes_a_question_of_the_interviewer(panel: VerbatimsPanel) -> None:
    read_through(panel, "freins")
    press(panel.interview.text, Qt.Key.Key_Q)
    (dialog,) = panel.findChildren(SpeakerDialog)
    dialog.interviewer.setChecked(True)
    dialog.names.setCurrentText("")
    dialog._take()
    assert dialog.isVisible()
    dialog.names.setCurrentText("Enquêtrice")
    dialog._take()
    settle(panel)
    assert talk(opened(panel)).turns[-1].interviewer
    assert panel.list.model.rowCount() == 3


def test_a_long_interview_is_shown_in_stretches(
    panel: VerbatimsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbatims_interview, "_LETTERS", 150)
    read_through(panel)
    assert panel.interview.after.isVisible()
    seen = [current(panel).row.text]
    while panel.interview.after.isVisible():
        click(panel.interview.after)
        settle(panel)
        seen.append(current(panel).row.text)
    assert len(seen) > 1
    assert panel.interview.before.isVisible()
    for _ in range(20):
        panel.interview.step(-1)
    assert current(panel).row.text.startswith("Comment")


def test_the_menu_offers_what_can_be_done_to_the_turn(panel: VerbatimsPanel) -> None:
    read_through(panel)
    panel.interview.step(-1)
    able = {
        each.text().partition("\t")[0]: each.isEnabled()
        for each in panel.interview.menu().actions()
        if each.text()
    }
    assert not able["Coder…"]
    assert not able["Joindre au tour précédent"]
    assert able["Joindre au tour suivant"]
    assert able["Couper le tour ici"]
    assert able["Qui parle…"]


def test_the_interview_is_left_when_its_import_is_taken_back(panel: VerbatimsPanel) -> None:
    from engage_desktop.models.ids import SourceId
    from engage_desktop.operations import sources

    read_through(panel)
    sources.undo_import(opened(panel), SourceId(1))
    settle(panel)
    assert not panel.interview.shown


def test_reading_the_turns_as_they_were_selected_is_told(panel: VerbatimsPanel) -> None:
    read_through(panel)
    select(panel, "Au début")
    assert panel.status() == "Sélection\u00a0: 1 passage, 2 mots"
    panel.interview.text.select(
        (panel.interview.text.in_document(1, None)[0], panel.interview.text.in_document(3, None)[1])
    )
    assert panel.status() == "Sélection\u00a0: 3 tours de parole"


def test_what_is_copied_says_where_it_comes_from(panel: VerbatimsPanel) -> None:
    read_through(panel)
    select(panel, "Au début c'était pénible.")
    panel.interview.copy_with_source()
    assert (
        QApplication.clipboard().text()
        == "«\u202fAu début c'était pénible.\u202f»\n— E-01 § 2, entretien.txt"
    )
