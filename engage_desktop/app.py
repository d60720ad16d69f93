"""The one place where the window is put together: paths, log, language, theme, study."""

from __future__ import annotations

import contextlib
import locale
import logging
import logging.handlers
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QRectF,
    Qt,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from engage_desktop import __version__, paths, wording
from engage_desktop.errors import EngageError, Reason
from engage_desktop.ui.context import SCREENS, Context, Place, Screen
from engage_desktop.ui.dialogs.error import trace
from engage_desktop.ui.fonts import load_fonts
from engage_desktop.ui.jobs import Jobs
from engage_desktop.ui.settings import SettingsFile
from engage_desktop.ui.theme import Mode, Theme
from engage_desktop.ui.widgets.sidebar import paint_app_mark
from engage_desktop.ui.window import Window
from engage_desktop.wording import Language

if TYPE_CHECKING:
    from engage_desktop.store.database import Study

_log = logging.getLogger("engage_desktop")
_LOG_BYTES = 512 * 1024
_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
_Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def run_window(study: Path | None) -> int:
    """Open the window, on `study` or on the home screen; the exit status of the application."""
    settings = SettingsFile()
    application = _application()
    _write_log()
    wording.use(settings.now.language)
    _translate_qt(application, settings.now.language)
    window = _window(application, settings, theme=settings.now.theme, zoom=settings.now.zoom)
    sys.excepthook = _hook(window)
    window.context.jobs.crashed.connect(_note)
    window.show()
    if study is not None:
        window.context.open_study(study.resolve())
    else:
        window.show_screen("accueil")
    status = application.exec()
    window.context.jobs.close()
    return status


def render(
    study: Path | None,
    *,
    screen: str,
    to: Path,
    size: tuple[int, int],
    theme: Mode,
    language: Language,
    zoom: int = 100,
) -> None:
    """Draw `screen` as the window would show it at `size` logical pixels, into the PNG file `to`, without a display.

    The study is only read, even while a window has it open; settings are left alone.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    settings = SettingsFile(keep=False)
    application = _application()
    wording.use(language)
    window = _window(application, settings, theme=theme, zoom=zoom)
    failures: list[BaseException] = []
    window.context.jobs.crashed.connect(failures.append)
    opened: Study | None = None
    try:
        if study is not None:
            from engage_desktop.operations import studies

            opened = studies.open_for_reading(study)
        image = _draw(window, opened, _screen(screen), size)
    finally:
        window.context.study = None
        window.context.jobs.close()
        window.close()
        if opened is not None:
            opened.close()
    if failures:
        raise failures[0]
    _save_image(image, to)


def _draw(window: Window, study: Study | None, screen: Screen, size: tuple[int, int]) -> QImage:
    window.setMinimumSize(1, 1)
    window.resize(*size)
    window.show()
    window.activateWindow()
    QApplication.processEvents()  # active before its screen is shown, as in front of a person
    if study is not None:
        window.place = Place(screen)
        window.context.show_study(study)
    window.show_screen(screen)
    for _ in range(3):  # what was read may ask for more
        window.context.jobs.wait()
    return window.grab().toImage()


def _save_image(image: QImage, to: Path) -> None:
    part = to.with_name(f".{to.name}.part")
    try:
        if not image.save(str(part), "PNG"):  # type: ignore[call-overload] # the stubs ask for bytes, Qt takes both
            raise EngageError(
                Reason.FOLDER_MISSING if not to.parent.is_dir() else Reason.FOLDER_READ_ONLY, where=str(to)
            )
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def _screen(name: str) -> Screen:
    for known in SCREENS:
        if known == name:
            return known
    raise EngageError(Reason.SCREEN_UNKNOWN, name=name, known=", ".join(SCREENS))


# putting together


def _share_one_heap() -> None:
    """Have all threads allocate in one heap: glibc keeps one for each, tens of megabytes that serve nobody."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):  # another C library has no such setting
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def _application() -> QApplication:
    qInstallMessageHandler(_qt_message)
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    _share_one_heap()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    locale.setlocale(locale.LC_NUMERIC, "C")  # Qt takes the user's, and C libraries would then read « 3,5 »
    application.setApplicationName("engage-desktop")
    application.setApplicationDisplayName("Engage")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("engage-desktop")
    load_fonts()
    return application


def _window(application: QApplication, settings: SettingsFile, *, theme: Mode, zoom: int) -> Window:
    look = Theme(application, mode=theme, zoom=zoom, reading_size=settings.now.reading_size)
    application.setWindowIcon(_app_icon(look))
    return Window(Context(look, Jobs()), settings)


def _app_icon(theme: Theme) -> QIcon:
    icon = QIcon()
    for side in (16, 32, 64, 128, 256):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            paint_app_mark(painter, QRectF(0, 0, side, side), theme)
        icon.addPixmap(picture)
    return icon


def _translate_qt(application: QApplication, language: Language) -> None:
    """Qt's own words (file dialogs, menus of fields) in the language in use."""
    QLocale.setDefault(QLocale(QLocale.Language.French if language == "fr" else QLocale.Language.English))
    if language == "fr":
        translator = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_fr", folder):
            application.installTranslator(translator)


def _write_log() -> None:
    """Keep a log of faults on this machine; nothing that a participant said is ever in it."""
    with contextlib.suppress(OSError):
        handler = logging.handlers.RotatingFileHandler(
            paths.log_folder() / "engage.log", maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _log.addHandler(handler)
        _log.setLevel(logging.INFO)
        _log.info("Engage %s", __version__)


def _note(error: BaseException) -> None:
    """Write where a fault happened, never the values at hand."""
    _log.error("%s", trace(error))


def _qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if "propagateSizeHints" in message:  # the offscreen platform says so of every window
        return
    level = {QtMsgType.QtCriticalMsg: logging.ERROR, QtMsgType.QtFatalMsg: logging.CRITICAL}.get(
        kind, logging.WARNING
    )
    if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        _log.log(level, "Qt: %s", message)


def _hook(window: Window) -> _Hook:
    def caught(kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
        elif isinstance(error, EngageError):
            window.announcer.refuse(error)
        else:
            _note(error)
            window.announcer.crash(error)

    return caught
