"""Rows of tables of figures as dated values: one `FigureRecord` or one `RowProblem` for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.cells import LONGEST, Refused, as_number, clean_text, folded, missing, refused
from engage_desktop.importers.figure_shapes import TOTALS, amount, duration
from engage_desktop.importers.figure_tables import Block, Line, tables
from engage_desktop.importers.metrics import metric_of
from engage_desktop.importers.periods import Days, days_of, is_date_header, nth_days, nth_step, whole
from engage_desktop.models.metrics import APART, PLAIN, FigureRecord, FigureValue, MetricUnit
from engage_desktop.models.sources import ColumnMapping, DateOrder, Mapping, Role, RowProblem
from engage_desktop.progress import Progress

_BOUND = re.compile(r"^[<>≤≥~]\s*[0-9]")
_DASHES = ("-", "–", "—", "--")
_SHOWN = 200
_LONGEST_PART = 120  # characters of a name in the name of a series
_MOST_DAYS = 50_000  # dates remembered


def records(
    path: Path, mapping: Mapping, *, progress: Progress | None = None
) -> Iterator[FigureRecord | RowProblem]:
    """The rows of `path` read by `mapping`; raises MAPPING_INVALID when it names columns that are not there."""
    width = 0
    known: dict[int, _Table] = {}  # tables side by side take turns
    for each in tables(path, mapping.layout, mapping.format, progress=progress):
        if isinstance(each, Block):
            width = each.offset + len(each.headers)
            known[each.offset] = _Table(each, mapping)
        else:
            yield known[each.block.offset].record(each)
    beyond = max((c.index for c in mapping.columns if c.role is not Role.IGNORE), default=0)
    if beyond >= width:
        raise EngageError(Reason.MAPPING_INVALID, where=str(path), detail=f"columns.index {beyond}")


@dataclass(frozen=True, slots=True)
class _Read:
    """A column that gives a figure: its place in the table, and the days that its own header tells."""

    place: int
    column: ColumnMapping
    days: Days | None


class _Table:
    """One table read by the mapping."""

    def __init__(self, block: Block, mapping: Mapping) -> None:
        self.block = block
        self._order, self._decimal = mapping.layout.dates, mapping.layout.decimal
        mine = [
            (c.index - block.offset, c)
            for c in mapping.columns
            if 0 <= c.index - block.offset < len(block.headers)
        ]
        self._dates = [place for place, column in mine if column.role is Role.DATE][:1]
        self._names = [place for place, column in mine if column.role is Role.DIMENSION]
        self._figures = [
            _Read(place, column, _header_days(block.headers[place], self._order))
            for place, column in mine
            if column.role is Role.FIGURE
        ]
        self._others = [p for p, c in mine if c.role in (Role.IGNORE, Role.DIMENSION, Role.DATE)]
        self._prefix = [part for part in (mapping.survey, block.name) if part]
        self._default = block.days or _period(mapping.period)
        self._known: dict[str, Days | None] = {}

    def record(self, line: Line) -> FigureRecord | RowProblem:
        """The dated values of a row, or why it has none."""
        cells, number = line.cells, line.number
        beyond = [cell for cell in cells[len(self.block.headers) :] if cell.strip()]
        if beyond:
            return RowProblem(number, "", "ragged", beyond[0][:_SHOWN], str(len(self.block.headers)))
        if any(_at(cells, place) and folded(_at(cells, place)) in TOTALS for place in self._others):
            return RowProblem(number, "", "total_row", next(c for c in cells if folded(c) in TOTALS))
        days = self._days(cells)
        if days is None:
            return RowProblem(
                number, self._header(self._dates[0] if self._dates else 0), *self._bad_date(cells)
            )
        values: list[FigureValue] = []
        for read in self._figures:
            found = _figure(_at(cells, read.place), self._decimal)
            if isinstance(found, Refused):
                return RowProblem(number, self._header(read.place), found.reason, found.value, found.expected)
            if found is not None:
                values.append(self._value(read, cells, found))
        if not values:
            return RowProblem(number, "", "no_answer")
        return FigureRecord(number, days[0], days[1], tuple(values))

    def _value(self, read: _Read, cells: list[str], found: float) -> FigureValue:
        column = read.column
        names = [clean_text(_at(cells, place))[:_LONGEST_PART] for place in self._names]
        metric, unit = column.metric or PLAIN, column.unit or MetricUnit.COUNT.value
        last = column.name or column.header
        if read.days is not None:  # the row names what is measured, the column says when
            metric = metric_of(names[-1]) if names and metric == PLAIN else metric
            last = names.pop() if names else last
        parts = [" ".join(part.replace(APART.strip(), ">").split()) for part in (*self._prefix, *names, last)]
        series = APART.join(part for part in parts if part)
        if read.days is not None and _at(cells, read.place).strip().endswith("%"):
            unit = MetricUnit.PERCENT.value
        return FigureValue(
            series, metric, unit, found * column.factor, read.days, column.index, _at(cells, read.place)
        )

    def _days(self, cells: list[str]) -> Days | None:
        if not self._dates:
            return self._default
        place = self._dates[0]
        cell = _at(cells, place)
        if cell not in self._known:
            if len(self._known) > _MOST_DAYS:
                self._known.clear()
            self._known[cell] = self._read_days(cell, self.block.headers[place])
        return self._known[cell]

    def _read_days(self, cell: str, header: str) -> Days | None:
        step = nth_step(header)
        if step and self.block.days is not None:
            return nth_days(cell, step, self.block.days[0])
        found = days_of(cell, self._order, year=is_date_header(header))
        return whole(found, header) if found else None

    def _bad_date(self, cells: list[str]) -> tuple[str, str, str]:
        expected = {DateOrder.DAY_FIRST: "dd/mm/yyyy", DateOrder.MONTH_FIRST: "mm/dd/yyyy"}
        cell = _at(cells, self._dates[0]) if self._dates else ""
        return "bad_date", cell[:_SHOWN], expected.get(self._order, "yyyy-mm-dd")

    def _header(self, place: int) -> str:
        header = self.block.headers[place] if place < len(self.block.headers) else ""
        return f"{self.block.name}{APART}{header}" if self.block.name else header


def _at(cells: list[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _header_days(header: str, order: DateOrder) -> Days | None:
    return days_of(header, order, year=True)


def _period(text: str) -> Days | None:
    first, _, last = text.partition("/")
    start, end = days_of(first, DateOrder.ISO), days_of(last or first, DateOrder.ISO)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _figure(cell: str, decimal: str) -> float | Refused | None:
    """The figure in a cell; None when it says that there is none."""
    text = cell.strip()
    if not text or text in _DASHES or missing(text) is not None:
        return None
    if len(text) > LONGEST:
        return refused("too_long", text, str(LONGEST))
    value = as_number(text, decimal)
    if value is not None:
        return float(value)
    time = duration(text)
    if time is not None:
        return time
    found = amount(text)
    if found is not None:
        return found
    return refused("not_exact" if _BOUND.match(text) else "not_a_number", cell)
