"""The menu of a turn in an interview that is read through."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from engage_desktop.wording import tr

if TYPE_CHECKING:
    from engage_desktop.ui.panels.verbatims_interview import InterviewPane

_Act = tuple[str, str, Callable[[], None], bool]  # words, keys, what it does, whether it can be done


def turn_menu(pane: InterviewPane, *, at: int, free: bool) -> QMenu:
    """What can be done to the current turn, the one at `at`; `free` when the study may be changed."""
    menu, turn, interview = QMenu(pane), pane.turn(), pane.interview
    if turn is None or interview is None:
        return menu
    spoken, flagged = not turn.interviewer, turn.row.flagged
    after = free and at < len(interview.turns) - 1
    groups: tuple[tuple[_Act, ...], ...] = (
        (
            (tr("Coder…"), "C", pane.coding_asked.emit, spoken),
            (tr("Mémo"), "M", pane.write_memo, True),
            (tr("Marquer à revoir"), "D", lambda: pane.flagged.emit(not flagged), free),
            (tr("Ajouter au rapport"), "R", pane.quote_asked.emit, spoken and free),
        ),
        (
            (tr("Couper le tour ici"), "Ctrl+↵", pane.split_asked.emit, free),
            (tr("Joindre au tour précédent"), "Ctrl+⌫", lambda: pane.join_asked.emit(-1), free and at > 0),
            (tr("Joindre au tour suivant"), tr("Ctrl+Suppr"), lambda: pane.join_asked.emit(1), after),
            (tr("Qui parle…"), "Q", pane.speaker_asked.emit, free),
        ),
        ((tr("Copier avec la source"), "", pane.copy_with_source, True),),
    )
    for number, acts in enumerate(groups):
        if number:
            menu.addSeparator()
        for words, keys, run, able in acts:
            menu.addAction(f"{words}\t{keys}" if keys else words, run).setEnabled(able)
    return menu
