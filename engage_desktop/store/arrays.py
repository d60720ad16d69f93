"""Arrays in the fewest bytes that hold what is in them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

CODE = np.uint16


def code_type(labels: int) -> type[np.uint16 | np.uint32]:
    """Two bytes do for the segments that people make; an attribute that is different for each takes four."""
    return CODE if labels <= np.iinfo(CODE).max else np.uint32


def narrow(values: npt.NDArray[np.int64]) -> npt.NDArray[np.generic]:
    """Whole numbers in the fewest bytes that hold them all: a third of the file to read when a study opens."""
    for kind in (np.int8, np.int16, np.int32):
        bounds = np.iinfo(kind)
        if not len(values) or (bounds.min <= values.min() and values.max() <= bounds.max):
            return values.astype(kind)
    return values
