"""Places for the words of a cloud: the largest first, each on a spiral from the middle, none over another."""

from __future__ import annotations

import math
from collections.abc import Sequence

Box = tuple[float, float, float, float]  # left, top, width, height
_TURNS, _STEP = 400, 0.35


def cloud(sizes: Sequence[tuple[float, float]], width: float, height: float) -> tuple[Box | None, ...]:
    """Where each word of that width and height goes in a picture; None where no room is left.

    Words come in order of importance; the same words give the same cloud.
    """
    taken: list[Box] = []
    found: list[Box | None] = []
    for wide, tall in sizes:
        box = _place(wide, tall, taken, width, height)
        found.append(box)
        if box is not None:
            taken.append(box)
    return tuple(found)


def _place(wide: float, tall: float, taken: list[Box], width: float, height: float) -> Box | None:
    ratio = width / max(height, 1.0)
    for turn in range(_TURNS):
        angle = _STEP * turn
        reach = 2.2 * angle
        x = width / 2 + reach * math.cos(angle) * ratio**0.5 - wide / 2
        y = height / 2 + reach * math.sin(angle) / ratio**0.5 - tall / 2
        inside = x >= 0 and y >= 0 and x + wide <= width and y + tall <= height
        if inside and not any(_meet((x, y, wide, tall), other) for other in taken):
            return (x, y, wide, tall)
    return None


def _meet(one: Box, other: Box) -> bool:
    return not (
        one[0] + one[2] <= other[0]
        or other[0] + other[2] <= one[0]
        or one[1] + one[3] <= other[1]
        or other[1] + other[3] <= one[1]
    )
