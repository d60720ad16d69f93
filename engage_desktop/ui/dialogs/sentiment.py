"""Sentiment de l'étude: what reads its texts, what its scores taught, the words that are its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from engage_desktop.models.calibration import Calibration
from engage_desktop.models.lexicon import OwnEntry
from engage_desktop.models.sentiment import EngineChoice, EngineKind
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.sentiment_calibration import CalibrationPage, calibrating
from engage_desktop.ui.dialogs.sentiment_engine import EnginePage
from engage_desktop.ui.dialogs.sentiment_lexicon import LexiconPage
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.panels.panel import concerns
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.progress import ProgressStrip
from engage_desktop.ui.widgets.segmented import Segmented
from engage_desktop.wording import tr

if TYPE_CHECKING:
    from engage_desktop.store.database import Session

_SHOWS = ("setting", "verbatim", "answer", "source", "sentiment_correction")


@dataclass(frozen=True, slots=True)
class Known:
    """What the pages show of a study."""

    choice: EngineChoice
    own: tuple[OwnEntry, ...]
    calibration: Calibration | None
    on: bool
    scores: int
    corrections: int


class SentimentDialog(Sheet):
    """Stands beside the window, which stays alive: the verbatims are read again while one goes on.

    `reread` has what is out of date read again.
    """

    def __init__(self, parent: QWidget | None, context: Context, *, reread: Callable[[], None]) -> None:
        super().__init__(parent, context.theme, title=tr("Sentiment de l'étude"), width=760)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        theme = context.theme
        self.engine = EnginePage(context, reread=reread)
        self.calibration = CalibrationPage(context, reread=reread, left=self.accept)
        self.lexicon = LexiconPage(context, reread=reread, left=self.accept)
        self.pages = QStackedWidget()
        for page in (self.engine, self.calibration, self.lexicon):
            self.pages.addWidget(page)
        self.pages.setFixedHeight(theme.px(424))
        self.tabs = Segmented(
            (tr("Moteur et domaines"), tr("Calibration"), tr("Lexique de l'étude")),
            theme,
            name=tr("Sentiment de l'étude"),
        )
        self.tabs.chosen.connect(self.pages.setCurrentIndex)
        self.strip = ProgressStrip(theme, stop=context.jobs.cancel)
        self.strip.setFixedHeight(theme.px(36))
        kept = self.strip.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.strip.setSizePolicy(kept)
        self.strip.hide()
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.pages)
        self.body.addWidget(self.strip)
        self.add_verbs(Button(tr("Fermer"), theme, kind="default", run=self.accept))
        jobs = context.jobs
        jobs.progress.connect(self._show_progress)
        jobs.finished.connect(self._hide_progress)
        context.changed.connect(self._changed)
        context.study_closed.connect(self.reject)
        context.language_changed.connect(self.reject)  # its words are of the language before
        self._read()

    def show_page(self, number: int) -> None:
        """Turn to a page: 0 the engine, 1 the calibration, 2 the lexicon."""
        self.tabs.set_current(number)
        self.pages.setCurrentIndex(number)

    def _changed(self, tables: frozenset[str]) -> None:
        if concerns(tables, *_SHOWS):
            self._read()

    def _read(self) -> None:
        self._context.read((self, "known"), _known, self._take)

    def _take(self, known: Known) -> None:
        self.engine.show_choice(known.choice)
        self.calibration.show_known(
            known.calibration, on=known.on, scores=known.scores, corrections=known.corrections
        )
        self.lexicon.show_own(known.own, reads=known.choice.kind is EngineKind.LEXICON)

    def _show_progress(self, label: str, done: int, total: int) -> None:
        if label in (calibrating(), tr("Lecture du sentiment")):
            self.strip.show_progress(label, done, total)
            self.strip.show()

    def _hide_progress(self, label: str) -> None:
        if label == self.strip.label:
            self.strip.hide()


def _known(session: Session) -> Known:
    from engage_desktop.operations import calibration, engines, lexicon

    scores, corrections = calibration.count(session)
    return Known(
        engines.chosen(session),
        lexicon.own(session),
        calibration.current(session),
        calibration.is_on(session),
        scores,
        corrections,
    )
