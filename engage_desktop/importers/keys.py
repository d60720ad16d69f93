"""Identifiers that a spreadsheet rounded: « 1.22158E+17 », or nineteen digits of which the last four are zeros."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SCIENTIFIC = re.compile(r"^\d(?:[.,]\d+)?[eE]\+\d{2}$")
_KEPT = 15  # digits that a spreadsheet keeps
_PROOF = 4  # zeros in their place, over all cells, before chance is ruled out


def rounded(cells: Iterable[str]) -> bool:
    """Whether the cells are identifiers that have lost digits, so that two of them may look the same."""
    zeros = 0
    for cell in cells:
        if _SCIENTIFIC.match(cell):
            return True
        if len(cell) > _KEPT and cell.isascii() and cell.isdigit():
            if cell[_KEPT:].strip("0"):
                return False
            zeros += len(cell) - _KEPT
    return zeros >= _PROOF
