"""Reading an interview through in Verbatims: its room, its turns, and what is done to the turns themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStackedWidget

from engage_desktop.errors import EngageError
from engage_desktop.models.interviews import Interview, Turn
from engage_desktop.models.verbatims import VerbatimKind
from engage_desktop.operations import turns
from engage_desktop.progress import Progress
from engage_desktop.store import interviews
from engage_desktop.store.database import Study
from engage_desktop.ui.dialogs.speaker import SpeakerDialog
from engage_desktop.wording import tn, tr

if TYPE_CHECKING:
    from engage_desktop.ui.panels.verbatims import VerbatimsPanel

T = TypeVar("T")


class Through(QObject):
    """Opens and closes the interview of the verbatim that is read, and keeps both in step."""

    def __init__(self, panel: VerbatimsPanel, readings: QStackedWidget) -> None:
        super().__init__(panel)
        self._panel, self._pane, self._readings = panel, panel.interview, readings
        pane = self._pane
        pane.turned.connect(self._turned)
        pane.left.connect(self.close)
        pane.coding_asked.connect(panel.code)
        pane.quote_asked.connect(panel.acts.quote)
        pane.flagged.connect(panel.acts.flag)
        pane.memo_written.connect(panel.acts.write_memo)
        pane.selected.connect(panel.show_target)
        pane.split_asked.connect(self.split)
        pane.join_asked.connect(self.join)
        pane.speaker_asked.connect(self.ask_speaker)

    # coming and going

    def toggle(self) -> None:
        """Read the interview of the current verbatim, or go back to the list."""
        if self._pane.shown:
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Read the interview of the current verbatim."""
        page = self._panel.reader.page
        if page is None or page.verbatim.row.kind is not VerbatimKind.TURN:
            self._panel.context.toast(tr("Ce verbatim n'est pas un tour de parole d'un entretien"))
            return
        self._read(int(page.verbatim.row.id), self._show)

    def close(self) -> None:
        """Go back to the list, on the turn that was read where it is listed."""
        if not self._pane.shown:
            return
        turn = self._pane.turn()
        self._pane.memo.keep()
        self._pane.shown = False
        self._readings.setCurrentIndex(0)
        self._panel.room.read_through(False)
        listed = self._panel.list
        place = -1 if turn is None else listed.model.place_of(int(turn.row.id))
        if place >= 0:
            listed.quietly(lambda: listed.go_to(place))
        current = listed.current()
        if current is not None:
            self._panel.read_one(int(current))
        self._panel.focus_first()
        self._panel.show_target()

    def shows(self, verbatim: int) -> bool:
        """Whether the interview that is read holds that turn."""
        return self._pane.shown and self.place_of(verbatim) >= 0

    def place_of(self, verbatim: int) -> int:
        """Where a turn stands in the interview that is read, or -1."""
        interview = self._pane.interview
        return -1 if interview is None else interview.place(verbatim)

    def read_again(self, *, at: int | None = None) -> None:
        """Read the interview anew: the study changed. It stays where it is, or goes to the turn `at`."""
        turn = self._pane.turn()
        wanted = at if at is not None else None if turn is None else int(turn.row.id)
        if self._pane.shown and wanted is not None:
            self._read(wanted, self._take, lost=self._lost)

    def status(self) -> str:
        """What the right of the status bar says."""
        chosen = self._pane.text.selected_turns()
        if len(chosen) > 1:
            return tn("Sélection : {n} tour de parole", "Sélection : {n} tours de parole", len(chosen))
        quote = self._pane.quote()
        words = tn("{n} mot", "{n} mots", len(quote.split()))
        return tr("Sélection : 1 passage, {words}", words=words) if quote else ""

    def _read(
        self,
        verbatim: int,
        done: Callable[[tuple[Interview, int]], None],
        *,
        lost: Callable[[EngageError], None] | None = None,
    ) -> None:
        self._panel.context.read(
            (self, "interview"),
            lambda session: (interviews.around(session, verbatim), verbatim),
            done,
            failed=lost,
        )

    def _show(self, read: tuple[Interview, int]) -> None:
        self._pane.shown = True
        self._pane.interview = None  # another reading, another page
        self._readings.setCurrentIndex(1)
        self._panel.room.read_through(True)
        self._take(read)
        self._pane.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, read: tuple[Interview, int]) -> None:
        if self._pane.shown:
            self._pane.show_interview(*read, self._panel.known_codes)
            self._panel.show_target()

    def _lost(self, _error: EngageError) -> None:
        """The turn that was read is there no more: its import was taken back, or it was joined to another."""
        left = (
            [] if self._pane.interview is None else [int(each.row.id) for each in self._pane.interview.turns]
        )
        at = self._pane.turn()
        place = left.index(int(at.row.id)) if at is not None and int(at.row.id) in left else 0
        before = left[place - 1] if place > 0 else None

        def gone(_error: EngageError) -> None:
            self.close()

        if before is not None:
            self._read(before, self._take, lost=gone)
        else:
            self.close()

    def _turned(self, verbatim: int) -> None:
        """Another turn is current: what the reader knows of it is read too, and the list follows where it can."""
        listed = self._panel.list
        place = listed.model.place_of(verbatim)
        if place >= 0:
            listed.quietly(lambda: listed.go_to(place))
        self._panel.read_one(verbatim)
        self._panel.show_target()

    # what is done from here

    def correct(self) -> None:
        """Say what the current turn feels: N, U, P or M answer."""
        turn, text = self._pane.turn(), self._pane.text
        if turn is not None and not turn.interviewer:
            below = text.cursorRect().bottomLeft()
            self._panel.reader.feeling.menu.popup(text.viewport().mapToGlobal(below))

    def next_uncoded(self) -> None:
        """Go to the next turn that carries no code, around the end if need be; questions have none to carry."""
        interview, turn = self._pane.interview, self._pane.turn()
        if interview is None or turn is None:
            return
        after = interview.place(int(turn.row.id)) + 1
        order = [*range(after, len(interview.turns)), *range(after)]
        free = next(
            (
                at
                for at in order
                if not interview.turns[at].interviewer and not interview.turns[at].row.codings
            ),
            None,
        )
        if free is None:
            self._panel.context.toast(tr("Tous les tours de parole de cet entretien sont codés"))
        else:
            self._pane.go_to(free)

    # what is done to the turns

    def split(self) -> None:
        """Cut the current turn at the caret."""
        turn, at, coder = self._pane.turn(), self._pane.cut(), self._panel.context.coder
        if turn is None:
            return
        if not turn.row.text[:at].strip() or not turn.row.text[at:].strip():
            self._panel.context.toast(
                tr("Placez le curseur entre deux mots du tour, là où il faut le couper")
            )
            return
        self._write(
            lambda study, _progress: turns.split(study, turn.row.id, at, coder=coder),
            said=tr("Tour de parole coupé"),
            then=lambda made: self.read_again(at=int(made)),
        )

    def join(self, by: int) -> None:
        """Join the current turn with the one before (-1) or after (1)."""
        turn, coder, interview = self._pane.turn(), self._panel.context.coder, self._pane.interview
        if turn is None or interview is None:
            return
        if not 0 <= interview.place(int(turn.row.id)) + by < len(interview.turns):
            self._panel.context.toast(tr("Aucun tour de parole ne se trouve de ce côté"))
            return
        self._write(
            lambda study, _progress: turns.join(study, turn.row.id, by=by, coder=coder),
            said=tr("Tours de parole joints"),
            then=lambda kept: self.read_again(at=int(kept)),
        )

    def ask_speaker(self) -> None:
        """Ask who says the current turn."""
        turn, interview = self._pane.turn(), self._pane.interview
        if turn is None or interview is None:
            return
        if self._panel.context.read_only:
            self._write(lambda _study, _progress: None, said="", then=lambda _nothing: None)
            return
        dialog = SpeakerDialog(self._panel, self._panel.theme, interview=interview, turn=turn)
        dialog.chosen.connect(lambda name, asks, every: self._give(turn, name, asks=asks, every=every))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _give(self, turn: Turn, name: str, *, asks: bool, every: bool) -> None:
        interview, coder = self._pane.interview, self._panel.context.coder
        if interview is None:
            return
        chosen = interview.said_like(turn) if every else (turn.row.id,)
        self._write(
            lambda study, _progress: turns.change_speaker(study, chosen, name, interviewer=asks, coder=coder),
            said=tr("Parole donnée à {name}", name=name),
            then=lambda _changed: self.read_again(at=int(turn.row.id)),
        )

    def _write(self, work: Callable[[Study, Progress], T], *, said: str, then: Callable[[T], None]) -> None:
        context = self._panel.context
        if context.read_only:
            context.toast(tr("L'étude est ouverte en lecture seule : rien n'a été modifié."))
        else:
            context.write(work, said=said, done=then)
