"""The questions of a questionnaire file as a table, before they come in."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engage_desktop.models.sources import Proposal, RowProblem
from engage_desktop.models.surveys import QuestionKind
from engage_desktop.ui.labels_problems import problem_title
from engage_desktop.ui.panels.surveys_words import kind_name
from engage_desktop.ui.theme import Theme
from engage_desktop.wording import tr

Index = QModelIndex | QPersistentModelIndex
_KINDS = {kind.value: kind for kind in QuestionKind}
_KIND = 1  # its place in a line of the preview


class DesignTable(QAbstractTableModel):
    """Row of the file, variable, wording, kind, answers; what will not come in is greyed, its kind saying why."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: tuple[tuple[str, ...], ...] = ()
        self._numbers: tuple[int, ...] = ()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the elements of this questionnaire."""
        self.beginResetModel()
        self.lines, self._numbers = proposal.preview, proposal.preview_rows
        self.endResetModel()

    def asks(self, row: int) -> bool:
        """Whether the element comes in as a question."""
        return self.lines[row][_KIND] in _KINDS

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Ligne"), tr("Variable"), tr("Question"), tr("Genre"), tr("Réponses"))[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._word(index.row(), index.column())
        if role == Qt.ItemDataRole.ForegroundRole and not self.asks(index.row()):
            return self._theme.color("text3")
        return None

    def _word(self, row: int, column: int) -> str:
        code, kind, label, options = self.lines[row]
        if column == 3:
            known = _KINDS.get(kind)
            return kind_name(known) if known else problem_title(RowProblem(0, "", kind))
        number = str(self._numbers[row]) if row < len(self._numbers) else ""
        return (number, code, label, "", options)[column]


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == 0 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
