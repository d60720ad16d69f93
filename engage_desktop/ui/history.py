"""Undo, redo and the history, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.study import Act
from engage_desktop.ui.actions import undo_word
from engage_desktop.ui.context import Choice, Context
from engage_desktop.ui.study_state import StudyState
from engage_desktop.wording import tn, tr
from engage_desktop.wording.journal import said


class History:
    """Takes acts back and does them again, and says which."""

    def __init__(self, window: QWidget, context: Context, state: StudyState) -> None:
        self._window = window
        self._context = context
        self._state = state

    def words(self) -> dict[str, str]:
        """What « Annuler » and « Rétablir » would do, by the name of their action."""
        undone, redone = self._state.next_undo, self._state.next_redo
        return {
            "undo": undo_word() + (tr(" : {act}", act=said(undone)) if undone is not None else ""),
            "redo": tr("Rétablir") + (tr(" : {act}", act=said(redone)) if redone is not None else ""),
        }

    def undo(self) -> None:
        """Take the latest act back."""
        from engage_desktop.operations import history

        again = Choice(tr("Rétablir"), self.redo)
        self._context.write(
            lambda study, _progress: history.undo(study),
            done=lambda act: self._context.toast(tr("Annulé : {act}", act=said(act)), choice=again),
            failed=lambda error: self._refuse(error, tr("Il n'y a rien à annuler.")),
        )

    def redo(self) -> None:
        """Do again what was taken back."""
        from engage_desktop.operations import history

        self._context.write(
            lambda study, _progress: history.redo(study),
            said=lambda act: tr("Rétabli : {act}", act=said(act)),
            failed=lambda error: self._refuse(error, tr("Il n'y a rien à rétablir.")),
        )

    def _refuse(self, error: EngageError, nothing: str) -> None:
        if error.reason in (Reason.NOTHING_TO_UNDO, Reason.NOTHING_TO_REDO):
            self._context.toast(nothing)
        else:
            self._context.jobs.refused.emit(error)

    def show(self) -> None:
        """Open « Historique »."""
        from engage_desktop.ui.dialogs.history import HistoryDialog

        dialog = HistoryDialog(self._window, self._context)
        dialog.wanted.connect(self._return_to)
        dialog.open()

    def _return_to(self, act: Act) -> None:
        from engage_desktop.operations import history

        self._context.write(
            lambda study, progress: history.return_to(study, act.id, progress=progress),
            done=self._say_steps,
            label=tr("Retour à un moment de l'étude"),
        )

    def _say_steps(self, steps: tuple[Act, ...]) -> None:
        """« 12 actes annulés »: one word per direction."""
        if not steps:
            return
        if steps[0].undone:
            words = tn("{n} acte rétabli", "{n} actes rétablis", len(steps))
        else:
            words = tn("{n} acte annulé", "{n} actes annulés", len(steps))
        self._context.toast(words)
