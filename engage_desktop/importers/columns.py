"""What the cells of one column are like, gathered in one pass over the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from engage_desktop.importers.cells import as_number, missing
from engage_desktop.importers.dates import is_serial, looks_like_date

_DISTINCT = 3000  # distinct cells remembered; a column with more is text or an identifier
_LOOKED_AT = 20_000  # rows after which the nature of a column with many values is settled
_FEW = 200


@dataclass(slots=True)
class Portrait:
    """One column: its header for people, its code, and its cells (outer blanks removed)."""

    index: int
    header: str
    code: str
    name: str
    counts: Counter[str] = field(default_factory=Counter)
    filled: int = 0
    rows: int = 0
    told_apart: int = 0  # filled cells seen while distinct ones were all remembered
    length: int = 0

    def add(self, cells: Sequence[str]) -> Counter[str] | None:
        """Take in the cells of one batch; gives them counted, None when they are too many to be."""
        self.rows += len(cells)
        if self.rows > _LOOKED_AT and len(self.counts) > _FEW:
            return None
        whole = len(self.counts) < _DISTINCT
        counted = Counter(map(str.strip, cells))
        for cell, count in counted.items():
            if not cell:
                continue
            self.filled += count
            self.length += len(cell) * count
            if len(self.counts) < _DISTINCT or cell in self.counts:
                self.counts[cell] += count
            if whole:
                self.told_apart += count if len(self.counts) < _DISTINCT else 0
        return counted

    @property
    def values(self) -> list[str]:
        """The distinct cells that say something, most frequent first (the marks of no answer left out)."""
        return [cell for cell, _ in self.counts.most_common() if missing(cell) is None]

    @property
    def said(self) -> int:
        """How many cells say something, the marks of no answer left out."""
        return self.filled - sum(count for cell, count in self.counts.items() if missing(cell) is not None)

    @property
    def mean_length(self) -> float:
        """Mean number of characters of a filled cell."""
        return self.length / self.filled if self.filled else 0.0

    @property
    def distinct_share(self) -> float:
        """Distinct cells per filled cell, in [0, 1]."""
        return min(1.0, len(self.counts) / self.told_apart) if self.told_apart else 0.0

    def share(self, test: object) -> float:
        """Share of the filled cells (no-answer marks apart) for which `test` holds."""
        assert callable(test)
        total = sum(count for cell, count in self.counts.items() if missing(cell) is None)
        good = sum(count for cell, count in self.counts.items() if missing(cell) is None and test(cell))
        return good / total if total else 0.0

    def dates(self) -> float:
        """Share of cells written as dates, or as day numbers of a spreadsheet."""
        return self.share(lambda cell: looks_like_date(cell) or is_serial(cell))

    def numbers(self, decimal: str) -> float:
        """Share of cells that are numbers."""
        return self.share(lambda cell: as_number(cell, decimal) is not None)
