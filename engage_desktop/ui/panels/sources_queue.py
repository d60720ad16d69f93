"""The files on their way in: read, tried and brought in by jobs, each known by its path."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from engage_desktop.errors import Cancelled, EngageError, Reason
from engage_desktop.models.sources import InterviewProfile, Layout, Mapping, Outcome, Proposal
from engage_desktop.operations import sources
from engage_desktop.operations.formats import interview_profile
from engage_desktop.operations.sources import WaveDraft
from engage_desktop.progress import Progress
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels import sources_draft as drafting
from engage_desktop.ui.panels.sources_draft import FileDraft, FileState
from engage_desktop.wording import tr

if TYPE_CHECKING:
    from engage_desktop.store.database import Study

T = TypeVar("T")
_PAUSE_MS = 300  # after a correction, before the file is tried anew
_TICK = 0.05  # seconds between two reports of progress
_MENDABLE = (Reason.NO_USEFUL_COLUMN, Reason.MAPPING_INVALID, Reason.NO_ROWS)


class ImportQueue(QObject):
    """The drafts of one import. Files are read side by side, tried one at a time, brought in in order."""

    changed = Signal(object)  # Path: its draft is another
    listed = Signal()  # files came or went
    over = Signal()  # the import ended, however it ended

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._drafts: dict[Path, FileDraft] = {}
        self._running: dict[Path, Progress] = {}
        self._to_try: list[Path] = []
        self._trying: Path | None = None
        self._to_import: list[Path] = []
        self._importing: Progress | None = None
        self._remember = True
        self._told_at = 0.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._try_next)

    # what there is

    def drafts(self) -> tuple[FileDraft, ...]:
        """Every file, in the order in which they came."""
        return tuple(self._drafts.values())

    def draft(self, path: Path) -> FileDraft | None:
        """The file at `path`, if it is on its way."""
        return self._drafts.get(path)

    @property
    def busy(self) -> bool:
        """Whether a file is being read, tried or brought in."""
        return bool(self._running or self._to_try or self._to_import or self._importing)

    @property
    def importing(self) -> bool:
        """Whether files are being brought in."""
        return self._importing is not None or bool(self._to_import)

    # files come and go

    def add(self, paths: tuple[Path, ...]) -> None:
        """Read these files too."""
        fresh = [path for path in dict.fromkeys(paths) if path not in self._drafts]
        for path in fresh:
            self._drafts[path] = FileDraft(path)
        self.listed.emit()
        for path in fresh:
            self._inspect(path)

    def prefer(self, path: Path) -> None:
        """Try this file before the others that wait."""
        if path in self._to_try:
            self._to_try.remove(path)
            self._to_try.insert(0, path)

    def remove(self, path: Path) -> None:
        """Leave this file out."""
        self._forget_jobs(path)
        self._drafts.pop(path, None)
        self.listed.emit()

    def replace(self, path: Path, other: Path) -> None:
        """Take another file in place of one."""
        self._forget_jobs(path)
        self._drafts = {
            (other if known == path else known): (FileDraft(other) if known == path else draft)
            for known, draft in self._drafts.items()
        }
        self.listed.emit()
        self._inspect(other)

    def clear(self) -> None:
        """Leave every file out and stop what was under way."""
        self.stop()
        self._drafts = {}
        self._to_try = []
        self.listed.emit()

    # a person corrects

    def retry(self, path: Path) -> None:
        """Read the file anew."""
        draft = self._drafts[path]
        self._reread(path, draft.format, draft.mapping.layout if draft.mapping else None)

    def reread(self, path: Path, *, format: str, layout: Layout | None) -> None:
        """Read the file as another format or with another layout."""
        self._reread(path, format, layout)

    def map(self, path: Path, mapping: Mapping) -> None:
        """Read its columns or speakers so, and try again."""
        self._put(drafting.corrected(self._drafts[path], mapping))
        self._try(path)

    def aim(self, path: Path, *, survey: str, wave: WaveDraft | None) -> None:
        """Send its responses to this survey ("": found by its questions) and wave, and try again."""
        draft = self._drafts[path]
        if (draft.survey, draft.wave) == (survey, wave):
            return
        self._put(replace(draft, survey=survey, wave=wave, state=FileState.TO_CHECK, trial=None))
        self._try(path)

    def stop(self) -> None:
        """Stop what is under way: nothing of a file that is being brought in stays."""
        for path, progress in tuple(self._running.items()):
            progress.cancel()
            self._drop(path)
            if path in self._drafts and self._drafts[path].state is FileState.READING:
                self._put(replace(self._drafts[path], state=FileState.STOPPED))
        self._to_try = []
        self._to_import = []
        if self._importing is not None:
            self._importing.cancel()

    # reading

    def _reread(self, path: Path, format: str, layout: Layout | None) -> None:
        self._forget_jobs(path)
        self._put(replace(self._drafts[path], state=FileState.READING, format=format, error=None, trial=None))
        self._inspect(path, format, layout)

    def _inspect(self, path: Path, format: str = "", layout: Layout | None = None) -> None:
        study = self._context.study
        if study is None:
            return

        def look(progress: Progress) -> tuple[Proposal, InterviewProfile | None]:
            found = sources.inspect(path, study=study, format=format, layout=layout, progress=progress)
            return found, interview_profile(path, found.mapping)

        def read(found: tuple[Proposal, InterviewProfile | None]) -> None:
            self._put(drafting.proposed(self._drafts[path], *found))
            self._try(path, after=0)

        def failed(error: EngageError) -> None:
            self._put(drafting.refused(self._drafts[path], error))

        self._run(path, "inspect", look, read, failed)

    # trying

    def _try(self, path: Path, *, after: int = _PAUSE_MS) -> None:
        if self._trying == path:
            self._forget_jobs(path)
        if path not in self._to_try:
            self._to_try.append(path)
        self._pause.start(after)

    def _try_next(self) -> None:
        if self._trying is not None or not self._to_try:
            return
        path = self._to_try.pop(0)
        study, draft = self._context.study, self._drafts.get(path)
        if study is None or draft is None or draft.mapping is None:
            return
        self._trying = path
        self._put(replace(draft, state=FileState.TRYING))

        def tried(outcome: Outcome) -> None:
            self._trying = None
            self._put(drafting.tried(self._drafts[path], outcome))
            self._try_next()

        def failed(error: EngageError) -> None:
            self._trying = None
            change = drafting.untried if error.reason in _MENDABLE else drafting.refused
            self._put(change(self._drafts[path], error))
            self._try_next()

        self._run(path, "try", lambda progress: _bring(study, draft, progress, dry_run=True), tried, failed)

    # bringing in

    def bring_in(self, *, remember: bool) -> None:
        """Import every usable file, one after the other; `over` says when it ended."""
        self._remember = remember
        self._to_import = [draft.path for draft in self.drafts() if draft.usable]
        self._import_next()

    def _import_next(self) -> None:
        self._importing = None
        if not self._to_import:
            self.over.emit()
            return
        path = self._to_import.pop(0)
        draft = self._drafts[path]
        self._importing = Progress()
        self._put(replace(draft, state=FileState.IMPORTING, done=0, total=0))
        mine = self._importing

        def work(study: Study, window: Progress) -> Outcome:
            def heard(done: int, total: int, label: str) -> None:
                if mine.cancelled:
                    window.cancel()
                window.step(done, total, label)
                self._tell(path, done, total)

            return _bring(study, draft, Progress(heard), remember=self._remember)

        def ended(change: Callable[[FileDraft], FileDraft]) -> None:
            self._put(change(self._drafts[path]))
            self._import_next()

        def stopped() -> None:
            self._to_import = []
            ended(lambda draft: replace(draft, state=FileState.STOPPED))

        self._context.write(
            work,
            done=lambda outcome: ended(lambda draft: drafting.brought_in(draft, outcome)),
            failed=lambda error: ended(lambda draft: drafting.refused(draft, error)),
            stopped=stopped,
            label=tr("Import de {name}", name=path.name),
        )

    # jobs

    def _run(
        self,
        path: Path,
        what: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[EngageError], None],
    ) -> None:
        """Run `work` on a reader thread; what was cancelled or left out meanwhile is not told."""
        mine = Progress()
        self._running[path] = mine

        def carry(outer: Progress) -> T:
            def heard(so_far: int, total: int, label: str) -> None:
                mine.step(so_far, total, label)
                outer.step(so_far, total, label)
                self._tell(path, so_far, total)

            sound = False
            try:
                found = work(Progress(heard))
                sound = True
            except (EngageError, Cancelled):
                sound = True
                raise
            finally:
                if not sound:  # our own fault, told by the crash dialog: the file must not wait for ever
                    self._context.jobs.post(lambda: self._fail(path, mine))
            return found

        def home(then: Callable[[], None]) -> None:
            if self._running.get(path) is mine:
                del self._running[path]
                then()

        self._context.jobs.read(
            (self, what, path),
            carry,
            lambda value: home(lambda: done(value)),
            lambda error: home(lambda: failed(error)),
        )

    def _fail(self, path: Path, progress: Progress) -> None:
        if self._running.get(path) is progress and path in self._drafts:
            self._drop(path)
            self._put(
                drafting.refused(self._drafts[path], EngageError(Reason.READER_FAILED, where=str(path)))
            )
            self._try_next()

    def _forget_jobs(self, path: Path) -> None:
        progress = self._running.get(path)
        if progress is not None:
            progress.cancel()
        self._drop(path)
        self._to_try = [each for each in self._to_try if each != path]

    def _drop(self, path: Path) -> None:
        self._running.pop(path, None)
        if self._trying == path:
            self._trying = None

    def _tell(self, path: Path, done: int, total: int) -> None:
        """Report progress at a pace that the eye follows; from any thread."""
        now = time.monotonic()
        if done < total and now - self._told_at < _TICK:
            return
        self._told_at = now
        self._context.jobs.post(lambda: self._note(path, done, total))

    def _note(self, path: Path, done: int, total: int) -> None:
        draft = self._drafts.get(path)
        if draft is not None and draft.state in (FileState.READING, FileState.TRYING, FileState.IMPORTING):
            self._put(replace(draft, done=done, total=total))

    def _put(self, draft: FileDraft) -> None:
        if draft.path in self._drafts:
            self._drafts[draft.path] = draft
            self.changed.emit(draft.path)


def _bring(
    study: Study, draft: FileDraft, progress: Progress, *, dry_run: bool = False, remember: bool = False
) -> Outcome:
    return sources.import_file(
        study,
        draft.path,
        format=draft.format,
        mapping=draft.mapping,
        survey=draft.survey,
        wave=draft.wave,
        dry_run=dry_run,
        remember=remember,
        progress=progress,
    )
