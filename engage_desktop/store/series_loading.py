"""Series of dated figures on their way into a study."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from engage_desktop.models import tables
from engage_desktop.models.metrics import FigureRecord, Gathering, gathering_of
from engage_desktop.models.sources import RowProblem
from engage_desktop.store.database import Session
from engage_desktop.store.series import LIVE
from engage_desktop.store.texts import Tally

_POINT = "INSERT INTO indicator_point (series_id, starts_on, ends_on, value) VALUES (?, ?, ?, ?)"
_CELL = 'INSERT INTO indicator_cell (series_id, starts_on, "row", place, text) VALUES (?, ?, ?, ?, ?)'
_SAME = 1e-9  # relative difference below which two figures are the same


@dataclass(slots=True)
class _Gathered:
    """The rows of one series on one day, becoming one value."""

    last: str
    gathering: Gathering
    total: float = 0.0
    n: int = 0

    def add(self, value: float) -> None:
        """Take in one more row."""
        if self.gathering is Gathering.LAST or self.n == 0:
            self.total, self.n = value, 1
        elif self.gathering is not Gathering.FIRST:
            self.total += value
            self.n += 1

    @property
    def value(self) -> float:
        """The value of the day."""
        return self.total / self.n if self.gathering is Gathering.MEAN else self.total


@dataclass(slots=True)
class _Rows:
    """Which days each row of the file contributed to, as plain numbers, from which columns and with what cells."""

    numbers: array[int] = field(default_factory=lambda: array("L"))
    ends: array[int] = field(default_factory=lambda: array("L"))
    keys: array[int] = field(default_factory=lambda: array("L"))
    columns: array[int] = field(default_factory=lambda: array("L"))
    cells: list[str] = field(default_factory=list)


class SeriesLoader:
    """Takes rows of figures; what became of each is known once all are in, for several may make one day."""

    def __init__(self, session: Session, source: int) -> None:
        self.tally = Tally()
        self.series = self.values = 0
        self._session, self._source = session, source
        self._days: dict[tuple[str, str, str, str], int] = {}  # series, metric, unit, first day → place
        self._gathered: list[_Gathered] = []
        self._rows = _Rows()

    def take(self, record: FigureRecord) -> None:
        """Take one row, or refuse it when a value contradicts the days of another row."""
        places: list[int] = []
        for value in record.values:
            first, last = value.days or (record.first, record.last)
            key = (value.series, value.metric, value.unit, first.isoformat())
            place = self._days.get(key)
            if place is not None and self._gathered[place].last != last.isoformat():
                problem = RowProblem(record.row, value.series, "period_overlaps", f"{first} – {last}")
                self.tally.skipped.append(problem)
                return
            if place is None:
                place = self._days[key] = len(self._gathered)
                self._gathered.append(_Gathered(last.isoformat(), gathering_of(value.metric, value.unit)))
            places.append(place)
        for place, value in zip(places, record.values, strict=True):
            self._gathered[place].add(value.value)
        self._rows.keys.extend(places)
        self._rows.columns.extend([value.place for value in record.values])
        self._rows.cells += [value.written for value in record.values]
        self._rows.numbers.append(record.row)
        self._rows.ends.append(len(self._rows.keys))

    def flush(self) -> None:
        """Write every series, and tell what became of each row."""
        self._count(_live_values(self._session))
        ids: dict[tuple[str, str, str], int] = {}
        points: list[tuple[object, ...]] = []
        days: dict[int, tuple[int, str]] = {}
        for (series, metric, unit, first), place in self._days.items():
            gathered = self._gathered[place]
            if not gathered.n:
                continue  # its only row was refused
            key = (series, metric, unit)
            if key not in ids:
                ids[key] = self._session.insert(
                    tables.indicator_series, kind=metric, name=series, unit=unit, source_id=self._source
                )
            points.append((ids[key], first, gathered.last, gathered.value))
            days[place] = ids[key], first
        self._session.bulk("indicator_point", _POINT, points)
        self._session.bulk("indicator_cell", _CELL, self._cells(days))
        self.series, self.values = len(ids), len(points)

    def _cells(self, days: dict[int, tuple[int, str]]) -> Iterator[tuple[object, ...]]:
        rows, begin = self._rows, 0
        for number, end in zip(rows.numbers, rows.ends, strict=True):
            for at in range(begin, end):
                yield (*days[rows.keys[at]], number, rows.columns[at], rows.cells[at])
            begin = end

    def _count(self, known: dict[tuple[str, str, str], float | None]) -> None:
        """Each row is new, updates what was known, or says nothing new."""
        news = bytearray(len(self._gathered))  # 2 new, 1 other value, 0 the same
        for (series, metric, _unit, first), place in self._days.items():
            key = (series, metric, first)
            if key not in known:
                news[place] = 2
            elif not _same(known[key], self._gathered[place].value):
                news[place] = 1
        begin = 0
        for end in self._rows.ends:
            most = max(news[place] for place in self._rows.keys[begin:end])
            begin = end
            self.tally.imported += most == 2
            self.tally.updated += most == 1
            self.tally.duplicates += most == 0


def _live_values(session: Session) -> dict[tuple[str, str, str], float | None]:
    rows = session.rows(
        "SELECT s.name, s.kind, p.starts_on, p.value FROM indicator_point p JOIN indicator_series s"  # noqa: S608
        f" ON s.id = p.series_id WHERE {LIVE} ORDER BY s.id"
    )
    return {(name, kind, first): value for name, kind, first, value in rows}


def _same(before: float | None, now: float) -> bool:
    return before is not None and abs(before - now) <= _SAME * max(abs(before), abs(now), 1e-12)
