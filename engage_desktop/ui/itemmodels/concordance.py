"""The lines of a concordance as a list."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from engage_desktop.models.themes import Line
from engage_desktop.wording.figures import part_name
from engage_desktop.wording.typography import decimal

_Index = QModelIndex | QPersistentModelIndex


class ConcordanceList(QAbstractListModel):
    """One row a line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.left}{line.word}{line.right}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            felt = (
                ""
                if line.polarity is None
                else f", {part_name(line.label)} {decimal(line.polarity, 2, signed=True)}"
            )
            return f"{line.ref}{felt}. {line.left}{line.word}{line.right}"
        return None
