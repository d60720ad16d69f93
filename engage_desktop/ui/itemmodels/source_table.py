"""The imports of a study as rows: where each of their lines went."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engage_desktop.models.sources import Source
from engage_desktop.ui.labels_sources import account, bare_format_name, kind_word
from engage_desktop.wording import tr
from engage_desktop.wording.typography import ago, integer

Index = QModelIndex | QPersistentModelIndex
SOURCE_ROLE = Qt.ItemDataRole.UserRole + 1
NAME, ROWS, ADDED, UPDATED, ALREADY, REFUSED, VERBATIMS, WHEN = range(8)
COLUMNS = 8


class SourceTable(QAbstractTableModel):
    """One row per import, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sources: tuple[Source, ...] = ()

    def show_sources(self, sources: tuple[Source, ...]) -> None:
        """Show these imports."""
        self.beginResetModel()
        self.sources = sources
        self.endResetModel()

    def row_of(self, key: int) -> int:
        """The row of an import, -1 when it is not there."""
        return next((row for row, each in enumerate(self.sources) if int(each.id) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.sources)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _heads()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section in (NAME, WHEN) else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        source = self.sources[index.row()]
        if role == SOURCE_ROLE:
            return source
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(source, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == NAME:
                state = tr("retiré") if source.removed else ""
                return ", ".join(p for p in (source.file, below(source), account(source), state) if p)
            return cell(source, index.column())
        return None


def cell(source: Source, column: int) -> str:
    """What a column says of an import."""
    counts = {
        ROWS: source.rows,
        ADDED: source.imported,
        UPDATED: source.updated,
        ALREADY: source.duplicates,
        REFUSED: source.skipped,
        VERBATIMS: source.verbatims,
    }
    if column in counts:
        return integer(counts[column]) if counts[column] else "–"
    if column == WHEN:
        return ago(source.imported_at, dt.datetime.now(source.imported_at.tzinfo))
    return source.file


def below(source: Source) -> str:
    """« Google Forms · Abonnés · T3 2026 »."""
    format_name, where = bare_format_name(source.format), source.survey or kind_word(source.kind)
    parts = (format_name, "" if where == format_name else where, source.wave)
    return " · ".join(part for part in parts if part)


def _heads() -> tuple[str, ...]:
    return (
        tr("Fichier"),
        tr("Lignes"),
        tr("Ajoutées"),
        tr("Mises à jour"),
        tr("Déjà là"),
        tr("Refusées"),
        tr("Verbatims"),
        tr("Importé"),
    )
