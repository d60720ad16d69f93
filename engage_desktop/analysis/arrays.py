"""Arrays of integers: what is distinct in them, by sorting, which for millions is many times sooner than by hashing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def distinct(values: npt.NDArray[np.int64]) -> Ints:
    """The distinct values, ascending."""
    ordered = np.sort(values)
    found: Ints = ordered[_first(ordered)]
    return found


def counted(values: npt.NDArray[np.int64]) -> tuple[Ints, Ints]:
    """The distinct values, ascending, and how many times each is there."""
    ordered = np.sort(values)
    starts = np.flatnonzero(_first(ordered))
    return ordered[starts], np.diff(np.append(starts, len(ordered)))


def _first(ordered: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return first
