"""What verbatims feel of each aspect, as read last: derived, made again at will."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.folding import fold
from engage_desktop.models.sentiment import NEUTRAL_ZONE
from engage_desktop.store import columns
from engage_desktop.store.database import Session

_AREA = "aspects"
NONE = -128  # the polarity, in hundredths, of what is not spoken of
ZONE = round(100 * NEUTRAL_ZONE)  # hundredths below which it is neutral


@dataclass(frozen=True, slots=True)
class KeptAspects:
    """`polarity` is aspects × verbatims, in hundredths; `prints` tell the texts that were read, `digest` by what."""

    id: columns.Ints
    prints: columns.Ints
    polarity: npt.NDArray[np.int8]
    names: tuple[str, ...]
    digest: str


def keep(session: Session, aspects: KeptAspects) -> None:
    """Keep a reading in place of the one before."""
    columns.put(session, _AREA, "id", aspects.id)
    columns.put(session, _AREA, "print", aspects.prints)
    columns.put(session, _AREA, "polarity", aspects.polarity.reshape(-1), (aspects.digest, *aspects.names))


def hold(session: Session, aspects: KeptAspects) -> None:
    """Keep a reading in memory alone, for a study open for reading."""
    _held(session)[_AREA] = aspects


def _held(session: Session) -> dict[str, KeptAspects]:
    return session.cache.get("aspects.held", frozenset(), dict)


def kept(session: Session) -> KeptAspects | None:
    """The reading kept, if any."""
    held = _held(session).get(_AREA)
    if held is not None:
        return held
    found = columns.area_of(session, _AREA)
    if {"id", "print", "polarity"} - set(found):
        return None
    flat, (digest, *names) = found["polarity"]
    ids = found["id"][0].astype(np.int64)
    return KeptAspects(
        ids,
        found["print"][0].astype(np.int64),
        flat.astype(np.int8).reshape(len(names), len(ids)),
        tuple(map(str, names)),
        str(digest),
    )


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
        polarity = found.polarity[at]
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
