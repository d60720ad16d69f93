"""What verbatims feel of each aspect, as read last: hundredths of polarity, `NONE` for what is not spoken of."""

from __future__ import annotations

import numpy as np

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.folding import fold
from engage_desktop.models.sentiment import NEUTRAL_ZONE
from engage_desktop.store import columns, readings
from engage_desktop.store.database import Session
from engage_desktop.store.readings import NONE, Area, KeptReading

AREA = Area("aspects", "polarity")
ZONE = round(100 * NEUTRAL_ZONE)  # hundredths below which it is neutral


def kept(session: Session) -> KeptReading | None:
    """The reading kept, if any: a row of polarities for each aspect."""
    return readings.kept(session, AREA)


def verbatims_of(session: Session, names: tuple[str, ...], *, tones: tuple[str, ...] = ()) -> columns.Ints:
    """The ids of the verbatims that speak of one of these aspects (with one of these tones); raises on a stranger."""
    found = kept(session)
    if found is None:
        raise EngageError(Reason.ASPECTS_UNREAD)
    places = {fold(name): at for at, name in enumerate(found.names)}
    mask = np.zeros(len(found.id), dtype=np.bool_)
    for name in names:
        at = places.get(fold(name))
        if at is None:
            raise EngageError(Reason.ASPECT_UNKNOWN, name=name, known=", ".join(found.names) or "—")
        polarity = found.values[at]
        told = polarity != NONE
        if tones:
            each = {
                "negative": polarity <= -ZONE, "positive": polarity >= ZONE, "neutral": np.abs(polarity) < ZONE
            }  # fmt: skip
            told &= np.logical_or.reduce(
                [each[tone] for tone in tones if tone in each] or [np.zeros_like(told)]
            )
        mask |= told
    return found.id[mask]
