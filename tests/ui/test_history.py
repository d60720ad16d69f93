"""Undo, redo and « Historique », in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from engage_desktop.operations import coding
from engage_desktop.store import codes
from engage_desktop.ui.dialogs.history import HistoryDialog
from engage_desktop.ui.window import Window
from tests.ui.hands import click, press


def add_codes(window: Window, *names: str) -> None:
    for name in names:
        window.context.write(lambda study, _progress, name=name: coding.add_code(study, name))  # type: ignore[misc] # the name of this turn
    window.context.jobs.wait()


def names(window: Window) -> list[str]:
    study = window.context.study
    assert study is not None
    with study.read() as session:
        return sorted(code.name for code in codes.tree(session))


def shown(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def action(window: Window, name: str) -> QAction:
    return next(one for one in window.actions() if one.objectName() == name)


@pytest.fixture
def dialog(opened: Window) -> HistoryDialog:
    add_codes(opened, "Délai", "Prix", "Accueil & vélo")
    press(opened, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    opened.context.jobs.wait()
    found = opened.findChild(HistoryDialog)
    assert isinstance(found, HistoryDialog)
    return found


def test_ctrl_z_says_what_was_taken_back_and_offers_to_do_it_again(opened: Window) -> None:
    add_codes(opened, "Délai")
    press(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.context.jobs.wait()
    assert shown(opened.area.toast.words.text()) == "Annulé : Ajout du code « Délai »"
    assert opened.area.toast.undoing.text() == "Rétablir"
    click(opened.area.toast.undoing)
    opened.context.jobs.wait()
    assert names(opened) == ["Délai"]
    assert shown(opened.area.toast.words.text()) == "Rétabli : Ajout du code « Délai »"
    assert opened.area.toast.undoing.text() == "Annuler"


def test_the_menu_and_the_palette_say_what_would_be_undone(opened: Window) -> None:
    add_codes(opened, "Prix & délai")
    assert shown(action(opened, "undo").text()) == "Annuler : Ajout du code « Prix && délai »"
    assert action(opened, "redo").text() == "Rétablir"
    at_hand = {one.name: one.text for one in opened._at_hand()}
    assert shown(at_hand["undo"]) == "Annuler : Ajout du code « Prix & délai »"
    opened.history.undo()
    opened.context.jobs.wait()
    assert shown(action(opened, "redo").text()) == "Rétablir : Ajout du code « Prix && délai »"
    assert action(opened, "undo").text() == "Annuler"


def test_the_history_lists_every_act_newest_first(dialog: HistoryDialog) -> None:
    said = [shown(str(dialog.model.index(row, 1).data())) for row in range(dialog.model.rowCount())]
    assert said == ["Ajout du code « Accueil & vélo »", "Ajout du code « Prix »", "Ajout du code « Délai »"]
    assert not dialog.returning.isEnabled()


def test_coming_back_undoes_down_to_the_chosen_act_and_forward_again(
    opened: Window, dialog: HistoryDialog
) -> None:
    dialog.table.selectRow(2)
    assert shown(dialog.explained.text()) == "2 actes plus récents seront annulés."
    click(dialog.returning)
    opened.context.jobs.wait()
    assert names(opened) == ["Délai"]
    assert shown(str(dialog.model.index(0, 1).data())).endswith("(annulé)")
    assert dialog.model.index(0, 1).data(Qt.ItemDataRole.ForegroundRole) is not None
    dialog.table.selectRow(0)
    assert shown(dialog.explained.text()) == "2 actes annulés seront rétablis."
    click(dialog.returning)
    opened.context.jobs.wait()
    assert len(names(opened)) == 3
    assert shown(opened.area.toast.words.text()) == "2 actes rétablis"


def test_the_history_goes_with_its_study(opened: Window, dialog: HistoryDialog) -> None:
    opened.context.close_study()
    opened.context.jobs.wait()
    assert not dialog.isVisible()
