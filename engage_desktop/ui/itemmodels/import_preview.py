"""The first rows of a file as its mapping would read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engage_desktop.models.personal import Marks
from engage_desktop.models.sources import Mapping, Proposal, Role, RowProblem
from engage_desktop.ui.labels_problems import problem_title
from engage_desktop.ui.panels.sources_draft import IDENTITIES, TEXT_ROLES, role_of, veiled, veiled_identity
from engage_desktop.wording import tr

Index = QModelIndex | QPersistentModelIndex
IGNORED_ROLE = Qt.ItemDataRole.UserRole + 1  # bool: the column is ignored
REFUSED_ROLE = Qt.ItemDataRole.UserRole + 2  # bool: the row is refused
EMPTY_ROLE = Qt.ItemDataRole.UserRole + 3  # bool: nothing was written there


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    role: Role


class ImportPreview(QAbstractTableModel):
    """Rows as they will be kept, what they still cite veiled, identities as the pseudonyms that they become."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._numbers: tuple[int, ...] = ()
        self._columns: tuple[_Column, ...] = ()
        self._marks: Marks = ()
        self._problems: dict[int, tuple[RowProblem, ...]] = {}

    def show_proposal(self, proposal: Proposal, mapping: Mapping) -> None:
        """Show another file, or the same read otherwise."""
        self.beginResetModel()
        self._rows = proposal.preview
        self._numbers = proposal.preview_rows
        self._problems = {}
        self._columns, self._marks = _columns(proposal, mapping), mapping.replaced
        self.endResetModel()

    def show_mapping(self, proposal: Proposal, mapping: Mapping) -> None:
        """Show the same rows by other roles."""
        self._columns, self._marks = _columns(proposal, mapping), mapping.replaced
        self._tell_all()

    def show_problems(self, problems: tuple[RowProblem, ...]) -> None:
        """Mark the rows that are refused."""
        found: dict[int, tuple[RowProblem, ...]] = {}
        for problem in problems:
            found[problem.row] = (*found.get(problem.row, ()), problem)
        self._problems = found
        self._tell_all()

    def is_veiled(self, column: int) -> bool:
        """Whether a column is an identity, of which only the shape is shown."""
        return self._columns[column].role in IDENTITIES

    def _tell_all(self) -> None:
        if self._rows and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._columns[section].header
        return str(self._numbers[section]) if section < len(self._numbers) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), self._columns[index.column()]
        cell = self._rows[row][index.column()] if index.column() < len(self._rows[row]) else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                said: str | bool | None = self._shown(cell, column.role)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                said = self._tip(row, cell, column.role)
            case _ if role == IGNORED_ROLE:
                said = column.role is Role.IGNORE
            case _ if role == REFUSED_ROLE:
                said = self._numbers[row] in self._problems
            case _ if role == EMPTY_ROLE:
                said = not cell.strip()
            case _:
                said = None
        return said

    def _tip(self, row: int, cell: str, role: Role) -> str:
        problems = self._problems.get(self._numbers[row], ())
        if problems:
            return "\n".join(problem_title(each) for each in problems)
        shown = self._shown(cell, role)
        return shown if len(shown) > 24 else ""

    def _shown(self, cell: str, role: Role) -> str:
        flat = " ".join(cell.split())
        if not flat:
            return tr("(vide)") if role in (Role.TEXT, Role.MENTION) else ""
        if role in IDENTITIES:
            return tr("{hidden} → pseudonyme", hidden=veiled_identity(flat))
        return veiled(flat, self._marks if role in TEXT_ROLES else ())


def _columns(proposal: Proposal, mapping: Mapping) -> tuple[_Column, ...]:
    if not mapping.columns:
        return tuple(_Column(header, Role.TEXT) for header in proposal.headers)
    made = []
    for position, header in enumerate(proposal.headers):
        column = role_of(mapping, position)
        made.append(_Column(header, Role.IGNORE if column is None else column.role))
    return tuple(made)
