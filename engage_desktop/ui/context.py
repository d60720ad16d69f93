"""What every panel receives: the study, the theme, the jobs, and the few things that it may ask of the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from PySide6.QtCore import QObject, Signal

from engage_desktop.errors import EngageError
from engage_desktop.progress import Progress
from engage_desktop.ui.jobs import Jobs
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.watching import FolderWatch
from engage_desktop.wording import language, tr

if TYPE_CHECKING:
    from engage_desktop.store.database import Session, Study

T = TypeVar("T")
Screen = Literal[
    "accueil",
    "enquetes",
    "sources",
    "verbatims",
    "themes",
    "indicateurs",
    "parcours",
    "communaute",
    "rapports",
]
SCREENS: tuple[Screen, ...] = get_args(Screen)
_SHOWN_LATER = frozenset({"sentiment_result"})
BannerTone = Literal["danger", "warn", "info"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A verb on a button and what it does."""

    text: str
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a banner says, and the choices that it offers; it stays until dealt with."""

    text: str
    tone: BannerTone = "danger"
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go: a screen, a FILTER expression, perhaps one verbatim."""

    screen: Screen
    filter: str = ""
    verbatim: int | None = None


class Context(QObject):
    """The window as a panel sees it; signals reach panels on the window's thread."""

    study_opened = Signal()
    study_closed = Signal()
    changed = Signal(object)  # frozenset of table names
    theme_changed = Signal()
    language_changed = Signal()
    # what the window listens to
    went = Signal(object)  # Place
    told = Signal(str, bool)  # text, with « Annuler »
    offered = Signal(str, object)  # text, Choice
    verbatim_read = Signal(int, str)  # id, reference
    warned = Signal(object)  # Notice
    files_given = Signal(object)  # tuple of Path
    opening_failed = Signal(object, object)  # Path, EngageError
    sentiment_asked = Signal()  # « Sentiment de l'étude »

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self.study: Study | None = None
        self.theme = theme
        self.jobs = jobs
        self.read_only = False  # whether the person opened the study without the right to change it
        self.coder = ""  # who codes, as « Réglages » says; "" lets the study choose
        self._touched: set[str] = set()
        self._on_its_way = False
        self.openings = 0  # how many studies were shown so far
        self._lock = threading.Lock()
        theme.changed.connect(self.theme_changed)
        self.watched = FolderWatch(self)

    # asking the window

    def go(self, screen: Screen, *, filter: str = "", verbatim: int | None = None) -> None:
        """Show `screen`, narrowed by a FILTER expression, on one verbatim if given."""
        self.went.emit(Place(screen, filter, verbatim))

    def toast(self, text: str, *, undo: bool = False, choice: Choice | None = None) -> None:
        """Say `text` for eight seconds; `undo` adds « Annuler », which takes the latest act back, or a `choice`."""
        if choice is not None:
            self.offered.emit(text, choice)
        else:
            self.told.emit(text, undo)

    def banner(self, text: str, *, tone: BannerTone = "danger", choices: tuple[Choice, ...] = ()) -> None:
        """Say `text` above the page until it is dealt with."""
        self.warned.emit(Notice(text, tone, choices))

    def import_files(self, paths: tuple[Path, ...]) -> None:
        """Go to Sources with these files."""
        self.files_given.emit(paths)

    def note_reading(self, number: int, ref: str) -> None:
        """A person is reading this verbatim: the home screen will lead back to it."""
        self.verbatim_read.emit(number, ref)

    # reading and writing

    def read(
        self,
        owner: Hashable,
        work: Callable[[Session], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[EngageError], None] | None = None,
    ) -> None:
        """Read on another thread with a session of the open study, then `done` here; the latest of `owner` wins.

        Does nothing while no study is open.
        """
        study = self.study
        if study is None:
            return

        def reading(progress: Progress) -> T:
            progress.step(0, 0, "read")
            with study.read() as session:
                return work(session)

        def still_here(value: T) -> None:
            if self.study is study:
                done(value)

        self.jobs.read(owner, reading, still_here, failed)

    def write(
        self,
        work: Callable[[Study, Progress], T],
        *,
        done: Callable[[T], None] | None = None,
        said: str | Callable[[T], str] | None = None,
        label: str = "",
        failed: Callable[[EngageError], None] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Run an operation on the writer thread, in order, then `done` here.

        `said` is told in a toast with « Annuler » once it is done; `label` names it beside its progress when it
        lasts; `stopped` is called when « Arrêter » took effect. Does nothing while no study is open.
        """
        study = self.study
        if study is None:
            return

        def finished(value: T) -> None:
            if done is not None:
                done(value)
            if said is not None:
                self.toast(said if isinstance(said, str) else said(value), undo=True)

        self.jobs.write(lambda progress: work(study, progress), finished, failed, label, stopped=stopped)

    def aside(
        self,
        work: Callable[[Study, Progress], T],
        *,
        done: Callable[[T], None] | None = None,
        label: str = "",
        failed: Callable[[EngageError], None] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Run an operation that nobody waits for, beside those of `write`; it ends before the study closes.

        Nothing is called back once another study took the place of this one.
        """
        study = self.study
        if study is None:
            return

        def finished(value: T) -> None:
            if done is not None and self.study is study:
                done(value)

        def refused(error: EngageError) -> None:
            if self.study is study:
                (failed or self.jobs.refused.emit)(error)

        def halted() -> None:
            if stopped is not None and self.study is study:
                stopped()

        self.jobs.aside(lambda progress: work(study, progress), finished, refused, label, stopped=halted)

    def later(self, call: Callable[[], None]) -> None:
        """Make `call` once the screen shows what it read, if the same study is still open by then."""
        study = self.study
        self.jobs.later(lambda: call() if self.study is study else None)

    # the study

    def open_study(self, path: Path) -> None:
        """Open the study at `path` in place of the one that is open, which stays if that fails."""
        from engage_desktop.operations import studies

        self._open(path, lambda _progress: studies.open_study(path), _opening(path))

    def open_to_read(self, path: Path) -> None:
        """Open the study at `path` without the right to change it, even while another window has it."""
        from engage_desktop.operations import studies

        def show(study: Study) -> None:
            self.show_study(study, read_only=True)
            self.banner(
                tr("Étude ouverte en lecture seule : vous pouvez tout lire et tout exporter, rien modifier."),
                tone="info",
            )

        self._open(path, lambda _progress: studies.open_for_reading(path), _opening(path), show)

    def new_study(self, path: Path, title: str) -> None:
        """Create an empty study at `path` and open it."""
        from engage_desktop.operations import studies

        def make(_progress: Progress) -> Study:
            return studies.create(path, title=title, language=language())

        self._open(path, make, tr("Création de l'étude"))

    def example_study(self, path: Path) -> None:
        """Create the example study at `path` and open it."""
        from engage_desktop.operations import studies

        self._open(
            path,
            lambda progress: studies.create_example(path, language=language(), progress=progress),
            tr("Préparation de l'étude d'exemple"),
        )

    def restore_copy(self, copy: Path, to: Path) -> None:
        """Make the new study `to` of a copy kept of another, and open it."""
        from engage_desktop.operations import studies

        self.jobs.write(
            lambda _progress: studies.restore(copy, to),
            lambda _nothing: self.open_study(to),
            lambda error: self.opening_failed.emit(copy, error),
            tr("Restauration de « {name} »", name=to.name),
        )

    def close_study(self) -> None:
        """Give the open study back to its file; what was asked before is written first."""
        study = self.study
        if study is None:
            return
        self.study = None
        self.study_closed.emit()
        asides_ended = self.jobs.cancel_asides()

        def close(_progress: Progress) -> None:
            from engage_desktop.operations import studies

            asides_ended()
            studies.backup_if_changed(study)
            study.close()

        self.jobs.write(close)

    def show_study(self, study: Study, *, read_only: bool = False) -> None:
        """Show a study that is open already; it takes the place of the one before."""
        self.close_study()
        self.study, self.read_only = study, read_only
        self.openings += 1
        study.on_change(lambda tables: self._touch(study, tables))
        self.study_opened.emit()

    def keep_copy(self) -> None:
        """Copy the open study aside if it changed since the last copy."""
        from engage_desktop.operations import studies

        self.aside(lambda study, _progress: studies.backup_if_changed(study))

    def _open(
        self,
        path: Path,
        opening: Callable[[Progress], Study],
        label: str,
        show: Callable[[Study], None] | None = None,
    ) -> None:
        if self.study is not None and self.study.path == path:
            self.study_opened.emit()
            return

        self.jobs.write(
            opening, show or self.show_study, lambda error: self.opening_failed.emit(path, error), label
        )

    def _touch(self, study: Study, tables: frozenset[str]) -> None:
        """Gather what commits touched (any thread); the window hears of it once, however many they were.

        Pages of sentiment wait for the columns that are made of them: nothing shows them before.
        """
        with self._lock:
            self._touched |= tables
            due = not self._on_its_way and not tables <= _SHOWN_LATER
            self._on_its_way = self._on_its_way or due
        if due:
            self.jobs.post(lambda: self._tell_changed(study))

    def _tell_changed(self, study: Study) -> None:
        with self._lock:
            tables = frozenset(self._touched)
            self._touched.clear()
            self._on_its_way = False
        if self.study is study and tables:
            self.changed.emit(tables)


def _opening(path: Path) -> str:
    return tr("Ouverture de « {name} »", name=path.name)
