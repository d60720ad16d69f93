"""Work away from the window's thread: several readers, one writer, one for what nobody waits for; results come
back in order.

One long-lived `QObject` with one argument-less signal and a Python queue carries everything home: a signal
object per job crashed under stress, this does not.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from engage_desktop.errors import Cancelled, EngageError
from engage_desktop.progress import Progress

T = TypeVar("T")
_READERS = 3
_GLANCE = 0.02  # seconds that `wait` listens before it lets the window draw
_DRAWING_MS = 30  # left to the window to draw what it has just read


@dataclass(slots=True)
class _Stage:
    """Where a job stands; read by the window's thread when it wakes."""

    done: int = 0
    total: int = 0
    told: bool = True
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(slots=True, eq=False)
class _Job:
    """A write or what was set aside, from the moment it is asked for until it is answered."""

    progress: Progress
    label: str
    future: Future[None] | None = None


class Jobs(QObject):
    """Runs reads and writes on their threads and calls back on the window's.

    `read`: the latest read of an owner wins, earlier ones are dropped. `write`: one at a time, in order.
    `aside`: one at a time too, but no act of a person waits behind it.
    What `failed` does not take is told by the signals `refused` (an `EngageError`), `stopped` (« Arrêter »
    took effect on a write) and `crashed` (anything else: our own fault).
    """

    started = Signal(str)  # a job with this label begins
    progress = Signal(str, int, int)  # label of the job, done, total (0: unknown)
    finished = Signal(str)  # the job with this label is over, however it ended
    refused = Signal(object)
    stopped = Signal(str)
    crashed = Signal(object)
    _woken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._patient = ThreadPoolExecutor(1, thread_name_prefix="aside")
        self._home: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._latest: dict[Hashable, Progress] = {}
        self._writes: list[_Job] = []
        self._asides: list[_Job] = []
        self._laters: list[Callable[[], None]] = []
        self._pending = 0
        self._reading = 0
        self._closed = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_DRAWING_MS)
        self._rest.timeout.connect(self._make_laters)
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    # asking

    def read(
        self,
        owner: Hashable,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[EngageError], None] | None = None,
    ) -> None:
        """Run `work` on a reader thread, then `done` here, unless `owner` has asked something else since.

        `owner` is a widget, or a tuple of a widget and a name when it reads several things at once.
        """
        if self._closed:
            return
        if (earlier := self._latest.get(owner)) is not None:
            earlier.cancel()
        progress = Progress()
        self._latest[owner] = progress
        self._pending += 1
        self._reading += 1

        def home(outcome: T | BaseException) -> None:
            self._pending -= 1
            self._reading -= 1
            if self._latest.get(owner) is progress:
                del self._latest[owner]
                if _alive(owner) and not isinstance(outcome, Cancelled):
                    self._settle(outcome, done, failed)
            self._rest.start()  # after it was shown: the drawing is still to come

        self._readers.submit(self._run, work, progress, home)

    def write(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[EngageError], None] | None = None,
        label: str = "",
        *,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Run `work` on the writer thread after every earlier write, then `done` here.

        `label` is the sentence shown beside the progress of what lasts (« Import de reponses.csv »); an act of a
        moment has none. `stopped` is called when « Arrêter » took effect.
        """
        self._queue(self._writer, self._writes, work, done, failed, label, stopped or (lambda: None))

    def aside(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[EngageError], None] | None = None,
        label: str = "",
        *,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Run `work`, which nobody waits for, apart from reads and writes, then `done` here.

        It may write to the study in small transactions: those of the writer take their turn between two of them.
        """
        self._queue(self._patient, self._asides, work, done, failed, label, stopped or (lambda: None))

    def _queue(
        self,
        threads: ThreadPoolExecutor,
        queued: list[_Job],
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None,
        failed: Callable[[EngageError], None] | None,
        label: str,
        stopped: Callable[[], None],
    ) -> None:
        if self._closed:
            return
        job = _Job(Progress(self._reporter(label)), label)
        queued.append(job)
        self._pending += 1

        def home(outcome: T | BaseException) -> None:
            self._pending -= 1
            queued.remove(job)
            if label:
                self.finished.emit(label)
            if isinstance(outcome, Cancelled):
                if queued is self._writes:
                    self.stopped.emit(label)
                stopped()
            elif isinstance(outcome, BaseException) or done is not None:
                self._settle(outcome, done or _ignore, failed)

        def announced(progress: Progress) -> T:
            if label:
                self.post(lambda: self.started.emit(label))
            if label or queued is self._asides:
                progress.step(0, 0, "start")
            return work(progress)

        job.future = threads.submit(self._run, announced, job.progress, home)

    def later(self, call: Callable[[], None]) -> None:
        """Have `call` made on the window's thread once every read was answered and the window has drawn it."""
        if self._closed:
            return
        self._pending += 1
        self._laters.append(call)
        self._rest.start()

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` made on the window's thread, after what was posted before; from any thread."""
        self._home.put(call)
        self._woken.emit()

    # steering

    @property
    def busy(self) -> bool:
        """Whether something asked for has not been answered yet."""
        return self._pending > 0

    @property
    def writing(self) -> bool:
        """Whether a write runs or waits."""
        return bool(self._writes)

    def cancel(self, label: str = "") -> None:
        """Ask the running write, or the running job of that label, to stop at its next step; others go on."""
        running = [*self._writes[:1], *(self._asides[:1] if label else ())]
        for job in running:
            if job.label == label or not label:
                job.progress.cancel()

    def cancel_asides(self) -> Callable[[], None]:
        """Ask all that was set aside to stop; what is given back blocks (any other thread) until it did."""
        for job in self._asides:
            job.progress.cancel()
        futures = [job.future for job in self._asides if job.future is not None]
        return lambda: _join(futures)

    def wait(self) -> None:
        """Let the window live until everything asked for has been answered (for drawing and for tests)."""
        while self.busy:
            with contextlib.suppress(queue.Empty):
                self._home.get(timeout=_GLANCE)()
            QCoreApplication.processEvents()
        QCoreApplication.processEvents()

    def close(self) -> None:
        """Ask what lasts to stop, let the small acts that wait be written, and return once all threads ended.

        A write without a label is an act of a person (a code, a correction): it is never given up.
        """
        if self._closed:
            return
        self._closed = True
        for progress in self._latest.values():
            progress.cancel()
        for job in (*self._asides, *(one for one in self._writes if one.label)):
            job.progress.cancel()
        self._latest.clear()
        self._laters.clear()
        self._rest.stop()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._patient.shutdown(wait=True)
        self._writer.shutdown(wait=True)
        self._deliver()
        self._pending = 0

    # on the worker threads

    def _run(
        self,
        work: Callable[[Progress], T],
        progress: Progress,
        home: Callable[[T | BaseException], None],
    ) -> None:
        outcome: T | BaseException
        try:
            outcome = work(progress)
        except BaseException as error:  # noqa: BLE001 - carried home, where the person is told
            outcome = error
        result = outcome
        self.post(lambda: home(result))

    def _reporter(self, label: str) -> Callable[[int, int, str], None]:
        stage = _Stage()

        def report(done: int, total: int, _stage: str) -> None:
            with stage.lock:
                stage.done, stage.total = done, total
                waiting = not stage.told
                stage.told = False
            if not waiting:  # one message on its way is enough: it will carry the latest numbers
                self.post(lambda: self._tell_progress(label, stage))

        return report

    # on the window's thread

    def _tell_progress(self, label: str, stage: _Stage) -> None:
        with stage.lock:
            done, total = stage.done, stage.total
            stage.told = True
        self.progress.emit(label, done, total)

    def _make_laters(self) -> None:
        if self._reading:
            return
        calls, self._laters = self._laters, []
        for call in calls:
            self._pending -= 1
            call()

    def _deliver(self) -> None:
        while True:
            try:
                call = self._home.get_nowait()
            except queue.Empty:
                return
            call()

    def _settle(
        self,
        outcome: T | BaseException,
        done: Callable[[T], None],
        failed: Callable[[EngageError], None] | None,
    ) -> None:
        if isinstance(outcome, EngageError):
            if failed is not None:
                failed(outcome)
            else:
                self.refused.emit(outcome)
        elif isinstance(outcome, BaseException):
            self.crashed.emit(outcome)
        else:
            done(outcome)


def _ignore(_outcome: object) -> None:
    """Nothing to do with the result."""


def _join(futures: list[Future[None]]) -> None:
    wait(futures)


def _alive(owner: Hashable) -> bool:
    """Whether no widget of `owner` has been destroyed meanwhile."""
    parts = owner if isinstance(owner, tuple) else (owner,)
    return all(shiboken6.isValid(part) for part in parts if isinstance(part, QObject))
