"""Whose work this is, and how right its reading of texts was measured to be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from engage_desktop import __version__
from engage_desktop.models.accuracy import Accuracy
from engage_desktop.models.sentiment import Engine
from engage_desktop.progress import Progress
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.about_accuracy import AccuracyPage
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.segmented import Segmented
from engage_desktop.wording import tr

_WIDTH, _MARGINS = 680, 48
_AROUND = 220  # all that stands above and below a page, the frame of the dialog included
_BAR = 16  # what a scroll bar takes of the width


class AboutDialog(Sheet):
    """The version, the promise, the licences of what is inside; on a second page, the accuracy measured.

    `sentiment` shows the sentiment of the study, where it is calibrated.
    """

    def __init__(self, parent: QWidget | None, context: Context, *, sentiment: Callable[[], None]) -> None:
        super().__init__(parent, context.theme, title=f"Engage {__version__}", width=_WIDTH)
        self._sentiment = sentiment
        theme = context.theme
        self.accuracy = AccuracyPage(
            theme, calibrate=self._leave_to_calibrate if context.study is not None else None
        )
        self.tabs = Segmented(
            (tr("L'application"), tr("Précision mesurée")), theme, name=tr("À propos d'Engage")
        )
        self.tabs.chosen.connect(self.show_page)
        self._pages = (_licences(theme), self.accuracy)
        self._scrolls = tuple(_scrolled(page) for page in self._pages)
        self.body.addWidget(self.tabs)
        for scroll in self._scrolls:
            self.body.addWidget(scroll)
        close = Button(tr("Fermer"), theme, kind="primary", run=self.accept)
        self.add_verbs(close)
        close.setFocus()
        self.show_page(0)
        context.jobs.read((self, "accuracy"), _measured, self._take)

    def show_page(self, number: int) -> None:
        """Turn to a page: 0 the licences, 1 the accuracy; it scrolls when the screen is too low for it."""
        self.tabs.set_current(number)
        for at, scroll in enumerate(self._scrolls):
            self._fit(scroll, self._pages[at])
            scroll.setVisible(at == number)
        self.adjustSize()
        self.stay_on_screen()

    def _fit(self, scroll: QScrollArea, page: QWidget) -> None:
        px = self.theme.px
        width, room = px(_WIDTH - _MARGINS), self.screen().availableGeometry().height() - px(_AROUND)
        whole = _height(page, width)
        shown = min(whole, max(room, px(_AROUND)))
        page.setFixedHeight(whole if shown == whole else _height(page, width - px(_BAR)))
        scroll.setFixedHeight(shown)

    def _take(self, found: tuple[Accuracy | None, Engine | None]) -> None:
        self.accuracy.show_measured(*found)
        self.show_page(self.tabs.current())

    def _leave_to_calibrate(self) -> None:
        self.accept()
        self._sentiment()


def _height(page: QWidget, width: int) -> int:
    """What a page takes at that width; one that is still empty has no height for a width."""
    return page.heightForWidth(width) if page.hasHeightForWidth() else page.sizeHint().height()


def _scrolled(page: QWidget) -> QScrollArea:
    scroll = scrolled(page)
    page.setAutoFillBackground(False)
    scroll.viewport().setAutoFillBackground(False)  # the ground is the dialog's
    return scroll


def _licences(theme: Theme) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(14))
    for text in (
        tr("Le bureau hors ligne de celles et ceux qui écoutent clients, usagers et membres. Licence MIT."),
        tr("Vos études restent sur ce poste : Engage n'envoie rien sur Internet."),
        tr(
            "Interface : Qt {version} (LGPL). Caractères : Inter et Source Serif 4 (OFL 1.1).",
            version=qVersion(),
        ),
        tr("Icônes : Lucide (ISC)."),
    ):
        column.addWidget(PlainLabel(text, theme, tone="text2", wrap=True))
    return page


def _measured(_progress: Progress) -> tuple[Accuracy | None, Engine | None]:
    from engage_desktop.operations import accuracy

    found = accuracy.measured()
    return found, accuracy.engine_now() if found is not None else None
