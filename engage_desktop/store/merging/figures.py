"""Dated figures of the other study: days that ours does not tell are added, in series of their own source."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from engage_desktop.models import tables
from engage_desktop.models.merging import MergeKind
from engage_desktop.store import journal
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account
from engage_desktop.store.merging.paging import pages
from engage_desktop.store.merging.sources import Sources
from engage_desktop.store.series import LIVE

_POINT = (
    "INSERT INTO indicator_point (series_id, starts_on, ends_on, value, numerator, denominator)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_POINTS = (
    "SELECT p.series_id, p.starts_on, p.ends_on, p.value, p.numerator, p.denominator FROM json_each(?) j"
    " JOIN indicator_point p ON p.series_id = j.value ORDER BY p.series_id, p.starts_on"
)
_CELL = 'INSERT INTO indicator_cell (series_id, starts_on, "row", place, text) VALUES (?, ?, ?, ?, ?)'
_CELLS = "SELECT c.* FROM json_each(?) j JOIN indicator_cell c ON c.series_id = j.value ORDER BY 1, 2"
_NAMED = f"SELECT id, kind, name, unit, source_id FROM indicator_series WHERE {LIVE} ORDER BY id"  # noqa: S608 - our own text
Day = tuple[str, str, str]  # metric, name of the series, first day


def bring(
    ours: Session, theirs: Session, sources: Sources, account: Account, step: Callable[[int], None]
) -> tuple[int, int]:
    """Write what is missing; gives how many series and values came. A day told otherwise here stays as it is."""
    named = _NAMED
    known = _told(ours, named)
    rows = {row[0]: row for row in theirs.rows(named) if row[4] is None or row[4] in sources.live}
    latest = _told(theirs, named)  # of the days that several of their imports tell, the last word
    made: dict[int, int] = {}
    values = 0
    for page in pages(sorted(rows)):
        step(len(page))
        waiting: dict[bool, list[tuple[Any, ...]]] = {
            True: [],
            False: [],
        }  # those noted for undo one by one apart
        for series, first, *rest in theirs.rows(_POINTS, (json.dumps(list(page)),)):
            _key, kind, name, unit, source = rows[series]
            day = kind, name, first
            value = tuple(rest[1:])
            if latest[day] != value:
                continue  # a newer export of theirs says otherwise
            if day in known:
                if known[day] == value:
                    account.know(MergeKind.FIGURE)
                else:
                    account.leave(
                        MergeKind.FIGURE, "merge_figure_differs", at=f"{name} · {first}", theirs=f"{rest[1]}",
                        ours=f"{known[day][0]}",
                    )  # fmt: skip
                continue
            known[day] = value
            noted = source is None or sources.shared(source)
            if series not in made:
                here = None if source is None else sources.here(source)
                made[series] = _series(ours, noted, kind=kind, name=name, unit=unit, source_id=here)
            waiting[noted].append((made[series], first, *rest))
            account.add(MergeKind.FIGURE)
            values += 1
        brought = {(row[0], row[1]): noted for noted, rows in waiting.items() for row in rows}
        cells: dict[bool, list[tuple[Any, ...]]] = {True: [], False: []}
        for series, first, *rest in theirs.rows(_CELLS, (json.dumps(list(page)),)):
            point = made.get(series, 0), first
            if point in brought:
                cells[brought[point]].append((*point, *rest))
        ours.bulk("indicator_point", _POINT, waiting[False])
        ours.bulk("indicator_cell", _CELL, cells[False])
        with journal.recording(ours):
            ours.bulk("indicator_point", _POINT, waiting[True])
            ours.bulk("indicator_cell", _CELL, cells[True])
    return len(made), values


def _told(session: Session, named: str) -> dict[Day, tuple[Any, ...]]:
    """What each live day says: the latest import speaks for it."""
    series = {row[0]: (row[1], row[2]) for row in session.rows(named)}
    return {
        (*series[key], first): tuple(rest[1:])
        for key, first, *rest in session.rows(_POINTS, (json.dumps(sorted(series)),))
    }


def _series(ours: Session, noted: bool, **values: object) -> int:
    if noted:
        with journal.recording(ours):
            return ours.insert(tables.indicator_series, **values)
    return ours.insert(tables.indicator_series, **values)
