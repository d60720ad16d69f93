"""What the window says over its pages: toasts, banners, the job under way, dialogs of what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engage_desktop.errors import EngageError, Reason
from engage_desktop.ui.context import Choice, Context, Notice
from engage_desktop.ui.dialogs import error as dialogs
from engage_desktop.ui.widgets.messages import Banner, Toast
from engage_desktop.ui.widgets.progress import ProgressStrip
from engage_desktop.wording import tr

_PATIENCE_MS = 300  # before a job is shown


class PageArea(QWidget):
    """The room right of the sidebar: banners, the page, the job under way; toasts lie over it."""

    def __init__(self, context: Context, page: QWidget, *, undo: Callable[[], None]) -> None:
        super().__init__()
        theme = context.theme
        px = theme.px
        self._theme = theme
        self.toast = Toast(self, theme, undo=undo)
        self.strip = ProgressStrip(theme, stop=context.jobs.cancel)
        self.strip_row = QWidget()
        self.strip_row.setProperty("ground", "surface")
        self.strip_row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self.strip_row)
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.addWidget(self.strip)
        self.strip_row.hide()
        self._banners = QVBoxLayout()
        self._banners.setContentsMargins(px(24), 0, px(24), 0)
        self._banners.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._banners)
        column.addWidget(page, 1)
        column.addWidget(self.strip_row)

    def add_banner(self, notice: Notice, *, closed: Callable[[], None]) -> None:
        """Show `notice` above the page; `closed` is called once it is dealt with."""

        def leave() -> None:
            banner.hide()
            banner.deleteLater()
            closed()

        banner = Banner(notice, self._theme, closed=leave)
        self._banners.addWidget(banner)
        self._banners.setContentsMargins(self._theme.px(24), self._theme.px(12), self._theme.px(24), 0)

    def clear_banners(self) -> None:
        """Take every banner away."""
        while (item := self._banners.takeAt(0)) is not None:
            banner = item.widget()
            if banner is not None:
                banner.hide()
                banner.deleteLater()

    def place_toast(self) -> None:
        """Keep the toast at the bottom left."""
        if self.toast.isVisible():
            self.toast.place()


class Announcer(QObject):
    """Listens to the context and its jobs, and says what there is to say in the area in force."""

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._area: PageArea | None = None
        self._notices: list[Notice] = []
        self._running: dict[str, tuple[int, int]] = {}  # what lasts, the latest last: done, total
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._show_strip)
        jobs = context.jobs
        context.told.connect(self._tell)
        context.offered.connect(self._offer)
        context.warned.connect(self._warn)
        context.study_closed.connect(self._forget)
        jobs.started.connect(self._job_started)
        jobs.progress.connect(self._job_progress)
        jobs.finished.connect(self._job_finished)
        jobs.stopped.connect(self._job_stopped)
        jobs.refused.connect(self.refuse)
        jobs.crashed.connect(self.crash)

    def speak_in(self, area: PageArea) -> None:
        """Say everything in `area` from now on, what is still to be dealt with included."""
        self._area = area
        for notice in self._notices:
            self._show_notice(notice)
        if self._running:
            self._patience.start()

    def refuse(self, error: EngageError) -> None:
        """The dialog of an error that a person can act upon; on a study open to read, a word in passing."""
        if error.reason is Reason.STUDY_READ_ONLY and self._context.read_only:
            self._tell(tr("Étude en lecture seule : rien n'a été modifié."), undo=False)
        else:
            dialogs.refusal(self._window, self._context.theme, error).open()

    def crash(self, error: BaseException) -> None:
        """The dialog of a fault of ours."""
        dialogs.crash(self._window, self._context.theme, error).open()

    def _tell(self, text: str, undo: bool) -> None:
        if self._area is not None:
            self._area.toast.say(text, undo=undo)

    def _offer(self, text: str, choice: Choice) -> None:
        if self._area is not None:
            self._area.toast.say(text, choice=choice)

    def _warn(self, notice: Notice) -> None:
        if notice not in self._notices:
            self._notices.append(notice)
            self._show_notice(notice)

    def _show_notice(self, notice: Notice) -> None:
        def dealt_with() -> None:
            if notice in self._notices:
                self._notices.remove(notice)

        if self._area is not None:
            self._area.add_banner(notice, closed=dealt_with)

    def _forget(self) -> None:
        """What was said of a study goes with it."""
        self._notices.clear()
        if self._area is not None:
            self._area.clear_banners()

    def _job_started(self, label: str) -> None:
        self._running[label] = (0, 0)
        if not self._patience.isActive():
            self._patience.start()

    def _job_progress(self, label: str, done: int, total: int) -> None:
        if label in self._running:
            self._running[label] = (done, total)
            self._fill_strip()

    def _job_finished(self, label: str) -> None:
        self._running.pop(label, None)
        if self._running:
            self._fill_strip()
            return
        self._patience.stop()
        if self._area is not None:
            self._area.strip_row.hide()

    def _job_stopped(self, label: str) -> None:
        self._tell(tr("Arrêté : {label}. Rien n'a été écrit.", label=label), undo=False)

    def _show_strip(self) -> None:
        if self._area is not None and self._running:
            self._fill_strip()
            self._area.strip_row.show()

    def _fill_strip(self) -> None:
        """Show the job that began last: an import before the reading that goes on beside it."""
        label, (done, total) = list(self._running.items())[-1]
        if self._area is not None:
            self._area.strip.show_progress(label, done, total)
