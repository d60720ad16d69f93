"""Sentiment read by itself: what an engine has not read yet is read in the background, until it is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engage_desktop.errors import EngageError
from engage_desktop.progress import Progress
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels.panel import concerns
from engage_desktop.ui.settings import SettingsFile
from engage_desktop.wording import tn, tr
from engage_desktop.wording.errors import sentence

if TYPE_CHECKING:
    from engage_desktop.store.database import Session, Study

# The tables whose change may bring something to read: texts, or what reads them (also by undoing).
_BRINGS_TEXT = ("source", "verbatim", "setting", "question")


class FeelingsReader(QObject):
    """Reads what is pending after an opening and after each import; `told` says that `status()` is new.

    « Arrêter » holds until the study is opened again or the reading is asked for.
    """

    told = Signal()

    def __init__(self, context: Context, settings: SettingsFile) -> None:
        super().__init__()
        self._context = context
        self._settings = settings
        self.pending = 0
        self.reading = False
        self.stopped = False
        self._again = (
            False  # whether the reading is to be counted aloud, being what an act of the dialog asks for
        )
        self._reworded = False  # the same, being what another wording of a question brought
        context.study_opened.connect(self._opened)
        context.study_closed.connect(self._closed)
        context.changed.connect(self._changed)

    def status(self) -> str:
        """What the status line says of it; "" when all was read."""
        if not self.pending or self._context.study is None:
            return ""
        if self.reading:
            return tr("lecture du sentiment…")
        return tn("sentiment : {n} verbatim à lire", "sentiment : {n} verbatims à lire", self.pending)

    def start(self) -> None:
        """Read what is pending, whatever the setting and an earlier « Arrêter »."""
        self.stopped = False
        self._look(wanted=True)

    def start_again(self) -> None:
        """Read what a change of engine put out of date, and say how many texts feel something else."""
        self._again = True
        self.start()

    def _opened(self) -> None:
        self.stopped = False
        self._context.later(lambda: self._look(wanted=self._settings.now.read_sentiment))

    def _closed(self) -> None:
        self.pending, self.reading, self._reworded = 0, False, False

    def _changed(self, tables: frozenset[str]) -> None:
        if concerns(tables, *_BRINGS_TEXT) and not self.reading:
            self._reworded = "question" in tables and tables.isdisjoint(("source", "verbatim"))
            self._look(wanted=self._settings.now.read_sentiment and not self.stopped)

    def _look(self, *, wanted: bool) -> None:
        def take(pending: int) -> None:
            self.pending = pending
            study = self._context.study
            if pending and wanted and not self.reading and study is not None and not study.read_only:
                self._read()
            self.told.emit()

        self._context.read((self, "pending"), _pending, take, failed=lambda _error: None)

    def _read(self) -> None:
        self.reading = True
        self._context.aside(
            _score, done=self._done, failed=self._failed, stopped=self._stop, label=tr("Lecture du sentiment")
        )

    def _done(self, outcome: tuple[int, int]) -> None:
        read, other = outcome
        self.reading, again, reworded = False, self._again, self._reworded
        if read and (again or reworded):
            self._again = self._reworded = False
            self._context.toast(_counted(read, other), undo=again)
        # an import, or another choice of engine, may have come meanwhile
        self._look(wanted=read > 0 and (again or self._settings.now.read_sentiment))

    def _stop(self) -> None:
        self.reading, self.stopped = False, True
        self._again = self._reworded = False
        self._look(wanted=False)
        self._context.toast(tr("Lecture du sentiment arrêtée ; ce qui est lu reste."))

    def _failed(self, error: EngageError) -> None:
        """Said once: trying again at each change would say it again and again."""
        self.reading, self.stopped = False, True
        self._context.banner(sentence(error), tone="warn")
        self.told.emit()


def _pending(session: Session) -> int:
    from engage_desktop.operations import sentiment

    return sentiment.pending(session)


def _score(study: Study, progress: Progress) -> tuple[int, int]:
    from engage_desktop.operations import emotions, sentiment
    from engage_desktop.store.emotions import current

    found = sentiment.score_and_compare(study, progress=progress)
    with study.read() as session:
        known = current(session) is not None
    if known:  # what came since the emotions were read has its own
        emotions.refresh(study, progress=progress)
    return found


def _counted(read: int, other: int) -> str:
    return tr(
        "{read} ; {other}.",
        read=tn("{n} texte relu", "{n} textes relus", read),
        other=tn("{n} change de sentiment", "{n} changent de sentiment", other)
        if other
        else tr("aucun ne change de sentiment"),
    )
