"""The emotions that verbatims say, as read last: a bit for each, in their order."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.emotions import EMOTIONS, Emotion
from engage_desktop.store import readings
from engage_desktop.store.database import Session
from engage_desktop.store.readings import Area

AREA = Area("emotions", "felt")
Bits = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]


def bits(said: Iterable[Emotion]) -> int:
    """The emotions that a text says, as a number."""
    return sum(1 << EMOTIONS.index(each) for each in said)


@functools.cache
def emotions_of(number: int) -> tuple[Emotion, ...]:
    """The emotions of such a number; none of what was not read."""
    return tuple(each for at, each in enumerate(EMOTIONS) if number > 0 and number >> at & 1)


def saying(felt: Bits, emotion: Emotion | None) -> Mask:
    """Which of them say this emotion; None: which were read and say none."""
    found: Mask = felt == 0 if emotion is None else (felt > 0) & (felt & bits((emotion,)) > 0)
    return found


def current(session: Session) -> Bits | None:
    """The bits of each live verbatim, `readings.NONE` for those that were not read; None before any reading."""
    values = readings.current(session, AREA)
    return None if values is None else values[0]


def mask_of(session: Session, values: tuple[str, ...]) -> Mask:
    """Which of the live verbatims say one of these emotions ("none": were read and say none)."""
    felt = current(session)
    if felt is None:
        raise EngageError(Reason.EMOTIONS_UNREAD)
    wanted = (None if value == "none" else Emotion(value) for value in values)
    found: Mask = np.logical_or.reduce([saying(felt, each) for each in wanted])
    return found
