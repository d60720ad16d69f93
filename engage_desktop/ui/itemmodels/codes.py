"""The codebook as a tree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from engage_desktop.models.codes import Code
from engage_desktop.ui.itemmodels.verbatims import CodeLook
from engage_desktop.wording import tn, tr

Index = QModelIndex | QPersistentModelIndex
CODE_ROLE = Qt.ItemDataRole.UserRole + 1  # the `Code` itself
_MIME = "application/x-engage-code"
_ROOT = QModelIndex()


class CodeTree(QAbstractItemModel):
    """Codes under their parents. Renaming and dropping change nothing here: they are asked for by signals."""

    rename_asked = Signal(int, str)
    move_asked = Signal(int, object)  # code, new parent or None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._codes: dict[int, Code] = {}
        self._children: dict[int | None, list[int]] = {None: []}
        self._place: dict[int, int] = {}

    # the codebook

    @property
    def codes(self) -> tuple[Code, ...]:
        """Every code, depth first."""
        return tuple(self._codes.values())

    def looks(self) -> dict[int, CodeLook]:
        """How each code is shown on a chip."""
        return {
            key: CodeLook(code.name, code.color, place)
            for place, (key, code) in enumerate(self._codes.items())
        }

    def show_codes(self, codes: Sequence[Code]) -> bool:
        """Show this codebook; whether its shape changed (else only names, counts or colours did)."""
        same = [(c.id, c.parent) for c in codes] == [(c.id, c.parent) for c in self._codes.values()]
        if same:
            self._codes = {code.id: code for code in codes}
            for key in self._children:
                self._tell_children(key)
            return False
        self.beginResetModel()
        self._codes = {code.id: code for code in codes}
        self._children = {None: []}
        self._place = {}
        for code in codes:
            siblings = self._children.setdefault(code.parent, [])
            self._place[code.id] = len(siblings)
            siblings.append(code.id)
            self._children.setdefault(code.id, [])
        self.endResetModel()
        return True

    def code_at(self, index: Index) -> Code | None:
        """The code at an index."""
        return self._codes.get(index.internalId()) if index.isValid() else None

    def index_of(self, code: int) -> QModelIndex:
        """Where a code stands."""
        return self.createIndex(self._place[code], 0, code) if code in self._place else QModelIndex()

    def is_under(self, code: int, above: int) -> bool:
        """Whether `code` is `above` or one of its descendants."""
        at: int | None = code
        while at is not None:
            if at == above:
                return True
            at = self._codes[at].parent
        return False

    # what a view asks

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        key = parent.internalId() if parent.isValid() else None
        siblings = self._children.get(key, [])
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    def parent(self, child: Index = _ROOT) -> QModelIndex:  # type: ignore[override] # the other overload is QObject's
        code = self.code_at(child)
        if code is None or code.parent is None:
            return QModelIndex()
        return self.index_of(code.parent)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self._children.get(parent.internalId() if parent.isValid() else None, []))

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        code = self.code_at(index)
        if code is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return code.name
        if role == CODE_ROLE:
            return code
        if role == Qt.ItemDataRole.ToolTipRole:
            return code.description or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [code.name, tn("{n} verbatim", "{n} verbatims", code.count)]
            if code.key:
                said.append(tr("touche {key}", key=code.key))
            return ", ".join(said)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        code = self.code_at(index)
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or code is None or not name or name == code.name:
            return False
        self.rename_asked.emit(int(code.id), name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        plain = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable
        return plain | flag.ItemIsDragEnabled | flag.ItemIsDropEnabled

    # dragging

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        codes = [str(index.internalId()) for index in indexes]
        data.setData(_MIME, ",".join(codes).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        code = _carried(data)
        target = self.code_at(parent)
        if code is None or code not in self._codes:
            return False
        return target is None or not self.is_under(target.id, code)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        code, target = _carried(data), self.code_at(parent)
        if code is not None and self._codes[code].parent != (target.id if target else None):
            self.move_asked.emit(code, None if target is None else int(target.id))
        return False  # the view must not take the line away: the study will say where it stands

    def _tell_children(self, key: int | None) -> None:
        siblings = self._children.get(key, [])
        if siblings:
            first, last = self.index_of(siblings[0]), self.index_of(siblings[-1])
            self.dataChanged.emit(first, last)


def _carried(data: QMimeData) -> int | None:
    text = bytes(data.data(_MIME).data()).decode() if data.hasFormat(_MIME) else ""
    return int(text) if text.isdigit() else None
