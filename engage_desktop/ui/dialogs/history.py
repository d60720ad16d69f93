"""Historique: every act of the study, newest first, and coming back to the moment just after one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from engage_desktop.models.study import Act
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.itemmodels.history_table import HistoryTable
from engage_desktop.ui.widgets.areas import row_table
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tn, tr

if TYPE_CHECKING:
    from engage_desktop.store.database import Session

_SHOWN = 1000


class HistoryDialog(Sheet):
    """Follows the study while it is open; `wanted` tells the act to come back to."""

    wanted = Signal(object)  # Act

    def __init__(self, parent: QWidget | None, context: Context) -> None:
        super().__init__(parent, context.theme, title=tr("Historique"), width=760)
        self._context = context
        self.explained = PlainLabel("", self.theme, role="detail", tone="text2", wrap=True)
        self.table = self._make_table()
        self.body.addWidget(self.explained)
        self.body.addWidget(self.table)
        self.returning = Button(tr("Revenir ici"), self.theme, kind="primary", run=self._ask)
        self.add_verbs(Button(tr("Fermer"), self.theme, kind="ghost", run=self.accept), self.returning)
        self._explain()
        context.changed.connect(self._read)
        context.study_closed.connect(self.reject)
        self._read()

    def _make_table(self) -> QTableView:
        theme = self.theme
        self.model = HistoryTable(theme)
        table = row_table(self.model, theme, name=tr("Actes de l'étude"), height=33)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, theme.px(150))
        table.setColumnWidth(2, theme.px(120))
        under = self.parentWidget()
        room = under.height() - theme.px(280) if under is not None else theme.px(420)
        table.setFixedHeight(max(theme.px(180), min(theme.px(480), room)))
        table.selectionModel().currentRowChanged.connect(self._explain)
        table.doubleClicked.connect(self._ask)
        return table

    def _read(self, _tables: object = None) -> None:
        self._context.read(self, _acts, self._take)

    def _take(self, acts: tuple[Act, ...]) -> None:
        self.model.show_acts(acts)
        if acts:
            self.table.selectRow(next((row for row, act in enumerate(acts) if not act.undone), len(acts) - 1))
        self._explain()
        self.table.setFocus()

    def _chosen(self) -> int:
        """The row of the chosen act; -1 when none is."""
        row = self.table.currentIndex().row()
        return row if row < len(self.model.acts) else -1

    def _explain(self, *_indexes: QModelIndex) -> None:
        """Say what « Revenir ici » would do to the study."""
        row, acts = self._chosen(), self.model.acts
        undone = sum(not act.undone for act in acts[:row]) if row >= 0 else 0
        redone = sum(act.undone for act in acts[row:]) if row >= 0 else 0
        if not acts:
            words = tr("Rien n'a encore été fait dans cette étude.")
        elif undone:
            words = tn("{n} acte plus récent sera annulé.", "{n} actes plus récents seront annulés.", undone)
        elif redone:
            words = tn("{n} acte annulé sera rétabli.", "{n} actes annulés seront rétablis.", redone)
        else:
            words = tr(
                "L'étude en est là. Choisissez un acte pour revenir au moment où il venait d'être fait."
            )
        self.explained.setText(words)
        self.returning.setEnabled(bool(undone or redone) and not self._context.read_only)

    def _ask(self) -> None:
        if self.returning.isEnabled():
            self.wanted.emit(self.model.acts[self._chosen()])


def _acts(session: Session) -> tuple[Act, ...]:
    from engage_desktop.store import journal

    return journal.history(session, limit=_SHOWN)
