"""The live series of dated figures.

Each import keeps series of its own (`store.series_loading`). Those of the same name and metric are one series for
whoever reads: on a day that several imports tell, the latest speaks. So a newer export updates without doubles, and
taking it back brings the former figures back.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

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
    """An imported series of one metric, oldest point first; `id` is that of its latest import."""

    id: int
    kind: str
    name: str
    points: tuple[SeriesPoint, ...]
    unit: str = ""


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
        Series(key, kind, name, tuple(points[day] for day in sorted(points)), unit)
        for (kind, name), (key, unit, points) in found.items()
        if points
    )
