"""What the window shows of the open study wherever one stands: its title, its counts, when it was last written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engage_desktop.models.study import Act, StudyCounts, StudyHead
from engage_desktop.ui.context import Context
from engage_desktop.ui.settings import Recent, SettingsFile

if TYPE_CHECKING:
    from engage_desktop.store.database import Session

_PAUSE_MS = 3000  # on one verbatim, before it is kept as the one read last
_COPY_MS = 10 * 60 * 1000  # between two copies of a study that changed


@dataclass(frozen=True, slots=True)
class _Found:
    """What one read brings."""

    head: StudyHead
    counts: StudyCounts
    next_undo: Act | None
    next_redo: Act | None


class StudyState(QObject):
    """Follows the open study; `told` says that something to show is new."""

    told = Signal()

    def __init__(self, context: Context, settings: SettingsFile) -> None:
        super().__init__()
        self._context = context
        self._settings = settings
        self._path: Path | None = None
        self.head: StudyHead | None = None
        self.counts: StudyCounts | None = None
        self.next_undo: Act | None = None
        self.next_redo: Act | None = None
        self.saved_at: dt.datetime | None = None
        context.study_opened.connect(self._opened)
        context.study_closed.connect(self._closed)
        context.changed.connect(self._changed)
        context.verbatim_read.connect(self._note_reading)
        self._reading: tuple[int, str, dt.datetime] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._keep_reading)
        self._copies = QTimer(self)
        self._copies.setInterval(_COPY_MS)
        self._copies.timeout.connect(context.keep_copy)

    @property
    def title(self) -> str:
        """The study's title; its file's name until that is read."""
        if self.head is not None and self.head.title:
            return self.head.title
        return self._path.stem if self._path is not None else ""

    def _opened(self) -> None:
        study = self._context.study
        self._path = study.path if study is not None else None
        self.saved_at = _now()
        self._copies.start()
        self._read()

    def _closed(self) -> None:
        self._keep_reading()
        self._remember()
        self._copies.stop()
        self._path = self.head = self.counts = self.saved_at = self.next_undo = self.next_redo = None
        self.told.emit()

    def _changed(self, _tables: frozenset[str]) -> None:
        self.saved_at = _now()
        self._read()

    def _read(self) -> None:
        self._context.read(self, _read_state, self._take)

    def _take(self, found: _Found) -> None:
        first = self.head is None
        self.head, self.counts = found.head, found.counts
        self.next_undo, self.next_redo = found.next_undo, found.next_redo
        if first:
            self._remember()
        self.told.emit()

    def _remember(self) -> None:
        """Keep the study among the recent ones with what it holds; written at its opening and its closing."""
        if self._path is None or self.counts is None:
            return
        at = _now().isoformat(timespec="seconds")
        known = self._recent() or Recent(str(self._path), "", 0, 0, at)
        held = replace(known, title=self.title, verbatims=self.counts.verbatims, coded=self.counts.coded)
        self._settings.remember(replace(held, opened_at=at))

    def _note_reading(self, number: int, ref: str) -> None:
        """Kept once the person stays on it: going through a list must not wait for a disk."""
        self._reading = (number, ref, _now())
        self._pause.start()

    def _keep_reading(self) -> None:
        recent, reading = self._recent(), self._reading
        self._reading = None
        self._pause.stop()
        if recent is not None and reading is not None:
            number, ref, at = reading
            said = replace(recent, read=number, read_ref=ref, read_at=at.isoformat(timespec="seconds"))
            self._settings.remember(said)

    def _recent(self) -> Recent | None:
        path = str(self._path)
        return next((one for one in self._settings.now.recents if one.path == path), None)


def _read_state(session: Session) -> _Found:
    from engage_desktop.store import journal, studies

    return _Found(
        studies.head(session), studies.counts(session), journal.next_undo(session), journal.next_redo(session)
    )


def _now() -> dt.datetime:
    return dt.datetime.now()  # noqa: DTZ005 - the clock of the room
