"""The watched folder while a study is open: looked at when it opens, when a file falls in it, and when asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from engage_desktop.models.watching import WaitingFile, Watched, WatchedFolder
from engage_desktop.wording import tn, tr

if TYPE_CHECKING:
    from engage_desktop.models.sources import Outcome
    from engage_desktop.progress import Progress
    from engage_desktop.store.database import Session, Study
    from engage_desktop.ui.context import Context

_PAUSE = 6000  # ms after the last change in the folder: a file that is being copied is left alone
_FEEDS = frozenset({"setting", "source"})


class FolderWatch(QObject):
    """Knows what waits in the watched folder; `seen` says it anew, `latest` keeps it."""

    seen = Signal(object)  # Watched or None

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.latest: Watched | None = None
        self._context = context
        self._fresh = False  # whether the study has just been opened
        self._tried: set[tuple[str, float]] = set()
        self._watcher: QFileSystemWatcher | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look)
        context.study_opened.connect(self._opened)
        context.study_closed.connect(self._forget)
        context.changed.connect(self._note)

    def look(self) -> None:
        """Look at the folder now; nothing is imported unless a person ticked so."""
        self._context.read(self, _folder, self._look_at)

    def choose(self, folder: Path, *, automatic: bool) -> None:
        """Watch this folder."""
        from engage_desktop.operations import watching

        self._context.write(
            lambda study, _progress: watching.watch(study, folder, automatic=automatic),
            said=tr("Dossier « {name} » surveillé", name=folder.name),
        )

    def stop(self) -> None:
        """Watch no folder."""
        from engage_desktop.operations import watching

        self._context.write(
            lambda study, _progress: watching.stop(study), said=tr("Plus de dossier surveillé")
        )

    def _opened(self) -> None:
        self._fresh = True
        self._context.later(self.look)

    def _forget(self) -> None:
        self._pause.stop()
        self._tried.clear()
        self._listen(None)
        self._show(None)

    def _note(self, tables: frozenset[str]) -> None:
        if tables & _FEEDS:
            self.look()

    def _look_at(self, folder: WatchedFolder | None) -> None:
        self._listen(folder)
        if folder is None:
            self._show(None)
            return
        self._context.aside(
            _look,
            done=self._show,
            failed=lambda _error: self._show(Watched(folder, missing=True)),
        )

    def _listen(self, folder: WatchedFolder | None) -> None:
        """Be told of what falls in the folder."""
        wanted = [] if folder is None or not Path(folder.path).is_dir() else [folder.path]
        if self._watcher is None:
            if not wanted:
                return
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(lambda _path: self._pause.start())
        if self._watcher.directories() != wanted:
            if self._watcher.directories():
                self._watcher.removePaths(self._watcher.directories())
            self._watcher.addPaths(wanted)

    def _show(self, watched: Watched | None) -> None:
        fresh, self._fresh = self._fresh, False
        self.latest = watched
        self.seen.emit(watched)
        if watched is None or not watched.waiting:
            return
        by_itself = self._known(watched) if watched.folder.automatic else ()
        if by_itself and not self._context.read_only:
            self._bring_in(by_itself)
        elif fresh:
            self._context.toast(said_of(watched))

    def _known(self, watched: Watched) -> tuple[WaitingFile, ...]:
        """Those that may come in by themselves, each tried once."""
        found = tuple(
            each
            for each in watched.waiting
            if each.known and not each.taken_back and (str(each.path), each.modified) not in self._tried
        )
        self._tried.update((str(each.path), each.modified) for each in found)
        return found

    def _bring_in(self, files: tuple[WaitingFile, ...]) -> None:
        from engage_desktop.operations import watching

        self._context.write(
            lambda study, progress: watching.import_known(study, files, progress=progress),
            done=self._say,
            label=tr("Import du dossier surveillé"),
        )

    def _say(self, outcomes: tuple[Outcome, ...]) -> None:
        if outcomes:
            words = tn("{n} fichier importé", "{n} fichiers importés", len(outcomes))
            self._context.toast(tr("{files} du dossier surveillé", files=words), undo=len(outcomes) == 1)


def _folder(session: Session) -> WatchedFolder | None:
    from engage_desktop.operations import watching

    return watching.folder(session)


def _look(study: Study, progress: Progress) -> Watched | None:
    from engage_desktop.operations import watching

    return watching.look(study, progress=progress)


def said_of(watched: Watched) -> str:
    """« 2 fichiers attendent dans le dossier surveillé »."""
    return tn(
        "{n} fichier attend dans le dossier surveillé",
        "{n} fichiers attendent dans le dossier surveillé",
        len(watched.waiting),
    )
