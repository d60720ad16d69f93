"""« Calibration »: what the study's own scores taught, how right it is, and doing without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from engage_desktop.models.calibration import (
    LEAST_FOR_CUTS,
    LEAST_FOR_MODEL,
    Accuracy,
    Calibration,
    Method,
)
from engage_desktop.progress import Progress
from engage_desktop.ui.context import Context
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.segmented import Switch
from engage_desktop.wording import tn, tr
from engage_desktop.wording.calibration import calibrated
from engage_desktop.wording.typography import integer, percent

if TYPE_CHECKING:
    from engage_desktop.store.database import Study


def calibrating() -> str:
    """The name of the job."""
    return tr("Calibration sur les scores")


class CalibrationPage(QWidget):
    """`left` is called when it leads elsewhere in the window."""

    def __init__(self, context: Context, *, reread: Callable[[], None], left: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._reread, self._left = context, reread, left
        theme = context.theme
        self.counts = PlainLabel("", theme, wrap=True)
        self.state = PlainLabel("", theme, tone="text2", wrap=True)
        self.switch = Switch(tr("Utiliser la calibration"), theme)
        self.switch.clicked.connect(self._switch)
        self.tables = QHBoxLayout()
        self.tables.setSpacing(theme.px(24))
        self.learning = Button(tr("Calibrer sur les scores"), theme, kind="primary", run=self._learn)
        self.discordant = Button(tr("Voir les discordances"), theme, run=self._show_discordant)
        verbs = QHBoxLayout()
        verbs.setSpacing(theme.px(8))
        verbs.addWidget(self.learning)
        verbs.addWidget(self.discordant)
        verbs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.counts)
        column.addWidget(self.state)
        column.addWidget(self.switch)
        column.addLayout(self.tables)
        column.addLayout(verbs)
        column.addWidget(
            PlainLabel(
                tr(
                    "Discordances : les mots disent une chose et le score une autre. Un texte que vous avez corrigé "
                    "garde toujours votre réponse."
                ),
                theme,
                role="detail",
                tone="text3",
                wrap=True,
            )
        )
        column.addStretch(1)
        self.setEnabled(False)  # until the study is read

    def show_known(self, known: Calibration | None, *, on: bool, scores: int, corrections: int) -> None:
        """Show what was learnt, and what there is to learn from."""
        enough = scores + corrections >= LEAST_FOR_CUTS
        self.counts.setText(_counted(scores, corrections))
        learnt = known is not None and known.method is not Method.NONE
        self.state.setText(calibrated(known) if known is not None else tr("Rien n'a encore été appris."))
        self.switch.setChecked(on)
        self.switch.setVisible(known is not None)
        self._clear()
        if known is not None and known.after.n:
            self.tables.addWidget(_confusion(tr("Moteur seul"), known.before, self._context.theme))
            if learnt:
                self.tables.addWidget(_confusion(tr("Avec calibration"), known.after, self._context.theme))
            self.tables.addStretch(1)
        self.setEnabled(True)
        writable = not self._context.read_only
        self.switch.setEnabled(writable)
        self.learning.setEnabled(writable and enough)

    def _clear(self) -> None:
        while (item := self.tables.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()

    def _learn(self) -> None:
        coder = self._context.coder

        def work(study: Study, progress: Progress) -> Calibration:
            from engage_desktop.operations import calibration

            return calibration.learn(study, coder=coder, progress=progress)

        def done(_known: Calibration) -> None:
            self._reread()

        self._context.write(work, done=done, said=calibrated, label=calibrating())

    def _switch(self, on: bool) -> None:  # the shape of a Qt signal
        coder = self._context.coder

        def work(study: Study, _progress: Progress) -> bool:
            from engage_desktop.operations import calibration

            return calibration.switch(study, on=on, coder=coder)

        said = tr("Calibration activée ; les textes sont relus.")
        unsaid = tr("Calibration désactivée ; les textes sont relus.")
        self._context.write(work, done=lambda _changed: self._reread(), said=said if on else unsaid)

    def _show_discordant(self) -> None:
        self._left()
        self._context.go("verbatims", filter="discordant:oui")


def _counted(scores: int, corrections: int) -> str:
    """How many texts there are to learn from, and how many are wanted."""
    there = tr(
        "{scored}, {corrected}.",
        scored=tn("{n} texte a un score", "{n} textes ont un score", scores),
        corrected=tn("{n} est corrigé", "{n} sont corrigés", corrections),
    )
    total = scores + corrections
    if total < LEAST_FOR_CUTS:
        wanted = tr("Il en manque {n} pour ajuster les seuils.", n=LEAST_FOR_CUTS - total)
    elif total < LEAST_FOR_MODEL:
        wanted = tr(
            "Assez pour ajuster les seuils ; il en manque {n} pour apprendre les mots.",
            n=LEAST_FOR_MODEL - total,
        )
    else:
        wanted = tr("Assez pour apprendre les mots de l'étude.")
    return f"{there} {wanted}"


def _confusion(title: str, of: Accuracy, theme: Theme) -> QWidget:
    """Rows: what the scores say; columns: what is read."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(14))
    grid.setVerticalSpacing(theme.px(4))
    head = tr("{title} : {share} d'accord", title=title, share=percent(of.accuracy))
    grid.addWidget(PlainLabel(head, theme, role="label"), 0, 0, 1, 4)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for at, word in enumerate((tr("lu négatif"), tr("neutre"), tr("positif")), start=1):
        grid.addWidget(PlainLabel(word, theme, role="detail", tone="text3"), 1, at, right)
    names = (tr("Score négatif"), tr("Score neutre"), tr("Score positif"))
    for row, (name, counts) in enumerate(zip(names, of.confusion, strict=True)):
        grid.addWidget(PlainLabel(name, theme, role="detail", tone="text2"), row + 2, 0)
        for at, count in enumerate(counts):
            label = PlainLabel(integer(count), theme, role="detail_figure", tone="text3")
            if at == row:  # read as the score says
                label = PlainLabel(integer(count), theme, role="detail_label")
            grid.addWidget(label, row + 2, at + 1, right)
    made.setAccessibleName(head)
    return made
