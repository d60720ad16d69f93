"""Reading each verbatim once for what is kept beside its sentiment; only texts that are new or changed are read."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engage_desktop.operations.lexis import Ints
from engage_desktop.progress import Progress
from engage_desktop.store import columns, wordings
from engage_desktop.store import readings as store
from engage_desktop.store.database import Session, Study
from engage_desktop.store.readings import Area, KeptReading, Values

# Writes the values of these verbatims (places among the live ones, ascending).
Reader = Callable[[Ints, Values], None]


def read(
    session: Session, area: Area, reader: Reader, *, by: str, names: tuple[str, ...] | None, blank: int
) -> tuple[KeptReading, bool]:
    """The reading of each live verbatim by what `by` tells, and whether the study has still to keep it.

    `blank` stands where nothing is said.
    `names`: those of the rows of values; None for one row without a name.
    """
    ids, prints, values, stale = known(session, area, by=by, rows=1 if names is None else len(names))
    values[:, stale] = blank
    before = store.kept(session, area)
    if before is not None and before.by == by and not stale.any() and len(ids) == len(before.id):
        return before, store.is_held(session, area, before)
    reader(np.flatnonzero(stale), values)
    return KeptReading(ids, prints, values, by, names or ()), True


def known(
    session: Session, area: Area, *, by: str, rows: int
) -> tuple[Ints, Ints, Values, np.typing.NDArray[np.bool_]]:
    """The live verbatims, their fingerprints, the values kept of them, and which are out of date or were never read."""
    ids, prints = columns.verbatims(session).id, wordings.fingerprints(session)
    before = store.kept(session, area)
    values = np.full((rows, len(ids)), store.NONE, dtype=np.int8)
    stale = np.ones(len(ids), dtype=np.bool_)
    if before is not None and before.by == by and len(before.id):
        at = columns.places(before.id, ids)
        same = (at >= 0) & (before.prints[at] == prints)
        values[:, same] = before.values[:, at[same]]
        stale = ~same
    return ids, prints, values, stale


def keep(study: Study, area: Area, reading: KeptReading) -> None:
    """Keep a reading, so that filters find its verbatims; in memory alone for a study open for reading.

    It is derived, as sentiment is: no act of a person, nothing to undo.
    """
    if study.read_only:
        with study.read() as session:
            store.hold(session, area, reading)
        return
    with study.write(bulk=True) as session:
        store.keep(session, area, reading)


def refresh(
    study: Study,
    area: Area,
    read: Callable[[Session, Progress | None], tuple[KeptReading, bool]],
    progress: Progress | None,
) -> KeptReading:
    """Read what is out of date and keep it."""
    with study.read() as session:
        reading, new = read(session, progress)
    if new:
        keep(study, area, reading)
    return reading
