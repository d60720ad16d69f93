"""What was read of each verbatim beside its sentiment (aspects, emotions): derived, made again at will."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engage_desktop.store import columns
from engage_desktop.store.database import Session

Values = npt.NDArray[np.int8]
NONE = -128  # where nothing was read
_numbers = itertools.count(1)  # tells readings held one after the other apart


@dataclass(frozen=True, slots=True)
class Area:
    """Where readings of one kind are kept: an area of the coded columns, and the column of their values."""

    name: str
    column: str


@dataclass(frozen=True, slots=True)
class KeptReading:
    """`values` has a row a name, or one, over the verbatims `id`; `prints` tell the texts read, `by` by what."""

    id: columns.Ints
    prints: columns.Ints
    values: Values
    by: str
    names: tuple[str, ...] = ()


def keep(session: Session, area: Area, reading: KeptReading) -> None:
    """Keep a reading in place of the one before, held or kept."""
    _held(session).pop(area.name, None)
    columns.put(session, area.name, "id", reading.id)
    columns.put(session, area.name, "print", reading.prints)
    columns.put(session, area.name, area.column, reading.values.reshape(-1), (reading.by, *reading.names))


def hold(session: Session, area: Area, reading: KeptReading) -> None:
    """Keep a reading in memory alone: of a study open for reading, or of one that no act may change now."""
    if not is_held(session, area, reading):
        _held(session)[area.name] = (next(_numbers), reading)


def is_held(session: Session, area: Area, reading: KeptReading) -> bool:
    """Whether that reading is in memory alone."""
    return _held(session).get(area.name, (0, None))[1] is reading


def _held(session: Session) -> dict[str, tuple[int, KeptReading]]:
    return session.cache.get("readings.held", frozenset(), dict)


def kept(session: Session, area: Area) -> KeptReading | None:
    """The reading kept, if any."""
    held = _held(session).get(area.name)
    if held is not None:
        return held[1]
    found = columns.area_of(session, area.name)
    if {"id", "print", area.column} - set(found):
        return None
    flat, (by, *names) = found[area.column]
    ids = found["id"][0].astype(np.int64)
    rows = len(flat) // len(ids) if len(ids) else max(1, len(names))
    return KeptReading(
        ids,
        found["print"][0].astype(np.int64),
        flat.astype(np.int8).reshape(rows, len(ids)),
        str(by),
        tuple(map(str, names)),
    )


def current(session: Session, area: Area) -> Values | None:
    """The values kept in the order of the live verbatims, `NONE` for those that were not read; None before any."""

    def make() -> Values | None:
        reading = kept(session, area)
        if reading is None:
            return None
        at = columns.places(reading.id, columns.verbatims(session).id)
        found = np.full((len(reading.values), len(at)), NONE, dtype=np.int8)
        found[:, at >= 0] = reading.values[:, at[at >= 0]]
        return found

    number, _reading = _held(session).get(area.name, (0, None))
    return session.cache.get(f"readings.{area.name}.{number}", columns.TABLES | {"verbatim"}, make)
