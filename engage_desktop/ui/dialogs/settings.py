"""Réglages: the look, the language, who codes. Each takes effect at once."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.settings import Settings
from engage_desktop.ui.theme import ZOOM_STEPS, Mode, Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.fields import Field, NumberField
from engage_desktop.ui.widgets.segmented import Segmented, Switch
from engage_desktop.wording import Language, tr
from engage_desktop.wording.typography import percent

_MODES: tuple[Mode, ...] = get_args(Mode)
_LANGUAGES: tuple[Language, ...] = get_args(Language)


class SettingsDialog(Sheet):
    """Tells each change as it is made; the window applies and keeps it."""

    theme_chosen = Signal(str)
    zoom_chosen = Signal(int)
    language_chosen = Signal(str)
    coder_named = Signal(str)
    reading_size_chosen = Signal(int)
    menu_bar_chosen = Signal(bool)
    reading_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None, theme: Theme, settings: Settings) -> None:
        super().__init__(parent, theme, title=tr("Réglages"))
        mode = Segmented(
            (tr("Système"), tr("Clair"), tr("Sombre")),
            theme,
            name=tr("Apparence"),
            current=_MODES.index(settings.theme),
        )
        mode.chosen.connect(lambda position: self.theme_chosen.emit(_MODES[position]))
        language = Segmented(
            ("Français", "English"), theme, name=tr("Langue"), current=_LANGUAGES.index(settings.language)
        )
        language.chosen.connect(lambda position: self.language_chosen.emit(_LANGUAGES[position]))
        self.body.addWidget(Field(tr("Apparence"), theme, mode))
        self.body.addWidget(Field(tr("Langue de l'interface"), theme, language))
        self.body.addWidget(self._zoom(settings))
        self.body.addWidget(self._reading_size(settings))
        self.body.addWidget(self._coder(settings))
        reading = Switch(tr("Lire le sentiment automatiquement"), theme)
        reading.setChecked(settings.read_sentiment)
        reading.toggled.connect(self.reading_chosen)
        self.body.addWidget(reading)
        menu_bar = Switch(tr("Toujours montrer la barre de menus"), theme)
        menu_bar.setChecked(settings.menu_bar)
        menu_bar.toggled.connect(self.menu_bar_chosen)
        self.body.addWidget(menu_bar)
        self.add_verbs(Button(tr("Fermer"), theme, kind="primary", run=self.accept))

    def _zoom(self, settings: Settings) -> Field:
        choice = QComboBox()
        for step in ZOOM_STEPS:
            choice.addItem(percent(step / 100), step)
        choice.setCurrentIndex(
            min(range(len(ZOOM_STEPS)), key=lambda at: abs(ZOOM_STEPS[at] - settings.zoom))
        )
        choice.activated.connect(lambda position: self.zoom_chosen.emit(ZOOM_STEPS[position]))
        return Field(
            tr("Taille de l'interface"), self.theme, choice, advice=tr("Aussi par Ctrl +, Ctrl − et Ctrl 0.")
        )

    def _reading_size(self, settings: Settings) -> Field:
        choice = NumberField(self.theme, low=15, high=24, value=settings.reading_size, suffix="\u00a0px")
        choice.valueChanged.connect(self.reading_size_chosen)
        return Field(tr("Taille du texte des verbatims"), self.theme, choice)

    def _coder(self, settings: Settings) -> Field:
        name = QLineEdit(settings.coder)
        name.setPlaceholderText(tr("Votre prénom ou vos initiales"))
        name.editingFinished.connect(lambda: self.coder_named.emit(name.text().strip()))
        return Field(
            tr("Nom du codeur"),
            self.theme,
            name,
            advice=tr("Écrit dans l'étude à côté de chaque code que vous posez."),
        )
