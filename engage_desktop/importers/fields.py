"""Columns of a table as values: each batch of cells is parsed by columns, a distinct cell once.

What a cell says beyond its value (« 10 - Extrêmement probable », « 3,50 ») is given beside it: the cell itself, unless
it is how the value is plainly written (`models.written`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import add, itemgetter

from engage_desktop.importers.cells import (
    LONGEST,
    TEXT_MARKS,
    Parser,
    Refused,
    masking_parser,
    needs_cleaning,
)
from engage_desktop.importers.dates import date_parser, is_whole_day, iso, time_of_day
from engage_desktop.models.personal import Masking, may_cite
from engage_desktop.models.sources import AnswerValue, DateOrder, RowProblem
from engage_desktop.models.written import JOINT, plain_day, plain_moment, plain_time

_REMEMBERED = 50_000  # distinct cells of a column; beyond, memory is worth more than time
_BLANKS = " \t\n\r\x0b\x0c\u00a0"
_DAY, _TIME = itemgetter(slice(None, 10)), itemgetter(slice(10, None))
Value = AnswerValue | Refused
Columns = list[Sequence[str]]
Plainly = Callable[[str, AnswerValue], bool]  # whether a cell without outer blanks says its value and no more
Written = dict[int, list[tuple[int, str]]]  # by row of a batch: the key of a field and what its cell says


_NOTHING = Masking(())


def _told(cell: str, masking: Masking) -> str:
    """What is kept of a cell: no outer blanks, and marks in place of the personal data that it cites.

    Of several cells joined, an empty one keeps its place.
    """
    if JOINT not in cell:
        return masking.text(cell.strip())
    return JOINT.join(map(masking.text, cell.split(JOINT)))


class Memory(dict[str, Value]):
    """What each distinct cell of a column gave; `bad` are the cells that were refused.

    `odd` are those that say more, with what is kept of them.
    """

    __slots__ = ("_masking", "_parse", "_plainly", "bad", "odd")

    def __init__(self, parse: Parser, plainly: Plainly | None = None, masking: Masking = _NOTHING) -> None:
        super().__init__()
        self._parse, self._plainly, self._masking = masking_parser(parse, masking), plainly, masking
        self.bad: set[str] = set()
        self.odd: dict[str, str] = {}

    def __missing__(self, cell: str) -> Value:
        value = self._parse(cell)
        if isinstance(value, Refused):
            self.bad.add(cell)
        elif self._plainly is not None and value is not None:
            told = _told(cell, self._masking)
            if not self._plainly(told, value):
                self.odd[cell] = told
        self[cell] = value
        return value

    def values_of(self, cells: Sequence[str]) -> list[Value]:
        """The value of each cell."""
        self.forget()
        return list(map(self.__getitem__, cells))

    def forget(self) -> None:
        """Start afresh when too many cells are remembered."""
        if len(self) > _REMEMBERED:
            self.clear()
            self.bad.clear()
            self.odd.clear()

    def refusals(self, cells: Sequence[str]) -> list[int]:
        """The places of the cells that were refused."""
        if not self.bad or self.bad.isdisjoint(cells):
            return []
        return [place for place, cell in enumerate(cells) if cell in self.bad]

    def written(self, cells: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The cells that say more than their value, with their places."""
        if self.odd and not self.odd.keys().isdisjoint(cells):
            for place, cell in enumerate(cells):
                if cell in self.odd:
                    yield place, self.odd[cell]


