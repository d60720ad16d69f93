"""How many cells hold what looks like personal data: a count for a person to judge, never a silent change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from engage_desktop.models.personal import EMAIL, IBAN, PHONE, SOCIAL_SECURITY, cited, may_cite
from engage_desktop.models.sources import PersonalData

_BETWEEN = "\x1e"  # no digit goes on past it


class PersonalCount:
    """Counts cells over the batches of a file."""

    def __init__(self) -> None:
        self._cells: Counter[str] = Counter()

    def add(self, cells: Sequence[str]) -> None:
        """Count the cells of one column of one batch."""
        if not may_cite(_BETWEEN.join(cells)):
            return
        for cell in cells:
            found = cited(cell)
            if found:
                self._cells.update({span.kind for span in found})

    def add_counted(self, counts: Counter[str]) -> None:
        """Count cells that repeat: each distinct one is looked at once."""
        for cell, times in counts.items():
            for kind in {span.kind for span in cited(cell)}:
                self._cells[kind] += times

    def total(self) -> PersonalData:
        """What was counted."""
        found = self._cells
        return PersonalData(found[EMAIL], found[PHONE], found[IBAN], found[SOCIAL_SECURITY])
