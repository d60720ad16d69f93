"""The live series of dated figures.

Each import keeps series of its own (`store.series_loading`). Those of the same name and metric are one series for
whoever reads: on a day that several imports tell, the latest speaks. So a newer export updates without doubles, and
taking it back brings the former figures back.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from engage_desktop.models.ids import SourceId
from engage_desktop.models.metrics import SeriesCell, SeriesName
from engage_desktop.models.verbatims import Origin
from engage_desktop.store.database import Session

LIVE = "(source_id IS NULL OR source_id IN (SELECT id FROM source WHERE removed_at IS NULL))"


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One dated value of an imported series; a rate may come with what it divides."""

    first: dt.date
    last: dt.date
    value: float | None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """An imported series of one metric, oldest point first; `id` is that of its latest import.

    `made_of` names the imported series that one of ours was computed from, and else itself.
    """

    id: int
    kind: str
    name: str
    points: tuple[SeriesPoint, ...]
    unit: str = ""
    made_of: tuple[SeriesName, ...] = ()


def series(session: Session) -> tuple[Series, ...]:
    """The live series that hold at least one point, those of several imports as one."""
    found: dict[tuple[str, str], tuple[int, str, dict[str, SeriesPoint]]] = {}
    places: dict[int, dict[str, SeriesPoint]] = {}
    for key, kind, name, unit in session.rows(
        f"SELECT id, kind, name, unit FROM indicator_series WHERE {LIVE} ORDER BY id"  # noqa: S608
    ):
        points = found[kind, name][2] if (kind, name) in found else {}
        found[kind, name] = (key, unit, points)
        places[key] = points
    rows = session.rows(
        "SELECT series_id, starts_on, ends_on, value, numerator, denominator FROM indicator_point ORDER BY 1, 2"
    )
    for key, first, last, value, top, bottom in rows:
        if key in places:
            days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
            places[key][first] = SeriesPoint(*days, value, top, bottom)
    return tuple(
        Series(key, kind, name, tuple(points[day] for day in sorted(points)), unit, (SeriesName(kind, name),))
        for (kind, name), (key, unit, points) in found.items()
        if points
    )


def cells(
    session: Session, names: Iterable[SeriesName], first: dt.date, last: dt.date
) -> tuple[SeriesCell, ...]:
    """The cells behind the values of these series within two days, both included, in the order of days and rows.

    On a day that several imports tell, those of the import that speaks.
    """
    wanted = json.dumps([[each.metric, each.name] for each in names])
    speaking: dict[tuple[str, str, str], int] = {}
    found: list[SeriesCell] = []
    headers = _headers(session)
    for key, metric, name, day, source, file, sheet, row, place, text in session.rows(
        _CELLS, (wanted, first.isoformat(), last.isoformat())
    ):
        if speaking.setdefault((metric, name, day), key) != key:
            continue
        origin = Origin(SourceId(source), file, sheet, row or 0, headers.get((source, place), ""))
        found.append(SeriesCell(SeriesName(metric, name), dt.date.fromisoformat(day), origin, text or ""))
    return tuple(sorted(found, key=lambda each: (each.first, each.origin.row)))


def _headers(session: Session) -> dict[tuple[int, int], str]:
    """The header of each column of the files of figures, by source and place."""

    def make() -> dict[tuple[int, int], str]:
        return {
            (source, int(column["index"])): str(column["header"])
            for source, mapping in session.rows("SELECT id, mapping FROM source WHERE kind = 'figures'")
            for column in json.loads(mapping).get("columns", ())
        }

    return session.cache.get("series.headers", frozenset({"source"}), make)


_CELLS = (
    "SELECT s.id, s.kind, s.name, p.starts_on, f.id, f.file, f.sheet, c.row, c.place, c.text"
    " FROM json_each(?) j JOIN indicator_series s ON s.kind = j.value ->> 0 AND s.name = j.value ->> 1"
    " JOIN source f ON f.id = s.source_id AND f.removed_at IS NULL"
    " JOIN indicator_point p ON p.series_id = s.id AND p.starts_on >= ? AND p.starts_on <= ?"
    " LEFT JOIN indicator_cell c ON c.series_id = s.id AND c.starts_on = p.starts_on"
    " ORDER BY s.id DESC, p.starts_on, c.row, c.place"
)
