"""The list of verbatims: a vector of ids, and pages of rows read when they are painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.verbatims import VerbatimRow
from engage_desktop.ui.labels_verbatims import spoken

Ids = npt.NDArray[np.int64]
Fetch = Callable[[Sequence[int]], tuple[VerbatimRow, ...]]
Index = QModelIndex | QPersistentModelIndex

PAGE = 200
PAGES_KEPT = 64


@dataclass(frozen=True, slots=True)
class CodeLook:
    """How a code is shown on a chip: its name, its hue (1 to 8), its place in the tree."""

    name: str
    hue: int
    place: int


class VerbatimList(QAbstractListModel):
    """Rows in the order of `ids`; each page of 200 is read by `fetch` on first need, and 64 pages are kept."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: Ids = np.empty(0, dtype=np.int64)
        self._pages: OrderedDict[int, dict[int, VerbatimRow]] = OrderedDict()
        self.looks: Mapping[int, CodeLook] = {}

    # what a view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            row = self.verbatim(index.row())
            if row is None:
                return ""
            return spoken(row, self.looks) if role == Qt.ItemDataRole.AccessibleTextRole else row.ref
        return None

    # what the panel asks

    @property
    def ids(self) -> Ids:
        """The verbatims listed, in order."""
        return self._ids

    def verbatim(self, place: int) -> VerbatimRow | None:
        """What the line at `place` shows; None when the verbatim is gone from the study."""
        if not 0 <= place < len(self._ids):
            return None
        return self._page(place // PAGE).get(int(self._ids[place]))

    def id_at(self, place: int) -> VerbatimId | None:
        """The verbatim at `place`."""
        return VerbatimId(int(self._ids[place])) if 0 <= place < len(self._ids) else None

    def place_of(self, verbatim: int) -> int:
        """Where a verbatim stands, or -1."""
        found = np.flatnonzero(self._ids == verbatim)
        return int(found[0]) if len(found) else -1

    def set_ids(self, ids: Ids) -> bool:
        """List other verbatims; whether that changed the lines. Rows already read are kept where they stand."""
        if np.array_equal(ids, self._ids):
            return False
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()
        return True

    def drop(self, place: int) -> None:
        """Take one line away."""
        self.beginRemoveRows(QModelIndex(), place, place)
        self._ids = np.delete(self._ids, place)
        self._pages.clear()
        self.endRemoveRows()

    def put(self, rows: Iterable[VerbatimRow]) -> None:
        """Show these values of rows already read, before or after the study holds them."""
        for row in rows:
            place = self.place_of(row.id)
            page = self._pages.get(place // PAGE)
            if place >= 0 and page is not None:
                page[row.id] = row
                self.dataChanged.emit(self.index(place), self.index(place))

    def read_again(self) -> None:
        """Forget what was read: the study has changed."""
        self._pages.clear()
        if len(self._ids):
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _page(self, number: int) -> dict[int, VerbatimRow]:
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * PAGE : (number + 1) * PAGE].tolist()
            page = self._pages[number] = {int(row.id): row for row in self._fetch(wanted)}
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page
