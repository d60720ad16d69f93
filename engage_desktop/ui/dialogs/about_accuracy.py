"""« Précision mesurée »: how often the engines are right on texts whose sense is known, and what that is worth."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from engage_desktop.models.accuracy import Accuracy, SetAccuracy
from engage_desktop.models.sentiment import Engine
from engage_desktop.operations import emotions
from engage_desktop.ui.fonts import Role
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.cards import hairline
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import accuracy, tr
from engage_desktop.wording.emotions import emotions_measured
from engage_desktop.wording.typography import integer, percent

_COLUMNS = 6
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AccuracyPage(QWidget):
    """The table and its sentences; `calibrate` leads to the sentiment of the study that is open, if one is."""

    def __init__(self, theme: Theme, *, calibrate: Callable[[], None] | None) -> None:
        super().__init__()
        self._theme = theme
        self._calibrate = calibrate
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self.cells: tuple[tuple[str, ...], ...] = ()

    def show_measured(self, found: Accuracy | None, now: Engine | None) -> None:
        """Show what was measured, beside the engine that reads today."""
        if found is None or now is None or not found.sets:
            self._say(tr("Rien n'a été mesuré pour cette version d'Engage."))
            return
        self._say(accuracy.measured_with(found))
        if changed := accuracy.another_engine(found, now):
            self._say(changed, tone="warn")
        self._column.addSpacing(self._theme.px(4))
        self._add(self._table(found))
        self._column.addSpacing(self._theme.px(4))
        for sentence in accuracy.meanings(found):
            self._say(sentence, role="detail")
        self._add(PlainLabel(tr("Émotions"), self._theme, role="section"))
        self._say(emotions_measured(*emotions.accuracy()[:3]), role="detail")
        self._say(
            tr("Ce ne sont pas vos textes : si votre étude a des notes, calibrez le moteur sur elles."),
            tone="text",
        )
        if self._calibrate is not None:
            way = Button(tr("Sentiment de l'étude…"), self._theme, kind="link", run=self._calibrate)
            self._add(way, Qt.AlignmentFlag.AlignLeft)

    def _say(self, text: str, *, role: Role = "base", tone: Token = "text2") -> None:
        self._add(PlainLabel(text, self._theme, role=role, tone=tone, wrap=True))

    def _add(self, widget: QWidget, side: Qt.AlignmentFlag | None = None) -> None:
        self._column.addWidget(widget, 0, side or Qt.AlignmentFlag(0))
        widget.show()  # at once: the height of the page is asked for before Qt would show it

    def _table(self, found: Accuracy) -> QWidget:
        table, grid = QWidget(), QGridLayout()
        table.setAccessibleName(tr("Précision mesurée"))
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(self._theme.px(4))
        grid.setColumnStretch(0, 1)
        for column, head in ((2, tr("Bon signe")), (4, tr("Accord à trois classes"))):
            grid.addWidget(self._label(head, "detail_label", "text2"), 0, column, 1, 2, _RIGHT)
        engines = ("Engage", found.reference.name)
        for column, head in enumerate((tr("Ensemble"), tr("Textes"), *engines, *engines)):
            grid.addWidget(self._label(head, "detail", "text3"), 1, column, _side(column))
        self.cells = tuple(_cells(each) for each in found.sets)
        for place, row in enumerate(self.cells, start=1):
            grid.addWidget(hairline(), 2 * place, 0, 1, _COLUMNS)
            for column, said in enumerate(row):
                ours = column in (2, 4)
                role: Role = "base" if column == 0 else "figure_label" if ours else "figure"
                label = self._label(said, role, "text" if ours or column == 0 else "text2")
                grid.addWidget(label, 2 * place + 1, column, _side(column))
        table.setLayout(grid)
        return table

    def _label(self, text: str, role: Role, tone: Token) -> PlainLabel:
        return PlainLabel(text, self._theme, role=role, tone=tone)


def _side(column: int) -> Qt.AlignmentFlag:
    return _RIGHT if column else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _cells(each: SetAccuracy) -> tuple[str, ...]:
    return (
        accuracy.set_name(each.kind),
        integer(each.texts),
        percent(each.ours.sign),
        percent(each.reference.sign),
        _share(each.ours.agreement),
        _share(each.reference.agreement),
    )


def _share(figure: float | None) -> str:
    return "–" if figure is None else percent(figure)
