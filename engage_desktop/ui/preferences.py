"""Settings at work: applied at once, kept for the next day."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from engage_desktop import wording
from engage_desktop.ui.context import Context
from engage_desktop.ui.settings import SettingsFile
from engage_desktop.ui.theme import ZOOM_STEPS
from engage_desktop.wording import Language


class Preferences(QObject):
    """Applies a change of look or language; `rebuild_asked` when every widget must be made anew."""

    rebuild_asked = Signal()
    menu_bar_asked = Signal(bool)
    reading_asked = Signal()  # sentiment is to be read by itself again

    def __init__(self, window: QWidget, context: Context, settings: SettingsFile) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._settings = settings
        context.coder = settings.now.coder

    def show(self) -> None:
        """Open « Réglages »."""
        from engage_desktop.ui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(self._window, self._context.theme, self._settings.now)
        dialog.theme_chosen.connect(self._set_theme)
        dialog.zoom_chosen.connect(self.set_zoom)
        dialog.language_chosen.connect(self.set_language)
        dialog.coder_named.connect(self._set_coder)
        dialog.reading_size_chosen.connect(self._set_reading_size)
        dialog.menu_bar_chosen.connect(self._set_menu_bar)
        dialog.reading_chosen.connect(self._set_reading)
        dialog.open()

    def set_zoom(self, zoom: int) -> None:
        """Draw everything at `zoom` per cent."""
        if zoom != self._context.theme.zoom:
            self._context.theme.set_zoom(zoom)
            self._settings.change(zoom=self._context.theme.zoom)
            self._rebuild()

    def step_zoom(self, step: int) -> None:
        """The next step up or down."""
        now = self._context.theme.zoom
        nearest = min(range(len(ZOOM_STEPS)), key=lambda at: abs(ZOOM_STEPS[at] - now))
        self.set_zoom(ZOOM_STEPS[min(len(ZOOM_STEPS) - 1, max(0, nearest + step))])

    def set_language(self, language: Language) -> None:
        """Speak another language, at once."""
        if language != wording.language():
            wording.use(language)
            self._settings.change(language=language)
            self._rebuild()

    def _set_theme(self, mode: str) -> None:
        for known in ("system", "light", "dark"):
            if known == mode:
                self._settings.change(theme=known)
                self._context.theme.set_mode(known)

    def _set_coder(self, name: str) -> None:
        self._settings.change(coder=name)
        self._context.coder = name

    def _set_reading_size(self, size: int) -> None:
        self._settings.change(reading_size=size)
        self._context.theme.set_reading_size(size)

    def _set_menu_bar(self, shown: bool) -> None:  # the shape of a Qt signal
        self._settings.change(menu_bar=shown)
        self.menu_bar_asked.emit(shown)

    def _set_reading(self, wanted: bool) -> None:  # the shape of a Qt signal
        self._settings.change(read_sentiment=wanted)
        if wanted:
            self.reading_asked.emit()

    def _rebuild(self) -> None:
        """After the event at hand: the widget that asked may be one of those that go."""
        QTimer.singleShot(0, self.rebuild_asked.emit)
