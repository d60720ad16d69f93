"""The line at the bottom: what the study holds, when it was last written, the selection, the zoom."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStatusBar, QWidget

from engage_desktop import __version__
from engage_desktop.models.study import StudyCounts
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.labels import IconLabel, PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import clock, percent


class StatusLine(QStatusBar):
    """28 px: counts, coded, saved at the left; selection and zoom at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self.setSizeGripEnabled(False)
        self.setAccessibleName(tr("État de l'étude"))
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(px(14), 0, px(14), 0)
        row.setSpacing(px(12))
        self._held, self._coded = self._words(), self._words()
        self._saved, self._selection, self._zoom = self._words(), self._words(), self._words()
        self._feelings, self._after_feelings = self._words(), self._divider()
        self._after_held, self._after_coded = self._divider(), self._divider()
        self._before_zoom = self._divider()
        tick = QHBoxLayout()
        tick.setSpacing(px(6))
        tick.addWidget(IconLabel("check", theme, tone="text2", size=14))
        tick.addWidget(self._saved)
        for widget in (self._held, self._after_held, self._coded, self._after_coded):
            row.addWidget(widget)
        row.addWidget(self._feelings)
        row.addWidget(self._after_feelings)
        row.addLayout(tick)
        row.addStretch(1)
        for widget in (self._selection, self._before_zoom, self._zoom):
            row.addWidget(widget)
        self.addWidget(inside, 1)
        self.show_zoom()
        self.show_home()

    def _words(self) -> PlainLabel:
        return PlainLabel("", self._theme, role="detail_figure", tone="text2")

    def _divider(self) -> QFrame:
        line = QFrame()
        line.setObjectName("lineVertical")
        line.setFixedHeight(self._theme.px(12))
        return line

    def show_home(self) -> None:
        """No study is open."""
        self._say(self._held, "", self._after_held)
        self._say(self._coded, "", self._after_coded)
        self.show_feelings("")
        self._saved.setText(tr("Toutes les études sont enregistrées"))
        self.show_selection(f"Engage {__version__}")

    def show_counts(self, counts: StudyCounts) -> None:
        """What the open study holds."""
        held = tn("{n} verbatim", "{n} verbatims", counts.verbatims)
        if not counts.verbatims and counts.responses:
            held = tn("{n} réponse", "{n} réponses", counts.responses)
        self._say(self._held, held, self._after_held)
        self._say(self._coded, tn("{n} codé", "{n} codés", counts.coded), self._after_coded)

    def show_feelings(self, text: str) -> None:
        """What is still to be read of the sentiment; "" when all was."""
        self._say(self._feelings, text, self._after_feelings)

    def show_read_only(self) -> None:
        """The study is open without the right to change it."""
        self._saved.setText(tr("lecture seule"))

    def show_saved(self, moment: dt.datetime) -> None:
        """The study was written at `moment`."""
        self._saved.setText(tr("enregistré à {time}", time=clock(moment)))

    def show_selection(self, text: str) -> None:
        """What the screen says of its selection."""
        self._say(self._selection, text, self._before_zoom)

    def show_zoom(self) -> None:
        """The zoom in force."""
        self._zoom.setText(tr("Zoom {share}", share=percent(self._theme.zoom / 100)))

    @staticmethod
    def _say(label: PlainLabel, text: str, divider: QFrame) -> None:
        label.setText(text)
        label.setVisible(bool(text))
        divider.setVisible(bool(text))
