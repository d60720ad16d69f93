"""The emotions that verbatims say, as read last: derived, made again at will."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.emotions import EMOTIONS, Emotion
from engage_desktop.store import columns
from engage_desktop.store.database import Session

_AREA = "emotions"


@dataclass(frozen=True, slots=True)
class KeptEmotions:
    """`felt` has a bit for each emotion, in their order; `prints` tell the texts that were read, `version` by what."""

    id: columns.Ints
    prints: columns.Ints
    felt: npt.NDArray[np.uint8]
    version: str

    def saying(self, emotion: Emotion) -> npt.NDArray[np.bool_]:
        """Which of them say this emotion."""
        found: npt.NDArray[np.bool_] = (self.felt & bit(emotion)) > 0
        return found


def bit(emotion: Emotion) -> int:
    """The bit of an emotion."""
    return 1 << EMOTIONS.index(emotion)


def keep(session: Session, emotions: KeptEmotions) -> None:
    """Keep a reading in place of the one before."""
    columns.put(session, _AREA, "id", emotions.id)
    columns.put(session, _AREA, "print", emotions.prints)
    columns.put(session, _AREA, "felt", emotions.felt, (emotions.version,))


def hold(session: Session, emotions: KeptEmotions) -> None:
    """Keep a reading in memory alone, for a study open for reading."""
    _held(session)[_AREA] = emotions


def _held(session: Session) -> dict[str, KeptEmotions]:
    return session.cache.get("emotions.held", frozenset(), dict)


def kept(session: Session) -> KeptEmotions | None:
    """The reading kept, if any."""
    held = _held(session).get(_AREA)
    if held is not None:
        return held
    found = columns.area_of(session, _AREA)
    if {"id", "print", "felt"} - set(found):
        return None
    felt, (version,) = found["felt"]
    return KeptEmotions(
        found["id"][0].astype(np.int64),
        found["print"][0].astype(np.int64),
        felt.astype(np.uint8),
        str(version),
    )


def foreign(session: Session) -> frozenset[int]:
    """The verbatims in another language than French, of which nothing is read."""
    rows = session.rows("SELECT id FROM verbatim WHERE language NOT IN ('', 'fr')")
    return frozenset(int(key) for (key,) in rows)


def verbatims_of(session: Session, values: tuple[str, ...]) -> columns.Ints:
    """The ids of the verbatims that say one of these emotions ("none": that say none)."""
    found = kept(session)
    if found is None:
        raise EngageError(Reason.EMOTIONS_UNREAD)
    mask = np.zeros(len(found.id), dtype=np.bool_)
    for value in values:
        mask |= found.felt == 0 if value == "none" else found.saying(Emotion(value))
    return found.id[mask]
