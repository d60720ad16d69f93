"""The list of verbatims: a vector of ids, and pages of rows read when they are painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
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

PAGE = 50  # rows read at once: what a tall window shows, and as many again
ROWS_KEPT = 6000


@dataclass(frozen=True, slots=True)
class CodeLook:
    """How a code is shown on a chip: its name, its hue (1 to 8), its place in the tree."""

    name: str
    hue: int
    place: int


class VerbatimList(QAbstractListModel):
    """Rows in the order of `ids`; each page of them is read by `fetch` on first need, and the latest rows are kept."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: Ids = np.empty(0, dtype=np.int64)
        self._rows: OrderedDict[int, VerbatimRow | None] = OrderedDict()
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
        key = int(self._ids[place])
        if key not in self._rows:
            self._read_page(place)
        return self._rows[key]

    def id_at(self, place: int) -> VerbatimId | None:
        """The verbatim at `place`."""
        return VerbatimId(int(self._ids[place])) if 0 <= place < len(self._ids) else None

    def place_of(self, verbatim: int) -> int:
        """Where a verbatim stands, or -1."""
        found = np.flatnonzero(self._ids == verbatim)
        return int(found[0]) if len(found) else -1

    def set_ids(self, ids: Ids) -> bool:
        """List other verbatims; whether that changed the lines. Rows already read are kept."""
        if np.array_equal(ids, self._ids):
            return False
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()
        return True

    def read_again(self, places: range) -> None:
        """The study has changed: read anew the lines at `places`, which are looked at, and forget the others."""
        wanted = [int(key) for key in self._ids[places.start : places.stop]]
        before = self._rows
        self._rows = OrderedDict()
        self._read(wanted)
        for place, key in zip(places, wanted, strict=False):
            if key in before and before[key] != self._rows[key]:
                self.dataChanged.emit(self.index(place), self.index(place))

    def _read_page(self, place: int) -> None:
        first = place - place % PAGE
        wanted = self._ids[first : first + PAGE].tolist()
        self._read([key for key in wanted if key not in self._rows])

    def _read(self, wanted: list[int]) -> None:
        found = {int(row.id): row for row in self._fetch(wanted)} if wanted else {}
        for key in wanted:
            self._rows[key] = found.get(key)
        while len(self._rows) > ROWS_KEPT:
            self._rows.popitem(last=False)