class TextColumn:
    """An open question or an identifier: cells are nearly all different, so nothing is remembered.

    A batch in which no cell needs more than the removal of outer blanks takes a short way.
    """

    __slots__ = ("_codes", "_masking", "_parse", "_refused", "_values")

    def __init__(self, parse: Parser, codes: tuple[str, ...], masking: Masking = _NOTHING) -> None:
        self._parse = masking_parser(parse, masking)
        self._codes = codes
        self._masking = masking
        self._refused: list[int] = []
        self._values: list[Value] = []

    def values_of(self, cells: Sequence[str]) -> list[Value]:
        """The text of each cell, None when empty."""
        self._refused = []
        self._values = []
        joined = JOINT + JOINT.join(cells)
        cleaned = needs_cleaning(joined) or self._may_be_missing(joined) or max(map(len, cells)) > LONGEST
        if cleaned or (self._masking and may_cite(joined)):
            self._values = values = [self._parse(cell) for cell in cells]
            self._refused = [place for place, value in enumerate(values) if isinstance(value, Refused)]
            return values
        stripped: list[Value] = list(map(str.strip, cells))
        return [text or None for text in stripped] if "" in stripped else stripped

    def _may_be_missing(self, joined: str) -> bool:
        if any(code in joined for code in self._codes):
            return True
        if "/" not in joined:
            return False
        lower = joined.lower()
        return any(mark in lower for mark in TEXT_MARKS)

    def refusals(self, cells: Sequence[str]) -> list[int]:  # noqa: ARG002 - as the other columns
        """The places of the cells of the last call that were refused."""
        return self._refused

    def written(self, cells: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The cells of the last call that are a mark of no answer, or that a spreadsheet's apostrophe guards."""
        for place, value in enumerate(self._values):
            cell = cells[place].strip()
            if value is not None and (not isinstance(value, str) or cell[:1] == "'" != value[:1]):
                yield place, self._masking.text(cell)


class _Parts(dict[str, str | None]):
    """What each distinct half of a date gave; `odd` are those that are not plainly written."""

    __slots__ = ("_parse", "_plain", "odd")

    def __init__(self, parse: Callable[[str], str | None], plain: Callable[[str], str]) -> None:
        super().__init__()
        self._parse, self._plain = parse, plain
        self.odd: set[str] = set()

    def __missing__(self, part: str) -> str | None:
        value = self[part] = self._parse(part)
        if value is not None and self._plain(value) != part:
            self.odd.add(part)
        return value

    def forget(self) -> None:
        """Start afresh when too many are remembered."""
        if len(self) > 2 * _REMEMBERED:
            self.clear()
            self.odd.clear()


class DateColumn:
    """Dates: days and times of day are remembered apart, for moments are nearly all different."""

    __slots__ = ("_days", "_times", "_whole")

    def __init__(self, order: DateOrder) -> None:
        self._whole = Memory(date_parser(order), lambda cell, value: cell == plain_moment(str(value), order))
        self._days = _Parts(
            lambda part: iso(part, order) if is_whole_day(part) else None, lambda day: plain_day(day, order)
        )
        self._times = _Parts(time_of_day, plain_time)

    def values_of(self, cells: Sequence[str]) -> list[Value]:
        """The moment of each cell as ISO 8601 text."""
        for memory in (self._whole, self._days, self._times):
            memory.forget()
        days = list(map(self._days.__getitem__, map(_DAY, cells)))
        times = list(map(self._times.__getitem__, map(_TIME, cells)))
        if None not in days and None not in times:
            return list(map(add, days, times))
        whole = self._whole
        return [
            whole[cell] if day is None or time is None else day + time
            for cell, day, time in zip(cells, days, times, strict=True)
        ]

    def refusals(self, cells: Sequence[str]) -> list[int]:
        """The places of the cells that were refused."""
        return self._whole.refusals(cells)

    def written(self, cells: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The cells that say more than their moment, with their places."""
        days, times, whole = self._days.odd, self._times.odd, self._whole.odd
        if not (days or times or whole):
            return
        for place, cell in enumerate(cells):
            if cell in whole or cell[:10] in days or cell[10:] in times:
                yield place, cell.strip()


AnyColumn = Memory | TextColumn | DateColumn


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a record: the columns it is read from and how. `key` names it among what cells say."""

    index: int
    header: str
    column: AnyColumn
    further: tuple[int, ...] = ()
    key: int = 0

    def cells(self, columns: Columns) -> Sequence[str]:
        """The cells of a batch; those of a choice over several columns are joined by `JOINT`."""
        if not self.further:
            return columns[self.index]
        return list(map(JOINT.join, zip(*(columns[i] for i in (self.index, *self.further)), strict=True)))


def values_of(
    field: Field,
    numbers: Sequence[int],
    columns: Columns,
    problems: dict[int, RowProblem],
    written: Written | None = None,
) -> list[Value]:
    """The values of a batch; a refused cell adds its row to `problems`, unless the row is already there.

    With `written`, cells that say more than their value are added to it.
    """
    cells = field.cells(columns)
    values = field.column.values_of(cells)
    for place in field.column.refusals(cells):
        why = values[place]
        if isinstance(why, Refused):
            problems.setdefault(
                place, RowProblem(numbers[place], field.header, why.reason, why.value, why.expected)
            )
    if written is not None:
        for place, cell in field.column.written(cells):
            written.setdefault(place, []).append((field.key, cell))
    return values


def unmended(
    fields: Sequence[Field],
    numbers: Sequence[int],
    before: dict[tuple[int, int], str],
    written: Written,
    masking: Masking,
) -> None:
    """Put among `written` the cells of `before`, by row number and column, as they were before they were mended."""
    if not before:
        return
    keys = {field.index: field.key for field in fields if not field.further}
    places = {number: place for place, number in enumerate(numbers)}
    for (number, index), cell in before.items():
        if index in keys and number in places:
            told = written.setdefault(places[number], [])
            told[:] = [each for each in told if each[0] != keys[index]] + [
                (keys[index], _told(cell, masking))
            ]


def known_problems(numbers: Sequence[int], refused: dict[int, RowProblem]) -> dict[int, RowProblem]:
    """The problems of a batch, by place, that its table knew before any mapping."""
    if not refused:
        return {}
    return {place: refused[number] for place, number in enumerate(numbers) if number in refused}


def rectangle(
    numbers: Sequence[int], rows: list[list[str]], width: int, problems: dict[int, RowProblem]
) -> Columns:
    """`rows` as columns of equal length; a cell beyond the last header makes its row "ragged"."""
    if set(map(len, rows)) != {width}:
        for place, row in enumerate(rows):
            beyond = [cell for cell in row[width:] if cell.strip(_BLANKS)]
            if beyond:
                problems[place] = RowProblem(numbers[place], "", "ragged", beyond[0][:200], str(width))
            if len(row) != width:
                rows[place] = row[:width] + [""] * (width - len(row))
    return list(zip(*rows, strict=True))
