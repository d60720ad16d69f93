"""The slides of a report in a list: their plans in order."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from engage_desktop.models.deck import SlidePlan
from engage_desktop.wording import tr

Index = QModelIndex | QPersistentModelIndex
PLAN = int(Qt.ItemDataRole.UserRole)


class SlideList(QAbstractListModel):
    """One row a slide."""

    def __init__(self) -> None:
        super().__init__()
        self.plans: tuple[SlidePlan, ...] = ()

    def show_plans(self, plans: tuple[SlidePlan, ...]) -> None:
        """Show these slides; rows stay where their number did not change."""
        if len(plans) != len(self.plans):
            self.beginResetModel()
            self.plans = plans
            self.endResetModel()
            return
        self.plans = plans
        if plans:
            self.dataChanged.emit(self.index(0), self.index(len(plans) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.plans)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        plan = self.plans[index.row()]
        if role == PLAN:
            return plan
        if role == Qt.ItemDataRole.DisplayRole:
            return plan.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{index.row() + 1}, {plan.title}"
            return said if plan.included else tr("{slide}, non exportée", slide=said)
        return None
