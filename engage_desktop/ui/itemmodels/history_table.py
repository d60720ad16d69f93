"""The acts of a study in rows: when, what, who; what was taken back is greyed and says so."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from engage_desktop.models.study import Act
from engage_desktop.ui.theme import Theme
from engage_desktop.wording import tr
from engage_desktop.wording.journal import said
from engage_desktop.wording.typography import ago, clock, day

_Index = QModelIndex | QPersistentModelIndex


class HistoryTable(QAbstractTableModel):
    """Newest first."""

    def __init__(self, theme: Theme, acts: tuple[Act, ...] = ()) -> None:
        super().__init__()
        self._theme = theme
        self.acts = acts

    def show_acts(self, acts: tuple[Act, ...]) -> None:
        """Show other acts."""
        self.beginResetModel()
        self.acts = acts
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.acts)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        act = self.acts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(act)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in self._words(act) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            moment = act.at.astimezone()
            return f"{day(moment.date())}, {clock(moment)}"
        if role == Qt.ItemDataRole.ForegroundRole and act.undone:
            return self._theme.color("disabled")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Quand"), tr("Ce qui a été fait"), tr("Qui"))[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @staticmethod
    def _words(act: Act) -> tuple[str, str, str]:
        when = ago(act.at.astimezone(), dt.datetime.now().astimezone())
        return when[:1].upper() + when[1:], said(act) + (tr(" (annulé)") if act.undone else ""), act.coder
